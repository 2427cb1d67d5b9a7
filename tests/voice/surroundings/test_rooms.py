"""Whether rooms are in use, what they listen to, and which are one."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.samantha.house_settings import CONF_GUESTS, CONF_OPEN_PLAN
from custom_components.samantha.manners.situation import Playing
from custom_components.samantha.manners.verdict import Awaited, Change
from custom_components.samantha.voice.occupancy import MOTION_HOLDS

from .house import House


async def pass_time(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, time: timedelta
) -> None:
    """Let time pass."""
    freezer.tick(time)
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


@pytest.mark.parametrize("device_class", ["occupancy", "presence"])
@pytest.mark.parametrize(
    ("state", "occupied"),
    [("on", True), ("off", False), ("unknown", None), ("unavailable", None)],
)
async def test_presence_sensor(
    house: House, device_class: str, state: str, *, occupied: bool | None
) -> None:
    """A presence sensor tells that somebody is there, and that nobody is."""
    kitchen = house.area("Kitchen")
    sensor = house.entity(
        "binary_sensor.kitchen", kitchen, "unknown", device_class=device_class
    )
    await house.look()
    house.sets(sensor, state)
    assert house.seen_area(kitchen).occupied is occupied


@pytest.mark.parametrize(
    ("device_class", "state"),
    [(None, "on"), ("door", "on"), ("moving", "on"), ("connectivity", "on")],
)
async def test_other_sensors(
    house: House, device_class: str | None, state: str
) -> None:
    """What senses something else tells nothing of who is there."""
    kitchen = house.area("Kitchen")
    house.entity("binary_sensor.kitchen", kitchen, state, device_class=device_class)
    await house.look()
    assert house.seen_area(kitchen).occupied is None


async def test_motion(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A motion counts for a while; no motion never tells that nobody is there."""
    kitchen = house.area("Kitchen")
    sensor = house.entity(
        "binary_sensor.kitchen", kitchen, "off", device_class="motion"
    )
    await house.look()
    assert house.seen_area(kitchen).occupied is None
    house.sets(sensor, "on")
    assert house.seen_area(kitchen).occupied is True
    house.sets(sensor, "off")
    await pass_time(hass, freezer, MOTION_HOLDS - timedelta(seconds=1))
    assert house.seen_area(kitchen).occupied is True
    # Another motion begins the wait anew.
    house.sets(sensor, "on")
    await pass_time(hass, freezer, timedelta(hours=1))
    assert house.seen_area(kitchen).occupied is True
    house.sets(sensor, "off")
    await house.news()
    await pass_time(hass, freezer, MOTION_HOLDS + timedelta(seconds=1))
    assert house.seen_area(kitchen).occupied is None
    assert await house.news() == {Awaited(Change.OCCUPANCY, kitchen)}


async def test_motion_that_was_not_seen(house: House) -> None:
    """A sensor that comes back from being unavailable has seen nothing."""
    kitchen = house.area("Kitchen")
    sensor = house.entity("binary_sensor.kitchen", kitchen, "on", device_class="motion")
    await house.look()
    house.sets(sensor, "unavailable")
    house.sets(sensor, "off")
    assert house.seen_area(kitchen).occupied is None


@pytest.mark.parametrize(
    ("radar", "second", "motion", "occupied"),
    [
        ("off", "off", "off", False),
        ("off", "on", "off", True),
        ("off", "off", "on", True),
        ("on", "off", "off", True),
        ("unavailable", "off", "off", None),
        ("off", "unavailable", "off", None),
        ("unavailable", "on", "off", True),
        ("off", "off", "unavailable", False),
    ],
)
async def test_several_sensors(
    house: House, radar: str, second: str, motion: str, *, occupied: bool | None
) -> None:
    """One that sees somebody is enough; that nobody is there takes all of them."""
    hall = house.area("Hall")
    house.entity("binary_sensor.radar", hall, radar, device_class="presence")
    house.entity("binary_sensor.second", hall, second, device_class="occupancy")
    house.entity("binary_sensor.motion", hall, motion, device_class="motion")
    await house.look()
    assert house.seen_area(hall).occupied is occupied


@pytest.mark.parametrize(
    ("state", "device_class", "content", "playing"),
    [
        ("playing", "speaker", "music", Playing.MUSIC),
        ("buffering", "speaker", "playlist", Playing.MUSIC),
        ("playing", None, None, Playing.MUSIC),
        ("playing", "receiver", "movie", Playing.WATCHING),
        ("playing", "speaker", "tvshow", Playing.WATCHING),
        ("paused", "speaker", "music", Playing.NOTHING),
        ("idle", "speaker", None, Playing.NOTHING),
        ("on", "speaker", None, Playing.NOTHING),
        ("on", "receiver", None, Playing.NOTHING),
        ("playing", "tv", "music", Playing.WATCHING),
        ("on", "tv", None, Playing.WATCHING),
        ("on", "projector", None, Playing.WATCHING),
        ("paused", "tv", "movie", Playing.NOTHING),
        ("off", "tv", None, Playing.NOTHING),
        ("unavailable", "tv", None, Playing.NOTHING),
        ("unknown", "speaker", "music", Playing.NOTHING),
    ],
)
async def test_playing(
    house: House,
    state: str,
    device_class: str | None,
    content: str | None,
    playing: Playing,
) -> None:
    """Players tell whether a room listens to music or watches."""
    den = house.area("Den")
    player = house.entity("media_player.den", den, "off", device_class=device_class)
    await house.look()
    house.sets(player, state, media_content_type=content)
    assert house.seen_area(den).playing is playing


