"""Telling as one what can be told together."""

from collections.abc import Iterable, Iterator
from typing import Final

from ..manners.verdict import Action, Verdict
from .queue import Queue
from .view import View
from .waiting import Group, Waiting

# As much as people take in at once.
_LONGEST: Final = 200
_LONGEST_TOGETHER: Final = 500
_MOST: Final = 6


def together(
    first: Waiting, verdict: Verdict, queue: Queue, view: View
) -> tuple[Waiting, ...]:
    """Return what is told at once: the first, and others that may be told with it."""
    if verdict.action is not Action.SPEAK or first.length > _LONGEST:
        return (first,)
    groups = queue.together_with(first)
    found = [first]
    length = first.length
    others = (one for one in _oldest_first(groups, view, verdict) if one is not first)
    for other in others:
        length += other.length
        if length > _LONGEST_TOGETHER or len(found) == _MOST:
            break
        found.append(other)
    return tuple(sorted(found, key=lambda one: one.age))


def _oldest_first(
    groups: Iterable[Group], view: View, verdict: Verdict
) -> Iterator[Waiting]:
    """Yield short utterances that may be said in the same way."""
    alike = [
        waiting
        for group in groups
        if (first := group.first) and _same_way(view.judge(first), verdict)
        for waiting in group.oldest(_MOST)
        if waiting.length <= _LONGEST
    ]
    yield from sorted(alike, key=lambda one: one.age)


def _same_way(one: Verdict, other: Verdict) -> bool:
    return (
        one.action is other.action
        and one.voices == other.voices
        and one.residents == other.residents
    )
