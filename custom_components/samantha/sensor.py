"""How much waits, what models cost, how often she was silent, and calls by contact."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import WEEKDAYS, EntityCategory, Platform, UnitOfTime
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .contacts import Contact
from .data import SamanthaConfigEntry
from .entity import (
    ContactEntity,
    ResidentEntity,
    SamanthaEntity,
    async_add_for_contacts,
    async_add_for_household,
    async_add_for_residents,
)
from .family.learned_hours import Hour, Tally, counted, good_hours
from .messages.box import Happened
from .mind.model.costs import Costs
from .people import PeopleChange
from .residents import ResidentSettings
from .satellites import SatelliteEntity, async_add_for_satellites
from .store import StoreError

PARALLEL_UPDATES = 0

_WAITING = "waiting"
_MESSAGES = "messages"

ATTR_RECEIVED = "received"
ATTR_SENDER = "sender"
ATTR_SUBJECT = "subject"
ATTR_TEXT = "text"
_SILENCES = "silences"
_GOOD_HOURS = "good_hours"


@dataclass(frozen=True, kw_only=True)
class CostSensorEntityDescription(SensorEntityDescription):
    """A sensor of what models cost."""

    value: Callable[[Costs], int | float | str | None]


SENSORS = (
    CostSensorEntityDescription(
        key="tokens_in",
        translation_key="tokens_in",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value=lambda costs: costs.tokens_in,
    ),
    CostSensorEntityDescription(
        key="tokens_out",
        translation_key="tokens_out",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value=lambda costs: costs.tokens_out,
    ),
    CostSensorEntityDescription(
        key="answers_local",
        translation_key="answers_local",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value=lambda costs: costs.answers_local,
    ),
    CostSensorEntityDescription(
        key="answers_model",
        translation_key="answers_model",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value=lambda costs: costs.answers_model,
    ),
    CostSensorEntityDescription(
        key="first_word",
        translation_key="first_word",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MILLISECONDS,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value=lambda costs: costs.first_word,
    ),
    CostSensorEntityDescription(
        key="answered_by",
        translation_key="answered_by",
        value=lambda costs: costs.answered_by,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add what is the house's, each resident's and each satellite's."""
    async_add_entities(CostSensor(entry, description) for description in SENSORS)
    async_add_for_household(
        entry, async_add_entities, partial(WaitingSensor, hass, entry)
    )
    async_add_for_residents(
        entry,
        async_add_entities,
        lambda resident: [
            MessagesSensor(hass, entry, resident),
            LearnedHoursSensor(hass, entry, resident),
        ],
    )
    async_add_for_satellites(
        hass,
        entry,
        async_add_entities,
        lambda satellite: [SilencesSensor(hass, entry, satellite)],
    )
    async_add_for_contacts(
        hass,
        entry,
        Platform.SENSOR,
        async_add_entities,
        lambda contact: [
            LastContactSensor(hass, entry, contact),
            *([NextDueSensor(hass, entry, contact)] if contact.cadence else []),
        ],
    )


class WaitingSensor(ResidentEntity, SensorEntity):
    """Counts what waits to be said to somebody, or to all; it never tells what."""

    _attr_state_class = SensorStateClass.MEASUREMENT

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings | None,
    ) -> None:
        """Take the courier from the entry."""
        super().__init__(hass, entry, resident, _WAITING)
        self._courier = entry.runtime_data.voice.courier

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the courier."""
        await super().async_added_to_hass()
        self.async_on_remove(self._courier.listen_waiting(self.async_write_ha_state))

    @property
    @override
    def native_value(self) -> int:
        """Return how many wait."""
        return self._courier.waiting().get(self._resident, 0)


class MessagesSensor(ResidentEntity, SensorEntity):
    """Counts the messages that a resident has not heard.

    It tells what the newest of them is where the owner wants that, and never elsewhere.
    """

    _attr_state_class = SensorStateClass.MEASUREMENT
    _unrecorded_attributes = frozenset(
        {ATTR_RECEIVED, ATTR_SENDER, ATTR_SUBJECT, ATTR_TEXT}
    )

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings,
    ) -> None:
        """Take the box from the entry."""
        super().__init__(hass, entry, resident, _MESSAGES)
        self._entry = entry
        self._inbox = entry.runtime_data.inbox
        self._box = self._inbox.box
        self._household = entry.runtime_data.voice.household
        self._shown: dict[str, str | None] | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what happens to the messages, and what the owner wants to see."""
        await super().async_added_to_hass()
        self.async_on_remove(self._box.listen(self._happened))
        self.async_on_remove(self._household.listen(self._people_changed))
        if self._shows:
            await self._look()

    @property
    @override
    def native_value(self) -> int:
        """Return how many wait."""
        return self._box.counts.get(self._resident, 0)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, str | None] | None:
        """Return the newest message, where the owner wants that."""
        return self._shown if self._shows else None

    @property
    def _shows(self) -> bool:
        resident = self._household.residents.get(self._resident)
        return resident is not None and resident.messages_shown

    @callback
    def _happened(self, happened: Happened) -> None:
        if happened.resident == self._resident:
            self._changed()

    @callback
    def _people_changed(self, change: PeopleChange) -> None:
        if self._resident in change.changed:
            self._changed()

    @callback
    def _changed(self) -> None:
        if not self._shows:
            self._shown = None
            self.async_write_ha_state()
            return
        self._entry.async_create_task(self.hass, self._look_again(), "samantha newest")

    async def _look_again(self) -> None:
        await self._look()
        self.async_write_ha_state()

    async def _look(self) -> None:
        """Look what the newest message is."""
        try:
            newest = await self._box.newest_unasked(self._resident)
        except StoreError:
            newest = None
        if newest is None:
            self._shown = None
            return
        contact = self._inbox.contacts(self._resident).get(newest.contact or "")
        self._shown = {
            ATTR_SENDER: contact.name if contact else newest.sender or newest.address,
            ATTR_SUBJECT: newest.subject,
            ATTR_TEXT: "\n".join(newest.texts),
            ATTR_RECEIVED: newest.received.isoformat(),
        }


