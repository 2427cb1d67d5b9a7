"""How well she was heard and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
import re
from typing import Final

_UNITS: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = [
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_NUMBERS: Final = {word: number for number, word in enumerate(_UNITS)} | {
    word: number * 10 for number, word in enumerate(_TENS, start=2)
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sentence, as it was said, heard and done."""

    said: str
    voice: str
    heard: str
    answer: str
    complaint: str = ""

    @property
    def errors(self) -> int:
        """Return how many words were heard wrong, missed or made up."""
        return distance(words(self.said), words(self.heard))


def task_success(outcomes: Sequence[Outcome]) -> float:
    """Return the share of sentences that had the right effect."""
    return sum(not outcome.complaint for outcome in outcomes) / len(outcomes)


def word_error_rate(outcomes: Sequence[Outcome]) -> float:
    """Return the errors for each word that was said."""
    said = sum(len(words(outcome.said)) for outcome in outcomes)
    return sum(outcome.errors for outcome in outcomes) / said


def report(outcomes: Sequence[Outcome]) -> str:
    """Return the scores, for all and for each voice, and each miss."""
    lines = [_line("all voices", outcomes)]
    for voice in dict.fromkeys(outcome.voice for outcome in outcomes):
        theirs = [outcome for outcome in outcomes if outcome.voice == voice]
        lines.append(_line(voice, theirs))
    lines += [
        f"  missed: {outcome.said!r} ({outcome.voice}), heard"
        f" {outcome.heard!r}, answered {outcome.answer!r}: {outcome.complaint}"
        for outcome in outcomes
        if outcome.complaint
    ]
    return "\n".join(lines)


def words(text: str) -> list[str]:
    """Split a text into words as they sound, with numbers as digits."""
    spelled = (
        text.lower()
        .replace("%", " percent")
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
    found: list[str] = []
    for word in re.findall(r"[\w']+(?:\.\d+)?", spelled):
        number = _NUMBERS.get(word)
        tens = found and found[-1] in {str(ten) for ten in range(20, 100, 10)}
        if number is None:
            found.append(word)
        elif number < 10 and tens:  # twenty, two
            found[-1] = str(int(found[-1]) + number)
        else:
            found.append(str(number))
    return found


def distance(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return how many words to change, leave out or put in (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, start=1):
        diagonal, row[0] = row[0], number
        for place, other in enumerate(heard, start=1):
            best = min(diagonal + (word != other), row[place] + 1, row[place - 1] + 1)
            diagonal, row[place] = row[place], best
    return row[-1]


def _line(name: str, outcomes: Sequence[Outcome]) -> str:
    return (
        f"{name}: {len(outcomes)} sentences,"
        f" task success {task_success(outcomes):.1%},"
        f" word error rate {word_error_rate(outcomes):.1%}"
    )
