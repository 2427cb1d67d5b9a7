"""A home with voices, for the tests that need one."""

from collections.abc import AsyncGenerator
from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from .engine import Engine
from .home import Home, build


@pytest.fixture
def engine() -> Engine:
    """Return what turns text into sound; a test may choose another."""
    return Engine()


@pytest.fixture
def others() -> tuple[str, ...]:
    """Return what else is set up; a web server takes no more once it runs."""
    return ()


@pytest.fixture
async def home(
    hass: HomeAssistant,
    config_folder: Path,
    hass_client_no_auth: ClientSessionGenerator,
    engine: Engine,
    others: tuple[str, ...],
) -> AsyncGenerator[Home]:
    """Build a home in which she can speak."""
    assert hass.config.path() == str(config_folder)
    home = await build(hass, hass_client_no_auth, engine, others)
    yield home
    home.voices.async_close()
