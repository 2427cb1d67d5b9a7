"""What is spoken leaves no copy in Home Assistant, if the owner keeps to the docs."""

import asyncio
from contextlib import closing
import json
from pathlib import Path
import sqlite3
import time
from typing import Any

from tests.house.process import HomeAssistant

from .scene import Home

WORDS = "The ferret is in the sauna."
HELPER = "input_text.world_secret"
MARK = "input_number.world_house_power"


async def test_no_copy(home: Home) -> None:
    """An automation reads the words from a helper that the recorder leaves out."""
    house, folder = home.house, home.process.folder
    await home.somebody_in("Bedroom")
    async with house.subscription("subscribe_events") as events:
        await house.act("input_text.set_value", HELPER, value=WORDS)
        await house.act("input_button.press", "input_button.world_secret")
        (sound,) = await home.ears.until_over(1)
        assert sound.text == WORDS
        assert sound.shown == ""
        await house.act("input_text.set_value", HELPER, value="")
        await _recorded(home)
        seen = await _drained(events)
    spread = [event for event in seen if WORDS in json.dumps(event)]
    # The helper is the owner's; the call of an action is Home Assistant's own event.
    assert {event["event_type"] for event in spread} <= {
        "call_service",
        "state_changed",
    }
    changed = [event for event in spread if event["event_type"] == "state_changed"]
    assert {event["data"]["entity_id"] for event in changed} == {HELPER}
    assert WORDS not in home.process.log.read_text()
    files = list(folder.glob("home-assistant_v2.db*"))
    assert files
    files += [file for file in (folder / "tts").rglob("*") if file.is_file()]
    assert [file.name for file in files if _holds(file)] == []


async def test_the_recorder_was_at_work(
    home: Home, warm_process: HomeAssistant
) -> None:
    """What is not kept out is found, so the test above looks in the right place."""
    await home.house.act(
        "input_text.set_value", "input_text.world_kitchen_speaker_title", value=WORDS
    )
    await _recorded(home)
    assert any(map(_holds, warm_process.folder.glob("home-assistant_v2.db*")))


async def _recorded(home: Home) -> None:
    """Wait until the recorder has written everything that has happened."""
    value, since = 1234, time.time()
    await home.house.act("input_number.set_value", MARK, value=value)
    database = home.process.folder / "home-assistant_v2.db"
    async with asyncio.timeout(30):
        while not await asyncio.to_thread(_has_state, database, f"{value}.0", since):  # noqa: ASYNC110
            await asyncio.sleep(0.2)  # Nothing tells when it has committed.


async def _drained(events: asyncio.Queue[Any]) -> list[dict[str, Any]]:
    drained = []
    while not events.empty():
        drained.append(await events.get())
    return drained


def _has_state(database: Path, state: str, since: float) -> bool:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
        found = opened.execute(
            "SELECT 1 FROM states WHERE state = ? AND last_updated_ts >= ? LIMIT 1",
            [state, since],
        )
        return found.fetchone() is not None


def _holds(file: Path) -> bool:
    return WORDS.encode() in file.read_bytes()
