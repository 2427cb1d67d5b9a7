"""What people wrote to residents: kept until it is old, found by words."""

# ruff: noqa: S608 # what is put into the statements are constants of this module

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from .columns import from_data, from_keys, from_time, to_data, to_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    import sqlite3

    from .database import Store, Transaction

# In the order of the columns; the number comes of itself.
_COLUMNS: Final = (
    "key, resident, source, origin, thread, contact, sender, address, subject, text, "
    "language, reply, received, status, changed, unasked, kept"
)
_OPEN: Final = "status IN ('waiting', 'announced')"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """A message to one resident."""

    key: str
    resident: str
    source: str
    thread: str
    text: str
    received: datetime
    status: str
    changed: datetime
    origin: str | None = None
    contact: str | None = None
    sender: str | None = None
    address: str | None = None
    subject: str | None = None
    language: str | None = None
    reply: Mapping[str, Any] | None = None
    unasked: bool = True
    kept: bool = False


async def add(transaction: Transaction, row: MessageRow) -> None:
    """Keep a message that is new."""
    await transaction.execute(
        f"INSERT INTO message ({_COLUMNS}) VALUES "
        f"({', '.join('?' * len(_COLUMNS.split(', ')))})",
        (
            row.key,
            row.resident,
            row.source,
            row.origin,
            row.thread,
            row.contact,
            row.sender,
            row.address,
            row.subject,
            row.text,
            row.language,
            from_data(row.reply),
            from_time(row.received),
            row.status,
            from_time(row.changed),
            row.unasked,
            row.kept,
        ),
    )


async def known_as(
    transaction: Transaction, source: str, resident: str, origin: str
) -> MessageRow | None:
    """Return the message that a source knows by an origin."""
    return _first(
        await transaction.execute(
            f"SELECT {_COLUMNS} FROM message "
            "WHERE source = ? AND resident = ? AND origin = ?",
            (source, resident, origin),
        )
    )


async def last_from(
    transaction: Transaction, like: MessageRow, since: datetime
) -> MessageRow | None:
    """Return the newest message since then from the sender of another one."""
    return _first(
        await transaction.execute(
            f"SELECT {_COLUMNS} FROM message WHERE resident = ? AND source = ? "
            "AND contact IS ? AND sender IS ? AND address IS ? AND received >= ? "
            "ORDER BY id DESC LIMIT 1",
            (
                like.resident,
                like.source,
                like.contact,
                like.sender,
                like.address,
                from_time(since),
            ),
        )
    )


async def edit(
    transaction: Transaction,
    key: str,
    *,
    text: str,
    subject: str | None,
    unasked: bool,
) -> None:
    """Put what its writer has changed in a message."""
    await transaction.execute(
        "UPDATE message SET text = ?, subject = ?, unasked = ? WHERE key = ?",
        (text, subject, unasked, key),
    )


async def set_status(
    transaction: Transaction,
    keys: Iterable[str],
    status: str,
    now: datetime,
    *,
    before: Iterable[str],
) -> int:
    """Note what has become of messages that are in a status of those before.

    Return of how many it is news.
    """
    rows = await transaction.execute(
        "UPDATE message SET status = :status, changed = :now "
        "WHERE key IN (SELECT value FROM json_each(:keys)) "
        "AND status IN (SELECT value FROM json_each(:before)) RETURNING id",
        {
            "status": status,
            "now": from_time(now),
            "keys": from_keys(keys),
            "before": from_keys(before),
        },
    )
    return len(rows)


async def set_kept(transaction: Transaction, keys: Iterable[str]) -> None:
    """Keep messages beyond their time."""
    await transaction.execute(
        "UPDATE message SET kept = 1 WHERE key IN (SELECT value FROM json_each(?))",
        (from_keys(keys),),
    )


async def erase(transaction: Transaction, keys: Iterable[str]) -> None:
    """Erase messages."""
    for key in keys:
        await transaction.execute("DELETE FROM message WHERE key = ?", (key,))


async def erase_from_messages(transaction: Transaction, resident: str) -> None:
    """Erase a resident's messages, their words in the index too."""
    await transaction.execute("DELETE FROM unsent WHERE resident = ?", (resident,))
    rows = await transaction.execute(
        "DELETE FROM message WHERE resident = ? RETURNING id", (resident,)
    )
    if rows:
        await _forget_words(transaction)


async def expire(
    transaction: Transaction, before: datetime, now: datetime
) -> dict[str, int]:
    """Give up messages that nobody heard in time; return how many, by resident."""
    rows = await transaction.execute(
        "UPDATE message SET status = 'expired', changed = ? "
        f"WHERE received < ? AND {_OPEN} AND NOT kept RETURNING resident",
        (from_time(now), from_time(before)),
    )
    found: dict[str, int] = {}
    for row in rows:
        found[row["resident"]] = found.get(row["resident"], 0) + 1
    return found


async def forget_old(
    transaction: Transaction, before: datetime, seen_before: datetime
) -> None:
    """Erase messages received before a time, save what somebody asked to keep."""
    rows = await transaction.execute(
        "DELETE FROM message WHERE received < ? AND NOT kept RETURNING id",
        (from_time(before),),
    )
    await transaction.execute(
        "DELETE FROM seen WHERE at < ?", (from_time(seen_before),)
    )
    if rows:
        await _forget_words(transaction)


