"""All ways to reach people, as one."""

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.util import dt as dt_util
import pytest

from custom_components.samantha.const import DOMAIN
from custom_components.samantha.manners.situation import VoiceKind, VoiceState
from custom_components.samantha.voice.ports import Outcome
from custom_components.samantha.voice.reach import watched
from custom_components.samantha.voice.stuck import async_tell_stuck

from .home import Home
from .satellite import Satellite

KITCHEN = "assist_satellite.kitchen"
LINK = "binary_sensor.kitchen_link"


class Link(BinarySensorEntity):
    """Tells whether a device is connected."""

    _attr_should_poll = False
    _attr_has_entity_name = True
    _attr_name = "Link"
    _attr_unique_id = "link"
    _attr_device_class = BinarySensorDeviceClass.CONNECTIVITY
    _attr_device_info = DeviceInfo(identifiers={("test", "Kitchen")}, name="Kitchen")
    _attr_is_on = True

    @callback
    def turn(self, *, on: bool) -> None:
        """Connect or disconnect the device."""
        self._attr_is_on = on
        self.async_write_ha_state()


@pytest.fixture
async def kitchen(home: Home) -> Satellite:
    """Put a satellite into the kitchen."""
    satellite = Satellite("Kitchen", home.fetch)
    await home.add(satellite)
    return satellite


def _state(home: Home) -> VoiceState:
    now = dt_util.utcnow()
    return home.voices.condition(KITCHEN, VoiceKind.SATELLITE, now).state


@pytest.mark.parametrize("voice", ["light.hall", "nonsense", ""])
async def test_what_is_no_voice(home: Home, voice: str) -> None:
    """Is a failure like others."""
    delivery = await home.say(voice, "hello")
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "unsupported")


async def test_a_satellite_that_is_gone_shows_idle(
    home: Home, kitchen: Satellite
) -> None:
    """What tells is that a delivery failed, and then that one worked."""
    changed: list[str] = []
    end = home.voices.listen(changed.append)
    kitchen.error = ConnectionError("Satellite is not connected")
    assert _state(home) is VoiceState.FREE
    await home.say(KITCHEN, "hello")
    assert home.state(KITCHEN) == "idle"
    assert _state(home) is VoiceState.UNREACHABLE
    assert changed == [KITCHEN]
    kitchen.error = None
    await home.say(KITCHEN, "hello")
    assert _state(home) is VoiceState.FREE
    assert changed == [KITCHEN, KITCHEN]
    await home.say(KITCHEN, "hello")
    assert changed == [KITCHEN, KITCHEN]
    end()
    kitchen.error = ConnectionError()
    await home.say(KITCHEN, "hello")
    assert changed == [KITCHEN, KITCHEN]


async def test_a_moment_says_nothing_about_the_voice(
    home: Home, kitchen: Satellite
) -> None:
    """The engine failed, not the satellite."""
    home.engine.silent = True
    await home.say(KITCHEN, "hello")
    assert kitchen.heard == []
    assert _state(home) is VoiceState.FREE


async def test_a_sensor_tells_that_it_is_not_connected(home: Home) -> None:
    """Where its device has one."""
    link = Link()
    await home.add(Satellite("Kitchen", home.fetch), link)
    assert watched(home.hass, KITCHEN, VoiceKind.SATELLITE) == {LINK}
    assert _state(home) is VoiceState.FREE
    link.turn(on=False)
    assert _state(home) is VoiceState.UNREACHABLE
    link.turn(on=True)
    assert _state(home) is VoiceState.FREE


async def test_stopping_what_says_nothing(home: Home, kitchen: Satellite) -> None:
    """Is nothing; and the next is said."""
    await home.voices.stop(KITCHEN)
    await home.voices.stop("nonsense")
    assert (await home.say(KITCHEN, "hello")).outcome is Outcome.SPOKEN
    assert kitchen.heard == ["hello"]


async def test_a_stuck_satellite_is_named_until_it_is_free(
    home: Home, kitchen: Satellite
) -> None:
    """The owner can look after it."""
    assert kitchen.name
    issues = ir.async_get(home.hass)
    issue = f"voice_stuck_{KITCHEN}"
    async_tell_stuck(home.hass, KITCHEN, stuck=True)
    found = issues.async_get_issue(DOMAIN, issue)
    assert found
    assert found.translation_placeholders == {"name": "Kitchen"}
    async_tell_stuck(home.hass, KITCHEN, stuck=False)
    assert issues.async_get_issue(DOMAIN, issue) is None
