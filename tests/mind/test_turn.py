"""A turn takes its steps in order, and the first that understands answers."""

from collections.abc import Callable
from itertools import islice
from typing import Final

from hassil.intents import SlotList, TextSlotList
from hassil.sample import sample_intents
from homeassistant.components import conversation
from homeassistant.components.conversation import AssistantContent
from homeassistant.const import CONF_LANGUAGE, CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er, intent
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.const import CONF_NICKNAMES
from custom_components.samantha.mind.fallback import cannot_do
from custom_components.samantha.mind.languages import supported_languages
from custom_components.samantha.mind.phrases import load
from custom_components.samantha.mind.turn import Reply, Turn

from .conftest import HER, Home, Talk, contents

ENGLISH: Final = load("en")
REPLIES: Final = ENGLISH.replies

# What may answer each of her own sentences, where nothing was said before.
ANSWERS: Final = {
    key: [wording.format(name="Samantha", last="") for wording in wordings]
    for key, wordings in REPLIES.items()
    if key.startswith("Samantha")
} | {"SamanthaRepeat": list(REPLIES["SamanthaNothingToRepeat"])}

KITCHEN_ON: Final = [("light.kitchen_light", "turn_on")]


def small_talk() -> dict[str, str]:
    """Return some of the ways to say each of her own sentences, with their intents."""
    names: dict[str, SlotList] = {"her_name": TextSlotList.from_strings(["Samantha"])}
    return {"who is this": "SamanthaWhoAreYou"} | {
        text: name
        for intent_name in ENGLISH.grammar.intents
        for name, text in islice(
            sample_intents(ENGLISH.grammar, names, intent_names={intent_name}),
            0,
            400,
            6,
        )
    }


async def trigger(hass: HomeAssistant, command: str, response: str) -> None:
    """Set up an automation of the owner's that waits for a sentence."""
    config = {
        "triggers": {"trigger": "conversation", "command": command},
        "actions": {"set_conversation_response": response},
    }
    assert await async_setup_component(hass, "automation", {"automation": config})


async def test_steps_are_taken_in_order(
    hass: HomeAssistant, samantha: MockConfigEntry, talk: Talk
) -> None:
    """The first step that answers is the last that is taken."""
    taken = []

    async def first(turn: Turn) -> None:
        taken.append(("first", turn.text))

    async def second(turn: Turn) -> Reply:
        taken.append(("second", turn.text))
        return turn.say("zero_found")

    async def third(_turn: Turn) -> None:
        taken.append(("third", ""))

    samantha.runtime_data.mind.steps = (first, second, third)
    said = await talk("Hello, world")
    assert taken == [("first", "Hello, world"), ("second", "Hello, world")]
    assert said.speech in REPLIES["zero_found"]
    assert [item.role for item in contents(hass, said.conversation_id)] == [
        "user",
        "assistant",
    ]


async def test_step_that_declines_leaves_no_trace(
    hass: HomeAssistant, samantha: MockConfigEntry, talk: Talk
) -> None:
    """What a step wrote before it declined is gone, and what was there before stays."""

    async def try_in_vain(turn: Turn) -> None:
        for speech in ("Sorry", "I couldn't understand that"):
            turn.chat_log.async_add_assistant_content_without_tools(
                AssistantContent(agent_id=HER, content=speech)
            )

    before = await talk("thanks")
    samantha.runtime_data.mind.steps = (try_in_vain, try_in_vain, cannot_do)
    said = await talk("tell me a story")
    assert [
        getattr(item, "content", "") for item in contents(hass, said.conversation_id)
    ] == ["thanks", before.speech, "tell me a story", said.speech]


async def test_silence_leaves_nothing(
    hass: HomeAssistant, samantha: MockConfigEntry, talk: Talk
) -> None:
    """A turn that was not meant for her is silent, and nothing of it is kept."""

    async def not_meant(turn: Turn) -> Reply:
        return turn.silence()

    before = await talk("thanks")
    mind = samantha.runtime_data.mind
    steps, mind.steps = mind.steps, (not_meant,)
    said = await talk("she said it was a secret")
    mind.steps = steps
    assert said.speech == ""
    assert not said.asks
    assert len(contents(hass, said.conversation_id)) == 2
    assert (await talk("say that again")).speech == f"I said: {before.speech}"


async def test_last_step_has_to_answer(samantha: MockConfigEntry, talk: Talk) -> None:
    """A turn without an answer is a mistake of the code, and is told as one."""

    async def decline(_turn: Turn) -> None:
        """Decline."""

    samantha.runtime_data.mind.steps = (decline,)
    with pytest.raises(RuntimeError, match="last step"):
        await talk("hello")


async def test_small_talk(home: Home, start_talk: Callable[..., Talk]) -> None:
    """Her own sentences get her own answers, in a home full of other things."""
    answered = {
        text: (await start_talk()(text)).speech in ANSWERS[name]
        for text, name in small_talk().items()
    }
    assert answered == dict.fromkeys(answered, True)
    assert home.touches == []


