"""What all tests share: a Home Assistant with her in it."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from homeassistant.const import CONF_LANGUAGE, CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.loader import DATA_CUSTOM_COMPONENTS
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.samantha.const import CONF_NICKNAMES, DOMAIN

from .her_house import House, built


@pytest.fixture
def hass(hass: HomeAssistant) -> HomeAssistant:
    """Return a Home Assistant that may load her."""
    hass.data.pop(DATA_CUSTOM_COMPONENTS)
    return hass


@pytest.fixture
def config_folder(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Give Home Assistant a configuration folder of its own."""
    hass.config.config_dir = str(tmp_path)
    return tmp_path


@pytest.fixture
def options() -> dict[str, Any]:
    """Return what the owner decided; a test says otherwise by parametrizing it."""
    return {}


@pytest.fixture
def entry(options: dict[str, Any]) -> MockConfigEntry:
    """Return her entry as the config flow makes it."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="Samantha",
        data={CONF_NAME: "Samantha", CONF_NICKNAMES: ["Sam"], CONF_LANGUAGE: "en"},
        options=options,
    )


@pytest.fixture
async def samantha(
    hass: HomeAssistant, config_folder: Path, entry: MockConfigEntry
) -> AsyncGenerator[MockConfigEntry]:
    """Set her up in a running Home Assistant, and unload her at the end."""
    assert hass.config.path() == str(config_folder)
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    yield entry
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.fixture
async def house(
    hass: HomeAssistant,
    config_folder: Path,
    hass_client_no_auth: ClientSessionGenerator,
    entry: MockConfigEntry,
) -> AsyncGenerator[House]:
    """Build a house: Anna in the kitchen, Theo away, nobody in the bedroom."""
    assert hass.config.path() == str(config_folder)
    async with built(hass, hass_client_no_auth, entry) as house:
        yield house
