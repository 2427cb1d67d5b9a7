"""Everything that waits to be said, and for a day what could not be."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .columns import from_keys, from_time, to_keys, to_time

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    import sqlite3

    from .database import Store, Transaction

_PUT = """
INSERT INTO utterance (
  key, kind, title, text, language, created, valid_from, expires, residents, told,
  areas, voices, urgency, privacy, moment, mergeable, dedupe, asks, signalled,
  interrupted, speaking, missed
) VALUES (
  :key, :kind, :title, :text, :language, :created, :valid_from, :expires, :residents,
  :told, :areas, :voices, :urgency, :privacy, :moment, :mergeable, :dedupe, :asks,
  :signalled, :interrupted, :speaking, :missed
) ON CONFLICT (key) DO UPDATE SET
  kind = :kind, title = :title, text = :text, language = :language,
  created = :created, valid_from = :valid_from, expires = :expires,
  residents = :residents, told = :told, areas = :areas, voices = :voices,
  urgency = :urgency, privacy = :privacy, moment = :moment, mergeable = :mergeable,
  dedupe = :dedupe, asks = :asks, signalled = :signalled, interrupted = :interrupted,
  speaking = :speaking, missed = :missed
"""
_WAITING = """
SELECT
  id, key, kind, length(text) AS length, language, created, valid_from, expires,
  residents, told, areas, voices, urgency, privacy, moment, mergeable, dedupe, asks,
  signalled, interrupted, speaking, missed
