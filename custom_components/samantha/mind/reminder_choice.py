"""Pure: which of several times or things somebody means who was asked."""

from collections.abc import Collection, Sequence

from .reminding_words import ReminderPhrases


def chosen(text: str, first: str, second: str, phrases: ReminderPhrases) -> int | None:
    """Return 0 for the first, 1 for the second, and None where it isn't clear.

    Args:
        text: what was answered.
        first: the earlier time, as the question had it.
        second: the later one.
        phrases: with words such as "the earlier one".

    """
    said = _words(text)
    one, other = _words(first), _words(second)
    for_first = _count(said, (one - other) | phrases.earlier)
    for_second = _count(said, (other - one) | phrases.later)
    if for_first == for_second:
        return None
    return 0 if for_first > for_second else 1


def chosen_of(text: str, offered: Sequence[str]) -> int | None:
    """Return the place of the one that alone has most of the words that were said."""
    said, known = _words(text), [_words(one) for one in offered]
    common = frozenset.intersection(*known)
    counts = [_count(said, words - common) for words in known]
    most = max(counts)
    return counts.index(most) if most and counts.count(most) == 1 else None


def _count(said: Collection[str], words: Collection[str]) -> int:
    return sum(word in words for word in said)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip(",.?!'").casefold() for word in text.split())
