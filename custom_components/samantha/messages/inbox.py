"""The inbox of a house: messages taken in, told to the right ears, and answered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
import logging
import re
from typing import Any, Final, Protocol

from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from ..blank import is_blank
from ..const import CONF_NICKNAMES
from ..contacts import Contact, by_sender, contacts_of
from ..data import SamanthaConfigEntry
from ..manners.addressee import Language
from ..people import PeopleChange
from ..store import Store, StoreError
from ..store.unsent import Unsent, forget_unsent, keep_unsent, unsent_of
from ..voice.house import HouseVoice
from .announcer import Announcer, AnnouncingWords
from .box import Box
from .cleaning import clean_line, clean_text
from .echoes import Echoes
from .grouped import is_for
from .message import Delivered, Incoming, News, Recipient, Status, Thread
from .nature import NatureWords
from .replies import LONGEST_REPLY, REPLY_TITLE, async_send, way_back
from .rules import SourceRules, is_ignored, is_told_unasked

_LOGGER = logging.getLogger(__name__)

_TIDIES: Final = timedelta(hours=6)
_WORD: Final = re.compile(r"[^\W_]+")

type Asks = Callable[[str, str, tuple[Thread, ...]], None]


class InboxWords(AnnouncingWords, Protocol):
    """What the house's language says of messages."""

    @property
    def nature(self) -> NatureWords:
        """Return what tells codes and advertising."""

    @property
    def addressing(self) -> Language:
        """Return what tells who is written to."""

    @property
    def noise(self) -> re.Pattern[str]:
        """Return what a phone says in place of a message, as a whole."""


