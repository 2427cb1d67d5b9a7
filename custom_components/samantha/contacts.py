"""Whom the residents want to stay in touch with, or hear from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Any, Final, Self

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_TIME_ZONE
from homeassistant.util import dt as dt_util

from .addresses import Address, has_any, read_address
from .call_hours import CONF_CALL_DAYS, CallHours
from .const import CONF_NICKNAMES
from .family.cadence import Hours
from .naming import plain
from .special_days import SpecialDay, read_day
from .time_zones import zone_named

SUBENTRY_CONTACT: Final = "contact"

CONF_ADDRESSES: Final = "addresses"
CONF_BIRTHDAY: Final = "birthday"
CONF_CADENCE: Final = "cadence"
CONF_NOTIFY: Final = "notify"
CONF_OTHER_DAYS: Final = "other_days"
CONF_RELATION: Final = "relation"
CONF_RESIDENTS: Final = "residents"
# When they became a contact; no form shows it.
CONF_SINCE: Final = "since"

# In days.
LONGEST_CADENCE: Final = 365

# What a contact can be to a resident; the owner may write another word.
RELATIONS: Final = (
    "mother",
    "father",
    "grandmother",
    "grandfather",
    "daughter",
    "son",
    "sister",
    "brother",
    "partner",
    "aunt",
    "uncle",
    "cousin",
    "friend",
    "neighbour",
    "colleague",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A contact, as far as it is set up. The key is that of the subentry."""

    key: str
    name: str
    # One of RELATIONS, or the owner's own word.
    relation: str | None = None
    # What the residents call them: mum, Annie.
    nicknames: tuple[str, ...] = ()
    # The keys of whose contact it is; of none, everybody's.
    residents: frozenset[str] = field(default_factory=frozenset)
    addresses: tuple[Address, ...] = ()
    # The notify entity that reaches them.
    notify: str | None = None
    # Every so many days a resident wants to be in touch; None is as it comes.
    cadence: int | None = None
    # When they are good to call, by their own clock.
    call_hours: CallHours = field(default_factory=CallHours)
    # The IANA name of their time zone; None is the house's.
    time_zone: str | None = None
    birthday: SpecialDay | None = None
    other_days: tuple[SpecialDay, ...] = ()
    since: datetime | None = None

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read a contact from the subentry that the flow has made."""
        data: Mapping[str, Any] = subentry.data
        written = map(read_address, data.get(CONF_ADDRESSES, ()))
        days = map(read_day, data.get(CONF_OTHER_DAYS, ()))
        return cls(
            key=subentry.subentry_id,
            name=subentry.title,
            relation=data.get(CONF_RELATION),
            nicknames=tuple(data.get(CONF_NICKNAMES, ())),
            residents=frozenset(data.get(CONF_RESIDENTS, ())),
            addresses=tuple(address for address in written if address),
            notify=data.get(CONF_NOTIFY),
            cadence=int(data.get(CONF_CADENCE, 0)) or None,
            call_hours=CallHours.from_data(data),
            time_zone=data.get(CONF_TIME_ZONE),
            birthday=read_day(data.get(CONF_BIRTHDAY, "")),
            other_days=tuple(day for day in days if day),
            since=dt_util.parse_datetime(data.get(CONF_SINCE, "")),
        )

    @property
    def special_days(self) -> tuple[SpecialDay, ...]:
        """Return the birthday and the other days."""
        return (*((self.birthday,) if self.birthday else ()), *self.other_days)

    def zone(self, house: tzinfo) -> tzinfo:
        """Return their time zone; where it isn't known, that of the house."""
        return (self.time_zone and zone_named(self.time_zone)) or house

    def hours(self, house: tzinfo) -> Hours:
        """Return when they are good to call, for a house in a time zone."""
        return self.call_hours.hours(self.zone(house))

    def is_of(self, resident: str) -> bool:
        """Return whether it is a contact of a resident."""
        return not self.residents or resident in self.residents


def contacts_of(entry: ConfigEntry[Any]) -> Mapping[str, Contact]:
    """Return the contacts of an entry, loaded or not, by key."""
    return MappingProxyType(
        {
            key: Contact.from_subentry(subentry)
            for key, subentry in entry.subentries.items()
            if subentry.subentry_type == SUBENTRY_CONTACT
        }
    )


def called_so(contacts: Iterable[Contact], name: str) -> Contact | None:
    """Return the contact who has just this name; case and accents don't count."""
    return next((one for one in contacts if plain(one.name) == plain(name)), None)


def are_taken(
    others: Iterable[Contact], addresses: Iterable[Address], residents: frozenset[str]
) -> bool:
    """Return whether another contact of some residents has one of the addresses.

    One person may be the mother of one resident and the grandmother of another.
    """
    taken = [
        address
        for other in others
        if not residents or not other.residents or residents & other.residents
        for address in other.addresses
    ]
    return any(has_any(taken, address) for address in addresses)


def new_contact(residents: Iterable[str], **known: Any) -> dict[str, Any]:
    """Return what is kept of a new contact, as the flow keeps it; None is nothing."""
    return {
        CONF_NICKNAMES: [],
        CONF_RESIDENTS: sorted(residents),
        CONF_ADDRESSES: [],
        CONF_OTHER_DAYS: [],
        CONF_CALL_DAYS: [],
        CONF_SINCE: dt_util.utcnow().isoformat(),
        **{key: value for key, value in known.items() if value is not None},
    }


def by_sender(
    contacts: Iterable[Contact], name: str | None, address: str | None
) -> Contact | None:
    """Return which contact has sent something, where it can be only one.

    An address says more than a name, which anybody can write before their own
    address: a name counts only for a contact of whom no address of that kind is known.

    Args:
        contacts: those of whom it is for.
        name: what the sender is called, as the message has it.
        address: where it came from, in any spelling.

    """
    contacts = tuple(contacts)
    wanted = read_address(address or "")
    if wanted:
        found = [one for one in contacts if has_any(one.addresses, wanted)]
        if found:
            return found[0] if len(found) == 1 else None
    called = plain(name or "")
    named = [
        one
        for one in contacts
        if called in {plain(known) for known in (one.name, *one.nicknames)}
        and not (wanted and any(own.kind is wanted.kind for own in one.addresses))
    ]
    return named[0] if called and len(named) == 1 else None
