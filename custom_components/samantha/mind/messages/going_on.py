"""What is said of the message that was told a moment ago: next, again, delete it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from homeassistant.util import dt as dt_util

from ..reader.spoken_time import clock_of_day
from ..turn import Reply
from .answering import Handler, Slots
from .cursor import Told
from .talk import Talk

GO_ON: Final = "MessagesGoOn"
ENOUGH: Final = "MessagesEnough"


async def _go_on(talk: Talk, _slots: Slots) -> Reply | None:
    """Tell what is left of it, or the next."""
    told = _told(talk)
    if not told.rest:
        return await _next(talk, {})
    if not talk.may_hear(told.resident):
        return talk.say("messages_not_here")
    return talk.go_on(told)


async def _next(talk: Talk, _slots: Slots) -> Reply | None:
    return await _next_after(talk, "")


async def _next_after(talk: Talk, opening: str) -> Reply:
    told = _told(talk)
    if not talk.may_hear(told.resident):
        return talk.say("messages_not_here")
    ahead = list(told.ahead)
    while ahead:
        thread = await talk.inbox.box.thread(told.resident, ahead.pop(0))
        if thread is not None:
            return await talk.read(thread, ahead, opening=opening)
    # What has come meanwhile, or was left out when one was asked for.
    before = told.thread.key if told.thread else ""
    for thread in await talk.open_threads(told.resident) if told.thread else ():
        if thread.key != before:
            return await talk.read(thread, (), opening=opening)
    talk.note(replace(told, ahead=(), rest=(), at=dt_util.utcnow()))
    return talk.say("messages_no_more")


async def _skip(talk: Talk, slots: Slots) -> Reply | None:
    """Go on to the next: of what is offered, the first is left out."""
    told = _told(talk)
    if told.thread is None:
        talk.told = replace(told, ahead=told.ahead[1:])
    return await _next(talk, slots)


async def _these(talk: Talk, slots: Slots) -> Reply | None:
    told = _told(talk)
    if told.thread is None:
        return await _next(talk, slots)
    return await talk.read(told.thread, told.ahead)


async def _again(talk: Talk, _slots: Slots) -> Reply | None:
    told = _told(talk)
    if not talk.may_hear(told.resident):
        return talk.say("messages_not_here")
    if not told.speech:
        return None
    return talk.go_on(
        replace(told, rest=(told.speech, *told.rest), at=dt_util.utcnow())
        if told.thread
        else replace(told, rest=(told.speech,), ahead=told.ahead)
    )


async def _delete(talk: Talk, _slots: Slots) -> Reply | None:
    told = _told(talk)
    if told.thread is None or not talk.may_hear(told.resident):
        return None if told.thread is None else talk.say("messages_not_here")
    await talk.inbox.async_delete(told.thread)
    return _then(talk, "message_deleted", replace(told, thread=None, speech=""))


async def _keep(talk: Talk, _slots: Slots) -> Reply | None:
    told = _told(talk)
    if told.thread is None or not talk.may_hear(told.resident):
        return None if told.thread is None else talk.say("messages_not_here")
    await talk.inbox.box.keep(told.thread)
    return _then(talk, "message_kept", told)


def _then(talk: Talk, key: str, told: Told) -> Reply:
    """Say something of a message, and offer the next."""
    talk.note(replace(told, rest=(), at=dt_util.utcnow()))
    if not told.ahead:
        return talk.say(key)
    word = talk.turn.mind.word
    text = word(talk.turn, key)
    return talk.say("message_then", asks=True, text=text)


async def _enough(talk: Talk, _slots: Slots) -> Reply | None:
    talk.turn.mind.told_messages.forget(talk.turn.place)
    return talk.say("messages_stopped")


async def _when(talk: Talk, _slots: Slots) -> Reply | None:
    told = _told(talk)
    house = talk.turn.phrases.house
    if told.thread is None or house is None:
        return None
    received = dt_util.as_local(told.thread.received)
    return talk.say("messages_time", time=clock_of_day(received, house.vocabulary))


def _told(talk: Talk) -> Told:
    """Return what was told; these are asked for only where something was."""
    if talk.told is None:
        msg = "nothing was told"
        raise ValueError(msg)
    return talk.told


ANSWERS: Final[Mapping[str, Handler]] = {
    GO_ON: _go_on,
    ENOUGH: _enough,
    "MessagesAgain": _again,
    "MessagesDelete": _delete,
    "MessagesKeep": _keep,
    "MessagesNext": _next,
    "MessagesSkip": _skip,
    "MessagesTheirs": _these,
    "MessagesThese": _these,
    "MessagesWhen": _when,
}
