"""Where the files under the rules are, and how they are read."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
import json
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[2]
INTEGRATION: Final = ROOT / "custom_components" / "samantha"
TRANSLATIONS: Final = INTEGRATION / "translations"
BRAND: Final = INTEGRATION / "brand"
WORKFLOWS: Final = ROOT / ".github" / "workflows"


def read_json(path: Path) -> Any:
    """Read a JSON file, and refuse a key that stands twice in one object."""
    return json.loads(path.read_text("utf-8"), object_pairs_hook=_once)


def read_yaml(path: Path) -> Any:
    """Read a YAML file; one that does not exist, or not yet, is empty."""
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}


@cache
def project_files() -> tuple[Path, ...]:
    """Return every file of the project that git does not ignore."""
    lines = (ROOT / ".gitignore").read_text("utf-8").split("\n")
    ignored = {line.strip("/") for line in lines if line} | {".git"}
    return tuple(sorted(_files(ROOT, ignored)))


def _files(folder: Path, ignored: set[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        names = (path.name, path.relative_to(ROOT).as_posix())
        if any(fnmatchcase(name, pattern) for name in names for pattern in ignored):
            continue
        if path.is_dir():
            yield from _files(path, ignored)
        else:
            yield path


def text_of(path: Path) -> str:
    """Return what a file says, whatever it is."""
    return path.read_bytes().decode("utf-8", errors="ignore")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = sorted(key for key, _ in pairs)
        msg = f"A key stands twice among {keys}"
        raise ValueError(msg)
    return found
