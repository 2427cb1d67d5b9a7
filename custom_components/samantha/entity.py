"""What all of her entities share."""

from collections.abc import Callable, Sequence

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import (
    DeviceEntryType,
    DeviceInfo,
    async_get as async_get_devices,
    async_get_device_id_by_identifier,
)
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .data import SamanthaConfigEntry
from .residents import ResidentsChange, ResidentSettings


class SamanthaEntity(Entity):
    """An entity of her service device."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: SamanthaConfigEntry, key: str) -> None:
        """Give the entity its place on her device."""
        self._attr_unique_id = f"{entry.entry_id}_{key}"
        self._attr_translation_key = key
        self._attr_device_info = _her_device(entry)


class ResidentEntity(Entity):
    """An entity of a resident's own service device."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings,
        key: str,
    ) -> None:
        """Give the entity its place on the resident's device."""
        self._attr_unique_id = f"{resident.key}_{key}"
        self._attr_translation_key = key
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, resident.key)},
            entry_type=DeviceEntryType.SERVICE,
            name=resident.title,
            via_device_id=async_get_device_id_by_identifier(
                hass, (DOMAIN, entry.entry_id), config_entry_id=entry.entry_id
            ),
        )


@callback
def async_register_her_device(hass: HomeAssistant, entry: SamanthaConfigEntry) -> None:
    """Have her device there before the residents' devices refer to it."""
    async_get_devices(hass).async_get_or_create(
        config_entry_id=entry.entry_id, **_her_device(entry)
    )


def _her_device(entry: SamanthaConfigEntry) -> DeviceInfo:
    return DeviceInfo(
        identifiers={(DOMAIN, entry.entry_id)},
        entry_type=DeviceEntryType.SERVICE,
        name=entry.title,
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
    def add(change: ResidentsChange) -> None:
        for key in sorted(change.added):
            async_add_entities(make(household.residents[key]), config_subentry_id=key)

    add(ResidentsChange(added=frozenset(household.residents)))
    entry.async_on_unload(household.listen(add))
