"""Calls that a sensor tells of, and messages that she has sent."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.samantha.family.cadence import Contacted

from ..her_house import House
from ..household import add_contact
from ..voice.phone import ANNAS, add_phone, pushed, run_push_server
from .conftest import BERLIN, Time

CALL = "sensor.annas_phone_phone_state"
LENA = "+49 171 5550100"
SIX = "18:00:05"


def talks(house: House, key: str) -> list[tuple[str, str]]:
    """Return when a contact was talked to and how, as the clock in Berlin shows it."""
    return [
        (f"{talk.at.astimezone(BERLIN):%H:%M}", talk.how)
        for talk in house.entry.runtime_data.family.talks.of(key)
    ]


def tells(house: House, state: str, **attributes: str) -> None:
    """Let the sensor tell something."""
    house.hass.states.async_set(CALL, state, attributes)


@pytest.fixture
async def lena(time: Time, house: House, aioclient_mock: AiohttpClientMocker) -> str:
    """Have Anna with a phone, and somebody whom she called two weeks ago."""
    del time
    run_push_server(aioclient_mock)
    await add_phone(house.hass)
    tells(house, "idle")
    subentry = house.entry.subentries[house.residents["anna"]]
    house.hass.config_entries.async_update_subentry(
        house.entry,
        subentry,
        data={
            **subentry.data,
            "call": CALL,
            "phone": ANNAS.removeprefix("notify."),
        },
    )
    data = {"cadence": 14, "addresses": [LENA]}
    key = add_contact(house.hass, house.entry, "Lena", data)
    await house.settle()
    return key


@pytest.fixture
async def dialled(
    lena: str, time: Time, house: House, aioclient_mock: AiohttpClientMocker
) -> str:
    """Have her put the number on Anna's phone, at six."""
    await house.act("log_call", contact="Lena", at="2026-11-11 18:00:00")
    await time.to(SIX)
    await time.until(lambda: bool(house.kitchen.heard))
    answer = await house.talk("yes, call her", house.kitchen)
    assert answer == "I've put the number of Lena on your phone."
    assert pushed(aioclient_mock)
    return lena


BEFORE = ("18:00", Contacted.CALL)


async def test_dialled_and_talked(dialled: str, time: Time, house: House) -> None:
    """Whoever was dialled was called; told once more it is the same call."""
    await time.to("18:02:00")
    tells(house, "offhook")
    await time.to("18:12:00")
    tells(house, "idle")
    await house.settle()
    assert talks(house, dialled) == [BEFORE, ("18:02", Contacted.CALL)]
    await house.talk("I called Lena", house.kitchen)
    assert len(talks(house, dialled)) == 2


@pytest.mark.parametrize(
    "states",
    [
        # Nobody answered.
        [("18:02:00", "offhook"), ("18:02:40", "idle")],
        # Somebody called, and was not heard.
        [("18:02:00", "ringing"), ("18:05:00", "idle")],
        # Too late to be what she dialled.
        [("18:12:00", "offhook"), ("18:22:00", "idle")],
        # Somebody called, and was heard.
        [("18:02:00", "ringing"), ("18:02:10", "offhook"), ("18:12:00", "idle")],
        # How long it was is not known.
        [("18:02:00", "offhook"), ("18:04:00", "unavailable"), ("18:09:00", "idle")],
    ],
)
async def test_dialled_and_not_talked(
    dialled: str, time: Time, house: House, states: list[tuple[str, str]]
) -> None:
    """What may not have been a call to whom she dialled is not noted."""
    for at, state in states:
        await time.to(at)
        tells(house, state)
    await house.settle()
    assert talks(house, dialled) == [BEFORE]


async def test_dialled_after_it_rang(dialled: str, time: Time, house: House) -> None:
    """A call that came in is over with its end; what was dialled is called after it."""
    states = ("ringing", "idle", "ringing", "offhook", "idle", "offhook", "idle")
    for minute, state in enumerate(states):
        await time.to(f"18:{1 + minute:02}:00")
        tells(house, state)
    await house.settle()
    assert talks(house, dialled) == [BEFORE, ("18:06", Contacted.CALL)]


async def test_rings_during_a_call(dialled: str, time: Time, house: House) -> None:
    """Somebody who calls during a call does not make that one come in."""
    for minute, state in enumerate(("offhook", "ringing", "offhook", "idle")):
        await time.to(f"18:{2 + minute:02}:00")
        tells(house, state)
    await house.settle()
    assert talks(house, dialled) == [BEFORE, ("18:02", Contacted.CALL)]


