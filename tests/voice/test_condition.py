"""Whether a voice can be used."""

from datetime import UTC, datetime, timedelta

from homeassistant.core import State
from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.manners.situation import VoiceKind, VoiceState
from custom_components.samantha.voice.condition import Condition, Failure, condition_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PLAY, TURN_ON = 512, 128


def _state(entity_id: str, state: str, since: timedelta, features: int = 0) -> State:
    return State(
        entity_id,
        state,
        {"supported_features": features},
        last_changed=NOW - since,
        last_updated=NOW - since,
    )


@pytest.mark.parametrize(
    ("state", "minutes", "expected", "until"),
    [
        ("idle", 0, VoiceState.FREE, None),
        ("idle", 9000, VoiceState.FREE, None),
        ("listening", 0, VoiceState.BUSY, 3),
        ("listening", 2, VoiceState.BUSY, 1),
        ("listening", 3, VoiceState.STUCK, None),
        ("processing", 4, VoiceState.STUCK, None),
        ("responding", 4, VoiceState.BUSY, 2),
        ("responding", 6, VoiceState.STUCK, None),
        ("unavailable", 0, VoiceState.UNREACHABLE, None),
        ("unknown", 0, VoiceState.UNREACHABLE, None),
    ],
)
def test_a_satellite(
    state: str, minutes: int, expected: VoiceState, until: int | None
) -> None:
    """One that never gets done is stuck."""
    condition = condition_of(
        VoiceKind.SATELLITE,
        _state("assist_satellite.hall", state, timedelta(minutes=minutes)),
        NOW,
    )
    changes = None if until is None else NOW + timedelta(minutes=until)
    assert condition == Condition(expected, changes)


@pytest.mark.parametrize(
    ("state", "features", "expected"),
    [
        ("idle", PLAY, VoiceState.FREE),
        ("playing", PLAY, VoiceState.FREE),
        ("paused", PLAY, VoiceState.FREE),
        ("off", PLAY, VoiceState.FREE),
        ("off", PLAY | TURN_ON, VoiceState.UNREACHABLE),
        ("standby", PLAY | TURN_ON, VoiceState.UNREACHABLE),
        ("on", PLAY | TURN_ON, VoiceState.FREE),
        ("unavailable", PLAY, VoiceState.UNREACHABLE),
    ],
)
def test_a_speaker(state: str, features: int, expected: VoiceState) -> None:
    """Nothing is turned on to speak."""
    speaker = _state("media_player.hall", state, timedelta(0), features)
    assert condition_of(VoiceKind.SPEAKER, speaker, NOW) == Condition(expected)


@pytest.mark.parametrize("kind", [VoiceKind.SATELLITE, VoiceKind.SPEAKER])
def test_one_that_was_removed(kind: VoiceKind) -> None:
    """It has no state."""
    assert condition_of(kind, None, NOW) == Condition(VoiceState.UNREACHABLE)


def test_one_whose_device_is_not_connected() -> None:
    """It may show what it last did."""
    idle = _state("assist_satellite.hall", "idle", timedelta(minutes=5))
    condition = condition_of(VoiceKind.SATELLITE, idle, NOW, connected=False)
    assert condition == Condition(VoiceState.UNREACHABLE)


@pytest.mark.parametrize(
    ("count", "minutes"), [(1, 1), (2, 2), (3, 4), (5, 16), (6, 16), (5000, 16)]
)
def test_what_failed_rests_longer_each_time(count: int, minutes: int) -> None:
    """A satellite that is gone may go on showing that it is idle."""
    idle = _state("assist_satellite.hall", "idle", timedelta(minutes=1))
    failure = Failure(count, NOW)
    back = NOW + timedelta(minutes=minutes)
    resting = condition_of(VoiceKind.SATELLITE, idle, NOW, failure)
    assert resting == Condition(VoiceState.UNREACHABLE, back)
    rested = condition_of(VoiceKind.SATELLITE, idle, back, failure)
    assert rested == Condition(VoiceState.FREE)


def test_what_does_something_is_there() -> None:
    """A satellite that was used since it failed is worth an attempt."""
    idle = _state("assist_satellite.hall", "idle", timedelta(seconds=5))
    failure = Failure(3, NOW - timedelta(seconds=10))
    condition = condition_of(VoiceKind.SATELLITE, idle, NOW, failure)
    assert condition == Condition(VoiceState.FREE)


@given(
    state=st.sampled_from(
        ["idle", "listening", "processing", "responding", "unavailable", "nonsense"]
    ),
    since=st.integers(0, 10**6),
    failures=st.integers(0, 30),
    ago=st.integers(0, 10**5),
    kind=st.sampled_from([VoiceKind.SATELLITE, VoiceKind.SPEAKER]),
)
def test_what_changes_by_time_changes_later(
    state: str, since: int, failures: int, ago: int, kind: VoiceKind
) -> None:
    """Whoever waits until then doesn't wait in vain, nor again and again at once."""
    told = _state("assist_satellite.hall", state, timedelta(seconds=since))
    failure = Failure(failures, NOW - timedelta(seconds=ago)) if failures else None
    condition = condition_of(kind, told, NOW, failure)
    then = condition.until or NOW
    assert then >= NOW
    assert condition.until is None or condition.until > NOW
    later = condition_of(kind, told, then, failure)
    assert condition.until is None or later != condition
