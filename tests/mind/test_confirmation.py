"""She asks, waits for the answer, and takes it from whom she asked."""

from collections.abc import Callable
from datetime import timedelta
import logging
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import conversation
from homeassistant.const import CONF_CODE
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er, intent
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.const import CONF_UNCONFIRMED
from custom_components.samantha.diagnostics import async_get_config_entry_diagnostics

from .conftest import Home, Talk, contents

FRONT: Final = "lock.front_door"
UNLOCKED: Final = [(FRONT, "unlock")]
UNLOCK: Final = "unlock the front door"
QUESTION: Final = "Shall I unlock the front door?"
CODE: Final = "4711"

with_code: Final = pytest.mark.parametrize("options", [{CONF_CODE: CODE}])


async def test_yes(home: Home, talk: Talk) -> None:
    """A yes does it, and the answer is Home Assistant's own."""
    question = await talk(UNLOCK)
    assert question.speech == QUESTION
    assert question.kind is intent.IntentResponseType.QUERY_ANSWER
    said = await talk("Yes, please.")
    assert home.touches == UNLOCKED
    assert said.speech == "Unlocking"
    assert said.kind is intent.IntentResponseType.ACTION_DONE
    assert not said.asks


@pytest.mark.parametrize(
    "answer", ["no", "No, thanks.", "cancel", "never mind", "don't", "Samantha, no"]
)
async def test_no(home: Home, talk: Talk, answer: str) -> None:
    """A no, or calling it off, leaves everything and closes the question."""
    await talk(UNLOCK)
    said = await talk(answer)
    assert said.speech in {"All right, I'm leaving it.", "Okay, I won't."}
    assert not said.asks
    await talk("yes")
    assert home.touches == []


@pytest.mark.parametrize(
    "answer",
    [
        "is the kitchen light on",
        "what time is it",
        "who are you",
        "yes but not now",
        "maybe",
        "yes, lock it",
        "close it",
        "",
        "🙂",
        "x" * 5_000,
    ],
)
async def test_anything_else_is_no_yes(home: Home, talk: Talk, answer: str) -> None:
    """What is no answer moves nothing that was asked about."""
    await talk(UNLOCK)
    await talk(answer)
    assert home.touches == []


@pytest.mark.parametrize(
    "answer", ["is the kitchen light on", "what time is it", "who are you", "maybe"]
)
async def test_unrelated_answer_closes_the_question(
    home: Home, talk: Talk, answer: str
) -> None:
    """A yes that comes after something else belongs to something else."""
    await talk(UNLOCK)
    await talk(answer)
    await talk("yes")
    assert home.touches == []


async def test_unrelated_answer_is_answered(home: Home, talk: Talk) -> None:
    """What is said instead of an answer is done as if nothing had been asked."""
    await talk(UNLOCK)
    await talk("turn on the kitchen light")
    assert home.touches == [("light.kitchen_light", "turn_on")]


async def test_repeats_the_question(home: Home, talk: Talk) -> None:
    """Who did not hear the question may ask for it, and still answer."""
    await talk(UNLOCK)
    said = await talk("what did you say?")
    assert said.speech == f"I said: {QUESTION}"
    assert said.asks
    await talk("yes")
    assert home.touches == UNLOCKED


async def test_yes_counts_once(home: Home, talk: Talk) -> None:
    """The second yes finds no question."""
    await talk(UNLOCK)
    await talk("yes")
    await talk("yes")
    assert home.touches == UNLOCKED


async def test_yes_to_somebody_else(home: Home, talk: Talk) -> None:
    """A yes to what another agent said last in the conversation is not hers."""
    await talk(UNLOCK)
    other = Talk(
        home.hass,
        agent=conversation.HOME_ASSISTANT_AGENT,
        conversation_id=talk.conversation_id,
    )
    await other("is the kitchen light on")
    await talk("yes")
    assert home.touches == []


