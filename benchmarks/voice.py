"""From the end of hearing to the end of speaking, beside Home Assistant's own agent.

Both agents answer the same transcripts in one Home Assistant process, through the same
Piper, by `assist_pipeline/run`. They take turns, and who begins changes from sentence
to sentence and from round to round. What Home Assistant keeps of what it said is
cleared before each, so that every answer is spoken anew. Only sentences that both
answer in the same words count: longer words take longer to speak.

Beside it, how soon a long answer begins, with a voice that speaks sentence by sentence
and with one that doesn't.
"""

from collections import defaultdict
from pathlib import Path
from statistics import median
import tempfile
from typing import Final

from tests.e2e.voice import parts
from tests.e2e.voice.pipeline import Run
from tests.e2e.voice.sentences import COMMANDS, QUESTIONS
from tests.e2e.voice.server import Server
from tests.e2e.voice.stage import Stage, open_stage
from tests.e2e.voice.wiring import add_pipeline, add_server
from tests.house.client import DEFAULT_AGENT, SAMANTHA_AGENT
from tests.house.furnish import begin
from tests.house.moving import furnished

from .figures import Figure, summary

ROUNDS: Final = 3
LONG_ROUNDS: Final = 10
BAR_RATIO: Final = 1.05
TABLE: Final = Path(__file__).parents[1] / "docs" / "voice-latency.md"

SAID: Final = tuple(sentence.text for sentence in (*QUESTIONS, *COMMANDS))
LONG: Final = "What can you do?"
NAMES: Final = {DEFAULT_AGENT: "Home Assistant's agent", SAMANTHA_AGENT: "Samantha"}
STREAMED: Final = "sentence by sentence"
AT_ONCE: Final = "at once"


async def measure() -> list[Figure]:
    """Return the times from the intent's start to the voice's end, hers and theirs."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_stage(await furnished(), Path(folder), rooms=()) as stage,
            Server("tts at once", parts.piper_at_once, Path(folder)) as at_once,
        ):
            figures = _figures(await _compared(stage))
            return figures + await _long_answer(stage, at_once)


def write(figures: list[Figure]) -> None:
    """Write the table."""
    rows = {figure.name: figure.value for figure in figures}
    lines = [
        "# How long she takes to answer aloud",
        "",
        "Written by `script/bench voice --write`. Seconds from the start of",
        "understanding to the end of speaking, and to the first sound, with real Piper",
        f"on the demo house, over {rows['sentences']:.0f} sentences, each the median",
        f"of {ROUNDS} turns.",
        "",
        "| | median | 95th percentile |",
        "|---|---|---|",
        *(
            f"| {name}, {what} | {rows[f'{name}, {what}, median']:.3f} |"
            f" {rows[f'{name}, {what}, 95th percentile']:.3f} |"
            for what in ("voice ends", "first sound")
            for name in NAMES.values()
        ),
        "",
        f"Hers to theirs, medians: {rows['voice ends, hers to theirs']:.3f}.",
        "",
        "## A long answer",
        "",
        f'Her three sentences in answer to "{LONG}",',
        f"each the median of {LONG_ROUNDS} turns.",
        "",
        "| Piper speaks | first sound | voice ends |",
        "|---|---|---|",
        *(
            f"| {how} | {rows[f'long answer, {how}, first sound']:.3f} |"
            f" {rows[f'long answer, {how}, voice ends']:.3f} |"
            for how in (STREAMED, AT_ONCE)
        ),
        "",
    ]
    TABLE.write_text("\n".join(lines))


async def _compared(stage: Stage) -> dict[str, dict[str, list[Run]]]:
    """Return each agent's runs, by sentence."""
    pipelines = {
        agent: await add_pipeline(stage.house, name, agent)
        for agent, name in NAMES.items()
    }
    runs: dict[str, dict[str, list[Run]]] = defaultdict(lambda: defaultdict(list))
    for number in range(-1, ROUNDS):
        await begin(stage.house)
        for place, text in enumerate(SAID):
            agents = list(pipelines)
            for agent in agents if (number + place) % 2 else reversed(agents):
                await stage.house.act("tts.clear_cache")
                run = await stage.house.read(text, pipeline=pipelines[agent])
                # The first round is for Home Assistant to load what it needs.
                if number >= 0:
                    runs[agent][text].append(run)
    return runs


async def _long_answer(stage: Stage, at_once: Server) -> list[Figure]:
    """Return when a long answer is heard, with and without a voice that streams."""
    voice = await add_server(stage.house, at_once, "tts")
    pipelines = {
        STREAMED: await add_pipeline(stage.house, STREAMED, SAMANTHA_AGENT),
        AT_ONCE: await add_pipeline(stage.house, AT_ONCE, SAMANTHA_AGENT, tts=voice),
    }
    runs: dict[str, list[Run]] = defaultdict(list)
    for number in range(-1, LONG_ROUNDS):
        for how, pipeline in pipelines.items():
            await stage.house.act("tts.clear_cache")
            run = await stage.house.read(LONG, pipeline=pipeline)
            if number >= 0:
                runs[how].append(run)
    return [
        Figure(
            name=f"long answer, {how}, {what}",
            value=median(run.between("intent-start", end) for run in runs[how]),
            unit="s",
        )
        for how in pipelines
        for what, end in (("first sound", "first-audio"), ("voice ends", "last-audio"))
    ]


def _figures(runs: dict[str, dict[str, list[Run]]]) -> list[Figure]:
    alike = [text for text in SAID if len(_answers(runs, text)) == 1]
    ends = {agent: _times(runs[agent], alike, "last-audio") for agent in NAMES}
    firsts = {agent: _times(runs[agent], alike, "first-audio") for agent in NAMES}
    return [
        Figure(name="sentences", value=len(alike), unit="count"),
        *(
            figure
            for agent, name in NAMES.items()
            for what, times in (("voice ends", ends), ("first sound", firsts))
            for figure in summary(f"{name}, {what}", times[agent], "s")
        ),
        Figure(
            name="voice ends, hers to theirs",
            value=median(ends[SAMANTHA_AGENT]) / median(ends[DEFAULT_AGENT]),
            unit="ratio",
            bar=BAR_RATIO,
        ),
        Figure(
            name="first sound, hers to theirs",
            value=median(firsts[SAMANTHA_AGENT]) / median(firsts[DEFAULT_AGENT]),
            unit="ratio",
        ),
    ]


def _answers(runs: dict[str, dict[str, list[Run]]], text: str) -> set[str]:
    return {
        run.reply.text if run.reply and run.audio else run.error
        for agent in NAMES
        for run in runs[agent][text]
    }


def _times(runs: dict[str, list[Run]], alike: list[str], end: str) -> list[float]:
    return [
        median(run.between("intent-start", end) for run in runs[text]) for text in alike
    ]
