"""Steps before anything is understood: what can't be a sentence, and too early."""

from typing import Final
import unicodedata

from homeassistant.core import CoreState
from homeassistant.helpers import intent

from .address import without_her_name
from .said import Said
from .turn import Reply, Turn

# Nobody says more in one breath; matching time grows with the length.
LONGEST_TEXT: Final = 1_000


async def unreadable(turn: Turn) -> Reply | None:
    """Answer at the door what is no sentence: too long, or without any word."""
    if len(turn.text) > LONGEST_TEXT:
        return turn.refuse("too_long", intent.IntentResponseErrorCode.NO_INTENT_MATCH)
    text = without_her_name(
        _printable(turn.text),
        turn.mind.settings.names,
        turn.phrases.words.greetings,
        turn.phrases.words.leading_to_names,
    )
    turn.said = Said(text, turn.phrases)
    if not any(character.isalnum() for character in turn.text):
        return turn.refuse(
            "nothing_heard", intent.IntentResponseErrorCode.NO_INTENT_MATCH
        )
    return None


def _printable(text: str) -> str:
    """Return the text with a space for each control character."""
    return "".join(
        " " if unicodedata.category(character) == "Cc" else character
        for character in text
    )


async def not_ready(turn: Turn) -> Reply | None:
    """Ask for patience while Home Assistant starts: the house isn't complete yet."""
    if turn.hass.state not in {CoreState.not_running, CoreState.starting}:
        return None
    return turn.refuse("starting", intent.IntentResponseErrorCode.FAILED_TO_HANDLE)
