"""What a call reaches through groups, scenes and scripts is asked about, too."""

from collections.abc import Callable
from typing import Any, Final

import pytest

from tests.mind.conftest import Home, Talk
from tests.model_server import Answer, ModelServer, Request, calls, each, says

ASK: Final = "please see to it that my friend gets in somehow"
ALSO: Final = "That would also change the front door. Shall I go ahead?"
UNLOCKS: Final = {
    "action": "lock.unlock",
    "target": {"entity_id": "lock.front_door"},
}

FURNITURE: Final[dict[str, tuple[str, Any, str, dict[str, Any]]]] = {
    "scene": (
        "scene",
        [{"name": "Welcome", "entities": {"lock.front_door": "unlocked"}}],
        "intent__HassTurnOn",
        {"name": "Welcome"},
    ),
    "group": (
        "group",
        {"w": {"name": "Welcome", "entities": ["lock.front_door", "light.hall_light"]}},
        "intent__HassTurnOff",
        {"name": "Welcome"},
    ),
    "script": (
        "script",
        {"w": {"alias": "Welcome", "sequence": [UNLOCKS]}},
        "intent__HassTurnOn",
        {"name": "Welcome"},
    ),
    "script within a script": (
        "script",
        {
            "w": {"alias": "Welcome", "sequence": [{"action": "script.x"}]},
            "x": {"sequence": [UNLOCKS]},
        },
        "intent__HassTurnOn",
        {"name": "Welcome"},
    ),
    "script by its tool": (
        "script",
        {"w": {"alias": "Welcome", "sequence": [UNLOCKS]}},
        "script__w",
        {},
    ),
    "script for an area": (
        "script",
        {
            "w": {
                "alias": "Welcome",
                "sequence": [{"action": "lock.unlock", "target": {"area_id": "hall"}}],
            }
        },
        "intent__HassTurnOn",
        {"name": "Welcome"},
    ),
    "intent of the owner's": (
        "intent_script",
        {"LetIn": {"description": "Lets a friend in.", "action": [UNLOCKS]}},
        "LetIn",
        {},
    ),
}


def calling(name: str, arguments: dict[str, Any]) -> Answer:
    """Call a tool by the end of its name."""

    def choose(request: Request) -> Answer:
        tools = [tool["function"]["name"] for tool in request.data.get("tools", ())]
        return calls((next(one for one in tools if one.endswith(name)), arguments))

    return each(choose)


@pytest.mark.parametrize(
    ("domain", "config", "name", "arguments"), FURNITURE.values(), ids=FURNITURE.keys()
)
async def test_lock_within(  # noqa: PLR0913, PLR0917  # fixtures
    home: Home,
    talk: Talk,
    server: ModelServer,
    add_model: Callable[..., str],
    domain: str,
    config: Any,
    name: str,
    arguments: dict[str, Any],
) -> None:
    """Nothing is touched before the yes, whatever the lock is wrapped in."""
    await home.furnish(domain, config)
    add_model(server)
    server.answers(calling(name, arguments), says("Done."))
    said = await talk(ASK)
    assert said.speech == ALSO
    assert home.touches == []


async def test_yes_is_a_yes_to_what_is_within(
    home: Home, talk: Talk, server: ModelServer, add_model: Callable[..., str]
) -> None:
    """The call is made as it was, once."""
    domain, config, name, arguments = FURNITURE["script within a script"]
    await home.furnish(domain, config)
    add_model(server)
    server.answers(calling(name, arguments))
    await talk(ASK)
    await talk("yes")
    assert home.touches == [("lock.front_door", "unlock")]


async def test_what_came_before_the_question_was_done(
    home: Home, talk: Talk, server: ModelServer, add_model: Callable[..., str]
) -> None:
    """She says so with the question; what follows the call that is held is not done."""
    add_model(server)
    server.answers(
        calls(
            ("intent__HassTurnOn", {"name": "Hall light"}),
            ("intent__HassTurnOff", {"name": "Front door"}),
        ),
        calls(("intent__HassTurnOn", {"name": "Kitchen light"})),
    )
    said = await talk(ASK)
    assert said.speech == ("That's done for Hall light. Shall I unlock the front door?")
    assert said.asks
    assert home.take_touches() == {("light.hall_light", "turn_on")}
    assert len(server.chats) == 1
