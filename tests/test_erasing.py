"""What belonged to a resident goes with them, whenever they go."""

import asyncio
from pathlib import Path

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import HomeAssistant
import pytest

from custom_components.samantha.store import Store
from custom_components.samantha.store.belongings import residents_with_belongings

from .her_house import House

DATABASE = "samantha.db"


async def belongings(folder: Path) -> frozenset[str]:
    """Return whose things are in the database of an entry that is not loaded."""
    store = await Store.open(folder / DATABASE)
    try:
        return await residents_with_belongings(store)
    finally:
        await store.close()


@pytest.fixture
async def anna(house: House) -> str:
    """Give Anna a message, a reminder, something to be said and a hush."""
    for_anna = {"for": ["person.anna"]}
    await house.act("deliver_message", **for_anna, message="Come on Sunday.")
    await house.act("hush", **for_anna, duration={"hours": 1})
    await house.say(text="The post is here.", **for_anna)
    await house.act("remind", **for_anna, text="Call Tom", arrives="person.anna")
    return house.residents["anna"]


async def test_closing_waits(
    hass: HomeAssistant, house: House, config_folder: Path, anna: str
) -> None:
    """Unloaded in the same moment, she erases all of it before she closes."""
    hass.config_entries.async_remove_subentry(house.entry, anna)
    await hass.config_entries.async_unload(house.entry.entry_id)
    assert anna not in await belongings(config_folder)


async def test_stopping_waits(hass: HomeAssistant, house: House, anna: str) -> None:
    """When Home Assistant stops in the same moment, all of it is erased first."""
    hass.config_entries.async_remove_subentry(house.entry, anna)
    before = set(asyncio.all_tasks())
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    # Of what went on before, nothing is waited for.
    await asyncio.gather(*(asyncio.all_tasks() - before))
    assert anna not in await residents_with_belongings(house.entry.runtime_data.store)


async def test_gone_meanwhile(
    hass: HomeAssistant, house: House, config_folder: Path, anna: str
) -> None:
    """Who goes while she is not loaded leaves nothing once she is loaded again."""
    await hass.config_entries.async_unload(house.entry.entry_id)
    hass.config_entries.async_remove_subentry(house.entry, anna)
    assert anna in await belongings(config_folder)
    await hass.config_entries.async_setup(house.entry.entry_id)
    await hass.config_entries.async_unload(house.entry.entry_id)
    assert anna not in await belongings(config_folder)
