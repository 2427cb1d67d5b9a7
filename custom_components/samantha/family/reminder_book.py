"""The reminders of a house as they are on disk, and who is told when they change."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

from ..listeners import Listeners
from ..store import Store
from ..store.reminders import (
    Reminder,
    erase_reminders,
    forget_done,
    load_reminders,
    put_reminder,
    remove_reminder,
)
from ..voice.ports import Cancel
from .events import Event

_KEPT_DONE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to be reminded of; without a resident, the household does."""

    text: str
    resident: str = ""
    due: datetime | None = None
    rule: str | None = None
    shown: datetime | None = None
    event: Event | None = None
    subject: str | None = None
    description: str | None = None
    all_day: bool = False


class ReminderBook:
    """All reminders. What is written is on disk before it is known here."""

    def __init__(self, store: Store) -> None:
        """Start with nothing; `load` reads what is on disk."""
        self._store = store
        self._known: dict[str, Reminder] = {}
        self._listeners = Listeners[()]()
        # Whoever reads, decides and writes does it alone.
        self.alone = asyncio.Lock()

    async def load(self, now: datetime) -> None:
        """Read what is on disk, and forget what was done long ago."""
        async with self._store.transaction() as transaction:
            await forget_done(transaction, now - _KEPT_DONE)
        self._known = {one.key: one for one in await load_reminders(self._store)}

    def all(self) -> list[Reminder]:
        """Return every reminder."""
        return list(self._known.values())

    def of(self, resident: str) -> tuple[Reminder, ...]:
        """Return a resident's reminders, or the household's, in their order."""
        found = [one for one in self._known.values() if one.resident == resident]
        return tuple(sorted(found, key=lambda one: (one.place, one.created)))

    def open(self, residents: Iterable[str]) -> tuple[Reminder, ...]:
        """Return what is still to do, the next to come first."""
        wanted = frozenset(residents)
        found = [
            one
            for one in self._known.values()
            if one.done is None and one.resident in wanted
        ]
        return tuple(
            sorted(found, key=lambda one: (one.due is None, one.due or one.created))
        )

    def get(self, key: str) -> Reminder | None:
        """Return a reminder."""
        return self._known.get(key)

    def last_told(self, residents: Iterable[str], since: datetime) -> Reminder | None:
        """Return the reminder of some residents that was told last, since then.

        What was ticked off is over: one that recurs waits for its next time.
        """
        wanted = frozenset(residents)
        told = [
            (one.told, one.key)
            for one in self._known.values()
            if one.told
            and one.told >= since
            and one.resident in wanted
            and one.done is None
            and (one.utterance or not one.rule)
        ]
        return self._known[max(told)[1]] if told else None

    def listen(self, changed: Callable[[], None]) -> Cancel:
        """Tell when any of them changes."""
        return self._listeners.add(changed)

    def tell(self) -> None:
        """Tell who listens that something has changed."""
        self._listeners.tell()

    def note(self, reminders: Iterable[Reminder]) -> None:
        """Know reminders as they have been written with something else."""
        self._known.update({one.key: one for one in reminders})

    async def write(self, reminder: Reminder) -> None:
        """Keep a reminder; raises StoreError."""
        async with self._store.transaction() as transaction:
            await put_reminder(transaction, reminder)
        self._known[reminder.key] = reminder

    async def remove(self, keys: Iterable[str]) -> list[Reminder]:
        """Erase reminders, and return what they were; raises StoreError."""
        gone = [self._known[key] for key in keys if key in self._known]
        async with self.alone:
            async with self._store.transaction() as transaction:
                for reminder in gone:
                    await remove_reminder(transaction, reminder.key)
            for reminder in gone:
                self._known.pop(reminder.key, None)
        self.tell()
        return gone

    async def erase_resident(self, resident: str) -> None:
        """Erase what is a resident's, and what waits for them; raises StoreError."""
        moves = {Event.ARRIVE, Event.LEAVE}
        async with self.alone:
            async with self._store.transaction() as transaction:
                await erase_reminders(transaction, resident)
            self._known = {
                key: one
                for key, one in self._known.items()
                if one.resident != resident
                and not (one.event in moves and one.subject == resident)
            }
        self.tell()

    async def move(self, key: str, after: str | None) -> None:
        """Put a reminder after another one, or first; raises StoreError."""
        async with self.alone:
            if (reminder := self._known.get(key)) is None:
                return
            others = [one for one in self.of(reminder.resident) if one.key != key]
            keys = [one.key for one in others]
            index = keys.index(after) + 1 if after in keys else 0
            before = others[index - 1].place if index else None
            following = others[index].place if index < len(others) else None
            await self.write(replace(reminder, place=_between(before, following)))
        self.tell()

    def made(self, wanted: Wanted, now: datetime) -> Reminder:
        """Return what somebody wants as a reminder at the end of the list."""
        places = [one.place for one in self._known.values()]
        description = wanted.description
        return Reminder(
            key=uuid4().hex,
            resident=wanted.resident,
            text=_storable(wanted.text),
            description=None if description is None else _storable(description),
            created=now,
            due=wanted.due and whole_seconds(wanted.due),
            all_day=wanted.all_day,
            rule=wanted.rule,
            shown=wanted.shown,
            event=wanted.event,
            subject=wanted.subject,
            place=max(places, default=0.0) + 1,
        )


def _between(before: float | None, following: float | None) -> float:
    if before is None:
        return 0.0 if following is None else following - 1
    return before + 1 if following is None else (before + following) / 2


def whole_seconds(at: datetime) -> datetime:
    """Return a time in UTC as lists write it, who would else take it for another."""
    return at.astimezone(UTC).replace(microsecond=0)


def _storable(text: str) -> str:
    """Return a text without what no file can hold: halves of surrogate pairs."""
    return text.encode(errors="replace").decode()
