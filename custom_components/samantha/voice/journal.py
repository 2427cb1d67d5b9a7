"""What the courier writes: in order, many at once, and again when the disk fails."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
import logging
from typing import Any, Final

from ..store import Store, StoreError, Transaction
from .ports import Clock

_LOGGER = logging.getLogger(__name__)

_FIRST_PAUSE: Final = timedelta(seconds=5)
_LONGEST_PAUSE: Final = timedelta(minutes=5)
_MOST_AT_ONCE: Final = 200


@dataclass(slots=True, eq=False)
class _Write:
    operation: Callable[[Transaction], Awaitable[Any]]
    # Set where somebody waits for it and would rather hear of a failure.
    result: asyncio.Future[Any] | None = None


class Journal:
    """Writes, each after those before it; what waits is written in one transaction."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Write to a store."""
        self._store = store
        self._clock = clock
        self._pending: list[_Write] = []
        self._writing: asyncio.Task[None] | None = None
        self._failing = False
        self._resumed = asyncio.Event()
        self._closed = False

    def write(self, operation: Callable[[Transaction], Awaitable[None]]) -> None:
        """Write something as soon as it can be; a failure is tried again."""
        self._add(_Write(operation))

    async def attempt[T](self, operation: Callable[[Transaction], Awaitable[T]]) -> T:
        """Write something, to the disk; raise StoreError where that fails."""
        if self._closed:
            message = "The courier is closed"
            raise StoreError(message)
        result: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._add(_Write(operation, result))
        return await result

    async def catch_up(self) -> None:
        """Wait until what was to be written before is, unless the disk fails."""
        if self._pending and not self._closed:
            with suppress(StoreError):
                await self.attempt(_nothing)

    async def close(self) -> None:
        """Write what waits, if the disk lets it."""
        self._closed = True
        self._resumed.set()
        if self._writing:
            await self._writing

    def _add(self, write: _Write) -> None:
        self._pending.append(write)
        if write.result:
            self._resumed.set()
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        pause = _FIRST_PAUSE
        while self._pending:
            batch = self._pending[:_MOST_AT_ONCE]
            try:
                results = await self._write_batch(batch)
            except StoreError as err:
                if not self._failing:
                    _LOGGER.warning("Nothing can be noted at present: %s", err)
                self._failing = True
                self._fail_the_impatient(err)
                if self._closed:
                    return
                await self._pause(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                self._failing = False
                pause = _FIRST_PAUSE
                del self._pending[: len(batch)]
                for write, result in zip(batch, results, strict=True):
                    if write.result and not write.result.done():
                        write.result.set_result(result)

    async def _write_batch(self, batch: list[_Write]) -> list[Any]:
        try:
            async with self._store.transaction() as transaction:
                return [await write.operation(transaction) for write in batch]
        except StoreError:
            raise
        except BaseException as err:
            # Nobody shall wait for ever for what a mistake has ended.
            del self._pending[: len(batch)]
            for write in batch:
                if write.result and not write.result.done():
                    write.result.set_exception(err)
            raise

    def _fail_the_impatient(self, err: StoreError) -> None:
        for write in self._pending:
            if write.result and not write.result.done():
                write.result.set_exception(err)
        self._pending = [write for write in self._pending if not write.result]

    async def _pause(self, pause: timedelta) -> None:
        self._resumed.clear()
        now = self._clock.utcnow()
        cancel = self._clock.call_at(now + pause, self._resumed.set)
        try:
            await self._resumed.wait()
        finally:
            cancel()


async def _nothing(_transaction: Transaction) -> None:
    """Stand in the order of what is written."""
