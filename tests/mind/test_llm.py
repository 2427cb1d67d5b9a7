"""What language models get of her: tools that read, and change nothing."""

from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
import probatio
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from .conftest import Home

TOOL = "samantha__read_house"
FINDS = "samantha__find_entities"


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


async def find(hass: HomeAssistant, **arguments: Any) -> Any:
    """Look for something through the other one."""
    api = await instance(hass)
    return await api.async_call_tool(llm.ToolInput(FINDS, arguments))


@pytest.mark.parametrize("name", [TOOL, FINDS])
async def test_only_reads(hass: HomeAssistant, home: Home, name: str) -> None:
    """Each says of itself that it changes nothing, and asks nobody outside."""
    assert home.hass is hass
    (tool,) = [tool for tool in (await instance(hass)).tools if tool.name == name]
    assert tool.annotations == llm.ToolAnnotations(
        read_only=True, destructive=False, idempotent=True, open_world=False
    )
    assert tool.integration == "samantha"


async def test_finds_things_as_they_are_now(hass: HomeAssistant, home: Home) -> None:
    """By words, by room and by kind, and only what is exposed at that moment."""
    assert home.hass is hass
    lock = {"name": "Front door", "domain": "lock", "area": "Hall", "state": "locked"}
    for words in (
        {"words": "front door"},
        {"area": "Hall", "domain": "lock"},
        {"words": "the one at the front", "domain": "lock"},
    ):
        assert lock in (await find(hass, **words)).data["found"]
    hass.states.async_set("lock.front_door", "jammed")
    (found, *_) = (await find(hass, words="front door")).data["found"]
    assert found["state"] == "jammed"

    async_expose_entity(hass, "conversation", "lock.front_door", should_expose=False)
    others = await find(hass, area="Hall", domain="lock")
    assert others.error


async def test_tells_who_wrote_what_it_found(hass: HomeAssistant, home: Home) -> None:
    """Free text is there for who asks for it, and marked as what it is."""
    hass.states.async_set("sensor.gazette", "Call 0900!", {"friendly_name": "Gazette"})
    home.expose_all()
    await hass.async_block_till_done()
    found = (await find(hass, words="gazette")).data
    assert found["written_by_others"]
    assert not (await find(hass, words="hall light")).data["written_by_others"]


@pytest.mark.parametrize(
    "arguments", [{"words": "x" * 201}, {"words": 5}, {"else": "what"}]
)
async def test_finds_nothing_by_nonsense(
    hass: HomeAssistant, home: Home, arguments: dict[str, Any]
) -> None:
    """Arguments are checked, whoever asks."""
    assert home.hass is hass
    with pytest.raises(probatio.Invalid):
        await find(hass, **arguments)


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

    assert not {TOOL, FINDS} & {tool.name for tool in (await instance(hass)).tools}


async def test_is_for_conversations_only(hass: HomeAssistant, home: Home) -> None:
    """Other assistants have exposures of their own, which she does not read."""
    assert home.hass is hass
    others = {tool.name for tool in (await instance(hass, "other")).tools}
    assert not {TOOL, FINDS} & others
