"""Migrations: from nothing, from version to version, cut short anywhere."""

from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
import signal
import sqlite3

import pytest

from custom_components.samantha.store.schema import (
    MIGRATIONS,
    VERSION,
    Migrations,
    columns_of,
    expected_columns,
    migrate,
    version_of,
)

from .mortals import migrate_until_killed, mortal_process

_NOW = datetime(2026, 11, 23, 0, 45, tzinfo=UTC)
_NEXT: Migrations = (
    *MIGRATIONS,
    (
        "CREATE TABLE letter (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT",
        "ALTER TABLE meta ADD COLUMN changed TEXT",
        "UPDATE meta SET changed = :now",
    ),
)
_STATEMENTS_OF_NEXT = 6  # with BEGIN, the version and COMMIT


def _connect(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


@pytest.fixture
def connection() -> Generator[sqlite3.Connection]:
    """Return an empty database in memory."""
    with closing(_connect(":memory:")) as connection:
        yield connection


def test_from_nothing(connection: sqlite3.Connection) -> None:
    """Every version is reached from nothing."""
    assert version_of(connection) == 0
    migrate(connection, _NOW)
    assert version_of(connection) == VERSION == len(MIGRATIONS)
    assert columns_of(connection) == expected_columns(VERSION)


def test_created(connection: sqlite3.Connection) -> None:
    """The first version remembers when it was made."""
    migrate(connection, _NOW)
    assert connection.execute("SELECT * FROM meta").fetchall() == [
        ("created", "2026-11-23T00:45:00+00:00")
    ]


def test_migrate_again(connection: sqlite3.Connection) -> None:
    """Migrating again changes nothing."""
    migrate(connection, _NOW)
    before = list(connection.iterdump())
    migrate(connection, datetime(2030, 1, 1, tzinfo=UTC))
    assert list(connection.iterdump()) == before


def test_later_version(connection: sqlite3.Connection) -> None:
    """A later version keeps what was there."""
    migrate(connection, _NOW)
    migrate(connection, _NOW, _NEXT)
    assert version_of(connection) == VERSION + 1
    assert connection.execute("SELECT * FROM meta").fetchall() == [
        ("created", _NOW.isoformat(), _NOW.isoformat())
    ]


def test_strict_types(connection: sqlite3.Connection) -> None:
    """Values have types."""
    migrate(connection, _NOW)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO meta VALUES ('key', x'00')")


@pytest.mark.parametrize("position", range(4))
def test_failing_migration(connection: sqlite3.Connection, position: int) -> None:
    """A migration that fails leaves the old version, which migrates later."""
    migrate(connection, _NOW)
    before = list(connection.iterdump())
    statements = list(_NEXT[-1])
    statements.insert(position, "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(connection, _NOW, (*MIGRATIONS, statements))
    assert version_of(connection) == VERSION
    assert list(connection.iterdump()) == before
    migrate(connection, _NOW, _NEXT)
    assert version_of(connection) == VERSION + 1


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("statement", range(_STATEMENTS_OF_NEXT))
def test_killed_migration(path: Path, statement: int) -> None:
    """A migration that is killed leaves the old version, which migrates later."""
    with closing(_connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, _NOW)
        before = list(connection.iterdump())

    process = mortal_process(migrate_until_killed, path, _NOW, _NEXT, statement)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL

    with closing(_connect(path)) as connection:
        assert version_of(connection) == VERSION
        assert list(connection.iterdump()) == before
        migrate(connection, _NOW, _NEXT)
        assert version_of(connection) == VERSION + 1
