"""When residents and their contacts were in touch."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .columns import from_time, to_time

if TYPE_CHECKING:
    from .database import Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
    """That a resident and a contact were in touch, and how."""

    contact: str
    resident: str
    at: datetime
    how: str


async def add_talk(transaction: Transaction, talk: TalkRow) -> None:
    """Note a talk; the same once more is the same."""
    await transaction.execute(
        "INSERT OR IGNORE INTO talk (contact, resident, at, how) VALUES (?, ?, ?, ?)",
        (talk.contact, talk.resident, from_time(talk.at), talk.how),
    )


async def load_talks(store: Store) -> tuple[TalkRow, ...]:
    """Return every talk, oldest first."""
    rows = await store.fetch("SELECT contact, resident, at, how FROM talk ORDER BY at")
    return tuple(
        TalkRow(
            contact=row["contact"],
            resident=row["resident"],
            at=to_time(row["at"]),
            how=row["how"],
        )
        for row in rows
    )


async def erase_talks(
    transaction: Transaction, *, resident: str = "", contact: str = ""
) -> None:
    """Erase what was of a resident, or of a contact."""
    await transaction.execute(
        "DELETE FROM talk WHERE (resident = ? AND resident != '') "
        "OR (contact = ? AND contact != '')",
        (resident, contact),
    )
