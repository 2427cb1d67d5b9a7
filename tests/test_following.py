"""What she does when who lives here changes, while she is loaded and while not."""

import asyncio
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, EventStateChangedData, callback
from homeassistant.helpers.event import async_track_state_change_event
import pytest

from .her_house import House
from .household import add_resident

QUESTION = {
    "question": "Shall I close the blinds?",
    "answers": [{"id": "close", "sentences": ["yes"]}],
}


def store_of(house: House) -> Any:
    """Return her database as it is open now."""
    return house.entry.runtime_data.store


async def test_a_new_resident_ends_no_turn(house: House) -> None:
    """What she is saying, and a question that is open, outlive somebody's moving in."""
    loaded = house.entry.runtime_data
    house.kitchen.ends.clear()
    await house.say(text="A story begins.")
    await house.kitchen.begun.wait()
    await _mia_moves_in(house)
    assert house.kitchen.heard == []
    house.kitchen.ends.set()
    await house.until_heard(house.kitchen, "A story begins.")
    assert house.entry.runtime_data is loaded


async def test_a_new_resident_leaves_a_question_open(house: House) -> None:
    """She asks, somebody moves in, and the yes is still understood."""
    asking = house.hass.async_create_task(house.act("ask", **QUESTION))
    await house.kitchen.begun.wait()
    await _mia_moves_in(house)
    await house.talk("yes", house.kitchen, settled=False)
    answered = await asking
    assert answered
    assert answered["id"] == "close"


async def test_moved_out_while_loaded(house: House) -> None:
    """What waited for them goes at once, and what was noted of them."""
    await house.say(text="A parcel is here.", **{"for": "person.theo"})
    house.hass.config_entries.async_remove_subentry(
        house.entry, house.residents["theo"]
    )
    await house.settle()
    assert house.entry.state is ConfigEntryState.LOADED
    await _nothing_is_left_of(house, house.residents["theo"])


async def test_moved_out_while_unloaded(house: House) -> None:
    """What was theirs is erased when she is set up again."""
    theo = house.residents["theo"]
    await house.say(text="A parcel is here.", **{"for": "person.theo"})
    await house.act("hush", **{"for": "person.theo"})
    kept = await store_of(house).fetch("SELECT count(*) FROM utterance")
    assert kept[0][0] == 1
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    house.hass.config_entries.async_remove_subentry(house.entry, theo)
    assert await house.hass.config_entries.async_setup(house.entry.entry_id)
    await house.settle()
    await _nothing_is_left_of(house, theo)


@pytest.mark.parametrize("whom", [["person.anna", "person.theo"]])
async def test_others_keep_theirs(house: House, whom: list[str]) -> None:
    """What was for somebody else too is still told to them."""
    await house.act("hush")
    await house.say(text="A parcel is here.", **{"for": whom})
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    house.hass.config_entries.async_remove_subentry(
        house.entry, house.residents["theo"]
    )
    assert await house.hass.config_entries.async_setup(house.entry.entry_id)
    await house.settle()
    await house.act("unhush")
    await house.until_heard(house.kitchen, "A parcel is here.")
    await _nothing_is_left_of(house, house.residents["theo"])


async def _mia_moves_in(house: House) -> None:
    """Have a new resident, and wait until there is what belongs to her."""
    moved_in = asyncio.Event()

    @callback
    def note(_event: Event[EventStateChangedData]) -> None:
        moved_in.set()

    stop = async_track_state_change_event(house.hass, "notify.mia", note)
    house.hass.states.async_set("person.mia", "home", {"friendly_name": "Mia"})
    add_resident(house.hass, house.entry, "person.mia", "Mia")
    async with asyncio.timeout(20):
        await moved_in.wait()
    stop()


async def _nothing_is_left_of(house: House, resident: str) -> None:
    for table in ("utterance", "ledger", "hush"):
        rows = await store_of(house).fetch(f"SELECT * FROM {table}")  # noqa: S608
        assert resident not in str([tuple(row) for row in rows])
