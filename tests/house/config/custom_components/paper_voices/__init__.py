"""Satellites, speech and the inside of a speaker for a house without hardware.

They behave as real ones do: the engine makes a sound as long as the words take, the
satellites fetch it over HTTP and play it for its length. The words are readable in the
sound, and what was played is written down.
"""

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
import probatio

from .playing import async_play

PLATFORMS = (Platform.ASSIST_SATELLITE, Platform.TTS)
CONFIG_SCHEMA = cv.config_entry_only_config_schema("paper_voices")


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Register what a media player of the house plays its sounds by."""

    async def play(call: ServiceCall) -> None:
        await async_play(hass, **call.data)

    fields = {probatio.Required(key): cv.string for key in ("url", "room", "voice")}
    hass.services.async_register("paper_voices", "play", play, probatio.Schema(fields))
    return True


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Set up the satellites and the engine."""
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Take them away."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
