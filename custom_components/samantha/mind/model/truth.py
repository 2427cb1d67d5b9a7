"""Pure: whether a sentence may be said, measured by what was really done and read."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
import re
from typing import Final

from ..model_words import ModelWords
from .words_of import words_of

# Where one part of a sentence ends; kept with what stands before it.
_CLAUSE: Final = re.compile(r"(?<=[,;:\u2013\u2014])\s")
_NUMBER: Final = re.compile(r"(?<![\w.,])-?\d+(?:[.,]\d+)?")
_FINE: Final = 0.051
_WHOLE: Final = 0.501


class Verdict(Enum):
    """What is wrong with a sentence, if anything."""

    FINE = "fine"
    FALSE_CLAIM = "it claims that something was done which was not"
    FALSE_VALUE = "it gives a value that is not the house's"
    REPEATED = "it was the answer to something else a moment ago"


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done: the intent that did it, and to what."""

    intent: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a sentence is measured by."""

    # The states of things by their names in lower case, each as it is now.
    states: Callable[[str], Collection[str]]
    # The names of things that a sentence mentions, in lower case.
    mentioned: Callable[[str], Collection[str]]
    # Texts of this turn: states shown, results, what was asked for with success.
    facts: Iterable[str]
    # What the person said, whose values may be repeated, but not confirmed.
    asked: str = ""
    done: tuple[Done, ...] = ()
    # The names of rooms in lower case: where one stands, no thing called so is meant.
    rooms: Collection[str] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)


def judge(sentence: str, known: Known, words: ModelWords) -> Verdict:
    """Return whether a sentence may be said.

    A sentence that claims an action needs one that succeeded, on what it names and in
    the direction it says. A state or a measured value of something in the house has to
    be so. What is neither, nobody can check here.
    """
    plain = " ".join(sentence.casefold().replace("\u2019", "'").split())
    if is_question(plain):
        # "I've turned it on, anything else?" asks no more than what stands last.
        plain = " ".join(_CLAUSE.split(plain)[:-1])
        if plain.startswith(words.conditions):
            return Verdict.FINE
    names = {name for name in known.mentioned(plain) if name}
    claims = any(pattern.search(plain) for pattern in words.claims)
    if claims and not _was_done(plain, names - set(known.rooms), known, words):
        return Verdict.FALSE_CLAIM
    if plain.startswith(words.conditions):
        return Verdict.FINE
    # What was only just done need not show yet.
    if not claims and any(
        _contradicts(part, known, words) for part in (plain, *words.parts.split(plain))
    ):
        return Verdict.FALSE_VALUE
    about_here = bool(names) or not words.about_here.isdisjoint(words_of(plain))
    if about_here and not _values_known(plain, known, words):
        return Verdict.FALSE_VALUE
    return Verdict.FINE


def is_question(sentence: str) -> bool:
    """Return whether a sentence asks."""
    return sentence.rstrip("\"'\u201d\u2019) ").endswith(("?", "\uff1f"))


def _was_done(
    plain: str, names: Collection[str], known: Known, words: ModelWords
) -> bool:
    """Return whether deeds account for a claim, and for all that it names."""
    did = {name.casefold() for done in known.done for name in done.names}
    if all(done.names for done in known.done) and not did.issuperset(names):
        return False
    return any(_accounts_for(done, plain, names, words) for done in known.done)


def _accounts_for(
    done: Done, plain: str, names: Collection[str], words: ModelWords
) -> bool:
    """Return whether a deed is what a sentence claims, or some of it."""
    did = {name.casefold() for name in done.names}
    if names and did and did.isdisjoint(names):
        return False
    said = set(words_of(plain))
    every_way: set[str] = set().union(*words.ways.values())
    told = said & every_way
    ways = words.ways.get(done.intent or "")
    return not (ways and told) or not told.isdisjoint(ways)


def _contradicts(plain: str, known: Known, words: ModelWords) -> bool:
    """Return whether a sentence gives a thing a state that it does not have."""
    names = known.mentioned(plain)
    said = words_of(_without(plain, names))
    told = {word for word in said if word in words.states}
    if len(told) != 1 or _denies(plain):
        return False
    (state,) = told
    if _suggests(plain, said, state, words):
        return False
    wanted = words.states[state]
    for name in names:
        states = known.states(name)
        comparable = [state for state in states if _says_such(state, words)]
        if comparable and not any(state in wanted for state in comparable):
            return True
    return False


def _suggests(plain: str, said: Sequence[str], state: str, words: ModelWords) -> bool:
    """Return whether a state is what could be done: "you could turn on the lamp"."""
    before = said[: said.index(state)]
    return (
        not words.suggesting.isdisjoint(before)
        or (bool(before) and before[-1] in words.orders)
        or (state in words.orders and plain.startswith(f"{state} "))
    )


def _says_such(state: str, words: ModelWords) -> bool:
    return any(state in states for states in words.states.values())


def _values_known(plain: str, known: Known, words: ModelWords) -> bool:
    text = _with_digits(plain, known.numbers)
    claimed = [
        match[0]
        for match in _NUMBER.finditer(text)
        if words.units.match(text, match.end())
    ]
    if not claimed:
        return True
    facts = [value for fact in known.facts for value in _values(fact, known)]
    read = [one for one in claimed if _is_among(one, facts)]
    if len(read) == len(claimed):
        return True
    # "It is not 25 degrees", or "It is 21, not 25", to who asked whether it is 25.
    return bool(read or _denies(plain)) and all(
        _is_among(one, (*facts, *_values(known.asked, known))) for one in claimed
    )


def _values(text: str, known: Known) -> list[float]:
    digits = _with_digits(text.casefold(), known.numbers)
    return [_value(match[0]) for match in _NUMBER.finditer(digits)]


def _is_among(claimed: str, values: Iterable[float]) -> bool:
    return any(abs(_value(claimed) - value) < _tolerance(claimed) for value in values)


def _denies(plain: str) -> bool:
    return "not" in words_of(plain) or "n't" in plain


def _with_digits(text: str, numbers: Mapping[str, str]) -> str:
    """Return the text with numbers in digits, "twenty one" as 21."""
    out: list[str] = []
    tens = 0
    for part in re.findall(r"[^\W\d_]+|\d+(?:[.,]\d+)?|[^\w\s]|\s+", text):
        digits = numbers.get(part)
        if digits is None:
            if not (tens and (part.isspace() or part == "-")):
                tens = 0
            out.append(part)
            continue
        value = int(digits)
        if tens and value < 10:  # noqa: PLR2004
            while out and (out[-1].isspace() or out[-1] == "-"):
                out.pop()
            out[-1] = str(tens + value)
            tens = 0
        else:
            tens = value if value >= 20 and value % 10 == 0 else 0  # noqa: PLR2004
            out.append(digits)
    return "".join(out)


def _without(plain: str, names: Collection[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(name, " ")
    return plain


def _value(text: str) -> float:
    return float(text.replace(",", "."))


def _tolerance(text: str) -> float:
    return _FINE if "." in text or "," in text else _WHOLE
