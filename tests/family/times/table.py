"""The table of spoken times, read, and what was understood written as the table is."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import yaml

from custom_components.samantha.family.times.meant import (
    Either,
    Fault,
    Moment,
    Understood,
)
from custom_components.samantha.family.times.vocabulary import Vocabulary
from custom_components.samantha.mind.phrases import SENTENCES

TABLE: Final = Path(__file__).parent / "spoken.yaml"
UNSEEN: Final = Path(__file__).parent / "unseen.yaml"
ZONE: Final = ZoneInfo("Europe/Berlin")


class Line(NamedTuple):
    """What is said when, and what it means."""

    now: datetime
    said: str
    meant: str


@cache
def english() -> Vocabulary:
    """Return the English words of times."""
    path = SENTENCES / "en" / "times.yaml"
    return Vocabulary.from_dict(yaml.safe_load(path.read_text("utf-8")))


def lines(path: Path = TABLE) -> Iterator[Line]:
    """Yield the lines of the table."""
    for group in yaml.safe_load(path.read_text("utf-8")):
        now = moment(str(group["now"]))
        for said, meant in group["said"].items():
            yield Line(now, said, str(meant))


def moment(text: str) -> datetime:
    """Return a time in Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def written(understood: Understood | None) -> str:
    """Return what was understood as the table has it."""
    match understood:
        case None:
            return "nothing"
        case Fault():
            return understood.value
        case Either(first, second):
            return f"{_moment(first)} or {_moment(second)}"
    return _moment(understood)


def _moment(one: Moment) -> str:
    rule = f" {one.rule}" if one.rule else ""
    return f"{one.at:%Y-%m-%d %H:%M}{rule}"
