"""What is said of the message that was told a moment ago: next, again, delete it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from homeassistant.util import dt as dt_util

from ...messages.message import Thread
from ..reader.spoken_time import clock_of_day
from ..turn import Reply
from .answering import Handler, Slots
from .cursor import Told
from .talk import Talk

GO_ON: Final = "MessagesGoOn"
ENOUGH: Final = "MessagesEnough"


def _heard_here(answer: Callable[[Talk, Told], Awaitable[Reply | None]]) -> Handler:
    """Have it answered only while nobody else can hear."""

    async def answered(talk: Talk, _slots: Slots) -> Reply | None:
        told = _told(talk)
        if not talk.may_hear(told.resident):
            return talk.say("messages_not_here")
        return await answer(talk, told)

    return answered


def _of_one(answer: Callable[[Talk, Told, Thread], Awaitable[Reply]]) -> Handler:
    """Have it answered where a message was told, and not only that some wait."""

    async def answered(talk: Talk, slots: Slots) -> Reply | None:
        thread = _told(talk).thread
        if thread is None:
            return None

        async def of_it(talk: Talk, told: Told) -> Reply:
            return await answer(talk, told, thread)

        return await _heard_here(of_it)(talk, slots)

    return answered


async def _rest(talk: Talk, told: Told) -> Reply | None:
    """Tell what is left of it, or the next."""
    return talk.go_on(told) if told.rest else await _following(talk, told)


async def _following(talk: Talk, told: Told) -> Reply:
    ahead = list(told.ahead)
    while ahead:
        thread = await talk.inbox.box.thread(told.resident, ahead.pop(0))
        if thread is not None:
            return await talk.read(thread, ahead)
    # What has come meanwhile, or was left out when one was asked for.
    before = told.thread.key if told.thread else ""
    for thread in await talk.open_threads(told.resident) if told.thread else ():
        if thread.key != before:
            return await talk.read(thread)
    talk.note(replace(told, ahead=(), rest=(), at=dt_util.utcnow()))
    return talk.say("messages_no_more")


_next: Final = _heard_here(_following)


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


async def _again(talk: Talk, told: Told) -> Reply | None:
    if told.thread and not told.speech:
        # It was read unasked.
        return await talk.read(told.thread, told.ahead)
    if not told.speech:
        return None
    told = replace(told, at=dt_util.utcnow())
    if told.thread is None:
        talk.note(told)
        return talk.tell(told.speech, asks=True)
    return talk.go_on(replace(told, rest=(told.speech, *told.rest)))


async def _delete(talk: Talk, told: Told, thread: Thread) -> Reply:
    await talk.inbox.async_delete(thread)
    return _then(talk, "message_deleted", replace(told, thread=None, speech=""))


async def _keep(talk: Talk, told: Told, thread: Thread) -> Reply:
    await talk.inbox.box.keep(thread)
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
    """Stop reading; of a long one the rest stays at hand for a while."""
    told = talk.told
    if told is not None and told.rest:
        talk.note(replace(told, at=dt_util.utcnow()))
        return talk.say("messages_stopped_within")
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
    GO_ON: _heard_here(_rest),
    ENOUGH: _enough,
    "MessagesAgain": _heard_here(_again),
    "MessagesDelete": _of_one(_delete),
    "MessagesKeep": _of_one(_keep),
    "MessagesNext": _next,
    "MessagesSkip": _skip,
    "MessagesTheirs": _these,
    "MessagesThese": _these,
    "MessagesWhen": _when,
}
