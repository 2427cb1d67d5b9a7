"""Pure: how a language is misheard, and numbers in the ways they are heard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
import re
from typing import Any, Self

from .sounds import Sounds

type Rewriting = tuple[re.Pattern[str], str]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is known of how a language is heard; by itself, nothing."""

    sounds: Sounds = field(default_factory=Sounds)
    ordinary: frozenset[str] = frozenset()
    numbers: tuple[Rewriting, ...] = ()
    degrees: Mapping[str, tuple[Rewriting, ...]] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """Read a language's `hearing.yaml`.

        Raises:
            KeyError: a part is missing.
            re.error: an expression is none.

        """
        return cls(
            sounds=Sounds.of(content["spellings"], content["alike"]),
            ordinary=frozenset(
                word for line in content["ordinary"] for word in line.split()
            ),
            numbers=_rewritings(content["numbers"]),
            degrees={
                unit: _rewritings(lines) for unit, lines in content["degrees"].items()
            },
        )

    def plain_numbers(self, text: str, unit: str) -> str:
        """Return a sentence with its numbers and times as Home Assistant takes them.

        Args:
            text: what was heard.
            unit: of temperature in this house. A number in another one stays as it is:
                to take it for one in this would be wrong.

        """
        for pattern, meant in (*self.numbers, *self.degrees.get(unit, ())):
            text = pattern.sub(meant, text)
        return text


def _rewritings(lines: Iterable[tuple[str, str]]) -> tuple[Rewriting, ...]:
    return tuple((re.compile(heard, re.IGNORECASE), meant) for heard, meant in lines)
