"""The step for reminders: kept, listed, put off, ticked off, changed and dropped."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any, Final

from homeassistant.util import dt as dt_util

from ..data import SamanthaConfigEntry, async_loaded_entry
from ..family.reminder_book import Wanted
from ..family.times.meant import Moment
from ..store import StoreError
from ..store.reminders import Reminder
from .answers import Answer, Expects, Meaning
from .questions import OpenQuestion
from .reminder_asking import Asked, go_on, names_of, reading_of
from .reminder_request import Awaits, Request, named
from .reminder_saying import at_words, capital, task_words, when_words
from .reminder_which import ask_which
from .speaker import speaker_of
from .turn import Reply, Turn

type _Slots = Mapping[str, Any]
type _Answered = Callable[[Turn, SamanthaConfigEntry, _Slots], Awaitable[Reply | None]]

# So long after she has told a reminder, "later" and "done" are about it.
_JUST_TOLD: Final = timedelta(minutes=15)
_MOST_LISTED: Final = 5


async def her_reminders(turn: Turn) -> Reply | None:
    """Answer what is said about reminders."""
    entry = async_loaded_entry(turn.hass)
    return None if entry is None else await answer_reminding(turn, entry, turn.text)


async def answer_reminding(
    turn: Turn, entry: SamanthaConfigEntry, text: str
) -> Reply | None:
    """Answer a sentence about reminders, said now or before."""
    if (found := reminding_in(turn, entry, text)) is None:
        return None
    name, slots = found
    try:
        return await _ANSWERS[name](turn, entry, slots)
    except StoreError:
        return turn.say("reminder_not_kept")


def reminding_in(
    turn: Turn, entry: SamanthaConfigEntry, text: str
) -> tuple[str, _Slots] | None:
    """Return what a sentence says about reminders: the intent's name and its parts."""
    if not turn.phrases.reminders.mentioned_in(text):
        return None
    return turn.phrases.understand_reminding(text, names_of(entry))


