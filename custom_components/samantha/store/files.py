"""The database's files as files: set aside, delete, measure."""

import asyncio
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from .errors import file_errors

# Before the database itself: cut short in between, a database without its WAL is
# still found broken, while a WAL without its database would be discarded by SQLite.
_COMPANIONS = ("-wal", "-shm", "-journal")
_FILES = (*_COMPANIONS, "")


async def set_aside(path: Path, now: datetime) -> Path:
    """Move a broken database out of the way, keeping it; return its new path.

    SQLite still opens it there, with its WAL, for whoever wants to rescue it.
    """
    return await asyncio.to_thread(_set_aside, path, now)


async def delete(path: Path) -> None:
    """Delete the database and every copy that was set aside."""
    await asyncio.to_thread(_delete, path)


async def size_of(path: Path) -> int:
    """Return how many bytes the database takes on disk."""
    return await asyncio.to_thread(_size_of, path)


def _set_aside(path: Path, now: datetime) -> Path:
    stem = f"{path}.broken-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = chain((stem,), (f"{stem}-{number}" for number in count(2)))
    target = next(name for name in names if not _present(name))
    with file_errors():
        for suffix in _COMPANIONS:
            if (companion := Path(f"{path}{suffix}")).exists():
                companion.rename(f"{target}{suffix}")
        return path.rename(target)


def _delete(path: Path) -> None:
    with file_errors():
        aside = path.parent.glob(f"{path.name}.broken-*")
        own = (Path(f"{path}{suffix}") for suffix in _FILES)
        for file in (*own, *aside):
            file.unlink(missing_ok=True)


def _size_of(path: Path) -> int:
    with file_errors():
        return sum(file.stat().st_size for file in _present(str(path)))


def _present(name: str) -> list[Path]:
    files = (Path(f"{name}{suffix}") for suffix in _FILES)
    return [file for file in files if file.exists()]
