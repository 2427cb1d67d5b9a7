"""Whether what has begun may go on."""

from collections.abc import Iterator
from typing import Final

from . import rooms
from .case import Case, case_of
from .obstacle import Obstacle
from .places import Spot
from .situation import Situation
from .utterance import Utterance
from .verdict import Rules, Why

_HEARERS: Final = (rooms.guests_would_hear, rooms.others_would_hear)


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
