"""How a sentence is worded: a small trained model of what people say to devices.

A logistic regression over words, pairs of words, the sentence's beginning, classes of
words in a row, and the evidence in its form. docs/wording.md is its card.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
import json
from typing import Final, Self
from zlib import crc32

from .evidence import Evidence
from .wordlists import WordLists, Words

# What is said to a device is told from its first words.
MOST_WORDS: Final = 40
# The score stays between these log-odds, so that her name outweighs it.
LEAST: Final = -6.0
MOST: Final = 4.0

_LONGEST_COUNTED: Final = 12
_BEGIN: Final = "^"
_END: Final = "$"


@dataclass(frozen=True, slots=True)
class Wording:
    """Weights by the hash of what they are for, which stand in order."""

    hashes: array[int]
    weights: bytes
    scale: float
    bias: float

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Read a language's `wording.bin`, as `to_bytes` writes it.

        Raises:
            ValueError: it is none.

        """
        head, _, body = content.partition(b"\n")
        known = json.loads(head)
        count: int = known["count"]
        hashes = array("I")
        if len(body) != count * (hashes.itemsize + 1):
            msg = "not as many weights as its head says"
            raise ValueError(msg)
        hashes.frombytes(body[: count * hashes.itemsize])
        return cls(
            hashes, body[count * hashes.itemsize :], known["scale"], known["bias"]
        )

    def to_bytes(self) -> bytes:
        """Return the content of a file: a line of JSON, the hashes, the weights."""
        head = {"count": len(self.hashes), "scale": self.scale, "bias": self.bias}
        return b"\n".join(
            (json.dumps(head).encode(), self.hashes.tobytes() + self.weights)
        )

    def score(
        self, words: Words, form: Mapping[Evidence, float], lists: WordLists
    ) -> float:
        """Return the log-odds that so a device is spoken to, requests and talk alike.

        Args:
            words: the sentence, written out, without her name.
            form: the evidence in its form, each with how often it is there.
            lists: the words of its language.

        """
        total = sum(self._weight(crc32(one.encode())) for one in features(words, lists))
        total += sum(self._weight(crc32(one.encode())) for one in form_features(form))
        return min(max(self.bias + total * self.scale, LEAST), MOST)

    def _weight(self, hashed: int) -> int:
        place = bisect_left(self.hashes, hashed)
        if place == len(self.hashes) or self.hashes[place] != hashed:
            return 0
        weight = self.weights[place]
        return weight - 256 if weight > 127 else weight  # noqa: PLR2004  # a signed byte


def features(words: Words, lists: WordLists) -> frozenset[str]:
    """Return what of the words has a weight, each once."""
    return frozenset(_features(words[:MOST_WORDS], lists))


def form_features(form: Mapping[Evidence, float]) -> Iterator[str]:
    """Return what of the form of a sentence has a weight."""
    for evidence, times in form.items():
        yield f"#{evidence}{times:.0f}"


def _features(words: Words, lists: WordLists) -> Iterator[str]:
    if not words:
        return
    yield f"f{words[0]}"
    yield f"l{words[-1]}"
    yield f"n{min(len(words), _LONGEST_COUNTED)}"
    yield f"^2{' '.join(words[:2])}"
    yield f"^3{' '.join(words[:3])}"
    for word in words:
        yield f"u{word}"
    yield from _in_a_row("b", 2, words)
    classes = tuple(lists.class_of(word) for word in words)
    yield f"e{' '.join(classes[:3])}"
    yield from _in_a_row("c", 2, classes)
    yield from _in_a_row("d", 3, classes)


def _in_a_row(kind: str, length: int, words: Iterable[str]) -> Iterator[str]:
    bounded = (_BEGIN, *words, _END)
    for place in range(len(bounded) - length + 1):
        yield f"{kind}{' '.join(bounded[place : place + length])}"
