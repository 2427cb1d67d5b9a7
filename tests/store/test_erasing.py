"""What is erased is in none of her files any more."""

from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
import sqlite3

import pytest

from custom_components.samantha.store import Store, Transaction
from custom_components.samantha.store.utterances import (
    UtteranceRow,
    Words,
    acknowledge,
    erase_from_utterances,
    forget_kept,
    keep,
    put,
    remove,
)

from .databases import contents, opened, placed

_NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
_SECRET = b"The ferret is in the sauna."
# One that fits into a page, and one that needs pages of its own.
_TEXTS = [_SECRET.decode(), f"{'word ' * 790}{_SECRET.decode()}"]
_ROW = UtteranceRow(
    key="key",
    kind="message",
    created=_NOW,
    valid_from=_NOW,
    expires=_NOW + timedelta(hours=1),
    residents=frozenset({"anna"}),
    told=frozenset(),
    areas=frozenset(),
    voices=frozenset(),
    urgency="normal",
    privacy="open",
    moment="now",
    mergeable=False,
    asks=False,
    signalled=False,
)


async def _keep_and_forget(transaction: Transaction) -> None:
    await keep(transaction, "key", missed=["anna"], until=_NOW)
    await forget_kept(transaction, _NOW)


async def _keep_and_acknowledge(transaction: Transaction) -> None:
    await keep(transaction, "key", missed=["anna"], until=_NOW)
    await acknowledge(transaction, "key", "anna")


_ERASURES: dict[str, Callable[[Transaction], Awaitable[object]]] = {
    "said": lambda transaction: remove(transaction, "key"),
    "kept long enough": _keep_and_forget,
    "acknowledged": _keep_and_acknowledge,
    "resident gone": lambda transaction: erase_from_utterances(transaction, "anna"),
    "replaced": lambda transaction: put(transaction, _ROW, Words(None, "Other words")),
}


def holding(path: Path) -> list[str]:
    """Return the names of the files that have the words in them."""
    return [name for name, content in contents(path).items() if content.count(_SECRET)]


async def _put(
    store: Store,
    text: str = _SECRET.decode(),
    key: str = "key",
    resident: str = "anna",
) -> None:
    row = replace(_ROW, key=key, residents=frozenset({resident}))
    async with store.transaction() as transaction:
        await put(transaction, row, Words(text, text))


async def _do(store: Store, erase: Callable[[Transaction], Awaitable[object]]) -> None:
    async with store.transaction() as transaction:
        await erase(transaction)


@pytest.mark.parametrize("erasure", _ERASURES)
@pytest.mark.parametrize("text", _TEXTS, ids=["short", "long"])
async def test_no_file_has_it(tmp_path: Path, text: str, erasure: str) -> None:
    """However it was erased, and however long it was."""
    path = tmp_path / "samantha.db"
    async with opened(path) as store:
        await _put(store, "What came before stays", "other", "theo")
        await _put(store, text)
        assert holding(path)
        await _do(store, _ERASURES[erasure])
        assert holding(path) == []
        rows = await store.fetch("SELECT text FROM utterance WHERE key = 'other'")
        assert [row["text"] for row in rows] == ["What came before stays"]


async def test_after_a_backup(tmp_path: Path) -> None:
    """While a backup copies, the files stay as they are; then it goes."""
    path = tmp_path / "samantha.db"
    async with opened(path) as store:
        await _put(store)
        await store.hold_checkpoints()
        await _do(store, _ERASURES["said"])
        assert holding(path) == ["samantha.db"]
        await store.release_checkpoints()
        assert holding(path) == []


async def test_after_a_reader_outside(tmp_path: Path) -> None:
    """A database browser that looks at it puts that off until the next write."""
    path = tmp_path / "samantha.db"
    async with opened(path) as store:
        await _put(store)
        with closing(sqlite3.connect(path, isolation_level=None)) as browser:
            browser.execute("BEGIN")
            browser.execute("SELECT * FROM utterance").fetchall()
            await _do(store, _ERASURES["said"])
            assert holding(path)
            browser.execute("COMMIT")
        await store.set_meta("something", "else")
        assert holding(path) == []


async def test_after_a_kill(tmp_path: Path) -> None:
    """What a process that was killed left in the log goes with the first write."""
    path = tmp_path / "samantha.db"
    async with opened(path) as store:
        await _put(store)
        with closing(sqlite3.connect(path, isolation_level=None)) as browser:
            browser.execute("BEGIN")
            browser.execute("SELECT * FROM utterance").fetchall()
            await _do(store, _ERASURES["said"])
            left = contents(path)
    with placed(db=left["samantha.db"], db_wal=left["samantha.db-wal"]) as copy:
        assert holding(copy)
        async with opened(copy) as store:
            await store.set_meta("something", "else")
            assert holding(copy) == []
