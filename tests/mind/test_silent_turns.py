"""Whatever is heard: a turn that she is silent in changes nothing."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Event
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.samantha.manners.addressee import Mode

from .conftest import HER, Home, Talk, contents

SATELLITE: Final = "assist_satellite.test_kitchen"
KEY: Final = SATELLITE.replace(".", "_")
SENTENCES: Final = 60
BEFORE: Final = (
    "",
    "",
    "",
    "Samantha, ",
    "I told Samantha to ",
    "so he said ",
    "yes, ",
)
SAID: Final = (
    *("turn on the kitchen light", "turn off every light", "open the bedroom blind"),
    *("unlock the front door", "yes", "no", "never mind", "lock the back door"),
    *("remind me to call mum at seven", "set a timer for ten minutes"),
    *("is the hall light on", "what a day it was", "not you", "Thanks for watching"),
)
AFTER: Final = ("", "", "", " please", ", Sam", " and then we went home", "?")


def _sentences(mode: Mode) -> Iterator[str]:
    """Yield sentences that are put together at random, the same each time."""
    random = Random(mode.value)  # noqa: S311  # nothing secret
    for _ in range(SENTENCES):
        yield "".join(map(random.choice, (BEFORE, SAID, AFTER)))


def _states(home: Home) -> dict[str, str]:
    """Return the states but hers: Home Assistant notes there that it asked her."""
    return {key: state for key, state in home.states().items() if key != HER}


def _silences(home: Home) -> int:
    counter = home.hass.states.get(f"sensor.samantha_{KEY}_silences")
    assert counter is not None
    return int(counter.state)


@pytest.mark.parametrize("mode", Mode)
async def test_silence_changes_nothing(
    home: Home,
    start_talk: Callable[..., Talk],
    freezer: FrozenDateTimeFactory,
    mode: Mode,
) -> None:
    """No action is called, nothing changes, and nothing is left in the chat log.

    But for her counter. Other turns do act, so this is no test of a house that is off.
    """
    hass = home.hass
    er.async_get(hass).async_get_or_create("assist_satellite", "test", "kitchen")
    await hass.async_block_till_done(wait_background_tasks=True)
    await hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": f"select.samantha_{KEY}_said_to_her", "option": mode.value},
        blocking=True,
    )
    happened: list[Event] = []
    hass.bus.async_listen(EVENT_CALL_SERVICE, happened.append)
    acted: list[bool] = []
    silences = 0
    for said in _sentences(mode):
        happened.clear()
        home.touches.clear()
        states = _states(home)
        kitchen = start_talk(satellite=SATELLITE)
        answer = await kitchen(said)
        freezer.tick(5)
        acted.append(bool(home.touches))
        if _silences(home) == silences:
            continue
        silences += 1
        assert answer.speech == ""
        assert not answer.asks
        assert home.touches == [], said
        assert _states(home) == states, said
        assert happened == [], said
        assert contents(hass, answer.conversation_id) == []
    assert silences
    assert any(acted)
