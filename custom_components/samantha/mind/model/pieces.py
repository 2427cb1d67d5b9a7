"""Pure: what comes out of a model, bit by bit."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

type Message = dict[str, Any]
type ToolSpec = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """A bit of text, which may end within a word."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call; arguments that were no JSON object are None."""

    call_id: str
    name: str
    arguments: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens of one request and its answer."""

    tokens_in: int
    tokens_out: int


type Piece = Text | Call | Usage


class Source(Protocol):
    """Something that answers messages, piece by piece."""

    @property
    def uses_tools(self) -> bool:
        """Return whether it can be given tools."""

    def stream(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec]
    ) -> AsyncGenerator[Piece]:
        """Answer; raise ModelError where that fails, at the start or on the way."""
