"""What it costs that 10,000 utterances wait."""

import asyncio
from collections.abc import Callable
import gc
from itertools import batched
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
import tracemalloc
from typing import Any, Final

from custom_components.samantha.manners.utterance import Kind, Privacy, Urgency, When
from custom_components.samantha.manners.verdict import Awaited, Change
from tests.voice.pretend import PretendedHouse, pretended_house

from .figures import Figure

TABLE: Final = Path(__file__).parents[1] / "docs" / "courier-cost.md"
_ABOUT: Final = """\
# What waiting costs

10,000 utterances of 60 different terms wait for somebody who is away, each with a text
of 300 characters on disk. Processor time of the event loop but for what says otherwise;
written by `script/bench courier --write`.

| | |
|---|---|
"""
WAITING: Final = 10_000
ROUNDS: Final = 30
CHANGE_BAR_MS: Final = 50.0
_TEXT: Final = "Something that was to be said and has to wait for a while. " * 5


async def measure() -> list[Figure]:
    """Return what waiting takes, and what a change costs meanwhile."""
    # Debugging makes the loop several times slower.
    asyncio.get_running_loop().set_debug(False)
    with TemporaryDirectory() as folder:
        path = Path(folder, "samantha.db")
        async with pretended_house(path) as house:
            figures = await _accepting(house)
            figures += await _changes(house)
        started = perf_counter()
        async with pretended_house(path) as house:
            await house.store.until_unused()
            resumed = perf_counter() - started
            left = house.courier.waiting()["carl"]
        size = await asyncio.to_thread(_size, path)
    return [
        *figures,
        Figure(name="restart, elapsed", value=resumed, unit="s"),
        Figure(name="waiting after the restart", value=left, unit=""),
        Figure(name="10,000 on disk", value=size / 1e6, unit="MB"),
    ]


def write(figures: list[Figure]) -> None:
    """Write the table of what it costs."""
    rows = (f"| {f.name} | {f.value:.3g} {f.unit} |\n" for f in figures)
    TABLE.write_text(_ABOUT + "".join(rows), encoding="utf-8")


async def _accepting(house: PretendedHouse) -> list[Figure]:
    terms = [_terms(number) for number in range(WAITING)]
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    started = perf_counter()
    for some in batched(terms, 100, strict=False):
        await asyncio.gather(*(house.say(_TEXT, **values) for values in some))
    elapsed = perf_counter() - started
    await house.store.until_unused()
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    used = (after - before) / 1e6
    return [
        Figure(name="10,000 waiting, memory", value=used, unit="MB", bar=20),
        Figure(name="accept, elapsed", value=elapsed / WAITING * 1e3, unit="ms"),
    ]


async def _changes(house: PretendedHouse) -> list[Figure]:
    surroundings = house.surroundings

    def nobody() -> None:
        surroundings.resident("anna", Change.PLACE, area="office")

    def everybody() -> None:
        surroundings.tell(Awaited(Change.PRESENCE, "carl"))

    def house_changes() -> None:
        surroundings.tell(Awaited(Change.HOUSE))

    figures = [
        await _timed(house, "a change that concerns none", nobody),
        await _timed(house, "a change that concerns all", everybody),
        await _timed(house, "all judged again", house_changes),
    ]
    started = thread_time()
    surroundings.move("carl", "bedroom")
    await house.clock.move()
    figures.append(_figure("the one waited for comes", [thread_time() - started]))
    taken = []
    for _ in range(ROUNDS):
        started = thread_time()
        await house.clock.move(30)
        taken.append(thread_time() - started)
    figures.append(_figure("half a minute of telling one after the other", taken))
    return figures


async def _timed(
    house: PretendedHouse, name: str, change: Callable[[], None]
) -> Figure:
    taken = []
    for _ in range(ROUNDS):
        await house.store.until_unused()
        started = thread_time()
        change()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        taken.append(thread_time() - started)
    return _figure(name, taken)


def _size(path: Path) -> int:
    return path.stat().st_size


def _figure(name: str, taken: list[float]) -> Figure:
    value = median(taken) * 1e3
    return Figure(name=name, value=value, unit="ms", bar=CHANGE_BAR_MS)


def _terms(number: int) -> dict[str, Any]:
    return {
        "residents": ["carl"],
        "kind": (Kind.REMINDER, Kind.COMPANION)[number % 2],
        "urgency": (Urgency.LOW, Urgency.NORMAL)[number // 2 % 2],
        "privacy": tuple(Privacy)[number // 4 % 3],
        "when": (When.NOW, When.HOME, When.ADDRESSED, When.HOME, When.NOW)[
            number // 12 % 5
        ],
        "mergeable": number % 7 == 0,
        "hours": 24 + number / 1000,
        "title": None if number % 3 else "A title",
        "dedupe": None if number % 5 else f"dedupe {number}",
    }
