"""Which residents and rooms a sentence mentions, at a cost that does not grow."""

from collections.abc import Iterable, Iterator, Mapping
import re
from typing import Final

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import area_registry as ar

from ..residents import ResidentSettings

type Named = tuple[str, str]

_WORD: Final = re.compile(r"[^\W_]+")


class Names:
    """Names with what they stand for, found by the words of a sentence."""

    def __init__(self, names: Iterable[Named]) -> None:
        """Sort names by their words."""
        self._by_words: dict[tuple[str, ...], list[Named]] = {}
        for name, key in names:
            if words := _words(name):
                self._by_words.setdefault(words, []).append((name, key))
        self._longest = max(map(len, self._by_words), default=0)

    def within(self, text: str) -> list[Named]:
        """Return the names that stand in a text, in whatever case."""
        words = _words(text)
        found: dict[tuple[str, ...], list[Named]] = {}
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                piece = words[start:end]
                if piece in self._by_words:
                    found[piece] = self._by_words[piece]
        return [name for names in found.values() for name in names]


class Mentions:
    """The names of rooms and residents, read again when they have changed."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Read nothing before it is asked for."""
        self._hass = hass
        self._rooms: Names | None = None
        self._residents: tuple[Mapping[str, ResidentSettings], Names] = ({}, Names(()))
        self._stop = hass.bus.async_listen(
            ar.EVENT_AREA_REGISTRY_UPDATED, self._rooms_changed
        )

    def rooms(self, text: str) -> list[Named]:
        """Return the rooms that a text mentions: the name and the area."""
        if self._rooms is None:
            self._rooms = Names(names_of_rooms(self._hass))
        return self._rooms.within(text)

    def residents(
        self, text: str, residents: Mapping[str, ResidentSettings]
    ) -> list[Named]:
        """Return the residents that a text mentions: the name and the key.

        Who lives here comes as a new mapping whenever it is different.
        """
        known, names = self._residents
        if known is not residents:
            names = Names(names_of_residents(residents))
            self._residents = residents, names
        return names.within(text)

    def close(self) -> None:
        """Follow the rooms no more."""
        self._stop()

    @callback
    def _rooms_changed(self, _event: Event[ar.EventAreaRegistryUpdatedData]) -> None:
        self._rooms = None


def names_of_residents(residents: Mapping[str, ResidentSettings]) -> Iterator[Named]:
    """Yield every name of every resident, with whose it is."""
    for key, resident in residents.items():
        for name in (resident.title, *resident.nicknames):
            yield name, key


def names_of_rooms(hass: HomeAssistant) -> Iterator[Named]:
    """Yield every name of every room, with the area."""
    for area in ar.async_get(hass).async_list_areas():
        for name in (area.name, *area.aliases):
            yield name, area.id


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
