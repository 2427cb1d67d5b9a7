"""Databases for as long as a block, and as bytes."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
import resource
from tempfile import TemporaryDirectory
from typing import override

from custom_components.samantha.store import Store


class Content(bytes):
    """What is in a file, without filling the report of a test that fails."""

    __slots__ = ()

    @override
    def __repr__(self) -> str:
        """Tell the length alone."""
        return f"<{len(self)} bytes>"


@asynccontextmanager
async def opened(path: Path) -> AsyncGenerator[Store]:
    """Open the store and close it at the end."""
    store = await Store.open(path)
    try:
        yield store
    finally:
        await store.close()


@contextmanager
def placed(**files: bytes) -> Generator[Path]:
    """Put files into a folder of their own, named by what follows `samantha`."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "samantha.db")
        for name, content in files.items():
            path.with_name(f"samantha.{name.replace('_', '-')}").write_bytes(content)
        yield path


def contents(path: Path) -> dict[str, Content]:
    """Return what is in the database's folder, but for the index SQLite makes anew."""
    return {
        file.name: Content(file.read_bytes())
        for file in path.parent.iterdir()
        if not file.name.endswith("-shm")
    }


@contextmanager
def disk_full_at(size: int) -> Generator[None]:
    """Let the kernel refuse what is written past this offset of any file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