class Inbox:
    """What people wrote to the residents of a house."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        store: Store,
        voice: HouseVoice,
        words: InboxWords,
    ) -> None:
        """Keep messages in the store, and tell of them by her voice."""
        self._hass = hass
        self._entry = entry
        self._store = store
        self._voice = voice
        self.words = words
        self.box = Box(store, dt_util.utcnow)
        self._echoes = Echoes(dt_util.utcnow)
        self._announcer = Announcer(hass, entry, self.box, voice, words, self.contacts)
        self._contacts: Mapping[str, Contact] = {}
        # The words that contacts are called by, so that a turn need not look further.
        self.called: frozenset[str] = frozenset()
        self.async_refresh()
        self._stops: list[Callable[[], None]] = []

    async def async_start(self, asks: Asks) -> None:
        """Take up what waits; tell of each question that is asked unprompted."""
        await self.box.tidy()
        self._stops = [
            self._announcer.async_start(asks),
            self._voice.household.listen(self._residents_changed),
            async_track_time_interval(self._hass, self._tidy, _TIDIES),
        ]
        for resident in list(self.box.counts):
            if resident in self._voice.household.residents:
                await self._announcer.async_tell(resident)

    @callback
    def async_close(self) -> None:
        """Follow nothing any more."""
        while self._stops:
            self._stops.pop()()

    @callback
    def contacts(self, resident: str) -> Mapping[str, Contact]:
        """Return the contacts of a resident, by key."""
        return {
            key: contact
            for key, contact in self._contacts.items()
            if contact.is_of(resident)
        }

    @callback
    def async_refresh(self) -> None:
        """Read again whom the residents know."""
        self._contacts = contacts_of(self._entry)
        self.called = frozenset(
            word
            for contact in self._contacts.values()
            for name in (contact.name, *contact.nicknames, contact.relation or "")
            for word in _WORD.findall(name.casefold())
        )

    # What comes in

    async def async_take(
        self, rules: SourceRules, brought: Incoming
    ) -> tuple[Delivered, ...]:
        """Take a message in, cleaned, by the rules of its source.

        It is on disk when this returns. Raises StoreError where it can't be kept.
        """
        incoming = replace(
            brought,
            text=clean_text(brought.text, rules.longest),
            sender=clean_line(brought.sender),
            address=clean_line(brought.address),
            subject=clean_line(brought.subject),
        )
        wanted = not (
            is_blank(incoming.text + (incoming.subject or ""))
            or (incoming.shown and self.words.noise.fullmatch(incoming.text))
            or is_ignored(rules, incoming.sender, incoming.address)
            or self._echoes.is_one(brought)
        )
        recipients = [
            self._recipient(incoming, resident, rules)
            for resident in rules.residents
            if self._is_for(incoming, resident)
        ]
        if not wanted or not recipients:
            if incoming.origin is not None:
                await self.box.ignore(incoming.source, incoming.origin)
            return ()
        delivered = await self.box.deliver(incoming, recipients)
        for one in delivered:
            if one.news is not News.KNOWN:
                await self._tell(one.resident)
        return delivered

    # What is told

    async def async_note(self, threads: Iterable[Thread], status: Status) -> None:
        """Note what has become of messages; raises StoreError."""
        threads = tuple(threads)
        await self.box.note(threads, status)
        for resident in {thread.resident for thread in threads}:
            await self._announcer.async_tell(resident)

    async def async_delete(self, thread: Thread) -> None:
        """Erase messages; raises StoreError."""
        await self.box.delete(thread)
        await self._announcer.async_tell(thread.resident)

    # What is answered

    @callback
    def way_to(self, thread: Thread) -> str | None:
        """Return the notify entity that an answer to messages goes to."""
        contact = self.contacts(thread.resident).get(thread.contact or "")
        return way_back(
            self._hass,
            reply=thread.reply,
            address=thread.address,
            contact=contact.notify if contact else None,
        )

    async def async_reply(self, thread: Thread, text: str) -> bool:
        """Send an answer; return whether it has gone. One that has not is kept."""
        way = self.way_to(thread)
        text = text[:LONGEST_REPLY]
        sent = way is not None and await self._send(
            way, text, thread.reply.get(REPLY_TITLE)
        )
        unsent = Unsent(
            resident=thread.resident,
            source=thread.source,
            contact=thread.contact,
            address=thread.address,
            reply=dict(thread.reply),
            text=text,
        )
        kept = await unsent_of(self._store, thread.resident)
        async with self._store.transaction() as transaction:
            if sent and kept == unsent:
                await forget_unsent(transaction, thread.resident)
            elif not sent:
                await keep_unsent(transaction, unsent, dt_util.utcnow())
        if sent and thread.keys:
            await self.async_note([thread], Status.REPLIED)
        return sent

    async def async_unsent(self, resident: str) -> tuple[Thread, str] | None:
        """Return the answer that could not be sent, and to what."""
        unsent = await unsent_of(self._store, resident)
        if unsent is None:
            return None
        thread = Thread(
            key="",
            keys=(),
            resident=resident,
            source=unsent.source,
            received=dt_util.utcnow(),
            contact=unsent.contact,
            address=unsent.address,
            reply=unsent.reply or {},
        )
        return thread, unsent.text

    async def async_erase(self, resident: str) -> None:
        """Erase everything that was written to a resident; raises StoreError."""
        await self.box.erase_resident(resident)

    async def _send(self, way: str, text: str, title: str | None) -> bool:
        # It may be brought back before it is known to have gone.
        self._echoes.expect(way, text)
        sent = await async_send(self._hass, way, text, title)
        if not sent:
            self._echoes.forget(way, text)
        return sent

    async def _tell(self, resident: str) -> None:
        """Have it said that something waits; what is kept stays kept without that."""
        try:
            await self._announcer.async_tell(resident)
        except StoreError as err:
            _LOGGER.warning("Nothing can be said of a message at present: %s", err)

    def _is_for(self, incoming: Incoming, key: str) -> bool:
        """Return whether a message is for a resident: of a group's, few are."""
        resident = self._voice.household.residents.get(key)
        if resident is None or not incoming.in_group:
            return resident is not None
        names = (
            self._entry.data[CONF_NAME],
            *self._entry.data.get(CONF_NICKNAMES, ()),
            *(resident.title, *resident.nicknames, *incoming.called),
        )
        return is_for(incoming.text, names, self.words.addressing)

    def _recipient(
        self, incoming: Incoming, resident: str, rules: SourceRules
    ) -> Recipient:
        contacts = self.contacts(resident)
        contact = by_sender(contacts.values(), incoming.sender, incoming.address)
        key = contact.key if contact else None
        texts = [text for text in (incoming.subject, incoming.text) if text]
        return Recipient(
            resident=resident,
            contact=key,
            unasked=is_told_unasked(rules, key, texts, self.words.nature),
        )

    @callback
    def _residents_changed(self, change: PeopleChange) -> None:
        for key in change.changed | change.added:
            self._soon(self._announcer.async_tell(key))

    async def _tidy(self, _now: datetime) -> None:
        try:
            for resident in await self.box.tidy():
                await self._announcer.async_tell(resident)
        except StoreError as err:
            _LOGGER.warning("Old messages could not be forgotten yet: %s", err)

    def _soon(self, work: Any) -> None:
        async def guarded() -> None:
            try:
                await work
            except StoreError as err:
                _LOGGER.warning("The messages could not be brought up to date: %s", err)

        self._entry.async_create_task(self._hass, guarded(), "samantha messages")
