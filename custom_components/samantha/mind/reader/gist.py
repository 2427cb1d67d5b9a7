"""Pure: what a question asks by its words alone, where no sentence template fits it.

Each word has to be of a state, a measure, a name, or one of those that say nothing of
what is asked: a question with any other word in it is not understood.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from .lexicon import Lexicon
from .past_gist import past_gists
from .sky_gist import Gist, sky_gists

__all__ = ["Gist", "gists"]

_LONGEST: Final = 4
_EVERYTHING: Final = "everything"
_TEMPERATURE: Final = "temperature"
_TARGET: Final = "target_temperature"


@dataclass(frozen=True, slots=True)
class _Span:
    """Words that stand for a key, by where they begin and end."""

    start: int
    end: int
    key: str


def gists(sentence: str, lexicon: Lexicon, now: datetime) -> Iterator[Gist]:
    """Return what a question may ask, the likeliest first.

    Args:
        sentence: as `Lexicon.sentence` returns it.
        lexicon: the words of its language.
        now: in the time zone of the house.

    """
    rules: Mapping[str, Any] = lexicon.vocabulary["gist"]
    words = sentence.split()
    yield from sky_gists(words, lexicon, now)
    yield from past_gists(words, lexicon, now)
    if not words or any(f" {beyond} " in f" {sentence} " for beyond in rules["beyond"]):
        return
    if lexicon.orders(words):
        return
    opening = _opening(words, rules)
    states = _states(words, lexicon, rules)
    adjective = _adjective(words, lexicon)
    measures = _measures(words, lexicon, rules)
    of_state = list(_of_state(opening, words, states, lexicon))
    of_measure = [
        ("measure", {"measure": span.key, "what": what})
        for span in measures
        if (what := _rest(words, [span], lexicon)) or span.key != "position"
    ]
    if adjective:
        what = _rest(words, [adjective], lexicon)
        of_measure.insert(0, ("measure", {"adjective": adjective.key, "what": what}))
    if opening in {"is", "count"}:
        yield from (*of_state, *of_measure)
    else:
        yield from (*of_measure, *of_state)
    if words[0] in rules["whether"] and not (states or measures):
        what = _rest(words, [], lexicon)
        yield "is", {"state": "detected", "quantity": "any", "guess": "1", "what": what}
        if words[0] in rules["being"]:
            yield "state", {"what": what}
    if opening in {"which", "how"} and not (states or measures or adjective):
        yield "state", {"what": _rest(words, [], lexicon)}


def _opening(words: list[str], rules: Mapping[str, Any]) -> str:
    """Return which kind of question the first words ask."""
    said = f"{' '.join(words)} "
    for kind in ("count", "how", "which"):
        if any(said.startswith(f"{opening} ") for opening in rules[kind]):
            return kind
    return "is"


def _of_state(
    opening: str, words: list[str], states: list[_Span], lexicon: Lexicon
) -> Iterator[Gist]:
    keys = {span.key for span in states}
    either = lexicon.vocabulary["gist"]["either"]
    if not keys or (len(keys) > 1 and either not in words):
        return
    what = _rest(words, states, lexicon)
    if len(keys) > 1 or opening == "how":
        yield "state", {"what": what}
        return
    slots = {"state": states[0].key, "what": what or _EVERYTHING}
    if not {*lexicon.vocabulary["gist"]["negating"]}.isdisjoint(words):
        slots["negated"] = "true"
    yield opening, slots


def _states(
    words: list[str], lexicon: Lexicon, rules: Mapping[str, Any]
) -> list[_Span]:
    """Return the words for states, but for those that stand before a place."""
    leading = {*lexicon.vocabulary["articles"], *rules["leading"]}
    return [
        span
        for span in _found(words, lexicon.keys["state"])
        if not (
            span.end - span.start == 1
            and words[span.start] in lexicon.vocabulary["prepositions"]
            and span.end < len(words)
            and words[span.end] in leading
        )
        and span.start > 0
    ]


def _measures(
    words: list[str], lexicon: Lexicon, rules: Mapping[str, Any]
) -> list[_Span]:
    """Return the words for measures; a temperature that is set is a target."""
    is_set = not {*rules["setting"]}.isdisjoint(words)
    found = [
        _Span(span.start, span.end, _TARGET)
        if is_set and span.key == _TEMPERATURE
        else span
        for span in _found(words, lexicon.keys["measure"])
        if span.key != "state"
    ]
    return sorted(found, key=lambda span: span.start - span.end)


def _adjective(words: list[str], lexicon: Lexicon) -> _Span | None:
    """Return the adjective that stands right after "how"."""
    if words[0] not in lexicon.vocabulary["gist"]["how"]:
        return None
    found = [
        span for span in _found(words, lexicon.keys["adjective"]) if span.start == 1
    ]
    return found[0] if found else None


def _found(words: list[str], keys: Mapping[str, str]) -> list[_Span]:
    """Return the words that have a key, the longest first, none of them twice."""
    spans: list[_Span] = []
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST, len(words) - position), 0, -1):
            key = keys.get(" ".join(words[position : position + length]))
            if key is not None:
                spans.append(_Span(position, position + length, key))
                position += length
                break
        else:
            position += 1
    return spans


def _rest(words: list[str], spans: Iterable[_Span], lexicon: Lexicon) -> str:
    """Return the words that are left, without those that say nothing."""
    taken = {place for span in spans for place in range(span.start, span.end)}
    unsaid = {
        *lexicon.vocabulary["gist"]["unsaid"],
        *lexicon.vocabulary["gist"]["negating"],
    }
    left = [
        word
        for place, word in enumerate(words)
        if place not in taken and word not in unsaid
    ]
    while left and left[-1] in lexicon.vocabulary["prepositions"]:
        left.pop()
    return " ".join(left)
