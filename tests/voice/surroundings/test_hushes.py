"""A hush holds until its end, over a restart, for the house, a resident or an area."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from custom_components.samantha.manners.verdict import Awaited, Change
from custom_components.samantha.store import StoreError

from .house import House
from .test_rooms import pass_time

HOUR = timedelta(hours=1)


async def test_house(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A hush of the house begins, is told, and ends by itself."""
    await house.look()
    assert house.situation.hushed_until is None
    until = dt_util.now() + HOUR
    await house.hushes.async_hush(until)
    assert house.situation.hushed_until == until
    assert await house.news() == {Awaited(Change.HUSH)}
    await pass_time(hass, freezer, HOUR - timedelta(seconds=1))
    assert house.situation.hushed_until == until
    assert await house.news() == set()
    await pass_time(hass, freezer, timedelta(seconds=2))
    assert house.situation.hushed_until is None
    assert await house.news() == {Awaited(Change.HUSH)}


async def test_resident_and_area(house: House) -> None:
    """A hush can be one resident's or one area's, and the rest is not touched."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    anna, ben = house.resident("Anna"), house.resident("Ben")
    await house.look()
    until = dt_util.now() + HOUR
    await house.hushes.async_hush(until, scope="resident", subject=anna)
    assert await house.news() == {Awaited(Change.HUSH, anna)}
    await house.hushes.async_hush(until, scope="area", subject=hall)
    assert await house.news() == {Awaited(Change.HUSH, hall)}
    assert house.seen_resident(anna).hushed_until == until
    assert house.seen_resident(ben).hushed_until is None
    assert house.seen_area(hall).hushed_until == until
    assert house.seen_area(kitchen).hushed_until is None
    assert house.situation.hushed_until is None


async def test_unhush(house: House) -> None:
    """A hush can be ended early; one that isn't there can't."""
    hall = house.area("Hall")
    await house.look()
    until = dt_util.now() + HOUR
    await house.hushes.async_hush(until)
    await house.hushes.async_hush(until, scope="area", subject=hall)
    await house.news()
    assert await house.hushes.async_unhush()
    assert await house.news() == {Awaited(Change.HUSH)}
    assert house.situation.hushed_until is None
    assert house.seen_area(hall).hushed_until == until
    assert not await house.hushes.async_unhush()
    assert await house.hushes.async_unhush_all()
    assert house.seen_area(hall).hushed_until is None
    assert not await house.hushes.async_unhush_all()


async def test_new_end(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A hush takes the place of an earlier one, be it shorter or longer."""
    await house.look()
    await house.hushes.async_hush(dt_util.now() + HOUR)
    await house.hushes.async_hush(dt_util.now() + 2 * HOUR)
    await pass_time(hass, freezer, HOUR + timedelta(seconds=1))
    assert house.situation.hushed_until
    await house.hushes.async_hush(dt_util.now() + timedelta(minutes=1))
    await pass_time(hass, freezer, timedelta(minutes=1, seconds=1))
    assert house.situation.hushed_until is None


async def test_past_end(house: House) -> None:
    """A hush until a time that is past is none, and ends the one that was."""
    await house.look()
    await house.hushes.async_hush(dt_util.now() + HOUR)
    await house.hushes.async_hush(dt_util.now())
    assert house.situation.hushed_until is None


async def test_restart(house: House, freezer: FrozenDateTimeFactory) -> None:
    """What was asked for holds after a restart, unless it is over meanwhile."""
    hall, kitchen = house.area("Hall"), house.area("Kitchen")
    await house.look()
    until = dt_util.now() + 2 * HOUR
    await house.hushes.async_hush(until)
    await house.hushes.async_hush(until - HOUR, scope="area", subject=hall)
    await house.hushes.async_hush(until, scope="area", subject=kitchen)
    await house.hushes.async_unhush(scope="area", subject=kitchen)
    house.leave()
    freezer.tick(HOUR + timedelta(minutes=1))
    await house.look()
    assert house.situation.hushed_until == until
    assert house.seen_area(hall).hushed_until is None
    assert house.seen_area(kitchen).hushed_until is None


async def test_unwritable(house: House) -> None:
    """A hush that can't be kept doesn't hold, and who asked for it learns that."""
    await house.look()
    await house.store.close()
    with pytest.raises(StoreError):
        await house.hushes.async_hush(dt_util.now() + HOUR)
    assert house.situation.hushed_until is None
    assert await house.news() == set()


async def test_nothing_after_the_end(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Once nobody looks, nothing is told."""
    await house.look()
    await house.hushes.async_hush(dt_util.now() + HOUR)
    await house.news()
    house.leave()
    await pass_time(hass, freezer, 2 * HOUR)
    assert await house.news() == set()
