"""Whether a call to a contact is due."""

from datetime import datetime
from typing import override

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.const import Platform
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.util import dt as dt_util

from .contacts import Contact
from .data import SamanthaConfigEntry
from .entity import ContactEntity, async_add_for_contacts

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a sensor for each contact who is to be called every so often."""
    async_add_for_contacts(
        hass,
        entry,
        Platform.BINARY_SENSOR,
        async_add_entities,
        lambda contact: (
            [CallDueSensor(hass, entry, contact)] if contact.cadence else []
        ),
    )


class CallDueSensor(ContactEntity, BinarySensorEntity):
    """On from when a call is due until there was one."""

    def __init__(
        self, hass: HomeAssistant, entry: SamanthaConfigEntry, contact: Contact
    ) -> None:
        """Give the sensor its place."""
        super().__init__(hass, entry, contact, "call_due")
        self._unwait: CALLBACK_TYPE | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Wait until a call is due."""
        await super().async_added_to_hass()
        self.async_on_remove(self._stop_waiting)
        self._look()

    @callback
    @override
    def _calls_changed(self) -> None:
        self._look()
        super()._calls_changed()

    @callback
    def _due(self, _now: datetime) -> None:
        self._calls_changed()

    @callback
    def _look(self) -> None:
        """See whether a call is due; if it is not, look again when it will be."""
        self._stop_waiting()
        window = self._family.window(self._contact)
        self._attr_is_on = window is not None and window.opens <= dt_util.utcnow()
        if window is not None and not self._attr_is_on:
            self._unwait = async_track_point_in_utc_time(
                self.hass, self._due, window.opens
            )

    @callback
    def _stop_waiting(self) -> None:
        if self._unwait is not None:
            self._unwait()
            self._unwait = None
