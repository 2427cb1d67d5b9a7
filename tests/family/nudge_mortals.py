"""A process with a courier and nudges in it, which is there to be killed."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, time, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
import random
from typing import Any, Final, NamedTuple

from custom_components.samantha.family.cadence import Cadence, Hours
from custom_components.samantha.family.nudges import Asked, Callee, Nudges
from custom_components.samantha.family.nudging import Answer
from custom_components.samantha.store import Store
from custom_components.samantha.voice.courier import Courier

from ..store import mortals as store_mortals
from ..voice import mortals as voice_mortals
from ..voice.mortals import RULES, Surroundings, Voices, Wordings
from ..voice.pretend import ZONE, family
from .mortals import Shifted

get_context("forkserver").set_forkserver_preload(
    [store_mortals.__name__, voice_mortals.__name__, __name__]
)

# Whom each of those at home is to call, every day, between these hours.
CALLEES: Final = {"anna": "mum", "ben": "dad"}
FIRST_DAY: Final = datetime(2026, 3, 1, 18, tzinfo=ZONE)
_HOURS: Final = Hours(zone=ZONE, start=time(18), until=time(19))
_ANSWERED: Final = 0.5
_DAILY: Final = timedelta(days=1)


class House(NamedTuple):
    """What runs in the process."""

    store: Store
    courier: Courier
    nudges: Nudges
    clock: Shifted
    # They are told when something of the nudges has been done.
    listeners: list[Callable[[], None]]


class _Words:
    """Words that can be told apart: whom to call, on which day, and a number."""

    def __init__(self, clock: Shifted, dice: random.Random) -> None:
        self._clock = clock
        self._dice = dice

    def nudge(
        self, contact: str, since: timedelta | None, *, about_cadence: bool
    ) -> str:
        """Return a nudge."""
        del since, about_cadence
        day = self._clock.now().astimezone(ZONE).date()
        return f"{contact} {day} {self._dice.getrandbits(60)}"


def live(path: Path, seed: int, shift: timedelta, tell: Connection) -> None:
    """Nudge, for ever."""

    async def run() -> None:
        await _started(path, seed, shift, tell)
        await asyncio.Event().wait()

    asyncio.run(run())


def end_in_peace(path: Path, seed: int, shift: timedelta, tell: Connection) -> None:
    """Nudge until everybody has been today, and end."""

    async def run() -> None:
        house = await _started(path, seed, shift, tell)
        today = house.clock.now().astimezone(ZONE).date()

        def all_told() -> bool:
            rows = [house.nudges.book.of(*pair) for pair in CALLEES.items()]
            return all(
                row.told and row.told.astimezone(ZONE).date() == today for row in rows
            )

        done = asyncio.Event()

        def look(_: object = None) -> None:
            if all_told() and not house.courier.waiting():
                done.set()

        house.courier.listen(look)
        house.courier.listen_waiting(look)
        house.listeners.append(look)
        look()
        await done.wait()
        for pair in CALLEES.items():
            # Nobody is to be taken for somebody who ignores her.
            await house.nudges.answer(*pair, Answer.FITS)
        await house.nudges.close()
        await house.courier.close()
        await house.store.close()

    asyncio.run(run())


async def _started(path: Path, seed: int, shift: timedelta, tell: Connection) -> House:
    dice = random.Random(seed)  # noqa: S311 # it keeps no secret
    clock = Shifted(shift)
    store = await Store.open(path)
    courier = Courier(
        store,
        Surroundings(family(), clock),
        Voices(tell, failing=0),
        clock,
        Wordings(),
        lambda: RULES,
    )
    await courier.resume()
    cadence = Cadence(every=_DAILY, since=FIRST_DAY - 2 * _DAILY)
    callees = {
        resident: [Callee(contact=contact, cadence=cadence, hours=(_HOURS,))]
        for resident, contact in CALLEES.items()
    }
    listeners: list[Callable[[], None]] = []
    tasks: set[asyncio.Task[None]] = set()

    def spawn(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        tasks.add(task)
        task.add_done_callback(lambda _: [look() for look in listeners])
        return task

    nudges = Nudges(store, courier, clock, _Words(clock, dice), lambda: callees, spawn)

    def answer(asked: Asked) -> None:
        # Half of them are answered, before she has ended.
        if dice.random() < _ANSWERED:
            spawn(nudges.answer(asked.resident, asked.contact, Answer.FITS))

    nudges.listen(answer)
    await nudges.resume()
    return House(store, courier, nudges, clock, listeners)
