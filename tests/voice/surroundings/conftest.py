"""A house to look around in."""

from collections.abc import AsyncGenerator
from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.store import Store

from .house import House


@pytest.fixture
async def house(
    hass: HomeAssistant, entry: MockConfigEntry, tmp_path: Path
) -> AsyncGenerator[House]:
    """Return a house with nobody and nothing in it."""
    store = await Store.open(tmp_path / "samantha.db")
    entry.add_to_hass(hass)
    house = House(hass, entry, store)
    yield house
    house.leave()
    await store.close()
