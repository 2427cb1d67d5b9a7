"""A process with a store and a courier in it, which is there to be killed."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
import random
from typing import NamedTuple

from custom_components.samantha.manners.situation import Presence, Situation
from custom_components.samantha.manners.utterance import Kind, Urgency
from custom_components.samantha.manners.verdict import Awaited, Change, Rules
from custom_components.samantha.store import Store
from custom_components.samantha.voice.courier import Courier
from custom_components.samantha.voice.ports import (
    Cancel,
    Delivery,
    Draft,
    Outcome,
    Speech,
)
from tests.store import mortals

from .pretend import family

# Their server imports this module once, with the store's mortals.
get_context("forkserver").set_forkserver_preload([mortals.__name__, __name__])

RULES = Rules(gap=timedelta(0), patience=timedelta(0))


class Accepted(NamedTuple):
    """An utterance was accepted."""

    key: str
    text: str
    kind: Kind
    residents: frozenset[str]
    dedupe: str | None


class Offered(NamedTuple):
    """An utterance was offered; it may have been accepted without a word of it."""

    text: str
    dedupe: str | None


class Sound(NamedTuple):
    """A text, or the note that it was cut off, began somewhere, or ended."""

    text: str
    voice: str
    what: str


class Clock:
    """Real time."""

    def now(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC)

    def utcnow(self) -> datetime:
        """Return the time in UTC."""
        return self.now()

    def call_at(self, when: datetime, action: Callable[[], None]) -> Cancel:
        """Do something then."""
        delay = (when - self.now()).total_seconds()
        return asyncio.get_running_loop().call_later(max(delay, 0), action).cancel


class Surroundings:
    """A house in which one goes in and out."""

    def __init__(self, situation: Situation, clock: Clock | None = None) -> None:
        """Stand at a time that a clock shows."""
        self._situation = situation
        self._clock = clock or Clock()
        self._listeners: list[Callable[[frozenset[Awaited]], None]] = []

    def situation(self) -> Situation:
        """Return the situation."""
        return replace(self._situation, now=self._clock.now())

    def listen(self, changed: Callable[[frozenset[Awaited]], None]) -> Cancel:
        """Tell what has changed."""
        self._listeners.append(changed)
        return lambda: self._listeners.remove(changed)

    def carl(self, *, home: bool) -> None:
        """Have one come or go."""
        known = self._situation
        carl = replace(
            known.residents["carl"],
            area="bedroom" if home else None,
            presence=Presence.HOME if home else Presence.AWAY,
        )
        self._situation = replace(known, residents={**known.residents, "carl": carl})
        changes = frozenset(
            {Awaited(Change.PRESENCE, "carl"), Awaited(Change.PLACE, "carl")}
        )
        for listener in self._listeners:
            listener(changes)


class Voices:
    """Voices that tell each sound to who survives."""

    def __init__(self, tell: Connection, failing: float) -> None:
        """Fail so often."""
        self._tell = tell
        self._failing = failing
        self._dice = random.Random()  # noqa: S311 # it keeps no secret

    async def deliver(self, voice: str, speech: Speech) -> Delivery:
        """Say it within a few milliseconds, or fail."""
        await self._told(voice, speech, "begun")
        await asyncio.sleep(self._dice.uniform(0, 0.004))
        failed = self._dice.random() < self._failing
        await self._told(voice, speech, "failed" if failed else "ended")
        outcome = Outcome.FAILED if failed else Outcome.SPOKEN
        return Delivery(outcome=outcome, voice=voice)

    async def stop(self, voice: str) -> None:
        """Be short anyway."""

    async def _told(self, voice: str, speech: Speech, what: str) -> None:
        for text in "".join(speech.parts).split("|"):
            self._tell.send(Sound(text, voice, what))


class Wordings:
    """Words that can be told apart."""

    def interrupted(self, title: str | None) -> str:
        """Return that she may have been cut off."""
        return f"cut off {title}"

    def merged(self, texts: tuple[str, ...]) -> str:
        """Return several as one."""
        return "|".join(texts)


def live(path: Path, seed: int, tell: Connection) -> None:
    """Say things, for ever."""
    dice = random.Random(seed)  # noqa: S311 # it keeps no secret

    async def run() -> None:
        surroundings = Surroundings(family())
        voices = Voices(tell, failing=0.05)
        courier = await _courier(await Store.open(path), surroundings, voices)
        while True:
            draft = _draft(f"text {seed} {dice.getrandbits(60)}", dice)
            tell.send(Offered(draft.text, draft.dedupe))
            key = (await courier.accept(draft)).utterance.key
            tell.send(_accepted(key, draft))
            await asyncio.sleep(dice.choice((0, 0, 0.003, 0.02)))
            surroundings.carl(home=dice.random() < 0.3)

    asyncio.run(run())


def end_in_peace(path: Path, tell: Connection) -> None:
    """Say what is left, and end."""

    async def run() -> None:
        surroundings = Surroundings(family())
        surroundings.carl(home=True)
        store = await Store.open(path)
        courier = await _courier(store, surroundings, Voices(tell, failing=0))
        silent = asyncio.Event()

        def look(_: object = None) -> None:
            if not courier.waiting() and not courier.speaking_in():
                silent.set()

        courier.listen(look)
        courier.listen_waiting(look)
        look()
        await silent.wait()
        await courier.close()
        await store.close()

    asyncio.run(run())


async def _courier(store: Store, surroundings: Surroundings, voices: Voices) -> Courier:
    courier = Courier(
        store,
        surroundings,
        voices,
        Clock(),
        Wordings(),
        lambda: RULES,
    )
    await courier.resume()
    return courier


def _accepted(key: str, draft: Draft) -> Accepted:
    return Accepted(key, draft.text, draft.kind, draft.residents, draft.dedupe)


def _draft(text: str, dice: random.Random) -> Draft:
    now = datetime.now(UTC)
    residents = dice.choice(
        (("anna",), ("anna",), ("ben",), ("carl",), ("anna", "ben", "carl"), ())
    )
    return Draft(
        text=text,
        title=text,
        kind=dice.choice((Kind.MESSAGE, Kind.COMPANION, Kind.ALARM)),
        urgency=dice.choice((Urgency.NORMAL, Urgency.NORMAL, Urgency.HIGH)),
        residents=frozenset(residents),
        valid_from=now,
        expires=now + timedelta(hours=2),
        mergeable=dice.random() < 0.5,
        dedupe=dice.choice((None, None, None, "one", "two")),
    )
