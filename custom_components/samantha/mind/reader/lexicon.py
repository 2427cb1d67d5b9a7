"""What the reader of the house understands and says in one language."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from itertools import batched, chain
from pathlib import Path
import re
from typing import Any, Final

import yaml

from ..commands.wording import Wording
from .frames import Frame, Frames, Templates, frames_of, prepare
from .past_when import PastWords
from .when import TimeWords

_BATCH: Final = 25
# The names of a house are made of few words.
_STEMS_KEPT: Final = 2_048
VOCABULARY: Final = "vocabulary"
COMMANDS: Final = "commands"
WHEN: Final = "when"
PAST: Final = "past"
# In the order in which their sentences are tried.
TOPICS: Final = ("timers", "sky", "lists", PAST, "agenda", "state")

_WORD: Final = re.compile("[^\\W_]+(?:[.,:'\u2019+][^\\W_]+)*|%")
_APOSTROPHE: Final = re.compile(r"['\u2019](s\b)?")
# So many letters tell most words apart from what opens the name of a place or a kind.
_OPENING: Final = 4
# Letters.
_LITTLE: Final = 3
# The slots whose words stand for a key, and where those words are.
_KEYED: Final = {
    "state": "states",
    "measure": "measures",
    "adjective": "adjectives",
    "most": "most",
    "more": "more",
    "over": "over",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending that is taken off a word before it is compared."""

    pattern: re.Pattern[str]
    replacement: str


