"""Whatever table words were in, what is erased of them is in no file any more."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from custom_components.samantha.store import Store, Transaction
from custom_components.samantha.store.ledger import LedgerRow, prune, record
from custom_components.samantha.store.messages import (
    MessageRow,
    add,
    edit,
    erase,
    erase_from_messages,
    forget_beyond,
    forget_old,
)
from custom_components.samantha.store.reminders import (
    Reminder,
    erase_reminders,
    forget_done,
    put_reminder,
    remove_reminder,
)
from custom_components.samantha.store.talks import TalkRow, add_talk, erase_talks
from custom_components.samantha.store.unsent import (
    Unsent,
    forget_unsent,
    keep_unsent,
)

from .databases import contents

type _Work = Callable[[Transaction, str], Awaitable[object]]

_NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
_LATER = _NOW + timedelta(days=1)
_SECRET = "ferretsauna"  # noqa: S105 # a word to look for
_OTHER = "harmlesswords"
# So many messages beside it that the index of words has more than one level.
_MANY = 200


def _message(text: str, key: str = "key") -> MessageRow:
    return MessageRow(
        key=key,
        resident="anna",
        source="action",
        thread=key,
        text=text,
        subject=text,
        received=_NOW,
        status="waiting",
        changed=_NOW,
    )


def _reminder(text: str) -> Reminder:
    return Reminder(key="key", resident="anna", text=text, created=_NOW, done=_NOW)


def _unsent(text: str) -> Unsent:
    return Unsent(resident="anna", source="action", text=text)


async def _add_message(transaction: Transaction, text: str) -> None:
    await add(transaction, _message(text))
    for number in range(_MANY):
        await add(transaction, _message(f"{_OTHER} {number}", f"other {number}"))


async def _add_talk(transaction: Transaction, text: str) -> None:
    row = TalkRow(contact=text, resident="anna", at=_NOW, how="call")
    await add_talk(transaction, row)


async def _add_verdict(transaction: Transaction, text: str) -> None:
    row = LedgerRow(
        at=_NOW,
        utterance="key",
        kind="message",
        action="speak",
        outcome=None,
        reasons=((text, {}),),
        residents=frozenset({"anna"}),
        voices=(),
        areas=(),
    )
    await record(transaction, row)


_CASES: dict[str, tuple[_Work, _Work]] = {
    "message deleted": (_add_message, lambda on, _: erase(on, ["key"])),
    "message edited": (
        _add_message,
        lambda on, text: edit(on, "key", text=text, subject=None, unasked=True),
    ),
    "message old": (_add_message, lambda on, _: forget_old(on, _LATER, _LATER)),
    "messages too many": (_add_message, lambda on, _: forget_beyond(on, "anna", 10)),
    "messages of one gone": (
        _add_message,
        lambda on, _: erase_from_messages(on, "anna"),
    ),
    "answer sent": (
        lambda on, text: keep_unsent(on, _unsent(text), _NOW),
        lambda on, _: forget_unsent(on, "anna"),
    ),
    "answer replaced": (
        lambda on, text: keep_unsent(on, _unsent(text), _NOW),
        lambda on, text: keep_unsent(on, _unsent(text), _NOW),
    ),
    "reminder removed": (
        lambda on, text: put_reminder(on, _reminder(text)),
        lambda on, _: remove_reminder(on, "key"),
    ),
    "reminder changed": (
        lambda on, text: put_reminder(on, _reminder(text)),
        lambda on, text: put_reminder(on, _reminder(text)),
    ),
    "reminder done": (
        lambda on, text: put_reminder(on, _reminder(text)),
        lambda on, _: forget_done(on, _LATER),
    ),
    "reminders of one gone": (
        lambda on, text: put_reminder(on, _reminder(text)),
        lambda on, _: erase_reminders(on, "anna"),
    ),
    "talks of a contact gone": (
        _add_talk,
        lambda on, _: erase_talks(on, contact=_SECRET),
    ),
    "verdict old": (_add_verdict, lambda on, _: prune(on, _LATER)),
}


def holding(path: Path) -> list[str]:
    """Return the names of the files that have the word in them."""
    return [
        name
        for name, content in contents(path).items()
        if content.count(_SECRET.encode())
    ]


@pytest.mark.parametrize("case", _CASES)
async def test_no_file_has_it(store: Store, path: Path, case: str) -> None:
    """However it was erased, in the very transaction that did."""
    fill, empty = _CASES[case]
    async with store.transaction() as transaction:
        await fill(transaction, _SECRET)
    assert holding(path)
    async with store.transaction() as transaction:
        await empty(transaction, _OTHER)
    assert holding(path) == []


async def test_not_for_nothing(store: Store, path: Path) -> None:
    """A transaction that takes no words away leaves the log as it is."""
    async with store.transaction() as transaction:
        await add(transaction, _message(_OTHER))
        await put_reminder(transaction, _reminder(_OTHER))
    log = path.with_name(f"{path.name}-wal")
    async with store.transaction() as transaction:
        await put_reminder(transaction, replace(_reminder(_OTHER), told=_NOW))
        await erase(transaction, ["another"])
    assert log.stat().st_size
