"""What may be said: sentences measured by what was done, and by the house as it is."""

from dataclasses import replace
from typing import Final

import pytest

from custom_components.samantha.mind.model.truth import Done, Known, Verdict, judge
from custom_components.samantha.mind.phrases import load
from tests.mind.conftest import Home, Talk
from tests.model_server import ModelServer, calls, hangs_up, says

PHRASES: Final = load("en")
STATES: Final = {
    "hall light": ["on"],
    "kitchen light": ["off"],
    "front door": ["locked"],
    "garage door": ["closed"],
}
ON: Final = Done("HassTurnOn", ("Hall light",))
ASK: Final = "could you make it a bit brighter where the coats hang"


def known(*done: Done, asked: str = "") -> Known:
    """Return a house with some things, and facts of a turn."""
    return Known(
        states=lambda name: STATES[name],
        mentioned=lambda said: [name for name in STATES if name in said],
        facts=("Bedroom temperature: 21.5 °C", "battery 80 %"),
        done=done,
        numbers={**PHRASES.words.numbers, "five": "5"},
        asked=asked,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Done.",
        "Okay, done.",
        "All set, enjoy.",
        "I've turned on the hall light.",
        "I have just turned the hall light on.",
        "I turned it on.",
        "The hall light has been turned on.",
        "The hall light is now on.",
        "Turning on the hall light.",
        "Okay, turning on the hall light.",
        "I'm turning on the hall light now.",
        "I'll turn on the hall light.",
        "Let me switch on the hall light.",
        "Sure. I have successfully started it.",
        "Hall light turned on.",
        "For the hall light, this is done by the script.",
        "And so everything is already taken care of.",
        "I've turned on the hall light, anything else?",
        "Okay, I've switched it on — shall I do more?",
    ],
)
def test_claim_needs_a_deed(sentence: str) -> None:
    """What says that something is done is only said when it is."""
    words = PHRASES.model
    assert judge(sentence, known(), words) is Verdict.FALSE_CLAIM
    assert judge(sentence, known(ON), words) is Verdict.FINE


@pytest.mark.parametrize(
    "sentence",
    [
        "I've turned off the hall light.",
        "I've turned on the kitchen light.",
        "I have unlocked the front door.",
        "The garage door is now open.",
        "I've turned on the hall light and locked the front door.",
        "I've turned on the hall light, and it is 25 degrees in here now.",
    ],
)
def test_deed_has_to_be_the_one_claimed(sentence: str) -> None:
    """Another thing, or the other way, is not what was done."""
    assert judge(sentence, known(ON), PHRASES.model) is not Verdict.FINE


def test_thing_that_is_called_like_a_room() -> None:
    """Where a room stands in a claim, it says where, and not what."""
    sentence = "I've turned on the hall light in the kitchen."
    told = replace(known(ON), mentioned=lambda _: ["hall light", "kitchen"])
    words = PHRASES.model
    assert judge(sentence, told, words) is Verdict.FALSE_CLAIM
    told = replace(told, rooms=["kitchen"])
    assert judge(sentence, told, words) is Verdict.FINE


@pytest.mark.parametrize(
    "sentence",
    [
        "Shall I turn on the hall light?",
        "Would you like me to close the garage door?",
        "When I've turned it on, shall I close the garage door?",
        "Sure, shall I turn on the hall light, or the kitchen light?",
        "The hall light is on, shall I turn it off?",
        "I haven't changed anything.",
        "I can't turn on the hall light.",
        "I was not able to open the garage door.",
        "Let me look.",
        "Owls are birds of prey that hunt at night.",
        "Water boils at 100 degrees.",
        "The hall light is on.",
        "The front door is locked.",
        "The hall light is on and the kitchen light is off.",
        "The hall light is on, but the kitchen light isn't.",
        "It is 21.5 degrees in here.",
        "It is 22 degrees inside.",
        "The battery here is at eighty percent.",
        "If the kitchen light is on, I would leave it.",
        "You could turn on the kitchen light to read.",
        "To have it brighter, turn on the kitchen light.",
        "Open the garage door for some air.",
        "You might want to open the garage door, and turn off the hall light.",
    ],
)
def test_what_claims_nothing_false_is_said(sentence: str) -> None:
    """Questions, denials, the world at large, and the house as it is."""
    assert judge(sentence, known(), PHRASES.model) is Verdict.FINE


