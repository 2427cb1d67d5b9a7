"""The demo by voice: sentences to the satellite in the kitchen, or a day in sound."""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path
import re
import sys
import tempfile
import time
from typing import Any, Final

import numpy as np
from wyoming.asr import Transcript
from wyoming.audio import AudioStart
from wyoming.tts import Synthesize
from wyoming.vad import VoiceStopped
from wyoming.wake import Detection

from tests.e2e.voice.loudspeaker import RATE, Playback
from tests.e2e.voice.room import Kind
from tests.e2e.voice.scene import Say, Take
from tests.e2e.voice.server import ServerError
from tests.e2e.voice.sound import Sound
from tests.e2e.voice.stage import Stage, open_stage
from tests.house.connection import HouseError, Json
from tests.house.folder import ROOT
from tests.house.furnish import begin
from tests.house.moving import furnished
from tests.house.process import ProcessError

SOUNDS: Final = ROOT / ".cache" / "demo" / "voice"
ROOM: Final = "Kitchen"
ROOMS: Final = ("Kitchen", "Bedroom")
DAY: Final = (
    Say("anna", "Bedroom", "Good morning."),
    Say("anna", "Bedroom", "Open the bedroom curtains."),
    Say("anna", "Kitchen", "What's the weather like?"),
    Say("theo", "Kitchen", "Turn on the coffee machine."),
    Say("theo", "Kitchen", "Turn off the lights."),
    Say("anna", "Kitchen", "Unlock the front door."),
    Say("anna", "Kitchen", "Yes, please."),
    Say("theo", "Bedroom", "What's the temperature in the bedroom?"),
    Say("anna", "Bedroom", "Thank you very much."),
)

_STARTED: Final = time.monotonic()
_WAKE_WORD: Final = re.compile(r"^\s*hey,? samantha[,.!]?\s*", re.IGNORECASE)
_LEVEL: Final = 0.8


def main() -> int:
    """Run the demo by voice."""
    parser = argparse.ArgumentParser(prog="script/demo --voice", description=__doc__)
    parser.add_argument("sentences", nargs="*", metavar="SENTENCE")
    parser.add_argument("--voice", action="store_true", help=argparse.SUPPRESS)
    sentences = parser.parse_args().sentences
    try:
        asyncio.run(_run(sentences))
    except KeyboardInterrupt:
        return 130
    except (AssertionError, HouseError, ProcessError, ServerError) as error:
        print(f"The demo failed. {error}", file=sys.stderr)
        return 1
    return 0


async def _run(sentences: Sequence[str]) -> None:
    said = [Say("theo", ROOM, _after_wake_word(text)) for text in sentences]
    SOUNDS.mkdir(parents=True, exist_ok=True)
    _say("Starting speech recognition, voices, two satellites and Home Assistant")
    with tempfile.TemporaryDirectory() as folder:
        async with open_stage(await furnished(), Path(folder), ROOMS) as stage:
            await begin(stage.house)
            if said:
                for number, step in enumerate(said, start=1):
                    await _one(stage, step, SOUNDS / f"answer-{number}.wav")
            else:
                await _day(stage, SOUNDS / "day.wav")


def _after_wake_word(text: str) -> str:
    """Leave out the wake word, which is said before every sentence."""
    sentence = _WAKE_WORD.sub("", text)
    return sentence[:1].upper() + sentence[1:]


async def _one(stage: Stage, step: Say, path: Path) -> None:
    """Say one sentence; show what came of it, and when."""
    take = Take(stage)
    answer = await _turn(take, step)
    answer.sound.write(path)
    events = {event["type"]: event for event in await _pipeline_events(stage)}
    decided = events["intent-end"]["data"]["intent_output"]["response"]
    print(f"You:      {step.wake} {step.text}")
    print(f"Heard:    {events['stt-end']['data']['stt_output']['text'].strip()}")
    print(f"Decided:  {_decision(decided)}")
    print(f"Samantha: {decided['speech'].get('plain', {}).get('speech', '')}")
    print(f"Sound:    {path}")
    print("Seconds after you had finished:")
    for what, at in _times(take, step, answer):
        print(f"  {at:6.2f}  {what}")
    print(flush=True)


async def _turn(take: Take, step: Say) -> Playback:
    """Say something and hear the answer to its end."""
    await step.play(take)
    answer = await take.room(step.room).played(take.woken[step.room])
    take.answers.append((step.room, answer))
    return answer


async def _day(stage: Stage, path: Path) -> None:
    """Play a day; what was said and heard becomes one sound."""
    take = Take(stage)
    for step in DAY:
        await _turn(take, step)
        print(f"{step.voice.title()} in the {step.room.lower()}: {step.text}")
        print(f"Samantha: {take.text(step.room, Synthesize)}\n", flush=True)
    _mixed([*take.sayings, *(answer for _, answer in take.answers)]).write(path)
    print(f"The day in sound: {path}")


def _mixed(playbacks: Sequence[Playback]) -> Sound:
    """Lay sounds over one another as they were heard."""
    begin = min(playback.start for playback in playbacks)
    length = max(playback.end for playback in playbacks) - begin
    mixed = np.zeros(round((length + 1) * RATE))
    for playback in playbacks:
        samples = playback.sound.at_rate(RATE).at_level(_LEVEL).samples
        start = round((playback.start - begin) * RATE)
        mixed[start : start + len(samples)] += samples
    return Sound(np.rint(mixed).clip(-32768, 32767).astype(np.int16), RATE)


async def _pipeline_events(stage: Stage) -> list[Json]:
    """Return what the last pipeline run did, as Home Assistant's debug page has it."""
    listed = await stage.house.command("assist_pipeline/pipeline/list")
    pipeline = {"pipeline_id": listed["preferred_pipeline"]}
    debug = "assist_pipeline/pipeline_debug"
    runs = (await stage.house.command(f"{debug}/list", **pipeline))["pipeline_runs"]
    last = max(runs, key=lambda run: str(run["timestamp"]))["pipeline_run_id"]
    run = await stage.house.command(f"{debug}/get", **pipeline, pipeline_run_id=last)
    events: list[Json] = run["events"]
    return events


def _decision(response: dict[str, Any]) -> str:
    data = response["data"]
    targets = (target.get("id") or target["name"] for target in data.get("success", ()))
    return f"{response['response_type']} {', '.join(targets)}".strip()


def _times(take: Take, step: Say, answer: Playback) -> list[tuple[str, float]]:
    room, said = take.room(step.room), take.said[step.room]
    since = take.woken[step.room]
    stages: tuple[tuple[str, Kind], ...] = (
        ("the wake word was heard", Detection),
        ("the end of speech was noticed", VoiceStopped),
        ("the text was there", Transcript),
        ("the answer was there", Synthesize),
        ("the voice began to come", AudioStart),
    )
    times = [
        (what, report.time - said)
        for what, kind in stages
        if (report := room.report(kind, since))
    ]
    return [
        *times,
        ("the first sound", answer.start + answer.sound.lead - said),
        ("she had finished", answer.end - said),
    ]


def _say(text: str) -> None:
    print(f"[demo {time.monotonic() - _STARTED:3.0f}s] {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
