"""She is set up, unloaded and removed, whatever state her database is in."""

from contextlib import closing
import logging
from pathlib import Path
import sqlite3
from typing import Final
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_CLOSE, STATE_UNAVAILABLE
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.const import (
    DATABASE,
    DOMAIN,
    ISSUE_DATABASE_SET_ASIDE,
)
from custom_components.samantha.store import StoreUnwritableError

HER: Final = "conversation.samantha"


@pytest.fixture
async def added(
    hass: HomeAssistant, config_folder: Path, entry: MockConfigEntry
) -> MockConfigEntry:
    """Return her entry, added to Home Assistant but not set up."""
    assert hass.config.path() == str(config_folder)
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
def database(config_folder: Path) -> Path:
    """Return where her database is."""
    return config_folder / DATABASE


async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigEntryState:
    """Set her up and return what came of it."""
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    state: ConfigEntryState = entry.state
    return state


def device_of(hass: HomeAssistant, entry: MockConfigEntry) -> dr.DeviceEntry | None:
    """Return her service device."""
    identifier = (DOMAIN, entry.entry_id)
    return dr.async_get(hass).async_get_device_by_identifier(identifier, entry.entry_id)


def hers_in(folder: Path) -> list[str]:
    """Return the names of the files that are hers."""
    return sorted(path.name for path in folder.glob(f"{DATABASE}*"))


def write(path: Path, content: bytes) -> None:
    """Write a file where nothing waits for it."""
    path.write_bytes(content)


def read(path: Path) -> bytes:
    """Read a file where nothing waits for it."""
    return path.read_bytes()


def her_lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the complaints of the log that are about her."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= logging.WARNING
        # asyncio tells how long things took, which depends on the machine.
        and record.name != "asyncio"
        and "samantha" in f"{record.name} {record.getMessage()}".casefold()
        and "has not been tested by Home Assistant" not in record.getMessage()
    ]


async def test_set_up(
    hass: HomeAssistant,
    added: MockConfigEntry,
    database: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """She has a database, an agent and a service device, and nothing to complain of."""
    assert await set_up(hass, added) is ConfigEntryState.LOADED
    assert DATABASE in hers_in(database.parent)
    assert hass.states.get(HER)
    device = device_of(hass, added)
    assert device
    assert device.entry_type is dr.DeviceEntryType.SERVICE
    assert device.name == "Samantha"
    assert her_lines(caplog) == []


async def test_unload(
    hass: HomeAssistant, added: MockConfigEntry, database: Path
) -> None:
    """Unloaded, she answers nobody and has let go of her database."""
    await set_up(hass, added)
    assert await hass.config_entries.async_unload(added.entry_id)
    assert added.state is ConfigEntryState.NOT_LOADED
    state = hass.states.get(HER)
    assert state
    assert state.state == STATE_UNAVAILABLE
    assert hers_in(database.parent) == [DATABASE]


async def test_reload(hass: HomeAssistant, added: MockConfigEntry) -> None:
    """Reloaded, she is who she was, with what she had."""
    await set_up(hass, added)
    before = er.async_get(hass).async_get(HER)
    await added.runtime_data.store.set_meta("kept", "yes")
    assert await hass.config_entries.async_reload(added.entry_id)
    assert added.state is ConfigEntryState.LOADED
    assert er.async_get(hass).async_get(HER) == before
    assert await added.runtime_data.store.get_meta("kept") == "yes"


async def test_new_name(hass: HomeAssistant, added: MockConfigEntry) -> None:
    """Her device takes her new name, and her agent keeps its id."""
    await set_up(hass, added)
    hass.config_entries.async_update_entry(
        added, title="Ada", data=added.data | {"name": "Ada"}
    )
    await hass.config_entries.async_reload(added.entry_id)
    state = hass.states.get(HER)
    assert state
    assert state.name == "Ada"


async def test_remove(
    hass: HomeAssistant, added: MockConfigEntry, database: Path
) -> None:
    """Removed, she leaves no file, entity, device or issue behind."""
    write(database, b"broken" * 1_000)
    write(database.with_name("other.db"), b"")
    await set_up(hass, added)
    await hass.config_entries.async_remove(added.entry_id)
    assert hers_in(database.parent) == []
    assert read(database.with_name("other.db")) == b""
    assert not er.async_get(hass).async_get(HER)
    assert not device_of(hass, added)
    assert not ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_DATABASE_SET_ASIDE)


async def test_remove_without_set_up(
    hass: HomeAssistant, added: MockConfigEntry, database: Path
) -> None:
    """What a set-up that failed left is removed too."""
    write(database, b"")
    await hass.config_entries.async_remove(added.entry_id)
    assert hers_in(database.parent) == []


