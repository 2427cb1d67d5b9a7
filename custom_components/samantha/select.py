"""What is taken as said to her on each satellite, and after what she listens on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.restore_state import RestoreEntity

from .data import SamanthaConfigEntry
from .manners.addressee import FollowUp, Mode
from .mind.attention import Setting
from .satellites import SatelliteEntity, async_add_for_satellites

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class SatelliteSelectDescription(SelectEntityDescription):
    """A select that sets one part of what is chosen for a satellite."""

    get: Callable[[Setting], StrEnum]
    put: Callable[[Setting, str], Setting]


SELECTS: Final = (
    SatelliteSelectDescription(
        key="addressed",
        options=list(Mode),
        get=lambda setting: setting.mode,
        put=lambda setting, option: replace(setting, mode=Mode(option)),
    ),
    SatelliteSelectDescription(
        key="follow_up",
        options=list(FollowUp),
        get=lambda setting: setting.follow_up,
        put=lambda setting, option: replace(setting, follow_up=FollowUp(option)),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add two selects for each satellite."""
    async_add_for_satellites(
        hass,
        entry,
        async_add_entities,
        lambda satellite: [
            SatelliteSelect(hass, entry, satellite, description)
            for description in SELECTS
        ],
    )


class SatelliteSelect(SatelliteEntity, SelectEntity, RestoreEntity):
    """A choice for one satellite, which Home Assistant keeps over restarts."""

    _attr_entity_category = EntityCategory.CONFIG
    entity_description: SatelliteSelectDescription

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        satellite: er.RegistryEntry,
        description: SatelliteSelectDescription,
    ) -> None:
        """Take what there is to choose."""
        super().__init__(hass, entry, satellite, description.key)
        self.entity_description = description

    @override
    async def async_added_to_hass(self) -> None:
        """Choose what was chosen before."""
        await super().async_added_to_hass()
        last = await self.async_get_last_state()
        if last is not None and last.state in self.options:
            self._choose(last.state)

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Leave no choice behind for a satellite that is gone."""
        self._attention.choose(self._satellite, None)

    @property
    @override
    def current_option(self) -> str:
        """Return what is chosen."""
        return self.entity_description.get(self._attention.chosen(self._satellite))

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose."""
        self._choose(option)
        self.async_write_ha_state()

    def _choose(self, option: str) -> None:
        chosen = self._attention.chosen(self._satellite)
        self._attention.choose(
            self._satellite, self.entity_description.put(chosen, option)
        )
