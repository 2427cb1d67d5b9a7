"""The scenes of docs/compared.md that can be played with Home Assistant's own actions.

Each is played twice in the same house: by `assist_satellite.announce` (or `tts.speak`),
and by `samantha.say`.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
import re
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.assist_satellite import SatelliteBusyError
from homeassistant.components.media_player.const import MediaPlayerState
from homeassistant.const import MATCH_ALL
from homeassistant.core import Event
from homeassistant.helpers.json import json_dumps
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from ..her_house import WAITING, House
from ..voice.home import add_entities, set_pipeline
from ..voice.player import Player
from ..voice.recogniser import Recogniser

WORDS: Final = "The ferret is in the sauna."
TABLE: Final = Path(__file__).parents[2] / "docs" / "compared.md"

type Says = Callable[[House, str], Awaitable[Any]]


async def announce(house: House, text: str) -> None:
    """Have Home Assistant announce something in the kitchen."""
    await house.hass.services.async_call(
        "assist_satellite",
        "announce",
        {
            "entity_id": house.kitchen.entity_id,
            "message": text,
            "preannounce": False,
        },
        blocking=True,
    )


async def say(house: House, text: str) -> Any:
    """Have her say something in the kitchen."""
    return await house.hass.services.async_call(
        "samantha",
        "say",
        {"text": text, "area_id": "kitchen"},
        blocking=True,
        return_response=True,
    )


@asynccontextmanager
async def talking(house: House) -> AsyncGenerator[Recogniser]:
    """Have somebody speak to the kitchen's satellite, until they may be heard."""
    recogniser = Recogniser("who are you")
    await add_entities(house.hass, "hearing", [recogniser])
    await set_pipeline(house.hass, stt_engine=recogniser.entity_id, stt_language="en")

    async def sound() -> AsyncIterator[bytes]:
        while True:
            yield bytes(320)
            await asyncio.sleep(0.01)

    turn = asyncio.create_task(
        house.kitchen.async_accept_pipeline_from_satellite(sound())
    )
    await recogniser.listening.wait()
    yield recogniser
    recogniser.over.set()
    await asyncio.gather(turn, return_exceptions=True)


async def test_a_conversation_is_going_on_announce(house: House) -> None:
    """Home Assistant ends the conversation, and announces: nobody is answered."""
    async with talking(house):
        await announce(house, WORDS)
        assert house.kitchen.heard == [WORDS]
    await house.settle()
    assert house.entry.runtime_data.mind.turns.total() == 0


async def test_a_conversation_is_going_on(house: House) -> None:
    """She waits; who speaks is answered, and then she says it."""
    async with talking(house) as recogniser:
        told = await say(house, WORDS)
        assert [reason["why"] for reason in told["reasons"]] == ["voice_busy"]
        assert house.kitchen.heard == []
        recogniser.over.set()
    assert house.entry.runtime_data.mind.turns.total() == 1
    house.kitchen.tts_response_finished()
    await house.until_heard(house.kitchen, WORDS)


async def test_two_at_once_announce(house: House) -> None:
    """Home Assistant refuses the second announcement, and nobody hears it."""
    house.kitchen.ends.clear()
    first = asyncio.create_task(announce(house, "One."))
    await house.kitchen.begun.wait()
    with pytest.raises(SatelliteBusyError):
        await announce(house, "Two.")
    house.kitchen.ends.set()
    await first
    await house.settle()
    assert house.kitchen.heard == ["One."]


async def test_two_at_once(house: House) -> None:
    """She says them one after the other."""
    house.kitchen.ends.clear()
    await say(house, "One.")
    await house.kitchen.begun.wait()
    await say(house, "Two.")
    house.kitchen.ends.set()
    await house.until_heard(house.kitchen, "One.", "Two.")


async def test_nobody_is_there(house: House) -> None:
    """Home Assistant announces into an empty room; she says it where somebody is."""
    house.is_in("kitchen", somebody=False)
    house.is_in("bedroom", somebody=True)
    await announce(house, WORDS)
    assert (house.kitchen.heard, house.bedroom.heard) == ([WORDS], [])
    await house.say(text=WORDS)
    await house.until_heard(house.bedroom, WORDS)
    assert house.kitchen.heard == [WORDS]


async def test_at_night(house: House) -> None:
    """Home Assistant knows no night; she waits until she may speak."""
    await house.act("hush")
    await announce(house, "Announced.")
    told = await say(house, WORDS)
    assert told["verdict"] == "wait"
    assert house.kitchen.heard == ["Announced."]
    await house.act("unhush")
    await house.until_heard(house.kitchen, "Announced.", WORDS)


