"""Speaking through media players, and leaving them as they were."""

from datetime import timedelta
from typing import Any

from homeassistant.components.media_player.const import (
    MediaPlayerEntityFeature as Feature,
    MediaPlayerState as Plays,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.samantha.voice.ports import Outcome

from .home import Home, set_pipeline
from .player import PLAIN, Player

LOUNGE = "media_player.lounge"
SONG = "library://song"


async def _lounge(home: Home, features: Feature = PLAIN) -> Player:
    player = Player("Lounge", home.fetch, features)
    await home.add(player)
    return player


@pytest.fixture
async def lounge(home: Home) -> Player:
    """Put a speaker without announcements into the lounge."""
    return await _lounge(home)


async def test_it_says_every_part_in_order(home: Home, lounge: Player) -> None:
    """Each ends before the next begins."""
    delivery = await home.say(LOUNGE, "one", "two")
    assert (delivery.outcome, delivery.played) == (Outcome.SPOKEN, 2)
    assert lounge.heard == [("one", 0.8), ("two", 0.8)]
    assert lounge.orders == ["play", "play"]
    assert home.engine.spoken[0] == ("one", "en", "joe")


async def test_the_chime_is_in_the_first_part(home: Home, lounge: Player) -> None:
    """One sound, so that the speaker starts once."""
    await home.say(LOUNGE, "one", "two", chime=True)
    assert [text for text, _ in lounge.heard] == ["one", "two"]
    assert len(lounge.sounds[0]) > len(lounge.sounds[1]) + 20_000


async def test_it_speaks_softly_and_gives_the_volume_back(
    home: Home, lounge: Player
) -> None:
    """The speaker is as loud afterwards as before."""
    await home.say(LOUNGE, "hello", volume=0.3)
    assert lounge.heard == [("hello", 0.3)]
    assert lounge.orders == ["volume 0.3", "play", "volume 0.8"]


async def test_it_looks_again_before_the_first_sound(
    home: Home, lounge: Player
) -> None:
    """What may not begin any more is not played; what has begun is not asked again."""
    delivery = await home.say(LOUNGE, "hello", volume=0.3, may_begin=lambda: False)
    assert (delivery.outcome, delivery.played) == (Outcome.STOPPED, 0)
    assert lounge.orders == ["volume 0.3", "volume 0.8"]
    answers = iter([True, False])
    delivery = await home.say(LOUNGE, "one", "two", may_begin=answers.__next__)
    assert (delivery.outcome, delivery.played) == (Outcome.SPOKEN, 2)


async def test_whoever_turned_the_volume_wants_it_so(
    home: Home, lounge: Player
) -> None:
    """It isn't turned back."""
    lounge.ends.clear()
    saying = home.hass.async_create_task(home.say(LOUNGE, "hello", volume=0.3))
    await lounge.begun.wait()
    await lounge.async_set_volume_level(0.5)
    lounge.ends.set()
    assert (await saying).outcome is Outcome.SPOKEN
    assert lounge.volume_level == 0.5


async def test_a_speaker_that_goes_away_meanwhile(home: Home, lounge: Player) -> None:
    """The part that it was at counts as not heard."""
    lounge.ends.clear()
    saying = home.hass.async_create_task(home.say(LOUNGE, "one", "two"))
    await lounge.begun.wait()
    lounge.now(Plays.IDLE, available=False)
    delivery = await saying
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "unreachable")
    assert delivery.played == 0


async def test_what_has_no_volume_is_not_turned(home: Home) -> None:
    """Nothing is asked of it that it can't do."""
    lounge = await _lounge(home, PLAIN & ~Feature.VOLUME_SET)
    delivery = await home.say(LOUNGE, "hello", volume=0.3)
    assert delivery.outcome is Outcome.SPOKEN
    assert lounge.orders == ["play"]


async def test_music_goes_on_where_it_was(home: Home, lounge: Player) -> None:
    """At its own volume."""
    lounge.now(
        Plays.PLAYING,
        SONG,
        media_duration=300,
        media_position=20,
        media_position_updated_at=dt_util.utcnow() - timedelta(seconds=10),
    )
    delivery = await home.say(LOUNGE, "hello", volume=0.3)
    assert delivery.outcome is Outcome.SPOKEN
    assert lounge.resumed == [SONG]
    assert lounge.orders == ["volume 0.3", "play", "volume 0.8", "play", "seek 30"]


