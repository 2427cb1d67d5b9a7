"""Nudges that pretended residents accept, at learned hours, at a fixed one, at best."""

from pathlib import Path
from typing import Final

from tests.family.populations import Choice, Population, lived

from .figures import Figure

TABLE: Final = Path(__file__).parents[1] / "docs" / "learned-hours.md"
_ABOUT: Final = """\
# What learning the hours is worth

Of a hundred nudges to call somebody, how many are accepted: by forty pretended
residents of each population, in a year each, with three contacts, written by
`script/bench family --write`. Their seeds were not looked at while the weights in
`family/learned_hours.py` were chosen. The fixed time is six in the evening, every day
on which a call is due. The oracle knows each resident's real hours.

- **regular**: three good hours on working days, three on days off, three on one day;
- **changing**: the same, and others every thirteen weeks;
- **uniform**: every hour is as good as every other.

Learned hours wait for a better moment, so in a year fewer nudges are given.

| | |
|---|---|
"""
_SEEDS: Final = range(3_000, 3_040)
_PER_CENT: Final = 100


async def measure() -> list[Figure]:
    """Live through the years."""
    return [
        figure
        for population in Population
        for choice in Choice
        for figure in _figures(population, choice)
    ]


def write(figures: list[Figure]) -> None:
    """Write the table of what is accepted."""
    rows = (f"| {f.name} | {f.value:.1f} {f.unit} |\n" for f in figures)
    TABLE.write_text(_ABOUT + "".join(rows), encoding="utf-8")


def _figures(population: Population, choice: Choice) -> list[Figure]:
    count = lived(population, choice, _SEEDS)
    name = f"{population}, {choice}"
    return [
        Figure(name=f"{name}: accepted", value=count.share * _PER_CENT, unit="%"),
        Figure(
            name=f"{name}: calls for it, a resident",
            value=count.accepted / len(_SEEDS),
            unit="a year",
        ),
    ]
