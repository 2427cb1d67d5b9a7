"""Who waits for what: a change costs by those whom it concerns."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.samantha.manners.utterance import Kind, Urgency, Utterance
from custom_components.samantha.manners.verdict import (
    Action,
    Awaited,
    Change,
    Reason,
    Rules,
    Verdict,
    Why,
)
from custom_components.samantha.voice.queue import Queue
from custom_components.samantha.voice.waiting import Waiting

_NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
_ANNA = Awaited(Change.PRESENCE, "anna")
_ANYBODY = Awaited(Change.PRESENCE)


def _waiting(key: str, **terms: Any) -> Waiting:
    values: dict[str, Any] = {
        "kind": Kind.COMPANION,
        "created": _NOW,
        "valid_from": _NOW,
        "expires": _NOW + timedelta(hours=1),
        "residents": frozenset({"anna"}),
        **terms,
    }
    return Waiting(Utterance(key=key, **values), length=10)


def _wait(*changes: Awaited, until: datetime | None = None) -> Verdict:
    return Verdict(
        action=Action.WAIT,
        reasons=(Reason(Why.PERSON_AWAY),),
        waits_for=frozenset(changes),
        until=until,
    )


@pytest.fixture
def queue() -> Queue:
    """Return an empty queue."""
    return Queue(Rules)


@pytest.mark.parametrize(
    ("awaited", "changes", "concerned"),
    [
        ([_ANNA], [_ANNA], True),
        ([_ANNA], [Awaited(Change.PRESENCE, "ben")], False),
        ([_ANNA], [Awaited(Change.PLACE, "anna")], False),
        ([_ANNA], [Awaited(Change.PLACE, "anna"), _ANNA], True),
        ([_ANYBODY], [_ANNA], True),
        ([_ANNA], [_ANYBODY], True),
        ([], [_ANNA], False),
        ([], [Awaited(Change.HOUSE)], True),
        ([_ANNA], [], False),
    ],
)
def test_concerned(
    queue: Queue, awaited: list[Awaited], changes: list[Awaited], *, concerned: bool
) -> None:
    """A change concerns who waits for it; without a subject, any."""
    group = queue.add(_waiting("one"), _NOW)
    queue.wait(group, _wait(*awaited), _NOW)
    assert (group in queue.concerned(changes)) is concerned


def test_waits_for_another(queue: Queue) -> None:
    """A later verdict takes the place of an earlier one."""
    group = queue.add(_waiting("one"), _NOW)
    queue.wait(group, _wait(_ANNA), _NOW)
    queue.wait(group, _wait(Awaited(Change.CALL, "anna")), _NOW)
    assert queue.concerned([_ANNA]) == set()
    assert queue.concerned([Awaited(Change.CALL, "anna")]) == {group}


def test_one_for_all(queue: Queue) -> None:
    """Those of the same terms are judged as one, the oldest for all."""
    groups = {queue.add(_waiting(f"{n}"), _NOW) for n in range(100)}
    [group] = groups
    assert (group.size, group.first) == (100, queue.get("0"))
    urgent = queue.add(_waiting("urgent", urgency=Urgency.HIGH), _NOW)
    assert urgent is not group


def test_gone(queue: Queue) -> None:
    """Nothing is left of what waits no more."""
    waiting = _waiting("one", dedupe="washing")
    queue.wait(queue.add(waiting, _NOW), _wait(_ANNA, until=_NOW), _NOW)
    assert queue.of_dedupe("washing") is waiting
    queue.remove(waiting)
    assert "one" not in queue
    assert queue.of_dedupe("washing") is None
    assert queue.concerned([_ANNA]) == set()
    assert queue.earliest() is None
    assert queue.counts == {}


@pytest.mark.parametrize(
    ("terms", "minutes"),
    [
        ({}, [58, 60]),
        ({"valid_from": _NOW + timedelta(minutes=5)}, [5, 58, 60]),
        ({"expires": _NOW + timedelta(minutes=2)}, [1, 2]),
        ({"urgency": Urgency.HIGH}, [0.5, 58, 60]),
    ],
)
def test_moments(queue: Queue, terms: dict[str, Any], minutes: Iterable[float]) -> None:
    """Time alone has it judged when it gets valid, urgent or late, and expires."""
    queue.add(_waiting("one", **terms), _NOW)
    for minute in minutes:
        moment = _NOW + timedelta(minutes=minute)
        assert queue.earliest() == moment
        assert queue.due(moment - timedelta(seconds=1)) == set()
        [group] = queue.due(moment)
        assert group.first is queue.get("one")
    assert queue.earliest() is None


def test_until(queue: Queue) -> None:
    """A group is judged again when its verdict said; never at once for ever."""
    group = queue.add(_waiting("one"), _NOW)
    queue.wait(group, _wait(until=_NOW + timedelta(minutes=7)), _NOW)
    assert queue.due(_NOW + timedelta(minutes=7)) == {group}
    queue.wait(group, _wait(until=_NOW), _NOW)
    assert queue.due(_NOW) == set()
    assert queue.due(_NOW + timedelta(seconds=1)) == {group}


def test_counts(queue: Queue) -> None:
    """Those who have yet to hear it are counted, or the household."""
    both = frozenset({"anna", "ben"})
    queue.add(_waiting("both", residents=both), _NOW)
    queue.add(_waiting("one", residents=both, told=frozenset({"ben"})), _NOW)
    queue.add(_waiting("everybody", residents=frozenset()), _NOW)
    assert queue.counts == {"anna": 2, "ben": 1, "": 1}


@pytest.mark.parametrize(
    ("terms", "together"),
    [
        ({}, True),
        ({"urgency": Urgency.LOW, "kind": Kind.MESSAGE}, True),
        ({"mergeable": False}, False),
        ({"asks": True}, False),
        ({"kind": Kind.ALARM}, False),
        ({"residents": frozenset()}, False),
        ({"residents": frozenset({"anna", "ben"}), "told": frozenset({"ben"})}, True),
        ({"valid_from": _NOW + timedelta(minutes=5)}, False),
    ],
)
def test_together(queue: Queue, terms: dict[str, Any], *, together: bool) -> None:
    """What may be merged, for the same people, can be told together."""
    first = _waiting("first", mergeable=True)
    other = _waiting("other", **{"mergeable": True, **terms})
    queue.add(first, _NOW)
    queue.add(other, _NOW)
    assert (other.group in queue.together_with(first)) is together


def test_failed(queue: Queue) -> None:
    """What failed is judged alone, until what is left out for it is tried again."""
    one, other = _waiting("one"), _waiting("other")
    one.failed = {"voice": _NOW + timedelta(minutes=1)}
    assert queue.add(one, _NOW) is not queue.add(other, _NOW)
    [group] = queue.due(_NOW + timedelta(minutes=1))
    assert group is one.group is other.group
    assert not one.failed


def test_thousands(queue: Queue) -> None:
    """A change for one does not touch the groups of thousands."""
    for number in range(3_000):
        waiting = _waiting(f"{number}", residents=frozenset({f"{number % 1_000}"}))
        group = queue.add(waiting, _NOW)
        queue.wait(group, _wait(Awaited(Change.PRESENCE, f"{number % 1_000}")), _NOW)
    [group] = queue.concerned([Awaited(Change.PRESENCE, "7")])
    assert group.size == 3
    assert [one.utterance.key for one in group.oldest(2)] == ["7", "1007"]
