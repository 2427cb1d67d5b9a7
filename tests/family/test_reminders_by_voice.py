"""Reminders by voice: kept with their time as understood, told, put off, dropped."""

from datetime import datetime
from typing import Any

import pytest

from ..her_house import House
from .conftest import Time

ANNAS = "todo.anna_reminders"
TOLD = "Anna, a reminder: call the dentist."


async def reminders(house: House, entity_id: str = ANNAS) -> list[dict[str, str]]:
    """Return the items of a list."""
    response: Any = await house.hass.services.async_call(
        "todo",
        "get_items",
        {"entity_id": entity_id},
        blocking=True,
        return_response=True,
    )
    assert response
    items: list[dict[str, str]] = response[entity_id]["items"]
    return items


@pytest.mark.parametrize(
    ("sentence", "answer", "text", "due"),
    [
        (
            "remind me to take out the trash on Sunday at five",
            "on Sunday at five in the afternoon: take out the trash.",
            "take out the trash",
            "2026-11-29T17:00:00+01:00",
        ),
        (
            "Samantha, remind me in two hours to call the dentist",
            "today at noon: call the dentist.",
            "call the dentist",
            "2026-11-25T12:00:00+01:00",
        ),
        (
            "tomorrow evening remind me that my sister comes",
            "tomorrow at seven in the evening: your sister comes.",
            "my sister comes",
            "2026-11-26T19:00:00+01:00",
        ),
        (
            "remind me every weekday at seven to take my pills",
            "every weekday at seven in the morning: take your pills.",
            "take my pills",
            "2026-11-26T07:00:00+01:00",
        ),
        (
            "don't let me forget the cake in 20 minutes",
            "in 20 minutes: the cake.",
            "the cake",
            "2026-11-25T10:20:00+01:00",
        ),
    ],
)
async def test_kept(  # noqa: PLR0913, PLR0917 # what is said, and what comes of it
    house: House, time: Time, sentence: str, answer: str, text: str, due: str
) -> None:
    """A reminder is on the list, and said back with its time as understood."""
    del time
    said = await house.talk(sentence, house.kitchen)
    assert said.casefold().endswith(answer.casefold())
    [item] = await reminders(house)
    assert (item["summary"], item["due"], item["status"]) == (text, due, "needs_action")


async def test_told(house: House, time: Time) -> None:
    """When its time comes it is told, once."""
    await house.talk("remind me in two hours to call the dentist", house.kitchen)
    await time.to("11:59")
    assert house.kitchen.heard == []
    await time.to("12:00:01")
    await time.heard(house.kitchen, "Anna, a reminder: call the dentist.")
    await time.until(lambda: house.said() == "spoken")
    await time.to("15:00")
    assert len(house.kitchen.heard) == 1
    await time.to("2026-11-26 15:00")
    await time.until(lambda: house.hass.states.is_state(ANNAS, "0"))
    [item] = await reminders(house)
    assert item["status"] == "completed"


async def test_put_off_and_done(house: House, time: Time) -> None:
    """Put off it is told again; done it is ticked off."""
    await house.talk("remind me in two hours to call the dentist", house.kitchen)
    await time.to("12:00:01")
    await time.heard(house.kitchen, *[TOLD] * 1)
    answer = await house.talk("snooze for half an hour", house.kitchen)
    assert answer == "All right. Again in 30 minutes."
    await time.to("12:31")
    await time.heard(house.kitchen, *[TOLD] * 2)
    assert await house.talk("done", house.kitchen)
    [item] = await reminders(house)
    assert item["status"] == "completed"


async def test_later(house: House, time: Time) -> None:
    """Later is in ten minutes."""
    await house.talk("remind me in two hours to call the dentist", house.kitchen)
    await time.to("12:00:01")
    await time.heard(house.kitchen, *[TOLD] * 1)
    assert (
        await house.talk("later", house.kitchen)
    ) == "All right. Again in 10 minutes."
    await time.to("12:11")
    await time.heard(house.kitchen, *[TOLD] * 2)


