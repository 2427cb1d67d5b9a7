"""Pure: what a time that somebody said means at a given moment."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from .days import Date, Day, Weekday, dates_of
from .meant import Either, Fault, Moment, Understood, UnmeantError
from .pieces import Clock, Every, Pieces
from .reading import read_pieces
from .recurring import next_shown, on_the_wall, rule_of
from .vocabulary import Vocabulary

_NOON: Final = 12
_DAY: Final = timedelta(days=1)
# Until five nobody means a number of the clock, unless they are awake; from five in the
# afternoon on, it may as well be tomorrow's.
_NIGHT_ENDS: Final = 5
_EVENING: Final = 17
# Where a day was said, one to five is in the afternoon.
_AFTERNOON_UNTIL: Final = 5
_LEAST_MINUTES: Final = 5
_DAYS_OF: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
_SMALL: Final = frozenset({"minute", "hour"})


def understand(text: str, now: datetime, vocabulary: Vocabulary) -> Understood | None:
    """Return what a time means; None where the words are no time.

    Args:
        text: nothing but the time, such as "on Sunday at five".
        now: in the time zone of the house.
        vocabulary: of the language.

    """
    tokens = vocabulary.tokens(text)
    try:
        pieces = read_pieces(tokens) if tokens else None
        return None if pieces is None else _meant(pieces, now, vocabulary)
    except UnmeantError as err:
        return err.fault
    except OverflowError, ValueError:
        # No calendar goes so far.
        return Fault.NEVER


def every_so_often(text: str, vocabulary: Vocabulary) -> timedelta | Fault | None:
    """Return how long "every two weeks" is; None where the words say more, or less.

    A month counts as 30 days, and a year as 365.
    """
    tokens = vocabulary.tokens(text)
    try:
        pieces = read_pieces(tokens) if tokens else None
    except UnmeantError as err:
        return err.fault
    every = pieces.every if pieces else None
    if every is None:
        return None
    if pieces != Pieces(every=Every(unit=every.unit, number=every.number)):
        return None
    if every.unit not in _DAYS_OF:
        return Fault.TOO_OFTEN
    days = _DAYS_OF[every.unit] * every.number
    return timedelta(days=days) if days <= timedelta.max.days else Fault.NEVER


def _meant(pieces: Pieces, now: datetime, vocabulary: Vocabulary) -> Understood | None:
    if pieces.every is not None:
        return _again(pieces.every, pieces, now, vocabulary)
    if pieces.until or pieces.start:
        return None
    if pieces.length is not None:
        return _after(pieces.length, pieces, now, vocabulary)
    wall = now.replace(tzinfo=None)
    if pieces.day is None:
        found = _without_day(pieces, wall, vocabulary)
    else:
        days = dates_of(pieces.day, wall.date())
        clocks = _clocks(pieces, vocabulary, either=days[0] == wall.date())
        found = [at for day in days for at in _on(day, clocks) if at > wall]
        if len(days) == 1:
            del found[1:]
    moments = [Moment(at=on_the_wall(at, now.tzinfo or UTC)) for at in found if at]
    if not moments:
        raise UnmeantError(Fault.PAST)
    return Either(*moments[:2]) if len(moments) > 1 else moments[0]


def _after(
    length: relativedelta, pieces: Pieces, now: datetime, vocabulary: Vocabulary
) -> Moment | None:
    """Return when a length of time from now is over."""
    if pieces.day is not None:
        return None
    zone = now.tzinfo or UTC
    days = relativedelta(years=length.years, months=length.months, days=length.days)
    wall = now.replace(tzinfo=None) + days
    if pieces.clock or pieces.part:
        [shown, *_] = _on(wall.date(), _clocks(pieces, vocabulary, either=False))
        return Moment(at=on_the_wall(shown, zone))
    # Hours last as long as they do, also in a night when the clock is changed.
    hours = timedelta(
        hours=length.hours, minutes=length.minutes, seconds=length.seconds
    )
    start = on_the_wall(wall, zone) if days else now
    return Moment(at=(start.astimezone(UTC) + hours).astimezone(zone))


def _without_day(
    pieces: Pieces, wall: datetime, vocabulary: Vocabulary
) -> list[datetime | None]:
    clock = pieces.clock
    today = wall.date()
    if clock and clock.twelve and not (pieces.meridiem or pieces.part):
        return list(_either_half(clock, wall))
    days = [today] if pieces.part_is_today else [today, today + _DAY]
    clocks = _clocks(pieces, vocabulary, either=False)
    coming = [at for day in days for at in _on(day, clocks) if at > wall]
    return [min(coming)] if coming else []


def _either_half(clock: Clock, wall: datetime) -> list[datetime]:
    """Return the times that a number of the clock may mean, from now on."""
    hours = (clock.hour % _NOON, clock.hour % _NOON + _NOON)
    both = sorted(
        min(at for at in _on_days(wall.date(), hour, clock.minute) if at > wall)
        for hour in hours
    )
    awake = [
        at
        for at in both
        if at.hour >= _NIGHT_ENDS or clock.hour == _NOON or wall.hour < _NIGHT_ENDS
    ]
    in_evening = wall.hour >= _EVENING
    in_night = wall.hour < _NIGHT_ENDS and both[0].hour < _NIGHT_ENDS
    return awake if in_evening or in_night else awake[:1]


def _on_days(today: date, hour: int, minute: int) -> list[datetime]:
    return [datetime.combine(day, time(hour, minute)) for day in (today, today + _DAY)]


def _on(day: date, clocks: Iterable[timedelta]) -> list[datetime]:
    midnight = datetime.combine(day, time())
    return [midnight + clock for clock in clocks]


def _clocks(pieces: Pieces, vocabulary: Vocabulary, *, either: bool) -> list[timedelta]:
    """Return the times of the day that are meant, as lengths from midnight.

    There are two where either half of the day may be meant, and that is asked for.
    """
    clock, part = pieces.clock, pieces.part
    if clock is None:
        hour = vocabulary.part_hours[part] if part else vocabulary.day_hour
        return [timedelta(hours=hour)]
    hour = clock.hour
    if clock.twelve:
        if pieces.meridiem:
            hour = hour % _NOON + (_NOON if pieces.meridiem == "pm" else 0)
        elif part:
            hour = _hour_of_part(hour, part)
        elif either:
            return [
                timedelta(hours=one, minutes=clock.minute)
                for one in (hour % _NOON, hour % _NOON + _NOON)
            ]
        elif hour <= _AFTERNOON_UNTIL:
            hour += _NOON
    return [timedelta(hours=hour, minutes=clock.minute)]


def _hour_of_part(hour: int, part: str) -> int:
    if part == "morning":
        return hour % _NOON
    if part == "night" and (hour == _NOON or hour < _NIGHT_ENDS):
        # Past midnight: the night of a day ends on the next.
        return hour % _NOON + 2 * _NOON
    return hour % _NOON + _NOON


def _again(
    every: Every, pieces: Pieces, now: datetime, vocabulary: Vocabulary
) -> Moment | None:
    """Return the first of what comes again and again, with its rule."""
    if pieces.length is not None:
        return None
    if every.unit == "second" or (
        every.unit == "minute" and every.number < _LEAST_MINUTES
    ):
        raise UnmeantError(Fault.TOO_OFTEN)
    dated = _with_day(every, pieces)
    if dated is None:
        return None
    every = dated
    wall = now.replace(tzinfo=None)
    until = _end_of(pieces.until, wall.date()) if pieces.until else None
    begins = wall
    if pieces.start:
        begins = datetime.combine(dates_of(pieces.start, wall.date())[0], time())
    start = _first(every, pieces, begins, vocabulary)
    # The first is counted from, so it must not depend on what is left out.
    zone = now.tzinfo or UTC
    after = max(on_the_wall(begins, zone), now)
    shown = next_shown(rule_of(replace(every, number=1)), start, after, zone)
    if shown is None:
        raise UnmeantError(Fault.NO_SUCH_DAY)
    if until and shown > until:
        raise UnmeantError(Fault.PAST)
    return Moment(at=on_the_wall(shown, zone), rule=rule_of(every, until), start=shown)


def _with_day(every: Every, pieces: Pieces) -> Every | None:
    """Return what comes again and again on the day that was said beside it."""
    match every, pieces.day:
        case _, None:
            return every
        case Every(unit="week", weekdays=()), Weekday(day=day, which=""):
            return replace(every, weekdays=(day,))
        case Every(unit="month", day=None, weekdays=()), Date(month=None) as day:
            return replace(every, day=day)
        case Every(unit="year", day=None), Date(month=int()) as day:
            return replace(every, day=day)
    return None


def _first(
    every: Every, pieces: Pieces, begins: datetime, vocabulary: Vocabulary
) -> datetime:
    """Return from when a rule is counted, as a clock on the wall shows it."""
    if every.unit in _SMALL:
        return _further(begins, every)
    plain = not (every.weekdays or every.day or pieces.clock or pieces.part)
    if plain and not pieces.start and (every.unit, every.number) != ("day", 1):
        return _further(begins, every)
    [clock, *_] = _clocks(pieces, vocabulary, either=False)
    return datetime.combine(begins.date(), time()) + clock


def _further(begins: datetime, every: Every) -> datetime:
    later: datetime = begins + relativedelta(**{f"{every.unit}s": every.number})
    return later


def _end_of(day: Day, today: date) -> datetime:
    return datetime.combine(dates_of(day, today)[0], time(23, 59, 59))
