"""Pure: when something was so, from a record of its states."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

type Holds = Callable[[str], bool | None]
"""Whether a state means that it is so; None where it tells nothing."""


class Change(NamedTuple):
    """A state, and since when it was recorded. There are many: a tuple is faster."""

    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Episode:
    """A time during which something was so.

    It began or ended in sight where the state before or after it is known. Between
    two states that say the same, an interruption is no end.
    """

    start: datetime
    end: datetime
    begins: bool
    ends: bool

    @property
    def length(self) -> timedelta:
        """Return how long it lasted."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a thing over a span of time."""

    episodes: tuple[Episode, ...]
    # The first moment at which its state is known; None where it never is.
    first: datetime | None
    # How long its state is not known after that.
    unseen: timedelta

    @property
    def starts(self) -> tuple[Episode, ...]:
        """Return the episodes that began in sight."""
        return tuple(episode for episode in self.episodes if episode.begins)

    @property
    def total(self) -> timedelta:
        """Return how long it was so altogether."""
        return sum((episode.length for episode in self.episodes), _NONE)

    @property
    def last(self) -> Episode | None:
        """Return the latest episode."""
        return self.episodes[-1] if self.episodes else None


_NONE: Final = timedelta()


def record_of(changes: Iterable[Change], holds: Holds, until: datetime) -> Record:
    """Return when something was so.

    Args:
        changes: in their order; the first may be the state that the span began with.
        holds: whether a state means that it is so.
        until: the end of the span; what is so then has not ended.

    """
    episodes: list[Episode] = []
    first: datetime | None = None
    unseen = _NONE
    # The last known state, since when it is so, and since when nothing is known.
    was: bool | None = None
    start = until
    begins = False
    lost: datetime | None = None
    for change in changes:
        so = holds(change.state)
        if so is None:
            lost = lost or change.at
            continue
        if lost is not None and first is not None:
            unseen += change.at - lost
        first = first or change.at
        if so and not was:
            start, begins = change.at, was is False and lost is None
        elif was and not so:
            episodes.append(Episode(start, lost or change.at, begins, lost is None))
        was, lost = so, None
    end = until
    if lost is not None and first is not None:
        unseen += until - lost
        end = lost
    if was:
        episodes.append(Episode(start, end, begins, ends=False))
    return Record(tuple(episodes), first, unseen)


def negated(holds: Holds) -> Holds:
    """Return how to tell that it is not so."""

    def holds_not(state: str) -> bool | None:
        so = holds(state)
        return None if so is None else not so

    return holds_not


def extremes(
    numbers: Sequence[tuple[float | None, datetime]], until: datetime
) -> tuple[float, tuple[float, datetime], tuple[float, datetime]] | None:
    """Return the mean over time, the lowest and the highest of a changing number.

    Args:
        numbers: each holds until the next; None where there was no number.
        until: when the last one ends to hold.

    """
    known = [(number, at) for number, at in numbers if number is not None]
    if not known:
        return None
    ends = [at for _, at in numbers[1:]] + [until]
    weighted = [
        (number, (end - at).total_seconds())
        for (number, at), end in zip(numbers, ends, strict=True)
        if number is not None
    ]
    time = sum(seconds for _, seconds in weighted)
    mean = (
        sum(number * seconds for number, seconds in weighted) / time
        if time > 0
        else known[-1][0]
    )
    lowest = min(known, key=lambda pair: pair[0])
    highest = max(known, key=lambda pair: pair[0])
    return mean, lowest, highest
