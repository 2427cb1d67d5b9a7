"""The demo house in this process, so that nothing but the turn is measured."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import os
from pathlib import Path
import tempfile

from homeassistant import bootstrap
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.runner import RuntimeConfig

from tests.house.moving import copy, furnished
from tests.house.process import HomeAssistant as Process

SENTENCES = Path(__file__).parents[1] / "tests" / "house" / "sentences"


@asynccontextmanager
async def demo_house() -> AsyncGenerator[HomeAssistant]:
    """Start Home Assistant on the furnished house, with her set up in it."""
    kept = await furnished()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        copy(kept, folder)
        port = Process(folder)
        port.write_port()
        os.environ["HOUSE_URL"] = port.url
        async with started(folder) as hass:
            yield hass


@asynccontextmanager
async def started(folder: Path) -> AsyncGenerator[HomeAssistant]:
    """Start Home Assistant on a folder, in this process."""
    hass = await bootstrap.async_setup_hass(
        RuntimeConfig(config_dir=str(folder), skip_pip=True, log_no_color=True)
    )
    if hass is None:
        message = "Home Assistant did not start"
        raise RuntimeError(message)
    await hass.async_start()
    await hass.async_block_till_done()
    try:
        yield hass
    finally:
        await hass.async_stop(force=True)


async def add_samantha(hass: HomeAssistant) -> ConfigEntry:
    """Set her up, as a new owner does."""
    await hass.config_entries.flow.async_init(
        "samantha",
        context={"source": "user"},
        data={"name": "Samantha", "nicknames": [], "language": "en"},
    )
    await hass.async_block_till_done(wait_background_tasks=True)
    [entry] = hass.config_entries.async_loaded_entries("samantha")
    return entry


def sentences(*names: str) -> list[str]:
    """Return the sentences of the demo house, by file."""
    return [
        line
        for name in names
        for line in (SENTENCES / f"{name}.txt").read_text().splitlines()
        if line
    ]
