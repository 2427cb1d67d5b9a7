"""How long what people outside wrote keeps a model from changing anything unasked."""

from collections.abc import Callable
from typing import Any, Final, override

from homeassistant.components import conversation
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import llm
import pytest

from tests.mind.conftest import HER, Home, Talk
from tests.model_server import ModelServer, calls, says

SAID: Final = "The aunt writes of owls."
ASK: Final = "make it bright where the coats hang, dear"
LIGHT: Final = ("intent__HassTurnOn", {"name": "Hall light"})
QUESTION: Final = "Shall I do this: turn on the Hall light?"
DONE: Final = "I've turned on the hall light."


class _Letter(llm.Tool):
    """Reads what somebody outside wrote."""

    name = "letter__read"
    integration = "test"
    annotations = llm.ToolAnnotations(read_only=True, open_world=False)

    @override
    async def async_call(self, *_: Any) -> llm.ToolResult:
        return llm.ToolResult(data={"text": SAID})


class _Letters(llm.API):
    """A collection of that, and of Home Assistant's."""

    @override
    async def async_get_api_instance(
        self, llm_context: llm.LLMContext
    ) -> llm.APIInstance:
        assist = await llm.async_get_api(self.hass, "assist", llm_context)
        return llm.APIInstance(
            self, "", llm_context, [*assist.tools, _Letter()], assist.custom_serializer
        )


@pytest.fixture
def model(
    hass: HomeAssistant, home: Home, add_model: Callable[..., str], server: ModelServer
) -> str:
    """Add a model that may read letters."""
    assert home.hass is hass
    llm.async_register_api(hass, _Letters(hass=hass, id="letters", name="Letters"))
    return add_model(server, tools=["letters"])


async def test_nothing_read_nothing_asked(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """Who has seen none of it may do what it is asked."""
    server.answers(calls(LIGHT), says(DONE))
    assert (await chat(ASK)).speech == DONE
    assert home.take_touches()


async def test_lasts_while_words_said_in_its_sight_are_there(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """A model may have said it again in other words; another conversation is free."""
    server.answers(calls(("letter__read", {})), says("She likes owls."))
    await chat("read me what my aunt wrote")
    server.answers(says("Owls are wise."))
    for number in range(40):
        await chat(f"tell me riddle number {number} about owls")
    assert not any(
        SAID in str(message["content"]) for message in server.chats[-1].messages
    )

    server.answers(calls(LIGHT), says(DONE))
    assert (await chat(ASK)).speech == QUESTION
    assert home.touches == []

    chat.conversation_id = None
    server.answers(calls(LIGHT), says(DONE))
    assert (await chat(ASK)).speech == DONE
    assert home.take_touches()


async def test_what_an_automation_says_for_the_model_alone(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """It may have a title or a message in it, so a change is asked about."""
    server.answers(calls(LIGHT), says(DONE))
    result = await conversation.async_converse(
        chat.hass, ASK, None, Context(), "en", HER, extra_system_prompt=SAID
    )
    assert SAID in server.chats[0].messages[-1]["content"]
    assert result.response.speech["plain"]["speech"] == QUESTION
    assert home.touches == []
