"""She says what was not done, and why."""

from typing import Any, Final

from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import intent
import pytest

from .conftest import House


async def fails(*_: Any, **__: Any) -> None:
    """Fail as a device does that has lost its network."""
    message = "no answer"
    raise HomeAssistantError(message)


async def test_device_that_fails(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What worked and what did not are both said."""
    lamp = house.home.devices["light.desk_lamp"]
    monkeypatch.setattr(lamp, "async_turn_on", fails)
    heard = await house.say("turn on the desk lamp and close the kitchen blind")
    assert heard.speech == "I'm closing the kitchen blind. The desk lamp didn't do it."
    assert set(heard.changed) == {"cover.kitchen_blind"}
    heard = await house.say("I want you to switch the desk lamp on, would you")
    assert heard.speech == "The desk lamp didn't do it."
    assert heard.response.response_type is intent.IntentResponseType.ERROR


async def test_device_out_of_reach(house: House) -> None:
    """One that is unavailable is named, the others do what was said."""
    lamp = house.home.devices["light.desk_lamp"]
    lamp._attr_available = False
    lamp.async_write_ha_state()
    heard = await house.say("turn on the desk lamp and the floor lamp")
    assert heard.speech == "The floor lamp is on. I can't reach the desk lamp."
    assert set(heard.changed) == {"light.floor_lamp"}
    heard = await house.say("set the desk lamp to half")
    assert (heard.speech, heard.changed) == ("I can't reach the desk lamp.", {})


SAYS: Final = {
    "make the desk lamp warm white": "The desk lamp can't do that.",
    "dim the hall light": "The hall light can't do that.",
    "set the kitchen light to 300": (
        "The kitchen light only goes from 0 to 100 percent."
    ),
    "switch the kitchen speaker to mars": (
        "The kitchen speaker only has: Jazz, Classical, News and Children's songs."
    ),
    "dim the bedroom light": "The bedroom light is off.",
    "take cheese off the list": "I don't see cheese on the shopping list.",
    "lock the house": "Nothing to do: everything is locked already.",
    "don't turn on the desk lamp": "All right, I'm leaving it as it is.",
    "turn the desk lamp on at seven": (
        "I can't do that at a set time. Ask me when it is time, please."
    ),
}


async def test_says_why(house: House) -> None:
    """Nothing changes, and the answer says why."""
    said, changed = {}, {}
    for text in SAYS:
        await house.anew()
        heard = await house.say(text)
        said[text], changed[text] = heard.speech, heard.changed
    assert said == SAYS
    assert changed == {text: {} for text in SAYS}


async def test_declining_leaves_no_trace(house: House) -> None:
    """A sentence that is no command goes on to Home Assistant as it came."""
    mind = house.entry.runtime_data.mind
    await house.say("make the living room festive")
    assert mind.turns["house_commands"] == 0


async def test_number_in_words(house: House) -> None:
    """A number that was heard in words has its place in Home Assistant's answer."""
    heard = await house.say("Set the living room thermostat to twenty two degrees.")
    assert heard.speech == "Temperature set to 22 degrees"
    assert set(heard.changed) == {"climate.living_room_thermostat"}
