"""What the installed Home Assistant says of itself."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import homeassistant
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .files import read_json

CORE: Final = Path(homeassistant.__file__).parent
COMPONENTS: Final = {
    path.parent.name for path in CORE.glob("components/*/manifest.json")
}


@cache
def pins() -> dict[str, set[str]]:
    """Return the versions that core pins, by package: its own and its components'."""
    found: dict[str, set[str]] = {}
    for requirement in map(Requirement, _requirements()):
        for specifier in requirement.specifier:
            if specifier.operator == "==":
                name = canonicalize_name(requirement.name)
                found.setdefault(name, set()).add(specifier.version)
    return found


def _requirements() -> Iterator[str]:
    for line in (CORE / "package_constraints.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line
    for path in CORE.glob("components/*/manifest.json"):
        yield from read_json(path).get("requirements", [])
