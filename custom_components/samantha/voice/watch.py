"""Waiting for an entity to change, without asking it again and again."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import async_track_state_change_event


class Watch:
    """Sees every change of one entity, and is told when to go on no further."""

    def __init__(self, hass: HomeAssistant, entity_id: str) -> None:
        """Watch that entity."""
        self._hass = hass
        self._entity_id = entity_id
        self._changed = asyncio.Event()
        self._sought: Callable[[State | None], bool] | None = None
        self.stopped = False
        self.found = False

    @property
    def state(self) -> State | None:
        """Return its state now."""
        return self._hass.states.get(self._entity_id)

    @callback
    def stop(self) -> None:
        """Go on no further than the part that is being played."""
        self.stopped = True
        self._changed.set()

    @callback
    def look_for(self, sought: Callable[[State | None], bool]) -> None:
        """Set `found` once this has held, even if nobody waits at that moment."""
        self._sought = sought
        self.found = False

    @callback
    def notice(self, event: Event[EventStateChangedData]) -> None:
        """Look at it again."""
        if self._sought and self._sought(event.data["new_state"]):
            self.found = True
        self._changed.set()

    async def until(
        self, holds: Callable[[State | None], bool], seconds: float
    ) -> bool:
        """Wait for that long at most, and say whether it holds.

        It is looked at again at every change of the entity, and at a stop.
        """
        try:
            async with asyncio.timeout(seconds):
                while not holds(self.state):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True

    async def rest(self, seconds: float) -> None:
        """Let that time pass."""
        await self.until(lambda _state: False, seconds)


@contextmanager
def watching(hass: HomeAssistant, entity_id: str) -> Iterator[Watch]:
    """Watch an entity for as long as the context lasts."""
    watch = Watch(hass, entity_id)
    cancel = async_track_state_change_event(hass, entity_id, watch.notice)
    try:
        yield watch
    finally:
        cancel()
