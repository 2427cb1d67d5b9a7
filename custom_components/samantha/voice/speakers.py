"""Speakers: media players that she speaks through, and leaves as they were."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.media_player.browse_media import (
    async_process_play_media_url,
)
from homeassistant.components.media_player.const import (
    ATTR_MEDIA_ANNOUNCE,
    ATTR_MEDIA_CONTENT_ID,
    ATTR_MEDIA_CONTENT_TYPE,
    ATTR_MEDIA_VOLUME_MUTED,
    DOMAIN as MEDIA_PLAYER,
    MediaPlayerEntityFeature as Feature,
    MediaType,
)
from homeassistant.components.media_source import is_media_source_id
from homeassistant.const import (
    ATTR_ASSUMED_STATE,
    ATTR_ENTITY_ID,
    ATTR_SUPPORTED_FEATURES,
)
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .attempt import DeliveryError, Trouble, attempt, present
from .before import Before, is_playing
from .playback import Playback
from .ports import Outcome, Speech
from .spoken import WAV, Reading, Sound, house_pipeline, synthesis_for
from .watch import Watch

# An action that takes longer has failed.
_LONGEST_ACTION: Final = 30.0
# From the order to the first sound; some speakers wake up first.
_LONGEST_START: Final = 10.0
# From the last sound to the player's word that it was the last.
_LONGEST_END: Final = 5.0
# What doesn't say when it is done may start this late, and lasts as long as the sound.
_UNTOLD_START: Final = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speaker:
    """A speaker that is being spoken through."""

    voice: str
    watch: Watch
    playback: Playback
    # It mixes speech into what it plays by itself.
    announces: bool
    before: Before


class Speakers:
    """Speaks through media players."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Speak in this house."""
        self._hass = hass

    async def deliver(
        self, voice: str, speech: Speech, watch: Watch, playback: Playback
    ) -> Outcome:
        """Say all parts of it there, and leave everything as it was."""
        speaker = _speaker(voice, watch, playback)
        pipeline = house_pipeline(self._hass)
        # A WAV can be measured, and begin with a chime.
        synthesis = synthesis_for(self._hass, pipeline, speech.language, WAV)
        async with Reading(
            hass=self._hass,
            parts=speech.parts,
            synthesis=synthesis,
            with_chime=synthesis if speech.chime else None,
        ) as reading:
            # The first part is made before anything is touched.
            sound = await anext(reading)
            async with self._as_it_was(speaker, speech):
                while not watch.stopped and (playback.played or speech.may_begin()):
                    playback.begins(playback.played)
                    await self._play(speaker, sound)
                    if playback.cut:
                        return Outcome.STOPPED
                    playback.played += 1
                    if playback.played == len(speech.parts):
                        return Outcome.SPOKEN
                    sound = await anext(reading)
        return Outcome.STOPPED

    async def stop(self, voice: str, playback: Playback) -> None:
        """Stop what plays, where that is the speech and not the music around it."""
        state = self._hass.states.get(voice)
        features = _features(state)
        if Feature.MEDIA_ANNOUNCE in features or not is_playing(state):
            return
        if Feature.STOP in features:
            action = "media_stop"
        elif Feature.PAUSE in features:
            action = "media_pause"
        else:
            return
        playback.cut = True
        try:
            await self._call(action, voice)
        except DeliveryError:
            playback.cut = False

    async def _play(self, speaker: _Speaker, sound: Sound) -> None:
        watch, before = speaker.watch, speaker.before
        media = self._address(sound)
        before.hers = media.rpartition("/")[2].partition("?")[0]
        data: dict[str, Any] = {
            ATTR_MEDIA_CONTENT_ID: media,
            ATTR_MEDIA_CONTENT_TYPE: MediaType.MUSIC,
        }
        if speaker.announces:
            data[ATTR_MEDIA_ANNOUNCE] = True
        watch.look_for(before.gave_way)
        started = self._hass.loop.time()
        await self._call("play_media", speaker.voice, data)
        if speaker.announces or not before.tells_apart or _guesses(watch.state):
            passed = self._hass.loop.time() - started
            await watch.rest(sound.seconds + _UNTOLD_START - passed)
            present(watch.state)
            return
        if not await watch.until(
            lambda _state: watch.found or speaker.playback.cut, _LONGEST_START
        ):
            raise DeliveryError(Trouble.NOT_STARTED)
        await watch.until(
            lambda state: speaker.playback.cut or not before.gave_way(state),
            sound.seconds + _LONGEST_END,
        )
        present(watch.state)

    def _address(self, sound: Sound) -> str:
        if is_media_source_id(sound.media_id):
            return sound.media_id
        try:
            return async_process_play_media_url(self._hass, sound.media_id)
        except HomeAssistantError:
            # Home Assistant has no address that a player could reach.
            raise DeliveryError(Trouble.UNSUPPORTED) from None

    @asynccontextmanager
    async def _as_it_was(
        self, speaker: _Speaker, speech: Speech
    ) -> AsyncGenerator[None]:
        """Take hold of a speaker; give back its group, its volume, what it played."""
        voice, watch, before = speaker.voice, speaker.watch, speaker.before
        if not speaker.announces and before.leads:
            raise DeliveryError(Trouble.GROUPED)
        leader = None if speaker.announces else before.leader
        volume = _volume(speaker, speech)
        try:
            if leader:
                await self._call("unjoin", voice)
            if volume is not None:
                await self._call("volume_set", voice, {"volume_level": volume})
            yield
        finally:
            # Whoever turned the knob meanwhile, or chose other music, wants it so.
            if volume is not None and before.kept_volume(watch.state, volume):
                await self._restore(
                    voice, "volume_set", {"volume_level": before.volume}
                )
            if leader:
                await self._restore(leader, "join", {"group_members": [voice]})
            elif before.playing and not speaker.announces:
                await self._resume(speaker)

    async def _resume(self, speaker: _Speaker) -> None:
        voice, watch, before = speaker.voice, speaker.watch, speaker.before
        if before.media is None:
            if before.left_source(watch.state):
                await self._restore(voice, "select_source", {"source": before.source})
            return
        if before.moved_on(watch.state) or before.goes_on(watch.state):
            return
        await self._restore(voice, "play_media", before.media)
        if before.position is not None and await watch.until(
            is_playing, _LONGEST_START
        ):
            await self._restore(voice, "media_seek", {"seek_position": before.position})

    async def _restore(self, voice: str, action: str, data: dict[str, Any]) -> None:
        # The speech was heard; that the rest failed is no failure of it.
        with suppress(DeliveryError):
            await self._call(action, voice, data)

    async def _call(
        self, action: str, voice: str, data: dict[str, Any] | None = None
    ) -> None:
        await attempt(
            self._hass.services.async_call(
                MEDIA_PLAYER,
                action,
                {ATTR_ENTITY_ID: voice, **(data or {})},
                blocking=True,
            ),
            _LONGEST_ACTION,
        )


