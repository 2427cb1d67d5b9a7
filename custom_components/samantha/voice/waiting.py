"""An utterance that waits, and the group of those that are judged as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from heapq import heappop, heappush, nsmallest
from itertools import count
from types import MappingProxyType
from typing import Any, Final

from ..manners.utterance import Kind, Urgency, Utterance
from ..manners.verdict import Rules, Verdict

type Rank = tuple[int, datetime, int]
# What a verdict may depend on, but for the time.
type Terms = tuple[Any, ...]

_NONE_FAILED: Final[Mapping[str, datetime]] = MappingProxyType({})
_ALARM: Final = 0
_ORDER: Final = {Urgency.HIGH: 1, Urgency.NORMAL: 2, Urgency.LOW: 3}
_NUMBER = count()


class Phase(StrEnum):
    """How an utterance stands to the time."""

    # It is not valid yet, or rests after a failure: nothing but time changes that.
    ASLEEP = "asleep"
    # It is urgent, and bears a moment's delay.
    FRESH = "fresh"
    DUE = "due"
    # It is about to expire, or has.
    LATE = "late"
    OVER = "over"


@dataclass(slots=True, eq=False)
class Waiting:
    """An utterance that is not settled, without its words."""

    utterance: Utterance
    length: int
    language: str | None = None
    # Only that she was cut off is to be said.
    interrupted: bool = False
    missed: frozenset[str] | None = None
    # What was tried in vain: how often, where it is not tried again until when.
    attempts: int = 0
    failed: Mapping[str, datetime] = _NONE_FAILED
    rests_until: datetime | None = None
    # How many of its parts were said before something cut in.
    said: int = 0
    erased: bool = False
    # Taken back or replaced while it was on its way: it is not tried again.
    taken_back: bool = False
    # Tells those of the same instant apart, in the order of their coming.
    number: int = field(default_factory=partial(next, _NUMBER))
    group: Group | None = None

    @property
    def since(self) -> datetime:
        """Return since when it could have been said."""
        return max(self.utterance.created, self.utterance.valid_from)

    @property
    def age(self) -> tuple[datetime, int]:
        """Return its place among others by age, oldest first."""
        return self.since, self.number

    @property
    def rank(self) -> Rank:
        """Return its place among others: alarms, then urgency, then age."""
        if self.utterance.kind is Kind.ALARM:
            return _ALARM, *self.age
        return _ORDER[self.utterance.urgency], *self.age

    def last_chance(self, rules: Rules) -> datetime:
        """Return from when it would go to a phone, in the second half of its time."""
        utterance = self.utterance
        life = utterance.expires - utterance.valid_from
        return utterance.expires - min(rules.last_chance, life / 2)

    def phase(self, now: datetime, rules: Rules) -> Phase:
        """Return how it stands to the time."""
        utterance = self.utterance
        if now >= utterance.expires:
            return Phase.OVER
        if now < utterance.valid_from or (self.rests_until and now < self.rests_until):
            return Phase.ASLEEP
        if now >= self.last_chance(rules):
            return Phase.LATE
        if (
            utterance.urgency is Urgency.HIGH
            and now < utterance.valid_from + rules.patience
        ):
            return Phase.FRESH
        return Phase.DUE

    def next_moment(self, now: datetime, rules: Rules) -> datetime | None:
        """Return when time alone changes how it stands, or what is left out for it."""
        utterance = self.utterance
        moments = [
            utterance.valid_from,
            self.last_chance(rules),
            utterance.expires,
            *self.failed.values(),
        ]
        if utterance.urgency is Urgency.HIGH:
            moments.append(utterance.valid_from + rules.patience)
        if self.rests_until:
            moments.append(self.rests_until)
        return min((moment for moment in moments if moment > now), default=None)

    def terms(self, now: datetime, rules: Rules) -> Terms:
        """Return what a verdict on it may depend on, but for the time."""
        utterance = self.utterance
        return (
            self.phase(now, rules),
            utterance.kind,
            utterance.residents,
            utterance.told,
            utterance.areas,
            utterance.voices,
            utterance.urgency,
            utterance.privacy,
            utterance.when,
            utterance.mergeable,
            utterance.asks,
            utterance.signalled,
            self.language,
            self.interrupted,
            tuple(sorted(self.failed)),
        )

    def together(self) -> Terms | None:
        """Return what it has in common with those it can be told with, if any."""
        utterance = self.utterance
        if not utterance.mergeable or utterance.asks or utterance.kind is Kind.ALARM:
            return None
        return utterance.untold, not utterance.residents, self.language


@dataclass(slots=True, eq=False)
class Group:
    """Those of the same terms: what holds for the first of them holds for all."""

    phase: Phase
    # The verdict that has all of them wait.
    verdict: Verdict | None = None
    size: int = 0
    _members: list[tuple[datetime, int, Waiting]] = field(default_factory=list)

    def add(self, waiting: Waiting) -> None:
        """Take in one."""
        waiting.group = self
        self.size += 1
        heappush(self._members, (*waiting.age, waiting))

    def remove(self, waiting: Waiting) -> None:
        """Let go of one."""
        waiting.group = None
        self.size -= 1
        if len(self._members) > 2 * self.size + 16:
            self._members = [one for one in self._members if one[2].group is self]
            self._members.sort(key=lambda one: one[:2])

    @property
    def first(self) -> Waiting | None:
        """Return the oldest."""
        while self._members and self._members[0][2].group is not self:
            heappop(self._members)
        return self._members[0][2] if self._members else None

    def oldest(self, number: int) -> list[Waiting]:
        """Return so many of the oldest."""
        members = {one for _, _, one in self._members if one.group is self}
        return nsmallest(number, members, key=lambda one: one.age)
