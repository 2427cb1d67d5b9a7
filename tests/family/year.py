"""A year of a family of four with eight contacts; she is real, the house is pretended.

What may not be is looked at here by what is so in the house, not by her own rules.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
import random
from typing import Any, Final
from zoneinfo import ZoneInfo

from custom_components.samantha.family.cadence import (
    Cadence,
    Contacted,
    Hours,
    Talk,
)
from custom_components.samantha.family.nudges import Asked, Callee, Nudges
from custom_components.samantha.family.nudging import Answer
from custom_components.samantha.manners.situation import Playing, Presence, VoiceKind

from ..voice.pretend import ZONE, PretendedHouse, pretended_house
from .days import PEOPLE, day_of, home, talks

START: Final = datetime(2026, 1, 1, tzinfo=ZONE)
END: Final = datetime(2027, 1, 1, tzinfo=ZONE)
_WEEKEND: Final = frozenset({5, 6})
_DAY: Final = timedelta(days=1)
_JUST_BACK: Final = timedelta(minutes=15)

type Work = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Friend:
    """Somebody whom some of the family want to call every so many days."""

    every: int
    of: tuple[str, ...]
    start: time | None = None
    until: time | None = None
    days: frozenset[int] = frozenset()
    zone: ZoneInfo = ZONE
    birthday: tuple[int, int] | None = None

    @property
    def hours(self) -> Hours:
        """Return when they are good to call."""
        return Hours(zone=self.zone, days=self.days, start=self.start, until=self.until)

    def is_good(self, at: datetime) -> bool:
        """Return whether it is within their hours."""
        local = at.astimezone(self.zone)
        on_day = local.weekday() in (self.days or range(7))
        return on_day and is_within(local, self.start, self.until)


FRIENDS: Final = {
    "maria": Friend(every=7, of=("anna",), birthday=(3, 29)),
    "olga": Friend(every=30, of=("anna",), days=_WEEKEND),
    "lena": Friend(
        every=14,
        of=("anna",),
        start=time(8),
        until=time(14),
        zone=ZoneInfo("America/New_York"),
        birthday=(10, 25),
    ),
    "georg": Friend(every=10, of=("ben",), start=time(17), until=time(21)),
    "kenji": Friend(
        every=21,
        of=("ben",),
        start=time(17),
        until=time(23, 30),
        zone=ZoneInfo("Asia/Tokyo"),
    ),
    "mia": Friend(every=5, of=("cleo",), start=time(15), until=time(23)),
    "ruth": Friend(every=28, of=("cleo", "dora"), birthday=(5, 9)),
    "elsa": Friend(every=4, of=("dora",), start=time(9), until=time(18, 30)),
}
# Of the residents; of the others nothing is set.
CALL_HOURS: Final = {"ben": Hours(zone=ZONE, start=time(9), until=time(23))}
# From when until when somebody is reminded of nothing; all but Cleo are away then.
PAUSES: Final = {
    "anna": (date(2026, 8, 3), date(2026, 8, 17)),
    "ben": (date(2026, 8, 3), date(2026, 8, 17)),
    "cleo": (date(2026, 2, 9), date(2026, 2, 16)),
}
_TRAVELLERS: Final = ("anna", "ben")
_AT_ONCE: Final = (Answer.DONE, Answer.CALL)
_ANSWERS: Final = (*_AT_ONCE, Answer.LATER, Answer.TOMORROW)


@dataclass(frozen=True, slots=True)
class Nudged:
    """That somebody was reminded of somebody, and what spoke against it."""

    resident: str
    contact: str
    at: datetime
    # They had asked for it.
    promised: bool


@dataclass
class Year:
    """What happens in the year, and what came of it."""

    house: PretendedHouse
    nudges: Nudges
    dice: random.Random
    # Of a resident with a contact.
    calls: dict[tuple[str, str], list[datetime]]
    nudged: list[Nudged] = field(default_factory=list)
    # What spoke against a nudge that was said, and against one that waited.
    against: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    _promised: set[tuple[str, str]] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def live(self) -> None:
        """Live through it, a day after the other."""
        day = START.date()
        while day < END.date():
            await self._pause(day)
            travelling = [key for key in _TRAVELLERS if is_paused(key, day)]
            for moment, act in day_of(day, self.dice, travelling):
                await self.house.clock.move_to(moment)
                act(self.house.surroundings)
                self._note_waiting()
            day += _DAY

    @property
    def rooms(self) -> frozenset[str]:
        """Return the voices that are no phones."""
        return frozenset(
            key
            for key, voice in self.house.surroundings.known.voices.items()
            if voice.kind is not VoiceKind.PHONE
        )

    def hear(self, asked: Asked) -> None:
        """Note a nudge, and answer it in a few minutes."""
        key = asked.resident, asked.contact
        room = self.house.surroundings.known.voices[asked.place].area or ""
        self.against |= self._against(*key, room)
        now = self.house.clock.now()
        if any(one.resident == key[0] and one.at == now for one in self.nudged[-4:]):
            # It sounds in several rooms, where nobody knows in which they are.
            return
        promised = key in self._promised
        self.nudged.append(Nudged(*key, at=now, promised=promised))
        self._promised.discard(key)
        answer = self.dice.choice(_ANSWERS if self._has_time(*key) else _AT_ONCE)
        self._after(self.dice.uniform(1, 15), partial(self._answer, key, answer))

    def _has_time(self, resident: str, contact: str) -> bool:
        """Return whether they can put it off, and talk in the evening tomorrow."""
        last = (self.calls[resident, contact] or [START])[-1]
        tomorrow = self.house.clock.now().date() + _DAY
        evening = datetime.combine(tomorrow, time(18), ZONE)
        good = FRIENDS[contact].is_good(evening)
        return good and latest(resident, contact, last) - evening > _DAY

    async def _answer(self, key: tuple[str, str], answer: Answer) -> None:
        resident, contact = key
        if answer is Answer.DONE:
            await self._log(key)
            return
        await self.nudges.answer(resident, contact, answer)
        if answer is not Answer.CALL:
            self._promised.add(key)
            return
        talks(resident, on_call=True)(self.house.surroundings)
        self._after(self.dice.uniform(5, 40), partial(self._hang_up, key))

    async def _hang_up(self, key: tuple[str, str]) -> None:
        talks(key[0], on_call=False)(self.house.surroundings)
        await self._log(key)

    async def _log(self, key: tuple[str, str]) -> None:
        resident, contact = key
        now = self.house.clock.now()
        self.calls[key].append(now)
        await self.nudges.talked(contact, [resident], now, Contacted.CALL)

    async def _pause(self, day: date) -> None:
        for key, (start, end) in PAUSES.items():
            if start == day:
                until = datetime.combine(end, time(), ZONE)
                await self.nudges.pause([key], until)

    def _note_waiting(self) -> None:
        for row in self.nudges.book.all():
            if row.utterance and row.heard is None:
                person = self.house.surroundings.known.residents[row.resident]
                self.met |= self._against(row.resident, row.contact, person.area or "")

    def _against(self, resident: str, contact: str, room: str) -> set[str]:
        """Return what speaks against reminding somebody in a room at this moment."""
        house, now = self.house.surroundings.known, self.house.clock.now()
        person, area = house.residents[resident], house.areas.get(room)
        back = person.came_home
        mine = CALL_HOURS.get(resident, Hours(zone=ZONE))
        found = {
            "away": person.presence is not Presence.HOME,
            "asleep": person.awake is not True,
            "quiet hours": not time(7) <= now.time() < time(21, 30),
            "on a call": person.on_call,
            "just back": back is not None and timedelta(0) <= now - back < _JUST_BACK,
            "guests": house.guests is not False,
            "paused": is_paused(resident, now.date()),
            "their hours": not FRIENDS[contact].is_good(now),
            "own hours": not is_within(now, mine.start, mine.until),
            "studies": resident == "cleo" and time(17) <= now.time() < time(18, 30),
            "watching": area is not None and area.playing is Playing.WATCHING,
            "cooking": area is not None and area.timer,
        }
        return {what for what, so in found.items() if so}

    def _after(
        self, minutes: float, act: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        def start() -> None:
            task = asyncio.create_task(act())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        self.house.clock.call_at(
            self.house.clock.now() + timedelta(minutes=minutes), start
        )


def latest(resident: str, contact: str, last: datetime) -> datetime:
    """Return until when somebody is to be called, after the last call."""
    every = timedelta(days=FRIENDS[contact].every)
    due = last + every * 1.25
    start, end = PAUSES.get(resident, (END.date(), END.date()))
    begins, ends = (datetime.combine(day, time(), ZONE) for day in (start, end))
    return max(due, ends + every * 0.25) if last < ends and begins < due else due


def earliest(contact: str, last: datetime) -> datetime:
    """Return from when on somebody may be called again."""
    friend = FRIENDS[contact]
    every = timedelta(days=friend.every)
    grace = last + min(every / 3, timedelta(days=3))
    begins = last + every * 0.9
    if friend.birthday:
        month, day = friend.birthday
        birthday = datetime(START.year, month, day, tzinfo=friend.zone)
        return min(begins, birthday) if grace <= birthday else begins
    return begins


def is_paused(resident: str, day: date) -> bool:
    """Return whether somebody is reminded of nothing on a day."""
    start, end = PAUSES.get(resident, (date.max, date.max))
    return start <= day < end


def is_within(now: datetime, start: time | None, until: time | None) -> bool:
    """Return whether it is within hours; by day where none are set."""
    return (start or time(9)) <= now.time() < (until or time(21))


class _Words:
    def nudge(
        self, contact: str, since: timedelta | None, *, about_cadence: bool
    ) -> str:
        """Return a nudge."""
        return f"{contact} {since} {about_cadence}"


@asynccontextmanager
async def year(path: Path, seed: int) -> AsyncGenerator[Year]:
    """Begin a year."""
    calls: dict[tuple[str, str], list[datetime]] = {
        (one, key): [] for key, friend in FRIENDS.items() for one in friend.of
    }

    def callees() -> dict[str, list[Callee]]:
        return {
            resident: [
                Callee(
                    contact=key,
                    cadence=Cadence(
                        every=timedelta(days=friend.every),
                        since=START,
                        days=[friend.birthday] if friend.birthday else [],
                        zone=friend.zone,
                    ),
                    hours=(CALL_HOURS.get(resident, Hours(zone=ZONE)), friend.hours),
                    talks=tuple(map(Talk, calls[resident, key])),
                )
                for key, friend in FRIENDS.items()
                if resident in friend.of
            ]
            for resident in PEOPLE
        }

    async with pretended_house(path, home(), START) as house:
        nudges = Nudges(
            house.store,
            house.courier,
            house.clock,
            _Words(),
            callees,
            asyncio.create_task,
        )
        dice = random.Random(seed)  # noqa: S311 # it keeps no secret
        lived = Year(house, nudges, dice, calls)
        nudges.listen(lived.hear)
        try:
            await nudges.resume()
            yield lived
        finally:
            await nudges.close()
