"""What hassfest, and her own style, ask of every text and key that people may see."""

import re
from string import Formatter
from typing import Any, Final

import probatio

_HTML: Final = re.compile(r"<[a-z].*?>", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]*://|www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}",
    re.IGNORECASE,
)
_QUOTED_PLACEHOLDER: Final = re.compile(r"'\{\w+\}'")
_KEY: Final = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


def flat(texts: dict[str, Any], path: str = "") -> dict[str, str]:
    """Return every text of a translation by its path."""
    found: dict[str, str] = {}
    for name, value in texts.items():
        found |= (
            flat(value, f"{path}{name}.")
            if isinstance(value, dict)
            else {f"{path}{name}": value}
        )
    return found


def placeholders(*texts: str) -> set[str]:
    """Return the names of the placeholders in texts."""
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def text(value: object) -> str:
    """Validate a text of a translation."""
    if not isinstance(value, str):
        msg = "a text is wanted here"
        raise probatio.Invalid(msg)
    try:
        names = placeholders(value)
    except ValueError as err:
        raise probatio.Invalid(str(err)) from err
    for fault, found in (
        ("no text at all", not value),
        ("space at its edges", value != value.strip()),
        ("HTML", _HTML.search(value)),
        ("an address; a placeholder could hold it", _ADDRESS.search(value)),
        ("a placeholder in single quotes", _QUOTED_PLACEHOLDER.search(value)),
        ("a placeholder that is no name", not all(map(str.isidentifier, names))),
        ("a reference, which only core's build resolves", "[%" in value),
        ("an exclamation mark", "!" in value),
    ):
        if found:
            msg = f"the text has {fault}: {value!r}"
            raise probatio.Invalid(msg)
    return value


def fixed_text(value: object) -> str:
    """Validate a text that nothing is filled into."""
    if placeholders(text(value)):
        msg = f"no placeholder is filled in here: {value!r}"
        raise probatio.Invalid(msg)
    return text(value)


def key(value: object) -> str:
    """Validate a key of a translation."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        msg = f"no valid key: {value!r}"
        raise probatio.Invalid(msg)
    return value


def icon(value: object) -> str:
    """Validate the name of an icon."""
    if not isinstance(value, str) or not value.startswith("mdi:"):
        msg = f"no Material Design icon: {value!r}"
        raise probatio.Invalid(msg)
    return value
