"""The courier: what is said when, where, once, and what is on disk meanwhile."""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from custom_components.samantha.manners.situation import VoiceState
from custom_components.samantha.manners.utterance import Kind, Urgency, When
from custom_components.samantha.manners.verdict import Action, Awaited, Change
from custom_components.samantha.voice.ports import Outcome

from .pretend import ZONE, PretendedHouse, pretended_house


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


async def test_spoken(house: PretendedHouse) -> None:
    """What may be said is said at once, where the person is, and leaves no text."""
    accepted = await house.courier.accept(house.draft("Hello.", residents=["anna"]))
    assert accepted.verdict.action is Action.SPEAK
    assert [row["text"] for row in await house.rows()] == ["Hello."]
    await house.clock.move(60)
    [sounded] = house.voices.sounded
    assert (sounded.voice, sounded.text, sounded.whole) == (
        "kitchen_voice",
        "Hello.",
        True,
    )
    assert await house.rows() == []
    assert [(told.action, told.outcome) for told in house.told] == [
        (Action.SPEAK, None),
        (Action.SPEAK, Outcome.SPOKEN),
    ]


async def test_spoken_in_the_hour_that_comes_twice(path: Path) -> None:
    """When the clock has been put back she speaks as at any other time."""
    again = datetime(2026, 10, 25, 2, 30, tzinfo=ZONE, fold=1)
    async with pretended_house(path, time=again) as house:
        await house.say("Hello.", residents=["anna"])
        await house.clock.move(30)
        assert house.texts == ["Hello."]
        assert house.told[-1].outcome is Outcome.SPOKEN


async def test_on_disk_before_sound(house: PretendedHouse) -> None:
    """That it is being said is on disk before the first sound."""
    await house.say("Hello.", residents=["anna"])
    await house.clock.move(0.1)
    [row] = await house.rows()
    assert row["speaking"] == '["anna"]'
    assert house.voices.sounding


async def test_waits(house: PretendedHouse) -> None:
    """What must wait is said once what it waits for has come."""
    accepted = await house.courier.accept(
        house.draft("Hello.", residents=["carl"], when=When.HOME)
    )
    assert accepted.verdict.action is Action.WAIT
    assert house.courier.waiting() == {"carl": 1}
    await house.clock.move(600)
    assert house.texts == []
    house.surroundings.move("carl", "office")
    await house.clock.move(60)
    assert house.texts == ["Hello."]
    assert house.courier.waiting() == {}


async def test_two_at_once(house: PretendedHouse) -> None:
    """Two in one ear follow one another, with a gap."""
    for text in ("One.", "Two."):
        await house.say(text, residents=["anna"])
    await house.clock.move(60)
    first, second = house.voices.sounded
    assert [first.text, second.text] == ["One.", "Two."]
    assert first.end is not None
    assert second.start - first.end == timedelta(seconds=4)


async def test_two_ears(house: PretendedHouse) -> None:
    """Two in two ears are said at the same time."""
    await house.say("One.", residents=["anna"])
    await house.say("Two.", residents=["ben"])
    await house.clock.move(0.1)
    assert set(house.voices.sounding) == {"kitchen_voice", "office_voice"}


async def test_household(house: PretendedHouse) -> None:
    """What is for whoever is at home is said where they are, at once."""
    await house.say("Dinner.")
    await house.clock.move(60)
    assert {sounded.voice for sounded in house.voices.sounded} == {
        "kitchen_voice",
        "office_voice",
    }
    assert await house.rows() == []


async def test_several(house: PretendedHouse) -> None:
    """Each of several is told where they are, and the last when she is there."""
    key = await house.say("News.", residents=["anna", "ben", "carl"])
    await house.clock.move(60)
    assert sorted(sounded.voice for sounded in house.voices.sounded) == [
        "kitchen_voice",
        "office_voice",
    ]
    [row] = await house.rows()
    assert row["told"] == '["anna", "ben"]'
    assert row["speaking"] is None
    house.surroundings.move("carl", "bedroom")
    await house.clock.move(60)
    assert [sounded.voice for sounded in house.voices.sounded[2:]] == ["bedroom_voice"]
    assert await house.rows() == []
    told = await house.courier.delivered(key)
    assert told is not None
    assert told.residents == {"carl"}


async def test_order(house: PretendedHouse) -> None:
    """Alarms go first, then what is urgent, then what is old."""
    house.surroundings.voice("kitchen_voice", state=VoiceState.BUSY)
    house.surroundings.set(Awaited(Change.STARTED), started=False)
    for text, terms in (
        ("Low.", {"urgency": Urgency.LOW}),
        ("First.", {}),
        ("Second.", {}),
        ("High.", {"urgency": Urgency.HIGH}),
        ("Alarm.", {"kind": Kind.ALARM, "voices": frozenset({"kitchen_voice"})}),
    ):
        await house.say(text, residents=["anna"], **terms)
        await house.clock.move(1)
    assert house.texts == []
    house.surroundings.voice("kitchen_voice", state=VoiceState.FREE)
    house.surroundings.set(Awaited(Change.STARTED), started=True)
    await house.clock.move(120)
    assert house.texts == ["Alarm.", "High.", "First.", "Low.", "Second."]