async def test_asks_which_of_two(house: House, time: Time) -> None:
    """In the evening, at seven may be in the morning; she asks."""
    await time.to("18:00")
    answer = await house.talk("remind me to call mum at seven", house.kitchen)
    assert answer == (
        "Today at seven in the evening, or tomorrow at seven in the morning?"
    )
    assert await reminders(house) == []
    answer = await house.talk("in the morning", house.kitchen)
    assert answer.casefold().endswith("tomorrow at seven in the morning: call mum.")
    [item] = await reminders(house)
    assert item["due"] == "2026-11-26T07:00:00+01:00"


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("remind me to call mum", "When shall I remind you?"),
        ("remind me to call mum at five yesterday", "That has passed already."),
        ("remind me to call mum on February 30th", "There is no such day."),
        ("remind me to call mum every 0 days", "That would never come."),
        ("remind me to call mum in 9000 years", "That would never come."),
        ("remind me to call mum every minute", "I don't remind anyone more often"),
        ("remind me to call mum at 25:00", "There is no such time."),
    ],
)
async def test_asks_back(house: House, time: Time, sentence: str, answer: str) -> None:
    """Where the time can't be meant she asks back, and nothing is half kept."""
    del time
    assert (await house.talk(sentence, house.kitchen)).startswith(answer)
    assert await reminders(house) == []
    said = await house.talk("tomorrow at nine", house.kitchen)
    assert said.casefold().endswith("tomorrow at nine in the morning: call mum.")
    [item] = await reminders(house)
    assert item["summary"] == "call mum"


async def test_never_mind(house: House, time: Time) -> None:
    """Asked when, a never mind drops it."""
    del time
    await house.talk("remind me to call mum", house.kitchen)
    assert await house.talk("never mind", house.kitchen) == "All right, never mind."
    assert await reminders(house) == []


async def test_asks_of_what(house: House, time: Time) -> None:
    """Without a task she asks for it."""
    del time
    answer = await house.talk("remind me tomorrow at nine", house.kitchen)
    assert answer == "What shall I remind you of?"
    said = await house.talk("to call mum", house.kitchen)
    assert said.casefold().endswith("tomorrow at nine in the morning: call mum.")


async def test_asks_whom(house: House, time: Time) -> None:
    """Where it is not known who speaks she asks whom to remind."""
    del time
    house.person("theo", "home")
    await house.settle()
    answer = await house.talk("remind me tomorrow at nine to call mum", house.kitchen)
    assert answer == "Who shall I remind?"
    said = await house.talk("Anna", house.kitchen)
    assert (
        said == "All right. I'll remind Anna tomorrow at nine in the morning: call mum."
    )
    assert len(await reminders(house)) == 1


async def test_for_somebody_else_and_for_all(house: House, time: Time) -> None:
    """A reminder may be for another resident, or for everyone."""
    await house.talk("remind Theo tomorrow at nine to call mum", house.kitchen)
    await house.talk("remind everyone at noon that lunch is ready", house.kitchen)
    assert len(await reminders(house, "todo.theo_reminders")) == 1
    assert len(await reminders(house, "todo.samantha_reminders")) == 1
    await time.to("12:00:01")
    await time.heard(house.kitchen, "A reminder: lunch is ready.")


async def test_listed_changed_and_dropped(house: House, time: Time) -> None:
    """What there is can be asked for, moved and dropped."""
    del time
    assert await house.talk("what are my reminders?", house.kitchen) == (
        "You have no reminders."
    )
    await house.talk("remind me tomorrow at nine to call mum", house.kitchen)
    await house.talk("remind me at noon to feed the cat", house.kitchen)
    assert await house.talk("what are my reminders?", house.kitchen) == (
        "2. Today at noon: feed the cat. Tomorrow at nine in the morning: call mum."
    )
    answer = await house.talk(
        "move the reminder about the cat to Sunday at ten", house.kitchen
    )
    assert (
        answer
        == "All right. I'll remind you on Sunday at ten in the morning: feed the cat."
    )
    answer = await house.talk("cancel the reminder to call mum", house.kitchen)
    assert answer == "All right. I won't remind you of that: call mum."
    [item] = await reminders(house)
    assert (item["summary"], item["due"]) == (
        "feed the cat",
        "2026-11-29T10:00:00+01:00",
    )


async def test_when_somebody_comes_home(house: House, time: Time) -> None:
    """A reminder may wait for somebody to come home."""
    answer = await house.talk(
        "when Theo comes home, remind me to give him the letter", house.kitchen
    )
    assert answer.casefold().endswith("when theo comes home: give him the letter.")
    house.person("theo", "home")
    await time.heard(house.kitchen, "Anna, a reminder: give him the letter.")
    house.person("theo", "not_home")
    await house.settle()
    house.person("theo", "home")
    await house.settle()
    assert len(house.kitchen.heard) == 1


