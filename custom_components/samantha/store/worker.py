"""A connection in a thread of its own, which ends with it."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
import sqlite3
from threading import Thread, current_thread
from typing import Any, Self, override

import aiosqlite

from .completion import to_its_end
from .connection import Connection

# By position, or by name.
type Parameters = Iterable[Any] | Mapping[str, Any]


class _Unlogged(tuple[Any, ...]):
    """Parameters that are not told: aiosqlite logs every call when it debugs."""

    __slots__ = ()

    @override
    def __repr__(self) -> str:
        """Tell how many there are."""
        return f"<{len(self)} parameters>"


class _UnloggedByName(dict[str, Any]):
    """Parameters by name that are not told."""

    __slots__ = ()

    @override
    def __repr__(self) -> str:
        """Tell how many there are."""
        return f"<{len(self)} parameters>"


@dataclass(frozen=True, slots=True)
class Worker:
    """A connection, and the thread that alone uses it."""

    db: aiosqlite.Connection
    connection: Connection
    thread: Thread

    @classmethod
    async def start(cls, connect: Callable[[], Connection]) -> Self:
        """Connect in a new thread; failed or cancelled, nothing is left of it."""
        threads: list[Thread] = []
        connections: list[Connection] = []

        def connect_here() -> Connection:
            threads.append(current_thread())
            connections.append(connect())
            return connections[0]

        db = aiosqlite.Connection(connect_here, iter_chunk_size=64)
        try:
            await to_its_end(db)
        except BaseException:
            await to_its_end(_end(db, threads))
            raise
        return cls(db, connections[0], threads[0])

    async def execute(
        self, query: str, parameters: Parameters = ()
    ) -> list[sqlite3.Row]:
        """Run one statement and return its rows."""
        unlogged = (
            _UnloggedByName(parameters)
            if isinstance(parameters, Mapping)
            else _Unlogged(parameters)
        )
        return list(await self.db.execute_fetchall(query, unlogged))

    async def roll_back(self) -> None:
        """End a transaction, if there is one, as if it had not begun."""
        await self.db.rollback()

    async def stop(self) -> None:
        """Close the connection and wait for the thread's end."""
        await to_its_end(_end(self.db, [self.thread]))


async def _end(db: aiosqlite.Connection, threads: list[Thread]) -> None:
    await db.close()
    # aiosqlite says that it has closed just before its thread is gone.
    for thread in threads:
        await asyncio.to_thread(thread.join)
