"""The steps that let Home Assistant's own understanding answer, strictly."""

from dataclasses import replace
from typing import Final

from hassil import RecognizeResult
from homeassistant.components.conversation import (
    async_handle_intents,
    async_handle_sentence_triggers,
)
from homeassistant.helpers import intent

from .confirmation import ask_first, refuse_held
from .foresight import (
    COMMAND_FOR_LATER,
    foresee_later,
    is_of_no_place,
    recognize,
    slots_of,
)
from .grammar import is_about_her
from .guard import Touched, touched_by
from .honesty import found_nothing, honest
from .said import Said
from .turn import Reply, Turn

_LIGHT: Final = "light"
# Her own grammar answers these, or Home Assistant's agent where it doesn't.
_SMALL_TALK: Final = frozenset({intent.INTENT_NEVERMIND, intent.INTENT_RESPOND})


async def sentence_triggers(turn: Turn) -> Reply | None:
    """Run the owner's automations that wait for just this sentence."""
    speech = await async_handle_sentence_triggers(
        turn.hass, turn.request, turn.chat_log
    )
    if speech is None:
        return None
    response = intent.IntentResponse(language=turn.heard.language)
    response.async_set_speech(speech)
    return Reply(response=response)


async def home_assistant_intents(turn: Turn) -> Reply | None:
    """Match the exact wording of an intent and the names of what is exposed.

    Home Assistant asks the filter between understanding and acting, so nothing that
    needs a yes is done without one.
    """
    if turn.said.leaves_out or turn.said.asks_why or _is_of_somebody(turn):
        return None
    # Her small talk ends with her grammar, and the rest of a talk with a model: nothing
    # beyond an exact match matters. To look for what was nearly meant takes Home
    # Assistant the longer, the more names there are.
    result = await recognize(turn, strict=turn.mind.models.is_up or is_about_her(turn))
    if result is None or result.unmatched_entities:
        return None
    if is_of_no_place(turn, result) or _means_fewer(turn, result):
        return None
    command = slots_of(result).get(COMMAND_FOR_LATER)
    if command and (held := await foresee_later(turn, str(command))):
        return refuse_held(turn, held)
    turn = await _in_digits(turn, result)
    touched: list[Touched] = []

    def hold(found: RecognizeResult) -> bool:
        slots = slots_of(found)
        if found.intent.name in _SMALL_TALK or slots.get(COMMAND_FOR_LATER) != command:
            return True
        if touches := touched_by(turn, found.intent.name, slots):
            touched.append(touches)
        return bool(touched)

    response = await async_handle_intents(
        turn.hass, turn.request, turn.chat_log, intent_filter=hold
    )
    if touched:
        return ask_first(turn, touched[0], home_assistant_intents)
    return _said(turn, response) if response else None


async def _in_digits(turn: Turn, understood: RecognizeResult) -> Turn:
    """Return the turn with its numbers in digits, if that means the same.

    Home Assistant understands numbers in words, but some of its answers fail on them.
    """
    text = turn.text
    for entity in understood.entities_list:
        in_words = entity.text.strip()
        if isinstance(entity.value, int | float) and in_words.upper() != in_words:
            text = text.replace(in_words, f"{entity.value:g}", 1)
    if text == turn.text:
        return turn
    in_digits = replace(turn, said=Said(text, turn.phrases))
    result = await recognize(in_digits, strict=True)
    if result is None or slots_of(result) != slots_of(understood):
        return turn
    return in_digits


def _is_of_somebody(turn: Turn) -> bool:
    """Return whether something of somebody's is asked after that is not here.

    Home Assistant takes "is Anna's lamp on" for a question about Anna.
    """
    lexicon = turn.phrases.house
    if lexicon is None or turn.unseen is None or not turn.said.is_question:
        return False
    ending = lexicon.vocabulary["possessive"]
    return any(word.endswith(ending) for word in lexicon.words(turn.unseen))


def _means_fewer(turn: Turn, result: RecognizeResult) -> bool:
    """Return whether a word of a kind means fewer than Home Assistant would act on.

    It takes "the lamp in the bedroom" for all lights there, where just one is a lamp.
    """
    lexicon = turn.phrases.house
    slots = slots_of(result)
    domain, area = slots.get("domain"), slots.get("area")
    if lexicon is None or area is None or "name" in slots or domain != _LIGHT:
        return False
    words = {
        lexicon.stem(word)
        for word in lexicon.words(turn.text)
        if lexicon.kinds.get(lexicon.joined([word])) == _LIGHT
    } - {lexicon.stem(_LIGHT)}
    places = turn.mind.reader.index.get(lexicon).places
    place = places.get(lexicon.joined(lexicon.words(str(area))))
    areas = place.areas if place else {area}
    lights = [
        thing
        for thing in turn.mind.reader.index.get(lexicon).by_domain.get(_LIGHT, ())
        if thing.area_id in areas
    ]
    called = [thing for thing in lights if words & thing.tokens]
    return 0 < len(called) < len(lights)


def _said(turn: Turn, response: intent.IntentResponse) -> Reply | None:
    """Return what Home Assistant says, unless she has more to say to it."""
    reply = Reply(response=response)
    if found_nothing(reply) and is_about_her(turn):
        return None
    return honest(turn, reply)
