"""How the days of a pretended family go: seeded, and without a thought of her."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time, timedelta
import random
from typing import Any, Final

from custom_components.samantha.manners.situation import (
    Area,
    Playing,
    Presence,
    QuietHours,
    Resident,
    Situation,
    Voice,
    VoiceKind,
)
from custom_components.samantha.manners.verdict import Awaited, Change

from ..voice.pretend import START, ZONE, PretendedSurroundings

# When they go out and come back, and on which days of the week.
_OUT: Final = {
    "anna": (time(8, 15), time(16, 30), range(5)),
    "ben": (time(7, 40), time(17, 45), range(5)),
    "cleo": (time(10), time(15), range(1, 5)),
    "dora": (time(10), time(11), range(0, 6, 2)),
}
PEOPLE: Final = tuple(_OUT)
# The last is where no sensor sees anybody.
_ROOMS: Final = ("kitchen", "living_room", "office", None)
_NIGHT: Final = QuietHours(time(21, 30), time(7))
_STUDIES: Final = QuietHours(time(17), time(18, 30))
_NAPS: Final = (time(13), time(14, 30))
_SATURDAY: Final = 5
_CALLS_AT: Final = (12, 18, 20)
_TALKS: Final = 0.5
_HAS_GUESTS: Final = 0.5

type Act = Callable[[PretendedSurroundings], None]
# What happens, and when.
type Happening = tuple[datetime, Act]


def home() -> Situation:
    """Return the four of them at home, asleep."""
    residents = {
        key: Resident(
            key=key,
            presence=Presence.HOME,
            area=_bedroom(key),
            sleep_area=_bedroom(key),
            awake=False,
            quiet_hours=_STUDIES if key == "cleo" else None,
            phone=f"notify.{key}",
        )
        for key in PEOPLE
    }
    rooms = [room for room in (*_ROOMS, *map(_bedroom, PEOPLE)) if room]
    voices = [
        *(
            Voice(key=f"{room}_voice", kind=VoiceKind.SATELLITE, area=room, mouth=room)
            for room in rooms
        ),
        *(
            Voice(key=f"notify.{key}", kind=VoiceKind.PHONE, resident=key)
            for key in PEOPLE
        ),
    ]
    return Situation(
        now=START,
        residents=residents,
        areas={room: Area(key=room, ear=room) for room in rooms},
        voices={voice.key: voice for voice in voices},
        quiet_hours=_NIGHT,
    )


def day_of(
    day: date, dice: random.Random, travelling: Collection[str]
) -> list[Happening]:
    """Return what happens on a day in the house, in order."""
    happenings = [*_in_rooms(day, dice), *_with_guests(day, dice)]
    for key in PEOPLE:
        if key in travelling:
            happenings.append((_at(day, time(6), dice), leaves(key)))
        else:
            happenings += _of_person(key, day, dice)
    return sorted(happenings, key=lambda one: one[0])


def talks(key: str, *, on_call: bool) -> Act:
    """Return that somebody is on the phone, or is no more."""
    return lambda house: house.resident(key, Change.CALL, on_call=on_call)


def leaves(key: str) -> Act:
    """Return that somebody leaves the house."""
    return lambda house: house.leave(key)


def _of_person(key: str, day: date, dice: random.Random) -> Iterator[Happening]:
    weekend = day.weekday() >= _SATURDAY
    wakes = _at(day, time(9) if weekend else time(6, 30), dice, 90)
    sleeps = _at(day, time(21, 15), dice, 120)
    yield wakes, _wakes(key)
    yield sleeps, _falls_asleep(key)
    out: tuple[datetime, datetime] | None = None
    leaving, returning, days = _OUT[key]
    if day.weekday() in days:
        out = _at(day, leaving, dice, 20), _at(day, returning, dice, 60)
        yield out[0], leaves(key)
        yield out[1], _comes_home(key, out[1])
    if key == "dora":
        yield _at(day, _NAPS[0], dice), _falls_asleep(key)
        yield _at(day, _NAPS[1], dice), _wakes(key)
    moment = wakes
    while (moment := moment + _minutes(dice.uniform(20, 120))) < sleeps:
        if out is None or not out[0] <= moment <= out[1]:
            yield moment, _goes_to(key, dice.choice(_ROOMS))
    for hour in _CALLS_AT:
        if dice.random() < _TALKS:
            begins = _at(day, time(hour), dice)
            yield begins, talks(key, on_call=True)
            yield begins + _minutes(dice.uniform(5, 45)), talks(key, on_call=False)


def _in_rooms(day: date, dice: random.Random) -> Iterator[Happening]:
    cooking = Change.TIMER, {"timer": True}, {"timer": False}
    film = Change.PLAYING, {"playing": Playing.WATCHING}, {"playing": Playing.NOTHING}
    music = Change.PLAYING, {"playing": Playing.MUSIC}, {"playing": Playing.NOTHING}
    for room, hour, likely, (change, so, no_more) in (
        ("kitchen", 12, 0.8, cooking),
        ("kitchen", 18, 0.8, cooking),
        ("living_room", 19, 0.6, film),
        ("office", 17, 0.4, music),
    ):
        if dice.random() < likely:
            begins = _at(day, time(hour), dice)
            yield begins, _room(room, change, so)
            yield begins + _minutes(dice.uniform(20, 110)), _room(room, change, no_more)


def _with_guests(day: date, dice: random.Random) -> Iterator[Happening]:
    if day.weekday() >= _SATURDAY and dice.random() < _HAS_GUESTS:
        come = _at(day, time(14), dice, 240)
        go = come + timedelta(hours=dice.uniform(1, 5))
        for moment, there in ((come, True), (go, False)):
            yield moment, _guests(there=there)


def _guests(*, there: bool) -> Act:
    return lambda house: house.set(Awaited(Change.GUESTS), guests=there)


def _room(room: str, change: Change, facts: dict[str, Any]) -> Act:
    return lambda house: house.area(room, change, **facts)


def _wakes(key: str) -> Act:
    return lambda house: house.resident(key, Change.AWAKE, awake=True)


def _falls_asleep(key: str) -> Act:
    def act(house: PretendedSurroundings) -> None:
        if house.known.residents[key].presence is Presence.HOME:
            house.move(key, _bedroom(key))
            house.resident(key, Change.AWAKE, awake=False)

    return act


def _comes_home(key: str, at: datetime) -> Act:
    def act(house: PretendedSurroundings) -> None:
        house.resident(key, Change.AWAKE, awake=True, came_home=at)
        house.move(key, None)

    return act


def _goes_to(key: str, room: str | None) -> Act:
    def act(house: PretendedSurroundings) -> None:
        if house.known.residents[key].awake:
            house.move(key, room)

    return act


def _bedroom(key: str) -> str:
    return f"{key}s_room"


def _at(day: date, clock: time, dice: random.Random, spread: float = 60) -> datetime:
    """Return a moment of a day, so many minutes later at most."""
    return datetime.combine(day, clock, ZONE) + _minutes(dice.uniform(0, spread))


def _minutes(count: float) -> timedelta:
    return timedelta(minutes=count)
