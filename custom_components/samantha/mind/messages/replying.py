"""Answering a message in the person's own words: read back, confirmed, sent."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
import logging
from typing import Final

from homeassistant.util import dt as dt_util

from ...data import async_loaded_entry
from ...family.cadence import Contacted
from ...messages.message import Thread
from ...messages.replies import LONGEST_REPLY
from ...store import StoreError
from ..answers import Answer, Expects, Meaning, read_named
from ..open_question import UNSAID
from ..questions import OpenQuestion
from ..turn import Reply, Turn
from .answering import Handler, Slots
from .talk import Talk

_LOGGER = logging.getLogger(__name__)

# A resident of that name is told it at home instead.
TELL: Final = "MessagesTell"


async def _reply(talk: Talk, slots: Slots) -> Reply | None:
    """Answer the message told a moment ago."""
    told = talk.told
    if told is None:
        return None
    thread = told.thread
    if thread is None and len(told.ahead) == 1:
        thread = await talk.inbox.box.thread(told.resident, told.ahead[0])
    if thread is None:
        return None
    return await _answer(talk, thread, slots)


async def _reply_to(talk: Talk, slots: Slots) -> Reply | None:
    """Write to a contact: the way of their last message, or their own way."""
    resident = talk.speaker
    if resident is None:
        return talk.say("messages_not_known")
    key = slots["sender"].contact
    for thread in await talk.inbox.box.newest(resident):
        if thread.contact == key:
            return await _answer(talk, thread, slots)
    thread = Thread(
        key="",
        keys=(),
        resident=resident,
        source="",
        received=dt_util.utcnow(),
        contact=key,
    )
    return await _answer(talk, thread, slots)


async def _answer(talk: Talk, thread: Thread, slots: Slots) -> Reply:
    if talk.speaker != thread.resident:
        return talk.say("messages_not_known")
    sender = talk.telling(thread.resident).sender(thread)
    if talk.inbox.way_to(thread) is None:
        return talk.tell(talk.turn.mind.word(talk.turn, "reply_no_way", sender=sender))
    if words := _words(slots.get("words")):
        talk.turn.rewrite(UNSAID)
        return _read_back(talk, thread, sender, words)
    asked = OpenQuestion(
        expects=Expects.CHOICE,
        reads=partial(read_named, named=None),
        then=partial(_dictated, talk=talk, thread=thread, sender=sender),
    )
    text = talk.turn.mind.word(talk.turn, "reply_what", sender=sender)
    return replace(talk.tell(text), question=asked)


async def _dictated(
    turn: Turn, answer: Answer, *, talk: Talk, thread: Thread, sender: str
) -> Reply:
    talk = replace(talk, turn=turn)
    if answer.meaning is not Meaning.ANYTHING or not (words := _words(answer.value)):
        return talk.say("reply_dropped")
    turn.rewrite(UNSAID)
    return _read_back(talk, thread, sender, words)


def _read_back(talk: Talk, thread: Thread, sender: str, words: str) -> Reply:
    if len(words) > LONGEST_REPLY:
        return talk.say("reply_too_long")
    asked = OpenQuestion(
        expects=Expects.YES_OR_NO,
        verb="send",
        then=partial(_confirmed, talk=talk, thread=thread, words=words),
    )
    text = talk.turn.mind.word(
        talk.turn, "reply_read_back", sender=sender, text=words.rstrip(".")
    )
    return replace(talk.tell(text), question=asked)


async def _confirmed(
    turn: Turn, answer: Answer, *, talk: Talk, thread: Thread, words: str
) -> Reply:
    talk = replace(talk, turn=turn)
    if answer.meaning is not Meaning.YES:
        return talk.say("reply_dropped")
    return await _sent(talk, thread, words)


async def _sent(talk: Talk, thread: Thread, words: str) -> Reply:
    try:
        sent = await talk.inbox.async_reply(thread, words)
        if sent:
            await _noted(talk, thread)
    except StoreError:
        return talk.say("not_done")
    return talk.say("reply_sent" if sent else "reply_failed")


async def _noted(talk: Talk, thread: Thread) -> None:
    """Note that somebody was written to: it counts for less than a call."""
    entry, contact = async_loaded_entry(talk.turn.hass), thread.contact
    if entry is None or contact is None:
        return
    family = entry.runtime_data.family
    if contact not in family.contacts:
        return
    try:
        await family.async_log(
            contact, [thread.resident], dt_util.utcnow(), Contacted.MESSAGE
        )
    except StoreError as err:
        # It has been sent all the same.
        _LOGGER.warning("An answer could not be noted: %s", err)


async def _send_again(talk: Talk, _slots: Slots) -> Reply | None:
    resident = talk.speaker
    if resident is None:
        return talk.say("messages_not_known")
    if not talk.may_hear(resident):
        return talk.say("messages_not_here")
    unsent = await talk.inbox.async_unsent(resident)
    if unsent is None:
        return None if talk.told is None else talk.say("reply_again_none")
    thread, words = unsent
    return _read_back(talk, thread, talk.telling(resident).sender(thread), words)


def _words(said: object) -> str:
    """Return what is to be written, as a sentence."""
    text = " ".join(str(said or "").strip(" \"'“”:,").split())
    return text[:1].upper() + text[1:]


ANSWERS: Final[Mapping[str, Handler]] = {
    "MessagesReplyTo": _reply_to,
    "MessagesSendAgain": _send_again,
    TELL: _reply_to,
}
# These need a message told a moment ago.
ANSWERS_ABOUT_IT: Final[Mapping[str, Handler]] = {"MessagesReply": _reply}
