"""She asks first, and acts on a spoken yes, and on the code where there is one."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from homeassistant.helpers import intent

from .answers import Answer, Expects, Meaning
from .foresight import Held
from .guard import Touched
from .questions import OpenQuestion
from .said import Said
from .turn import Reply, Turn

type Action = Callable[[Turn], Awaitable[Reply | None]]

_REFUSALS: Final = {
    Held.UNKNOWN: "not_told",
    Held.LATER: "not_later",
    Held.NONSENSE: "not_understood_later",
}


def ask_first(turn: Turn, touched: Touched, action: Action) -> Reply:
    """Return the question whose yes lets the action touch just what it names."""
    if turn.mind.settings.code and turn.mind.codes.is_paused:
        return _refused(turn, "too_many_codes")
    allowed = turn.confirmed | touched.entities
    question = OpenQuestion(
        expects=Expects.YES_OR_CODE if turn.mind.settings.code else Expects.YES_OR_NO,
        verb=touched.verb,
        then=partial(_answered, said=turn.said, allowed=allowed, action=action),
    )
    return turn.say(
        f"confirm_{touched.verb}", question=question, names=_names(turn, touched)
    )


def refuse_held(turn: Turn, held: Held) -> Reply:
    """Return why something is not done at all."""
    return _refused(turn, _REFUSALS[held])


async def _answered(
    turn: Turn, answer: Answer, *, said: Said, allowed: frozenset[str], action: Action
) -> Reply:
    """Hear yes or no, or the code at once."""
    if answer.meaning in {Meaning.VALUE, Meaning.UNCLEAR}:
        return await _code_given(
            turn, answer, said=said, allowed=allowed, action=action
        )
    if answer.meaning is not Meaning.YES:
        return turn.say("declined")
    if turn.mind.settings.code is None:
        return await _act(turn, said, allowed, action)
    return _ask_code(turn, "ask_code", said, allowed, action)


def _ask_code(
    turn: Turn, key: str, said: Said, allowed: frozenset[str], action: Action
) -> Reply:
    question = OpenQuestion(
        expects=Expects.CODE,
        then=partial(_code_given, said=said, allowed=allowed, action=action),
    )
    return turn.say(key, question=question)


async def _code_given(
    turn: Turn, answer: Answer, *, said: Said, allowed: frozenset[str], action: Action
) -> Reply:
    """Hear the code."""
    if answer.meaning is Meaning.UNCLEAR:
        return _ask_code(turn, "wrong_digits", said, allowed, action)
    if answer.meaning is not Meaning.VALUE:
        return turn.say("declined")
    expected = turn.mind.settings.code
    if expected is None or turn.mind.codes.accepts(answer.value, expected):
        return await _act(turn, said, allowed, action)
    if turn.mind.codes.is_paused:
        return _refused(turn, "locked_out")
    return _ask_code(turn, "wrong_code", said, allowed, action)


async def _act(
    turn: Turn, said: Said, allowed: frozenset[str], action: Action
) -> Reply:
    """Do what was asked for, with the yes to what was named and to nothing else."""
    turn.said = said
    turn.confirmed = allowed
    reply = await action(turn)
    return reply or _refused(turn, "not_done")


def _refused(turn: Turn, key: str) -> Reply:
    return turn.refuse(key, intent.IntentResponseErrorCode.FAILED_TO_HANDLE)


def _names(turn: Turn, touched: Touched) -> str:
    """Name what is touched, in the words of the person where those were used."""
    return turn.phrases.words.enumerate(
        [_name(turn, entity_id) for entity_id in sorted(touched.entities)]
    )


def _name(turn: Turn, entity_id: str) -> str:
    state = turn.hass.states.get(entity_id)
    name = state.name if state else entity_id
    if name[1:].islower():
        name = name.lower()
    said = turn.text.casefold().find(name.casefold())
    if said >= 0:
        name = turn.text[said : said + len(name)]
    return turn.phrases.words.the.format(name=name)