async def test_when_i_get_home(house: House, time: Time) -> None:
    """It has to be a coming home: being there already is none."""
    await house.talk("remind me to feed the cat when I get home", house.kitchen)
    await house.settle()
    assert house.kitchen.heard == []
    house.is_in("kitchen", somebody=False)
    house.person("anna", "not_home")
    await house.settle()
    house.person("anna", "home")
    house.is_in("kitchen", somebody=True)
    await time.heard(house.kitchen, "Anna, a reminder: feed the cat.")


async def test_in_a_room(house: House, time: Time) -> None:
    """Next time in a room, it is told there."""
    answer = await house.talk(
        "remind me to close the window next time I'm in the bedroom", house.kitchen
    )
    assert answer.casefold().endswith(
        "the next time you're in the bedroom: close the window."
    )
    house.is_in("kitchen", somebody=False)
    house.is_in("bedroom", somebody=True)
    await time.heard(house.bedroom, "Anna, a reminder: close the window.")


@pytest.mark.parametrize("sentence", ["done", "later", "snooze", "not now"])
async def test_nothing_was_told(house: House, time: Time, sentence: str) -> None:
    """Where nothing was told these words are for others."""
    del time
    await house.talk(sentence, house.kitchen)
    assert await reminders(house) == []


async def comes_home(house: House) -> None:
    """Have Anna go out, and come home into the kitchen."""
    house.is_in("kitchen", somebody=False)
    house.person("anna", "not_home")
    await house.settle()
    house.person("anna", "home")
    house.is_in("kitchen", somebody=True)


async def test_moved_to_when_i_get_home(house: House, time: Time) -> None:
    """What is everybody's may wait for whoever moves it."""
    await house.talk("remind everyone at noon to feed the cat", house.kitchen)
    answer = await house.talk(
        "move the reminder about the cat to when I get home", house.kitchen
    )
    assert answer.casefold().endswith("when anna comes home: feed the cat.")
    await comes_home(house)
    await time.heard(house.kitchen, "A reminder: feed the cat.")


async def test_moved_to_the_next_time(house: House, time: Time) -> None:
    """What was told can be told again when the same happens again."""
    await house.talk("remind me to feed the cat when I get home", house.kitchen)
    await comes_home(house)
    await time.heard(house.kitchen, "Anna, a reminder: feed the cat.")
    await house.talk(
        "move the reminder about the cat to when I get home", house.kitchen
    )
    await house.settle()
    assert len(house.kitchen.heard) == 1
    await time.to("11:00")
    await comes_home(house)
    await time.heard(house.kitchen, *["Anna, a reminder: feed the cat."] * 2)


async def test_done_twice(house: House, time: Time) -> None:
    """Said twice, done is about the same time of what recurs."""
    await house.talk("remind me every day at noon to take my pills", house.kitchen)
    await time.to("12:00:01")
    await time.heard(house.kitchen, "Anna, a reminder: take your pills.")
    await house.talk("done", house.kitchen)
    await house.talk("done", house.kitchen)
    [item] = await reminders(house)
    assert item["due"] == "2026-11-26T12:00:00+01:00"


async def test_the_last_reminder(house: House, time: Time) -> None:
    """That reminder is what was told or made last."""
    await house.talk("remind me in two hours to call the dentist", house.kitchen)
    await time.to("12:00:01")
    await time.heard(house.kitchen, TOLD)
    await time.to("12:03")
    await house.talk("remind me tomorrow at nine to feed the cat", house.kitchen)
    answer = await house.talk("cancel that reminder", house.kitchen)
    assert answer.endswith("feed the cat.")
    answer = await house.talk("cancel that reminder", house.kitchen)
    assert answer.endswith("call the dentist.")


@pytest.mark.parametrize("sentence", ["cancel the last reminder", "delete my reminder"])
async def test_the_last_of_two(house: House, time: Time, sentence: str) -> None:
    """The last reminder is the one that was made last."""
    await house.talk("remind me at noon to feed the cat", house.kitchen)
    await time.to("10:01")
    await house.talk("remind me at noon to call Lena", house.kitchen)
    answer = await house.talk(sentence, house.kitchen)
    assert answer == "All right. I won't remind you of that: call Lena."
    assert [one["summary"] for one in await reminders(house)] == ["feed the cat"]


