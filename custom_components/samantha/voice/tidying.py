"""Forgetting in time what is kept for a while only."""

import asyncio
from datetime import datetime, timedelta
from typing import Final

from ..store import Store, StoreError, Transaction
from ..store.ledger import KEPT_FOR, prune
from ..store.utterances import forget_kept, next_to_forget
from .journal import Journal
from .ports import Cancel, Clock

_AT_LEAST: Final = timedelta(days=1)
# Many that are kept at nearly the same time are forgotten at one go.
_AT_MOST: Final = timedelta(minutes=5)


class Tidying:
    """Erases kept words and old verdicts when their time is over."""

    def __init__(self, store: Store, journal: Journal, clock: Clock) -> None:
        """Tidy up a store."""
        self._store = store
        self._journal = journal
        self._clock = clock
        self._cancel: Cancel | None = None
        self._task: asyncio.Task[None] | None = None

    async def tidy(self) -> None:
        """Forget what is to be forgotten by now, and plan the next time."""
        now = self._clock.utcnow()

        async def operation(transaction: Transaction) -> None:
            await forget_kept(transaction, now)
            await prune(transaction, now - KEPT_FOR)

        await self._journal.attempt(operation)
        earliest = await next_to_forget(self._store) or now + _AT_LEAST
        self._plan(max(now + _AT_MOST, min(earliest, now + _AT_LEAST)))

    def close(self) -> None:
        """Tidy up no more."""
        if self._cancel:
            self._cancel()
        if self._task:
            self._task.cancel()

    def _plan(self, when: datetime) -> None:
        self._cancel = self._clock.call_at(when, self._start)

    def _start(self) -> None:
        self._task = asyncio.create_task(self._again())

    async def _again(self) -> None:
        try:
            await self.tidy()
        except StoreError:
            # The journal has told.
            self._plan(self._clock.utcnow() + _AT_LEAST / 24)
