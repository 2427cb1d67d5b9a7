"""What each sentence changes, exactly that and nothing else."""

from pathlib import Path
from typing import Any, Final

import pytest

from tests.house.inside.reading import read

from .conftest import House

ON: Final = "on"
KITCHEN: Final = "light.kitchen_light"
LIVING: Final = "light.living_room_light"
DESK: Final = "light.desk_lamp"
SPEAKER: Final = "media_player.kitchen_speaker"
ORDERS: Final = read(Path(__file__).with_name("orders.yaml"))


@pytest.mark.parametrize("group", ORDERS)
async def test_does_just_what_was_said(house: House, group: str) -> None:
    """Every sentence changes what it says and nothing else."""
    wrong = {}
    for line in ORDERS[group]:
        await house.anew()
        area = line.get("from")
        for earlier in line.get("after", ()):
            await house.say(earlier, area)
        heard = await house.say(line["say"], area)
        if found := heard.wrong(line["does"]):
            wrong[line["say"]] = (heard.speech, found)
    assert wrong == {}


ASKED: Final = {
    "turn on the lamp": "Which one: the bedside lamp, the desk lamp or the floor lamp?",
    "turn the heating up two degrees": (
        "Which one: the bedroom thermostat, the children's room thermostat or the"
        " living room thermostat?"
    ),
    "kill the lights": "Where: the kitchen, the living room, the hall, or everywhere?",
    "turn on the lights please, would you": "In which room, or everywhere?",
}


async def test_asks_where_it_could_be_several(house: House) -> None:
    """Nothing changes where it isn't clear what was meant."""
    asked, changed = {}, {}
    for text in ASKED:
        await house.anew()
        heard = await house.say(text)
        asked[text], changed[text] = heard.speech, heard.changed
        assert heard.asks
    assert asked == ASKED
    assert changed == {text: {} for text in ASKED}


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("the floor lamp", {"light.floor_lamp": ON}),
        ("the floor one please", {"light.floor_lamp": ON}),
        ("desk", {DESK: ON}),
        (
            "all of them",
            {"light.floor_lamp": ON, DESK: ON, "light.bedside_lamp": ON},
        ),
        ("never mind", {}),
        ("no", {}),
    ],
)
async def test_answer_to_which(
    house: House, answer: str, wanted: dict[str, Any]
) -> None:
    """The answer says which, by name or by a word of it."""
    await house.say("turn on the lamp")
    assert (await house.say(answer)).wrong(wanted) == []


async def test_says_what_was_done(house: House) -> None:
    """The answer names what was done, and others see it too."""
    heard = await house.say("turn off everything downstairs except the hall")
    assert heard.speech == (
        "The kitchen light, the kitchen speaker and the living room light are off."
    )
    assert {target.id for target in heard.response.success_results} == {
        KITCHEN,
        LIVING,
        SPEAKER,
    }


LEFT: Final = [
    "don't turn on the desk lamp",
    "never open the kitchen blind",
    "please don't lock the back door",
    "turn the desk lamp on at seven",
    "turn on the bedroom fan for ten minutes",
    "if it rains close the blinds",
    "tomorrow turn on the desk lamp",
    "did you turn off the kitchen light",
    "are the blinds open halfway",
    "have you turned the desk lamp on",
    "turn on the closet light and the kitchen light",
    "turn on the pool light",
    "make the living room cosy",
    "turn off the kitchen light and make tea",
    "turn on everything except the moon",
]


async def test_changes_nothing(house: House) -> None:
    """What is no command, or not understood in full, changes nothing."""
    changed = {}
    for text in LEFT:
        await house.anew()
        if found := (await house.say(text)).changed:
            changed[text] = found
    assert changed == {}
