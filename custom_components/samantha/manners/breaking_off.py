"""Whether what is on its way may begin, and what has begun may go on."""

from collections.abc import Iterator
from typing import Final

from . import rooms
from .case import Case, case_of
from .obstacle import Obstacle
from .places import Spot
from .situation import Situation, VoiceKind
from .utterance import Kind, Utterance
from .verdict import Rules, Why

_LATE: Final = frozenset({Why.HUSHED, Why.QUIET_HOURS})
_HEARERS: Final = (rooms.guests_would_hear, rooms.others_would_hear)


def may_begin(
    utterance: Utterance, situation: Situation, rules: Rules, voice: str
) -> bool:
    """Return whether a voice may still begin to say it, some time after the verdict.

    It may have expired meanwhile, or silence may have begun: that stops no alarm.
    """
    case = case_of(utterance, situation, rules)
    if case.index.now >= case.expires:
        return False
    known = situation.voices.get(voice)
    if known is None or known.kind is VoiceKind.PHONE or utterance.kind is Kind.ALARM:
        return True
    spot = Spot(situation.ear_of_voice(known), Why.PERSON_IS_HERE, known.area)
    return all(obstacle.reason.why not in _LATE for obstacle in _silences(case, spot))


def is_to_break_off(
    utterance: Utterance, situation: Situation, rules: Rules, voice: str
) -> bool:
    """Return whether a voice has to stop saying what is no alarm.

    That is where silence was asked for meanwhile, or somebody has come who is not to
    hear it. Everything else lets a sentence come to its end.
    """
    known = situation.voices.get(voice)
    if known is None:
        return False
    case = case_of(utterance, situation, rules)
    spot = Spot(situation.ear_of_voice(known), Why.PERSON_IS_HERE, known.area)
    return rooms.first(_HEARERS, case, spot) is not None or any(
        obstacle.reason.why is Why.HUSHED for obstacle in _silences(case, spot)
    )


def _silences(case: Case, spot: Spot) -> Iterator[Obstacle]:
    for obstacle in (case.peace.house, case.peace.hushed(spot.ear)):
        if obstacle is not None:
            yield obstacle
    yield from case.peace.within(spot.ear)
