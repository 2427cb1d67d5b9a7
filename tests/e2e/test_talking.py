"""She answers from the states of a real house, and changes them."""

from collections.abc import Callable
import re

import pytest

from tests.house.client import House, Reply, State

QUESTIONS = [
    ("is the kitchen light on?", r"^Yes"),
    ("is the garage light on?", r"^No"),
    ("what is the temperature in the living room?", r"20\.5"),
    ("is the front door locked?", r"^Yes"),
    ("is the bedroom window open?", r"^Yes"),
    ("what's the weather?", r"partly cloudy.*11\.3"),
    ("who is home?", r"Anna"),
    ("where is Theo?", r"at work"),
    ("what is the house power?", r"412"),
]

COMMANDS: list[tuple[str, str, Callable[[State], bool]]] = [
    (
        "turn off the kitchen light",
        "light.kitchen_light",
        lambda state: state.state == "off",
    ),
    (
        "set the bedside lamp to red",
        "light.bedside_lamp",
        lambda state: state.attributes.get("hs_color") == [0, 100],
    ),
    (
        "set the living room light brightness to 30%",
        "light.living_room_light",
        lambda state: state.attributes["brightness"] == round(255 * 0.3),
    ),
    (
        "close the living room blinds",
        "cover.living_room_blinds",
        lambda state: state.state == "closed",
    ),
    (
        "set the bedroom curtains to 40%",
        "cover.bedroom_curtains",
        lambda state: state.attributes["current_position"] == 40,
    ),
    (
        "set the living room thermostat to 22 degrees",
        "climate.living_room_thermostat",
        lambda state: state.attributes["temperature"] == 22,
    ),
    (
        "set the kitchen speaker volume to 70%",
        "media_player.kitchen_speaker",
        lambda state: state.attributes["volume_level"] == 0.7,
    ),
    (
        "turn on the television",
        "media_player.living_room_tv",
        lambda state: state.state == "idle",
    ),
    (
        "turn on the bedroom fan",
        "fan.bedroom_fan",
        lambda state: state.state == "on",
    ),
    (
        "start Rosie",
        "vacuum.robot_vacuum",
        lambda state: state.state == "cleaning",
    ),
    (
        "activate movie night",
        "light.tv_backlight",
        lambda state: state.state == "on",
    ),
    (
        "run goodnight",
        "light.hall_light",
        lambda state: state.state == "off",
    ),
    (
        "add milk to my shopping list",
        "todo.shopping_list",
        lambda state: int(state.state) == 4,
    ),
]

# A sentence, what must not happen before a yes, and what must after it.
SENSITIVE = [
    ("unlock the front door", "lock.front_door", "locked", "unlocked"),
    ("open the garage door", "cover.garage_door", "closed", "open"),
    ("open the garden gate", "cover.garden_gate", "closed", "open"),
    ("close the water main", "valve.water_main", "open", "closed"),
    ("activate welcome home", "lock.front_door", "locked", "unlocked"),
    ("run leave home", "cover.garage_door", "closed", "open"),
    ("unlock the house locks", "lock.back_door", "locked", "unlocked"),
]


# What recognisers, keyboards and pranks produce.
NOISE = [
    pytest.param("", id="nothing"),
    pytest.param("?!...", id="punctuation"),
    pytest.param("la " * 3333, id="ten thousand characters"),
    pytest.param("\N{PARTY POPPER}\N{HEAVY BLACK HEART}\N{PARTY POPPER}", id="emoji"),
    pytest.param("\x00\x07\x1b[2Jlight\x7f", id="control characters"),
    pytest.param("\u202eno thgil nehctik", id="turned around"),
    pytest.param("включи свет на кухне", id="another script"),
    pytest.param("{{ states('lock.safe') }}", id="a template"),
]


@pytest.mark.parametrize(("sentence", "answer"), QUESTIONS)
async def test_she_reads_states(house: House, sentence: str, answer: str) -> None:
    """Her answer holds what the house says."""
    reply = await house.converse(sentence)
    assert re.search(answer, reply.text)
    assert reply.kind == "query_answer"


@pytest.mark.parametrize(("sentence", "entity_id", "changed"), COMMANDS)
async def test_she_changes_states(
    house: House, sentence: str, entity_id: str, changed: Callable[[State], bool]
) -> None:
    """What she says she did is seen in the house."""
    before = await house.state(entity_id)
    assert not changed(before)
    reply = await house.converse(sentence)
    assert reply.kind == "action_done"
    await house.wait_for_state(entity_id, changed)


@pytest.mark.parametrize(("sentence", "entity_id", "before", "after"), SENSITIVE)
async def test_she_asks_before_what_matters(
    house: House, sentence: str, entity_id: str, before: str, after: str
) -> None:
    """A lock, a garage door, a gate or a valve moves after a yes, and not before."""
    question = await house.converse(sentence)
    assert question.continue_conversation
    assert question.text.endswith("?")
    assert (await house.state(entity_id)).state == before
    reply = await answer(house, question, "yes")
    assert reply.kind == "action_done"
    await house.wait_for_state(entity_id, after)


@pytest.mark.parametrize("refusal", ["no", "never mind"])
async def test_no_means_no(house: House, refusal: str) -> None:
    """Refused, nothing moves, and a later yes finds no question."""
    question = await house.converse("unlock the front door")
    refused = await answer(house, question, refusal)
    assert not refused.continue_conversation
    await answer(house, refused, "yes")
    assert (await house.state("lock.front_door")).state == "locked"


@pytest.mark.parametrize("sentence", ["unlock the safe", "open the medicine cabinet"])
async def test_what_is_hidden_stays_hidden(house: House, sentence: str) -> None:
    """What is not exposed can't be reached through her."""
    reply = await house.converse(sentence)
    assert reply.kind == "error"
    assert (await house.state("lock.safe")).state == "locked"


async def test_she_says_what_she_can_not(house: House) -> None:
    """What is beyond her gets an honest answer."""
    reply = await house.converse("book me a flight to Lisbon")
    assert reply.kind == "error"
    assert reply.text


@pytest.mark.parametrize("sentence", NOISE)
async def test_noise_gets_a_plain_answer(house: House, sentence: str) -> None:
    """Whatever arrives, she answers in words, and nothing in the house changes."""
    before = {name: state.state for name, state in (await house.states()).items()}
    reply = await house.converse(sentence)
    assert reply.text
    assert reply.text.isprintable()
    after = {name: state.state for name, state in (await house.states()).items()}
    changed = {name for name, state in after.items() if state != before[name]}
    # Agents note when they were asked, and she counts what she has answered.
    noted = ("conversation.", "sensor.samantha_answers_")
    assert not {name for name in changed if not name.startswith(noted)}


async def answer(house: House, question: Reply, text: str) -> Reply:
    """Go on in the conversation."""
    return await house.converse(text, conversation_id=question.conversation_id)
