"""The satellites, one in each of three rooms."""

import asyncio
from typing import Final, override

from homeassistant.components.assist_pipeline import PipelineEvent
from homeassistant.components.assist_satellite import (
    AssistSatelliteAnnouncement,
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature,
)
from homeassistant.components.assist_satellite.entity import AssistSatelliteState
from homeassistant.components.tts import ATTR_PREFERRED_FORMAT
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv, entity_platform
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import slugify
import probatio

from .playing import async_fetch, async_play

# Only the living room's can open its microphone by itself.
ROOMS: Final = {"Kitchen": False, "Living Room": True, "Bedroom": False}


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the satellites, and the actions by which somebody uses or unplugs them."""
    async_add_entities(
        PaperSatellite(entry, room, converses=converses)
        for room, converses in ROOMS.items()
    )
    platform = entity_platform.async_get_current_platform()
    platform.async_register_entity_service(
        "occupy", {probatio.Required("seconds"): probatio.Coerce(float)}, "async_occupy"
    )
    platform.async_register_entity_service(
        "leave", {probatio.Required("gone"): cv.boolean}, "async_leave"
    )


class PaperSatellite(AssistSatelliteEntity):
    """Fetches sounds, plays them for their length, and writes down what they said."""

    _attr_has_entity_name = True
    _attr_name = None

    def __init__(self, entry: ConfigEntry, room: str, *, converses: bool) -> None:
        """Stand in a room."""
        self._attr_unique_id = f"{entry.entry_id}_{room}"
        self._attr_device_info = DeviceInfo(
            identifiers={("paper_voices", room)},
            name=f"{room} satellite",
            suggested_area=room,
        )
        # One release puts the area before it, the other doesn't.
        self.entity_id = f"assist_satellite.{slugify(f'{room} satellite')}"
        self._attr_supported_features = AssistSatelliteEntityFeature.ANNOUNCE
        if converses:
            self._attr_supported_features |= (
                AssistSatelliteEntityFeature.START_CONVERSATION
            )
        self._attr_tts_options = {ATTR_PREFERRED_FORMAT: "wav"}
        self._room = room
        self._gone = False

    @override
    def async_get_configuration(self) -> AssistSatelliteConfiguration:
        """Return that there are no wake words to choose from."""
        return AssistSatelliteConfiguration([], [], 0)

    @override
    async def async_set_configuration(
        self, config: AssistSatelliteConfiguration
    ) -> None:
        """Take no other wake words."""

    @override
    def on_pipeline_event(self, event: PipelineEvent) -> None:
        """Hear of what was said to it; nobody speaks to paper."""

    @override
    async def async_announce(self, announcement: AssistSatelliteAnnouncement) -> None:
        """Play it to its end."""
        await self._play(announcement, listens=False)

    @override
    async def async_start_conversation(
        self, start_announcement: AssistSatelliteAnnouncement
    ) -> None:
        """Play it to its end, then listen."""
        await self._play(start_announcement, listens=True)

    async def async_occupy(self, seconds: float) -> None:
        """Have somebody speak to it for a while."""
        self._set_state(AssistSatelliteState.LISTENING)
        await asyncio.sleep(seconds)
        self._set_state(AssistSatelliteState.IDLE)

    async def async_leave(self, *, gone: bool) -> None:
        """Unplug it, or plug it in again. It shows to be idle all the while."""
        self._gone = gone

    async def _play(
        self, announcement: AssistSatelliteAnnouncement, *, listens: bool
    ) -> None:
        if self._gone:
            message = "Satellite is not connected"
            raise ConnectionError(message)
        if announcement.preannounce_media_id:
            await async_fetch(self.hass, announcement.preannounce_media_id)
        await async_play(
            self.hass,
            announcement.media_id,
            room=self._room,
            voice=self.entity_id,
            chime=announcement.preannounce_media_id is not None,
            listens=listens,
            shown=announcement.message,
        )
