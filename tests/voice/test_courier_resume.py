"""What the courier makes of what was on disk when its process ended."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
import subprocess
import sys
from typing import Any

import pytest

from custom_components.samantha.manners.utterance import Kind, Privacy, Urgency, When
from custom_components.samantha.manners.verdict import Action, Awaited, Change
from custom_components.samantha.voice.ports import Accepted, Outcome

from .pretend import START, PretendedHouse, pretended_house

_LONG = "This is a sentence of some length, to fill a part of it. " * 20


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: the courier needs none."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database is."""
    return tmp_path / "samantha.db"


def _nothing(_: PretendedHouse) -> None:
    """Leave the house as it is."""


async def _cut_off(path: Path, seconds: float = 1, **terms: Any) -> str:
    """Have the process end while something is being said; return its key."""
    async with pretended_house(path) as house:
        key = await house.say(_LONG, title="The news", **terms)
        await house.clock.move(seconds)
    return key


async def test_waits_on(path: Path) -> None:
    """What waited goes on waiting, for what it waited for."""
    async with pretended_house(path) as house:
        key = await house.say("Hello.", residents=["carl"])
    async with pretended_house(path) as house:
        assert house.courier.waiting() == {"carl": 1}
        house.surroundings.move("carl", "office")
        await house.clock.move(60)
        assert house.texts == ["Hello."]
        assert [told.key for told in house.told] == [key, key]
    async with pretended_house(path) as house:
        await house.clock.move(60)
        assert house.texts == []


@pytest.mark.parametrize("turns", range(8))
async def test_taken_at_the_end(path: Path, turns: int) -> None:
    """What is said to her as she ends is taken, answered, and noted, or none of it."""
    async with pretended_house(path) as house:
        draft = house.draft("Hello.", residents=["carl"])
        taking = asyncio.create_task(house.courier.accept(draft))
        for _ in range(turns):
            await asyncio.sleep(0)
    taken = await asyncio.gather(taking, return_exceptions=True)
    async with pretended_house(path) as house:
        explained = await house.courier.explain(residents=["carl"], limit=9)
        rows = await house.rows()
        assert len(explained) == len(rows)
        assert [why.action for why in explained] == [Action.WAIT] * len(rows)
        answered = [one.utterance.key for one in taken if isinstance(one, Accepted)]
        assert [row["key"] for row in rows] == answered


async def test_killed_before_it_was_noted(path: Path) -> None:
    """What the ledger does not know of is noted once, when it is found waiting."""
    async with pretended_house(path) as house:
        key = await house.say("Hello.", residents=["carl"])
        await house.clock.move()
        async with house.store.transaction() as transaction:
            await transaction.execute("DELETE FROM ledger")
    for _ in range(2):
        async with pretended_house(path) as house:
            await house.clock.move()
            [why] = await house.courier.explain(residents=["carl"], limit=9)
            assert (why.key, why.action) == (key, Action.WAIT)


async def test_cut_off(path: Path) -> None:
    """What was being said is not said again: she says that she was cut off, once."""
    await _cut_off(path, residents=["anna"])
    async with pretended_house(path) as house:
        assert house.courier.waiting() == {"anna": 1}
        await house.clock.move(60)
        assert house.texts == ["<cut off: The news>"]
        [missed] = await house.courier.missed("anna", START)
        assert missed.text == _LONG
    async with pretended_house(path) as house:
        await house.clock.move(60)
        assert house.texts == []


async def test_cut_off_again(path: Path) -> None:
    """Cut off while she says so, she says no more of it."""
    await _cut_off(path, residents=["anna"])
    async with pretended_house(path) as house:
        await house.clock.move(0.1)
        assert house.voices.sounding
    async with pretended_house(path) as house:
        await house.clock.move(60)
        assert house.texts == []
        assert house.courier.waiting() == {}
        assert len(await house.courier.missed("anna", START)) == 1


async def test_manners_of_the_note(path: Path) -> None:
    """That she was cut off is said under the manners of what was cut off."""
    await _cut_off(path, residents=["anna"], privacy=Privacy.PRIVATE)
    async with pretended_house(path) as house:
        house.surroundings.set(guests=True)
        await house.clock.move(60)
        assert house.texts == []
        house.surroundings.set(Awaited(Change.GUESTS), guests=False)
        await house.clock.move(60)
        assert house.texts == ["<cut off: The news>"]


async def test_cut_off_for_some(path: Path) -> None:
    """Who was being told hears of it; who waits still hears all."""
    await _cut_off(path, residents=["anna", "carl"])
    async with pretended_house(path) as house:
        assert house.courier.waiting() == {"anna": 1, "carl": 1}
        await house.clock.move(60)
        assert house.texts == ["<cut off: The news>"]
        house.surroundings.move("carl", "bedroom")
        await house.clock.move(240)
        assert house.texts[1:] == [_LONG.strip()]
        assert house.courier.waiting() == {}
        assert len(await house.courier.missed("anna", START)) == 1
        assert await house.courier.missed("carl", START) == ()


