"""Which voices there are, where, and which of them are one mouth."""

from datetime import timedelta
from typing import override

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.notify.legacy import (
    NOTIFY_SERVICES,
    BaseNotificationService,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    issue_registry as ir,
)
from homeassistant.util import dt as dt_util
import pytest

from custom_components.samantha.const import DOMAIN
from custom_components.samantha.manners.situation import VoiceKind, VoiceState
from custom_components.samantha.manners.verdict import Awaited, Change
from custom_components.samantha.residents import CONF_PHONE

from .house import House
from .test_rooms import pass_time


async def test_satellite(house: House) -> None:
    """A satellite in an area is a voice there."""
    kitchen = house.area("Kitchen")
    satellite = house.entity("assist_satellite.kitchen", kitchen, "idle")
    await house.look()
    seen = house.seen_voice(satellite)
    assert (seen.kind, seen.state) == (VoiceKind.SATELLITE, VoiceState.FREE)
    assert (seen.area, seen.resident) == (kitchen, None)
    assert seen.mouth


async def test_no_voices(house: House) -> None:
    """What can't speak, sits nowhere, or is a screen, is no voice."""
    kitchen = house.area("Kitchen")
    house.entity("assist_satellite.nowhere", None, "idle")
    house.entity("assist_satellite.mute", kitchen, "idle", features=0)
    house.entity("media_player.nowhere", None, "idle")
    house.entity("media_player.no_files", kitchen, "idle", features=1)
    house.entity("media_player.tv", kitchen, "idle", device_class="tv")
    house.entity("media_player.beamer", kitchen, "idle", device_class="projector")
    await house.look()
    assert house.situation.voices == {}


async def test_satellite_gets_an_area(house: House) -> None:
    """A satellite becomes a voice when it is put in a room, and goes with the room."""
    kitchen = house.area("Kitchen")
    satellite = house.entity("assist_satellite.kitchen", None, "idle")
    await house.look()
    house.entities.async_update_entity(satellite, area_id=kitchen)
    assert house.situation.voices.keys() == {satellite}
    ar.async_get(house.hass).async_delete(kitchen)
    assert house.situation.voices == {}
    assert Awaited(Change.HOUSE) in await house.news()


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        ("idle", VoiceState.FREE),
        ("listening", VoiceState.BUSY),
        ("processing", VoiceState.BUSY),
        ("responding", VoiceState.BUSY),
        ("unavailable", VoiceState.UNREACHABLE),
        ("unknown", VoiceState.UNREACHABLE),
    ],
)
async def test_satellite_state(house: House, state: str, seen: VoiceState) -> None:
    """A satellite is free when it is idle."""
    satellite = house.entity("assist_satellite.hall", house.area("Hall"), "unavailable")
    await house.look()
    house.sets(satellite, state)
    assert house.seen_voice(satellite).state is seen


async def test_satellite_turns_idle(house: House) -> None:
    """That a satellite is free again is told, of that one."""
    hall = house.area("Hall")
    satellite = house.entity("assist_satellite.hall", hall, "listening")
    house.entity("assist_satellite.other", hall, "idle")
    await house.look()
    house.sets(satellite, "processing")
    assert await house.news() == set()
    house.sets(satellite, "idle")
    assert await house.news() == {Awaited(Change.VOICE, satellite)}


