"""Samantha: a companion for the home, silent unless addressed."""

import logging
from pathlib import Path

from homeassistant.const import CONF_LANGUAGE, EVENT_HOMEASSISTANT_CLOSE, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv, issue_registry as ir
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .const import DATABASE, DOMAIN, ISSUE_DATABASE_SET_ASIDE
from .data import SamanthaConfigEntry, SamanthaData
from .entity import async_register_her_device
from .erasing import Erasing
from .family.house import HouseFamily
from .following import async_follow
from .messages.inbox import Inbox
from .messages.sources.following import Sources
from .mind import Mind, MindSettings
from .overheard import async_watch_triggers
from .pipelines import async_watch_pipelines
from .services import async_setup_services
from .store import (
    Store,
    StoreBrokenError,
    StoreError,
    StoreNewerError,
    delete,
    set_aside,
)
from .voice.house import HouseVoice

_LOGGER = logging.getLogger(__name__)

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = (
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.CONVERSATION,
    Platform.EVENT,
    Platform.NOTIFY,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TODO,
)


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Offer her actions, whether or not she is loaded."""
    async_setup_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: SamanthaConfigEntry) -> bool:
    """Open her database, make up her mind and give her a voice in conversations."""
    store = await _open_store(hass)
    closing = _Closing(store)
    entry.async_on_unload(closing.close)
    entry.async_on_unload(
        hass.bus.async_listen(EVENT_HOMEASSISTANT_CLOSE, closing.close)
    )
    mind = Mind(hass, MindSettings.from_entry(entry.data, entry.options))
    mind.models.attach(entry)
    entry.async_on_unload(mind.close)
    words = await mind.async_wordings(entry.data[CONF_LANGUAGE])
    voice = closing.voice = HouseVoice(hass, entry, store, words)
    inbox = closing.inbox = Inbox(hass, entry, store, voice, words)
    family = HouseFamily(hass, entry, store, voice, words)
    entry.runtime_data = SamanthaData(
        store=store, mind=mind, voice=voice, inbox=inbox, family=family
    )
    await voice.async_start()
    await inbox.async_start(mind.asked_about_messages)
    closing.family = family
    family.nudges.listen(mind.asked_about_call)
    await family.async_start()
    closing.erasing = Erasing(hass, entry)
    await closing.erasing.async_start()
    sources = Sources(hass, entry, inbox)
    sources.async_refresh()
    entry.async_on_unload(sources.async_close)
    async_follow(
        hass,
        entry,
        voice.household.async_refresh,
        inbox.async_refresh,
        sources.async_refresh,
        family.people.async_refresh,
        mind.models.async_refresh,
    )
    async_register_her_device(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    await async_watch_pipelines(hass, entry)
    async_watch_triggers(hass, entry)

    async def prepare(hass: HomeAssistant) -> None:
        entry.async_create_background_task(
            hass, mind.async_prepare(entry.data[CONF_LANGUAGE]), "samantha prepare"
        )

    entry.async_on_unload(async_at_started(hass, prepare))
    return True


async def async_unload_entry(hass: HomeAssistant, entry: SamanthaConfigEntry) -> bool:
    """Take her voice away; what was opened closes with the entry."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, _entry: SamanthaConfigEntry) -> None:
    """Delete everything that was hers."""
    ir.async_delete_issue(hass, DOMAIN, ISSUE_DATABASE_SET_ASIDE)
    try:
        await delete(_database(hass))
    except StoreError as err:
        _LOGGER.warning("Could not delete the database: %s", err)


class _Closing:
    """Closes with the entry, or with Home Assistant, which unloads none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.voice: HouseVoice | None = None
        self.inbox: Inbox | None = None
        self.family: HouseFamily | None = None
        self.erasing: Erasing | None = None

    async def close(self, _event: Event | None = None) -> None:
        if self.erasing is not None:
            await self.erasing.async_close()
        if self.family is not None:
            await self.family.async_close()
        if self.inbox is not None:
            self.inbox.async_close()
        # She falls silent next: what she was saying is noted.
        if self.voice is not None:
            await self.voice.async_close()
        await self._store.close()


def _database(hass: HomeAssistant) -> Path:
    return Path(hass.config.path(DATABASE))


async def _open_store(hass: HomeAssistant) -> Store:
    """Open the database; a broken one is moved aside, and the owner is told."""
    try:
        try:
            return await Store.open(_database(hass))
        except StoreBrokenError as err:
            aside = await set_aside(_database(hass), dt_util.utcnow())
            _LOGGER.warning(
                "The database was broken and is now %s: %s", aside.name, err
            )
            _tell_owner(hass, aside)
            return await Store.open(_database(hass))
    except StoreNewerError as err:
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="database_newer",
            translation_placeholders={
                "found": str(err.found),
                "known": str(err.known),
            },
        ) from None
    except StoreError as err:
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN,
            translation_key="database_unusable",
            translation_placeholders={"error": str(err)},
        ) from err


def _tell_owner(hass: HomeAssistant, aside: Path) -> None:
    ir.async_create_issue(
        hass,
        DOMAIN,
        ISSUE_DATABASE_SET_ASIDE,
        is_fixable=True,
        is_persistent=True,
        severity=ir.IssueSeverity.ERROR,
        translation_key=ISSUE_DATABASE_SET_ASIDE,
        translation_placeholders={"file": aside.name},
    )
