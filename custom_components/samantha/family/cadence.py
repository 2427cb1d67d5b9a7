"""Pure: when somebody is to be called again, from the log of the times they spoke.

There is no date but a window: it opens a little before the cadence is over and closes
somewhat after it, so that a good moment can be waited for.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from ..special_days import in_year

# Parts of the cadence: before its end the window opens, after it the window closes.
_EARLY: Final = 0.1
_LATE: Final = 0.25
# What a message is worth of a call, and all messages together at most.
_MESSAGE: Final = 0.25
_MESSAGES: Final = 0.5
# So soon after a talk not even a birthday makes a call due.
_GRACE: Final = 1 / 3
_LONGEST_GRACE: Final = timedelta(days=3)
_STEP: Final = timedelta(minutes=15)
_LOOK_AHEAD: Final = timedelta(days=15)


class Contacted(StrEnum):
    """How people were in touch."""

    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Talk:
    """That people were in touch."""

    at: datetime
    how: Contacted = Contacted.CALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When somebody is likely to be free, as their own clock shows it.

    Of no days, any day. The hours run over midnight where `until` is not after `start`;
    without any they are the whole day.
    """

    zone: tzinfo
    days: frozenset[int] = field(default_factory=frozenset)
    start: time | None = None
    until: time | None = None

    def hold(self, at: datetime) -> bool:
        """Return whether a moment is within them."""
        local = at.astimezone(self.zone)
        day, clock = local.weekday(), local.time()
        if self.start is None or self.until is None or self.start == self.until:
            return self._has(day)
        if self.start < self.until:
            return self._has(day) and self.start <= clock < self.until
        if clock >= self.start:
            return self._has(day)
        # After midnight it is the evening of the day before.
        return clock < self.until and self._has((day - 1) % 7)

    def _has(self, day: int) -> bool:
        return not self.days or day in self.days


@dataclass(frozen=True, slots=True)
class Window:
    """From when on a call is due, and until when it is in time."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """How often somebody wants to be in touch with somebody.

    `since` is from when it counts where there was no talk yet. `days` are month and day
    of birthdays and the like, which begin in `zone` and pull a call forward. Nothing is
    due before `paused_until`, as on a trip.
    """

    every: timedelta
    since: datetime
    days: Collection[tuple[int, int]] = ()
    zone: tzinfo = UTC
    paused_until: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse "every 0 days"."""
        if self.every <= timedelta(0):
            msg = "a cadence has to be positive"
            raise ValueError(msg)


def window_of(cadence: Cadence, talks: Iterable[Talk]) -> Window:
    """Return when the next call is due, in UTC, from all talks in any order."""
    every = cadence.every
    talks = [Talk(talk.at.astimezone(UTC), talk.how) for talk in talks]
    full = [talk.at for talk in talks if talk.how is not Contacted.MESSAGE]
    last = max(full, default=cadence.since.astimezone(UTC))
    written = sum(talk.how is Contacted.MESSAGE and talk.at > last for talk in talks)
    due = last + every * (1 + min(_MESSAGE * written, _MESSAGES))
    opens, closes = due - every * _EARLY, due + every * _LATE
    grace = last + min(every * _GRACE, _LONGEST_GRACE) if full else last
    for day in _coming(cadence.days, grace, opens, cadence.zone):
        opens = min(opens, day)
    if cadence.paused_until is not None:
        opens = max(opens, cadence.paused_until.astimezone(UTC))
        closes = max(closes, opens + every * _LATE)
    return Window(opens, closes)


def next_moment(
    window: Window, hours: Iterable[Hours], now: datetime
) -> datetime | None:
    """Return the first moment from now on in the window's time and all the hours.

    None where there is none within two weeks; it is late rather than never, so a
    window that has closed counts on.
    """
    hours = tuple(hours)
    at = max(window.opens, now.astimezone(UTC))
    if all(one.hold(at) for one in hours):
        return at
    start = at.replace(minute=0, second=0, microsecond=0)
    steps = range(1, int(_LOOK_AHEAD / _STEP))
    return next(
        (
            moment
            for step in steps
            if (moment := start + step * _STEP) > at
            and all(one.hold(moment) for one in hours)
        ),
        None,
    )


def mean_gap(talks: Iterable[Talk]) -> timedelta | None:
    """Return how long it is from one talk to the next on the average."""
    at = sorted(talk.at for talk in talks if talk.how is not Contacted.MESSAGE)
    if len(at) < 2:  # noqa: PLR2004 # a gap has two ends
        return None
    return (at[-1] - at[0]) / (len(at) - 1)


def _coming(
    days: Collection[tuple[int, int]], after: datetime, before: datetime, zone: tzinfo
) -> Iterable[datetime]:
    """Yield the beginnings of days between two moments, in UTC."""
    first, last = (at.astimezone(zone).year for at in (after, before))
    for year in range(first, last + 1):
        for day in days:
            begins = datetime.combine(in_year(year, *day), time(), zone).astimezone(UTC)
            if after <= begins <= before:
                yield begins
