"""Pure: single words of a language that decisions need."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Words:
    """Single words of a language that decisions need."""

    greetings: frozenset[str]
    leading_to_names: frozenset[str]
    questions: frozenset[str]
    reasons: tuple[str, ...]
    digits: Mapping[str, str]
    numbers: Mapping[str, str]
    code_fillers: frozenset[str]
    introductions: tuple[str, ...]
    code_words: frozenset[str]
    pair: str
    either: str
    separator: str
    link: str
    the: str

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """Read them from a language's file; raises KeyError where one is missing."""
        return cls(
            greetings=frozenset(content["greetings"]),
            leading_to_names=frozenset(content["leading_to_names"]),
            questions=frozenset(content["questions"]),
            reasons=tuple(content["reasons"]),
            digits=_each_said(content["digits"]),
            numbers=_each_said(content["numbers"]),
            code_fillers=frozenset(content["code_fillers"]),
            introductions=tuple(content["introductions"]),
            code_words=frozenset(content["code_words"]),
            pair=content["and"],
            either=content["or"],
            separator=content["separator"],
            link=content["link"],
            the=content["the"],
        )

    def enumerate(self, names: list[str]) -> str:
        """Join names as people list them: one, one and two, one, two and three."""
        return self._joined(names, self.pair)

    def choice(self, names: list[str]) -> str:
        """Join names of which one is meant: one or two, one, two or three."""
        return self._joined(names, self.either)

    def _joined(self, names: list[str], last_two: str) -> str:
        if len(names) < 2:  # noqa: PLR2004
            return "".join(names)
        return last_two.format(first=self.separator.join(names[:-1]), last=names[-1])


def _each_said(content: Mapping[str, list[str]]) -> dict[str, str]:
    """Return what each word stands for, of lists of words by that."""
    return {word: meant for meant, said in content.items() for word in said}
