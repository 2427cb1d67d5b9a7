"""What is asked about messages at any time: what waits, who from, what they say."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
import re
from typing import Any, Final

from ...messages.box import MOST_WAITING
from ...messages.message import Thread
from ..turn import Reply
from .cursor import Told
from .senders import Sender
from .talk import Talk

type Slots = Mapping[str, Any]
type Handler = Callable[[Talk, Slots], Awaitable[Reply | None]]

_WORD: Final = re.compile(r"\w+")
# Shorter words are mostly articles; they need not be in a message that is looked for.
_SHORT: Final = 3


def _spoken(answer: Callable[[Talk, str, Slots], Awaitable[Reply]]) -> Handler:
    """Have the one who is speaking answered, where it is known who that is."""

    async def answered(talk: Talk, slots: Slots) -> Reply:
        resident = talk.speaker
        if resident is None:
            return await talk.stranger()
        return await answer(talk, resident, slots)

    return answered


def _waiting(
    answer: Callable[[Talk, str, tuple[Thread, ...], Sender | None], Awaitable[Reply]],
) -> Handler:
    """Have what waits told, of a sender where one is named, and to the right ears."""

    async def answered(talk: Talk, resident: str, slots: Slots) -> Reply:
        sender = slots.get("sender")
        threads = _of(await talk.open_threads(resident), sender)
        if not talk.may_hear(resident):
            return await talk.before_others(resident, threads)
        return await answer(talk, resident, threads, sender)

    return _spoken(answered)


async def _any(
    talk: Talk, resident: str, threads: tuple[Thread, ...], _sender: Sender | None
) -> Reply:
    if not threads:
        return talk.say("messages_none")
    text = talk.telling(resident).overview(threads, MOST_WAITING)
    return await _offered(talk, threads, text)


async def _from(
    talk: Talk, resident: str, threads: tuple[Thread, ...], sender: Sender | None
) -> Reply:
    if not threads:
        return _nothing(talk, resident, sender)
    called = talk.telling(resident).sender(threads[0])
    key = "messages_from" if len(threads) == 1 else "messages_from_some"
    word = talk.turn.mind.word
    text = word(talk.turn, key, sender=called, count=str(len(threads)))
    return await _offered(talk, threads, text)


async def _offered(talk: Talk, threads: tuple[Thread, ...], text: str) -> Reply:
    """Tell what waits, and ask whether to read it."""
    await talk.note_announced(threads)
    keys = tuple(thread.key for thread in threads)
    talk.note(Told(resident=threads[0].resident, ahead=keys, speech=text))
    return talk.tell(text, asks=True)


async def _read(
    talk: Talk, resident: str, threads: tuple[Thread, ...], sender: Sender | None
) -> Reply:
    if not threads and sender:
        # What was heard already can be heard again.
        threads = _of(await talk.inbox.box.newest(resident), sender)[:1]
    if threads:
        return await talk.read(threads[0], [thread.key for thread in threads])
    return _nothing(talk, resident, sender)


async def _latest(talk: Talk, resident: str, _slots: Slots) -> Reply:
    thread = await talk.inbox.box.latest(resident)
    if thread is None:
        return talk.say("messages_none_at_all")
    return await talk.read(thread)


async def _search(talk: Talk, resident: str, slots: Slots) -> Reply:
    if not talk.may_hear(resident):
        return talk.say("messages_not_here")
    sender = slots.get("sender")
    if "they" in slots and talk.told and talk.told.thread:
        sender = Sender.of(talk.told.thread)
    found: tuple[Thread, ...] = ()
    for words in _ways_to_look(str(slots["topic"])):
        found = found or _of(await talk.inbox.box.found(resident, words), sender)
    if not found:
        return talk.say("messages_found_none")
    return await talk.read(found[0], [thread.key for thread in found[1:]])


def _nothing(talk: Talk, resident: str, sender: Sender | None) -> Reply:
    """Say that nothing waits, from a contact where one is named."""
    key = sender.contact if sender else None
    contact = talk.inbox.contacts(resident).get(key or "")
    if contact is None:
        return talk.say("messages_none")
    called = talk.telling(resident).contact(contact)
    return talk.say("messages_from_none", sender=called)


def _ways_to_look(topic: str) -> Iterable[list[str]]:
    words = _WORD.findall(topic)
    return words, [word for word in words if len(word) > _SHORT]


def _of(threads: Iterable[Thread], sender: Sender | None) -> tuple[Thread, ...]:
    return tuple(thread for thread in threads if sender is None or sender.wrote(thread))


async def _whom(talk: Talk, slots: Slots) -> Reply | None:
    """Tell who has written the message told a moment ago, or else all that wait."""
    told = talk.told
    if told is None or told.thread is None:
        return await _waiting(_any)(talk, slots)
    if not talk.may_hear(told.resident):
        return talk.say("messages_not_here")
    sender = talk.telling(told.resident).sender(told.thread)
    return talk.tell(talk.turn.mind.word(talk.turn, "messages_sender", sender=sender))


# What may be asked of somebody who is no contact.
ASKS_FOR: Final = frozenset({"MessagesFrom", "MessagesReadFrom", "MessagesSearch"})
ANSWERS: Final[Mapping[str, Handler]] = {
    "MessagesAny": _waiting(_any),
    "MessagesFrom": _waiting(_from),
    "MessagesLatest": _spoken(_latest),
    "MessagesRead": _waiting(_read),
    "MessagesReadFrom": _waiting(_read),
    "MessagesSearch": _spoken(_search),
    "MessagesWhom": _whom,
}
