"""A furnished home, and ways to talk to her in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.components import conversation
from homeassistant.components.conversation import Content
from homeassistant.components.cover import CoverDeviceClass
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import Platform
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    entity_registry as er,
    floor_registry as fr,
    intent,
)
from homeassistant.helpers.chat_session import async_get_chat_session
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    setup_test_component_platform,
)

from .home import Alarm, Cover, Device, Light, Lock, Touches, Valve

HER: Final = "conversation.samantha"

FLOORS: Final = {"Downstairs": ("Hall", "Kitchen", "Garage"), "Upstairs": ("Bedroom",)}

# Where each device is; the domain and the name make its entity id.
AREAS: Final = {
    "light.hall_light": "Hall",
    "lock.front_door": "Hall",
    "alarm_control_panel.house_alarm": "Hall",
    "light.kitchen_light": "Kitchen",
    "lock.back_door": "Kitchen",
    "valve.water_valve": "Kitchen",
    "cover.patio_door": "Kitchen",
    "light.garage_light": "Garage",
    "cover.garage_door": "Garage",
    "cover.drive_gate": "Garage",
    "light.bedroom_light": "Bedroom",
    "cover.bedroom_blind": "Bedroom",
    "cover.bedroom_shutter": "Bedroom",
}

GUARDED: Final = frozenset(
    {
        "alarm_control_panel.house_alarm",
        "cover.drive_gate",
        "cover.garage_door",
        "cover.patio_door",
        "lock.back_door",
        "lock.front_door",
        "valve.water_valve",
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """What she answered."""

    speech: str
    asks: bool
    kind: intent.IntentResponseType
    error: intent.IntentResponseErrorCode | None
    conversation_id: str | None


@dataclass(slots=True)
class Home:
    """The furnished home, and what reached its devices so far."""

    hass: HomeAssistant
    touches: Touches = field(default_factory=list)

    def take_touches(self) -> set[tuple[str, str]]:
        """Return what reached the devices since the last time."""
        taken = set(self.touches)
        self.touches.clear()
        return taken

    @property
    def guarded_touches(self) -> Touches:
        """Return what reached a device that needs a yes."""
        return [touch for touch in self.touches if touch[0] in GUARDED]

    def states(self) -> dict[str, str]:
        """Return the state of everything, but for what counts her answers."""
        entities = er.async_get(self.hass)
        return {
            state.entity_id: state.state
            for state in self.hass.states.async_all()
            if (entry := entities.async_get(state.entity_id)) is None
            or entry.entity_category is None
        }

    async def furnish(self, domain: str, config: Any) -> None:
        """Set up one more of Home Assistant's integrations from YAML."""
        assert await async_setup_component(self.hass, domain, {domain: config})
        await self.hass.async_block_till_done()
        self.expose_all()

    def expose_all(self) -> None:
        """Expose everything there is to the conversation agents."""
        for entity_id in self.hass.states.async_entity_ids():
            async_expose_entity(
                self.hass, conversation.DOMAIN, entity_id, should_expose=True
            )


@dataclass(slots=True)
class Talk:
    """A conversation with one agent, from one satellite or from none."""

    hass: HomeAssistant
    agent: str = HER
    language: str = "en"
    satellite: str | None = None
    device: str | None = None
    conversation_id: str | None = None

    async def __call__(self, text: str) -> Said:
        """Say something and return the answer, once all that it started is done."""
        result = await conversation.async_converse(
            self.hass,
            text,
            self.conversation_id,
            Context(),
            self.language,
            self.agent,
            self.device,
            self.satellite,
        )
        await self.hass.async_block_till_done()
        self.conversation_id = result.conversation_id
        response = result.response
        return Said(
            speech=response.speech.get("plain", {}).get("speech", ""),
            asks=result.continue_conversation,
            kind=response.response_type,
            error=response.error_code,
            conversation_id=result.conversation_id,
        )


def contents(hass: HomeAssistant, conversation_id: str | None) -> list[Content]:
    """Return what a conversation's chat log holds, without the system's part."""
    with (
        async_get_chat_session(hass, conversation_id) as session,
        conversation.async_get_chat_log(hass, session) as chat_log,
    ):
        assert session.conversation_id == conversation_id
        return chat_log.content[1:]


@pytest.fixture
def talk(hass: HomeAssistant, samantha: MockConfigEntry) -> Talk:
    """Return a conversation with her by text."""
    assert samantha.state is ConfigEntryState.LOADED
    return Talk(hass)


@pytest.fixture
def start_talk(hass: HomeAssistant, samantha: MockConfigEntry) -> Callable[..., Talk]:
    """Return a way to start more conversations."""
    assert samantha.state is ConfigEntryState.LOADED

    def start(**details: Any) -> Talk:
        return Talk(hass, **details)

    return start


@pytest.fixture
async def home(hass: HomeAssistant, samantha: MockConfigEntry) -> Home:
    """Furnish the home: two floors, four rooms, and what may need a yes."""
    assert samantha.state is ConfigEntryState.LOADED
    home = Home(hass)
    devices: dict[Platform, tuple[Device, ...]] = {
        Platform.LIGHT: tuple(
            Light(f"{area} light", home.touches)
            for area in ("Hall", "Kitchen", "Garage", "Bedroom")
        ),
        Platform.LOCK: (
            Lock("Front door", home.touches),
            Lock("Back door", home.touches),
        ),
        Platform.COVER: (
            Cover("Garage door", home.touches, device_class=CoverDeviceClass.GARAGE),
            Cover("Drive gate", home.touches, device_class=CoverDeviceClass.GATE),
            Cover("Patio door", home.touches, device_class=CoverDeviceClass.DOOR),
            Cover("Bedroom blind", home.touches, device_class=CoverDeviceClass.BLIND),
            Cover(
                "Bedroom shutter", home.touches, device_class=CoverDeviceClass.SHUTTER
            ),
        ),
        Platform.VALVE: (Valve("Water valve", home.touches),),
        Platform.ALARM_CONTROL_PANEL: (Alarm("House alarm", home.touches),),
    }
    for domain, entities in devices.items():
        setup_test_component_platform(hass, domain, entities)
        assert await async_setup_component(hass, domain, {domain: {"platform": "test"}})
    await hass.async_block_till_done()
    areas = {
        area: ar.async_get(hass).async_create(area, floor_id=floor.floor_id).id
        for name, rooms in FLOORS.items()
        for floor in (fr.async_get(hass).async_create(name),)
        for area in rooms
    }
    for entity_id, area in AREAS.items():
        er.async_get(hass).async_update_entity(entity_id, area_id=areas[area])
    home.expose_all()
    return home
