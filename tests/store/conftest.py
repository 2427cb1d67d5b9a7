"""What the tests of the store start from."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio
from pytest_socket import socket_allow_hosts

from custom_components.samantha.store import Store

from .databases import Content, contents, opened

_VALUES = {f"key {number}": f"value {number} " * 100 for number in range(20)}


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: the store needs none."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database is, or will be."""
    return tmp_path / "samantha.db"


@pytest.fixture
async def store(path: Path) -> AsyncGenerator[Store]:
    """Return an open store."""
    async with opened(path) as store:
        yield store


@pytest.fixture
def processes() -> None:
    """Let a test start processes, which `multiprocessing` does over a Unix socket."""
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def sound(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Return a sound, closed database of several pages."""
    path = tmp_path_factory.mktemp("sound") / "samantha.db"
    async with opened(path) as store:
        for key, value in _VALUES.items():
            await store.set_meta(key, value)
    return contents(path)[path.name]
