"""Adding a model and changing it: nothing is saved that has not answered."""

from collections.abc import AsyncGenerator
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.mind.model.presets import OTHER, PRESETS

from .model_server import MODEL, Answer, ModelServer, model_server, says, status

MODEL_INPUT = {"model": MODEL, "tools": ["assist"], "position": 1, "patience": 5}


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """Allow sockets; the plugin keeps them to this machine."""


@pytest.fixture
async def server() -> AsyncGenerator[ModelServer]:
    """Return a server."""
    async with model_server() as running:
        yield running


async def start(hass: HomeAssistant, entry: MockConfigEntry, kind: str) -> str:
    """Open the flow at the form of a kind of model."""
    result = await hass.config_entries.subentries.async_init(
        (entry.entry_id, "model"), context={"source": "user"}
    )
    assert result["type"] is FlowResultType.MENU
    flow_id: str = result["flow_id"]
    await go_on(hass, flow_id, {"next_step_id": kind})
    return flow_id


async def go_on(hass: HomeAssistant, flow_id: str, data: dict[str, Any]) -> Any:
    """Fill in a form."""
    return await hass.config_entries.subentries.async_configure(flow_id, data)


async def test_endpoint_is_tried_and_saved(
    hass: HomeAssistant, samantha: MockConfigEntry, server: ModelServer
) -> None:
    """The models of the server are offered; the chosen one has to answer with tools."""
    flow_id = await start(hass, samantha, "endpoint")
    result = await go_on(
        hass, flow_id, {"preset": "llama_cpp", "base_url": server.url, "api_key": "k"}
    )
    assert result["step_id"] == "model"
    assert result["data_schema"].schema["model"].config["options"] == [MODEL]

    result = await go_on(hass, flow_id, MODEL_INPUT)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == MODEL
    assert server.chats[0].data["tools"]
    assert server.chats[0].headers["authorization"] == "Bearer k"
    (subentry,) = samantha.subentries.values()
    assert dict(subentry.data) == MODEL_INPUT | {
        "preset": "llama_cpp",
        "base_url": server.url,
        "api_key": "k",
    }


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (status(401), "wrong_key"),
        (status(404), "unknown_model"),
        (status(402), "quota"),
        (status(500), "no_answer"),
        (says(""), "no_answer"),
    ],
    ids=["401", "404", "402", "500", "empty"],
)
async def test_model_that_does_not_answer_is_not_saved(
    hass: HomeAssistant,
    samantha: MockConfigEntry,
    server: ModelServer,
    answer: Answer,
    error: str,
) -> None:
    """The form says what is wrong, and goes on once it is mended."""
    server.answers(answer)
    flow_id = await start(hass, samantha, "endpoint")
    await go_on(hass, flow_id, {"preset": OTHER, "base_url": server.url})
    result = await go_on(hass, flow_id, MODEL_INPUT)
    assert result["errors"] == {"base": error}
    assert not samantha.subentries

    server.answers(says("Hello."))
    result = await go_on(hass, flow_id, MODEL_INPUT)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("url", "errors"),
    [
        ("ftp://example", {"base_url": "invalid_url"}),
        ("nowhere", {"base_url": "invalid_url"}),
        ("http://[", {"base_url": "invalid_url"}),
        ("http://127.0.0.1:9/v1", {"base": "unreachable"}),
    ],
)
async def test_address_has_to_be_one(
    hass: HomeAssistant, samantha: MockConfigEntry, url: str, errors: dict[str, str]
) -> None:
    """What is no address, or where nothing answers, is told at once."""
    flow_id = await start(hass, samantha, "endpoint")
    result = await go_on(hass, flow_id, {"preset": OTHER, "base_url": url})
    assert result["errors"] == errors


async def test_server_refuses_the_key(
    hass: HomeAssistant, samantha: MockConfigEntry, server: ModelServer
) -> None:
    """A wrong key shows when the models are asked for."""
    server.models_status = 401
    flow_id = await start(hass, samantha, "endpoint")
    result = await go_on(hass, flow_id, {"preset": OTHER, "base_url": server.url})
    assert result["errors"] == {"base": "wrong_key"}


