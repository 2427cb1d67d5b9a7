"""Reminders: kept on disk, told once through the one door when their time comes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
import logging
from typing import Final

from ..manners.utterance import Kind, Privacy, Urgency, When
from ..manners.verdict import Awaited
from ..store import Store, StoreError, Transaction
from ..store.reminders import Reminder, put_reminder
from ..voice.ports import Clock, Draft, Outcome, Told
from .events import Event, can_hear_in, is_so
from .ports import Door, House, ReminderWords, Spawn
from .reminder_book import ReminderBook, Wanted, whole_seconds
from .times.recurring import next_shown, on_the_wall
from .upkeep import Upkeep

_LOGGER = logging.getLogger(__name__)

# Later than this it was missed, and is told as that.
LATE: Final = timedelta(minutes=5)
# How long a reminder is worth saying.
_VALID: Final = timedelta(hours=12)
# What was heard and not marked as done is taken for done after a day.
_OPEN_AFTER_HEARD: Final = timedelta(hours=24)
_PAUSE: Final = timedelta(minutes=1)
_HEARD: Final = frozenset({Outcome.HEARD, Outcome.SPOKEN, Outcome.STOPPED})


class Reminders:
    """All reminders of a house."""

    def __init__(  # noqa: PLR0913, PLR0917 # what it needs of the world
        self,
        store: Store,
        door: Door,
        house: House,
        clock: Clock,
        words: ReminderWords,
        name_of: Callable[[str], str | None],
        spawn: Spawn,
    ) -> None:
        """Start with nothing; `resume` takes up what is on disk."""
        self.book = ReminderBook(store)
        self._door = door
        self._house = house
        self._words = words
        self._name_of = name_of
        self._upkeep = Upkeep(clock, spawn, self.refresh)

    async def resume(self) -> None:
        """Take up what is on disk, and follow the time and the house."""
        await self.book.load(self._upkeep.now())
        self._upkeep.follow(self._house.listen(self._changed))
        self._upkeep.follow(self._door.listen(self._told))
        self.refresh()

    async def close(self) -> None:
        """End everything of it."""
        await self._upkeep.close()

    def refresh(self) -> None:
        """Look at the time and the house anew, as when the time zone is another."""
        self._upkeep.own(self._look())

    # What can be done; each is on disk when it returns, or raises StoreError

    async def add(self, wanted: Wanted) -> Reminder:
        """Keep a new reminder."""
        reminder = self.book.made(wanted, self._upkeep.now())
        async with self.book.alone:
            await self.book.write(self._armed(reminder) or reminder)
        self.book.tell()
        self.refresh()
        return reminder

    async def change(self, key: str, how: Callable[[Reminder], Reminder]) -> None:
        """Change a reminder; at another time it is told again."""

        def changed(before: Reminder) -> Reminder:
            after = how(before)
            again = before.done is not None and after.done is None
            same = (before.due, before.event) == (after.due, after.event)
            if same and (not again or _was_told(before)):
                return after
            return replace(after, pending=True, heard=None, utterance=None)

        await self._change(key, changed)

    async def snooze(self, key: str, until: datetime) -> None:
        """Tell a reminder again then. One that recurs comes back once in between."""
        if (reminder := self.book.get(key)) is None:
            return
        if reminder.rule:
            await self.add(
                Wanted(text=reminder.text, resident=reminder.resident, due=until)
            )
            return
        due = whole_seconds(until)
        await self.change(
            key,
            lambda before: replace(
                before, due=due, event=None, subject=None, all_day=False, done=None
            ),
        )

    async def complete(self, key: str) -> None:
        """Mark a reminder as done; one that recurs goes on to its next time."""
        now = self._upkeep.now()

        def completed(before: Reminder) -> Reminder:
            if before.rule and before.utterance and _is_fresh(before, now):
                # What was told has gone on to its next time already.
                after = replace(before, utterance=None)
            elif before.rule and before.due:
                after = self._further(before, before.due)
            else:
                after = replace(before, pending=False)
            return after if after.rule else replace(after, done=now)

        await self._change(key, completed)

    async def _change(self, key: str, how: Callable[[Reminder], Reminder]) -> None:
        async with self.book.alone:
            if (before := self.book.get(key)) is None:
                return
            after = how(before)
            after = self._armed(after) or after
            await self.book.write(after)
        # Afterwards: cut off in between, it is rather told once more than never.
        if before.utterance != after.utterance or (after.done and not before.done):
            await self._take_back(before)
        elif before.text != after.text:
            await self._reword(after)
        self.book.tell()
        self.refresh()

    async def remove(self, keys: Iterable[str]) -> None:
        """Erase reminders."""
        for reminder in await self.book.remove(keys):
            await self._take_back(reminder)

    # How their time comes

    async def _look(self) -> None:
        """Tell what is due, and wait for what is next."""
        async with self.book.alone:
            try:
                await self._look_alone()
            except StoreError as err:
                _LOGGER.warning("Reminders can't be told at present: %s", err)
                self._upkeep.wait_until(self._upkeep.now() + _PAUSE)

    async def _look_alone(self) -> None:
        now = self._upkeep.now()
        self._follow_the_wall()
        await self._close_heard(now)
        due = [
            one
            for one in self.book.all()
            if one.pending and one.done is None and one.due and one.due <= now
        ]
        late = [one for one in due if one.due and now - one.due > LATE]
        for resident in sorted({one.resident for one in late}):
            missed = [one for one in late if one.resident == resident]
            await self._tell_missed(resident, missed, now)
        for reminder in due:
            if reminder not in late:
                await self._tell_one(reminder, now)
        await self._look_at_house()
        self.book.tell()
        self._wait_for_next()

    def _follow_the_wall(self) -> None:
        """Have what recurs due when the clock on the wall shows it, in any zone."""
        zone = self._upkeep.zone()
        self.book.note(
            replace(one, due=on_the_wall(one.shown, zone).astimezone(UTC))
            for one in self.book.all()
            if one.rule and one.shown
        )

    async def _close_heard(self, now: datetime) -> None:
        for one in self.book.all():
            if (
                one.heard
                and one.done is None
                and not one.pending
                and now - one.heard >= _OPEN_AFTER_HEARD
            ):
                await self.book.write(replace(one, done=now))

    async def _look_at_house(self) -> None:
        situation = self._house.situation()
        if not situation.started:
            return
        for one in self.book.all():
            if not one.pending or one.done or not one.event or not one.subject:
                continue
            if one.armed and is_so(
                Event(one.event), one.subject, one.resident, situation
            ):
                await self._tell_one(one, self._upkeep.now())
            elif armed := self._armed(one):
                await self.book.write(armed)

    def _armed(self, reminder: Reminder) -> Reminder | None:
        """Return a reminder whose event can come now: it is not so yet."""
        if not reminder.event or not reminder.subject or reminder.armed:
            return None
        situation = self._house.situation()
        so = is_so(
            Event(reminder.event), reminder.subject, reminder.resident, situation
        )
        return replace(reminder, armed=True) if so is False else None

    async def _tell_one(self, reminder: Reminder, now: datetime) -> None:
        name = self._name_of(reminder.resident)
        text = self._words.reminder(reminder.text, name)
        draft = replace(_draft(text, reminder.resident, now), title=None)
        await self._hand_over(self._as_event_asks(draft, reminder), [reminder], now)

    def _as_event_asks(self, draft: Draft, reminder: Reminder) -> Draft:
        if reminder.event == Event.LEAVE:
            return replace(draft, urgency=Urgency.HIGH)
        if reminder.event == Event.ARRIVE and reminder.subject == reminder.resident:
            return replace(draft, when=When.HOME)
        if reminder.event == Event.ENTER and reminder.subject:
            # There, where a voice is; else on the phone, which is there too.
            if can_hear_in(reminder.subject, self._house.situation()):
                return replace(draft, areas=frozenset({reminder.subject}))
            return replace(draft, urgency=Urgency.HIGH)
        return draft

    async def _tell_missed(
        self, resident: str, missed: Sequence[Reminder], now: datetime
    ) -> None:
        text = self._as_missed((one.text, one.due) for one in missed if one.due)
        await self._hand_over(_draft(text, resident, now), missed, now)

    async def _hand_over(
        self, draft: Draft, reminders: Sequence[Reminder], now: datetime
    ) -> None:
        """Give it to the courier, and note that, in one: neither without the other."""
        noted: list[Reminder] = []

        async def also(transaction: Transaction, utterance: str) -> None:
            noted[:] = [
                replace(
                    self._further(one, now), told=now, utterance=utterance, heard=None
                )
                for one in reminders
            ]
            for one in noted:
                await put_reminder(transaction, one)

        await self._door.accept(draft, also)
        self.book.note(noted)

    def _further(self, reminder: Reminder, now: datetime) -> Reminder:
        """Return a reminder after it was told: at its next time, or not pending."""
        if not reminder.rule or not reminder.shown or not reminder.due:
            return replace(reminder, pending=False)
        zone = self._upkeep.zone()
        # Counted from what was shown last, so that every second week stays that.
        shown = next_shown(reminder.rule, reminder.shown, max(now, reminder.due), zone)
        if shown is None:
            return replace(reminder, pending=False, rule=None)
        due = on_the_wall(shown, zone).astimezone(UTC)
        return replace(reminder, shown=shown, due=due)

    async def _take_back(self, reminder: Reminder) -> None:
        """Don't say what waits to be said of it, where nothing else is in it."""
        if reminder.utterance and not any(
            other.utterance == reminder.utterance and other.key != reminder.key
            for other in self.book.all()
        ):
            await self._door.withdraw(reminder.utterance)

    async def _reword(self, reminder: Reminder) -> None:
        """Have what waits to be said of it said as it is called now."""
        told, key = reminder.told, reminder.utterance
        if told is None or key is None:
            return
        together = [one for one in self.book.all() if one.utterance == key]
        missed = [
            (one.text, one.due)
            for one in together
            if one.due and not one.rule and told - one.due > LATE
        ]
        if len(missed) == len(together):
            await self._door.reword(key, self._as_missed(missed))
        elif len(together) == 1:
            name = self._name_of(reminder.resident)
            text = self._words.reminder(reminder.text, name)
            await self._door.reword(key, text)

    def _as_missed(self, missed: Iterable[tuple[str, datetime]]) -> str:
        """Return what was missed as one summary, in the order of its times."""
        zone = self._upkeep.zone()
        told = sorted((due.astimezone(zone), text) for text, due in missed)
        return self._words.missed_reminders(
            [(text, due) for due, text in told], self._upkeep.now().astimezone(zone)
        )

    def _told(self, told: Told) -> None:
        if told.outcome in _HEARD:
            for one in self.book.all():
                if one.utterance == told.key and one.heard is None:
                    self._upkeep.own(self._note_heard(one.key))

    async def _note_heard(self, key: str) -> None:
        async with self.book.alone:
            if reminder := self.book.get(key):
                try:
                    await self.book.write(replace(reminder, heard=self._upkeep.now()))
                except StoreError as err:
                    _LOGGER.debug("What was heard can't be noted: %s", err)
        self._wait_for_next()

    def _changed(self, _changes: frozenset[Awaited]) -> None:
        if any(one.event and one.pending for one in self.book.all()):
            self.refresh()

    def _wait_for_next(self) -> None:
        moments = [
            one.due
            for one in self.book.all()
            if one.pending and one.done is None and one.due
        ]
        moments += [
            one.heard + _OPEN_AFTER_HEARD
            for one in self.book.all()
            if one.heard and one.done is None and not one.pending
        ]
        self._upkeep.wait_until(min(moments, default=None))


def _was_told(reminder: Reminder) -> bool:
    """Return whether a reminder that does not recur was told when it was due."""
    told, due = reminder.told, reminder.due
    return told is not None and (due is None or told >= due)


def _is_fresh(reminder: Reminder, now: datetime) -> bool:
    """Return whether what is ticked off is what was told, and not what is to come."""
    return reminder.told is not None and now - reminder.told < _OPEN_AFTER_HEARD


def _draft(text: str, resident: str, now: datetime) -> Draft:
    return Draft(
        text=text,
        kind=Kind.REMINDER,
        residents=frozenset({resident} if resident else ()),
        privacy=Privacy.HOUSEHOLD,
        valid_from=now,
        expires=now + _VALID,
        mergeable=True,
    )
