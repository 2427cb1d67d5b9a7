"""What she answers about how things are now, and what she does not claim to know."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.samantha.mind.phrases import load
from tests.house.inside.home import Home
from tests.house.inside.reading import read

from .small_house import Ask, ask, house

__all__ = ["ask", "house"]

type Answers = Mapping[str, str]

_CONTENT: Final = read(Path(__file__).with_name("state_answers.yaml"))
# Questions by what is asked, each asked by itself.
ASKED: Final[Mapping[str, Answers]] = _CONTENT["asked"]
# What is said one after the other in one talk.
TALKS: Final[Mapping[str, Answers]] = _CONTENT["talks"]
BAD_DATA: Final[list[dict[str, Any]]] = _CONTENT["bad_data"]
WORDINGS: Final = load("en").replies["cannot_do"]


@pytest.mark.parametrize("answers", ASKED.values(), ids=ASKED)
async def test_answers(ask: Ask, answers: Answers) -> None:
    """Each question has its answer, whatever was asked before."""
    given = {question: await ask(question, talk=question) for question in answers}
    assert {
        question: given[question].partition(" You can ask")[0] for question in answers
    } == answers


@pytest.mark.parametrize("answers", TALKS.values(), ids=TALKS)
async def test_talks(ask: Ask, answers: Answers) -> None:
    """What was asked before tells what is meant."""
    assert {question: await ask(question) for question in answers} == answers


async def test_here(ask: Ask) -> None:
    """In a room, that room is meant unless another one is named."""
    answers = {
        "is it cold in here?": "It's 18 degrees in the bedroom.",
        "what's the temperature?": "It's 18 degrees in the bedroom.",
        "are the lights on?": "No, no lights are on in the bedroom.",
        "is the window open?": "No, the bedroom window is closed.",
        "is the kitchen light on?": "Yes, the kitchen light is on.",
        "are all windows closed?": "No, the kitchen window is open.",
    }
    assert {one: await ask(one, area="Bedroom") for one in answers} == answers


async def test_here_is_nowhere(ask: Ask) -> None:
    """Where nobody knows where here is, nothing is claimed."""
    assert not (await ask("is it cold in here?")).startswith(("Yes", "No", "It's"))


@pytest.mark.parametrize(
    "case", BAD_DATA, ids=lambda case: f"{case['thing']} {case['is']}"
)
async def test_bad_data(house: Home, ask: Ask, case: Mapping[str, Any]) -> None:
    """What is missing or odd is said, and never made up."""
    known = house.hass.states.get(case["thing"])
    assert known is not None
    attributes = {"friendly_name": known.name, **case["with"]}
    house.hass.states.async_set(case["thing"], case["is"], attributes)
    assert await ask(case["ask"]) == case["says"]


@pytest.mark.parametrize(
    "question",
    [
        "is the pantry light on?",
        "which lights are on?",
        "how many lights are on?",
        "how bright is the pantry light?",
        "where is the pantry light?",
        "what's the state of the pantry light?",
        "is there a pantry light?",
        "are any lights on in the kitchen?",
        "which lights are unavailable?",
        "is everything off?",
        "is everything okay?",
        "pantry light?",
        "pantry lights",
        "turn on the pantry light",
        "turn off the pantry light please",
        "set the pantry light to 50 percent",
        "dim the pantry light",
        "what about the pantry light?",
        "is Theo's phone home?",
        "where is Theo's phone?",
        "is Theo's phone connected?",
    ],
)
async def test_what_is_not_exposed_is_not_there(
    house: Home, ask: Ask, question: str
) -> None:
    """An answer is the same whether something hidden exists or not."""
    hidden = _plain(await ask(question, talk="hidden"))
    for entity_id in ("light.pantry_light", "device_tracker.theo"):
        async_expose_entity(house.hass, "conversation", entity_id, should_expose=False)
        er.async_get(house.hass).async_remove(entity_id)
    await house.hass.async_block_till_done()
    house.hass.states.async_set("person.theo", "Office", {"friendly_name": "Theo"})
    assert _plain(await ask(question, talk="gone")) == hidden


def _plain(answer: str) -> str:
    """Return an answer without the turns that its wordings take."""
    return "cannot_do" if answer in WORDINGS else answer


@pytest.mark.parametrize(
    "statement",
    ["kitchen window open", "the windows", "the radiator", "bedroom blind 40 percent"],
)
async def test_statements_are_no_questions(ask: Ask, statement: str) -> None:
    """Without a question mark, words about things are no question about them."""
    answer = await ask(statement)
    assert not answer.startswith(("Yes", "No,"))
