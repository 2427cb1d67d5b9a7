"""Whose turn it is: the urgent first, and now and then who has waited longest."""

from collections import Counter
from collections.abc import Iterable
from heapq import heapify, heappop, heappush, nsmallest
from typing import Final

from ..manners.verdict import Action, Verdict
from .ears import ear_of
from .view import View
from .waiting import Group, Rank, Waiting

# Every so many utterances in an ear, the one who has waited longest goes first.
_EVERY: Final = 4
# So many are asked whether they could.
_ASKED: Final = 20


class Turns:
    """In which order those are judged who may be possible now."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._spoken: Counter[str] = Counter()

    def take(self, view: View, verdict: Verdict) -> None:
        """Count an utterance for its ears."""
        self._spoken.update({ear_of(view.situation, one) for one in verdict.voices})

    def instead(
        self, first: Waiting, verdict: Verdict, groups: Iterable[Group], view: View
    ) -> tuple[Waiting, Verdict]:
        """Return who goes in place of an utterance, in its ears; mostly itself."""
        ears = {ear_of(view.situation, voice) for voice in verdict.voices}
        if not any(self._spoken[ear] % _EVERY == _EVERY - 1 for ear in ears):
            return first, verdict
        older = (
            one for group in groups if (one := group.first) and one.age < first.age
        )
        for one in nsmallest(_ASKED, older, key=lambda waiting: waiting.age):
            other = view.judge(one)
            if other.action is Action.SPEAK and any(
                ear_of(view.situation, voice) in ears for voice in other.voices
            ):
                return one, other
        return first, verdict


class Line:
    """Groups by the rank of their first."""

    def __init__(self, groups: Iterable[Group]) -> None:
        """Line up groups."""
        self._heap: list[tuple[Rank, int, Group]] = []
        self._groups: set[Group] = set()
        self._number = 0
        for group in groups:
            self.add(group)
        heapify(self._heap)

    @property
    def groups(self) -> frozenset[Group]:
        """Return who is in line."""
        return frozenset(self._groups)

    def add(self, group: Group) -> None:
        """Have a group line up, if anybody is left of it."""
        if group not in self._groups and (first := group.first):
            self._groups.add(group)
            self._number += 1
            heappush(self._heap, (first.rank, self._number, group))

    def next(self) -> Group | None:
        """Return who comes first."""
        if not self._heap:
            return None
        group = heappop(self._heap)[2]
        self._groups.discard(group)
        return group
