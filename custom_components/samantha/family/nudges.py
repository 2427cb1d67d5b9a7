"""Reminding residents of calls, through the one door when they have time for one."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time, timedelta
import logging
from typing import Final

from ..listeners import Listeners
from ..manners.utterance import Kind, Privacy, Urgency, When
from ..manners.verdict import Action
from ..store import Store, StoreError, Transaction
from ..store.nudges import HourRow, NudgeRow
from ..voice.ports import Cancel, Clock, Draft, Told
from .cadence import Cadence, Contacted, Hours, Talk, Window, window_of
from .nudge_book import HEARD, SAYS, NudgeBook, awaiting, settled, standing_of
from .nudging import (
    BAD,
    DAILY,
    GOOD,
    Answer,
    Candidate,
    Nudge,
    Standing,
    answered,
    by_day,
    next_nudge,
    told_of,
)
from .ports import Door, NudgeWords, Spawn
from .upkeep import Upkeep

_LOGGER = logging.getLogger(__name__)

# So long after a nudge an answer may come; then it was ignored.
ANSWERED_WITHIN: Final = timedelta(minutes=30)
# Who talked so soon after a nudge took it up.
_TAKEN_UP: Final = timedelta(hours=3)
# A talk tells of an hour where it was noted so soon.
_JUST_NOW: Final = timedelta(hours=1)
# That somebody could not be told says less of an hour than that they would not.
_UNREACHED: Final = 0.3
# What is learned, and who is home, changes by itself: it is looked at again.
_LOOK_AGAIN: Final = timedelta(hours=6)
_PAUSE: Final = timedelta(minutes=1)
# "Until the year 9999" is as good as this, and the calendar goes on after it.
_LONGEST_PAUSE: Final = timedelta(days=36_500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """A contact whom a resident wants to call every so often."""

    contact: str
    cadence: Cadence
    # Of the resident and of the contact.
    hours: tuple[Hours, ...]
    talks: tuple[Talk, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """That she has just reminded somebody, in a place where they may answer."""

    place: str
    resident: str
    contact: str
    about_cadence: bool


class Nudges:
    """The nudges of a house; at most one a resident is under way."""

    def __init__(  # noqa: PLR0913, PLR0917 # what it needs of the world
        self,
        store: Store,
        door: Door,
        clock: Clock,
        words: NudgeWords,
        callees: Callable[[], Mapping[str, Iterable[Callee]]],
        spawn: Spawn,
        daily: Callable[[str], int] = lambda _: DAILY,
    ) -> None:
        """Start with nothing; `resume` takes up what is on disk.

        `daily` says how many nudges a day a resident may get.
        """
        self.book = NudgeBook(store)
        self._door = door
        self._words = words
        self._callees = callees
        self._daily = daily
        self._alone = asyncio.Lock()
        self._asked = Listeners[Asked]()
        self._upkeep = Upkeep(clock, spawn, self.refresh)
        self._handing: dict[str, NudgeRow] = {}

    async def resume(self) -> None:
        """Take up what is on disk, and follow the time."""
        await self.book.load(self._door.has_begun)
        self._upkeep.follow(self._door.listen(self._told))
        for row in self.book.all():
            if row.utterance and not row.heard and self._door.has_begun(row.utterance):
                self._upkeep.own(self._await(row.utterance))
        self.refresh()

    async def close(self) -> None:
        """End everything of it."""
        await self._upkeep.close()

    def refresh(self) -> None:
        """Look anew whom to remind of what."""
        self._upkeep.own(self._look())

    def listen(self, asked: Callable[[Asked], None]) -> Cancel:
        """Tell where an answer may be given."""
        return self._asked.add(asked)

    def awaits_answer(self, residents: Iterable[str]) -> NudgeRow | None:
        """Return what some of the residents were reminded of a moment ago."""
        whose = frozenset(residents)
        heard = [
            (row.heard, row.contact, row)
            for row in self.book.all()
            if row.heard and row.resident in whose
        ]
        return max(heard)[2] if heard else None

    # What can be done; each is on disk when it returns, or raises StoreError

    async def answer(self, resident: str, contact: str, answer: Answer) -> None:
        """Take what somebody answers, or says before she has reminded them."""
        async with self._alone:
            row = self.book.of(resident, contact)
            waited = row.utterance and await self._door.withdraw(row.utterance)
            if row.utterance and not row.heard and not waited:
                # Some answer before she has ended.
                row = settled(row, told_of(standing_of(row), self._upkeep.now()))
            await self._settle(row, answer)
        self.refresh()

    async def start_again(self, resident: str, contact: str) -> None:
        """Remind somebody as often as they say, whatever was learned of that before."""
        async with self._alone:
            row = self.book.of(resident, contact)
            told = Standing(told=row.told)
            if standing_of(row) != told:
                await self.book.write(replace(row, **asdict(told)))
        self.refresh()

    async def talked(
        self, contact: str, residents: Iterable[str], at: datetime, how: Contacted
    ) -> None:
        """Note what a talk says of an hour, and take back what is not needed now.

        Of no residents it was somebody of the household.
        """
        if how is Contacted.MESSAGE:
            self.refresh()
            return
        whose = frozenset(residents)
        recent = self._upkeep.now() - at < _JUST_NOW
        async with self._alone:
            for resident, callees in self._callees().items():
                if whose and resident not in whose:
                    continue
                callee = next((one for one in callees if one.contact == contact), None)
                if callee is None or _talked_since(callee, at):
                    continue
                row = self.book.of(resident, contact)
                if row.utterance:
                    await self._door.withdraw(row.utterance)
                if row.heard or not recent or not whose:
                    await self._settle(row, Answer.DONE)
                else:
                    count = self._count(row, at, good=1)
                    standing = self._answered(row, Answer.DONE)
                    await self.book.write(settled(row, standing), [count])
        self.refresh()

    async def pause(self, residents: Iterable[str], until: datetime | None) -> None:
        """Remind residents of no call until then, or again."""
        if until is not None:
            until = min(until.astimezone(UTC), self._upkeep.now() + _LONGEST_PAUSE)
        async with self._alone:
            for resident in residents:
                await self.book.pause(resident, until)
                for row in self._under_way(resident) if until else ():
                    await self._take_back(row)
        self.refresh()

    async def forget_hours(self, resident: str) -> None:
        """Forget what was learned of a resident's hours."""
        async with self._alone:
            await self.book.forget_hours(resident)
        self.refresh()

    async def erase(self, *, resident: str = "", contact: str = "") -> None:
        """Erase what was of a resident, or of a contact, and what waits of it."""
        async with self._alone:
            for row in self.book.all():
                if row.utterance and {resident, contact} & {row.resident, row.contact}:
                    await self._door.withdraw(row.utterance)
            await self.book.erase(resident=resident, contact=contact)
        self.refresh()

    # How their time comes

    async def _look(self) -> None:
        async with self._alone:
            try:
                moments = await self._look_alone()
            except StoreError as err:
                _LOGGER.warning("Calls can't be reminded of at present: %s", err)
                moments = [self._upkeep.now() + _PAUSE]
        self._upkeep.wait_until(min(moments))

    async def _look_alone(self) -> list[datetime]:
        """Close what is over, hand over what is due; return when to look again."""
        now = self._upkeep.now()
        moments = [now + _LOOK_AGAIN]
        for resident in self.book.pauses_over(now):
            await self.book.pause(resident, None)
        callees = {
            resident: {one.contact: one for one in whom if self._daily(resident)}
            for resident, whom in self._callees().items()
        }
        for row in self.book.all():
            if row.utterance is None:
                continue
            callee = callees.get(row.resident, {}).get(row.contact)
            if (end := _over(row)) <= now:
                await self._settle(row, Answer.IGNORED if row.heard else None)
            elif row.heard or (callee and self._is_due(row, callee, now)):
                moments.append(end)
            else:
                # What they want, or who is a contact, has changed meanwhile.
                await self._take_back(row)
        for resident, known in callees.items():
            if self._under_way(resident):
                continue
            nudge = self._next(resident, known.values(), now)
            if nudge is None:
                continue
            if nudge.at <= now:
                await self._hand_over(resident, known[nudge.contact], nudge, now)
                moments.append(nudge.until)
            else:
                moments.append(nudge.at)
        return moments

    def _next(
        self, resident: str, callees: Iterable[Callee], now: datetime
    ) -> Nudge | None:
        zone = self._upkeep.zone()
        paused = self.book.paused_until(resident)
        candidates = [
            Candidate(
                contact=one.contact,
                window=_window(one, standing, paused),
                hours=tuple(map(by_day, one.hours)),
                standing=standing,
                chance=self.book.chance(resident, one.contact, now, zone),
            )
            for one in callees
            for standing in (standing_of(self.book.of(resident, one.contact)),)
        ]
        return next_nudge(
            candidates,
            now,
            zone,
            paused_until=paused,
            daily=self._daily(resident),
        )

    def _is_due(self, row: NudgeRow, callee: Callee, now: datetime) -> bool:
        """Return whether what waits is still wanted."""
        standing = standing_of(row)
        paused = self.book.paused_until(row.resident)
        opens = _window(callee, standing, paused).opens
        if standing.promised:
            # What is promised may come earlier on its day.
            zone = self._upkeep.zone()
            day = standing.promised.astimezone(zone).date()
            opens = datetime.combine(day, time(), zone)
        return not standing.stopped and opens <= now

    async def _take_back(self, row: NudgeRow) -> None:
        """Take back what waits to be said; what was said stays so."""
        if row.utterance and not row.heard:
            await self._door.withdraw(row.utterance)
        await self.book.write(settled(row, standing_of(row)))

    async def _hand_over(
        self, resident: str, callee: Callee, nudge: Nudge, now: datetime
    ) -> None:
        """Give it to the courier, and note that, in one: neither without the other."""
        row = self.book.of(resident, callee.contact)
        last = max(
            (one.at for one in callee.talks if one.how is not Contacted.MESSAGE),
            default=None,
        )
        since = None if last is None else now - last
        text = self._words.nudge(callee.contact, since, about_cadence=nudge.asks)
        draft = Draft(
            text=text,
            kind=Kind.COMPANION,
            residents=frozenset({resident}),
            privacy=Privacy.HOUSEHOLD,
            urgency=Urgency.LOW,
            when=When.FREE,
            valid_from=now,
            expires=nudge.until,
            asks=True,
        )
        handed: list[NudgeRow] = []

        async def also(transaction: Transaction, utterance: str) -> None:
            noted = replace(row, utterance=utterance, expires=nudge.until, heard=None)
            await self.book.write_along(transaction, noted)
            handed[:] = [noted]
            # It may be said before this is known to have been written.
            self._handing[utterance] = noted

        try:
            await self._door.accept(draft, also)
            self.book.note(handed[0])
        finally:
            for one in handed:
                self._handing.pop(one.utterance or "", None)

    def _told(self, told: Told) -> None:
        row = self._handing.get(told.key) or next(
            (one for one in self.book.all() if one.utterance == told.key), None
        )
        if row is None:
            return
        if told.action in SAYS and told.outcome is None:
            asks = standing_of(row).asks
            for place in told.voices:
                self._asked.tell(
                    Asked(
                        place=place,
                        resident=row.resident,
                        contact=row.contact,
                        about_cadence=asks,
                    )
                )
        elif told.action in SAYS and told.outcome in HEARD:
            self._upkeep.own(self._note_heard(told.key))
        elif told.action is Action.DROP:
            self.refresh()

    async def _await(self, key: str) -> None:
        """Take what becomes of an utterance whose beginning went by unseen."""
        if told := await self._door.delivered(key):
            self._told(told)

    async def _note_heard(self, key: str) -> None:
        now = self._upkeep.now()
        async with self._alone:
            for row in self.book.all():
                if row.utterance == key and row.heard is None:
                    told = told_of(standing_of(row), now)
                    noted = awaiting(settled(row, told), row, now)
                    # The next look tells that it can't be written.
                    with suppress(StoreError):
                        await self.book.write(noted)
        self.refresh()

    async def _settle(self, row: NudgeRow, answer: Answer | None) -> None:
        """Have nothing under way between two; None is that nobody could be told."""
        counts: list[HourRow] = []
        standing = standing_of(row)
        if answer is None:
            if row.expires:
                counts = [self._count(row, row.expires, bad=_UNREACHED)]
        else:
            standing = self._answered(row, answer)
            if row.told and self._upkeep.now() - row.told < _TAKEN_UP:
                good, bad = answer in GOOD, answer in BAD
                counts = [self._count(row, row.told, good=good, bad=bad)]
        await self.book.write(settled(row, standing), counts)

    def _answered(self, row: NudgeRow, answer: Answer) -> Standing:
        upkeep = self._upkeep
        return answered(standing_of(row), answer, upkeep.now(), upkeep.zone())

    def _count(
        self, row: NudgeRow, at: datetime, *, good: float = 0, bad: float = 0
    ) -> HourRow:
        return self.book.counted(
            row.resident, row.contact, at, self._upkeep.zone(), good=good, bad=bad
        )

    def _under_way(self, resident: str) -> list[NudgeRow]:
        return [
            row
            for row in self.book.all()
            if row.resident == resident and row.utterance is not None
        ]


def _window(callee: Callee, standing: Standing, paused: datetime | None) -> Window:
    """Return when a call is due, by the cadence as it has become."""
    every = standing.every(callee.cadence.every)
    cadence = replace(callee.cadence, every=every, paused_until=paused)
    return window_of(cadence, callee.talks)


def _talked_since(callee: Callee, at: datetime) -> bool:
    """Return whether they spoke again after a time: then that one changes nothing."""
    return any(one.at > at for one in callee.talks if one.how is not Contacted.MESSAGE)


def _over(row: NudgeRow) -> datetime:
    """Return when what is under way is over."""
    if row.heard:
        return row.heard + ANSWERED_WITHIN
    return (row.expires or datetime.min.replace(tzinfo=UTC)) + _PAUSE
