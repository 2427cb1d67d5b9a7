"""The tables, and how each version of them comes from the one before."""

from contextlib import closing
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

type Migrations = Sequence[Sequence[str]]

# Released migrations never change; a new version is a new tuple at the end.
# Statements may use `:now`, the time of the migration in ISO 8601.
MIGRATIONS: Migrations = (
    (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        "INSERT INTO meta (key, value) VALUES ('created', :now)",
    ),
)
VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of a database; 0 is one without tables."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(
    connection: sqlite3.Connection,
    now: datetime,
    migrations: Migrations = MIGRATIONS,
) -> None:
    """Bring the tables to the newest version, one transaction a version.

    The connection is in SQLite's autocommit mode (`isolation_level=None`). A database
    that cannot be written is told even when nothing is left to do; nothing is written
    then.
    """
    while _step(connection, now, migrations):
        pass


def columns_of(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Return every table's columns as pairs of table and column."""
    rows = connection.execute(
        "SELECT tables.name, columns.name FROM sqlite_schema AS tables "
        "JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'"
    )
    return frozenset((table, column) for table, column in rows)


def expected_columns(
    version: int, migrations: Migrations = MIGRATIONS
) -> frozenset[tuple[str, str]]:
    """Return the columns that a database of this version has."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for migration in migrations[:version]:
            for statement in migration:
                connection.execute(statement, {"now": ""})
        return columns_of(connection)


def _step(
    connection: sqlite3.Connection, now: datetime, migrations: Migrations
) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read inside the transaction: another process may have migrated just before.
        version = version_of(connection)
        pending = migrations[version : version + 1]
        for statement in pending[0] if pending else ():
            connection.execute(statement, {"now": now.isoformat()})
        # Set even when it stays: SQLite tells a read-only database only now.
        connection.execute(f"PRAGMA user_version = {version + len(pending)}")
        connection.execute("COMMIT" if pending else "ROLLBACK")
    except BaseException:
        connection.rollback()
        raise
    return bool(pending)
