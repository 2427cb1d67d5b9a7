"""The store: one writer that is never in doubt, one reader that never waits for it."""

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
import sqlite3
from typing import TYPE_CHECKING, Any, Self

from .completion import to_its_end
from .connection import BUSY_TIMEOUT_MS, open_reader, open_writer
from .errors import StoreError, database_errors
from .files import size_of
from .schema import VERSION
from .worker import Parameters, Worker

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

# SQLite's own default, restored after a backup.
_AUTOCHECKPOINT_PAGES = 1_000
# Her own reader is done in a moment; one outside is not waited for.
_WIPE_TIMEOUT_MS = 200


@dataclass(frozen=True, slots=True)
class StoreStatistics:
    """What may be told of the database without telling what is in it."""

    schema_version: int
    sqlite_version: str
    journal_mode: str
    created: str | None
    size_bytes: int
    checkpoints_held: bool


@dataclass(slots=True)
class Transaction:
    """What is done between begin and commit."""

    worker: Worker

    async def execute(
        self, query: str, parameters: Parameters = ()
    ) -> list[sqlite3.Row]:
        """Run one statement and return its rows."""
        return await self.worker.execute(query, parameters)


class Store:
    """Her database, open."""

    def __init__(self, path: Path, writer: Worker, reader: Worker) -> None:
        """Take over connections that are open; use `open` instead."""
        self._path = path
        self._writer = writer
        self._reader = reader
        self._lock = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None
        self._closed = False

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the database, creating or migrating it.

        Raises StoreBrokenError, StoreNewerError or StoreUnwritableError.
        """
        writer = await Worker.start(partial(open_writer, path, datetime.now(UTC)))
        try:
            reader = await Worker.start(partial(open_reader, path))
        except BaseException:
            await writer.stop()
            raise
        return cls(path, writer, reader)

    async def close(self) -> None:
        """Close after the transaction in progress; merge the WAL unless it is held."""
        async with self._alone():
            if self._closed:
                return
            self._closed = True
            await to_its_end(self._stop())

    @property
    def schema_version(self) -> int:
        """Return the version of the tables."""
        return VERSION

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """Write alone; commit at the end, to the disk, or roll back on any exception.

        Cancelled while committing, it is kept all or not at all. Transactions of one
        task do not nest. What was erased is in no file after it, unless a backup or a
        reader outside holds the WAL; then it goes with the first one after that.
        """
        # What the connection was asked it does, in this order, even when the one who
        # asked is cancelled: a rollback comes after what it rolls back, and before
        # the next to begin.
        async with self._alone():
            with database_errors():
                self._require_open()
                transaction = Transaction(self._writer)
                try:
                    await self._writer.execute("BEGIN IMMEDIATE")
                    yield transaction
                    # Fails if the transaction has ended: some errors end it, and the
                    # body may have caught them.
                    await self._writer.execute("COMMIT")
                except BaseException:
                    await self._writer.roll_back()
                    raise
                await self._wipe()

    async def fetch(self, query: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Read what is committed, without waiting for a transaction in progress."""
        self._require_open()
        with database_errors():
            return await self._reader.execute(query, parameters)

    async def get_meta(self, key: str) -> str | None:
        """Return a value of the `meta` table."""
        rows = await self.fetch("SELECT value FROM meta WHERE key = ?", (key,))
        return rows[0]["value"] if rows else None

    async def set_meta(self, key: str, value: str) -> None:
        """Keep a value in the `meta` table."""
        async with self.transaction() as transaction:
            await transaction.execute(
                "INSERT INTO meta (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    async def hold_checkpoints(self) -> None:
        """Merge the WAL, then leave the main file unchanged while others copy it.

        Writes go on, into the WAL. A copy of the main file alone holds all that was
        written before; with a copy of the WAL, taken before or after it and even cut
        short, also some of what was written since. A reader outside (a database
        browser) can keep part from being merged: that part is then in the WAL, which
        HA copies too, so nothing waits for the reader. A hold whose end is never told
        lets the WAL grow until the next hold or restart, and loses nothing.
        """
        async with self._alone():
            with database_errors():
                self._require_open()
                self._writer.connection.merge_on_close = False
                await self._writer.execute("PRAGMA wal_autocheckpoint = 0")
                await self._writer.execute("PRAGMA busy_timeout = 0")
                try:
                    await self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    await self._writer.execute(
                        f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}"
                    )

    async def release_checkpoints(self) -> None:
        """Let the WAL be merged into the main file again."""
        async with self._alone():
            with database_errors():
                self._require_open()
                self._writer.connection.merge_on_close = True
                await self._writer.execute(
                    f"PRAGMA wal_autocheckpoint = {_AUTOCHECKPOINT_PAGES}"
                )
                # The copy is made, so a full disk must not fail the backup now; a
                # later commit tries again, as SQLite does without a word.
                with suppress(sqlite3.OperationalError):
                    await self._writer.execute("PRAGMA wal_checkpoint(PASSIVE)")
                await self._wipe()

    async def statistics(self) -> StoreStatistics:
        """Return facts for diagnostics, and no contents."""
        [facts] = await self.fetch(
            "SELECT user_version, sqlite_version() AS sqlite FROM pragma_user_version"
        )
        [mode] = await self.fetch("PRAGMA journal_mode")
        return StoreStatistics(
            schema_version=facts["user_version"],
            sqlite_version=facts["sqlite"],
            journal_mode=mode["journal_mode"],
            created=await self.get_meta("created"),
            size_bytes=await size_of(self._path),
            checkpoints_held=not self._writer.connection.merge_on_close,
        )

    async def _wipe(self) -> None:
        """Empty the WAL, in which erased words stand until it is written over.

        In the main file SQLite writes zeros in their place (`secure_delete`).
        """
        connection = self._writer.connection
        if not connection.erased or not connection.merge_on_close:
            return
        await self._writer.execute(f"PRAGMA busy_timeout = {_WIPE_TIMEOUT_MS}")
        try:
            # What was written is safe already; a full disk is for a later write.
            with suppress(sqlite3.OperationalError):
                [told] = await self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.erased = bool(told["busy"])
        finally:
            await self._writer.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    async def _stop(self) -> None:
        # The writer last: the last connection merges and removes the WAL.
        await self._reader.stop()
        await self._writer.stop()

    @asynccontextmanager
    async def _alone(self) -> AsyncGenerator[None]:
        if self._holder is asyncio.current_task():
            message = "A transaction is open in this task already"
            raise RuntimeError(message)
        async with self._lock:
            self._holder = asyncio.current_task()
            try:
                yield
            finally:
                self._holder = None

    def _require_open(self) -> None:
        if self._closed:
            message = "The store is closed"
            raise StoreError(message)