async def test_fair(house: PretendedHouse) -> None:
    """A stream of urgent ones lets one through that has waited for long."""
    for number in range(3):
        await house.say(f"High {number}.", residents=["anna"], urgency=Urgency.HIGH)
    await house.say("Low.", residents=["anna"], urgency=Urgency.LOW)
    for number in range(3, 30):
        await house.say(f"High {number}.", residents=["anna"], urgency=Urgency.HIGH)
        await house.clock.move(3)
    assert "Low." in house.texts


async def test_merged(house: PretendedHouse) -> None:
    """Short ones for the same person that become possible together are told as one."""
    for text in ("One.", "Two.", "Three."):
        await house.say(
            text, residents=["carl"], mergeable=True, urgency=Urgency.NORMAL
        )
    await house.say("Four.", residents=["carl"], mergeable=True, urgency=Urgency.LOW)
    await house.say("Alone.", residents=["carl"])
    house.surroundings.move("carl", "bedroom")
    await house.clock.move(120)
    assert house.texts == ["<4: One. Two. Three. Four.>", "Alone."]
    assert await house.rows() == []


@pytest.mark.parametrize(
    ("terms", "texts"),
    [
        ({"mergeable": False}, ["One.", "Two."]),
        ({"mergeable": True, "asks": True}, ["One.", "Two."]),
        ({"mergeable": True}, ["<2: One. Two.>"]),
    ],
)
async def test_mergeable(
    house: PretendedHouse, terms: dict[str, Any], texts: list[str]
) -> None:
    """Only what may be merged is."""
    for text in ("One.", "Two."):
        await house.say(text, residents=["carl"], **terms)
    house.surroundings.move("carl", "bedroom")
    await house.clock.move(120)
    assert house.texts == texts


async def test_long_not_merged(house: PretendedHouse) -> None:
    """A long text is told alone."""
    long = "A long sentence. " * 20
    await house.say(long, residents=["carl"], mergeable=True)
    await house.say("Two.", residents=["carl"], mergeable=True)
    house.surroundings.move("carl", "bedroom")
    await house.clock.move(240)
    assert house.texts == [long.strip(), "Two."]


async def test_dedupe(house: PretendedHouse) -> None:
    """A later one stands in for one that waits under the same key."""
    terms: dict[str, Any] = {"residents": ["carl"], "dedupe": "washing"}
    first = await house.courier.accept(house.draft("Old.", **terms))
    second = await house.courier.accept(house.draft("New.", **terms))
    assert (first.replaced, second.replaced) == (False, True)
    assert first.utterance.key == second.utterance.key
    assert house.courier.waiting() == {"carl": 1}
    house.surroundings.move("carl", "bedroom")
    await house.clock.move(60)
    assert house.texts == ["New."]


@pytest.mark.parametrize(
    ("text", "voices"),
    [("Same.", ["kitchen_voice"]), ("Other.", ["kitchen_voice", "kitchen_voice"])],
)
async def test_dedupe_told(house: PretendedHouse, text: str, voices: list[str]) -> None:
    """Who has heard the same words does not hear them again."""
    terms: dict[str, Any] = {"residents": ["anna", "carl"], "dedupe": "washing"}
    await house.say("Same.", **terms)
    await house.clock.move(60)
    await house.say(text, **terms)
    await house.clock.move(60)
    assert [sounded.voice for sounded in house.voices.sounded] == voices
    assert house.courier.waiting() == {"carl": 1}


async def test_dedupe_spoken(house: PretendedHouse) -> None:
    """What is being said is not replaced: the later one follows."""
    terms: dict[str, Any] = {"residents": ["anna"], "dedupe": "washing"}
    await house.say("Old.", **terms)
    await house.clock.move(0.1)
    accepted = await house.courier.accept(house.draft("New.", **terms))
    assert not accepted.replaced
    await house.clock.move(60)
    assert house.texts == ["Old.", "New."]


async def test_not_yet(house: PretendedHouse) -> None:
    """What is for later is said then."""
    then = house.clock.now() + timedelta(minutes=30)
    await house.say("Hello.", residents=["anna"], valid_from=then)
    await house.clock.move(29 * 60)
    assert house.texts == []
    await house.clock.move(120)
    [sounded] = house.voices.sounded
    assert sounded.start == then
