"""Carrying utterances to voices: never two in one ear, never without a note on disk."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
import logging
from typing import Any, Final

from ..manners.situation import Situation
from ..manners.utterance import Kind, Privacy
from ..manners.verdict import Verdict
from ..store import Store, StoreError, Transaction
from ..store.ledger import record
from ..store.utterances import Words, start_speaking, words_of
from .ears import Ears, Hold, areas_of, listeners
from .journal import Journal
from .parts import parts_of
from .ports import Clock, Delivery, Outcome, Speech, Voices, Wordings
from .records import ledger_row
from .waiting import Waiting

_LOGGER = logging.getLogger(__name__)

# A voice that does not come to an end by then has failed; slow speech has 5 characters
# a second.
_SLACK: Final = timedelta(minutes=2)
_SLOWEST: Final = timedelta(seconds=0.2)


@dataclass(slots=True, eq=False, kw_only=True)
class Carrying:
    """Something on its way: what is said, where, and to whom."""

    waiting: tuple[Waiting, ...]
    verdict: Verdict
    holds: Mapping[str, Hold]
    # By resident, the voices that this one hears.
    listeners: Mapping[str, frozenset[str]]
    areas: tuple[str, ...]
    stopped: set[str] = field(default_factory=set)
    # The residents who have acknowledged it on the way.
    heard: set[str] = field(default_factory=set)

    @property
    def alarm(self) -> bool:
        """Return whether it is an alarm."""
        return any(one.utterance.kind is Kind.ALARM for one in self.waiting)

    def told(self, waiting: Waiting) -> frozenset[str]:
        """Return who of those it is for is being told; of nobody, the household."""
        return self.verdict.residents & waiting.utterance.untold


class Carrier:
    """Brings speech to voices, and stops it."""

    def __init__(  # noqa: PLR0913 # what it needs of the world
        self,
        store: Store,
        journal: Journal,
        voices: Voices,
        clock: Clock,
        wordings: Wordings,
        *,
        freed: Callable[[frozenset[str]], None],
        begun: Callable[[Carrying], None],
        may_begin: Callable[[Carrying, str], bool],
        ended: Callable[[Carrying, Mapping[str, Delivery]], None],
    ) -> None:
        """Speak through voices; tell of what is free, has begun and has ended."""
        self._store = store
        self._journal = journal
        self._voices = voices
        self._clock = clock
        self._wordings = wordings
        self._freed = freed
        self._begun = begun
        self._may_begin = may_begin
        self._ended = ended
        self._ears = Ears()
        self._active: set[Carrying] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._last_spoke: dict[str, datetime] = {}

    def add_to(self, situation: Situation) -> Situation:
        """Add to a situation where she speaks now, and when she last did."""
        return replace(
            situation,
            speaking=self._ears.speaking,
            last_spoke=dict(self._last_spoke),
        )

    def taken(self, situation: Situation, verdict: Verdict) -> frozenset[str]:
        """Return what is taken of that which a verdict's voices need."""
        return self._ears.taken(situation, verdict.voices)

    def carrying(self, key: str) -> tuple[Carrying, Waiting] | None:
        """Return an utterance that is on its way."""
        for carrying in self._active:
            for waiting in carrying.waiting:
                if waiting.utterance.key == key:
                    return carrying, waiting
        return None

    def on_their_way(self) -> list[tuple[Carrying, Waiting]]:
        """Return all that is on its way."""
        return [(one, waiting) for one in self._active for waiting in one.waiting]

    def start(
        self, waiting: tuple[Waiting, ...], verdict: Verdict, situation: Situation
    ) -> None:
        """Carry something; its ears are taken when this returns."""
        alarm = any(one.utterance.kind is Kind.ALARM for one in waiting)
        holds = {
            voice: self._ears.take(situation, voice, alarm=alarm)
            for voice in verdict.voices
        }
        for hold in holds.values():
            for before in hold.before:
                self.break_off(before)
        carrying = Carrying(
            waiting=waiting,
            verdict=verdict,
            holds=holds,
            listeners=listeners(situation, verdict.residents, verdict.voices),
            areas=areas_of(situation, verdict.voices),
        )
        self._active.add(carrying)
        self._own(self._carry(carrying))

    def break_off(self, hold: Hold) -> None:
        """Have a voice say no more than the part that it is at, but for an alarm."""
        if not hold.alarm and not hold.cut:
            hold.cut = True
            self._own(self._voices.stop(hold.voice))

    def speaks_in(self, where: str | None) -> bool:
        """Tell whether she speaks in an ear, with a voice or anywhere."""
        return bool(self._active if where is None else self._sounding(where))

    async def stop(self, where: str | None = None) -> bool:
        """Fall silent in an ear, in a voice or everywhere; tell whether she spoke."""
        sounding = self._sounding(where)
        for carrying, voice in sounding:
            carrying.stopped.add(voice)
        await asyncio.gather(*(self._voices.stop(voice) for _, voice in sounding))
        return bool(sounding)

    async def close(self) -> None:
        """End what is on its way, as if the process had ended."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _sounding(self, where: str | None) -> list[tuple[Carrying, str]]:
        return [
            (carrying, voice)
            for carrying in self._active
            for voice, hold in carrying.holds.items()
            if where in {None, voice, hold.ear} and not hold.ended.is_set()
        ]

    def _own(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, carrying: Carrying) -> None:
        deliveries: dict[str, Delivery] | None = {}
        try:
            words = await self._words(carrying)
            if any(words):
                self._begun(carrying)
                deliveries = await self._deliver(carrying, words)
        except asyncio.CancelledError:
            deliveries = None
            raise
        finally:
            self._active.discard(carrying)
            for hold in carrying.holds.values():
                self._release(hold)
            if deliveries is not None:
                self._ended(carrying, deliveries)

    async def _words(self, carrying: Carrying) -> list[Words | None]:
        """Return what is to be said, once it is on disk that it is being said.

        All are None where that can't be noted, or they have gone.
        """
        try:
            return await self._journal.attempt(
                lambda transaction: self._mark(transaction, carrying)
            )
        except StoreError:
            if not carrying.alarm:
                return []
        # An alarm told twice is better than one not told.
        try:
            return [
                await words_of(self._store, waiting.utterance.key)
                for waiting in carrying.waiting
            ]
        except StoreError:
            return []

    async def _mark(
        self, transaction: Transaction, carrying: Carrying
    ) -> list[Words | None]:
        found: list[Words | None] = []
        for waiting in carrying.waiting:
            if waiting.taken_back:
                found.append(None)
                continue
            utterance = waiting.utterance
            told = carrying.told(waiting)
            words = await start_speaking(
                transaction, utterance.key, told=utterance.told, speaking=told
            )
            found.append(words)
            if words:
                row = ledger_row(
                    self._clock.utcnow(),
                    utterance,
                    carrying.verdict,
                    residents=told,
                    areas=carrying.areas,
                )
                await record(transaction, row)
        return found

    async def _deliver(
        self, carrying: Carrying, words: list[Words | None]
    ) -> dict[str, Delivery]:
        speech = self._speech(carrying, words)
        voices = carrying.verdict.voices
        results = await asyncio.gather(
            *(self._sound(carrying, voice, speech) for voice in voices),
            return_exceptions=True,
        )
        deliveries = {}
        for voice, result in zip(voices, results, strict=True):
            if isinstance(result, BaseException):
                _LOGGER.error("The voice %s has a fault", voice, exc_info=result)
                deliveries[voice] = Delivery(
                    outcome=Outcome.FAILED, voice=voice, error="failed"
                )
            else:
                deliveries[voice] = result
        return deliveries

    async def _sound(self, carrying: Carrying, voice: str, speech: Speech) -> Delivery:
        hold = carrying.holds[voice]
        delivery = Delivery(outcome=Outcome.STOPPED, voice=voice)
        try:
            for before in hold.before:
                await before.ended.wait()
            if voice not in carrying.stopped and not hold.cut:
                asked = partial(self._is_to_begin, carrying, hold)
                delivery = await self._bounded(voice, replace(speech, may_begin=asked))
        finally:
            if delivery.outcome is not Outcome.FAILED or delivery.played:
                self._last_spoke[hold.ear] = self._clock.utcnow()
            self._release(hold)
        return delivery

    def _is_to_begin(self, carrying: Carrying, hold: Hold) -> bool:
        """Tell whether it may still begin; what may not is judged again."""
        hold.cut = hold.cut or not self._may_begin(carrying, hold.voice)
        return not hold.cut

    async def _bounded(self, voice: str, speech: Speech) -> Delivery:
        """Deliver, and fail where that never ends."""
        length = sum(map(len, speech.parts))
        late = asyncio.Event()
        delivering = asyncio.ensure_future(self._voices.deliver(voice, speech))

        def give_up() -> None:
            late.set()
            delivering.cancel()

        now = self._clock.utcnow()
        cancel = self._clock.call_at(now + _SLACK + length * _SLOWEST, give_up)
        try:
            return await delivering
        except asyncio.CancelledError:
            if not late.is_set():
                raise
            return Delivery(outcome=Outcome.FAILED, voice=voice, error="timed_out")
        finally:
            cancel()

    def _release(self, hold: Hold) -> None:
        if freed := self._ears.release(hold):
            self._freed(freed)

    def _speech(self, carrying: Carrying, words: list[Words | None]) -> Speech:
        verdict = carrying.verdict
        first = carrying.waiting[0]
        alone = len(carrying.waiting) == 1
        texts = tuple(
            self._wordings.interrupted(one.title) if waiting.interrupted else one.text
            for waiting, one in zip(carrying.waiting, words, strict=True)
            if one
        )
        # Said once, what is the same.
        texts = tuple(dict.fromkeys(texts))
        text = texts[0] if len(texts) == 1 else self._wordings.merged(texts)
        parts = parts_of(text) or (text,)
        return Speech(
            parts=parts[first.said :] if alone else parts,
            title=words[0].title if alone and words[0] else None,
            language=None if first.interrupted else first.language,
            volume=verdict.volume,
            chime=verdict.chime,
            asks=alone and first.utterance.asks,
            alarm=carrying.alarm,
            earpiece=verdict.earpiece,
            private=any(
                one.utterance.privacy is Privacy.PRIVATE for one in carrying.waiting
            ),
            tag=first.utterance.key,
        )
