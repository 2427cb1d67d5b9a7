"""Answers to how long something has been so, was so, and whether it was."""

from datetime import datetime, timedelta
from typing import Final

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import State

from .conditions import opposite_of
from .episodes import Holds, Record, negated
from .index import Thing
from .inquiry import Answer, Inquiry
from .past import known_of, length_of, no_records, span_of, was, with_gaps
from .remembered import async_back, async_records, subject_of
from .spoken_time import clock_of_day, past_moment
from .telling import MOST_NAMED, is_silent
from .when import Span

_SOON: Final = timedelta(minutes=1)
_JUST_NOW: Final = timedelta(minutes=2)
_SLACK: Final = timedelta(seconds=1)
_AT_HOME: Final = frozenset({"home", "not_home"})


async def how_long_since(inquiry: Inquiry) -> Answer:
    """Answer how long something has been as it is."""
    asked = _asked(inquiry)
    so = [
        (thing, holds)
        for thing, holds in asked
        if (state := inquiry.state(thing)) and holds(state.state)
    ]
    told = (so or asked)[:MOST_NAMED]
    if not told:
        return None
    inquiry.about[:] = [thing for thing, _ in told]
    clauses = [await _since(inquiry, thing, holds) for thing, holds in told]
    return inquiry.teller.say("clauses", list=inquiry.teller.joined(clauses))


def _asked(inquiry: Inquiry) -> list[tuple[Thing, Holds]]:
    """Return what is asked about, and how to tell whether it is as asked."""
    if "state" in inquiry.slots:
        subject = subject_of(inquiry, inquiry.slots["state"])
        return list(subject.holds.items()) if subject else []
    if zone := inquiry.slots.get("zone"):
        moves = {"person", "device_tracker"}
        selection = inquiry.select(lambda thing: thing.domain in moves)
        if selection is None or not _is_zone(inquiry, zone):
            return []
        return [(thing, _states_as(inquiry, zone)) for thing in selection.things]
    return [
        (thing, _states_as(inquiry, state.state))
        for thing in inquiry.around.last
        if (state := inquiry.state(thing)) is not None
    ]


def _states_as(inquiry: Inquiry, words: str) -> Holds:
    """Return how to tell whether a state is the one that some words name."""
    wanted = _joined(inquiry, words)

    def holds(state: str) -> bool | None:
        if state in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
            return None
        return _joined(inquiry, state) == wanted

    return holds


def _is_zone(inquiry: Inquiry, words: str) -> bool:
    """Return whether words name a zone, or where somebody is."""
    wanted = _joined(inquiry, words)
    index = inquiry.around.index
    names = [thing.name for thing in index.by_domain.get("zone", ())]
    people = index.by_domain.get("person", ())
    names += [state.state for thing in people if (state := inquiry.state(thing))]
    return any(_joined(inquiry, name) == wanted for name in names)


def _joined(inquiry: Inquiry, words: str) -> str:
    lexicon = inquiry.lexicon
    return lexicon.joined(lexicon.words(words.replace("_", " ")))


async def _since(inquiry: Inquiry, thing: Thing, holds: Holds) -> str:
    teller = inquiry.teller
    state = inquiry.state(thing)
    values = {
        "names": teller.name(thing),
        "have": teller.have([thing]),
        "be": teller.be([thing]),
    }
    if state is None or is_silent(state):
        return teller.part("out_of_reach", **values)
    so = bool(holds(state.state))
    values["state"] = _word(inquiry, thing, state, so=so)
    begun, is_seen = await _begun(
        inquiry, thing, state, holds if so else negated(holds)
    )
    if begun is None:
        return teller.part("long_unknown", **values)
    since = teller.since(begun, inquiry.now) if is_seen else ""
    length = inquiry.now - begun
    if not so or (is_seen and length < _JUST_NOW):
        return teller.part("long_since_not", since=since, **values)
    return teller.part(
        "long_since" if is_seen else "long_since_least",
        since=since,
        length=length_of(inquiry, length),
        **values,
    )


def _word(inquiry: Inquiry, thing: Thing, state: State, *, so: bool) -> str:
    teller = inquiry.teller
    if key := inquiry.slots.get("state"):
        return teller.state_word(key) if so else teller.condition(key, thing, state)
    if thing.domain in {"person", "device_tracker"} and state.state not in _AT_HOME:
        return teller.part("zone_state", zone=teller.zone(state.state))
    return teller.state(thing, state)


async def _begun(
    inquiry: Inquiry, thing: Thing, state: State, holds: Holds
) -> tuple[datetime | None, bool]:
    """Return since when it is so, and whether the beginning was seen.

    What a restart interrupted goes on.
    """
    record = (await async_back(inquiry, {thing: holds}))[thing]
    episode = record.last
    if episode is not None and episode.begins:
        return episode.start, True
    if inquiry.is_lasting(state) and (
        episode is None or state.last_changed < episode.start
    ):
        return state.last_changed, True
    return (None, False) if episode is None else (episode.start, False)


