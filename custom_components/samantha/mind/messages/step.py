"""The step for what people say about messages: from the store to the voice."""

from collections.abc import Mapping
from functools import partial
import re
from typing import TYPE_CHECKING, Any, Final

from ...data import SamanthaConfigEntry, async_loaded_entry
from ...family.whom import contacts_called
from ...messages.message import Thread
from ...store import StoreError
from ..answers import Answer, Expects, Meaning, read_answer
from ..grammar import REPEAT
from ..open_question import UNSAID
from ..phrases import Phrases
from ..questions import OpenQuestion
from ..turn import Reply, Turn
from ..which_contact import ask_which
from . import answering, going_on, replying
from .cursor import Told
from .senders import Sender, strangers_named
from .talk import Talk, contacts_known, senders_known

if TYPE_CHECKING:
    from .. import Mind

_WORD: Final = re.compile(r"[^\W_]+")
_AGAIN: Final = "MessagesAgain"
# What these mean without a message told a moment ago is for the steps that follow.
_ABOUT_IT: Final[Mapping[str, answering.Handler]] = {
    **going_on.ANSWERS,
    **replying.ANSWERS_ABOUT_IT,
}
_ANSWERS: Final[Mapping[str, answering.Handler]] = {
    **answering.ANSWERS,
    **replying.ANSWERS,
    **_ABOUT_IT,
}


async def her_messages(turn: Turn) -> Reply | None:
    """Answer what is said about messages."""
    entry = async_loaded_entry(turn.hass)
    if entry is None:
        return None
    talk = _talk(turn, entry)
    understood = _messages_in(talk, turn.text)
    if understood is not None:
        return await _of_whom(talk, *understood)
    if talk.told and turn.said.of_hers(turn.mind.settings.names) == REPEAT:
        return await _answer(talk, _AGAIN, {})
    return await _of_a_stranger(talk)


async def _of_whom(talk: Talk, name: str, slots: Mapping[str, Any]) -> Reply | None:
    """Answer, once it is clear which contact is meant, where one is named."""
    if "sender" not in slots:
        return await _answer(talk, name, slots)
    contacts = contacts_known(talk)
    keys = contacts_called(contacts, str(slots["sender"]))
    if len(keys) == 1 or talk.speaker is None:
        return await _answer(talk, name, {**slots, "sender": Sender(contact=keys[0])})
    if "words" in slots:
        talk.turn.rewrite(UNSAID)

    async def chosen(turn: Turn, key: str) -> Reply:
        entry = async_loaded_entry(turn.hass)
        if entry is None or key not in contacts_known(_talk(turn, entry)):
            return turn.say("messages_no_more")
        meant = {**slots, "sender": Sender(contact=key)}
        answer = await _answer(_talk(turn, entry), name, meant)
        return answer or turn.say("messages_no_more")

    return ask_which(talk.turn, contacts, keys, chosen)


async def _of_a_stranger(talk: Talk) -> Reply | None:
    """Answer what asks for messages of somebody who is no contact, by the name.

    Anybody can write a name: by it, messages are asked for and nothing else is done.
    """
    resident = talk.speaker
    if resident is None or not talk.inbox.box.counts.get(resident):
        return None
    text, phrases = talk.turn.text, talk.turn.phrases
    no_names = phrases.calls.nobody | phrases.messages.about
    if phrases.messages.about.isdisjoint(_WORD.findall(text.casefold())):
        return None
    threads = await talk.open_threads(resident)
    names = strangers_named(threads, no_names, phrases.words.the)
    understood = phrases.understand_message(text, names) if names else None
    if understood is None or understood[0] not in answering.ASKS_FOR:
        return None
    name, slots = understood
    return await _answer(
        talk, name, {**slots, "sender": Sender(called=slots["sender"])}
    )


def messages_in(
    turn: Turn, entry: SamanthaConfigEntry, text: str
) -> tuple[str, Mapping[str, Any]] | None:
    """Return what a sentence says about messages: the intent's name and its parts."""
    return _messages_in(_talk(turn, entry), text)


def _talk(turn: Turn, entry: SamanthaConfigEntry) -> Talk:
    told = turn.mind.told_messages.at(turn.place)
    return Talk(turn, entry.runtime_data.voice, entry.runtime_data.inbox, told)


def _messages_in(talk: Talk, text: str) -> tuple[str, Mapping[str, Any]] | None:
    if talk.told is None and not _is_about_messages(talk, text):
        return None
    phrases = talk.turn.phrases
    understood = phrases.understand_message(text, senders_known(talk))
    if understood is None or (understood[0] in _ABOUT_IT and talk.told is None):
        return None
    # She asked nothing that this would answer, or a resident is told it at home.
    if understood[0] == going_on.ENOUGH or _is_for_a_resident(talk, *understood):
        return None
    return understood


def _is_for_a_resident(talk: Talk, name: str, _slots: Mapping[str, Any]) -> bool:
    residents = talk.voice.household.residents
    return name == replying.TELL and bool(
        talk.turn.mind.mentions.residents(talk.turn.text, residents)
    )


def ask_to_read(
    mind: Mind, place: str, resident: str, threads: tuple[Thread, ...]
) -> None:
    """Wait where she has said, unasked, that messages wait, or has read one."""
    if threads[0].texts:
        mind.told_messages.note(place, Told(resident=resident, thread=threads[0]))
        return
    keys = tuple(thread.key for thread in threads)
    mind.told_messages.note(place, Told(resident=resident, ahead=keys))
    mind.questions.ask(place, _question(mind.settings.names))


def _question(names: tuple[str, ...]) -> OpenQuestion:
    return OpenQuestion(
        expects=Expects.YES_OR_NO, reads=partial(_read, names=names), then=_heard
    )


def _read(text: str, phrases: Phrases, names: tuple[str, ...]) -> Answer | None:
    """Return what is answered to whether she shall read, or go on."""
    understood = phrases.understand_message(text, ())
    if understood and understood[0] in _ABOUT_IT:
        return Answer(Meaning.NAMED, understood[0], understood[1])
    if phrases.understand(text, names) == REPEAT:
        return Answer(Meaning.NAMED, _AGAIN)
    return read_answer(text, Expects.YES_OR_NO, phrases)


async def _heard(turn: Turn, answer: Answer) -> Reply:
    """Go on as somebody answered."""
    entry = async_loaded_entry(turn.hass)
    told = turn.mind.told_messages.at(turn.place)
    if entry is None or told is None:
        return turn.say("messages_no_more")
    talk = Talk(turn, entry.runtime_data.voice, entry.runtime_data.inbox, told)
    match answer.meaning:
        case Meaning.NAMED:
            name, slots = answer.value, answer.slots
        case Meaning.YES:
            name, slots = going_on.GO_ON, {}
        case _:
            name, slots = going_on.ENOUGH, {}
    return await _answer(talk, name, slots) or turn.say("messages_no_more")


async def _answer(talk: Talk, name: str, slots: Mapping[str, Any]) -> Reply | None:
    talk.question = _question(talk.turn.mind.settings.names)
    try:
        return await _ANSWERS[name](talk, slots)
    except StoreError:
        return talk.turn.say("not_done")


def _is_about_messages(talk: Talk, text: str) -> bool:
    """Return whether a word of messages, or of a contact's name, is in a sentence."""
    words = _WORD.findall(text.casefold())
    about = talk.turn.phrases.messages.about
    return not (about.isdisjoint(words) and talk.inbox.called.isdisjoint(words))
