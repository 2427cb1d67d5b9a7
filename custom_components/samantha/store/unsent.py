"""Answers that could not be sent, kept until they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .columns import from_data, from_time, to_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .database import Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """An answer of a resident, and the way that it was to go."""

    resident: str
    source: str
    text: str
    contact: str | None = None
    address: str | None = None
    reply: Mapping[str, Any] | None = None


async def keep_unsent(transaction: Transaction, unsent: Unsent, now: datetime) -> None:
    """Keep an answer in place of an earlier one of the same resident."""
    await transaction.execute(
        "INSERT INTO unsent (resident, contact, source, address, reply, text, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (resident) DO UPDATE SET "
        "contact = excluded.contact, source = excluded.source, "
        "address = excluded.address, reply = excluded.reply, text = excluded.text, "
        "at = excluded.at",
        (
            unsent.resident,
            unsent.contact,
            unsent.source,
            unsent.address,
            from_data(unsent.reply),
            unsent.text,
            from_time(now),
        ),
    )


async def unsent_of(store: Store, resident: str) -> Unsent | None:
    """Return the answer of a resident that could not be sent."""
    rows = await store.fetch("SELECT * FROM unsent WHERE resident = ?", (resident,))
    for row in rows:
        return Unsent(
            resident=row["resident"],
            source=row["source"],
            text=row["text"],
            contact=row["contact"],
            address=row["address"],
            reply=to_data(row["reply"]),
        )
    return None


async def forget_unsent(transaction: Transaction, resident: str) -> None:
    """Forget an answer: it is sent, or given up."""
    await transaction.execute("DELETE FROM unsent WHERE resident = ?", (resident,))
