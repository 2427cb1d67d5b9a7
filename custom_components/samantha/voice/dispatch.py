"""Judging what waits when something changes, and sending on its way what may be said.

All of it happens between two turns of the event loop, so that an ear is taken the
moment that something is sent there.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Final

from ..manners.breaking_off import is_to_break_off, may_begin
from ..manners.situation import Situation
from ..manners.utterance import Kind
from ..manners.verdict import Action, Awaited, Change, Reason, Rules, Verdict, Why
from ..store import Store
from ..store.ledger import record
from .audience import Audience
from .carrier import Carrier, Carrying
from .drafts import take_off
from .ears import areas_of
from .journal import Journal
from .merging import together
from .ports import (
    Cancel,
    Clock,
    Delivery,
    Outcome,
    Surroundings,
    Told,
    Voices,
    Wordings,
)
from .queue import Queue
from .records import ledger_row
from .settling import Settled, drop, forget, settle, signal
from .turns import Line, Turns
from .view import View
from .waiting import Group, Phase, Waiting

# Judged at one go; then others have a turn in the event loop.
_MOST_AT_ONCE: Final = 100


class Dispatch:
    """Decides for all that waits, when there is a reason to."""

    def __init__(  # noqa: PLR0913, PLR0917 # what it needs of the world
        self,
        store: Store,
        journal: Journal,
        surroundings: Surroundings,
        voices: Voices,
        clock: Clock,
        wordings: Wordings,
        rules: Callable[[], Rules],
        audience: Audience,
    ) -> None:
        """Start with nothing that waits."""
        self.queue = Queue(rules)
        self.carrier = Carrier(
            store,
            journal,
            voices,
            clock,
            wordings,
            freed=self._freed,
            begun=self._begun,
            may_begin=self._may_begin,
            ended=self._ended,
        )
        self._journal = journal
        self._surroundings = surroundings
        self._clock = clock
        self._rules = rules
        self._audience = audience
        self._turns = Turns()
        self._dirty: set[Group] = set()
        # Of these the ledger does not tell yet that they wait.
        self._unnoted: list[Waiting] = []
        self._handle: asyncio.Handle | None = None
        self._timer: tuple[datetime, Cancel] | None = None
        self._deaf: Cancel | None = None
        self._closed = False

    def start(self, waiting: Iterable[Waiting], noted: Collection[str]) -> None:
        """Take in what waits already, and follow the house.

        The ledger has a verdict on those that are noted.
        """
        now = self._now()
        for one in waiting:
            self._dirty.add(self.queue.add(one, now))
            if one.utterance.key not in noted:
                self._unnoted.append(one)
        self._deaf = self._surroundings.listen(self._changed)
        self.soon()

    async def close(self) -> None:
        """End what is on its way, as a kill would."""
        self._closed = True
        if self._deaf:
            self._deaf()
        if self._handle:
            self._handle.cancel()
        if self._timer:
            self._timer[1]()
        await self.carrier.close()

    def add(self, waiting: Waiting) -> None:
        """Have an utterance wait, and judge it soon."""
        self._dirty.add(self.queue.add(waiting, self._now()))
        self.soon()

    def take_back(self, dedupe: str | None) -> None:
        """Try nothing again that is, or was until now, on its way under a key."""
        for _, waiting in self.carrier.on_their_way():
            if waiting.utterance.dedupe == dedupe:
                waiting.taken_back = True
        if failed := self.queue.of_dedupe(dedupe):
            self.queue.remove(failed)
            self._forget(failed)

    async def erase(self, resident: str) -> None:
        """Take a resident off all that waits, or is on its way."""
        for waiting in list(self.queue):
            if resident in waiting.utterance.residents:
                self.queue.remove(waiting)
                if take_off(waiting, resident):
                    self._audience.resolve(waiting.utterance.key, None)
                else:
                    self.add(waiting)
        self.soon()
        for carrying, waiting in self.carrier.on_their_way():
            if take_off(waiting, resident):
                for voice in carrying.holds:
                    await self.carrier.stop(voice)

    def soon(self) -> None:
        """Judge what is to be judged in the next turn of the event loop."""
        if self._handle is None and not self._closed:
            loop = asyncio.get_running_loop()
            self._handle = loop.call_soon(self._work_now)

    def first_verdict(self, waiting: Waiting) -> Verdict:
        """Take in a new utterance and judge it; act on it if it is its turn."""
        # What could be said by now goes before it.
        self._work()
        verdict = self._view().judge(waiting)
        group = self.queue.add(waiting, self._now())
        if verdict.action is not Action.WAIT:
            self._dirty.add(group)
        elif group.verdict is None and group.phase is not Phase.ASLEEP:
            self.queue.wait(group, verdict, self._now())
        self._work()
        if waiting.group is not None and verdict.action is not Action.SIGNAL:
            # Another had its turn, or it waits from the start.
            verdict = self._view().judge(waiting)
            if verdict.action is Action.WAIT or not self._closed:
                self._note(waiting, verdict)
        return verdict

    def _note(self, waiting: Waiting, verdict: Verdict) -> None:
        residents = waiting.utterance.untold
        row = ledger_row(
            self._now(), waiting.utterance, verdict, residents=residents, areas=()
        )
        self._journal.write(lambda transaction: record(transaction, row))

    def _note_those_who_wait(self) -> None:
        """Note why those wait that could not be said, or of which nothing is known."""
        unnoted, self._unnoted = self._unnoted, []
        view = self._view() if unnoted else None
        for waiting in unnoted:
            # Without a group it is on its way again, or settled, which is noted.
            if view is None or waiting.group is None:
                continue
            verdict = waiting.group.verdict or view.judge(waiting)
            if verdict.action is Action.WAIT:
                self._note(waiting, verdict)

    def _work(self) -> None:
        """Judge those whom a change or the time concerns, each in its turn."""
        if self._closed:
            return
        self._dirty |= self.queue.due(self._now())
        line = Line(self._dirty)
        self._dirty.clear()
        try:
            self._judge_some(line)
        finally:
            self._dirty |= line.groups
        if self._dirty:
            self.soon()
        else:
            self._note_those_who_wait()
        self._set_timer()
        self._audience.count(self.queue.counts)

    def _judge_some(self, line: Line) -> None:
        view: View | None = None
        for _ in range(_MOST_AT_ONCE):
            group = line.next()
            if group is None:
                break
            view = view or self._view()
            if self._judge(group, view, line):
                # Something has begun: the situation is another.
                view = None

    def _judge(self, group: Group, view: View, line: Line) -> bool:
        """Judge the first of a group, and act; tell whether something has begun."""
        first = group.first
        if first is None or group.phase is Phase.ASLEEP:
            return False
        verdict = view.judge(first)
        match verdict.action:
            case Action.SPEAK | Action.WHISPER:
                return self._start(first, verdict, view, line)
            case Action.DROP:
                self._drop(first, verdict, view.situation)
                line.add(group)
            case Action.SIGNAL if not first.utterance.signalled:
                line.add(self._signal(first, verdict, view.situation))
                line.add(group)
            case _:
                self.queue.wait(group, verdict, self._now())
        return False

    def _start(self, first: Waiting, verdict: Verdict, view: View, line: Line) -> bool:
        group = first.group
        waiting: tuple[Waiting, ...] = (first,)
        if first.utterance.kind is not Kind.ALARM:
            taken = self.carrier.taken(view.situation, verdict)
            if taken and group:
                self.queue.wait(group, _until_free(taken), self._now())
                return False
            first, verdict = self._turns.instead(first, verdict, line.groups, view)
            waiting = together(first, verdict, self.queue, view)
        groups = {group, *(one.group for one in waiting)}
        for one in waiting:
            self.queue.remove(one)
        for left in groups:
            if left:
                line.add(left)
        self._turns.take(view, verdict)
        self.carrier.start(waiting, verdict, view.situation)
        return True

    def _drop(self, waiting: Waiting, verdict: Verdict, situation: Situation) -> None:
        self.queue.remove(waiting)
        drop(self._journal, self._now(), waiting, verdict, situation)
        residents = waiting.utterance.untold
        told = _told(waiting, verdict, residents=residents, areas=())
        self._audience.tell(told, over=True)

    def _signal(
        self, waiting: Waiting, verdict: Verdict, situation: Situation
    ) -> Group:
        self.queue.remove(waiting)
        areas = areas_of(situation, verdict.voices)
        signal(self._journal, self._now(), waiting, verdict, areas)
        group = self.queue.add(waiting, self._now())
        residents = verdict.residents
        self._audience.tell(_told(waiting, verdict, residents=residents, areas=areas))
        return group

    def _begun(self, carrying: Carrying) -> None:
        for waiting in carrying.waiting:
            self._tell(carrying, waiting)

    def _may_begin(self, carrying: Carrying, voice: str) -> bool:
        situation, rules = self._surroundings.situation(), self._rules()
        return all(
            may_begin(waiting.utterance, situation, rules, voice)
            for waiting in carrying.waiting
        )

    def _ended(self, carrying: Carrying, deliveries: Mapping[str, Delivery]) -> None:
        for waiting in carrying.waiting:
            now = self._now()
            settled = settle(self._journal, now, carrying, waiting, deliveries)
            if waiting.erased:
                self._audience.resolve(waiting.utterance.key, None)
                continue
            if waiting.taken_back and not settled.over:
                self._forget(waiting)
            elif not settled.over:
                self.add(waiting)
                if deliveries:
                    self._unnoted.append(waiting)
            if deliveries:
                self._tell(carrying, waiting, settled)

    def _forget(self, waiting: Waiting) -> None:
        forget(self._journal, waiting)
        self._audience.resolve(waiting.utterance.key, None)

    def _tell(
        self,
        carrying: Carrying,
        waiting: Waiting,
        settled: Settled | None = None,
    ) -> None:
        residents = settled.told if settled else carrying.told(waiting)
        if not waiting.utterance.residents:
            # Who the household was is known from the verdict.
            residents = carrying.verdict.residents
        told = _told(
            waiting,
            carrying.verdict,
            residents=residents,
            areas=carrying.areas,
            outcome=settled.outcome if settled else None,
        )
        self._audience.tell(told, over=settled is not None and settled.over)

    def _freed(self, places: frozenset[str]) -> None:
        self._changed(frozenset(Awaited(Change.EAR, place) for place in places))

    def _changed(self, changes: frozenset[Awaited]) -> None:
        if concerned := self.queue.concerned(changes):
            self._dirty |= concerned
            self.soon()
        self._break_off()

    def _break_off(self) -> None:
        """Break off, to go on later, what may not go on where it is being said."""
        under_way = self.carrier.on_their_way()
        if not under_way:
            return
        situation, rules = self._surroundings.situation(), self._rules()
        for carrying, waiting in under_way:
            for voice, hold in carrying.holds.items():
                if is_to_break_off(waiting.utterance, situation, rules, voice):
                    self.carrier.break_off(hold)

    def _work_now(self) -> None:
        self._handle = None
        self._work()

    def _set_timer(self) -> None:
        earliest = self.queue.earliest()
        if self._timer:
            if self._timer[0] == earliest:
                return
            self._timer[1]()
            self._timer = None
        if earliest is not None:
            self._timer = earliest, self._clock.call_at(earliest, self._time)

    def _time(self) -> None:
        self._timer = None
        self._work()

    def _view(self) -> View:
        situation = self._surroundings.situation()
        return View(self.carrier.add_to(situation), self._rules())

    def _now(self) -> datetime:
        return self._clock.utcnow()


def _until_free(taken: frozenset[str]) -> Verdict:
    return Verdict(
        action=Action.WAIT,
        reasons=(Reason(Why.SPEAKING_THERE),),
        waits_for=frozenset(Awaited(Change.EAR, place) for place in taken),
    )


def _told(
    waiting: Waiting,
    verdict: Verdict,
    *,
    residents: frozenset[str],
    areas: tuple[str, ...],
    outcome: Outcome | None = None,
) -> Told:
    return Told(
        key=waiting.utterance.key,
        kind=waiting.utterance.kind,
        action=verdict.action,
        residents=residents,
        voices=verdict.voices,
        areas=areas,
        reasons=verdict.reasons,
        outcome=outcome,
    )
