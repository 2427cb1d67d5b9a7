"""Whom the residents are to call: a contact whose call is due at this hour."""

import asyncio
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from .client import House

NAME: Final = "Maria"
CONTACT: Final[dict[str, Any]] = {
    "name": NAME,
    "nicknames": [],
    "relation": "sister",
    "cadence": 14,
}
# So long ago somebody called her last.
_AGO: Final = timedelta(days=20)
_LAST_MINUTE: Final = 59
_MINUTE: Final = 60


async def let_a_call_be_due(house: House) -> None:
    """Have a contact of everybody who is good to call in this hour, and long due."""
    (entry,) = await house.entries("samantha")
    zone = ZoneInfo((await house.command("get_config"))["time_zone"])
    now = datetime.now(zone)
    if now.minute == _LAST_MINUTE:
        # The hour would be over before she has said anything.
        await asyncio.sleep(_MINUTE - now.second)
        now = datetime.now(zone)
    calls = {"call_start": f"{now:%H}:00:00", "call_until": f"{now:%H}:59:59"}
    form = await house.start_subentry(entry["entry_id"], "contact")
    await house.submit_subentry(form, {**CONTACT, "calls": calls})
    await house.wait_for_state("binary_sensor.maria_call_due", "off")
    await house.act(
        "samantha.log_call", contact=NAME, at=f"{now - _AGO:%Y-%m-%d %H:%M:%S}"
    )
