"""What is asked about messages at any time: what waits, who from, what they say."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
import re
from typing import Any, Final

from ...messages.box import MOST_WAITING
from ...messages.message import Thread
from ..turn import Reply
from .cursor import Told
from .talk import Talk

type Slots = Mapping[str, Any]
type Handler = Callable[[Talk, Slots], Awaitable[Reply | None]]

_WORD: Final = re.compile(r"\w+")
# Shorter words are mostly articles; they need not be in a message that is looked for.
_SHORT: Final = 3


async def _any(talk: Talk, _slots: Slots) -> Reply:
    resident = talk.speaker
    if resident is None:
        return await talk.stranger()
    threads = await talk.open_threads(resident)
    if not talk.may_hear(resident):
        return await talk.before_others(resident, threads)
    if not threads:
        return talk.say("messages_none")
    text = talk.telling(resident).overview(threads, MOST_WAITING)
    return await _offered(talk, threads, text)


async def _from(talk: Talk, slots: Slots) -> Reply:
    resident = talk.speaker
    if resident is None:
        return await talk.stranger()
    contact = talk.inbox.contacts(resident).get(slots["sender"])
    threads = _of(await talk.open_threads(resident), slots["sender"])
    if not talk.may_hear(resident):
        return await talk.before_others(resident, threads)
    sender = talk.telling(resident).contact(contact) if contact else ""
    if not threads:
        return talk.say("messages_from_none", sender=sender)
    key = "messages_from" if len(threads) == 1 else "messages_from_some"
    word = talk.turn.mind.word
    text = word(talk.turn, key, sender=sender, count=str(len(threads)))
    return await _offered(talk, threads, text)


async def _offered(talk: Talk, threads: tuple[Thread, ...], text: str) -> Reply:
    """Tell what waits, and ask whether to read it."""
    await talk.note_announced(threads)
    keys = tuple(thread.key for thread in threads)
    talk.note(Told(resident=threads[0].resident, ahead=keys, speech=text))
    return talk.tell(text, asks=True)


async def _read(talk: Talk, _slots: Slots) -> Reply:
    return await _read_first(talk, None)


async def _read_from(talk: Talk, slots: Slots) -> Reply:
    return await _read_first(talk, slots["sender"])


async def _read_first(talk: Talk, sender: str | None) -> Reply:
    resident = talk.speaker
    if resident is None:
        return await talk.stranger()
    threads = await talk.open_threads(resident)
    if sender:
        threads = _of(threads, sender)
    if not talk.may_hear(resident):
        return await talk.before_others(resident, threads)
    if not threads and sender:
        # What was heard already can be heard again.
        threads = _of(await talk.inbox.box.newest(resident), sender)[:1]
    if not threads:
        contact = talk.inbox.contacts(resident).get(sender or "")
        if contact is None:
            return talk.say("messages_none")
        called = talk.telling(resident).contact(contact)
        return talk.say("messages_from_none", sender=called)
    return await talk.read(threads[0], [thread.key for thread in threads])


async def _latest(talk: Talk, _slots: Slots) -> Reply:
    resident = talk.speaker
    if resident is None:
        return await talk.stranger()
    thread = await talk.inbox.box.latest(resident)
    if thread is None:
        return talk.say("messages_none_at_all")
    return await talk.read(thread)


async def _search(talk: Talk, slots: Slots) -> Reply:
    resident = talk.speaker
    if resident is None:
        return await talk.stranger()
    if not talk.may_hear(resident):
        return talk.say("messages_not_here")
    sender = slots.get("sender")
    if "they" in slots and talk.told and talk.told.thread:
        sender = talk.told.thread.contact
    found: tuple[Thread, ...] = ()
    for words in _ways_to_look(str(slots["topic"])):
        found = found or _of(await talk.inbox.box.found(resident, words), sender)
    if not found:
        return talk.say("messages_found_none")
    return await talk.read(found[0], [thread.key for thread in found[1:]])


def _ways_to_look(topic: str) -> Iterable[list[str]]:
    words = _WORD.findall(topic)
    return words, [word for word in words if len(word) > _SHORT]


def _of(threads: Iterable[Thread], sender: str | None) -> tuple[Thread, ...]:
    return tuple(
        thread for thread in threads if sender is None or thread.contact == sender
    )


ANSWERS: Final[Mapping[str, Handler]] = {
    "MessagesAny": _any,
    "MessagesFrom": _from,
    "MessagesLatest": _latest,
    "MessagesRead": _read,
    "MessagesReadFrom": _read_from,
    "MessagesSearch": _search,
}
