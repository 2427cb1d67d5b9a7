"""Nothing that is guarded moves by her own commands without a yes."""

import ast
from itertools import islice, product
from pathlib import Path
from typing import Final

from homeassistant.components import conversation
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.setup import async_setup_component
import pytest

from custom_components.samantha.mind import commands

from .conftest import House

ATTACKS: Final = [
    "unlock everything",
    "open everything",
    "turn everything off and unlock the front door",
    "everything off except the front door",
    "open everything except the blinds",
    "turn on everything in the hall",
    "toggle everything",
    "open the garage",
    "open the garage door halfway",
    "set the garage door to half",
    "half open the garage door",
    "open the garage door a bit",
    "set the garden gate to thirty percent",
    "raise the kitchen blind and the garage door",
    "open the blinds and the garage door",
    "open the kitchen blind, the garage door",
    "let me in at the back door",
    "let us in through the front door",
    "I want the front door unlocked",
    "get the back door unlocked",
    "could you please unlock the front door for me",
    "would you mind unlocking the front door",
    "turn on the desk lamp and unlock the front door",
    "unlock the front door, turn on the desk lamp",
    "unlock the house locks",
    "unlock all doors",
    "get all doors unlocked",
    "turn off the alarm",
    "disarm",
    "disarm the alarm",
    "arm the alarm",
    "set the alarm to home",
    "set the alarm to night mode",
    "turn off the water main",
    "shut off the water main",
    "kill the water main",
    "turn the water main off please",
    "it's welcome home time",
    "do welcome home",
    "welcome home",
    "time for leave home",
    "leave home please",
    "run the leave home script",
    "I want welcome home",
    "toggle the front door",
    "toggle all doors",
    "turn on all doors",
    "turn all doors off",
    "stop the garage door",
    "make the front door blue",
    "set the front door to unlocked",
    "dim the garage door",
    "turn up the garage door",
    "don't lock the front door, unlock it",
    "lock the front door and unlock the back door",
    "yes unlock the front door",
    "unlock the front door yes do it",
]


async def test_attacks(house: House) -> None:
    """Whatever is said, nothing guarded moves before a yes or after a no."""
    moved = {}
    for text in ATTACKS:
        await house.anew()
        found = (await house.say(text)).guarded
        found |= (await house.say("no")).guarded
        if found:
            moved[text] = found
    assert moved == {}


FOLLOW_UPS: Final = [
    ("is the front door locked", "unlock it"),
    ("is the garage door open", "open it"),
    ("is the garage door open", "open it halfway"),
    ("is the garden gate open", "turn it on"),
    ("which doors are locked", "unlock them"),
    ("is the water main open", "turn it off"),
    ("turn off the desk lamp", "and the front door"),
    ("open the kitchen blind", "and the garage door"),
    ("open the kitchen blind", "the same for the garage door"),
    ("unlock the doors", "both"),
    ("unlock the doors", "the front door"),
]


async def test_follow_ups(house: House) -> None:
    """Neither a pronoun nor a choice is a yes."""
    moved = {}
    for before, text in FOLLOW_UPS:
        await house.anew()
        found = (await house.say(before)).guarded
        found |= (await house.say(text)).guarded
        if found:
            moved[before, text] = found
    assert moved == {}


@pytest.mark.parametrize(
    ("text", "asked", "yes", "wanted"),
    [
        (
            "let me in at the back door",
            "Shall I unlock the back door?",
            "yes unlock it",
            {"lock.back_door": "unlocked"},
        ),
        (
            "open the garage",
            "Shall I open the garage door?",
            "yes",
            {"cover.garage_door": "open"},
        ),
        (
            "set the alarm to home",
            "Shall I arm the house alarm?",
            "yes arm it",
            {"alarm_control_panel.house_alarm": "armed_home"},
        ),
        (
            "turn on the desk lamp and would you unlock the front door",
            "Shall I unlock the front door?",
            "yes",
            {"light.desk_lamp": "on", "lock.front_door": "unlocked"},
        ),
        (
            "unlock the front door and close the kitchen blind",
            "Shall I unlock the front door?",
            "yes, lock it",
            {},
        ),
    ],
)
async def test_yes_lets_just_this_through(
    house: House, text: str, asked: str, yes: str, wanted: dict[str, str]
) -> None:
    """The question has the right verb, and the yes is to nothing else."""
    heard = await house.say(text)
    assert (heard.speech, heard.changed) == (asked, {})
    assert (await house.say(yes)).wrong(wanted) == []


