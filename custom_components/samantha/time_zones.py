"""Time zones that are not the house's; what is read from disk once stays known."""

from collections.abc import Iterable
from datetime import tzinfo
from functools import cache
import zoneinfo

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util


@cache
def zone_named(name: str) -> tzinfo | None:
    """Return a time zone by its IANA name; the first time it is read from disk."""
    return dt_util.get_time_zone(name)


async def async_load_zones(hass: HomeAssistant, names: Iterable[str]) -> None:
    """Read time zones, so that nothing waits for the disk when they are needed."""
    for name in names:
        await hass.async_add_executor_job(zone_named, name)


async def async_zone_names(hass: HomeAssistant) -> list[str]:
    """Return the IANA names of all time zones."""
    return sorted(await hass.async_add_executor_job(zoneinfo.available_timezones))
