"""Reminders outlive whatever happens to the process and to the clock."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from custom_components.samantha.family.events import Event
from custom_components.samantha.family.reminder_book import Wanted
from custom_components.samantha.manners.situation import Presence
from custom_components.samantha.manners.verdict import Change

from .pretend import at, reminded

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
START = "2026-11-25 10:00"
DAILY = Wanted(
    text="pills",
    resident="anna",
    due=at("2026-11-26 07:00", BERLIN),
    rule="FREQ=DAILY",
    shown=datetime.fromisoformat("2026-11-26 07:00"),
)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: reminders need none."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database is."""
    return tmp_path / "samantha.db"


def once(time: str, text: str = "dentist", resident: str = "anna") -> Wanted:
    """Return a reminder for one time."""
    return Wanted(text=text, resident=resident, due=at(time, BERLIN))


async def test_told_once_over_restarts(path: Path) -> None:
    """A reminder is told in its time, by whatever process there is, and not again."""
    async with reminded(path, at(START, BERLIN)) as here:
        await here.reminders.add(once("2026-11-25 12:00"))
    async with reminded(path, at("2026-11-25 11:59", BERLIN)) as here:
        assert here.texts == []
        await here.to("2026-11-25 12:00:30", BERLIN)
        assert here.texts == ["Anna: dentist"]
    async with reminded(path, at("2026-11-25 12:02", BERLIN)) as here:
        await here.to("2026-11-25 18:00", BERLIN)
        assert here.texts == []


async def test_missed_ones_are_told_as_one(path: Path) -> None:
    """After a downtime what was missed is told once, in summary, each to their own."""
    async with reminded(path, at(START, BERLIN)) as here:
        await here.reminders.add(once("2026-11-25 12:00", "dentist"))
        await here.reminders.add(once("2026-11-25 13:30", "cat"))
        await here.reminders.add(once("2026-11-25 13:00", "letter", "ben"))
        await here.reminders.add(once("2026-11-25 15:00", "bins"))
    async with reminded(path, at("2026-11-25 14:00", BERLIN)) as here:
        await here.house.clock.move(60)
        assert sorted(here.texts) == [
            "<missed Wed 12:00: dentist> <missed Wed 13:30: cat>",
            "<missed Wed 13:00: letter>",
        ]
        await here.to("2026-11-25 15:00:30", BERLIN)
        assert here.texts[2:] == ["Anna: bins"]
    async with reminded(path, at("2026-11-25 15:10", BERLIN)) as here:
        await here.house.clock.move(600)
        assert here.texts == []


@pytest.mark.parametrize("hours", [-3, 3, 0, 24 * 7])
async def test_shifted_clocks(path: Path, hours: int) -> None:
    """Started at another time than it was, nothing is lost, and nothing told twice."""
    heard = []
    async with reminded(path, at(START, BERLIN)) as here:
        await here.reminders.add(once("2026-11-25 10:30", "first"))
        await here.reminders.add(once("2026-11-25 14:00", "second"))
        await here.to("2026-11-25 11:00", BERLIN)
        heard += here.texts
    shifted = at("2026-11-25 11:00", BERLIN) + timedelta(hours=hours)
    async with reminded(path, shifted) as here:
        await here.house.clock.move(60)
        heard += here.texts
    async with reminded(path, at("2026-12-03 09:00", BERLIN)) as here:
        await here.house.clock.move(60)
        heard += here.texts
    assert " ".join(heard).count("first") == 1
    assert " ".join(heard).count("second") == 1


@pytest.mark.parametrize(
    ("start", "days", "wanted"),
    [
        # The clock goes forward on the 28th, and back on the 25th.
        ("2027-03-26 07:00", ["2027-03-27", "2027-03-28", "2027-03-29"], "07:00"),
        ("2026-10-23 07:00", ["2026-10-24", "2026-10-25", "2026-10-26"], "07:00"),
        ("2026-10-23 02:30", ["2026-10-24", "2026-10-25", "2026-10-26"], "02:30"),
    ],
)
async def test_clocks_changed(
    path: Path, start: str, days: list[str], wanted: str
) -> None:
    """Seven stays seven when the clocks are changed, in one process or in many."""
    shown = datetime.fromisoformat(start)
    daily = Wanted(
        text="pills",
        resident="anna",
        due=shown.replace(tzinfo=BERLIN),
        rule="FREQ=DAILY",
        shown=shown,
    )
    async with reminded(path, at(start, BERLIN) - timedelta(hours=1)) as here:
        await here.reminders.add(daily)
        await here.to(f"{start}:30", BERLIN)
        assert here.texts == ["Anna: pills"]
    for day in days:
        before = at(f"{day} {wanted}", BERLIN) - timedelta(seconds=30)
        async with reminded(path, before) as here:
            assert here.texts == []
            await here.to(f"{day} {wanted}:30", BERLIN)
            assert here.texts == ["Anna: pills"]


