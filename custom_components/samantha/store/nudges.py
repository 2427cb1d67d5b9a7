"""How it stands with reminding of calls, and what was learned of people's hours."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from .columns import from_time, to_time

if TYPE_CHECKING:
    from .database import Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeRow:
    """How it stands between a resident and a contact.

    While something waits to be said, or its answer is awaited, `utterance` is its key,
    `expires` until when it may be said, and `heard` when it was.
    """

    resident: str
    contact: str
    told: datetime | None = None
    ignored: int = 0
    quiet_until: datetime | None = None
    promised: datetime | None = None
    asked: bool = False
    stretched: int = 0
    stopped: bool = False
    utterance: str | None = None
    expires: datetime | None = None
    heard: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourRow:
    """What was counted at an hour of the week, as it counted at a time."""

    resident: str
    contact: str
    day: int
    hour: int
    at: datetime
    good: float
    bad: float


_COLUMNS: Final = tuple(field.name for field in fields(NudgeRow))
_TIMES: Final = frozenset({"told", "quiet_until", "promised", "expires", "heard"})
_FLAGS: Final = frozenset({"asked", "stopped"})
_PUT: Final = (
    f"INSERT OR REPLACE INTO nudge ({', '.join(_COLUMNS)}) "  # noqa: S608 # columns
    f"VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
)


async def put_nudge(transaction: Transaction, row: NudgeRow) -> None:
    """Keep how it stands, in place of how it stood."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS}
    for name in _TIMES:
        if values[name] is not None:
            values[name] = from_time(values[name])
    await transaction.execute(_PUT, values)


async def put_hour(transaction: Transaction, row: HourRow) -> None:
    """Keep what was counted at an hour, in place of what was before."""
    await transaction.execute(
        "INSERT OR REPLACE INTO learned_hour "
        "(resident, contact, day, hour, at, good, bad) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            row.resident,
            row.contact,
            row.day,
            row.hour,
            from_time(row.at),
            row.good,
            row.bad,
        ),
    )


async def put_pause(
    transaction: Transaction, resident: str, until: datetime | None
) -> None:
    """Keep until when a resident is reminded of no call; None ends it."""
    await transaction.execute("DELETE FROM call_pause WHERE resident = ?", (resident,))
    if until is not None:
        await transaction.execute(
            "INSERT INTO call_pause (resident, until) VALUES (?, ?)",
            (resident, from_time(until)),
        )


async def load_nudges(store: Store) -> tuple[NudgeRow, ...]:
    """Return how it stands between everybody."""
    rows = await store.fetch("SELECT * FROM nudge ORDER BY resident, contact")
    found = []
    for row in rows:
        values: dict[str, Any] = {name: row[name] for name in _COLUMNS}
        for name in _TIMES:
            if values[name] is not None:
                values[name] = to_time(values[name])
        for name in _FLAGS:
            values[name] = bool(values[name])
        found.append(NudgeRow(**values))
    return tuple(found)


async def load_hours(store: Store) -> tuple[HourRow, ...]:
    """Return all that was counted."""
    rows = await store.fetch(
        "SELECT * FROM learned_hour ORDER BY resident, contact, day, hour"
    )
    return tuple(HourRow(**{**dict(row), "at": to_time(row["at"])}) for row in rows)


async def load_pauses(store: Store) -> dict[str, datetime]:
    """Return until when residents are reminded of no call."""
    rows = await store.fetch("SELECT resident, until FROM call_pause")
    return {row["resident"]: to_time(row["until"]) for row in rows}


async def forget_hours(transaction: Transaction, resident: str) -> None:
    """Forget what was learned of a resident's hours."""
    await transaction.execute(
        "DELETE FROM learned_hour WHERE resident = ?", (resident,)
    )


async def erase_nudges(
    transaction: Transaction, *, resident: str = "", contact: str = ""
) -> None:
    """Erase what was of a resident, or of a contact."""
    of_them = {"resident": resident, "contact": contact}
    for table in ("nudge", "learned_hour"):
        await transaction.execute(
            f"DELETE FROM {table} WHERE (resident = :resident AND :resident != '') "  # noqa: S608 # of two tables
            "OR (contact = :contact AND :contact != '')",
            of_them,
        )
    if resident:
        await put_pause(transaction, resident, None)
