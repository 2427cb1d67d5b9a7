"""Pure: what a question asks of the weather by its words alone."""

from collections.abc import Iterator, Mapping
from datetime import datetime
import re
from typing import Final

from .lexicon import Lexicon

_LONGEST: Final = 6
_TOPIC: Final = "sky"

type Gist = tuple[str, dict[str, str]]
"""A kind of question, and its slots."""


def sky_gists(words: list[str], lexicon: Lexicon, now: datetime) -> Iterator[Gist]:
    """Return what a question may ask of the weather, where each word belongs to that.

    Args:
        words: of a question.
        lexicon: of its language.
        now: in the time zone of the house.

    """
    rules: Mapping[str, list[str]] = lexicon.topics[_TOPIC]["gist"]
    when, left = _when(words, lexicon, now)
    slots = {"when": when} if when else {}
    ahead = bool(when) or not {*rules["ahead"]}.isdisjoint(left)
    phenomenon, left = taken(left, lexicon.keys["phenomenon"])
    gear, left = taken(left, lexicon.keys["gear"])
    kinds = {
        kind
        for kind in ("weather", "high", "low", "degrees")
        if not {*rules[kind]}.isdisjoint(left)
    }
    meant = {word for kind in kinds for word in rules[kind]}
    if {*left} - meant - {*rules["unsaid"], *rules["ahead"]}:
        return
    if gear:
        yield "sky_will", {**slots, "gear": gear}
    elif phenomenon and ahead:
        yield "sky_will", {**slots, "phenomenon": phenomenon}
    elif phenomenon:
        yield "sky_is", {"phenomenon": phenomenon}
    elif kinds & {"high", "low"} and ahead:
        edge = "low" if "high" not in kinds else "high"
        yield "sky_degrees", {**slots, "edge": edge}
    elif "degrees" in kinds and ahead:
        yield "sky_degrees", slots
    elif "weather" in kinds:
        yield "sky_weather", slots


def _when(words: list[str], lexicon: Lexicon, now: datetime) -> tuple[str, list[str]]:
    """Return the longest words for a time, and the others."""
    is_of_time = re.compile(lexicon.when.pattern)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            if is_of_time.fullmatch(phrase) and lexicon.when.span(phrase, now):
                return phrase, [*words[:start], *words[start + length :]]
    return "", words


def taken(words: list[str], keys: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the key of the longest words that have one, and the other words."""
    for length in range(3, 0, -1):
        for start in range(len(words) - length + 1):
            key = keys.get(" ".join(words[start : start + length]))
            if key is not None:
                return key, [*words[:start], *words[start + length :]]
    return "", words