@pytest.fixture
async def radio(house: House) -> Player:
    """Return a speaker in the bedroom that plays a song, without announce."""
    player = Player("Radio", house.fetch)
    await add_entities(house.hass, "radio", [player])
    house.move(player.entity_id, "bedroom")
    player.now(MediaPlayerState.PLAYING, "song", media_duration=300, media_position=42)
    await house.settle()
    return player


async def test_music_plays_speak(house: House, radio: Player) -> None:
    """Home Assistant's speech takes the place of the song, which does not come back."""
    await house.hass.services.async_call(
        "tts",
        "speak",
        {
            "entity_id": house.engine.entity_id,
            "media_player_entity_id": radio.entity_id,
            "message": WORDS,
            "cache": False,
            "options": {"preferred_format": "wav"},
        },
        blocking=True,
    )
    await house.settle()
    assert radio.heard == [(WORDS, 0.8)]
    assert radio.resumed == []


async def test_music_plays(house: House, radio: Player) -> None:
    """She speaks softly, and the song goes on as loud as it was."""
    await house.say(text=WORDS, entity_id=radio.entity_id)
    await house.until(lambda: bool(radio.resumed))
    assert radio.heard == [(WORDS, 0.35)]
    assert (radio.resumed, radio.volume_level) == (["song"], 0.8)


async def test_the_satellite_is_gone_announce(house: House) -> None:
    """Home Assistant's announcement fails, and is gone."""
    house.kitchen.error = ConnectionError()
    with pytest.raises(ConnectionError):
        await announce(house, WORDS)
    house.kitchen.error = None
    await house.settle()
    assert house.heard == {"kitchen": [], "bedroom": []}


async def test_the_satellite_is_gone(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    """She tries again, until it is there or the words are stale."""
    house.kitchen.error = ConnectionError()
    told = await say(house, WORDS)
    assert told["verdict"] == "speak"
    await house.until(lambda: house.hass.states.is_state(WAITING, "1"))
    house.kitchen.error = None
    freezer.tick(60)
    async_fire_time_changed(house.hass)
    await house.until_heard(house.kitchen, WORDS)


async def test_a_restart_announce(house: House) -> None:
    """What was refused or cut off is not known to Home Assistant any more."""
    house.kitchen.ends.clear()
    first = asyncio.create_task(announce(house, "One."))
    await house.kitchen.begun.wait()
    with pytest.raises(SatelliteBusyError):
        await announce(house, "Two.")
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    house.kitchen.ends.set()
    await house.settle()
    assert house.kitchen.heard == []


async def test_a_restart(house: House) -> None:
    """What waited is said after it."""
    await house.act("hush")
    await say(house, WORDS)
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()
    await house.act("unhush")
    await house.until_heard(house.kitchen, WORDS)


@pytest.mark.parametrize("options", [{"guests": "input_boolean.guests"}])
async def test_guests_are_there(house: House) -> None:
    """Home Assistant announces before guests; she keeps it until they have gone."""
    house.hass.states.async_set("input_boolean.guests", "on")
    await house.settle()
    await announce(house, "Announced.")
    await house.say(text=WORDS, privacy="household")
    assert house.kitchen.heard == ["Announced."]
    house.hass.states.async_set("input_boolean.guests", "off")
    await house.until_heard(house.kitchen, "Announced.", WORDS)


@pytest.mark.parametrize(
    ("says", "places"),
    [(announce, {"satellite", "cache"}), (say, set[str]())],
)
async def test_what_is_left_of_the_words(
    house: House, config_folder: Path, says: Says, places: set[str]
) -> None:
    """Home Assistant keeps the words, beside the action's own event; she doesn't."""
    events: list[Event] = []
    stop = house.hass.bus.async_listen(MATCH_ALL, events.append)
    await says(house, WORDS)
    await house.until(lambda: house.kitchen.heard == [WORDS])
    stop()
    spread = [one for one in events if WORDS in json_dumps(one.as_dict())]
    calls = [one.data["service"] for one in spread]
    assert {one.event_type for one in spread} == {"call_service"}
    assert calls == [says.__name__]
    found = {
        "cache": any((config_folder / "tts").glob("*")),
        "satellite": WORDS in house.kitchen.shown,
    }
    assert {place for place, there in found.items() if there} == places


def test_the_table_says_what_is_played() -> None:
    """Each scene that the table marks as played has a test here, and no other has."""
    marked = re.findall(
        r"^\| (.+?) ▸ \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE
    )
    played = {
        name.removeprefix("test_").replace("_", " ").removesuffix(" announce")
        for name in globals()
        if name.startswith("test_") and name != "test_the_table_says_what_is_played"
    }
    assert {one.lower() for one in marked} == {
        one.removesuffix(" speak") for one in played
    }
