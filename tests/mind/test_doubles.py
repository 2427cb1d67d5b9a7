"""One utterance that two satellites hear is answered once."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.helpers import area_registry as ar, entity_registry as er
from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.doubles import is_same_utterance

from .conftest import Home, Talk, contents

HALL = "assist_satellite.test_hall"
KITCHEN = "assist_satellite.test_kitchen"
BEDROOM = "assist_satellite.test_bedroom"
CELLAR = "assist_satellite.test_cellar"

SENTENCES = Path(__file__).parents[1] / "house" / "sentences"
WORDS = st.text(alphabet="abcdef 12", max_size=30)


@pytest.fixture
async def satellites(home: Home) -> None:
    """Put a satellite into three rooms, and one into none."""
    hass = home.hass
    areas = ar.async_get(hass)
    for satellite, area in ((HALL, "Hall"), (KITCHEN, "Kitchen"), (BEDROOM, "Bedroom")):
        er.async_get(hass).async_get_or_create("assist_satellite", "test", area.lower())
        found = areas.async_get_area_by_name(area)
        assert found is not None
        er.async_get(hass).async_update_entity(satellite, area_id=found.id)
    er.async_get(hass).async_get_or_create("assist_satellite", "test", "cellar")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Turn on the kitchen light.", "turn on the kitchen light", True),
        ("turn on the kitchen light", "turn on the kitchin light", True),
        ("unlock the front door", "unlok the front door", True),
        ("turn on the living room light", "turn on the livingroom light", True),
        ("turn on the kitchen light", "turn off the kitchen light", False),
        ("lock the front door", "unlock the front door", False),
        ("set it to 20 degrees", "set it to 21 degrees", False),
        ("set it to 20 degrees", "set it to 200 degrees", False),
        ("what time is it", "who is home", False),
        ("turn on the light", "turn on the light in the hall", False),
    ],
)
def test_same_utterance(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """A letter may differ, a word or a number may not."""
    assert is_same_utterance(one, other) is same


@given(WORDS, WORDS)
def test_same_utterance_is_symmetric(one: str, other: str) -> None:
    """It does not matter who heard it first."""
    assert is_same_utterance(one, other) == is_same_utterance(other, one)
    assert is_same_utterance(one, one)


def test_no_two_sentences_of_the_house_are_mixed_up() -> None:
    """Only sentences that differ in a letter are one, however many there are."""
    said = [
        line
        for name in ("questions", "commands", "guarded")
        for line in (SENTENCES / f"{name}.txt").read_text().splitlines()
    ]
    alike = {pair for pair in combinations(said, 2) if is_same_utterance(*pair)}
    assert alike == {
        ("is the kitchen light on", "is the kitchen light on?"),
        ("what is the temperature", "what's the temperature"),
        ("turn on the lights", "turn on the light"),
        ("turn on the kitchen light", "turn of the kitchen light"),
        ("turn on the kitchen light", "turn on the kichen light"),
        ("turn off the kitchen light", "turn of the kitchen light"),
        ("turn of the kitchen light", "turn on the kichen light"),
        ("unlock the front door", "unlok the front door"),
        ("unlock the front door", "unlock the front dor"),
        ("unlok the front door", "unlock the front dor"),
    }


@pytest.mark.usefixtures("satellites")
async def test_first_satellite_answers(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """The second satellite of a floor is silent, does nothing and keeps nothing."""
    first = await start_talk(satellite=HALL)("turn on the kitchen light")
    assert first.speech
    assert home.take_touches() == {("light.kitchen_light", "turn_on")}
    second = await start_talk(satellite=KITCHEN)("Turn on the kitchin light.")
    assert second.speech == ""
    assert not second.asks
    assert home.take_touches() == set()
    assert "kitchin" not in str(contents(home.hass, second.conversation_id))


@pytest.mark.usefixtures("satellites")
async def test_question_is_asked_once(start_talk: Callable[..., Talk]) -> None:
    """The satellite that asked hears the yes; the other has no question open."""
    hall, kitchen = start_talk(satellite=HALL), start_talk(satellite=KITCHEN)
    assert (await hall("unlock the front door")).asks
    assert (await kitchen("unlock the front door")).speech == ""
    assert (await hall("yes")).speech == "Unlocking"
    assert (await kitchen("yes")).speech == ""


@pytest.mark.usefixtures("satellites")
@pytest.mark.parametrize(
    ("first", "second", "later"),
    [
        (HALL, HALL, 0),
        (HALL, BEDROOM, 0),
        (HALL, CELLAR, 0),
        (CELLAR, HALL, 0),
        (HALL, KITCHEN, 4),
        (HALL, None, 0),
    ],
    ids=["same", "other floor", "no area", "no area first", "later", "typed"],
)
async def test_separate_utterances_are_answered(
    start_talk: Callable[..., Talk],
    freezer: FrozenDateTimeFactory,
    first: str,
    second: str | None,
    later: int,
) -> None:
    """Said again, far away, later or in writing it is another utterance."""
    assert (await start_talk(satellite=first)("what time is it")).speech
    freezer.tick(later)
    assert (await start_talk(satellite=second)("what time is it")).speech


@pytest.mark.usefixtures("satellites")
async def test_other_words_are_answered(start_talk: Callable[..., Talk]) -> None:
    """Two people may ask two things at once."""
    assert (await start_talk(satellite=HALL)("what time is it")).speech
    assert (await start_talk(satellite=KITCHEN)("what day is it")).speech
