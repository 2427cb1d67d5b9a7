"""What language models get of her: one tool, which reads and changes nothing."""

from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from .conftest import Home

TOOL = "samantha__read_house"


async def instance(hass: HomeAssistant, assistant: str = "conversation") -> Any:
    """Return the assist API as an agent gets it."""
    return await llm.async_get_api(
        hass,
        llm.LLM_API_ASSIST,
        llm.LLMContext(
            platform="test",
            context=None,
            language="en",
            assistant=assistant,
            device_id=None,
        ),
    )


async def ask(hass: HomeAssistant, question: str) -> llm.ToolResult:
    """Ask through the tool."""
    api = await instance(hass)
    result: llm.ToolResult = await api.async_call_tool(
        llm.ToolInput(TOOL, {"question": question})
    )
    return result


async def test_is_one_tool_that_only_reads(hass: HomeAssistant, home: Home) -> None:
    """It says of itself that it changes nothing."""
    assert home.hass is hass
    tools = [tool for tool in (await instance(hass)).tools if tool.name == TOOL]

    (tool,) = tools
    assert tool.annotations.read_only
    assert not tool.annotations.destructive
    assert tool.integration == "samantha"


async def test_answers_with_her_words(hass: HomeAssistant, home: Home) -> None:
    """A model hears what a person would."""
    assert home.hass is hass
    result = await ask(hass, "Is the front door locked?")

    assert not result.error
    assert result.data == {
        "answer": "Yes, the front door is locked.",
        "written_by_others": False,
    }


@pytest.mark.parametrize(
    "question",
    ["is the safe locked", "turn on the hall light", "unlock the front door"],
)
async def test_says_when_there_is_no_answer(
    hass: HomeAssistant, home: Home, question: str
) -> None:
    """What is no question, or about nothing here, is an error and does nothing."""
    calls = async_capture_events(hass, "call_service")

    result = await ask(hass, question)

    assert result.error
    assert not calls
    assert not home.touches


async def test_does_not_see_what_is_not_exposed(
    hass: HomeAssistant, home: Home
) -> None:
    """A hidden entity is as one that does not exist."""
    assert (await ask(hass, "is the hall light on")).data["answer"]
    async_expose_entity(hass, "conversation", "light.hall_light", should_expose=False)

    hidden = await ask(hass, "is the hall light on")

    assert home.hass is hass
    assert hidden.data["answer"] == "I don't see any lights in the hall."
    assert (await ask(hass, "is the moon lamp on")).error


async def test_is_gone_with_her(hass: HomeAssistant, samantha: MockConfigEntry) -> None:
    """An entry that is not loaded offers nothing."""
    assert await hass.config_entries.async_unload(samantha.entry_id)

    assert TOOL not in {tool.name for tool in (await instance(hass)).tools}


async def test_is_for_conversations_only(hass: HomeAssistant, home: Home) -> None:
    """Other assistants have exposures of their own, which she does not read."""
    assert home.hass is hass
    assert TOOL not in {tool.name for tool in (await instance(hass, "other")).tools}
