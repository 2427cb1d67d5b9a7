"""The step for what people say of contacts: whom, how often, logged, and asked for."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from homeassistant.util import dt as dt_util

from ..contacts import Contact
from ..data import HerFamily, SamanthaConfigEntry, async_loaded_entry
from ..family.cadence import Contacted, Talk, mean_gap
from ..family.times.spoken import every_so_often
from ..family.whom import contacts_called, due_now, names_known
from .call_hours import forget_hours, tell_hours
from .contacting import (
    ask_name,
    ask_to_take,
    call_again,
    call_every,
    call_never,
    guarded,
    is_somebody,
    is_stopped,
    often,
    refused,
    take_named,
)
from .pausing import is_while, may_be_back, pause_calls, resume_calls
from .reader.spoken_time import day_name, past_moment
from .reminding import answer_reminding
from .speaker import speaker_of
from .turn import Reply, Turn
from .which_contact import ask_which, which_of

type _Slots = Mapping[str, Any]
type _Fits = Callable[[Turn, SamanthaConfigEntry, _Slots], bool]
type _Answered = Callable[[Turn, SamanthaConfigEntry, _Slots], Awaitable[Reply]]
type _Then = Callable[[Turn, SamanthaConfigEntry, str, _Slots], Awaitable[Reply]]

_MOST_NAMED: Final = 3
# More often than that is daily.
_DAILY: Final = timedelta(days=1.5)


async def her_calls(turn: Turn) -> Reply | None:
    """Answer what is said about being in touch with contacts."""
    entry = async_loaded_entry(turn.hass)
    if entry is None or (found := calling_in(turn, entry, turn.text)) is None:
        return None
    name, slots = found
    contacts = _contacts(turn, entry)
    if _is_of_adults(name, slots) and (refusal := refused(turn, entry)) is not None:
        # To call somebody whom only they know is a reminder like any other.
        return None if "somebody" in slots else refusal
    if name == "SamanthaWhoToCall":
        return await _who(turn, entry, contacts)
    if (to_all := _OF_NOBODY.get(name)) is not None:
        return await to_all(turn, entry, slots)
    if "relation" in slots:
        return await ask_name(turn, entry, slots)
    if "somebody" in slots:
        otherwise = partial(_remind, entry=entry, text=turn.text)
        return ask_to_take(turn, entry, slots, otherwise)
    keys, then = _keys(turn, contacts, slots), _ANSWERS[name]
    if len(keys) == 1:
        return await _about(turn, then, entry, keys[0], slots)

    async def chosen(turn: Turn, key: str) -> Reply:
        return await _about(turn, then, entry, key, slots)

    if not keys:
        return turn.say("call_whom", question=which_of(contacts, contacts, chosen))
    return ask_which(turn, contacts, keys, chosen)


async def _remind(turn: Turn, *, entry: SamanthaConfigEntry, text: str) -> Reply:
    """Take what was said before for a plain reminder."""
    reply = await answer_reminding(turn, entry, text)
    return reply or turn.say("reminder_dropped")


def _is_of_adults(name: str, slots: _Slots) -> bool:
    """Return whether only adults may say so; a pause is anybody's own."""
    return name in _OF_ADULTS or (name == "SamanthaCallsPause" and "all" in slots)


def calling_in(
    turn: Turn, entry: SamanthaConfigEntry, text: str
) -> tuple[str, _Slots] | None:
    """Return what a sentence says about contacts: the intent's name and its parts."""
    if not turn.phrases.calls.mentioned_in(text):
        return None
    contacts = _contacts(turn, entry)
    names = names_known(contacts.values(), turn.phrases.messages.relations)
    found = turn.phrases.understand_calling(text, names.items())
    if found is None or not _FITS.get(found[0], _any)(turn, entry, found[1]):
        return None
    return found


def _any(turn: Turn, entry: SamanthaConfigEntry, _slots: _Slots) -> bool:
    """Return whether there is any contact at all."""
    return bool(_contacts(turn, entry))


