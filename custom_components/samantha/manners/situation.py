"""What is known of the house at one instant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum


class Presence(StrEnum):
    """Whether a resident is here. Unknown is not away."""

    HOME = "home"
    AWAY = "away"
    UNKNOWN = "unknown"


class Playing(StrEnum):
    """What a room listens to."""

    NOTHING = "nothing"
    MUSIC = "music"
    WATCHING = "watching"


class VoiceKind(StrEnum):
    """The ways to reach people."""

    SATELLITE = "satellite"
    SPEAKER = "speaker"
    PHONE = "phone"


class VoiceState(StrEnum):
    """Whether a voice can be used now."""

    FREE = "free"
    BUSY = "busy"
    STUCK = "stuck"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily stretch in which she says nothing unprompted, in the house's local time.

    It runs over midnight where `until` is not after `start`.
    """

    start: time
    until: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """What is known of somebody who lives here."""

    key: str
    presence: Presence = Presence.UNKNOWN
    # When they were seen to come home, as long as it is known.
    came_home: datetime | None = None
    # The area where they are, where that is known.
    area: str | None = None
    # None where nothing tells.
    awake: bool | None = None
    child: bool = False
    on_call: bool = False
    do_not_disturb: bool = False
    quiet_hours: QuietHours | None = None
    hushed_until: datetime | None = None
    sleep_area: str | None = None
    phone: str | None = None
    # Headphones are on, so that the phone can speak to this person alone.
    headphones: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What is known of a room. Areas with the same `ear` hear each other."""

    key: str
    ear: str
    # None where no sensor tells.
    occupied: bool | None = None
    playing: Playing = Playing.NOTHING
    on_call: bool = False
    # A timer runs here: something cooks.
    timer: bool = False
    hushed_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A way to reach people. Voices with the same `mouth` sound from one place."""

    key: str
    kind: VoiceKind
    state: VoiceState = VoiceState.FREE
    area: str | None = None
    mouth: str = ""
    # Whose it is alone: a phone, or a satellite that belongs to one resident.
    resident: str | None = None
    # It can listen for an answer after it has spoken.
    converses: bool = False
    # When somebody last spoke to her here, and who, where that is known.
    addressed: datetime | None = None
    addressed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The house at one instant. `now` is in the house's local time zone.

    `guests` is None where a source for it exists but does not tell; without any source
    there are none. `speaking` are the ears in which she speaks at this moment,
    `last_spoke` when she last did there, unprompted.
    """

    now: datetime
    started: bool = True
    residents: Mapping[str, Resident] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    voices: Mapping[str, Voice] = field(default_factory=dict)
    guests: bool | None = False
    quiet_hours: QuietHours | None = None
    hushed_until: datetime | None = None
    speaking: frozenset[str] = field(default_factory=frozenset)
    last_spoke: Mapping[str, datetime] = field(default_factory=dict)

    def ear_of(self, area: str) -> str:
        """Return what is heard as one with an area; an area unknown is its own."""
        return ear_of(area, self.areas)

    def ear_of_voice(self, voice: Voice) -> str:
        """Return the ear that a voice speaks into; without an area it has its own."""
        return ear_of_voice(voice, self.areas)


def ear_of(area: str, areas: Mapping[str, Area]) -> str:
    """Return what is heard as one with an area; an area unknown is its own."""
    known = areas.get(area)
    return known.ear if known else area


def ear_of_voice(voice: Voice, areas: Mapping[str, Area]) -> str:
    """Return the ear that a voice speaks into; without an area it has its own."""
    if voice.area is not None:
        return ear_of(voice.area, areas)
    return f"voice:{voice.mouth or voice.key}"
