"""The messages on disk: taken in once each, told as threads, forgotten in time.

It knows no Home Assistant, so that a small process can run it and be killed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from ..listeners import Listeners
from ..store import Store, Transaction
from ..store.messages import (
    MessageRow,
    add,
    count_waiting,
    edit,
    erase,
    erase_from_messages,
    expire,
    forget_beyond,
    forget_old,
    forget_source,
    known_as,
    last_from,
    latest,
    newest_unasked,
    note_seen,
    of_thread,
    search,
    seen_at,
    set_kept,
    set_status,
    waiting_for,
    was_seen,
)
from .message import Delivered, Incoming, News, Recipient, Status, Thread

# What one sender writes within this time is told as one.
TOGETHER: Final = timedelta(minutes=5)
# The same words again within this time are the same message, where nothing numbers it.
_SAME: Final = timedelta(minutes=2)
WAITS_FOR: Final = timedelta(days=30)
KEPT_FOR: Final = timedelta(days=90)
SEEN_FOR: Final = timedelta(days=365)
MOST: Final = 20_000
MOST_WAITING: Final = 100
_MOST_FOUND: Final = 20
# Stands among what a source has brought for the time when it was first followed.
_SINCE: Final = ""
_OPEN: Final = frozenset({Status.WAITING, Status.ANNOUNCED})
_HAPPENED: Final = {News.NEW: "received", News.EDITED: "edited"}
_BEFORE: Final = {
    Status.ANNOUNCED: frozenset({Status.WAITING}),
    Status.REPLIED: frozenset(Status) - {Status.REPLIED},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What has happened to messages of a resident; None of the texts."""

    resident: str
    what: str
    count: int
    source: str | None = None
    from_contact: bool | None = None


type Listener = Callable[[Happened], None]


