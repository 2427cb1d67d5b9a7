"""What a part of her family does by itself: it follows, waits, and works beside."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, tzinfo
from typing import Any

from ..voice.ports import Cancel, Clock
from .ports import Spawn


class Upkeep:
    """The work of one part: its tasks, its one timer, and what it follows."""

    def __init__(self, clock: Clock, spawn: Spawn, look: Callable[[], None]) -> None:
        """Take what tells the time, what starts a task, and what to do in time."""
        self._clock = clock
        self._spawn = spawn
        self._look = look
        self._stops: list[Cancel] = []
        self._timer: Cancel | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def close(self) -> None:
        """End everything of it."""
        self._closed = True
        while self._stops:
            self._stops.pop()()
        if self._timer:
            self._timer()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def follow(self, stop: Cancel) -> None:
        """Stop following something in the end."""
        self._stops.append(stop)

    def own(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside, unless all has ended."""
        if self._closed:
            work.close()
            return
        task = self._spawn(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def wait_until(self, when: datetime | None) -> None:
        """Look again then, and at no other moment; None is never."""
        if self._timer:
            self._timer()
            self._timer = None
        if when is not None and not self._closed:
            self._timer = self._clock.call_at(when, self._look)

    def now(self) -> datetime:
        """Return the time, in UTC."""
        return self._clock.utcnow()

    def zone(self) -> tzinfo:
        """Return the time zone of the clock on the wall."""
        return self._clock.now().tzinfo or UTC
