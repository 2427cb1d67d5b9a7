"""A language's words for telling whether something is said to her."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
import re
from typing import Any, Final, Self

type Words = tuple[str, ...]

# Nobody says more to a device; what comes after decides nothing, and costs time.
MOST_WORDS: Final = 60
_MOST_LETTERS: Final = 1_200

_ANY: Final = "_"
_A_NUMBER: Final = "1"

_WORD: Final = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_SPLIT_SHORT_FORM: Final = re.compile(r"\b(\w+) ?' ?(t|s|m|d|re|ve|ll)\b")
_SPLIT_NOT: Final = re.compile(r"\b(\w+) n't\b")
_APOSTROPHES: Final = str.maketrans("’‘`", "'''")  # noqa: RUF001  # as people type them


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard, as words; at most `MOST_WORDS` of them.

    Capitals and punctuation decide nothing, because recognisers differ in them, but for
    one thing: a comma may set a name apart. `breaks` are the places of words that
    something other than a space stands before; `endings` those that were a "'s".
    """

    words: Words
    breaks: frozenset[int] = frozenset()
    endings: frozenset[int] = frozenset()

    def without(self, start: int, end: int) -> Heard:
        """Return it without some of its words; what set them apart is left."""

        def moved(places: frozenset[int]) -> frozenset[int]:
            return frozenset(
                place if place <= start else max(start, place - (end - start))
                for place in places
            )

        return Heard(
            self.words[:start] + self.words[end:],
            moved(self.breaks),
            moved(self.endings),
        )


class Opening(StrEnum):
    """What a sentence begins as. What is in two lists is the first of them."""

    NOT_ORDERED = "not_orders"
    MAYBE_ORDERED = "ambiguous_orders"
    ORDERED = "orders"
    WISHED = "wishes"
    ASKED_OF_PEOPLE = "asked_of_people"
    LOOKED_UP = "lookups"
    MAYBE_LOOKED_UP = "maybe_lookups"
    JOINED = "joins"
    REPLIED = "replies"
    STATED = "statements"


