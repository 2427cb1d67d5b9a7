"""The owner is told of pipelines that act before she is asked."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.samantha.const import DOMAIN, ISSUE_ANSWERED_BEFORE_HER

HER: Final = "conversation.samantha"
HOME_ASSISTANT: Final = "conversation.home_assistant"
FIX: Final = "/api/repairs/issues/fix"

type Command = Callable[..., Awaitable[Any]]


@pytest.fixture
async def command(
    hass: HomeAssistant,
    samantha: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> Command:
    """Return a way to do what the app does; assist pipelines are not set up."""
    assert samantha.state is ConfigEntryState.LOADED
    assert await async_setup_component(hass, "repairs", {})
    socket = await hass_ws_client()

    async def send(kind: str, **data: Any) -> Any:
        await socket.send_json_auto_id({"type": kind, **data})
        answer = await socket.receive_json()
        assert answer["success"], answer
        return answer["result"]

    return send


@pytest.fixture
async def pipelines(hass: HomeAssistant, samantha: MockConfigEntry) -> None:
    """Set assist pipelines up, later than her."""
    assert samantha.state is ConfigEntryState.LOADED
    assert await async_setup_component(hass, "assist_pipeline", {})


@pytest.fixture
def assist(pipelines: None, command: Command) -> Command:  # noqa: ARG001  # comes first
    """Return a way to do what the app does where there are pipelines."""
    return command


async def add(
    command: Command, name: str, engine: str = HER, *, prefers_local: bool = True
) -> dict[str, Any]:
    """Add an assistant."""
    made: dict[str, Any] = await command(
        "assist_pipeline/pipeline/create",
        name=name,
        conversation_engine=engine,
        conversation_language="en",
        language="en",
        prefer_local_intents=prefers_local,
        **dict.fromkeys(
            (
                *("stt_engine", "stt_language", "tts_engine", "tts_language"),
                *("tts_voice", "wake_word_entity", "wake_word_id"),
            )
        ),
    )
    return made


async def change(command: Command, pipeline: dict[str, Any], **data: Any) -> None:
    """Change an assistant."""
    settings = pipeline | data
    settings["pipeline_id"] = settings.pop("id")
    await command("assist_pipeline/pipeline/update", **settings)


async def told(command: Command) -> str | None:
    """Return which assistants the owner is told of; None where there is no issue."""
    for issue in (await command("repairs/list_issues"))["issues"]:
        if (issue["domain"], issue["issue_id"]) == (DOMAIN, ISSUE_ANSWERED_BEFORE_HER):
            assert issue["severity"] == "warning"
            assert issue["is_fixable"]
            return str(issue["translation_placeholders"]["assistants"])
    return None


async def test_without_assist_pipelines(command: Command) -> None:
    """She works where Home Assistant has no pipelines."""
    assert await told(command) is None


@pytest.mark.parametrize(
    ("engine", "prefers_local", "expected"),
    [(HER, True, "Home"), (HER, False, None), (HOME_ASSISTANT, True, None)],
    ids=["hers", "asks her first", "another agent's"],
)
async def test_new_pipeline(
    assist: Command, engine: str, expected: str | None, *, prefers_local: bool
) -> None:
    """Only a pipeline of hers that acts first is worth a word."""
    await add(assist, "Home", engine, prefers_local=prefers_local)
    assert await told(assist) == expected


async def test_pipelines_that_were_there_before(
    hass: HomeAssistant, assist: Command, samantha: MockConfigEntry
) -> None:
    """The issue is there once she is set up, and goes with her."""
    await add(assist, "Home")
    await hass.config_entries.async_unload(samantha.entry_id)
    assert await told(assist) is None
    await hass.config_entries.async_setup(samantha.entry_id)
    assert await told(assist) == "Home"


async def test_watches_no_longer_once_unloaded(
    hass: HomeAssistant, assist: Command, samantha: MockConfigEntry
) -> None:
    """What happens to pipelines while she is not set up is none of her business."""
    await hass.config_entries.async_unload(samantha.entry_id)
    await add(assist, "Home")
    assert await told(assist) is None


async def test_mended_by_hand(assist: Command) -> None:
    """The issue names those that are left, and goes with the last."""
    home, office = await add(assist, "Home"), await add(assist, "Office")
    assert await told(assist) == "Home, Office"
    await change(assist, home, prefer_local_intents=False)
    assert await told(assist) == "Office"
    await change(assist, office, conversation_engine=HOME_ASSISTANT)
    assert await told(assist) is None


async def test_deleted_pipeline(assist: Command) -> None:
    """A pipeline that is gone acts no more."""
    pipeline = await add(assist, "Home")
    await assist("assist_pipeline/pipeline/delete", pipeline_id=pipeline["id"])
    assert await told(assist) is None


async def test_entity_of_another_name(hass: HomeAssistant, assist: Command) -> None:
    """Her entity is hers under any name."""
    er.async_get(hass).async_update_entity(
        HER, new_entity_id="conversation.housekeeper"
    )
    await add(assist, "Home", "conversation.housekeeper")
    assert await told(assist) == "Home"


async def test_fix(assist: Command, hass_client: ClientSessionGenerator) -> None:
    """The flow says what it changes, and changes that and nothing else."""
    made = [
        await add(assist, "Home"),
        await add(assist, "Office"),
        await add(assist, "Plain", HOME_ASSISTANT),
    ]
    client = await hass_client()
    started = await client.post(
        FIX, json={"handler": DOMAIN, "issue_id": ISSUE_ANSWERED_BEFORE_HER}
    )
    form = await started.json()
    assert form["step_id"] == "confirm"
    assert form["description_placeholders"] == {"assistants": "Home, Office"}
    assert await told(assist) == "Home, Office"
    done = await client.post(f"{FIX}/{form['flow_id']}", json={})
    assert done.status == HTTPStatus.OK
    assert (await done.json())["type"] == "create_entry"
    assert await told(assist) is None
    listed = (await assist("assist_pipeline/pipeline/list"))["pipelines"]
    assert [pipeline for pipeline in listed if pipeline["id"] in _ids(made)] == [
        pipeline | {"prefer_local_intents": pipeline["name"] == "Plain"}
        for pipeline in made
    ]


def _ids(pipelines: list[dict[str, Any]]) -> set[str]:
    return {pipeline["id"] for pipeline in pipelines}