async def test_another_time_zone(path: Path) -> None:
    """What recurs follows the wall of the house, wherever that stands."""
    async with reminded(path, at(START, BERLIN)) as here:
        await here.reminders.add(DAILY)
        await here.to("2026-11-26 07:00:30", BERLIN)
        assert here.texts == ["Anna: pills"]
    async with reminded(path, at("2026-11-26 06:00", NEW_YORK)) as here:
        await here.to("2026-11-26 08:00", NEW_YORK)
        assert here.texts == []
        await here.to("2026-11-27 07:00:30", NEW_YORK)
        assert here.texts == ["Anna: pills"]


async def test_a_week_away(path: Path) -> None:
    """Of what recurs, a week of it is missed as one."""
    async with reminded(path, at(START, BERLIN)) as here:
        await here.reminders.add(DAILY)
    async with reminded(path, at("2026-12-03 09:00", BERLIN)) as here:
        await here.house.clock.move(60)
        assert here.texts == ["<missed Thu 07:00: pills>"]
        await here.to("2026-12-04 07:00:30", BERLIN)
        assert here.texts[1:] == ["Anna: pills"]


async def test_done_before_its_time(path: Path) -> None:
    """What is done, or dropped, is not told; what recurs goes on the next time."""
    async with reminded(path, at(START, BERLIN)) as here:
        done = await here.reminders.add(once("2026-11-25 12:00"))
        gone = await here.reminders.add(once("2026-11-25 12:00", "cat"))
        daily = await here.reminders.add(DAILY)
        await here.reminders.complete(done.key)
        await here.reminders.remove([gone.key])
        await here.reminders.complete(daily.key)
        await here.to("2026-11-26 08:00", BERLIN)
        assert here.texts == []
        await here.to("2026-11-27 07:00:30", BERLIN)
        assert here.texts == ["Anna: pills"]


async def test_done_while_it_waits(path: Path) -> None:
    """Ticked off before somebody could hear it, it is not said any more."""
    async with reminded(path, at(START, BERLIN)) as here:
        kept = await here.reminders.add(once("2026-11-25 12:00", resident="carl"))
        await here.to("2026-11-25 12:00:30", BERLIN)
        assert here.house.courier.waiting() == {"carl": 1}
        await here.reminders.complete(kept.key)
        assert here.house.courier.waiting() == {}


async def test_comes_home_while_nobody_looked(path: Path) -> None:
    """Who came home during a downtime has come home."""
    wanted = Wanted(text="cat", resident="anna", event=Event.ARRIVE, subject="carl")
    async with reminded(path, at(START, BERLIN)) as here:
        await here.reminders.add(wanted)
        await here.house.clock.move(60)
        assert here.texts == []
    async with reminded(path, at("2026-11-25 11:00", BERLIN)) as here:
        here.house.surroundings.resident(
            "carl", Change.PRESENCE, presence=Presence.HOME, area="office"
        )
        await here.house.clock.move(60)
        assert here.texts == ["Anna: cat"]


async def test_leaving_is_told_on_the_phone(path: Path) -> None:
    """Who leaves is told on the phone, at once."""
    wanted = Wanted(text="umbrella", resident="ben", event=Event.LEAVE, subject="ben")
    async with reminded(path, at(START, BERLIN)) as here:
        await here.reminders.add(wanted)
        here.house.surroundings.leave("ben")
        await here.house.clock.move(60)
        assert [(one.voice, one.text) for one in here.house.voices.sounded] == [
            ("notify.ben", "Ben: umbrella")
        ]


async def test_erased_with_a_resident(path: Path) -> None:
    """With a resident go their reminders, and those that wait for them."""
    waits = Wanted(text="cat", resident="anna", event=Event.ARRIVE, subject="carl")
    async with reminded(path, at(START, BERLIN)) as here:
        await here.reminders.add(once("2026-11-25 12:00", resident="carl"))
        await here.reminders.add(waits)
        await here.reminders.add(once("2026-11-25 12:00"))
        await here.reminders.book.erase_resident("carl")
        assert [one.text for one in here.reminders.book.all()] == ["dentist"]
    async with reminded(path, at(START, BERLIN)) as here:
        assert [one.text for one in here.reminders.book.all()] == ["dentist"]
