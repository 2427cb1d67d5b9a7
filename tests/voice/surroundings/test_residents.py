"""Whether residents are home, where, awake, on a call, and not to be disturbed."""

from typing import Final

from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import area_registry as ar
import pytest

from custom_components.samantha.manners.situation import Presence
from custom_components.samantha.manners.verdict import Awaited, Change
from custom_components.samantha.residents import (
    CONF_CALL,
    CONF_DO_NOT_DISTURB,
    CONF_HEADPHONES,
    CONF_PHONE,
    CONF_ROLE,
    CONF_SLEEP,
    CONF_SLEEP_AREA,
)

from .house import House

TRACKER: Final = "sensor.annas_watch_area"


@pytest.mark.parametrize(
    ("state", "zones", "presence"),
    [
        ("home", [], Presence.HOME),
        ("not_home", [], Presence.AWAY),
        ("Work", ["zone.work"], Presence.AWAY),
        # A zone within the home's.
        ("Garden", ["zone.garden", "zone.home"], Presence.HOME),
        ("unknown", [], Presence.UNKNOWN),
        ("unavailable", [], Presence.UNKNOWN),
    ],
)
async def test_presence(
    house: House, state: str, zones: list[str], presence: Presence
) -> None:
    """A person entity tells whether somebody is home; unknown is not away."""
    anna = house.resident("Anna", "home")
    await house.look()
    house.sets("person.anna", state, in_zones=zones)
    assert house.seen_resident(anna).presence is presence


async def test_person_is_gone(house: House, hass: HomeAssistant) -> None:
    """Of whom Home Assistant knows nothing any more, nothing is known."""
    anna = house.resident("Anna", "home")
    await house.look()
    hass.states.async_remove("person.anna")
    assert house.seen_resident(anna).presence is Presence.UNKNOWN
    assert await house.news() == {Awaited(Change.PRESENCE, anna)}


async def test_restored_state(house: House) -> None:
    """A state that was only restored tells nothing."""
    anna = house.resident("Anna", "home")
    await house.look()
    house.sets("person.anna", "home", restored=True)
    assert house.seen_resident(anna).presence is Presence.UNKNOWN


async def test_before_the_start(house: House, hass: HomeAssistant) -> None:
    """Nothing of persons is believed until Home Assistant has started."""
    hass.set_state(CoreState.starting)
    house.area("Kitchen")
    house.sets(TRACKER, "Kitchen")
    house.sets("input_boolean.asleep", "on")
    anna = house.resident(
        "Anna", "not_home", tracker=TRACKER, sleep="input_boolean.asleep"
    )
    await house.look()
    assert not house.situation.started
    seen = house.seen_resident(anna)
    assert (seen.presence, seen.area, seen.awake) == (Presence.UNKNOWN, None, None)
    house.sets("person.anna", "home")
    assert house.seen_resident(anna).presence is Presence.UNKNOWN

    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    assert await house.news() == {
        Awaited(Change.STARTED),
        Awaited(Change.PRESENCE, anna),
        Awaited(Change.PLACE, anna),
        Awaited(Change.AWAKE, anna),
    }
    assert house.situation.started
    seen = house.seen_resident(anna)
    assert (seen.presence, seen.area, seen.awake) == (Presence.HOME, "kitchen", False)


@pytest.mark.parametrize(
    ("state", "attributes", "area"),
    [
        ("Kitchen", {}, "kitchen"),
        ("kitchen", {}, "kitchen"),
        ("KITCHEN", {}, "kitchen"),
        ("Cooking corner", {}, "kitchen"),
        ("living-room", {}, "living_room"),
        ("Living Room", {}, "living_room"),
        ("home", {"area": "Living Room"}, "living_room"),
        ("home", {"area_id": "kitchen", "area_name": "Kitchen"}, "kitchen"),
        ("home", {"room": "kitchen"}, "kitchen"),
        ("home", {"area": None}, None),
        ("home", {"area": "Garage"}, None),
        ("home", {}, None),
        ("not_home", {}, None),
        ("unknown", {}, None),
        ("unavailable", {"area": "Kitchen"}, None),
    ],
)
async def test_place(
    house: House, state: str, attributes: dict[str, str | None], area: str | None
) -> None:
    """A tracker that tells a room, as state or beside it, tells where somebody is."""
    house.area("Kitchen", "Cooking corner")
    house.area("Living Room")
    house.area("Home")
    house.sets(TRACKER, "unknown")
    anna = house.resident("Anna", tracker=TRACKER)
    await house.look()
    assert house.seen_resident(anna).area is None
    house.sets(TRACKER, state, **attributes)
    assert house.seen_resident(anna).area == area


