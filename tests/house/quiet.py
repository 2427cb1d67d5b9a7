"""The quiet hours of the house, as its owner sets them in her options."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from .client import House

_SINCE: Final = timedelta(hours=2)


async def set_quiet_hours(house: House, lasting: timedelta) -> datetime:
    """Let them have begun, and last so much longer; return their end, to the second."""
    zone = ZoneInfo((await house.command("get_config"))["time_zone"])
    end = (datetime.now(zone) + lasting).replace(microsecond=0)
    (entry,) = await house.entries("samantha")
    step = await house.start_options(entry["entry_id"])
    chosen = {
        field["name"]: field["description"]["suggested_value"]
        for field in step["data_schema"]
        if "suggested_value" in (field.get("description") or {})
    }
    chosen["quiet_from"] = f"{end - _SINCE:%H:%M:%S}"
    chosen["quiet_until"] = f"{end:%H:%M:%S}"
    async with house.reloading(entry["entry_id"]):
        await house.submit_options(step, chosen)
    return end
