"""Pure: whom somebody is reminded to call next and when, and what an answer changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from .cadence import Hours, Window, next_moment

# So many nudges a day a resident gets, unless they asked for another.
DAILY: Final = 1
# After so many without an answer she asks whether the cadence is too tight.
_IGNORED: Final = 2
# What a cadence is lengthened by where it was, and how often at most.
_STRETCH: Final = 1.5
_STRETCHES: Final = 3
# "Later" is after so long; "tomorrow" is in the evening.
_LATER: Final = timedelta(hours=2)
EVENING: Final = time(18)
# Whoever was put through, or said "not now", is left alone for so long.
_AFTER_CALL: Final = timedelta(days=2)
# A good hour is used up to so long; what is left of an evening, from so long on.
_LONGEST: Final = timedelta(hours=2)
_MINUTE: Final = timedelta(minutes=1)
# An hour as good as the best but for this much is good as well.
_AS_GOOD: Final = 0.1
# What waiting a day longer for an hour costs of its chance.
_A_DAY: Final = 0.1
# Late is late: a window that has closed is looked beyond so far.
_BEYOND: Final = timedelta(days=2)
# Before a window closes there is to be time for another try.
_RESERVE: Final = 0.4
# Where nobody says when they are free, people are called by day.
_DAY_STARTS: Final = time(9)
_DAY_ENDS: Final = time(21)

# How likely a call is taken up at a time, 0 to 1.
type Chance = Callable[[datetime], float]


class Answer(StrEnum):
    """What somebody answers to a nudge."""

    CALL = "call"
    LATER = "later"
    NOT_NOW = "not_now"
    TOMORROW = "tomorrow"
    DONE = "done"
    STOP = "stop"
    IGNORED = "ignored"
    # To whether the cadence is too tight.
    TOO_TIGHT = "too_tight"
    FITS = "fits"


# Whoever answers so was reached at a good hour, or at a bad one.
GOOD: Final = frozenset({Answer.CALL, Answer.DONE})
BAD: Final = frozenset({Answer.LATER, Answer.NOT_NOW, Answer.TOMORROW, Answer.IGNORED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands between a resident and a contact.

    `told` is when she last reminded of the contact. `quiet_until` is asked for, and so
    is `promised`: then she comes back to it. `asked` is that she asked whether the
    cadence is too tight, which she does once, and `stretched` how often it was made
    longer.
    """

    told: datetime | None = None
    ignored: int = 0
    quiet_until: datetime | None = None
    promised: datetime | None = None
    asked: bool = False
    stretched: int = 0
    stopped: bool = False

    @property
    def asks(self) -> bool:
        """Return whether she asks about the cadence next, in place of a nudge."""
        return self.ignored >= _IGNORED and not self.asked

    def every(self, days: timedelta) -> timedelta:
        """Return the cadence as it has become."""
        return days * _STRETCH**self.stretched


NEW: Final = Standing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A contact whom a resident may be reminded to call."""

    contact: str
    window: Window
    hours: tuple[Hours, ...]
    standing: Standing = NEW
    chance: Chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """Whom to remind of, from when on, and until when the hour is good (in UTC)."""

    contact: str
    at: datetime
    until: datetime
    asks: bool = False


def by_day(hours: Hours) -> Hours:
    """Return somebody's hours; where they have none, by day."""
    if hours.start is None or hours.until is None:
        return replace(hours, start=_DAY_STARTS, until=_DAY_ENDS)
    return hours


def next_nudge(
    candidates: Iterable[Candidate],
    now: datetime,
    zone: tzinfo,
    *,
    paused_until: datetime | None = None,
    daily: int = DAILY,
) -> Nudge | None:
    """Return the next nudge of a resident; None where there is none to come.

    Args:
        candidates: everybody whom they may be reminded to call.
        now: with a time zone.
        zone: that of the house, in which a day begins.
        paused_until: nothing is due before.
        daily: how many nudges there may be on a day.

    """
    candidates = list(candidates)
    now = now.astimezone(UTC)
    told = [one.standing.told for one in candidates if one.standing.told]
    free = _day_after(told, now, zone, daily)
    today = now.astimezone(zone).date()
    found: list[tuple[datetime, datetime, Candidate]] = []
    for one in candidates if daily else ():
        standing = one.standing
        if standing.stopped:
            continue
        earliest = max(now, paused_until or now, standing.quiet_until or now)
        promised = standing.promised
        # What could not be kept on its day is an ordinary nudge again.
        if promised is None or promised.astimezone(zone).date() < today:
            # The other nudges of a day are about others.
            own = _day_after(filter(None, [standing.told]), now, zone, 1)
            at = _within(one, max(earliest, free, own, one.window.opens))
        else:
            at = _as_promised(one, promised, earliest, zone)
        if at is not None:
            found.append((at, one.window.closes, one))
    if not found:
        return None
    at, _, one = min(found, key=lambda each: each[:2])
    return _nudge(one, at)


