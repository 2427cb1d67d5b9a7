"""Devices that keep a value, and players: climate, boilers, humidifiers, media."""

from typing import Any, override

from homeassistant.components.climate import ClimateEntity
from homeassistant.components.climate.const import (
    ATTR_HVAC_MODE,
    ATTR_TARGET_TEMP_HIGH,
    ATTR_TARGET_TEMP_LOW,
    ClimateEntityFeature,
    HVACAction,
    HVACMode,
)
from homeassistant.components.humidifier import HumidifierEntity
from homeassistant.components.media_player import MediaPlayerEntity
from homeassistant.components.media_player.const import (
    MediaPlayerEntityFeature,
    MediaPlayerState,
    MediaType,
)
from homeassistant.components.water_heater import WaterHeaterEntity
from homeassistant.components.water_heater.const import WaterHeaterEntityFeature
from homeassistant.const import ATTR_TEMPERATURE, UnitOfTemperature

from .device import Device


class Climate(Device, ClimateEntity):
    """A thermostat or an air conditioner."""

    @override
    def begin(
        self,
        state: str | None,
        *,
        modes: str = "off heat",
        unit: str = UnitOfTemperature.CELSIUS,
        action: str | None = None,
        presets: list[str] | None = None,
        fan_modes: list[str] | None = None,
        **values: Any,
    ) -> None:
        """Take the modes as words; other values are the entity's attributes."""
        super().begin(state, **values)
        self._attr_hvac_modes = [HVACMode(mode) for mode in modes.split()]
        self._attr_hvac_mode = HVACMode(state) if state else None
        self._attr_hvac_action = HVACAction(action) if action else None
        self._attr_temperature_unit = unit
        features = (
            ClimateEntityFeature.TARGET_TEMPERATURE
            | ClimateEntityFeature.TURN_ON
            | ClimateEntityFeature.TURN_OFF
        )
        if HVACMode.HEAT_COOL in self._attr_hvac_modes:
            features |= ClimateEntityFeature.TARGET_TEMPERATURE_RANGE
            self._attr_target_temperature_low = None
            self._attr_target_temperature_high = None
        if presets:
            features |= ClimateEntityFeature.PRESET_MODE
            self._attr_preset_modes = presets
            self._attr_preset_mode = values.get("preset_mode", "none")
        if fan_modes:
            features |= ClimateEntityFeature.FAN_MODE
            self._attr_fan_modes = fan_modes
            self._attr_fan_mode = values.get("fan_mode", fan_modes[0])
        self._attr_supported_features = features

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        if (mode := kwargs.get(ATTR_HVAC_MODE)) is not None:
            self._attr_hvac_mode = mode
        if (wanted := kwargs.get(ATTR_TEMPERATURE)) is not None:
            self._attr_target_temperature = wanted
        if (low := kwargs.get(ATTR_TARGET_TEMP_LOW)) is not None:
            self._attr_target_temperature_low = low
        if (high := kwargs.get(ATTR_TARGET_TEMP_HIGH)) is not None:
            self._attr_target_temperature_high = high
        self.async_write_ha_state()

    @override
    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        self._attr_hvac_mode = hvac_mode
        self.async_write_ha_state()

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        self._attr_preset_mode = preset_mode
        self.async_write_ha_state()

    @override
    async def async_set_fan_mode(self, fan_mode: str) -> None:
        self._attr_fan_mode = fan_mode
        self.async_write_ha_state()


class Boiler(Device, WaterHeaterEntity):
    """A water heater."""

    _attr_supported_features = (
        WaterHeaterEntityFeature.TARGET_TEMPERATURE
        | WaterHeaterEntityFeature.OPERATION_MODE
        | WaterHeaterEntityFeature.ON_OFF
    )
    _attr_temperature_unit = UnitOfTemperature.CELSIUS
    _attr_operation_list = ["off", "eco", "performance"]  # noqa: RUF012

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_current_operation = state

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        self._attr_target_temperature = kwargs[ATTR_TEMPERATURE]
        self.async_write_ha_state()

    @override
    async def async_set_operation_mode(self, operation_mode: str) -> None:
        self._attr_current_operation = operation_mode
        self.async_write_ha_state()

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        await self.async_set_operation_mode("eco")

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self.async_set_operation_mode("off")


