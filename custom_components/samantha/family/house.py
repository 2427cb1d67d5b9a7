"""Her family in a house: what actions, entities and turns use of it."""

from collections.abc import Mapping
import logging

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import Event, HomeAssistant, callback

from ..contacts import Contact, contacts_of
from ..data import HerVoice, SamanthaConfigEntry
from ..residents import ResidentsChange
from ..store import Store, StoreError
from ..store.belongings import residents_with_belongings
from ..time_zones import async_load_zones
from ..voice.clock import HouseClock
from ..voice.ports import Cancel
from .ports import ReminderWords
from .reminders import Reminders
from .talks import Talks

_LOGGER = logging.getLogger(__name__)


class HouseFamily:
    """The reminders and calls of a house, and everything that they depend on."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        store: Store,
        voice: HerVoice,
        words: ReminderWords,
    ) -> None:
        """Put the parts together; `async_start` sets them going."""
        self._hass = hass
        self._entry = entry
        self._store = store
        self._voice = voice
        self._stops: list[Cancel] = []
        self.talks = Talks(store)
        self.reminders = Reminders(
            store,
            voice.courier,
            voice.surroundings,
            HouseClock(hass),
            words,
            voice.name_of,
            lambda work: entry.async_create_background_task(
                hass, work, "samantha reminders"
            ),
        )

    async def async_start(self) -> None:
        """Take up what is on disk, and follow the house."""
        await async_load_zones(
            self._hass,
            {one.time_zone for one in self.contacts.values() if one.time_zone},
        )
        await self.talks.load()
        await self.reminders.resume()
        self._stops.append(
            self._hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._core_changed)
        )
        self._stops.append(self._voice.household.listen(self._residents_changed))
        # Residents may have gone while she was not loaded.
        for key in await residents_with_belongings(self._store):
            if key not in self._voice.household.residents:
                await self._async_erase(key)
        await self._async_forget_contacts()

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """Return the contacts of the house, by key."""
        return contacts_of(self._entry)

    async def async_close(self) -> None:
        """End everything of it."""
        while self._stops:
            self._stops.pop()()
        await self.reminders.close()

    @callback
    def _residents_changed(self, change: ResidentsChange) -> None:
        """Delete what belonged to residents who have gone."""
        for key in change.removed:
            self._entry.async_create_task(
                self._hass, self._async_erase(key), f"samantha forget {key}"
            )

    async def _async_erase(self, resident: str) -> None:
        try:
            await self.reminders.book.erase_resident(resident)
            await self.talks.erase(resident=resident)
        except StoreError as err:
            # Set up again, she finds that it belongs to nobody.
            _LOGGER.warning("What was a resident's could not be erased yet: %s", err)

    async def _async_forget_contacts(self) -> None:
        """Erase what was logged of contacts who are none any more."""
        try:
            for key in self.talks.contacts() - self.contacts.keys():
                await self.talks.erase(contact=key)
        except StoreError as err:
            _LOGGER.warning("What was a contact's could not be erased yet: %s", err)

    @callback
    def _core_changed(self, _event: Event) -> None:
        """Look at the clock on the wall again: the time zone may be another."""
        self.reminders.refresh()
