"""Words of Home Assistant that say nothing, replaced by words that are so."""

import re
from typing import Final

from home_assistant_intents import ErrorKey
from homeassistant.helpers import intent

from .foresight import home_assistants_agent, recognize
from .turn import Reply, Turn

_SAYS_NOTHING: Final = re.compile(r"(not any|\W*)[.!]?", re.IGNORECASE)
_SAYS_ZERO: Final = re.compile(r"(0|none|zero)[.!]?", re.IGNORECASE)


def honest(turn: Turn, reply: Reply) -> Reply:
    """Replace words that say nothing; an intent that is silent on purpose stays so."""
    response = reply.response
    if response.response_type is intent.IntentResponseType.ACTION_DONE:
        return reply
    if _SAYS_NOTHING.fullmatch(reply.speech):
        response.async_set_speech(turn.mind.word(turn, "none_found"))
    elif _SAYS_ZERO.fullmatch(reply.speech):
        response.async_set_speech(turn.mind.word(turn, "zero_found"))
    return reply


async def says_nothing_of_use(turn: Turn, reply: Reply) -> bool:
    """Return whether Home Assistant's agent only says that it did not understand.

    It also takes parts of sentences that it doesn't understand for names: what it is
    not aware of then is "a joke", or an area called "is". It means something only in a
    command.
    """
    if reply.response.response_type is not intent.IntentResponseType.ERROR:
        return False
    agent = home_assistants_agent(turn.hass)
    intents = (
        await agent.async_get_or_load_intents(turn.heard.language) if agent else None
    )
    if intents is None or reply.speech == intents.error_responses.get(
        ErrorKey.NO_INTENT.value
    ):
        return True
    result = await recognize(turn)
    return (
        result is not None
        and bool(result.unmatched_entities)
        and result.intent.name == intent.INTENT_GET_STATE
    )
