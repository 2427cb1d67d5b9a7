"""She speaks in the right room, through what is there and free."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from tests.house.heard import overlap
from tests.house.plan import SATELLITES

from .scene import SAID, Home, reasons

LONG = (
    "The parcel is with the neighbours, who are at home until eight o'clock and then "
    "go to the theatre, so please fetch it before that"
)


@pytest.mark.parametrize("room", SATELLITES)
async def test_where_somebody_is(home: Home, room: str) -> None:
    """It is said in the room where somebody is, after a chime, and nowhere else."""
    await home.somebody_in(room)
    told = await home.say(f"Dinner is ready, {room}.")
    assert told["verdict"] in {"speak", "wait"}
    (sound,) = await home.ears.until_over(1)
    assert (sound.room, sound.voice) == (room, SATELLITES[room])
    assert (sound.text, sound.chime) == (f"Dinner is ready, {room}.", True)


async def test_for_a_resident(home: Home) -> None:
    """Anna is the only one at home, so she is who is in the bedroom."""
    await home.somebody_in("Bedroom")
    await home.say("Your tea is ready.", **{"for": "person.anna"})
    (sound,) = await home.ears.until_over(1)
    assert (sound.room, sound.text) == ("Bedroom", "Your tea is ready.")


async def test_two_at_once_in_one_room(home: Home) -> None:
    """They are said one after the other, in the order in which they came."""
    first, second = (f"{number}, {LONG}." for number in ("One", "Two"))
    await asyncio.gather(home.say(first), home.say(second))
    one, two = await home.ears.until_over(2)
    assert [one.text, two.text] == [first, second]
    assert not overlap(one, two)


async def test_two_at_once_in_two_rooms(home: Home) -> None:
    """Nobody in the bedroom has to wait for the living room."""
    await home.somebody_in("Bedroom", "Living Room")
    await asyncio.gather(
        home.say(LONG, area_id="bedroom"), home.say(LONG, area_id="living_room")
    )
    one, two = await home.ears.until_over(2)
    assert {one.room, two.room} == {"Bedroom", "Living Room"}
    assert overlap(one, two)


async def test_nobody_is_interrupted(home: Home) -> None:
    """While somebody speaks to a satellite, she waits, also for its room's turn."""
    await home.somebody_in("Bedroom")
    began = datetime.now(UTC)
    talking = asyncio.create_task(
        home.house.act("paper_voices.occupy", SATELLITES["Bedroom"], seconds=2)
    )
    await home.house.wait_for_state(SATELLITES["Bedroom"], "listening")
    told = await home.say("The window is open.")
    assert told["verdict"] == "wait"
    assert "voice_busy" in reasons(told)
    await talking
    (sound,) = await home.ears.until_over(1)
    assert sound.start - began >= timedelta(seconds=2)


async def test_round_a_satellite_that_is_gone(home: Home) -> None:
    """It shows to be idle, and is not there: the speaker in the room says it."""
    player = "media_player.kitchen_speaker"
    before = await home.house.state(player)
    await home.plug_in("Kitchen", gone=True)
    await home.say("The rice is done.")
    (sound,) = await home.ears.until_over(1)
    assert (sound.voice, sound.text) == (player, "The rice is done.")
    await home.house.wait_for_state(
        player,
        lambda state: (
            (state.state, state.attributes["volume_level"])
            == (before.state, before.attributes["volume_level"])
        ),
    )


@pytest.mark.parametrize("recipient", ["notify.samantha_household", "notify.anna"])
async def test_other_integrations_reach_her(home: Home, recipient: str) -> None:
    """Whatever can notify goes through the same door."""
    await home.somebody_in("Living Room")
    await home.house.act("notify.send_message", recipient, message="The bin is out.")
    (sound,) = await home.ears.until_over(1)
    assert (sound.room, sound.text) == ("Living Room", "The bin is out.")


async def test_an_automation(home: Home) -> None:
    """An automation of the house has her speak, and an event tells that she did."""
    await home.house.act("input_boolean.turn_on", "input_boolean.world_doorbell")
    (sound,) = await home.ears.until_over(1)
    assert (sound.room, sound.text) == ("Kitchen", "Somebody is at the door.")
    told = await home.house.wait_for_state(
        SAID, lambda state: state.attributes.get("event_type") == "spoken"
    )
    assert told.attributes["areas"] == ["kitchen"]
