"""Until when she was asked to be silent, for the house, a resident or an area."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .columns import from_time, to_time

if TYPE_CHECKING:
    from datetime import datetime

    from .database import Store, Transaction

type Scope = Literal["house", "resident", "area"]


@dataclass(frozen=True, slots=True)
class Hush:
    """A hush: `subject` is a resident's or an area's key, and empty for the house."""

    scope: Scope
    subject: str
    until: datetime


async def set_hush(transaction: Transaction, hush: Hush) -> None:
    """Keep a hush in place of any of the same subject."""
    await transaction.execute(
        "INSERT INTO hush (scope, subject, until) VALUES (?, ?, ?) "
        "ON CONFLICT (scope, subject) DO UPDATE SET until = excluded.until",
        (hush.scope, hush.subject, from_time(hush.until)),
    )


async def end_hush(transaction: Transaction, scope: Scope, subject: str = "") -> bool:
    """End a hush; tell whether there was one."""
    return bool(
        await transaction.execute(
            "DELETE FROM hush WHERE scope = ? AND subject = ? RETURNING scope",
            (scope, subject),
        )
    )


async def end_all(transaction: Transaction) -> None:
    """End every hush."""
    await transaction.execute("DELETE FROM hush")


async def forget_past(transaction: Transaction, now: datetime) -> None:
    """Forget hushes that are over."""
    await transaction.execute("DELETE FROM hush WHERE until <= ?", (from_time(now),))


async def load_hushes(store: Store, now: datetime) -> tuple[Hush, ...]:
    """Return the hushes that are not over, those of the house first."""
    rows = await store.fetch(
        "SELECT scope, subject, until FROM hush WHERE until > ? "
        "ORDER BY scope = 'house' DESC, scope, subject",
        (from_time(now),),
    )
    return tuple(
        Hush(row["scope"], row["subject"], to_time(row["until"])) for row in rows
    )
