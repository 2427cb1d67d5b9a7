"""The lines about her on Home Assistant's system health page."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .data import async_loaded_entry


@callback
def async_register(_hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Offer her lines."""
    register.async_register_info(_info)


async def _info(hass: HomeAssistant) -> dict[str, Any]:
    """Return what an owner may want to know at a glance."""
    if (entry := async_loaded_entry(hass)) is None:
        return {"loaded": False}
    data = entry.runtime_data
    store = await data.store.statistics()
    return {
        "loaded": True,
        "database_size": f"{store.size_bytes / 1024:.0f} KiB",
        "database_version": store.schema_version,
        "turns_answered": sum(data.mind.turns.values()),
    }
