"""The sentences that order something, and the words that she answers with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
import re
from typing import TYPE_CHECKING, Any, Final

from ..reader.frames import Frames, Templates, frames_of

if TYPE_CHECKING:
    from ..reader.lexicon import Lexicon

# Commas and full stops part commands; those within a number don't.
_STOPS: Final = re.compile(r"[,;:.!?]+(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that a clause fits, with the words in its slots."""

    does: str
    slots: Mapping[str, str]


class Clause:
    """A part of a sentence, and the frames that it fits, each tried once.

    With what is polite in it, and without: "let me" is no more than that, but not in
    "let me in".
    """

    def __init__(self, wording: Wording, whole: str, to_the_point: str) -> None:
        """Take the plain words of a part, and those without what is polite."""
        self.to_the_point = to_the_point
        self._wording = wording
        self._texts = tuple(dict.fromkeys((whole, to_the_point)))

    @cached_property
    def first(self) -> list[Match]:
        """Return the frames that go before what Home Assistant understands."""
        return self._wording.matches(self._wording.first, *self._texts)

    @cached_property
    def all(self) -> list[Match]:
        """Return all frames, in their order."""
        rest = self._wording.matches(self._wording.frames, *self._texts)
        return [*self.first, *rest]


class Wording:
    """The commands of one language, as data."""

    def __init__(self, lexicon: Lexicon, content: Mapping[str, Any]) -> None:
        """Compile the sentences; they may use the lists of the vocabulary too."""
        self._lexicon = lexicon
        self.content = content
        self.answers: Mapping[str, str] = content["answers"]
        self.lists = {
            name: {
                word.casefold(): key
                for key, said in reversed(words.items())
                for word in said
            }
            for name, words in content["lists"].items()
        }
        self.levels = {
            word: level for level, said in content["levels"].items() for word in said
        }
        colors = lexicon.vocabulary["colors"]
        self.lists["shade"] = {word: word for word in (*colors, *self.lists["whites"])}
        self.lists["level"] = {word: word for word in self.levels}
        self.units = {
            word: unit for unit, said in content["units"].items() for word in said
        }
        self.everything = frozenset(content["everything"])
        rules = {name: lexicon.plain(rule) for name, rule in content["rules"].items()}
        templates = Templates(rules, self.lists, {"amount": self._amount()})
        self.first = self._frames(templates, first=True)
        self.frames = self._frames(templates, first=False)
        self._joints = [
            re.compile(rf"\s+{re.escape(joint)}\s+", re.IGNORECASE)
            for joint in content["joints"]
        ]
        fillers = Templates({}, {})
        opening = "|".join(
            fillers.compile(lexicon.plain(text)).pattern for text in content["opening"]
        )
        closing = "|".join(
            fillers.compile(lexicon.plain(text)).pattern for text in content["closing"]
        )
        self._opening = re.compile(rf"(?:{opening})\b *")
        self._closing = re.compile(rf" *\b(?:{closing})$")

    def _amount(self) -> str:
        """Return the pattern of a number or a share, and its unit."""
        content = self.content
        numbers = [
            *content["numbers"],
            *(content[word] for word in ("point", "half", "minus")),
            *(word for word in self.levels if word.isalpha()),
            *self._lexicon.vocabulary["clock"]["joint"].split(),
        ]
        number = rf"(?:\d+(?:[.,]\d+)?|{'|'.join(map(re.escape, numbers))})(?!\w)"
        units = "|".join(
            re.escape(unit) for unit in sorted(self.units, key=len, reverse=True)
        )
        return rf"{number}(?:[ -]{number})*(?: (?:{units}))?"

    def clause(self, text: str) -> Clause:
        """Return a part of a sentence as the patterns expect it."""
        whole = self._lexicon.spelt(text)
        plain = self._lexicon.to_the_point(whole)
        while (match := self._opening.match(plain)) and plain[match.end() :].strip():
            plain = self._lexicon.to_the_point(plain[match.end() :])
        while (match := self._closing.search(plain)) and plain[: match.start()].strip():
            plain = self._lexicon.to_the_point(plain[: match.start()])
        return Clause(self, whole, plain)

    def matches(self, frames: Frames, *texts: str) -> list[Match]:
        """Return those of some frames that one of the texts fits, in their order."""
        found = []
        for frame, slots in frames.fitting(*texts):
            if self._is_cut_wrong(slots):
                continue
            for name, keys in self.lists.items():
                if name in slots and name not in frame.slots:
                    slots[name] = keys[slots[name]]
            found.append(Match(frame.ask, slots))
        return found

    def _is_cut_wrong(self, slots: Mapping[str, str]) -> bool:
        """Return whether a slot took what is no part of a name.

        "The light is" before "on" makes a statement; "on" after "turn" is of the verb.
        """
        return any(
            words.rpartition(" ")[2] in self.content["stating"]
            or (name == "what" and " is " in f" {words} ")
            for name, words in slots.items()
        ) or slots.get("what", "").partition(" ")[0] in {*self.content["of_verbs"]}

    def pieces(self, text: str) -> list[str]:
        """Return the parts of a sentence, what joins them standing before each."""
        marks = {0, len(text)}
        marks |= {found.end() for found in _STOPS.finditer(text)}
        for joint in self._joints:
            marks |= {found.start() + 1 for found in joint.finditer(text)}
        ends = sorted(marks)
        parts = [text[a:b] for a, b in pairwise(ends)]
        return [part for part in parts if part.strip()]

    def without_joint(self, piece: str) -> str:
        """Return a part without what joins it to the one before."""
        for joint in self._joints:
            if found := joint.match(f" {piece}"):
                return piece[found.end() - 1 :]
        return piece

    def _frames(self, templates: Templates, *, first: bool) -> Frames:
        return Frames(
            frames_of(
                [
                    {
                        "ask": group["does"],
                        "slots": group.get("slots", {}),
                        "sentences": map(self._lexicon.plain, group["sentences"]),
                    }
                    for group in self.content["commands"]
                    if group.get("first", False) is first
                ],
                templates,
            )
        )
