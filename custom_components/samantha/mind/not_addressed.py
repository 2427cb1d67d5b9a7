"""The first steps: silence where nothing was said to her, and why there was one."""

from enum import Enum, auto
import logging
from typing import Final

from ..data import async_loaded_entry
from ..manners.addressee import (
    NOWHERE,
    Addressed,
    Evidence,
    Language,
    Room,
    Stop,
    Understood,
)
from .address import without_her_name
from .answers import Meaning
from .attention import Utterance
from .grammar import REPEAT
from .in_this_house import understood_in
from .open_question import answer_to
from .turn import Reply, Turn

_LOGGER = logging.getLogger(__name__)

_NO_LANGUAGE: Final = Language()


class _Fits(Enum):
    """How a sentence fits a question of hers."""

    NOT = auto()
    # As a yes or a no, which people say to each other too.
    AS_A_YES = auto()
    AS_ONE_OF_FEW = auto()
    # The question takes whatever is said for its answer.
    AS_ANY_WOULD = auto()


_FITS: Final = {
    Meaning.YES: _Fits.AS_A_YES,
    Meaning.NO: _Fits.AS_A_YES,
    Meaning.ANYTHING: _Fits.AS_ANY_WOULD,
}


async def not_addressed(turn: Turn) -> Reply | None:
    """Stay silent where what was heard was not meant for her; keep nothing of it."""
    attention = turn.mind.attention
    satellite = turn.heard.satellite_id
    if satellite is None:
        # What is written to her is for her.
        return None
    language = language_of(turn)
    fits = _fits_question(turn)
    decision = attention.decide(
        Utterance(
            text=turn.text,
            satellite=satellite,
            names=turn.mind.settings.names,
            answers_question=fits in {_Fits.AS_A_YES, _Fits.AS_ONE_OF_FEW},
            fits_others=fits is _Fits.AS_A_YES,
            may_answer=fits is _Fits.AS_ANY_WOULD,
            room=_room(turn),
        ),
        language,
        lambda: _understood(turn, language),
    )
    if isinstance(decision, Addressed):
        turn.dismisses = decision.dismisses
        return None
    _LOGGER.debug("Not for her: %d characters", len(turn.text))
    attention.note_silence(satellite, language.read(turn.text).words, decision)
    if isinstance(decision, Stop):
        attention.stop_listening(satellite)
        turn.mind.questions.take(turn.place)
    return turn.silence()


async def why_silent(turn: Turn) -> Reply | None:
    """Say why there was no answer a moment ago, from memory; never what was heard."""
    satellite = turn.heard.satellite_id
    if satellite is None or not _asks_why(turn, language_of(turn)):
        return None
    silence = turn.mind.attention.last_silence(satellite)
    if silence is None:
        return turn.say("silent_about_nothing")
    because = next(
        (
            evidence
            for evidence, weight in silence.reasons
            if weight < 0 and f"silent_because_{evidence}" in turn.phrases.replies
        ),
        Evidence.FORM,
    )
    return turn.say(f"silent_because_{because}")


def language_of(turn: Turn) -> Language:
    """Return what is known of the language of a turn."""
    known = turn.phrases.addressing
    return known if known and turn.phrases.speaks(turn.heard.language) else _NO_LANGUAGE


def _fits_question(turn: Turn) -> _Fits:
    """Return how a sentence fits the question that is open here."""
    question = turn.mind.questions.waiting().get(turn.place)
    if question is None:
        return _Fits.NOT
    if (answer := answer_to(question, turn)) is not None:
        return _FITS.get(answer.meaning, _Fits.AS_ONE_OF_FEW)
    text = _unnamed(turn)
    repeat = turn.phrases.understand(text, turn.mind.settings.names) == REPEAT
    return _Fits.AS_ONE_OF_FEW if repeat else _Fits.NOT


def _room(turn: Turn) -> Room:
    """Return what is known of the room, as the manners of her voice know it."""
    entry = async_loaded_entry(turn.hass)
    return entry.runtime_data.voice.room(turn.place) if entry else NOWHERE


def _understood(turn: Turn, language: Language) -> Understood:
    if _asks_why(turn, language):
        silence = turn.mind.attention.last_silence(turn.heard.satellite_id)
        return Understood.A_SILENCE if silence else Understood.TO_ANYBODY
    return understood_in(turn, _unnamed(turn))


def _asks_why(turn: Turn, language: Language) -> bool:
    if language.lists is None:
        return False
    return language.read(_unnamed(turn)).words in language.lists.why_silent


def _unnamed(turn: Turn) -> str:
    return without_her_name(
        turn.text,
        turn.mind.settings.names,
        turn.phrases.words.greetings,
        turn.phrases.words.leading_to_names,
    )
