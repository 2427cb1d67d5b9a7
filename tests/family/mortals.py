"""A process with a courier and reminders in it, which is there to be killed."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
import random
from typing import NamedTuple, override

from custom_components.samantha.family.reminder_book import Wanted
from custom_components.samantha.family.reminders import Reminders
from custom_components.samantha.store import Store
from custom_components.samantha.voice.courier import Courier

from ..store import mortals as store_mortals
from ..voice import mortals as voice_mortals
from ..voice.mortals import RULES, Clock, Surroundings, Voices, Wordings
from ..voice.pretend import family

get_context("forkserver").set_forkserver_preload(
    [store_mortals.__name__, voice_mortals.__name__, __name__]
)


class Kept(NamedTuple):
    """A reminder is kept."""

    text: str


class _Words:
    """Words that can be told apart."""

    def reminder(self, text: str, name: str | None) -> str:
        """Return a reminder as it is told."""
        del name
        return text

    def missed_reminders(
        self, missed: Sequence[tuple[str, datetime]], now: datetime
    ) -> str:
        """Return what was missed, as one."""
        del now
        return "|".join(text for text, _ in missed)


class Shifted(Clock):
    """Real time, by a clock that goes wrong."""

    def __init__(self, shift: timedelta) -> None:
        """Go wrong by so much."""
        self._shift = shift

    @override
    def now(self) -> datetime:
        """Return the time that it shows."""
        return datetime.now(UTC) + self._shift


def live(path: Path, seed: int, shift: timedelta, tell: Connection) -> None:
    """Keep reminders for the next moments, for ever."""
    dice = random.Random(seed)  # noqa: S311 # it keeps no secret

    async def run() -> None:
        clock = Shifted(shift)
        reminders, *_ = await _started(path, clock, tell)
        while True:
            text = f"text {seed} {dice.getrandbits(60)}"
            due = clock.now() + timedelta(milliseconds=dice.uniform(1, 40))
            resident = dice.choice(("anna", "ben", ""))
            await reminders.add(Wanted(text=text, resident=resident, due=due))
            tell.send(Kept(text))
            await asyncio.sleep(dice.choice((0, 0, 0.003, 0.02)))

    asyncio.run(run())


def end_in_peace(path: Path, shift: timedelta, tell: Connection) -> None:
    """Tell what is left, and end."""

    async def run() -> None:
        clock = Shifted(shift)
        reminders, courier, store = await _started(path, clock, tell)
        silent = asyncio.Event()

        def look(_: object = None) -> None:
            pending = any(one.pending for one in reminders.book.all())
            if not pending and not courier.waiting() and not courier.speaking_in():
                silent.set()

        courier.listen(look)
        courier.listen_waiting(look)
        reminders.book.listen(look)
        look()
        await silent.wait()
        await reminders.close()
        await courier.close()
        await store.close()

    asyncio.run(run())


async def _started(
    path: Path, clock: Shifted, tell: Connection
) -> tuple[Reminders, Courier, Store]:
    store = await Store.open(path)
    surroundings = Surroundings(family(), clock)
    voices = Voices(tell, failing=0)
    courier = Courier(store, surroundings, voices, clock, Wordings(), lambda: RULES)
    await courier.resume()
    reminders = Reminders(
        store, courier, surroundings, clock, _Words(), str, asyncio.create_task
    )
    await reminders.resume()
    return reminders, courier, store
