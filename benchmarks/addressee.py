"""Whom sentences are taken to be said to: to her, or between people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Final

from custom_components.samantha.manners.addressee import (
    Addressed,
    Circumstances,
    Language,
    Mode,
    Opened,
    Said,
    Understood,
    decide,
)
from custom_components.samantha.mind.answers import Expects, read_answer
from custom_components.samantha.mind.in_this_house import fits_her_grammar
from custom_components.samantha.mind.phrases import Phrases, load

from .figures import Figure, p95, summary
from .heard import File, Line, names, read

HER: Final = ("Samantha",)
OWN: Final = Path(__file__).parents[1] / "tests" / "manners" / "heard" / "heldout"
SPELLINGS: Final = (
    "samantha",
    "samanta",
    "semantha",
    "some anther",
    "samatha",
    "sammantha",
)
# How long ago what was said before in a dialogue was heard, in seconds.
_SPACED: Final = 5.0
_BINS: Final = 10
_LONGEST: Final = "turn on the light and then tell me whether " * 25
_ROUNDS: Final = 200
_WITH_NAME: Final[tuple[Callable[[str, str], str], ...]] = (
    lambda name, text: f"{name} {text}",
    lambda name, text: f"hey {name} {text}",
    lambda name, text: f"{text} {name}",
)


@dataclass(slots=True)
class Result:
    """What became of the lines of one file."""

    file: File
    scores: list[float] = field(default_factory=list)
    answered: int = 0

    @property
    def share(self) -> float:
        """Return the share that was answered, in percent."""
        return 100 * self.answered / max(1, len(self.scores))


class Judge:
    """Decides on lines as she would, without a house."""

    def __init__(self, phrases: Phrases) -> None:
        """Take what she knows of the language."""
        assert phrases.addressing  # noqa: S101  # English has the lists
        self.phrases = phrases
        self.language: Language = phrases.addressing

    def __call__(self, line: Line, circumstances: Circumstances) -> tuple[float, bool]:
        """Return the probability that a line is for her, and whether she answers."""
        decision = decide(
            line.text,
            replace(
                circumstances,
                names=HER,
                understood=self._understood(line.text),
                overheard=tuple(
                    Said(self.language.read(text).words, _SPACED * (age + 1))
                    for age, text in enumerate(reversed(line.before))
                ),
                answers_question=circumstances.answers_question
                and read_answer(line.text, Expects.YES_OR_NO, self.phrases) is not None,
            ),
            self.language,
        )
        return decision.probability, isinstance(decision, Addressed)

    def _understood(self, text: str) -> Understood:
        lexicon = self.phrases.house
        if (lexicon and fits_her_grammar(text, lexicon)) or self.phrases.understand(
            text, HER
        ):
            return Understood.GRAMMAR
        return Understood.NOTHING

    def all_of(
        self, files: Iterable[File], circumstances: Circumstances
    ) -> list[Result]:
        """Return what becomes of files."""
        results = []
        for file in files:
            result = Result(file)
            for line in file.lines:
                probability, answered = self(line, circumstances)
                result.scores.append(probability)
                result.answered += answered
            results.append(result)
        return results


async def measure(folder: Path = OWN) -> list[Figure]:
    """Return the figures for the files of a folder."""
    judge = Judge(load("en"))
    files = read(folder)
    spellings = names(folder) or list(SPELLINGS)
    return [
        *_natural(judge, files),
        *_by_name(judge, files, spellings),
        *_woken(judge, files),
        *_asked(judge, files),
        *_time(judge),
    ]


def write(_figures: Sequence[Figure]) -> None:
    """Write nothing: the figures are of whatever folder was named."""


def _natural(judge: Judge, files: Sequence[File]) -> list[Figure]:
    around = Circumstances(opened=Opened.OPEN_MICROPHONE, mode=Mode.NATURAL)
    directed = judge.all_of(_of(files, "directed"), around)
    between = judge.all_of(_of(files, "between"), around)
    figures = [
        *_silent("natural", directed, bar=8.0),
        *_answered("natural", between, bar=1.5),
    ]
    for one in directed:
        for other in between:
            pair = f"{one.file.name} / {other.file.name}"
            figures += [
                Figure(
                    name=f"natural, {pair}: area under the curve",
                    value=_area(one.scores, other.scores),
                    unit="",
                ),
                Figure(
                    name=f"natural, {pair}: answered at 92 % of directed",
                    value=_false_at(one.scores, other.scores, 0.92),
                    unit="%",
                ),
                Figure(
                    name=f"natural, {pair}: calibration error",
                    value=_calibration(one.scores, other.scores),
                    unit="",
                ),
            ]
    return figures


def _by_name(
    judge: Judge, files: Sequence[File], spellings: Sequence[str]
) -> list[Figure]:
    around = Circumstances(opened=Opened.OPEN_MICROPHONE, mode=Mode.BY_NAME)
    named = [
        replace(file, lines=tuple(_named(file.lines, spellings)))
        for file in _of(files, "directed")
    ]
    return [
        *_silent("by name", judge.all_of(named, around), bar=0.5),
        *_answered("by name", judge.all_of(_of(files, "between"), around), bar=0.05),
    ]


def _named(lines: Iterable[Line], spellings: Sequence[str]) -> Iterable[Line]:
    """Yield each line with her name in every spelling, the places taking turns."""
    places = cycle(_WITH_NAME)
    for line in lines:
        for spelling in spellings:
            yield replace(line, text=next(places)(spelling, line.text))


def _woken(judge: Judge, files: Sequence[File]) -> list[Figure]:
    around = Circumstances(opened=Opened.WAKE_WORD)
    return [
        *_silent("woken", judge.all_of(_of(files, "directed"), around), bar=1.0),
        *_answered("woken", judge.all_of(_of(files, "between"), around)),
    ]


def _asked(judge: Judge, files: Sequence[File]) -> list[Figure]:
    around = Circumstances(opened=Opened.AFTER_QUESTION, answers_question=True)
    return [
        *_silent("asked", judge.all_of(_of(files, "answers"), around), bar=1.0),
        *_answered("asked", judge.all_of(_of(files, "between"), around)),
    ]


def _time(judge: Judge) -> list[Figure]:
    around = Circumstances(
        opened=Opened.OPEN_MICROPHONE,
        mode=Mode.NATURAL,
        hers=tuple(
            Said(judge.language.read(_LONGEST).words, float(age)) for age in range(12)
        ),
    )
    times = []
    for _ in range(_ROUNDS):
        started = perf_counter()
        judge(Line(_LONGEST), around)
        times.append((perf_counter() - started) * 1000)
    return [
        *summary("the longest utterance", times, "ms")[:1],
        Figure(
            name="the longest utterance, 95th percentile",
            value=p95(times),
            unit="ms",
            bar=5.0,
        ),
    ]


def _of(files: Iterable[File], group: str) -> list[File]:
    return [file for file in files if file.group == group]


def _silent(
    mode: str, results: Iterable[Result], bar: float | None = None
) -> list[Figure]:
    return [
        Figure(
            name=f"{mode}, {result.file.name}: silent though addressed",
            value=100 - result.share,
            unit="%",
            bar=bar,
        )
        for result in results
    ]


def _answered(
    mode: str, results: Iterable[Result], bar: float | None = None
) -> list[Figure]:
    return [
        Figure(
            name=f"{mode}, {result.file.name}: answered though not addressed",
            value=result.share,
            unit="%",
            bar=bar,
        )
        for result in results
    ]


def _area(directed: Sequence[float], between: Sequence[float]) -> float:
    """Return how often a directed line scores above one between people; ties half."""
    ordered = sorted({*directed, *between})
    below = dict.fromkeys(ordered, 0)
    for score in between:
        below[score] += 1
    wins, seen = 0.0, 0
    rank: dict[float, float] = {}
    for score in ordered:
        rank[score] = seen + below[score] / 2
        seen += below[score]
    wins = sum(rank[score] for score in directed)
    return wins / (len(directed) * len(between) or 1)


def _false_at(
    directed: Sequence[float], between: Sequence[float], share: float
) -> float:
    """Return the percentage of talk answered where a share of the rest is."""
    threshold = sorted(directed, reverse=True)[round(share * len(directed)) - 1]
    return 100 * sum(score >= threshold for score in between) / len(between)


def _calibration(directed: Sequence[float], between: Sequence[float]) -> float:
    """Return the expected calibration error, requests and talk weighing the same."""
    scored = [(score, 1, 1 / len(directed)) for score in directed]
    scored += [(score, 0, 1 / len(between)) for score in between]
    error = 0.0
    for number in range(_BINS):
        inside = [
            (score, label, weight)
            for score, label, weight in scored
            if number == min(int(score * _BINS), _BINS - 1)
        ]
        if total := sum(weight for *_, weight in inside):
            said = sum(score * weight for score, _, weight in inside) / total
            was = sum(label * weight for _, label, weight in inside) / total
            error += total / 2 * abs(said - was)
    return error
