"""The open store: what it keeps, and what it promises while many use it."""

import asyncio
from datetime import UTC, datetime
import logging
from pathlib import Path
import sqlite3

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.samantha.store import Store, StoreError
from custom_components.samantha.store.schema import VERSION

from .databases import contents, opened, placed


async def test_new(path: Path) -> None:
    """A new database knows its version and when it was made."""
    before = datetime.now(UTC)
    async with opened(path) as store:
        created = await store.get_meta("created")
        assert store.schema_version == VERSION
    assert created is not None
    assert before <= datetime.fromisoformat(created) <= datetime.now(UTC)


async def test_zero_bytes(path: Path) -> None:
    """A file of zero bytes is a new database."""
    path.touch()
    async with opened(path) as store:
        assert store.schema_version == VERSION


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("busy_timeout", 5000),
        ("cell_size_check", 1),
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("secure_delete", 1),
        ("synchronous", 2),
        ("trusted_schema", 0),
    ],
)
async def test_settings(store: Store, pragma: str, value: object) -> None:
    """Writes are safe, and erasing erases, by these settings."""
    async with store.transaction() as transaction:
        [row] = await transaction.execute(f"PRAGMA {pragma}")
    assert tuple(row) == (value,)


@settings(deadline=None, max_examples=20)
@given(key=st.text(), value=st.text())
async def test_kept(key: str, value: str) -> None:
    """What was kept is there after opening again."""
    with placed() as path:
        async with opened(path) as store:
            await store.set_meta(key, value)
            assert await store.get_meta(key) == value
        async with opened(path) as store:
            assert await store.get_meta(key) == value


async def test_replace(store: Store) -> None:
    """A value is replaced."""
    await store.set_meta("key", "old")
    await store.set_meta("key", "new")
    assert await store.get_meta("key") == "new"


async def test_unknown_key(store: Store) -> None:
    """An unknown key has no value."""
    assert await store.get_meta("unknown") is None


async def test_exception(store: Store) -> None:
    """An exception rolls back."""

    async def write() -> None:
        async with store.transaction() as transaction:
            await transaction.execute("INSERT INTO meta VALUES ('key', 'value')")
            raise KeyError

    with pytest.raises(KeyError):
        await write()
    assert await store.get_meta("key") is None


async def _insert_twice(store: Store, value: str) -> None:
    async with store.transaction() as transaction:
        await transaction.execute("INSERT INTO meta VALUES ('key', ?)", (value,))
        await transaction.execute("INSERT INTO meta VALUES ('key', ?)", (value,))


async def test_constraint(store: Store) -> None:
    """A broken constraint is told as it is, and rolls back."""
    with pytest.raises(sqlite3.IntegrityError):
        await _insert_twice(store, "value")
    assert await store.get_meta("key") is None


async def test_cancelled(store: Store) -> None:
    """A cancelled transaction rolls back."""
    inside = asyncio.Event()

    async def write() -> None:
        async with store.transaction() as transaction:
            await transaction.execute("INSERT INTO meta VALUES ('key', 'value')")
            inside.set()
            await asyncio.Future()

    writing = asyncio.create_task(write())
    await inside.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await store.get_meta("key") is None
    await store.set_meta("key", "free again")


async def test_cancelled_while_waiting(store: Store) -> None:
    """Who no longer waits for the turn to write takes none."""
    async with store.transaction() as transaction:
        waiting = asyncio.create_task(store.set_meta("key", "value"))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await transaction.execute("INSERT INTO meta VALUES ('other', 'value')")
    assert await store.get_meta("key") is None
    assert await store.get_meta("other") == "value"


@pytest.mark.parametrize("steps", range(40))
async def test_cancelled_anywhere(store: Store, steps: int) -> None:
    """Cancelled at any step, a transaction keeps all or nothing."""

    async def write() -> None:
        async with store.transaction() as transaction:
            await transaction.execute("INSERT INTO meta VALUES ('one', 'value')")
            await transaction.execute("INSERT INTO meta VALUES ('two', 'value')")

    writing = asyncio.create_task(write())
    for _ in range(steps):
        await asyncio.sleep(0)
    writing.cancel()
    writing.cancel()
    await asyncio.wait([writing])
    assert await store.get_meta("one") == await store.get_meta("two")
    await store.set_meta("key", "free again")


async def test_ended_early(store: Store) -> None:
    """A transaction that ended early is not taken for committed."""
    with pytest.raises(sqlite3.OperationalError, match="no transaction is active"):
        async with store.transaction() as transaction:
            await transaction.execute("ROLLBACK")


async def test_nested(store: Store) -> None:
    """Transactions of one task do not nest."""
    async with store.transaction():
        with pytest.raises(RuntimeError, match="open in this task already"):
            await store.set_meta("key", "value")


