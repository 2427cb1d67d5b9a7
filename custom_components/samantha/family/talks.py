"""The log of the times when residents and their contacts were in touch."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from ..listeners import Listeners
from ..store import Store
from ..store.talks import TalkRow, add_talk, erase_talks, load_talks
from .cadence import Contacted, Talk

# Told once more so soon before it or after it, it was one call.
_ONE_CALL: Final = timedelta(minutes=30)


class Talks:
    """Every talk of a house. What is logged is on disk before it is known here."""

    def __init__(self, store: Store) -> None:
        """Start with nothing; `load` reads what is on disk."""
        self._store = store
        self._known: list[TalkRow] = []
        # When those ended of which that was told since the start.
        self._ends: dict[TalkRow, datetime] = {}
        self._alone = asyncio.Lock()
        self._listeners = Listeners[()]()

    def listen(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Tell when anything is logged or erased; return how to stop."""
        return self._listeners.add(changed)

    async def load(self) -> None:
        """Read what is on disk."""
        self._known = list(await load_talks(self._store))

    async def log(
        self,
        contact: str,
        residents: Iterable[str],
        at: datetime,
        how: Contacted,
        until: datetime | None = None,
    ) -> bool:
        """Note that residents were in touch with a contact; raises StoreError.

        Of no residents it was somebody of the household. A call that a sensor has
        told of, and that somebody tells of too, is one call: tell whether it is new.
        """
        at = at.astimezone(UTC)
        until = until.astimezone(UTC) if until else at
        async with self._alone:
            rows = [
                row
                for one in sorted(residents) or [""]
                if not self._is_known(
                    row := TalkRow(contact=contact, resident=one, at=at, how=how), until
                )
            ]
            async with self._store.transaction() as transaction:
                for row in rows:
                    await add_talk(transaction, row)
            self._known += rows
            self._known.sort(key=lambda row: row.at)
            self._ends.update(dict.fromkeys(rows, until))
        self._listeners.tell()
        return bool(rows)

    def of(self, contact: str, resident: str | None = None) -> tuple[Talk, ...]:
        """Return a contact's talks, oldest first: with a resident, or with anybody."""
        return tuple(
            Talk(row.at, Contacted(row.how))
            for row in self._known
            if row.contact == contact and resident in {None, row.resident}
        )

    def _is_known(self, row: TalkRow, until: datetime) -> bool:
        """Return whether a talk is known, of the resident or of somebody unnamed."""
        one_call = _ONE_CALL if row.how == Contacted.CALL else timedelta(0)
        return any(
            (other.contact, other.how) == (row.contact, row.how)
            and (other.resident == row.resident or "" in {other.resident, row.resident})
            and other.at - until <= one_call
            and row.at - self._ends.get(other, other.at) <= one_call
            for other in self._known
        )

    async def erase(self, *, resident: str = "", contact: str = "") -> None:
        """Erase what was of a resident, or of a contact; raises StoreError."""
        async with self._alone:
            async with self._store.transaction() as transaction:
                await erase_talks(transaction, resident=resident, contact=contact)
            self._known = [
                row
                for row in self._known
                if not (resident and row.resident == resident)
                and not (contact and row.contact == contact)
            ]
            self._ends = {
                row: self._ends[row] for row in self._known if row in self._ends
            }
        self._listeners.tell()

    def contacts(self) -> frozenset[str]:
        """Return of whom anything is logged."""
        return frozenset(row.contact for row in self._known)
