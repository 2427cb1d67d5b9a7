"""The few words that she adds outside of turns, in the house's language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
import re

from ..contacts import Contact
from ..manners.addressee import Language
from ..messages.message import Thread
from ..messages.nature import NatureWords
from .messages.telling import MessageTelling
from .phrases import Phrases
from .reminding_words import missed_words
from .speech import fit_for_voice


class Wordings:
    """Words for what is said unprompted and for notifications."""

    def __init__(self, phrases: Phrases) -> None:
        """Take the phrases of the house's language."""
        self._phrases = phrases
        self._nudges = -1

    def interrupted(self, title: str | None) -> str:
        """Return that she may have been cut off by a restart."""
        if title:
            return self._word("interrupted_title").format(title=title)
        return self._word("interrupted")

    def merged(self, texts: tuple[str, ...]) -> str:
        """Return several short utterances as one."""
        # Lines become sentences where they are none yet.
        joined = fit_for_voice("\n".join(texts), self._phrases.words.link)
        return self._word("merged").format(count=len(texts), text=joined)

    def later(self) -> str:
        """Return the button by which somebody asks to be told later."""
        return self._word("later")

    def heard_it(self) -> str:
        """Return the button by which somebody says that they know now."""
        return self._word("heard_it")

    def reminder(self, text: str, name: str | None) -> str:
        """Return a reminder as it is told; the name is of whom it is for."""
        text = self._phrases.reminders.turned_round(text)
        if name is None:
            return self._word("reminder_told").format(text=text)
        return self._word("reminder_told_to").format(text=text, name=name)

    def nudge(
        self,
        contact: Contact,
        contacts: Iterable[Contact],
        since: timedelta | None,
        *,
        about_cadence: bool,
    ) -> str:
        """Return a nudge to call one of the contacts; wordings take turns."""
        key = "nudge_first" if since is None else "nudge"
        key = "nudge_cadence" if about_cadence else key
        wordings = self._phrases.replies[key]
        self._nudges += 1
        known = {one.key: one for one in contacts}
        return wordings[self._nudges % len(wordings)].format(
            person=self._telling(known).contact(contact),
            span="" if since is None else self._phrases.days(since),
        )

    def missed_reminders(
        self, missed: Sequence[tuple[str, datetime]], now: datetime
    ) -> str:
        """Return what should have been told, as one summary."""
        many = len(missed) > 1
        key = "reminder_missed_item" if many else "reminder_missed_one"
        items = [
            self._word(key).format(
                when=_capital(self._past(at, now)),
                text=self._phrases.reminders.turned_round(text),
            )
            for text, at in missed
        ]
        if not many:
            return items[0]
        return self._word("reminder_missed_some").format(
            count=len(missed), items=" ".join(items)
        )

    def call_to(self, name: str) -> str:
        """Return that somebody is to be called."""
        return self._word("calendar_call").format(person=name)

    def birthday_of(self, name: str) -> str:
        """Return that it is somebody's birthday."""
        return self._word("calendar_birthday").format(person=name)

    def day_of(self, name: str, day: str | None) -> str:
        """Return that it is a special day of somebody, by its name if it has one."""
        if day is None:
            return self._word("calendar_day").format(person=name)
        return self._word("calendar_named_day").format(person=name, day=day)

    def _past(self, at: datetime, now: datetime) -> str:
        if self._phrases.house is None:
            return f"{at:%H:%M}"
        return missed_words(at, now, self._phrases.house.vocabulary)

    def message(
        self, thread: Thread, contacts: Mapping[str, Contact], *, emoji: bool
    ) -> str:
        """Return messages, told as one; emoji in words where that is wanted."""
        return self._telling(contacts, emoji=emoji).read(thread)

    def messages_wait(
        self, name: str, threads: Sequence[Thread], contacts: Mapping[str, Contact]
    ) -> str:
        """Return that messages wait for somebody, and who from."""
        return self._telling(contacts).announced(name, threads)

    def something_waits(self, name: str, count: int) -> str:
        """Return that messages wait for somebody."""
        key = "announce_one_unnamed" if count == 1 else "announce_some_unnamed"
        return self._word(key).format(person=name, count=count)

    @property
    def nature(self) -> NatureWords:
        """Return what tells codes and advertising."""
        return self._phrases.messages.nature

    @property
    def addressing(self) -> Language:
        """Return what tells who is written to."""
        return self._phrases.addressing or Language()

    @property
    def noise(self) -> re.Pattern[str]:
        """Return what a phone says in place of a message."""
        return self._phrases.messages.noise

    def _telling(
        self, contacts: Mapping[str, Contact], *, emoji: bool = False
    ) -> MessageTelling:
        def word(key: str, /, **values: str) -> str:
            return self._word(key).format(**values)

        return MessageTelling(self._phrases, contacts, word, emoji=emoji)

    def _word(self, key: str) -> str:
        return self._phrases.replies[key][0]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
