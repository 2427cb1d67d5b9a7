"""Keep the database file still while Home Assistant copies it."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .store import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homeassistant.core import HomeAssistant

    from .data import SamanthaConfigEntry


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Hold back checkpoints; she goes on writing, into the write-ahead log.

    After an error the hold stands: Supervisor may copy all the same, and Home
    Assistant itself calls `async_post_backup` then too.
    """
    with _translated():
        for entry in _loaded_entries(hass):
            await entry.runtime_data.store.hold_checkpoints()


async def async_post_backup(hass: HomeAssistant) -> None:
    """Let checkpoints run again."""
    with _translated():
        for entry in _loaded_entries(hass):
            await entry.runtime_data.store.release_checkpoints()


def _loaded_entries(hass: HomeAssistant) -> list[SamanthaConfigEntry]:
    return hass.config_entries.async_loaded_entries(DOMAIN)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except StoreError as err:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="backup_failed",
            translation_placeholders={"error": str(err)},
        ) from err
