"""Telling residents that messages wait, or what they say, through the one door."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
import logging
from typing import Any, Final, Protocol

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..contacts import Contact
from ..data import SamanthaConfigEntry
from ..manners.utterance import Kind, Privacy, When
from ..manners.verdict import Action
from ..residents import (
    MESSAGES_ADDRESSED,
    MESSAGES_ASKED,
    MESSAGES_READ,
    OTHERS_NOTHING,
    OTHERS_WAITS,
    ResidentSettings,
)
from ..store import StoreError
from ..voice.house import HouseVoice
from ..voice.ports import Draft, Outcome, Told
from .box import Box
from .message import Status, Thread

_LOGGER = logging.getLogger(__name__)

_VALID_FOR: Final = timedelta(days=7)
_HEARD: Final = frozenset({Outcome.HEARD, Outcome.SPOKEN, Outcome.STOPPED})


class AnnouncingWords(Protocol):
    """What is said unasked, in the house's language."""

    def message(
        self, thread: Thread, contacts: Mapping[str, Contact], *, emoji: bool
    ) -> str:
        """Return messages, told as one; emoji in words where that is wanted."""

    def messages_wait(
        self, name: str, threads: Sequence[Thread], contacts: Mapping[str, Contact]
    ) -> str:
        """Return that messages wait for somebody, and who from."""

    def something_waits(self, name: str, count: int) -> str:
        """Return that messages wait for somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """What an utterance tells of: that threads wait, or what they say."""

    resident: str
    threads: tuple[Thread, ...]
    text: str = field(repr=False)
    reads: bool


class Announcer:
    """Has one utterance wait for each resident, or one a thread where it is read."""

    def __init__(  # noqa: PLR0913, PLR0917 # what it needs of the house
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        box: Box,
        voice: HouseVoice,
        words: AnnouncingWords,
        contacts: Callable[[str], Mapping[str, Contact]],
    ) -> None:
        """Tell of what is in the box."""
        self._hass = hass
        self._entry = entry
        self._box = box
        self._voice = voice
        self._words = words
        self._contacts = contacts
        # What waits to be said, by what it stands for, and what each utterance tells.
        self._keys: dict[str, str] = {}
        self._tellings: dict[str, _Telling] = {}
        # What is being said: noted as announced already, and not to be taken back.
        self._begun: set[str] = set()
        self._locks: dict[str, asyncio.Lock] = {}
        self._asks: Callable[[str, str, tuple[Thread, ...]], None] | None = None
        # Told while it was being handed over, before its key was known.
        self._handing_over = 0
        self._early: list[Told] = []

    @callback
    def async_start(
        self, asks: Callable[[str, str, tuple[Thread, ...]], None]
    ) -> Callable[[], None]:
        """Follow what is said; tell where, to whom and of which messages."""
        self._asks = asks
        return self._voice.courier.listen(self._told)

    async def async_tell(self, resident: str) -> None:
        """Have said of a resident's messages what is to be said; raises StoreError."""
        async with self._locks.setdefault(resident, asyncio.Lock()):
            settings = self._voice.household.residents.get(resident)
            wanted = await self._wanted(settings) if settings else {}
            ours = {name for name in self._keys if _is_of(name, resident)}
            for name in ours - wanted.keys():
                await self._withdraw(name)
            for name, telling in wanted.items():
                await self._say(name, telling, settings)

    async def _wanted(self, settings: ResidentSettings) -> dict[str, _Telling]:
        """Return what is to be said to a resident, by what it stands for."""
        if settings.messages == MESSAGES_ASKED:
            return {}
        open_threads = [
            thread for thread in await self._box.waiting(settings.key) if thread.unasked
        ]
        if settings.messages == MESSAGES_READ:
            return {
                _name(settings.key, thread.key): await self._reading(settings, thread)
                for thread in open_threads
                if not thread.announced or self._is_begun(settings.key, thread.key)
            }
        if all(thread.announced for thread in open_threads) and not self._is_begun(
            settings.key
        ):
            return {}
        return {_name(settings.key): self._announcing(settings, tuple(open_threads))}

    def _is_begun(self, resident: str, thread: str = "") -> bool:
        return self._keys.get(_name(resident, thread)) in self._begun

    async def _reading(self, settings: ResidentSettings, thread: Thread) -> _Telling:
        whole = await self._box.thread(thread.resident, thread.key) or thread
        contacts = self._contacts(thread.resident)
        text = self._words.message(whole, contacts, emoji=settings.emoji)
        return _Telling(
            resident=thread.resident, threads=(whole,), text=text, reads=True
        )

    def _announcing(
        self, settings: ResidentSettings, threads: tuple[Thread, ...]
    ) -> _Telling:
        if settings.before_others == OTHERS_WAITS:
            text = self._words.something_waits(settings.title, len(threads))
        else:
            contacts = self._contacts(settings.key)
            text = self._words.messages_wait(settings.title, threads, contacts)
        return _Telling(resident=settings.key, threads=threads, text=text, reads=False)

    async def _say(
        self, name: str, telling: _Telling, settings: ResidentSettings | None
    ) -> None:
        known = self._keys.get(name)
        if known and (known in self._begun or self._tellings[known] == telling):
            return
        now = dt_util.utcnow()
        addressed = settings is not None and settings.messages == MESSAGES_ADDRESSED
        private = telling.reads or (
            settings is not None and settings.before_others == OTHERS_NOTHING
        )
        draft = Draft(
            text=telling.text,
            kind=Kind.MESSAGE,
            residents=frozenset({telling.resident}),
            privacy=Privacy.PRIVATE if private else Privacy.HOUSEHOLD,
            when=When.ADDRESSED if addressed else When.NOW,
            valid_from=now,
            expires=now + _VALID_FOR,
            dedupe=name,
            asks=not telling.reads,
            language=telling.threads[0].language if telling.reads else None,
        )
        self._handing_over += 1
        try:
            accepted = await self._voice.courier.accept(draft)
        finally:
            self._handing_over -= 1
            early, self._early = self._early, []
        self._keys[name] = accepted.utterance.key
        self._tellings[accepted.utterance.key] = telling
        for told in early:
            self._told(told)

    async def _withdraw(self, name: str) -> None:
        key = self._keys[name]
        self._forget(key)
        await self._voice.courier.withdraw(key)

    @callback
    def _told(self, told: Told) -> None:
        telling = self._tellings.get(told.key)
        if telling is None:
            if self._handing_over:
                self._early.append(told)
            return
        match told.action, told.outcome:
            case Action.SPEAK | Action.WHISPER, None:
                self._begun.add(told.key)
                self._soon(self._note(telling, Status.ANNOUNCED))
                if told.action is Action.SPEAK and self._asks:
                    for voice in told.voices:
                        self._asks(voice, telling.resident, telling.threads)
            case Action.SPEAK | Action.WHISPER, outcome if outcome in _HEARD:
                self._forget(told.key)
                if telling.reads and told.action is Action.SPEAK:
                    self._soon(self._note(telling, Status.READ))
            case Action.DROP, _:
                self._forget(told.key)

    @callback
    def _forget(self, key: str) -> None:
        """Forget an utterance that is settled."""
        self._tellings.pop(key, None)
        self._begun.discard(key)
        self._keys = {name: one for name, one in self._keys.items() if one != key}

    @callback
    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        self._entry.async_create_task(self._hass, work, "samantha note messages")

    async def _note(self, telling: _Telling, status: Status) -> None:
        try:
            await self._box.note(telling.threads, status)
            if status is Status.READ:
                # What came in meanwhile is told without what has been read.
                await self.async_tell(telling.resident)
        except StoreError as err:
            _LOGGER.warning("It could not be noted that messages were told: %s", err)


def _name(resident: str, thread: str = "") -> str:
    return f"messages:{resident}:{thread}"


def _is_of(name: str, resident: str) -> bool:
    return name.startswith(_name(resident))