async def test_remove_what_cannot_be_deleted(
    hass: HomeAssistant, added: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """A database that can't be deleted is named in one line, and she goes anyway."""
    await set_up(hass, added)
    caplog.clear()
    with patch(
        "custom_components.samantha.delete", side_effect=StoreUnwritableError("no way")
    ):
        await hass.config_entries.async_remove(added.entry_id)
    assert her_lines(caplog) == ["Could not delete the database: no way"]
    assert not hass.config_entries.async_entries(DOMAIN)


@pytest.mark.parametrize(
    "content",
    [
        b"This is no database at all. " * 500,
        b"\x00" * 8_192,
        b"SQLite format 3\x00" + b"\xff" * 4_000,
    ],
    ids=["text", "zeros", "header"],
)
async def test_broken_database(
    hass: HomeAssistant,
    added: MockConfigEntry,
    database: Path,
    caplog: pytest.LogCaptureFixture,
    content: bytes,
) -> None:
    """A broken database is set aside, the owner is told, and she works."""
    write(database, content)
    assert await set_up(hass, added) is ConfigEntryState.LOADED
    [aside] = [name for name in hers_in(database.parent) if "broken" in name]
    assert read(database.with_name(aside)) == content
    issue = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_DATABASE_SET_ASIDE)
    assert issue
    assert issue.is_fixable
    assert issue.is_persistent
    assert issue.translation_placeholders == {"file": aside}
    assert len(her_lines(caplog)) == 1
    assert aside in her_lines(caplog)[0]
    await added.runtime_data.store.set_meta("works", "yes")


async def test_newer_database(
    hass: HomeAssistant,
    added: MockConfigEntry,
    database: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A newer database is left alone, and she says what to do."""
    with closing(sqlite3.connect(database, autocommit=True)) as connection:
        connection.execute("CREATE TABLE later (thing TEXT)")
        connection.execute("PRAGMA user_version = 999")
    before = read(database)
    assert await set_up(hass, added) is ConfigEntryState.SETUP_ERROR
    assert added.error_reason_translation_key == "database_newer"
    assert added.error_reason_translation_placeholders is not None
    assert added.error_reason_translation_placeholders["found"] == "999"
    assert read(database) == before
    assert len(her_lines(caplog)) == 1
    assert not hass.states.get(HER)


@pytest.mark.parametrize("error", ["disk is full", "read-only"])
async def test_unwritable_database(
    hass: HomeAssistant,
    added: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    error: str,
) -> None:
    """Where nothing can be written she tries again later, and keeps what is there."""
    with patch(
        "custom_components.samantha.Store.open", side_effect=StoreUnwritableError(error)
    ):
        assert await set_up(hass, added) is ConfigEntryState.SETUP_RETRY
    assert added.error_reason_translation_key == "database_unusable"
    assert added.error_reason_translation_placeholders == {"error": error}
    assert her_lines(caplog) == []
    assert caplog.text.count("Retrying in") == 1
    assert await hass.config_entries.async_reload(added.entry_id)
    assert added.state is ConfigEntryState.LOADED


@pytest.fixture
def folder_in_the_way(database: Path) -> Path:
    """Make a folder with something in it where her database belongs."""
    (database / "kept").mkdir(parents=True)
    return database


async def test_folder_in_the_way(
    hass: HomeAssistant, added: MockConfigEntry, folder_in_the_way: Path
) -> None:
    """A folder where the database belongs is no reason to delete it."""
    assert await set_up(hass, added) is ConfigEntryState.SETUP_RETRY
    assert hers_in(folder_in_the_way.parent) == [DATABASE]


async def test_platform_that_fails_closes_the_database(
    hass: HomeAssistant, added: MockConfigEntry, database: Path
) -> None:
    """A set-up that goes wrong later on leaves nothing open."""
    with patch(
        "custom_components.samantha.conversation.async_setup_entry", side_effect=OSError
    ):
        await set_up(hass, added)
    await hass.config_entries.async_unload(added.entry_id)
    assert hers_in(database.parent) == [DATABASE]


async def test_closes_with_home_assistant(
    hass: HomeAssistant, added: MockConfigEntry, database: Path
) -> None:
    """Home Assistant unloads nothing when it stops; the database is closed anyway."""
    await set_up(hass, added)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_CLOSE)
    await hass.async_block_till_done()
    assert hers_in(database.parent) == [DATABASE]


async def test_prepares_once_home_assistant_has_started(
    hass: HomeAssistant, added: MockConfigEntry
) -> None:
    """She gets her language ready when the house is complete, and not before."""
    hass.set_state(CoreState.starting)
    with patch("custom_components.samantha.Mind.async_prepare") as prepare:
        await set_up(hass, added)
        prepare.assert_not_called()
        hass.set_state(CoreState.running)
        hass.bus.async_fire("homeassistant_started")
        await hass.async_block_till_done(wait_background_tasks=True)
        prepare.assert_called_once_with("en")
