"""What the manners decide for one utterance in one situation, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

NO_FACTS: Final[Mapping[str, str]] = MappingProxyType({})


class Action(StrEnum):
    """What is done with an utterance."""

    SPEAK = "speak"
    SIGNAL = "signal"
    WHISPER = "whisper"
    WAIT = "wait"
    DROP = "drop"


class Why(StrEnum):
    """The reasons there are. Each has a sentence in `sentences/`."""

    # It may be said.
    ALARM = "alarm"
    PERSON_IS_HERE = "person_is_here"
    PEOPLE_ARE_HERE = "people_are_here"
    MAYBE_HERE = "maybe_here"
    ASKED_FOR_HERE = "asked_for_here"
    JUST_ADDRESSED = "just_addressed"
    # It goes to a phone.
    ON_THE_PHONE = "on_the_phone"
    IN_THE_EAR = "in_the_ear"
    LAST_CHANCE = "last_chance"
    # A silent cue is given.
    SOMETHING_WAITS = "something_waits"
    # It has to wait.
    STARTING = "starting"
    NOT_YET = "not_yet"
    NOBODY_HOME = "nobody_home"
    PERSON_AWAY = "person_away"
    PERSON_UNKNOWN = "person_unknown"
    PLACE_UNKNOWN = "place_unknown"
    NOT_THERE = "not_there"
    NOT_ADDRESSED = "not_addressed"
    JUST_BACK = "just_back"
    TIMER = "timer"
    QUIET_HOURS = "quiet_hours"
    HUSHED = "hushed"
    ASLEEP = "asleep"
    DO_NOT_DISTURB = "do_not_disturb"
    OTHERS_LISTEN = "others_listen"
    GUESTS = "guests"
    ON_A_CALL = "on_a_call"
    WATCHING = "watching"
    MUSIC = "music"
    VOICE_BUSY = "voice_busy"
    VOICE_STUCK = "voice_stuck"
    VOICE_UNREACHABLE = "voice_unreachable"
    NO_VOICE = "no_voice"
    SPEAKING_THERE = "speaking_there"
    TOO_SOON = "too_soon"
    # It is dropped.
    EXPIRED = "expired"
    TOLD = "told"
    UNKNOWN_RESIDENT = "unknown_resident"


class Change(StrEnum):
    """What can change in a house so that a verdict may change.

    The subject of an `Awaited` is a resident for PRESENCE, PLACE, AWAKE, HEADPHONES,
    CALL (or an area) and HUSH (or an area, or empty for the house; do-not-disturb is
    one), an area for PLAYING, OCCUPANCY and TIMER, a voice for VOICE and ADDRESSED, an
    ear for EAR, and empty for STARTED and GUESTS. An empty subject means any. No
    verdict names HOUSE (rooms, voices, residents or what is set of them is another):
    everything that waits is judged again then.
    """

    STARTED = "started"
    PRESENCE = "presence"
    PLACE = "place"
    AWAKE = "awake"
    CALL = "call"
    HUSH = "hush"
    OCCUPANCY = "occupancy"
    PLAYING = "playing"
    TIMER = "timer"
    VOICE = "voice"
    ADDRESSED = "addressed"
    EAR = "ear"
    GUESTS = "guests"
    HEADPHONES = "headphones"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Awaited:
    """One thing that has to change before judging again is worth it."""

    change: Change
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with the facts it rests on: keys, never text of an utterance."""

    why: Why
    facts: Mapping[str, str] = NO_FACTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What to do now. There is always at least one reason.

    To SPEAK or WHISPER, `voices` names where, `residents` who has heard it then; an
    alarm may name phones beside the voices of rooms. To SIGNAL, `residents` is whom the
    cue is for, and `voices` where they are, if a voice is there. To WAIT, `waits_for`
    and `until` (in UTC, never after it expires) say when to judge again.
    """

    action: Action
    reasons: tuple[Reason, ...]
    voices: tuple[str, ...] = ()
    residents: frozenset[str] = field(default_factory=frozenset)
    # 0 to 1; None leaves it as it is.
    volume: float | None = None
    chime: bool = False
    # Into the headphones, not as a notification.
    earpiece: bool = False
    waits_for: frozenset[Awaited] = field(default_factory=frozenset)
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What an owner can set of the manners, with the defaults of a new house."""

    # Softly: the volume of a speaker that is not set by its owner.
    volume: float | None = 0.35
    chime: bool = True
    # Between two utterances in one ear.
    gap: timedelta = timedelta(seconds=4)
    # How long after she was addressed somewhere what waits for that may be said there.
    addressed_for: timedelta = timedelta(minutes=2)
    # So long whoever has come home is left to arrive, where they are to have time.
    arriving: timedelta = timedelta(minutes=15)
    # This long before it expires, a message or reminder goes to the phone instead.
    last_chance: timedelta = timedelta(minutes=2)
    # How long what is urgent waits for something that is over in a moment, before it
    # goes to the phone.
    patience: timedelta = timedelta(seconds=30)
    # An alarm is to be heard.
    alarm_volume: float | None = 0.7