async def _remind(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> Reply:
    request = reading_of(turn.hass, entry, turn.phrases).request(
        _said(slots, "rest"), _said(slots, "before")
    )
    resident = speaker = _speaker(turn, entry)
    if "someone" in slots:
        resident = str(slots["someone"])
    elif "us" in slots:
        resident = ""
    own = "someone" not in slots and "us" not in slots
    asked = Asked(
        entry=entry,
        resident=resident,
        own=own or resident == speaker,
        request=request,
        keep=_keep,
    )
    return await go_on(turn, asked)


async def _keep(
    turn: Turn, asked: Asked, moment: Moment | None, awaits: Awaits | None
) -> Reply:
    resident = asked.resident or ""
    subject = _subject(turn, asked, awaits)
    if awaits and subject is None:
        return await _ask_when(turn, asked)
    reminder = await asked.entry.runtime_data.family.reminders.add(
        Wanted(
            text=asked.request.task,
            resident=resident,
            due=moment.at if moment else None,
            rule=moment.rule if moment else None,
            shown=moment.start if moment else None,
            event=awaits.event if awaits else None,
            subject=subject,
        )
    )
    voice = asked.entry.runtime_data.voice
    when, task = when_words(turn, voice, reminder), task_words(turn, reminder)
    if not resident:
        return turn.say("reminder_kept_all", when=when, task=task)
    if asked.own:
        return turn.say("reminder_kept", when=when, task=task)
    name = voice.name_of(resident) or ""
    return turn.say("reminder_kept_for", person=name, when=when, task=task)


def _subject(turn: Turn, asked: Asked, awaits: Awaits | None) -> str | None:
    """Return who comes or goes, or what is entered, as far as that is known.

    "When I get home" is about whoever says it.
    """
    if awaits is None:
        return None
    return awaits.subject or _speaker(turn, asked.entry) or asked.resident or None


async def _ask_when(turn: Turn, asked: Asked) -> Reply:
    """Ask for another time: who "I" is, is not known."""
    request = replace(asked.request, awaits=None)
    return await go_on(turn, replace(asked, request=request))


async def _list(turn: Turn, entry: SamanthaConfigEntry, _slots: _Slots) -> Reply:
    reminders = _mine(turn, entry)
    if not reminders:
        return turn.say("reminders_none")
    items = " ".join(
        turn.mind.word(
            turn,
            "reminder_item",
            when=capital(when_words(turn, entry.runtime_data.voice, one)),
            task=task_words(turn, one),
        )
        for one in reminders[:_MOST_LISTED]
    )
    if (more := len(reminders) - _MOST_LISTED) > 0:
        items = turn.mind.word(turn, "reminders_more", items=items, count=str(more))
    if len(reminders) == 1:
        return turn.say("reminders_one", items=items)
    return turn.say("reminders_some", count=str(len(reminders)), items=items)


async def _snooze(
    turn: Turn, entry: SamanthaConfigEntry, slots: _Slots
) -> Reply | None:
    reminder = just_told(turn, entry)
    if reminder is None:
        return None
    rest = _said(slots, "rest")
    if not rest:
        at = dt_util.as_local(dt_util.utcnow() + turn.phrases.reminders.snooze)
        moment = Moment(at=at)
        return await _put_off(turn, _again(entry, reminder, Request()), moment, None)
    found = reading_of(turn.hass, entry, turn.phrases).when(
        turn.phrases.reminders.as_moment(rest), leading=True
    )
    request = Request(task=reminder.text, time=found[0] if found else None)
    return await go_on(turn, _again(entry, reminder, request))


def _again(entry: SamanthaConfigEntry, reminder: Reminder, request: Request) -> Asked:
    return Asked(
        entry=entry,
        resident=reminder.resident,
        own=True,
        request=replace(request, key=reminder.key),
        keep=_put_off,
    )


async def _put_off(
    turn: Turn, asked: Asked, moment: Moment | None, _awaits: Awaits | None
) -> Reply:
    if moment is None:
        return turn.say("reminder_dropped")
    await asked.entry.runtime_data.family.reminders.snooze(asked.request.key, moment.at)
    return turn.say("reminder_snoozed", when=at_words(turn, moment.at))


async def _done(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> Reply | None:
    reminder = just_told(turn, entry)
    if "what" in slots:
        found = _named(turn, entry, _said(slots, "what"))
        if not found:
            return turn.say("reminder_unknown") if "is_reminder" in slots else None
        if len(found) > 1:
            return ask_which(turn, entry, found, _ticked_off)
        reminder = found[0]
    if reminder is None:
        return None
    return await _ticked_off(turn, entry, reminder)


async def _ticked_off(
    turn: Turn, entry: SamanthaConfigEntry, reminder: Reminder
) -> Reply:
    await entry.runtime_data.family.reminders.complete(reminder.key)
    return turn.say("reminder_done")


async def _cancel(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> Reply:
    if "what" in slots:
        found = _named(turn, entry, _said(slots, "what"))
    else:
        last = _last(turn, entry)
        found = [last] if last else []
    if not found:
        return turn.say("reminder_unknown")
    if len(found) > 1:
        return ask_which(turn, entry, found, _dropped)
    return await _dropped(turn, entry, found[0])


async def _cancel_all(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> Reply:
    """Ask before all are dropped; "my" are somebody's own, without the household's."""
    speaker = _speaker(turn, entry)
    found = [
        one
        for one in _mine(turn, entry)
        if "own" not in slots or not speaker or one.resident == speaker
    ]
    if not found:
        return turn.say("reminders_none")
    keys = [one.key for one in found]

    async def then(turn: Turn, answer: Answer) -> Reply:
        if answer.meaning is not Meaning.YES:
            return turn.say("reminder_dropped")
        try:
            await entry.runtime_data.family.reminders.remove(keys)
        except StoreError:
            return turn.say("reminder_not_kept")
        return turn.say("reminders_cancelled")

    question = OpenQuestion(expects=Expects.YES_OR_NO, then=then)
    if len(found) == 1:
        task = task_words(turn, found[0])
        return turn.say("reminders_cancel_one", task=task, question=question)
    count = str(len(found))
    return turn.say("reminders_cancel_all", count=count, question=question)


def _last(turn: Turn, entry: SamanthaConfigEntry) -> Reminder | None:
    """Return the reminder that was told or made last."""
    told = just_told(turn, entry)
    newest = max(_mine(turn, entry), key=lambda one: one.created, default=None)
    if told and told.told and newest and newest.created > told.told:
        return newest
    return told or newest


async def _dropped(turn: Turn, entry: SamanthaConfigEntry, reminder: Reminder) -> Reply:
    await entry.runtime_data.family.reminders.remove([reminder.key])
    return turn.say("reminder_cancelled", task=task_words(turn, reminder))


async def _change(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> Reply:
    reading = reading_of(turn.hass, entry, turn.phrases)
    request = reading.request(_said(slots, "moved"))
    found = _named(turn, entry, turn.phrases.reminders.without_lead(request.task))
    if not found:
        return turn.say("reminder_unknown")

    async def then(turn: Turn, entry: SamanthaConfigEntry, reminder: Reminder) -> Reply:
        asked = Asked(
            entry=entry,
            resident=reminder.resident,
            own=True,
            request=replace(request, task=reminder.text, key=reminder.key),
            keep=_move,
        )
        return await go_on(turn, asked)

    if len(found) > 1:
        return ask_which(turn, entry, found, then)
    return await then(turn, entry, found[0])


async def _move(
    turn: Turn, asked: Asked, moment: Moment | None, awaits: Awaits | None
) -> Reply:
    subject = _subject(turn, asked, awaits)
    if awaits and subject is None:
        return await _ask_when(turn, asked)

    def moved(before: Reminder) -> Reminder:
        return replace(
            before,
            due=moment.at.astimezone(UTC) if moment else None,
            rule=moment.rule if moment else None,
            shown=moment.start if moment else None,
            event=awaits.event if awaits else None,
            subject=subject,
            armed=False,
            all_day=False,
            pending=True,
            heard=None,
            utterance=None,
            done=None,
        )

    reminders = asked.entry.runtime_data.family.reminders
    await reminders.change(asked.request.key, moved)
    reminder = reminders.book.get(asked.request.key)
    if reminder is None:
        return turn.say("reminder_unknown")
    when = when_words(turn, asked.entry.runtime_data.voice, reminder)
    return turn.say("reminder_changed", when=when, task=task_words(turn, reminder))


_ANSWERS: Final[Mapping[str, _Answered]] = {
    "SamanthaRemind": _remind,
    "SamanthaReminderCancel": _cancel,
    "SamanthaReminderChange": _change,
    "SamanthaRemindersCancel": _cancel_all,
    "SamanthaReminderDone": _done,
    "SamanthaReminderSnooze": _snooze,
    "SamanthaReminders": _list,
}


def _speaker(turn: Turn, entry: SamanthaConfigEntry) -> str | None:
    """Return who is speaking; where nobody lives here, the household is."""
    if not entry.runtime_data.voice.household.residents:
        return ""
    return speaker_of(turn, entry)


def _whose(turn: Turn, entry: SamanthaConfigEntry) -> frozenset[str]:
    """Return whose reminders somebody may hear of: their own and the household's."""
    return frozenset({"", _speaker(turn, entry) or ""})


def _mine(turn: Turn, entry: SamanthaConfigEntry) -> tuple[Reminder, ...]:
    return entry.runtime_data.family.reminders.book.open(_whose(turn, entry))


def just_told(turn: Turn, entry: SamanthaConfigEntry) -> Reminder | None:
    """Return the reminder that was told last, where it was just now."""
    since = dt_util.utcnow() - _JUST_TOLD
    speaker = _speaker(turn, entry)
    household = entry.runtime_data.voice.household.residents
    # Whoever answers a reminder has heard it.
    whose = {"", *household} if speaker is None else {"", speaker}
    return entry.runtime_data.family.reminders.book.last_told(whose, since)


def _named(turn: Turn, entry: SamanthaConfigEntry, what: str) -> list[Reminder]:
    mine = _mine(turn, entry)
    return [mine[place] for place in named(what, [one.text for one in mine])]


def _said(slots: _Slots, name: str) -> str:
    return str(slots.get(name, "")).strip()
