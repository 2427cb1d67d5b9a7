"""From the end of hearing to the end of speaking, beside Home Assistant's own agent.

Both agents answer the same transcripts in one Home Assistant process, through the same
Piper, by `assist_pipeline/run`, one right after the other. Who begins changes from
sentence to sentence and from round to round, each as often as the other. Nobody finds
what was kept: the spoken answers are cleared before each run, and as Home Assistant
keeps what it recognised for each device, each run comes from another one.

Longer words take longer to speak, and hers are whole sentences. So there are three
comparisons, over transcripts of which both agents answer something:

- those that both answer in equal words, as they are;
- all of them, as if she had said Home Assistant's words: her time to understand and
  act, and then the time that those words took to be spoken in the same round;
- all of them, each in its own words, with the seconds of speech beside.

Beside it, how soon a long answer begins, with a voice that speaks sentence by sentence
and with one that doesn't.
"""

import asyncio
from asyncio.subprocess import PIPE
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
import os
from pathlib import Path
from statistics import median
import tempfile
from typing import Final, Self

from tests.e2e.voice import parts
from tests.e2e.voice.pipeline import Run
from tests.e2e.voice.sentences import COMMANDS, QUESTIONS
from tests.e2e.voice.server import Server
from tests.e2e.voice.sound import Sound
from tests.e2e.voice.speech import RATE
from tests.e2e.voice.stage import Stage, open_stage
from tests.e2e.voice.wiring import add_pipeline, add_server
from tests.house.client import DEFAULT_AGENT, SAMANTHA_AGENT
from tests.house.furnish import begin
from tests.house.moving import furnished

from .figures import Figure, summary

ROUNDS: Final = 4
LONG_ROUNDS: Final = 6
BAR_RATIO: Final = 1.05
TABLE: Final = Path(__file__).parents[1] / "docs" / "voice-latency.md"

SAID: Final = tuple(sentence.text for sentence in (*QUESTIONS, *COMMANDS))
LONG: Final = "What can you do?"
NAMES: Final = {DEFAULT_AGENT: "Home Assistant's agent", SAMANTHA_AGENT: "Samantha"}
STREAMED: Final = "sentence by sentence"
AT_ONCE: Final = "at once"

LOAD: Final = "load of the machine before"
TRANSCRIPTS: Final = "transcripts"
ALIKE: Final = "equal words"
UNDERSTOOD: Final = "understood and done"
FIRST: Final = "first sound"
ENDS: Final = "voice ends"
GIVEN: Final = "voice ends, given their words"
SPEECH: Final = "seconds of speech"
PER_SECOND: Final = "voice ends, per second of speech"
RATIO: Final = "hers to theirs"
ADDS: Final = "she adds"
BARRED: Final = {(ALIKE, ENDS), (TRANSCRIPTS, GIVEN)}

type Takes = dict[str, dict[str, list[Take]]]


@dataclass(frozen=True, slots=True)
class Take:
    """One answer: its words, and its times in seconds from the start of understanding.

    Without a sound, they are not known.
    """

    words: str
    is_heard: bool
    understood: float = 0
    first_sound: float = 0
    ends: float = 0
    speech: float = 0

    @classmethod
    async def of(cls, run: Run) -> Self:
        """Measure a run."""
        if run.reply is None or not run.audio:
            return cls(words=run.error, is_heard=False)
        return cls(
            words=run.reply.text,
            is_heard=True,
            understood=run.between("intent-start", "intent-end"),
            first_sound=run.between("intent-start", "first-audio"),
            ends=run.between("intent-start", "last-audio"),
            speech=await _seconds(run.audio),
        )


# Each of one take, and of Home Assistant's of the same round.
MEASURES: Final[Mapping[str, Callable[[Take, Take], float]]] = {
    UNDERSTOOD: lambda take, _: take.understood,
    FIRST: lambda take, _: take.first_sound,
    ENDS: lambda take, _: take.ends,
    GIVEN: lambda take, theirs: take.understood + theirs.ends - theirs.understood,
    SPEECH: lambda take, _: take.speech,
    PER_SECOND: lambda take, _: take.ends / take.speech,
}


async def measure() -> list[Figure]:
    """Return the times from the intent's start to the voice's end, hers and theirs."""
    others = Figure(name=LOAD, value=os.getloadavg()[0], unit="processes")
    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_stage(await furnished(), Path(folder), rooms=()) as stage,
            Server("tts at once", parts.piper_at_once, Path(folder)) as at_once,
        ):
            figures = [others, *_figures(await _compared(stage))]
            return figures + await _long_answer(stage, at_once)


