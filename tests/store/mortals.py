"""Processes that are there to be killed."""

import asyncio
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
import os
from pathlib import Path
import signal
import sqlite3

from custom_components.samantha.store import Store
from custom_components.samantha.store.schema import Migrations, migrate

# Forked from a server that has imported this module once and has no threads.
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])
# Large enough that SQLite merges its log now and then, to be killed while it does.
_VALUE = "x" * 60_000

pipe = _CONTEXT.Pipe


def mortal_process(target: Callable[..., None], *args: object) -> BaseProcess:
    """Return a process, not yet started."""
    return _CONTEXT.Process(target=target, args=args)


def write_for_ever(path: Path, name: str, acknowledge: Connection) -> None:
    """Write numbered rows and tell each number once its row is accepted."""

    async def write() -> None:
        store = await Store.open(path)
        for number in count():
            await store.set_meta(f"{name} {number}", _VALUE)
            acknowledge.send(number)

    asyncio.run(write())


def migrate_until_killed(
    path: Path, now: datetime, migrations: Migrations, statement: int
) -> None:
    """Migrate, and die before the statement of this number."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        countdown = iter(range(statement))

        def die_in_time(_sql: str) -> None:
            with suppress(StopIteration):
                next(countdown)
                return
            os.kill(os.getpid(), signal.SIGKILL)

        connection.set_trace_callback(die_in_time)
        migrate(connection, now, migrations)
