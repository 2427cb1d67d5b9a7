"""One warm house for most tests, and houses of their own for those that need one.

Run them on another Home Assistant with SAMANTHA_HASS=/path/to/hass.
"""

import asyncio
from collections.abc import AsyncGenerator, Generator, Iterator, Sequence
from pathlib import Path
import shutil

import pytest
import pytest_socket

from tests.house.client import House
from tests.house.furnish import add_samantha, begin
from tests.house.local_model import add_model, remove_model
from tests.house.log import LogLine
from tests.house.moving import copy, enter, furnished
from tests.house.process import HomeAssistant
from tests.model_server import MODEL, ModelServer, model_server

DOMAIN = "samantha"

HERE = Path(__file__).parent

# Home Assistant says this of every integration that is not its own.
CUSTOM_INTEGRATION = (
    f"We found a custom integration {DOMAIN} which has not been tested by Home "
    "Assistant. This component might cause stability problems, be sure to disable it "
    "if you experience issues with Home Assistant"
)


class Watch:
    """What the processes of this session said about her since last asked."""

    def __init__(self) -> None:
        """Watch nobody yet."""
        self._read: dict[HomeAssistant, int] = {}

    def add(self, process: HomeAssistant) -> None:
        """Watch a process from the beginning of its log."""
        self._read[process] = 0

    def complaints(self) -> list[LogLine]:
        """Return the new warnings and errors about her."""
        found: list[LogLine] = []
        for process, since in self._read.items():
            self._read[process] = process.log_size()
            found += process.log_lines("WARNING", about=DOMAIN, since=since)
        return [line for line in found if line.text != CUSTOM_INTEGRATION]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Stay without the Home Assistant inside this process that other tests have."""


@pytest.fixture(autouse=True)
def _loopback(socket_enabled: None) -> None:
    """Allow sockets; the plugin keeps them to this machine."""


@pytest.fixture(scope="session")
def watch() -> Watch:
    """Return the watch over all logs."""
    return Watch()


@pytest.fixture
def expected_complaints() -> list[str]:
    """Return how messages begin that a test provokes; the test adds to it."""
    return []


@pytest.fixture(autouse=True)
def _quiet_log(watch: Watch, expected_complaints: list[str]) -> Generator[None]:
    """Fail a test that made Home Assistant warn about her."""
    watch.complaints()
    yield
    _assert_quiet(watch, expected_complaints)


@pytest.fixture(scope="session")
def kept_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the furnished folder that houses are copied from."""
    pytest_socket.enable_socket()
    kept = tmp_path_factory.mktemp("kept") / "config"
    shutil.copytree(asyncio.run(furnished()), kept)
    return kept


@pytest.fixture(scope="session")
def warm_process(
    kept_house: Path, tmp_path_factory: pytest.TempPathFactory, watch: Watch
) -> Iterator[HomeAssistant]:
    """Return the process that most tests share, with Samantha set up in it."""
    pytest_socket.enable_socket()
    folder = tmp_path_factory.mktemp("warm") / "config"
    copy(kept_house, folder)
    process = HomeAssistant(folder)
    watch.add(process)

    async def start() -> None:
        await process.start()
        async with await enter(process) as house:
            await house.wait_until_running()
            await add_samantha(house)

    try:
        asyncio.run(start())
        _assert_quiet(watch)
        yield process
        asyncio.run(process.stop())
        _assert_quiet(watch)
    finally:
        asyncio.run(process.kill())


@pytest.fixture
async def house(warm_process: HomeAssistant) -> AsyncGenerator[House]:
    """Return the shared house, everything in it as the plan has it."""
    async with await enter(warm_process) as opened:
        await begin(opened)
        yield opened


@pytest.fixture
async def server(house: House) -> AsyncGenerator[ModelServer]:
    """Give her a model for one test, behind a server that does as a script says."""
    async with model_server() as running:
        added = await add_model(house, running.url, name=MODEL, patience=5)
        yield running
        await remove_model(house, added)


@pytest.fixture
async def own_process(
    kept_house: Path, tmp_path: Path, watch: Watch
) -> AsyncGenerator[HomeAssistant]:
    """Return a process for one test to stop, kill or damage; Samantha is set up."""
    folder = tmp_path / "config"
    copy(kept_house, folder)
    process = HomeAssistant(folder)
    watch.add(process)
    try:
        await process.start()
        async with await enter(process) as opened:
            await opened.wait_until_running()
            await add_samantha(opened)
        await process.until_stored("core.config_entries", DOMAIN)
        yield process
    finally:
        await process.kill()


def _assert_quiet(watch: Watch, expected: Sequence[str] = ()) -> None:
    unexpected = [
        line
        for line in watch.complaints()
        if not line.message.startswith(tuple(expected))
    ]
    assert not unexpected, "\n".join(map(str, unexpected))
