"""People say that calls are no matter now, and that they are again."""

from datetime import timedelta
from typing import Any

import pytest

from custom_components.samantha.store import Store, StoreError

from ..her_house import House
from ..household import add_contact, make_child
from .conftest import Time

CALLED = "2026-11-11 18:00:00"
OF_CALLS = (
    "I do, as it is.",
    "Who is it?",
    "Only grown-ups",
    "All right. I'll think of calls",
    "Good. I'll remind you",
)
NOT_KEPT = "I can't write anything down at present, so I haven't kept it."
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


@pytest.mark.parametrize(
    "sentence", ["I'm back", "I'm fine", "you can remind me of calls again"]
)
async def test_who_is_back(house: House, say: Any, sentence: str) -> None:
    """Where it isn't known who is back she asks, and ends it for them only."""
    await say("we're on a trip until Sunday")
    house.person("theo", "home")
    await house.settle()
    assert await say(sentence) == "Who is it?"
    assert paused(house) == paused(house, "theo") == "11-29 09:00"
    await say("Theo")
    assert (paused(house), paused(house, "theo")) == ("11-29 09:00", None)
    assert await say(sentence) == "Who is it?"
    assert await say("Theo") == "I do, as it is."
    assert paused(house) == "11-29 09:00"


@pytest.mark.parametrize("sentence", ["I'm fine", "I'm back", "I'm better now"])
async def test_another_is_paused(house: House, say: Any, sentence: str) -> None:
    """How somebody is doing says nothing of calls while only another is paused."""
    await house.act(
        "pause_calls", **{"for": "person.theo", "until": "2026-11-29 09:00:00"}
    )
    assert paused(house, "theo") == "11-29 09:00"
    assert not (await say(sentence)).startswith(OF_CALLS)
    assert paused(house, "theo") == "11-29 09:00"


@pytest.mark.parametrize("at_home", ["home", "not_home"])
@pytest.mark.parametrize(
    "sentence",
    [
        "we're on a trip until December 20th",
        "no call reminders for everyone until Sunday",
        "we're all ill",
    ],
)
async def test_not_for_all_by_children(
    house: House, say: Any, sentence: str, at_home: str
) -> None:
    """A child, and where children live whoever isn't known, pauses nothing for all."""
    house.person("theo", at_home)
    name = "theo" if at_home == "home" else "anna"
    make_child(house.hass, house.entry, house.residents[name])
    await house.settle()
    answer = await say(sentence)
    assert "I'll" not in answer
    assert answer.startswith("Only grown-ups can change that") == (at_home == "home")
    assert paused(house) is paused(house, "theo") is None


@pytest.mark.parametrize("at_home", ["home", "not_home"])
@pytest.mark.parametrize(
    "sentence",
    [
        "resume all call reminders",
        "you can remind me of calls again",
        "you can remind us of calls again",
    ],
)
async def test_not_resumed_by_children(
    house: House, say: Any, sentence: str, at_home: str
) -> None:
    """Nor do they end what adults paused."""
    await say("we're on a trip until Sunday")
    house.person("theo", at_home)
    name = "theo" if at_home == "home" else "anna"
    make_child(house.hass, house.entry, house.residents[name])
    await house.settle()
    answer = await say(sentence)
    assert answer.startswith("Only grown-ups can change that")
    assert paused(house) == paused(house, "theo") == "11-29 09:00"


@pytest.mark.parametrize("sentence", ["I'm fine", "we're back"])
async def test_children_are_back(house: House, say: Any, sentence: str) -> None:
    """How a child is doing ends nothing, and is small talk."""
    await say("we're on a trip until Sunday")
    make_child(house.hass, house.entry, house.residents["anna"])
    await house.settle()
    assert not (await say(sentence)).startswith(OF_CALLS)
    assert paused(house) == paused(house, "theo") == "11-29 09:00"


@pytest.mark.parametrize("both_at_home", [True, False])
async def test_resumed_not_kept(
    house: House, say: Any, monkeypatch: pytest.MonkeyPatch, *, both_at_home: bool
) -> None:
    """Where nothing can be written it stays as it is, and she says so."""
    await say("we're on a trip until Sunday")
    if both_at_home:
        house.person("theo", "home")
        await house.settle()

    def full(_self: object) -> None:
        raise StoreError

    monkeypatch.setattr(Store, "transaction", full)
    answer = await say("you can remind me of calls again")
    if both_at_home:
        answer = await say("Anna")
    assert answer == NOT_KEPT
    assert paused(house) == paused(house, "theo") == "11-29 09:00"


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


async def test_whom_to_stop_for(house: House, say: Any) -> None:
    """Where it isn't known who speaks she asks, and stops and begins for them only."""
    [key] = house.entry.runtime_data.family.contacts
    house.person("theo", "home")
    await house.settle()
    book = house.entry.runtime_data.family.nudges.book

    def stopped() -> list[bool]:
        return [book.of(house.residents[one], key).stopped for one in ("anna", "theo")]

    assert await say("stop reminding me to call Lena") == "Who is it?"
    assert stopped() == [False, False]
    assert await say("Theo") == "All right. I won't ask about Lena any more."
    assert stopped() == [False, True]
    await say("stop reminding me to call Lena")
    await say("Anna")
    assert stopped() == [True, True]
    assert await say("ask me about Lena again") == "Who is it?"
    assert stopped() == [True, True]
    assert await say("Anna") == "All right. I'll think of calls to Lena again."
    assert stopped() == [False, True]


async def test_whose_alone(house: House, say: Any) -> None:
    """She doesn't ask about whoever is somebody's only."""
    theo = house.residents["theo"]
    data = {"cadence": 10, "residents": [theo]}
    key = add_contact(house.hass, house.entry, "Maria", data)
    house.person("theo", "home")
    await house.settle()
    await say("stop reminding me to call Maria")
    assert house.entry.runtime_data.family.nudges.book.of(theo, key).stopped
