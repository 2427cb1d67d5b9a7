"""The database's files as files."""

from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
import sqlite3

import pytest

from custom_components.samantha.store import (
    StoreUnwritableError,
    delete,
    set_aside,
)

from .databases import contents, opened, placed

_NOW = datetime(2026, 11, 23, 0, 45, tzinfo=UTC)
_ASIDE = "samantha.db.broken-20261123T004500Z"


async def test_set_aside() -> None:
    """A broken database is moved with all that belongs to it."""
    with placed(db=b"db", db_wal=b"wal", db_journal=b"journal") as path:
        path.with_name("samantha.db-shm").touch()
        assert await set_aside(path, _NOW) == path.with_name(_ASIDE)
        assert contents(path) == {
            _ASIDE: b"db",
            f"{_ASIDE}-wal": b"wal",
            f"{_ASIDE}-journal": b"journal",
        }
        assert path.with_name(f"{_ASIDE}-shm").exists()


async def test_set_aside_in_one_second() -> None:
    """Set aside again in the same second, every copy is kept."""
    with placed(db=b"one", db_wal=b"wal of one") as path:
        await set_aside(path, _NOW)
        path.write_bytes(b"two")
        assert await set_aside(path, _NOW) == path.with_name(f"{_ASIDE}-2")
        path.write_bytes(b"three")
        await set_aside(path, _NOW)
        assert contents(path) == {
            _ASIDE: b"one",
            f"{_ASIDE}-wal": b"wal of one",
            f"{_ASIDE}-2": b"two",
            f"{_ASIDE}-3": b"three",
        }


async def test_time_stamp() -> None:
    """The time stamp is in UTC."""
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    with placed(db=b"db") as path:
        aside = await set_aside(path, _NOW.astimezone(kathmandu))
        assert aside.name == _ASIDE


async def test_rescue(path: Path) -> None:
    """What was set aside can be opened, with its log, to rescue it."""
    async with opened(path) as store:
        await store.hold_checkpoints()
        await store.set_meta("key", "in the WAL alone")
    aside = await set_aside(path, _NOW)
    with closing(sqlite3.connect(aside)) as connection:
        assert connection.execute(
            "SELECT value FROM meta WHERE key = 'key'"
        ).fetchall() == [("in the WAL alone",)]


async def test_new_start() -> None:
    """After setting aside she starts anew."""
    with placed(db=b"broken", db_wal=b"wal") as path:
        await set_aside(path, _NOW)
        async with opened(path) as store:
            await store.set_meta("key", "value")
        assert contents(path).keys() == {"samantha.db", _ASIDE, f"{_ASIDE}-wal"}


async def test_immovable(path: Path) -> None:
    """What cannot be moved is told."""
    with pytest.raises(StoreUnwritableError):
        await set_aside(path, _NOW)


async def test_delete(path: Path) -> None:
    """Deleting deletes all that was hers and nothing else."""
    async with opened(path) as store:
        await store.hold_checkpoints()
        await store.set_meta("key", "value")
    await set_aside(path, _NOW)
    async with opened(path) as store:
        await store.hold_checkpoints()
        await store.set_meta("key", "value")
    others = {"home-assistant_v2.db", "samantha.dbx", "other.db.broken-1"}
    for name in others:
        path.with_name(name).touch()
    await delete(path)
    assert {file.name for file in path.parent.iterdir()} == others


async def test_delete_nothing(path: Path) -> None:
    """Deleting what is not there is fine."""
    await delete(path)
    await delete(path / "in" / "no" / "folder")


async def test_undeletable(path: Path) -> None:
    """What cannot be deleted is told."""
    path.mkdir()
    with pytest.raises(StoreUnwritableError):
        await delete(path)
