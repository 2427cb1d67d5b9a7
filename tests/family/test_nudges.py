"""Nudges in a pretended house: when they are told, and when they must not be."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from custom_components.samantha.family.cadence import (
    Cadence,
    Contacted,
    Hours,
    Talk,
)
from custom_components.samantha.family.nudges import Asked, Callee, Nudges
from custom_components.samantha.family.nudging import Answer
from custom_components.samantha.manners.situation import Playing, Presence
from custom_components.samantha.manners.verdict import Change

from ..voice.pretend import ZONE, PretendedHouse, pretended_house

LAST = datetime(2026, 11, 12, 18, tzinfo=ZONE)
# The window of two weeks opens on the 25th at about ten, and six is the best hour.
NOON = datetime(2026, 11, 25, 12, tzinfo=ZONE)
SIX = datetime(2026, 11, 25, 18, tzinfo=ZONE)
FORTNIGHT = timedelta(days=14)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: the courier needs none."""


class Words:
    """Words that a test can tell from others."""

    def nudge(
        self, contact: str, since: timedelta | None, *, about_cadence: bool
    ) -> str:
        """Return a nudge."""
        what = "too often" if about_cadence else "call"
        return f"{what} {contact} {since.days if since else 'never'}"


@dataclass
class Nudged:
    """A house in which Anna is reminded of her mother."""

    house: PretendedHouse
    nudges: Nudges
    talks: list[Talk]
    asked: list[Asked] = field(default_factory=list)

    async def to(self, when: datetime) -> None:
        """Go on to a time, and let her finish what she says."""
        await self.house.clock.move_to(when)
        await self.house.clock.move(30)

    async def answer(self, answer: Answer) -> None:
        """Answer the last nudge."""
        await self.nudges.answer("anna", "mum", answer)
        await self.house.clock.move(1)


@asynccontextmanager
async def nudged(
    path: Path,
    time: datetime = NOON,
    talks: list[Talk] | None = None,
    *,
    later: float | None = None,
) -> AsyncGenerator[Nudged]:
    """Run nudges and a courier in a house from a time on, nudges so much later."""
    had = [Talk(LAST)] if talks is None else talks

    def callees() -> dict[str, list[Callee]]:
        hours = Hours(zone=ZONE)
        cadence = Cadence(every=FORTNIGHT, since=LAST)
        return {
            "anna": [
                Callee(
                    contact="mum",
                    cadence=cadence,
                    hours=(hours, hours),
                    talks=tuple(had),
                )
            ]
        }

    async with pretended_house(path, time=time) as house:
        nudges = Nudges(
            house.store,
            house.courier,
            house.clock,
            Words(),
            callees,
            asyncio.create_task,
        )
        found = Nudged(house, nudges, had)
        nudges.listen(found.asked.append)
        try:
            if later is not None:
                await house.clock.move(later)
            await nudges.resume()
            await house.clock.move(1)
            yield found
        finally:
            await nudges.close()


async def test_told_at_a_good_hour_where_they_are(tmp_path: Path) -> None:
    """At the best hour of the window, once, and an answer may be given there."""
    async with nudged(tmp_path / "her.db") as home:
        await home.to(SIX - timedelta(minutes=1))
        assert home.house.texts == []
        await home.to(SIX)
        assert home.house.texts == ["call mum 13"]
        assert [one.place for one in home.asked] == ["kitchen_voice"]
        assert not home.asked[0].about_cadence
        await home.answer(Answer.NOT_NOW)
        await home.to(SIX + timedelta(hours=5))
        assert home.house.texts == ["call mum 13"]


