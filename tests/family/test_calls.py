"""Calls: logged by voice and by action, and asked for."""

import asyncio
from datetime import timedelta
from typing import Any

from homeassistant.exceptions import ServiceValidationError
import pytest

from ..her_house import House
from ..household import add_contact
from .conftest import Time

NOTED = {"Good. I've noted it.", "That's nice. I've written it down."}


@pytest.fixture
def contacts(time: Time, house: House) -> dict[str, str]:
    """Have a mother, a sister, and two who are called Anna."""
    del time
    return {
        name: add_contact(house.hass, house.entry, name, data)
        for name, data in (
            ("Maria", {"relation": "mother", "nicknames": ["mum"], "cadence": 14}),
            ("Lena", {"relation": "sister", "cadence": 30}),
            ("Anna Berg", {}),
            ("Anna Thal", {}),
        )
    }


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("I called mum", "just now"),
        ("I just got off the phone with mum", "just now"),
        ("I had mum on the phone yesterday", "yesterday"),
        ("I just spoke to my mother", "just now"),
        ("I talked to Maria yesterday", "yesterday"),
        ("we met mum on Sunday", "last Sunday"),
        ("yesterday I called mum", "yesterday"),
        ("mum called me", "just now"),
        ("my mother rang", "just now"),
        ("Samantha, mum has just called", "just now"),
        ("mum phoned us yesterday", "yesterday"),
        ("yesterday mum rang me up", "yesterday"),
        ("I got a call from mum on Sunday", "last Sunday"),
    ],
)
async def test_logged(
    house: House, contacts: dict[str, str], sentence: str, when: str
) -> None:
    """What somebody tells of a call is noted, and can be asked for."""
    del contacts
    assert await house.talk(sentence, house.kitchen) in NOTED
    answer = await house.talk("when did I last talk to mum?", house.kitchen)
    assert answer == f"That was {when}."


@pytest.mark.parametrize(
    "sentence",
    ["mum rang the doorbell", "mum called about the party", "did mum call?",
     "mum called the plumber"],
)  # fmt: skip
async def test_not_logged(
    house: House, contacts: dict[str, str], sentence: str
) -> None:
    """What is no call of hers is not noted as one."""
    await house.talk(sentence, house.kitchen)
    assert not house.entry.runtime_data.family.talks.of(contacts["Maria"])


@pytest.mark.parametrize(
    ("first", "second", "calls"),
    [
        (["person.anna"], [], 1),
        ([], ["person.anna"], 1),
        ([], [], 1),
        (["person.anna"], ["person.theo"], 2),
    ],
)
async def test_logged_twice(
    house: House,
    contacts: dict[str, str],
    first: list[str],
    second: list[str],
    calls: int,
) -> None:
    """Of somebody unnamed it may be the call of a resident; two residents have two."""
    for residents in (first, second):
        await house.act("log_call", contact="Lena", **{"for": residents})
    assert len(house.entry.runtime_data.family.talks.of(contacts["Lena"])) == calls


async def test_logged_at_once(house: House, contacts: dict[str, str]) -> None:
    """Logged twice at the same time it is one call."""
    at = ("2026-11-24 18:00:00", "2026-11-24 18:01:00")
    await asyncio.gather(*(house.act("log_call", contact="Lena", at=one) for one in at))
    assert len(house.entry.runtime_data.family.talks.of(contacts["Lena"])) == 1


async def test_logged_and_erased(house: House, contacts: dict[str, str]) -> None:
    """What was erased is not known, and can be logged again."""
    talks = house.entry.runtime_data.family.talks
    await house.act("log_call", contact="Lena")
    await talks.erase(contact=contacts["Lena"])
    assert not talks.of(contacts["Lena"])
    await house.act("log_call", contact="Lena")
    assert len(talks.of(contacts["Lena"])) == 1


async def test_nothing_known(house: House, contacts: dict[str, str]) -> None:
    """Without a call she says that she knows of none."""
    del contacts
    assert await house.talk("when did I last call Lena?", house.kitchen) == (
        "I don't know of any time yet. Tell me when you have."
    )
    assert await house.talk("how often do I talk to Lena?", house.kitchen) == (
        "I don't know of enough times to tell."
    )


