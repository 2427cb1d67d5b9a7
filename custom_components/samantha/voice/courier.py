"""The courier: the one door through which she says anything on her own."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from ..manners.verdict import Action, Rules
from ..store import Store, StoreError, Transaction
from ..store.ledger import conclude, erase_from_ledger, noted
from ..store.utterances import (
    Words,
    acknowledge,
    erase_from_utterances,
    is_of_household,
    put,
    remove,
    reword,
    words_of as kept_words,
)
from .audience import Audience
from .dispatch import Dispatch
from .drafts import put_off, stand_in, waiting_of, words_of
from .journal import Journal
from .looking_back import explanations, missed_by
from .ports import (
    Accepted,
    Also,
    Cancel,
    Clock,
    Draft,
    Outcome,
    Surroundings,
    Told,
    Voices,
    Wordings,
)
from .records import Explanation, Missed, row_of
from .resuming import resumed
from .tidying import Tidying
from .waiting import Waiting


class Courier:
    """Takes utterances, and carries each to its voices when manners allow."""

    def __init__(  # noqa: PLR0913, PLR0917 # what it needs of the world
        self,
        store: Store,
        surroundings: Surroundings,
        voices: Voices,
        clock: Clock,
        wordings: Wordings,
        rules: Callable[[], Rules],
    ) -> None:
        """Start with nothing; `resume` takes up what is on disk."""
        self._store = store
        self._surroundings = surroundings
        self._clock = clock
        self._journal = Journal(store, clock)
        self._tidying = Tidying(store, self._journal, clock)
        self._audience = Audience()
        self._dispatch = Dispatch(
            store,
            self._journal,
            surroundings,
            voices,
            clock,
            wordings,
            rules,
            self._audience,
        )
        self._ready = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._one_dedupe = asyncio.Lock()

    async def resume(self) -> None:
        """Take up what waited when the last process ended; raises StoreError."""
        await self._tidying.tidy()
        left = resumed(self._store, self._journal, self._now())
        waiting = [one async for one in left]
        self._dispatch.start(waiting, await noted(self._store))
        self._ready.set()

    async def close(self) -> None:
        """End what is under way, as a kill would, and write what is to be written."""
        self._tidying.close()
        await self._dispatch.close()
        # What was being taken when she was to end is taken, and whoever waits for it
        # is told so: it is a matter of one write.
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._journal.close()
        self._audience.close()

    async def accept(self, draft: Draft, also: Also | None = None) -> Accepted:
        """Take an utterance: on disk when this returns, and judged once.

        What is `also` to be written is written with it, or neither is; it is told the
        key. Raises StoreError where it can't be kept; then it is not taken. Cancelled,
        it may have been taken.
        """
        await self._ready.wait()
        return await asyncio.shield(self._own(self._accept(draft, also)))

    async def delivered(self, key: str) -> Told | None:
        """Wait until an utterance is settled; None where it waits no more unsaid."""
        if settled := self._audience.settled(key):
            return settled
        if key not in self._dispatch.queue and not self._dispatch.carrier.carrying(key):
            return None
        return await self._audience.until_settled(key)

    def has_begun(self, key: str) -> bool:
        """Tell whether it says an utterance, or has said it not long ago."""
        carrying = self._dispatch.carrier.carrying(key)
        return bool(carrying or self._audience.settled(key))

    async def withdraw(self, key: str) -> bool:
        """Take back what waits, without a word; tell whether it did.

        What is being said already is not tried again.
        """
        waiting = self._dispatch.queue.get(key)
        if waiting is None:
            if on_its_way := self._dispatch.carrier.carrying(key):
                on_its_way[1].taken_back = True
            return False
        self._dispatch.queue.remove(waiting)
        self._audience.resolve(key, None)
        self._dispatch.soon()
        await self._journal.attempt(lambda transaction: remove(transaction, key))
        return True

    async def reword(self, key: str, text: str) -> None:
        """Have what waits, or was missed, said in other words; raises StoreError.

        What is being said already is said as it was.
        """
        if waiting := self._dispatch.queue.get(key):
            waiting.length, waiting.said = len(text), 0
        await self._journal.attempt(lambda transaction: reword(transaction, key, text))

    async def stop(self, where: str | None = None) -> bool:
        """Fall silent in an ear, with a voice or everywhere; tell whether she spoke.

        What is cut short counts as told: somebody had enough of it.
        """
        return await self._dispatch.carrier.stop(where)

    def speaking_in(self, where: str | None = None) -> bool:
        """Tell whether she speaks in an ear, with a voice or anywhere."""
        return self._dispatch.carrier.speaks_in(where)

    def heard(self, tag: str, resident: str | None) -> None:
        """Note that a resident has acknowledged what they were told.

        Where it is not known who has, only what is the household's counts as heard.
        """
        on_its_way = self._dispatch.carrier.carrying(tag)
        if on_its_way and resident is not None:
            on_its_way[0].heard.add(resident)
        self._own(self._heard(tag, resident))

    def noticed(self, tag: str) -> None:
        """Note that somebody who does not live here has acknowledged it on a phone.

        It is still there for those who live here.
        """
        self._own(self._noticed(tag))

    def later(self, tag: str, resident: str) -> None:
        """Tell what somebody put off on a phone when they next speak to her."""
        self._own(self._later(tag, resident))

    async def explain(
        self,
        *,
        residents: Collection[str] = (),
        voice: str | None = None,
        ear: str | None = None,
        actions: Collection[Action] | None = None,
        limit: int = 1,
    ) -> tuple[Explanation, ...]:
        """Return the last verdicts, newest first, for residents, a voice or an ear."""
        await self._journal.catch_up()
        return await explanations(
            self._store,
            self._dispatch.queue,
            self._surroundings.situation(),
            residents=residents,
            voice=voice,
            ear=ear,
            actions=actions,
            limit=limit,
        )

    async def missed(self, resident: str, since: datetime) -> tuple[Missed, ...]:
        """Return what a resident has missed since then, oldest first."""
        await self._journal.catch_up()
        return await missed_by(self._store, resident, since)

    async def erase_resident(self, key: str) -> None:
        """Erase what is a resident's; raises StoreError where it can't be."""
        await self._dispatch.erase(key)

        async def operation(transaction: Transaction) -> None:
            await erase_from_utterances(transaction, key)
            await erase_from_ledger(transaction, key)

        await self._journal.attempt(operation)

    def waiting(self) -> Mapping[str, int]:
        """Return how many wait for each resident; under "" for the household."""
        return self._dispatch.queue.counts

    def listen(self, callback: Callable[[Told], None]) -> Cancel:
        """Tell what is done: twice what is said, as it begins and when it has ended."""
        return self._audience.listen(callback)

    def listen_waiting(self, callback: Callable[[], None]) -> Cancel:
        """Tell when other numbers wait."""
        return self._audience.listen_to_counts(callback)

    async def _accept(self, draft: Draft, also: Also | None) -> Accepted:
        if draft.dedupe is None:
            waiting = waiting_of(draft, self._now())
            await self._keep(waiting, words_of(draft), also)
            return self._accepted(waiting, replaced=False)
        async with self._one_dedupe:
            waiting = waiting_of(draft, self._now())
            before = self._dispatch.queue.of_dedupe(waiting.utterance.dedupe)
            if before is None:
                await self._keep(waiting, words_of(draft), also)
            else:
                await self._replace(before, waiting, words_of(draft), also)
            self._dispatch.take_back(waiting.utterance.dedupe)
            return self._accepted(waiting, replaced=before is not None)

    def _accepted(self, waiting: Waiting, *, replaced: bool) -> Accepted:
        utterance = waiting.utterance
        verdict = self._dispatch.first_verdict(waiting)
        return Accepted(utterance=utterance, verdict=verdict, replaced=replaced)

    async def _replace(
        self, before: Waiting, waiting: Waiting, words: Words, also: Also | None
    ) -> None:
        self._dispatch.queue.remove(before)
        try:
            known = await kept_words(self._store, before.utterance.key)
            stand_in(waiting, before, same_words=words == known)
            await self._keep(waiting, words, also)
        except BaseException:
            self._dispatch.add(before)
            raise

    async def _keep(self, waiting: Waiting, words: Words, also: Also | None) -> None:
        row = row_of(waiting)

        async def operation(transaction: Transaction) -> None:
            await put(transaction, row, words)
            if also:
                await also(transaction, row.key)

        await self._journal.attempt(operation)

    async def _heard(self, tag: str, resident: str | None) -> None:
        async def operation(transaction: Transaction) -> None:
            if await acknowledge(transaction, tag, resident):
                await conclude(transaction, tag, Outcome.HEARD.value)

        # The journal tells of a failure; then it stays among what was missed.
        with suppress(StoreError):
            await self._journal.attempt(operation)

    async def _noticed(self, tag: str) -> None:
        async def operation(transaction: Transaction) -> None:
            if await is_of_household(transaction, tag):
                await conclude(transaction, tag, Outcome.HEARD.value)

        with suppress(StoreError):
            await self._journal.attempt(operation)

    async def _later(self, tag: str, resident: str) -> None:
        now = self._now()

        async def operation(transaction: Transaction) -> Waiting | None:
            before = await acknowledge(transaction, tag, resident)
            if before is None:
                return None
            waiting = put_off(before, resident, now)
            await put(transaction, row_of(waiting), before.words)
            return waiting

        # The journal tells of a failure; then it stays among what was missed.
        with suppress(StoreError):
            if waiting := await self._journal.attempt(operation):
                self._dispatch.first_verdict(waiting)

    def _now(self) -> datetime:
        return self._clock.utcnow()

    def _own[T](self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
