"""The ways to reach people, as one: which is meant, how it went, is it there."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from homeassistant.components.assist_satellite import DOMAIN as ASSIST_SATELLITE
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.components.media_player.const import DOMAIN as MEDIA_PLAYER
from homeassistant.components.notify.const import DOMAIN as NOTIFY
from homeassistant.const import STATE_OFF, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from ..listeners import Listeners
from ..manners.situation import VoiceKind, VoiceState
from .attempt import LASTING, DeliveryError, Trouble
from .chime import Sounds
from .condition import Condition, Failure, condition_of
from .phones import NotificationWords, Phones, Tap, Tapped
from .playback import Playback
from .ports import Cancel, Delivery, Outcome, Speech
from .satellites import Satellites
from .speakers import Speakers
from .watch import Watch, watching

type Spoken = Callable[[str, str, bool], None]

KINDS: Final = {
    ASSIST_SATELLITE: VoiceKind.SATELLITE,
    MEDIA_PLAYER: VoiceKind.SPEAKER,
    NOTIFY: VoiceKind.PHONE,
}


@callback
def watched(hass: HomeAssistant, voice: str, kind: VoiceKind) -> frozenset[str]:
    """Return the sensors that tell whether a voice's device is connected."""
    entities = er.async_get(hass)
    entry = entities.async_get(voice) if kind is not VoiceKind.PHONE else None
    if entry is None or entry.device_id is None:
        return frozenset()
    return frozenset(
        beside.entity_id
        for beside in er.async_entries_for_device(entities, entry.device_id)
        if beside.domain == Platform.BINARY_SENSOR
        and BinarySensorDeviceClass.CONNECTIVITY
        in (beside.device_class, beside.original_device_class)
    )


class HouseVoices:
    """Every satellite, speaker and phone of the house."""

    def __init__(self, hass: HomeAssistant, words: NotificationWords) -> None:
        """Reach people in this house."""
        self._hass = hass
        self._sounding: dict[VoiceKind, Satellites | Speakers] = {
            VoiceKind.SATELLITE: Satellites(hass),
            VoiceKind.SPEAKER: Speakers(hass),
        }
        self._phones = Phones(hass, words)
        self._deliveries: dict[str, list[tuple[Watch, Playback]]] = {}
        self._failures: dict[str, Failure] = {}
        self._listeners = Listeners[str]()
        self._tapped = Listeners[str, Tap, str | None]()
        self._spoken = Listeners[str, str, bool]()
        self._end: Cancel | None = None

    @callback
    def async_start(self) -> None:
        """Serve her sounds, and listen for answers on phones."""
        Sounds.of(self._hass)
        self._end = self._phones.listen(self._tapped.tell)

    @callback
    def async_close(self) -> None:
        """Listen no more."""
        if self._end:
            self._end()

    async def deliver(self, voice: str, speech: Speech) -> Delivery:
        """Say it there, to the end of the sound; a failure is an outcome, no error."""
        playback = Playback(begins=partial(self._begins, voice, speech))
        try:
            outcome = await self._deliver(voice, speech, playback)
        except DeliveryError as err:
            if err.trouble in LASTING:
                self._note_failure(voice)
            return Delivery(
                outcome=Outcome.FAILED,
                voice=voice,
                error=err.trouble,
                played=playback.played,
            )
        self._note_success(voice)
        return Delivery(outcome=outcome, voice=voice, played=playback.played)

    async def stop(self, voice: str) -> None:
        """Fall silent there, at once or before the next part."""
        for watch, playback in self._deliveries.get(voice, ()):
            watch.stop()
            await self._sounding[_kind_of(voice)].stop(voice, playback)

    async def dial(self, voice: str, number: str, text: str, button: str) -> bool:
        """Put a number on a phone; return whether it has gone there."""
        try:
            await self._phones.dial(voice, number, text, button)
        except DeliveryError:
            return False
        return True

    @callback
    def condition(self, voice: str, kind: VoiceKind, now: datetime) -> Condition:
        """Return whether a voice can be used, and when that changes by time alone."""
        if kind is VoiceKind.PHONE:
            reachable = self._phones.reachable(voice)
            return Condition(VoiceState.FREE if reachable else VoiceState.UNREACHABLE)
        state = self._hass.states.get(voice)
        connected = not any(
            (sensor := self._hass.states.get(entity_id)) and sensor.state == STATE_OFF
            for entity_id in watched(self._hass, voice, kind)
        )
        return condition_of(
            kind, state, now, self._failures.get(voice), connected=connected
        )

    @callback
    def listen(self, changed: Callable[[str], None]) -> Cancel:
        """Tell of a voice whose condition changed by what became of a delivery."""
        return self._listeners.add(changed)

    @callback
    def on_tap(self, tapped: Tapped) -> Cancel:
        """Tell which notification was answered on a phone, and how."""
        return self._tapped.add(tapped)

    @callback
    def phones_of(self, user_id: str | None) -> frozenset[str]:
        """Return the names of the phones on which a user has the app."""
        return self._phones.of_user(user_id)

    @callback
    def on_spoken(self, spoken: Spoken) -> Cancel:
        """Tell what begins to sound, from which voice, and whether it asks."""
        return self._spoken.add(spoken)

    @callback
    def _begins(self, voice: str, speech: Speech, part: int) -> None:
        asks = speech.asks and part == len(speech.parts) - 1
        self._spoken.tell(voice, speech.parts[part], asks)

    async def _deliver(self, voice: str, speech: Speech, playback: Playback) -> Outcome:
        if (kind := _kind_of(voice)) is VoiceKind.PHONE:
            return await self._phones.deliver(voice, speech)
        with watching(self._hass, voice) as watch:
            under_way = (watch, playback)
            deliveries = self._deliveries.setdefault(voice, [])
            deliveries.append(under_way)
            try:
                return await self._sounding[kind].deliver(
                    voice, speech, watch, playback
                )
            finally:
                deliveries.remove(under_way)
                if not deliveries:
                    self._deliveries.pop(voice, None)

    @callback
    def _note_failure(self, voice: str) -> None:
        failed = self._failures.get(voice)
        count = failed.count + 1 if failed else 1
        self._failures[voice] = Failure(count, dt_util.utcnow())
        self._listeners.tell(voice)

    @callback
    def _note_success(self, voice: str) -> None:
        if self._failures.pop(voice, None):
            self._listeners.tell(voice)


def _kind_of(voice: str) -> VoiceKind:
    kind = KINDS.get(voice.partition(".")[0])
    if kind is None:
        raise DeliveryError(Trouble.UNSUPPORTED)
    return kind
