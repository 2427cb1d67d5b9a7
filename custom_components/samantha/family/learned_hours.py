"""Pure: at which hours of a week somebody takes a call up, learned by counting.

What was good or bad at an hour says something of the hours beside it and of the same
hour on other days, and less the longer ago it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Final

HOURS_A_DAY: Final = 24
DAYS_A_WEEK: Final = 7
_SATURDAY: Final = 5

# After so long a count is worth half of what it was.
_HALF_LIFE: Final = timedelta(days=45)
# What a count is worth so many hours away on the same day.
_BESIDE: Final = (1.0, 0.6, 0.2)
# The part of it on another day of the same kind, and of the other kind.
_SAME_KIND: Final = 0.5
_OTHER_KIND: Final = 0.1
# Before anything is known: how likely a call is taken up, and how surely that holds.
_UNKNOWN: Final = 0.45
_SUREST: Final = 1.5
# At this hour most people have time; it is tried first.
_EVENING: Final = 18
_EVENING_MORE: Final = 0.1
# What a contact's own counts are worth beside those with the resident's others.
OTHERS: Final = 0.6

# From such a chance on a call is more likely taken up than not.
_LIKELY: Final = 0.5

# A weekday and an hour, as the clock of the house shows them.
type Hour = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an hour was good and bad, as it counted at a time."""

    at: datetime
    good: float = 0.0
    bad: float = 0.0

    def faded(self, now: datetime) -> Tally:
        """Return what is left of it; a clock that was put back fades nothing."""
        age = max(now - self.at, timedelta(0))
        left = 0.5 ** (age / _HALF_LIFE)
        return Tally(max(now, self.at), self.good * left, self.bad * left)

    def more(self, now: datetime, *, good: float = 0.0, bad: float = 0.0) -> Tally:
        """Return it with one more count."""
        left = self.faded(now)
        return Tally(left.at, left.good + good, left.bad + bad)


def hour_of(at: datetime) -> Hour:
    """Return the hour of the week of a local time."""
    return at.weekday(), at.hour


def chances(
    tallies: Iterable[tuple[Hour, Tally, float]], now: datetime
) -> Mapping[Hour, float]:
    """Return for every hour of the week how likely a call is taken up then, 0 to 1.

    Args:
        tallies: counts by hour, each with what it is worth: 1 is all of it.
        now: with a time zone.

    """
    week = list(product(range(DAYS_A_WEEK), range(HOURS_A_DAY)))
    good, all_of = dict.fromkeys(week, 0.0), dict.fromkeys(week, 0.0)
    for (day, hour), tally, worth in tallies:
        left = tally.faded(now)
        for other in range(DAYS_A_WEEK):
            alike = worth * _likeness(day, other)
            for away, beside in _NEAR:
                near = hour + away
                if 0 <= near < HOURS_A_DAY:
                    good[other, near] += left.good * alike * beside
                    all_of[other, near] += (left.good + left.bad) * alike * beside
    return {
        one: (good[one] + _before(one[1]) * _SUREST) / (all_of[one] + _SUREST)
        for one in week
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedHour:
    """What was counted at an hour, as far as it still counts, and what it comes to."""

    hour: Hour
    good: float
    bad: float
    chance: float


def learned(tallies: Mapping[Hour, Tally], now: datetime) -> list[LearnedHour]:
    """Return what is known of the hours of a week at which anything was counted."""
    week = chances(_in_full(tallies), now)
    return [
        LearnedHour(hour=hour, good=left.good, bad=left.bad, chance=week[hour])
        for hour, tally in sorted(tallies.items())
        for left in (tally.faded(now),)
    ]


def counted(tallies: Mapping[Hour, Tally], now: datetime) -> float:
    """Return how much of what was counted at all hours still counts."""
    faded = [tally.faded(now) for tally in tallies.values()]
    return sum(left.good + left.bad for left in faded)


def good_hours(tallies: Mapping[Hour, Tally], now: datetime) -> list[Hour]:
    """Return at which hours a call is likely taken up; none before any was counted."""
    week = chances(_in_full(tallies), now)
    return [one for one in sorted(week) if tallies and week[one] >= _LIKELY]


def _in_full(tallies: Mapping[Hour, Tally]) -> list[tuple[Hour, Tally, float]]:
    return [(hour, tally, 1.0) for hour, tally in tallies.items()]


def _before(hour: int) -> float:
    return _UNKNOWN + (_EVENING_MORE if hour == _EVENING else 0.0)


def _likeness(day: int, other: int) -> float:
    if day == other:
        return 1.0
    same = (day >= _SATURDAY) == (other >= _SATURDAY)
    return _SAME_KIND if same else _OTHER_KIND


_NEAR: Final = [
    (sign * away, beside)
    for away, beside in enumerate(_BESIDE)
    for sign in ((1, -1) if away else (1,))
]
