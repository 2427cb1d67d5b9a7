"""Pure: whether there is anything to say or to see in a text."""

from typing import Final
from unicodedata import category

# Marks, separators, and what is formatted, private, unassigned or half a character.
_UNSEEN: Final = frozenset("MZC")
# Letters and symbols that have a width and nothing in it.
_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def is_blank(text: str) -> bool:
    """Return whether nothing of a text can be seen."""
    return all(
        character in _FILLERS or category(character)[0] in _UNSEEN for character in text
    )
