"""What she says about calendars."""

from datetime import date
from typing import Any, Final

from homeassistant.components.calendar import CalendarEvent
import pytest

from .asking import House

EVENTS: Final = [
    {"summary": "Breakfast club", "day": 0, "start": "08:00", "end": "09:00"},
    {"summary": "Orchard walk", "day": 0, "start": "15:00", "end": "16:30"},
    {"summary": "Choir", "day": 0, "start": "19:30", "end": "21:00"},
    {
        "summary": "Optician",
        "day": 1,
        "start": "09:30",
        "end": "10:00",
        "location": "12 Harbour Lane",
    },
    {"summary": "Flight to Oslo", "day": 2, "start": "06:15", "end": "08:00"},
    {"summary": "Autumn break", "day": 6},
    {"summary": "Oma's birthday", "day": 60},
]
WORK: Final = [{"summary": "Sales meeting", "day": 1, "start": "14:00", "end": "15:00"}]
CALENDARS: Final[dict[str, dict[str, Any]]] = {
    "calendar.family": {"name": "Family", "events": EVENTS},
    "calendar.work": {"name": "Ben's work", "events": WORK},
    "calendar.diary": {
        "name": "Mia's diary",
        "exposed": False,
        "events": [{"summary": "Therapy", "day": 1, "start": "16:00", "end": "17:00"}],
    },
}


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Calendars look for the end of an event that comes after the test's."""
    return True


@pytest.mark.parametrize(
    ("question", "says", "lacks"),
    [
        (
            "what's on today",
            ["Orchard walk, until half past four", "Choir at half past seven"],
            ["Breakfast", "Optician"],
        ),
        ("what's happening tonight", ["Choir"], ["Orchard"]),
        (
            "what's on tomorrow",
            ["Optician at half past nine", "Sales meeting at two"],
            ["Choir", "Therapy"],
        ),
        (
            "what do we have on Thursday",
            ["On Thursday", "Flight to Oslo at quarter past six in the morning"],
            ["Optician"],
        ),
        ("what's on this weekend", ["Nothing is on the calendar this weekend"], []),
        ("what's on next week", ["Autumn break on Monday"], ["Choir"]),
        ("what's on the family calendar tomorrow", ["Optician"], ["Sales"]),
        ("what's on Ben's work calendar tomorrow", ["Sales meeting"], ["Optician"]),
        ("what's on Mia's diary tomorrow", ["don't see a calendar"], ["Therapy"]),
        ("do I have anything tomorrow morning", ["Yes", "Optician"], ["Sales"]),
        ("do I have anything tomorrow evening", ["No"], ["Therapy"]),
        ("am I free on Saturday", ["Yes"], []),
        ("am I free tomorrow afternoon", ["No", "Sales meeting"], ["Optician"]),
        ("how many appointments do I have tomorrow", ["Two", "Optician"], ["Therapy"]),
        ("what's my next appointment", ["Choir today at half past seven"], ["Orchard"]),
        ("when is my next meeting", ["Sales meeting tomorrow at two"], []),
        ("what's my first appointment tomorrow", ["Optician"], ["Sales"]),
        ("when is the optician", ["tomorrow at half past nine"], []),
        ("when is oma's birthday", ["on 12 December"], []),
        ("when does choir end", ["today at nine"], []),
        ("when is the orchard walk", ["on now, until half past four"], []),
        ("how long is the optician appointment", ["30 minutes"], []),
        ("how long until choir", ["3 hours and 50 minutes"], []),
        ("where is the optician appointment", ["12 Harbour Lane"], []),
        ("where is choir", ["doesn't say where"], []),
        ("when is the plumber appointment", ["don't see that"], []),
        ("do I have therapy tomorrow", [], ["Therapy", "four"]),
        ("when is therapy", [], ["tomorrow"]),
    ],
)
async def test_what_is_on(
    house: House,
    question: str,
    says: list[str],
    lacks: list[str],
) -> None:
    """She tells what is still to come on the calendars that are exposed."""
    await house.build(CALENDARS)
    answer = await house.ask(question)
    assert [fact for fact in says if fact not in answer] == [], answer
    assert [fact for fact in lacks if fact in answer] == [], answer


async def test_goes_on_about_another_day(
    house: House,
) -> None:
    """A day alone asks the same about that day; another title, about that."""
    await house.build(CALENDARS)
    await house.ask("what's on today")
    assert "Optician" in await house.ask("and tomorrow?")
    await house.ask("when is the optician")
    assert "half past seven" in await house.ask("and choir?")


@pytest.mark.parametrize(
    ("things", "question", "says"),
    [
        ({}, "what's on today", "don't see a calendar"),
        (
            {"calendar.a": {"name": "Alba"}},
            "what's on today",
            "Nothing is on the calendar today",
        ),
        (
            {"calendar.a": {"name": "Alba", "broken": True}},
            "what's on today",
            "can't reach",
        ),
        (
            {"calendar.a": {"name": "Alba", "state": "unavailable"}},
            "am I free today",
            "can't reach",
        ),
        (
            {"calendar.a": {"name": "Alba", "exposed": False, "events": EVENTS}},
            "what's on today",
            "don't see a calendar",
        ),
        (
            {**CALENDARS, "calendar.b": {"name": "Parish", "broken": True}},
            "what's on tomorrow",
            "I can't reach the parish calendar",
        ),
        (
            {**CALENDARS, "calendar.b": {"name": "Parish", "broken": True}},
            "what's on tomorrow",
            "Optician",
        ),
    ],
)
async def test_says_what_it_cannot_know(
    house: House,
    things: dict[str, dict[str, Any]],
    question: str,
    says: str,
) -> None:
    """Calendars that are empty, broken, gone or not exposed get an honest answer."""
    await house.build(things)
    assert says in await house.ask(question)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("what's on today", "Today: Sailing, until the day after tomorrow"),
        ("what's on tomorrow", "Tomorrow: Sailing, until the day after tomorrow"),
        ("what's on Thursday", "On Thursday: Sailing all day"),
        ("when is sailing", "Sailing is from today to the day after tomorrow"),
        ("am I free on Friday", "Yes"),
    ],
)
async def test_events_of_several_days(
    house: House,
    question: str,
    says: str,
) -> None:
    """What lasts for days is on each of them, and she says until when."""
    event = CalendarEvent(
        summary="Sailing", start=date(2026, 10, 13), end=date(2026, 10, 16)
    )
    home = await house.build({"calendar.a": {"name": "Club"}})
    home.devices["calendar.a"]._events = [event]  # type: ignore[attr-defined]
    assert says in await house.ask(question)


async def test_many_events_are_counted(
    house: House,
) -> None:
    """Five are named, the rest is a number."""
    events = [
        {
            "summary": f"Lesson {n}",
            "day": 1,
            "start": f"{n + 8:02}:00",
            "end": f"{n + 8:02}:30",
        }
        for n in range(8)
    ]
    await house.build({"calendar.a": {"name": "School", "events": events}})
    answer = await house.ask("what's on tomorrow")
    assert "Lesson 4" in answer
    assert "Lesson 5" not in answer
    assert "three more" in answer
