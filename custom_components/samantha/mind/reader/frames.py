"""Pure: sentence templates of the reader, made into patterns that are fast to try."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
import re
from typing import Any, Final, overload, override

from hassil import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    Sentence,
    TextChunk,
    parse_sentence,
)

# A slot without a list holds any words, as few as fit.
_WILDCARD: Final = r"\S.*?"
_BREAK: Final = r"\b *"
_SPACES: Final = re.compile(r"\s+")


type Clauses = frozenset[frozenset[str]]


@dataclass(frozen=True)
class Frame:
    """One way to say something, and what it asks or orders.

    Some are questions only where they end in a question mark: "kitchen light on?". A
    pattern is made when a sentence first has all the words that it needs.
    """

    ask: str
    template: Sentence
    templates: Templates
    slots: Mapping[str, str]
    only_asked: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what a whole sentence has to match."""
        return self.templates.pattern_of(self.template)

    @cached_property
    def needed(self) -> Clauses:
        """Return the pieces that a sentence has to have, one of each set."""
        return self.template.get_required_clauses(self.templates.rules)

    def prepare(self) -> None:
        """Make what the first match would have to make."""
        _ = self.pattern, self.needed

    def match(self, text: str) -> dict[str, str] | None:
        """Return the words in each slot if the whole text fits, else None."""
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        words = dict(self.slots)
        for group, value in found.groupdict().items():
            if value is not None:
                words[group.partition("__")[0]] = value.strip()
        return words


class Frames(Sequence[Frame]):
    """Frames in their order, and which of them a sentence has the pieces for.

    A piece is looked for once, however many frames need it: a set bit for each clause
    that it satisfies.
    """

    def __init__(self, frames: Iterable[Frame]) -> None:
        """Take the frames as they are to be tried."""
        self._frames = tuple(frames)

    @override
    def __len__(self) -> int:
        return len(self._frames)

    @overload
    def __getitem__(self, index: int) -> Frame: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Frame, ...]: ...
    @override
    def __getitem__(self, index: int | slice) -> Frame | tuple[Frame, ...]:
        return self._frames[index]

    def fitting(self, *texts: str) -> Iterator[tuple[Frame, dict[str, str]]]:
        """Yield the frames that a text fits as a whole, with the words in the slots."""
        by_piece, needed = self._index
        lacking = [(text, ~_any_bit(by_piece, text)) for text in texts]
        for frame, clauses in zip(self._frames, needed, strict=True):
            for text, missing in lacking:
                if not clauses & missing and (slots := frame.match(text)) is not None:
                    yield frame, slots

    def prepare(self) -> None:
        """Make what the first sentence would have to make, but for the patterns."""
        _ = self._index

    @cached_property
    def _index(self) -> tuple[list[tuple[str, int]], list[int]]:
        """Return the clauses that each piece satisfies, and those of each frame."""
        bits: dict[frozenset[str], int] = {}
        needed = []
        for frame in self._frames:
            for clause in frame.needed:
                bits.setdefault(clause, 1 << len(bits))
            needed.append(sum(bits[clause] for clause in frame.needed))
        by_piece: dict[str, int] = {}
        for clause, bit in bits.items():
            for piece in clause:
                by_piece[piece] = by_piece.get(piece, 0) | bit
        return list(by_piece.items()), needed


def _any_bit(by_piece: Iterable[tuple[str, int]], text: str) -> int:
    """Return the bits of all pieces that a text has."""
    found = 0
    for piece, bits in by_piece:
        if piece in text:
            found |= bits
    return found


def prepare(frames: Iterable[Frame]) -> None:
    """Make what the first matches would have to make. Blocks for a moment."""
    for frame in frames:
        frame.prepare()


class Templates:
    """What templates may refer to: expansion rules, lists of words, and patterns."""

    def __init__(
        self,
        rules: Mapping[str, str],
        lists: Mapping[str, Iterable[str]],
        patterns: Mapping[str, str] | None = None,
    ) -> None:
        """Take rules as templates, lists as words, and slots' own patterns, by name."""
        self.rules = {name: parse_sentence(rule) for name, rule in rules.items()}
        self._lists = {name: _any_of(words) for name, words in lists.items()}
        self._lists |= patterns or {}

    def compile(self, template: str) -> re.Pattern[str]:
        """Return the pattern of a template in hassil's syntax.

        Raises:
            KeyError: the template refers to a rule that there is none of.
            hassil.ParseError: the template is not well formed.

        """
        return self.pattern_of(parse_sentence(template))

    def pattern_of(self, template: Sentence) -> re.Pattern[str]:
        """Return the pattern of a template that has been parsed.

        Raises:
            KeyError: the template refers to a rule that there is none of.

        """
        return re.compile(self._pattern(template.expression, {}))

    def _pattern(self, expression: Expression, names: dict[str, int]) -> str:
        match expression:
            case TextChunk(text=text):
                return _literal(text)
            case RuleReference(rule_name=name):
                return f"(?:{self._pattern(self.rules[name].expression, names)})"
            case ListReference(list_name=name, slot_name=slot):
                names[slot] = names.get(slot, 0) + 1
                words = self._lists.get(name, _WILDCARD)
                return rf"\b(?P<{slot}__{names[slot]}>{words})(?!\w)"
            case Alternative(items=items):
                patterns = [self._pattern(item, names) for item in items]
                # "is" must not hide "is it true that"; slots keep the file's order.
                if not any("(?P<" in pattern for pattern in patterns):
                    patterns.sort(key=len, reverse=True)
                return f"(?:{'|'.join(patterns)})"
            case Permutation(items=items):
                orders = (
                    "".join(self._pattern(item, names) for item in order)
                    for order in permutations(items)
                )
                return f"(?:{'|'.join(orders)})"
            case Group(items=items):
                return "".join(self._pattern(item, names) for item in items)
        msg = f"no pattern for {expression!r}"
        raise TypeError(msg)


def frames_of(
    groups: Iterable[Mapping[str, Any]], templates: Templates
) -> Iterator[Frame]:
    """Return the frames of a file's groups of sentences, in their order."""
    for group in groups:
        for sentence in group["sentences"]:
            yield Frame(
                ask=group["ask"],
                template=parse_sentence(sentence),
                templates=templates,
                slots=group.get("slots", {}),
                only_asked=group.get("asked", False),
            )


def _literal(text: str) -> str:
    """Return the pattern of plain words; a space stands for the end of a word."""
    return _BREAK.join(re.escape(part) for part in _SPACES.split(text.casefold()))


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted({word.casefold() for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word) for word in longest_first)
