"""All that waits: whom a change concerns, whom the time, and how many there are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from ..manners.utterance import Utterance
from ..manners.verdict import Awaited, Change, Rules, Verdict
from .agenda import Agenda
from .waiting import Group, Phase, Terms, Waiting

# Whom an utterance for whoever is at home is counted for.
HOUSEHOLD = ""


class Queue:
    """Waiting utterances, grouped so that a change costs by the groups it concerns."""

    def __init__(self, rules: Callable[[], Rules]) -> None:
        """Start empty."""
        self._rules = rules
        self._waiting: dict[str, Waiting] = {}
        self._by_dedupe: dict[str, Waiting] = {}
        self._groups: dict[Terms, Group] = {}
        self._terms: dict[Group, Terms] = {}
        self._together: defaultdict[Terms, set[Group]] = defaultdict(set)
        self._concerned: dict[Change, defaultdict[str, set[Group]]] = {
            change: defaultdict(set) for change in Change
        }
        self._agenda: Agenda[Waiting | Group] = Agenda()
        self._counts: Counter[str] = Counter()

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many wait for each resident, and for the household."""
        return {who: number for who, number in self._counts.items() if number}

    def __iter__(self) -> Iterator[Waiting]:
        """Go through all."""
        return iter(self._waiting.values())

    def __contains__(self, key: str) -> bool:
        """Tell whether an utterance of this key waits."""
        return key in self._waiting

    def get(self, key: str) -> Waiting | None:
        """Return what waits under a key."""
        return self._waiting.get(key)

    def of_dedupe(self, dedupe: str | None) -> Waiting | None:
        """Return what waits under a dedupe key."""
        return None if dedupe is None else self._by_dedupe.get(dedupe)

    def earliest(self) -> datetime | None:
        """Return when time alone changes something next."""
        return self._agenda.earliest()

    def add(self, waiting: Waiting, now: datetime) -> Group:
        """Have an utterance wait; return its group."""
        utterance = waiting.utterance
        self._waiting[utterance.key] = waiting
        if utterance.dedupe is not None:
            self._by_dedupe[utterance.dedupe] = waiting
        self._counts.update(_counted(utterance))
        return self._place(waiting, now)

    def remove(self, waiting: Waiting) -> None:
        """Have an utterance wait no more."""
        utterance = waiting.utterance
        del self._waiting[utterance.key]
        if self.of_dedupe(utterance.dedupe) is waiting:
            del self._by_dedupe[utterance.dedupe or ""]
        self._counts.subtract(_counted(utterance))
        self._agenda.cancel(waiting)
        self._displace(waiting)

    def wait(self, group: Group, verdict: Verdict, now: datetime) -> None:
        """Have a group wait for what a verdict names."""
        self._unlink(group)
        group.verdict = verdict
        for awaited in verdict.waits_for:
            self._concerned[awaited.change][awaited.subject].add(group)
        if verdict.until:
            # What is past already is tried again in a moment, not at once for ever.
            soon = now + timedelta(seconds=1)
            self._agenda.set(group, verdict.until if verdict.until > now else soon)

    def concerned(self, changes: Iterable[Awaited]) -> set[Group]:
        """Return the groups that wait for one of these changes."""
        found: set[Group] = set()
        for awaited in changes:
            if awaited.change is Change.HOUSE:
                return set(self._groups.values())
            groups = self._concerned[awaited.change]
            if not awaited.subject:
                found.update(*groups.values())
                continue
            for subject in (awaited.subject, ""):
                if subject in groups:
                    found |= groups[subject]
        return found

    def due(self, now: datetime) -> set[Group]:
        """Return the groups to judge because of the time."""
        found: set[Group] = set()
        for one in self._agenda.due(now):
            if isinstance(one, Group):
                found.add(one)
                continue
            one.failed = {
                voice: until for voice, until in one.failed.items() if until > now
            }
            if one.rests_until and one.rests_until <= now:
                one.rests_until = None
            self._displace(one)
            found.add(self._place(one, now))
        return found

    def groups(self) -> Iterable[Group]:
        """Return all groups."""
        return self._groups.values()

    def together_with(self, waiting: Waiting) -> frozenset[Group]:
        """Return the groups whose utterances can be told with this one."""
        common = waiting.together()
        if common is None:
            return frozenset()
        return frozenset(self._together.get(common, ()))

    def _place(self, waiting: Waiting, now: datetime) -> Group:
        rules = self._rules()
        terms = waiting.terms(now, rules)
        group = self._groups.get(terms)
        if group is None:
            group = self._groups[terms] = Group(terms[0])
            self._terms[group] = terms
            if (common := waiting.together()) and group.phase is not Phase.ASLEEP:
                self._together[common].add(group)
        group.add(waiting)
        if moment := waiting.next_moment(now, rules):
            self._agenda.set(waiting, moment)
        return group

    def _displace(self, waiting: Waiting) -> None:
        group = waiting.group
        if group is None:
            return
        group.remove(waiting)
        if group.size:
            return
        self._unlink(group)
        del self._groups[self._terms.pop(group)]
        if (common := waiting.together()) and common in self._together:
            self._together[common].discard(group)
            if not self._together[common]:
                del self._together[common]

    def _unlink(self, group: Group) -> None:
        self._agenda.cancel(group)
        for awaited in group.verdict.waits_for if group.verdict else ():
            subjects = self._concerned[awaited.change]
            subjects[awaited.subject].discard(group)
            if not subjects[awaited.subject]:
                del subjects[awaited.subject]
        group.verdict = None


def _counted(utterance: Utterance) -> Iterable[str]:
    return utterance.untold if utterance.residents else (HOUSEHOLD,)
