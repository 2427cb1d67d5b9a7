"""A disk that does not take what is written: told apart from damage, and survived.

Root is not stopped by permission bits, and root runs tests in many a container: so the
tests of permissions give up root's rights for the moment, and the full disk is one
that the kernel (a limit on file sizes) or SQLite (a limit on pages) makes full.
"""

from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
import os
from pathlib import Path
import resource
import sqlite3
from tempfile import TemporaryDirectory

import pytest

from custom_components.samantha.store import Store, StoreUnwritableError

from .databases import contents, disk_full_at, opened

_NOBODY = 65534


@pytest.fixture
def public_path() -> Generator[Path]:
    """Return a path in a folder that others than its owner may enter."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder, "samantha.db")


@contextmanager
def _without_root() -> Generator[None]:
    before = os.geteuid()
    os.seteuid(before or _NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@contextmanager
def _file_handles(left: int) -> Generator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    taken: list[int] = []
    with suppress(OSError):
        while True:
            taken.append(os.open(os.devnull, os.O_RDONLY))
    for _ in range(left):
        os.close(taken.pop())
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for handle in taken:
            os.close(handle)


async def _assert_unwritable(path: Path) -> None:
    with pytest.raises(StoreUnwritableError):
        await Store.open(path)


async def test_folder_in_its_place(path: Path) -> None:
    """A folder is in the file's place."""
    path.mkdir()
    await _assert_unwritable(path)


async def test_pipe_in_its_place(path: Path) -> None:
    """A named pipe is in the file's place."""
    os.mkfifo(path)
    await _assert_unwritable(path)


async def test_no_folder(path: Path) -> None:
    """The folder is not there."""
    await _assert_unwritable(path / "samantha.db")


async def test_no_files_here() -> None:
    """The file system takes no files."""
    await _assert_unwritable(Path("/proc/samantha.db"))


async def test_no_write_ahead_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite can't keep a write-ahead log, as on some network shares."""
    # By this name SQLite takes it for a database in memory, which has none either.
    monkeypatch.chdir(tmp_path)
    Path(":memory:").touch()
    with pytest.raises(StoreUnwritableError, match="write-ahead log"):
        await Store.open(Path(":memory:"))


@pytest.mark.filterwarnings("error")  # an unclosed connection is a warning
@pytest.mark.parametrize("left", range(5))
async def test_no_file_handles(path: Path, left: int) -> None:
    """The process has too few file handles left, at any step of opening."""
    with _file_handles(left):
        await _assert_unwritable(path)
    async with opened(path) as store:
        assert await store.get_meta("created") is not None


async def test_read_only_folder(public_path: Path) -> None:
    """The folder is read-only, and has no database."""
    public_path.parent.chmod(0o555)
    with _without_root():
        await _assert_unwritable(public_path)
    assert contents(public_path) == {}


@pytest.mark.parametrize(
    ("folder_mode", "file_mode"),
    [(0o555, 0o444), (0o777, 0o444), (0o555, 0o666), (0o777, 0o000)],
)
async def test_read_only_database(
    public_path: Path, folder_mode: int, file_mode: int
) -> None:
    """The database or its folder is read-only."""
    async with opened(public_path):
        pass
    before = contents(public_path)
    public_path.chmod(file_mode)
    public_path.parent.chmod(folder_mode)
    with _without_root():
        await _assert_unwritable(public_path)
    public_path.chmod(0o666)
    public_path.parent.chmod(0o777)
    assert contents(public_path)["samantha.db"] == before["samantha.db"]
    async with opened(public_path) as store:
        await store.set_meta("key", "value")


async def test_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process has the database for itself."""
    monkeypatch.setattr(
        "custom_components.samantha.store.connection.BUSY_TIMEOUT_MS", 10
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        await _assert_unwritable(path)


@pytest.mark.parametrize("size", [0, 1, 100, 4096, 8192, 12288])
async def test_full_at_first(path: Path, size: int) -> None:
    """A disk that is full at first leaves nothing broken."""
    with disk_full_at(size):
        await _assert_unwritable(path)
    async with opened(path) as store:
        assert await store.get_meta("created") is not None


@pytest.mark.parametrize("room", [0, 1, 24, 4096, 5000])
async def test_full_later(store: Store, path: Path, room: int) -> None:
    """A disk that fills loses only what it refused."""
    await store.set_meta("accepted", "value")
    used = path.with_name("samantha.db-wal").stat().st_size
    with disk_full_at(used + room):
        with pytest.raises(StoreUnwritableError):
            await store.set_meta("refused", "x" * 20_000)
        assert await store.get_meta("accepted") == "value"
    assert await store.get_meta("refused") is None
    await store.set_meta("refused", "there is room again")
    assert await store.get_meta("refused") == "there is room again"


async def test_full_database(store: Store) -> None:
    """A database that is full loses only what it refused."""
    await store.set_meta("accepted", "value")
    async with store.transaction() as transaction:
        [(pages,)] = await transaction.execute("PRAGMA page_count")
        await transaction.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnwritableError, match="FULL"):
        await store.set_meta("refused", "x" * 20_000)
    async with store.transaction() as transaction:
        await transaction.execute("PRAGMA max_page_count = 1000000")
    await store.set_meta("accepted too", "x" * 20_000)
    assert await store.get_meta("accepted") == "value"
    assert await store.get_meta("refused") is None


async def test_close_on_a_full_disk(path: Path) -> None:
    """A full disk does not keep her from closing."""
    store = await Store.open(path)
    await store.set_meta("accepted", "x" * 20_000)
    with disk_full_at(4096):
        await store.close()
    async with opened(path) as again:
        assert await again.get_meta("accepted") == "x" * 20_000


async def test_backup_on_a_full_disk(store: Store, path: Path) -> None:
    """A full disk is told before a backup, and fails none that was made."""
    await store.set_meta("first", "the first write leaves nothing behind")
    await store.set_meta("accepted", "x" * 20_000)
    with disk_full_at(4096):
        with pytest.raises(StoreUnwritableError):
            await store.hold_checkpoints()
        assert (await store.statistics()).checkpoints_held is True
        await store.release_checkpoints()
    assert (await store.statistics()).checkpoints_held is False
    assert await store.get_meta("accepted") == "x" * 20_000
    await store.hold_checkpoints()
    assert path.with_name("samantha.db-wal").stat().st_size == 0
