"""Pure: the names of a house by their sound, found at a cost that hardly grows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
import re
from types import MappingProxyType
from typing import Final

from .sounds import (
    Sounds,
    Spoken,
    edits,
    letters_of,
    likeness,
    sound_same,
    spoken,
)

_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")

# A name of more words is heard word by word.
MOST_WORDS: Final = 5

# How alike a piece of a sentence must be to be taken for a name: where one word is
# heard for one word; where there are more words to go by; without knowing the sounds.
# Measured on the pairs in tests/mind/test_sounds.py.
_ONE_WORD: Final = 0.84
_MORE_WORDS: Final = 0.74
_BY_LETTERS: Final = 0.85

# How far the next best name must be behind.
_MARGIN: Final = 0.05

# An ordinary word inside a longer name counts from this length: "back" in "backlight".
_PART_OF_A_NAME: Final = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, folded, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the house, and whether she may speak of what bears it."""

    text: str
    exposed: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a piece of a sentence may have been, and how alike, from 0 to 1."""

    start: int
    end: int
    name: str
    likeness: float


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    words: tuple[str, ...]
    name: Name
    spoken: Spoken
    # Which consonants there are, a bit for each; two may share one.
    present: int


@dataclass(frozen=True, slots=True)
class OrdinaryWords:
    """Words that are believed as heard.

    `anywhere` stand in no piece that is taken for a name without them; `alone` are the
    words of commands, which are no name by themselves.
    """

    anywhere: frozenset[str]
    alone: frozenset[str]


class SoundIndex:
    """All names of a house, by the consonants they are heard with.

    Names within two consonants of what was heard share at least one of three parts of
    their consonants at nearly the same place (Li, Deng, Wang and Feng 2011, Pass-Join).
    So a few dictionary look-ups find them, however many names there are.
    """

    def __init__(
        self,
        names: Iterable[Name],
        sounds: Sounds,
        readings: Mapping[tuple[str, ...], Spoken] = MappingProxyType({}),
    ) -> None:
        """Sort the names in.

        Args:
            names: all of the house, in any order and as often as they come.
            sounds: how the language of the index is spelt.
            readings: those of an earlier index of that language, to save the time.

        """
        self._sounds = sounds
        self.readings: dict[tuple[str, ...], Spoken] = {}
        self._words: set[str] = set()
        # By the length of the consonants, then by the number of the part.
        self._parts: dict[int, tuple[dict[str, dict[_Known, None]], ...]] = {}
        best: dict[tuple[str, ...], Name] = {}
        for name in names:
            words = tuple(word.text for word in words_of(name.text))
            if words and (words not in best or name.exposed):
                best[words] = name
        for words, name in best.items():
            heard = readings.get(words) or spoken(words, sounds)
            self.readings[words] = heard
            self._words.update(words)
            if not heard.letters:
                continue
            known = _Known(words, name, heard, _present(heard.frame))
            parts = _parts(len(heard.frame))
            known_by = self._parts.setdefault(
                len(heard.frame), tuple(defaultdict(dict) for _ in parts)
            )
            for by_part, (start, end) in zip(known_by, parts, strict=True):
                by_part[heard.frame[start:end]][known] = None
        self._all_words = " ".join(map(letters_of, self._words))

    def candidates(self, text: str, ordinary: OrdinaryWords) -> list[Candidate]:
        """Return what names a sentence may hold in other letters, the likeliest first.

        Not those of which another name is nearly as likely, nor those that she may not
        speak of.
        """
        words = words_of(text)
        found: list[Candidate] = []
        for first in range(len(words)):
            for last in range(first, min(first + MOST_WORDS, len(words))):
                if not self._is_in_a_name(words[last].text, ordinary):
                    break
                candidate = self._candidate(words[first : last + 1], ordinary)
                if candidate:
                    found.append(candidate)
        return sorted(found, key=lambda each: (-each.likeness, each.start, each.end))

    def _candidate(
        self, piece: Sequence[Word], ordinary: OrdinaryWords
    ) -> Candidate | None:
        heard = tuple(word.text for word in piece)
        if heard in self.readings or not _may_be_a_name(heard, ordinary):
            return None
        as_spoken = spoken(heard, self._sounds)
        meant = [letters_of(word) for word in heard if self._is_sure(word, ordinary)]
        ranked = sorted(
            (
                (likeness(as_spoken, known.spoken, self._sounds), known)
                for known in self._near(as_spoken.frame, meant)
                if not self._is_believed(heard, known, ordinary)
            ),
            key=lambda scored: -scored[0],
        )
        if not ranked:
            return None
        alike, best = ranked[0]
        rivals = [
            score
            for score, known in ranked[1:]
            if known.spoken.letters != best.spoken.letters
        ]
        if (
            not best.name.exposed
            or alike < self._needed(heard, as_spoken, best)
            or (rivals and alike - rivals[0] < _MARGIN)
        ):
            return None
        return Candidate(piece[0].start, piece[-1].end, as_said(best.name.text), alike)

    def _near(self, frame: str, meant: Sequence[str]) -> list[_Known]:
        """Return the names whose consonants are near.

        Args:
            frame: the consonants that were heard.
            meant: letters that a name has to have, in one row each.

        """
        near: list[_Known] = []
        present = _present(frame)
        absent = ~present
        for length in range(max(1, len(frame) - 2), len(frame) + 3):
            apart = _allowed(length)
            known_by = self._parts.get(length)
            if known_by is None or abs(length - len(frame)) > apart:
                continue
            sharing: dict[_Known, None] = {}
            for by_part, (start, end), places in zip(
                known_by,
                _parts(length),
                _places(length, len(frame) - length),
                strict=True,
            ):
                for moved in places:
                    place = start + moved
                    if place >= 0 and (
                        found := by_part.get(frame[place : place + end - start])
                    ):
                        sharing |= found
            # Each consonant that the other lacks takes an edit: a look that is far
            # quicker than to count them, and rules most names out.
            near += [
                known
                for known in sharing
                if (known.present & absent).bit_count() <= apart
                and (present & ~known.present).bit_count() <= apart
                and all(letters in known.spoken.letters for letters in meant)
                and edits(frame, known.spoken.frame) <= apart
            ]
        return near

    def _needed(
        self, heard: tuple[str, ...], as_spoken: Spoken, known: _Known
    ) -> float:
        """Return how alike the two must be; beyond 1 where they are too short."""
        if _digits(as_spoken) != _digits(known.spoken):
            return 2
        if not self._sounds.spellings:
            return _BY_LETTERS
        if sound_same(as_spoken, known.spoken):
            return _MORE_WORDS
        if as_spoken.is_short or known.spoken.is_short:
            return 2
        return _ONE_WORD if len(heard) == len(known.words) == 1 else _MORE_WORDS

    def _is_in_a_name(self, word: str, ordinary: OrdinaryWords) -> bool:
        """Return whether a word may be heard within a name, right or wrong."""
        return (
            word not in ordinary.anywhere
            or word in self._words
            or (len(word) >= _PART_OF_A_NAME and word in self._all_words)
        )

    def _is_sure(self, word: str, ordinary: OrdinaryWords) -> bool:
        """Return whether a word is believed as heard, unless a name has it in it."""
        return word.isdecimal() or word in ordinary.anywhere or word in self._words

    def _is_believed(
        self, heard: tuple[str, ...], known: _Known, ordinary: OrdinaryWords
    ) -> bool:
        """Return whether a word was meant as heard, and the name lacks it."""
        return any(
            self._is_sure(word, ordinary)
            and word not in known.words
            and not _is_part_of(known.spoken.letters, heard, place)
            for place, word in enumerate(heard)
        )


def words_of(text: str) -> list[Word]:
    """Return the words of a text, folded; an apostrophe splits none."""
    return [
        Word(match[0].casefold(), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def as_said(name: str) -> str:
    """Return a name as it stands in a sentence: "Kitchen light" starts small there."""
    return name.lower() if " " in name and name[1:].islower() else name


def _may_be_a_name(heard: Sequence[str], ordinary: OrdinaryWords) -> bool:
    return len(heard) > 1 or not (
        heard[0] in ordinary.anywhere or heard[0] in ordinary.alone
    )


def _is_part_of(name: str, heard: Sequence[str], place: int) -> bool:
    """Return whether a word stands within a longer one of a name, and at its place."""
    word = letters_of(heard[place])
    before = len("".join(heard[:place]))
    after = len("".join(heard[place + 1 :]))
    if len(word) < _PART_OF_A_NAME:
        return False
    return any(
        name.startswith(word, start) and _is_near(len(name) - start - len(word), after)
        for start in range(len(name))
        if _is_near(start, before)
    )


def _is_near(letters: int, heard: int) -> bool:
    """Return whether as much stands beside a word in a name as was heard beside it."""
    return abs(letters - heard) <= 1 and (letters == 0) == (heard == 0)


def _digits(heard: Spoken) -> str:
    return "".join(filter(str.isdecimal, heard.letters))


def _present(frame: str) -> int:
    present = 0
    for sound in frame:
        present |= 1 << (ord(sound) & 63)
    return present


def _allowed(length: int) -> int:
    """Return how many consonants of a name may be heard wrong."""
    if length <= 2:  # noqa: PLR2004
        return 0
    return 1 if length <= 7 else 2  # noqa: PLR2004


@cache
def _parts(length: int) -> tuple[tuple[int, int], ...]:
    """Return where to part a name's consonants: into one more than may be wrong."""
    number = _allowed(length) + 1
    edges = [length * part // number for part in range(number + 1)]
    return tuple(pairwise(edges))


@cache
def _places(length: int, longer: int) -> tuple[tuple[int, ...], ...]:
    """Return how far from its place each part may stand in what was heard.

    If one part has moved further, the edits around it leave another one whole (the
    multi-match-aware selection of Pass-Join).

    Args:
        length: of the name's consonants.
        longer: by how many consonants more were heard; negative if fewer.

    """
    most = _allowed(length)
    return tuple(
        tuple(
            range(
                max(-before, longer - (most - before)),
                min(before, longer + (most - before)) + 1,
            )
        )
        for before in range(most + 1)
    )
