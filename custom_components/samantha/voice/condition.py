"""Whether a voice can be used, judged by its state and by what became of attempts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from homeassistant.components.assist_satellite.entity import AssistSatelliteState
from homeassistant.components.media_player.const import (
    MediaPlayerEntityFeature,
    MediaPlayerState,
)
from homeassistant.const import (
    ATTR_SUPPORTED_FEATURES,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import State

from ..manners.situation import VoiceKind, VoiceState

# Home Assistant takes "standby" away; integrations may still say it.
_OFF: Final = frozenset({MediaPlayerState.OFF, "standby"})
# Longer than somebody speaks to it in one go.
_BUSY: Final = timedelta(minutes=3)
# ESPHome gives an announcement five minutes; what plays longer plays no more.
_RESPONDING: Final = timedelta(minutes=6)

# After a failure it is left alone for a minute, after each more for twice as long.
_REST: Final = timedelta(minutes=1)
_MOST_DOUBLINGS: Final = 4


@dataclass(frozen=True, slots=True)
class Failure:
    """How often in a row a voice failed, and when it last did."""

    count: int
    at: datetime

    @property
    def until(self) -> datetime:
        """Return when it is worth another attempt."""
        doublings = min(self.count - 1, _MOST_DOUBLINGS)
        return self.at + _REST * (1 << doublings)


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether it can be used, and when that changes by time alone."""

    state: VoiceState
    until: datetime | None = None


def condition_of(
    kind: VoiceKind,
    state: State | None,
    now: datetime,
    failure: Failure | None = None,
    *,
    connected: bool = True,
) -> Condition:
    """Judge a satellite or a speaker by its state; times carry a zone.

    A failure counts until its rest is over or the voice has changed since: a satellite
    that is gone may go on showing `idle`, and one that does something is there. What
    says that it is busy for longer than anything takes is stuck. `connected` is what a
    sensor of its device says.
    """
    gone = state is None or state.state in (STATE_UNAVAILABLE, STATE_UNKNOWN)
    if state is None or gone or not connected:
        return Condition(VoiceState.UNREACHABLE)
    if failure and state.last_changed <= failure.at and now < failure.until:
        return Condition(VoiceState.UNREACHABLE, failure.until)
    if kind is VoiceKind.SPEAKER:
        return Condition(_speaker(state))
    if state.state == AssistSatelliteState.IDLE:
        return Condition(VoiceState.FREE)
    responding = state.state == AssistSatelliteState.RESPONDING
    stuck_at = state.last_changed + (_RESPONDING if responding else _BUSY)
    if now >= stuck_at:
        return Condition(VoiceState.STUCK)
    return Condition(VoiceState.BUSY, stuck_at)


def _speaker(state: State) -> VoiceState:
    # What has a power switch is left off: speech is no reason to turn a television on.
    features = MediaPlayerEntityFeature(
        state.attributes.get(ATTR_SUPPORTED_FEATURES, 0)
    )
    off = state.state in _OFF
    if off and MediaPlayerEntityFeature.TURN_ON in features:
        return VoiceState.UNREACHABLE
    return VoiceState.FREE
