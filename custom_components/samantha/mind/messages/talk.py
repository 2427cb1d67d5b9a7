"""Who talks about messages, where, and what was told them a moment ago."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...contacts import Contact
from ...data import HerInbox, HerVoice
from ...family.whom import names_known
from ...messages.message import Status, Thread
from ...messages.reading import in_parts
from ...residents import OTHERS_NOTHING, OTHERS_SENDER
from ..questions import OpenQuestion
from ..turn import Reply, Turn
from .cursor import Told
from .telling import MessageTelling


@dataclass(slots=True)
class Talk:
    """One turn about messages."""

    turn: Turn
    voice: HerVoice
    inbox: HerInbox
    told: Told | None
    # Whether she shall read, or go on.
    question: OpenQuestion | None = None

    @property
    def speaker(self) -> str | None:
        """Return who is speaking, where there is evidence for it."""
        return self.voice.speaker(self.turn.place, self.turn.signs)

    def may_hear(self, resident: str) -> bool:
        """Return whether a resident's messages may be read here now."""
        return self.voice.may_hear(self.turn.place, self.turn.signs, resident)

    def telling(self, resident: str) -> MessageTelling:
        """Return how messages to a resident are put into words."""
        turn = self.turn

        def word(key: str, /, **values: str) -> str:
            return turn.mind.word(turn, key, **values)

        settings = self.voice.household.residents.get(resident)
        return MessageTelling(
            turn.phrases,
            self.inbox.contacts(resident),
            word,
            emoji=settings is not None and settings.emoji,
        )

    def tell(self, text: str, *, asks: bool = False) -> Reply:
        """Return what people outside wrote: kept from models and repeats."""
        return replace(
            self.turn.tell(text, outside=True),
            private=True,
            question=self.question if asks else None,
        )

    def say(self, key: str, *, asks: bool = False, **values: str) -> Reply:
        """Return her own words."""
        return self.turn.say(key, question=self.question if asks else None, **values)

    def note(self, told: Told) -> None:
        """Note what is told now."""
        self.turn.mind.told_messages.note(self.turn.place, told)

    async def note_announced(self, threads: Iterable[Thread]) -> None:
        """Note that it was told of messages, where that is news; raises StoreError."""
        if news := [thread for thread in threads if not thread.announced]:
            await self.inbox.async_note(news, Status.ANNOUNCED)

    async def stranger(self) -> Reply:
        """Answer somebody of whom it is not known who they are."""
        waits = [
            resident
            for key, resident in self.voice.household.residents.items()
            if self.inbox.box.counts.get(key)
        ]
        if not waits:
            return self.say("messages_none")
        people = [
            resident.title
            for resident in waits
            if resident.before_others != OTHERS_NOTHING
        ]
        if not people:
            return self.say("messages_not_known")
        enumerated = self.turn.phrases.words.enumerate(people)
        return self.say("messages_wait_for", people=enumerated)

    async def before_others(self, resident: str, threads: Iterable[Thread]) -> Reply:
        """Answer the right one where others may hear, or may be there."""
        threads = tuple(threads)
        settings = self.voice.household.residents[resident]
        if not threads:
            return self.say("messages_none")
        await self.note_announced(threads)
        if settings.before_others != OTHERS_SENDER:
            return self.say("messages_wait_later")
        senders, _ = self.telling(resident).senders(threads)
        said = self.turn.mind.word(
            self.turn, "messages_wait_later_from", senders=senders
        )
        return self.tell(said)

    async def read(self, thread: Thread, ahead: Iterable[str] = ()) -> Reply:
        """Read messages, in parts where they are long, and ask whether to go on."""
        if not self.may_hear(thread.resident):
            return self.say("messages_not_here")
        if not thread.texts:
            whole = await self.inbox.box.thread(thread.resident, thread.key)
            if whole is None:
                return self.say("messages_no_more")
            thread = whole
        text = self.telling(thread.resident).read(thread)
        if not thread.heard:
            await self.inbox.async_note([thread], Status.READ)
        parts = in_parts(text)
        keys = tuple(key for key in ahead if key != thread.key)
        return self.go_on(
            Told(resident=thread.resident, thread=thread, rest=parts, ahead=keys)
        )

    def go_on(self, told: Told) -> Reply:
        """Tell the next part, and ask for the one after it."""
        text, *rest = told.rest
        self.note(replace(told, rest=tuple(rest), speech=text))
        if rest:
            return self.tell(self._word("message_goes_on", text), asks=True)
        if told.ahead:
            return self.tell(self._word("message_then", text), asks=True)
        return self.tell(text)

    async def open_threads(self, resident: str) -> tuple[Thread, ...]:
        """Return what a resident has not heard."""
        return await self.inbox.box.waiting(resident)

    def _word(self, key: str, text: str) -> str:
        return self.turn.mind.word(self.turn, key, text=text)


def contacts_known(talk: Talk) -> dict[str, Contact]:
    """Return the contacts of who is speaking, where that is known; else everybody's."""
    resident = talk.speaker or (talk.told.resident if talk.told else None)
    residents = [resident] if resident else list(talk.voice.household.residents)
    contacts: dict[str, Contact] = {}
    for one in residents:
        contacts.update(talk.inbox.contacts(one))
    return contacts


def senders_known(talk: Talk) -> list[tuple[str, str]]:
    """Return what people may call the contacts, with the name that it means."""
    contacts = contacts_known(talk).values()
    messages = talk.turn.phrases.messages
    names = names_known(contacts, messages.relations)
    relations = {contact.relation for contact in contacts}
    mine = [
        (messages.my.format(relation=said), meant)
        for said, meant in names.items()
        if meant in relations
    ]
    return [*names.items(), *mine]