async def how_long_in(inquiry: Inquiry) -> Answer:
    """Answer how long something was so in a span of time."""
    span = span_of(inquiry)
    subject = subject_of(inquiry, inquiry.slots["state"]) if span else None
    if subject is None or span is None or span.start == span.end:
        return None
    records = await async_records(inquiry, subject, span.start, span.end)
    known = known_of(records)
    if not known:
        return no_records(inquiry, list(subject.things), span, subject.key)
    so = [thing for thing, record in known.items() if record.total]
    teller = inquiry.teller
    values = {"state": teller.state_word(subject.key), "span": span.words}
    inquiry.about[:] = so or known
    if not so:
        answer = teller.say(
            "long_in_none",
            names=teller.names(known),
            was=was(inquiry, list(known)),
            **values,
        )
        return with_gaps(inquiry, answer, known, span)
    if len(so) == 1:
        answer = teller.say(
            "long_in",
            names=teller.names(so),
            was=was(inquiry, so),
            length=length_of(inquiry, known[so[0]].total),
            **values,
        )
        return with_gaps(inquiry, answer, {so[0]: known[so[0]]}, span)
    longest = sorted(so, key=lambda thing: known[thing].total, reverse=True)
    clauses = [
        teller.part(
            "long_in_fact",
            names=teller.name(thing),
            length=length_of(inquiry, known[thing].total),
        )
        for thing in longest[:MOST_NAMED]
    ]
    return teller.say("long_in_each", list=teller.joined(clauses), **values)


async def was_so(inquiry: Inquiry) -> Answer:
    """Answer whether something was so in a span of time, or all of it."""
    span = span_of(inquiry)
    subject = subject_of(inquiry, inquiry.slots["state"]) if span else None
    if subject is None or span is None:
        return None
    end = max(span.end, span.start + _SLACK)
    records = await async_records(inquiry, subject, span.start, end)
    known = known_of(records)
    if not known:
        return no_records(inquiry, list(subject.things), span, subject.key)
    so = [thing for thing, record in known.items() if record.episodes]
    inquiry.about[:] = so or known
    if len(known) == 1:
        ((thing, record),) = known.items()
        answer = _was(inquiry, subject.key, thing, record, span)
        return with_gaps(inquiry, answer, known, span)
    teller = inquiry.teller
    if so:
        answer = teller.say(
            "was_any",
            names=teller.names(so),
            was=was(inquiry, so),
            state=teller.state_word(subject.key),
            span=span.words,
        )
    else:
        answer = teller.say(
            "was_nobody" if subject.selection.kind == "person" else "was_nothing",
            kinds=teller.kinds(subject.selection.kind),
            state=teller.state_word(subject.key),
            span=span.words,
        )
    return with_gaps(inquiry, answer, known, span)


def _was(inquiry: Inquiry, key: str, thing: Thing, record: Record, span: Span) -> str:
    teller = inquiry.teller
    values = {
        "names": teller.name(thing),
        "was": was(inquiry, [thing]),
        "span": span.words,
    }
    if not record.episodes:
        return teller.say("was_none", state=_not(inquiry, key), **values)
    values["state"] = teller.state_word(key)
    if span.start == span.end:
        return teller.say("was_at_moment", **values)
    total = record.total
    seen = span.end - (record.first or span.start) - record.unseen
    if total >= seen - _SOON:
        return teller.say("was_all", **values)
    values["length"] = length_of(inquiry, total)
    whole: list[str] = inquiry.lexicon.topics["past"]["whole"]
    if "whole" in inquiry.slots or {*inquiry.slots["span"].split()} & {*whole}:
        return teller.say("was_not_whole", **values)
    if len(record.episodes) > 1:
        count = teller.count(len(record.episodes))
        return teller.say(
            "was_often", times=teller.part("times", count=count), **values
        )
    return teller.say(
        "was_once", from_until=_from_until(inquiry, record, span), **values
    )


def _from_until(inquiry: Inquiry, record: Record, span: Span) -> str:
    episode = record.episodes[0]
    start, end = (
        clock_of_day(moment.astimezone(inquiry.now.tzinfo), inquiry.lexicon.vocabulary)
        if span.end - span.start <= timedelta(days=1)
        else past_moment(moment, inquiry.now, inquiry.lexicon.vocabulary)
        for moment in (episode.start, episode.end)
    )
    key = "from_until" if episode.begins and episode.ends else "from_on"
    if episode.ends and not episode.begins:
        key = "until_then"
    return inquiry.teller.part(key, start=start, end=end)


def _not(inquiry: Inquiry, key: str) -> str:
    """Return the word for how a thing was that was not so."""
    if other := opposite_of(key):
        return inquiry.teller.state_word(other)
    return inquiry.teller.part("not", state=inquiry.teller.state_word(key))