async def test_turns(store: Store) -> None:
    """Writers take turns."""

    async def count_up() -> None:
        async with store.transaction() as transaction:
            [(count,)] = await transaction.execute(
                "SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM meta "
                "WHERE key = 'count'"
            )
            await transaction.execute(
                "INSERT OR REPLACE INTO meta VALUES ('count', ?)", (str(count + 1),)
            )

    await asyncio.gather(*(count_up() for _ in range(50)))
    assert await store.get_meta("count") == "50"


async def test_fetch(store: Store) -> None:
    """Reading sees what is committed, and waits for no writer."""
    await store.set_meta("key", "committed")
    async with store.transaction() as transaction:
        await transaction.execute("UPDATE meta SET value = 'pending' WHERE key = 'key'")
        assert await store.get_meta("key") == "committed"
    assert await store.get_meta("key") == "pending"


async def test_fetch_cannot_write(store: Store) -> None:
    """Reading cannot write."""
    with pytest.raises(StoreError, match="READONLY"):
        await store.fetch("INSERT INTO meta VALUES ('key', 'value')")


async def test_erased(path: Path) -> None:
    """What was erased is nowhere in the file."""
    async with opened(path) as store:
        await store.set_meta("secret", "the key is under the mat")
        await store.hold_checkpoints()
        await store.release_checkpoints()
        assert b"under the mat" in path.read_bytes()
        async with store.transaction() as transaction:
            await transaction.execute("DELETE FROM meta WHERE key = 'secret'")
    assert b"under the mat" not in path.read_bytes()
    assert list(path.parent.iterdir()) == [path]


async def test_two_stores(store: Store, path: Path) -> None:
    """Two may have it open."""
    async with opened(path) as other:
        await store.set_meta("key", "value")
        assert await other.get_meta("key") == "value"
        await other.set_meta("key", "changed")
    assert await store.get_meta("key") == "changed"


@pytest.mark.filterwarnings("error")  # an unclosed connection is a warning
@pytest.mark.parametrize("steps", range(12))
async def test_open_cancelled(path: Path, steps: int) -> None:
    """Opening may be cancelled at any step."""

    async def open_and_close() -> None:
        async with opened(path):
            pass

    opening = asyncio.create_task(open_and_close())
    for _ in range(steps):
        await asyncio.sleep(0)
    opening.cancel()
    await asyncio.wait([opening])
    async with opened(path) as store:
        await store.set_meta("key", "value")


async def test_close_in_a_transaction(path: Path) -> None:
    """Closing waits for the transaction in progress."""
    store = await Store.open(path)
    async with store.transaction() as transaction:
        closing = asyncio.create_task(store.close())
        await asyncio.sleep(0)
        await transaction.execute("INSERT INTO meta VALUES ('key', 'value')")
    await closing
    async with opened(path) as again:
        assert await again.get_meta("key") == "value"


@pytest.mark.parametrize("steps", range(12))
async def test_close_cancelled(path: Path, steps: int) -> None:
    """Closing may be cancelled at any step, and may be asked for again."""
    store = await Store.open(path)
    await store.set_meta("key", "value")
    closing = asyncio.create_task(store.close())
    for _ in range(steps):
        await asyncio.sleep(0)
    closing.cancel()
    await asyncio.wait([closing])
    await store.close()
    assert contents(path).keys() == {"samantha.db"}


async def test_close_twice(path: Path) -> None:
    """Closing twice is closing."""
    store = await Store.open(path)
    await store.close()
    await store.close()


async def test_closed(path: Path) -> None:
    """A closed store says so."""
    store = await Store.open(path)
    await store.close()
    for use in (
        store.get_meta("key"),
        store.set_meta("key", "value"),
        store.hold_checkpoints(),
        store.release_checkpoints(),
        store.statistics(),
    ):
        with pytest.raises(StoreError, match="closed"):
            await use


async def test_log(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    """What is kept and what is looked for is in no log, at any level."""
    caplog.set_level(logging.DEBUG)
    await store.set_meta("who", "the key is under the mat")
    await store.get_meta("the key is under the mat")
    with pytest.raises(sqlite3.IntegrityError):
        await _insert_twice(store, "the key is under the mat")
    assert "executing" in caplog.text
    assert "under the mat" not in caplog.text


async def test_statistics(store: Store, path: Path) -> None:
    """Statistics tell no contents."""
    await store.set_meta("secret", "value")
    statistics = await store.statistics()
    assert statistics.schema_version == VERSION
    assert statistics.journal_mode == "wal"
    assert statistics.sqlite_version == sqlite3.sqlite_version
    assert statistics.created == await store.get_meta("created")
    assert statistics.checkpoints_held is False
    assert statistics.size_bytes == sum(
        file.stat().st_size for file in path.parent.iterdir()
    )
    assert "secret" not in repr(statistics)