async def forget_beyond(transaction: Transaction, resident: str, most: int) -> None:
    """Erase the oldest of a resident's messages beyond a number."""
    await transaction.execute(
        "DELETE FROM message WHERE resident = :resident AND NOT kept AND id <= ("
        "  SELECT id FROM message WHERE resident = :resident "
        "  ORDER BY id DESC LIMIT 1 OFFSET :most)",
        {"resident": resident, "most": most},
    )


async def waiting_for(
    store: Store, resident: str, limit: int
) -> tuple[MessageRow, ...]:
    """Return the oldest messages that a resident has not heard, without their text."""
    rows = await store.fetch(
        "SELECT key, resident, source, origin, thread, contact, sender, address, "
        "NULL AS subject, '' AS text, language, NULL AS reply, received, status, "
        f"changed, unasked, kept FROM message WHERE resident = ? AND {_OPEN} "
        "ORDER BY id LIMIT ?",
        (resident, limit),
    )
    return tuple(map(_row, rows))


async def newest_unasked(store: Store, resident: str) -> MessageRow | None:
    """Return the newest message unheard that may be told of unasked."""
    return _first(
        await store.fetch(
            f"SELECT {_COLUMNS} FROM message WHERE resident = ? AND {_OPEN} "
            "AND unasked ORDER BY id DESC LIMIT 1",
            (resident,),
        )
    )


async def count_waiting(store: Store) -> dict[str, int]:
    """Return how many messages nobody has heard, by resident."""
    rows = await store.fetch(
        f"SELECT resident, count(*) AS count FROM message WHERE {_OPEN} "
        "GROUP BY resident"
    )
    return {row["resident"]: row["count"] for row in rows}


async def of_thread(store: Store, resident: str, thread: str) -> tuple[MessageRow, ...]:
    """Return the messages of a resident that are told as one, oldest first."""
    rows = await store.fetch(
        f"SELECT {_COLUMNS} FROM message WHERE thread = ? AND resident = ? ORDER BY id",
        (thread, resident),
    )
    return tuple(map(_row, rows))


async def latest(store: Store, resident: str, limit: int) -> tuple[MessageRow, ...]:
    """Return the newest messages to a resident, heard or not, newest first."""
    rows = await store.fetch(
        f"SELECT {_COLUMNS} FROM message WHERE resident = ? ORDER BY id DESC LIMIT ?",
        (resident, limit),
    )
    return tuple(map(_row, rows))


async def search(
    store: Store, resident: str, words: Iterable[str], limit: int
) -> tuple[MessageRow, ...]:
    """Return messages to a resident that have all the words, newest first.

    A word fits whatever begins with it.
    """
    wanted = " ".join('"{}"*'.format(word.replace('"', '""')) for word in words)
    if not wanted:
        return ()
    columns = ", ".join(f"message.{name}" for name in _COLUMNS.split(", "))
    rows = await store.fetch(
        f"SELECT {columns} FROM message_words "
        "JOIN message ON message.id = message_words.rowid "
        "WHERE message_words MATCH ? AND message.resident = ? "
        "ORDER BY message_words.rowid DESC LIMIT ?",
        (wanted, resident, limit),
    )
    return tuple(map(_row, rows))


async def note_seen(
    transaction: Transaction, source: str, origin: str, now: datetime
) -> bool:
    """Note that a source has brought something; tell whether it is new."""
    return bool(
        await transaction.execute(
            "INSERT INTO seen (source, origin, at) VALUES (?, ?, ?) "
            "ON CONFLICT DO NOTHING RETURNING origin",
            (source, origin, from_time(now)),
        )
    )


async def was_seen(store: Store, source: str, origin: str) -> bool:
    """Return whether a source has brought something before."""
    rows = await store.fetch(
        "SELECT 1 FROM seen WHERE source = ? AND origin = ?", (source, origin)
    )
    return bool(rows)


async def seen_at(
    transaction: Transaction, source: str, origin: str, now: datetime
) -> datetime:
    """Return when a source has first brought something: now, where it is new."""
    await note_seen(transaction, source, origin, now)
    [row] = await transaction.execute(
        "SELECT at FROM seen WHERE source = ? AND origin = ?", (source, origin)
    )
    return to_time(row["at"])


async def forget_source(transaction: Transaction, source: str) -> None:
    """Forget what a source has brought."""
    await transaction.execute("DELETE FROM seen WHERE source = ?", (source,))


async def _forget_words(transaction: Transaction) -> None:
    """Rewrite the index: an old SQLite leaves words in it of what is erased."""
    await transaction.execute(
        "INSERT INTO message_words (message_words) VALUES ('optimize')"
    )


def _first(rows: list[sqlite3.Row]) -> MessageRow | None:
    return _row(rows[0]) if rows else None


def _row(row: sqlite3.Row) -> MessageRow:
    return MessageRow(
        key=row["key"],
        resident=row["resident"],
        source=row["source"],
        origin=row["origin"],
        thread=row["thread"],
        contact=row["contact"],
        sender=row["sender"],
        address=row["address"],
        subject=row["subject"],
        text=row["text"],
        language=row["language"],
        reply=to_data(row["reply"]),
        received=to_time(row["received"]),
        status=row["status"],
        changed=to_time(row["changed"]),
        unasked=bool(row["unasked"]),
        kept=bool(row["kept"]),
    )
