"""The steps that let Home Assistant's own understanding answer, strictly."""

from typing import Final

from hassil import RecognizeResult
from homeassistant.components.conversation import (
    async_handle_intents,
    async_handle_sentence_triggers,
)
from homeassistant.helpers import intent

from .confirmation import ask_first, refuse_held
from .foresight import COMMAND_FOR_LATER, foresee_later, recognize
from .guard import Touched, touched_by
from .honesty import honest
from .turn import Reply, Turn

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
    touched: list[Touched] = []
    commands: list[str] = []

    def hold(result: RecognizeResult) -> bool:
        if result.intent.name in _SMALL_TALK:
            return True
        slots = {entity.name: entity.value for entity in result.entities_list}
        if command := slots.get(COMMAND_FOR_LATER):
            commands.append(str(command))
            return command not in allowed
        if found := touched_by(turn, result.intent.name, slots):
            touched.append(found)
        return bool(found)

    allowed: set[str] = set()
    result = await recognize(turn)
    if result is None or result.unmatched_entities:
        return None
    response = await async_handle_intents(
        turn.hass, turn.request, turn.chat_log, intent_filter=hold
    )
    if touched:
        return ask_first(turn, touched[0], home_assistant_intents)
    if commands:
        if held := await foresee_later(turn, commands[0]):
            return refuse_held(turn, held)
        allowed.update(commands)
        response = await async_handle_intents(
            turn.hass, turn.request, turn.chat_log, intent_filter=hold
        )
    return honest(turn, Reply(response=response)) if response else None