@pytest.mark.parametrize("state", [Plays.PAUSED, Plays.IDLE, Plays.ON])
async def test_what_did_not_play_stays_silent(
    home: Home, lounge: Player, state: Plays
) -> None:
    """Nobody asked for music."""
    lounge.now(state, SONG)
    delivery = await home.say(LOUNGE, "hello")
    assert delivery.outcome is Outcome.SPOKEN
    assert lounge.resumed == []
    assert lounge.state is Plays.IDLE


async def test_whoever_chose_other_music_meanwhile_keeps_it(
    home: Home, lounge: Player
) -> None:
    """She doesn't bring back what played before."""
    lounge.now(Plays.PLAYING, SONG)
    lounge.ends.clear()
    saying = home.hass.async_create_task(home.say(LOUNGE, "hello"))
    await lounge.begun.wait()
    await home.hass.async_add_executor_job(int)
    lounge.now(Plays.PLAYING, "library://other")
    delivery = await home.hurry(saying, 9)
    assert delivery.outcome is Outcome.SPOKEN
    assert lounge.resumed == []


async def test_an_announcement_leaves_the_music_alone(home: Home) -> None:
    """The speaker mixes it in by itself."""
    lounge = await _lounge(home, PLAIN | Feature.MEDIA_ANNOUNCE)
    lounge.now(Plays.PLAYING, SONG)
    saying = home.hass.async_create_task(home.say(LOUNGE, "hello", volume=0.3))
    await lounge.begun.wait()
    delivery = await home.hurry(saying, 9)
    assert delivery.outcome is Outcome.SPOKEN
    assert lounge.orders == ["announce"]
    assert lounge.state is Plays.PLAYING


@pytest.mark.parametrize(
    ("music", "orders"),
    [
        (0.2, ["volume 0.7", "announce", "volume 0.2"]),
        (0.9, ["announce"]),
        (None, ["announce"]),
    ],
)
async def test_an_alarm_is_louder_than_the_music(
    home: Home, music: float | None, orders: list[str]
) -> None:
    """Where it is mixed in, the music is turned up for it, and down again."""
    lounge = await _lounge(home, PLAIN | Feature.MEDIA_ANNOUNCE)
    lounge.now(Plays.PLAYING, SONG, volume_level=music)
    saying = home.hass.async_create_task(
        home.say(LOUNGE, "fire", volume=0.7, alarm=True)
    )
    await lounge.begun.wait()
    assert lounge.volume_level == (0.7 if len(orders) > 1 else music)
    delivery = await home.hurry(saying, 9)
    assert delivery.outcome is Outcome.SPOKEN
    assert lounge.orders == orders
    assert (lounge.state, lounge.volume_level) == (Plays.PLAYING, music)


async def test_an_announcement_in_silence_is_soft(home: Home) -> None:
    """And the volume comes back once it is over, which the speaker doesn't say."""
    lounge = await _lounge(home, PLAIN | Feature.MEDIA_ANNOUNCE)
    saying = home.hass.async_create_task(home.say(LOUNGE, "hello", volume=0.3))
    await lounge.begun.wait()
    assert lounge.volume_level == 0.3
    delivery = await home.hurry(saying, 9)
    assert delivery.outcome is Outcome.SPOKEN
    assert lounge.orders == ["volume 0.3", "announce", "volume 0.8"]


async def test_stop_takes_effect_at_once(home: Home, lounge: Player) -> None:
    """And what played before goes on."""
    lounge.now(Plays.PLAYING, SONG)
    lounge.ends.clear()
    saying = home.hass.async_create_task(home.say(LOUNGE, "one", "two"))
    await lounge.begun.wait()
    await home.hass.async_add_executor_job(int)
    await home.voices.stop(LOUNGE)
    delivery = await saying
    assert (delivery.outcome, delivery.played) == (Outcome.STOPPED, 0)
    assert lounge.orders == ["play", "stop", "play"]
    assert lounge.resumed == [SONG]


async def test_stop_waits_for_the_part_of_an_announcement(home: Home) -> None:
    """Stopping the player would stop the music, not her."""
    lounge = await _lounge(home, PLAIN | Feature.MEDIA_ANNOUNCE)
    lounge.now(Plays.PLAYING, SONG)
    saying = home.hass.async_create_task(home.say(LOUNGE, "one", "two"))
    await lounge.begun.wait()
    await home.voices.stop(LOUNGE)
    delivery = await home.hurry(saying, 9)
    assert (delivery.outcome, delivery.played) == (Outcome.STOPPED, 1)
    assert lounge.orders == ["announce"]


