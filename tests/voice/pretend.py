"""A house that is only pretended: a clock that is moved, people, rooms and voices."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
import sqlite3
from typing import Any, override
from zoneinfo import ZoneInfo

from custom_components.samantha.manners.situation import (
    Area,
    Presence,
    Resident,
    Situation,
    Voice,
    VoiceKind,
    VoiceState,
)
from custom_components.samantha.manners.utterance import Kind
from custom_components.samantha.manners.verdict import Awaited, Change, Rules
from custom_components.samantha.store import Store, StoreUnwritableError, Transaction
from custom_components.samantha.store.worker import Parameters
from custom_components.samantha.voice.courier import Courier
from custom_components.samantha.voice.ports import (
    Cancel,
    Delivery,
    Draft,
    Outcome,
    Speech,
    Told,
)

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 25, 12, tzinfo=ZONE)
# So many letters are spoken in a second.
LETTERS_A_SECOND = 15
# After so many turns of the event loop nothing is left to do in it.
_TURNS = 12


class PretendedStore(Store):
    """The real store, which knows when it is used, and whose disk can be full."""

    users = 0
    full = False

    @asynccontextmanager
    @override
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """Do what the real one does."""
        with self._used():
            if self.full:
                message = "database or disk is full"
                raise StoreUnwritableError(message)
            async with super().transaction() as transaction:
                yield transaction

    @override
    async def fetch(self, query: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Do what the real one does."""
        with self._used():
            return await super().fetch(query, parameters)

    @contextmanager
    def _used(self) -> Iterator[None]:
        self.users += 1
        try:
            yield
        finally:
            self.users -= 1

    async def until_unused(self) -> None:
        """Let everything run that needs no time of the pretended clock."""
        calm = 0
        while calm < _TURNS:
            await asyncio.sleep(0 if not self.users else 0.0002)
            calm = 0 if self.users else calm + 1


class PretendedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, store: PretendedStore, time: datetime = START) -> None:
        """Start at a time."""
        self.time = time
        self._store = store
        self._timers: list[tuple[datetime, int, Callable[[], None]]] = []
        self._number = count()

    def now(self) -> datetime:
        """Return the time."""
        return self.time

    def utcnow(self) -> datetime:
        """Return the time in UTC."""
        return self.time.astimezone(UTC)

    def call_at(self, when: datetime, action: Callable[[], None]) -> Cancel:
        """Do something then."""
        on = True

        def act() -> None:
            if on:
                action()

        def cancel() -> None:
            nonlocal on
            on = False

        heappush(self._timers, (when.astimezone(UTC), next(self._number), act))
        return cancel

    async def sleep(self, seconds: float) -> None:
        """Wait for the clock to be moved on."""
        over = asyncio.Event()
        then = self.time.astimezone(UTC) + timedelta(seconds=seconds)
        cancel = self.call_at(then, over.set)
        try:
            await over.wait()
        finally:
            cancel()

    async def move_to(self, when: datetime) -> None:
        """Move on, and have everything happen that happens until then."""
        await self._store.until_unused()
        while self._timers and self._timers[0][0] <= when.astimezone(UTC):
            at, _, act = heappop(self._timers)
            self.time = max(self.time, at.astimezone(self.time.tzinfo))
            act()
            await self._store.until_unused()
        self.time = when

    async def move(self, seconds: float = 0) -> None:
        """Move on by so many seconds."""
        then = self.time.astimezone(UTC) + timedelta(seconds=seconds)
        await self.move_to(then.astimezone(self.time.tzinfo))