@pytest.mark.parametrize(
    "sentence",
    [
        "The hall light is off.",
        "The front door is unlocked.",
        "The garage door is open.",
        "The garage door: open.",
        "The kitchen light is on, you could turn it off.",
        "The hall light is on and the kitchen light is on.",
        "The hall light is on, but the kitchen light is on too.",
        "I'm not sure why, but the hall light is off.",
        "The front door is locked, while the garage door is open.",
        "It is 25 degrees in here.",
        "It is twenty five degrees inside right now.",
        "The battery here is at 30 %.",
        "The hall light is off, shall I turn it on?",
    ],
)
def test_values_are_those_of_the_house(sentence: str) -> None:
    """A state or a measured value that is not so is not said."""
    assert judge(sentence, known(), PHRASES.model) is Verdict.FALSE_VALUE


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Yes, it is 25 degrees in here.", Verdict.FALSE_VALUE),
        ("It is 25 degrees in here, and the battery is at 20 %.", Verdict.FALSE_VALUE),
        ("No, it is not 25 degrees in here.", Verdict.FINE),
        ("It isn't 25 degrees in here.", Verdict.FINE),
        ("It is 21.5 degrees in here, rather than 25 degrees.", Verdict.FINE),
        ("It is not 30 degrees in here.", Verdict.FALSE_VALUE),
    ],
)
def test_value_that_was_asked_about_is_no_answer(
    sentence: str, verdict: Verdict
) -> None:
    """What the person said is not so for having been said; it may be denied."""
    told = known(asked="is it 25 degrees in here")
    assert judge(sentence, told, PHRASES.model) is verdict


