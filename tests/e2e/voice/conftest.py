"""One stage for all voice tests, on the loop that they all share."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio
import pytest_socket

from tests.e2e.conftest import Watch
from tests.house.furnish import begin

from . import parts
from .stage import Stage, open_stage

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here, and let them share a loop."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.voice)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_stage(
    kept_house: Path, tmp_path_factory: pytest.TempPathFactory, watch: Watch
) -> AsyncGenerator[Stage]:
    """Set up everything that speaks and hears."""
    if not parts.is_installed():
        pytest.fail("Run script/setup --voice first")
    pytest_socket.enable_socket()
    async with open_stage(kept_house, tmp_path_factory.mktemp("voice")) as stage:
        watch.add(stage.process)
        watch.complaints()
        yield stage


@pytest_asyncio.fixture(loop_scope="session")
async def stage(shared_stage: Stage) -> Stage:
    """Return the stage, everything in the house as the plan has it."""
    await begin(shared_stage.house)
    return shared_stage
