"""What no situation may break."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Final

from hypothesis import given, settings
import pytest

from custom_components.samantha.manners.judge import judge
from custom_components.samantha.manners.situation import (
    Playing,
    Presence,
    QuietHours,
    Resident,
    Situation,
    Voice,
    VoiceKind,
    VoiceState,
)
from custom_components.samantha.manners.utterance import Kind, Privacy, Urgency, When
from custom_components.samantha.manners.verdict import Action, Verdict, Why

from .situations import RULES, SIZE, Moment, moment_from, moments

TOLD: Final = frozenset({Action.SPEAK, Action.WHISPER})
HEARD: Final = frozenset({Action.SPEAK})
MANY: Final = settings(max_examples=1500, deadline=None)


def verdict_on(moment: Moment) -> Verdict:
    """Return the verdict on a moment."""
    return judge(moment.utterance, moment.situation, RULES)


def sounding(moment: Moment) -> list[Voice]:
    """Return the voices that sound in a room, for what is no alarm."""
    verdict = verdict_on(moment)
    voices = moment.situation.voices
    is_alarm = moment.utterance.kind is Kind.ALARM
    return [
        voices[key]
        for key in verdict.voices
        if verdict.action is Action.SPEAK
        and voices[key].kind is not VoiceKind.PHONE
        and not is_alarm
    ]


def in_quiet(now: datetime, hours: QuietHours | None) -> bool:
    """Return whether the clock on the wall shows quiet hours, on any plain day."""
    if hours is None:
        return False
    clock = now.timetz().replace(tzinfo=None)
    if hours.start < hours.until:
        return hours.start <= clock < hours.until
    return clock >= hours.start or clock < hours.until


def is_past(instant: datetime | None, now: datetime) -> bool:
    """Return whether an instant has passed, or there is none."""
    return instant is None or instant.timestamp() <= now.timestamp()


def is_busy(resident: Resident, now: datetime) -> bool:
    """Return whether somebody may not be spoken to wherever they are."""
    return (
        resident.do_not_disturb
        or resident.on_call
        or not is_past(resident.hushed_until, now)
    )


def is_left_alone(resident: Resident, now: datetime) -> bool:
    """Return whether somebody may not be spoken to."""
    return (
        resident.awake is False
        or is_busy(resident, now)
        or in_quiet(now, resident.quiet_hours)
    )


def may_hear(situation: Situation, resident: Resident, voice: Voice) -> bool:
    """Return whether somebody may be where a voice sounds, as far as is known."""
    if resident.presence is Presence.AWAY:
        return False
    place = resident.area
    up = resident.awake or is_busy(resident, situation.now)
    if place is None and (resident.awake is False or not up):
        # Whoever rests, rests where they sleep.
        place = resident.sleep_area
    if place is None or voice.area is None:
        return True
    return situation.ear_of(place) == situation.ear_of(voice.area)


@given(moments())
@MANY
def test_there_is_always_a_verdict_with_a_reason(moment: Moment) -> None:
    """Every verdict says why, and a wait says until when."""
    verdict = verdict_on(moment)
    assert verdict.reasons
    waits = verdict.action in {Action.WAIT, Action.SIGNAL}
    assert (verdict.until is not None) == waits
    assert verdict.until is None or moment.situation.now.astimezone(UTC) < verdict.until
    assert verdict.until is None or verdict.until <= moment.utterance.expires
    assert bool(verdict.voices) or verdict.action not in TOLD
    assert verdict.residents <= moment.situation.residents.keys()


@given(moments())
@MANY
def test_the_same_is_judged_the_same(moment: Moment) -> None:
    """Values decide, not objects, nor what was judged before."""
    again = replace(moment.situation, areas=dict(moment.situation.areas))
    assert judge(replace(moment.utterance), again, RULES) == verdict_on(moment)


@given(moments())
@MANY
def test_silence_is_kept_in_quiet_hours_and_hush(moment: Moment) -> None:
    """Nothing but an alarm sounds in them, of the house or of who may hear."""
    situation = moment.situation
    now = situation.now
    voices = sounding(moment)
    assert not (voices and in_quiet(now, situation.quiet_hours))
    assert not (voices and not is_past(situation.hushed_until, now))
    for voice in voices:
        for area in situation.areas.values():
            same = voice.area is not None and area.ear == situation.ear_of(voice.area)
            assert not (same and not is_past(area.hushed_until, now))
            assert not (same and area.on_call)
        for resident in situation.residents.values():
            assert not (
                is_left_alone(resident, now) and may_hear(situation, resident, voice)
            )


@given(moments())
@MANY
def test_who_is_to_have_time_is_let_arrive_and_cook(moment: Moment) -> None:
    """What is for a free moment is not for who has just come, nor by a timer."""
    free = replace(moment.utterance, kind=Kind.COMPANION, when=When.FREE)
    situation, told = moment.situation, judge(free, moment.situation, RULES)
    if told.action is not Action.SPEAK:
        return
    ears = {situation.ear_of_voice(situation.voices[key]) for key in told.voices}
    assert not any(area.timer for area in situation.areas.values() if area.ear in ears)
    whom = [situation.residents[key] for key in told.residents & free.residents]
    assert all(resident.presence is Presence.HOME for resident in whom)
    arrived = [resident.came_home for resident in whom if resident.came_home]
    assert all(is_past(came + RULES.arriving, situation.now) for came in arrived)


@given(moments())
@MANY
def test_what_is_private_reaches_nobody_else(moment: Moment) -> None:
    """Everybody else is known to be elsewhere; phones are those of whom it is for."""
    situation, utterance = moment.situation, moment.utterance
    verdict = verdict_on(moment)
    private = utterance.privacy is Privacy.PRIVATE and bool(utterance.residents)
    voices = [
        situation.voices[key]
        for key in verdict.voices
        if private and verdict.action in TOLD
    ]
    others = [
        resident
        for resident in situation.residents.values()
        if resident.key not in utterance.residents
    ]
    for voice in voices:
        is_phone = voice.kind is VoiceKind.PHONE
        assert not is_phone or voice.resident in utterance.residents
        assert is_phone or situation.guests is False
        for other in others:
            elsewhere = other.presence is Presence.AWAY or (
                other.presence is Presence.HOME
                and other.area is not None
                and voice.area is not None
                and situation.ear_of(other.area) != situation.ear_of(voice.area)
            )
            assert is_phone or elsewhere


@given(moments())
@MANY
def test_what_is_the_households_reaches_no_guests(moment: Moment) -> None:
    """Not to know of guests is to have them."""
    open_to_all = moment.utterance.privacy is Privacy.OPEN
    assert not sounding(moment) or open_to_all or moment.situation.guests is False


@given(moments())
@MANY
def test_nobody_is_interrupted(moment: Moment) -> None:
    """No busy, stuck or missing voice is used, nor any beside a busy one."""
    situation = moment.situation
    voices = sounding(moment)
    ears = {situation.ear_of_voice(voice) for voice in voices}
    assert len(ears) == len(voices)
    assert {voice.state for voice in voices} <= {VoiceState.FREE}
    assert not ears & situation.speaking
    for voice in situation.voices.values():
        is_busy = voice.state is VoiceState.BUSY and voice.kind is not VoiceKind.PHONE
        assert not (is_busy and situation.ear_of_voice(voice) in ears)
    for ear in ears & situation.last_spoke.keys():
        since = situation.now.timestamp() - situation.last_spoke[ear].timestamp()
        assert since >= RULES.gap.total_seconds()


@given(moments())
@MANY
def test_films_are_seen_to_their_end(moment: Moment) -> None:
    """Only what is urgent, or was asked for by speaking to her, goes on."""
    situation, utterance = moment.situation, moment.utterance
    ears = {situation.ear_of_voice(voice) for voice in sounding(moment)}
    urgent = utterance.urgency is Urgency.HIGH
    asked = utterance.when == "addressed"
    patient = utterance.urgency is Urgency.LOW
    for area in situation.areas.values():
        watched = area.ear in ears and area.playing is Playing.WATCHING
        listened = area.ear in ears and area.playing is Playing.MUSIC
        assert urgent or asked or not watched
        assert asked or not (listened and patient)


@given(moments())
@MANY
def test_nothing_is_told_twice_or_late_or_early(moment: Moment) -> None:
    """Only who has not heard it is told, while it holds, once the house is known."""
    situation, utterance = moment.situation, moment.utterance
    verdict = verdict_on(moment)
    tells = verdict.action in TOLD
    now = situation.now.timestamp()
    assert not (tells and verdict.residents & utterance.told)
    assert not (tells and now >= utterance.expires.timestamp())
    assert not (tells and now < utterance.valid_from.timestamp())
    assert not (tells and not situation.started)
    assert not (verdict.action is Action.SIGNAL and utterance.signalled)


@given(moments())
@MANY
def test_an_earpiece_is_used_while_it_is_in(moment: Moment) -> None:
    """The headphones are on, at home, and their owner is not to be left alone."""
    situation = moment.situation
    verdict = verdict_on(moment)
    people = [situation.residents[key] for key in verdict.residents if verdict.earpiece]
    assert verdict.earpiece == any(r.why is Why.IN_THE_EAR for r in verdict.reasons)
    assert all(person.headphones for person in people)
    assert all(person.presence is Presence.HOME for person in people)
    assert not any(is_left_alone(person, situation.now) for person in people)


@given(moments())
@MANY
def test_an_alarm_passes(moment: Moment) -> None:
    """An alarm for everybody sounds wherever a voice can be reached, at any hour."""
    situation = replace(moment.situation, started=True)
    now = situation.now
    alarm = replace(
        moment.utterance,
        kind=Kind.ALARM,
        residents=frozenset(),
        told=frozenset(),
        areas=frozenset(),
        voices=frozenset(),
        privacy=Privacy.OPEN,
        valid_from=now,
        expires=now + timedelta(hours=1),
    )
    verdict = judge(alarm, situation, RULES)
    reachable = {
        situation.ear_of_voice(voice)
        for voice in situation.voices.values()
        if voice.kind is not VoiceKind.PHONE and voice.state != VoiceState.UNREACHABLE
    }
    used = {
        situation.ear_of_voice(situation.voices[key])
        for key in verdict.voices
        if situation.voices[key].kind is not VoiceKind.PHONE
    }
    assert used == reachable


@cache
def met() -> frozenset[Why]:
    """Return the reasons that a sample of moments meets."""
    dice = Random(4)  # noqa: S311 - the same moments each time
    verdicts = (verdict_on(moment_from(dice.randbytes(SIZE))) for _ in range(12_000))
    return frozenset(reason.why for verdict in verdicts for reason in verdict.reasons)


@pytest.mark.parametrize("why", Why)
def test_the_moments_reach_every_reason(why: Why) -> None:
    """The properties are about what they claim to be."""
    assert why in met()
