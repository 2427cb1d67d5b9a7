"""One connection to the database: opened, checked and set up, off the event loop."""

from pathlib import Path
import sqlite3
from typing import TYPE_CHECKING, Final, override

from .errors import (
    StoreBrokenError,
    StoreNewerError,
    StoreUnwritableError,
    database_errors,
    file_errors,
)
from .schema import (
    VERSION,
    WORDS,
    columns_of,
    expected_columns,
    migrate,
    version_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

BUSY_TIMEOUT_MS = 5_000
# Before it, an index of words keeps those of a deleted row until it is rewritten.
_INDEX_FORGETS: Final = (3, 42)


class Connection(sqlite3.Connection):
    """A connection that merges the WAL into the file at its end only when told to."""

    merge_on_close = False
    # Words are erased of which the WAL may hold a copy: a process that was killed may
    # have left some.
    erased = True

    @override
    def close(self) -> None:
        """Close, and merge the WAL into the file if that is allowed now."""
        self.setconfig(
            sqlite3.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, not self.merge_on_close
        )
        super().close()


def open_writer(path: Path, now: datetime) -> Connection:
    """Open the database, check it and bring its tables up to date.

    Raises StoreBrokenError, StoreNewerError or StoreUnwritableError; the file is then
    as it was.
    """
    connection = _connect(path)
    try:
        with database_errors(otherwise=StoreBrokenError):
            _check(connection, path)
        with database_errors():
            _set_up(connection)
            _require_wal(connection)
            migrate(connection, now)
            _watch_words(connection)
    except BaseException:
        connection.close()
        raise
    connection.merge_on_close = True
    return connection


def open_reader(path: Path) -> Connection:
    """Open a second connection, for reading beside the writer."""
    connection = _connect(path)
    try:
        with database_errors():
            _set_up(connection)
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path) -> Connection:
    with database_errors():
        connection = sqlite3.connect(
            path,
            timeout=BUSY_TIMEOUT_MS / 1000,
            isolation_level=None,
            factory=Connection,
        )
    connection.row_factory = sqlite3.Row
    return connection


def _set_up(connection: Connection) -> None:
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "foreign_keys = ON",
        "synchronous = FULL",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _watch_words(connection: Connection) -> None:
    """Note, in the connection, whenever a statement takes words away."""

    def note() -> None:
        connection.erased = True

    connection.create_function("note_erased", 0, note)
    for table, columns in WORDS.items():
        connection.execute(
            f"CREATE TEMP TRIGGER {table}_erased AFTER DELETE ON {table} "
            "BEGIN SELECT note_erased(); END"
        )
        if columns:
            changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
            connection.execute(
                f"CREATE TEMP TRIGGER {table}_replaced "
                f"AFTER UPDATE OF {', '.join(columns)} ON {table} WHEN {changed} "
                "BEGIN SELECT note_erased(); END"
            )
    if sqlite3.sqlite_version_info >= _INDEX_FORGETS:
        connection.execute(
            "INSERT INTO message_words (message_words, rank) "
            "VALUES ('secure-delete', 1)"
        )


def _require_wal(connection: Connection) -> None:
    # Where shared memory does not work (some network shares), SQLite stays in
    # another mode and says so only in this answer.
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        message = f"No write-ahead log on the folder's file system, but {mode}"
        raise StoreUnwritableError(message)


def _check(connection: Connection, path: Path) -> None:
    version = version_of(connection)
    if version > VERSION:
        raise StoreNewerError(version, VERSION)
    for complaint in _complaints(connection, path, version):
        raise StoreBrokenError(complaint)


def _complaints(connection: Connection, path: Path, version: int) -> Iterator[str]:
    if version < 0:
        yield f"The database has schema version {version}"
    if _cut_short(connection, path):
        yield "The last page is cut short"
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        yield f"The database is damaged: {verdict}"
    found = columns_of(connection)
    if missing := expected_columns(version) - found:
        names = ", ".join(sorted(f"{table}.{column}" for table, column in missing))
        yield f"Version {version} of the database lacks {names}"
    if found and version == 0:
        yield "The file is a database of something else"


def _cut_short(connection: Connection, path: Path) -> bool:
    """Tell a last page that is not whole.

    SQLite reads what is missing as zeros, which can pass for a valid page.
    """
    page_size = connection.execute("PRAGMA page_size").fetchone()[0]
    wal = Path(f"{path}-wal")
    with file_errors():
        # A power cut while a WAL is merged cuts a page short too; the WAL has it whole.
        whole_in_wal = wal.exists() and wal.stat().st_size > 0
        return not whole_in_wal and path.stat().st_size % page_size != 0
