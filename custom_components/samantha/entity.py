"""What all of her entities share."""

from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity

from .const import DOMAIN
from .data import SamanthaConfigEntry


class SamanthaEntity(Entity):
    """An entity of her service device."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: SamanthaConfigEntry, key: str) -> None:
        """Give the entity its place on her device."""
        self._attr_unique_id = f"{entry.entry_id}_{key}"
        self._attr_translation_key = key
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            name=entry.title,
        )
