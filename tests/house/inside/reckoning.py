"""Count what came of the sets, and hold it against the bars."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from .asking import Outcome
from .lines import Level
from .running import Pair

# Shares of a set that have to be right, judged strictly.
BARS: Final[Mapping[Level, float]] = {
    Level.QUESTION: 0.90,
    Level.EVERYDAY: 0.85,
    Level.HARD: 0.70,
}
WRONG_ACTIONS: Final = 0.005


def share(counted: Iterable[bool]) -> float:
    """Return the share that holds; 1 of nothing."""
    held = list(counted)
    return sum(held) / len(held) if held else 1.0


def right(outcomes: Iterable[Outcome]) -> float:
    """Return the share that is right, judged strictly."""
    return share(outcome.strict for outcome in outcomes)


def wrong(outcomes: Iterable[Outcome]) -> float:
    """Return the share that changed what it should not have."""
    return share(bool(outcome.wrong) for outcome in outcomes)


def missed_bars(pairs: Sequence[Pair]) -> list[str]:
    """Name the bars that do not hold."""
    missed = []
    for level, bar in BARS.items():
        reached = right(pair.hers for pair in pairs if pair.line.level is level)
        if reached < bar:
            missed.append(f"{level}: {reached:.1%} right, {bar:.0%} wanted")
    if (reached := wrong(pair.hers for pair in pairs)) > WRONG_ACTIONS:
        missed.append(f"wrong actions: {reached:.1%}, {WRONG_ACTIONS:.1%} allowed")
    missed += [
        f"lost: {pair.line.said}: she {pair.hers.answer!r}, it {pair.theirs.answer!r}"
        for pair in pairs
        if pair.lost
    ]
    return missed


def misses(pairs: Iterable[Pair]) -> list[str]:
    """Describe each miss of hers, wrong actions and lost lines first."""
    listed = sorted(
        (pair for pair in pairs if not pair.hers.strict),
        key=lambda pair: (not pair.hers.wrong, not pair.lost),
    )
    return [
        f"{pair.line.home}, {pair.line.level}, {pair.line.kind}"
        f"{' (LOST: theirs is right)' if pair.lost else ''}\n"
        f"    {pair.line.said}\n"
        f"    → {pair.hers.answer}\n"
        f"    {pair.hers.why}"
        for pair in listed
    ]


def by_kind(pairs: Iterable[Pair]) -> dict[tuple[Level, str], list[Pair]]:
    """Group what came of the lines by level and kind, in the order of the sets."""
    grouped: dict[tuple[Level, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        grouped[pair.line.level, pair.line.kind].append(pair)
    return dict(grouped)
