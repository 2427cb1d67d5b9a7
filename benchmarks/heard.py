"""Labelled sentences from a folder of text files.

    FOLDER/directed/NAME.txt   said to a device, an utterance a line
    FOLDER/between/NAME.txt    said between people
    FOLDER/answers/NAME.txt    answers to a question of hers that waits for a yes or no
    FOLDER/names.txt           spellings of her name, one a line

A line may begin with a speaker and a tab; then the file is a dialogue, in which what
was said before is known, and an empty line begins another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
import re
from typing import Final

GROUPS: Final = ("directed", "between", "answers")

_MARKS: Final = re.compile(r"[^\w\s'’-]")  # noqa: RUF001  # as people type it
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance, and what was said just before it in the same dialogue."""

    text: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """The utterances of one file."""

    group: str
    name: str
    lines: tuple[Line, ...]


def read(folder: Path) -> list[File]:
    """Return the files of a folder, normalised: no capitals, no punctuation."""
    return [
        File(group, path.stem, tuple(_lines(path.read_text(encoding="utf-8"))))
        for group in GROUPS
        for path in sorted((folder / group).glob("*.txt"))
    ]


def names(folder: Path) -> list[str]:
    """Return the spellings of her name in a folder, if it has some."""
    path = folder / "names.txt"
    if not path.exists():
        return []
    return [name for line in path.read_text().splitlines() if (name := line.strip())]


def normalised(text: str) -> str:
    """Return a text without capitals and punctuation, in which corpora differ."""
    return _SPACES.sub(" ", _MARKS.sub(" ", text.casefold())).strip()


def _lines(text: str) -> Iterator[Line]:
    before: list[str] = []
    for line in text.splitlines():
        speaker, tab, said = line.partition("\t")
        if not line.strip():
            before.clear()
        elif utterance := normalised(said if tab else speaker):
            yield Line(utterance, tuple(before[-3:]) if tab else ())
            before.append(utterance)
