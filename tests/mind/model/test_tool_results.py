"""What is said of a call: that it was done, that it was not, or that nobody knows."""

import asyncio
from collections.abc import Callable
import json
from typing import Any, Final, override

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
import pytest

from custom_components.samantha.mind.model import conversing, guard
from custom_components.samantha.mind.phrases import load
from tests.mind.conftest import Home, Talk
from tests.model_server import ModelServer, calls, says

PHRASES: Final = load("en")
REPLIES: Final = PHRASES.replies
GIVEN_UP: Final = f"That's done for Hall light. {REPLIES['too_many_steps'][0]}"
BRIGHT: Final = "make it bright where the coats hang, dear"
VALVE: Final = "valve.water_valve"
ASK: Final = "please flip that thing for my aunt"


class _Flip(llm.Tool):
    """Changes something, and answers as it is told to."""

    name = "switchboard__flip"
    integration = "test"
    annotations = llm.ToolAnnotations(destructive=False)

    def __init__(self, result: Any) -> None:
        self._result = result

    @override
    async def async_call(self, *_: Any) -> llm.ToolResult:
        result: llm.ToolResult = self._result
        return result


class _Crank(_Flip):
    """Takes longer than anybody waits."""

    name = "switchboard__crank"
    annotations = llm.ToolAnnotations(destructive=False, open_world=False)

    @override
    async def async_call(self, *_: Any) -> llm.ToolResult:
        await asyncio.sleep(3600)
        raise AssertionError


class _Broken(_Flip):
    """Has a fault that nobody foresaw."""

    name = "switchboard__break"

    @override
    async def async_call(self, *_: Any) -> llm.ToolResult:
        raise _UnforeseenError


class _UnforeseenError(Exception):
    """Is derived from nothing in particular."""


class _Switchboard(llm.API):
    """A collection of one tool."""

    def __init__(self, hass: HomeAssistant, result: Any) -> None:
        super().__init__(hass=hass, id="switchboard", name="Switchboard")
        self._tools: list[llm.Tool] = [
            _Flip(result),
            _Crank(result),
            _Broken(result),
        ]

    @override
    async def async_get_api_instance(
        self, llm_context: llm.LLMContext
    ) -> llm.APIInstance:
        return llm.APIInstance(self, "", llm_context, self._tools)


@pytest.mark.parametrize(
    ("result", "speech"),
    [
        ({"error": "no such switch"}, "That didn't work."),
        ({"success": False}, "That didn't work."),
        (llm.ToolResult(data={"error": "no such switch"}), "That didn't work."),
        (llm.ToolResult(data={"why": "no"}, error=True), "That didn't work."),
        ({"success": True}, "I've switched it on."),
        (llm.ToolResult(data={"on": True}), "I've switched it on."),
    ],
)
async def test_tools_say_in_their_own_ways_that_they_failed(  # noqa: PLR0913, PLR0917  # fixtures
    home: Home,
    talk: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    result: Any,
    speech: str,
) -> None:
    """Older ones return an error like any result, and have done nothing."""
    llm.async_register_api(home.hass, _Switchboard(home.hass, result))
    add_model(server, tools=["switchboard"])
    server.answers(calls(("switchboard__flip", {})), says("I've switched it on."))
    assert (await talk(ASK)).speech == speech


async def test_what_takes_too_long_is_neither_done_nor_failed(
    home: Home,
    talk: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It may be done yet, and she says neither that it is nor that it isn't."""
    monkeypatch.setattr(guard, "_PATIENCE", 0.05)
    llm.async_register_api(home.hass, _Switchboard(home.hass, {}))
    add_model(server, tools=["switchboard"])
    server.answers(calls(("switchboard__crank", {})), says("I've switched it on."))
    said = await talk(ASK)
    assert said.speech == REPLIES["maybe_done"][0]


async def test_tool_with_a_fault(
    home: Home, talk: Talk, add_model: Callable[..., str], server: ModelServer
) -> None:
    """The turn goes on without it, whatever it raises."""
    llm.async_register_api(home.hass, _Switchboard(home.hass, {}))
    add_model(server, tools=["switchboard"])
    server.answers(
        calls(("switchboard__break", {})), says("I'm sorry, it seems broken.")
    )
    said = await talk(ASK)
    assert said.speech == "I'm sorry, it seems broken."


async def test_what_may_be_done_is_not_done_again(  # noqa: PLR0913, PLR0917  # fixtures
    home: Home,
    talk: Talk,
    add_model: Callable[..., str],
    server: ModelServer,
    second: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A turn that is over within a call goes to no other model."""
    monkeypatch.setattr(conversing, "TURN_TIMEOUT", 0.0)
    llm.async_register_api(home.hass, _Switchboard(home.hass, {}))
    add_model(server, tools=["switchboard"], patience=0.1)
    add_model(second, tools=["switchboard"], position=2)
    server.answers(calls(("switchboard__crank", {})))
    said = await talk(ASK)
    assert said.speech == REPLIES["lost_thread"][0]
    assert second.chats == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"name": "Hall light", "device_class": ["light"]}, "Leave out device_class."),
        ({"name": "Hall light", "area": "Kitchen"}, "Leave out area."),
        ({"name": "Hull light"}, "for the right name."),
        ({"name": "Water valve", "area": "Kitchen"}, "for the right name."),
    ],
)
async def test_says_what_was_wrong_with_a_call(
    chat: Talk, server: ModelServer, arguments: dict[str, Any], told: str
) -> None:
    """So a model can make it right; of what isn't exposed it learns nothing."""
    async_expose_entity(chat.hass, "conversation", VALVE, should_expose=False)
    server.answers(
        calls(("intent__HassTurnOn", arguments)), says("I couldn't find that, sorry.")
    )
    await chat(BRIGHT)
    result = json.loads(str(server.chats[-1].messages[-1]["content"]))
    assert str(result["error"]).endswith(told)


async def test_no_more_calls_than_a_turn_needs(chat: Talk, server: ModelServer) -> None:
    """The rest of many is refused, however they differ."""
    several = [
        ("samantha__find_entities", {"words": f"lamp {number}"})
        for number in range(guard.MOST_CALLS + 3)
    ]
    server.answers(calls(*several), says("So be it."))
    await chat("look around, would you")
    told = [str(message["content"]) for message in server.chats[-1].messages]
    assert sum("Too many calls" in one for one in told) == 3


async def test_the_same_call_for_ever(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """A model that goes round is asked for plain words; what was done is told."""
    again = calls(("intent__HassTurnOn", {"name": "Hall light"}))
    server.answers(again, again, says("There is light where the coats hang."))
    said = await chat(BRIGHT)
    assert said.speech == "There is light where the coats hang."
    assert ["tools" in request.data for request in server.chats] == [True, True, False]
    assert (
        server.chats[-1].messages[-1]["content"] == PHRASES.model.prompt["plain_words"]
    )
    assert len(home.take_touches()) == 1

    server.answers(again)
    assert (await chat(BRIGHT)).speech == GIVEN_UP


async def test_too_many_steps(home: Home, chat: Talk, server: ModelServer) -> None:
    """What was done before she gave up is told."""
    server.answers(
        calls(("intent__HassTurnOn", {"name": "Hall light"})),
        *(
            calls(("samantha__find_entities", {"words": f"lamp {number}"}))
            for number in range(conversing.MOST_REQUESTS)
        ),
    )
    assert (await chat(BRIGHT)).speech == GIVEN_UP
    assert len(server.chats) == conversing.MOST_REQUESTS
    assert home.take_touches()
