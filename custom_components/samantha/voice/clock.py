"""The clock that Home Assistant runs by, with the house's time zone."""

from collections.abc import Callable
from datetime import datetime

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_time
from homeassistant.util import dt as dt_util

from .ports import Cancel


class HouseClock:
    """Time in a house. Implements `ports.Clock`."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Take Home Assistant's loop to wait on."""
        self._hass = hass

    def now(self) -> datetime:
        """Return the time, with the house's time zone."""
        return dt_util.now()

    def utcnow(self) -> datetime:
        """Return the time in UTC."""
        return dt_util.utcnow()

    def call_at(self, when: datetime, action: Callable[[], None]) -> Cancel:
        """Do something then, or soon where that is past; return how not to."""

        @callback
        def due(_now: datetime) -> None:
            action()

        return async_track_point_in_time(self._hass, due, when)
