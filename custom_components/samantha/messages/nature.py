"""Pure: one-time codes and advertising, which are not told of unasked."""

from collections.abc import Iterable
from dataclasses import dataclass
import re
from typing import Final

# "482 913", "G-482913", "4829". Longer ones are numbers of phones and orders.
_CODE: Final = re.compile(r"(?<![\w.,:/-])(?:[A-Z]-)?\d{3,4}[ -]?\d{1,4}(?![\w/:%€$£])")
_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*")  # noqa: RUF001
_SHORT: Final = 300


@dataclass(frozen=True, slots=True)
class NatureWords:
    """Words that tell what a message is, in one language, in lower case."""

    codes: frozenset[str]
    advertising: frozenset[str]


def is_code(text: str, words: NatureWords) -> bool:
    """Return whether a short text has a one-time code in it and a word that says so."""
    return (
        len(text) <= _SHORT
        and _CODE.search(text) is not None
        and _has_any(text, words.codes)
    )


def is_advertising(text: str, words: NatureWords) -> bool:
    """Return whether a text has words that only mass mail has."""
    return _has_any(text, words.advertising)


def has_word(text: str, words: Iterable[str]) -> bool:
    """Return whether one of an owner's words stands in a text as a whole."""
    return _has_any(text, frozenset(" ".join(_words(word)) for word in words))


def _has_any(text: str, wanted: frozenset[str]) -> bool:
    said = f" {' '.join(_words(text))} "
    return any(f" {word} " in said for word in wanted if word)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
