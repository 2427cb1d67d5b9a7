"""Pure: what the answer to a question of hers means."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
import re
from unicodedata import decimal

from .phrases import Phrases, Words

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


@dataclass(frozen=True, slots=True)
class Answer:
    """An understood answer; the value is the choice's key, or the digits of a code."""

    meaning: Meaning
    value: str = ""


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


def read_code(text: str, words: Words) -> str | None:
    """Return the digits of a spoken code, or None where the sentence is more than one.

    Recognisers write "one two three four", "1234", "12 34" or "1-2-3-4"; all are the
    same code. Codes of fewer than three digits are not codes.
    """
    digits = ""
    for token in _TOKEN.findall(text.casefold().replace("’", "'")):  # noqa: RUF001
        if token.isdecimal():
            digits += "".join(str(decimal(digit)) for digit in token)
        elif token in words.digits:
            digits += words.digits[token]
        elif token not in words.code_fillers:
            return None
    return digits if len(digits) >= _SHORTEST_CODE else None


def _code(text: str, words: Words) -> Answer | None:
    digits = read_code(text, words)
    return Answer(Meaning.VALUE, digits) if digits else None


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