@pytest.mark.usefixtures("home")
async def test_small_talk_is_an_answer(talk: Talk) -> None:
    """An answer of her own is an answer, and asks nothing."""
    said = await talk("who are you?")
    assert said.kind is intent.IntentResponseType.QUERY_ANSWER
    assert said.error is None
    assert not said.asks


async def test_called_by_name_she_listens(home: Home, talk: Talk) -> None:
    """Who calls her by name alone has something to say next."""
    said = await talk("Samantha?")
    assert said.speech in REPLIES["SamanthaCalled"]
    assert said.asks
    await talk("turn on the kitchen light")
    assert home.touches == KITCHEN_ON


@pytest.mark.parametrize(
    "text",
    [
        "turn on the kitchen light",
        "Samantha, turn on the kitchen light",
        "hey sam turn on the kitchen light please",
        "turn on the kitchen light, Samantha",
        "Okay Samantha, could you turn on the kitchen light?",
        "Samantha could you turn on the kitchen light",
    ],
)
async def test_house_is_controlled(home: Home, talk: Talk, text: str) -> None:
    """With her name or without, the house does what it is told."""
    said = await talk(text)
    assert home.touches == KITCHEN_ON
    assert said.kind is intent.IntentResponseType.ACTION_DONE
    assert said.speech == "Turned on the light"


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("is the kitchen light on", "No, the kitchen light is off."),
        ("Samantha, is the front door locked?", "Yes, the front door is locked."),
        ("are any lights on", "No, no lights are on."),
        ("is the garage door open", "No, the garage door is closed."),
    ],
)
@pytest.mark.usefixtures("home")
async def test_house_is_read(talk: Talk, text: str, speech: str) -> None:
    """States are read when they are asked for."""
    assert (await talk(text)).speech == speech


@pytest.mark.parametrize(
    "command",
    ["light the way", "good night", "who are you", "turn on the kitchen light"],
)
@pytest.mark.parametrize("address", ["{}", "Samantha, {}", "{}, please, Sam"])
async def test_owners_sentences_come_first(
    home: Home, talk: Talk, command: str, address: str
) -> None:
    """An automation that waits for a sentence gets it, whatever else it may mean."""
    await trigger(home.hass, f"{command} [please]", "As you like")
    assert (await talk(address.format(command))).speech == "As you like"
    assert home.touches == []


@pytest.mark.parametrize("text", ["Samantha, {x} me a drink", "{x} me a drink"])
async def test_sentence_trigger_hears_the_rest(
    home: Home, talk: Talk, text: str
) -> None:
    """An automation gets the words of its sentence, without her name."""
    await trigger(home.hass, "(make|mix) me a {drink}", "One {{ trigger.slots.drink }}")
    assert (await talk(text.format(x="mix"))).speech == "One drink"


@pytest.mark.parametrize(
    ("text", "entity_id"),
    [("good night", "script.night"), ("hello there", "script.hello")],
)
async def test_script_with_a_name_of_small_talk(
    home: Home, talk: Talk, text: str, entity_id: str
) -> None:
    """A script or scene that is named as people greet is run, as HA's agent does."""
    done = {"action": "light.turn_on", "entity_id": "light.kitchen_light"}
    await home.furnish(
        "script",
        {
            "night": {"alias": "Good night", "sequence": done},
            "hello": {"alias": "Hello there", "sequence": done},
        },
    )
    await talk(text)
    assert home.touches == KITCHEN_ON
    state = home.hass.states.get(entity_id)
    assert state
    assert state.attributes["last_triggered"]


async def test_resident_of_her_name(home: Home, talk: Talk) -> None:
    """A resident who is called as she is can still be asked for."""
    home.hass.states.async_set("person.sam", "home", {"friendly_name": "Sam"})
    await home.hass.async_block_till_done()
    home.expose_all()
    assert (await talk("where is Sam?")).speech == "Sam is at home."


@pytest.mark.usefixtures("home")
async def test_repeats(talk: Talk) -> None:
    """What she said last she says again, word by word, as often as asked."""
    first = await talk("is the kitchen light on")
    for _ in range(3):
        again = await talk("say that again")
        assert again.speech == f"I said: {first.speech}"
        assert not again.asks


@pytest.mark.usefixtures("samantha")
async def test_has_said_nothing_yet(talk: Talk) -> None:
    """Where she said nothing she repeats nothing."""
    assert (await talk("say that again")).speech in REPLIES["SamanthaNothingToRepeat"]


@pytest.mark.usefixtures("home")
async def test_repeats_what_was_said_here(start_talk: Callable[..., Talk]) -> None:
    """What was said in another room is not repeated in this one."""
    await start_talk(satellite="assist_satellite.hall")("is the kitchen light on")
    there = start_talk(satellite="assist_satellite.kitchen")
    assert (await there("say that again")).speech in REPLIES["SamanthaNothingToRepeat"]
    here = start_talk(satellite="assist_satellite.hall")
    assert (await here("say that again")).speech == (
        "I said: No, the kitchen light is off."
    )


