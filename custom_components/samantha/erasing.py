"""Erases what belonged to residents who have gone."""

import asyncio
from collections.abc import Awaitable, Callable
import logging

from homeassistant.core import HomeAssistant, callback

from .data import SamanthaConfigEntry
from .people import PeopleChange
from .residents import Household
from .store import Store, StoreError
from .store.belongings import residents_with_belongings

_LOGGER = logging.getLogger(__name__)

type Eraser = Callable[[str], Awaitable[None]]


class Erasing:
    """Has every part of her erase what was of a resident; closing waits for it."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        store: Store,
        household: Household,
        *erasers: Eraser,
    ) -> None:
        """Take what erases a resident's; each may raise StoreError."""
        self._hass = hass
        self._entry = entry
        self._store = store
        self._household = household
        self._erasers = erasers
        self._tasks: set[asyncio.Task[None]] = set()
        self._stop: Callable[[], None] | None = None

    async def async_start(self) -> None:
        """Erase what is left of those who have gone meanwhile, and follow who goes."""
        self._stop = self._household.listen(self._residents_changed)
        for key in await residents_with_belongings(self._store):
            if key not in self._household.residents:
                await self._erase(key)

    async def async_close(self) -> None:
        """Follow nobody any more, once everything that is to be erased is."""
        if self._stop is not None:
            self._stop()
            self._stop = None
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @callback
    def _residents_changed(self, change: PeopleChange) -> None:
        for key in change.removed:
            task = self._entry.async_create_task(
                self._hass, self._erase(key), f"samantha erase {key}"
            )
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _erase(self, resident: str) -> None:
        try:
            for erase in self._erasers:
                await erase(resident)
        except StoreError as err:
            # Set up again, she finds that it belongs to nobody.
            _LOGGER.warning("What was a resident's could not be erased yet: %s", err)
