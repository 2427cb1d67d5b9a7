"""How it stands with the calls of a house, as it is on disk."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from ..listeners import Listeners
from ..manners.verdict import Action
from ..store import Store, Transaction
from ..store.ledger import last_of
from ..store.nudges import (
    HourRow,
    NudgeRow,
    erase_nudges,
    forget_hours,
    load_hours,
    load_nudges,
    load_pauses,
    put_hour,
    put_nudge,
    put_pause,
)
from ..voice.ports import Cancel, Outcome
from .learned_hours import OTHERS, Hour, Tally, chances, hour_of
from .nudging import Chance, Standing, told_of

_STANDING: Final = tuple(field.name for field in fields(Standing))
SAYS: Final = frozenset({Action.SPEAK, Action.WHISPER})
HEARD: Final = frozenset({Outcome.HEARD, Outcome.SPOKEN, Outcome.STOPPED})
# In so long hardly anything that was counted fades.
_HARDLY_FADES: Final = timedelta(days=1)


class NudgeBook:
    """What is written is on disk before it is known here."""

    def __init__(self, store: Store) -> None:
        """Start with nothing; `load` reads what is on disk."""
        self._store = store
        self._rows: dict[tuple[str, str], NudgeRow] = {}
        self._hours: dict[tuple[str, str, Hour], Tally] = {}
        self._pauses: dict[str, datetime] = {}
        self._listeners = Listeners[()]()
        # What follows from the hours, and as of when, until there is another count.
        self._weeks: dict[tuple[str, str], tuple[datetime, Mapping[Hour, float]]] = {}

    def listen(self, learned: Callable[[], None]) -> Cancel:
        """Tell when anything is learned of hours, or forgotten."""
        return self._listeners.add(learned)

    async def load(self, has_begun: Callable[[str], bool]) -> None:
        """Read what is on disk; of an utterance this process may have begun already."""
        self._rows = {
            (row.resident, row.contact): row for row in await load_nudges(self._store)
        }
        self._hours = {
            (row.resident, row.contact, (row.day, row.hour)): Tally(
                row.at, row.good, row.bad
            )
            for row in await load_hours(self._store)
        }
        self._pauses = await load_pauses(self._store)
        await self._note_said(has_begun)

    def all(self) -> list[NudgeRow]:
        """Return how it stands between everybody of whom anything is known."""
        return list(self._rows.values())

    def of(self, resident: str, contact: str) -> NudgeRow:
        """Return how it stands between two."""
        new = NudgeRow(resident=resident, contact=contact)
        return self._rows.get((resident, contact), new)

    async def _note_said(self, has_begun: Callable[[str], bool]) -> None:
        """Know of what the last process said before it could note that."""
        for row in self.all():
            if row.utterance is None or row.heard:
                continue
            last = await last_of(self._store, row.utterance)
            if last is None or last.action not in SAYS:
                continue
            told = settled(row, told_of(standing_of(row), last.at))
            if last.outcome is None and has_begun(row.utterance):
                # It is this process that says it.
                continue
            if last.outcome is None:
                # Who heard half of it is not expected to answer.
                await self.write(told)
            elif last.outcome in HEARD:
                await self.write(awaiting(told, row, last.at))

    def contacts(self) -> frozenset[str]:
        """Return of whom anything is known."""
        known = {row.contact for row in self._rows.values()}
        return frozenset(known | {contact for _, contact, _ in self._hours})

    def paused_until(self, resident: str) -> datetime | None:
        """Return until when a resident is reminded of nothing."""
        return self._pauses.get(resident)

    def pauses_over(self, now: datetime) -> list[str]:
        """Return whose pauses are over."""
        return [one for one, until in self._pauses.items() if until <= now]

    def hours_of(self, resident: str) -> dict[Hour, Tally]:
        """Return what was counted of a resident's hours, with all their contacts."""
        found: dict[Hour, Tally] = {}
        for (whose, _, hour), tally in self._hours.items():
            if whose == resident:
                before = found.get(hour, Tally(tally.at))
                found[hour] = before.more(tally.at, good=tally.good, bad=tally.bad)
        return found

    def chance(
        self, resident: str, contact: str, now: datetime, zone: tzinfo
    ) -> Chance:
        """Return how likely a resident takes up a call to a contact, by the hour."""
        of, week = self._weeks.get((resident, contact), (now, None))
        if week is None or abs(now - of) >= _HARDLY_FADES:
            counted = [
                (hour, tally, 1.0 if other == contact else OTHERS)
                for (whose, other, hour), tally in self._hours.items()
                if whose == resident
            ]
            week = chances(counted, now)
            self._weeks[resident, contact] = now, week
        known = week
        return lambda at: known[hour_of(at.astimezone(zone))]

    async def write(self, row: NudgeRow, counts: Iterable[HourRow] = ()) -> None:
        """Keep how it stands, and what that says of an hour; raises StoreError."""
        counts = list(counts)
        async with self._store.transaction() as transaction:
            await put_nudge(transaction, row)
            for one in counts:
                await put_hour(transaction, one)
        self.note(row)
        for one in counts:
            key = (one.resident, one.contact, (one.day, one.hour))
            self._hours[key] = Tally(one.at, one.good, one.bad)
        if counts:
            self._weeks.clear()
            self._listeners.tell()

    async def write_along(self, transaction: Transaction, row: NudgeRow) -> None:
        """Write how it stands with something else; `note` it once that is done."""
        await put_nudge(transaction, row)

    def note(self, row: NudgeRow) -> None:
        """Know how it stands as it was written."""
        self._rows[row.resident, row.contact] = row

    def counted(  # noqa: PLR0913
        self,
        resident: str,
        contact: str,
        at: datetime,
        zone: tzinfo,
        *,
        good: float = 0.0,
        bad: float = 0.0,
    ) -> HourRow:
        """Return an hour with one more count."""
        hour = hour_of(at.astimezone(zone))
        at = at.astimezone(UTC)
        before = self._hours.get((resident, contact, hour), Tally(at))
        after = before.more(at, good=good, bad=bad)
        return HourRow(
            resident=resident,
            contact=contact,
            day=hour[0],
            hour=hour[1],
            at=after.at,
            good=after.good,
            bad=after.bad,
        )

    async def pause(self, resident: str, until: datetime | None) -> None:
        """Remind a resident of nothing until then; raises StoreError."""
        async with self._store.transaction() as transaction:
            await put_pause(transaction, resident, until)
        if until is None:
            self._pauses.pop(resident, None)
        else:
            self._pauses[resident] = until

    async def forget_hours(self, resident: str) -> None:
        """Forget what was learned of a resident's hours; raises StoreError."""
        async with self._store.transaction() as transaction:
            await forget_hours(transaction, resident)
        self._hours = {
            key: tally for key, tally in self._hours.items() if key[0] != resident
        }
        self._weeks.clear()
        self._listeners.tell()

    async def erase(self, *, resident: str = "", contact: str = "") -> None:
        """Erase what was of a resident, or of a contact; raises StoreError."""
        async with self._store.transaction() as transaction:
            await erase_nudges(transaction, resident=resident, contact=contact)
        gone = {resident, contact} - {""}
        self._rows = {
            key: row for key, row in self._rows.items() if gone.isdisjoint(key)
        }
        self._hours = {
            key: one for key, one in self._hours.items() if gone.isdisjoint(key[:2])
        }
        self._pauses.pop(resident, None)
        self._weeks.clear()
        self._listeners.tell()


def standing_of(row: NudgeRow) -> Standing:
    """Return how it stands, without what is under way."""
    return Standing(**{name: getattr(row, name) for name in _STANDING})


def settled(row: NudgeRow, standing: Standing) -> NudgeRow:
    """Return how it stands now that nothing is under way any more."""
    return replace(row, **asdict(standing), utterance=None, expires=None, heard=None)


def awaiting(told: NudgeRow, before: NudgeRow, heard: datetime) -> NudgeRow:
    """Return how it stands while an answer to what was told may come."""
    return replace(
        told, utterance=before.utterance, expires=before.expires, heard=heard
    )
