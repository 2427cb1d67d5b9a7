"""How she puts the time of a reminder."""

from collections.abc import Callable
from datetime import datetime

from homeassistant.helpers import area_registry as ar
from homeassistant.util import dt as dt_util

from ..data import HerVoice
from ..family.events import Event
from ..store.reminders import Reminder
from .reminding_words import moment_words, rule_words
from .turn import Turn


def at_words(turn: Turn, at: datetime) -> str:
    """Return a moment to come as she says it."""
    if turn.phrases.house is None:
        return f"{dt_util.as_local(at):%d.%m. %H:%M}"
    vocabulary = turn.phrases.house.vocabulary
    return moment_words(at, dt_util.now(), turn.phrases.reminders.when, vocabulary)


def when_words(turn: Turn, voice: HerVoice, reminder: Reminder) -> str:
    """Return when a reminder is told, as she says it."""
    words = turn.phrases.reminders.when
    if reminder.event:
        return _event_words(turn, voice.name_of, reminder)
    if reminder.rule and reminder.shown and turn.phrases.house:
        return rule_words(
            reminder.rule,
            reminder.shown,
            words,
            turn.phrases.house.vocabulary,
            turn.phrases.words.enumerate,
        )
    if reminder.due is None:
        return str(words["whenever"])
    return at_words(turn, reminder.due)


def task_words(turn: Turn, reminder: Reminder) -> str:
    """Return what somebody is reminded of, as it is said to them."""
    return turn.phrases.reminders.turned_round(reminder.text)


def capital(text: str) -> str:
    """Return a text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _event_words(
    turn: Turn, name_of: Callable[[str], str | None], reminder: Reminder
) -> str:
    words = turn.phrases.reminders.when
    subject = reminder.subject or ""
    if reminder.event == Event.ENTER:
        area = ar.async_get(turn.hass).async_get_area(subject)
        room = turn.phrases.words.the.format(name=area.name.lower() if area else "")
        return str(words["enter"].format(room=room))
    if subject == reminder.resident:
        return str(words[f"{reminder.event}_self"])
    return str(words[str(reminder.event)].format(person=name_of(subject) or ""))