async def test_one_that_never_begins(home: Home, lounge: Player) -> None:
    """It was told to play, and doesn't."""
    lounge.starts = False
    saying = home.hass.async_create_task(home.say(LOUNGE, "hello", volume=0.3))
    await lounge.begun.wait()
    delivery = await home.hurry(saying, 15)
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "not_started")
    assert lounge.volume_level == 0.8


async def test_one_that_guesses_is_believed(home: Home, lounge: Player) -> None:
    """Its state says nothing; the length of the sound has to do."""
    lounge.starts = False
    lounge.now(Plays.IDLE, assumed_state=True)
    saying = home.hass.async_create_task(home.say(LOUNGE, "hello"))
    await lounge.begun.wait()
    delivery = await home.hurry(saying, 9)
    assert delivery.outcome is Outcome.SPOKEN


async def test_one_that_never_ends_is_left(home: Home, lounge: Player) -> None:
    """The length of the sound bounds it."""
    lounge.ends.clear()
    saying = home.hass.async_create_task(home.say(LOUNGE, "hello", volume=0.3))
    await lounge.begun.wait()
    await home.hass.async_add_executor_job(int)
    delivery = await home.hurry(saying, 9)
    assert delivery.outcome is Outcome.SPOKEN
    assert lounge.volume_level == 0.8


@pytest.mark.parametrize(
    ("told", "trouble"),
    [
        ({"available": False}, "unreachable"),
        ({"is_volume_muted": True}, "muted"),
        ({"supported_features": Feature.STOP}, "unsupported"),
    ],
)
async def test_one_that_cannot(
    home: Home, lounge: Player, told: dict[str, Any], trouble: str
) -> None:
    """Nothing is tried, so nothing is to be put right."""
    lounge.now(Plays.IDLE, **told)
    delivery = await home.say(LOUNGE, "hello", volume=0.3)
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, trouble)
    assert lounge.orders == []


@pytest.mark.parametrize(
    ("error", "trouble"),
    [(HomeAssistantError("no"), "failed"), (ConnectionError(), "unreachable")],
)
async def test_a_failure_puts_the_volume_back(
    home: Home, lounge: Player, error: Exception, trouble: str
) -> None:
    """It is an outcome, and leaves no trace on the speaker."""
    lounge.error = error
    delivery = await home.say(LOUNGE, "hello", volume=0.3)
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, trouble)
    assert lounge.volume_level == 0.8


async def test_an_engine_that_fails_touches_nothing(home: Home, lounge: Player) -> None:
    """The sound is made before the speaker is taken hold of."""
    home.engine.silent = True
    delivery = await home.say(LOUNGE, "hello", volume=0.3)
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "speech_failed")
    assert lounge.orders == []


async def test_a_follower_leaves_its_group_for_it(home: Home) -> None:
    """So that no other room hears it."""
    lounge = await _lounge(home, PLAIN | Feature.GROUPING)
    members = ["media_player.hall", LOUNGE]
    lounge.now(Plays.PLAYING, SONG, group_members=members)
    hall = Player("Hall", home.fetch, PLAIN | Feature.GROUPING)
    await home.add(hall, domain="test_hall")
    delivery = await home.say(LOUNGE, "hello")
    assert delivery.outcome is Outcome.SPOKEN
    assert lounge.orders == ["unjoin", "play"]
    assert hall.orders == [f"join {LOUNGE}"]


async def test_a_leader_would_be_heard_in_other_rooms(home: Home) -> None:
    """So another voice has to do."""
    lounge = await _lounge(home, PLAIN | Feature.GROUPING)
    lounge.now(Plays.PLAYING, SONG, group_members=[LOUNGE, "media_player.hall"])
    delivery = await home.say(LOUNGE, "hello", volume=0.3)
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "grouped")
    assert lounge.orders == []


async def test_the_house_speaks_with_any_voice_there_is(
    home: Home, lounge: Player
) -> None:
    """A speaker has no pipeline; the preferred one may be without a voice."""
    await set_pipeline(home.hass, tts_engine=None, tts_language=None, tts_voice=None)
    delivery = await home.say(LOUNGE, "hello")
    assert delivery.outcome is Outcome.SPOKEN
    assert lounge.heard == [("hello", 0.8)]
