"""Pure: the texts and word lists of a language that models need."""

from collections.abc import Mapping
from dataclasses import dataclass
import re
from typing import Any, Final, Self

_INSTRUCTIONS: Final = (
    "correct_claim",
    "correct_value",
    "correct_repeated",
    "plain_words",
)


@dataclass(frozen=True, slots=True)
class ModelWords:
    """What `model.yaml` of a language holds, besides replies."""

    prompt: Mapping[str, str]
    # What a held call would do, by the intent.
    held: Mapping[str, str]
    # Sentences that say that something was done, or is being done.
    claims: tuple[re.Pattern[str], ...]
    # Words for a state, each with the states of entities that they are true of.
    states: Mapping[str, frozenset[str]]
    # Words that say which way something was changed, by the intent that does it.
    ways: Mapping[str, frozenset[str]]
    # Words that tell that a sentence is about this house.
    about_here: frozenset[str]
    units: re.Pattern[str]
    # What stands between parts of a sentence that may each give something a state.
    parts: re.Pattern[str]
    conditions: tuple[str, ...]
    # Verbs that order something, and words that make it no more than a thought.
    orders: frozenset[str]
    suggesting: frozenset[str]

    @property
    def instructions(self) -> tuple[str, ...]:
        """Return what a model may be told in the midst of a talk."""
        return tuple(map(self.prompt.__getitem__, _INSTRUCTIONS))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read the content of the file.

        Raises:
            KeyError: a part is missing.
            re.error: a pattern is none.

        """
        verbs = "|".join(map(re.escape, data["claims"]["done"]))
        bare = "|".join(map(re.escape, data["claims"]["doing"]))
        going = "|".join(map(re.escape, data["claims"]["going_on"]))
        joints = "|".join(map(re.escape, data["joints"]))
        units = "|".join(map(re.escape, sorted(data["units"], key=len, reverse=True)))
        return cls(
            prompt=data["prompt"],
            held=data["held"],
            claims=tuple(
                re.compile(
                    pattern.replace("<done>", f"(?:{verbs})")
                    .replace("<doing>", f"(?:{bare})")
                    .replace("<going_on>", f"(?:{going})")
                )
                for pattern in data["claims"]["sentences"]
            ),
            states={word: frozenset(states) for word, states in data["states"].items()},
            ways={name: frozenset(words) for name, words in data["ways"].items()},
            about_here=frozenset(data["about_here"]),
            units=re.compile(rf"\s*(?:{units})(?!\w)"),
            parts=re.compile(rf"[,;\u2013\u2014]\s|\s(?:{joints})\s"),
            conditions=tuple(data["conditions"]),
            orders=frozenset(data["claims"]["doing"]),
            suggesting=frozenset(data["suggesting"]),
        )
