"""The courier when voices fail, and when somebody or an alarm cuts in."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Final

import pytest

from custom_components.samantha.manners.situation import QuietHours
from custom_components.samantha.manners.utterance import Kind, Privacy
from custom_components.samantha.manners.verdict import Action, Awaited, Change, Why
from custom_components.samantha.store import Transaction
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


async def test_other_voice(house: PretendedHouse) -> None:
    """Where a voice fails, another of the room is tried."""
    house.voices.failing.add("kitchen_voice")
    await house.say("Hello.", residents=["anna"])
    await house.clock.move(60)
    assert [sounded.voice for sounded in house.voices.sounded] == [
        "kitchen_voice",
        "kitchen_speaker",
    ]
    assert house.voices.sounded[1].whole
    assert await house.rows() == []


async def test_failed_for_long(house: PretendedHouse) -> None:
    """It is tried again, ever more seldom, then it goes to the phone."""
    house.voices.failing |= {"kitchen_voice", "kitchen_speaker"}
    await house.say("Hello.", residents=["anna"], kind=Kind.REMINDER)
    await house.clock.move(3 * 3600)
    tried = [sounded.voice for sounded in house.voices.sounded]
    assert tried[-1] == "notify.anna"
    assert 6 <= len(tried) <= 24


async def test_why_it_waits_after_a_failure(house: PretendedHouse) -> None:
    """What could not be said waits, and the ledger knows why."""
    house.voices.failing |= {"kitchen_voice", "kitchen_speaker"}
    key = await house.say("Hello.", residents=["anna"])
    await house.clock.move(5)
    [why] = await house.courier.explain(residents=["anna"], actions={Action.WAIT})
    assert (why.key, why.waits_still) == (key, True)
    assert [reason.why for reason in why.reasons] == [Why.VOICE_UNREACHABLE]
    newest, *_, first = await house.courier.explain(residents=["anna"], limit=9)
    assert (newest.action, first.action) == (Action.WAIT, Action.SPEAK)
    assert first.outcome is Outcome.FAILED
    house.voices.failing.clear()
    await house.clock.move(120)
    [last] = await house.courier.explain(residents=["anna"])
    assert (last.action, last.outcome) == (Action.SPEAK, Outcome.SPOKEN)


async def test_failed_after_a_while(house: PretendedHouse) -> None:
    """What was said before a voice failed is not said again."""
    house.voices.failing.add("kitchen_voice")
    house.voices.fails_after = 1
    text = "This is a sentence of some length, to fill a part of it. " * 8
    await house.say(text, residents=["anna"])
    await house.clock.move(240)
    first, second = house.voices.sounded
    assert f"{first.text} {second.text}" == text.strip()


async def test_hanging(house: PretendedHouse) -> None:
    """A voice that never ends is given up."""
    house.voices.hanging.add("kitchen_voice")
    await house.say("Hello.", residents=["anna"])
    await house.clock.move(240)
    assert [sounded.voice for sounded in house.voices.sounded] == [
        "kitchen_voice",
        "kitchen_speaker",
    ]


@pytest.mark.parametrize("where", [None, "kitchen", "kitchen_voice"])
async def test_stop(house: PretendedHouse, where: str | None) -> None:
    """What is stopped is not begun again."""
    text = "This is a sentence of some length, to fill a part of it. " * 20
    key = await house.say(text, residents=["anna"])
    await house.clock.move(1)
    assert house.courier.speaking_in("kitchen")
    assert await house.courier.stop(where)
    await house.clock.move(600)
    [sounded] = house.voices.sounded
    assert sounded.parts == 1
    told = await house.courier.delivered(key)
    assert told is not None
    assert told.outcome is Outcome.STOPPED
    assert await house.rows() == []


async def test_stop_elsewhere(house: PretendedHouse) -> None:
    """Stopping one room leaves the others."""
    await house.say("Dinner is ready.")
    await house.clock.move(0.1)
    assert await house.courier.stop("kitchen")
    assert not await house.courier.stop("bedroom")
    await house.clock.move(60)
    assert not await house.courier.stop(None)


async def test_stop_before_sound(house: PretendedHouse) -> None:
    """What is stopped before its first sound makes none."""
    await house.say("Hello.", residents=["anna"])
    assert await house.courier.stop()
    await house.clock.move(60)
    assert house.texts == []
    assert await house.rows() == []


async def test_alarm_cuts_in(house: PretendedHouse) -> None:
    """An alarm waits for the part only; the rest follows it, from there."""
    text = "This is a sentence of some length, to fill a part of it. " * 20
    await house.say(text, residents=["anna"])
    await house.clock.move(1)
    await house.say("Water.", residents=["anna"], kind=Kind.ALARM)
    await house.clock.move(600)
    before, *phone, alarm, after = [
        one for one in house.voices.sounded if not one.voice.startswith("notify")
    ]
    assert phone == []
    assert before.parts == 1
    assert alarm.text == "Water."
    assert f"{before.text} {after.text}" == text.strip()
    assert before.end is not None
    assert alarm.end is not None
    assert before.end <= alarm.start
    assert alarm.end <= after.start


LONG = "This is a sentence of some length, to fill a part of it. " * 20


async def test_replaced_on_its_way(house: PretendedHouse) -> None:
    """What fails after something else has its tag is not tried again."""
    house.voices.failing.add("kitchen_voice")
    house.voices.fails_after = 1
    old = await house.say(LONG, residents=["anna"], dedupe="washing")
    await house.clock.move(1)
    await house.say("Done.", residents=["anna"], dedupe="washing")
    assert house.courier.waiting() == {"anna": 1}
    settled = asyncio.create_task(house.courier.delivered(old))
    await house.clock.move(60)
    house.voices.failing.clear()
    await house.clock.move(3600)
    assert [one.speech.parts[0] for one in house.voices.sounded if one.whole] == [
        "Done."
    ]
    assert await settled is None
    assert await house.rows() == []


async def test_replaced_as_it_fails(
    house: PretendedHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is what fails while the other is being written down."""
    played = asyncio.Event()
    with monkeypatch.context() as patched:
        patched.setattr(house.clock, "sleep", lambda _seconds: played.wait())
        house.voices.failing.add("office_voice")
        house.voices.fails_after = 1
        await house.say(LONG, residents=["ben"], dedupe="washing")
        await house.store.until_unused()

        async def fail_meanwhile(_transaction: Transaction, _key: str) -> None:
            failed = asyncio.Event()
            house.courier.listen_waiting(failed.set)
            played.set()
            await failed.wait()

        draft = house.draft("Done.", residents=["ben"], dedupe="washing")
        await house.courier.accept(draft, fail_meanwhile)
    assert house.courier.waiting() == {"ben": 1}
    house.voices.failing.clear()
    await house.clock.move(3600)
    assert [one.speech.parts[0] for one in house.voices.sounded if one.whole] == [
        "Done."
    ]
    assert await house.rows() == []


