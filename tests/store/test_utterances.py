"""What waits, and what was missed, on disk."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.samantha.store import Store
from custom_components.samantha.store.utterances import (
    MissedRow,
    UtteranceRow,
    Words,
    acknowledge,
    erase_from_utterances,
    forget_kept,
    keep,
    load_missed,
    load_waiting,
    next_to_forget,
    note,
    put,
    remove,
    start_speaking,
    words_of,
)

from .databases import contents, opened, placed

_NOW = datetime(2026, 11, 25, 12, 0, 0, 123456, tzinfo=UTC)
_ANNA = frozenset({"anna"})
_WORDS = Words("A title", "Words to be said")


def _row(key: str = "key", residents: Iterable[str] = ("anna",)) -> UtteranceRow:
    return UtteranceRow(
        key=key,
        kind="message",
        created=_NOW,
        valid_from=_NOW,
        expires=_NOW + timedelta(hours=1),
        residents=frozenset(residents),
        told=frozenset(),
        areas=frozenset({"kitchen"}),
        voices=frozenset(),
        urgency="normal",
        privacy="open",
        moment="now",
        mergeable=True,
        asks=False,
        signalled=False,
        length=len(_WORDS.text),
    )


async def _put(store: Store, *rows: UtteranceRow, words: Words = _WORDS) -> None:
    async with store.transaction() as transaction:
        for row in rows:
            await put(transaction, row, words)


async def _waiting(store: Store) -> tuple[UtteranceRow, ...]:
    _, rows = await load_waiting(store)
    return rows


async def _missed(store: Store, resident: str) -> tuple[MissedRow, ...]:
    return await load_missed(store, resident, _NOW - timedelta(hours=1))


_KEYS = st.frozensets(st.text(max_size=8), max_size=3)


@settings(deadline=None, max_examples=25)
@given(
    row=st.builds(
        UtteranceRow,
        key=st.text(min_size=1),
        kind=st.text(),
        created=st.datetimes(
            datetime(2000, 1, 1),  # noqa: DTZ001 # it gets its zone below
            datetime(2100, 1, 1),  # noqa: DTZ001
            timezones=st.just(UTC),
        ),
        valid_from=st.just(_NOW),
        expires=st.just(_NOW),
        residents=_KEYS,
        told=_KEYS,
        areas=_KEYS,
        voices=_KEYS,
        dedupe=st.none() | st.text(),
        language=st.none() | st.text(),
        speaking=st.none() | _KEYS,
        missed=st.none() | _KEYS,
        length=st.just(4),
    )
)
async def test_kept_as_it_was(row: UtteranceRow) -> None:
    """An utterance comes back as it was, to the microsecond."""
    with placed() as path:
        async with opened(path) as store:
            await _put(store, row, words=Words(None, "text"))
            assert await _waiting(store) == (row,)
            assert await words_of(store, row.key) == Words(None, "text")


async def test_put_again(store: Store) -> None:
    """What is put under a key that is known takes its place."""
    await _put(store, _row("one"), _row("two"))
    later = replace(_row("one"), urgency="high")
    await _put(store, later, words=Words(None, "Other"))
    assert await _waiting(store) == (replace(later, length=5), _row("two"))


async def test_some_at_a_time(store: Store) -> None:
    """Many are loaded some at a time, oldest first."""
    rows = [_row(f"{number}") for number in range(7)]
    await _put(store, *rows)
    found: list[UtteranceRow] = []
    after = 0
    for _ in range(4):
        after, some = await load_waiting(store, after, 3)
        found += some
    assert found == rows


async def test_speaking(store: Store) -> None:
    """Who is being told is noted, and how far it has come afterwards."""
    await _put(store, _row(residents=("anna", "ben")))
    async with store.transaction() as transaction:
        words = await start_speaking(transaction, "key", told=(), speaking=["anna"])
    assert words == _WORDS
    [row] = await _waiting(store)
    assert row == replace(_row(residents=("anna", "ben")), speaking=_ANNA)
    async with store.transaction() as transaction:
        await note(transaction, "key", told=["anna"], missed=None, signalled=True)
    [row] = await _waiting(store)
    assert row == replace(_row(residents=("anna", "ben")), told=_ANNA, signalled=True)


async def test_gone(store: Store) -> None:
    """What is gone can't be spoken."""
    async with store.transaction() as transaction:
        assert await start_speaking(transaction, "key", told=(), speaking=()) is None
        await remove(transaction, "key")
    assert await words_of(store, "key") is None


