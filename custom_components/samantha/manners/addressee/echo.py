"""What was said here before: her own words heard back, and things said again."""

from collections.abc import Iterable
from typing import Final

from .circumstances import Said
from .wordlists import Words

# Her own voice comes back within this time, in seconds; so does a second try.
ECHO: Final = 60.0
AGAIN: Final = 120.0

# So many words in a row of hers are an echo …
_IN_A_ROW: Final = 4
# … where little else was said. Shorter answers of hers come back whole.
_SHARE: Final = 0.6
_SHORTEST_AGAIN: Final = 3
_SAME: Final = 0.8


def is_echo(words: Words, hers: Iterable[Said]) -> bool:
    """Return whether a sentence is mostly what she herself said in the last minute.

    It begins within her words, too: who answers her repeats them behind words of
    their own ("yes, turn on the kitchen light").
    """
    if len(words) < _IN_A_ROW:
        return False
    least = max(_IN_A_ROW, _SHARE * len(words))
    return any(
        said.age <= ECHO and _longest_beginning(words, said.words) >= least
        for said in hers
    )


def is_said_again(words: Words, overheard: Iterable[Said]) -> bool:
    """Return whether a sentence was said here just before, and met with silence."""
    if len(words) < _SHORTEST_AGAIN:
        return False
    return any(
        said.age <= AGAIN and _share_alike(words, said.words) >= _SAME
        for said in overheard
    )


def _longest_beginning(words: Words, hers: Words) -> int:
    """Return how many words at the beginning of a sentence stand in hers in a row."""
    longest = 0
    for place in range(len(hers) - _IN_A_ROW + 1):
        length = 0
        for word, said in zip(words, hers[place:], strict=False):
            if word != said:
                break
            length += 1
        longest = max(longest, length)
    return longest


def _share_alike(one: Words, other: Words) -> float:
    """Return the share of words that two sentences have in common; symmetric."""
    if not one or not other:
        return 0.0
    both = set(one) & set(other)
    return len(both) / max(len(set(one)), len(set(other)))