class Kind(StrEnum):
    """Words that tell by being there."""

    HOUSE_THING = "house_things"
    LOOKUP_THING = "lookup_things"
    ROOM_OR_MACHINE = "rooms_and_machines"
    LOOSE_THING = "loose_things"
    REQUESTING = "requesting"
    OTHERS = "others"
    YOU = "you"
    WE = "we"
    I = "i_am"  # noqa: E741
    BEFORE = "before"
    HEDGE = "hedges"
    FEELING = "feelings"
    FILLER = "fillers"


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Phrases, found where words begin with one of them."""

    phrases: frozenset[Words]
    longest: int

    @classmethod
    def of(cls, phrases: Iterable[Words]) -> Self:
        """Gather phrases."""
        all_of_them = frozenset(phrases)
        return cls(all_of_them, max(map(len, all_of_them), default=0))

    def prefix(self, words: Words) -> int:
        """Return the length of the longest phrase that words begin with, or 0."""
        return next(self.prefixes(words), 0)

    def prefixes(self, words: Words) -> Iterator[int]:
        """Yield the lengths of the phrases that words begin with, the longest first."""
        for length in range(min(self.longest, len(words)), 0, -1):
            if words[:length] in self.phrases:
                yield length

    def __contains__(self, words: object) -> bool:
        """Return whether words are one of the phrases, and nothing else."""
        return words in self.phrases


def is_made_of(words: Words, phrases: PhraseSet, beside: Iterable[PhraseSet]) -> bool:
    """Return whether words are phrases, one at least, and others beside them."""
    others = tuple(beside)
    # By the places up to which words are phrases: whether one of them is no other.
    reached = {0: False}
    for place in range(len(words)):
        if place not in reached:
            continue
        for group in (phrases, *others):
            for length in group.prefixes(words[place:]):
                end = place + length
                found = reached[place] or group is phrases
                reached[end] = reached.get(end, False) or found
    return reached.get(len(words), False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLists:
    """The words of one language, as `sentences/<language>/addressing.yaml` has them."""

    short_forms: Mapping[str, Words]
    short_endings: Mapping[str, Words]
    openings: Mapping[Opening, PhraseSet]
    kinds: Mapping[Kind, frozenset[str]]
    lead_ins: PhraseSet
    between_people: frozenset[str]
    after_a_topic: frozenset[str]
    helping: frozenset[str]
    of_a_topic: frozenset[str]
    before_a_topic: frozenset[str]
    before_a_topic_said: frozenset[str]
    before_a_topic_stated: frozenset[str]
    before_an_address: PhraseSet
    requests: PhraseSet
    own_requests: PhraseSet
    nods: frozenset[str]
    tags: PhraseSet
    dismissals: PhraseSet
    not_to_her: PhraseSet
    not_to_her_openings: PhraseSet
    phantoms: PhraseSet
    phantom_openings: PhraseSet
    why_silent: PhraseSet
    classes: Mapping[str, str]

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """Read a language's `addressing.yaml`.

        Raises:
            KeyError: a part is missing.

        """

        def phrases(key: str) -> PhraseSet:
            return PhraseSet.of(_phrases(content[key]))

        def single(key: str) -> frozenset[str]:
            return frozenset(
                word for phrase in _phrases(content[key]) for word in phrase
            )

        return cls(
            short_forms={
                word: tuple(meant.split())
                for word, meant in content["short_forms"].items()
            },
            short_endings={
                ending: tuple(meant.split())
                for ending, meant in content["short_endings"].items()
            },
            openings={opening: phrases(opening.value) for opening in Opening},
            kinds={kind: single(kind.value) for kind in Kind},
            lead_ins=phrases("lead_ins"),
            between_people=single("between_people"),
            after_a_topic=single("after_a_topic"),
            helping=single("helping"),
            of_a_topic=single("of_a_topic"),
            before_a_topic=single("before_a_topic"),
            before_a_topic_said=single("before_a_topic_said"),
            before_a_topic_stated=single("before_a_topic_stated"),
            before_an_address=phrases("before_an_address"),
            requests=phrases("requests"),
            own_requests=phrases("me_requests"),
            nods=single("sounds_and_nods"),
            tags=phrases("tags"),
            dismissals=phrases("dismissals"),
            not_to_her=phrases("not_to_her"),
            not_to_her_openings=phrases("not_to_her_openings"),
            phantoms=phrases("phantoms"),
            phantom_openings=phrases("phantom_openings"),
            why_silent=phrases("why_silent"),
            classes=_classes(
                {opening: phrases(opening.value) for opening in Opening},
                {kind: single(kind.value) for kind in Kind},
                single("joining_words"),
            ),
        )

    @property
    def known(self) -> frozenset[str]:
        """Return every word in the lists."""
        phrases = (
            *self.openings.values(),
            *(self.lead_ins, self.requests, self.tags, self.dismissals),
        )
        return frozenset(
            word for group in phrases for phrase in group.phrases for word in phrase
        ).union(*self.kinds.values(), self.helping, self.of_a_topic, self.nods)

    def class_of(self, word: str) -> str:
        """Return what stands for a word where only its class counts."""
        return self.classes.get(word) or (_A_NUMBER if word.isdecimal() else _ANY)

    def read(self, text: str) -> Heard:
        """Return the words of a text, folded, with short forms written out."""
        return _read(text, self._written_out)

    def _written_out(self, word: str) -> Words:
        if meant := self.short_forms.get(word):
            return meant
        for ending, meant in self.short_endings.items():
            if word.endswith(ending) and len(word) > len(ending):
                return (word.removesuffix(ending), *meant)
        return (word,)


def read_plainly(text: str) -> Heard:
    """Return the words of a text in a language without word lists, folded."""
    return _read(text, lambda word: (word,))


def _read(text: str, written_out: Callable[[str], Words]) -> Heard:
    text = text[:_MOST_LETTERS].casefold().translate(_APOSTROPHES)
    text = _SPLIT_NOT.sub(r"\1n't", _SPLIT_SHORT_FORM.sub(r"\1'\2", text))
    words: list[str] = []
    breaks: set[int] = set()
    endings: set[int] = set()
    last = 0
    for match in _WORD.finditer(text):
        if len(words) >= MOST_WORDS:
            break
        if not text[last : match.start()].isspace():
            breaks.add(len(words))
        last = match.end()
        meant = written_out(match[0])
        if len(meant) > 1 and meant[0] + "'s" == match[0]:
            endings.add(len(words) + 1)
        words.extend(meant)
    return Heard(tuple(words[:MOST_WORDS]), frozenset(breaks), frozenset(endings))


def _classes(
    openings: Mapping[Opening, PhraseSet],
    kinds: Mapping[Kind, frozenset[str]],
    joining: frozenset[str],
) -> dict[str, str]:
    """Return the class of each word: its kind, or what it opens, or itself."""
    classes = {word: word for word in joining}
    for opening, phrases in reversed(tuple(openings.items())):
        for phrase in phrases.phrases:
            if len(phrase) == 1:
                classes[phrase[0]] = opening.value
    for kind, words in reversed(tuple(kinds.items())):
        classes |= dict.fromkeys(words, kind.value)
    return classes


def _phrases(listed: str) -> list[Words]:
    return [tuple(phrase.split()) for phrase in listed.split(", ")]
