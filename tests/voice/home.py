"""A home whose voices can be heard: real components, entities like real ones."""

import asyncio
from asyncio import Task
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.components.ai_task import AITaskEntity
from homeassistant.components.assist_pipeline import (
    async_get_pipelines,
    async_update_pipeline,
)
from homeassistant.components.assist_satellite import AssistSatelliteEntity
from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.components.media_player import MediaPlayerEntity
from homeassistant.components.notify import NotifyEntity
from homeassistant.components.stt import SpeechToTextEntity
from homeassistant.components.tts import TextToSpeechEntity
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddEntitiesCallback
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    async_fire_time_changed,
    mock_config_flow,
    mock_integration,
    mock_platform,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from yarl import URL

from custom_components.samantha.voice.ports import Delivery, Speech
from custom_components.samantha.voice.reach import HouseVoices

from .engine import Engine

HER = "conversation.samantha"
COMPONENTS = (
    "homeassistant",
    "conversation",
    "media_source",
    "tts",
    "assist_pipeline",
    "assist_satellite",
    "media_player",
)


class Words:
    """The buttons of notifications."""

    def heard_it(self) -> str:
        """Return one."""
        return "Heard it"

    def later(self) -> str:
        """Return the other."""
        return "Later"


@dataclass
class Home:
    """A home in which she can speak."""

    hass: HomeAssistant
    client: TestClient[Any, Any]
    engine: Engine
    voices: HouseVoices
    fetched: list[str] = field(default_factory=list)

    async def fetch(self, url: str) -> bytes:
        """Fetch a sound from Home Assistant over HTTP, as a device would."""
        self.fetched.append(url)
        response = await self.client.get(URL(url).path_qs)
        assert response.status == 200, url
        return await response.read()

    async def gone(self, url: str) -> bool:
        """Return whether nothing is there any more."""
        return (await self.client.get(URL(url).path_qs)).status == 404

    async def add(self, *entities: Entity, domain: str = "test") -> None:
        """Let an integration bring entities, those of one device included."""
        await add_entities(self.hass, domain, entities)

    async def say(self, voice: str, *parts: str, **terms: Any) -> Delivery:
        """Say something."""
        return await self.voices.deliver(voice, Speech(parts=parts, **terms))

    def state(self, entity_id: str) -> str:
        """Return the state of an entity."""
        state = self.hass.states.get(entity_id)
        assert state
        return state.state

    async def hurry(self, saying: Task[Delivery], seconds: float) -> Delivery:
        """Let nothing wait that would wait no longer than that, until it is said."""
        while not saying.done():
            await asyncio.sleep(0)
            then = dt_util.utcnow() + timedelta(seconds=seconds)
            async_fire_time_changed(self.hass, then)
        return await saying


def _platform_of(entity: Entity) -> Platform:
    kinds: dict[type[Entity], Platform] = {
        AITaskEntity: Platform.AI_TASK,
        AssistSatelliteEntity: Platform.ASSIST_SATELLITE,
        BinarySensorEntity: Platform.BINARY_SENSOR,
        MediaPlayerEntity: Platform.MEDIA_PLAYER,
        NotifyEntity: Platform.NOTIFY,
        SpeechToTextEntity: Platform.STT,
        TextToSpeechEntity: Platform.TTS,
    }
    return next(kinds[kind] for kind in type(entity).mro() if kind in kinds)


def _platform_with(entities: list[Entity]) -> MockPlatform:
    async def add(
        _hass: HomeAssistant,
        _entry: ConfigEntry,
        async_add: AddEntitiesCallback,
    ) -> None:
        async_add(entities)

    return MockPlatform(async_setup_entry=add)


async def add_entities(
    hass: HomeAssistant, domain: str, entities: Iterable[Entity]
) -> None:
    """Set an integration up that brings these entities."""
    brought: dict[Platform, list[Entity]] = {}
    for entity in entities:
        brought.setdefault(_platform_of(entity), []).append(entity)

    async def set_up(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, list(brought))
        return True

    mock_integration(hass, MockModule(domain, async_setup_entry=set_up))
    for platform, of_it in brought.items():
        mock_platform(hass, f"{domain}.{platform}", _platform_with(of_it))
    mock_platform(hass, f"{domain}.config_flow")
    entry = MockConfigEntry(domain=domain)
    entry.add_to_hass(hass)
    with mock_config_flow(domain, ConfigFlow):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()


async def set_pipeline(hass: HomeAssistant, **settings: Any) -> None:
    """Change the preferred pipeline."""
    (pipeline,) = async_get_pipelines(hass)
    await async_update_pipeline(hass, pipeline, **settings)


async def build(
    hass: HomeAssistant,
    get_client: ClientSessionGenerator,
    engine: Engine,
    others: Iterable[str] = (),
) -> Home:
    """Build the home, with her as the agent of its pipeline."""
    for component in (*COMPONENTS, *others):
        assert await async_setup_component(hass, component, {})
    await add_entities(hass, "speech", [engine])
    agent = er.async_get(hass).async_get_or_create(
        "conversation", "samantha", "her", suggested_object_id="samantha"
    )
    assert agent.entity_id == HER
    await set_pipeline(
        hass,
        conversation_engine=HER,
        tts_engine=engine.entity_id,
        tts_language="en",
        tts_voice="joe",
    )
    voices = HouseVoices(hass, Words())
    voices.async_start()
    return Home(hass, await get_client(), engine, voices)
