"""The courier when the disk fails: nothing taken that is not kept, nothing lost."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from custom_components.samantha.manners.utterance import Kind
from custom_components.samantha.manners.verdict import Awaited, Change
from custom_components.samantha.store import StoreError

from .pretend import PretendedHouse, pretended_house


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: the courier needs none."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database is."""
    return tmp_path / "samantha.db"


@pytest.fixture
async def house(path: Path) -> AsyncGenerator[PretendedHouse]:
    """Return a house with a courier in it."""
    async with pretended_house(path) as house:
        yield house


async def test_not_accepted(house: PretendedHouse) -> None:
    """What can't be kept is not taken."""
    house.store.full = True
    with pytest.raises(StoreError):
        await house.say("Hello.", residents=["anna"])
    house.store.full = False
    await house.clock.move(600)
    assert house.texts == []
    await house.say("Again.", residents=["anna"])
    await house.clock.move(60)
    assert house.texts == ["Again."]


async def test_not_replaced(house: PretendedHouse) -> None:
    """What can't be replaced stays."""
    terms: dict[str, Any] = {"residents": ["carl"], "dedupe": "washing"}
    await house.say("Old.", **terms)
    house.store.full = True
    with pytest.raises(StoreError):
        await house.say("New.", **terms)
    house.store.full = False
    house.surroundings.move("carl", "office")
    await house.clock.move(60)
    assert house.texts == ["Old."]


async def test_disk_full_later(
    house: PretendedHouse, caplog: pytest.LogCaptureFixture
) -> None:
    """What can't be noted is not said before it can; nothing is lost; told once."""
    await house.say("Hello.", residents=["carl"])
    house.store.full = True
    house.surroundings.move("carl", "office")
    await house.clock.move(300)
    assert house.texts == []
    house.store.full = False
    await house.clock.move(1200)
    assert house.texts == ["Hello."]
    assert await house.rows() == []
    assert len([one for one in caplog.records if "noted" in one.message]) == 1


async def test_disk_full_while_speaking(house: PretendedHouse) -> None:
    """That it was told is noted as soon as the disk lets it."""
    await house.say("Hello.", residents=["anna"])
    await house.clock.move(0.1)
    house.store.full = True
    await house.clock.move(300)
    house.store.full = False
    await house.clock.move(600)
    assert house.texts == ["Hello."]
    assert await house.rows() == []


async def test_alarm_without_disk(house: PretendedHouse) -> None:
    """An alarm is given though the disk has no room for a note."""
    house.surroundings.set(started=False)
    await house.say("Water.", residents=["anna"], kind=Kind.ALARM)
    house.store.full = True
    house.surroundings.set(Awaited(Change.STARTED), started=True)
    await house.clock.move(60)
    assert "Water." in house.texts


async def test_odd_text(house: PretendedHouse) -> None:
    """A text that no file can hold is said as far as it can be."""
    await house.say("Half \ud83d a pair.", residents=["anna"], title="\ud83d")
    await house.clock.move(60)
    assert house.texts == ["Half ? a pair."]
