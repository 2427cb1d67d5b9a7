"""The shared house, with residents in it and an ear in every room."""

import asyncio
from collections.abc import AsyncGenerator, Iterator

import pytest
import pytest_socket

from tests.house.client import House
from tests.house.furnish import add_residents
from tests.house.heard import Ears
from tests.house.moving import enter
from tests.house.plan import SATELLITES
from tests.house.process import HomeAssistant

from ..conftest import DOMAIN
from .scene import Home


@pytest.fixture(scope="package")
def residents(warm_process: HomeAssistant) -> Iterator[dict[str, str]]:
    """Tell her who lives in the shared house; return their keys by person."""
    pytest_socket.enable_socket()

    async def move_in() -> dict[str, str]:
        async with await enter(warm_process) as house:
            (entry,) = await house.entries(DOMAIN)
            return await add_residents(house, entry["entry_id"])

    async def move_out() -> None:
        async with await enter(warm_process) as house:
            (entry,) = await house.entries(DOMAIN)
            for part in await house.subentries(entry["entry_id"]):
                await house.delete_subentry(entry["entry_id"], part["subentry_id"])

    yield asyncio.run(move_in())
    asyncio.run(move_out())


@pytest.fixture
async def home(
    house: House, warm_process: HomeAssistant, residents: dict[str, str]
) -> AsyncGenerator[Home]:
    """Return the house: Anna in the kitchen, Theo away, nothing to be said."""
    home = Home(house, warm_process, Ears(warm_process.folder), residents)
    await home.somebody_in("Kitchen")
    yield home
    await house.act("samantha.unhush")
    for room in SATELLITES:
        await home.plug_in(room, gone=False)
