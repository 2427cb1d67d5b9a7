"""What she says while somebody would wait for a tool."""

from collections.abc import Callable
from typing import Any, override

from homeassistant.components.conversation import AssistantContent
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
import pytest

from custom_components.samantha.mind.phrases import load
from tests.mind.conftest import Home, Talk, contents
from tests.model_server import ModelServer, calls, says, status

ASK = "what do the neighbours say today"


class FarTool(llm.Tool):
    """Asks somebody far away."""

    name = "far__ask"
    integration = "test"
    annotations = llm.ToolAnnotations(read_only=True, open_world=True)

    @override
    async def async_call(self, *_: Any) -> llm.ToolResult:
        """Answer at once, this time."""
        return llm.ToolResult(data={"text": "Hello."})


class NearTool(FarTool):
    """Asks nobody outside."""

    name = "near__ask"
    annotations = llm.ToolAnnotations(read_only=True, open_world=False)


class SomeAPI(llm.API):
    """A collection of both."""

    @override
    async def async_get_api_instance(
        self, llm_context: llm.LLMContext
    ) -> llm.APIInstance:
        """Return them."""
        return llm.APIInstance(self, "", llm_context, [FarTool(), NearTool()])


@pytest.fixture
def chat(
    hass: HomeAssistant,
    home: Home,
    talk: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
) -> Talk:
    """Return a conversation with a model that has the tools."""
    assert home.hass is hass
    llm.async_register_api(hass, SomeAPI(hass=hass, id="some", name="Some"))
    assert add_model(server, tools=["some"])
    return talk


def streamed(chat: Talk) -> list[str]:
    """Return what a voice that speaks as it comes has heard in this conversation."""
    return [
        content.content.strip()
        for content in contents(chat.hass, chat.conversation_id)
        if isinstance(content, AssistantContent) and content.content
    ]


@pytest.mark.parametrize(
    ("tool", "before", "heard"),
    [
        ("far__ask", "", ["Let me look.", "They say hello."]),
        ("near__ask", "", ["They say hello."]),
        ("far__ask", "I'd better ask. ", ["I'd better ask.", "They say hello."]),
    ],
    ids=["far away", "at home", "said already"],
)
async def test_filler(
    chat: Talk, server: ModelServer, tool: str, before: str, heard: list[str]
) -> None:
    """A few words go with a call that may take long, where nothing was said yet."""
    server.answers(calls((tool, {}), text=before), says("They say hello."))
    said = await chat(ASK)
    assert streamed(chat) == heard
    # Who hears it all at the end has not waited for a word.
    assert "Let me look" not in said.speech


async def test_known_from_the_last_time(chat: Talk, server: ModelServer) -> None:
    """A tool that was quick is taken to be quick, and the words are said once."""
    script = calls(("far__ask", {})), calls(("far__ask", {"x": 1})), says("So be it.")
    server.answers(*script)
    await chat(ASK)
    server.answers(*script)
    await chat(ASK)
    assert streamed(chat) == ["Let me look.", "So be it.", "So be it."]


async def test_next_model_goes_on(
    chat: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    second: ModelServer,
) -> None:
    """A few words in between are no half of an answer: another may give it."""
    add_model(second, title="Second", position=2, tools=["some"])
    server.answers(calls(("far__ask", {})), status(500))
    second.answers(says("They say hello."))
    assert (await chat(ASK)).speech == "They say hello."
    assert streamed(chat) == ["Let me look.", "They say hello."]


async def test_nobody_goes_on(chat: Talk, server: ModelServer) -> None:
    """Who was told to wait is told that it was for nothing."""
    server.answers(calls(("far__ask", {})), status(500))
    lost = load("en").replies["lost_thread"][0]
    assert (await chat(ASK)).speech == lost
    assert streamed(chat) == ["Let me look.", lost]
