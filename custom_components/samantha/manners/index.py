"""Where people and voices are, looked up once for a situation."""

from datetime import UTC, datetime
from functools import cached_property
from typing import Final

from .situation import (
    Area,
    Playing,
    Presence,
    Resident,
    Situation,
    Voice,
    VoiceKind,
    VoiceState,
)
from .verdict import Awaited, Change

_MOST: Final = (Playing.WATCHING, Playing.MUSIC)


class Index:
    """A situation by its ears.

    An ear is the areas that hear each other; a voice without an area is an ear by
    itself, of which nothing is known.
    """

    def __init__(self, situation: Situation) -> None:
        """Sort people, areas and voices into ears."""
        self.situation = situation
        # Compared in UTC: within one zone Python compares what clocks show, which goes
        # wrong in the hour that they show twice.
        self.now: Final = situation.now.astimezone(UTC)
        self.areas: Final[dict[str, list[Area]]] = {}
        for area in situation.areas.values():
            self.areas.setdefault(area.ear, []).append(area)
        self.voices: Final[dict[str, list[Voice]]] = {}
        for voice in situation.voices.values():
            if voice.kind is not VoiceKind.PHONE:
                ear = situation.ear_of_voice(voice)
                self.voices.setdefault(ear, []).append(voice)
        # The ear in which somebody is, and who is known to be in an ear.
        self.places: Final[dict[str, str]] = {}
        self.here: Final[dict[str, list[Resident]]] = {}
        for resident in situation.residents.values():
            if resident.area is not None and resident.presence is not Presence.AWAY:
                ear = situation.ear_of(resident.area)
                self.places[resident.key] = ear
                self.here.setdefault(ear, []).append(resident)

    def moves(self, resident: str) -> frozenset[Awaited]:
        """Return what tells that somebody comes, goes or changes rooms."""
        return self._moves[resident]

    def local(self, instant: datetime) -> str:
        """Return an instant as the house's clocks show it, for a reason's facts."""
        zone = self.situation.now.tzinfo
        return instant.astimezone(zone).isoformat(timespec="minutes")

    def occupied(self, ear: str) -> bool | None:
        """Return whether sensors see somebody in an ear; None where they can't tell."""
        return self._occupied.get(ear)

    def playing(self, ear: str) -> Area | None:
        """Return the area of an ear whose sound asks for most attention, if any."""
        return self._playing.get(ear)

    def name(self, ear: str, asked: frozenset[str] = frozenset()) -> str | None:
        """Return the area that stands for an ear: one asked for, one with people."""
        areas = self.areas.get(ear)
        if not areas:
            return None
        return min(
            areas,
            key=lambda area: (area.key not in asked, not area.occupied, area.key),
        ).key

    def last_spoke(self, ear: str) -> datetime | None:
        """Return when she last spoke in an ear, in UTC."""
        last = self.situation.last_spoke.get(ear)
        return None if last is None else last.astimezone(UTC)

    @cached_property
    def all_ears(self) -> list[str]:
        """Return every ear there is, in order."""
        return sorted(self.areas.keys() | self.voices.keys() | self.here.keys())

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
    def phones(self) -> dict[str, Voice]:
        """Return the phone of each resident who has one."""
        voices = self.situation.voices
        owned = {
            voice.resident: voice
            for _, voice in sorted(voices.items(), reverse=True)
            if voice.kind is VoiceKind.PHONE and voice.resident is not None
        }
        for resident in self.situation.residents.values():
            if resident.phone is not None and resident.phone in voices:
                owned[resident.key] = voices[resident.phone]
        return owned

    @cached_property
    def somebody_home(self) -> bool:
        """Return whether anybody is known to be in the house."""
        return (
            self.situation.guests is True
            or bool(self.here)
            or True in self._occupied.values()
            or self.residents_home
        )

    @cached_property
    def residents_home(self) -> bool:
        """Return whether somebody who lives here is known to be at home."""
        return any(
            resident.presence is Presence.HOME
            for resident in self.situation.residents.values()
        )

    @cached_property
    def all_in_sight(self) -> bool:
        """Return whether it is known of everybody in the house where they are."""
        return self.situation.guests is False and all(
            resident.presence is Presence.AWAY or resident.key in self.places
            for resident in self.situation.residents.values()
        )

    @cached_property
    def nobody_home(self) -> bool:
        """Return whether the house is known to be empty."""
        residents = self.situation.residents
        return (
            bool(residents)
            and self.situation.guests is not True
            and all(person.presence is Presence.AWAY for person in residents.values())
        )

    @cached_property
    def _moves(self) -> dict[str, frozenset[Awaited]]:
        return {
            key: frozenset({Awaited(Change.PLACE, key), Awaited(Change.PRESENCE, key)})
            for key in self.situation.residents
        }

    @cached_property
    def _occupied(self) -> dict[str, bool | None]:
        seen: dict[str, bool | None] = {}
        for ear, areas in self.areas.items():
            told = [area.occupied for area in areas]
            seen[ear] = True if True in told else None if None in told else False
        return seen

    @cached_property
    def _playing(self) -> dict[str, Area]:
        return {
            ear: area
            for ear, areas in self.areas.items()
            for most in reversed(_MOST)
            for area in areas
            if area.playing is most
        }
