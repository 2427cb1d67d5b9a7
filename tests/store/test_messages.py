"""Messages, on disk: found by words, forgotten in time, erased without a trace."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from custom_components.samantha.store import Store
from custom_components.samantha.store.belongings import residents_with_belongings
from custom_components.samantha.store.messages import (
    MessageRow,
    add,
    count_waiting,
    edit,
    erase,
    erase_from_messages,
    expire,
    forget_beyond,
    forget_old,
    known_as,
    last_from,
    latest,
    note_seen,
    of_thread,
    search,
    seen_at,
    set_kept,
    set_status,
    waiting_for,
    was_seen,
)
from custom_components.samantha.store.unsent import (
    Unsent,
    forget_unsent,
    keep_unsent,
    unsent_of,
)

from .databases import contents

_NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
_DAY = timedelta(days=1)


def row(
    key: str, text: str = "Hello", resident: str = "anna", **more: object
) -> MessageRow:
    """Return a message."""
    values = {
        "key": key,
        "resident": resident,
        "source": "action",
        "thread": key,
        "text": text,
        "received": _NOW,
        "status": "waiting",
        "changed": _NOW,
        **more,
    }
    return MessageRow(**values)  # type: ignore[arg-type]


FULL = row(
    "full",
    "Come on Sunday",
    origin="7",
    contact="mum",
    sender="Mum",
    address="mum@example.org",
    subject="Sunday",
    language="en",
    reply={"notify": "notify.mum"},
    unasked=False,
    kept=True,
)


async def put(store: Store, *rows: MessageRow) -> None:
    """Keep messages."""
    async with store.transaction() as transaction:
        for one in rows:
            await add(transaction, one)


@pytest.fixture
async def filled(store: Store) -> Store:
    """Return a store with a few messages."""
    await put(
        store,
        FULL,
        row("read", "The doctor says yes", status="read"),
        row("ben", "Sunday is fine", resident="ben"),
        row("old", "Very old", received=_NOW - 100 * _DAY),
    )
    return store


async def test_as_it_was(filled: Store) -> None:
    """What is kept is given back."""
    assert await of_thread(filled, "anna", "full") == (FULL,)
    async with filled.transaction() as transaction:
        assert await known_as(transaction, "action", "anna", "7") == FULL
        assert await known_as(transaction, "action", "ben", "7") is None
        assert await last_from(transaction, FULL, _NOW - _DAY) == FULL
        assert await last_from(transaction, FULL, _NOW + _DAY) is None


async def test_waiting(filled: Store) -> None:
    """What waits is told without its text, oldest first."""
    waiting = await waiting_for(filled, "anna", 10)
    assert [(one.key, one.text, one.subject) for one in waiting] == [
        ("full", "", None),
        ("old", "", None),
    ]
    assert len(await waiting_for(filled, "anna", 1)) == 1
    assert await count_waiting(filled) == {"anna": 2, "ben": 1}
    assert [one.key for one in await latest(filled, "anna", 2)] == ["old", "read"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["sunday"], ["full"]),
        (["SUN"], ["full"]),
        (["mum"], ["full"]),
        (["come", "sunday"], ["full"]),
        (["doctor"], ["read"]),
        (["come", "doctor"], []),
        (["nothing"], []),
        ([], []),
        (['"'], []),
        (["OR", "sunday"], []),
        (["sunday*", "NEAR("], []),
    ],
)
async def test_search(filled: Store, words: list[str], found: list[str]) -> None:
    """A message is found by all the words; what is typed is words, and no query."""
    assert [one.key for one in await search(filled, "anna", words, 10)] == found


async def test_search_after_edit(filled: Store) -> None:
    """An edited message is found by what it says now."""
    async with filled.transaction() as transaction:
        await edit(
            transaction, "full", text="Come on Monday", subject=None, unasked=True
        )
    assert await search(filled, "anna", ["sunday"], 10) == ()
    assert len(await search(filled, "anna", ["monday"], 10)) == 1


async def test_status(filled: Store) -> None:
    """What becomes of a message is noted, and told once."""
    async with filled.transaction() as transaction:
        for news in (1, 0):
            changed = await set_status(
                transaction, ["full", "gone"], "read", _NOW, before=["waiting"]
            )
            assert changed == news
    assert await count_waiting(filled) == {"anna": 1, "ben": 1}


async def test_time(filled: Store) -> None:
    """What nobody heard expires, what is old is erased, what was to be kept stays."""
    async with filled.transaction() as transaction:
        assert await expire(transaction, _NOW + _DAY, _NOW) == {"anna": 1, "ben": 1}
        await set_kept(transaction, ["ben"])
        await forget_old(transaction, _NOW + _DAY, _NOW)
    assert [one.key for one in await latest(filled, "anna", 9)] == ["full"]
    assert [one.key for one in await latest(filled, "ben", 9)] == ["ben"]


async def test_number(store: Store) -> None:
    """Beyond a number, the oldest go, save what was to be kept."""
    await put(store, FULL, *(row(f"m{number}") for number in range(5)))
    async with store.transaction() as transaction:
        await forget_beyond(transaction, "anna", 3)
        await forget_beyond(transaction, "ben", 3)
    assert [one.key for one in await latest(store, "anna", 9)] == [
        "m4",
        "m3",
        "m2",
        "full",
    ]


async def test_seen(store: Store) -> None:
    """What a source has brought is known, also when nothing of it is kept."""
    async with store.transaction() as transaction:
        assert await note_seen(transaction, "mail", "1", _NOW)
        assert not await note_seen(transaction, "mail", "1", _NOW + _DAY)
        assert await seen_at(transaction, "mail", "1", _NOW + _DAY) == _NOW
        assert await seen_at(transaction, "mail", "2", _NOW + _DAY) == _NOW + _DAY
    assert await was_seen(store, "mail", "1")
    assert not await was_seen(store, "other", "1")
    async with store.transaction() as transaction:
        await forget_old(transaction, _NOW, _NOW + _DAY / 2)
    assert not await was_seen(store, "mail", "1")


async def test_erased(filled: Store, path: Path) -> None:
    """With a resident goes every word, from the files too."""
    async with filled.transaction() as transaction:
        await keep_unsent(
            transaction, Unsent(resident="anna", source="action", text="Private"), _NOW
        )
    assert await residents_with_belongings(filled) == {"anna", "ben"}
    async with filled.transaction() as transaction:
        await erase_from_messages(transaction, "anna")
    assert await residents_with_belongings(filled) == {"ben"}
    await filled.close()
    files = b"".join(contents(path).values()).lower()
    assert b"doctor" not in files
    assert b"private" not in files
    assert b"sunday is fine" in files


async def test_deleted(filled: Store) -> None:
    """A deleted message is found no more."""
    async with filled.transaction() as transaction:
        await erase(transaction, ["full"])
    assert await search(filled, "anna", ["come"], 10) == ()


async def test_unsent(store: Store) -> None:
    """One answer a resident is kept until it is sent."""
    first = Unsent(resident="anna", source="action", text="Hello")
    second = Unsent(
        resident="anna",
        source="mail",
        text="Hi",
        contact="mum",
        address="mum@example.org",
        reply={"title": "Re: x"},
    )
    async with store.transaction() as transaction:
        await keep_unsent(transaction, first, _NOW)
        await keep_unsent(transaction, second, _NOW)
    assert await unsent_of(store, "anna") == second
    assert await unsent_of(store, "ben") is None
    async with store.transaction() as transaction:
        await forget_unsent(transaction, "anna")
    assert await unsent_of(store, "anna") is None