async def test_person_trackers_tell_the_place(house: House) -> None:
    """Of the trackers that a person goes by, the one that changed last tells where."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    house.sets("device_tracker.phone", "home", area="Kitchen")
    anna = house.resident("Anna")
    house.sets("person.anna", "home", device_trackers=["device_tracker.phone"])
    await house.look()
    assert house.seen_resident(anna).area == kitchen

    # A watch is added while she runs.
    trackers = ["device_tracker.phone", "device_tracker.watch"]
    house.sets("person.anna", "home", device_trackers=trackers)
    assert house.seen_resident(anna).area == kitchen
    house.sets("device_tracker.watch", "home", area="Hall")
    assert house.seen_resident(anna).area == hall
    assert Awaited(Change.PLACE, anna) in await house.news()


async def test_tracker_left_behind(house: House) -> None:
    """A phone that lies in a room and goes on telling so is not where its owner is."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    house.sets("device_tracker.phone", "home", area="Kitchen")
    house.sets("device_tracker.watch", "home", area="Kitchen")
    anna = house.resident("Anna")
    trackers = ["device_tracker.phone", "device_tracker.watch"]
    house.sets("person.anna", "home", device_trackers=trackers)
    await house.look()
    house.sets("device_tracker.watch", "home", area="Hall")
    house.sets("device_tracker.phone", "home", area="Kitchen", battery=80)
    assert house.seen_resident(anna).area == hall
    house.sets("device_tracker.watch", "home", area=None)
    assert house.seen_resident(anna).area == kitchen


