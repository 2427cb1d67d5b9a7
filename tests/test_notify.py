"""How other integrations reach the household and each resident."""

from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest

from .her_house import House
from .household import add_resident

EVERYBODY = "notify.samantha_household"
ANNA = "notify.anna"
THEO = "notify.theo"


async def notify(house: House, entity_id: str, message: str, title: str = "") -> None:
    """Send a message as other integrations do."""
    await house.hass.services.async_call(
        "notify",
        "send_message",
        {"entity_id": entity_id, "message": message, "title": title},
        blocking=True,
    )


@pytest.mark.parametrize("entity_id", [EVERYBODY, ANNA])
async def test_said_where_people_are(house: House, entity_id: str) -> None:
    """What is sent is said in the room where somebody is."""
    await notify(house, entity_id, "Dinner is ready.", "Dinner")
    await house.until_heard(house.kitchen, "Dinner is ready.")
    assert house.bedroom.heard == []


async def test_waits_for_whom_it_is_for(house: House) -> None:
    """What is for somebody who is away is not told to others."""
    await notify(house, THEO, "Your parcel is here.")
    await house.settle()
    assert house.kitchen.heard == []
    house.person("theo", "home")
    await house.until_heard(house.kitchen, "Your parcel is here.")


@pytest.mark.parametrize("options", [{"guests": "input_boolean.guests"}])
async def test_guests(house: House) -> None:
    """Guests hear what is for the household, and not what is for a resident."""
    house.hass.states.async_set("input_boolean.guests", "on")
    await house.settle()
    await notify(house, ANNA, "The doctor has called.")
    await notify(house, EVERYBODY, "Dinner is ready.")
    await house.until_heard(house.kitchen, "Dinner is ready.")
    house.hass.states.async_set("input_boolean.guests", "off")
    await house.until(lambda: len(house.kitchen.heard) > 1)
    assert house.kitchen.heard[1:] == ["The doctor has called."]


async def test_comes_and_goes_with_a_resident(house: House) -> None:
    """Whoever moves in can be reached, and who moves out no more."""
    house.hass.states.async_set("person.mia", "home", {"friendly_name": "Mia"})
    mia = add_resident(house.hass, house.entry, "person.mia", "Mia")
    await house.settle()
    await notify(house, "notify.mia", "Welcome.")
    await house.until_heard(house.kitchen, "Welcome.")
    house.hass.config_entries.async_remove_subentry(house.entry, mia)
    await house.settle()
    assert house.hass.states.get("notify.mia") is None
    assert er.async_get(house.hass).async_get("notify.mia") is None


@pytest.mark.parametrize("entity_id", [EVERYBODY, ANNA])
async def test_cannot_be_kept(house: House, entity_id: str) -> None:
    """Where the database can't be used, the sender is told in words."""
    await house.entry.runtime_data.store.close()
    with pytest.raises(HomeAssistantError) as refused:
        await notify(house, entity_id, "Dinner is ready.")
    assert refused.value.translation_key == "not_kept"
    await house.settle()
    assert house.kitchen.heard == []


async def test_empty(house: House) -> None:
    """A message without a word is refused."""
    with pytest.raises(HomeAssistantError) as refused:
        await notify(house, EVERYBODY, "  ")
    assert refused.value.translation_key == "text_empty"