async def test_her(house: House, contacts: dict[str, str]) -> None:
    """Whoever was just spoken of is meant, in the place where that was."""
    assert await house.talk("I called her", house.kitchen) not in NOTED
    assert await house.talk("I called Lena yesterday", house.kitchen) in NOTED
    answer = await house.talk("when did I last talk to her?", house.kitchen)
    assert answer == "That was yesterday."
    assert await house.talk("how often do we talk?", house.kitchen) == (
        "I don't know of enough times to tell."
    )
    assert await house.talk("I called her", house.kitchen) in NOTED
    answer = await house.talk("how often do we talk to each other?", house.kitchen)
    assert answer == "About every day."
    assert await house.talk("I met her", house.bedroom) not in NOTED
    assert len(house.entry.runtime_data.family.talks.of(contacts["Lena"])) == 2


async def test_her_is_not_for_ever(
    house: House, contacts: dict[str, str], time: Time
) -> None:
    """Some minutes later "her" may be anybody."""
    await house.talk("I called Lena yesterday", house.kitchen)
    await time.on(timedelta(minutes=5))
    assert await house.talk("I called her", house.kitchen) not in NOTED
    assert len(house.entry.runtime_data.family.talks.of(contacts["Lena"])) == 1


async def test_two_annas(house: House, contacts: dict[str, str]) -> None:
    """Of two who are called the same she asks which."""
    del contacts
    answer = await house.talk("I called Anna Berg", house.kitchen)
    assert answer in NOTED
    answer = await house.talk("when did I last talk to Anna", house.kitchen)
    assert answer == "Which one? Anna Berg or Anna Thal?"
    assert await house.talk("Anna Berg", house.kitchen) == "That was just now."
    await house.talk("when did I last talk to Anna", house.kitchen)
    answer = await house.talk("Thal", house.kitchen)
    assert answer == "I don't know of any time yet. Tell me when you have."


async def test_how_often(house: House, contacts: dict[str, str]) -> None:
    """How often people talk is the mean of the gaps."""
    del contacts
    for days in ("2026-11-01", "2026-11-11", "2026-11-21"):
        await house.act("log_call", contact="mum", at=f"{days} 18:00:00")
    answer = await house.talk("how often do we talk to mum?", house.kitchen)
    assert answer == "About every 10 days."


async def test_who_to_call(house: House, contacts: dict[str, str], time: Time) -> None:
    """Who is due is named, the longest overdue first."""
    del contacts
    await house.act("log_call", contact="mum")
    await house.act("log_call", contact="Lena")
    ask = "who should I call?"
    assert (await house.talk(ask, house.kitchen)).startswith("Nobody at present.")
    await time.on(timedelta(days=14))
    assert await house.talk(ask, house.kitchen) == "Maria. It has been 14 days."
    await time.on(timedelta(days=25))
    assert await house.talk(ask, house.kitchen) == "Maria and Lena."
    await house.talk("I called mum", house.kitchen)
    assert (await house.talk(ask, house.kitchen)).startswith("Lena.")


async def test_birthday(house: House, time: Time) -> None:
    """On a birthday a call is due, from the midnight of whoever has it."""
    data = {"cadence": 60, "birthday": "12-10", "time_zone": "Asia/Tokyo"}
    add_contact(house.hass, house.entry, "Maria", data)
    await house.act("log_call", contact="Maria")
    ask = "who should I call?"
    await time.to("2026-12-09 15:30")
    assert (await house.talk(ask, house.kitchen)).startswith("Nobody at present.")
    await time.to("2026-12-09 16:30")
    assert await house.talk(ask, house.kitchen) == "Maria. It has been 14 days."


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"contact": "Nobody"}, "contact_unknown"),
        ({"contact": "Anna"}, "contact_ambiguous"),
        ({"contact": "mum", "at": "2027-11-01 18:00:00"}, "call_to_come"),
        ({"contact": "mum", "for": ["person.nobody"]}, "resident_unknown"),
    ],
)
async def test_refused(
    house: House, contacts: dict[str, str], data: dict[str, Any], key: str
) -> None:
    """What can't be logged is refused in words."""
    del contacts
    with pytest.raises(ServiceValidationError) as raised:
        await house.act("log_call", **data)
    assert raised.value.translation_key == key
