"""Reminders by action and on to-do lists; what can't be meant is refused in words."""

from typing import Any

from homeassistant.exceptions import ServiceValidationError
import pytest

from ..her_house import House
from .conftest import Time
from .test_reminders_by_voice import ANNAS, reminders

HOUSEHOLD = "todo.samantha_reminders"


async def todo(house: House, action: str, **data: Any) -> None:
    """Call an action of to-do lists."""
    await house.hass.services.async_call(
        "todo", action, {"entity_id": ANNAS, **data}, blocking=True
    )
    await house.settle()


async def test_by_action(house: House, time: Time) -> None:
    """A reminder by action is told as others are."""
    kept: Any = await house.act(
        "remind",
        text="Call mum",
        time="every weekday at noon",
        **{"for": "person.anna"},
    )
    [reminder] = kept["reminders"]
    assert reminder["due"] == "2026-11-25T12:00:00+01:00"
    assert reminder["rule"] == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    await time.to("12:00:01")
    await time.heard(house.kitchen, "Anna, a reminder: Call mum.")
    await house.act("snooze", item="Call mum", duration="00:05:00")
    assert len(await reminders(house)) == 2


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"time": "at the blue hour"}, "time_not_understood"),
        ({"time": "yesterday at five"}, "time_past"),
        ({"at": "2026-11-25 09:00:00"}, "time_past"),
        ({"time": "on February 30th"}, "time_no_such"),
        ({"time": "every 0 days"}, "time_never"),
        ({"time": "in 99999999 days"}, "time_never"),
        ({"time": "every minute"}, "time_too_often"),
        ({"time": "next Friday"}, "time_ambiguous"),
        ({"arrives": "person.nobody"}, "resident_unknown"),
        ({"enters": "nowhere"}, "place_unknown"),
        ({"for": ["person.nobody"]}, "resident_unknown"),
        ({"text": " "}, "text_empty"),
        ({"text": "\u200b\u2060"}, "text_empty"),
    ],
)
async def test_refused(
    house: House, time: Time, data: dict[str, Any], key: str
) -> None:
    """What can't be meant is refused in words, and nothing is kept."""
    del time
    with pytest.raises(ServiceValidationError) as raised:
        await house.act("remind", **{"text": "Call mum"} | data)
    assert raised.value.translation_key == key
    assert await reminders(house, HOUSEHOLD) == []


async def test_invisible_item(house: House, time: Time) -> None:
    """An item of which nothing can be seen is refused, and no item becomes one."""
    del time
    with pytest.raises(ServiceValidationError) as raised:
        await todo(house, "add_item", item="\u200b\u3164")
    assert raised.value.translation_key == "text_empty"
    await todo(house, "add_item", item="Tax")
    with pytest.raises(ServiceValidationError) as raised:
        await todo(house, "update_item", item="Tax", rename="\u200b")
    assert raised.value.translation_key == "text_empty"
    assert [one["summary"] for one in await reminders(house)] == ["Tax"]


async def test_nothing_to_snooze(house: House, time: Time) -> None:
    """What there isn't can't be put off."""
    del time
    with pytest.raises(ServiceValidationError) as raised:
        await house.act("snooze", item="Call mum")
    assert raised.value.translation_key == "reminder_unknown"


async def test_on_a_list(house: House, time: Time) -> None:
    """An item with a time is told; it can be changed, ticked off and taken away."""
    await todo(house, "add_item", item="Cat", due_datetime="2026-11-25 12:00:00")
    await todo(house, "add_item", item="Milk")
    await todo(house, "add_item", item="Tax", due_date="2026-11-27")
    await todo(house, "update_item", item="Cat", due_datetime="2026-11-25 13:00:00")
    await time.to("12:30")
    assert house.kitchen.heard == []
    await time.to("13:00:01")
    await time.heard(house.kitchen, "Anna, a reminder: Cat.")
    await todo(house, "update_item", item="Cat", status="completed")
    await todo(house, "remove_item", item=["Milk"])
    assert [
        (item["summary"], item["status"], item["due"])
        for item in await reminders(house)
    ] == [
        ("Cat", "completed", "2026-11-25T13:00:00+01:00"),
        ("Tax", "needs_action", "2026-11-27"),
    ]