class Humidifier(Device, HumidifierEntity):
    """A humidifier or a dehumidifier."""

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_is_on = None if state is None else state == "on"

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        self._attr_is_on = True
        self.async_write_ha_state()

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self._attr_is_on = False
        self.async_write_ha_state()

    @override
    async def async_set_humidity(self, humidity: int) -> None:
        self._attr_target_humidity = humidity
        self.async_write_ha_state()


class Player(Device, MediaPlayerEntity):
    """A speaker or a television with a few titles to go through."""

    _attr_supported_features = (
        MediaPlayerEntityFeature.TURN_ON
        | MediaPlayerEntityFeature.TURN_OFF
        | MediaPlayerEntityFeature.PLAY
        | MediaPlayerEntityFeature.PAUSE
        | MediaPlayerEntityFeature.STOP
        | MediaPlayerEntityFeature.NEXT_TRACK
        | MediaPlayerEntityFeature.PREVIOUS_TRACK
        | MediaPlayerEntityFeature.VOLUME_SET
        | MediaPlayerEntityFeature.VOLUME_STEP
        | MediaPlayerEntityFeature.VOLUME_MUTE
    )

    @override
    def begin(
        self,
        state: str | None,
        *,
        volume: int = 30,
        titles: list[str] | None = None,
        artist: str | None = None,
        sources: list[str] | None = None,
        **values: Any,
    ) -> None:
        """Take the volume in percent and the titles, the second being on."""
        super().begin(state, **values)
        self._attr_state = MediaPlayerState(state) if state else None
        self._attr_volume_level = volume / 100
        self._attr_is_volume_muted = values.get("is_volume_muted", False)
        self._titles = titles or []
        self._attr_media_artist = artist
        self._attr_media_content_type = MediaType.MUSIC if artist else MediaType.VIDEO
        self._attr_media_title = self._titles[1] if self._titles else None
        if sources:
            self._attr_source_list = sources
            self._attr_source = values.get("source", sources[0])
            self._attr_supported_features |= MediaPlayerEntityFeature.SELECT_SOURCE

    def _be(self, state: MediaPlayerState) -> None:
        self._attr_state = state
        self.async_write_ha_state()

    def _go(self, by: int) -> None:
        if self._titles and self._attr_media_title in self._titles:
            place = self._titles.index(self._attr_media_title) + by
            self._attr_media_title = self._titles[place % len(self._titles)]
        self._be(MediaPlayerState.PLAYING)

    @override
    async def async_turn_on(self) -> None:
        if self._attr_state is MediaPlayerState.OFF:
            self._be(MediaPlayerState.IDLE)

    @override
    async def async_turn_off(self) -> None:
        self._be(MediaPlayerState.OFF)

    @override
    async def async_media_play(self) -> None:
        self._be(MediaPlayerState.PLAYING)

    @override
    async def async_media_pause(self) -> None:
        self._be(MediaPlayerState.PAUSED)

    @override
    async def async_media_stop(self) -> None:
        self._be(MediaPlayerState.IDLE)

    @override
    async def async_media_next_track(self) -> None:
        self._go(1)

    @override
    async def async_media_previous_track(self) -> None:
        self._go(-1)

    @override
    async def async_set_volume_level(self, volume: float) -> None:
        self._attr_volume_level = volume
        self.async_write_ha_state()

    @override
    async def async_mute_volume(self, mute: bool) -> None:
        self._attr_is_volume_muted = mute
        self.async_write_ha_state()

    @override
    async def async_select_source(self, source: str) -> None:
        self._attr_source = source
        self.async_write_ha_state()
