"""An AI Task entity as a model: it talks and words, and gets no tools."""

import asyncio
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Final, override

from homeassistant.components.ai_task import (
    AITaskEntity,
    AITaskEntityFeature,
    GenDataTask,
    GenDataTaskResult,
)
from homeassistant.components.conversation import ChatLog
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.mind.phrases import load
from tests.mind.conftest import Home, Talk
from tests.voice.home import add_entities

OWL: Final = "ai_task.owl"
AWAY: Final = load("en").replies["model_away"][0]
RIDDLE: Final = "tell me a riddle about owls"


class Owl(AITaskEntity):
    """Answers as it is told to."""

    _attr_name = "Owl"
    _attr_unique_id = "owl"
    _attr_supported_features = AITaskEntityFeature.GENERATE_DATA

    def __init__(self) -> None:
        """Begin with a kind word."""
        self.does: Callable[[], Any] = lambda: "Hello."
        self.waits = 0.0
        self.tasks: list[GenDataTask] = []

    @override
    async def _async_generate_data(
        self, task: GenDataTask, chat_log: ChatLog
    ) -> GenDataTaskResult:
        self.tasks.append(task)
        await asyncio.sleep(self.waits)
        return GenDataTaskResult(
            conversation_id=chat_log.conversation_id, data=self.does()
        )


@pytest.fixture
async def owl(hass: HomeAssistant, samantha: MockConfigEntry) -> Owl:
    """Have an AI Task entity in the house."""
    entity = Owl()
    await add_entities(hass, "owls", [entity])
    assert samantha.title
    return entity


def add(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """Add the entity as a model; return the subentry's id."""
    subentry = ConfigSubentry(
        data=MappingProxyType({"entity_id": OWL, "position": 1, "patience": 0.3}),
        subentry_type="model",
        title="Owl",
        unique_id=None,
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id


@pytest.fixture
def chat(home: Home, talk: Talk, owl: Owl, samantha: MockConfigEntry) -> Talk:
    """Return a conversation with her in the furnished home, with the entity."""
    assert owl.entity_id == OWL
    add(home.hass, samantha)
    return talk


def fails() -> None:
    """Fail as integrations do."""
    message = "no"
    raise HomeAssistantError(message)


async def test_talks_without_tools(chat: Talk, owl: Owl) -> None:
    """What it writes is made fit for a voice; no tools go with what it is asked."""
    owl.does = lambda: "**Owls** give a hoot."
    assert (await chat(RIDDLE)).speech == "Owls give a hoot."
    (task,) = owl.tasks
    assert RIDDLE in task.instructions
    assert task.llm_api is None


async def test_claims_nothing(home: Home, chat: Talk, owl: Owl) -> None:
    """It can do nothing, so it has done nothing."""
    owl.does = lambda: "I've turned on the hall light."
    said = await chat("could you make it a bit brighter where the coats hang")
    assert said.speech == "I haven't changed anything."
    assert home.touches == []


@pytest.mark.parametrize(
    ("does", "waits"),
    [(fails, 0), (lambda: {"a": "structure"}, 0), (lambda: " ", 0), (str, 60)],
    ids=["error", "no text", "nothing", "silence"],
)
async def test_fails_and_recovers(
    chat: Talk, owl: Owl, does: Callable[[], Any], waits: float
) -> None:
    """She says so, and asks it again in the next turn."""
    owl.does, owl.waits = does, waits
    assert (await chat(RIDDLE)).speech == AWAY
    owl.does, owl.waits = lambda: "Whoo is it.", 0
    assert (await chat(RIDDLE)).speech == "Whoo is it."


async def test_entity_that_is_gone(
    home: Home, talk: Talk, samantha: MockConfigEntry
) -> None:
    """The owner is told, and she goes on without it."""
    model = add(home.hass, samantha)
    assert (await talk(RIDDLE)).speech == AWAY
    assert ir.async_get(home.hass).async_get_issue("samantha", f"entity_gone_{model}")
    assert (await talk("is the kitchen light on")).speech == (
        "No, the kitchen light is off."
    )


async def test_entity_that_is_yet_to_come(chat: Talk) -> None:
    """One that the registry knows is not gone: its integration may still start."""
    chat.hass.states.async_remove(OWL)
    assert (await chat(RIDDLE)).speech == AWAY
    assert not ir.async_get(chat.hass).issues


async def test_words_for_automations(
    hass: HomeAssistant, samantha: MockConfigEntry, owl: Owl
) -> None:
    """For that it is as good as any."""
    add(hass, samantha)
    word = samantha.runtime_data.mind.models.async_word
    owl.does = lambda: "Good morning, dear all."
    assert await word("wish a good morning", "Morning.", "en") == (
        "Good morning, dear all."
    )
    owl.does = fails
    assert await word("wish a good morning", "Morning.", "en") == "Morning."


async def test_is_tried_and_saved(
    hass: HomeAssistant, samantha: MockConfigEntry, owl: Owl
) -> None:
    """The flow asks it for a word before it is saved, and again when it is changed."""
    flows = hass.config_entries.subentries
    result: Any = await flows.async_init(
        (samantha.entry_id, "model"), context={"source": "user"}
    )
    flow_id = result["flow_id"]
    result = await flows.async_configure(flow_id, {"next_step_id": "ai_task"})
    assert result["step_id"] == "ai_task"
    entered = {"entity_id": OWL, "position": 1, "patience": 5}
    owl.does = fails
    result = await flows.async_configure(flow_id, entered)
    assert result["errors"] == {"base": "no_answer"}
    owl.does = lambda: "Hello."
    result = await flows.async_configure(flow_id, entered)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Owl"

    (subentry,) = samantha.subentries.values()
    result = await samantha.start_subentry_reconfigure_flow(hass, subentry.subentry_id)
    assert result["step_id"] == "ai_task"
    result = await flows.async_configure(result["flow_id"], entered | {"position": 2})
    assert result["reason"] == "reconfigure_successful"
    assert samantha.subentries[subentry.subentry_id].data["position"] == 2