@pytest.mark.parametrize(
    ("what", "key", "change", "values"),
    [
        ("resident", "anna", Change.CALL, {"on_call": True}),
        ("resident", "anna", Change.AWAKE, {"awake": False}),
        ("resident", "anna", Change.HUSH, {"do_not_disturb": True}),
        (
            "resident",
            "anna",
            Change.PRESENCE,
            {"presence": Presence.AWAY, "area": None},
        ),
        (
            "resident",
            "anna",
            Change.PRESENCE,
            {"came_home": SIX + timedelta(minutes=50)},
        ),
        ("area", "kitchen", Change.PLAYING, {"playing": Playing.WATCHING}),
        ("area", "kitchen", Change.PLAYING, {"playing": Playing.MUSIC}),
        ("area", "kitchen", Change.TIMER, {"timer": True}),
        ("house", "", Change.GUESTS, {"guests": True}),
    ],
)
async def test_silent_where_it_does_not_suit(
    tmp_path: Path, what: str, key: str, change: Change, values: dict[str, Any]
) -> None:
    """She says nothing, sends nothing to a phone, and tries another hour."""
    async with nudged(tmp_path / "her.db") as home:
        surroundings = home.house.surroundings
        if what == "house":
            surroundings.set(**values)
        else:
            getattr(surroundings, what)(key, change, **values)
        await home.to(SIX + timedelta(minutes=55))
        assert home.house.texts == []
        assert home.nudges.book.of("anna", "mum").ignored == 0


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        (Answer.LATER, "2026-11-25 20:01"),
        (Answer.TOMORROW, "2026-11-26 18:01"),
        (Answer.STOP, None),
    ],
)
async def test_answers(tmp_path: Path, answer: Answer, again: str | None) -> None:
    """She comes back to it when that was asked for, and not before."""
    async with nudged(tmp_path / "her.db") as home:
        await home.to(SIX)
        await home.answer(answer)
        if again is None:
            await home.to(SIX + timedelta(days=20))
            assert len(home.house.texts) == 1
            return
        at = datetime.fromisoformat(again).replace(tzinfo=ZONE)
        await home.to(at - timedelta(minutes=3))
        assert len(home.house.texts) == 1
        await home.to(at)
        assert len(home.house.texts) == 2


async def test_ignored(tmp_path: Path) -> None:
    """Twice, and she asks whether it is too often; then she leaves it."""
    async with nudged(tmp_path / "her.db") as home:
        await home.to(SIX + timedelta(days=30))
        assert home.house.texts[0].startswith("call")
        assert home.house.texts[1].startswith("call")
        assert home.house.texts[2].startswith("too often")
        assert len(home.house.texts) == 3
        assert home.asked[-1].about_cadence


async def test_a_talk_takes_it_back(tmp_path: Path) -> None:
    """What waits to be said is not said after a talk."""
    async with nudged(tmp_path / "her.db") as home:
        home.house.surroundings.leave("anna")
        await home.to(SIX)
        now = home.house.clock.now()
        home.talks.append(Talk(now))
        await home.nudges.talked("mum", ["anna"], now, Contacted.CALL)
        home.house.surroundings.move("anna", "kitchen")
        await home.to(SIX + timedelta(days=9))
        assert home.house.texts == []


async def test_paused(tmp_path: Path) -> None:
    """On a trip she says nothing, and takes it up afterwards."""
    async with nudged(tmp_path / "her.db") as home:
        await home.nudges.pause(["anna"], SIX + timedelta(days=7))
        await home.to(SIX + timedelta(days=7) - timedelta(minutes=2))
        assert home.house.texts == []
        await home.to(SIX + timedelta(days=9))
        assert home.house.texts[0].startswith("call mum")


async def test_taken_up_after_a_restart(tmp_path: Path) -> None:
    """What waits is told by the next process, once; what was told is not again."""
    path = tmp_path / "her.db"
    async with nudged(path) as home:
        home.house.surroundings.resident("anna", Change.CALL, on_call=True)
        await home.to(SIX)
        assert home.house.texts == []
    async with nudged(path, SIX + timedelta(minutes=5)) as home:
        await home.house.clock.move(30)
        assert home.house.texts == ["call mum 13"]
    async with nudged(path, SIX + timedelta(minutes=10)) as home:
        await home.house.clock.move(600)
        assert home.house.texts == []
        assert home.nudges.book.of("anna", "mum").heard is not None


# While she says it, and once she has.
@pytest.mark.parametrize("later", [0, 30])
async def test_said_before_nudges_are_taken_up(tmp_path: Path, later: float) -> None:
    """What this process says at once is heard in full, and may be answered."""
    path = tmp_path / "her.db"
    async with nudged(path) as home:
        home.house.surroundings.resident("anna", Change.CALL, on_call=True)
        await home.to(SIX)
    async with nudged(path, SIX + timedelta(minutes=5), later=later) as home:
        await home.house.clock.move(30)
        assert home.house.texts == ["call mum 13"]
        assert home.nudges.awaits_answer(["anna"])


async def test_hours_are_learned_and_forgotten(tmp_path: Path) -> None:
    """A refused hour counts against itself, until somebody has it forgotten."""
    async with nudged(tmp_path / "her.db") as home:
        await home.to(SIX)
        await home.answer(Answer.NOT_NOW)
        learned = home.nudges.book.hours_of("anna")
        assert {hour: one.bad for hour, one in learned.items()} == {(2, 18): 1.0}
        await home.nudges.book.forget_hours("anna")
        assert home.nudges.book.hours_of("anna") == {}
