"""What can be wrong with the database, told apart by what the owner can do."""

from contextlib import contextmanager
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class StoreError(Exception):
    """The database cannot be used."""


class StoreBrokenError(StoreError):
    """The database is damaged, or is none of hers: set it aside and start anew."""


class StoreUnwritableError(StoreError):
    """The disk, the folder or another process is in the way: the data is fine."""


class StoreNewerError(StoreError):
    """A later release wrote the database: leave it alone and update."""

    def __init__(self, found: int, known: int) -> None:
        """Carry the schema version found and the highest one known."""
        super().__init__(
            f"The database has schema version {found}, "
            f"this release knows versions up to {known}"
        )
        self.found = found
        self.known = known


_KINDS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreUnwritableError,
    sqlite3.SQLITE_CANTOPEN: StoreUnwritableError,
    sqlite3.SQLITE_CORRUPT: StoreBrokenError,
    sqlite3.SQLITE_FORMAT: StoreBrokenError,
    sqlite3.SQLITE_FULL: StoreUnwritableError,
    sqlite3.SQLITE_IOERR: StoreUnwritableError,
    sqlite3.SQLITE_LOCKED: StoreUnwritableError,
    sqlite3.SQLITE_NOLFS: StoreUnwritableError,
    sqlite3.SQLITE_NOTADB: StoreBrokenError,
    sqlite3.SQLITE_PERM: StoreUnwritableError,
    sqlite3.SQLITE_PROTOCOL: StoreUnwritableError,
    sqlite3.SQLITE_READONLY: StoreUnwritableError,
}


@contextmanager
def database_errors(
    otherwise: type[StoreError] | None = None,
) -> Iterator[None]:
    """Raise SQLite's complaints as store errors.

    Faults of the caller (constraints, syntax) pass as they are, unless
    `otherwise` says what any other complaint means here.
    """
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as err:
        # The latter when SQLite quotes damaged text in its complaint.
        if _quotes_text(err):
            message = "A value is no valid text"
            raise StoreBrokenError(message) from None
        kind = _KINDS.get(_primary_code(err), otherwise)
        if kind is None:
            raise
        message = f"{err} ({getattr(err, 'sqlite_errorname', 'no code')})"
        raise kind(message) from err


@contextmanager
def file_errors() -> Iterator[None]:
    """Raise the file system's complaints as store errors."""
    try:
        yield
    except OSError as err:
        raise StoreUnwritableError(str(err)) from err


def _quotes_text(err: Exception) -> bool:
    """Tell Python's own complaint about text that is not UTF-8: it quotes all of it."""
    return isinstance(err, sqlite3.OperationalError) and not _primary_code(err)


def _primary_code(err: Exception) -> int:
    """Return SQLite's result code without its extension, 0 for Python's own errors."""
    code: int = getattr(err, "sqlite_errorcode", 0)
    return code & 0xFF