def write(figures: list[Figure]) -> None:
    """Write the page."""
    rows = {figure.name: figure.value for figure in figures}
    lines = [
        "# How long she takes to answer aloud",
        "",
        "Written by `script/bench voice --write`. Both agents answer the same",
        f"{rows[TRANSCRIPTS]:.0f} transcripts in one run, taking turns, through real",
        f"Piper, on the demo house, each {ROUNDS} times. Times are in seconds; of each",
        "transcript the median counts.",
        "",
        f"Before it began, the load of the machine was {rows[LOAD]:.1f} on",
        f"{os.cpu_count()} cores. The more it is, the longer the voice takes, and",
        "the less weighs what she adds.",
        "",
        "Longer words take longer to speak, and her answers are whole sentences more",
        "often than Home Assistant's. So they are compared in three ways.",
        "",
        f"## The same words ({rows[ALIKE]:.0f} transcripts)",
        "",
        "Transcripts that both answer in equal words, from the start of understanding",
        "to the end of the voice.",
        "",
        *_table(rows, ALIKE, ENDS, FIRST, UNDERSTOOD),
        "",
        f"Hers to theirs, voice ends: **{rows[f'{ALIKE}, {ENDS}, {RATIO}']:.3f}**.",
        f"Median of what she adds: {1000 * rows[f'{ALIKE}, {ENDS}, {ADDS}']:.1f} ms.",
        "",
        "## All transcripts, as if she had said Home Assistant's words",
        "",
        "Her time to understand and act, and the time that Home Assistant's words took",
        "to be spoken.",
        "",
        *_table(rows, TRANSCRIPTS, GIVEN, UNDERSTOOD),
        "",
        f"Hers to theirs: **{rows[f'{TRANSCRIPTS}, {GIVEN}, {RATIO}']:.3f}**.",
        (
            "Median of what she adds:"
            f" {1000 * rows[f'{TRANSCRIPTS}, {GIVEN}, {ADDS}']:.1f} ms."
        ),
        "",
        "## All transcripts, each in its own words",
        "",
        *_table(rows, TRANSCRIPTS, ENDS, FIRST, SPEECH, PER_SECOND),
        "",
        f"Hers to theirs, voice ends: {rows[f'{TRANSCRIPTS}, {ENDS}, {RATIO}']:.3f};",
        f"seconds of speech: {rows[f'{TRANSCRIPTS}, {SPEECH}, {RATIO}']:.3f}.",
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


def _table(rows: Mapping[str, float], group: str, *measures: str) -> list[str]:
    return [
        "| | Home Assistant's agent | 95th percentile | Samantha | 95th percentile |",
        "|---|---|---|---|---|",
        *(
            " | ".join(
                (
                    f"| {what}",
                    *(
                        f"{rows[f'{group}, {what}, {name}, {figure}']:.3f}"
                        for name in NAMES.values()
                        for figure in ("median", "95th percentile")
                    ),
                )
            )
            + " |"
            for what in measures
        ),
    ]


async def _compared(stage: Stage) -> Takes:
    """Return each agent's runs, by sentence."""
    pipelines = {
        agent: await add_pipeline(stage.house, name, agent)
        for agent, name in NAMES.items()
    }
    takes: Takes = defaultdict(lambda: defaultdict(list))
    devices = (f"bench-{number}" for number in count())
    for number in range(-1, ROUNDS):
        await begin(stage.house)
        for place, text in enumerate(SAID):
            agents = list(pipelines)
            for agent in agents if (number + place) % 2 else reversed(agents):
                await stage.house.act("tts.clear_cache")
                run = await stage.house.read(
                    text, pipeline=pipelines[agent], device_id=next(devices)
                )
                # The first round is for Home Assistant to load what it needs.
                if number >= 0:
                    takes[agent][text].append(await Take.of(run))
    return takes


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


def _figures(takes: Takes) -> list[Figure]:
    answered = [
        text
        for text in SAID
        if all(take.is_heard for agent in NAMES for take in takes[agent][text])
    ]
    alike = [text for text in answered if len(_answers(takes, text)) == 1]
    figures = [
        Figure(name=TRANSCRIPTS, value=len(answered), unit="count"),
        Figure(name=ALIKE, value=len(alike), unit="count"),
    ]
    for group, texts, measures in (
        (ALIKE, alike, (ENDS, FIRST, UNDERSTOOD)),
        (TRANSCRIPTS, answered, (GIVEN, ENDS, FIRST, UNDERSTOOD, SPEECH, PER_SECOND)),
    ):
        for what in measures:
            figures += _beside(
                f"{group}, {what}",
                {agent: _medians(takes, agent, texts, what) for agent in NAMES},
                bar=BAR_RATIO if (group, what) in BARRED else None,
            )
    return figures


def _beside(
    name: str, times: Mapping[str, Sequence[float]], *, bar: float | None
) -> list[Figure]:
    """Return theirs, hers, and hers to theirs."""
    hers, theirs = times[SAMANTHA_AGENT], times[DEFAULT_AGENT]
    added = [her - their for her, their in zip(hers, theirs, strict=True)]
    return [
        *(
            figure
            for agent, whose in NAMES.items()
            for figure in summary(f"{name}, {whose}", times[agent], "s")
        ),
        Figure(name=f"{name}, {ADDS}", value=median(added), unit="s"),
        Figure(
            name=f"{name}, {RATIO}",
            value=median(hers) / median(theirs),
            unit="ratio",
            bar=bar,
        ),
    ]


def _answers(takes: Takes, text: str) -> set[str]:
    return {take.words for agent in NAMES for take in takes[agent][text]}


def _medians(takes: Takes, agent: str, texts: Sequence[str], what: str) -> list[float]:
    """Return a measure of each transcript, the median of its rounds."""
    return [
        median(
            MEASURES[what](take, theirs)
            for take, theirs in zip(
                takes[agent][text], takes[DEFAULT_AGENT][text], strict=True
            )
        )
        for text in texts
    ]


async def _seconds(audio: bytes) -> float:
    """Return how long a compressed sound is."""
    decoder = await asyncio.create_subprocess_exec(
        *("ffmpeg", "-v", "error", "-i", "pipe:0"),
        *("-f", "s16le", "-ac", "1", "-ar", str(RATE), "pipe:1"),
        stdin=PIPE,
        stdout=PIPE,
        env={**os.environ, "PATH": parts.path()},
    )
    pcm, _ = await decoder.communicate(audio)
    return Sound.of_pcm(pcm, RATE).trimmed().seconds
