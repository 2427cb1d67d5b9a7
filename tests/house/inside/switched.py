"""Devices that are switched, dimmed and turned: lights, switches, fans, and helpers."""

from typing import Any, override

from homeassistant.components.button import ButtonEntity
from homeassistant.components.fan import FanEntity
from homeassistant.components.fan.const import FanEntityFeature
from homeassistant.components.light import LightEntity
from homeassistant.components.light.const import (
    ATTR_BRIGHTNESS,
    ATTR_COLOR_TEMP_KELVIN,
    ATTR_EFFECT,
    ATTR_HS_COLOR,
    ATTR_RGB_COLOR,
    ColorMode,
    LightEntityFeature,
)
from homeassistant.components.number import NumberEntity
from homeassistant.components.select import SelectEntity
from homeassistant.components.switch import SwitchEntity
from homeassistant.util.color import color_RGB_to_hs

from .device import Device


class Light(Device, LightEntity):
    """A light; modes says what it can do beyond on and off."""

    @override
    def begin(
        self,
        state: str | None,
        *,
        modes: str = "onoff",
        brightness: int = 100,
        color: tuple[float, float] | None = None,
        kelvin: int | None = None,
        effects: list[str] | None = None,
        **values: Any,
    ) -> None:
        """Take the brightness in percent, the colour as hue and saturation."""
        super().begin(state, **values)
        self._attr_is_on = None if state is None else state == "on"
        able = {ColorMode(mode) for mode in modes.split()}
        self._attr_supported_color_modes = able
        self._attr_color_mode = ColorMode.COLOR_TEMP if kelvin else next(iter(able))
        self._attr_color_temp_kelvin = kelvin
        if color:
            self._attr_color_mode = ColorMode.HS
            self._attr_hs_color = (color[0], color[1])
        if ColorMode.ONOFF not in able:
            self._attr_brightness = round(brightness * 255 / 100)
        if effects:
            self._attr_effect_list = effects
            self._attr_supported_features = LightEntityFeature.EFFECT

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        self._attr_is_on = True
        if (brightness := kwargs.get(ATTR_BRIGHTNESS)) is not None:
            self._attr_brightness = brightness
        if (kelvin := kwargs.get(ATTR_COLOR_TEMP_KELVIN)) is not None:
            self._attr_color_temp_kelvin = kelvin
            self._attr_color_mode = ColorMode.COLOR_TEMP
        if (rgb := kwargs.get(ATTR_RGB_COLOR)) is not None:
            kwargs[ATTR_HS_COLOR] = color_RGB_to_hs(*rgb)
        if (color := kwargs.get(ATTR_HS_COLOR)) is not None:
            self._attr_hs_color = color
            self._attr_color_mode = ColorMode.HS
        if (effect := kwargs.get(ATTR_EFFECT)) is not None:
            self._attr_effect = effect
        self.async_write_ha_state()

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self._attr_is_on = False
        self.async_write_ha_state()


class Switch(Device, SwitchEntity):
    """A switch or a socket."""

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


class Fan(Device, FanEntity):
    """A fan, with speeds where the plan gives one."""

    _attr_supported_features = FanEntityFeature.TURN_ON | FanEntityFeature.TURN_OFF

    @override
    def begin(
        self, state: str | None, *, percentage: int | None = None, **values: Any
    ) -> None:
        """Take the speed in percent; without one the fan only turns."""
        super().begin(state, **values)
        self._runs = state == "on"
        self._attr_percentage = None
        if percentage is not None:
            self._attr_supported_features |= FanEntityFeature.SET_SPEED
            self._attr_percentage = percentage if self._runs else 0

    @property
    @override
    def is_on(self) -> bool:
        return self._attr_percentage > 0 if self._attr_percentage else self._runs

    @override
    async def async_turn_on(
        self,
        percentage: int | None = None,
        preset_mode: str | None = None,
        **kwargs: Any,
    ) -> None:
        self._runs = True
        if self.supported_features & FanEntityFeature.SET_SPEED:
            self._attr_percentage = percentage or self._attr_percentage or 100
        self.async_write_ha_state()

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self._runs = False
        if self._attr_percentage is not None:
            self._attr_percentage = 0
        self.async_write_ha_state()

    @override
    async def async_set_percentage(self, percentage: int) -> None:
        self._runs = percentage > 0
        self._attr_percentage = percentage
        self.async_write_ha_state()

    @override
    def keep(self) -> None:
        super().keep()
        self._ran = self._runs

    @override
    def put_back(self) -> None:
        self._runs = self._ran
        super().put_back()


class Button(Device, ButtonEntity):
    """A button; its state is when it was last pressed."""

    @override
    async def async_press(self) -> None:
        """Do what a button does: nothing that shows but the time."""


class Select(Device, SelectEntity):
    """A choice."""

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_current_option = state

    @override
    async def async_select_option(self, option: str) -> None:
        self._attr_current_option = option
        self.async_write_ha_state()


class Number(Device, NumberEntity):
    """A number to set."""

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_native_value = None if state is None else float(state)

    @override
    async def async_set_native_value(self, value: float) -> None:
        self._attr_native_value = value
        self.async_write_ha_state()