@pytest.mark.parametrize(
    ("missed", "anna", "ben"), [(["anna"], 1, 0), ([], 1, 1), (["anna", "ben"], 1, 1)]
)
async def test_missed(store: Store, missed: list[str], anna: int, ben: int) -> None:
    """What was missed is kept for who missed it, or for everybody."""
    await _put(store, _row())
    async with store.transaction() as transaction:
        await keep(transaction, "key", missed=missed, until=_NOW)
    assert await _waiting(store) == ()
    assert len(await _missed(store, "anna")) == anna
    assert len(await _missed(store, "ben")) == ben
    assert await load_missed(store, "anna", _NOW + timedelta(seconds=1)) == ()


async def test_forgotten(store: Store) -> None:
    """What was missed is forgotten in time."""
    await _put(store, _row("one"), _row("two"), _row("three"))
    assert await next_to_forget(store) is None
    then = _NOW + timedelta(hours=24)
    async with store.transaction() as transaction:
        await keep(transaction, "one", missed=[], until=then)
        await keep(transaction, "two", missed=[], until=then + timedelta(hours=1))
    assert await next_to_forget(store) == then
    async with store.transaction() as transaction:
        await forget_kept(transaction, then)
    assert await next_to_forget(store) == then + timedelta(hours=1)
    assert [row.key for row in await _waiting(store)] == ["three"]
    assert [row.key for row in await _missed(store, "anna")] == ["two"]


async def test_acknowledged(store: Store) -> None:
    """What the last of them has heard is erased."""
    await _put(store, _row(residents=("anna", "ben")))
    async with store.transaction() as transaction:
        await keep(transaction, "key", missed=["anna", "ben"], until=_NOW)
        assert await acknowledge(transaction, "key", "anna")
    assert await _missed(store, "anna") == ()
    assert len(await _missed(store, "ben")) == 1
    async with store.transaction() as transaction:
        for other in ("anna", None):
            assert await acknowledge(transaction, "key", other) is None
        assert await acknowledge(transaction, "key", "ben")
        assert await acknowledge(transaction, "key", "ben") is None
    assert await words_of(store, "key") is None


async def test_acknowledged_while_others_wait(store: Store) -> None:
    """What others have yet to hear stays."""
    row = replace(_row(residents=("anna", "ben")), missed=frozenset({"anna"}))
    await _put(store, row)
    async with store.transaction() as transaction:
        assert await acknowledge(transaction, "key", "anna")
    assert await _waiting(store) == (replace(row, missed=None),)


async def test_erased_resident(store: Store) -> None:
    """What was one's alone goes; the rest names this one no more."""
    told = frozenset({"ben"})
    await _put(
        store,
        _row("alone"),
        _row("both", ("anna", "ben")),
        replace(_row("told", ("anna", "ben")), told=told),
        _row("everybody", ()),
        _row("other", ("ben",)),
        _row("missed", ("anna", "ben")),
        _row("both missed", ("anna", "ben")),
    )
    async with store.transaction() as transaction:
        await keep(transaction, "missed", missed=["anna"], until=_NOW)
        await keep(transaction, "both missed", missed=["anna", "ben"], until=_NOW)
        await erase_from_utterances(transaction, "anna")
    assert await _waiting(store) == (
        _row("both", ("ben",)),
        _row("everybody", ()),
        _row("other", ("ben",)),
    )
    assert await words_of(store, "missed") is None
    [missed] = await _missed(store, "ben")
    assert missed.residents == {"ben"}


async def test_erased_text(path: Path) -> None:
    """What was settled has left no trace in the files."""
    words = Words("Unlikely title", "Unlikely text")
    async with opened(path) as store:
        await _put(store, _row(), words=words)
        async with store.transaction() as transaction:
            await remove(transaction, "key")
    for content in contents(path).values():
        assert content.find(b"Unlikely") == -1