async def test_cut_off_household(path: Path) -> None:
    """What was for everybody can be asked for by everybody."""
    await _cut_off(path)
    async with pretended_house(path) as house:
        await house.clock.move(60)
        assert set(house.texts) == {"<cut off: The news>"}
        for resident in ("anna", "ben", ""):
            assert len(await house.courier.missed(resident, START)) == 1


async def test_several_cut_off(path: Path) -> None:
    """Several that were cut off for one person are told as one."""
    async with pretended_house(path) as house:
        for number in range(3):
            await house.say(
                f"Text {number}.",
                title=f"{number}",
                residents=["carl"],
                mergeable=True,
            )
        house.surroundings.move("carl", "bedroom")
        await house.clock.move(0.1)
    async with pretended_house(path) as house:
        house.surroundings.move("carl", "bedroom")
        await house.clock.move(60)
        assert house.texts == ["<3: <cut off: 0> <cut off: 1> <cut off: 2>>"]


@pytest.mark.parametrize("kind", [Kind.MESSAGE, Kind.COMPANION])
async def test_expired_meanwhile(path: Path, kind: Kind) -> None:
    """What expired while no process ran is dropped with a reason, and can be missed."""
    async with pretended_house(path) as house:
        await house.say("Hello.", residents=["carl"], kind=kind)
    later = START + timedelta(hours=5)
    async with pretended_house(path, time=later) as house:
        await house.clock.move(1)
        assert [told.action for told in house.told] == [Action.DROP]
        [missed] = await house.courier.missed("carl", START)
        assert missed.text == "Hello."


async def test_cut_off_long_ago(path: Path) -> None:
    """That she was cut off is no news after the news is none."""
    await _cut_off(path, residents=["anna"])
    async with pretended_house(path, time=START + timedelta(hours=5)) as house:
        await house.clock.move(60)
        assert house.texts == []
        assert house.courier.waiting() == {}


async def test_forgotten_in_time(path: Path) -> None:
    """What was kept is forgotten after a day, whoever runs then."""
    await _cut_off(path, residents=["anna"])
    async with pretended_house(path) as house:
        await house.clock.move(60)
    async with pretended_house(path, time=START + timedelta(hours=25)) as house:
        assert await house.courier.missed("anna", START) == ()
        assert await house.rows() == []


@pytest.mark.parametrize(
    ("terms", "alter", "column", "value"),
    [
        (
            {"kind": Kind.MESSAGE, "privacy": Privacy.PRIVATE, "residents": ["anna"]},
            lambda house: house.surroundings.move("ben", "kitchen"),
            "signalled",
            1,
        ),
        ({"residents": ["anna", "carl"]}, _nothing, "told", '["anna"]'),
    ],
)
async def test_progress_kept(
    path: Path,
    terms: dict[str, Any],
    alter: Callable[[PretendedHouse], None],
    column: str,
    value: object,
) -> None:
    """How far something has come is on disk."""
    async with pretended_house(path) as house:
        alter(house)
        await house.say("Hello.", **terms)
        await house.clock.move(60)
    async with pretended_house(path) as house:
        alter(house)
        await house.clock.move(60)
        [row] = await house.rows()
        assert row[column] == value
        assert house.told == []


async def test_as_it_was(path: Path) -> None:
    """All terms are as they were after a restart."""
    terms: dict[str, Any] = {
        "residents": ["carl"],
        "areas": frozenset({"office"}),
        "voices": frozenset({"office_voice"}),
        "urgency": Urgency.LOW,
        "privacy": Privacy.HOUSEHOLD,
        "when": When.HOME,
        "mergeable": True,
        "dedupe": "washing",
        "asks": True,
        "language": "de",
        "kind": Kind.REMINDER,
    }
    async with pretended_house(path) as house:
        await house.say("Old.", **terms)
    async with pretended_house(path) as house:
        accepted = await house.courier.accept(house.draft("New.", **terms))
        assert accepted.replaced
    async with pretended_house(path) as house:
        house.surroundings.move("carl", "office")
        await house.clock.move(60)
        [sounded] = house.voices.sounded
        assert sounded.voice == "office_voice"
        assert (sounded.speech.asks, sounded.speech.language) == (True, "de")
        assert house.told[-1].outcome is Outcome.SPOKEN


async def test_said_before_loaded(path: Path) -> None:
    """What is accepted while she takes up what waited comes after it."""
    async with pretended_house(path) as house:
        house.surroundings.leave("anna")
        await house.say("Old.", residents=["anna"])
    async with pretended_house(path) as house:
        await house.say("New.", residents=["anna"])
        await house.clock.move(60)
        assert house.texts == ["Old.", "New."]


def test_without_home_assistant() -> None:
    """The courier, its store and the manners run without Home Assistant."""
    root = Path(__file__).parents[2]
    program = """
import importlib, sys, types
for name in ("custom_components", "custom_components.samantha"):
    module = sys.modules[name] = types.ModuleType(name)
    module.__path__ = [f"{sys.argv[1]}/{name.replace('.', '/')}"]
importlib.import_module("custom_components.samantha.voice.courier")
assert not [name for name in sys.modules if name.partition(".")[0] == "homeassistant"]
"""
    subprocess.run(  # noqa: S603 # it starts this Python
        [sys.executable, "-c", program, root], check=True
    )
