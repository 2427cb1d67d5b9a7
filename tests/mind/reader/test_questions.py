"""No question does anything, however much it sounds like an order."""

from typing import Final

from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Event
import pytest

from custom_components.samantha.mind.phrases import load
from tests.house.inside.home import Home

from .small_house import Ask, ask, house

__all__ = ["ask", "house"]

# What would be done if it were not asked.
ORDERS: Final = (
    "turn on the counter light",
    "turn off the kitchen light",
    "the counter light on",
    "all lights off",
    "open the bedroom blind",
    "set the radiator to 25",
    "the radio off",
)
QUESTIONS: Final = (
    "is the counter light turned on",
    "are the lights in the kitchen off?",
    "did you turn off the kitchen light",
    "did I open the bedroom blind?",
    "do I turn on the counter light",
    "why is the counter light off",
    "when do I close the blind",
    "where do I turn off the radio",
    "how do I lock the back door",
    "what if I turn off all lights",
    "has anyone locked the back door?",
    "is the back door locked or unlocked?",
    "who turned the kitchen light on",
    "was the radio off",
    "which lights should be off",
    "is Dobby cleaning the kitchen?",
    "does the radiator heat to 25",
    "is it 25 degrees in the bedroom",
    "how about the lights off?",
)


@pytest.fixture
def called(house: Home) -> list[str]:
    """Return the actions that are called."""
    actions: list[str] = []

    def note(event: Event) -> None:
        actions.append(f"{event.data['domain']}.{event.data['service']}")

    house.hass.bus.async_listen(EVENT_CALL_SERVICE, note)
    return actions


@pytest.mark.parametrize("order", ORDERS)
async def test_questions_are_no_orders(ask: Ask, called: list[str], order: str) -> None:
    """Behind a word that asks, an order is none."""
    for word in sorted(load("en").words.questions):
        await ask(f"{word} {order}", talk=word)
        await ask(f"{word} {order}?", talk=word)
    assert called == []


async def test_questions_do_nothing(ask: Ask, called: list[str]) -> None:
    """Nor is anything done where somebody asks whether it was done."""
    for question in QUESTIONS:
        await ask(question, talk=question)
    assert called == []


@pytest.mark.parametrize(
    "question",
    [
        "is the kitchen light off and the counter light on?",
        "is the counter light on and the blind open",
        "are the lights off and is the blind closed?",
    ],
)
async def test_questions_of_two_halves_do_nothing(
    ask: Ask, called: list[str], question: str
) -> None:
    """A question stays one beyond its "and"."""
    await ask(question)
    assert called == []
