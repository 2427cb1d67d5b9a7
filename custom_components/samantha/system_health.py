"""The lines about her on Home Assistant's system health page."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .data import SamanthaConfigEntry


@callback
def async_register(_hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Offer her lines."""
    register.async_register_info(_info)


async def _info(hass: HomeAssistant) -> dict[str, Any]:
    """Return what an owner may want to know at a glance."""
    entries: list[SamanthaConfigEntry] = hass.config_entries.async_loaded_entries(
        DOMAIN
    )
    if not entries:
        return {"loaded": False}
    data = entries[0].runtime_data
    store = await data.store.statistics()
    return {
        "loaded": True,
        "database_size": f"{store.size_bytes / 1024:.0f} KiB",
        "database_version": store.schema_version,
        "turns_answered": sum(data.mind.turns.values()),
    }
