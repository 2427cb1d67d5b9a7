"""The tools that are kept: made when nobody waits, and not again for each turn."""

from collections.abc import Awaitable, Callable
from typing import Final, override

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import area_registry as ar, entity_registry as er, llm
import pytest

from custom_components.samantha.mind.model import afterwards
from tests.mind.conftest import Home, Talk
from tests.model_server import ModelServer, says

type Settle = Callable[[], Awaitable[None]]

RIDDLE: Final = "tell me a riddle about owls"


class _Somewhere(llm.Tool):
    """A tool of the collection."""

    name = "somewhere__look"
    integration = "test"
    annotations = llm.ToolAnnotations(read_only=True)

    @override
    async def async_call(
        self,
        hass: HomeAssistant,
        tool_input: llm.ToolInput,
        llm_context: llm.LLMContext,
    ) -> llm.ToolResult:
        return llm.ToolResult(data={"seen": True})


class _CountingAPI(llm.API):
    """A collection that knows how often it was asked for its tools."""

    asked = 0
    fails = False

    @override
    async def async_get_api_instance(
        self, llm_context: llm.LLMContext
    ) -> llm.APIInstance:
        self.asked += 1
        if self.fails:
            message = "not now"
            raise HomeAssistantError(message)
        return llm.APIInstance(
            api=self, api_prompt="", llm_context=llm_context, tools=[_Somewhere()]
        )


@pytest.fixture
def counting(hass: HomeAssistant) -> _CountingAPI:
    """Register a collection of tools, as an integration does."""
    api = _CountingAPI(hass=hass, id="counting", name="Counting")
    llm.async_register_api(hass, api)
    return api


@pytest.fixture
def settle(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> Settle:
    """Return a way to wait until changes have come to rest, which is soon here."""
    monkeypatch.setattr(afterwards, "_REST", 0.01)

    async def wait() -> None:
        await hass.async_block_till_done(wait_background_tasks=True)

    return wait


def _offered(server: ModelServer) -> list[str]:
    """Return the names of the tools that went with the last request."""
    return [tool["function"]["name"] for tool in server.chats[-1].data.get("tools", ())]


def _expose(hass: HomeAssistant) -> None:
    async_expose_entity(hass, "conversation", "light.hall_light", should_expose=False)


def _rename(hass: HomeAssistant) -> None:
    er.async_get(hass).async_update_entity("light.hall_light", name="Coat light")


def _add_area(hass: HomeAssistant) -> None:
    ar.async_get(hass).async_create("Attic")


def _add_action(hass: HomeAssistant) -> None:
    hass.services.async_register("test", "look", lambda _: None)


def _all_at_once(hass: HomeAssistant) -> None:
    for change in (_expose, _rename, _add_area, _add_action):
        change(hass)


def _switch(hass: HomeAssistant) -> None:
    state = hass.states.get("light.hall_light")
    assert state
    hass.states.async_set("light.hall_light", "on", state.attributes)


async def test_are_there_before_the_first_turn(
    home: Home,
    talk: Talk,
    counting: _CountingAPI,
    add_model: Callable[..., str],
    server: ModelServer,
) -> None:
    """The owner adds a model, and its tools are made; turns find them there."""
    server.answers(says("An owl asks who."))
    add_model(server, tools=["assist", "counting"])
    await home.hass.async_block_till_done(wait_background_tasks=True)
    assert counting.asked == 1

    for _ in range(3):
        await talk(RIDDLE)
    assert counting.asked == 1


@pytest.mark.parametrize(
    ("change", "times"),
    [
        (_expose, 1),
        (_rename, 1),
        (_add_area, 1),
        (_add_action, 1),
        (_all_at_once, 1),
        (_switch, 0),
    ],
)
async def test_are_made_anew_after_changes(  # noqa: PLR0913, PLR0917  # fixtures
    home: Home,
    counting: _CountingAPI,
    add_model: Callable[..., str],
    server: ModelServer,
    settle: Settle,
    change: Callable[[HomeAssistant], None],
    times: int,
) -> None:
    """Once for all that happened, and not because something was switched."""
    add_model(server, tools=["assist", "counting"])
    await settle()
    before = counting.asked
    change(home.hass)
    await settle()
    assert counting.asked == before + times


async def test_new_script_is_offered(
    home: Home,
    talk: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    settle: Settle,
) -> None:
    """The next turn after changes have come to rest has it."""
    add_model(server)
    await talk(RIDDLE)
    assert not any("quiet" in name for name in _offered(server))
    await home.furnish("script", {"quiet": {"sequence": [{"delay": 1}]}})
    await settle()
    await talk(RIDDLE)
    assert any("quiet" in name for name in _offered(server))


async def test_collection_that_comes_late(
    home: Home,
    talk: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    settle: Settle,
) -> None:
    """A turn without it has the others; a later one has it, without any event."""
    add_model(server, tools=["counting"])
    await talk(RIDDLE)
    assert not any("somewhere" in name for name in _offered(server))

    api = _CountingAPI(hass=home.hass, id="counting", name="Counting")
    remove = llm.async_register_api(home.hass, api)
    await talk(RIDDLE)
    await settle()
    await talk(RIDDLE)
    assert any("somewhere" in name for name in _offered(server))
    assert api.asked == 1

    remove()
    await talk(RIDDLE)
    await settle()
    await talk(RIDDLE)
    assert not any("somewhere" in name for name in _offered(server))


async def test_collection_that_fails(  # noqa: PLR0913, PLR0917  # fixtures
    home: Home,
    talk: Talk,
    counting: _CountingAPI,
    add_model: Callable[..., str],
    server: ModelServer,
    settle: Settle,
) -> None:
    """She talks without its tools, and has them once they are there."""
    assert home.hass is talk.hass
    counting.fails = True
    add_model(server, tools=["counting"])
    assert (await talk(RIDDLE)).speech == "Hello."
    assert any("find_entities" in name for name in _offered(server))

    counting.fails = False
    await talk(RIDDLE)
    await settle()
    await talk(RIDDLE)
    assert any("somewhere" in name for name in _offered(server))