def _guesses(state: State | None) -> bool:
    return state is not None and bool(state.attributes.get(ATTR_ASSUMED_STATE))


def _features(state: State | None) -> Feature:
    return Feature(state.attributes.get(ATTR_SUPPORTED_FEATURES, 0) if state else 0)


def _volume(speaker: _Speaker, speech: Speech) -> float | None:
    """Return the volume to set for a speech; None leaves it as it is.

    Where speech is mixed into music, the volume is the music's: only an alarm turns
    that up, by the one way that every player has.
    """
    before, wanted = speaker.before.volume, speech.volume
    if before is None or wanted is None or before == wanted:
        return None
    if speaker.announces and speaker.before.playing:
        return wanted if speech.alarm and before < wanted else None
    return wanted


def _speaker(voice: str, watch: Watch, playback: Playback) -> _Speaker:
    state = present(watch.state)
    features = _features(state)
    if Feature.PLAY_MEDIA not in features:
        raise DeliveryError(Trouble.UNSUPPORTED)
    if state.attributes.get(ATTR_MEDIA_VOLUME_MUTED):
        raise DeliveryError(Trouble.MUTED)
    return _Speaker(
        voice=voice,
        watch=watch,
        playback=playback,
        announces=Feature.MEDIA_ANNOUNCE in features,
        before=Before.of(state, features, dt_util.utcnow()),
    )
