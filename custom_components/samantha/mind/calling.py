"""The step for what people say about being in touch: logged, and asked for."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from homeassistant.util import dt as dt_util

from ..contacts import Contact
from ..data import HerFamily, SamanthaConfigEntry, async_loaded_entry
from ..family.cadence import Contacted, Talk, mean_gap
from ..family.whom import contacts_called, due_now, names_of
from ..store import StoreError
from .answers import Answer, Expects, Meaning
from .questions import OpenQuestion
from .reader.spoken_time import day_name, past_moment
from .speaker import speaker_of
from .turn import Reply, Turn

type _Slots = Mapping[str, Any]
type _Then = Callable[[Turn, SamanthaConfigEntry, str, _Slots], Awaitable[Reply]]

_MOST_NAMED: Final = 3


async def her_calls(turn: Turn) -> Reply | None:
    """Answer what is said about being in touch with contacts."""
    entry = async_loaded_entry(turn.hass)
    if entry is None or (found := calling_in(turn, entry, turn.text)) is None:
        return None
    name, slots = found
    contacts = _contacts(turn, entry)
    if name == "SamanthaWhoToCall":
        return await _who(turn, entry, contacts)
    keys = contacts_called(contacts, str(slots["contact"]))
    then = _ANSWERS[name]
    if len(keys) == 1:
        return await _guarded(turn, then, entry, keys[0], slots)
    return turn.say(
        "call_which",
        names=turn.phrases.words.enumerate([contacts[key].name for key in keys]),
        question=OpenQuestion(
            expects=Expects.CHOICE,
            choices={key: (contacts[key].name,) for key in keys},
            then=partial(_chosen, entry=entry, slots=slots, then=then),
        ),
    )


def calling_in(
    turn: Turn, entry: SamanthaConfigEntry, text: str
) -> tuple[str, _Slots] | None:
    """Return what a sentence says about contacts: the intent's name and its parts."""
    contacts = _contacts(turn, entry)
    if not contacts or not turn.phrases.calls.mentioned_in(text):
        return None
    names = {name: name for one in contacts.values() for name in names_of(one)}
    return turn.phrases.understand_calling(text, names.items())


async def _chosen(
    turn: Turn,
    answer: Answer,
    *,
    entry: SamanthaConfigEntry,
    slots: _Slots,
    then: _Then,
) -> Reply:
    if answer.meaning is not Meaning.CHOICE:
        return turn.say("reminder_dropped")
    return await _guarded(turn, then, entry, answer.value, slots)


async def _guarded(
    turn: Turn, then: _Then, entry: SamanthaConfigEntry, key: str, slots: _Slots
) -> Reply:
    try:
        return await then(turn, entry, key, slots)
    except StoreError:
        return turn.say("reminder_not_kept")


async def _log(
    turn: Turn, entry: SamanthaConfigEntry, key: str, slots: _Slots, how: Contacted
) -> Reply:
    family = entry.runtime_data.family
    said = str(slots.get("when") or slots.get("before_when") or "").strip(" ,.")
    at = _when(turn, said) if said else dt_util.now()
    if at is None:
        return turn.say("call_when", person=family.contacts[key].name)
    speaker = speaker_of(turn, entry)
    await family.async_log(key, [speaker] if speaker else [], at, how)
    return turn.say("call_logged")


async def _last(
    turn: Turn, entry: SamanthaConfigEntry, key: str, _slots: _Slots
) -> Reply:
    talks = _talks(entry, speaker_of(turn, entry), key)
    if not talks:
        return turn.say("last_talk_none")
    return turn.say("last_talk", when=_ago(turn, talks[-1].at))


async def _how_often(
    turn: Turn, entry: SamanthaConfigEntry, key: str, _slots: _Slots
) -> Reply:
    gap = mean_gap(_talks(entry, speaker_of(turn, entry), key))
    if gap is None:
        return turn.say("how_often_none")
    return turn.say("how_often", span=turn.phrases.days(gap))


async def _who(
    turn: Turn, entry: SamanthaConfigEntry, contacts: Mapping[str, Contact]
) -> Reply:
    if not any(one.cadence for one in contacts.values()):
        return turn.say("who_to_call_unset")
    now = dt_util.now()
    speaker = speaker_of(turn, entry)
    talks = {key: _talks(entry, speaker, key) for key in contacts}
    since = entry.created_at.astimezone(UTC)
    due = due_now(contacts, talks, since, now)
    if not due:
        return turn.say("who_to_call_none")
    if len(due) > 1:
        names = [one.contact.name for one in due[:_MOST_NAMED]]
        return turn.say("who_to_call", people=turn.phrases.words.enumerate(names))
    [one] = due
    if one.last is None:
        return turn.say("who_to_call_first", person=one.contact.name)
    since_last = turn.phrases.days(now - one.last)
    return turn.say("who_to_call_one", person=one.contact.name, span=since_last)


_ANSWERS: Final[Mapping[str, _Then]] = {
    "SamanthaHowOften": _how_often,
    "SamanthaLastTalk": _last,
    "SamanthaLogCall": partial(_log, how=Contacted.CALL),
    "SamanthaLogMeeting": partial(_log, how=Contacted.MEETING),
}


def _contacts(turn: Turn, entry: SamanthaConfigEntry) -> Mapping[str, Contact]:
    """Return the contacts of whoever speaks; everybody's, where that isn't known."""
    speaker = speaker_of(turn, entry)
    family: HerFamily = entry.runtime_data.family
    return {
        key: contact
        for key, contact in family.contacts.items()
        if speaker is None or contact.is_of(speaker)
    }


def _talks(entry: SamanthaConfigEntry, speaker: str | None, key: str) -> list[Talk]:
    """Return the talks of whoever asks, and what was logged for the household."""
    talks = entry.runtime_data.family.talks
    if speaker is None:
        return list(talks.of(key))
    both = [*talks.of(key, speaker), *talks.of(key, "")]
    return sorted(both, key=lambda talk: talk.at)


def _when(turn: Turn, said: str) -> datetime | None:
    """Return the time that has passed which words mean; of a day, its noon."""
    if turn.phrases.house is None:
        return None
    now = dt_util.now()
    found = turn.phrases.house.when.span(said.casefold(), now, past=True)
    if found is None or found.start > now:
        return None
    middle = found.start + (found.end - found.start) / 2
    return min(middle, now)


def _ago(turn: Turn, at: datetime) -> str:
    now = dt_util.now()
    if turn.phrases.house is None:
        return f"{dt_util.as_local(at):%d.%m. %H:%M}"
    vocabulary = turn.phrases.house.vocabulary
    local = dt_util.as_local(at)
    if local.date() == now.date():
        return past_moment(local, now, vocabulary)
    return day_name(local, now, vocabulary)
