"""What people ask and tell a house, answered by her and by Home Assistant's own agent.

Both agents are asked all sets, each sentence in a home that is as it was built. Then
her own part of a turn is timed in houses of 50, 1,000 and 5,000 exposed entities, and
so is reading a month of history.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
import logging
from pathlib import Path

import freezegun.api
from homeassistant.components.conversation.agent_manager import async_converse
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.samantha.mind.turn import Reply, Step, Turn
from tests.house.inside import crowd
from tests.house.inside.asking import HERS
from tests.house.inside.homes import PLANS
from tests.house.inside.lines import load_history
from tests.house.inside.reckoning import (
    BARS,
    WRONG_ACTIONS,
    by_kind,
    misses,
    right,
    share,
    wrong,
)
from tests.house.inside.running import Pair, compare_all, stand

from .figures import Figure, summary

PAGE = Path(__file__).parents[1] / "docs" / "house-questions.md"
# What came of sentences that were new to her, once, on their first run.
HELD_OUT = Path(__file__).with_name("held_out.md")
# Entities exposed, and the bar for her own part in milliseconds.
SIZES = {50: None, 1_000: 15.0, 5_000: 40.0}
BAR_HISTORY_MS = 150.0
ROUNDS = 2
# Home Assistant's own matching, which is reported beside hers.
THEIR_STEPS = frozenset(
    {"sentence_triggers", "home_assistant_intents", "home_assistant_agent"}
)
READER = "house_reader"
# What fills her tables, and Home Assistant's.
_FIRST = "which lights are on"


class Report(list[Figure]):
    """The figures, with what they were reckoned from."""

    def __init__(self, figures: Iterable[Figure], pairs: Sequence[Pair]) -> None:
        """Take both."""
        super().__init__(figures)
        self.pairs = pairs


async def measure() -> Report:
    """Return what both agents get right, and how long she takes."""
    logging.disable(logging.CRITICAL)
    pairs = await compare_all()
    print("\n".join(misses(pairs)))
    print("\n".join(_table(pairs)))
    figures = [*_shares(pairs)]
    for size, bar in SIZES.items():
        figures += await _time_in_a_crowd(size, bar)
    figures += await _time_with_a_past()
    return Report(figures, pairs)


def _shares(pairs: Sequence[Pair]) -> Iterable[Figure]:
    for level, bar in BARS.items():
        some = [pair for pair in pairs if pair.line.level is level]
        yield Figure(name=f"{level}", value=len(some), unit="count")
        for who, outcomes in (
            ("hers", [pair.hers for pair in some]),
            ("theirs", [pair.theirs for pair in some]),
        ):
            yield Figure(
                name=f"{level}, not right, {who}",
                value=100 * (1 - right(outcomes)),
                unit="%",
                bar=round(100 * (1 - bar), 1) if who == "hers" else None,
            )
            yield Figure(
                name=f"{level}, not right leniently, {who}",
                value=100 * (1 - share(outcome.lenient for outcome in outcomes)),
                unit="%",
            )
    yield Figure(
        name="wrong actions, hers",
        value=100 * wrong(pair.hers for pair in pairs),
        unit="%",
        bar=100 * WRONG_ACTIONS,
    )
    yield Figure(
        name="wrong actions, theirs",
        value=100 * wrong(pair.theirs for pair in pairs),
        unit="%",
    )
    yield Figure(
        name="right with theirs and not with hers",
        value=sum(pair.lost for pair in pairs),
        unit="count",
        bar=0,
    )


async def _time_in_a_crowd(size: int, bar: float | None) -> list[Figure]:
    plan = crowd.plan(size)
    rooms = crowd.rooms(plan)
    async with stand(plan) as home:
        _, *times = await _timed_turns(
            home.hass,
            [
                _FIRST,
                *(
                    sentence.format(*[rooms[(place * 7 + around) % len(rooms)]] * 2)
                    for around in range(ROUNDS)
                    for place, sentence in enumerate(crowd.SENTENCES)
                ),
            ],
        )
        er.async_get(home.hass).async_update_entity(
            plan.things[0].entity_id, name="Chandelier"
        )
        (renamed,) = await _timed_turns(home.hass, [_FIRST])
    own = [_own(turn) for turn in times]
    theirs = [
        sum(turn.get(step, 0) for step in THEIR_STEPS)
        for turn in times
        if "home_assistant_intents" in turn
    ]
    median, tail = summary(f"her part at {size}", own, "ms")
    return [
        Figure(name=median.name, value=median.value, unit="ms", bar=bar),
        tail,
        *summary(
            f"the reader at {size}", [turn.get(READER, 0.0) for turn in times], "ms"
        ),
        *summary(f"Home Assistant's matching at {size}", theirs, "ms"),
        Figure(
            name=f"her part at {size}, first after a change of names",
            value=_own(renamed),
            unit="ms",
        ),
    ]


def _own(turn: Mapping[str, float]) -> float:
    """Return the milliseconds of a turn that were not Home Assistant's matching."""
    return sum(ms for step, ms in turn.items() if step not in THEIR_STEPS)


async def _time_with_a_past() -> list[Figure]:
    plan = PLANS["demo"]()
    sentences = [line.text for line in load_history("demo")]
    async with stand(plan, partial(crowd.month, plan)) as home:
        _, *times = await _timed_turns(home.hass, [_FIRST, *sentences])
    median, tail = summary(
        "a question about a month", [turn.get(READER, 0.0) for turn in times], "ms"
    )
    return [
        Figure(name=median.name, value=median.value, unit="ms", bar=BAR_HISTORY_MS),
        tail,
    ]


