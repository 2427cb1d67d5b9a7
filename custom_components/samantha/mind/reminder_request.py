"""Pure: what somebody wants to be reminded of, and when, out of one sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hassil import recognize_best
from hassil.intents import TextSlotList

from ..family.events import Event
from ..family.times.meant import Understood
from ..family.times.spoken import understand
from ..family.times.vocabulary import Vocabulary
from .reminding_words import ReminderPhrases

type Names = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaits:
    """An event that a reminder waits for; without a subject, the speaker's own."""

    event: Event
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for, as far as it was said."""

    task: str = ""
    # Of the reminder that it is about, where there is one already.
    key: str = ""
    time: Understood | None = None
    awaits: Awaits | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading a request needs: words, the moment, who and what there is."""

    phrases: ReminderPhrases
    times: Vocabulary
    now: datetime
    people: Names = ()
    rooms: Names = ()

    def request(self, text: str, before: str = "") -> Request:
        """Return what was asked for: its time may stand before, first or last.

        The longest time counts. One after a word such as "for" belongs to what is to
        be remembered: "candles for Christmas".

        Args:
            text: what follows "remind me".
            before: what stands before it.

        """
        words = text.split()
        if before and (found := self.when(before, leading=True)):
            return Request(task=self._task(words), time=found[0], awaits=found[1])
        for end in range(len(words), 0, -1):
            first = words[0].casefold() not in self.phrases.leads
            first &= end == len(words) or words[end].casefold() in self.phrases.leads
            if first and (found := self.when(" ".join(words[:end]), leading=True)):
                task = self._task(words[end:])
                return Request(task=task, time=found[0], awaits=found[1])
        for start in range(1, len(words)):
            if words[start - 1].casefold().strip(",") in self.phrases.belongs_after:
                continue
            if found := self.when(" ".join(words[start:])):
                task = self._task(words[:start])
                return Request(task=task, time=found[0], awaits=found[1])
        return Request(task=self._task(words))

    def when(
        self, text: str, *, leading: bool = False
    ) -> tuple[Understood | None, Awaits | None] | None:
        """Return the time or the event that words are, if they are nothing else.

        One that leads may begin with a word such as "for".
        """
        words = text.strip(" ,.").split()
        if words and (awaits := self._event(words)):
            return None, awaits
        time = understand(" ".join(words), self.now, self.times)
        leads = words[:1] and words[0].casefold() in self.phrases.time_leads
        if time is None and leading and leads:
            time = understand(" ".join(words[1:]), self.now, self.times)
        return None if time is None else (time, None)

    def _event(self, words: Sequence[str]) -> Awaits | None:
        if words[0].casefold() not in self.phrases.event_starts:
            return None
        found = recognize_best(
            " ".join(words),
            self.phrases.events,
            slot_lists={"someone": _list(self.people), "room": _list(self.rooms)},
        )
        if found is None:
            return None
        slots = [slot.value for slot in found.entities.values()]
        return Awaits(event=Event(found.intent.name), subject=next(iter(slots), None))

    def _task(self, words: Sequence[str]) -> str:
        """Return what to remind of without the word that led to it."""
        words = list(words)
        while words and words[0].casefold().strip(",") in self.phrases.leads:
            words = words[1:]
        return " ".join(words).strip(" ,.?;:")


def named(what: str, texts: Iterable[str]) -> Iterator[int]:
    """Yield the places of the texts that words mean: all of the words stand in them."""
    wanted = _plain(what)
    for place, text in enumerate(texts):
        if wanted and wanted <= _plain(text):
            yield place


def _plain(text: str) -> frozenset[str]:
    return frozenset(word.strip(",.?!'").casefold() for word in text.split())


def _list(names: Names) -> TextSlotList:
    return TextSlotList.from_tuples(names, allow_template=False)
