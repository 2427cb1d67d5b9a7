"""Speaking through satellites."""

import asyncio

from homeassistant.components.assist_satellite import (
    AssistSatelliteEntityFeature as Feature,
    SatelliteBusyError,
)
from homeassistant.components.assist_satellite.entity import AssistSatelliteState as At
from homeassistant.components.media_player.const import MediaPlayerState as Plays
from homeassistant.core import Event, EventStateChangedData, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_track_state_change_event
import pytest

from custom_components.samantha.voice.ports import Outcome
from custom_components.samantha.voice.satellites import converses, speaks

from .engine import Engine
from .home import Home, set_pipeline
from .player import Player
from .satellite import ForgetfulSatellite, Satellite

KITCHEN = "assist_satellite.kitchen"


@pytest.fixture
async def kitchen(home: Home) -> Satellite:
    """Put a satellite into the kitchen."""
    satellite = Satellite("Kitchen", home.fetch)
    await home.add(satellite)
    return satellite


async def test_it_says_every_part_in_order(home: Home, kitchen: Satellite) -> None:
    """Long speech comes in parts."""
    delivery = await home.say(KITCHEN, "one", "two", "three")
    assert delivery.outcome is Outcome.SPOKEN
    assert delivery.played == 3
    assert kitchen.heard == ["one", "two", "three"]
    assert kitchen.chimes == []
    assert kitchen.listened == 0


async def test_it_looks_again_before_the_first_sound(
    home: Home, kitchen: Satellite
) -> None:
    """What may not begin any more is not played; what has begun is not asked again."""
    delivery = await home.say(KITCHEN, "hello", may_begin=lambda: False)
    assert (delivery.outcome, delivery.played) == (Outcome.STOPPED, 0)
    assert kitchen.heard == []
    answers = iter([True, False])
    delivery = await home.say(KITCHEN, "one", "two", may_begin=answers.__next__)
    assert (delivery.outcome, delivery.played) == (Outcome.SPOKEN, 2)


async def test_it_speaks_with_the_voice_of_the_pipeline(
    home: Home, kitchen: Satellite
) -> None:
    """Nothing else is chosen than what the owner chose."""
    await home.say(KITCHEN, "hello")
    assert home.engine.spoken == [("hello", "en", "joe")]
    assert kitchen.heard == ["hello"]


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("en-GB", ("hello", "en", "joe")),
        ("de", ("hello", "de", "karl")),
        ("fi", ("hello", "en", "joe")),
    ],
)
async def test_another_language_has_another_voice(
    home: Home, kitchen: Satellite, language: str, spoken: tuple[str, str, str]
) -> None:
    """Where the engine has one; otherwise the pipeline's own speaks."""
    await home.say(KITCHEN, "hello", language=language)
    assert home.engine.spoken == [spoken]
    assert kitchen.heard == ["hello"]


async def test_the_chime_comes_once_and_first(home: Home, kitchen: Satellite) -> None:
    """The satellite plays it before the first part."""
    await home.say(KITCHEN, "one", "two", chime=True)
    assert len(kitchen.chimes) == 1
    assert kitchen.heard == ["one", "two"]


async def test_a_satellite_without_chime_gets_it_in_her_audio(home: Home) -> None:
    """Wyoming satellites ignore what is to be played before."""
    hall = ForgetfulSatellite("Hall", home.fetch)
    await home.add(hall, domain="wyoming")
    delivery = await home.say("assist_satellite.hall", "one", "two", chime=True)
    assert delivery.outcome is Outcome.SPOKEN
    assert hall.heard == ["one", "two"]
    first, second = hall.sounds
    assert len(first) > len(second) + 20_000


@pytest.mark.parametrize("asks", [True, False])
async def test_it_listens_after_the_last_part_of_a_question(
    home: Home, kitchen: Satellite, *, asks: bool
) -> None:
    """The microphone opens once, at the end."""
    await home.say(KITCHEN, "one", "two", asks=asks)
    assert kitchen.heard == ["one", "two"]
    assert kitchen.listened == int(asks)


async def test_it_announces_where_it_cannot_listen(home: Home) -> None:
    """The answer is then given to a woken satellite."""
    hall = Satellite("Hall", home.fetch, Feature.ANNOUNCE)
    await home.add(hall)
    assert not converses(home.hass, "assist_satellite.hall")
    delivery = await home.say("assist_satellite.hall", "ready?", asks=True)
    assert delivery.outcome is Outcome.SPOKEN
    assert hall.heard == ["ready?"]
    assert hall.listened == 0


async def test_no_other_agent_gets_the_answer(home: Home, kitchen: Satellite) -> None:
    """Where her agent isn't the pipeline's, she only announces."""
    assert converses(home.hass, KITCHEN)
    await set_pipeline(home.hass, conversation_engine="conversation.home_assistant")
    assert not converses(home.hass, KITCHEN)
    await home.say(KITCHEN, "ready?", asks=True)
    assert kitchen.heard == ["ready?"]
    assert kitchen.listened == 0


@pytest.mark.parametrize("state", [At.LISTENING, At.PROCESSING, At.RESPONDING])
async def test_it_cuts_nobody_off(home: Home, kitchen: Satellite, state: At) -> None:
    """A satellite that is in use is left alone."""
    kitchen.turn(state)
    delivery = await home.say(KITCHEN, "hello")
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "busy")
    assert kitchen.heard == []
    assert home.state(KITCHEN) == state


async def test_an_alarm_cuts_in(home: Home, kitchen: Satellite) -> None:
    """It is worth the conversation."""
    kitchen.turn(At.LISTENING)
    delivery = await home.say(KITCHEN, "fire", alarm=True)
    assert delivery.outcome is Outcome.SPOKEN
    assert kitchen.heard == ["fire"]


