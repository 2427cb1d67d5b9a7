"""People by where they are."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Final

from .same import Same
from .situation import Area, Presence, Resident, Voice, VoiceKind, ear_of
from .verdict import Awaited, Change


class Whereabouts:
    """Who is known to be in which ear."""

    def __init__(
        self, residents: Mapping[str, Resident], areas: Mapping[str, Area]
    ) -> None:
        """Sort people into ears."""
        self._residents = residents
        self.places: Final[dict[str, str]] = {}
        self.here: Final[dict[str, list[Resident]]] = {}
        for resident in residents.values():
            if resident.area is not None and resident.presence is not Presence.AWAY:
                ear = ear_of(resident.area, areas)
                self.places[resident.key] = ear
                self.here.setdefault(ear, []).append(resident)

    @cached_property
    def moves(self) -> dict[str, frozenset[Awaited]]:
        """Return by resident what tells that they come, go or change rooms."""
        return {
            key: frozenset({Awaited(Change.PLACE, key), Awaited(Change.PRESENCE, key)})
            for key in self._residents
        }

    @cached_property
    def anybody_home(self) -> bool:
        """Return whether somebody is known to be at home."""
        return any(
            resident.presence is Presence.HOME for resident in self._residents.values()
        )

    @cached_property
    def all_away(self) -> bool:
        """Return whether all who live here, if anybody does, are known to be away."""
        residents = self._residents.values()
        return bool(residents) and all(
            resident.presence is Presence.AWAY for resident in residents
        )

    @cached_property
    def all_in_sight(self) -> bool:
        """Return whether it is known of each where they are."""
        return all(
            resident.presence is Presence.AWAY or resident.key in self.places
            for resident in self._residents.values()
        )


def whereabouts_of(
    residents: Mapping[str, Resident], areas: Mapping[str, Area]
) -> Whereabouts:
    """Return where people are; the same for the same mappings, while it is kept."""
    return _whereabouts_of(Same(residents, areas))


def phones_of(
    residents: Mapping[str, Resident], voices: Mapping[str, Voice]
) -> dict[str, Voice]:
    """Return the phone of each resident who has one."""
    return _phones_of(Same(residents, voices))


@lru_cache(maxsize=4)
def _whereabouts_of(
    same: Same[Mapping[str, Resident], Mapping[str, Area]],
) -> Whereabouts:
    return Whereabouts(same.one, same.other)


@lru_cache(maxsize=4)
def _phones_of(
    same: Same[Mapping[str, Resident], Mapping[str, Voice]],
) -> dict[str, Voice]:
    residents, voices = same.one, same.other
    owned = {
        voice.resident: voice
        for _, voice in sorted(voices.items(), reverse=True)
        if voice.kind is VoiceKind.PHONE and voice.resident is not None
    }
    for resident in residents.values():
        if resident.phone is not None and resident.phone in voices:
            owned[resident.key] = voices[resident.phone]
    return owned
