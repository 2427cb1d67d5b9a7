"""Pure: the words of a language for times, and a text as tokens of the grammar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
import re
from typing import Any, Final, Self

_WORD: Final = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[:.]\d{2}|\d+[^\W\d_]*|[^\W\d_]+(?:'[^\W\d_]+)*"
)
_DOTTED: Final = re.compile(r"\b([ap])\.\s?m\b\.?")
_CLOCK: Final = re.compile(r"(\d{1,2})[:.](\d{2})")
_GLUED: Final = re.compile(r"(\d+)([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the grammar, whatever the language."""

    kind: str
    value: str = ""

    @property
    def number(self) -> int:
        """Return its value as a number."""
        return int(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the words of a language mean, and the hours that its people mean."""

    phrases: Mapping[tuple[str, ...], Token]
    longest: int
    fillers: frozenset[tuple[str, ...]]
    numbers: Mapping[str, int]
    tens: Mapping[str, int]
    ordinals: Mapping[str, int]
    ordinal_endings: frozenset[str]
    part_hours: Mapping[str, int]
    day_hour: int

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """Read a language's `times.yaml`.

        Raises:
            KeyError: a part is missing.

        """
        phrases: dict[tuple[str, ...], Token] = {}
        for key, said in content["tokens"].items():
            kind, _, value = key.partition(" ")
            for phrase in said:
                phrases[tuple(phrase.split())] = Token(kind, value)
        return cls(
            phrases=phrases,
            longest=max(map(len, phrases)),
            fillers=frozenset(tuple(one.split()) for one in content["fillers"]),
            numbers={word: value for value, word in enumerate(content["numbers"])},
            tens=content["tens"],
            ordinals={word: value for value, word in enumerate(content["ordinals"])}
            | content["ordinal_tens"],
            ordinal_endings=frozenset(content["ordinal_endings"]),
            part_hours=content["part_hours"],
            day_hour=content["day_hour"],
        )

    def tokens(self, text: str) -> tuple[Token, ...] | None:
        """Return a text as tokens; None where a word of it is none of times."""
        words = _words(text)
        found: list[Token] = []
        while words:
            taken, token = self._next(words)
            if not taken:
                return None
            if token is not None:
                found.append(token)
            words = words[taken:]
        return tuple(found)

    def _next(self, words: Sequence[str]) -> tuple[int, Token | None]:
        """Return how many words make the next token, and it; fillers make none."""
        for length in range(min(self.longest, len(words)), 0, -1):
            phrase = tuple(words[:length])
            if phrase in self.fillers:
                return length, None
            if (token := self.phrases.get(phrase)) is not None:
                return length, token
        return self._number(words)

    def _number(self, words: Sequence[str]) -> tuple[int, Token | None]:
        word = words[0]
        following = words[1] if len(words) > 1 else ""
        if match := _CLOCK.fullmatch(word):
            exact = "exact" if word.startswith("0") else "clock"
            return 1, Token(exact, f"{int(match[1])}:{match[2]}")
        if word.count("-") == 2:  # noqa: PLR2004 # the parts of a date
            return 1, Token("iso", word)
        if word.isdecimal():
            return 1, Token("number", word)
        if match := _GLUED.fullmatch(word):
            # "3rd"; "7am" has been taken apart before.
            is_ordinal = match[2] in self.ordinal_endings
            return (1, Token("ordinal", match[1])) if is_ordinal else (0, None)
        if (ten := self.tens.get(word)) is not None:
            if 0 < (one := self.numbers.get(following, 0)) < 10:  # noqa: PLR2004
                return 2, Token("number", str(ten + one))
            if 0 < (one := self.ordinals.get(following, 0)) < 10:  # noqa: PLR2004
                return 2, Token("ordinal", str(ten + one))
            return 1, Token("number", str(ten))
        if (number := self.numbers.get(word)) is not None:
            return 1, Token("number", str(number))
        if (ordinal := self.ordinals.get(word)) is not None:
            return 1, Token("ordinal", str(ordinal))
        return 0, None


def _words(text: str) -> list[str]:
    """Return the words of a text, as recognisers and people write them."""
    text = text.casefold().replace("’", "'")  # noqa: RUF001
    text = _DOTTED.sub(r"\1m", text).replace("-", " - ")
    text = re.sub(r"(\d) - (?=\d)", r"\1-", text)
    words: list[str] = []
    for word in _WORD.findall(text):
        match = _GLUED.fullmatch(word)
        if match and match[2] in {"am", "pm"}:
            words += match.groups()
        else:
            words.append(word)
    return words
