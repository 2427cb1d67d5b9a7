"""The clock that she waits by is Home Assistant's."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.samantha.voice.clock import HouseClock

MINUTE = timedelta(minutes=1)


async def pass_time(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, time: timedelta
) -> None:
    """Let time pass."""
    freezer.tick(time)
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


async def test_now(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """The time is the house's."""
    await hass.config.async_set_time_zone("America/New_York")
    freezer.move_to("2026-11-25 12:00:00+00:00")
    assert HouseClock(hass).now().isoformat() == "2026-11-25T07:00:00-05:00"


async def test_call_at(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Something is done when it is due, once."""
    clock, done = HouseClock(hass), list[bool]()
    clock.call_at(clock.now() + MINUTE, lambda: done.append(True))
    await pass_time(hass, freezer, MINUTE / 2)
    assert done == []
    await pass_time(hass, freezer, MINUTE)
    await pass_time(hass, freezer, MINUTE)
    assert done == [True]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kolkata"])
async def test_call_at_in_any_zone(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, zone: str
) -> None:
    """A time of another zone is the same instant."""
    clock, done = HouseClock(hass), list[bool]()
    when = (clock.now() + MINUTE).astimezone(await dt_util.async_get_time_zone(zone))
    clock.call_at(when, lambda: done.append(True))
    await pass_time(hass, freezer, MINUTE + timedelta(seconds=1))
    assert done == [True]


async def test_past(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """What is past is due now."""
    clock, done = HouseClock(hass), list[bool]()
    clock.call_at(clock.now() - MINUTE, lambda: done.append(True))
    await pass_time(hass, freezer, timedelta(seconds=1))
    assert done == [True]


async def test_cancel(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """What was called off isn't done; to call it off again, or late, does no harm."""
    clock, done = HouseClock(hass), list[bool]()
    cancel = clock.call_at(clock.now() + MINUTE, lambda: done.append(True))
    late = clock.call_at(clock.now() + MINUTE, lambda: done.append(False))
    cancel()
    cancel()
    await pass_time(hass, freezer, 2 * MINUTE)
    late()
    assert done == [False]
