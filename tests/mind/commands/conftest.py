"""The demo house with her in it, and what a sentence changes there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import conversation
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import intent
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.mind.questions import Questions
from tests.house.inside import building, effects, homes
from tests.house.inside.home import Home

from ..conftest import HER

GUARDED: Final = frozenset({"alarm_control_panel", "lock", "valve"})
GUARDED_COVERS: Final = frozenset({"cover.garage_door", "cover.garden_gate"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What she answered, and what it changed."""

    speech: str
    asks: bool
    changed: Mapping[str, Mapping[str, Any]]
    response: intent.IntentResponse
    before: effects.Conditions
    after: effects.Conditions

    @property
    def guarded(self) -> set[str]:
        """Return what changed that needs a yes."""
        return {
            entity_id
            for entity_id in self.changed
            if entity_id.partition(".")[0] in GUARDED or entity_id in GUARDED_COVERS
        }

    def wrong(self, wanted: Mapping[str, Any]) -> list[str]:
        """Return what did not become as wanted, and what did without being wanted."""
        return [
            *effects.undone(self.before, self.after, wanted),
            *effects.unwanted(self.before, self.after, wanted),
        ]


@dataclass(slots=True)
class House:
    """The house, to speak to her in."""

    home: Home
    entry: MockConfigEntry
    conversations: int = 0

    @property
    def hass(self) -> HomeAssistant:
        """Return its Home Assistant."""
        return self.home.hass

    async def anew(self) -> None:
        """Put all back, and start another conversation."""
        await self.home.put_back()
        self.entry.runtime_data.mind.close()
        self.entry.runtime_data.mind.questions = Questions()
        self.conversations += 1

    async def say(self, text: str, area: str | None = None) -> Heard:
        """Say something, in a room or by text."""
        before = self.home.condition()
        result = await conversation.async_converse(
            self.hass,
            text,
            f"conversation {self.conversations}",
            Context(),
            "en",
            HER,
            self.home.satellites[area] if area else None,
        )
        await self.hass.async_block_till_done()
        after = self.home.condition()
        return Heard(
            speech=result.response.speech.get("plain", {}).get("speech", ""),
            asks=result.continue_conversation,
            changed=effects.changes(before, after),
            response=result.response,
            before=before,
            after=after,
        )


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Allow the platforms of the made-up devices their timers."""
    return True


@pytest.fixture
async def house(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, samantha: MockConfigEntry
) -> House:
    """Build the demo house."""
    home = await building.build(hass, homes.demo(), freezer)
    return House(home, samantha)
