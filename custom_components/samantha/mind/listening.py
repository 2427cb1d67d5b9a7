"""Whether she listens on after an answer."""

from typing import TYPE_CHECKING

from ..manners.addressee import FollowUp

if TYPE_CHECKING:
    from .turn import Reply, Turn


def listens_on(turn: Turn, reply: Reply, speech: str) -> bool:
    """Return whether the microphone stays open, and remember what she says."""
    asks = reply.listens or reply.question is not None
    satellite = turn.heard.satellite_id
    if satellite is None:
        return asks
    attention = turn.mind.attention
    follow_up = attention.setting(satellite).follow_up
    listens = {
        FollowUp.OFF: False,
        FollowUp.AFTER_QUESTIONS: asks,
        FollowUp.ALWAYS: asks or not turn.dismisses,
    }[follow_up]
    attention.note_answer(satellite, speech, asked=asks, listens=listens)
    if turn.dismisses and not asks:
        attention.stop_listening(satellite)
    return listens