async def test_satellite_is_stuck(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """One that is busy for too long is stuck, and a repair issue names it."""
    satellite = house.entity("assist_satellite.hall", house.area("Hall"), "idle")
    await house.look()
    house.sets(satellite, "processing")
    assert house.seen_voice(satellite).state is VoiceState.BUSY
    await house.news()
    await pass_time(hass, freezer, timedelta(minutes=15))
    assert await house.news() == {Awaited(Change.VOICE, satellite)}
    assert house.seen_voice(satellite).state is VoiceState.STUCK
    issues = ir.async_get(hass).issues
    assert [issue for domain, issue in issues if domain == DOMAIN]
    house.sets(satellite, "idle")
    assert house.seen_voice(satellite).state is VoiceState.FREE
    assert [issue for domain, issue in issues if domain == DOMAIN] == []


async def test_stuck_satellite_is_forgotten(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The issue goes with the satellite, and with her."""
    hall = house.area("Hall")
    for name in ("left", "right"):
        house.entity(f"assist_satellite.{name}", hall, "processing")
    await house.look()
    await pass_time(hass, freezer, timedelta(minutes=15))
    issues = ir.async_get(hass).issues
    assert len([issue for domain, issue in issues if domain == DOMAIN]) == 2
    house.entities.async_remove("assist_satellite.left")
    assert house.situation.voices.keys() == {"assist_satellite.right"}
    assert len([issue for domain, issue in issues if domain == DOMAIN]) == 1
    house.leave()
    assert [issue for domain, issue in issues if domain == DOMAIN] == []


async def test_satellite_is_disconnected(house: House, hass: HomeAssistant) -> None:
    """One whose device says that it is gone can't be reached, idle as it seems."""
    hall = house.area("Hall")
    device = house.device("satellite")
    satellite = house.entity("assist_satellite.hall", hall, "idle", device=device)
    sensor = house.entity(
        "binary_sensor.hall", None, "on", device_class="connectivity", device=device
    )
    await house.look()
    assert house.seen_voice(satellite).state is VoiceState.FREE
    hass.states.async_set(sensor, "off")
    assert await house.news() == {Awaited(Change.VOICE, satellite)}
    assert house.seen_voice(satellite).state is VoiceState.UNREACHABLE


async def test_speaker(house: House) -> None:
    """A player in an area is a voice there."""
    bath = house.area("Bath")
    player = house.entity("media_player.bath", bath, "idle", device_class="speaker")
    await house.look()
    seen = house.seen_voice(player)
    assert (seen.kind, seen.area) == (VoiceKind.SPEAKER, bath)
    assert not seen.converses


class App(BaseNotificationService):
    """The companion app, as it is reached through Home Assistant."""

    phones: dict[str, str]

    @property
    @override
    def targets(self) -> dict[str, str]:
        """Return the phones that it runs on."""
        return self.phones


async def test_phone(house: House, hass: HomeAssistant) -> None:
    """A resident's phone is a voice of theirs, in no area, while it can be notified."""
    key = "notify.mobile_app_anna"
    app = App()
    app.phones = {}
    await app.async_setup(hass, "notify", "mobile_app")
    hass.data.setdefault(NOTIFY_SERVICES, {})["mobile_app"] = [app]
    anna = house.resident("Anna", **{CONF_PHONE: "mobile_app_anna"})
    await house.look()
    seen = house.seen_voice(key)
    assert (seen.kind, seen.resident, seen.area) == (VoiceKind.PHONE, anna, None)
    assert seen.state is VoiceState.UNREACHABLE
    app.phones["Anna"] = "hook"
    await app.async_register_services()
    assert await house.news() == {Awaited(Change.VOICE, key)}
    assert house.seen_voice(key).state is VoiceState.FREE
    app.phones["Ben"] = "another"
    await app.async_register_services()
    assert await house.news() == set()
    del app.phones["Anna"]
    await app.async_register_services()
    assert await house.news() == {Awaited(Change.VOICE, key)}
    assert house.seen_voice(key).state is VoiceState.UNREACHABLE


async def test_own_satellite(house: House) -> None:
    """A satellite that belongs to one resident says so."""
    bedroom = house.area("Bedroom")
    left = house.entity("assist_satellite.left", bedroom, "idle")
    right = house.entity("assist_satellite.right", bedroom, "idle")
    anna = house.resident("Anna", satellites=[left])
    await house.look()
    assert house.seen_voice(left).resident == anna
    assert house.seen_voice(right).resident is None


async def test_addressed(
    house: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Where she was last spoken to is known, and by whom."""
    hall = house.area("Hall")
    satellite = house.entity("assist_satellite.hall", hall, "idle")
    anna = house.resident("Anna")
    await house.look()
    house.surroundings.addressed(satellite, anna)
    assert await house.news() == {Awaited(Change.ADDRESSED, satellite)}
    first = house.seen_voice(satellite)
    assert (first.addressed, first.addressed_by) == (dt_util.now(), anna)
    await pass_time(hass, freezer, timedelta(minutes=1))
    house.surroundings.addressed(satellite)
    second = house.seen_voice(satellite)
    assert (second.addressed, second.addressed_by) == (dt_util.now(), None)
    house.sets(satellite, "listening")
    assert house.seen_voice(satellite).addressed == second.addressed
    await house.news()
    house.surroundings.addressed("assist_satellite.elsewhere", anna)
    assert await house.news() == set()


def mouths(house: House, *entity_ids: str) -> list[str | None]:
    """Return the mouths of voices."""
    voices = house.situation.voices
    return [voices[one].mouth if one in voices else None for one in entity_ids]


async def test_satellite_and_its_player(house: House) -> None:
    """A satellite's own player is left to it, music that it plays is heard."""
    hall = house.area("Hall")
    device = house.device("puck")
    house.devices.async_update_device(device, area_id=hall)
    satellite = house.entity("assist_satellite.hall", state="idle", device=device)
    player = house.entity("media_player.hall", state="playing", device=device)
    await house.look()
    assert house.situation.voices.keys() == {satellite}
    assert house.seen_area(hall).playing == "music"
    house.sets(player, "idle")
    assert house.seen_area(hall).playing == "nothing"


@pytest.mark.parametrize(
    "twin",
    [
        # The same id as the speaker has in its own integration.
        {"unique_id": "RINCON-347e5c3c9f1e01400"},
        # A player that was made of another one.
        {"unique_id": "media_player.kitchen"},
        # The same device in the network, and the same name, by the device.
        {"connections": {(dr.CONNECTION_NETWORK_MAC, "aa:bb:cc:dd:ee:ff")}},
        {"name": "Kitchen speaker"},
    ],
    ids=["id", "entity", "mac", "name"],
)
async def test_music_assistant_twin(house: House, twin: dict[str, object]) -> None:
    """A second player of one speaker is the same mouth; another speaker is not."""
    kitchen = house.area("Kitchen")
    mac = {(dr.CONNECTION_NETWORK_MAC, "aa:bb:cc:dd:ee:ff")}
    own = house.device("sonos", connections=mac)
    other = house.device("mass", connections=twin.get("connections", set()))
    speaker = house.entity(
        "media_player.kitchen",
        kitchen,
        "idle",
        device=own,
        unique_id="rincon_347E5C3C9F1E01400",
        friendly_name="Kitchen speaker",
    )
    second = house.entity(
        "media_player.mass",
        kitchen,
        "idle",
        device=other,
        platform="music_assistant",
        unique_id=str(twin.get("unique_id", "something-else-entirely")),
        friendly_name=twin.get("name", "Sonos"),
    )
    third = house.entity("media_player.third", kitchen, "idle")
    await house.look()
    one, two, three = mouths(house, speaker, second, third)
    assert one == two
    assert three not in {one, None}


async def test_speakers_of_one_name_elsewhere(house: House) -> None:
    """Speakers of one name in two rooms are two."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    first, second = (
        house.entity(f"media_player.{area}", area, "idle", friendly_name="Speaker")
        for area in (kitchen, hall)
    )
    await house.look()
    one, two = mouths(house, first, second)
    assert one != two
    assert house.situation.ear_of(kitchen) != house.situation.ear_of(hall)


async def test_two_satellites_in_a_room(house: House) -> None:
    """Two satellites of one make in a room are two mouths."""
    hall = house.area("Hall")
    first, second = (
        house.entity(
            f"assist_satellite.{name}",
            hall,
            "idle",
            device=house.device(name),
            friendly_name=f"{name} Assist satellite",
        )
        for name in ("left", "right")
    )
    await house.look()
    one, two = mouths(house, first, second)
    assert one != two


async def test_joined_speakers(house: House) -> None:
    """Speakers that play together are one mouth, and their rooms one ear."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    first = house.entity("media_player.kitchen", kitchen, "playing")
    second = house.entity("media_player.hall", hall, "playing")
    await house.look()
    assert house.situation.ear_of(kitchen) != house.situation.ear_of(hall)
    house.sets(first, "playing", group_members=[first, second])
    one, two = mouths(house, first, second)
    assert one == two
    assert house.situation.ear_of(kitchen) == house.situation.ear_of(hall)
    house.sets(first, "playing", group_members=[first])
    one, two = mouths(house, first, second)
    assert one != two


async def test_groups_are_no_voices(house: House) -> None:
    """A group of speakers sounds elsewhere too: it is none, and ties none together."""
    kitchen, hall = house.area("Kitchen"), house.area("Hall")
    first = house.entity("media_player.kitchen", kitchen, "idle")
    second = house.entity("media_player.hall", hall, "idle")
    members = [first, second]
    house.entity("media_player.mass", hall, "playing", group_members=members)
    house.entity("media_player.helper", hall, "idle", entity_id=members)
    house.entity(
        "media_player.cast",
        hall,
        "idle",
        platform="cast",
        device=house.device("cast", model="Google Cast Group"),
    )
    await house.look()
    assert house.situation.voices.keys() == {first, second}
    one, two = mouths(house, first, second)
    assert one != two
    assert house.situation.ear_of(kitchen) != house.situation.ear_of(hall)
    assert house.seen_area(hall).playing == "music"
