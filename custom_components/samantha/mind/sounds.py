"""Pure: how alike two names sound, and how alike they are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
import re
from typing import Final
import unicodedata

_VOWELS: Final = frozenset("aeiou")
_FAINT: Final = "h"

# What leaving out a sound, or taking one for another, costs. Recognisers keep the
# consonants and guess the vowels; an h is hardly heard. Chosen on the pairs in
# tests/mind/test_sounds.py: no other choice in steps of 0.1 parted them better.
_CONSONANT: Final = 1.0
_VOWEL: Final = 0.5
_FAINTLY: Final = 0.2
_OTHER_VOWEL: Final = 0.25
_RELATED: Final = 0.4

# How much sound counts beside spelling.
_SOUND_COUNTS: Final = 0.65


@dataclass(frozen=True, slots=True)
class Sounds:
    """How a language is spelt: which letters make which sounds, and which are alike.

    Spellings are lower case; `^` and `$` stand for the ends of a word. Each sound is
    one letter. Without spellings, nothing is known of how the language sounds.
    """

    spellings: Mapping[str, str] = field(default_factory=dict)
    alike: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        """Prepare to read: the longest spelling that fits wins."""
        if not self.spellings:
            return
        longest_first = sorted(self.spellings, key=lambda text: (-len(text), text))
        pattern = re.compile("|".join(map(re.escape, longest_first)))
        object.__setattr__(self, "_pattern", pattern)

    @classmethod
    def of(cls, spellings: Mapping[str, str], alike: Iterable[str]) -> Sounds:
        """Return the sounds of a language as its file has them: alike ones in pairs."""
        pairs = [(pair[0], pair[1]) for pair in alike]
        return cls(
            spellings=dict(spellings),
            alike=frozenset(pairs) | {(other, one) for one, other in pairs},
        )

    def read(self, word: str) -> str:
        """Return the sounds of one folded word; of an unknown language, its letters."""
        if self._pattern is not None:
            word = self._pattern.sub(
                lambda match: self.spellings[match[0]], f"^{word}$"
            )
        return _once(word.replace("^", "").replace("$", ""))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name, or a piece of a sentence, with what is compared of it."""

    letters: str
    sounds: str
    frame: str

    @property
    def is_short(self) -> bool:
        """Return whether so little is there that only the same sounds will do."""
        return len(self.letters) <= 3 or len(self.frame) <= 2  # noqa: PLR2004


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, folded and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, decomposed))


def spoken(words: Iterable[str], sounds: Sounds) -> Spoken:
    """Return what is compared of some words; where one ends does not matter."""
    plain = [letters_of(word) for word in words]
    heard = _once("".join(map(sounds.read, plain)))
    return Spoken(letters="".join(plain), sounds=heard, frame=frame_of(heard, sounds))


def _once(heard: str) -> str:
    """Return sounds without those that only repeat the one before."""
    return "".join(
        sound for place, sound in enumerate(heard) if heard[place - 1 : place] != sound
    )


def frame_of(heard: str, sounds: Sounds) -> str:
    """Return the consonants of some sounds, an h aside.

    Where nothing but vowels is left, or the language is unknown, all of it.
    """
    if not sounds.spellings:
        return heard
    return (
        "".join(sound for sound in heard if sound not in _VOWELS and sound != _FAINT)
        or heard
    )


def likeness(one: Spoken, other: Spoken, sounds: Sounds) -> float:
    """Return how alike two names are, from 0 to 1; 1 is the same letters. Symmetric.

    The mean of the likeness in sound and that in spelling, sound weighing more. Each is
    one less the edit distance (Levenshtein 1966; for sounds with the costs above) by
    the length of the longer. In a language of unknown sounds, spelling alone.
    """
    length = max(len(one.letters), len(other.letters))
    if not length:
        return 0.0
    written = 1 - edits(one.letters, other.letters) / length
    if not sounds.spellings:
        return written
    heaviest = max(_weight(one.sounds), _weight(other.sounds)) or 1.0
    heard = max(0.0, 1 - _sound_edits(one.sounds, other.sounds, sounds) / heaviest)
    return _SOUND_COUNTS * heard + (1 - _SOUND_COUNTS) * written


def edits(one: str, other: str) -> int:
    """Return the Levenshtein distance of two texts, in letters.

    Bit-parallel (Myers 1999, in Hyyrö's form), with Python's integers as the columns.
    """
    if one == other or not one or not other:
        return 0 if one == other else max(len(one), len(other))
    full = (1 << len(one)) - 1
    last = 1 << (len(one) - 1)
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    rises, falls, distance = full, 0, len(one)
    for letter in other:
        same = places.get(letter, 0)
        level = (((same & rises) + rises) ^ rises) | same | falls
        up = falls | ~(level | rises)
        down = rises & level
        distance += bool(up & last) - bool(down & last)
        up = up << 1 | 1
        rises = (down << 1 | ~(level | up)) & full
        falls = up & level & full
    return distance


def sound_same(one: Spoken, other: Spoken) -> bool:
    """Return whether two names sound the same, an h aside that is hardly heard."""
    return one.sounds.replace(_FAINT, "") == other.sounds.replace(_FAINT, "")


def _sound_edits(one: str, other: str, sounds: Sounds) -> float:
    """Return the cheapest way from one to the other, in costs of sounds."""
    costs = [_cost(sound) for sound in other]
    row = [0.0]
    for cost in costs:
        row.append(row[-1] + cost)
    for sound in one:
        dropped = _cost(sound)
        above, row = row, [row[0] + dropped]
        for place, heard in enumerate(other):
            row.append(
                min(
                    above[place]
                    + (0 if sound == heard else _exchange(sound, heard, sounds)),
                    above[place + 1] + dropped,
                    row[place] + costs[place],
                )
            )
    return row[-1]


def _exchange(one: str, other: str, sounds: Sounds) -> float:
    if one in _VOWELS and other in _VOWELS:
        return _OTHER_VOWEL
    if (one, other) in sounds.alike:
        return _RELATED
    return max(_cost(one), _cost(other))


def _cost(sound: str) -> float:
    if sound in _VOWELS:
        return _VOWEL
    return _FAINTLY if sound == _FAINT else _CONSONANT


def _weight(heard: str) -> float:
    return sum(map(_cost, heard))
