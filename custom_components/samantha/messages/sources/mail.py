"""A mailbox: each mail once, also those that its integration does not tell of.

Home Assistant tells of the last mail of a burst alone, of the same again after a
restart, and of none that is too large. The others are fetched with its own action.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
import logging
from typing import Any, Final

from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util

from ...store import StoreError
from ..box import Box
from ..message import Incoming
from .brought import from_mail, mail_origin
from .settings import SourceSettings

_LOGGER = logging.getLogger(__name__)

_IMAP: Final = "imap"
_EVENT: Final = "imap_content"
_FETCH: Final = "fetch"
_MOST_AT_ONCE: Final = 20
_ON_ITS_WAY: Final = timedelta(minutes=15)

type Take = Callable[[Incoming], Coroutine[Any, Any, bool]]


class Mailbox:
    """Follows one mailbox."""

    def __init__(
        self,
        hass: HomeAssistant,
        source: SourceSettings,
        box: Box,
        take: Take,
        start: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        """Hand on each mail; `start` runs work that the entry owns."""
        self._hass = hass
        self._source = source
        self._box = box
        self._take = take
        self._start = start
        self._one = asyncio.Lock()
        # The place of the last mail told of, and how many there were then.
        self._place: int | None = None
        self._count: int | None = None
        self._told = False

    @callback
    def async_follow(self) -> CALLBACK_TYPE:
        """Follow the mailbox; return how to stop."""
        self._start(self._note_start())
        stops = [self._hass.bus.async_listen(_EVENT, self._on_event, self._is_ours)]
        sensors = [
            entry.entity_id
            for entry in er.async_entries_for_config_entry(
                er.async_get(self._hass), self._source.where
            )
            if entry.domain == "sensor"
        ]
        if sensors:
            stops.append(
                async_track_state_change_event(self._hass, sensors, self._on_count)
            )

        def stop() -> None:
            for one in stops:
                one()

        return stop

    async def _note_start(self) -> None:
        await self._box.followed_since(self._source.key)

    @callback
    def _is_ours(self, data: Mapping[str, Any]) -> bool:
        return data.get("entry_id") == self._source.where

    @callback
    def _on_event(self, event: Event[Any]) -> None:
        self._told = True
        place = str(event.data.get("uid", ""))
        if place.isdecimal():
            self._start(self._bring_up_to(int(place)))

    @callback
    def _on_count(self, event: Event[EventStateChangedData]) -> None:
        """Look for a mail that was not told of: there are more, and no event."""
        state = event.data["new_state"]
        if state is None or not state.state.isdecimal():
            return
        count, before = int(state.state), self._count
        told, self._told, self._count = self._told, False, count
        if told or before is None or count <= before or self._place is None:
            return
        self._start(self._bring_up_to(self._place + count - before))

    async def _bring_up_to(self, place: int) -> None:
        """Fetch a mail and those before it that were not seen, and hand them on."""
        async with self._one:
            try:
                await self._bring(place)
            except StoreError as err:
                _LOGGER.warning("A mail could not be kept: %s", err)

    async def _bring(self, last: int) -> None:
        since = await self._box.followed_since(self._source.key)
        found: list[Mapping[str, Any]] = []
        for place in range(last, max(0, last - _MOST_AT_ONCE), -1):
            mail = await self._fetch(place)
            if mail is None:
                break
            if await self._box.has_seen(self._source.key, mail_origin(mail)):
                break
            if _is_older(mail, since - _ON_ITS_WAY):
                # It was there before anybody asked for it.
                break
            found.append(mail)
        self._place = last
        for mail in reversed(found):
            await self._take(from_mail(self._source.key, mail))

    async def _fetch(self, place: int) -> Mapping[str, Any] | None:
        try:
            return await self._hass.services.async_call(
                _IMAP,
                _FETCH,
                {"entry": self._source.where, "uid": str(place)},
                blocking=True,
                return_response=True,
            )
        except (HomeAssistantError, IndexError) as err:
            # The integration reads a line that is not there, where no mail is.
            _LOGGER.debug("No mail at place %s: %s", place, type(err).__name__)
            return None


def _is_older(mail: Mapping[str, Any], since: datetime) -> bool:
    """Return whether a mail says that it was written before a time."""
    written = dt_util.parse_datetime(str(mail.get("date")))
    return written is not None and dt_util.as_utc(written) < since