def answered(
    standing: Standing, answer: Answer, now: datetime, zone: tzinfo
) -> Standing:
    """Return how it stands after an answer, or after none."""
    now = now.astimezone(UTC)
    heard = replace(standing, ignored=0, promised=None, quiet_until=None)
    match answer:
        case Answer.LATER:
            return replace(heard, promised=now + _LATER)
        case Answer.TOMORROW:
            return replace(heard, promised=_tomorrow(now, zone, EVENING))
        case Answer.NOT_NOW:
            return replace(heard, quiet_until=_tomorrow(now, zone, time()))
        case Answer.CALL:
            return replace(heard, quiet_until=now + _AFTER_CALL)
        case Answer.STOP:
            return replace(heard, stopped=True)
        case Answer.TOO_TIGHT:
            return _stretched(heard)
        case Answer.IGNORED:
            return _ignored(replace(standing, promised=None))
        case Answer.DONE | Answer.FITS:
            return heard


def told_of(standing: Standing, now: datetime) -> Standing:
    """Return how it stands once she has said it."""
    return replace(
        standing,
        told=now.astimezone(UTC),
        promised=None,
        asked=standing.asked or standing.asks,
    )


def _ignored(standing: Standing) -> Standing:
    ignored = standing.ignored + 1
    if standing.asked and standing.ignored >= _IGNORED:
        # Not even whether it is too tight was answered.
        return replace(standing, ignored=0, stopped=True)
    if standing.asked and ignored >= _IGNORED:
        return _stretched(replace(standing, ignored=0))
    return replace(standing, ignored=ignored)


def _stretched(standing: Standing) -> Standing:
    if standing.stretched >= _STRETCHES:
        return replace(standing, stopped=True)
    return replace(standing, stretched=standing.stretched + 1)


def _within(one: Candidate, start: datetime) -> datetime | None:
    """Return the best moment that leaves time for another before the window closes."""
    first = next_moment(Window(start, one.window.closes), one.hours, start)
    if first is None:
        return None
    length = one.window.closes - one.window.opens
    end = max(one.window.closes - length * _RESERVE, first + _MINUTE)
    if one.window.closes <= start:
        end = first + _BEYOND
    best, most = first, one.chance(first)
    moment = first.replace(minute=0, second=0, microsecond=0)
    while (moment := moment + timedelta(hours=1)) < end:
        waited = (moment - first) / timedelta(days=1) * _A_DAY
        likely = one.chance(moment) - waited
        if likely > most and _all_hold(one.hours, moment):
            best, most = moment, likely
    return best


def _as_promised(
    one: Candidate, promised: datetime, earliest: datetime, zone: tzinfo
) -> datetime | None:
    """Return when to come back to it: then, or earlier on a day after that of now.

    Who is good to call at noon only is not called "tomorrow evening".
    """
    found = _first(one, max(earliest, promised))
    day, told = promised.astimezone(zone).date(), one.standing.told
    on_time = found is None or found.astimezone(zone).date() <= day
    if on_time or (told and told.astimezone(zone).date() >= day):
        return found
    return _first(one, max(earliest, datetime.combine(day, time(), zone)))


def _first(one: Candidate, start: datetime) -> datetime | None:
    return next_moment(Window(start, start), one.hours, start)


def _nudge(one: Candidate, at: datetime) -> Nudge:
    least = one.chance(at) - _AS_GOOD
    until = at.replace(second=0, microsecond=0) + _MINUTE
    while (
        until - at < _LONGEST
        and _all_hold(one.hours, until)
        and one.chance(until) >= least
    ):
        until += _MINUTE
    return Nudge(contact=one.contact, at=at, until=until, asks=one.standing.asks)


def _all_hold(hours: Iterable[Hours], at: datetime) -> bool:
    return all(one.hold(at) for one in hours)


def _day_after(
    told: Iterable[datetime], now: datetime, zone: tzinfo, daily: int
) -> datetime:
    """Return from when there may be another nudge: now, or once the day is over."""
    today = now.astimezone(zone).date()
    on_day = sum(one.astimezone(zone).date() >= today for one in told)
    return now if on_day < daily else _tomorrow(now, zone, time())


def _tomorrow(now: datetime, zone: tzinfo, clock: time) -> datetime:
    day = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, clock, zone).astimezone(UTC)
