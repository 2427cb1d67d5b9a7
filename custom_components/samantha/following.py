"""What she does when her entry changes while it is loaded."""

from homeassistant.core import HomeAssistant, callback

from .data import SamanthaConfigEntry
from .messages.inbox import Inbox
from .messages.sources.following import Sources
from .residents import Household


@callback
def async_follow(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    household: Household,
    inbox: Inbox | None = None,
    sources: Sources | None = None,
) -> None:
    """Load her anew where she was changed; where residents were, only tell that.

    A turn that is going on, and what waits to be said, outlive a new resident, and
    a source of messages that is new or another.
    """
    known = (entry.title, entry.data, entry.options)

    async def updated(_hass: HomeAssistant, entry: SamanthaConfigEntry) -> None:
        nonlocal known
        household.async_refresh()
        if inbox is not None:
            inbox.async_refresh()
        if sources is not None:
            sources.async_refresh()
        before, known = known, (entry.title, entry.data, entry.options)
        if known != before:
            hass.config_entries.async_schedule_reload(entry.entry_id)

    entry.async_on_unload(entry.add_update_listener(updated))
