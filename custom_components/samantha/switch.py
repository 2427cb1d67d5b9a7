"""The switch that keeps her quiet."""

from datetime import datetime, timedelta
from typing import Any, Final, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .data import SamanthaConfigEntry
from .entity import SamanthaEntity
from .keeping import told_if_not_kept
from .manners.verdict import Awaited

PARALLEL_UPDATES = 0

# Until somebody turns it off again.
_FOR_GOOD: Final = timedelta(days=366)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switch."""
    async_add_entities([HushSwitch(entry)])


class HushSwitch(SamanthaEntity, SwitchEntity):
    """On while she says nothing unprompted in the house."""

    def __init__(self, entry: SamanthaConfigEntry) -> None:
        """Take the hushes from the entry."""
        super().__init__(entry, "hush")
        self._voice = entry.runtime_data.voice

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the hushes."""
        await super().async_added_to_hass()
        self.async_on_remove(self._voice.hushes.listen(self._changed))

    @property
    @override
    def is_on(self) -> bool:
        """Return whether she is asked to be quiet."""
        return self._until is not None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return until when."""
        return {"until": self._until}

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Be quiet until somebody turns the switch off."""
        with told_if_not_kept():
            await self._voice.async_hush(dt_util.utcnow() + _FOR_GOOD)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Speak again."""
        with told_if_not_kept():
            await self._voice.async_hush(None)

    @property
    def _until(self) -> datetime | None:
        return self._voice.hushes.until()

    @callback
    def _changed(self, _change: Awaited) -> None:
        self.async_write_ha_state()
