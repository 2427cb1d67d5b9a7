"""Her family in a house: what actions, entities and turns use of it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..contacts import Contact, contacts_of
from ..data import HerVoice, SamanthaConfigEntry
from ..listeners import Listeners
from ..people import People, PeopleChange
from ..store import Store
from ..time_zones import async_load_zones
from ..voice.clock import HouseClock
from ..voice.ports import Cancel
from .agenda import Entry, Span, of_call, of_days, of_reminder, within
from .cadence import Contacted, Window, window_of
from .call_sensors import CallSensors
from .nudges import Callee, Nudges
from .ports import FamilyWords
from .reminders import Reminders
from .talks import Talks
from .told_contacts import ToldContacts
from .whom import cadence_of


class HouseWords(FamilyWords, Protocol):
    """How she reminds, in the house's language."""

    def nudge(
        self,
        contact: Contact,
        contacts: Iterable[Contact],
        since: timedelta | None,
        *,
        about_cadence: bool,
    ) -> str:
        """Return a nudge to call one of the contacts."""


class _OfContacts:
    """The words of nudges, for contacts by their keys."""

    def __init__(
        self, words: HouseWords, contacts: Callable[[], Mapping[str, Contact]]
    ) -> None:
        self._words = words
        self._contacts = contacts

    def nudge(
        self, contact: str, since: timedelta | None, *, about_cadence: bool
    ) -> str:
        known = self._contacts()
        return self._words.nudge(
            known[contact], known.values(), since, about_cadence=about_cadence
        )


class HouseFamily:
    """The reminders and calls of a house, and everything that they depend on."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        store: Store,
        voice: HerVoice,
        words: HouseWords,
    ) -> None:
        """Put the parts together; `async_start` sets them going."""
        self._hass = hass
        self._entry = entry
        self._store = store
        self._voice = voice
        self._stops: list[Cancel] = []
        self._words = words
        self.talks = Talks(store)
        self.nudges = Nudges(
            store,
            voice.courier,
            HouseClock(hass),
            _OfContacts(words, lambda: self.contacts),
            self._callees,
            lambda work: entry.async_create_background_task(
                hass, work, "samantha nudges"
            ),
            self._daily_nudges,
        )
        self.told_contacts = ToldContacts(hass, entry, store)
        self.call_sensors = CallSensors(
            hass,
            voice.household,
            lambda: self.contacts,
            self.async_log,
            lambda work: entry.async_create_task(hass, work, "samantha call"),
        )
        self.people = People(lambda: contacts_of(entry))
        self._calls_listeners = Listeners[()]()
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
        await self.told_contacts.resume()
        self.people.async_refresh()
        await async_load_zones(
            self._hass,
            {one.time_zone for one in self.contacts.values() if one.time_zone},
        )
        await self.talks.load()
        await self.reminders.resume()
        await self.nudges.resume()
        self._stops.append(
            self._hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._core_changed)
        )
        self._stops.append(self._voice.household.listen(self._residents_changed))
        self._stops.append(self.people.listen(self._contacts_changed))
        self._stops.append(self.talks.listen(self._calls_listeners.tell))
        self._stops.append(self.nudges.book.listen(self._calls_listeners.tell))
        self.call_sensors.follow()

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """Return the contacts of the house, by key."""
        return contacts_of(self._entry)

    async def async_log(
        self,
        contact: str,
        residents: Iterable[str],
        at: datetime,
        how: Contacted,
        until: datetime | None = None,
    ) -> None:
        """Note that residents were in touch with a contact; raises StoreError."""
        residents = frozenset(residents)
        if await self.talks.log(contact, residents, at, how, until):
            await self.nudges.talked(contact, residents, at, how)

    @callback
    def listen_calls(self, changed: Callable[[], None]) -> Cancel:
        """Tell when what is known of contacts and calls has changed."""
        return self._calls_listeners.add(changed)

    def window(self, key: str) -> Window | None:
        """Return when the next call to a contact is due, if any ever is."""
        contact = self.contacts.get(key)
        cadence = contact and cadence_of(
            contact, self._entry.created_at, dt_util.get_default_time_zone()
        )
        return window_of(cadence, self.talks.of(key)) if cadence else None

    def last_talk(self, key: str) -> datetime | None:
        """Return when somebody of the house was last in touch with a contact."""
        return max((talk.at for talk in self.talks.of(key)), default=None)

    def agenda(
        self, resident: str, start: datetime, end: datetime, now: datetime
    ) -> list[Entry]:
        """Return what a resident's calendar shows in a span of time, in order.

        That of nobody is the household's: contacts who are everybody's are on it.
        """
        zone = dt_util.get_default_time_zone()
        span = Span(start.astimezone(UTC), end.astimezone(UTC), zone)
        entries = [
            entry
            for reminder in self.reminders.book.of(resident)
            for entry in of_reminder(reminder, span)
        ]
        for key, contact in self.contacts.items():
            if resident not in (contact.residents or {""}):
                continue
            entries += of_days(contact, self._words, span)
            if window := self.window(key):
                entries.append(of_call(contact, window, self._words, span, now))
        return within(entries, span)

    async def async_close(self) -> None:
        """End everything of it."""
        while self._stops:
            self._stops.pop()()
        self.call_sensors.close()
        await self.nudges.close()
        self.told_contacts.close()
        await self.reminders.close()

    @callback
    def _residents_changed(self, _change: PeopleChange) -> None:
        """Look anew whom to remind."""
        self.nudges.refresh()

    @callback
    def _contacts_changed(self, _change: PeopleChange) -> None:
        """Look anew what is told of contacts, and whom to call."""
        self.told_contacts.look()
        self._calls_listeners.tell()
        self.nudges.refresh()

    async def async_erase(self, resident: str) -> None:
        """Erase a resident's reminders, calls and nudges; raises StoreError."""
        await self.reminders.book.erase_resident(resident)
        await self.talks.erase(resident=resident)
        await self.nudges.erase(resident=resident)

    async def async_forget_contacts(self) -> None:
        """Erase what was logged of contacts who are none any more.

        Raises StoreError.
        """
        known = self.talks.contacts() | self.nudges.book.contacts()
        for key in known - self.contacts.keys():
            await self.talks.erase(contact=key)
            await self.nudges.erase(contact=key)

    def _daily_nudges(self, resident: str) -> int:
        """Return how many nudges a day a resident may get; one who has gone, none."""
        known = self._voice.household.residents.get(resident)
        return known.daily_nudges if known else 0

    def _callees(self) -> Mapping[str, Iterable[Callee]]:
        """Return for each resident whom they want to call every so often."""
        house = dt_util.get_default_time_zone()
        since = self._entry.created_at.astimezone(UTC)
        found: dict[str, list[Callee]] = {}
        for key, resident in self._voice.household.residents.items():
            mine = resident.call_hours.hours(house)
            for contact in self.contacts.values():
                cadence = cadence_of(contact, since, house)
                if cadence is None or resident.child or not contact.is_of(key):
                    continue
                found.setdefault(key, []).append(
                    Callee(
                        contact=contact.key,
                        cadence=cadence,
                        hours=(mine, contact.hours(house)),
                        talks=(
                            *self.talks.of(contact.key, key),
                            *self.talks.of(contact.key, ""),
                        ),
                    )
                )
        return found

    @callback
    def _core_changed(self, _event: Event) -> None:
        """Look at the clock on the wall again: the time zone may be another."""
        self.reminders.refresh()
        self.nudges.refresh()
        self._calls_listeners.tell()
