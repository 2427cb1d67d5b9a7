"""The sets: sentences, from where each is said, and what has to come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from .reading import read

SETS: Final = Path(__file__).parents[1] / "sentences"


class Level(StrEnum):
    """What a bar is set for."""

    QUESTION = "questions"
    EVERYDAY = "everyday commands"
    HARD = "harder commands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of a set."""

    home: str
    text: str
    kind: str
    level: Level
    # The area of the satellite that hears it; None by text.
    area: str | None = None
    # What was said before, in the same conversation.
    after: tuple[str, ...] = ()
    # The facts of the answer, as judging.expectation reads them.
    facts: Mapping[str, Any] = field(default_factory=dict)
    # What changes: entity to state, or to state and attributes.
    does: Mapping[str, Any] = field(default_factory=dict)
    # So many of these, whichever, become so.
    some: Mapping[str, Any] | None = None
    # She has to ask first; what changes does so after a yes.
    guarded: bool = False

    @property
    def said(self) -> str:
        """Return the whole of what is said, for people to read."""
        place = f" [{self.area}]" if self.area else ""
        return f"{' / '.join((*self.after, self.text))}{place}"


_OWN: Final = frozenset({"say", "ask", "kind", "from", "after", "hard", "guarded"})


def load(home: str, directory: Path = SETS) -> list[Line]:
    """Return all lines about a home."""
    return [
        line
        for what in ("questions", "commands")
        for line in read_set(directory / f"house_{what}_{home}.yaml", home)
    ]


def load_history(home: str, directory: Path = SETS) -> list[Line]:
    """Return the lines about a home's past; none where it has none."""
    path = history_of(home, directory)
    return read_set(path, home) if path.exists() else []


def history_of(home: str, directory: Path = SETS) -> Path:
    """Return the file that holds a home's past and the questions about it."""
    return directory / f"house_history_{home}.yaml"


def read_set(path: Path, home: str) -> list[Line]:
    """Return the lines of one file, in order."""
    content = read(path)
    pools: Mapping[str, Sequence[str]] = content.get("pools", {})
    return [
        _line(home, kind, values, pools)
        for kind, lines in content["kinds"].items()
        for values in lines
    ]


def _line(
    home: str, kind: str, values: Mapping[str, Any], pools: Mapping[str, Sequence[str]]
) -> Line:
    facts = {key: value for key, value in values.items() if key not in _OWN}
    does = facts.pop("does", {})
    some = facts.pop("some", None)
    for key in ("among", "names"):
        if isinstance(pool := facts.get(key), str):
            facts[key] = tuple(pools[pool])
    question = "ask" in values
    hard = Level.HARD if values.get("hard") else Level.EVERYDAY
    return Line(
        home=home,
        text=values["ask"] if question else values["say"],
        kind=kind,
        level=Level.QUESTION if question else hard,
        area=values.get("from"),
        after=tuple(values.get("after", ())),
        facts=facts,
        does=does,
        some=some,
        guarded=values.get("guarded", False),
    )