FROM utterance WHERE id > ? AND kept_until IS NULL ORDER BY id LIMIT ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceRow:
    """An utterance and how far it has come, without its text.

    `speaking` is who is being told, `missed` who could not be told or may not have
    heard it; both are None where that is nobody, and empty where it is the household.
    """

    key: str
    kind: str
    created: datetime
    valid_from: datetime
    expires: datetime
    residents: frozenset[str]
    told: frozenset[str]
    areas: frozenset[str]
    voices: frozenset[str]
    urgency: str
    privacy: str
    moment: str
    mergeable: bool
    asks: bool
    signalled: bool
    dedupe: str | None = None
    language: str | None = None
    interrupted: bool = False
    speaking: frozenset[str] | None = None
    missed: frozenset[str] | None = None
    # How many characters the text has. Not written.
    length: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be said."""

    title: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedRow:
    """What somebody has missed, with its words."""

    key: str
    kind: str
    privacy: str
    created: datetime
    residents: frozenset[str]
    words: Words


async def put(transaction: Transaction, row: UtteranceRow, words: Words) -> None:
    """Keep an utterance, in place of what was kept under its key."""
    await transaction.execute(_PUT, _parameters(row, words))


async def load_waiting(
    store: Store, after: int = 0, limit: int = 500
) -> tuple[int, tuple[UtteranceRow, ...]]:
    """Return utterances that are not settled, oldest first, some at a time.

    The number to pass as `after` next comes with them; it stays at the end.
    """
    rows = await store.fetch(_WAITING, (after, limit))
    return (rows[-1]["id"] if rows else after), tuple(map(_row, rows))


async def words_of(store: Store, key: str) -> Words | None:
    """Return the words of an utterance that is still there."""
    rows = await store.fetch("SELECT title, text FROM utterance WHERE key = ?", (key,))
    return _words(rows[0]) if rows else None


async def reword(transaction: Transaction, key: str, text: str) -> None:
    """Put another text in place of that of an utterance that is still there."""
    await transaction.execute(
        "UPDATE utterance SET text = ? WHERE key = ?", (text, key)
    )


async def start_speaking(
    transaction: Transaction,
    key: str,
    *,
    told: Collection[str],
    speaking: Collection[str],
) -> Words | None:
    """Note who is being told from now on; return the words, where they are left."""
    rows = await transaction.execute(
        "UPDATE utterance SET told = ?, speaking = ? WHERE key = ? "
        "RETURNING title, text",
        (from_keys(told), from_keys(speaking), key),
    )
    return _words(rows[0]) if rows else None


async def note(
    transaction: Transaction,
    key: str,
    *,
    told: Collection[str],
    missed: Collection[str] | None,
    signalled: bool,
) -> None:
    """Note how far an utterance has come that waits again."""
    await transaction.execute(
        "UPDATE utterance SET told = ?, missed = ?, signalled = ?, speaking = NULL "
        "WHERE key = ?",
        (from_keys(told), _maybe(missed), signalled, key),
    )


async def keep(
    transaction: Transaction, key: str, *, missed: Collection[str], until: datetime
) -> None:
    """Settle an utterance, and keep its words for who missed it until then."""
    await transaction.execute(
        "UPDATE utterance SET speaking = NULL, missed = ?, kept_until = ? "
        "WHERE key = ?",
        (from_keys(missed), from_time(until), key),
    )


async def remove(transaction: Transaction, key: str) -> None:
    """Settle an utterance and erase it."""
    await transaction.execute("DELETE FROM utterance WHERE key = ?", (key,))


async def acknowledge(
    transaction: Transaction, key: str, resident: str | None = None
) -> MissedRow | None:
    """Take a resident off those who missed it; erase what is done with.

    The household's is done with once anybody has heard it. Return it as it was before,
    or None where it was not kept for them.
    """
    rows = await transaction.execute(
        "SELECT * FROM utterance WHERE key = ? AND missed IS NOT NULL", (key,)
    )
    if not rows:
        return None
    before = _missed(rows[0])
    if before.residents and resident not in before.residents:
        return None
    left = before.residents - {resident}
    if not left and rows[0]["kept_until"] is not None:
        await remove(transaction, key)
    else:
        await transaction.execute(
            "UPDATE utterance SET missed = ? WHERE key = ?",
            (_maybe(left or None), key),
        )
    return before


async def is_of_household(transaction: Transaction, key: str) -> bool:
    """Return whether something is kept that the household has missed."""
    rows = await transaction.execute(
        "SELECT 1 FROM utterance WHERE key = ? AND missed = '[]'", (key,)
    )
    return bool(rows)


async def load_missed(
    store: Store, resident: str, since: datetime
) -> tuple[MissedRow, ...]:
    """Return what a resident, or the household, has missed since then, oldest first."""
    rows = await store.fetch(
        "SELECT * FROM utterance WHERE missed IS NOT NULL AND created >= ? "
        "AND (missed = '[]' OR EXISTS "
        "  (SELECT 1 FROM json_each(missed) WHERE value = ?)) ORDER BY id",
        (from_time(since), resident),
    )
    return tuple(map(_missed, rows))


async def forget_kept(transaction: Transaction, now: datetime) -> None:
    """Erase what was kept long enough."""
    await transaction.execute(
        "DELETE FROM utterance WHERE kept_until <= ?", (from_time(now),)
    )


async def next_to_forget(store: Store) -> datetime | None:
    """Return when something kept is to be erased next."""
    [row] = await store.fetch(
        "SELECT min(kept_until) AS next FROM utterance WHERE kept_until IS NOT NULL"
    )
    return None if row["next"] is None else to_time(row["next"])


async def erase_from_utterances(transaction: Transaction, resident: str) -> None:
    """Erase what was for a resident alone, and the resident from the rest."""
    rows = await transaction.execute(
        "SELECT key, residents, told, speaking, missed, kept_until FROM utterance "
        "WHERE EXISTS (SELECT 1 FROM json_each(residents) WHERE value = :resident) "
        "OR EXISTS (SELECT 1 FROM json_each(missed) WHERE value = :resident)",
        {"resident": resident},
    )
    for row in rows:
        without = {
            column: to_keys(row[column]) - {resident} if row[column] else None
            for column in ("residents", "told", "speaking", "missed")
        }
        settled = row["kept_until"] is not None
        left = without["missed"] if settled else _untold(without)
        # None of them left would make it the household's.
        if not left:
            await remove(transaction, row["key"])
        else:
            await transaction.execute(
                "UPDATE utterance SET residents = :residents, told = :told, "
                "speaking = :speaking, missed = :missed WHERE key = :key",
                {
                    "key": row["key"],
                    "residents": _maybe(without["residents"]),
                    "told": _maybe(without["told"] or frozenset()),
                    "speaking": _maybe(without["speaking"] or None),
                    "missed": _maybe(without["missed"] or None),
                },
            )


def _untold(columns: Mapping[str, frozenset[str] | None]) -> frozenset[str]:
    return (columns["residents"] or frozenset()) - (columns["told"] or frozenset())


def _maybe(keys: Collection[str] | None) -> str | None:
    return None if keys is None else from_keys(keys)


def _parameters(row: UtteranceRow, words: Words) -> dict[str, Any]:
    return {
        "key": row.key,
        "kind": row.kind,
        "language": row.language,
        "created": from_time(row.created),
        "valid_from": from_time(row.valid_from),
        "expires": from_time(row.expires),
        "residents": from_keys(row.residents),
        "told": from_keys(row.told),
        "areas": from_keys(row.areas),
        "voices": from_keys(row.voices),
        "urgency": row.urgency,
        "privacy": row.privacy,
        "moment": row.moment,
        "mergeable": row.mergeable,
        "dedupe": row.dedupe,
        "asks": row.asks,
        "signalled": row.signalled,
        "interrupted": row.interrupted,
        "speaking": _maybe(row.speaking),
        "missed": _maybe(row.missed),
        "title": words.title,
        "text": words.text,
    }


def _row(row: sqlite3.Row) -> UtteranceRow:
    return UtteranceRow(
        key=row["key"],
        kind=row["kind"],
        language=row["language"],
        created=to_time(row["created"]),
        valid_from=to_time(row["valid_from"]),
        expires=to_time(row["expires"]),
        residents=to_keys(row["residents"]),
        told=to_keys(row["told"]),
        areas=to_keys(row["areas"]),
        voices=to_keys(row["voices"]),
        urgency=row["urgency"],
        privacy=row["privacy"],
        moment=row["moment"],
        mergeable=bool(row["mergeable"]),
        dedupe=row["dedupe"],
        asks=bool(row["asks"]),
        signalled=bool(row["signalled"]),
        interrupted=bool(row["interrupted"]),
        speaking=None if row["speaking"] is None else to_keys(row["speaking"]),
        missed=None if row["missed"] is None else to_keys(row["missed"]),
        length=row["length"],
    )


def _words(row: sqlite3.Row) -> Words:
    return Words(row["title"], row["text"])


def _missed(row: sqlite3.Row) -> MissedRow:
    return MissedRow(
        key=row["key"],
        kind=row["kind"],
        privacy=row["privacy"],
        created=to_time(row["created"]),
        residents=to_keys(row["missed"]),
        words=_words(row),
    )
