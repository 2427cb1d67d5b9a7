"""Pure: messages in words fit for a voice."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final, Protocol

from ...contacts import Contact
from ...messages.message import Thread
from ..phrases import Phrases
from ..speech import fit_for_voice
from .reading_out import digits_read_out, numbers_read_out, pictures_read_out

# Names that are told of who has written.
MOST_NAMED: Final = 3
_ENDS: Final = (".", "!", "?", ":", ";", "…")


class Word(Protocol):
    """Her words by a key, with the values filled in."""

    def __call__(self, key: str, /, **values: str) -> str:
        """Return the words."""


class MessageTelling:
    """Puts messages into words, for somebody with these contacts."""

    def __init__(
        self,
        phrases: Phrases,
        contacts: Mapping[str, Contact],
        word: Word,
        *,
        emoji: bool = False,
    ) -> None:
        """Take the language, the contacts by key, her words; whether to tell emoji."""
        self._phrases = phrases
        self._contacts = contacts
        self._word = word
        self._emoji = emoji
        self._relations = Counter(
            contact.relation for contact in contacts.values() if contact.relation
        )

    def sender(self, thread: Thread) -> str:
        """Return who has written; a name that nobody knows is told as one."""
        if contact := self._contacts.get(thread.contact or ""):
            return self.contact(contact)
        if name := self._fit(thread.sender or thread.address or ""):
            return self._phrases.messages.unknown.format(called=name)
        return self._phrases.messages.unnamed

    def contact(self, contact: Contact) -> str:
        """Return how a contact is called: "your mother" where there is one alone."""
        if contact.relation and self._relations[contact.relation] == 1:
            said = self._phrases.messages.relations.get(contact.relation)
            relation = said[0] if said else contact.relation
            return self._phrases.messages.your.format(relation=relation)
        return contact.name

    def senders(self, threads: Iterable[Thread]) -> tuple[str, bool]:
        """Return who has written, each once, and whether there are more of them."""
        one_each: dict[object, Thread] = {}
        for thread in threads:
            whom = (thread.contact, thread.sender, thread.address)
            one_each.setdefault(whom, thread)
        # Two addresses may be one name.
        first = islice(one_each.values(), 2 * MOST_NAMED)
        names = list(dict.fromkeys(map(self.sender, first)))
        enumerated = self._phrases.words.enumerate(names[:MOST_NAMED])
        return enumerated, len(names) > MOST_NAMED

    def read(self, thread: Thread) -> str:
        """Return messages as they are read: the sender, then the text."""
        said = (self._read_out(text, thread.received.year) for text in thread.texts)
        texts = [text for text in said if text]
        sender = _opening(self.sender(thread))
        if not texts:
            return self._word("message_empty", sender=sender)
        if len(texts) > 1:
            return self._word(
                "message_reads_several",
                sender=sender,
                count=str(len(texts)),
                text=" ".join(map(_ended, texts)),
            )
        subject = self._read_out(thread.subject or "", thread.received.year)
        if subject:
            return self._word(
                "message_reads_subject",
                sender=sender,
                subject=subject,
                text=_ended(texts[0]),
            )
        return self._word("message_reads", sender=sender, text=_ended(texts[0]))

    def announced(self, name: str, threads: Sequence[Thread]) -> str:
        """Return that messages wait for somebody, and who from."""
        names, more = self.senders(threads)
        if len(threads) == 1:
            return self._word("announce_one", person=name, sender=names)
        key = "announce_some_more" if more else "announce_some"
        return self._word(key, person=name, count=str(len(threads)), senders=names)

    def overview(self, threads: Sequence[Thread], most: int) -> str:
        """Return how many wait and who from, to somebody who asks."""
        names, more = self.senders(threads)
        if len(threads) == 1:
            return self._word("messages_one", sender=names)
        count = str(len(threads))
        if len(threads) >= most:
            return self._word("messages_many", count=count, senders=names)
        key = "messages_some_more" if more else "messages_some"
        return self._word(key, count=count, senders=names)

    def _fit(self, text: str) -> str:
        return fit_for_voice(text, self._phrases.words.link)

    def _read_out(self, text: str, year: int) -> str:
        """Return what somebody wrote as it is read; the year goes without saying."""
        words, house = self._phrases.messages, self._phrases.house
        if self._emoji:
            text = pictures_read_out(text, words.reading)
        vocabulary = house.vocabulary if house else None
        text = numbers_read_out(
            self._fit(text), vocabulary, words=words.reading, year=year
        )
        return digits_read_out(text, words.nature)


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    """Return a text as a sentence, so that what follows is none of it."""
    return text if text.endswith(_ENDS) else f"{text}."
