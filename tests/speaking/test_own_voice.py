"""What a satellite hears of her own voice, and around her questions."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from ..her_house import House

ORDER = "Turn on the light in the kitchen, it is getting dark outside."


async def listen(house: House, mode: str) -> None:
    """Let the kitchen's satellite listen in a mode."""
    await house.hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": _select(house.hass, house.kitchen.entity_id), "option": mode},
        blocking=True,
    )


def _select(hass: HomeAssistant, satellite: str) -> str:
    entities = er.async_get(hass)
    standing = entities.async_get(satellite)
    assert standing
    found = next(
        one.entity_id
        for one in entities.entities.values()
        if one.unique_id.endswith(f"{standing.id}_addressed")
    )
    assert found.startswith("select.")
    return found


@pytest.fixture(autouse=True)
async def light(house: House) -> None:
    """Put a light into the kitchen, for which the order would be."""
    lamp = er.async_get(house.hass).async_get_or_create(
        "light", "test", "lamp", original_name="Kitchen light"
    )
    house.hass.states.async_set(
        lamp.entity_id, "off", {"friendly_name": "Kitchen light"}
    )


@pytest.mark.parametrize(("room", "answered"), [("kitchen", False), ("bedroom", True)])
async def test_echo(house: House, room: str, *, answered: bool) -> None:
    """What she says unprompted is no request, where it is heard back."""
    await listen(house, "natural")
    await house.say(text=ORDER, entity_id=[getattr(house, room).entity_id])
    await house.until(lambda: house.heard[room] == [ORDER])
    assert bool(await house.talk(ORDER, house.kitchen)) == answered


async def _ask(house: House, **data: Any) -> Any:
    return await house.act("ask", question="What shall we eat?", answers=[], **data)


async def asked(house: House, *said: str, **data: Any) -> Any:
    """Ask something that takes any answer; return what was taken for it."""
    asking = asyncio.create_task(_ask(house, **data))
    await house.until(lambda: bool(house.kitchen.heard))
    for text in said:
        await house.talk(text, house.kitchen)
    answered: dict[str, Any] = await asking
    return answered["sentence"]


async def test_talk_is_no_answer(house: House) -> None:
    """On an open microphone, talk goes on past a question that takes any answer."""
    await listen(house, "natural")
    talk = "and then he told me he never wanted to see her again"
    assert await asked(house, talk, "Samantha, pizza") == "pizza"


async def test_its_microphone_takes_any_answer(house: House) -> None:
    """Where the microphone was opened for the answer, whatever is said is it."""
    talk = "well he told me that you should make that soup again"
    assert await asked(house, talk) == talk
