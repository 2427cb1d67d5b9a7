"""Erases what belonged to residents and contacts who have gone."""

import asyncio
from collections.abc import Awaitable, Callable
import logging
from typing import Any

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant, callback

from .data import SamanthaConfigEntry
from .people import PeopleChange
from .store import StoreError
from .store.belongings import residents_with_belongings

_LOGGER = logging.getLogger(__name__)


class Erasing:
    """Has every part of her erase what was somebody's; her end waits for it."""

    def __init__(self, hass: HomeAssistant, entry: SamanthaConfigEntry) -> None:
        """Take what keeps anything of people from the entry."""
        self._hass = hass
        self._entry = entry
        data = entry.runtime_data
        self._store = data.store
        self._household = data.voice.household
        self._family = data.family
        self._erasers = (
            data.voice.async_erase,
            data.inbox.async_erase,
            data.family.async_erase,
        )
        self._tasks: set[asyncio.Task[None]] = set()
        self._stops: list[Callable[[], None]] = []

    async def async_start(self) -> None:
        """Erase what is left of those who have gone meanwhile, and follow who goes."""
        self._stops = [
            self._household.listen(self._residents_changed),
            self._family.people.listen(self._contacts_changed),
            # Home Assistant waits for what begins when it stops, and for nothing else.
            self._hass.bus.async_listen(EVENT_HOMEASSISTANT_STOP, self._finish),
        ]
        for key in await residents_with_belongings(self._store):
            if key not in self._household.residents:
                await self._guarded(self._erase(key))
        await self._guarded(self._family.async_forget_contacts())

    async def async_close(self) -> None:
        """Follow nobody any more, once everything that is to be erased is."""
        while self._stops:
            self._stops.pop()()
        await self._finish()

    async def _finish(self, _event: Event | None = None) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @callback
    def _residents_changed(self, change: PeopleChange) -> None:
        for key in change.removed:
            self._soon(self._erase(key))

    @callback
    def _contacts_changed(self, change: PeopleChange) -> None:
        if change.removed:
            self._soon(self._family.async_forget_contacts())

    async def _erase(self, resident: str) -> None:
        for erase in self._erasers:
            await erase(resident)

    @callback
    def _soon(self, work: Awaitable[Any]) -> None:
        task = self._entry.async_create_task(
            self._hass, self._guarded(work), "samantha erase"
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Awaitable[Any]) -> None:
        try:
            await work
        except StoreError as err:
            # Set up again, she finds that it belongs to nobody.
            _LOGGER.warning("What was somebody's could not be erased yet: %s", err)