async def test_chosen_tracker_goes_first(house: House) -> None:
    """What the owner chose goes before what was found; where it is silent, not."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    house.sets(TRACKER, "Kitchen")
    house.sets("device_tracker.phone", "home", area="Hall")
    anna = house.resident("Anna", tracker=TRACKER)
    house.sets("person.anna", "home", device_trackers=["device_tracker.phone"])
    await house.look()
    house.sets("device_tracker.phone", "home", area="Hall", battery=80)
    assert house.seen_resident(anna).area == kitchen
    house.sets(TRACKER, "unavailable")
    assert house.seen_resident(anna).area == hall


@pytest.mark.parametrize(
    ("state", "presence", "area"),
    [
        ("unknown", Presence.HOME, "kitchen"),
        # A tag that was left behind.
        ("not_home", Presence.AWAY, None),
    ],
)
async def test_place_and_presence(
    house: House, state: str, presence: Presence, area: str | None
) -> None:
    """A room tells that somebody is home where the person entity is silent."""
    house.area("Kitchen")
    house.sets(TRACKER, "Kitchen")
    anna = house.resident("Anna", state, tracker=TRACKER)
    await house.look()
    seen = house.seen_resident(anna)
    assert (seen.presence, seen.area) == (presence, area)


async def test_areas_change(house: House, hass: HomeAssistant) -> None:
    """A room that is renamed is known by its new name, one that is gone not at all."""
    kitchen = house.area("Kitchen")
    house.sets(TRACKER, "Pantry")
    anna = house.resident("Anna", tracker=TRACKER)
    await house.look()
    assert house.seen_resident(anna).area is None
    ar.async_get(hass).async_update(kitchen, name="Pantry")
    assert house.seen_resident(anna).area == kitchen
    ar.async_get(hass).async_delete(kitchen)
    assert house.seen_resident(anna).area is None
    assert house.situation.areas == {}


@pytest.mark.parametrize(
    ("state", "awake"),
    [("on", False), ("off", True), ("unknown", None), ("unavailable", None)],
)
async def test_awake(house: House, state: str, *, awake: bool | None) -> None:
    """A helper tells who sleeps; what is unavailable leaves it open."""
    house.sets("input_boolean.asleep", "unknown")
    anna = house.resident("Anna", **{CONF_SLEEP: "input_boolean.asleep"})
    await house.look()
    house.sets("input_boolean.asleep", state)
    assert house.seen_resident(anna).awake is awake


async def test_awake_without_a_helper(house: House) -> None:
    """Where nothing tells, nothing is known."""
    anna = house.resident("Anna")
    await house.look()
    assert house.seen_resident(anna).awake is None


@pytest.mark.parametrize(
    ("state", "goes_on"),
    [
        ("idle", False),
        ("off", False),
        ("normal", False),
        ("unknown", False),
        ("unavailable", False),
        ("on", True),
        ("offhook", True),
        ("ringing", True),
        ("in_call", True),
        ("priority_only", True),
    ],
)
async def test_calls_and_wishes(house: House, state: str, *, goes_on: bool) -> None:
    """A call, or a wish not to be disturbed, is on or says something but idle."""
    house.sets("sensor.call", "idle")
    house.sets("sensor.quiet", "off")
    anna = house.resident(
        "Anna", **{CONF_CALL: "sensor.call", CONF_DO_NOT_DISTURB: "sensor.quiet"}
    )
    await house.look()
    house.sets("sensor.call", state)
    house.sets("sensor.quiet", state)
    seen = house.seen_resident(anna)
    assert (seen.on_call, seen.do_not_disturb) == (goes_on, goes_on)
    assert await house.news() == (
        {Awaited(Change.CALL, anna), Awaited(Change.HUSH, anna)} if goes_on else set()
    )


@pytest.mark.parametrize(
    ("state", "on"),
    [("on", True), ("off", False), ("unknown", False), ("unavailable", False)],
)
async def test_headphones(house: House, state: str, *, on: bool) -> None:
    """Headphones are on when a sensor is sure of it."""
    house.sets("binary_sensor.headphones", "unknown")
    anna = house.resident("Anna", **{CONF_HEADPHONES: "binary_sensor.headphones"})
    await house.look()
    house.sets("binary_sensor.headphones", state)
    assert house.seen_resident(anna).headphones is on
    assert await house.news() == ({Awaited(Change.HEADPHONES, anna)} if on else set())


async def test_settings(house: House) -> None:
    """What the owner said of residents is in the situation."""
    anna = house.resident(
        "Anna",
        **{
            CONF_ROLE: "child",
            CONF_PHONE: "mobile_app_anna",
            CONF_SLEEP_AREA: "bedroom",
            "quiet_from": "20:00:00",
            "quiet_until": "07:00:00",
        },
    )
    ben = house.resident("Ben")
    await house.look()
    assert house.situation.residents.keys() == {anna, ben}
    seen = house.seen_resident(anna)
    assert seen.child
    assert seen.phone == "notify.mobile_app_anna"
    assert seen.sleep_area == "bedroom"
    assert seen.quiet_hours
    assert seen.quiet_hours.start.hour == 20
    assert not house.seen_resident(ben).child
    assert house.seen_resident(ben).quiet_hours is None


async def test_residents_come_and_go(house: House, hass: HomeAssistant) -> None:
    """A resident is followed from the moment they are added, until they are removed."""
    anna = house.resident("Anna")
    await house.look()
    ben = house.resident("Ben", "not_home")
    assert await house.news() == {Awaited(Change.HOUSE)}
    assert house.seen_resident(ben).presence is Presence.AWAY
    house.sets("person.ben", "home")
    assert await house.news() == {Awaited(Change.PRESENCE, ben)}

    subentry = house.entry.subentries[ben]
    hass.config_entries.async_update_subentry(
        house.entry, subentry, data={**subentry.data, CONF_ROLE: "child"}
    )
    assert await house.news() == {Awaited(Change.HOUSE)}
    assert house.seen_resident(ben).child

    hass.config_entries.async_remove_subentry(house.entry, ben)
    assert await house.news() == {Awaited(Change.HOUSE)}
    assert house.situation.residents.keys() == {anna}
    house.sets("person.ben", "not_home")
    assert await house.news() == set()


async def test_two_residents_are_two(house: House) -> None:
    """What one of them does is told of that one alone."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    house.sets("sensor.anna", "Kitchen")
    house.sets("sensor.ben", "Hall")
    anna = house.resident("Anna", tracker="sensor.anna")
    ben = house.resident("Ben", tracker="sensor.ben")
    await house.look()
    house.sets("sensor.anna", "Hall")
    assert await house.news() == {Awaited(Change.PLACE, anna)}
    assert house.seen_resident(anna).area == house.seen_resident(ben).area == hall
    house.sets("sensor.ben", "Kitchen")
    assert await house.news() == {Awaited(Change.PLACE, ben)}
    assert house.seen_resident(ben).area == kitchen
