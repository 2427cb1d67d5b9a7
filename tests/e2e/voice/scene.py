"""Scenes: short scripts of who says what where, and what must and must not be heard."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
import re
import time
from typing import Any, Final, Protocol

from wyoming.asr import Transcript
from wyoming.tts import Synthesize
from wyoming.wake import Detection

from tests.house.calls import let_a_call_be_due
from tests.house.client import State
from tests.house.post import INBOX, choose
from tests.house.quiet import set_quiet_hours

from .loudspeaker import Playback
from .room import PATIENCE, Kind, Room
from .score import distance, words
from .server import Server
from .sound import Sound
from .speech import RATE, spoken
from .stage import Stage

WAKE: Final = "Hey Samantha."
PAUSE: Final = 0.8
"""Seconds that people leave once the satellite has woken."""
SHORT: Final = 3
MISHEARD: Final = 0.5
"""The share of an answer's words that a recogniser may get wrong."""
AFTER: Final = 1.5
"""Seconds for which a room that must be silent is listened to after the last sound."""


@dataclass(slots=True)
class Take:
    """A scene being played: when each room was last spoken to, and what it heard."""

    stage: Stage
    began: float = field(default_factory=time.monotonic)
    woken: dict[str, float] = field(default_factory=dict)
    said: dict[str, float] = field(default_factory=dict)
    sayings: list[Playback] = field(default_factory=list)
    answers: list[tuple[str, Playback]] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def room(self, name: str) -> Room:
        """Return a room."""
        return self.stage.rooms[name]

    def text(self, room: str, kind: type[Transcript | Synthesize]) -> str | None:
        """Return a text that a satellite was told since it was last woken."""
        report = self.room(room).report(kind, self.woken.get(room, self.began))
        return kind.from_event(report.event).text.strip() if report else None

    def note(self, text: str) -> None:
        """Write down what happened."""
        self.log.append(f"{time.monotonic() - self.began:6.2f} s  {text}")


class Step(Protocol):
    """One line of a script."""

    async def play(self, take: Take) -> None:
        """Do it, or check it."""


@dataclass(frozen=True, slots=True)
class Say:
    """Somebody wakes the satellite in a room and speaks; with no wake word, just so."""

    voice: str
    room: str
    text: str
    wake: str | None = WAKE
    pause: float = PAUSE

    async def rehearse(self, stage: Stage) -> None:
        """Have the sound of it ready, so that it comes in time."""
        for text in filter(None, (self.wake, self.text)):
            await self._sound(stage, text)

    async def play(self, take: Take) -> None:
        """Say it."""
        room = take.room(self.room)
        await room.listening()
        since = take.woken[self.room] = time.monotonic()
        if self.wake is not None:
            await self._utter(take, self.wake)
            # A satellite streams from the wake word on, however late it notices it.
            await room.reported(Detection, since)
            await room.hear(Sound.silence(self.pause, RATE))
        take.said[self.room] = await self._utter(take, self.text)
        take.note(f"{self.voice} in the {self.room}: {self.wake or ''} {self.text}")

    async def _utter(self, take: Take, text: str) -> float:
        sound = await self._sound(take.stage, text)
        take.sayings.append(Playback(time.monotonic(), sound))
        return await take.room(self.room).hear(sound)

    async def _sound(self, stage: Stage, text: str) -> Sound:
        return await spoken(stage.servers.people, text, self.voice)


@dataclass(frozen=True, slots=True)
class Hear:
    """A room hears an answer; its words, by ear, match the pattern."""

    room: str
    pattern: str

    async def play(self, take: Take) -> None:
        """Wait for it and listen."""
        woken = take.woken.get(self.room, take.began)
        playback = await take.room(self.room).played(woken)
        take.answers.append((self.room, playback))
        heard = await take.stage.by_ear(self.room, playback.start, playback.end)
        told = take.text(self.room, Synthesize)
        later = playback.start - take.said.get(self.room, take.began)
        take.note(f"the {self.room} hears, {later:.1f} s later: {heard}")
        asked = f"after {take.text(self.room, Transcript)!r}"
        assert not playback.sound.is_silent, f"The {self.room} hears no sound {asked}"
        assert re.search(self.pattern, told or heard, re.IGNORECASE), (
            f"The {self.room} hears {told or heard!r} {asked}, not {self.pattern!r}"
        )
        # A recogniser makes too much of one or two words alone.
        if told and len(spelled := words(told)) > SHORT:
            wrong = distance(spelled, words(heard)) / len(spelled)
            assert wrong <= MISHEARD, f"The {self.room} hears {heard!r}, not {told!r}"