async def test_an_alarm_waits_for_the_part(home: Home, kitchen: Satellite) -> None:
    """It comes after the part that is being played, before the next."""
    kitchen.ends.clear()
    reading = home.hass.async_create_task(home.say(KITCHEN, "one", "two"))
    await kitchen.begun.wait()
    alarm = home.hass.async_create_task(home.say(KITCHEN, "fire", alarm=True))
    await home.engine.has_spoken("fire")
    kitchen.ends.set()
    assert (await alarm).outcome is Outcome.SPOKEN
    assert (await reading).outcome is Outcome.SPOKEN
    assert sorted(kitchen.heard) == ["fire", "one", "two"]
    assert kitchen.heard[0] == "one"


async def test_somebody_may_speak_to_it_between_parts(
    home: Home, kitchen: Satellite
) -> None:
    """She goes on when they are done."""
    woken = asyncio.Event()

    @callback
    def wake(_event: Event[EventStateChangedData]) -> None:
        kitchen.turn(At.LISTENING)
        woken.set()

    kitchen.ends.clear()
    reading = home.hass.async_create_task(home.say(KITCHEN, "one", "two"))
    await kitchen.begun.wait()
    waking = async_track_state_change_event(home.hass, KITCHEN, wake)
    kitchen.ends.set()
    await woken.wait()
    waking()
    assert kitchen.heard == ["one"]
    kitchen.turn(At.IDLE)
    assert (await reading).played == 2
    assert kitchen.heard == ["one", "two"]


async def test_stop_takes_effect_at_the_next_part(
    home: Home, kitchen: Satellite
) -> None:
    """Without a player that stops, the part is played to its end."""
    kitchen.ends.clear()
    reading = home.hass.async_create_task(home.say(KITCHEN, "one", "two"))
    await kitchen.begun.wait()
    await home.voices.stop(KITCHEN)
    kitchen.ends.set()
    delivery = await reading
    assert (delivery.outcome, delivery.played) == (Outcome.STOPPED, 1)
    assert kitchen.heard == ["one"]


async def test_stop_takes_effect_at_once_where_the_player_stops(home: Home) -> None:
    """The player of the same device is told to stop."""
    hall = Satellite("Hall", home.fetch)
    player = Player("Speaker", home.fetch, device="Hall")
    await home.add(hall, player)
    hall.ends.clear()
    reading = home.hass.async_create_task(
        home.say("assist_satellite.hall", "one", "two")
    )
    await hall.begun.wait()
    # The announcement ends when its player stops.
    player.ends = hall.ends
    player.now(Plays.PLAYING, "her part")
    await home.voices.stop("assist_satellite.hall")
    delivery = await reading
    assert (delivery.outcome, delivery.played) == (Outcome.STOPPED, 0)
    assert player.orders == ["stop"]


async def test_what_never_ends_is_given_up(home: Home, kitchen: Satellite) -> None:
    """A delivery is bounded, and the satellite is free again."""
    kitchen.ends.clear()
    reading = home.hass.async_create_task(home.say(KITCHEN, "one", "two"))
    await kitchen.begun.wait()
    delivery = await home.hurry(reading, 45)
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "timed_out")
    assert home.state(KITCHEN) == At.IDLE


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (ConnectionError("Satellite is not connected"), "unreachable"),
        (TimeoutError(), "unreachable"),
        (SatelliteBusyError(), "busy"),
        (HomeAssistantError("no"), "failed"),
        (KeyError("surprise"), "failed"),
    ],
)
async def test_a_failure_is_an_outcome(
    home: Home, kitchen: Satellite, error: Exception, trouble: str
) -> None:
    """Whatever an integration raises."""
    kitchen.error = error
    delivery = await home.say(KITCHEN, "hello")
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, trouble)
    assert delivery.played == 0


async def test_a_satellite_that_is_gone(home: Home, kitchen: Satellite) -> None:
    """Home Assistant would take an announcement to it for done."""
    kitchen.go()
    delivery = await home.say(KITCHEN, "hello")
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "unreachable")


async def test_a_satellite_that_goes_away_meanwhile(
    home: Home, kitchen: Satellite
) -> None:
    """The part that it was at counts as not heard."""
    kitchen.ends.clear()
    reading = home.hass.async_create_task(home.say(KITCHEN, "one", "two"))
    await kitchen.begun.wait()
    kitchen.go()
    kitchen.ends.set()
    delivery = await reading
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "unreachable")
    assert delivery.played == 0


async def test_no_such_satellite(home: Home) -> None:
    """It may have been removed since."""
    delivery = await home.say("assist_satellite.attic", "hello")
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "unreachable")


async def test_a_phone_on_voip_takes_only_text(home: Home) -> None:
    """It would leave a copy, so she doesn't."""
    phone = Satellite("Phone", home.fetch)
    await home.add(phone, domain="voip")
    assert not speaks(home.hass, "assist_satellite.phone")
    delivery = await home.say("assist_satellite.phone", "hello")
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "unsupported")


@pytest.mark.parametrize("failing", ["silent", "error"])
async def test_an_engine_that_fails_is_noticed(
    home: Home, kitchen: Satellite, engine: Engine, failing: str
) -> None:
    """The satellite isn't told to play what can't be spoken."""
    setattr(engine, failing, RuntimeError("broken"))
    delivery = await home.say(KITCHEN, "hello")
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "speech_failed")
    assert kitchen.begun.is_set() is False


async def test_without_an_engine_nothing_is_said(
    home: Home, kitchen: Satellite
) -> None:
    """The pipeline's engine may have been removed."""
    await set_pipeline(home.hass, tts_engine="tts.nobody")
    delivery = await home.say(KITCHEN, "hello")
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "no_speech")
    assert kitchen.heard == []
