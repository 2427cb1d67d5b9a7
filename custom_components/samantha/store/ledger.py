"""The record of verdicts. It holds keys, never text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import json
from typing import TYPE_CHECKING, Final

from .columns import from_keys, from_time, to_keys, to_time

if TYPE_CHECKING:
    from collections.abc import Collection
    import sqlite3

    from .database import Store, Transaction

type Reasons = tuple[tuple[str, Mapping[str, str]], ...]

# "Why did you say that?" is asked within days, not within years.
KEPT_FOR: Final = timedelta(days=30)
KEPT_ROWS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One verdict, and what came of it. Without residents it is the household's."""

    at: datetime
    utterance: str
    kind: str
    action: str
    outcome: str | None
    reasons: Reasons
    residents: frozenset[str]
    voices: tuple[str, ...]
    areas: tuple[str, ...]


async def record(transaction: Transaction, row: LedgerRow) -> None:
    """Add a verdict."""
    await transaction.execute(
        "INSERT INTO ledger (at, utterance, kind, action, outcome, reasons, "
        "residents, voices, areas) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            from_time(row.at),
            row.utterance,
            row.kind,
            row.action,
            row.outcome,
            json.dumps([[why, dict(facts)] for why, facts in row.reasons]),
            from_keys(row.residents),
            json.dumps(row.voices),
            json.dumps(row.areas),
        ),
    )


async def conclude(transaction: Transaction, utterance: str, outcome: str) -> None:
    """Note what came of the last verdict on an utterance."""
    await transaction.execute(
        "UPDATE ledger SET outcome = ? "
        "WHERE id = (SELECT max(id) FROM ledger WHERE utterance = ?)",
        (outcome, utterance),
    )


async def last_rows(  # noqa: PLR0913 # each narrows on its own
    store: Store,
    *,
    residents: Collection[str] = (),
    voice: str | None = None,
    areas: Collection[str] | None = None,
    actions: Collection[str] | None = None,
    limit: int = 1,
) -> tuple[LedgerRow, ...]:
    """Return the last verdicts, newest first.

    Those for residents are also those for the household.
    """
    rows = await store.fetch(
        "SELECT * FROM ledger "
        "WHERE (:residents = '[]' OR residents = '[]' OR EXISTS "
        "  (SELECT 1 FROM json_each(residents) "
        "  WHERE value IN (SELECT value FROM json_each(:residents)))) "
        "AND (:voice IS NULL OR EXISTS "
        "  (SELECT 1 FROM json_each(voices) WHERE value = :voice)) "
        "AND (:areas IS NULL OR EXISTS (SELECT 1 FROM json_each(areas) "
        "  WHERE value IN (SELECT value FROM json_each(:areas)))) "
        "AND (:actions IS NULL OR action IN (SELECT value FROM json_each(:actions))) "
        "ORDER BY id DESC LIMIT :limit",
        {
            "residents": from_keys(residents),
            "voice": voice,
            "areas": None if areas is None else from_keys(areas),
            "actions": None if actions is None else from_keys(actions),
            "limit": limit,
        },
    )
    return tuple(map(_row, rows))


async def last_of(store: Store, utterance: str) -> LedgerRow | None:
    """Return the last verdict on an utterance."""
    rows = await store.fetch(
        "SELECT * FROM ledger WHERE utterance = ? ORDER BY id DESC LIMIT 1",
        (utterance,),
    )
    return _row(rows[0]) if rows else None


async def noted(store: Store) -> frozenset[str]:
    """Return those of the utterances that wait on which there is a verdict."""
    rows = await store.fetch(
        "SELECT key FROM utterance WHERE kept_until IS NULL "
        "AND EXISTS (SELECT 1 FROM ledger WHERE ledger.utterance = utterance.key)"
    )
    return frozenset(row["key"] for row in rows)


async def prune(
    transaction: Transaction, before: datetime, rows: int = KEPT_ROWS
) -> None:
    """Forget what is older, and all but the newest rows."""
    await transaction.execute("DELETE FROM ledger WHERE at < ?", (from_time(before),))
    await transaction.execute(
        "DELETE FROM ledger WHERE id <= (SELECT max(id) FROM ledger) - ?", (rows,)
    )


async def erase_from_ledger(transaction: Transaction, resident: str) -> None:
    """Forget every verdict that names a resident."""
    await transaction.execute(
        "DELETE FROM ledger WHERE EXISTS "
        "(SELECT 1 FROM json_tree(residents) WHERE value = :resident) "
        "OR EXISTS (SELECT 1 FROM json_tree(reasons) WHERE value = :resident)",
        {"resident": resident},
    )


def _row(row: sqlite3.Row) -> LedgerRow:
    return LedgerRow(
        at=to_time(row["at"]),
        utterance=row["utterance"],
        kind=row["kind"],
        action=row["action"],
        outcome=row["outcome"],
        reasons=tuple((why, facts) for why, facts in json.loads(row["reasons"])),
        residents=to_keys(row["residents"]),
        voices=tuple(json.loads(row["voices"])),
        areas=tuple(json.loads(row["areas"])),
    )
