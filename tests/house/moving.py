"""Moving in: from an empty folder to a furnished house, and into one that is there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import os
from pathlib import Path
import shutil
import tempfile
import time
from typing import Final

from .client import House
from .folder import (
    ROOT,
    fingerprint,
    install_samantha,
    is_furnished,
    lay_out,
    token_of,
    write_token,
)
from .furnish import furnish
from .onboarding import onboard
from .process import HomeAssistant, default_hass, release_of

_KEPT: Final = ROOT / ".cache" / "house"
_DAY: Final = 24 * 60 * 60


@asynccontextmanager
async def open_house(process: HomeAssistant) -> AsyncIterator[House]:
    """Start a furnished house and log in; ends with the block."""
    async with process, await enter(process) as house:
        await house.wait_until_running()
        yield house


async def enter(process: HomeAssistant) -> House:
    """Log in to a house that has been started."""
    return await House.open(process.url, token_of(process.folder))


async def move_in(process: HomeAssistant) -> House:
    """Onboard and furnish a Home Assistant that was just started on a new folder."""
    token = await onboard(process.url)
    house = await House.open(process.url, token)
    try:
        await house.wait_until_running()
        await furnish(house)
    except BaseException:
        await house.close()
        raise
    return house


async def furnished(hass: Path | None = None) -> Path:
    """Return a furnished folder to copy, without Samantha; made at its first use."""
    hass = hass or default_hass()
    kept = _KEPT / f"{release_of(hass)}-{fingerprint()}"
    _KEPT.mkdir(parents=True, exist_ok=True)
    _clear_out()
    if is_furnished(kept):
        os.utime(kept)
        return kept
    with tempfile.TemporaryDirectory(dir=_KEPT) as temporary:
        folder = Path(temporary) / "house"
        lay_out(folder)
        async with HomeAssistant(folder, hass=hass) as process:
            house = await move_in(process)
            token = house.token
            await house.close()
        process.log.unlink()
        write_token(folder, token)
        try:
            folder.rename(kept)
        except OSError:
            # Somebody else may have made it meanwhile.
            if not is_furnished(kept):
                raise
    return kept


def _clear_out() -> None:
    """Throw away what nobody has asked for in a day."""
    for found in _KEPT.iterdir():
        if found.stat().st_mtime < time.time() - _DAY:
            shutil.rmtree(found, ignore_errors=True)


def copy(kept: Path, folder: Path) -> None:
    """Copy a furnished folder and put Samantha's code into it."""
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    install_samantha(folder)
