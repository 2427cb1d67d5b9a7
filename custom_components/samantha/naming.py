"""The names that people type for somebody, made fit to be said."""

from collections.abc import Iterable
from typing import Final
from unicodedata import category, combining, normalize

_LONGEST_NAME: Final = 40


def clean(text: str) -> str:
    """Return a name without needless space."""
    return " ".join(text.split())


def plain(name: str) -> str:
    """Return a name as it is compared: "Zoë" and "zoe" are the same."""
    letters = normalize("NFKD", name.casefold())
    return clean("".join(one for one in letters if not combining(one)))


def distinct(given: Iterable[str], name: str) -> list[str]:
    """Return nicknames beside a name, each once: the first spelling of it stays."""
    found: dict[str, str] = {}
    for nickname in map(clean, given):
        if nickname and nickname.casefold() != name.casefold():
            found.setdefault(nickname.casefold(), nickname)
    return list(found.values())


def is_name(text: str) -> bool:
    """Return whether people can say it and recognisers can write it."""
    return (
        len(text) <= _LONGEST_NAME
        and any(character.isalpha() for character in text)
        and all(
            # Many scripts write vowels as marks on a letter.
            character.isalnum()
            or category(character).startswith("M")
            or character in " '’.-"  # noqa: RUF001
            for character in text
        )
    )
