"""Pure: servers that speak the protocol, and where they usually are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of server."""

    url: str
    # How it is told the most tokens that an answer may have.
    limit: str = "max_tokens"


PRESETS: Final[Mapping[str, Preset]] = {
    "openai": Preset("https://api.openai.com/v1", limit="max_completion_tokens"),
    "ollama": Preset("http://localhost:11434/v1"),
    "llama_cpp": Preset("http://localhost:8080/v1"),
    "vllm": Preset("http://localhost:8000/v1"),
    "lm_studio": Preset("http://localhost:1234/v1"),
    "litellm": Preset("http://localhost:4000/v1"),
    "open_router": Preset("https://openrouter.ai/api/v1"),
    OTHER: Preset(""),
}
