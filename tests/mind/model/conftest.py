"""Models for her, behind servers that do as a script says."""

from collections.abc import AsyncGenerator, Callable
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.mind.conftest import Home, Talk
from tests.model_server import MODEL, ModelServer, model_server


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """Allow sockets; the plugin keeps them to this machine."""


@pytest.fixture
async def server() -> AsyncGenerator[ModelServer]:
    """Return the server of the first model."""
    async with model_server() as running:
        yield running


@pytest.fixture
async def second() -> AsyncGenerator[ModelServer]:
    """Return the server of the second model."""
    async with model_server() as running:
        yield running


@pytest.fixture
def add_model(hass: HomeAssistant, samantha: MockConfigEntry) -> Callable[..., str]:
    """Return a way to add a model, as the flow does; it returns the subentry's id."""

    def add(server: ModelServer, *, title: str = "First", **data: Any) -> str:
        subentry = ConfigSubentry(
            data=MappingProxyType(
                {
                    "preset": "other",
                    "base_url": server.url,
                    "model": MODEL,
                    "tools": ["assist"],
                    "patience": 5,
                }
                | data
            ),
            subentry_type="model",
            title=title,
            unique_id=None,
        )
        hass.config_entries.async_add_subentry(samantha, subentry)
        return subentry.subentry_id

    return add


@pytest.fixture
def model(add_model: Callable[..., str], server: ModelServer) -> str:
    """Add the first model."""
    return add_model(server)


@pytest.fixture
def chat(home: Home, talk: Talk, model: str) -> Talk:
    """Return a conversation with her in the furnished home, with a model."""
    assert home.hass is talk.hass
    assert model
    return talk
