"""The event of what she said: what kind, where and why, and never the words."""

from typing import Any

from homeassistant.core import Event, EventStateChangedData, callback
from homeassistant.helpers.event import async_track_state_change_event
import pytest

from .her_house import SAID, House


@pytest.fixture
def told(house: House) -> list[dict[str, Any]]:
    """Return what the entity tells from now on."""
    told: list[dict[str, Any]] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if state := event.data["new_state"]:
            told.append(dict(state.attributes))

    async_track_state_change_event(house.hass, SAID, note)
    return told


async def test_spoken(house: House, told: list[dict[str, Any]]) -> None:
    """What was spoken is told of once, when it is over."""
    await house.say(text="Dinner is ready.", title="Ferret", **{"for": "person.anna"})
    await house.until_heard(house.kitchen, "Dinner is ready.")
    [one] = told
    assert one["event_type"] == "spoken"
    assert one["kind"] == "companion"
    assert one["areas"] == ["kitchen"]
    assert one["voices"] == [house.kitchen.entity_id]
    assert one["residents"] == ["person.anna"]
    assert one["outcome"] == "spoken"
    assert one["reasons"] == ["maybe_here"]
    assert "inner" not in str(one)
    assert "erret" not in str(one)


async def test_failed(house: House, told: list[dict[str, Any]]) -> None:
    """What no voice has said is told of as that."""
    house.kitchen.error = ConnectionError()
    await house.say(text="Dinner is ready.")
    await house.until(lambda: bool(told))
    assert (told[0]["event_type"], told[0]["outcome"]) == ("failed", "failed")


async def test_signalled(house: House, told: list[dict[str, Any]]) -> None:
    """A message for when somebody speaks to her gives a silent cue, where they are."""
    await house.say(
        text="Your mother has called.",
        kind="message",
        when="addressed",
        **{"for": "person.anna"},
    )
    await house.until(lambda: bool(told))
    [one] = told
    assert one["event_type"] == "signalled"
    assert one["residents"] == ["person.anna"]
    assert house.kitchen.heard == []
    await house.talk("is it raining?", house.kitchen)
    await house.until_heard(house.kitchen, "Your mother has called.")
    assert [one["event_type"] for one in told] == ["signalled", "spoken"]