def _guests(house: PretendedHouse, *, come: bool) -> None:
    house.surroundings.set(Awaited(Change.GUESTS), guests=come)


def _company(house: PretendedHouse, *, come: bool) -> None:
    house.surroundings.move("ben", "kitchen" if come else "office")


def _hush(house: PretendedHouse, *, come: bool) -> None:
    end = house.clock.utcnow() + timedelta(hours=1) if come else None
    house.surroundings.set(Awaited(Change.HUSH), hushed_until=end)


def _hush_kitchen(house: PretendedHouse, *, come: bool) -> None:
    end = house.clock.utcnow() + timedelta(hours=1) if come else None
    house.surroundings.area("kitchen", Change.HUSH, hushed_until=end)


def _hush_anna(house: PretendedHouse, *, come: bool) -> None:
    end = house.clock.utcnow() + timedelta(hours=1) if come else None
    house.surroundings.resident("anna", Change.HUSH, hushed_until=end)


@pytest.mark.parametrize(
    "happens", [_guests, _company, _hush, _hush_kitchen, _hush_anna]
)
@pytest.mark.parametrize(("after", "parts"), [(0, []), (1, [1])])
async def test_broken_off(
    house: PretendedHouse,
    happens: Callable[..., None],
    after: float,
    parts: list[int],
) -> None:
    """Where others may hear it by now, or silence was asked for, the rest waits."""
    await house.say(LONG, residents=["anna"], privacy=Privacy.PRIVATE)
    if after:
        await house.clock.move(after)
    happens(house, come=True)
    await house.clock.move(600)
    assert [one.parts for one in house.voices.sounded] == parts
    happens(house, come=False)
    await house.clock.move(600)
    assert " ".join(house.texts) == LONG.strip()
    assert await house.rows() == []


