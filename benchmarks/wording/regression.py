"""Logistic regression over hashed features, in plain Python."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from random import Random
from typing import Final
from zlib import crc32

from custom_components.samantha.manners.addressee.wording import Wording

# A feature in fewer sentences tells of them alone.
_LEAST_SENTENCES: Final = 4
# Five bytes each: the file stays under 300 kB. The smallest are left out.
_MOST_WEIGHTS: Final = 58_000
_ROUNDS: Final = 4
_RATE: Final = 0.1
_BIAS_RATE: Final = 0.01
_DECAY: Final = 0.1
_FIRST: Final = 0.01
_LARGEST: Final = 127
_FARTHEST: Final = 30.0


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence: its features, what it is, and what it weighs."""

    features: frozenset[str]
    directed: bool
    weight: float


def train(examples: Sequence[Example], random: Random) -> Wording:
    """Return the weights, by stochastic gradient descent (AdaGrad, Duchi 2011)."""
    counts = Counter(one for example in examples for one in example.features)
    kept = sorted(one for one, count in counts.items() if count >= _LEAST_SENTENCES)
    places = {one: place for place, one in enumerate(kept)}
    weights, squares = [0.0] * len(kept), [_FIRST] * len(kept)
    bias = 0.0
    rows = [
        (
            [places[one] for one in sorted(example.features) if one in places],
            example.directed,
            example.weight,
        )
        for example in examples
    ]
    for _ in range(_ROUNDS):
        random.shuffle(rows)
        for row, directed, weight in rows:
            total = bias + sum(weights[place] for place in row)
            error = (_likely(total) - directed) * weight
            bias -= _BIAS_RATE * error
            for place in row:
                slope = error + _DECAY * weights[place]
                squares[place] += slope * slope
                weights[place] -= _RATE * slope / sqrt(squares[place])
    return _packed(dict(zip(kept, weights, strict=True)), bias)


def calibrated(
    wording: Wording, scored: Iterable[tuple[float, bool, float]]
) -> Wording:
    """Return weights whose sum is a log-odds (Platt 1999).

    It is fitted to sentences kept aside: their scores so far, what they are, and what
    they weigh.
    """
    slope, shift = 1.0, 0.0
    rows = list(scored)
    total = sum(weight for *_, weight in rows)
    for _ in range(2_000):
        by_slope = by_shift = 0.0
        for score, directed, weight in rows:
            error = (_likely(slope * score + shift) - directed) * weight / total
            by_slope += error * score
            by_shift += error
        slope -= 0.2 * by_slope
        shift -= 0.2 * by_shift
    return Wording(
        wording.hashes,
        wording.weights,
        wording.scale * slope,
        wording.bias * slope + shift,
    )


def _likely(total: float) -> float:
    return 1 / (1 + exp(-max(-_FARTHEST, min(_FARTHEST, total))))


def _packed(weights: dict[str, float], bias: float) -> Wording:
    """Return weights as bytes; those that come to nothing are left out."""
    scale = max(map(abs, weights.values())) / _LARGEST
    largest = sorted(weights.items(), key=lambda each: (-abs(each[1]), each[0]))
    by_hash = {
        crc32(one.encode()): byte
        for one, weight in largest[:_MOST_WEIGHTS]
        if (byte := round(weight / scale))
    }
    hashes = array("I", sorted(by_hash))
    packed = bytes(by_hash[one] % 256 for one in hashes)
    return Wording(hashes, packed, scale, bias)
