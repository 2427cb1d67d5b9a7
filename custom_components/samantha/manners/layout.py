"""Rooms and voices by what hears them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Final

from .same import Same
from .situation import Area, Playing, Voice, VoiceKind, VoiceState, ear_of_voice

_FOLD: Final = timedelta(hours=1)
_MOST: Final = (Playing.WATCHING, Playing.MUSIC)


class Layout:
    """The areas and the voices of each ear, and what goes on there."""

    def __init__(self, areas: Mapping[str, Area], voices: Mapping[str, Voice]) -> None:
        """Sort areas and voices into ears."""
        self.areas: Final[dict[str, list[Area]]] = {}
        for area in areas.values():
            self.areas.setdefault(area.ear, []).append(area)
        self.voices: Final[dict[str, list[Voice]]] = {}
        for voice in voices.values():
            if voice.kind is not VoiceKind.PHONE:
                ear = ear_of_voice(voice, areas)
                self.voices.setdefault(ear, []).append(voice)

    @cached_property
    def ears(self) -> list[str]:
        """Return every ear that an area or a voice has, in order."""
        return sorted(self.areas.keys() | self.voices.keys())

    @cached_property
    def last_addressed(self) -> datetime | None:
        """Return when she was last addressed anywhere (UTC), or up to an hour later.

        Times are compared as clocks show them, which is fast, and wrong by that much
        where clocks are changed.
        """
        times = [
            voice.addressed
            for voices in self.voices.values()
            for voice in voices
            if voice.addressed is not None
        ]
        return max(times).astimezone(UTC) + _FOLD if times else None

    @cached_property
    def addressed(self) -> list[tuple[datetime, str, Voice]]:
        """Return when she was last addressed (UTC), in which ear, at which voice."""
        return sorted(
            (
                (voice.addressed.astimezone(UTC), ear, voice)
                for ear, voices in self.voices.items()
                for voice in voices
                if voice.addressed is not None
            ),
            key=lambda found: (found[1], found[2].key),
        )

    @cached_property
    def busy(self) -> dict[str, Voice]:
        """Return by ear a voice that is in use there."""
        return {
            ear: voice
            for ear, voices in self.voices.items()
            for voice in voices
            if voice.state is VoiceState.BUSY
        }

    @cached_property
    def occupied(self) -> dict[str, bool | None]:
        """Return by ear whether sensors see somebody; None where they can't tell."""
        seen: dict[str, bool | None] = {}
        for ear, areas in self.areas.items():
            told = [area.occupied for area in areas]
            seen[ear] = True if True in told else None if None in told else False
        return seen

    @cached_property
    def anybody_seen(self) -> bool:
        """Return whether a sensor sees somebody anywhere."""
        return True in self.occupied.values()

    @cached_property
    def playing(self) -> dict[str, Area]:
        """Return by ear the area whose sound asks for most attention."""
        return {
            ear: area
            for ear, areas in self.areas.items()
            for most in reversed(_MOST)
            for area in areas
            if area.playing is most
        }


def layout_of(areas: Mapping[str, Area], voices: Mapping[str, Voice]) -> Layout:
    """Return the layout; the same for the same mappings, while it is among the last."""
    return _layout_of(Same(areas, voices))


@lru_cache(maxsize=4)
def _layout_of(same: Same[Mapping[str, Area], Mapping[str, Voice]]) -> Layout:
    return Layout(same.one, same.other)
