"""The chat log holds what was said and done, once, and no trace of what was tried."""

from collections.abc import Callable
from typing import Final

from homeassistant.components import conversation
from homeassistant.components.conversation import (
    AssistantContent,
    ConversationInput,
    ToolResultContent,
)
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.chat_session import async_get_chat_session
from homeassistant.setup import async_setup_component
import pytest

from .conftest import HER, Home, Talk, contents

DONE: Final = ["assistant calls", "tool_result"]


def outline(hass: HomeAssistant, conversation_id: str | None) -> list[str]:
    """Return a chat log in short: what was said, word by word, and what was done."""
    return [
        f"{item.role} calls"
        if isinstance(item, AssistantContent) and item.tool_calls
        else item.role
        if isinstance(item, ToolResultContent)
        else f"{item.role}: {item.content}"
        for item in contents(hass, conversation_id)
    ]


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("who are you", 0),
        ("tell me a story", 0),
        ("Samantha, tell me a story", 0),
        ("", 0),
        ("turn on the kitchen light", 1),
        ("is the kitchen light on", 0),
        ("could you turn on teh kitchn light please", 1),
        ("turn on the kitchen light and the hall light", 0),
        ("Hey Samantha, turn on the kitchen light!", 1),
        ("Hey Samantha, could you turn on teh kitchn light please?", 1),
        ("turn on the moon", 0),
        ("Sam, turn on the moon", 0),
        ("unlock the front door", 0),
        ("Sam, unlok the front dor please", 0),
    ],
)
async def test_one_turn(home: Home, talk: Talk, text: str, intents: int) -> None:
    """A turn leaves what was said, what was done, and what she answered."""
    said = await talk(text)
    assert outline(home.hass, said.conversation_id) == [
        f"user: {text}",
        *(DONE * intents),
        f"assistant: {said.speech}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "turn on the kitchen light",
        "turn on the moon",
    ],
)
async def test_as_home_assistant_does(
    home: Home, talk: Talk, start_talk: Callable[..., Talk], text: str
) -> None:
    """A model that reads the log finds the same in it as after HA's own agent."""
    theirs = start_talk(agent=conversation.HOME_ASSISTANT_AGENT)
    await theirs(text)
    await talk(text)
    assert outline(home.hass, talk.conversation_id) == outline(
        home.hass, theirs.conversation_id
    )


async def test_confirmed(home: Home, talk: Talk) -> None:
    """A question and its answer are two turns; what is done belongs to the second."""
    await talk("unlock the front door")
    await talk("Yes, please.")
    assert outline(home.hass, talk.conversation_id) == [
        "user: unlock the front door",
        "assistant: Shall I unlock the front door?",
        "user: Yes, please.",
        *DONE,
        "assistant: Unlocking",
    ]


async def test_confirmed_by_the_fuzzy_agent(home: Home, talk: Talk) -> None:
    """What was asked for in a turn before is not said again in the next one."""
    await talk("could you unlock the front door please")
    await talk("yes")
    assert outline(home.hass, talk.conversation_id) == [
        "user: could you unlock the front door please",
        "assistant: Shall I unlock the front door?",
        "user: yes",
        *DONE,
        "assistant: Unlocking",
    ]


async def test_many_turns(home: Home, talk: Talk) -> None:
    """A conversation is one log, in the order in which it was held."""
    answers = [
        (text, (await talk(text)).speech)
        for text in ("hello", "tell me a story", "thanks", "what did you say")
    ]
    assert outline(home.hass, talk.conversation_id) == [
        line
        for text, speech in answers
        for line in (f"user: {text}", f"assistant: {speech}")
    ]


async def test_sentence_trigger(home: Home, talk: Talk) -> None:
    """An automation that answers stands in the log as one that HA's agent ran."""
    assert await async_setup_component(
        home.hass,
        "automation",
        {
            "automation": {
                "triggers": {"trigger": "conversation", "command": "light the way"},
                "actions": {"set_conversation_response": "There you go"},
            }
        },
    )
    await talk("Samantha, light the way")
    assert outline(home.hass, talk.conversation_id) == [
        "user: Samantha, light the way",
        *DONE,
        "assistant: There you go",
    ]


@pytest.mark.usefixtures("home")
async def test_she_signs_what_she_says(hass: HomeAssistant, talk: Talk) -> None:
    """What she says stands in the log as hers."""
    await talk("could you turn on teh kitchn light please")
    last = contents(hass, talk.conversation_id)[-1]
    assert isinstance(last, AssistantContent)
    assert last.agent_id == HER


async def test_in_the_log_of_a_pipeline(home: Home, hass: HomeAssistant) -> None:
    """A pipeline opens the log before it asks her; she writes into that one, once."""
    text = "Hey Samantha, turn on teh kitchn light"
    heard = ConversationInput(
        text=text,
        context=Context(),
        conversation_id=None,
        device_id=None,
        satellite_id=None,
        language="en",
        agent_id=HER,
    )
    with (
        async_get_chat_session(hass) as session,
        conversation.async_get_chat_log(hass, session, heard),
    ):
        await conversation.async_converse(
            hass, text, session.conversation_id, Context(), "en", HER
        )
    assert outline(hass, session.conversation_id) == [
        f"user: {text}",
        *DONE,
        "assistant: I heard kitchen light. Turned on the light",
    ]
    assert home.touches == [("light.kitchen_light", "turn_on")]