@pytest.mark.usefixtures("home")
async def test_forgets_old_places(start_talk: Callable[..., Talk]) -> None:
    """What was said long ago, before many others spoke to her, is gone."""
    first = start_talk()
    await first("is the kitchen light on")
    for _ in range(40):
        await start_talk()("thanks")
    assert (await first("say that again")).speech in REPLIES["SamanthaNothingToRepeat"]


async def test_markup_in_a_name_is_not_read_out(home: Home, talk: Talk) -> None:
    """An answer of Home Assistant's is made fit for a voice too."""
    await trigger(home.hass, "what is new", "**News**: see https://example.org/x 🎉")
    assert (await talk("what is new")).speech == "News: see a link"


async def test_name_with_braces(home: Home, talk: Talk) -> None:
    """A name with signs that mean something in a template is just a name."""
    er.async_get(home.hass).async_update_entity("lock.back_door", name="{vault} {0}")
    await home.hass.async_block_till_done()
    await talk("could you unlock the vault please")
    assert home.touches == []
    await talk("say that again")


@pytest.mark.parametrize(
    ("language", "text", "touches"),
    [
        ("de", "Schalte das Licht in der Kitchen ein", KITCHEN_ON),
        ("en-GB", "turn on the kitchen light", KITCHEN_ON),
        ("fr", "Allume la lumière du kitchen", KITCHEN_ON),
    ],
)
async def test_languages(
    home: Home,
    start_talk: Callable[..., Talk],
    language: str,
    text: str,
    touches: list[tuple[str, str]],
) -> None:
    """Home Assistant's intents are understood in the language of the turn."""
    said = await start_talk(language=language)(text)
    assert home.touches == touches, said


async def test_guarded_in_every_language(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """A lock needs a yes in languages too that she has no sentences of her own for."""
    talk = start_talk(language="de")
    assert (await talk("Schließe Front door auf")).asks
    assert home.touches == []
    await talk("yes")
    assert home.touches == [("lock.front_door", "unlock")]


@pytest.mark.parametrize("language", ["xx", "tlh-QO", "", "*", "../en", "e" * 300])
async def test_unknown_language(
    home: Home, start_talk: Callable[..., Talk], language: str
) -> None:
    """A language that nobody has gets her fallback's words, and breaks nothing."""
    talk = start_talk(language=language)
    said = await talk("blah blah blah")
    assert said.speech in REPLIES["cannot_do"]
    assert home.touches == []


@pytest.mark.parametrize("language", ["de", "fr", "ja", "pt-BR", "zh-CN", "sr-Latn"])
@pytest.mark.usefixtures("home")
async def test_prepares_languages(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    """Every language of Home Assistant's can be got ready."""
    assert language in supported_languages()
    caplog.clear()
    await conversation.async_prepare_agent(hass, HER, language)
    assert [
        entry.getMessage() for entry in caplog.records if entry.levelname == "ERROR"
    ] == []


@pytest.mark.parametrize(
    "entry",
    [
        MockConfigEntry(
            domain="samantha",
            data={CONF_NAME: "Ada", CONF_NICKNAMES: [], CONF_LANGUAGE: "en"},
        )
    ],
)
@pytest.mark.usefixtures("samantha")
async def test_other_name(hass: HomeAssistant) -> None:
    """She goes by the name that the owner gave her, and by no other."""
    talk = Talk(hass, agent="conversation.mock_title")
    assert (await talk("Ada")).speech in REPLIES["SamanthaCalled"]
    assert "I'm Ada" in (await talk("who are you")).speech
    assert (await talk("Samantha")).speech not in REPLIES["SamanthaCalled"]


@pytest.mark.parametrize(
    "entry",
    [
        MockConfigEntry(
            domain="samantha",
            data={CONF_NAME: "Zoë", CONF_NICKNAMES: [], CONF_LANGUAGE: "en"},
        )
    ],
)
@pytest.mark.parametrize("said", ["Zoë", "zoe", "Zoe"])
@pytest.mark.usefixtures("samantha")
async def test_name_without_accents(hass: HomeAssistant, said: str) -> None:
    """Recognisers leave accents out, and her name is still hers."""
    talk = Talk(hass, agent="conversation.mock_title")
    assert (await talk(said)).speech in REPLIES["SamanthaCalled"]
    assert "I'm Zoë" in (await talk(f"{said}, who are you?")).speech


async def test_area_of_the_satellite(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """The lights are those of the room that the sentence comes from."""
    kitchen = ar.async_get(home.hass).async_get_area_by_name("Kitchen")
    assert kitchen
    satellite = er.async_get(home.hass).async_get_or_create(
        "assist_satellite", "test", "kitchen"
    )
    er.async_get(home.hass).async_update_entity(satellite.entity_id, area_id=kitchen.id)
    await start_talk(satellite=satellite.entity_id)("turn on the lights")
    assert home.touches == KITCHEN_ON


async def test_error_of_home_assistant_is_no_exception(home: Home, talk: Talk) -> None:
    """What Home Assistant can't do it says itself, and she goes on."""
    said = await talk("set a timer for five minutes")
    assert said.error is intent.IntentResponseErrorCode.FAILED_TO_HANDLE
    await talk("turn on the kitchen light")
    assert home.touches == KITCHEN_ON
