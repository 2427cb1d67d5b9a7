"""Home Assistant's backups take her database whole, while she goes on writing."""

import asyncio
from pathlib import Path
import tarfile
from typing import override

from homeassistant.components.backup.const import DATA_MANAGER, DOMAIN as BACKUP_DOMAIN
from homeassistant.components.backup.manager import (
    BackupManager,
    BackupPlatformProtocol,
)
from homeassistant.components.backup.models import BackupManagerError
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.const import DATABASE
from custom_components.samantha.store import Store

from .store.databases import disk_full_at


@pytest.fixture
async def store(samantha: MockConfigEntry) -> Store:
    """Return the store of the running Samantha."""
    store: Store = samantha.runtime_data.store
    return store


@pytest.fixture
async def backups(hass: HomeAssistant, store: Store) -> BackupManager:
    """Set up Home Assistant's backups beside her, who has something to lose."""
    await store.set_meta("before", "x" * 20_000)
    assert await async_setup_component(hass, BACKUP_DOMAIN, {})
    await hass.async_block_till_done()
    return hass.data[DATA_MANAGER]


class _Unready(BackupPlatformProtocol):
    """Another integration, which lets no backup be made."""

    @override
    async def async_pre_backup(self, hass: HomeAssistant) -> None:
        """Refuse."""
        message = "not ready"
        raise HomeAssistantError(message)

    @override
    async def async_post_backup(self, hass: HomeAssistant) -> None:
        """Have nothing to end."""


async def _held(store: Store) -> bool:
    return (await store.statistics()).checkpoints_held


def _unpack(backup: Path, folder: Path) -> Path:
    """Return where the database is after Home Assistant's backup was unpacked."""
    with tarfile.open(backup) as outer:
        outer.extractall(folder, filter="data")
    with tarfile.open(folder / "homeassistant.tar.gz") as inner:
        inner.extractall(folder, filter="data")
    return folder / "data" / DATABASE


async def test_backup_action(
    hass: HomeAssistant,
    backups: BackupManager,
    store: Store,
    config_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A backup holds what was written before it, and she writes meanwhile."""
    await asyncio.gather(
        hass.services.async_call(BACKUP_DOMAIN, "create", blocking=True),
        *(store.set_meta(f"meanwhile {number}", "x" * 3000) for number in range(50)),
    )
    await hass.async_block_till_done(wait_background_tasks=True)

    assert "samantha" in backups.platforms
    assert not await _held(store)
    assert await store.get_meta("meanwhile 49") == "x" * 3000

    [backup] = (config_folder / "backups").iterdir()
    restored = await Store.open(_unpack(backup, tmp_path_factory.mktemp("restored")))
    assert await restored.get_meta("before") == "x" * 20_000
    await restored.close()


async def test_hold_and_release(backups: BackupManager, store: Store) -> None:
    """The file is held from before the copy to after it."""
    await backups.async_pre_backup_actions()
    assert await _held(store)
    await store.set_meta("meanwhile", "value")
    await backups.async_post_backup_actions()
    assert not await _held(store)


async def test_copy_fails(
    hass: HomeAssistant, backups: BackupManager, store: Store, config_folder: Path
) -> None:
    """A backup that fails midway releases the file all the same."""
    (config_folder / "backups").write_text("in the way")
    with pytest.raises(HomeAssistantError, match="backups"):
        await hass.services.async_call(BACKUP_DOMAIN, "create", blocking=True)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert "samantha" in backups.platforms
    assert not await _held(store)


async def test_another_integration_is_not_ready(
    hass: HomeAssistant, backups: BackupManager, store: Store
) -> None:
    """A backup that another integration refuses releases the file all the same."""
    backups.platforms["other"] = _Unready()
    with pytest.raises(HomeAssistantError, match="not ready"):
        await hass.services.async_call(BACKUP_DOMAIN, "create", blocking=True)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not await _held(store)


async def test_a_full_disk(backups: BackupManager, store: Store) -> None:
    """What keeps her from a whole copy fails the backup, in words for the owner."""
    with disk_full_at(4096), pytest.raises(BackupManagerError, match="disk I/O error"):
        await backups.async_pre_backup_actions()
    await backups.async_post_backup_actions()
    assert not await _held(store)
    assert await store.get_meta("before") == "x" * 20_000


async def test_without_her(
    hass: HomeAssistant, backups: BackupManager, samantha: MockConfigEntry
) -> None:
    """While she is unloaded there is nothing to hold."""
    assert await hass.config_entries.async_unload(samantha.entry_id)
    await backups.async_pre_backup_actions()
    await backups.async_post_backup_actions()
