"""Pure: what telling whom something is said to needs of a language."""

from collections.abc import Mapping
from typing import Any, Final

from ..manners.addressee import Ear, Language, Wording, WordLists
from .hearing import Hearing
from .sounds import Sounds, likeness, spoken

# What another first sound takes off: "is Amanda" is no Samantha.
_OTHER_BEGINNING: Final = 0.12


def read_addressing(
    content: Mapping[str, Any], hearing: Hearing | None, wording: bytes | None = None
) -> Language:
    """Read a language's `addressing.yaml`; what it sounds like helps to hear names.

    `wording` is its `wording.bin`, where it has one.

    Raises:
        KeyError: a part is missing.

    """
    lists = WordLists.from_dict(content)
    trained = Wording.from_bytes(wording) if wording else None
    if hearing is None:
        return Language(lists, wording=trained)
    sounds = hearing.sounds
    return Language(
        lists,
        Ear(
            likeness=lambda piece, name: _alike(piece, name, sounds),
            ordinary=lists.known | hearing.ordinary,
        ),
        trained,
    )


def _alike(piece: tuple[str, ...], name: tuple[str, ...], sounds: Sounds) -> float:
    """Return how alike two pieces sound; who calls is heard best at the beginning."""
    one, other = spoken(piece, sounds), spoken(name, sounds)
    begins_alike = one.sounds[:1] == other.sounds[:1]
    return likeness(one, other, sounds) - (0.0 if begins_alike else _OTHER_BEGINNING)
