"""Media players that behave like real ones."""

import asyncio
from typing import Any, Final, override

from homeassistant.components import media_source
from homeassistant.components.media_player import MediaPlayerEntity
from homeassistant.components.media_player.browse_media import (
    async_process_play_media_url,
)
from homeassistant.components.media_player.const import (
    MediaPlayerEntityFeature as Feature,
    MediaPlayerState as State,
    MediaType,
)
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.util import dt as dt_util

from .engine import text_of
from .satellite import Fetch

PLAIN: Final = Feature.PLAY_MEDIA | Feature.VOLUME_SET | Feature.STOP | Feature.SEEK
# How long the last sound echoes.
_SHORT: Final = 0.01


class Player(MediaPlayerEntity):
    """Plays one thing after the other, and tells about it."""

    _attr_should_poll = False

    def __init__(
        self, name: str, fetch: Fetch, features: Feature = PLAIN, device: str = ""
    ) -> None:
        """Stand somewhere, able to fetch sounds."""
        device = device or name
        self._attr_name = None if device == name else name
        self._attr_has_entity_name = True
        self._attr_unique_id = f"{device}_{name}"
        self._attr_device_info = DeviceInfo(identifiers={("test", device)}, name=device)
        self._attr_supported_features = features
        self._attr_state = State.IDLE
        self._attr_volume_level = 0.8
        self._fetch = fetch
        self.heard: list[tuple[str, float | None]] = []
        self.sounds: list[bytes] = []
        self.resumed: list[str] = []
        self.orders: list[str] = []
        self.error: Exception | None = None
        self.starts = True
        self.ends = asyncio.Event()
        self.ends.set()
        self.begun = asyncio.Event()

    @callback
    def now(self, state: State, content: str | None = None, **told: Any) -> None:
        """Do something else, as when somebody uses it."""
        self._attr_state = state
        self._attr_media_content_id = content
        self._attr_media_content_type = MediaType.MUSIC if content else None
        for name, value in told.items():
            setattr(self, f"_attr_{name}", value)
        self.async_write_ha_state()

    @override
    async def async_play_media(
        self, media_type: MediaType | str, media_id: str, **kwargs: Any
    ) -> None:
        self.orders.append("announce" if kwargs.get("announce") else "play")
        if self.error:
            raise self.error
        if media_source.is_media_source_id(media_id):
            found = await media_source.async_resolve_media(
                self.hass, media_id, self.entity_id
            )
            media_id = async_process_play_media_url(self.hass, found.url)
        elif not media_id.startswith("http"):
            self.resumed.append(media_id)
            self.now(State.PLAYING, media_id)
            return
        self.sounds.append(await self._fetch(media_id))
        self.heard.append((text_of(self.sounds[-1]), self.volume_level))
        self.begun.set()
        if kwargs.get("announce") or not self.starts:
            return
        self.now(State.PLAYING, media_id)
        self.hass.async_create_background_task(self._end(media_id), "echo")

    async def _end(self, media_id: str) -> None:
        await self.ends.wait()
        await asyncio.sleep(_SHORT)
        if self._attr_media_content_id == media_id:
            self.now(State.IDLE)

    @override
    async def async_set_volume_level(self, volume: float) -> None:
        self.orders.append(f"volume {volume}")
        self._attr_volume_level = volume
        self.async_write_ha_state()

    @override
    async def async_media_stop(self) -> None:
        self.orders.append("stop")
        self.now(State.IDLE)
        self.ends.set()

    @override
    async def async_media_seek(self, position: float) -> None:
        self.orders.append(f"seek {round(position)}")
        self._attr_media_position_updated_at = dt_util.utcnow()

    @override
    async def async_join_players(self, group_members: list[str]) -> None:
        self.orders.append(f"join {','.join(group_members)}")

    @override
    async def async_unjoin_player(self) -> None:
        self.orders.append("unjoin")
        self._attr_group_members = []
        self.now(State.IDLE)