async def _timed_turns(
    hass: HomeAssistant, sentences: Iterable[str]
) -> list[dict[str, float]]:
    """Return the milliseconds of each step, for each sentence."""
    mind = hass.config_entries.async_loaded_entries("samantha")[0].runtime_data.mind
    steps: dict[str, float] = defaultdict(float)
    mind.steps = tuple(_timed(step, steps) for step in mind.steps)
    taken = []
    for text in sentences:
        steps.clear()
        await async_converse(hass, text, None, Context(), "en", HERS)
        taken.append(dict(steps))
        await hass.async_block_till_done()
        mind.ears.forget()
    return taken


def _timed(step: Step, times: dict[str, float]) -> Step:
    async def timed(turn: Turn) -> Reply | None:
        # Named in full, or the stopped clock would take its place.
        started = freezegun.api.real_perf_counter()
        try:
            return await step(turn)
        finally:
            times[step.__name__] += (freezegun.api.real_perf_counter() - started) * 1000

    timed.__name__ = step.__name__
    return timed


def _table(pairs: Sequence[Pair]) -> list[str]:
    lines = [
        "| | | sentences | hers | hers, leniently | theirs | theirs, leniently |",
        "|---|---|---|---|---|---|---|",
    ]
    for (level, kind), some in by_kind(pairs).items():
        hers, theirs = [pair.hers for pair in some], [pair.theirs for pair in some]
        lines.append(
            f"| {level} | {kind} | {len(some)} | {right(hers):.0%} |"
            f" {share(one.lenient for one in hers):.0%} | {right(theirs):.0%} |"
            f" {share(one.lenient for one in theirs):.0%} |"
        )
    for name in dict.fromkeys(pair.line.home for pair in pairs):
        some = [pair for pair in pairs if pair.line.home == name]
        lines.append(
            f"| all | {name} | {len(some)} | {right(p.hers for p in some):.0%} |"
            f" {share(p.hers.lenient for p in some):.0%} |"
            f" {right(p.theirs for p in some):.0%} |"
            f" {share(p.theirs.lenient for p in some):.0%} |"
        )
    return lines


def write(report: Report) -> None:
    """Write what was found, with each miss of hers."""
    rows = {figure.name: figure for figure in report}
    lines = [
        "# What she answers without a model",
        "",
        "Written by `script/bench house --write`. Three homes, each at a moment of its",
        "own: the demo house, a small flat, and a big house of three floors. Each",
        "sentence is said to her and to Home Assistant's own agent in a home that is",
        "as it was built. *Right* means that all facts are in the answer and nothing",
        "false, or that exactly the expected things changed. *Leniently* right is what",
        "claims nothing false and is no error, or did what was asked, whatever else it",
        "did. The wording is free.",
        "",
        "## Bars",
        "",
        "| | bar | hers | theirs |",
        "|---|---|---|---|",
        *(
            f"| {level}, right | at least {bar:.0%} |"
            f" {1 - rows[f'{level}, not right, hers'].value / 100:.1%} |"
            f" {1 - rows[f'{level}, not right, theirs'].value / 100:.1%} |"
            for level, bar in BARS.items()
        ),
        *(
            f"| {level}, leniently | |"
            f" {1 - rows[f'{level}, not right leniently, hers'].value / 100:.1%} |"
            f" {1 - rows[f'{level}, not right leniently, theirs'].value / 100:.1%} |"
            for level in BARS
        ),
        (
            f"| wrong actions | at most {WRONG_ACTIONS:.1%} |"
            f" {rows['wrong actions, hers'].value:.2f}% |"
            f" {rows['wrong actions, theirs'].value:.2f}% |"
        ),
        (
            "| right with theirs and not with hers | none |"
            f" {rows['right with theirs and not with hers'].value:.0f} | |"
        ),
        "",
        *HELD_OUT.read_text().splitlines(),
        "",
        "## Time",
        "",
        "Milliseconds. *Her part* is a turn without Home Assistant's own matching,",
        "which is shown for the turns that came to it.",
        "",
        "| | bar | median | 95th percentile |",
        "|---|---|---|---|",
        *(
            f"| {name.removesuffix(', median')} |"
            f" {f'{figure.bar:g}' if figure.bar else ''} | {figure.value:.1f} |"
            f" {rows[name.replace('median', '95th percentile')].value:.1f} |"
            for name, figure in rows.items()
            if name.endswith(", median")
        ),
        "",
        "The first sentence after a change of names, which fills her tables, takes",
        *(
            f"{rows[name].value:.0f} ms at {size} entities,"
            for size in SIZES
            if (name := f"her part at {size}, first after a change of names") in rows
        ),
        "once.",
        "",
        "## By kind",
        "",
        *_table(report.pairs),
        "",
        "## Misses",
        "",
        *_missed(report.pairs),
    ]
    PAGE.write_text("\n".join(lines))


def _missed(pairs: Sequence[Pair]) -> Iterable[str]:
    for (level, kind), some in by_kind(pairs).items():
        missed = [pair for pair in some if not pair.hers.strict]
        if not missed:
            continue
        yield f"### {level[0].upper()}{level[1:]}: {kind}"
        yield ""
        for pair in missed:
            yield f"- {pair.line.said} ({pair.line.home})"
            yield f"  - she: {pair.hers.answer}"
            yield f"  - {pair.hers.why}"
        yield ""
