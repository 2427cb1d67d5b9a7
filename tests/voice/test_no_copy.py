"""What she says leaves no copy: a word of its own is looked for everywhere."""

from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
import logging
from pathlib import Path

from homeassistant.components.media_player.const import MediaPlayerEntityFeature
from homeassistant.const import MATCH_ALL
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers.json import json_dumps
from homeassistant.helpers.recorder import get_instance
import pytest
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
from pytest_homeassistant_custom_component.typing import RecorderInstanceGenerator

from custom_components.samantha.voice.chime import CHIME_PATH
from custom_components.samantha.voice.ports import Outcome

from .engine import Engine, StreamingEngine
from .home import Home
from .phone import ANNAS, add_phone, pushed, run_push_server
from .player import PLAIN, Player
from .satellite import ForgetfulSatellite, Satellite

WORD = "Quastenflosser"
PART = f"The {WORD} is hidden behind the wardrobe."
VOICES = [
    "assist_satellite.kitchen",
    "assist_satellite.hall",
    "media_player.lounge",
    "media_player.bath",
    ANNAS,
]


@pytest.fixture
async def mock_recorder_before_hass(
    async_test_recorder: RecorderInstanceGenerator,
) -> None:
    """Let a recorder be made before Home Assistant is."""


@pytest.fixture
def others() -> tuple[str, ...]:
    """Set up what phones need."""
    return ("notify", "mobile_app")


@pytest.fixture(params=[Engine, StreamingEngine])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return an engine of either kind."""
    made: Engine = request.param()
    return made


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Log everything there is."""
    with caplog.at_level(logging.DEBUG):
        yield caplog


@pytest.fixture
async def events(hass: HomeAssistant) -> AsyncGenerator[list[str]]:
    """Listen to all events, as they would be written down."""
    heard: list[str] = []

    def write_down(event: Event) -> None:
        heard.append(f"{event.event_type} {json_dumps(event.as_dict())}")

    end = hass.bus.async_listen(MATCH_ALL, write_down)
    yield heard
    end()


@pytest.fixture
async def house(
    recorder_mock: object,
    home: Home,
    aioclient_mock: AiohttpClientMocker,
) -> Home:
    """Furnish a home with one voice of each kind, and a recorder."""
    assert recorder_mock
    run_push_server(aioclient_mock)
    await home.add(
        Satellite("Kitchen", home.fetch),
        Player("Lounge", home.fetch),
        Player("Bath", home.fetch, PLAIN | MediaPlayerEntityFeature.MEDIA_ANNOUNCE),
    )
    await home.add(ForgetfulSatellite("Hall", home.fetch), domain="wyoming")
    await add_phone(home.hass)
    return home


async def _written(hass: HomeAssistant, folder: Path) -> bytes:
    """Return everything that is on disk: the recorder's database, and the rest."""
    await get_instance(hass).async_block_till_done()
    files = [file for file in folder.rglob("*") if file.is_file()]
    return b"".join(file.read_bytes() for file in files)


def _recorded(hass: HomeAssistant) -> str:
    """Return the whole database of the recorder as SQL."""
    engine = get_instance(hass).engine
    assert engine
    with engine.connect() as connection:
        database = connection.connection.driver_connection
        assert database
        return "\n".join(database.iterdump())


@dataclass
class Witness:
    """What is where a copy could be."""

    home: Home
    folder: Path
    log: pytest.LogCaptureFixture
    events: list[str]

    async def traces(self) -> dict[str, str]:
        """Return all that is known of what happened."""
        hass = self.home.hass
        await hass.async_block_till_done()
        written = await _written(hass, self.folder)
        recorder = get_instance(hass)
        return {
            "events": "".join(self.events),
            "log": self.log.text,
            "states": str([state.as_dict() for state in hass.states.async_all()]),
            "recorder": await recorder.async_add_executor_job(_recorded, hass),
            "files": written.decode("latin-1"),
        }


@pytest.fixture
async def witness(
    house: Home,
    config_folder: Path,
    log: pytest.LogCaptureFixture,
    events: list[str],
) -> Witness:
    """Watch all places where a copy could be."""
    return Witness(house, config_folder, log, events)


@pytest.mark.parametrize("voice", VOICES)
async def test_no_copy_is_left(
    witness: Witness, aioclient_mock: AiohttpClientMocker, voice: str
) -> None:
    """Whatever she speaks through."""
    home = witness.home
    saying = home.hass.async_create_task(
        home.say(voice, PART, PART, chime=True, asks=True, title=WORD, tag="abc")
    )
    delivery = await home.hurry(saying, 9)
    assert (delivery.outcome, delivery.error) == (Outcome.SPOKEN, None)
    heard = str(home.engine.spoken) + str(pushed(aioclient_mock))
    assert heard.count("wardrobe") == 2
    traces = await witness.traces()
    # They would have seen it.
    name = voice.partition(".")[2].removeprefix("mobile_app_")
    seen = {place for place, trace in traces.items() if name in trace}
    assert seen >= {"events", "log", "states", "recorder"}
    assert [place for place, trace in traces.items() if WORD in trace] == []
    assert list((witness.folder / "tts").iterdir()) == []


@pytest.mark.parametrize("voice", VOICES[:4])
@pytest.mark.parametrize("failing", ["silent", "error"])
async def test_not_even_when_the_engine_fails(
    witness: Witness, voice: str, failing: str
) -> None:
    """Home Assistant puts the text into what it logs then."""
    home = witness.home
    setattr(home.engine, failing, RuntimeError(f"can't say {WORD}"))
    delivery = await home.say(voice, PART)
    assert (delivery.outcome, delivery.error) == (Outcome.FAILED, "speech_failed")
    assert home.engine.spoken
    traces = await witness.traces()
    assert "Error getting audio for [Streaming TTS]" in traces["log"]
    assert [place for place, trace in traces.items() if WORD in trace] == []


async def test_others_failures_are_logged_in_full(
    house: Home, log: pytest.LogCaptureFixture
) -> None:
    """Only what is hers is kept from the log."""
    hass = house.hass
    house.engine.error = RuntimeError(f"can't say {WORD}")
    await house.say(VOICES[0], "hello")
    assert WORD not in log.text
    await hass.services.async_call(
        "assist_satellite",
        "announce",
        {"entity_id": VOICES[0], "message": "hello", "preannounce": False},
        blocking=False,
    )
    await hass.async_block_till_done(wait_background_tasks=True)
    assert WORD in log.text


@pytest.mark.parametrize("voice", VOICES[:4])
async def test_what_was_played_can_be_fetched_no_more(house: Home, voice: str) -> None:
    """The address of a sound is in the recorder; it leads nowhere afterwards."""
    saying = house.hass.async_create_task(house.say(voice, PART, PART, chime=True))
    assert (await house.hurry(saying, 9)).outcome is Outcome.SPOKEN
    spoken = [url for url in house.fetched if CHIME_PATH not in url]
    assert len(spoken) == 2
    assert [await house.gone(url) for url in spoken] == [True, True]
