"""Playing a sound: it is fetched, takes its time, and is written down."""

import asyncio
from datetime import UTC, datetime
import json
from pathlib import Path
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .sound import seconds_of, words_in

HEARD: Final = "heard.jsonl"


async def async_fetch(hass: HomeAssistant, url: str) -> bytes:
    """Fetch a sound, as a device on the network would."""
    async with async_get_clientsession(hass).get(url) as response:
        response.raise_for_status()
        return await response.read()


async def async_play(hass: HomeAssistant, url: str, **about: Any) -> None:
    """Play a sound to its end; `about` tells where and how, for who reads it."""
    audio = await async_fetch(hass, url)
    start = _now()
    await hass.async_add_executor_job(
        _write, hass, {**about, "text": words_in(audio), "start": start}
    )
    await asyncio.sleep(seconds_of(audio))
    await hass.async_add_executor_job(
        _write, hass, {**about, "end_of": start, "end": _now()}
    )


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _write(hass: HomeAssistant, line: dict[str, Any]) -> None:
    with Path(hass.config.path(HEARD)).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