@pytest.mark.parametrize(
    ("minutes", "calls"),
    [
        # It goes on.
        ("18:20", 1),
        # As it ended.
        ("18:42", 1),
        # So late that it may have been another.
        ("19:11", 1),
        ("19:13", 2),
    ],
)
async def test_told_after_a_long_call(
    dialled: str, time: Time, house: House, minutes: str, calls: int
) -> None:
    """What somebody tells at the end of a long call is that call."""
    await time.to("18:02:00")
    tells(house, "offhook")
    await time.to("18:42:00")
    tells(house, "idle")
    await time.to("19:15:00")
    await house.act("log_call", contact="Lena", at=f"2026-11-25 {minutes}:00")
    assert len(talks(house, dialled)) == 1 + calls


async def test_told_during_a_long_call(dialled: str, time: Time, house: House) -> None:
    """What somebody told before a sensor told the end of it is the same call."""
    await time.to("18:02:00")
    tells(house, "offhook")
    await time.to("18:40:00")
    await house.act("log_call", contact="Lena")
    await time.to("18:50:00")
    tells(house, "idle")
    await house.settle()
    assert talks(house, dialled) == [BEFORE, ("18:40", Contacted.CALL)]


async def test_the_next_call_is_somebody_else(
    dialled: str, time: Time, house: House
) -> None:
    """A number that she dialled stands for one call."""
    for minute, state in enumerate(("offhook", "idle", "offhook", "idle")):
        await time.to(f"18:{2 + 2 * minute:02}:00")
        tells(house, state)
    await house.settle()
    assert len(talks(house, dialled)) == 2


async def test_nothing_dialled(lena: str, time: Time, house: House) -> None:
    """Of a call with nobody knows whom nothing is noted."""
    await time.to("12:00:00")
    tells(house, "offhook")
    await time.to("12:30:00")
    tells(house, "idle")
    await house.settle()
    assert talks(house, lena) == []


@pytest.mark.parametrize(
    ("number", "noted"), [("0171 5550100", 1), ("0171 5550199", 0), ("nobody", 0)]
)
async def test_a_telephone_system(
    lena: str, time: Time, house: House, number: str, noted: int
) -> None:
    """Where a sensor has the number, it says whom; the call that rang is answered."""
    await time.to("12:00:00")
    tells(house, "ringing", **{"from": number})
    await time.to("12:01:00")
    tells(house, "talking", **{"with": number})
    await time.to("12:05:00")
    tells(house, "idle", duration="240")
    await house.settle()
    assert talks(house, lena) == [("12:01", Contacted.CALL)] * noted


async def test_two_with_one_number(lena: str, time: Time, house: House) -> None:
    """Which of two it was is not guessed."""
    data = {"addresses": [LENA]}
    tom = add_contact(house.hass, house.entry, "Tom", data)
    await time.to("12:00:00")
    tells(house, "talking", **{"with": LENA})
    await time.to("12:05:00")
    tells(house, "idle")
    await house.settle()
    assert talks(house, lena) == talks(house, tom) == []


async def test_a_telephone_of_both(lena: str, time: Time, house: House) -> None:
    """Where two residents have one telephone it was somebody of the household."""
    subentry = house.entry.subentries[house.residents["theo"]]
    house.hass.config_entries.async_update_subentry(
        house.entry, subentry, data={**subentry.data, "call": CALL}
    )
    await house.settle()
    await time.to("12:00:00")
    tells(house, "talking", **{"with": LENA})
    await time.to("12:05:00")
    tells(house, "idle")
    await house.settle()
    family = house.entry.runtime_data.family
    assert len(family.talks.of(lena, "")) == len(family.talks.of(lena)) == 1


async def test_began_before_she_was_there(lena: str, time: Time, house: House) -> None:
    """Of a call whose beginning was not seen nothing is noted."""
    tells(house, "unknown")
    await time.to("12:00:00")
    tells(house, "talking", **{"with": LENA})
    await time.to("12:05:00")
    tells(house, "idle")
    await house.settle()
    assert talks(house, lena) == []


async def test_unloaded(lena: str, time: Time, house: House) -> None:
    """Unloaded, she follows no sensor."""
    family: Any = house.entry.runtime_data.family
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    await time.to("12:00:00")
    tells(house, "talking", **{"with": LENA})
    await time.to("12:05:00")
    tells(house, "idle")
    await house.settle()
    assert family.talks.of(lena) == ()
