"""What residents want to be reminded of."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from .columns import from_time, to_time

if TYPE_CHECKING:
    import sqlite3

    from .database import Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A reminder.

    `resident` is empty where it is the household's. `due` is when it is told next, and
    None where an event decides that, or nothing. With a `rule` by RFC 5545, `shown` is
    what a clock on the wall shows when it is due. `pending` is whether it has yet to be
    told; `place` is where it stands in the list.
    """

    key: str
    resident: str
    text: str
    created: datetime
    description: str | None = None
    due: datetime | None = None
    all_day: bool = False
    rule: str | None = None
    shown: datetime | None = None
    event: str | None = None
    subject: str | None = None
    armed: bool = False
    pending: bool = True
    told: datetime | None = None
    utterance: str | None = None
    heard: datetime | None = None
    done: datetime | None = None
    place: float = 0.0


_COLUMNS: Final = tuple(field.name for field in fields(Reminder))
_TIMES: Final = frozenset({"created", "due", "told", "heard", "done"})
_FLAGS: Final = frozenset({"all_day", "armed", "pending"})
_PUT: Final = (
    f"INSERT INTO reminder ({', '.join(_COLUMNS)}) "  # noqa: S608 # names of columns
    f"VALUES ({', '.join(f':{name}' for name in _COLUMNS)}) "
    "ON CONFLICT (key) DO UPDATE SET "
    f"{', '.join(f'{name} = :{name}' for name in _COLUMNS if name != 'key')}"
)


async def put_reminder(transaction: Transaction, reminder: Reminder) -> None:
    """Keep a reminder, in place of what was kept under its key."""
    await transaction.execute(_PUT, _parameters(reminder))


async def remove_reminder(transaction: Transaction, key: str) -> None:
    """Erase a reminder."""
    await transaction.execute("DELETE FROM reminder WHERE key = ?", (key,))


async def load_reminders(store: Store) -> tuple[Reminder, ...]:
    """Return every reminder, in the order of the lists."""
    rows = await store.fetch("SELECT * FROM reminder ORDER BY place, created, key")
    return tuple(map(_reminder, rows))


async def erase_reminders(transaction: Transaction, resident: str) -> None:
    """Erase what was a resident's, and what waited for them."""
    await transaction.execute(
        "DELETE FROM reminder WHERE resident = :resident "
        "OR (event IN ('arrive', 'leave') AND subject = :resident)",
        {"resident": resident},
    )


async def forget_done(transaction: Transaction, before: datetime) -> None:
    """Erase what was done before a time."""
    await transaction.execute(
        "DELETE FROM reminder WHERE done < ?", (from_time(before),)
    )


def _parameters(reminder: Reminder) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(reminder, name) for name in _COLUMNS}
    for name in _TIMES:
        if values[name] is not None:
            values[name] = from_time(values[name])
    if reminder.shown is not None:
        values["shown"] = reminder.shown.isoformat()
    return values


def _reminder(row: sqlite3.Row) -> Reminder:
    values: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    for name in _TIMES:
        if values[name] is not None:
            values[name] = to_time(values[name]).astimezone(UTC)
    for name in _FLAGS:
        values[name] = bool(values[name])
    if values["shown"] is not None:
        values["shown"] = datetime.fromisoformat(values["shown"])
    return Reminder(**values)