@pytest.fixture
async def three(house: House, time: Time) -> None:
    """Have Anna be reminded of three things, and the household of one."""
    del time
    for when in ("at noon", "at three in the afternoon", "tomorrow at nine"):
        await house.talk(f"remind me {when} to call Lena", house.kitchen)
    await house.talk("remind us on Sunday at ten to eat", house.kitchen)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("sentence", "count", "left"),
    [
        ("cancel all my reminders", 3, 1),
        ("Samantha, delete my reminders.", 3, 1),
        ("cancel all reminders", 4, 0),
        ("clear all the reminders", 4, 0),
    ],
)
async def test_all_cancelled(
    house: House, sentence: str, count: int, left: int
) -> None:
    """She says how many it would be, and drops them on a yes alone."""
    book = house.entry.runtime_data.family.reminders.book
    ask = f"That's {count} reminders. Shall I drop them all?"
    assert await house.talk(sentence, house.kitchen) == ask
    assert await house.talk("no", house.kitchen) == "All right, never mind."
    assert len(book.all()) == 4
    assert await house.talk(sentence, house.kitchen) == ask
    await house.talk("yes", house.kitchen)
    assert len(book.all()) == left


async def test_all_of_one_and_none(house: House, time: Time) -> None:
    """The one there is is named, and of none it is said."""
    del time
    ask = "cancel all my reminders"
    assert await house.talk(ask, house.kitchen) == "You have no reminders."
    await house.talk("remind me at noon to feed my cat", house.kitchen)
    answer = await house.talk(ask, house.kitchen)
    assert answer == "That's one: feed your cat. Shall I drop it?"
    await house.talk("yes", house.kitchen)
    assert await reminders(house) == []


async def test_only_what_was_asked_about_is_cancelled(house: House, time: Time) -> None:
    """What comes between the question and the yes stays."""
    del time
    await house.talk("remind me at noon to feed the cat", house.kitchen)
    await house.talk("cancel all my reminders", house.kitchen)
    await house.talk("remind me at noon to call Lena", house.bedroom)
    await house.talk("yes", house.kitchen)
    assert [one["summary"] for one in await reminders(house)] == ["call Lena"]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("answer", "left"),
    [("the one at three", {12, 9}), ("tomorrow", {12, 15}), ("at noon", {15, 9}),
     ("never mind", {12, 15, 9})],
)  # fmt: skip
async def test_cancelled_of_three(house: House, answer: str, left: set[int]) -> None:
    """Of three that it may be she says how many there are, and asks which."""
    asked = await house.talk("cancel my reminder to call Lena", house.kitchen)
    assert asked.startswith("That fits 3 reminders. Which one?")
    await house.talk(answer, house.kitchen)
    due = {datetime.fromisoformat(one["due"]) for one in await reminders(house)}
    assert {one.hour for one in due} == left


async def test_moved_which_of_two(house: House, time: Time) -> None:
    """Where two may be meant she asks which is to be moved."""
    del time
    await house.talk("remind me tomorrow at nine to call Lena", house.kitchen)
    await house.talk("remind me at noon to write to Lena", house.kitchen)
    answer = await house.talk(
        "move the reminder about Lena to Sunday at ten", house.kitchen
    )
    assert answer.startswith("Which one? Write to Lena, today at noon, or call Lena,")
    answer = await house.talk("call Lena", house.kitchen)
    assert answer.endswith("on Sunday at ten in the morning: call Lena.")
    assert {item["summary"]: item["due"] for item in await reminders(house)} == {
        "call Lena": "2026-11-29T10:00:00+01:00",
        "write to Lena": "2026-11-25T12:00:00+01:00",
    }


async def test_ticked_off_which_of_two(house: House, time: Time) -> None:
    """Where two may be meant she asks which is done."""
    del time
    await house.talk("remind me tomorrow at nine to call Lena", house.kitchen)
    await house.talk("remind me at noon to write to Lena", house.kitchen)
    answer = await house.talk("mark my reminder about Lena as done", house.kitchen)
    assert answer.startswith("Which one?")
    await house.talk("call Lena", house.kitchen)
    done = {
        item["summary"]
        for item in await reminders(house)
        if item["status"] == "completed"
    }
    assert done == {"call Lena"}
