"""The record of verdicts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.samantha.store import Store
from custom_components.samantha.store.ledger import (
    LedgerRow,
    conclude,
    erase_from_ledger,
    last_rows,
    prune,
    record,
)

_NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def _row(utterance: str, **values: Any) -> LedgerRow:
    given: dict[str, Any] = {
        "at": _NOW,
        "kind": "message",
        "action": "speak",
        "outcome": None,
        "reasons": (("person_is_here", {"area": "kitchen"}),),
        "residents": frozenset({"anna"}),
        "voices": ("kitchen_voice",),
        "areas": ("kitchen",),
        **values,
    }
    return LedgerRow(utterance=utterance, **given)


async def _record(store: Store, *rows: LedgerRow) -> None:
    async with store.transaction() as transaction:
        for row in rows:
            await record(transaction, row)


async def test_recorded(store: Store) -> None:
    """A verdict comes back as it was, the newest first."""
    rows = [_row("one"), _row("two", at=_NOW + timedelta(seconds=0.25))]
    await _record(store, *rows)
    assert await last_rows(store, limit=5) == tuple(reversed(rows))
    assert await last_rows(store) == (rows[1],)


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        ({"residents": ["anna"]}, ["everybody", "anna"]),
        ({"residents": ["ben"]}, ["everybody", "ben"]),
        ({"residents": ["anna", "ben"]}, ["everybody", "ben", "anna"]),
        ({"voice": "office_voice"}, ["ben"]),
        ({"areas": ["office", "attic"]}, ["ben"]),
        ({"areas": []}, []),
        ({"actions": ["wait", "drop"]}, ["everybody"]),
        ({"residents": ["ben"], "actions": ["speak"]}, ["ben"]),
        ({"limit": 2}, ["everybody", "ben"]),
    ],
)
async def test_narrowed(store: Store, narrow: dict[str, Any], found: list[str]) -> None:
    """Verdicts are found by whom they were for, where, and what was done."""
    office: dict[str, Any] = {"voices": ("office_voice",), "areas": ("office",)}
    await _record(
        store,
        _row("anna"),
        _row("ben", residents=frozenset({"ben"}), **office),
        _row("everybody", residents=frozenset(), action="wait", voices=(), areas=()),
    )
    rows = await last_rows(store, **{"limit": 9, **narrow})
    assert [row.utterance for row in rows] == found


async def test_concluded(store: Store) -> None:
    """What came of it is noted with the last verdict on it."""
    await _record(store, _row("one"), _row("one"), _row("two"))
    async with store.transaction() as transaction:
        await conclude(transaction, "one", "spoken")
        await conclude(transaction, "unknown", "spoken")
    rows = await last_rows(store, limit=9)
    assert [row.outcome for row in rows] == [None, "spoken", None]


async def test_pruned(store: Store) -> None:
    """What is old is forgotten, and what is too much."""
    await _record(store, *(_row(f"{n}", at=_NOW + timedelta(n)) for n in range(9)))
    async with store.transaction() as transaction:
        await prune(transaction, _NOW + timedelta(3), rows=4)
    rows = await last_rows(store, limit=9)
    assert [row.utterance for row in rows] == ["8", "7", "6", "5"]
    async with store.transaction() as transaction:
        await prune(transaction, _NOW + timedelta(7))
    assert [row.utterance for row in await last_rows(store, limit=9)] == ["8", "7"]


async def test_erased(store: Store) -> None:
    """A resident who is erased is named nowhere."""
    await _record(
        store,
        _row("theirs"),
        _row("both", residents=frozenset({"anna", "ben"})),
        _row(
            "reason",
            residents=frozenset({"ben"}),
            reasons=(("others_listen", {"resident": "anna"}),),
        ),
        _row("other", residents=frozenset({"ben"})),
    )
    async with store.transaction() as transaction:
        await erase_from_ledger(transaction, "anna")
    assert [row.utterance for row in await last_rows(store, limit=9)] == ["other"]