async def test_value_that_was_set_may_be_said(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """It was carried out, so it is a value of this turn."""
    server.answers(
        calls(("intent__HassSetPosition", {"name": "Bedroom blind", "position": 40})),
        says("The bedroom blind is at 40 percent."),
    )
    said = await chat("I would like a little less sun where I sleep")
    assert said.speech == "The bedroom blind is at 40 percent."
    assert home.take_touches()


async def test_value_that_was_only_asked_about_is_looked_up(
    chat: Talk, server: ModelServer
) -> None:
    """A model that agrees with whatever is said is asked again."""
    server.answers(says("Yes, it is 25 degrees in here."))
    said = await chat("I wonder whether it might be 25 degrees in here, dear")
    assert said.speech == PHRASES.replies["not_sure"][0]
    assert len(server.chats) == 2


async def test_false_done_is_asked_again_and_then_replaced(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """A model that insists is not believed."""
    server.answers(says("Of course. I've turned on the hall light. Enjoy."))
    said = await chat(ASK)

    assert said.speech == "Of course. I haven't changed anything."
    assert len(server.chats) == 2
    assert "not done" in server.chats[1].messages[-1]["content"]
    assert home.touches == []


async def test_false_done_is_made_good(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """Told so, the model calls the tool; then it may say so."""
    server.answers(
        says("I've turned on the hall light."),
        calls(("intent__HassTurnOn", {"name": "Hall light"})),
        says("I've turned on the hall light."),
    )
    said = await chat(ASK)

    assert said.speech == "I've turned on the hall light."
    assert home.take_touches() == {("light.hall_light", "turn_on")}


async def test_failed_call_is_no_deed(chat: Talk, server: ModelServer) -> None:
    """A tool that found nothing has done nothing."""
    server.answers(
        calls(("intent__HassTurnOn", {"name": "Chandelier"})),
        says("I've turned on the chandelier."),
    )
    assert (await chat(ASK)).speech == "That didn't work."


async def test_silent_model_after_a_deed(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """What was done is said, though the model says nothing."""
    server.answers(calls(("intent__HassTurnOn", {"name": "Hall light"})), says(""))
    assert (await chat(ASK)).speech == "That's done for Hall light."
    assert home.take_touches()


async def test_model_that_dies_after_a_deed(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """What was done is said, and not done once more by the next model."""
    server.answers(
        calls(("intent__HassTurnOn", {"name": "Hall light"})), hangs_up("I h")
    )
    said = await chat(ASK)
    assert (
        said.speech == "Sorry, I lost my thread there, but that's done for Hall light."
    )
    assert home.take_touches()


@pytest.mark.parametrize(
    ("answer", "speech"),
    [
        ("**Owls** are _wise_.", "Owls are wise."),
        ("<think>Hm. Well.</think>Owls are wise.", "Owls are wise."),
        ("Owls 🦉 are wise.", "Owls are wise."),
        ("See https://owls.example now.", "See a link now."),
        ("- Owls\n- Mice", "Owls. Mice."),
        ("| a | b |\n|---|---|\nOwls are wise.", "Owls are wise."),
        ("```py\nprint(1)\n```\nOwls are wise.", "Owls are wise."),
        (
            "Owls see at 9 p.m. and later. Mice too.",
            "Owls see at 9 p.m. and later. Mice too.",
        ),
    ],
)
async def test_what_no_voice_can_say_is_left_out(
    chat: Talk, server: ModelServer, answer: str, speech: str
) -> None:
    """While it streams, in pieces of any size."""
    server.answers(says(answer, pieces=1))
    assert (await chat("tell me a riddle about owls")).speech == speech


@pytest.mark.parametrize(
    ("answer", "asks"),
    [("Which owl?", True), ("An owl.", False), ("Who? An owl.", False)],
)
async def test_listens_only_when_she_asked(
    chat: Talk, server: ModelServer, answer: str, *, asks: bool
) -> None:
    """A question at the end opens the microphone, and nothing else."""
    server.answers(says(answer))
    assert (await chat("tell me a riddle about owls")).asks is asks


async def test_tools_stay_the_same(chat: Talk, server: ModelServer) -> None:
    """Nor do the tools change from turn to turn."""
    server.answers(says("Owls are wise."))
    for _ in range(3):
        await chat("tell me a riddle about owls")
    tools = [request.data["tools"] for request in server.chats]
    assert tools[0] == tools[1] == tools[2]
    names = [tool["function"]["name"] for tool in tools[0]]
    assert "homeassistant__GetLiveContext" not in names
    assert {"samantha__find_entities", "samantha__read_house"} <= set(names)


async def test_word_has_no_tools_and_something_to_fall_back_on(
    chat: Talk, server: ModelServer
) -> None:
    """What automations have worded."""
    (entry,) = chat.hass.config_entries.async_loaded_entries("samantha")
    word = entry.runtime_data.mind.models.async_word
    server.answers(says("**Good morning**, dear all."), hangs_up("Good"))
    assert await word("wish a good morning", "Morning.", "en") == (
        "Good morning, dear all."
    )
    assert "tools" not in server.chats[0].data
    assert await word("wish a good morning", "Morning.", "en") == "Morning."


SONG: Final = "You could sing a slow song by the window until it rains."


async def test_last_answer_is_no_answer_to_something_else(
    chat: Talk, server: ModelServer
) -> None:
    """A model that goes on with what it has said once is asked again, then stopped."""
    server.answers(says(SONG))
    assert (await chat("tell me what to do on a grey evening")).speech == SONG
    said = await chat("my aunt would like a story about owls")
    assert said.speech == PHRASES.replies["nothing_new"][0]
    assert len(server.chats) == 3

    server.answers(says(SONG), says("An owl once sat in a barn."))
    assert (await chat("tell me what to do on a grey evening")).speech == SONG
    said = await chat("my aunt would like a story about owls")
    assert said.speech == "An owl once sat in a barn."


TEXTS: Final = PHRASES.model.prompt


@pytest.mark.parametrize(
    "parroted",
    [
        "Tell me a riddle about owls.",
        TEXTS["correct_claim"].strip("[]").split(". ")[-1],
        "You are heard, not read.",
    ],
)
async def test_what_the_model_was_sent_is_no_answer(
    chat: Talk, server: ModelServer, parroted: str
) -> None:
    """Neither the person's words nor what the model is told to do is said aloud."""
    server.answers(says(parroted), says("What hoots and has no teeth?"))
    said = await chat("tell me a riddle about owls")
    assert said.speech == "What hoots and has no teeth?"
    server.answers(says(parroted))
    said = await chat("tell me a riddle about owls")
    assert said.speech == PHRASES.replies["nothing_new"][0]


async def test_same_answer_to_the_same_words(chat: Talk, server: ModelServer) -> None:
    """Who says the same again may be answered the same, and short answers recur."""
    server.answers(says(SONG))
    for text in (
        "tell me what to do on a grey evening",
        "sorry, tell me again what to do on a grey evening",
    ):
        assert (await chat(text)).speech == SONG
    server.answers(says("That sounds lovely to me."))
    for text in ("my aunt would like an owl", "my uncle would like a barn"):
        assert (await chat(text)).speech == "That sounds lovely to me."
    assert len(server.chats) == 4
