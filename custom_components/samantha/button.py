"""Buttons that log a call to a contact, and that forget what was learned of hours."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .contacts import Contact
from .data import SamanthaConfigEntry
from .entity import (
    ContactEntity,
    ResidentEntity,
    async_add_for_contacts,
    async_add_for_residents,
)
from .family.cadence import Contacted
from .keeping import told_if_not_kept
from .residents import ResidentSettings, by_user

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a button for each contact and each resident."""
    async_add_for_contacts(
        hass,
        entry,
        Platform.BUTTON,
        async_add_entities,
        lambda contact: [LogCallButton(hass, entry, contact)],
    )
    async_add_for_residents(
        entry,
        async_add_entities,
        lambda resident: [ForgetHoursButton(hass, entry, resident)],
    )


class LogCallButton(ContactEntity, ButtonEntity):
    """Notes that there was a call just now."""

    def __init__(
        self, hass: HomeAssistant, entry: SamanthaConfigEntry, contact: Contact
    ) -> None:
        """Take the household from the entry."""
        super().__init__(hass, entry, contact, "log_call")
        self._household = entry.runtime_data.voice.household

    @override
    async def async_press(self) -> None:
        """Note it for the resident who pressed, if that can be told."""
        user = self._context.user_id if self._context else None
        resident = by_user(self.hass, self._household.residents, user)
        with told_if_not_kept():
            await self._family.async_log(
                self._contact,
                [resident.key] if resident else [],
                dt_util.utcnow(),
                Contacted.CALL,
            )


class ForgetHoursButton(ResidentEntity, ButtonEntity):
    """Forgets what was learned of the hours at which a resident takes up calls."""

    _attr_entity_category = EntityCategory.CONFIG

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings,
    ) -> None:
        """Take the family from the entry."""
        super().__init__(hass, entry, resident, "forget_hours")
        self._family = entry.runtime_data.family

    @override
    async def async_press(self) -> None:
        """Forget it; it is gone from disk when this returns."""
        with told_if_not_kept():
            await self._family.nudges.forget_hours(self._resident)
