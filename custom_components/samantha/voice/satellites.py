"""Satellites: rooms that she speaks in, and that can listen to the answer.

A chime is played by the satellite itself, before the first part. Wyoming satellites
don't play such sounds; for them the chime is in the first part itself.
"""

from contextlib import suppress
from typing import Any, Final

from homeassistant.components.assist_pipeline import (
    DOMAIN as ASSIST_PIPELINE,
    OPTION_PREFERRED,
    Pipeline,
    async_get_pipelines,
)
from homeassistant.components.assist_pipeline.pipeline import async_get_pipeline
from homeassistant.components.assist_satellite import (
    DOMAIN as ASSIST_SATELLITE,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature as Feature,
)
from homeassistant.components.assist_satellite.const import DATA_COMPONENT
from homeassistant.components.assist_satellite.entity import AssistSatelliteState
from homeassistant.components.media_player.const import (
    DOMAIN as MEDIA_PLAYER,
    MediaPlayerEntityFeature,
    MediaPlayerState,
)
from homeassistant.const import (
    ATTR_ENTITY_ID,
    ATTR_SUPPORTED_FEATURES,
    SERVICE_MEDIA_STOP,
)
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from .attempt import DeliveryError, Trouble, attempt, present
from .chime import CHIME_PATH
from .playback import Playback
from .ports import Outcome, Speech
from .spoken import WAV, Reading, Sound, synthesis_for
from .watch import Watch

# Takes nothing but text as an action's argument, of which a copy would remain.
_TEXT_ONLY: Final = frozenset({"voip"})
# Ignores the sound that is to be played before an announcement.
_WITHOUT_CHIME: Final = frozenset({"wyoming"})

# Somebody who has spoken to it between two parts is let finish.
_LONGEST_INTERLUDE: Final = 60.0
# An alarm lets what is being announced come to its end.
_ALARM_WAITS: Final = 30.0
# Beside twice the length of the sound, an announcement may take this long.
_SLACK: Final = 30.0