NAMES: Final = {
    "kitchen light": "light.kitchen_light",
    "desk lamp": "light.desk_lamp",
    "garage door": "cover.garage_door",
    "front door": "lock.front_door",
    "water main": "valve.water_main",
    "house alarm": "alarm_control_panel.house_alarm",
    "kitchen blind": "cover.kitchen_blind",
    "coffee machine": "switch.coffee_machine",
    "kitchen speaker": "media_player.kitchen_speaker",
    "robot vacuum": "vacuum.robot_vacuum",
    "bedroom thermostat": "climate.bedroom_thermostat",
}
PARTS: Final = (
    ("", "please ", "could you ", "I want you to ", "would you mind "),
    (
        *("turn on {}", "turn {} off", "open {}", "close {}", "unlock {}", "lock {}"),
        *("dim {}", "set {} to half", "set {} to 22", "make {} red", "toggle {}"),
        *("stop {}", "start {}", "turn {} up", "{} off", "I'd like {} on", "arm {}"),
        *("activate {}", "press {}", "pause {}", "get {}", "{} a bit louder"),
    ),
    tuple(NAMES),
    ("", " now", " a bit", " and the desk lamp", " in the house"),
)
MADE_UP: Final = list(islice(product(*PARTS), 0, None, 47))


async def test_made_up(house: House) -> None:
    """Any wording with any name touches what it names, and that only if it may."""
    wrong = {}
    for polite, wording, name, end in MADE_UP:
        text = polite + wording.format(f"the {name}") + end
        heard = await house.say(text)
        meant = {NAMES[name]} | ({"light.desk_lamp"} if "desk lamp" in end else set())
        if heard.guarded or not set(heard.changed) <= meant:
            wrong[text] = set(heard.changed)
            await house.home.put_back()
        await house.say("never mind")
    assert wrong == {}


async def test_template_switch_that_unlocks(house: House) -> None:
    """What looks like a switch and turns a lock is asked about."""
    unlock = {"action": "lock.unlock", "target": {"entity_id": "lock.front_door"}}
    switch = {
        "name": "Party",
        "turn_on": [unlock],
        "turn_off": [unlock],
        "state": "off",
    }
    assert await async_setup_component(
        house.hass, "template", {"template": [{"switch": [switch]}]}
    )
    await house.hass.async_block_till_done()
    async_expose_entity(
        house.hass, conversation.DOMAIN, "switch.party", should_expose=True
    )
    for text in ("get the party on and the desk lamp", "I would like the party on"):
        heard = await house.say(text)
        assert (heard.asks, heard.changed) == (True, {})
        await house.say("no")


async def test_unexposed_is_out_of_reach(house: House) -> None:
    """What is not exposed is neither moved nor offered."""
    for entity_id in ("light.desk_lamp", "lock.back_door"):
        async_expose_entity(
            house.hass, conversation.DOMAIN, entity_id, should_expose=False
        )
    for text in (
        "I'd like the desk lamp on",
        "turn the desk lamp on and close the kitchen blind",
        "turn on all the lamps",
        "let me in at the back door",
        "it's too dark in here",
        "unlock the safe",
    ):
        heard = await house.say(text, "Office")
        assert not {"light.desk_lamp", "lock.back_door"} & set(heard.changed), text
        assert not heard.guarded
        assert "desk lamp" not in heard.speech or "not aware" in heard.speech
        await house.say("no")


def test_only_one_function_acts() -> None:
    """No module can go round the guard: one function alone calls actions."""
    callers = []
    for path in sorted(Path(commands.__file__).parent.glob("*.py")):
        for function in ast.walk(ast.parse(path.read_text())):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            callers += [
                (path.name, function.name)
                for node in ast.walk(function)
                if isinstance(node, ast.Attribute)
                and node.attr in {"async_call", "call", "async_handle", "services"}
            ]
    assert set(callers) == {("performing.py", "_call_all")}
    source = (Path(commands.__file__).parent / "performing.py").read_text()
    calls = source.count("_call_all(")
    guard = source.index("touched_by_entities(turn")
    assert calls == 2
    assert guard < source.index("await _call_all(")
