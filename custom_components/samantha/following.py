"""What she does when her entry changes while it is loaded."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant, callback

from .data import SamanthaConfigEntry


@callback
def async_follow(
    hass: HomeAssistant, entry: SamanthaConfigEntry, *refreshes: Callable[[], None]
) -> None:
    """Load her anew where she was changed; of people and sources only tell it.

    A turn that is going on, and what waits to be said, outlive a new resident, a new
    contact, and a source of messages that is new or another.
    """
    known = (entry.title, entry.data, entry.options)

    async def updated(_hass: HomeAssistant, entry: SamanthaConfigEntry) -> None:
        nonlocal known
        for refresh in refreshes:
            refresh()
        before, known = known, (entry.title, entry.data, entry.options)
        if known != before:
            hass.config_entries.async_schedule_reload(entry.entry_id)

    entry.async_on_unload(entry.add_update_listener(updated))
