"""A house with residents in it, to have things said in and to hear them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.house.client import House
from tests.house.heard import Ears
from tests.house.plan import SATELLITES
from tests.house.process import HomeAssistant

SAID: Final = "event.samantha_said"
WAITING: Final = "sensor.samantha_waiting"
HUSH: Final = "switch.samantha_hush"


@dataclass(frozen=True, slots=True)
class Home:
    """The house, its process, and an ear in every room."""

    house: House
    process: HomeAssistant
    ears: Ears
    residents: dict[str, str]

    async def say(self, text: str, **data: Any) -> Any:
        """Have her say something; return the response."""
        return await self.house.act(
            "samantha.say", return_response=True, text=text, **data
        )

    async def somebody_in(self, *rooms: str) -> None:
        """Let somebody be in these rooms, and nobody in the others."""
        for room in SATELLITES:
            action = "turn_on" if room in rooms else "turn_off"
            helper = f"world_{room.lower().replace(' ', '_')}_occupied"
            await self.house.act(f"input_boolean.{action}", f"input_boolean.{helper}")
            sensor = helper.removeprefix("world_").replace("occupied", "occupancy")
            await self.house.wait_for_state(
                f"binary_sensor.{sensor}", action.removeprefix("turn_")
            )

    async def theo_is(self, place: str) -> None:
        """Let Theo be at home, or at work."""
        await self.house.act(
            "input_select.select_option", "input_select.world_theo", option=place
        )
        await self.house.wait_for_state(
            "person.theo", "home" if place == "home" else "Work"
        )

    async def plug_in(self, room: str, *, gone: bool) -> None:
        """Unplug a satellite, or plug it in again, which its state then tells."""
        await self.house.act("paper_voices.leave", SATELLITES[room], gone=gone)
        if not gone:
            await self.house.act("paper_voices.occupy", SATELLITES[room], seconds=0)

    async def now(self) -> datetime:
        """Return the time on the clocks of the house."""
        config = await self.house.command("get_config")
        return datetime.now(ZoneInfo(config["time_zone"]))


def reasons(told: dict[str, Any]) -> list[str]:
    """Return why a verdict is as it is."""
    return [reason["why"] for reason in told["reasons"]]
