"""What models cost, and who answers: diagnostic sensors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import SamanthaConfigEntry
from .entity import SamanthaEntity
from .mind.model.costs import Costs

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class CostSensorDescription(SensorEntityDescription):
    """A sensor of what models cost."""

    value: Callable[[Costs], int | float | str | None]


SENSORS = (
    CostSensorDescription(
        key="tokens_in",
        translation_key="tokens_in",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value=lambda costs: costs.tokens_in,
    ),
    CostSensorDescription(
        key="tokens_out",
        translation_key="tokens_out",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value=lambda costs: costs.tokens_out,
    ),
    CostSensorDescription(
        key="answers_local",
        translation_key="answers_local",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value=lambda costs: costs.answers_local,
    ),
    CostSensorDescription(
        key="answers_model",
        translation_key="answers_model",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value=lambda costs: costs.answers_model,
    ),
    CostSensorDescription(
        key="first_word",
        translation_key="first_word",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MILLISECONDS,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value=lambda costs: costs.first_word,
    ),
    CostSensorDescription(
        key="answered_by",
        translation_key="answered_by",
        value=lambda costs: costs.answered_by,
    ),
)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors."""
    async_add_entities(CostSensor(entry, description) for description in SENSORS)


class CostSensor(SamanthaEntity, SensorEntity):
    """A figure that is counted since the start."""

    _attr_should_poll = False
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    entity_description: CostSensorDescription

    def __init__(
        self, entry: SamanthaConfigEntry, description: CostSensorDescription
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
        self.async_on_remove(self._costs.async_listen(self.async_write_ha_state))
