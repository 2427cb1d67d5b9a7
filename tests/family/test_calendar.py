"""Reminders, calls and birthdays on the calendars of the house."""

from datetime import timedelta
from typing import Any

from homeassistant.const import STATE_OFF, STATE_ON
import pytest

from ..her_house import House
from ..household import add_contact
from .conftest import Time

HOUSEHOLD = "calendar.samantha_calendar"
ANNAS = "calendar.anna_calendar"
HOUR = timedelta(hours=1)


async def on(
    house: House, start: str, end: str, calendar: str = HOUSEHOLD
) -> list[tuple[str, str, str]]:
    """Return what a calendar shows in a span of time."""
    response: Any = await house.hass.services.async_call(
        "calendar",
        "get_events",
        {"entity_id": calendar, "start_date_time": start, "end_date_time": end},
        blocking=True,
        return_response=True,
    )
    return [
        (event["start"], event["end"], event["summary"])
        for event in response[calendar]["events"]
    ]


def shown(house: House, calendar: str = HOUSEHOLD) -> tuple[str, str | None]:
    """Return whether something is on, and what is on now or next."""
    state = house.hass.states.get(calendar)
    assert state
    return state.state, state.attributes.get("message")


async def test_nothing(time: Time, house: House) -> None:
    """An empty calendar shows nothing."""
    del time
    assert shown(house) == (STATE_OFF, None)
    assert await on(house, "2026-11-01 00:00:00", "2027-11-01 00:00:00") == []


async def test_reminder_comes_and_goes(time: Time, house: House) -> None:
    """A reminder is on at its time, and only on the calendar of whose it is."""
    await house.act(
        "remind", text="Cat", at="2026-11-25 12:00:00", **{"for": "person.anna"}
    )
    assert shown(house) == (STATE_OFF, None)
    assert shown(house, ANNAS) == (STATE_OFF, "Cat")
    await time.to("12:00:01")
    assert shown(house, ANNAS) == (STATE_ON, "Cat")
    await time.to("12:15:01")
    assert shown(house, ANNAS) == (STATE_OFF, None)
    assert await on(house, "2026-11-25 12:00:00", "2026-11-25 12:01:00", ANNAS) == [
        ("2026-11-25T12:00:00+01:00", "2026-11-25T12:15:00+01:00", "Cat")
    ]
    assert await on(house, "2026-11-25 12:15:00", "2026-11-26 12:00:00", ANNAS) == []


async def test_every_time_of_what_recurs(time: Time, house: House) -> None:
    """A rule is shown each time in the span, also over the change of the clocks."""
    del time
    await house.act("remind", text="Bins", time="every Sunday at five in the morning")
    assert await on(house, "2027-03-20 00:00:00", "2027-04-04 05:00:00") == [
        ("2027-03-21T05:00:00+01:00", "2027-03-21T05:15:00+01:00", "Bins"),
        ("2027-03-28T05:00:00+02:00", "2027-03-28T05:15:00+02:00", "Bins"),
    ]


async def test_hour_that_comes_twice(time: Time, house: House) -> None:
    """What was over before the clock went back is over, though the wall shows less."""
    for text, at in {"Coach": "02:30:00", "Ferry": "02:50:00"}.items():
        await house.act("remind", text=text, at=f"2027-10-31 {at}")
    assert await on(house, "2027-10-31 00:00:00", "2027-11-01 00:00:00") == [
        ("2027-10-31T02:30:00+02:00", "2027-10-31T02:45:00+02:00", "Coach"),
        # It would go on until 2:05, which Home Assistant takes for earlier.
        ("2027-10-31T02:50:00+02:00", "2027-10-31T02:50:00+02:00", "Ferry"),
    ]
    await time.to("2027-10-31 02:30:01")
    assert shown(house) == (STATE_ON, "Coach")
    await time.on(HOUR)
    assert shown(house) == (STATE_OFF, None)


async def test_day_and_done(time: Time, house: House) -> None:
    """What is due on a day is on all day; without a time, or done, it is not shown."""
    del time
    for item in ({"item": "Tax", "due_date": "2026-11-27"}, {"item": "Milk"}):
        await house.hass.services.async_call(
            "todo",
            "add_item",
            {"entity_id": "todo.samantha_reminders", **item},
            blocking=True,
        )
    span = ("2026-11-01 00:00:00", "2027-11-01 00:00:00")
    assert await on(house, *span) == [("2026-11-27", "2026-11-28", "Tax")]
    await house.hass.services.async_call(
        "todo",
        "update_item",
        {
            "entity_id": "todo.samantha_reminders",
            "item": "Tax",
            "status": "completed",
        },
        blocking=True,
    )
    assert await on(house, *span) == []


async def test_calls_and_days(time: Time, house: House) -> None:
    """Contacts show when to call them, and their days, to those whose they are."""
    days = {"birthday": "1956-02-29", "other_days": ["06-12 Wedding day", "12-24"]}
    add_contact(house.hass, house.entry, "Maria", days)
    anna = {"residents": [house.residents["anna"]], "cadence": 10}
    add_contact(house.hass, house.entry, "Lena", anna)
    await house.settle()
    await house.act("log_call", contact="Lena")
    span = ("2026-11-25 00:00:00", "2027-11-25 00:00:00")
    assert await on(house, *span) == [
        ("2026-12-24", "2026-12-25", "A day of Maria"),
        ("2027-02-28", "2027-03-01", "Birthday of Maria"),
        ("2027-06-12", "2027-06-13", "Wedding day of Maria"),
    ]
    assert await on(house, *span, ANNAS) == [("2026-12-04", "2026-12-08", "Call Lena")]
    assert shown(house) == (STATE_OFF, "A day of Maria")
    await time.to("2026-12-24 00:00:01")
    assert shown(house) == (STATE_ON, "A day of Maria")
    # Overdue it stays until it is done.
    assert shown(house, ANNAS) == (STATE_ON, "Call Lena")
    await time.to("2027-01-20 12:00")
    assert await on(house, "2027-01-20 00:00:00", "2027-01-21 00:00:00", ANNAS) == [
        ("2026-12-04", "2027-01-21", "Call Lena")
    ]
    await house.act("log_call", contact="Lena")
    assert shown(house, ANNAS) == (STATE_OFF, "Call Lena")


async def test_birthday_in_a_leap_year(time: Time, house: House) -> None:
    """The 29th of February is on its day where there is one."""
    del time
    add_contact(house.hass, house.entry, "Maria", {"birthday": "02-29"})
    assert await on(house, "2028-01-01 00:00:00", "2029-12-31 00:00:00") == [
        ("2028-02-29", "2028-03-01", "Birthday of Maria"),
        ("2029-02-28", "2029-03-01", "Birthday of Maria"),
    ]


async def test_what_comes_very_often(time: Time, house: House) -> None:
    """A rule that comes round every few minutes does not fill a calendar for ever."""
    del time
    await house.act("remind", text="Oven", time="every 30 minutes")
    found = await on(house, "2026-11-25 00:00:00", "2028-11-25 00:00:00")
    assert 100 < len(found) <= 1000


@pytest.mark.parametrize("calendar", [HOUSEHOLD, ANNAS])
async def test_words_are_not_recorded(time: Time, house: House, calendar: str) -> None:
    """What residents said is kept out of the recorder."""
    del time
    state = house.hass.states.get(calendar)
    assert state
    assert state.state_info
    assert "message" in state.state_info["unrecorded_attributes"]
