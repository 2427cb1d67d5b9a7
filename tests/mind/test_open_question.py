"""An answer to what she asked in one room, heard in another."""

from collections.abc import Callable
from typing import Final

from homeassistant.helpers import area_registry as ar, entity_registry as er
import pytest

from .conftest import Home, Talk, contents

HALL: Final = "assist_satellite.test_hall"
KITCHEN: Final = "assist_satellite.test_kitchen"
BEDROOM: Final = "assist_satellite.test_bedroom"
UNLOCK: Final = "unlock the front door"
UNLOCKED: Final = ("lock.front_door", "unlock")


@pytest.fixture(autouse=True)
async def _satellites(home: Home) -> None:
    """Put satellites into the hall, the kitchen beside it and the bedroom above."""
    areas, entities = ar.async_get(home.hass), er.async_get(home.hass)
    for name in ("hall", "kitchen", "bedroom"):
        area = areas.async_get_area_by_name(name)
        assert area
        satellite = entities.async_get_or_create("assist_satellite", "test", name)
        entities.async_update_entity(satellite.entity_id, area_id=area.id)


@pytest.mark.parametrize(
    "answer",
    [
        "yes",
        "Yes, please.",
        "Samantha, yes",
        "Yes, Samantha.",
        "Okay.",
        "Okay, Samantha.",
        "okay sam",
        "no",
        "never mind",
        "unlock it",
    ],
)
async def test_overheard_answer(
    home: Home, start_talk: Callable[..., Talk], answer: str
) -> None:
    """An answer that the next room hears is met with silence and kept nowhere."""
    hall, kitchen = start_talk(satellite=HALL), start_talk(satellite=KITCHEN)
    assert (await hall(UNLOCK)).asks
    overheard = await kitchen(answer)
    assert overheard.speech == ""
    assert not overheard.asks
    assert contents(home.hass, overheard.conversation_id) == []
    assert home.touches == []
    await hall("yes")
    assert home.touches == [UNLOCKED]


@pytest.mark.parametrize(
    ("satellite", "said"),
    [
        (KITCHEN, "what time is it"),
        (KITCHEN, "Samantha."),
        (BEDROOM, "Okay, Samantha."),
        (BEDROOM, "yes"),
        (None, "yes"),
    ],
    ids=["no answer", "her name alone", "other floor", "yes elsewhere", "written"],
)
async def test_what_is_no_overheard_answer(
    home: Home, start_talk: Callable[..., Talk], satellite: str | None, said: str
) -> None:
    """What is no answer, or comes from where the question was not heard, is for her."""
    await start_talk(satellite=HALL)(UNLOCK)
    assert (await start_talk(satellite=satellite)(said)).speech
    assert home.touches == []


async def test_nothing_asked(start_talk: Callable[..., Talk]) -> None:
    """Without a question in the next room her name is a call."""
    assert (await start_talk(satellite=KITCHEN)("Okay, Samantha.")).speech