async def test_server_without_a_list(
    hass: HomeAssistant, samantha: MockConfigEntry, server: ModelServer
) -> None:
    """A model can be named where the server lists none, and an address cut short."""
    server.models_status = 404
    flow_id = await start(hass, samantha, "endpoint")
    base = server.url.removesuffix("/v1")
    await go_on(hass, flow_id, {"preset": OTHER, "base_url": f"{base}/"})
    result = await go_on(hass, flow_id, MODEL_INPUT)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["base_url"] == server.url


@pytest.mark.parametrize("preset", [one for one in PRESETS if one != OTHER])
def test_preset_knows_its_address(preset: str) -> None:
    """Each server has a usual address, up to the version."""
    assert PRESETS[preset].url.endswith("/v1")


async def test_change_keeps_the_key_of_the_same_server(
    hass: HomeAssistant, samantha: MockConfigEntry, server: ModelServer
) -> None:
    """The key isn't shown again, and stays; another address does not get it."""
    flow_id = await start(hass, samantha, "endpoint")
    where = {"preset": OTHER, "base_url": server.url}
    await go_on(hass, flow_id, where | {"api_key": "secret"})
    await go_on(hass, flow_id, MODEL_INPUT)
    (subentry,) = samantha.subentries.values()

    async def change(base_url: str) -> None:
        result = await samantha.start_subentry_reconfigure_flow(
            hass, subentry.subentry_id
        )
        await go_on(hass, result["flow_id"], where | {"base_url": base_url})
        result = await go_on(hass, result["flow_id"], MODEL_INPUT | {"position": 3})
        assert result["reason"] == "reconfigure_successful"

    await change(server.url)
    (kept,) = samantha.subentries.values()
    assert (kept.data["api_key"], kept.data["position"]) == ("secret", 3)

    await change(server.url.replace("/v1", "/v2"))
    (moved,) = samantha.subentries.values()
    assert moved.data["api_key"] == ""


@pytest.mark.parametrize(
    ("answer", "errors"),
    [
        (status(401), {"api_key": "wrong_key"}),
        (status(500), {"base": "model_no_answer"}),
    ],
)
async def test_another_key_is_tried_and_kept(
    hass: HomeAssistant,
    samantha: MockConfigEntry,
    server: ModelServer,
    answer: Answer,
    errors: dict[str, str],
) -> None:
    """A key that works ends it; one that doesn't is asked for again."""
    flow_id = await start(hass, samantha, "endpoint")
    await go_on(hass, flow_id, {"preset": OTHER, "base_url": server.url})
    await go_on(hass, flow_id, MODEL_INPUT)
    (subentry,) = samantha.subentries.values()
    samantha.async_start_reauth(hass, data={"subentry_id": subentry.subentry_id})
    await hass.async_block_till_done()
    (flow,) = hass.config_entries.flow.async_progress_by_handler("samantha")

    server.answers(answer, says("Hello."))
    configure = hass.config_entries.flow.async_configure
    result = await configure(flow["flow_id"], {"api_key": "bad"})
    assert result["errors"] == errors
    result = await configure(flow["flow_id"], {"api_key": "good"})
    assert result["reason"] == "reauth_successful"
    (subentry,) = samantha.subentries.values()
    assert subentry.data["api_key"] == "good"


async def test_key_of_several_models_is_asked_for_once(
    hass: HomeAssistant, samantha: MockConfigEntry, server: ModelServer
) -> None:
    """Models of one server that share a key get the new one; others keep theirs."""
    where = {"preset": OTHER, "base_url": server.url}
    for key in ("old", "old", "own"):
        flow_id = await start(hass, samantha, "endpoint")
        await go_on(hass, flow_id, where | {"api_key": key})
        await go_on(hass, flow_id, MODEL_INPUT)
    first = next(iter(samantha.subentries))
    samantha.async_start_reauth(hass, data={"subentry_id": first})
    await hass.async_block_till_done()
    (flow,) = hass.config_entries.flow.async_progress_by_handler("samantha")
    await hass.config_entries.flow.async_configure(flow["flow_id"], {"api_key": "new"})
    keys = [subentry.data["api_key"] for subentry in samantha.subentries.values()]
    assert keys == ["new", "new", "own"]


async def test_model_is_removed_while_its_key_is_asked_for(
    hass: HomeAssistant, samantha: MockConfigEntry
) -> None:
    """There is nothing left to ask for."""
    samantha.async_start_reauth(hass, data={"subentry_id": "gone"})
    await hass.async_block_till_done()
    assert not hass.config_entries.flow.async_progress_by_handler("samantha")
