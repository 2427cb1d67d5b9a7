"""The system health page says in a few lines how she is."""

from typing import Any

from homeassistant.components import conversation
from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_system_health_info,
)

from custom_components.samantha.const import DOMAIN
from custom_components.samantha.store.schema import VERSION


async def health(hass: HomeAssistant) -> dict[str, Any]:
    """Return her lines."""
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    lines: dict[str, Any] = await get_system_health_info(hass, DOMAIN)
    return lines


@pytest.mark.usefixtures("samantha")
async def test_loaded(hass: HomeAssistant) -> None:
    """While she runs, the lines tell of her database and her turns."""
    before = await health(hass)
    assert before.pop("database_size").endswith(" KiB")
    assert before == {
        "loaded": True,
        "database_version": VERSION,
        "turns_answered": 0,
    }
    for text in ("hello", "xyzzy"):
        await conversation.async_converse(
            hass, text, None, Context(), "en", "conversation.samantha"
        )
    assert (await health(hass))["turns_answered"] == 2


async def test_not_loaded(hass: HomeAssistant, samantha: MockConfigEntry) -> None:
    """While she does not run, one line says so."""
    await health(hass)
    await hass.config_entries.async_unload(samantha.entry_id)
    assert await health(hass) == {"loaded": False}
