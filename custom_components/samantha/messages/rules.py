"""Pure: what an owner decided about messages of one source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ..addresses import has_any, read_address
from ..naming import plain
from .cleaning import LONGEST_TEXT
from .nature import NatureWords, has_word, is_advertising, is_code


class Aloud(StrEnum):
    """Of whose messages she tells unasked."""

    EVERYONE = "everyone"
    CONTACTS = "contacts"
    LISTED = "listed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRules:
    """What holds for the messages of a source."""

    residents: tuple[str, ...]
    aloud: Aloud = Aloud.EVERYONE
    # The contacts of whose messages she tells, where they are listed.
    listed: frozenset[str] = field(default_factory=frozenset)
    # Names and addresses of whom nothing is taken.
    ignored: tuple[str, ...] = ()
    # Words by which she does not tell of a message unasked.
    quiet_words: tuple[str, ...] = ()
    longest: int = LONGEST_TEXT


def is_ignored(rules: SourceRules, name: str | None, address: str | None) -> bool:
    """Return whether nothing is taken of a sender."""
    called = plain(name or "")
    # A phone shows the number of whom it does not know in place of a name.
    reached = [
        found for written in (name, address) if (found := read_address(written or ""))
    ]
    for one in rules.ignored:
        wanted = read_address(one)
        if wanted and has_any(reached, wanted):
            return True
        if called and plain(one) == called:
            return True
    return False


def is_told_unasked(
    rules: SourceRules,
    contact: str | None,
    texts: Iterable[str],
    words: NatureWords,
) -> bool:
    """Return whether she tells of a message unasked: not of codes and advertising.

    Args:
        rules: what the owner decided.
        contact: the key of the contact who sent it.
        texts: the subject and the text.
        words: the words of the house's language.

    """
    whole = "\n".join(texts)
    if is_code(whole, words) or is_advertising(whole, words):
        return False
    if has_word(whole, rules.quiet_words):
        return False
    match rules.aloud:
        case Aloud.EVERYONE:
            return True
        case Aloud.CONTACTS:
            return contact is not None
        case Aloud.LISTED:
            return contact in rules.listed
