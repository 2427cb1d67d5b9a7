"""What was not said to her is nowhere."""

from collections.abc import AsyncGenerator
import gc
import logging
from pathlib import Path
from typing import Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.conversation.chat_log import DATA_CHAT_LOGS
from homeassistant.components.recorder.core import Recorder
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance, session_scope
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
from sqlalchemy import inspect, literal_column, table

from custom_components.samantha.const import DATABASE
from custom_components.samantha.mind.remembered import Heard

from .satellites import Home, furnish, voice_flow

# What Home Assistant itself logs of a sentence at debug, before she is asked.
THEIR_LOGS: Final = (
    "homeassistant.components.assist_pipeline",
    "homeassistant.components.conversation",
    "homeassistant.core",
)
WORD: Final = "quetzalcoatlus"


@pytest.fixture
async def outlets(
    recorder_mock: Recorder, hass: HomeAssistant
) -> AsyncGenerator[list[str]]:
    """Note every event, as text, while a real recorder runs."""
    assert recorder_mock.recording
    events: list[str] = []
    stop = hass.bus.async_listen(
        MATCH_ALL, lambda event: events.append(repr(event.as_dict()))
    )
    yield events
    stop()


@pytest.fixture
async def home(
    outlets: list[str],  # noqa: ARG001  # the recorder comes first
    hass: HomeAssistant,
    samantha: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> AsyncGenerator[Home]:
    """Set the home up."""
    assert samantha.state is ConfigEntryState.LOADED
    with voice_flow(hass):
        yield await furnish(hass, hass_ws_client)


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("by_name", f"turn off the {WORD} in the hall"),
        ("natural", f"and then my brother told me he had seen a {WORD}"),
        ("natural", f"my sister is called {WORD}"),
        ("wake_word", f"and then my brother told me he had never seen a {WORD} before"),
    ],
)
async def test_overheard_is_nowhere(  # noqa: PLR0913, PLR0917  # what it listens to
    outlets: list[str],
    home: Home,
    aioclient_mock: AiohttpClientMocker,
    caplog: pytest.LogCaptureFixture,
    mode: str,
    said: str,
) -> None:
    """It is in no log, event, database, chat log or request.

    Left out is what Home Assistant keeps before it asks her: docs/silence.md names it.
    """
    hass = home.hass
    await hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": "select.samantha_plain_said_to_her", "option": mode},
        blocking=True,
    )
    caplog.set_level(logging.DEBUG)
    await home.wake(home.plain, said)
    assert home.plain.answer == ""
    counter = hass.states.get("sensor.samantha_plain_silences")
    assert counter is not None
    assert counter.state == "1"
    await async_wait_recording_done(hass)

    assert [
        record.name
        for record in caplog.records
        if WORD in record.getMessage() and not record.name.startswith(THEIR_LOGS)
    ] == []
    assert "Not for her" in caplog.text
    assert WORD in caplog.text
    assert outlets
    assert [event for event in outlets if WORD in event] == []
    recorded = await get_instance(hass).async_add_executor_job(_recorded, hass)
    assert "sensor.samantha_plain_silences" in recorded
    assert WORD not in recorded
    logs = [chat_log.content for chat_log in hass.data[DATA_CHAT_LOGS].values()]
    assert WORD not in repr(logs)
    assert aioclient_mock.call_count == 0
    kept = await hass.async_add_executor_job(_kept, Path(hass.config.path(DATABASE)))
    assert kept
    assert WORD.encode() not in kept


async def test_words_are_forgotten(home: Home, freezer: FrozenDateTimeFactory) -> None:
    """After two minutes nothing is left in memory, whatever is said elsewhere."""
    await home.wake(home.plain, f"and then he told me he never saw a {WORD} again")
    assert _in_memory()
    for _ in range(3):
        freezer.tick(50)
        await home.wake(home.open, "and then he told me he never saw her again")
        async_fire_time_changed(home.hass)
        await home.hass.async_block_till_done()
    assert not _in_memory()


async def test_silence_is_no_sound(home: Home) -> None:
    """The pipeline has nothing to say, and the satellite does not listen on."""
    home.open.answer = "before"
    await home.wake(home.open, "Thanks for watching!")
    assert home.open.answer == ""
    assert not home.open.microphone_open


def _in_memory() -> list[Heard]:
    """Return what she remembers that has the word in it."""
    return [
        one for one in gc.get_objects() if isinstance(one, Heard) and WORD in one.words
    ]


def _recorded(hass: HomeAssistant) -> str:
    """Return everything that the recorder has written, as text."""
    with session_scope(hass=hass, read_only=True) as session:
        connection = session.connection()
        tables = inspect(connection).get_table_names()
        return repr(
            [
                connection.execute(table(name, literal_column("*")).select()).all()
                for name in tables
            ]
        )


def _kept(database: Path) -> bytes:
    """Return her database and what SQLite keeps beside it."""
    paths = database.parent.glob(f"{DATABASE}*")
    return b"".join(path.read_bytes() for path in paths)
