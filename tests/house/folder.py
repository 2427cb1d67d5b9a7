"""The configuration folder: laid out, and what is asked of one that is there."""

import hashlib
import json
import os
from pathlib import Path
import shutil
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SAMANTHA: Final = ROOT / "custom_components" / "samantha"

_HERE: Final = Path(__file__).parent
_CONFIG: Final = _HERE / "config"
_TOKEN: Final = ".token"  # noqa: S105  # a file's name

# Onboarding's `core_config` adds integrations that look for the internet; a house
# that has that step behind it never gets there.
_ONBOARDING: Final = (
    '{"version": 4, "minor_version": 1, "key": "onboarding",'
    ' "data": {"done": ["core_config"]}}'
)


def lay_out(folder: Path) -> None:
    """Make the folder of a Home Assistant that has not started yet."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(_CONFIG, folder, ignore=ignored, dirs_exist_ok=True)
    storage = folder / ".storage"
    storage.mkdir()
    (storage / "onboarding").write_text(_ONBOARDING)


def install_samantha(folder: Path) -> None:
    """Copy the integration in, as HACS would; replaces what was there."""
    target = folder / "custom_components" / SAMANTHA.name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(SAMANTHA, target, ignore=shutil.ignore_patterns("__pycache__"))


def write_token(folder: Path, token: str) -> None:
    """Keep the owner's access token; a folder that has one is furnished."""
    path = folder / _TOKEN
    path.touch(mode=0o600)
    path.write_text(token)


def token_of(folder: Path) -> str:
    """Return the access token that the owner of this folder made."""
    return (folder / _TOKEN).read_text()


def is_furnished(folder: Path) -> bool:
    """Tell whether the folder is finished."""
    return (folder / _TOKEN).exists()


def port_of(folder: Path) -> int:
    """Return the port that this folder's Home Assistant has, or had last."""
    stored = json.loads((folder / ".storage" / "http").read_text())
    port: int = stored["data"]["stable"]["server_port"]
    return port


def fingerprint() -> str:
    """Sum up what a furnished folder depends on."""
    digest = hashlib.sha256()
    modules = (f"{name}.py" for name in ("folder", "furnish", "onboarding", "plan"))
    laid_out = (
        path
        for path in _CONFIG.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    sources = [*laid_out, *(_HERE / name for name in modules)]
    for path in sorted(sources):
        digest.update(os.fsencode(path.relative_to(_HERE)) + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
