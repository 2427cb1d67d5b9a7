"""Reminders, calls that are due, birthdays and other days, as calendars."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final, override

from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .data import SamanthaConfigEntry
from .entity import ResidentEntity, async_add_for_household
from .family.agenda import Entry
from .residents import ResidentSettings

PARALLEL_UPDATES = 0

_CALENDAR: Final = "calendar"
# How far to look for what is next: what comes every year comes within the last.
_AHEAD: Final = (timedelta(days=1), timedelta(days=8), timedelta(days=366))


async def async_setup_entry(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the household's calendar, and one for each resident."""
    async_add_for_household(
        entry, async_add_entities, partial(FamilyCalendar, hass, entry)
    )


class FamilyCalendar(ResidentEntity, CalendarEntity):
    """What somebody, or everyone, is to think of. It is changed where it comes from."""

    # What residents said is not for the recorder.
    _unrecorded_attributes = frozenset({"message"})

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings | None,
    ) -> None:
        """Take the family from the entry."""
        super().__init__(hass, entry, resident, _CALENDAR)
        self._family = entry.runtime_data.family

    @override
    async def async_added_to_hass(self) -> None:
        """Follow reminders, contacts and calls."""
        await super().async_added_to_hass()
        for listen in (self._family.listen_calls, self._family.reminders.book.listen):
            self.async_on_remove(listen(self.async_write_ha_state))

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return what is on now, or next."""
        now = dt_util.utcnow()
        for ahead in _AHEAD:
            if found := self._family.agenda(self._resident, now, now + ahead, now):
                return _event(found[0])
        return None

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return what is on in a span of time."""
        now = dt_util.utcnow()
        found = self._family.agenda(self._resident, start_date, end_date, now)
        return [_event(one) for one in found]


def _event(entry: Entry) -> CalendarEvent:
    start, end = _local(entry.start), _local(entry.end)
    if isinstance(start, datetime) and isinstance(end, datetime):
        # Home Assistant compares what the wall shows: where the clock goes back
        # meanwhile, that would end before it begins.
        end = max(start, end)
    return CalendarEvent(
        uid=entry.key,
        start=start,
        end=end,
        summary=entry.text,
        description=entry.description,
    )


def _local(at: datetime | date) -> datetime | date:
    return dt_util.as_local(at) if isinstance(at, datetime) else at