@callback
def speaks(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether she can speak there without leaving a copy of the text."""
    entry = er.async_get(hass).async_get(entity_id)
    return Feature.ANNOUNCE in _features(hass, entity_id) and not (
        entry and entry.platform in _TEXT_ONLY
    )


@callback
def converses(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether she can open the microphone there, and will get the answer."""
    if Feature.START_CONVERSATION not in _features(hass, entity_id):
        return False
    if (pipeline := pipeline_of(hass, entity_id)) is None:
        return False
    agent = er.async_get(hass).async_get(pipeline.conversation_engine)
    return agent is not None and agent.platform == DOMAIN


@callback
def pipeline_of(hass: HomeAssistant, entity_id: str) -> Pipeline | None:
    """Return the pipeline that a satellite uses, as it resolves it itself."""
    # A satellite is known from the last run before what it needs is there.
    if ASSIST_PIPELINE not in hass.config.components:
        return None
    satellite = _entity(hass, entity_id)
    select = satellite.pipeline_entity_id if satellite else None
    if select and (chosen := hass.states.get(select)):
        for pipeline in async_get_pipelines(hass):
            if pipeline.name == chosen.state != OPTION_PREFERRED:
                return pipeline
    with suppress(HomeAssistantError):
        return async_get_pipeline(hass)
    return None


class Satellites:
    """Speaks through satellites, by the actions that every integration of them has."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Speak in this house."""
        self._hass = hass

    async def deliver(
        self, voice: str, speech: Speech, watch: Watch, playback: Playback
    ) -> Outcome:
        """Say all parts of it there."""
        _raise_unless_ready(watch.state, alarm=speech.alarm)
        if not speaks(self._hass, voice):
            raise DeliveryError(Trouble.UNSUPPORTED)
        async with self._reading(voice, speech) as reading:
            async for sound in reading:
                await self._wait_for_turn(watch, speech, playback.played)
                if watch.stopped or not (playback.played or speech.may_begin()):
                    return Outcome.STOPPED
                playback.begins(playback.played)
                action, data = self._order(voice, speech, sound, playback.played)
                await self._announce(action, data, watch, speech, sound)
                if playback.cut:
                    return Outcome.STOPPED
                present(watch.state)
                playback.played += 1
        return Outcome.SPOKEN

    async def stop(self, voice: str, playback: Playback) -> None:
        """Stop the player of its device where there is one; a part ends by itself."""
        state = self._hass.states.get(voice)
        players = _players_beside(self._hass, voice)
        # Between two parts what plays there isn't hers.
        if not players or state is None or _idle(state):
            return
        playback.cut = True
        try:
            await attempt(
                self._hass.services.async_call(
                    MEDIA_PLAYER,
                    SERVICE_MEDIA_STOP,
                    {ATTR_ENTITY_ID: players},
                    blocking=True,
                ),
                _SLACK,
            )
        except DeliveryError:
            playback.cut = False

    def _reading(self, voice: str, speech: Speech) -> Reading:
        satellite = _entity(self._hass, voice)
        pipeline = pipeline_of(self._hass, voice)
        wanted = (satellite.tts_options if satellite else None) or {}
        chime = speech.chime and _has_no_chime(self._hass, voice)
        return Reading(
            hass=self._hass,
            parts=speech.parts,
            synthesis=synthesis_for(self._hass, pipeline, speech.language, wanted),
            with_chime=synthesis_for(self._hass, pipeline, speech.language, WAV)
            if chime
            else None,
        )

    async def _wait_for_turn(self, watch: Watch, speech: Speech, played: int) -> None:
        if played and not speech.alarm:
            await watch.until(
                lambda state: watch.stopped or _idle(state), _LONGEST_INTERLUDE
            )
        if not watch.stopped:
            _raise_unless_ready(watch.state, alarm=speech.alarm)

    def _order(
        self, voice: str, speech: Speech, sound: Sound, played: int
    ) -> tuple[str, dict[str, Any]]:
        """Return the action that says a part, and its data."""
        last = played == len(speech.parts) - 1
        asks = speech.asks and last and converses(self._hass, voice)
        data: dict[str, Any] = {
            ATTR_ENTITY_ID: voice,
            "start_media_id" if asks else "media_id": sound.media_id,
            "preannounce": False,
        }
        if speech.chime and not played and not _has_no_chime(self._hass, voice):
            data |= {"preannounce": True, "preannounce_media_id": CHIME_PATH}
        return "start_conversation" if asks else "announce", data

    async def _announce(
        self,
        action: str,
        data: dict[str, Any],
        watch: Watch,
        speech: Speech,
        sound: Sound,
    ) -> None:
        bound = _SLACK + 2 * sound.seconds
        try:
            await self._call(action, data, bound)
        except DeliveryError as err:
            if err.trouble is not Trouble.BUSY or not speech.alarm:
                raise
            await watch.until(_idle, _ALARM_WAITS)
            await self._call(action, data, bound)

    async def _call(self, action: str, data: dict[str, Any], bound: float) -> None:
        await attempt(
            self._hass.services.async_call(
                ASSIST_SATELLITE, action, dict(data), blocking=True
            ),
            bound,
        )


def _raise_unless_ready(state: State | None, *, alarm: bool) -> None:
    present(state)
    # An announcement cancels what is being said to a satellite.
    if not alarm and not _idle(state):
        raise DeliveryError(Trouble.BUSY)


def _idle(state: State | None) -> bool:
    return state is not None and state.state == AssistSatelliteState.IDLE


def _entity(hass: HomeAssistant, entity_id: str) -> AssistSatelliteEntity | None:
    component = hass.data.get(DATA_COMPONENT)
    return component.get_entity(entity_id) if component else None


def _features(hass: HomeAssistant, entity_id: str) -> Feature:
    state = hass.states.get(entity_id)
    return Feature(state.attributes.get(ATTR_SUPPORTED_FEATURES, 0) if state else 0)


def _has_no_chime(hass: HomeAssistant, entity_id: str) -> bool:
    entry = er.async_get(hass).async_get(entity_id)
    return entry is not None and entry.platform in _WITHOUT_CHIME


def _players_beside(hass: HomeAssistant, entity_id: str) -> list[str]:
    """Return the players of the same device that play and can be stopped."""
    entities = er.async_get(hass)
    entry = entities.async_get(entity_id)
    if entry is None or entry.device_id is None:
        return []
    beside = er.async_entries_for_device(entities, entry.device_id)
    return [
        player.entity_id
        for player in beside
        if player.domain == MEDIA_PLAYER
        and (state := hass.states.get(player.entity_id))
        and state.state == MediaPlayerState.PLAYING
        and MediaPlayerEntityFeature.STOP
        in MediaPlayerEntityFeature(state.attributes.get(ATTR_SUPPORTED_FEATURES, 0))
    ]
