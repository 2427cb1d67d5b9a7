"""Pure: what the answer to a question of hers means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
import re
from unicodedata import decimal

from .codes import SHORTEST_CODE
from .named_answers import NamedAnswers
from .phrases import Phrases
from .words import Words

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*")
_SHORTEST_CODE = 3


class Expects(StrEnum):
    """The kind of answer that a question waits for."""

    YES_OR_NO = "yes_or_no"
    YES_OR_CODE = "yes_or_code"
    CHOICE = "choice"
    CODE = "code"


class Meaning(StrEnum):
    """What was answered."""

    YES = "yes"
    NO = "no"
    CANCEL = "cancel"
    CHOICE = "choice"
    VALUE = "value"
    UNCLEAR = "unclear"
    NAMED = "named"
    TIME = "time"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Answer:
    """An understood answer.

    The value is the choice's key, the digits of a code, or the answer's name; the slots
    are what the wildcards of a named answer hold.
    """

    meaning: Meaning
    value: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)


def read_answer(
    text: str,
    expects: Expects,
    phrases: Phrases,
    choices: Mapping[str, tuple[str, ...]] | None = None,
    verb: str = "",
) -> Answer | None:
    """Return what a sentence answers, or None where it is no answer at all.

    Args:
        text: what was said, without her name.
        expects: the kind of answer that the question waits for.
        phrases: the language of the turn.
        choices: for a choice, each key with the names that mean it.
        verb: what the question asked leave to do. "Yes, lock it" is no yes to unlock.

    """
    general = {
        "Agree": Answer(Meaning.YES),
        f"AgreeTo{verb.capitalize()}": Answer(Meaning.YES),
        "Refuse": Answer(Meaning.NO),
        "Cancel": Answer(Meaning.CANCEL),
    }.get(phrases.understand_answer(text) or "")
    match expects:
        case Expects.YES_OR_NO:
            return general
        case Expects.YES_OR_CODE:
            return general or _code(text, phrases.words)
        case Expects.CHOICE:
            return _choice(text, choices or {}) or _unless_yes(general)
        case Expects.CODE:
            return _code(text, phrases.words) or _unless_yes(general)


def read_named(
    text: str, phrases: Phrases, named: NamedAnswers | None
) -> Answer | None:
    """Return which of the named answers a sentence is; any at all, where none is named.

    "Never mind" cancels, unless it is one of them.

    Args:
        text: what was said, without her name.
        phrases: the language of the turn.
        named: the answers that an action waits for.

    """
    if named and (found := named.read(text)):
        return Answer(Meaning.NAMED, found.name, found.slots)
    if phrases.understand_answer(text) == "Cancel":
        return Answer(Meaning.CANCEL)
    return None if named else Answer(Meaning.ANYTHING, text)


def cancels(text: str, phrases: Phrases) -> bool:
    """Return whether a sentence drops what was asked for: "never mind", "no"."""
    return phrases.understand_answer(text) in {"Cancel", "Refuse"}


def read_code(text: str, words: Words) -> str | None:
    """Return the digits of a spoken code, or None where the sentence is more than one.

    Recognisers write "one two three four", "twelve thirty four", "1234", "12 34" or
    "1-2-3-4"; all are the same code. Codes of fewer than three digits are not codes.
    """
    parts = _parts(text, words)
    if any(digits is None for word, digits in parts if word not in words.code_fillers):
        return None
    code = "".join(digits or "" for _, digits in parts)
    return code if len(code) >= _SHORTEST_CODE else None


def holds_code(text: str, words: Words) -> bool:
    """Return whether as many digits in a row as a code has stand in a sentence."""
    run = 0
    for _, digits in _parts(text, words):
        run = 0 if digits is None else run + len(digits)
        if run >= _SHORTEST_CODE:
            return True
    return False


def begins_with_code(text: str, words: Words) -> bool:
    """Return whether the first words, fillers aside, are digits enough for a code."""
    code = ""
    for word, digits in _parts(text, words):
        if digits is not None:
            code += digits
        elif code or word not in words.code_fillers:
            break
    return len(code) >= SHORTEST_CODE


def leading_codes(text: str, length: int, words: Words) -> list[tuple[str, str]]:
    """Return the codes of a length that a sentence may begin with, and what follows.

    There are two where the last word is tens, and a digit may belong to it: "forty
    seven twenty" and "forty seven twenty one". None where it begins with other words.
    """
    found = []
    for match in _TOKEN.finditer(text.replace("’", "'")):  # noqa: RUF001
        parts = _parts(text[: match.end()], words)
        if any(
            digits is None for word, digits in parts if word not in words.code_fillers
        ):
            break
        code = "".join(digits or "" for _, digits in parts)
        if len(code) > length:
            break
        if len(code) == length:
            found.append((code, text[match.end() :]))
    return found


def _parts(text: str, words: Words) -> list[tuple[str, str | None]]:
    """Return the words of a sentence, each with the digits that it stands for."""
    parts: list[tuple[str, str | None]] = []
    tens = False
    for word in _TOKEN.findall(text.casefold().replace("’", "'")):  # noqa: RUF001
        digits = words.numbers.get(word, words.digits.get(word))
        if word.isdecimal():
            digits = "".join(str(decimal(digit)) for digit in word)
        if tens and word in words.digits and digits not in {None, "0"}:
            before, _ = parts.pop()
            spoken_tens = words.numbers[before]
            parts.append((word, f"{spoken_tens[0]}{digits}"))
            tens = False
            continue
        parts.append((word, digits))
        tens = word in words.numbers and digits is not None and digits.endswith("0")
        tens = tens and digits != "10"
    return parts


def _code(text: str, words: Words) -> Answer | None:
    """Return a code that stands alone; one among other words is heard, and no consent.

    "No, 4711" and "my code is 4711, not" hold the same digits.
    """
    if digits := read_code(text, words):
        return Answer(Meaning.VALUE, digits)
    return Answer(Meaning.UNCLEAR) if holds_code(text, words) else None


def _choice(text: str, choices: Mapping[str, tuple[str, ...]]) -> Answer | None:
    """Return the one choice whose name stands in the sentence as whole words."""
    said = f" {' '.join(_TOKEN.findall(text.casefold()))} "
    fitting = {
        key
        for key, names in choices.items()
        for name in names
        if f" {' '.join(_TOKEN.findall(name.casefold()))} " in said
    }
    return Answer(Meaning.CHOICE, fitting.pop()) if len(fitting) == 1 else None


def _unless_yes(answer: Answer | None) -> Answer | None:
    """Drop a bare yes: it says neither which one nor what the code is."""
    return None if answer is None or answer.meaning is Meaning.YES else answer
