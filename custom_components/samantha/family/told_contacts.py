"""Contacts that residents tell her of: on disk before she answers.

Home Assistant writes a subentry a moment later. Until then a contact is in her own
database too, and where Home Assistant was killed before, it is taken from there.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
import logging
from types import MappingProxyType
from typing import Any, Final

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util.ulid import ulid_now

from ..contacts import SUBENTRY_CONTACT
from ..data import SamanthaConfigEntry
from ..store import Store, StoreError
from ..store.told_contacts import ToldContact, erase_told, load_told, put_told
from ..voice.ports import Cancel

_LOGGER = logging.getLogger(__name__)

# Home Assistant writes its entries within seconds.
_WRITTEN_WITHIN: Final = timedelta(minutes=1)


class ToldContacts:
    """What residents told of contacts, and Home Assistant may not have written yet."""

    def __init__(
        self, hass: HomeAssistant, entry: SamanthaConfigEntry, store: Store
    ) -> None:
        """Start with nothing; `resume` reads what is on disk."""
        self._hass = hass
        self._entry = entry
        self._store = store
        self._known: dict[str, ToldContact] = {}
        self._stop_waiting: Cancel | None = None

    async def resume(self) -> None:
        """Make up for what Home Assistant did not get to write."""
        for told in await load_told(self._store):
            self._apply(told)

    async def add(self, name: str, data: Mapping[str, Any]) -> str:
        """Keep a new contact, and return its key; raises StoreError."""
        key = ulid_now()
        await self._keep(ToldContact(key=key, name=name, data=data))
        return key

    async def change(self, key: str, **data: Any) -> None:
        """Change what is known of a contact, None is nothing; raises StoreError."""
        if (subentry := self._entry.subentries.get(key)) is None:
            return
        changed = {**subentry.data, **data}
        known = {name: value for name, value in changed.items() if value is not None}
        await self._keep(ToldContact(key=key, name=subentry.title, data=known))

    @callback
    def look(self) -> None:
        """Drop what the owner has changed or removed since."""
        self._drop(key for key, told in self._known.items() if not self._holds(told))

    @callback
    def close(self) -> None:
        """End waiting; what was not dropped is looked at again at the next start."""
        if self._stop_waiting is not None:
            self._stop_waiting()
            self._stop_waiting = None

    async def _keep(self, told: ToldContact) -> None:
        async with self._store.transaction() as transaction:
            await put_told(transaction, told)
        self._apply(told)

    def _apply(self, told: ToldContact) -> None:
        # Whoever listens is told while it is changed.
        self._known[told.key] = told
        entries = self._hass.config_entries
        subentry = self._entry.subentries.get(told.key)
        if subentry is None:
            entries.async_add_subentry(
                self._entry,
                ConfigSubentry(
                    subentry_id=told.key,
                    subentry_type=SUBENTRY_CONTACT,
                    title=told.name,
                    data=MappingProxyType(dict(told.data)),
                    unique_id=None,
                ),
            )
        else:
            entries.async_update_subentry(
                self._entry, subentry, title=told.name, data=told.data
            )
        self.close()
        self._stop_waiting = async_call_later(
            self._hass, _WRITTEN_WITHIN, self._written
        )

    def _holds(self, told: ToldContact) -> bool:
        subentry = self._entry.subentries.get(told.key)
        return subentry is not None and (subentry.title, dict(subentry.data)) == (
            told.name,
            dict(told.data),
        )

    @callback
    def _written(self, _now: datetime) -> None:
        self._stop_waiting = None
        self._drop(self._known)

    def _drop(self, keys: Iterable[str]) -> None:
        gone = tuple(keys)
        for key in gone:
            del self._known[key]
        if gone:
            self._entry.async_create_task(
                self._hass, self._erase(gone), "samantha contacts written"
            )

    async def _erase(self, keys: Iterable[str]) -> None:
        try:
            async with self._store.transaction() as transaction:
                await erase_told(transaction, keys)
        except StoreError as err:
            _LOGGER.warning("What was told of contacts stays for now: %s", err)
