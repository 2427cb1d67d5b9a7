"""The words of Home Assistant's sentences, which are no names by themselves."""

from collections.abc import Iterator, Mapping
import re
from typing import Any, Final

from homeassistant.core import HomeAssistant

from .foresight import home_assistants_agent

# Rules and lists that a template refers to are words nobody says.
_REFERENCE: Final = re.compile(r"[<{][^<>{}]*[>}]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_PARTS: Final = ("intents", "lists", "expansion_rules", "skip_words")


class CommandWords:
    """The words that Home Assistant's sentences are made of, for each language."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start without having read any."""
        self._hass = hass
        self._read: dict[str, tuple[object, frozenset[str]]] = {}

    async def async_of(self, language: str) -> frozenset[str]:
        """Return the words of a language, read once each time they were loaded."""
        agent = home_assistants_agent(self._hass)
        loaded = await agent.async_get_or_load_intents(language)
        if loaded is None:
            return frozenset()
        known, words = self._read.get(language, (None, frozenset()))
        if known is not loaded:
            words = await self._hass.async_add_executor_job(
                words_in, loaded.intents_dict
            )
            self._read[language] = (loaded, words)
        return words


def words_in(intents: Mapping[str, Any]) -> frozenset[str]:
    """Return the words that a language's sentences and lists are made of, folded."""
    return frozenset(
        word
        for part in _PARTS
        for text in _texts(intents.get(part))
        for word in _WORD.findall(_REFERENCE.sub(" ", text.casefold()))
    )


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
