"""What tests of the reader share."""

from functools import cache
from typing import Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha import mind
from custom_components.samantha.mind.phrases import load

from .asking import House

_KEPT: Final = cache(load)


@pytest.fixture
def phrases_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read her sentences once for all tests, not once a house."""
    monkeypatch.setattr(mind, "load", _KEPT)


@pytest.fixture
def house(
    phrases_kept: None,  # noqa: ARG001  # has to come before she is set up
    hass: HomeAssistant,
    samantha: MockConfigEntry,  # noqa: ARG001
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> House:
    """Return a house that is still to be built, with her in it."""
    return House(hass, freezer, caplog)
