"""Situations that reach the corners: two rooms that are one ear, a nap, a stuck voice.

A moment is read from bytes, one for each thing that may be so or so. Hypothesis draws
and shrinks bytes far faster than a few hundred choices; zeros are the usual.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from custom_components.samantha.manners.situation import (
    Area,
    Playing,
    Presence,
    QuietHours,
    Resident,
    Situation,
    Voice,
    VoiceKind,
    VoiceState,
)
from custom_components.samantha.manners.utterance import (
    Kind,
    Privacy,
    Urgency,
    Utterance,
    When,
)
from custom_components.samantha.manners.verdict import Rules

ZONE: Final = ZoneInfo("Europe/Berlin")
RULES: Final = Rules()
SIZE: Final = 300

RESIDENTS: Final = ("anna", "bob", "cleo")
AREAS: Final = ("bedroom", "dining", "kitchen", "nursery")
# Cleo is a child without a phone.
PHONES: Final = {"anna": "notify.annas_phone", "bob": "notify.bobs_phone"}

# Noon, the edges of a night, and both nights on which the clock is changed.
INSTANTS: Final = tuple(
    datetime.fromisoformat(text).astimezone(ZONE)
    for text in (
        "2026-03-03T12:00:00+01:00",
        "2026-03-03T21:59:59+01:00",
        "2026-03-03T22:00:00+01:00",
        "2026-03-04T06:59:59+01:00",
        "2026-03-04T07:00:00+01:00",
        "2026-03-29T01:30:00+01:00",
        "2026-03-29T03:15:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
    )
)
OFFSETS: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (0, 3, -3, -7200, -119, -30, 1, 45, 100, 3600, 30000)
)
STARTS: Final = (
    *[timedelta()] * 6,
    *[timedelta(seconds=-100)] * 3,
    timedelta(hours=-3),
    timedelta(minutes=5),
)
STARTED: Final = (True,) * 30 + (False,)
KNOWN: Final = (True, False)
GUESTS: Final = (False, True, None)
LIVES: Final = (timedelta(hours=2), timedelta(minutes=2), timedelta(hours=12))
NIGHT: Final = QuietHours(time(22), time(7))
DAY: Final = QuietHours(time(8), time(16))
SMALL_HOURS: Final = QuietHours(time(2, 15), time(2, 45))
NO_NAMES: Final[frozenset[str]] = frozenset()


class Choices:
    """Choices that bytes make."""

    def __init__(self, drawn: bytes) -> None:
        """Begin with the first byte, which says how much is out of the ordinary."""
        self._drawn = iter(drawn)
        self._usual = self.one_of(248, 230, 180, 100)

    def one_of[T](self, *things: T) -> T:
        """Return one of some things, each as likely."""
        return things[next(self._drawn) % len(things)]

    def often[T](self, usual: T, *others: T) -> T:
        """Return what is usual more often than not, so that something is said."""
        drawn = next(self._drawn)
        return usual if drawn < self._usual else others[drawn % len(others)]

    def either(self) -> bool:
        """Return whether something is so that is so half of the time."""
        return next(self._drawn) % 2 == 1

    def rarely(self) -> bool:
        """Return whether something is so that seldom is."""
        return next(self._drawn) > self._usual

    def near(self, now: datetime) -> datetime:
        """Return an instant near another."""
        return (now.astimezone(UTC) + self.one_of(*OFFSETS)).astimezone(ZONE)

    def rarely_near(self, now: datetime) -> datetime | None:
        """Return an instant near another, or mostly none."""
        near = self.near(now)
        return near if self.rarely() else None


@dataclass(frozen=True, slots=True)
class House:
    """What stays while people live in a house."""

    ears: dict[str, str]
    sleep_areas: dict[str, str | None]
    quiet_hours: dict[str, QuietHours | None]
    house_quiet_hours: QuietHours | None
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """An utterance in a situation."""

    house: House
    situation: Situation
    utterance: Utterance


def house_from(choices: Choices) -> House:
    """Return a house of four rooms and three residents."""
    ears = {area: area for area in AREAS}
    ears["kitchen"] = choices.one_of("kitchen", "dining")
    voices = [
        Voice(
            key=f"{kind}.{area}",
            kind=kind,
            # One that is in no room can't be told to be another's mouth.
            area=area if (placed := not choices.rarely()) else None,
            mouth=choices.one_of(area if placed else "", f"{area} {kind}"),
            resident=choices.often(None, *RESIDENTS),
            converses=not choices.either(),
        )
        for area in AREAS
        for kind in (VoiceKind.SATELLITE, VoiceKind.SPEAKER)
        if not choices.rarely()
    ]
    phones = [
        Voice(key=key, kind=VoiceKind.PHONE, resident=owner)
        for owner, key in PHONES.items()
        if not choices.rarely()
    ]
    return House(
        ears=ears,
        sleep_areas={key: choices.one_of(None, *AREAS) for key in RESIDENTS},
        quiet_hours={
            key: choices.often(None, NIGHT, DAY, SMALL_HOURS) for key in RESIDENTS
        },
        house_quiet_hours=choices.often(None, NIGHT, SMALL_HOURS),
        voices=(*voices, *phones),
    )


def situation_from(choices: Choices, house: House, now: datetime) -> Situation:
    """Return what goes on in a house at an instant."""
    phones = {voice.key for voice in house.voices} & set(PHONES.values())
    residents = {
        key: Resident(
            key=key,
            presence=choices.often(Presence.HOME, Presence.AWAY, *Presence),
            came_home=choices.rarely_near(now),
            area=choices.one_of(None, *AREAS),
            awake=choices.often(None, *KNOWN),
            child=key == "cleo",
            on_call=choices.rarely(),
            do_not_disturb=choices.rarely(),
            quiet_hours=house.quiet_hours[key],
            hushed_until=choices.rarely_near(now),
            sleep_area=house.sleep_areas[key],
            phone=PHONES[key] if PHONES.get(key) in phones else None,
            headphones=choices.either(),
        )
        for key in RESIDENTS
    }
    areas = {
        key: Area(
            key=key,
            ear=house.ears[key],
            occupied=choices.one_of(None, *KNOWN),
            playing=choices.often(Playing.NOTHING, *Playing),
            on_call=choices.rarely(),
            timer=choices.rarely(),
            hushed_until=choices.rarely_near(now),
        )
        for key in AREAS
    }
    voices = {
        voice.key: Voice(
            key=voice.key,
            kind=voice.kind,
            state=choices.often(VoiceState.FREE, *VoiceState),
            area=voice.area,
            mouth=voice.mouth,
            resident=voice.resident,
            converses=voice.converses,
            addressed=choices.near(now) if choices.either() else None,
            addressed_by=choices.one_of(None, *RESIDENTS),
        )
        for voice in house.voices
    }
    ears = sorted(set(house.ears.values()))
    last_spoke = {
        ear: when
        for ear in ears
        if (when := choices.rarely_near(now)) is not None
        and when.timestamp() <= now.timestamp()
    }
    return Situation(
        now=now,
        started=choices.one_of(*STARTED),
        residents=residents,
        areas=areas,
        voices=voices,
        guests=choices.often(*GUESTS),
        quiet_hours=house.house_quiet_hours,
        hushed_until=choices.rarely_near(now),
        speaking=frozenset(ear for ear in ears if choices.rarely()),
        last_spoke=last_spoke,
    )


def utterance_from(choices: Choices, now: datetime) -> Utterance:
    """Return something to say around an instant."""
    residents = choices.one_of(
        frozenset({"anna"}),
        NO_NAMES,
        frozenset({"cleo"}),
        frozenset({"anna", "bob"}),
        frozenset({"anna", "stranger"}),
    )
    valid_from = now.astimezone(UTC) + choices.one_of(*STARTS)
    return Utterance(
        key="utterance",
        kind=choices.one_of(*Kind),
        created=now - timedelta(hours=2),
        valid_from=valid_from,
        expires=valid_from + choices.one_of(*LIVES),
        residents=residents,
        told=choices.often(NO_NAMES, frozenset({"bob"}), frozenset({"anna"}))
        & residents,
        areas=choices.often(NO_NAMES, NO_NAMES, frozenset({"kitchen"})),
        voices=choices.often(
            NO_NAMES,
            NO_NAMES,
            NO_NAMES,
            frozenset({"satellite.kitchen"}),
            frozenset({"speaker.nursery", "satellite.gone"}),
            frozenset({"notify.annas_phone"}),
        ),
        urgency=choices.one_of(Urgency.NORMAL, *Urgency),
        privacy=choices.one_of(*Privacy),
        when=choices.often(When.NOW, *When),
        asks=choices.either(),
        signalled=choices.either(),
    )


def moment_from(drawn: bytes) -> Moment:
    """Return an utterance and the house that it is judged in."""
    choices = Choices(drawn)
    now = choices.one_of(*INSTANTS)
    utterance = utterance_from(choices, now)
    house = house_from(choices)
    return Moment(house, situation_from(choices, house, now), utterance)


def moments() -> SearchStrategy[Moment]:
    """Draw moments."""
    return st.binary(min_size=SIZE, max_size=SIZE).map(moment_from)


def situations_in(moment: Moment) -> SearchStrategy[Situation]:
    """Draw other situations of the same house."""
    now = moment.situation.now
    return st.binary(min_size=SIZE, max_size=SIZE).map(
        lambda drawn: situation_from(Choices(drawn), moment.house, now)
    )
