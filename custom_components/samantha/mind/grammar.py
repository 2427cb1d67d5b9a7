"""The step for sentences that are about her: her own grammar."""

from dataclasses import replace
from typing import Final

from .turn import Reply, Turn

REPEAT: Final = "SamanthaRepeat"
_CALLED: Final = "SamanthaCalled"
_NOTHING_TO_REPEAT: Final = "SamanthaNothingToRepeat"


def is_about_her(turn: Turn) -> bool:
    """Return whether her own grammar has an answer."""
    return _intent_of_hers(turn) is not None


async def own_grammar(turn: Turn) -> Reply | None:
    """Answer what people say to her about herself."""
    name = _intent_of_hers(turn)
    if name is None:
        return None
    if name == REPEAT and turn.mind.last_said(turn.place) is None:
        name = _NOTHING_TO_REPEAT
    repeats = name == REPEAT
    return replace(
        turn.say(name),
        repeats=repeats,
        listens=name == _CALLED,
        outside=repeats and turn.mind.said_from_outside(turn.place),
    )


def _intent_of_hers(turn: Turn) -> str | None:
    return turn.said.of_hers(turn.mind.settings.names)
