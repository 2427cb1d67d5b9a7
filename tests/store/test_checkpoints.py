"""While a backup copies: the main file is still, writes go on, the copy is whole."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import closing
from pathlib import Path
import sqlite3

from hypothesis import given, settings, strategies as st
import pytest
import pytest_asyncio

from custom_components.samantha.store import Store

from .databases import Content, contents, opened, placed

_ROWS = 20
# More than SQLite lets into its log (1000 pages) before it merges by itself.
_MANY_PAGES = "x" * 5_000_000


def _wal(path: Path) -> Path:
    return path.with_name("samantha.db-wal")


async def _write(store: Store, name: str, value: str = "x" * 3000) -> None:
    for number in range(_ROWS):
        await store.set_meta(f"{name} {number}", value)


async def _numbers(store: Store, name: str) -> list[int]:
    rows = await store.fetch(
        "SELECT CAST(substr(key, ?) AS INTEGER) AS number FROM meta "
        "WHERE key LIKE ? ORDER BY number",
        (len(name) + 2, f"{name} %"),
    )
    return [row["number"] for row in rows]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def copied(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Content]:
    """Return the files as they are in a hold, with rows from before and since."""
    path = tmp_path_factory.mktemp("held") / "samantha.db"
    async with opened(path) as store:
        await _write(store, "before")
        await store.hold_checkpoints()
        await _write(store, "since")
        return contents(path)


async def test_main_file_alone(
    copied: dict[str, Content],
) -> None:
    """The main file alone holds all from before."""
    with placed(db=copied["samantha.db"]) as path:
        async with opened(path) as store:
            assert await _numbers(store, "before") == list(range(_ROWS))


@settings(deadline=None, max_examples=40)
@given(data=st.data())
async def test_part_of_the_log(copied: dict[str, Content], data: st.DataObject) -> None:
    """With any part of the log, the copy also holds a beginning of the rest."""
    wal = copied["samantha.db-wal"]
    length = data.draw(st.integers(0, len(wal)))
    with placed(db=copied["samantha.db"], db_wal=wal[:length]) as path:
        async with opened(path) as store:
            since = await _numbers(store, "since")
            assert await _numbers(store, "before") == list(range(_ROWS))
            assert since == list(range(len(since)))


async def test_whole_log(copied: dict[str, Content]) -> None:
    """With the whole log, the copy holds everything."""
    with placed() as path:
        for name, content in copied.items():
            path.with_name(name).write_bytes(content)
        async with opened(path) as store:
            assert await _numbers(store, "since") == list(range(_ROWS))


@settings(deadline=None, max_examples=20)
@given(data=st.data())
async def test_power_cut_while_merging(
    copied: dict[str, Content], data: st.DataObject
) -> None:
    """A page that a power cut left cut short is whole in the log."""
    wal = copied["samantha.db-wal"]
    with placed(db=copied["samantha.db"], db_wal=wal) as path:
        async with opened(path):
            pass
        merged = contents(path)["samantha.db"]
    length = data.draw(st.integers(len(copied["samantha.db"]), len(merged)))
    with placed(db=merged[:length], db_wal=wal) as path:
        async with opened(path) as store:
            assert await _numbers(store, "before") == list(range(_ROWS))
            assert await _numbers(store, "since") == list(range(_ROWS))


async def test_writes_in_a_hold(store: Store, path: Path) -> None:
    """Writes go on while the main file stays as it is."""
    await _write(store, "before")
    await store.hold_checkpoints()
    assert _wal(path).stat().st_size == 0
    before = path.read_bytes()

    half = len(before) // 2
    with path.open("rb") as file:
        first = file.read(half)
        await store.set_meta("large", _MANY_PAGES)
        await asyncio.gather(_write(store, "one"), _write(store, "two"))
        copy = first + file.read()

    assert copy == before == path.read_bytes()
    with placed(db=copy, db_wal=_wal(path).read_bytes()) as place:
        async with opened(place) as restored:
            assert await _numbers(restored, "before") == list(range(_ROWS))
            assert await _numbers(restored, "two") == list(range(_ROWS))


async def test_release(store: Store, path: Path) -> None:
    """Released, the main file takes in what was written."""
    await store.hold_checkpoints()
    await _write(store, "since")
    await store.release_checkpoints()
    with placed(db=path.read_bytes()) as place:
        async with opened(place) as restored:
            assert await _numbers(restored, "since") == list(range(_ROWS))


async def test_merging_after_release(store: Store, path: Path) -> None:
    """Released, the log is merged by itself again."""
    await store.hold_checkpoints()
    await store.release_checkpoints()
    size = path.stat().st_size
    await store.set_meta("large", _MANY_PAGES)
    assert path.stat().st_size > size + len(_MANY_PAGES)


async def test_statistics_in_a_hold(store: Store) -> None:
    """Statistics tell a hold."""
    await store.hold_checkpoints()
    assert (await store.statistics()).checkpoints_held is True
    await store.release_checkpoints()
    assert (await store.statistics()).checkpoints_held is False


async def test_second_hold(store: Store, path: Path) -> None:
    """A hold that nobody ended is renewed."""
    await store.hold_checkpoints()
    await _write(store, "between")
    await store.hold_checkpoints()
    assert _wal(path).stat().st_size == 0
    await store.release_checkpoints()
    await store.release_checkpoints()


async def test_close_in_a_hold(path: Path) -> None:
    """Closed in a hold, the main file stays as it is."""
    async with opened(path) as store:
        await store.hold_checkpoints()
        before = path.read_bytes()
        await _write(store, "since")
    assert path.read_bytes() == before
    async with opened(path) as again:
        assert path.read_bytes() == before
        assert await _numbers(again, "since") == list(range(_ROWS))


@pytest.fixture
async def reading_since(store: Store, path: Path) -> AsyncGenerator[sqlite3.Connection]:
    """Return a database browser that has been looking since half the rows."""
    await store.set_meta("seen", "yes")
    with closing(sqlite3.connect(path, isolation_level=None)) as browser:
        browser.execute("BEGIN")
        browser.execute("SELECT * FROM meta").fetchall()
        yield browser


@pytest.mark.usefixtures("reading_since")
async def test_reader_outside(store: Store, path: Path) -> None:
    """A reader outside delays no hold and spoils no copy."""
    await _write(store, "before")
    async with asyncio.timeout(2):  # SQLite would wait five seconds for the reader
        await store.hold_checkpoints()
    main = path.read_bytes()
    await _write(store, "since")
    assert path.read_bytes() == main
    with placed(db=main, db_wal=_wal(path).read_bytes()) as place:
        async with opened(place) as restored:
            assert await _numbers(restored, "before") == list(range(_ROWS))


async def test_hold_in_a_transaction(store: Store, path: Path) -> None:
    """A hold waits for the transaction in progress."""
    async with store.transaction() as transaction:
        holding = asyncio.create_task(store.hold_checkpoints())
        await asyncio.sleep(0)
        await transaction.execute("INSERT INTO meta VALUES ('before 0', 'value')")
    await holding
    with placed(db=path.read_bytes()) as place:
        async with opened(place) as restored:
            assert await _numbers(restored, "before") == [0]