def _somebody(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    """Return whether somebody is named, or was just spoken of."""
    return bool(_keys(turn, _contacts(turn, entry), slots))


def _reminded(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    """Return whether there is anything to pause for whoever may speak, and how long."""
    if _is_child(turn, entry):
        return False
    counted = any(one.cadence for one in _contacts(turn, entry).values())
    return counted and is_while(str(slots.get("until") or ""), turn.phrases)


def _paused(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    """Return whether being back is about calls."""
    if "back" not in slots:
        return True
    return not _is_child(turn, entry) and may_be_back(turn, entry)


def _is_child(turn: Turn, entry: SamanthaConfigEntry) -> bool:
    """Return whether a child is known to speak."""
    residents = entry.runtime_data.voice.household.residents
    speaker = speaker_of(turn, entry)
    return speaker is not None and residents[speaker].child


def _named(turn: Turn, _entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    return is_somebody(turn.phrases, str(slots["name"]))


def _often(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    """Return whether it is no plain reminder: what is said is how often, no more."""
    every = every_so_often(often(slots), turn.phrases.times)
    if "relation" in slots:
        return isinstance(every, timedelta)
    if "somebody" in slots:
        return isinstance(every, timedelta) and is_somebody(
            turn.phrases, str(slots["somebody"])
        )
    return every is not None and _any(turn, entry, slots)


def _logged(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    """Return whether somebody is meant, and what is said of when is a time.

    "Mum called about Sunday" says something else of a call.
    """
    said = _when_said(slots)
    return _somebody(turn, entry, slots) and (
        "theirs" not in slots or not said or _when(turn, said) is not None
    )


def _stopped(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    """Return whether somebody is meant of whom she was to remind no more."""
    contacts = _contacts(turn, entry)
    return any(is_stopped(turn, entry, key) for key in _keys(turn, contacts, slots))


def _counted(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> bool:
    """Return whether somebody is meant whom there are reminders of."""
    contacts = _contacts(turn, entry)
    return any(contacts[key].cadence for key in _keys(turn, contacts, slots))


async def _about(
    turn: Turn, then: _Then, entry: SamanthaConfigEntry, key: str, slots: _Slots
) -> Reply:
    """Answer what is about one contact, whom "her" means from now on."""
    if key not in entry.runtime_data.family.contacts:
        return turn.say("reminder_dropped")
    turn.mind.spoken_of.note(turn.place, key)
    return await guarded(turn, then(turn, entry, key, slots))


async def _log(
    turn: Turn, entry: SamanthaConfigEntry, key: str, slots: _Slots, how: Contacted
) -> Reply:
    family = entry.runtime_data.family
    said = _when_said(slots)
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
    if gap < _DAILY:
        return turn.say("how_often_daily")
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


# What only adults may say.
_OF_ADULTS: Final = frozenset(
    {
        "SamanthaCallAgain",
        "SamanthaCallEvery",
        "SamanthaCallNever",
        "SamanthaCallsResume",
        "SamanthaContactName",
    }
)
# What is about no contact that there is.
_OF_NOBODY: Final[Mapping[str, _Answered]] = {
    "SamanthaCallsPause": pause_calls,
    "SamanthaCallsResume": resume_calls,
    "SamanthaContactName": take_named,
    "SamanthaHours": tell_hours,
    "SamanthaHoursForget": forget_hours,
}
# When a sentence is about contacts, where more than any contact is needed for that.
_FITS: Final[Mapping[str, _Fits]] = {
    "SamanthaCallsPause": _reminded,
    "SamanthaCallsResume": _paused,
    "SamanthaCallEvery": _often,
    "SamanthaCallAgain": _stopped,
    "SamanthaCallNever": _counted,
    "SamanthaContactName": _named,
    "SamanthaHowOften": _somebody,
    "SamanthaLastTalk": _somebody,
    "SamanthaLogCall": _logged,
    "SamanthaLogMeeting": _somebody,
}
_ANSWERS: Final[Mapping[str, _Then]] = {
    "SamanthaCallAgain": call_again,
    "SamanthaCallEvery": call_every,
    "SamanthaCallNever": call_never,
    "SamanthaHowOften": _how_often,
    "SamanthaLastTalk": _last,
    "SamanthaLogCall": partial(_log, how=Contacted.CALL),
    "SamanthaLogMeeting": partial(_log, how=Contacted.MEETING),
}


def _keys(turn: Turn, contacts: Mapping[str, Contact], slots: _Slots) -> list[str]:
    """Return the keys of the contacts whom a sentence may mean."""
    if "contact" in slots:
        return contacts_called(contacts, str(slots["contact"]))
    key = turn.mind.spoken_of.at(turn.place)
    return [key] if key is not None and key in contacts else []


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


def _when_said(slots: _Slots) -> str:
    return str(slots.get("when") or slots.get("before_when") or "").strip(" ,.")


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
