"""Satellites that behave like real ones: busy, slow, failing, gone."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, override

from homeassistant.components.assist_pipeline import PipelineEvent
from homeassistant.components.assist_satellite import (
    AssistSatelliteAnnouncement,
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature as Feature,
)
from homeassistant.components.assist_satellite.entity import AssistSatelliteState
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo

from .engine import text_of

type Fetch = Callable[[str], Awaitable[bytes]]


class Satellite(AssistSatelliteEntity):
    """Plays what it is given, as long as it takes."""

    _attr_should_poll = False

    def __init__(
        self,
        name: str,
        fetch: Fetch,
        features: Feature = Feature.ANNOUNCE | Feature.START_CONVERSATION,
        tts_options: dict[str, Any] | None = None,
    ) -> None:
        """Stand somewhere, able to fetch sounds."""
        self._attr_name = name
        self._attr_unique_id = name
        self._attr_supported_features = features
        self._attr_tts_options = tts_options or {"preferred_format": "wav"}
        self._attr_device_info = DeviceInfo(identifiers={("test", name)}, name=name)
        self._fetch = fetch
        self.heard: list[str] = []
        self.chimes: list[bytes] = []
        self.sounds: list[bytes] = []
        # What came with the sounds to be shown.
        self.shown: list[str] = []
        self.listened = 0
        self.error: Exception | None = None
        # While it is cleared, what is played does not end.
        self.ends = asyncio.Event()
        self.ends.set()
        self.begun = asyncio.Event()

    @callback
    def use_pipeline(self, entity_id: str) -> None:
        """Let a select entity choose the pipeline."""
        self._attr_pipeline_entity_id = entity_id

    @callback
    def turn(self, state: AssistSatelliteState) -> None:
        """Do something, as when somebody speaks to it."""
        self._set_state(state)

    @callback
    def go(self) -> None:
        """Be gone, in a way that Home Assistant notices."""
        self._attr_available = False
        self.async_write_ha_state()

    @override
    def async_get_configuration(self) -> AssistSatelliteConfiguration:
        raise NotImplementedError

    @override
    async def async_set_configuration(
        self, config: AssistSatelliteConfiguration
    ) -> None:
        raise NotImplementedError

    @override
    def on_pipeline_event(self, event: PipelineEvent) -> None:
        """Hear nothing of it."""

    @override
    async def async_announce(self, announcement: AssistSatelliteAnnouncement) -> None:
        await self._play(announcement)

    @override
    async def async_start_conversation(
        self, start_announcement: AssistSatelliteAnnouncement
    ) -> None:
        await self._play(start_announcement)
        self.listened += 1

    async def _play(self, announcement: AssistSatelliteAnnouncement) -> None:
        if self.error:
            raise self.error
        self.shown.append(announcement.message)
        if announcement.preannounce_media_id:
            self.chimes.append(await self._fetch(announcement.preannounce_media_id))
        self.begun.set()
        sound = await self._fetch(announcement.media_id)
        await self.ends.wait()
        self.sounds.append(sound)
        self.heard.append(text_of(sound))


class ForgetfulSatellite(Satellite):
    """Ignores the sound before an announcement, as Wyoming's do."""

    @override
    async def _play(self, announcement: AssistSatelliteAnnouncement) -> None:
        announcement.preannounce_media_id = None
        await super()._play(announcement)