class Box:
    """The messages of all residents."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        """Keep messages in a store; `now` has a time zone."""
        self._store = store
        self._now = now
        self._listeners = Listeners[Happened]()
        self._counts: dict[str, int] = {}

    @property
    def counts(self) -> dict[str, int]:
        """Return how many messages nobody has heard, by resident."""
        return self._counts

    def listen(self, happened: Listener) -> Callable[[], None]:
        """Tell what happens to messages; return how to stop."""
        return self._listeners.add(happened)

    async def count(self) -> None:
        """Count again what waits."""
        self._counts = await count_waiting(self._store)

    async def deliver(
        self, incoming: Incoming, recipients: Sequence[Recipient]
    ) -> tuple[Delivered, ...]:
        """Take a message in, for each of its recipients: on disk when this returns.

        What was erased does not come back with the same origin.
        Raises StoreError where it can't be kept; then it is for nobody.
        """
        async with self._store.transaction() as transaction:
            erased = incoming.origin is not None and not await note_seen(
                transaction, incoming.source, incoming.origin, self._now()
            )
            delivered = [
                await self._take_in(transaction, incoming, recipient, erased=erased)
                for recipient in recipients
            ]
        await self.count()
        for one, recipient in zip(delivered, recipients, strict=True):
            if one and one.news in _HAPPENED:
                self._tell(
                    one.resident,
                    _HAPPENED[one.news],
                    1,
                    source=incoming.source,
                    from_contact=recipient.contact is not None,
                )
        return tuple(filter(None, delivered))

    async def ignore(self, source: str, origin: str) -> None:
        """Note that a source has brought something that is for nobody."""
        async with self._store.transaction() as transaction:
            await note_seen(transaction, source, origin, self._now())

    async def has_seen(self, source: str, origin: str) -> bool:
        """Return whether a source has brought something before."""
        return await was_seen(self._store, source, origin)

    async def followed_since(self, source: str) -> datetime:
        """Return since when a source is followed: since now, where it is new."""
        async with self._store.transaction() as transaction:
            return await seen_at(transaction, source, _SINCE, self._now())

    async def forget_source(self, source: str) -> None:
        """Forget what a source has brought; its messages stay."""
        async with self._store.transaction() as transaction:
            await forget_source(transaction, source)

    async def waiting(self, resident: str) -> tuple[Thread, ...]:
        """Return what a resident has not heard, oldest first, without the texts."""
        return _threads(await waiting_for(self._store, resident, MOST_WAITING))

    async def thread(self, resident: str, key: str) -> Thread | None:
        """Return a thread with its texts: of what is unheard, where anything is."""
        rows = await of_thread(self._store, resident, key)
        unheard = [row for row in rows if row.status in _OPEN]
        return next(iter(_threads(unheard or rows, texts=True)), None)

    async def latest(self, resident: str) -> Thread | None:
        """Return the newest thread, heard or not, with its texts."""
        rows = await latest(self._store, resident, 1)
        return await self.thread(resident, rows[0].thread) if rows else None

    async def newest_unasked(self, resident: str) -> Thread | None:
        """Return the newest message unheard that may be told of, with its text."""
        row = await newest_unasked(self._store, resident)
        return _thread([row], texts=True) if row else None

    async def found(self, resident: str, words: Iterable[str]) -> tuple[Thread, ...]:
        """Return the newest messages that have all the words, with their texts."""
        rows = await search(self._store, resident, words, _MOST_FOUND)
        return tuple(thread for row in rows for thread in _threads([row], texts=True))

    async def newest(self, resident: str) -> tuple[Thread, ...]:
        """Return the newest messages, heard or not, with their texts, newest first."""
        rows = await latest(self._store, resident, MOST_WAITING)
        return tuple(thread for row in rows for thread in _threads([row], texts=True))

    async def note(self, threads: Iterable[Thread], status: Status) -> None:
        """Note what has become of messages."""
        # What somebody has heard meanwhile is not announced any more.
        before = _BEFORE.get(status, _OPEN)
        keys: dict[str, list[str]] = {}
        for thread in threads:
            keys.setdefault(thread.resident, []).extend(thread.keys)
        counts: dict[str, int] = {}
        async with self._store.transaction() as transaction:
            for resident, of_it in keys.items():
                counts[resident] = await set_status(
                    transaction, of_it, status.value, self._now(), before=before
                )
        # What was announced still waits to be heard.
        if status is not Status.ANNOUNCED:
            await self.count()
        for resident, count in counts.items():
            if count:
                self._tell(resident, status.value, count)

    async def delete(self, thread: Thread) -> None:
        """Erase messages, and tell that they are dismissed."""
        async with self._store.transaction() as transaction:
            await erase(transaction, thread.keys)
        await self.count()
        self._tell(thread.resident, Status.DISMISSED.value, len(thread.keys))

    async def keep(self, thread: Thread) -> None:
        """Keep messages beyond their time."""
        async with self._store.transaction() as transaction:
            await set_kept(transaction, thread.keys)

    async def erase_resident(self, resident: str) -> None:
        """Erase everything that was written to a resident."""
        async with self._store.transaction() as transaction:
            await erase_from_messages(transaction, resident)
        await self.count()

    async def tidy(self) -> frozenset[str]:
        """Give up what nobody heard in time, and forget what is old.

        Return the residents who have given up something.
        """
        now = self._now()
        async with self._store.transaction() as transaction:
            expired = await expire(transaction, now - WAITS_FOR, now)
            await forget_old(transaction, now - KEPT_FOR, now - SEEN_FOR)
        await self.count()
        for resident, count in expired.items():
            self._tell(resident, Status.EXPIRED.value, count)
        return frozenset(expired)

    async def _take_in(
        self,
        transaction: Transaction,
        incoming: Incoming,
        recipient: Recipient,
        *,
        erased: bool,
    ) -> Delivered | None:
        now = self._now()
        key = uuid4().hex
        row = MessageRow(
            key=key,
            resident=recipient.resident,
            source=incoming.source,
            origin=incoming.origin,
            thread=key,
            contact=recipient.contact,
            sender=incoming.sender,
            address=incoming.address,
            subject=incoming.subject,
            text=incoming.text,
            language=incoming.language,
            reply=incoming.reply,
            received=now,
            status=Status.WAITING,
            changed=now,
            unasked=recipient.unasked,
        )
        before = await last_from(transaction, row, now - TOGETHER)
        known = await _the_same(transaction, row, before, now)
        if known:
            news = News.KNOWN
            if (known.text, known.subject) != (row.text, row.subject):
                news = News.EDITED
                await edit(
                    transaction,
                    known.key,
                    text=row.text,
                    subject=row.subject,
                    unasked=row.unasked,
                )
            return _delivered(known, news)
        if erased:
            return None
        # With a code, what may be read unasked would not be.
        if before and before.status in _OPEN and before.unasked == row.unasked:
            row = replace(row, thread=before.thread)
        await add(transaction, row)
        await forget_beyond(transaction, row.resident, MOST)
        return _delivered(row, News.NEW)

    def _tell(
        self,
        resident: str,
        what: str,
        count: int,
        *,
        source: str | None = None,
        from_contact: bool | None = None,
    ) -> None:
        happened = Happened(
            resident=resident,
            what=what,
            count=count,
            source=source,
            from_contact=from_contact,
        )
        self._listeners.tell(happened)


async def _the_same(
    transaction: Transaction, row: MessageRow, before: MessageRow | None, now: datetime
) -> MessageRow | None:
    """Return the message that this one is again, edited or not."""
    if row.origin is not None:
        return await known_as(transaction, row.source, row.resident, row.origin)
    if (
        before
        and (before.text, before.subject) == (row.text, row.subject)
        and now - before.received <= _SAME
    ):
        return before
    return None


def _delivered(row: MessageRow, news: News) -> Delivered:
    return Delivered(key=row.key, resident=row.resident, thread=row.thread, news=news)


def _threads(rows: Iterable[MessageRow], *, texts: bool = False) -> tuple[Thread, ...]:
    """Return rows as threads, each where its first message is."""
    by_thread: dict[str, list[MessageRow]] = {}
    for row in rows:
        by_thread.setdefault(row.thread, []).append(row)
    return tuple(_thread(found, texts=texts) for found in by_thread.values())


def _thread(rows: Sequence[MessageRow], *, texts: bool) -> Thread:
    first, last = rows[0], rows[-1]
    return Thread(
        key=first.thread,
        keys=tuple(row.key for row in rows),
        resident=first.resident,
        source=first.source,
        received=last.received,
        texts=_texts(rows) if texts else (),
        subject=first.subject if first.text and len(rows) == 1 else None,
        contact=first.contact,
        sender=first.sender,
        address=first.address,
        language=first.language,
        unasked=all(row.unasked for row in rows),
        heard=all(row.status not in _OPEN for row in rows),
        announced=all(row.status != Status.WAITING for row in rows),
        reply=last.reply or {},
    )


def _texts(rows: Sequence[MessageRow]) -> tuple[str, ...]:
    """Return what was written: a mail without a text is its subject.

    Of several, each has its own subject before its text, where it is another.
    """
    if len(rows) == 1:
        return (rows[0].text or rows[0].subject or "",)
    before = (None, *(row.subject for row in rows))
    return tuple(
        "\n".join(
            part
            for part in (row.subject if row.subject != last else None, row.text)
            if part
        )
        for row, last in zip(rows, before, strict=False)
    )
