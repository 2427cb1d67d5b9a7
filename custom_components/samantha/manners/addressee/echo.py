"""What was said here before: her own words heard back, and things said again."""

from collections.abc import Callable, Iterable
from typing import Final

from .circumstances import Said
from .wordlists import Words

# Her own voice comes back within this time, in seconds; so does a second try.
ECHO: Final = 60.0
AGAIN: Final = 120.0

# So many words in a row of hers are an echo …
_IN_A_ROW: Final = 4
# … where little else was said.
_SHARE: Final = 0.6
# So many words show that a word before them was misheard.
_FOUND_AGAIN: Final = 2
_SHORTEST_AGAIN: Final = 3
_SAME: Final = 0.8


def is_echo(
    words: Words, hers: Iterable[Said], alike: Callable[[str, str], bool]
) -> bool:
    """Return whether a sentence is mostly what she herself said in the last minute.

    It begins within her words, too: who answers her repeats them behind words of
    their own ("yes, turn on the kitchen light").

    Args:
        words: the sentence.
        hers: what she said.
        alike: whether a word may be what recognition made of another.

    """
    if len(words) < _IN_A_ROW:
        return False
    least = max(_IN_A_ROW, _SHARE * len(words))
    return any(
        said.age <= ECHO and _longest_beginning(words, said.words, alike) >= least
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


def _longest_beginning(
    words: Words, hers: Words, alike: Callable[[str, str], bool]
) -> int:
    """Return how many words at the beginning of a sentence stand in hers in a row."""
    return max(
        (
            _run(words, hers[place:], alike)
            for place in range(len(hers) - _IN_A_ROW + 1)
        ),
        default=0,
    )


def _run(words: Words, hers: Words, alike: Callable[[str, str], bool]) -> int:
    """Return how many words two sentences begin with alike, as recognition hears.

    It writes a word otherwise or leaves it out, where the next ones are hers again.
    """
    here = there = 0
    while here < len(words) and there < len(hers):
        if words[here] == hers[there] or (
            _go_on(words[here + 1 :], hers[there + 1 :])
            and alike(words[here], hers[there])
        ):
            here, there = here + 1, there + 1
        elif here and _go_on(words[here:], hers[there + 1 :]):
            there += 1
        else:
            break
    return here


def _go_on(words: Words, hers: Words) -> bool:
    return len(words) >= _FOUND_AGAIN and words[:_FOUND_AGAIN] == hers[:_FOUND_AGAIN]


def _share_alike(one: Words, other: Words) -> float:
    """Return the share of words that two sentences have in common; symmetric."""
    if not one or not other:
        return 0.0
    both = set(one) & set(other)
    return len(both) / max(len(set(one)), len(set(other)))
