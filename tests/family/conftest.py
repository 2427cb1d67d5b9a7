"""The house of the tests of her speaking, in which time is moved."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
import os
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from ..her_house import House
from ..voice.satellite import Satellite

BERLIN = ZoneInfo("Europe/Berlin")
# A Wednesday.
MORNING = datetime(2026, 11, 25, 10, tzinfo=BERLIN)


_MOST_TURNS = 3_000


class Time:
    """Moves the clocks of a house."""

    def __init__(self, house: House, freezer: FrozenDateTimeFactory) -> None:
        """Move them for a house."""
        self._house = house
        self._freezer = freezer

    async def to(self, text: str) -> None:
        """Go on to a time of the day, or to a day and a time, in Berlin."""
        at = datetime.fromisoformat(text if " " in text else f"2026-11-25 {text}")
        await self._to(at.replace(tzinfo=BERLIN))

    async def on(self, length: timedelta) -> None:
        """Go on for a while."""
        await self._to(datetime.now(UTC) + length)

    async def heard(self, room: Satellite, *texts: str) -> None:
        """Let what is said be said, and see that a room has heard just this."""
        await self.until(lambda: len(room.heard) >= len(texts))
        assert room.heard == list(texts)

    async def until(self, fits: Callable[[], bool]) -> None:
        """Let others have their turn, also threads, until it is so; not for ever."""
        for _ in range(_MOST_TURNS):
            await self._house.settle()
            if fits():
                break
            await self._house.hass.async_add_executor_job(os.sched_yield)

    async def _to(self, at: datetime) -> None:
        self._freezer.move_to(at)
        async_fire_time_changed(self._house.hass, at)
        await self._house.settle()


@pytest.fixture
async def berlin(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Have the house stand in Berlin, on a Wednesday at ten in the morning."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to(MORNING)


@pytest.fixture
async def time(berlin: None, house: House, freezer: FrozenDateTimeFactory) -> Time:
    """Return what moves the clocks of the house."""
    del berlin
    return Time(house, freezer)
