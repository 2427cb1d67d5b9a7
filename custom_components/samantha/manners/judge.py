"""Whether, where and how something may be said now: the rules, in their order.

docs/manners.md has the same rules as a table, for the owners of houses.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from . import alarm, aside
from .attempts import Attempt, attempts
from .case import Case, case_of
from .situation import Situation
from .utterance import Kind, Utterance
from .verdict import (
    Action,
    Awaited,
    Change,
    Reason,
    Rules,
    Verdict,
    Why,
)

type Rule = Callable[[Case], Verdict | None]


def judge(utterance: Utterance, situation: Situation, rules: Rules) -> Verdict:
    """Return what to do with an utterance in a situation.

    Total and deterministic: there is always a verdict with a reason, and the same for
    the same values. A situation's mappings must not be changed after it was given here,
    because what was looked up in it is kept while it is the latest.
    """
    case = case_of(utterance, situation, rules)
    for rule in RULES:
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return say_or_wait(case)


def is_told(case: Case) -> Verdict | None:
    """Say nothing twice."""
    utterance = case.utterance
    if not utterance.told or utterance.untold:
        return None
    return _dropped(Reason(Why.TOLD))


def is_too_late(case: Case) -> Verdict | None:
    """Say nothing after it has expired."""
    if case.index.now < case.expires:
        return None
    return _dropped(Reason(Why.EXPIRED, {"time": case.index.local(case.expires)}))


def house_starts(case: Case) -> Verdict | None:
    """Judge nothing, not even an alarm, before it is known who and what is there."""
    if case.situation.started:
        return None
    return Verdict(
        action=Action.WAIT,
        reasons=(Reason(Why.STARTING),),
        waits_for=frozenset({Awaited(Change.STARTED)}),
        until=case.expires,
    )


def is_for_nobody(case: Case) -> Verdict | None:
    """Drop what is for people who don't live here."""
    utterance = case.utterance
    if not utterance.residents or case.whom:
        return None
    return _dropped(
        *(
            Reason(Why.UNKNOWN_RESIDENT, {"resident": key})
            for key in sorted(utterance.untold)
        )
    )


def is_too_early(case: Case) -> Verdict | None:
    """Wait for the time that was asked for."""
    start = case.begins
    if start <= case.index.now:
        return None
    return Verdict(
        action=Action.WAIT,
        reasons=(Reason(Why.NOT_YET, {"time": case.index.local(start)}),),
        until=min(start, case.expires),
    )


def is_an_alarm(case: Case) -> Verdict | None:
    """Let an alarm pass everything that follows."""
    if case.utterance.kind is not Kind.ALARM:
        return None
    return alarm.sound(case)


RULES: Final[tuple[Rule, ...]] = (
    is_told,
    is_too_late,
    house_starts,
    is_for_nobody,
    is_too_early,
    is_an_alarm,
)


def say_or_wait(case: Case) -> Verdict:
    """Say it where it may be said; else by phone, else a cue; else wait."""
    tried = attempts(case)
    if any(attempt.openings for attempt in tried):
        return _spoken(case, tried)
    whispered = aside.whisper(case, tried)
    if whispered is not None:
        return whispered
    return _waiting(case, tried, aside.signal(case, tried))


def _spoken(case: Case, tried: Iterable[Attempt]) -> Verdict:
    """Return the verdict that says it with one voice in each ear."""
    voices: dict[str, str] = {}
    mouths: set[str] = set()
    told: set[str] = set()
    reasons: list[Reason] = []
    startling = False
    for attempt in tried:
        for spot, voice in attempt.openings:
            if spot.ear not in voices:
                mouth = voice.mouth or voice.key
                if mouth in mouths:
                    continue
                mouths.add(mouth)
                voices[spot.ear] = voice.key
            if spot.why is not Why.JUST_ADDRESSED:
                startling = True
            facts: dict[str, str] = {"voice": voices[spot.ear]}
            if attempt.resident is not None:
                told.add(attempt.resident.key)
                facts["resident"] = attempt.resident.key
            if spot.area is not None:
                facts["area"] = spot.area
            reasons.append(Reason(spot.why, facts))
    if not case.utterance.residents:
        told.update(
            resident.key for ear in voices for resident in case.index.here.get(ear, ())
        )
    return Verdict(
        action=Action.SPEAK,
        reasons=tuple(reasons),
        voices=tuple(voices.values()),
        residents=frozenset(told),
        volume=case.rules.volume,
        chime=case.rules.chime and startling,
    )


def _waiting(case: Case, tried: Iterable[Attempt], cue: Verdict | None) -> Verdict:
    """Return the verdict that waits for all that may open a way, after a cue if any."""
    reasons: list[Reason] = [] if cue is None else list(cue.reasons)
    waits: set[Awaited] = set()
    until: datetime = case.expires
    for attempt in tried:
        ends = [(attempt.waits, attempt.until), *aside.awaited(case, attempt)]
        for obstacle in attempt.obstacles:
            if obstacle.reason not in reasons:
                reasons.append(obstacle.reason)
            ends.append((obstacle.waits, obstacle.until))
        for changes, end in ends:
            waits |= changes
            if end is not None:
                until = min(until, end)
    return Verdict(
        action=Action.WAIT if cue is None else Action.SIGNAL,
        reasons=tuple(reasons),
        voices=() if cue is None else cue.voices,
        residents=frozenset() if cue is None else cue.residents,
        waits_for=frozenset(waits),
        until=until,
    )


def _dropped(*reasons: Reason) -> Verdict:
    return Verdict(action=Action.DROP, reasons=reasons)
