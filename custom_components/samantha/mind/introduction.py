"""The step that hears who somebody is: a name, said with a code."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
import re
from typing import Final

from homeassistant.helpers import intent

from ..data import async_loaded_entry
from ..manners.speaker import Signs
from ..residents import ResidentSettings, by_name
from .answers import Answer, Expects, Meaning, begins_with_code, leading_codes
from .open_question import UNSAID
from .phrases import Phrases
from .questions import OpenQuestion
from .turn import Reply, Turn
from .words import Words

_FAILED: Final = intent.IntentResponseErrorCode.FAILED_TO_HANDLE
# Somebody else may be in the room by then.
_PATIENCE: Final = timedelta(seconds=30)
_LONGEST_NAME: Final = 4
_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")  # noqa: RUF001
_BETWEEN: Final = " \t,.;:!…-"


async def introduction(turn: Turn) -> Reply | None:
    """Take "this is Anna, code 4711" for who speaks, and go on with what follows."""
    entry = async_loaded_entry(turn.hass)
    if entry is None:
        return None
    household = entry.runtime_data.voice.household
    if not household.with_codes:
        return None
    introduced = _introduced(turn, household.with_codes)
    if introduced is None:
        return None
    resident, after = introduced
    turn.hear(UNSAID)
    if turn.mind.codes.is_paused:
        return turn.refuse("too_many_codes", _FAILED)
    code = resident.code or ""
    told = leading_codes(after, len(code), turn.phrases.words)
    right = next((one for one in told if one[0] == code), None)
    if not turn.mind.codes.accepts(right[0] if right else "", code):
        return turn.refuse("not_their_code", _FAILED, person=resident.title)
    return _go_on(turn, resident, (right or ("", ""))[1])


def _go_on(turn: Turn, resident: ResidentSettings, rest: str) -> Reply | None:
    """Have what follows understood as theirs; ask for it where nothing does."""
    signs = replace(turn.signs, code_of=resident.key)
    turn.signs = signs
    rest = _without_and(rest.strip(_BETWEEN), turn.phrases.words)
    if rest:
        turn.hear(rest)
        return None
    question = OpenQuestion(
        expects=Expects.CHOICE,
        reads=_anything,
        patience=_PATIENCE,
        then=partial(_what_follows, signs=signs),
    )
    return turn.say("introduced", question=question, person=resident.title)


async def _what_follows(turn: Turn, _answer: Answer, *, signs: Signs) -> Reply:
    """Understand the next sentence as theirs, like any other that they say."""
    turn.signs = replace(turn.signs, code_of=signs.code_of)
    steps = turn.mind.steps
    _, reply = await turn.take(steps[steps.index(introduction) + 1 :])
    return reply


def _anything(text: str, _phrases: Phrases) -> Answer:
    return Answer(Meaning.ANYTHING, text)


def _introduced(
    turn: Turn, residents: Mapping[str, ResidentSettings]
) -> tuple[ResidentSettings, str] | None:
    """Return whose name opens the sentence and what follows it, a code among it."""
    words = turn.phrases.words
    text, opened = _after_opening(turn.text, words)
    spans = list(_WORD.finditer(text))[: _LONGEST_NAME + 1]
    for last in range(min(len(spans), _LONGEST_NAME), 0, -1):
        end = spans[last - 1].end()
        named = by_name(turn.hass, residents, text[:end])
        if len(named) != 1:
            continue
        after = text[end:]
        says_code = len(spans) > last and spans[last][0].casefold() in words.code_words
        meant = (opened or says_code) and begins_with_code(after, words)
        return (named[0], after) if meant else None
    return None


def _after_opening(text: str, words: Words) -> tuple[str, bool]:
    plain = text.replace("’", "'").casefold()  # noqa: RUF001
    for opening in words.introductions:
        if plain.startswith(f"{opening.casefold()} "):
            return text[len(opening) :].strip(), True
    return text, False


def _without_and(rest: str, words: Words) -> str:
    """Return what follows without the word that joins it to the code."""
    joining = words.pair.format(first="", last="").strip()
    first, _, others = rest.partition(" ")
    return others.strip() if first.casefold() == joining else rest
