"""Until when she says nothing unprompted: in the house, to a resident, in an area."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from ..listeners import Listeners
from ..manners.verdict import Awaited, Change
from ..store import Store
from ..store.hushes import (
    Hush,
    Scope,
    end_all,
    end_hush,
    forget_past,
    load_hushes,
    set_hush,
)
from .ports import Cancel, Clock

HOUSE: Final[Scope] = "house"
RESIDENT: Final[Scope] = "resident"
AREA: Final[Scope] = "area"

type _Key = tuple[Scope, str]


class Hushes:
    """The hushes that hold. What is set or ended is on disk before it is told."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Start with none; `async_load` brings those that were set before."""
        self._store = store
        self._clock = clock
        self._until: dict[_Key, datetime] = {}
        self._ends: dict[_Key, Cancel] = {}
        self._listeners = Listeners[Awaited]()

    async def async_load(self) -> None:
        """Take up the hushes that outlived a restart."""
        for hush in await load_hushes(self._store, self._clock.utcnow()):
            self._hold(hush)

    async def async_hush(
        self, until: datetime, *, scope: Scope = HOUSE, subject: str = ""
    ) -> None:
        """Be silent until then, in place of any hush of the same subject.

        A time that is past ends it.
        """
        now = self._clock.utcnow()
        if until <= now:
            await self.async_unhush(scope=scope, subject=subject)
            return
        hush = Hush(scope, subject, until)
        async with self._store.transaction() as transaction:
            await forget_past(transaction, now)
            await set_hush(transaction, hush)
        self._hold(hush)
        self._tell(subject)

    async def async_unhush(self, *, scope: Scope = HOUSE, subject: str = "") -> bool:
        """End a hush; return whether there was one."""
        async with self._store.transaction() as transaction:
            await end_hush(transaction, scope, subject)
        return self._release((scope, subject))

    async def async_unhush_all(self) -> bool:
        """End every hush; return whether there was one."""
        async with self._store.transaction() as transaction:
            await end_all(transaction)
        ended = [self._release(key) for key in list(self._until)]
        return any(ended)

    def until(self, scope: Scope = HOUSE, subject: str = "") -> datetime | None:
        """Return when a hush ends, or None where there is none."""
        until = self._until.get((scope, subject))
        return until if until and until > self._clock.utcnow() else None

    def listen(self, changed: Callable[[Awaited], None]) -> Cancel:
        """Tell whose hush has begun, changed or ended; return how to stop."""
        return self._listeners.add(changed)

    def close(self) -> None:
        """Wait for no end any more."""
        while self._ends:
            self._ends.popitem()[1]()

    def _hold(self, hush: Hush) -> None:
        key = (hush.scope, hush.subject)
        if cancel := self._ends.pop(key, None):
            cancel()
        self._until[key] = hush.until

        def over() -> None:
            self._ends.pop(key, None)
            self._release(key)

        self._ends[key] = self._clock.call_at(hush.until, over)

    def _release(self, key: _Key) -> bool:
        if cancel := self._ends.pop(key, None):
            cancel()
        if self._until.pop(key, None) is None:
            return False
        self._tell(key[1])
        return True

    def _tell(self, subject: str) -> None:
        self._listeners.tell(Awaited(Change.HUSH, subject))