@dataclass(frozen=True, slots=True)
class Unasked:
    """A room hears something that she says by herself, after what it heard so far."""

    room: str
    pattern: str

    async def play(self, take: Take) -> None:
        """Wait for it and listen; what overlaps with something else is not found."""
        ends = (playback.end for room, playback in take.answers if room == self.room)
        since = max(ends, default=take.began)
        playback = await take.room(self.room).played(since)
        take.answers.append((self.room, playback))
        heard = await take.stage.by_ear(self.room, playback.start, playback.end)
        take.note(f"the {self.room} hears, unasked: {heard}")
        assert re.search(self.pattern, heard, re.IGNORECASE), (
            f"The {self.room} hears {heard!r}, not {self.pattern!r}"
        )


@dataclass(frozen=True, slots=True)
class Does:
    """An automation calls an action."""

    action: str
    data: Mapping[str, Any] = field(default_factory=dict)

    async def play(self, take: Take) -> None:
        """Call it."""
        await take.stage.house.act(self.action, **self.data)
        take.note(f"{self.action} {dict(self.data)}")


@dataclass(frozen=True, slots=True)
class Writes:
    """Somebody writes to Anna."""

    sender: str
    text: str

    async def play(self, take: Take) -> None:
        """Write it by an action that notifies."""
        await take.stage.house.act(
            "notify.send_message", INBOX, title=self.sender, message=self.text
        )
        take.note(f"{self.sender} writes to Anna: {self.text}")


@dataclass(frozen=True, slots=True)
class Chooses:
    """Anna chooses how she learns of messages; without settings, as at first."""

    settings: Mapping[str, str] = field(default_factory=dict)

    async def play(self, take: Take) -> None:
        """Choose it in the form."""
        await choose(take.stage.house, **self.settings)
        take.note(f"Anna chooses {dict(self.settings)}")


