"""Things that only tell: sensors, trackers, weather, calendars; and lists."""

from datetime import date, datetime, timedelta
from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.components.device_tracker.entity import TrackerEntity
from homeassistant.components.sensor import SensorEntity
from homeassistant.components.todo.const import TodoItemStatus, TodoListEntityFeature
from homeassistant.components.todo.entity import TodoItem, TodoListEntity
from homeassistant.components.update import UpdateEntity
from homeassistant.components.weather import Forecast, WeatherEntity
from homeassistant.components.weather.const import WeatherEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .device import Device


class Sensor(Device, SensorEntity):
    """A sensor."""

    @override
    def begin(
        self, state: str | None, *, unit: str | None = None, **values: Any
    ) -> None:
        super().begin(state, **values)
        self._attr_native_unit_of_measurement = unit
        value: Any = state
        device_class = values.get("device_class")
        if state is not None and (unit or device_class in {"battery", "aqi"}):
            value = float(state)
            value = int(value) if value.is_integer() and "." not in state else value
        elif state is not None and device_class == "timestamp":
            value = dt_util.utcnow() + timedelta(minutes=float(state))
        self._attr_native_value = value


class Odd(Device):
    """An entity whose integration checks nothing, not even that numbers are."""

    @override
    def begin(self, state: str | None, *, odd: bool = True, **values: Any) -> None:
        self._attr_state = state if odd else None
        self._attr_extra_state_attributes = values


class Contact(Device, BinarySensorEntity):
    """A binary sensor."""

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_is_on = None if state is None else state == "on"


class Tracker(Device, TrackerEntity):
    """A phone that knows where it is; the plan gives the place as coordinates."""


class Release(Device, UpdateEntity):
    """Firmware; the state of the plan is the newest version."""

    @override
    def begin(self, state: str | None, **values: Any) -> None:
        super().begin(state, **values)
        self._attr_latest_version = state


class Weather(Device, WeatherEntity):
    """A weather service with a forecast by day and by hour, or with a broken one."""

    _attr_supported_features = (
        WeatherEntityFeature.FORECAST_DAILY | WeatherEntityFeature.FORECAST_HOURLY
    )

    @override
    def begin(
        self,
        state: str | None,
        *,
        daily: list[dict[str, Any]] | None = None,
        hourly: list[dict[str, Any]] | None = None,
        broken: bool = False,
        **values: Any,
    ) -> None:
        """Take the forecast by day, which says which, and by hour from this one on."""
        super().begin(state, **values)
        self._attr_condition = state
        self._daily, self._hourly = daily or [], hourly or []
        self._broken = broken

    def _forecast(
        self, entries: list[dict[str, Any]], begin: datetime, step: timedelta
    ) -> list[Forecast]:
        if self._broken:
            message = "The weather service does not answer"
            raise HomeAssistantError(message)
        return [
            Forecast(
                datetime=dt_util.as_utc(
                    begin + step * entry.get("day", place)
                ).isoformat(),
                condition=entry["condition"],
                native_temperature=entry["temperature"],
                native_templow=entry.get("low"),
                native_precipitation=entry.get("rain", 0),
                precipitation_probability=entry.get("probability"),
                native_wind_speed=entry.get("wind"),
            )
            for place, entry in enumerate(entries)
        ]

    @override
    async def async_forecast_daily(self) -> list[Forecast]:
        noon = dt_util.start_of_local_day() + timedelta(hours=12)
        return self._forecast(self._daily, noon, timedelta(days=1))

    @override
    async def async_forecast_hourly(self) -> list[Forecast]:
        hour = dt_util.now().replace(minute=0, second=0, microsecond=0)
        return self._forecast(self._hourly, hour, timedelta(hours=1))


class Calendar(Device, CalendarEntity):
    """A calendar; its entries lie so many days from today."""

    @override
    def begin(
        self,
        state: str | None,
        *,
        events: list[dict[str, Any]] | None = None,
        broken: bool = False,
        **values: Any,
    ) -> None:
        super().begin(state, **values)
        self._events = sorted(
            (_event(**event) for event in events or []),
            key=lambda event: event.start_datetime_local,
        )
        self._broken = broken

    @property
    @override
    def event(self) -> CalendarEvent | None:
        now = dt_util.now()
        return next(
            (event for event in self._events if event.end_datetime_local > now), None
        )

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        if self._broken:
            message = "The calendar does not answer"
            raise HomeAssistantError(message)
        return [
            event
            for event in self._events
            if event.end_datetime_local > start_date
            and event.start_datetime_local < end_date
        ]


def _event(
    *,
    summary: str,
    day: int,
    start: str | None = None,
    end: str | None = None,
    location: str | None = None,
) -> CalendarEvent:
    midnight = dt_util.start_of_local_day() + timedelta(days=day)
    times: list[date] = [midnight.date(), (midnight + timedelta(days=1)).date()]
    if start is not None and end is not None:
        times = [
            midnight.replace(hour=int(clock[:2]), minute=int(clock[3:]))
            for clock in (start, end)
        ]
    return CalendarEvent(
        summary=summary, start=times[0], end=times[1], location=location
    )


class Todo(Device, TodoListEntity):
    """A list; an item in brackets is done."""

    _attr_supported_features = (
        TodoListEntityFeature.CREATE_TODO_ITEM
        | TodoListEntityFeature.UPDATE_TODO_ITEM
        | TodoListEntityFeature.DELETE_TODO_ITEM
    )

    @override
    def begin(
        self, state: str | None, *, items: list[str] | None = None, **values: Any
    ) -> None:
        super().begin(state, **values)
        self._attr_todo_items = [
            TodoItem(
                summary=item.strip("()"),
                uid=str(place),
                status=TodoItemStatus.COMPLETED
                if item.startswith("(")
                else TodoItemStatus.NEEDS_ACTION,
            )
            for place, item in enumerate(items or [])
        ]

    @property
    def contents(self) -> dict[str, str]:
        """Return the items and whether each is still to do."""
        return {
            str(item.summary): str(item.status) for item in self._attr_todo_items or []
        }

    @override
    async def async_create_todo_item(self, item: TodoItem) -> None:
        item.uid = f"new {len(self._attr_todo_items or [])} {item.summary}"
        self._attr_todo_items = [*(self._attr_todo_items or []), item]
        self.async_write_ha_state()

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        self._attr_todo_items = [
            item if item.uid == there.uid else there
            for there in self._attr_todo_items or []
        ]
        self.async_write_ha_state()

    @override
    async def async_delete_todo_items(self, uids: list[str]) -> None:
        self._attr_todo_items = [
            there for there in self._attr_todo_items or [] if there.uid not in uids
        ]
        self.async_write_ha_state()