_FOUR_TO_FIVE: Final = QuietHours(time(16), time(17))


async def _near_four(house: PretendedHouse) -> None:
    """Come to a moment before four in the afternoon, and take some to begin."""
    four = datetime.combine(house.clock.now(), time(16), ZONE)
    await house.clock.move_to(four - timedelta(seconds=5))
    house.voices.starts_after = 10


def _quiet_house(house: PretendedHouse) -> None:
    house.surroundings.set(quiet_hours=_FOUR_TO_FIVE)


def _quiet_anna(house: PretendedHouse) -> None:
    house.surroundings.resident("anna", quiet_hours=_FOUR_TO_FIVE)


@pytest.mark.parametrize("quiet", [_quiet_house, _quiet_anna])
async def test_quiet_before_the_first_sound(
    house: PretendedHouse, quiet: Callable[[PretendedHouse], None]
) -> None:
    """Quiet hours that begin before its first sound let it wait for their end."""
    quiet(house)
    await _near_four(house)
    await house.say("Hello.", residents=["anna"])
    await house.clock.move(1800)
    assert [one.parts for one in house.voices.sounded] == [0]
    await house.clock.move(3600)
    assert [one.text for one in house.voices.sounded if one.parts] == ["Hello."]
    assert await house.rows() == []


@pytest.mark.parametrize("kind", [Kind.REMINDER, Kind.ALARM])
async def test_expired_before_the_first_sound(
    house: PretendedHouse, kind: Kind
) -> None:
    """What expires before its first sound is not said."""
    house.voices.starts_after = 10
    await house.say("Hello.", residents=["anna"], hours=5 / 3600, kind=kind)
    await house.clock.move(600)
    assert [one.text for one in house.voices.sounded if one.parts] == []
    assert house.told[-1].action is Action.DROP


async def test_alarm_begins_in_quiet_hours(house: PretendedHouse) -> None:
    """Quiet hours that begin before its first sound stop no alarm."""
    _quiet_house(house)
    await _near_four(house)
    await house.say("Fire.", residents=["anna"], kind=Kind.ALARM)
    await house.clock.move(600)
    assert {one.text for one in house.voices.sounded} == {"Fire."}


async def test_what_has_begun_is_said_to_its_end(house: PretendedHouse) -> None:
    """Quiet hours that begin after its first sound let it come to its end."""
    _quiet_house(house)
    await _near_four(house)
    house.voices.starts_after = 0
    await house.say(LONG, residents=["anna"])
    await house.clock.move(600)
    assert house.texts == [LONG.strip()]


@pytest.mark.parametrize("happens", [_guests, _company])
async def test_not_broken_off(
    house: PretendedHouse, happens: Callable[..., None]
) -> None:
    """What anybody may hear goes on before others."""
    await house.say(LONG, residents=["anna"])
    await house.clock.move(1)
    happens(house, come=True)
    await house.clock.move(600)
    assert house.texts == [LONG.strip()]


@pytest.mark.parametrize("happens", [_hush, _hush_kitchen, _hush_anna])
async def test_alarm_is_not_broken_off(
    house: PretendedHouse, happens: Callable[..., None]
) -> None:
    """An alarm is said to its end."""
    await house.say(LONG, residents=["anna"], kind=Kind.ALARM)
    await house.clock.move(1)
    happens(house, come=True)
    await house.clock.move(600)
    texts = [one.text for one in house.voices.sounded if one.voice == "kitchen_voice"]
    assert texts == [LONG.strip()]


async def test_withdrawn_before_sound(house: PretendedHouse) -> None:
    """What is taken back before its first sound makes none."""
    key = await house.say("Hello.", residents=["anna"])
    await house.courier.withdraw(key)
    await house.clock.move(3600)
    assert house.texts == []
    assert await house.rows() == []


async def test_withdrawn_on_its_way(house: PretendedHouse) -> None:
    """What is taken back while it is being said is said, or fails, once."""
    house.voices.failing.add("kitchen_voice")
    house.voices.fails_after = 1
    key = await house.say(LONG, residents=["anna"])
    await house.clock.move(1)
    assert not await house.courier.withdraw(key)
    await house.clock.move(3600)
    assert [one.voice for one in house.voices.sounded] == ["kitchen_voice"]
    assert await house.rows() == []
    assert house.courier.waiting() == {}
