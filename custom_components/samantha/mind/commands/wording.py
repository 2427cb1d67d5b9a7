"""The sentences that order something, and the words that she answers with."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
import re
from typing import TYPE_CHECKING, Any, Final

from ..reader.frames import Frame, Templates, frames_of

if TYPE_CHECKING:
    from ..reader.lexicon import Lexicon

# Commas and full stops part commands; those within a number don't.
_STOPS: Final = re.compile(r"[,;:.!?]+(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that a clause fits, with the words in its slots."""

    does: str
    slots: Mapping[str, str]


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

    def matches(self, text: str, *, first: bool) -> list[Match]:
        """Return the frames that a clause fits, in their order.

        With what is polite in it, and without: "let me" is no more than that, but not
        in "let me in".
        """
        found = []
        whole = " ".join(self._lexicon.words(self._lexicon.plain(text)))
        clauses = dict.fromkeys((whole, self.clause(text)))
        for frame in self.first if first else (*self.first, *self.frames):
            for clause in clauses:
                slots = frame.match(clause)
                if slots is None or self._is_cut_wrong(slots):
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

    def clause(self, text: str) -> str:
        """Return a command as the patterns expect it, without what is polite."""
        plain = self._lexicon.sentence(text)
        while (match := self._opening.match(plain)) and plain[match.end() :].strip():
            plain = self._lexicon.sentence(plain[match.end() :])
        while (match := self._closing.search(plain)) and plain[: match.start()].strip():
            plain = self._lexicon.sentence(plain[: match.start()])
        return plain

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

    def _frames(self, templates: Templates, *, first: bool) -> list[Frame]:
        return list(
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
