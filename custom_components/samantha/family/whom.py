"""Whom words mean, and who is to be called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from ..contacts import Contact
from ..naming import plain
from .cadence import Cadence, Contacted, Talk, window_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A contact who is to be called; without a last call there was none."""

    contact: Contact
    last: datetime | None


def names_of(contact: Contact) -> Iterable[str]:
    """Yield what a contact is called: name, first name, nickname, what they are."""
    yield contact.name
    yield contact.name.partition(" ")[0]
    yield from contact.nicknames
    if contact.relation:
        yield contact.relation


def names_known(
    contacts: Iterable[Contact], relations: Mapping[str, Iterable[str]]
) -> dict[str, str]:
    """Return all that contacts are called, with the name or relation that it means.

    Args:
        contacts: whose names.
        relations: by relation, what people say for it.

    """
    contacts = tuple(contacts)
    names = {name: name for one in contacts for name in names_of(one)}
    for one in contacts:
        for said in relations.get(one.relation or "", ()):
            names.setdefault(said, str(one.relation))
    return names


def contacts_called(contacts: Mapping[str, Contact], said: str) -> list[str]:
    """Return the keys of the contacts whom words may mean, in order.

    Names go before relations, whole names before first names.
    """
    wanted = plain(said)
    by_name = [
        key
        for key, contact in contacts.items()
        if wanted in {plain(name) for name in (contact.name, *contact.nicknames)}
    ]
    if by_name:
        return by_name
    return [
        key
        for key, contact in contacts.items()
        if wanted == plain(contact.relation or "")
        or wanted == plain(contact.name).partition(" ")[0]
    ]


def cadence_of(contact: Contact, since: datetime, house: tzinfo) -> Cadence | None:
    """Return how often a contact is to be called, where that was said.

    Args:
        contact: whose days pull a call forward, as their own clock shows them.
        since: from when it counts where there was no talk, unless they are newer.
        house: the time zone of the house.

    """
    if contact.cadence is None:
        return None
    return Cadence(
        every=timedelta(days=contact.cadence),
        since=max(since, contact.since or since),
        days=[(day.month, day.day) for day in contact.special_days],
        zone=contact.zone(house),
    )


def due_now(
    contacts: Mapping[str, Contact],
    talks: Mapping[str, Iterable[Talk]],
    since: datetime,
    now: datetime,
) -> list[Due]:
    """Return who is to be called now, the longest overdue first.

    Args:
        contacts: by key.
        talks: of each of them.
        since: from when cadences count where there was no talk.
        now: in the time zone of the house.

    """
    found: list[tuple[datetime, Due]] = []
    for key, contact in contacts.items():
        cadence = cadence_of(contact, since, now.tzinfo or UTC)
        if cadence is None:
            continue
        had = list(talks.get(key, ()))
        window = window_of(cadence, had)
        if window.opens <= now:
            full = [one.at for one in had if one.how is not Contacted.MESSAGE]
            due = Due(contact=contact, last=max(full, default=None))
            found.append((window.closes, due))
    return [due for _, due in sorted(found, key=lambda one: one[0])]
