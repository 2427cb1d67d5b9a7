"""Her entities for each of the house's satellites, which come and go."""

from collections.abc import Callable, Sequence
from typing import Final

from homeassistant.components.assist_satellite import DOMAIN as ASSIST_SATELLITE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import SamanthaConfigEntry
from .entity import SamanthaEntity
from .mind.attention import Attention

_REMOVED: Final = "remove"


class SatelliteEntity(SamanthaEntity):
    """An entity about one satellite, on her own device."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        satellite: er.RegistryEntry,
        key: str,
    ) -> None:
        """Name it after the satellite."""
        super().__init__(entry, f"{satellite.id}_{key}")
        self._attr_translation_key = key
        self._satellite = satellite.id
        self._attention: Attention = entry.runtime_data.mind.attention
        self._attr_translation_placeholders = {"satellite": _name_of(hass, satellite)}


@callback
def async_add_for_satellites(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[er.RegistryEntry], Sequence[SatelliteEntity]],
) -> None:
    """Add entities for each satellite there is, and for those that come later.

    What belonged to a satellite goes with it.
    """
    registry = er.async_get(hass)

    @callback
    def add(satellite: er.RegistryEntry | None) -> None:
        if satellite is not None:
            async_add_entities(make(satellite))

    @callback
    def changed(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        if event.data["action"] == "create":
            add(registry.async_get(event.data["entity_id"]))
        else:
            _forget_missing(hass, entry)

    _forget_missing(hass, entry)
    for satellite in tuple(registry.entities.values()):
        if satellite.domain == ASSIST_SATELLITE:
            add(satellite)
    entry.async_on_unload(
        hass.bus.async_listen(
            er.EVENT_ENTITY_REGISTRY_UPDATED, changed, event_filter=_comes_or_goes
        )
    )


@callback
def _comes_or_goes(data: er.EventEntityRegistryUpdatedData) -> bool:
    return data["action"] in {"create", _REMOVED} and data["entity_id"].startswith(
        f"{ASSIST_SATELLITE}."
    )


def _forget_missing(hass: HomeAssistant, entry: SamanthaConfigEntry) -> None:
    """Remove the entities of satellites that are gone."""
    registry = er.async_get(hass)
    there = {
        satellite.id
        for satellite in registry.entities.values()
        if satellite.domain == ASSIST_SATELLITE
    }
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        satellite, of_one, _ = entity.unique_id.removeprefix(
            f"{entry.entry_id}_"
        ).partition("_")
        if of_one and entity.translation_key in KEYS and satellite not in there:
            registry.async_remove(entity.entity_id)


KEYS: Final = frozenset({"addressed", "follow_up", "silences"})


def _name_of(hass: HomeAssistant, satellite: er.RegistryEntry) -> str:
    """Return what people call a satellite: what its device is called."""
    device = dr.async_get(hass).async_get(satellite.device_id or "")
    called = (device.name_by_user or device.name) if device else None
    return called or satellite.name or satellite.original_name or satellite.entity_id