class Lexicon:
    """The vocabulary, sentences and answers of one language, as data."""

    def __init__(
        self,
        vocabulary: Mapping[str, Any],
        topics: Mapping[str, Mapping[str, Any]],
        commands: Mapping[str, Any],
    ) -> None:
        """Read the vocabulary first: sentences refer to it."""
        self._endings = [
            Ending(re.compile(pattern), replacement)
            for pattern, replacement in vocabulary["endings"]
        ]
        self._short_forms = [
            (re.compile(pattern, re.IGNORECASE), replacement)
            for pattern, replacement in vocabulary["short_forms"]
        ]
        self.stem = lru_cache(_STEMS_KEPT)(self._stem)
        self.vocabulary = vocabulary
        self.when = TimeWords(vocabulary[WHEN], vocabulary)
        self.past = PastWords(topics[PAST]["times"], self.when, vocabulary)
        self._digits = {
            word: str(number) for number, word in enumerate(vocabulary["numbers"])
        }
        self.unsaid = self.stems_of(vocabulary["unsaid"])
        self.keys = {
            name: _keys_by_word(vocabulary[group]) for name, group in _KEYED.items()
        }
        self.kinds = {
            self.joined(self.words(word)): kind
            for kind, words in vocabulary["kinds"].items()
            for word in words
        }
        self.markers = {
            marker: frozenset(" ".join(self.words(word)) for word in vocabulary[marker])
            for marker in (
                "all",
                "any",
                "everything",
                "here",
                "house",
                "inside",
                "upstairs",
                "downstairs",
                "outdoor",
                "outside",
                "there",
                "it",
                "them",
            )
        }
        self.openings = openings_of(
            [
                *self.kinds,
                *(self.joined(said.split()) for said in chain(*self.markers.values())),
            ]
        )
        self.known = self.stems_of(
            word
            for group in ("kinds", "measures")
            for words in vocabulary[group].values()
            for word in words
        )
        self.keys["weekday"] = {
            day.casefold(): str(number)
            for number, day in enumerate(vocabulary["clock"]["weekdays"])
        }
        frames: list[Frame] = []
        self.answers: dict[str, str] = {}
        for topic in topics.values():
            self.keys |= {
                name: _keys_by_word(words)
                for name, words in topic.get("lists", {}).items()
            }
            templates = Templates(
                {
                    name: self.plain(rule)
                    for name, rule in topic.get("rules", {}).items()
                },
                self.keys,
                {
                    "when": self.when.pattern,
                    "span": self.past.pattern,
                    "what": self._phrase,
                },
            )
            groups = [
                {**group, "sentences": [*map(self.plain, group["sentences"])]}
                for group in topic.get("questions", ())
            ]
            frames += frames_of(groups, templates)
            self.answers |= topic.get("answers", {})
        self.frames = Frames(frames)
        self.topics = topics
        self.commands = Wording(self, commands)

    def preparations(self) -> Iterator[Callable[[], None]]:
        """Return what the first sentences would have to make, in parts of a moment."""
        for frames in (self.frames, self.commands.first, self.commands.frames):
            for some in batched(frames, _BATCH, strict=False):
                yield partial(prepare, some)
            yield frames.prepare

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """Return what may open a sentence without changing what it asks."""
        return self._filler(self.vocabulary["opening"])

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """Return what may close a sentence without changing what it asks."""
        return self._filler(self.vocabulary["closing"])

    @cached_property
    def going_on(self) -> re.Pattern[str]:
        """Return what opens a sentence that goes on from the last one."""
        return self._filler([self.vocabulary["going_on"]])

    @cached_property
    def little_words(self) -> frozenset[str]:
        """Return words that hold a sentence together, and hardly ever name a thing."""
        vocabulary = self.vocabulary
        said = (*vocabulary["unsaid"], *vocabulary["gist"]["unsaid"])
        return frozenset(
            {
                *vocabulary["prepositions"],
                *vocabulary["articles"],
                *(word for word in said if len(word) <= _LITTLE),
            }
        )

    @cached_property
    def _phrase(self) -> str:
        """Return the pattern of a few words that are more than an article.

        "The heating running upstairs" is not the state of "the".
        """
        articles = "|".join(map(re.escape, self.vocabulary["articles"]))
        return rf"(?:(?:{articles}) )?+\S.*?"

    def plain(self, text: str) -> str:
        """Return a text in lower case with short forms written out."""
        text = text.casefold().replace("\u2019", "'")
        for pattern, replacement in self._short_forms:
            text = pattern.sub(replacement, text)
        return text

    def spelt(self, text: str) -> str:
        """Return a text as the patterns expect it: plain words, one space each."""
        return " ".join(_WORD.findall(self.plain(text).replace("%", " percent ")))

    def sentence(self, text: str) -> str:
        """Return a text as the patterns expect it, without what is polite in it."""
        return self.to_the_point(self.spelt(text))

    def to_the_point(self, plain: str) -> str:
        """Return plain words without what is polite around them, if any are left."""
        while (match := self.opening.match(plain)) and plain[match.end() :].strip():
            plain = plain[match.end() :].strip()
        while (match := self.closing.search(plain)) and plain[: match.start()].strip():
            plain = plain[: match.start()].strip()
        return plain

    def orders(self, words: Sequence[str]) -> bool:
        """Return whether words open as a question and are none: "have them cleaned"."""
        rules = self.vocabulary["gist"]
        return words[0] in rules["ordering"] and {*rules["with"]}.isdisjoint(words)

    def words(self, text: str) -> list[str]:
        """Return the words of a text, in lower case, without punctuation."""
        return _WORD.findall(text.casefold().replace("\u2019", "'"))

    def _stem(self, word: str) -> str:
        """Return a word without the endings that make no difference."""
        word = _APOSTROPHE.sub("", word)
        for ending in self._endings:
            word, count = ending.pattern.subn(ending.replacement, word)
            if count:
                break
        return word

    def stems(self, text: str) -> list[str]:
        """Return the words of a text without their endings."""
        return [self.stem(word) for word in self.words(text)]

    def stems_of(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the words of some texts without their endings."""
        return frozenset(stem for text in texts for stem in self.stems(text))

    def joined(self, words: Iterable[str]) -> str:
        """Return words as one, so that "bed room" and "bedroom" are the same.

        So are "lamp one" and "lamp 1".
        """
        return "".join(self._digits.get(word, self.stem(word)) for word in words)

    def same(self, name: str) -> list[str]:
        """Return what else a name may be: one of its words in other words."""
        said = f" {' '.join(self.words(name))} "
        return [
            said.replace(f" {word} ", f" {other} ").strip()
            for words in self.vocabulary["same"]
            for word in words
            if f" {word} " in said
            for other in words
            if other != word
        ]

    def word_for(self, group: str, key: str) -> str:
        """Return what she says for a state, a measure or a kind."""
        words: list[str] = self.vocabulary[group].get(key, [key.replace("_", " ")])
        return words[0]

    def _filler(self, templates: Iterable[str]) -> re.Pattern[str]:
        plain = Templates({}, {})
        patterns = [plain.compile(self.plain(text)).pattern for text in templates]
        alternatives = f"(?:{'|'.join(patterns)})"
        if templates is self.vocabulary["closing"]:
            return re.compile(rf" *\b{alternatives}$")
        return re.compile(rf"{alternatives}\b *")


@cache
def load_lexicon(folder: Path) -> Lexicon | None:
    """Read a language's house folder, if it has one. Blocks: reads files."""
    house = folder / "house"
    if not house.is_dir():
        return None
    read = {
        name: yaml.safe_load((house / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in (VOCABULARY, COMMANDS, WHEN, *TOPICS)
    }
    vocabulary = {**read[VOCABULARY], WHEN: read[WHEN]}
    return Lexicon(vocabulary, {name: read[name] for name in TOPICS}, read[COMMANDS])


def opening_of(key: str) -> str:
    """Return what one looks at first of some words as one, to see if they can be it."""
    return key[:_OPENING]


def openings_of(keys: Iterable[str]) -> frozenset[str]:
    """Return how words may open that are one of some keys or begin one."""
    return frozenset(
        key[:length] for key in keys for length in range(min(_OPENING, len(key)) + 1)
    )


def _keys_by_word(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return each word's key; the first key that has a word keeps it."""
    keys: dict[str, str] = {}
    for key, said in words.items():
        for word in said:
            keys.setdefault(word.casefold(), key)
    return keys
