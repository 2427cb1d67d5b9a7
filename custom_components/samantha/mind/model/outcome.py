"""What really came of a turn with a model, in her own words."""

from ..turn import Turn
from .guard import Guard
from .truth import Verdict


def really(turn: Turn, guard: Guard, verdict: Verdict = Verdict.FALSE_CLAIM) -> str:
    """Return what really happened, in place of what was claimed."""
    if guard.deeds:
        return told_deeds(turn, guard)
    if guard.goes_on:
        return turn.mind.word(turn, "maybe_done")
    if guard.failed:
        return turn.mind.word(turn, "not_done")
    if verdict is Verdict.FALSE_VALUE:
        return turn.mind.word(turn, "not_sure")
    if verdict is Verdict.REPEATED:
        return turn.mind.word(turn, "nothing_new")
    return turn.mind.word(turn, "nothing_changed")


def lost_thread(turn: Turn, guard: Guard) -> str:
    """Return that an answer breaks off, and what was done."""
    if names := _names_done(turn, guard):
        return turn.mind.word(turn, "lost_thread_done", names=names)
    return turn.mind.word(turn, "lost_thread")


def too_many_steps(turn: Turn, guard: Guard) -> str:
    """Return that a turn took too many steps, after what was done in them."""
    given_up = turn.mind.word(turn, "too_many_steps")
    return f"{told_deeds(turn, guard)} {given_up}" if guard.deeds else given_up


def told_deeds(turn: Turn, guard: Guard) -> str:
    """Return what was done."""
    if names := _names_done(turn, guard):
        return turn.mind.word(turn, "model_did", names=names)
    return turn.mind.word(turn, "model_done")


def _names_done(turn: Turn, guard: Guard) -> str:
    names = dict.fromkeys(name for deed in guard.deeds for name in deed.names)
    return turn.phrases.words.enumerate(list(names))