class SilencesSensor(SatelliteEntity, SensorEntity):
    """Counts since the start; it never tells what was heard, nor when exactly."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_state_class = SensorStateClass.TOTAL_INCREASING

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        satellite: er.RegistryEntry,
    ) -> None:
        """Count for a satellite."""
        super().__init__(hass, entry, satellite, _SILENCES)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow her attention."""
        await super().async_added_to_hass()
        self.async_on_remove(self._attention.listen(self.async_write_ha_state))

    @property
    @override
    def native_value(self) -> int:
        """Return how often she was silent."""
        return self._attention.silences[self._satellite]


class LastContactSensor(ContactEntity, SensorEntity):
    """When somebody of the house was last in touch with a contact."""

    _attr_device_class = SensorDeviceClass.TIMESTAMP

    def __init__(
        self, hass: HomeAssistant, entry: SamanthaConfigEntry, contact: Contact
    ) -> None:
        """Give the sensor its place."""
        super().__init__(hass, entry, contact, "last_contact")

    @property
    @override
    def native_value(self) -> datetime | None:
        """Return when it was, if it is known."""
        return self._family.last_talk(self._contact)


class NextDueSensor(ContactEntity, SensorEntity):
    """From when on the next call to a contact is due."""

    _attr_device_class = SensorDeviceClass.TIMESTAMP

    def __init__(
        self, hass: HomeAssistant, entry: SamanthaConfigEntry, contact: Contact
    ) -> None:
        """Give the sensor its place."""
        super().__init__(hass, entry, contact, "next_due")

    @property
    @override
    def native_value(self) -> datetime | None:
        """Return the beginning of its window."""
        window = self._family.window(self._contact)
        return window.opens if window else None


class LearnedHoursSensor(ResidentEntity, SensorEntity):
    """Counts what the hours at which a resident takes up calls were learned from."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _unrecorded_attributes = frozenset({_GOOD_HOURS})

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings,
    ) -> None:
        """Take the family from the entry."""
        super().__init__(hass, entry, resident, "learned_hours")
        self._family = entry.runtime_data.family

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what is learned."""
        await super().async_added_to_hass()
        self.async_on_remove(self._family.listen_calls(self.async_write_ha_state))

    @property
    @override
    def native_value(self) -> int:
        """Return how many answers and calls count at present."""
        return round(counted(self._tallies, dt_util.utcnow()))

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        """Return at which hours of which days a call is likely taken up."""
        days: dict[str, list[int]] = {}
        for day, hour in good_hours(self._tallies, dt_util.utcnow()):
            days.setdefault(WEEKDAYS[day], []).append(hour)
        return {_GOOD_HOURS: days}

    @property
    def _tallies(self) -> Mapping[Hour, Tally]:
        return self._family.nudges.book.hours_of(self._resident)


class CostSensor(SamanthaEntity, SensorEntity):
    """A figure that is counted since the start."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC
    entity_description: CostSensorEntityDescription

    def __init__(
        self, entry: SamanthaConfigEntry, description: CostSensorEntityDescription
    ) -> None:
        """Take the counters from the entry."""
        super().__init__(entry, description.key)
        self.entity_description = description
        self._costs = entry.runtime_data.mind.models.costs

    @property
    @override
    def native_value(self) -> int | float | str | None:
        """Return the figure as it is."""
        return self.entity_description.value(self._costs)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the counters."""
        await super().async_added_to_hass()
        self.async_on_remove(self._costs.async_listen(self.async_write_ha_state))