async def test_yes_to_an_automation(home: Home, talk: Talk) -> None:
    """A yes to a question that an automation asked through a satellite is not hers."""
    await talk(UNLOCK)
    await conversation.async_converse(
        home.hass,
        "yes",
        talk.conversation_id,
        Context(),
        "en",
        talk.agent,
        extra_system_prompt="The automation asked whether to water the plants.",
    )
    assert home.touches == []


@pytest.mark.usefixtures("home")
async def test_yes_without_a_question(talk: Talk) -> None:
    """A yes that nobody asked for is not taken for one."""
    said = await talk("yes")
    assert said.error is intent.IntentResponseErrorCode.NO_INTENT_MATCH
    assert not said.asks


async def test_new_question_replaces_the_old_one(home: Home, talk: Talk) -> None:
    """The yes is to the last question only."""
    await talk(UNLOCK)
    await talk("open the garage door")
    await talk("yes")
    assert home.touches == [("cover.garage_door", "open")]


@pytest.mark.parametrize("noise", ["", "…", "🙂"])
async def test_noise_leaves_the_question_open(
    home: Home, talk: Talk, noise: str
) -> None:
    """What has no word in it is no answer, and closes nothing."""
    await talk(UNLOCK)
    await talk(noise)
    assert home.touches == []
    await talk("yes")
    assert home.touches == UNLOCKED


@pytest.mark.parametrize(
    ("waited", "touches"),
    [(timedelta(seconds=59), UNLOCKED), (timedelta(seconds=61), [])],
)
async def test_question_ends(
    home: Home,
    talk: Talk,
    freezer: FrozenDateTimeFactory,
    waited: timedelta,
    touches: list[tuple[str, str]],
) -> None:
    """After a minute a yes is too late."""
    await talk(UNLOCK)
    freezer.tick(waited)
    await talk("yes")
    assert home.touches == touches


