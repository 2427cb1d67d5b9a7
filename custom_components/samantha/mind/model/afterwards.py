"""What is made anew after the house has changed, and never while somebody waits."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from homeassistant.core import HomeAssistant, callback

# Seconds. Changes come in swarms: a restart, a new bridge, a renamed floor.
_REST: Final = 5.0
_MOST_RESTS: Final = 12


class Afterwards:
    """Does something once changes have come to rest, or a minute is over."""

    def __init__(
        self, hass: HomeAssistant, do: Callable[[], Awaitable[None]], name: str
    ) -> None:
        """Take what to do, and a name for the task that does it."""
        self._hass = hass
        self._do = do
        self._name = name
        self._changes = 0
        self._task: asyncio.Task[None] | None = None

    @callback
    def changed(self) -> None:
        """Note a change."""
        self._changes += 1
        if self._task is None:
            self._task = self._hass.async_create_background_task(
                self._settle(), self._name, eager_start=False
            )

    @callback
    def close(self) -> None:
        """Do nothing more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _settle(self) -> None:
        try:
            done = None
            while done != self._changes:
                for _ in range(_MOST_RESTS):
                    before = self._changes
                    await asyncio.sleep(_REST)
                    if before == self._changes:
                        break
                done = self._changes
                await self._do()
        finally:
            self._task = None
