"""Looking around costs nothing while nothing of use changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import perf_counter
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import label_registry as lr
from homeassistant.util import dt as dt_util

from custom_components.samantha.manners.verdict import Awaited, Change

from .house import House
from .test_rooms import pass_time


def furnish(house: House) -> str:
    """Fill a house with what is used; return an entity of it."""
    house.resident("Anna")
    kitchen = house.area("Kitchen")
    house.entity("assist_satellite.kitchen", kitchen, "idle")
    house.entity("media_player.kitchen", kitchen, "idle")
    return house.entity(
        "binary_sensor.kitchen", kitchen, "off", device_class="presence"
    )


@contextmanager
def states_asked(hass: HomeAssistant) -> Iterator[list[str]]:
    """Count which states are asked for."""
    asked: list[str] = []
    get = hass.states.get

    def counted(entity_id: str) -> object:
        asked.append(entity_id)
        return get(entity_id)

    with patch.object(type(hass.states), "get", side_effect=counted):
        yield asked


async def test_strangers_cost_nothing(house: House, hass: HomeAssistant) -> None:
    """States that aren't used change without a look at anything."""
    furnish(house)
    kitchen = "kitchen"
    light = house.entity("light.kitchen", kitchen, "off")
    door = house.entity("binary_sensor.door", kitchen, "off", device_class="door")
    await house.look()
    before = house.situation
    with states_asked(hass) as asked:
        for number in range(100):
            for stranger in (light, door, "sensor.power", "person.stranger"):
                hass.states.async_set(stranger, str(number))
        await hass.async_block_till_done()
        after = house.situation
    assert asked == []
    assert await house.news() == set()
    assert after.residents is before.residents
    assert after.areas is before.areas
    assert after.voices is before.voices


async def test_one_look_at_what_changed(house: House, hass: HomeAssistant) -> None:
    """A change is looked at in the room that it is in, and nowhere else."""
    sensor = furnish(house)
    hall = house.area("Hall")
    house.entity("binary_sensor.hall", hall, "off", device_class="presence")
    await house.look()
    before = house.situation
    with states_asked(hass) as asked:
        house.sets(sensor, "on")
        after = house.situation
    assert set(asked) == {sensor, "media_player.kitchen"}
    assert after.residents is before.residents
    assert after.areas[hall] is before.areas[hall]
    assert after.areas["kitchen"] != before.areas["kitchen"]
    # What was handed out before does not change.
    assert before.areas["kitchen"].occupied is False


async def test_news_that_is_none(house: House) -> None:
    """What changes without a difference to anybody is not told."""
    furnish(house)
    await house.look()
    before = house.situation
    house.sets("media_player.kitchen", "idle", volume_level=0.3)
    house.sets("person.anna", "home", latitude=1.0)
    house.sets("assist_satellite.kitchen", "idle", pipeline="x")
    assert await house.news() == set()
    assert house.situation.areas is before.areas


async def test_time(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The time is that of the question, in the time zone of the house."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    await house.look()
    first = house.situation.now
    freezer.tick(timedelta(hours=3))
    assert house.situation.now - first == timedelta(hours=3)
    assert house.situation.now == dt_util.now()
    assert str(house.situation.now.tzinfo) == "Europe/Berlin"


async def test_registries_in_a_burst(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A hundred changes of the registries are one look around, when they are over."""
    furnish(house)
    await house.look()
    with states_asked(hass) as asked:
        for number in range(100):
            house.entity(
                f"binary_sensor.new_{number}", "kitchen", device_class="motion"
            )
        await hass.async_block_till_done()
        assert asked == []
        await pass_time(hass, freezer, timedelta(seconds=2))
    assert asked.count("binary_sensor.new_7") == 1
    assert await house.news() == set()


async def test_registries_of_strangers(house: House, hass: HomeAssistant) -> None:
    """What is registered of entities that aren't used leads to no look at all."""
    furnish(house)
    light = house.entity("light.kitchen", "kitchen", "off")
    await house.look()
    before = house.situation
    with states_asked(hass) as asked:
        house.entities.async_update_entity(light, name="Lamp")
        house.entities.async_update_entity("binary_sensor.kitchen", icon="mdi:sofa")
        lr.async_get(hass).async_create("Cosy")
        await hass.async_block_till_done()
        after = house.situation
    assert asked == []
    assert after.areas is before.areas


async def test_situation_is_cheap_in_a_large_house(
    house: House, hass: HomeAssistant
) -> None:
    """A question costs the same among 3,000 entities: some microseconds."""
    furnish(house)
    for number in range(3_000):
        hass.states.async_set(f"sensor.number_{number}", "0")
    surroundings = await house.look()
    started = perf_counter()
    for _ in range(1_000):
        surroundings.situation()
    # Thousandths of a second a question would be far too many.
    assert perf_counter() - started < 1


async def test_listener_stops(house: House) -> None:
    """Who listens no more is told nothing."""
    sensor = furnish(house)
    surroundings = await house.look()
    heard: list[Awaited] = []
    stop = surroundings.listen(heard.extend)
    house.sets(sensor, "on")
    assert heard == [Awaited(Change.OCCUPANCY, "kitchen")]
    stop()
    stop()
    house.sets(sensor, "off")
    assert len(heard) == 1


async def test_close(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Once closed, nothing is followed any more."""
    sensor = furnish(house)
    motion = house.entity("binary_sensor.moves", "kitchen", "on", device_class="motion")
    await house.look()
    house.sets(motion, "off")
    await house.news()
    house.leave()
    house.sets(sensor, "on")
    house.resident("Ben")
    house.area("Hall")
    await pass_time(hass, freezer, timedelta(hours=1))
    assert await house.news() == set()
