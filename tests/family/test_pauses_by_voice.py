"""People say that calls are no matter now, and that they are again."""

from datetime import timedelta
from typing import Any

import pytest

from ..her_house import House
from ..household import add_contact
from .conftest import Time

CALLED = "2026-11-11 18:00:00"
NO_CALLS = ("All right. I'll start with calls again", "Fine. No calls until then,")


@pytest.fixture
async def say(time: Time, house: House) -> Any:
    """Have somebody to call, and return what says something as Anna, in the kitchen."""
    del time
    add_contact(house.hass, house.entry, "Lena", {"cadence": 14})
    await house.act("log_call", contact="Lena", at=CALLED)

    async def talk(text: str) -> str:
        return await house.talk(text, house.kitchen)

    return talk


def paused(house: House, name: str = "anna") -> str | None:
    """Return until when a resident is reminded of no call, in Berlin."""
    book = house.entry.runtime_data.family.nudges.book
    until = book.paused_until(house.residents[name])
    return f"{until + timedelta(hours=1):%m-%d %H:%M}" if until else None


@pytest.mark.parametrize(
    ("sentence", "until", "said"),
    [
        ("no call reminders this week", "11-30 00:00", "on Monday."),
        ("no more reminders of calls until Sunday", "11-29 09:00", "on Sunday."),
        ("don't remind me of calls for two weeks", "12-09 00:00", "on 9 December."),
        ("I'm on a trip until December 3rd", "12-03 09:00", "on 3 December."),
        ("I'm away until tomorrow at five", "11-26 17:00", "at five in the afternoon."),
        ("I'm on vacation till next week", "11-30 09:00", "on Monday."),
        ("pause my call reminders for three hours", "11-25 13:00", "today at one"),
    ],
)
async def test_paused(
    house: House, say: Any, sentence: str, until: str, said: str
) -> None:
    """There are none until then, for whoever says so, and she says it back."""
    answer = await say(sentence)
    assert answer.startswith(NO_CALLS)
    assert said in answer
    assert paused(house) == until
    assert paused(house, "theo") is None


async def test_silent_meanwhile(house: House, say: Any, time: Time) -> None:
    """Nobody is reminded until it is over, and then it is forgotten."""
    await say("no call reminders until Friday")
    await time.to("2026-11-25 18:00")
    await time.to("2026-11-26 18:00")
    assert house.kitchen.heard == []
    await time.to("2026-11-27 18:00")
    await time.until(lambda: bool(house.kitchen.heard))
    assert "Lena" in house.kitchen.heard[0]
    store = house.entry.runtime_data.store
    assert await store.fetch("SELECT * FROM call_pause") == []


async def test_ill(house: House, say: Any, time: Time) -> None:
    """Whoever is ill is left alone for some days, or until they are well again."""
    answer = await say("I'm ill")
    assert answer == (
        "I'm sorry to hear that. Get well soon. I'll think of calls again on Saturday."
    )
    assert paused(house) == "11-28 00:00"
    await time.to("2026-11-25 18:00")
    assert house.kitchen.heard == []
    assert await say("I'm better") in {
        "All right. I'll think of calls again.",
        "Good. I'll remind you again.",
    }
    assert paused(house) is None
    await time.until(lambda: bool(house.kitchen.heard))


async def test_what_waits_is_taken_back(house: House, say: Any, time: Time) -> None:
    """What waits for a free moment is not said later."""
    house.is_in("kitchen", somebody=False)
    await time.to("2026-11-25 18:00")
    assert house.hass.states.is_state("sensor.anna_waiting", "1")
    await say("I'm sick until Friday")
    assert house.hass.states.is_state("sensor.anna_waiting", "0")
    house.is_in("kitchen", somebody=True)
    await time.to("2026-11-25 18:30")
    assert house.kitchen.heard == []


@pytest.mark.parametrize(
    "sentence", ["we're on a trip until Sunday", "we're all ill until Sunday"]
)
async def test_all_of_us(house: House, say: Any, sentence: str) -> None:
    """What is said of all is for all."""
    await say(sentence)
    assert paused(house) == paused(house, "theo") == "11-29 09:00"
    await say("you can remind us of calls again")
    assert paused(house) is paused(house, "theo") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "no call reminders",
        "I'm on holiday",
        "I'm on a trip until next Friday",
        "I'm ill until yesterday",
    ],
)
async def test_until_when(house: House, say: Any, sentence: str) -> None:
    """Where no one end is meant she asks, and nothing is kept until that is known."""
    assert await say(sentence) == "Until when? Say it like: until Sunday."
    assert paused(house) is None
    await say("until Sunday")
    assert paused(house) == "11-29 09:00"


async def test_who_is_it(house: House, say: Any) -> None:
    """Where it isn't known who speaks she asks."""
    house.person("theo", "home")
    await house.settle()
    assert await say("I'm ill") == "Who is it?"
    await say("Theo")
    assert (paused(house), paused(house, "theo")) == (None, "11-28 00:00")


async def test_not_paused(house: House, say: Any) -> None:
    """What is not paused can't be resumed."""
    assert await say("you can remind me of calls again") == "I do, as it is."
    assert await say("I'm back") != "I do, as it is."
    assert paused(house) is None


@pytest.mark.parametrize(
    "sentence", ["I'm away from my desk", "I'm ill at ease with that"]
)
async def test_something_else(house: House, say: Any, sentence: str) -> None:
    """What only begins that way pauses nothing."""
    await say(sentence)
    assert paused(house) is None


@pytest.mark.parametrize(
    "sentence",
    ["I'm ill", "we're on a trip until Sunday", "I'm away until tomorrow", "I'm back"],
)
async def test_overheard(house: House, say: Any, sentence: str) -> None:
    """What people say to each other on an open microphone is not for her."""
    await house.hass.services.async_call(
        "select",
        "select_option",
        {
            "entity_id": "select.samantha_kitchen_satellite_said_to_her",
            "option": "natural",
        },
        blocking=True,
    )
    assert await say(sentence) == ""
    assert paused(house) is paused(house, "theo") is None


async def test_nobody_to_call(time: Time, house: House) -> None:
    """Where nobody is to be called there is nothing to pause."""
    del time
    answer = await house.talk("I'm ill", house.kitchen)
    assert "calls" not in answer
    assert paused(house) is None