@dataclass
class PretendedSurroundings:
    """A house whose situation is what a test says."""

    clock: PretendedClock
    known: Situation
    # Voices in which she sounds herself.
    sounding: set[str] = field(default_factory=set)
    _listeners: list[Callable[[frozenset[Awaited]], None]] = field(default_factory=list)

    def situation(self) -> Situation:
        """Return the situation now."""
        voices = dict(self.known.voices)
        for key in self.sounding:
            voices[key] = replace(voices[key], state=VoiceState.BUSY)
        return replace(self.known, now=self.clock.now(), voices=voices)

    def listen(self, changed: Callable[[frozenset[Awaited]], None]) -> Cancel:
        """Tell what has changed."""
        self._listeners.append(changed)
        return lambda: self._listeners.remove(changed)

    def tell(self, *changes: Awaited) -> None:
        """Tell that something has changed."""
        for listener in list(self._listeners):
            listener(frozenset(changes))

    def set(self, *changes: Awaited, **values: Any) -> None:
        """Change what is so for the whole house."""
        self.known = replace(self.known, **values)
        self.tell(*changes)

    def resident(self, key: str, *changes: Change, **values: Any) -> None:
        """Change what is so for a resident."""
        residents = dict(self.known.residents)
        residents[key] = replace(residents[key], **values)
        self.set(*(Awaited(change, key) for change in changes), residents=residents)

    def area(self, key: str, *changes: Change, **values: Any) -> None:
        """Change what is so in a room."""
        areas = dict(self.known.areas)
        areas[key] = replace(areas[key], **values)
        self.set(*(Awaited(change, key) for change in changes), areas=areas)

    def voice(self, key: str, **values: Any) -> None:
        """Change how a voice is."""
        voices = dict(self.known.voices)
        voices[key] = replace(voices[key], **values)
        self.set(Awaited(Change.VOICE, key), voices=voices)

    def move(self, resident: str, area: str | None) -> None:
        """Have somebody go to a room."""
        presence = Presence.HOME
        changes = (Change.PLACE, Change.PRESENCE)
        self.resident(resident, *changes, area=area, presence=presence)

    def leave(self, resident: str) -> None:
        """Have somebody leave the house."""
        changes = (Change.PLACE, Change.PRESENCE)
        self.resident(resident, *changes, area=None, presence=Presence.AWAY)


@dataclass(kw_only=True)
class Sounded:
    """What a voice was given to say, and how far it got."""

    voice: str
    speech: Speech
    start: datetime
    end: datetime | None = None
    parts: int = 0

    @property
    def text(self) -> str:
        """Return what was heard."""
        return " ".join(self.speech.parts[: self.parts])

    @property
    def whole(self) -> bool:
        """Return whether all of it was heard."""
        return self.parts == len(self.speech.parts)


@dataclass
class PretendedVoices:
    """Voices that take their time, and fail and hang where a test says so."""

    clock: PretendedClock
    surroundings: PretendedSurroundings
    sounded: list[Sounded] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)
    hanging: set[str] = field(default_factory=set)
    # Of so many parts each voice plays before it fails.
    fails_after: int = 0
    # So many seconds pass from the order to the first sound.
    starts_after: float = 0
    sounding: dict[str, Sounded] = field(default_factory=dict)
    _stopped: set[str] = field(default_factory=set)

    async def deliver(self, voice: str, speech: Speech) -> Delivery:
        """Say it in the time that it takes."""
        sounded = Sounded(voice=voice, speech=speech, start=self.clock.now())
        self.sounded.append(sounded)
        self._stopped.discard(voice)
        self.sounding[voice] = sounded
        if not voice.startswith("notify."):
            self.surroundings.sounding.add(voice)
            self.surroundings.tell(Awaited(Change.VOICE, voice))
        try:
            outcome = await self._play(sounded)
        finally:
            sounded.end = self.clock.now()
            del self.sounding[voice]
            self.surroundings.sounding.discard(voice)
            self.surroundings.tell(Awaited(Change.VOICE, voice))
        return Delivery(outcome=outcome, voice=voice, played=sounded.parts)

    async def stop(self, voice: str) -> None:
        """Fall silent before the next part."""
        self._stopped.add(voice)

    async def _play(self, sounded: Sounded) -> Outcome:
        voice = sounded.voice
        if self.starts_after:
            await self.clock.sleep(self.starts_after)
        if not sounded.speech.may_begin():
            return Outcome.STOPPED
        for part in sounded.speech.parts:
            if voice in self._stopped:
                return Outcome.STOPPED
            if voice in self.failing and sounded.parts == self.fails_after:
                return Outcome.FAILED
            if voice in self.hanging:
                await asyncio.Event().wait()
            if not voice.startswith("notify."):
                await self.clock.sleep(len(part) / LETTERS_A_SECOND)
            sounded.parts += 1
        return Outcome.SPOKEN

    @property
    def texts(self) -> list[str]:
        """Return what was heard, one after the other."""
        return [sounded.text for sounded in self.sounded]