async def test_due_today(house: House, time: Time) -> None:
    """What is due today is told in an hour where its time has been, renamed or not."""
    await time.to("15:00")
    await todo(house, "add_item", item="Tax", due_date="2026-11-25")
    await time.to("15:30")
    await todo(house, "update_item", item="Tax", rename="Cat", due_date="2026-11-25")
    assert [item["due"] for item in await reminders(house)] == ["2026-11-25"]
    await time.to("15:59")
    assert house.kitchen.heard == []
    await time.to("16:00:01")
    await time.heard(house.kitchen, "Anna, a reminder: Cat.")
    await time.to("23:30")
    await todo(house, "add_item", item="Milk", due_date="2026-11-25")
    assert (await reminders(house))[-1]["due"] == "2026-11-25"


async def test_a_time_that_has_passed(house: House, time: Time) -> None:
    """An item can't be told in the past."""
    del time
    with pytest.raises(ServiceValidationError) as raised:
        await todo(house, "add_item", item="Cat", due_datetime="2026-11-25 09:00:00")
    with pytest.raises(ServiceValidationError):
        await todo(house, "add_item", item="Cat", due_date="2026-11-24")
    assert raised.value.translation_key == "time_past"
    assert await reminders(house) == []


async def test_renamed_after_it_was_told(house: House, time: Time) -> None:
    """A time is one that lists can write: it stays what it was."""
    await time.to("10:00:00.123456")
    await house.act("remind", text="Cat", time="in two hours", **{"for": "person.anna"})
    await time.to("12:00:01.7")
    await time.heard(house.kitchen, "Anna, a reminder: Cat.")
    [item] = await reminders(house)
    assert item["due"] == "2026-11-25T12:00:00+01:00"
    await todo(house, "update_item", item="Cat", rename="Dog", due_datetime=item["due"])
    await house.act("snooze", item="Dog")
    [item] = await reminders(house)
    assert (item["summary"], item["due"]) == ("Dog", "2026-11-25T12:10:01+01:00")


@pytest.mark.parametrize("when", [{"time": "at noon"}, {"time": "every day at noon"}])
async def test_renamed_while_it_waits(
    house: House, time: Time, when: dict[str, str]
) -> None:
    """What waits to be told is told as it is called by then, once."""
    await house.act("hush", duration={"hours": 4})
    await house.act("remind", text="Cat", **{"for": "person.anna"} | when)
    await time.to("12:00:01")
    assert house.kitchen.heard == []
    await todo(house, "update_item", item="Cat", rename="Dog")
    await todo(house, "update_item", item="Dog", rename="Bird")
    await house.act("unhush")
    await time.heard(house.kitchen, "Anna, a reminder: Bird.")
    await time.to("12:30")
    assert len(house.kitchen.heard) == 1


async def test_missed_and_renamed(house: House, time: Time) -> None:
    """One of several that were missed is told as it is called by then."""
    for text, at in (("Cat", "11:00"), ("Milk", "11:10")):
        await todo(house, "add_item", item=text, due_datetime=f"2026-11-25 {at}:00")
    await house.act("hush", duration={"hours": 4})
    await time.to("12:00")
    await todo(house, "update_item", item="Cat", rename="Dog")
    await house.act("unhush")
    await time.until(lambda: bool(house.kitchen.heard))
    [heard] = house.kitchen.heard
    assert "Dog" in heard
    assert "Milk" in heard
    assert "Cat" not in heard


async def test_not_done_after_all(house: House, time: Time) -> None:
    """What was told is not told again where it was ticked off by mistake."""
    await todo(house, "add_item", item="Cat", due_datetime="2026-11-25 12:00:00")
    await time.to("12:00:01")
    await time.heard(house.kitchen, "Anna, a reminder: Cat.")
    await todo(house, "update_item", item="Cat", status="completed")
    await time.to("13:00:00")
    await todo(house, "update_item", item="Cat", status="needs_action")
    await time.until(lambda: len(house.kitchen.heard) > 1)
    assert len(house.kitchen.heard) == 1
    [item] = await reminders(house)
    assert item["status"] == "needs_action"


@pytest.mark.parametrize(
    ("day", "due"), [("2026-11-26", "2026-12-02"), ("2026-12-01", "2026-12-09")]
)
async def test_ticked_off_ahead(house: House, time: Time, day: str, due: str) -> None:
    """Long after it was told, what recurs is ticked off for its next time."""
    await house.act(
        "remind", text="Cat", time="every Wednesday at noon", **{"for": "person.anna"}
    )
    await time.to("12:00:01")
    await time.heard(house.kitchen, "Anna, a reminder: Cat.")
    await time.to(f"{day} 11:00:00")
    await todo(house, "update_item", item="Cat", status="completed")
    [item] = await reminders(house)
    assert item["due"] == f"{due}T12:00:00+01:00"
