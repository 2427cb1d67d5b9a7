"""Her questions, on satellites that keep the microphone open and on others."""

from collections.abc import AsyncGenerator

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from .satellites import Home, furnish, voice_flow


@pytest.fixture
async def home(
    hass: HomeAssistant,
    samantha: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> AsyncGenerator[Home]:
    """Set the home up."""
    assert samantha.state is ConfigEntryState.LOADED
    with voice_flow(hass):
        yield await furnish(hass, hass_ws_client)


async def test_her_question_keeps_the_microphone_open(home: Home) -> None:
    """A satellite that can go on listening hears the yes without its wake word."""
    await home.wake(home.open, "unlock the front door")
    assert home.open.answer.endswith("?")
    assert home.open.microphone_open
    assert not home.touches
    await home.say(home.open, "yes")
    assert home.touches == [("lock.front_door", "unlock")]
    assert not home.open.microphone_open


async def test_a_woken_yes_is_her_answer(home: Home) -> None:
    """A satellite that can't is woken again for the yes."""
    await home.wake(home.plain, "unlock the front door")
    assert home.plain.answer.endswith("?")
    assert not home.plain.microphone_open
    assert not home.touches
    await home.wake(home.plain, "yes")
    assert home.touches == [("lock.front_door", "unlock")]


async def test_a_yes_in_another_room_is_not_her_answer(home: Home) -> None:
    """Only where she asked is a yes an answer."""
    await home.wake(home.plain, "unlock the front door")
    await home.wake(home.open, "yes")
    assert home.open.answer
    assert not home.touches