async def test_watching_goes_before_music(
    house: House,
) -> None:
    """A room that watches and has music on is watching; the end of either is told."""
    den = house.area("Den")
    speaker = house.entity("media_player.speaker", den, "playing")
    screen = house.entity("media_player.tv", den, "playing", device_class="tv")
    await house.look()
    assert house.seen_area(den).playing is Playing.WATCHING
    house.sets(screen, "off")
    assert house.seen_area(den).playing is Playing.MUSIC
    assert await house.news() >= {Awaited(Change.PLAYING, den)}
    house.sets(speaker, "paused")
    assert house.seen_area(den).playing is Playing.NOTHING


async def test_call_in_a_room(house: House) -> None:
    """Where somebody is on a call the room is; it moves with them and ends with it."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    house.sets("sensor.room", "Kitchen")
    house.sets("sensor.call", "idle")
    anna = house.resident("Anna", tracker="sensor.room", call="sensor.call")
    await house.look()
    house.sets("sensor.call", "offhook")
    assert await house.news() == {
        Awaited(Change.CALL, anna),
        Awaited(Change.CALL, kitchen),
    }
    assert house.seen_area(kitchen).on_call
    house.sets("sensor.room", "Hall")
    assert not house.seen_area(kitchen).on_call
    assert house.seen_area(hall).on_call
    house.sets("sensor.call", "idle")
    assert not house.seen_area(hall).on_call


async def test_open_plan(house: House) -> None:
    """Areas that the owner says are one room have one ear; others their own."""
    kitchen, dining, bath = (house.area(name) for name in ("Kitchen", "Dining", "Bath"))
    await house.look(**{CONF_OPEN_PLAN: [[dining, kitchen], ["gone", bath]]})
    situation = house.situation
    assert situation.ear_of(kitchen) == situation.ear_of(dining)
    assert situation.ear_of(bath) not in {situation.ear_of(kitchen), "gone"}


@pytest.mark.parametrize(
    ("source", "state", "guests"),
    [
        (None, "on", False),
        ("input_boolean.guests", "on", True),
        ("input_boolean.guests", "off", False),
        ("device_tracker.grandma", "home", True),
        ("device_tracker.grandma", "not_home", False),
        ("input_boolean.guests", "unknown", None),
        ("input_boolean.guests", "unavailable", None),
        ("binary_sensor.missing", "off", None),
        ("device_tracker.grandma", "Work", None),
    ],
)
async def test_guests(
    house: House, source: str | None, state: str, *, guests: bool | None
) -> None:
    """Guests are known by what the owner picked; what does not tell is not "none"."""
    house.sets("input_boolean.guests", state)
    house.sets("device_tracker.grandma", state)
    await house.look(**({CONF_GUESTS: source} if source else {}))
    assert house.situation.guests is guests


async def test_guests_come(house: House) -> None:
    """That guests come, or that it is unknown whether they are there, is told."""
    house.sets("input_boolean.guests", "off")
    await house.look(**{CONF_GUESTS: "input_boolean.guests"})
    for state in ("on", "unavailable", "off"):
        house.sets("input_boolean.guests", state)
        assert await house.news() == {Awaited(Change.GUESTS)}
    assert house.situation.guests is False


async def test_sensors_move(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A sensor that is moved, added or removed counts where it is now."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    sensor = house.entity(
        "binary_sensor.radar", kitchen, "on", device_class="occupancy"
    )
    await house.look()
    registry = er.async_get(hass)
    registry.async_update_entity(sensor, area_id=hall)
    await pass_time(hass, freezer, timedelta(seconds=2))
    assert await house.news() == {
        Awaited(Change.OCCUPANCY, kitchen),
        Awaited(Change.OCCUPANCY, hall),
    }
    assert house.seen_area(kitchen).occupied is None
    assert house.seen_area(hall).occupied is True
    registry.async_update_entity(sensor, disabled_by=er.RegistryEntryDisabler.USER)
    assert house.seen_area(hall).occupied is None
    house.entity("binary_sensor.other", hall, "off", device_class="presence")
    assert house.seen_area(hall).occupied is False
    registry.async_update_entity("binary_sensor.other", new_entity_id="binary_sensor.x")
    hass.states.async_set("binary_sensor.x", "on")
    assert house.seen_area(hall).occupied is True
    registry.async_remove("binary_sensor.x")
    assert house.seen_area(hall).occupied is None


async def test_device_moves(house: House, hass: HomeAssistant) -> None:
    """A sensor without an area of its own is where its device is."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    device = house.device("radar")
    house.devices.async_update_device(device, area_id=kitchen)
    house.entity(
        "binary_sensor.radar", state="on", device_class="occupancy", device=device
    )
    await house.look()
    assert house.seen_area(kitchen).occupied is True
    house.devices.async_update_device(device, area_id=hall)
    assert house.seen_area(kitchen).occupied is None
    assert house.seen_area(hall).occupied is True
    ar.async_get(hass).async_delete(hall)
    assert house.situation.areas.keys() == {kitchen}
