"""Pure: entities found by the words of a sentence, in the same time in any house."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import islice
from math import log
import sys
from typing import Final

from .words_of import alike, grams_of, words_of

# A word that more entities have is only used to tell candidates apart.
_COMMON: Final = 100
_MOST_CANDIDATES: Final = 150
_MOST_WITHIN: Final = 500
# Of entities that only common words find, a few of each pair of these are looked at.
_MOST_COMMON: Final = 4
_FEW: Final = 20
_SEARCHED: Final = 2_000
_MOST_LIKE: Final = 6
_LEAST_ALIKE: Final = 0.55
_MOST_WORDS: Final = 40
# Most words of a sentence are of those that are in every other.
_WORDS_KEPT: Final = 512
# Of the best score. What is far worse was not meant.
_WORTH: Final = 0.4
_NEAR: Final = 1.3
# Words.
_LONGEST_NAME: Final = 6


@dataclass(frozen=True, slots=True)
class Item:
    """What is known of an entity that does not change with its state."""

    entity_id: str
    name: str
    domain: str
    area_id: str | None
    area: str
    # Everything it may be called by: names, aliases, area, floor, labels, kinds.
    called: tuple[str, ...]


class Retrieval:
    """An index over the words of all items."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Read the items; afterwards nothing changes."""
        self.items: dict[str, Item] = {}
        self.by_area: dict[str, list[str]] = defaultdict(list)
        self.by_domain: dict[str, list[str]] = defaultdict(list)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._having: dict[str, dict[str, None]] = defaultdict(dict)
        for item in items:
            self.items[item.entity_id] = item
            self.by_domain[item.domain].append(item.entity_id)
            self._by_name[" ".join(words_of(item.name))].append(item.entity_id)
            if item.area_id:
                self.by_area[item.area_id].append(item.entity_id)
            for text in item.called:
                for word in words_of(text):
                    self._having[sys.intern(word)][item.entity_id] = None
        self._by_gram: dict[str, list[str]] = defaultdict(list)
        for word in self._having:
            for gram in grams_of(word):
                self._by_gram[gram].append(word)
        self._like = lru_cache(_WORDS_KEPT)(self._meant_by)

    def __len__(self) -> int:
        """Return how many entities there are."""
        return len(self.items)

    def named_in(self, sentence: str) -> list[Item]:
        """Return the items whose names stand in a sentence, in lower case, in full.

        A name within a longer one that stands there too does not count.
        """
        words = words_of(sentence)
        found: list[tuple[int, int, str]] = []
        for start in range(len(words)):
            for end in range(min(start + _LONGEST_NAME, len(words)), start, -1):
                if (ids := self._by_name.get(" ".join(words[start:end]))) is None:
                    continue
                found += [(start, end, one) for one in ids]
        return [
            self.items[one]
            for start, end, one in found
            if not any(
                (begin <= start and end <= stop) and (begin, stop) != (start, end)
                for begin, stop, _ in found
            )
        ]

    def find(
        self,
        text: str,
        *,
        most: int,
        area_id: str | None = None,
        recent: Sequence[str] = (),
        within: Collection[str] | None = None,
    ) -> list[Item]:
        """Return the items that a text may mean, best first.

        Args:
            text: what was said, in any language.
            most: how many to return at most.
            area_id: where it was said; what is there goes before what is elsewhere.
            recent: what was just talked of; among equals it goes first.
            within: the only entities to return, where there is such a limit.

        """
        asked = [
            [
                (self._having[word], likeness * self._rarity(word))
                for word, likeness in like.items()
            ]
            for word in dict.fromkeys(words_of(text)[:_MOST_WORDS])
            if (like := self._like(word))
        ]
        scores: dict[str, float] = {}
        for entity_id in self._candidates(asked, area_id, recent, within):
            score = 0.0
            for meant in asked:
                worth = 0.0
                for having, value in meant:
                    if value > worth and entity_id in having:
                        worth = value
                score += worth
            if area_id and self.items[entity_id].area_id == area_id:
                score *= _NEAR
            if entity_id in recent:
                score += 0.1
            scores[entity_id] = score
        best = nlargest(most, scores, key=lambda one: scores[one])
        least = scores[best[0]] * _WORTH if best else 0.0
        return [
            self.items[one]
            for one in best
            if scores[one] >= least and (scores[one] > 0 or one in recent)
        ]

    def _candidates(
        self,
        asked: Sequence[Sequence[tuple[Mapping[str, None], float]]],
        area_id: str | None,
        recent: Sequence[str],
        within: Collection[str] | None,
    ) -> dict[str, None]:
        """Return what is worth a closer look; never more than a fixed number."""
        found = dict.fromkeys(one for one in recent if one in self.items)
        groups = sorted((having for like in asked for having, _ in like), key=len)
        if within is not None:
            # What most have in common is looked through for the few that may be meant.
            for having in groups:
                inside = (one for one in islice(having, _SEARCHED) if one in within)
                room = _MOST_WITHIN - len(found)
                found.update(dict.fromkeys(islice(inside, room)))
            return {one: None for one in found if one in within}
        common = [having for having in groups if len(having) > _COMMON]
        for having in groups[: len(groups) - len(common)]:
            if len(found) >= _MOST_CANDIDATES:
                break
            found.update(having)
        here = self.by_area.get(area_id or "", ()) if common else ()
        found.update(dict.fromkeys(islice(here, _COMMON)))
        for place, having in enumerate(common[:_MOST_COMMON]):
            found.update(dict.fromkeys(islice(having, _FEW)))
            for other in common[place + 1 : _MOST_COMMON]:
                both = (one for one in islice(having, _SEARCHED) if one in other)
                found.update(dict.fromkeys(islice(both, _FEW)))
        return found

    def _rarity(self, word: str) -> float:
        return log(1 + len(self.items) / len(self._having[word]))

    def _meant_by(self, word: str) -> dict[str, float]:
        """Return the words of the house that a word may be, each with its likeness."""
        # As heard; but an ending more or less is still the same thing.
        found = {word: 1.0} if word in self._having else {}
        if len(word) < 3:  # noqa: PLR2004
            return found
        shared: dict[str, int] = defaultdict(int)
        for gram in grams_of(word):
            for other in islice(self._by_gram.get(gram, ()), _COMMON):
                shared[other] += 1
        for other in nlargest(_MOST_LIKE * 4, shared, key=lambda one: shared[one]):
            likeness = alike(word, other)
            if likeness >= _LEAST_ALIKE:
                found.setdefault(other, likeness)
        best = nlargest(_MOST_LIKE, found, key=lambda one: found[one])
        return {one: found[one] for one in best}
