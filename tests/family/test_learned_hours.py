"""What was learned of hours is shown, and can be forgotten."""

from datetime import UTC, datetime, timedelta
from typing import Any

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.samantha.call_hours import CONF_CALL_DAYS
from custom_components.samantha.family.learned_hours import (
    Tally,
    good_hours,
    hour_of,
    learned,
)
from custom_components.samantha.residents import CONF_DAILY_NUDGES
from custom_components.samantha.store import Store, StoreError

from ..her_house import House
from ..household import add_contact
from .conftest import Time

SENSOR = "sensor.anna_learned_call_hours"
BUTTON = "button.anna_forget_learned_call_hours"
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_nothing_learned() -> None:
    """Before anything was counted no hour is better than others."""
    assert learned({}, NOW) == []
    assert good_hours({}, NOW) == []


def test_good_and_bad() -> None:
    """An hour that was good is likely, and one that was bad is not."""
    tallies = {(2, 10): Tally(NOW, good=3), (2, 20): Tally(NOW, bad=3)}
    good, bad = learned(tallies, NOW)
    assert (good.hour, good.good, good.bad) == ((2, 10), 3, 0)
    assert good.chance > 0.5 > bad.chance
    assert (2, 10) in good_hours(tallies, NOW)
    assert (2, 20) not in good_hours(tallies, NOW)


def test_fades() -> None:
    """What is long ago counts for less."""
    tallies = {hour_of(NOW): Tally(NOW, good=2)}
    [now], [later] = learned(tallies, NOW), learned(tallies, NOW + timedelta(days=45))
    assert (now.good, later.good) == (2, 1)
    assert now.chance > later.chance


async def hours(house: House, **data: Any) -> list[dict[str, Any]]:
    """Return what the action tells."""
    response: Any = await house.act("learned_hours", **data)
    found: list[dict[str, Any]] = response["hours"]
    return found


def good(house: House) -> tuple[str, Any]:
    """Return what the sensor shows."""
    state = house.hass.states.get(SENSOR)
    assert state
    return state.state, state.attributes["good_hours"]


@pytest.fixture
async def called(time: Time, house: House) -> None:
    """Have Anna call somebody on a Wednesday, soon after ten."""
    del time
    add_contact(house.hass, house.entry, "Lena", {"cadence": 14})
    await house.settle()
    await house.act("log_call", **{"contact": "Lena", "for": ["person.anna"]})


async def test_shown(called: None, house: House) -> None:
    """A call tells of its hour; what others learned is theirs."""
    del called
    state, days = good(house)
    assert state == "1"
    assert 10 in days["wed"]
    assert 3 not in days["wed"]
    [hour] = await hours(house)
    assert 0.5 < hour.pop("chance") < 1
    assert hour == {
        "resident": "person.anna",
        "weekday": "wed",
        "hour": 10,
        "taken_up": 1.0,
        "not_taken_up": 0.0,
    }
    assert await hours(house, **{"for": "person.theo"}) == []
    theo = house.hass.states.get("sensor.theo_learned_call_hours")
    assert theo
    assert (theo.state, theo.attributes["good_hours"]) == ("0", {})


async def test_told_of_twice(called: None, house: House) -> None:
    """One call that is told of again says no more of its hour."""
    del called
    await house.act("log_call", **{"contact": "Lena", "for": ["person.anna"]})
    await house.act("log_call", contact="Lena")
    [hour] = await hours(house)
    assert hour["taken_up"] == 1.0


async def test_told(called: None, house: House) -> None:
    """Whoever asks is told their best hours, and can have them forgotten."""
    del called
    ask = "when do I have time for calls?"
    answer = await house.talk(ask, house.kitchen)
    assert answer == "So far mostly on Wednesday at ten in the morning."
    answer = await house.talk(
        "forget what you have learned about my hours for calls", house.kitchen
    )
    assert answer == "All right. I've forgotten when you have time for calls."
    assert await hours(house) == []
    assert await house.talk(ask, house.kitchen) == "I haven't learned that yet."


async def test_told_to_nobody_unknown(called: None, house: House) -> None:
    """Where it isn't known who speaks, nothing is told nor forgotten."""
    del called
    house.person("theo", "home")
    await house.settle()
    unknown = "I can't tell who is speaking."
    assert await house.talk("when do I have time for calls?", house.kitchen) == unknown
    answer = await house.talk("forget when I have time for calls", house.kitchen)
    assert answer == unknown
    assert len(await hours(house)) == 1


async def test_nobody(house: House) -> None:
    """Of nobody who lives here nothing is told."""
    with pytest.raises(ServiceValidationError) as raised:
        await hours(house, **{"for": "person.nobody"})
    assert raised.value.translation_key == "resident_unknown"


async def press(house: House) -> None:
    """Press the button."""
    await house.hass.services.async_call(
        "button", "press", {"entity_id": BUTTON}, blocking=True
    )
    await house.settle()


async def test_forgotten(called: None, house: House) -> None:
    """It is gone from disk; when there was a call is not."""
    del called
    await press(house)
    assert good(house) == ("0", {})
    assert await hours(house) == []
    store = house.entry.runtime_data.store
    assert await store.fetch("SELECT * FROM learned_hour") == []
    last = house.hass.states.get("sensor.lena_last_contact")
    assert last
    assert last.state == "2026-11-25T09:00:00+00:00"


async def test_not_forgotten(
    called: None, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be written, it says so and knows what it knew."""
    del called

    def full(_self: object) -> None:
        raise StoreError

    monkeypatch.setattr(Store, "transaction", full)
    with pytest.raises(HomeAssistantError) as raised:
        await press(house)
    assert raised.value.translation_key == "not_kept"
    assert good(house)[0] == "1"


def is_speaking(house: House) -> bool:
    """Return whether she has begun a nudge and not ended it."""
    rows = house.entry.runtime_data.family.nudges.book.all()
    return any(row.utterance and not row.heard for row in rows)


@pytest.mark.parametrize(("limit", "nudges"), [(0, 0), (1, 1), (2, 2)])
async def test_as_often_a_day_as_wanted(
    time: Time, house: House, limit: int, nudges: int
) -> None:
    """A resident is reminded as often a day as is set, of different people."""
    subentry = house.entry.subentries[house.residents["anna"]]
    data = {**subentry.data, CONF_DAILY_NUDGES: limit, CONF_CALL_DAYS: ["wed"]}
    house.hass.config_entries.async_update_subentry(house.entry, subentry, data=data)
    names = {"Lena", "Maria", "Ruth"}
    for name in names:
        add_contact(house.hass, house.entry, name, {"cadence": 14})
        await house.act("log_call", contact=name, at="2026-10-11 18:00:00")
    for hour in range(11, 23):
        for minute in (5, 20, 40, 59):
            await time.to(f"{hour}:{minute:02}:00")
            await time.until(lambda: not is_speaking(house))
    heard = house.kitchen.heard
    assert len(heard) == nudges
    about = {name for name in names for text in heard if name in text}
    assert len(about) == nudges