class PretendedWordings:
    """Words that a test can tell from others."""

    def interrupted(self, title: str | None) -> str:
        """Return that she may have been cut off."""
        return f"<cut off: {title}>"

    def merged(self, texts: tuple[str, ...]) -> str:
        """Return several as one."""
        return f"<{len(texts)}: {' '.join(texts)}>"


@dataclass(kw_only=True)
class PretendedHouse:
    """All of it, and the real courier in it."""

    path: Path
    store: PretendedStore
    clock: PretendedClock
    surroundings: PretendedSurroundings
    voices: PretendedVoices
    courier: Courier
    told: list[Told] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """Return what was heard."""
        return self.voices.texts

    async def say(self, text: str, **terms: Any) -> str:
        """Have her say something; return its key."""
        accepted = await self.courier.accept(self.draft(text, **terms))
        return accepted.utterance.key

    def draft(
        self,
        text: str,
        *,
        residents: Iterable[str] = (),
        hours: float = 2,
        **terms: Any,
    ) -> Draft:
        """Return what is to be said."""
        now = self.clock.utcnow()
        values = {
            "kind": Kind.COMPANION,
            "valid_from": now,
            "expires": now + timedelta(hours=hours),
            **terms,
        }
        return Draft(text=text, residents=frozenset(residents), **values)

    async def rows(self) -> list[dict[str, Any]]:
        """Return what is on disk of utterances."""
        rows = await self.store.fetch("SELECT * FROM utterance ORDER BY id")
        return [dict(row) for row in rows]


def family() -> Situation:
    """Return two at home in two rooms, with a phone each, and one who is away."""
    people = {"anna": "kitchen", "ben": "office", "carl": None}
    rooms = ("kitchen", "office", "bedroom")
    residents = {
        key: Resident(
            key=key,
            presence=Presence.HOME if area else Presence.AWAY,
            area=area,
            awake=True,
            phone=f"notify.{key}",
        )
        for key, area in people.items()
    }
    voices = [
        *(
            Voice(key=f"{room}_voice", kind=VoiceKind.SATELLITE, area=room, mouth=room)
            for room in rooms
        ),
        Voice(
            key="kitchen_speaker",
            kind=VoiceKind.SPEAKER,
            area="kitchen",
            mouth="kitchen_2",
        ),
        *(
            Voice(key=f"notify.{key}", kind=VoiceKind.PHONE, resident=key)
            for key in people
        ),
    ]
    return Situation(
        now=START,
        residents=residents,
        areas={room: Area(key=room, ear=room) for room in rooms},
        voices={voice.key: voice for voice in voices},
    )


@asynccontextmanager
async def pretended_house(
    path: Path,
    known: Situation | None = None,
    time: datetime = START,
    rules: Rules | None = None,
) -> AsyncGenerator[PretendedHouse]:
    """Run a courier in a house."""
    store = await PretendedStore.open(path)
    clock = PretendedClock(store, time)
    surroundings = PretendedSurroundings(clock, known or family())
    voices = PretendedVoices(clock, surroundings)
    used = rules or Rules()
    courier = Courier(
        store, surroundings, voices, clock, PretendedWordings(), lambda: used
    )
    house = PretendedHouse(
        path=path,
        store=store,
        clock=clock,
        surroundings=surroundings,
        voices=voices,
        courier=courier,
    )
    courier.listen(house.told.append)
    try:
        await courier.resume()
        yield house
    finally:
        await courier.close()
        await store.close()
