"""What waits is judged again whenever it may become possible."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from hypothesis import assume, given, settings, strategies as st
from hypothesis.strategies import DrawFn

from custom_components.samantha.manners.judge import judge
from custom_components.samantha.manners.situation import (
    Area,
    Resident,
    Situation,
    Voice,
)
from custom_components.samantha.manners.utterance import Urgency
from custom_components.samantha.manners.verdict import (
    Action,
    Awaited,
    Change,
    Verdict,
    Why,
)

from .situations import RULES, ZONE, Moment, moments, situations_in

WAITING: Final = frozenset({Action.WAIT, Action.SIGNAL})
# What is urgent has patience with what is over in a moment. When something worse joins
# that, which would send it to the phone at once, it goes when the patience ends.
BRIEF: Final = frozenset({Why.VOICE_BUSY, Why.SPEAKING_THERE, Why.TOO_SOON})
STILL: Final = {
    False: frozenset({Action.WAIT}),
    True: frozenset({Action.WAIT, Action.WHISPER}),
}
# The change that tells of each fact. What isn't here is set by the owner.
OF_RESIDENTS: Final = {
    "presence": Change.PRESENCE,
    "came_home": Change.PRESENCE,
    "area": Change.PLACE,
    "awake": Change.AWAKE,
    "on_call": Change.CALL,
    "do_not_disturb": Change.HUSH,
    "hushed_until": Change.HUSH,
    "headphones": Change.HEADPHONES,
}
OF_AREAS: Final = {
    "occupied": Change.OCCUPANCY,
    "playing": Change.PLAYING,
    "timer": Change.TIMER,
    "on_call": Change.CALL,
    "hushed_until": Change.HUSH,
}
OF_VOICES: Final = {
    "state": Change.VOICE,
    "addressed": Change.ADDRESSED,
    "addressed_by": Change.ADDRESSED,
}
OF_HOUSE: Final = {
    "started": Change.STARTED,
    "guests": Change.GUESTS,
    "hushed_until": Change.HUSH,
}


def unnamed[T: (Resident, Area, Voice)](
    names: Mapping[str, Change], verdict: Verdict, before: T, after: T
) -> T:
    """Return what was, with what comes where no awaited change tells of it."""
    changed = {
        name: getattr(after, name)
        for name, change in names.items()
        if not is_named(verdict, change, before.key)
    }
    return replace(before, **changed)


def is_named(verdict: Verdict, change: Change, subject: str = "") -> bool:
    """Return whether a verdict asks to be told of a change."""
    return (
        Awaited(change) in verdict.waits_for
        or Awaited(change, subject) in verdict.waits_for
    )


def later(
    verdict: Verdict, before: Situation, after: Situation, now: datetime
) -> Situation:
    """Return the most that can have changed without a change that the verdict named."""
    house = {
        name: getattr(after, name)
        for name, change in OF_HOUSE.items()
        if not is_named(verdict, change)
    }
    spoke = {
        ear: max(
            (
                when
                for when in (before.last_spoke.get(ear), after.last_spoke.get(ear))
                if when
            ),
            key=lambda when: when.astimezone(UTC),
        )
        for ear in before.last_spoke.keys() | after.last_spoke.keys()
    }
    ears = before.speaking | after.speaking
    return replace(
        before,
        now=now,
        residents={
            key: unnamed(OF_RESIDENTS, verdict, resident, after.residents[key])
            for key, resident in before.residents.items()
        },
        areas={
            key: unnamed(OF_AREAS, verdict, area, after.areas[key])
            for key, area in before.areas.items()
        },
        voices={
            key: unnamed(OF_VOICES, verdict, voice, after.voices[key])
            for key, voice in before.voices.items()
        },
        speaking=frozenset(
            ear
            for ear in ears
            if ear in (before if is_named(verdict, Change.EAR, ear) else after).speaking
        ),
        last_spoke=spoke,
        **house,
    )


@st.composite
def unnoticed(draw: DrawFn) -> tuple[Moment, Verdict, Situation]:
    """Draw a wait, and a later moment before anything it named."""
    moment = draw(moments())
    verdict = judge(moment.utterance, moment.situation, RULES)
    assume(verdict.action in WAITING)
    now = moment.situation.now.astimezone(UTC)
    assert verdict.until is not None
    left = verdict.until - now - timedelta(microseconds=1)
    passed = draw(st.sampled_from((timedelta(), left / 2, left)))
    after = draw(situations_in(moment))
    instant = (now + passed).astimezone(ZONE)
    return moment, verdict, later(verdict, moment.situation, after, instant)


@given(unnoticed())
@settings(max_examples=1000, deadline=None)
def test_nothing_becomes_possible_unnoticed(
    drawn: tuple[Moment, Verdict, Situation],
) -> None:
    """Whatever changes that a wait did not name, it still waits."""
    moment, verdict, situation = drawn
    utterance = moment.utterance
    signalled = utterance.signalled or verdict.action is Action.SIGNAL
    again = judge(replace(utterance, signalled=signalled), situation, RULES)
    urgent = utterance.urgency is Urgency.HIGH
    brief = urgent and not BRIEF.isdisjoint(r.why for r in verdict.reasons)
    assert again.action in STILL[brief], (again, verdict)