async def test_other_conversation_does_not_answer(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """A yes from elsewhere is none, and leaves the question open."""
    asked, other = start_talk(), start_talk()
    await asked(UNLOCK)
    await other("yes")
    assert home.touches == []
    await asked("yes")
    assert home.touches == UNLOCKED


async def test_other_satellite_does_not_answer(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """A yes that another satellite hears is none, in the same conversation even."""
    hall = start_talk(satellite="assist_satellite.hall")
    question = await hall(UNLOCK)
    kitchen = start_talk(
        satellite="assist_satellite.kitchen", conversation_id=question.conversation_id
    )
    await kitchen("yes")
    assert home.touches == []
    await hall("yes")
    assert home.touches == UNLOCKED


async def test_yes_that_the_wrong_satellite_hears_first(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """A yes is heard by who asked, though a satellite nearby was quicker to hear it."""
    areas, entities = ar.async_get(home.hass), er.async_get(home.hass)
    for name in ("Hall", "Kitchen"):
        area = areas.async_get_area_by_name(name)
        assert area
        satellite = entities.async_get_or_create("assist_satellite", "test", name)
        entities.async_update_entity(satellite.entity_id, area_id=area.id)
    hall = start_talk(satellite="assist_satellite.test_hall")
    await hall(UNLOCK)
    await start_talk(satellite="assist_satellite.test_kitchen")("yes")
    assert home.touches == []
    await hall("yes")
    assert home.touches == UNLOCKED


async def test_satellite_that_was_woken_again_answers(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """A satellite that closed its conversation is woken for the yes, in a new one."""
    await start_talk(satellite="assist_satellite.hall")(UNLOCK)
    await start_talk(satellite="assist_satellite.hall")("yes")
    assert home.touches == UNLOCKED


async def test_more_comes_under_it_before_the_yes(home: Home, talk: Talk) -> None:
    """A yes is to what was named: when there is more of it by then, she asks anew."""
    await home.furnish("group", {"ways": {"entities": [FRONT]}})
    await home.furnish(
        "script",
        {
            "leave": {
                "alias": "Leave now",
                "sequence": {"action": "lock.unlock", "entity_id": "group.ways"},
            }
        },
    )
    question = "That would also change {}. Shall I go ahead?"
    assert (await talk("run leave now")).speech == question.format("the front door")
    await home.hass.services.async_call(
        "group",
        "set",
        {"object_id": "ways", "add_entities": ["lock.back_door"]},
        blocking=True,
    )
    said = await talk("yes")
    assert said.speech == question.format("the back door and the front door")
    assert home.touches == []
    await talk("yes")
    assert home.take_touches() == {(FRONT, "unlock"), ("lock.back_door", "unlock")}


async def test_gone_before_the_yes(home: Home, talk: Talk) -> None:
    """She does not claim to have done what is not possible any more."""
    await talk(UNLOCK)
    home.hass.states.async_remove(FRONT)
    await home.hass.async_block_till_done()
    said = await talk("yes")
    assert said.kind is intent.IntentResponseType.ERROR
    assert home.touches == []


@pytest.mark.usefixtures("home")
async def test_device_that_fails(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the lock does not obey, she does not say that it did."""

    async def jam(_lock: Any, **_details: Any) -> None:
        raise TimeoutError

    monkeypatch.setattr("tests.mind.home.Lock.async_unlock", jam)
    await talk(UNLOCK)
    said = await talk("yes")
    assert said.kind is intent.IntentResponseType.ERROR


@with_code
@pytest.mark.parametrize(
    "said", ["4711", "four seven one one", "4 7 1 1", "47 11.", "The code is 4711."]
)
async def test_code(home: Home, talk: Talk, said: str) -> None:
    """Where the owner set a code, a yes alone moves nothing."""
    await talk(UNLOCK)
    question = await talk("yes")
    assert question.speech == "What's the code?"
    assert question.asks
    assert home.touches == []
    done = await talk(said)
    assert home.touches == UNLOCKED
    assert done.speech == "Unlocking"
    assert not done.asks


@with_code
@pytest.mark.parametrize("said", ["no", "cancel", "never mind"])
async def test_no_code(home: Home, talk: Talk, said: str) -> None:
    """Who does not want to say the code leaves it."""
    await talk(UNLOCK)
    await talk("yes")
    assert (await talk(said)).speech in {"All right, I'm leaving it.", "Okay, I won't."}
    await talk(CODE)
    assert home.touches == []


@with_code
@pytest.mark.parametrize("said", ["yes", "is the kitchen light on", "47"])
async def test_something_else_than_the_code(home: Home, talk: Talk, said: str) -> None:
    """A yes says nothing that the code would; anything else closes the question."""
    await talk(UNLOCK)
    await talk("yes")
    await talk(said)
    assert home.touches == []
    await talk(CODE)
    assert home.touches == []


@with_code
@pytest.mark.parametrize("said", [CODE, "Yes, 4711", "yes four seven one one"])
async def test_code_is_a_yes(home: Home, talk: Talk, said: str) -> None:
    """Who knows what comes next says it all at once."""
    await talk(UNLOCK)
    await talk(said)
    assert home.touches == UNLOCKED


@with_code
async def test_wrong_code_is_no_yes(home: Home, talk: Talk) -> None:
    """A wrong code moves nothing, and counts, wherever it is said."""
    await talk(UNLOCK)
    said = [await talk(wrong) for wrong in ("Yes, 1234", "1235", "1236")]
    assert home.touches == []
    assert said[2].error is intent.IntentResponseErrorCode.FAILED_TO_HANDLE
    assert (await talk(UNLOCK)).speech.startswith("I was told the wrong code too often")


@with_code
@pytest.mark.parametrize("first", ["yes", "no, 4711"])
async def test_code_among_other_words(home: Home, talk: Talk, first: str) -> None:
    """Digits with other words around them are no consent; she asks for them alone."""
    await talk(UNLOCK)
    await talk(first)
    said = await talk("not 4711, I meant something else")
    assert said.speech == "I only need the digits of the code."
    assert said.asks
    assert home.touches == []
    assert CODE not in str(contents(home.hass, talk.conversation_id))
    await talk(CODE)
    assert home.touches == UNLOCKED


@with_code
@pytest.mark.parametrize("waited", [timedelta(0), timedelta(seconds=61)])
async def test_code_unasked(
    home: Home, talk: Talk, freezer: FrozenDateTimeFactory, waited: timedelta
) -> None:
    """A code that nobody waits for does nothing and leaves no trace."""
    await talk(UNLOCK)
    await talk("no")
    freezer.tick(waited)
    await talk(CODE)
    assert home.touches == []
    assert CODE not in str(contents(home.hass, talk.conversation_id))


async def test_no_code_no_secret(home: Home, talk: Talk) -> None:
    """Where there is no code, a number is a number."""
    await talk(UNLOCK)
    await talk(CODE)
    assert home.touches == []
    assert CODE in str(contents(home.hass, talk.conversation_id))


@with_code
async def test_wrong_code_may_be_corrected(home: Home, talk: Talk) -> None:
    """A wrong code is asked for again, twice."""
    await talk(UNLOCK)
    await talk("yes")
    for wrong in ("1234", "1235"):
        said = await talk(wrong)
        assert said.speech == "That isn't the code. What is it?"
        assert said.asks
    await talk(CODE)
    assert home.touches == UNLOCKED


@with_code
async def test_pause_after_three_wrong_codes(
    home: Home, start_talk: Callable[..., Talk], freezer: FrozenDateTimeFactory
) -> None:
    """Three wrong codes, from wherever, and for five minutes no code is taken."""
    talk = start_talk()
    await talk(UNLOCK)
    await talk("yes")
    said = [await talk(wrong) for wrong in ("1234", "1235", "1236")]
    assert [answer.asks for answer in said] == [True, True, False]
    assert said[2].error is intent.IntentResponseErrorCode.FAILED_TO_HANDLE
    refused = await start_talk()(UNLOCK)
    assert refused.speech.startswith("I was told the wrong code too often.")
    assert not refused.asks
    await talk(CODE)
    assert home.touches == []
    freezer.tick(timedelta(minutes=5))
    late = start_talk()
    await late(UNLOCK)
    await late("yes")
    await late(CODE)
    assert home.touches == UNLOCKED


@with_code
async def test_pause_closes_open_questions_for_a_code(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """A code that another satellite still waits for is not taken in the pause."""
    hall = start_talk(satellite="assist_satellite.hall")
    kitchen = start_talk(satellite="assist_satellite.kitchen")
    for talk in (hall, kitchen):
        await talk(UNLOCK)
        await talk("yes")
    for wrong in ("1234", "1235", "1236"):
        await hall(wrong)
    said = await kitchen(CODE)
    assert home.touches == []
    assert not said.asks


@pytest.mark.parametrize("options", [{CONF_CODE: CODE, CONF_UNCONFIRMED: [FRONT]}])
async def test_exempt_needs_no_code(home: Home, talk: Talk) -> None:
    """What the owner exempted needs neither yes nor code."""
    await talk(UNLOCK)
    assert home.touches == UNLOCKED


@with_code
@pytest.mark.parametrize(
    "answers",
    [
        ("yes", CODE),
        ("yes", "four seven one one"),
        ("yes", "1234"),
        ("yes", "Samantha, the code is 4711"),
        ("Yes, 4711", "no"),
    ],
)
@pytest.mark.usefixtures("home")
async def test_code_leaves_no_trace(
    hass: HomeAssistant,
    talk: Talk,
    samantha: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    answers: tuple[str, ...],
) -> None:
    """No code stays in the chat log, in her logs or in her diagnostics."""
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, "custom_components.samantha")
    for text in (UNLOCK, *answers, "say that again"):
        await talk(text)
    kept = str(contents(hass, talk.conversation_id))
    diagnostics = str(await async_get_config_entry_diagnostics(hass, samantha))
    for place in (kept, diagnostics, caplog.text):
        assert not [
            secret for secret in (CODE, "four seven", "1234") if secret in place
        ]
