"""Pure: what a question asks of the past by its words alone."""

from collections.abc import Iterator, Mapping
from datetime import datetime
import re
from typing import Any, Final

from .lexicon import Lexicon
from .sky_gist import Gist, taken

_TOPIC: Final = "past"
_LONGEST: Final = 6
# The lists of words for what happened.
_HAPPENED: Final = ("happened", "acted", "deed", "act", "state")


def past_gists(words: list[str], lexicon: Lexicon, now: datetime) -> Iterator[Gist]:
    """Return what a question may ask of the past.

    Args:
        words: of a question.
        lexicon: of its language.
        now: in the time zone of the house.

    """
    rules: Mapping[str, Any] = lexicon.topics[_TOPIC]["gist"]
    opening, left = _opening(words, rules)
    span, left = _span(left, lexicon, now)
    if not opening or (opening == "whether" and not span):
        return
    for name in _HAPPENED:
        key, rest = taken(left, lexicon.keys[name])
        what = " ".join(word for word in rest if word not in rules["unsaid"])
        if not key or not what:
            continue
        slots = {"what": what, "span": span} if span else {"what": what}
        if opening == "when":
            yield "last_time", {"happened": key, "what": what}
        elif opening == "how_long" and not span:
            yield "how_long_since", {"state": key, "what": what}
        elif opening == "how_long":
            yield "how_long_in", {"state": key, **slots}
        elif opening == "how_often":
            yield "how_often", {"span": rules["usual"], "happened": key, **slots}
        else:
            yield "happened", {"happened": key, **slots}


def _opening(words: list[str], rules: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return what the first words ask, and the words after them."""
    said = f"{' '.join(words)} "
    for kind in ("how_often", "how_long", "when", "whether"):
        for opening in rules[kind]:
            if said.startswith(f"{opening} "):
                return kind, words[len(opening.split()) :]
    return "", words


def _span(words: list[str], lexicon: Lexicon, now: datetime) -> tuple[str, list[str]]:
    """Return the longest words for a time that was, and the others."""
    is_of_time = re.compile(lexicon.past.pattern)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length, -1, -1):
            phrase = " ".join(words[start : start + length])
            if is_of_time.fullmatch(phrase) and lexicon.past.span(phrase, now):
                return phrase, [*words[:start], *words[start + length :]]
    return "", words
