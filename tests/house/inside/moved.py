"""Devices that move: covers, locks, valves, vacuums, mowers; and the alarm."""

from typing import Any, override

from homeassistant.components.alarm_control_panel import AlarmControlPanelEntity
from homeassistant.components.alarm_control_panel.const import (
    AlarmControlPanelEntityFeature,
    AlarmControlPanelState,
)
from homeassistant.components.cover import CoverEntity, CoverEntityFeature
from homeassistant.components.lawn_mower import LawnMowerEntity
from homeassistant.components.lawn_mower.const import (
    LawnMowerActivity,
    LawnMowerEntityFeature,
)
from homeassistant.components.lock import LockEntity
from homeassistant.components.vacuum import StateVacuumEntity
from homeassistant.components.vacuum.const import VacuumActivity, VacuumEntityFeature
from homeassistant.components.valve.const import ValveEntityFeature
from homeassistant.components.valve.entity import ValveEntity

from .device import Device


class Cover(Device, CoverEntity):
    """A cover; it can stop half-way where the plan gives a position."""

    _attr_supported_features = (
        CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE | CoverEntityFeature.STOP
    )

    @override
    def begin(
        self, state: str | None, *, position: int | None = None, **values: Any
    ) -> None:
        """Take the position in percent, 100 being open."""
        super().begin(state, **values)
        if position is not None:
            self._attr_supported_features |= CoverEntityFeature.SET_POSITION
            state = "open" if position else "closed"
        self._attr_current_cover_position = position
        self._attr_is_closed = None if state is None else state == "closed"

    def _move(self, position: int) -> None:
        self._attr_is_closed = position == 0
        if self._attr_current_cover_position is not None:
            self._attr_current_cover_position = position
        self.async_write_ha_state()

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        self._move(100)

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        self._move(0)

    @override
    async def async_set_cover_position(self, **kwargs: Any) -> None:
        self._move(kwargs["position"])

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        self.async_write_ha_state()


class Lock(Device, LockEntity):
    """A lock."""

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_is_locked = None if state is None else state == "locked"
        self._attr_is_jammed = state == "jammed"

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        self._attr_is_locked = True
        self.async_write_ha_state()

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        self._attr_is_locked = False
        self.async_write_ha_state()


class Valve(Device, ValveEntity):
    """A valve."""

    _attr_reports_position = False
    _attr_supported_features = ValveEntityFeature.OPEN | ValveEntityFeature.CLOSE

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_is_closed = None if state is None else state == "closed"

    @override
    async def async_open_valve(self) -> None:
        self._attr_is_closed = False
        self.async_write_ha_state()

    @override
    async def async_close_valve(self) -> None:
        self._attr_is_closed = True
        self.async_write_ha_state()


class Vacuum(Device, StateVacuumEntity):
    """A vacuum cleaner."""

    _attr_supported_features = (
        VacuumEntityFeature.START
        | VacuumEntityFeature.STOP
        | VacuumEntityFeature.PAUSE
        | VacuumEntityFeature.RETURN_HOME
        | VacuumEntityFeature.STATE
    )

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_activity = VacuumActivity(state) if state else None

    def _do(self, activity: str) -> None:
        self._attr_activity = VacuumActivity(activity)
        self.async_write_ha_state()

    @override
    async def async_start(self) -> None:
        self._do("cleaning")

    @override
    async def async_pause(self) -> None:
        self._do("paused")

    @override
    async def async_stop(self, **kwargs: Any) -> None:
        self._do("idle")

    @override
    async def async_return_to_base(self, **kwargs: Any) -> None:
        self._do("returning")


class Mower(Device, LawnMowerEntity):
    """A lawn mower."""

    _attr_supported_features = (
        LawnMowerEntityFeature.START_MOWING
        | LawnMowerEntityFeature.PAUSE
        | LawnMowerEntityFeature.DOCK
    )

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_activity = LawnMowerActivity(state) if state else None

    @override
    async def async_start_mowing(self) -> None:
        self._attr_activity = LawnMowerActivity.MOWING
        self.async_write_ha_state()

    @override
    async def async_pause(self) -> None:
        self._attr_activity = LawnMowerActivity.PAUSED
        self.async_write_ha_state()

    @override
    async def async_dock(self) -> None:
        self._attr_activity = LawnMowerActivity.DOCKED
        self.async_write_ha_state()


class Alarm(Device, AlarmControlPanelEntity):
    """An alarm without a code of its own."""

    _attr_code_arm_required = False
    _attr_supported_features = (
        AlarmControlPanelEntityFeature.ARM_AWAY
        | AlarmControlPanelEntityFeature.ARM_HOME
        | AlarmControlPanelEntityFeature.ARM_NIGHT
    )

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_alarm_state = AlarmControlPanelState(state) if state else None

    def _turn(self, state: str) -> None:
        self._attr_alarm_state = AlarmControlPanelState(state)
        self.async_write_ha_state()

    @override
    async def async_alarm_disarm(self, code: str | None = None) -> None:
        self._turn("disarmed")

    @override
    async def async_alarm_arm_away(self, code: str | None = None) -> None:
        self._turn("armed_away")

    @override
    async def async_alarm_arm_home(self, code: str | None = None) -> None:
        self._turn("armed_home")

    @override
    async def async_alarm_arm_night(self, code: str | None = None) -> None:
        self._turn("armed_night")
