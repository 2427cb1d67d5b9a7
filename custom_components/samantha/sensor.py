"""How often she was silent on each satellite, because nothing was said to her."""

from typing import override

from homeassistant.components.sensor import SensorEntity, SensorStateClass
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import SamanthaConfigEntry
from .satellites import SatelliteEntity, async_add_for_satellites

PARALLEL_UPDATES = 0

_SILENCES = "silences"


async def async_setup_entry(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a counter for each satellite."""
    async_add_for_satellites(
        hass,
        entry,
        async_add_entities,
        lambda satellite: [SilencesSensor(hass, entry, satellite)],
    )


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
        self.async_on_remove(self._attention.listen(self._changed))

    @property
    @override
    def native_value(self) -> int:
        """Return how often she was silent."""
        return self._attention.silences[self._satellite]

    @callback
    def _changed(self) -> None:
        self.async_write_ha_state()
