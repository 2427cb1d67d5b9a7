"""Fake devices: real entities of Home Assistant that note what reaches them."""

from typing import Any, override

from homeassistant.components.alarm_control_panel import AlarmControlPanelEntity
from homeassistant.components.alarm_control_panel.const import (
    AlarmControlPanelEntityFeature,
    AlarmControlPanelState,
)
from homeassistant.components.cover import CoverEntity, CoverEntityFeature
from homeassistant.components.light import LightEntity
from homeassistant.components.light.const import ColorMode
from homeassistant.components.lock import LockEntity
from homeassistant.components.valve.const import ValveEntityFeature
from homeassistant.components.valve.entity import ValveEntity
from homeassistant.helpers.entity import Entity

type Touches = list[tuple[str, str]]


class Device(Entity):
    """A device that notes each action that reaches it."""

    _attr_should_poll = False

    def __init__(self, name: str, touches: Touches, **attributes: Any) -> None:
        """Name the device; attributes are those of the entity, such as a class."""
        self._attr_name = name
        self._attr_unique_id = f"{type(self).__name__} {name}"
        self._touches = touches
        for attribute, value in attributes.items():
            setattr(self, f"_attr_{attribute}", value)

    def note(self, action: str) -> None:
        """Note an action and show the new state."""
        self._touches.append((self.entity_id, action))
        self.async_write_ha_state()


class Light(Device, LightEntity):
    """A light."""

    _attr_color_mode = ColorMode.ONOFF
    _attr_is_on = False
    _attr_supported_color_modes = {ColorMode.ONOFF}  # noqa: RUF012

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        self._attr_is_on = True
        self.note("turn_on")

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self._attr_is_on = False
        self.note("turn_off")


class Lock(Device, LockEntity):
    """A lock, locked at first."""

    _attr_is_locked = True

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        self._attr_is_locked = True
        self.note("lock")

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        self._attr_is_locked = False
        self.note("unlock")


class Cover(Device, CoverEntity):
    """A cover, closed at first; its device class says whether it is guarded."""

    _attr_supported_features = (
        CoverEntityFeature.OPEN
        | CoverEntityFeature.CLOSE
        | CoverEntityFeature.SET_POSITION
        | CoverEntityFeature.STOP
    )
    _attr_current_cover_position = 0

    @property
    @override
    def is_closed(self) -> bool:
        return self.current_cover_position == 0

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        self._attr_current_cover_position = 100
        self.note("open")

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        self._attr_current_cover_position = 0
        self.note("close")

    @override
    async def async_set_cover_position(self, **kwargs: Any) -> None:
        self._attr_current_cover_position = kwargs["position"]
        self.note("move")

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        self.note("stop")


class Valve(Device, ValveEntity):
    """A valve, closed at first."""

    _attr_reports_position = False
    _attr_supported_features = ValveEntityFeature.OPEN | ValveEntityFeature.CLOSE
    _attr_is_closed = True

    @override
    async def async_open_valve(self) -> None:
        self._attr_is_closed = False
        self.note("open")

    @override
    async def async_close_valve(self) -> None:
        self._attr_is_closed = True
        self.note("close")


class Alarm(Device, AlarmControlPanelEntity):
    """An alarm, armed at first."""

    _attr_code_arm_required = False
    _attr_supported_features = AlarmControlPanelEntityFeature.ARM_AWAY
    _attr_alarm_state = AlarmControlPanelState.ARMED_AWAY

    @override
    async def async_alarm_disarm(self, code: str | None = None) -> None:
        self._attr_alarm_state = AlarmControlPanelState.DISARMED
        self.note("disarm")

    @override
    async def async_alarm_arm_away(self, code: str | None = None) -> None:
        self._attr_alarm_state = AlarmControlPanelState.ARMED_AWAY
        self.note("arm")
