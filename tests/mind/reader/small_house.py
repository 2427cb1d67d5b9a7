"""A small house in which much can be asked, and a way to ask her about it."""

from collections.abc import Awaitable, Callable
import logging
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import conversation
from homeassistant.core import Context, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.house.inside import building
from tests.house.inside.home import Home
from tests.house.inside.plan import from_file
from tests.house.inside.reading import read

type Ask = Callable[..., Awaitable[str]]


@pytest.fixture
async def house(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, samantha: MockConfigEntry
) -> Home:
    """Build the house with her in it."""
    content = read(Path(__file__).with_name("small_house.yaml"))
    plan = from_file("small", content)
    freezer.move_to(building.moment_of(plan))
    home = await building.build(hass, plan, freezer)
    samantha.runtime_data.mind.close()
    return home


@pytest.fixture
def ask(house: Home, caplog: pytest.LogCaptureFixture) -> Ask:
    """Return a way to ask her; nothing may be done, and nothing may go wrong."""
    hass = house.hass
    caplog.set_level(logging.DEBUG)

    async def ask(text: str, *, area: str | None = None, talk: str = "talk") -> str:
        caplog.clear()
        before = house.condition()
        result = await conversation.async_converse(
            hass,
            text,
            talk,
            Context(),
            "en",
            "conversation.samantha",
            house.satellites[area] if area else None,
        )
        await hass.async_block_till_done()
        assert house.condition() == before, text
        hers = [
            record
            for record in caplog.records
            if record.name.startswith("custom_components.samantha")
        ]
        assert [record for record in hers if record.levelno > logging.DEBUG] == []
        assert not [record for record in hers if text in record.getMessage()]
        speech: str = result.response.speech["plain"]["speech"]
        return speech

    return ask
