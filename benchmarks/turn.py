"""A turn of hers beside the same sentence to Home Assistant's own agent.

Both run in one process on the demo house. More sentences are asked in a round than Home
Assistant keeps recognised ones, so nobody finds the other's result. Who begins changes
from round to round.
"""

from collections import defaultdict
import logging
from pathlib import Path
from statistics import median
from time import perf_counter

from homeassistant.components.conversation import HOME_ASSISTANT_AGENT
from homeassistant.components.conversation.agent_manager import async_converse
from homeassistant.core import Context, HomeAssistant

from custom_components.samantha.mind.turn import Reply, Step, Turn

from .figures import Figure, p95, summary
from .house import add_samantha, demo_house, sentences

AGENT = "conversation.samantha"
ROUNDS = 6
BAR_ADDED_MS = 2.0
TABLE = Path(__file__).parents[1] / "docs" / "latency.md"


async def measure() -> list[Figure]:
    """Return what she adds to a turn, and where her part of it goes."""
    said = sentences("questions", "commands")
    steps: dict[str, list[float]] = defaultdict(list)
    logging.disable(logging.CRITICAL)
    async with demo_house() as hass:
        entry = await add_samantha(hass)
        for agent in (HOME_ASSISTANT_AGENT, AGENT):
            await _round(hass, agent, said[:40])
        mind = entry.runtime_data.mind
        mind.steps = tuple(_timed(step, steps) for step in mind.steps)
        times: dict[str, list[list[float]]] = {HOME_ASSISTANT_AGENT: [], AGENT: []}
        for number in range(ROUNDS):
            order = (HOME_ASSISTANT_AGENT, AGENT)
            for agent in order if number % 2 else reversed(order):
                times[agent].append(await _round(hass, agent, said))
    theirs = [
        median(column) for column in zip(*times[HOME_ASSISTANT_AGENT], strict=True)
    ]
    hers = [median(column) for column in zip(*times[AGENT], strict=True)]
    added = [her - their for her, their in zip(hers, theirs, strict=True)]
    return [
        Figure(name="sentences", value=len(said), unit="count"),
        *summary("Home Assistant's agent", theirs, "ms"),
        *summary("Samantha", hers, "ms"),
        Figure(
            name="Samantha adds, median",
            value=median(added),
            unit="ms",
            bar=BAR_ADDED_MS,
        ),
        Figure(name="Samantha adds, 95th percentile", value=p95(added), unit="ms"),
        Figure(
            name="Samantha to Home Assistant's agent, ratio of medians",
            value=median(hers) / median(theirs),
            unit="ratio",
        ),
        *(
            figure
            for name, values in steps.items()
            for figure in summary(f"step {name}", values, "ms")
        ),
    ]


def write(figures: list[Figure]) -> None:
    """Write the latency budget."""
    rows = {figure.name: figure.value for figure in figures}
    steps = [name.split(", ")[0] for name in rows if name.startswith("step ")]
    lines = [
        "# Where the time of a turn goes",
        "",
        "Written by `script/bench turn --write`. All times in milliseconds, on the",
        f"demo house, over {rows['sentences']:.0f} sentences, each the median of",
        f"{ROUNDS} turns.",
        "",
        "| | median | 95th percentile |",
        "|---|---|---|",
        *(
            f"| {name} | {rows[f'{name}, median']:.2f} |"
            f" {rows[f'{name}, 95th percentile']:.2f} |"
            for name in ("Home Assistant's agent", "Samantha", "Samantha adds")
        ),
        "",
        "The steps of her turn, in order, where they were taken. What a step of Home",
        "Assistant's takes is in it, actions included.",
        "",
        "| step | median | 95th percentile |",
        "|---|---|---|",
        *(
            f"| `{step.removeprefix('step ')}` | {rows[f'{step}, median']:.2f} |"
            f" {rows[f'{step}, 95th percentile']:.2f} |"
            for step in dict.fromkeys(steps)
        ),
        "",
    ]
    TABLE.write_text("\n".join(lines))


async def _round(hass: HomeAssistant, agent: str, said: list[str]) -> list[float]:
    """Return the milliseconds that each sentence took."""
    taken = []
    for text in said:
        started = perf_counter()
        await async_converse(hass, text, None, Context(), "en", agent)
        taken.append((perf_counter() - started) * 1000)
    return taken


def _timed(step: Step, times: dict[str, list[float]]) -> Step:
    async def timed(turn: Turn) -> Reply | None:
        started = perf_counter()
        try:
            return await step(turn)
        finally:
            times[step.__name__].append((perf_counter() - started) * 1000)

    timed.__name__ = step.__name__
    return timed
