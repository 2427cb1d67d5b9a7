"""Answers to when something last happened, whether it did, and how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.util import dt as dt_util

from .conditions import number_of
from .episodes import Episode, Record
from .index import Thing
from .inquiry import Answer, Inquiry
from .records import oldest
from .remembered import (
    MOMENTS,
    Subject,
    async_back,
    async_records,
    latest_of,
    subject_of,
)
from .selection import Selection
from .spoken_time import clock_of_day, past_moment, span as length_said
from .telling import MOST_NAMED, is_silent
from .when import Span

# Slots that say what happened, in the words of a question.
_HAPPENED: Final = ("happened", "event", "deed", "turned", "act", "acted", "state")
_LATE: Final = timedelta(minutes=15)
_DAY: Final = timedelta(days=1)
_MANY_MINUTES: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Telling:
    """The words for things and for what happened to them."""

    inquiry: Inquiry
    key: str
    things: Sequence[Thing]

    @property
    def voice(self) -> str:
        """Return whether it happened to them, or they did it."""
        return "passive" if "passive" in self._verb else "active"

    def values(self, *, bare: bool = False) -> dict[str, Any]:
        """Return the words that any answer may need."""
        teller = self.inquiry.teller
        forms = self._verb
        verb = forms.get("passive") or forms["bare" if bare else "past"]
        return {
            "names": teller.names(self.things),
            "was": was(self.inquiry, self.things),
            "have": teller.have(self.things),
            "be": teller.be(self.things),
            "verb": verb,
            "state": teller.state_word(self.key),
        }

    @property
    def _verb(self) -> Mapping[str, str]:
        verbs: Mapping[str, Mapping[str, str]] = self.inquiry.lexicon.topics["past"][
            "verbs"
        ]
        if self.key == "detected" and self.things[0].device_class in _RUNG:
            return verbs["ring"]
        if self.things[0].domain in _PRESSED:
            return verbs["press"]
        return verbs.get(self.key) or {
            "passive": self.inquiry.teller.state_word(self.key)
        }


_RUNG: Final = frozenset({"doorbell", "sound"})
_PRESSED: Final = frozenset({"button", "input_button"})


def was(inquiry: Inquiry, things: Sequence[Thing]) -> str:
    """Return the past of "to be" that agrees with things."""
    forms: Mapping[str, str] = inquiry.lexicon.topics["past"]["was"]
    return forms["many" if inquiry.teller.many(things) else "one"]


def key_of(inquiry: Inquiry) -> str | None:
    """Return the condition that a question asks after."""
    return next(
        (inquiry.slots[slot] for slot in _HAPPENED if slot in inquiry.slots), None
    )


def span_of(inquiry: Inquiry) -> Span | None:
    """Return the time that a question asks after; None where it is none of the past.

    Words before it that are of no time belong to what is asked about: "room 3".
    """
    words = inquiry.slots["span"].split()
    before = "where" if "where" in inquiry.slots else "what"
    for count in range(len(words)):
        span = inquiry.lexicon.past.span(" ".join(words[count:]), inquiry.now)
        if span is None:
            continue
        if count:
            phrase = " ".join([inquiry.slots.get(before, ""), *words[:count]])
            inquiry.slots = {**inquiry.slots, before: phrase.strip()}
        return span
    return None


async def last_time(inquiry: Inquiry) -> Answer:
    """Answer when something last happened."""
    key = key_of(inquiry)
    subject = subject_of(inquiry, key) if key else None
    if subject is None:
        return None
    records = await async_back(inquiry, subject.holds)
    teller = inquiry.teller
    if found := latest_of(records) or _latest_now(inquiry, subject):
        thing, episode = found
        inquiry.about[:] = [thing]
        when = past_moment(episode.start, inquiry.now, inquiry.lexicon.vocabulary)
        telling = Telling(inquiry, subject.key, [thing])
        answer = teller.say(f"last_{telling.voice}", when=when, **telling.values())
        last = records[thing].last if thing in records else None
        if last is None or last.begins or thing.domain in MOMENTS:
            return answer
        since = past_moment(last.start, inquiry.now, inquiry.lexicon.vocabulary)
        more = teller.say(
            "last_but", pronoun=pronoun(inquiry, thing), since=since, **telling.values()
        )
        return f"{answer} {more}"
    return _never(inquiry, subject, records)


def _latest_now(inquiry: Inquiry, subject: Subject) -> tuple[Thing, Episode] | None:
    """Return the last moment that a state holds itself, where no records do."""
    moments = [
        (thing, moment)
        for thing in subject.things
        if thing.domain in MOMENTS
        and (state := inquiry.state(thing))
        and (moment := dt_util.parse_datetime(state.state))
    ]
    if not moments:
        return None
    thing, moment = max(moments, key=lambda pair: pair[1])
    return thing, Episode(moment, moment, begins=True, ends=True)


def _never(
    inquiry: Inquiry, subject: Subject, records: Mapping[Thing, Record]
) -> Answer:
    """Say that it did not happen as far back as records go, or not in sight."""
    records = known_of(records)
    if not records:
        return no_records(inquiry, list(subject.things), key=subject.key)
    teller = inquiry.teller
    first = min(record.first for record in records.values() if record.first)
    back = inquiry.now - first
    length = length_of(inquiry, back if back < 2 * _DAY else timedelta(days=back.days))
    seen = [
        (thing, record.episodes[-1])
        for thing, record in records.items()
        if record.episodes
    ]
    if seen:
        thing, episode = max(seen, key=lambda pair: pair[1].start)
        telling = Telling(inquiry, subject.key, [thing])
        if episode.start - first < _LATE and not episode.ends:
            return teller.say("last_all_along", length=length, **telling.values())
        when = past_moment(episode.start, inquiry.now, inquiry.lexicon.vocabulary)
        if episode.start > first:
            return teller.say("last_unseen", when=when, **telling.values())
    telling = Telling(inquiry, subject.key, list(records))
    return teller.say(
        f"last_{telling.voice}_never",
        back=teller.part("back", length=length),
        **telling.values(bare=True),
    )


async def last_who(inquiry: Inquiry) -> Answer:
    """Answer who was the last to come or to leave."""
    key = inquiry.slots["state"]
    people = tuple(inquiry.around.index.by_domain.get("person", ()))
    if not people:
        return None
    subject = Subject(key, Selection(things=people, kind="person"))
    records = await async_back(inquiry, subject.holds)
    found = latest_of(records)
    if found is None:
        return _never(inquiry, subject, records)
    thing, episode = found
    inquiry.about[:] = [thing]
    return inquiry.teller.say(
        "last_who",
        when=past_moment(episode.start, inquiry.now, inquiry.lexicon.vocabulary),
        **Telling(inquiry, key, [thing]).values(),
    )


async def happened(inquiry: Inquiry) -> Answer:
    """Answer whether something happened in a span of time."""
    return await _events(inquiry, asks_whether=True)


async def how_often(inquiry: Inquiry) -> Answer:
    """Answer how often something happened in a span of time."""
    return await _events(inquiry, asks_whether=False)


async def _events(inquiry: Inquiry, *, asks_whether: bool) -> Answer:
    key, span = key_of(inquiry), span_of(inquiry)
    subject = subject_of(inquiry, key) if key and span else None
    if subject is None or span is None:
        return None
    records = await async_records(inquiry, subject, span.start, span.end)
    known = known_of(records)
    if not known:
        return no_records(inquiry, list(subject.things), span, subject.key)
    starts = {
        thing: moments
        for thing, record in known.items()
        if (moments := [e.start for e in record.starts if e.start >= span.start])
    }
    teller = inquiry.teller
    prefix = "happened" if asks_whether else "often"
    if not starts:
        telling = Telling(inquiry, subject.key, list(known))
        answer = teller.say(
            f"{prefix}_not_{telling.voice}",
            span=span.words,
            **telling.values(bare=True),
        )
        return with_gaps(inquiry, answer, known, span)
    inquiry.about[:] = starts
    if len(starts) == 1:
        ((thing, moments),) = starts.items()
        telling = Telling(inquiry, subject.key, [thing])
        answer = teller.say(
            f"{prefix}_{telling.voice}",
            span=span.words,
            times=_times(inquiry, len(moments)),
            at=_at(inquiry, moments, span),
            **telling.values(),
        )
        return with_gaps(inquiry, answer, {thing: known[thing]}, span)
    most = sorted(starts, key=lambda thing: -len(starts[thing]))
    clauses = [
        teller.part(
            f"happened_fact_{telling.voice}",
            times=_times(inquiry, len(starts[thing])),
            **telling.values(),
        )
        for thing in most[:MOST_NAMED]
        for telling in (Telling(inquiry, subject.key, [thing]),)
    ]
    answer = teller.say(
        "happened_yes" if asks_whether else "often_many",
        list=teller.joined(clauses),
        span=span.words,
    )
    return with_gaps(inquiry, answer, {thing: known[thing] for thing in starts}, span)


def known_of(records: Mapping[Thing, Record]) -> dict[Thing, Record]:
    """Return the records of the things that something is known of."""
    return {thing: found for thing, found in records.items() if found.first is not None}


def _times(inquiry: Inquiry, count: int) -> str:
    words: list[str] = inquiry.lexicon.topics["past"]["times_said"]
    if count < len(words):
        return words[count]
    return inquiry.teller.part("times", count=inquiry.teller.count(count))


def _at(inquiry: Inquiry, moments: Sequence[datetime], span: Span) -> str:
    """Return when it happened, or happened last, as seen within the span."""
    key = "at_once" if len(moments) == 1 else "at_last"
    vocabulary = inquiry.lexicon.vocabulary
    last = moments[-1].astimezone(inquiry.now.tzinfo)
    if span.end - span.start <= _DAY:
        return inquiry.teller.part(key, clock=clock_of_day(last, vocabulary))
    return inquiry.teller.part(
        f"{key}_day", when=past_moment(last, inquiry.now, vocabulary)
    )


def with_gaps(
    inquiry: Inquiry, answer: str, records: Mapping[Thing, Record], span: Span
) -> str:
    """Return an answer with what could not be seen of the span, where that is much."""
    teller = inquiry.teller
    firsts = [record.first for record in records.values() if record.first]
    first = max(firsts, default=span.start)
    if first - span.start > _LATE:
        when = past_moment(first, inquiry.now, inquiry.lexicon.vocabulary)
        answer = f"{answer} {teller.say('records_begin', when=when)}"
    unseen = max((record.unseen for record in records.values()), default=timedelta())
    if unseen > _LATE:
        length = length_of(inquiry, unseen)
        answer = f"{answer} {teller.say('unseen', length=length)}"
    return answer


def no_records(
    inquiry: Inquiry,
    things: Sequence[Thing],
    span: Span | None = None,
    key: str | None = None,
) -> str:
    """Say that nothing was kept of things; with how one is now, where that is known."""
    teller = inquiry.teller
    names = teller.names(things)
    looks_back = oldest(inquiry.hass) is not None
    if span and looks_back:
        return teller.say("no_record_of", names=names, span=span.words)
    state = inquiry.state(things[0]) if len(things) == 1 else None
    if state is None or is_silent(state) or things[0].domain in MOMENTS:
        return teller.say("no_records", names=names)
    since = ""
    if inquiry.is_lasting(state) and number_of(state.state) is None:
        since = teller.since(state.last_changed, inquiry.now)
    fact = teller.part(
        "fact",
        names=pronoun(inquiry, things[0]),
        be=teller.be(things),
        state=teller.condition(key, things[0], state)
        if key
        else teller.state(things[0], state),
    )
    return teller.say("no_records_now", names=names, fact=fact, since=since)


def pronoun(inquiry: Inquiry, thing: Thing) -> str:
    """Return what stands for a thing that was named before; a person's name again."""
    if thing.domain == "person":
        return thing.name
    return inquiry.teller.part("they" if inquiry.teller.many([thing]) else "it")


def length_of(inquiry: Inquiry, length: timedelta) -> str:
    """Return a length of time, without seconds where there are many minutes."""
    if length > _MANY_MINUTES:
        length = timedelta(minutes=round(length / timedelta(minutes=1)))
    return length_said(length, inquiry.lexicon.vocabulary)
