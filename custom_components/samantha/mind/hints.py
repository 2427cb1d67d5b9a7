"""Pure: a quick look whether a sentence may be about something at all."""

from collections.abc import Iterable


def holds_any(text: str, parts: Iterable[str]) -> bool:
    """Return whether a text has one of some parts of words, in whatever case.

    Args:
        text: of any length.
        parts: in lower case.

    """
    text = text.casefold()
    return any(part in text for part in parts)
