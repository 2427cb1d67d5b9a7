"""Pure: the words of a text, in any script, as retrieval compares them."""

from collections.abc import Iterator
from functools import lru_cache
import re
from typing import Final
import unicodedata

_WORD: Final = re.compile(r"[^\W_]+")
_SHORTEST_GRAM: Final = 3


def words_of(text: str) -> list[str]:
    """Return the words in lower case and without accents.

    A run of characters of a script that has no spaces becomes its pairs.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    found: list[str] = []
    for word in _WORD.findall(plain):
        if len(word) > 1 and _is_unspaced(word[0]):
            found += [word[place : place + 2] for place in range(len(word) - 1)]
        else:
            found.append(word)
    return found


@lru_cache(maxsize=8192)
def grams_of(word: str) -> frozenset[str]:
    """Return the runs of three characters of a word, its begin marked."""
    return frozenset(_grams(f"^{word}"))


def alike(word: str, other: str) -> float:
    """Return how alike two words are, from 0 to 1 for the same.

    A word within a longer one counts, as languages that join words need; endings
    differ. The measure is Dice's coefficient of the runs of three characters.
    """
    if word == other:
        return 1.0
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < _SHORTEST_GRAM:
        return 0.0
    if longer.startswith(shorter):
        return 0.6 + 0.4 * len(shorter) / len(longer)
    if len(shorter) > _SHORTEST_GRAM and shorter in longer:
        return 0.5 + 0.3 * len(shorter) / len(longer)
    grams, others = grams_of(word), grams_of(other)
    return 2 * len(grams & others) / (len(grams) + len(others))


def _grams(text: str) -> Iterator[str]:
    for start in range(max(len(text) - _SHORTEST_GRAM + 1, 1)):
        yield text[start : start + _SHORTEST_GRAM]


def _is_unspaced(character: str) -> bool:
    """Return whether a character is Han, kana, or Thai, which are not spaced."""
    return (
        "\u3040" <= character <= "\u30ff"
        or "\u3400" <= character <= "\u9fff"
        or "\u0e00" <= character <= "\u0e7f"
    )
