"""What it should feel like is no order: she offers, and waits for a yes."""

from typing import Final

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
import pytest

from .conftest import House

LIVING: Final = "light.living_room_light"


@pytest.mark.parametrize(
    "text", ["make it cosier", "make it cosy in here", "make it a bit more cozy"]
)
async def test_asks_first(house: House, text: str) -> None:
    """Nothing changes before the yes, and then the light of the room alone."""
    heard = await house.say(text, "Living Room")
    assert heard.speech == "Shall I dim the living room light?"
    assert heard.asks
    assert heard.changed == {}
    heard = await house.say("yes please", "Living Room")
    assert heard.wrong({LIVING: {"brightness": 60}}) == []


@pytest.mark.parametrize("answer", ["no", "never mind"])
async def test_takes_no(house: House, answer: str) -> None:
    """Without a yes all stays as it is."""
    await house.say("make the living room cosy")
    heard = await house.say(answer)
    assert not heard.asks
    assert heard.changed == {}


async def test_offers_the_scene_that_is_called_so(house: House) -> None:
    """A scene of that name is offered, and where another room is named it is not."""
    house.hass.states.async_set(
        "scene.cosy", "unknown", {"friendly_name": "Cosy evening"}
    )
    async_expose_entity(house.hass, "conversation", "scene.cosy", should_expose=True)
    await house.hass.async_block_till_done()
    heard = await house.say("make it cosy", "Living Room")
    assert (heard.speech, heard.changed) == ("Shall I start Cosy evening?", {})
    await house.say("no", "Living Room")
    heard = await house.say("make the kitchen cosy", "Living Room")
    assert heard.speech == "Shall I dim the kitchen light?"


async def test_nothing_to_offer(house: House) -> None:
    """In a dark room there is nothing to dim."""
    heard = await house.say("make it cosier", "Bedroom")
    assert not heard.asks
    assert heard.changed == {}


async def test_a_thermostat_that_is_off_stays_so(house: House) -> None:
    """Who is cold gets no warmer by what an idle thermostat is set to."""
    entity_id = "climate.bedroom_thermostat"
    await house.hass.services.async_call(
        "climate",
        "set_hvac_mode",
        {"entity_id": entity_id, "hvac_mode": "off"},
        blocking=True,
    )
    heard = await house.say("I'm cold", "Bedroom")
    assert heard.speech == "The bedroom thermostat is off."
    assert heard.changed == {}
