"""What all of her entities share."""

from collections.abc import Callable, Sequence
from typing import override

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import (
    DeviceEntryType,
    DeviceInfo,
    async_get as async_get_devices,
    async_get_device_id_by_identifier,
)
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .contacts import Contact
from .data import SamanthaConfigEntry
from .people import PeopleChange
from .residents import ResidentSettings


class _HerEntity(Entity):
    """An entity that is told what changes, on a service device."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def _take_place(self, owner: str, key: str, device: DeviceInfo) -> None:
        self._attr_unique_id = f"{owner}_{key}"
        self._attr_translation_key = key
        self._attr_device_info = device


class SamanthaEntity(_HerEntity):
    """An entity of her service device."""

    def __init__(self, entry: SamanthaConfigEntry, key: str) -> None:
        """Give the entity its place on her device."""
        self._take_place(entry.entry_id, key, _her_device(entry))


class ResidentEntity(_HerEntity):
    """An entity of a resident's own service device, or of the household on hers."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings | None,
        key: str,
    ) -> None:
        """Give the entity its place; without a resident it is the household's."""
        # An empty resident is the household.
        self._resident = resident.key if resident else ""
        if resident is None:
            self._take_place(entry.entry_id, key, _her_device(entry))
        else:
            device = _device_of(hass, entry, resident.key, resident.title)
            self._take_place(resident.key, key, device)


class ContactEntity(_HerEntity):
    """An entity of a contact's own service device."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        contact: Contact,
        key: str,
    ) -> None:
        """Give the entity its place on the contact's device."""
        device = _device_of(hass, entry, contact.key, contact.name)
        self._take_place(contact.key, key, device)
        self._contact = contact.key
        self._family = entry.runtime_data.family

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what is known of contacts and calls."""
        await super().async_added_to_hass()
        self.async_on_remove(self._family.listen_calls(self._calls_changed))

    @callback
    def _calls_changed(self) -> None:
        self.async_write_ha_state()


@callback
def async_register_her_device(hass: HomeAssistant, entry: SamanthaConfigEntry) -> None:
    """Have her device there before those of people refer to it."""
    async_get_devices(hass).async_get_or_create(
        config_entry_id=entry.entry_id, **_her_device(entry)
    )


def _her_device(entry: SamanthaConfigEntry) -> DeviceInfo:
    return DeviceInfo(
        identifiers={(DOMAIN, entry.entry_id)},
        entry_type=DeviceEntryType.SERVICE,
        name=entry.title,
    )


def _device_of(
    hass: HomeAssistant, entry: SamanthaConfigEntry, person: str, name: str
) -> DeviceInfo:
    return DeviceInfo(
        identifiers={(DOMAIN, person)},
        entry_type=DeviceEntryType.SERVICE,
        name=name,
        via_device_id=async_get_device_id_by_identifier(
            hass, (DOMAIN, entry.entry_id), config_entry_id=entry.entry_id
        ),
    )


@callback
def async_add_for_residents(
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[ResidentSettings], Sequence[Entity]],
) -> None:
    """Add entities for each resident, and for those who come later.

    Home Assistant takes them away with the resident's subentry.
    """
    household = entry.runtime_data.voice.household

    @callback
    def add(change: PeopleChange) -> None:
        for key in sorted(change.added):
            async_add_entities(make(household.residents[key]), config_subentry_id=key)

    add(PeopleChange(added=frozenset(household.residents)))
    entry.async_on_unload(household.listen(add))


@callback
def async_add_for_household(
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[ResidentSettings | None], Entity],
) -> None:
    """Add an entity for the household, and one for each resident."""
    async_add_entities([make(None)])
    async_add_for_residents(entry, async_add_entities, lambda one: [make(one)])


@callback
def async_add_for_contacts(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    platform: Platform,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[Contact], Sequence[ContactEntity]],
) -> None:
    """Add entities for each contact, and for those who come later.

    Which a contact has may change with what is known of them; what they have no more
    is removed. Home Assistant takes away the rest with the contact's subentry.
    """
    people = entry.runtime_data.family.people
    devices, entities = async_get_devices(hass), er.async_get(hass)
    there: set[str | None] = set()

    @callback
    def update(change: PeopleChange) -> None:
        for key in sorted(change.added | change.changed):
            contact = people.known[key]
            made = {one.unique_id: one for one in make(contact)}
            for one in er.async_entries_for_config_entry(entities, entry.entry_id):
                if (one.config_subentry_id, one.domain) == (key, platform) and (
                    one.unique_id not in made
                ):
                    entities.async_remove(one.entity_id)
                    there.discard(one.unique_id)
            # They may be called otherwise now.
            devices.async_get_or_create(
                config_entry_id=entry.entry_id,
                config_subentry_id=key,
                **_device_of(hass, entry, key, contact.name),
            )
            new = [one for unique_id, one in made.items() if unique_id not in there]
            there.update(made)
            async_add_entities(new, config_subentry_id=key)

    update(PeopleChange(added=frozenset(people.known)))
    entry.async_on_unload(people.listen(update))
