"""Pure: the sections of a form, whose fields are kept beside all others."""

from collections.abc import Mapping
from typing import Any


def flat(filled_in: Mapping[str, Any], *sections: str) -> dict[str, Any]:
    """Return what was filled in, without the sections around it."""
    data = {key: value for key, value in filled_in.items() if key not in sections}
    for section in sections:
        data |= filled_in[section]
    return data


def in_sections(data: Mapping[str, Any], *sections: str) -> dict[str, Any]:
    """Return what is kept as the form shows it; it takes what its fields are."""
    return {**data, **{section: dict(data) for section in sections}}
