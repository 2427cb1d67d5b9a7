"""Which voice of an ear speaks: one, and the one that is nearest."""

from collections.abc import Iterable
from typing import Final

from .case import Case
from .obstacle import Obstacle, Side
from .places import Spot
from .situation import Voice, VoiceKind, VoiceState
from .verdict import Awaited, Change, Reason, Why

_ANY: Final = frozenset({Awaited(Change.VOICE)})


def voice_for(case: Case, spot: Spot) -> Voice | Obstacle:
    """Return the voice to speak with in an ear, or why there is none."""
    voices = candidates(case, spot)
    if not voices:
        facts = {} if spot.area is None else {"area": spot.area}
        return Obstacle(Side.VOICE, Reason(Why.NO_VOICE, facts), _ANY)
    free = [voice for voice in voices if voice.state is VoiceState.FREE]
    if free:
        return nearest(case, spot, free)
    voice = nearest(case, spot, voices)
    stuck = voice.state is VoiceState.STUCK
    why = Why.VOICE_STUCK if stuck else Why.VOICE_UNREACHABLE
    waits = frozenset(Awaited(Change.VOICE, voice.key) for voice in voices)
    return Obstacle(Side.VOICE, Reason(why, {"voice": voice.key}), waits)


def candidates(case: Case, spot: Spot) -> list[Voice]:
    """Return the voices of an ear that may be used for this."""
    utterance = case.utterance
    voices = case.index.voices.get(spot.ear, [])
    if utterance.voices:
        named = [voice for voice in voices if voice.key in utterance.voices]
        voices = named if named or not utterance.areas else voices
    if spot.why is Why.MAYBE_HERE and utterance.residents:
        # What belongs to somebody else isn't used to look for a person.
        voices = [
            voice
            for voice in voices
            if voice.resident is None or voice.resident in utterance.residents
        ]
    return voices


def nearest(case: Case, spot: Spot, voices: Iterable[Voice]) -> Voice:
    """Return the best of some voices in an ear.

    That is one that was just spoken to, then one that can listen where an answer is
    wanted, one in the room itself, one of their own, a satellite rather than a speaker.
    """
    utterance = case.utterance

    def rank(voice: Voice) -> tuple[bool, bool, bool, bool, bool, str]:
        return (
            voice.key != spot.voice,
            utterance.asks and not voice.converses,
            voice.area != spot.area,
            voice.resident not in utterance.residents,
            voice.kind is not VoiceKind.SATELLITE,
            voice.key,
        )

    return min(voices, key=rank)