@dataclass(frozen=True, slots=True)
class CallDue:
    """A call is due: somebody has a sister whom they have not called for long."""

    async def play(self, take: Take) -> None:
        """Have it due, at a time that is good for it."""
        await let_a_call_be_due(take.stage.house)
        take.note("a call is due")


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The house has quiet hours for some seconds more."""

    seconds: float

    async def play(self, take: Take) -> None:
        """Set them as the owner would."""
        end = await set_quiet_hours(take.stage.house, timedelta(seconds=self.seconds))
        take.note(f"quiet hours until {end:%H:%M:%S}")


@dataclass(frozen=True, slots=True)
class Silent:
    """A room has heard nothing since the scene began, and hears nothing for a while.

    It is listened to for so many seconds of the scene at least.
    """

    room: str
    lasting: float = 0.0

    async def play(self, take: Take) -> None:
        """Listen to the recording of the room."""
        end = max((playback.end for _, playback in take.answers), default=0.0)
        until = max(end + AFTER, take.began + self.lasting, time.monotonic())
        await asyncio.sleep(until - time.monotonic())
        take.room(self.room).assert_silent(take.began, until)


@dataclass(frozen=True, slots=True)
class Unheard:
    """In everything that a room has heard so far, there is nothing like the pattern."""

    room: str
    pattern: str

    async def play(self, take: Take) -> None:
        """Listen to the recording of the room once more, from the beginning."""
        playbacks = [
            one
            for one in take.room(self.room).loudspeaker.playbacks
            if one.start >= take.began
        ]
        assert playbacks, f"The {self.room} has heard nothing"
        for one in playbacks:
            heard = await take.stage.by_ear(self.room, one.start, one.end)
            assert not re.search(self.pattern, heard, re.IGNORECASE), (
                f"The {self.room} hears {heard!r}"
            )


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What was last said in a room is heard as the pattern and met with silence."""

    room: str
    pattern: str

    async def play(self, take: Take) -> None:
        """Wait until Home Assistant is done with it, and listen a while longer."""
        room, woken = take.room(self.room), take.woken[self.room]
        report = await room.reported(Transcript, woken)
        heard = Transcript.from_event(report.event).text.strip()
        assert re.search(self.pattern, heard, re.IGNORECASE), f"Heard as {heard!r}"
        satellite = take.stage.satellites[self.room].entity_id
        await take.stage.house.wait_for_state(satellite, "idle", timeout=PATIENCE)
        await asyncio.sleep(AFTER)
        room.assert_silent(woken)
        take.note(f"the {self.room} stays silent: {heard}")


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody speaks next to an open microphone, to somebody else."""

    voice: str
    room: str
    text: str

    @property
    def saying(self) -> Say:
        """Return how it is said: without a wake word."""
        return Say(self.voice, self.room, self.text, wake=None)

    async def play(self, take: Take) -> None:
        """Say it, wait until Home Assistant is done with it, and hear nothing."""
        await self.saying.play(take)
        room, woken = take.room(self.room), take.woken[self.room]
        report = await room.reported(Transcript, woken)
        satellite = take.stage.satellites[self.room].entity_id
        await take.stage.house.wait_for_state(satellite, "idle", timeout=PATIENCE)
        heard = Transcript.from_event(report.event).text.strip()
        take.note(f"{self.voice} in the {self.room}, to nobody: {heard}")
        assert room.report(Synthesize, woken) is None, f"Answers to {heard!r}"
        room.assert_silent(woken)


@dataclass(frozen=True, slots=True)
class Answers:
    """A room has heard so many answers since the scene began, and not one more."""

    room: str
    count: int

    async def play(self, take: Take) -> None:
        """Count the sounds."""
        await asyncio.sleep(AFTER)
        playbacks = take.room(self.room).loudspeaker.playbacks
        heard = [one for one in playbacks if one.start >= take.began]
        assert len(heard) == self.count, f"{len(heard)} answers in the {self.room}"


@dataclass(frozen=True, slots=True)
class Is:
    """An entity has, or gets, a state."""

    entity_id: str
    state: str | Callable[[State], bool]

    async def play(self, take: Take) -> None:
        """Wait for it."""
        try:
            await take.stage.house.wait_for_state(
                self.entity_id, self.state, timeout=PATIENCE
            )
        except TimeoutError:
            state = await take.stage.house.state(self.entity_id)
            message = f"{self.entity_id} is {state.state}"
            raise AssertionError(message) from None


@dataclass(frozen=True, slots=True)
class Still:
    """An entity has its state, now."""

    entity_id: str
    state: str

    async def play(self, take: Take) -> None:
        """Look."""
        state = await take.stage.house.state(self.entity_id)
        assert state.state == self.state, f"{self.entity_id} is {state.state}"


@dataclass(frozen=True, slots=True)
class Reported:
    """A satellite has come so far with the last sentence."""

    room: str
    kind: Kind

    async def play(self, take: Take) -> None:
        """Wait for it."""
        woken = take.woken[self.room]
        report = await take.room(self.room).reported(self.kind, woken)
        take.note(f"{report.event.type} in the {self.room}: {report.event.data}")


@dataclass(frozen=True, slots=True)
class Breaks:
    """A server dies."""

    server: str

    async def play(self, take: Take) -> None:
        """Kill it."""
        await server(take, self.server).kill()
        take.note(f"{self.server} dies")


@dataclass(frozen=True, slots=True)
class Returns:
    """A server that died is started again."""

    server: str

    async def play(self, take: Take) -> None:
        """Start it."""
        await server(take, self.server).start()
        take.note(f"{self.server} is back")


@dataclass(frozen=True, slots=True)
class Scene:
    """A script, played on a house in the state of the plan."""

    title: str
    steps: tuple[Step, ...]
    # Seconds after which it will not end any more.
    hangs: float = 300.0

    async def play(self, take: Take) -> None:
        """Play it from the beginning to the end."""
        for step in self.steps:
            match step:
                case Say():
                    await step.rehearse(take.stage)
                case Talk():
                    await step.saying.rehearse(take.stage)
        for step in self.steps:
            await step.play(take)


def server(take: Take, name: str) -> Server:
    """Return a server by its name."""
    servers = take.stage.servers
    return {"stt": servers.stt, "tts": servers.tts}[name]
