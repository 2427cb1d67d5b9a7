"""Read YAML in which "on", "no" and "16:00" are words, as people write them."""

from pathlib import Path
import re
from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """YAML 1.2's few implicit types instead of YAML 1.1's many."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", list("tf")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]+", list("-+0123456789")),
    ("merge", r"<<", ["<"]),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first
    )


def read(path: Path) -> Any:
    """Return what a file holds."""
    with path.open(encoding="utf-8") as opened:
        return yaml.load(opened, Loader=_Loader)  # noqa: S506  # made from SafeLoader
