"""What is exposed, by the names it has now: read again only when those change."""

from collections.abc import Callable, Iterator
from typing import Any, Final
from unittest.mock import patch

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.util.event_type import EventType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.mind.reader import index as indexing

from ..conftest import Talk

ASSISTANT: Final = "conversation"
LAMP: Final = "light.kitchen_light"
EVENTS: Final[tuple[EventType[Any] | str, ...]] = (
    ar.EVENT_AREA_REGISTRY_UPDATED,
    dr.EVENT_DEVICE_REGISTRY_UPDATED,
    er.EVENT_ENTITY_REGISTRY_UPDATED,
    fr.EVENT_FLOOR_REGISTRY_UPDATED,
    lr.EVENT_LABEL_REGISTRY_UPDATED,
    EVENT_STATE_CHANGED,
)


@pytest.fixture
def builds() -> Iterator[list[int]]:
    """Count how often the names of the house are read."""
    counted: list[int] = []
    build = indexing.build

    def count(*args: object) -> indexing.Index:
        counted.append(1)
        return build(*args)  # type: ignore[arg-type]

    with patch.object(indexing, "build", count):
        yield counted


def rename(hass: HomeAssistant) -> None:
    """Call the lamp something else."""
    er.async_get(hass).async_update_entity(LAMP, name="Beacon")


def add_alias(hass: HomeAssistant) -> None:
    """Give the lamp one more name."""
    er.async_get(hass).async_update_entity(LAMP, aliases=[er.COMPUTED_NAME, "Beacon"])


def move(hass: HomeAssistant) -> None:
    """Make a room for the lamp alone."""
    area = ar.async_get(hass).async_create("Beacon")
    er.async_get(hass).async_update_entity(LAMP, area_id=area.id)


def rename_area(hass: HomeAssistant) -> None:
    """Call the lamp's room something else."""
    area = ar.async_get(hass).async_get_area_by_name("Kitchen")
    assert area is not None
    ar.async_get(hass).async_update(area.id, name="Beacon")


def alias_area(hass: HomeAssistant) -> None:
    """Give the lamp's room one more name."""
    area = ar.async_get(hass).async_get_area_by_name("Kitchen")
    assert area is not None
    ar.async_get(hass).async_update(area.id, aliases={"Beacon"})


def rename_floor(hass: HomeAssistant) -> None:
    """Call the lamp's floor something else."""
    floor = fr.async_get(hass).async_get_floor_by_name("Downstairs")
    assert floor is not None
    fr.async_get(hass).async_update(floor.floor_id, name="Beacon")


def label(hass: HomeAssistant) -> None:
    """Put a label on the lamp."""
    made = lr.async_get(hass).async_create("Beacon")
    er.async_get(hass).async_update_entity(LAMP, labels={made.label_id})


pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        (rename, "beacon"),
        (add_alias, "beacon"),
        (move, "light in the beacon"),
        (rename_area, "light in the beacon"),
        (alias_area, "light in the beacon"),
        (rename_floor, "light in the beacon"),
        (label, "beacon lights"),
    ],
)
async def test_changes_are_known(
    hass: HomeAssistant,
    talk: Talk,
    change: Callable[[HomeAssistant], None],
    phrase: str,
) -> None:
    """The next question knows the names of this moment."""
    question = f"is the {phrase} on?"
    before = await talk(question)
    assert "beacon" in before.speech.casefold()
    assert not before.speech.startswith(("Yes", "No,"))
    change(hass)
    await hass.async_block_till_done()
    after = await talk(question)
    assert after.speech.startswith(("Yes", "No,"))


async def test_exposure_is_known(hass: HomeAssistant, talk: Talk) -> None:
    """What is no longer exposed is as if it were not there; and back again."""
    question = "is the kitchen light on?"
    assert (await talk(question)).speech == "No, the kitchen light is off."
    async_expose_entity(hass, ASSISTANT, LAMP, should_expose=False)
    hidden = (await talk(question)).speech
    async_expose_entity(hass, ASSISTANT, LAMP, should_expose=True)
    assert (await talk(question)).speech == "No, the kitchen light is off."
    er.async_get(hass).async_remove(LAMP)
    await hass.async_block_till_done()
    assert (await talk(question)).speech == hidden


async def test_new_and_gone(hass: HomeAssistant, talk: Talk) -> None:
    """What appears is known, and what goes is not."""
    question = "is the beacon on?"
    missing = (await talk(question)).speech
    hass.states.async_set("switch.beacon", "on", {"friendly_name": "Beacon"})
    async_expose_entity(hass, ASSISTANT, "switch.beacon", should_expose=True)
    assert (await talk(question)).speech == "Yes, the beacon is on."
    hass.states.async_remove("switch.beacon")
    assert (await talk(question)).speech == missing


async def test_states_change_no_names(
    hass: HomeAssistant, talk: Talk, builds: list[int]
) -> None:
    """Nothing is read again because something was turned on."""
    hass.states.async_set("sensor.beacon", "1", {"friendly_name": "Beacon"})
    await talk("is the kitchen light on?")
    first = len(builds)
    assert first
    for number in range(20):
        hass.states.async_set(
            "sensor.beacon", str(number), {"friendly_name": "Beacon", "count": number}
        )
        await talk("is the kitchen light on?")
    await hass.services.async_call(
        "light", "turn_on", {"entity_id": LAMP}, blocking=True
    )
    assert (await talk("is the kitchen light on?")).speech.startswith("Yes")
    assert len(builds) == first


async def test_many_changes_are_one(
    hass: HomeAssistant, talk: Talk, builds: list[int]
) -> None:
    """Names are read when asked for, however often they have changed."""
    await talk("is the kitchen light on?")
    before = len(builds)
    for number in range(10):
        er.async_get(hass).async_update_entity(LAMP, name=f"Beacon {number}")
    await hass.async_block_till_done()
    assert len(builds) == before
    await talk("is beacon 9 on?")
    assert len(builds) == before + 1


def listeners(hass: HomeAssistant) -> dict[EventType[Any] | str, int]:
    """Return how many listen for each event that changes names."""
    counted = hass.bus.async_listeners()
    return {event: counted.get(event, 0) for event in EVENTS}


async def test_unload_stops_listening(
    hass: HomeAssistant, talk: Talk, samantha: MockConfigEntry
) -> None:
    """Names are listened for from the first question on, until she is gone."""
    samantha.runtime_data.mind.close()
    before = listeners(hass)
    await talk("is the kitchen light on?")
    asked = listeners(hass)
    assert all(asked[event] > before[event] for event in EVENTS)
    assert await hass.config_entries.async_unload(samantha.entry_id)
    after = listeners(hass)
    assert all(after[event] <= before[event] for event in EVENTS)
