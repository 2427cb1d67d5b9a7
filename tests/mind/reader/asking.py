"""A house of a few things at one moment, and a way to ask her about it."""

from collections.abc import Mapping
from dataclasses import dataclass
import logging
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import conversation
from homeassistant.core import Context, HomeAssistant
import pytest

from tests.house.inside import building
from tests.house.inside.home import Home
from tests.house.inside.plan import from_file

# A Tuesday afternoon.
NOW: Final = "2026-10-13T15:40:00"


@dataclass(slots=True)
class House:
    """A house to build and to ask in; nothing may go wrong with that."""

    hass: HomeAssistant
    clock: FrozenDateTimeFactory
    caplog: pytest.LogCaptureFixture

    async def build(
        self, things: Mapping[str, Mapping[str, Any]], **content: Any
    ) -> Home:
        """Build it with some things, at a moment."""
        return await furnish(self.hass, self.clock, things, **content)

    async def ask(self, text: str) -> str:
        """Ask her, and return what she says."""
        result = await conversation.async_converse(
            self.hass, text, "talk", Context(), "en", "conversation.samantha"
        )
        await self.hass.async_block_till_done()
        troubles = [
            record.getMessage()
            for record in self.caplog.records
            if record.levelno >= logging.ERROR
        ]
        assert troubles == []
        speech: str = result.response.speech["plain"]["speech"]
        return speech


async def furnish(
    hass: HomeAssistant,
    clock: FrozenDateTimeFactory,
    things: Mapping[str, Mapping[str, Any]],
    *,
    now: str = NOW,
    **content: Any,
) -> Home:
    """Build a house with some things at a moment; the rest as a home's file has it."""
    core = {
        "name": "Home",
        "latitude": 52.0907,
        "longitude": 5.1214,
        "elevation": 5,
        "unit_system": "metric",
        "time_zone": "Europe/Amsterdam",
        "country": "NL",
        "currency": "EUR",
        "language": "en",
        "now": now,
        **content.pop("core", {}),
    }
    plan = from_file(
        "house", {"core": core, "areas": {}, "things": dict(things), **content}
    )
    clock.move_to(building.moment_of(plan))
    return await building.build(hass, plan, clock)
