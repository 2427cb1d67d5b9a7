"""Every kind of damage is told apart, and leaves the file as it was found."""

from contextlib import closing, suppress
from pathlib import Path
import sqlite3
from traceback import format_exception

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.samantha.store import (
    Store,
    StoreBrokenError,
    StoreError,
    StoreNewerError,
)
from custom_components.samantha.store.schema import VERSION

from .databases import Content, contents, opened, placed

_PROPERTY = settings(deadline=None, max_examples=60)


async def _assert_broken(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreBrokenError):
        await Store.open(path)
    assert path.read_bytes() == before


def _altered(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "content",
    [
        b"\0",
        b" ",
        b"\0" * 100,
        b"\0" * 4096,
        b"\0" * 40960,
        b"SQLite format 3\0",
        b"Dear Samantha,\n" * 1000,
        '{"version": 1}'.encode("utf-16"),
        b"\x7fELF" + bytes(range(256)) * 100,
    ],
    ids=lambda content: f"{content[:12]!r}, {len(content)} bytes",
)
async def test_no_database(path: Path, content: bytes) -> None:
    """A file that is no database is broken."""
    path.write_bytes(content)
    await _assert_broken(path)


@_PROPERTY
@given(content=st.binary(min_size=1, max_size=9000))
async def test_random_bytes(content: bytes) -> None:
    """Random bytes are broken."""
    with placed(db=content) as path:
        await _assert_broken(path)


@_PROPERTY
@given(data=st.data())
async def test_truncated(sound: Content, data: st.DataObject) -> None:
    """A database that was cut anywhere is broken."""
    length = data.draw(st.integers(1, len(sound) - 1))
    with placed(db=sound[:length]) as path:
        await _assert_broken(path)


async def test_truncated_between_pages(sound: Content) -> None:
    """A database that was cut between pages is broken."""
    for length in range(4096, len(sound), 4096):
        with placed(db=sound[:length]) as path:
            await _assert_broken(path)


async def test_nul_pages(sound: Content) -> None:
    """A database with a page of NUL is broken."""
    for start in range(0, len(sound), 4096):
        nul = sound[:start] + bytes(4096) + sound[start + 4096 :]
        with placed(db=nul) as path:
            await _assert_broken(path)


@_PROPERTY
@given(data=st.data(), junk=st.binary(min_size=1, max_size=64))
async def test_changed_bytes(sound: Content, data: st.DataObject, junk: bytes) -> None:
    """Bytes changed anywhere give a store or a store error, nothing else."""
    start = data.draw(st.integers(0, len(sound) - len(junk)))
    changed = sound[:start] + junk + sound[start + len(junk) :]
    with placed(db=changed) as path, suppress(StoreError):
        async with opened(path) as store:
            await store.get_meta("created")
            await store.set_meta("key", "value")
            await store.fetch("SELECT * FROM meta")


@_PROPERTY
@given(wal=st.binary(max_size=9000))
async def test_junk_in_the_log(sound: Content, wal: bytes) -> None:
    """Junk in the place of the log is ignored."""
    with placed(db=sound, db_wal=wal) as path:
        async with opened(path) as store:
            assert (await store.get_meta("key 19") or "").startswith("value 19")


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(["DROP TABLE meta"], id="no tables"),
        pytest.param(["ALTER TABLE meta RENAME TO other"], id="another table"),
        pytest.param(["ALTER TABLE meta RENAME value TO other"], id="another column"),
        pytest.param(["PRAGMA user_version = 0"], id="tables without a version"),
        pytest.param(["PRAGMA user_version = -1"], id="a negative version"),
        pytest.param(
            ["DROP TABLE meta", "CREATE TABLE states (id)", "PRAGMA user_version = 0"],
            id="a database of something else",
        ),
    ],
)
async def test_other_tables(path: Path, sound: Content, statements: list[str]) -> None:
    """A database without her tables is broken."""
    path.write_bytes(sound)
    _altered(path, *statements)
    await _assert_broken(path)


async def test_undecodable_value(path: Path, sound: Content) -> None:
    """A value that is no text is found broken when it is read, and not told."""
    path.write_bytes(
        sound.replace(b"value 7 value 7", b"value 7 \xff\xfe\xff\xfe\xff 7")
    )
    async with opened(path) as store:
        with pytest.raises(StoreBrokenError) as broken:
            await store.get_meta("key 7")
    assert "value 7" not in "".join(format_exception(broken.value))


async def test_broken_beside_its_log(path: Path, sound: Content) -> None:
    """A broken database keeps what is in its log."""
    path.write_bytes(sound)
    async with opened(path) as store:
        await store.set_meta("key", "value")
        wal = contents(path)["samantha.db-wal"]
    main = sound[:4096] + bytes(len(sound) - 4096)
    with placed(db=main, db_wal=wal) as place:
        await _assert_broken(place)
        assert contents(place)["samantha.db-wal"] == wal


async def test_newer(path: Path, sound: Content) -> None:
    """A newer database is told and left alone."""
    path.write_bytes(sound)
    _altered(path, f"PRAGMA user_version = {VERSION + 6}", "CREATE TABLE later (id)")
    before = path.read_bytes()
    with pytest.raises(StoreNewerError) as newer:
        await Store.open(path)
    assert (newer.value.found, newer.value.known) == (VERSION + 6, VERSION)
    assert path.read_bytes() == before


async def test_newer_in_another_journal_mode(path: Path, sound: Content) -> None:
    """A newer database keeps its journal mode."""
    path.write_bytes(sound)
    later = f"PRAGMA user_version = {VERSION + 1}"
    _altered(path, "PRAGMA journal_mode = DELETE", later)
    before = contents(path)
    with pytest.raises(StoreNewerError):
        await Store.open(path)
    assert contents(path) == before


async def test_newer_beside_its_log(path: Path) -> None:
    """A newer database keeps the log that a killed process left."""
    async with opened(path) as store:
        async with store.transaction() as transaction:
            await transaction.execute(f"PRAGMA user_version = {VERSION + 6}")
        left = contents(path)
    with placed() as place:
        for name, content in left.items():
            place.with_name(name).write_bytes(content)
        with pytest.raises(StoreNewerError):
            await Store.open(place)
        assert contents(place) == left
        assert "samantha.db-wal" in left


async def test_another_journal_mode(path: Path, sound: Content) -> None:
    """A database in another journal mode gets a write-ahead log."""
    path.write_bytes(sound)
    _altered(path, "PRAGMA journal_mode = DELETE")
    async with opened(path) as store:
        assert (await store.statistics()).journal_mode == "wal"
