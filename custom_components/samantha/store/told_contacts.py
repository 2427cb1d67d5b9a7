"""Contacts as residents told them, until Home Assistant has written them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .database import Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldContact:
    """What is to be known of a contact. The key is that of the subentry."""

    key: str
    name: str
    data: Mapping[str, Any]


async def put_told(transaction: Transaction, told: ToldContact) -> None:
    """Keep a contact, in place of what was kept under its key."""
    await transaction.execute(
        "INSERT OR REPLACE INTO told_contact (key, name, data) VALUES (?, ?, ?)",
        (told.key, told.name, json.dumps(dict(told.data))),
    )


async def load_told(store: Store) -> tuple[ToldContact, ...]:
    """Return every contact that Home Assistant may not have written."""
    rows = await store.fetch("SELECT key, name, data FROM told_contact ORDER BY key")
    return tuple(
        ToldContact(key=row["key"], name=row["name"], data=json.loads(row["data"]))
        for row in rows
    )


async def erase_told(transaction: Transaction, keys: Iterable[str]) -> None:
    """Erase what Home Assistant has written."""
    for key in keys:
        await transaction.execute("DELETE FROM told_contact WHERE key = ?", (key,))
