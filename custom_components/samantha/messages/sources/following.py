"""Following the sources that the owner has set up, also while they change."""

from collections.abc import Callable, Coroutine
import logging
from typing import Any

from homeassistant.core import HomeAssistant, callback

from ...data import SamanthaConfigEntry
from ...store import StoreError
from ..inbox import Inbox
from ..message import Incoming
from .entities import async_follow_entity
from .mail import Mailbox
from .settings import SourceKind, SourceSettings, sources_of

_LOGGER = logging.getLogger(__name__)


class Sources:
    """What is followed, by source."""

    def __init__(
        self, hass: HomeAssistant, entry: SamanthaConfigEntry, inbox: Inbox
    ) -> None:
        """Follow nothing yet; `async_refresh` takes up what is set up."""
        self._hass = hass
        self._entry = entry
        self._inbox = inbox
        self._followed: dict[str, tuple[SourceSettings, Callable[[], None]]] = {}

    @callback
    def async_refresh(self) -> None:
        """Follow what is set up now; what has not changed is not disturbed."""
        wanted = sources_of(self._entry)
        for key, (settings, stop) in list(self._followed.items()):
            if wanted.get(key) != settings:
                stop()
                del self._followed[key]
            if key not in wanted:
                self._start(self._inbox.box.forget_source(key))
        for key, settings in wanted.items():
            if key not in self._followed:
                self._followed[key] = settings, self._follow(settings)

    @callback
    def async_close(self) -> None:
        """Follow nothing any more."""
        while self._followed:
            self._followed.popitem()[1][1]()

    def _follow(self, settings: SourceSettings) -> Callable[[], None]:
        async def take(incoming: Incoming) -> bool:
            return bool(await self._inbox.async_take(settings.rules, incoming))

        @callback
        def take_soon(incoming: Incoming) -> None:
            self._start(take(incoming))

        if settings.kind is SourceKind.MAIL:
            mailbox = Mailbox(self._hass, settings, self._inbox.box, take, self._start)
            return mailbox.async_follow()
        return async_follow_entity(self._hass, settings, take_soon)

    @callback
    def _start(self, work: Coroutine[Any, Any, Any]) -> None:
        async def guarded() -> None:
            try:
                await work
            except StoreError as err:
                _LOGGER.warning("A message could not be kept: %s", err)

        self._entry.async_create_task(self._hass, guarded(), "samantha message")
