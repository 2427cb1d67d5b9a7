"""Home Assistant's fuzzy agent is asked last, never unguarded, and made honest."""

from collections.abc import Callable
from typing import Final
from unittest.mock import Mock

from homeassistant.components import conversation
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.mind.phrases import load
from custom_components.samantha.mind.reader.reading import house_reader

from .conftest import GUARDED, HER, Home, Talk

REPLIES: Final = load("en").replies


@pytest.fixture
def without_matcher(hass: HomeAssistant, home: Home) -> Home:
    """Let Home Assistant have a matcher that she does not know, as it may one day."""
    agent = get_agent_manager(hass).default_agent
    assert agent
    agent._gazetteer = Mock(wraps=agent._gazetteer)
    return home


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("turn on teh kitchn light", "I heard kitchen light. Turned on the light"),
        ("could you switch on the kitchen light for me please", "Turned on the light"),
    ],
)
async def test_fuzzy(home: Home, talk: Talk, text: str, answer: str) -> None:
    """What the grammar does not know, Home Assistant's matcher may.

    Where it took what was heard for a name, she says which.
    """
    assert (await talk(text)).speech == answer
    assert home.touches == [("light.kitchen_light", "turn_on")]


@pytest.mark.parametrize(
    "text",
    [
        "unlok the front dor",
        "turn on teh kitchn light",
        "tell me a story",
    ],
)
async def test_no_matcher_no_action(
    without_matcher: Home, talk: Talk, text: str
) -> None:
    """Where nobody can tell what would be touched, nothing is."""
    said = await talk(text)
    assert said.speech in REPLIES["not_told"]
    assert said.error is intent.IntentResponseErrorCode.FAILED_TO_HANDLE
    assert without_matcher.touches == []


async def test_no_matcher_but_grammar(without_matcher: Home, talk: Talk) -> None:
    """What is matched strictly needs no matcher: not to be done, nor to be asked."""
    await talk("turn on the kitchen light")
    assert without_matcher.touches == [("light.kitchen_light", "turn_on")]
    assert (await talk("unlock the front door")).asks
    assert not without_matcher.guarded_touches


async def test_no_matcher_and_nothing_guarded(
    hass: HomeAssistant, without_matcher: Home, talk: Talk
) -> None:
    """In a home where nothing needs a yes there is nothing to be told before."""
    for entity_id in GUARDED:
        async_expose_entity(hass, conversation.DOMAIN, entity_id, should_expose=False)
    said = await talk("turn on the moon")
    assert said.speech not in REPLIES["not_told"]
    assert without_matcher.touches == []


@pytest.mark.usefixtures("without_matcher")
async def test_prepares_without_matcher(hass: HomeAssistant) -> None:
    """Getting a language ready does not depend on the matcher."""
    await conversation.async_prepare_agent(hass, HER, "en")


@pytest.fixture
def without_reader(samantha: MockConfigEntry) -> None:
    """Leave questions to Home Assistant, as in a language that has no reader."""
    mind = samantha.runtime_data.mind
    mind.steps = tuple(step for step in mind.steps if step is not house_reader)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("which lights are on", "none_found"),
        ("how many lights are on", "zero_found"),
        ("how many lights are on in the kitchen", "zero_found"),
    ],
)
@pytest.mark.usefixtures("home", "without_reader")
async def test_nothing_is_said_plainly(talk: Talk, text: str, key: str) -> None:
    """A bare "Not any" or "0" becomes a sentence."""
    assert (await talk(text)).speech in REPLIES[key]


@pytest.mark.usefixtures("without_reader")
async def test_number_stays(home: Home, talk: Talk) -> None:
    """A number that is not zero is an answer."""
    await talk("turn on the kitchen light")
    assert (await talk("how many lights are on")).speech == "1"
    assert home.touches == [("light.kitchen_light", "turn_on")]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        (
            "turn on the light in the moon",
            "Sorry, I am not aware of any area called moon",
        ),
        ("turn on the moon", "Sorry, I am not aware of any device called moon"),
        ("turn it off", "Sorry, I'm not sure what it refers to."),
    ],
)
@pytest.mark.usefixtures("home")
async def test_keeps_what_helps(talk: Talk, text: str, speech: str) -> None:
    """Home Assistant's word on what it did not find, or did not get, is passed on."""
    assert (await talk(text)).speech == speech


@pytest.mark.parametrize(
    "text", ["tell me a story about the sea", "blah blah blah", "I love you", "why"]
)
async def test_honest_end(home: Home, talk: Talk, text: str) -> None:
    """What nobody can do she says she can't, and what she can."""
    said = await talk(text)
    assert said.speech in REPLIES["cannot_do"]
    assert said.error is intent.IntentResponseErrorCode.NO_INTENT_MATCH
    assert home.touches == []


@pytest.mark.usefixtures("home")
async def test_wordings_take_turns(start_talk: Callable[..., Talk]) -> None:
    """She does not say the same words twice in a row."""
    said = [(await start_talk()("blah blah blah")).speech for _ in range(4)]
    assert said[:2] == said[2:]
    assert said[0] != said[1]


async def test_unguarded_agent_is_not_asked_twice(home: Home, talk: Talk) -> None:
    """What Home Assistant does on being asked, it does once."""
    await talk("could you turn on teh kitchn light please")
    assert len(home.touches) == 1


@pytest.mark.parametrize(
    "text",
    [
        "unlock the front door in five minutes",
        "open the garage door in 10 minutes",
        "in one hour unlock the back door",
        "could you unlock the front door in 5 minutes please",
    ],
)
async def test_later(home: Home, talk: Talk, text: str) -> None:
    """What nobody could say yes to when its time comes is not planned."""
    said = await talk(text)
    assert not said.asks
    assert said.kind is intent.IntentResponseType.ERROR
    await talk("yes")
    assert home.touches == []


@pytest.mark.parametrize(
    "text",
    [
        "turn on the kitchen light in 5 minutes",
        "turn on teh kitchn light in 5 minutes",
        "in 5 minutes light the way",
    ],
)
async def test_later_without_guard(home: Home, talk: Talk, text: str) -> None:
    """What needs no yes now needs none later, however it would be understood."""
    config = {
        "triggers": {"trigger": "conversation", "command": "light the way"},
        "actions": {"set_conversation_response": "There you go"},
    }
    assert await async_setup_component(home.hass, "automation", {"automation": config})
    said = await talk(text)
    assert said.speech == "Command will be executed in 5 minutes"
    assert said.kind is intent.IntentResponseType.ACTION_DONE
    assert home.touches == []


@pytest.mark.parametrize(
    "text", ["in 5 minutes blah blah", "tell me a story in 5 minutes", "in 1 hour yes"]
)
@pytest.mark.usefixtures("home")
async def test_nonsense_later(talk: Talk, text: str) -> None:
    """What she does not understand now she does not promise for later."""
    said = await talk(text)
    assert said.kind is intent.IntentResponseType.ERROR
    assert "will be executed" not in said.speech


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("is anybody asleep", REPLIES["cannot_do"]),
        ("is someone at the door", REPLIES["cannot_do"]),
        ("is anyone at school", ["No"]),
    ],
)
async def test_what_is_no_place(
    hass: HomeAssistant, home: Home, talk: Talk, text: str, answers: list[str]
) -> None:
    """Home Assistant takes any words for a place, and says no of it."""
    del home
    hass.states.async_set("zone.school", "0", {"friendly_name": "School"})
    assert (await talk(text)).speech in answers
