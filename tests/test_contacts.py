"""Contacts are read from their subentries, and senders are found among them."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.addresses import Address, AddressKind
from custom_components.samantha.call_hours import CallHours
from custom_components.samantha.contacts import Contact, by_sender, contacts_of
from custom_components.samantha.special_days import SpecialDay

from .household import add_contact, add_resident


def test_everything(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """All that a subentry holds is read."""
    entry.add_to_hass(hass)
    ben = add_resident(hass, entry, "person.ben", "Ben")
    key = add_contact(
        hass,
        entry,
        "Anna Berg",
        {
            "nicknames": ["mum"],
            "relation": "mother",
            "residents": [ben],
            "addresses": ["+49 171 1234567", "Anna@example.org", "no address"],
            "notify": "notify.anna",
            "cadence": 14.0,
            "birthday": "1956-02-29",
            "other_days": ["06-12 Wedding day", "12-24"],
            "call_days": ["mon", "sun"],
            "call_start": "20:00:00",
            "call_until": "22:00:00",
            "time_zone": "Asia/Tokyo",
        },
    )
    assert contacts_of(entry) == {
        key: Contact(
            key=key,
            name="Anna Berg",
            relation="mother",
            nicknames=("mum",),
            residents=frozenset({ben}),
            addresses=(
                Address(AddressKind.NUMBER, "+491711234567"),
                Address(AddressKind.MAIL, "anna@example.org"),
            ),
            notify="notify.anna",
            cadence=14,
            call_hours=CallHours(
                days=frozenset({0, 6}), start=time(20), until=time(22)
            ),
            time_zone="Asia/Tokyo",
            birthday=SpecialDay(month=2, day=29),
            other_days=(
                SpecialDay(month=6, day=12, name="Wedding day"),
                SpecialDay(month=12, day=24),
            ),
        )
    }


@pytest.mark.parametrize(
    ("time_zone", "free"),
    [
        ("Asia/Tokyo", "2026-11-25 12:00"),
        (None, "2026-11-25 20:00"),
        # What this Home Assistant does not know is no reason to be never free.
        ("Mars/Olympus", "2026-11-25 20:00"),
    ],
)
def test_hours(time_zone: str | None, free: str) -> None:
    """The hours are by the contact's own clock, or by that of the house."""
    berlin = ZoneInfo("Europe/Berlin")
    hours = CallHours(start=time(20), until=time(21))
    contact = Contact(key="a", name="Anna", call_hours=hours, time_zone=time_zone)
    at = datetime.fromisoformat(free).replace(tzinfo=berlin)
    held = [at + timedelta(hours=hour) for hour in range(24)]
    assert [one for one in held if contact.hours(berlin).hold(one)] == [at]


def test_little(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A contact of whom only the name is known is everybody's."""
    entry.add_to_hass(hass)
    key = add_contact(hass, entry, "Anna")
    assert contacts_of(entry) == {key: Contact(key=key, name="Anna")}
    assert contacts_of(entry)[key].is_of("anybody")


def test_whose(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A contact of one resident is nobody else's."""
    entry.add_to_hass(hass)
    key = add_contact(hass, entry, "Anna", {"residents": ["ben"]})
    contact = contacts_of(entry)[key]
    assert contact.is_of("ben")
    assert not contact.is_of("carla")


@pytest.mark.parametrize(
    ("name", "address", "found"),
    [
        ("Anna Berg", "anna@example.org", "anna"),
        ("Somebody", "Anna <ANNA@example.org>", "anna"),
        (None, "0171 1234567", "anna"),
        (None, "+49 171 1234567", "anna"),
        ("anna  BERG", None, "anna"),
        ("Mum", None, "anna"),
        # A name before a stranger's address is worth nothing.
        ("Anna Berg", "mallory@example.org", None),
        ("Anna Berg", "+1 555 000 1111", None),
        # But of whom no address of that kind is known, the name is what there is.
        ("Anna Berg", "@anna_b", "anna"),
        ("Zoë", "zoe@example.org", "zoe"),
        ("zoe", None, "zoe"),
        # Two of one name.
        ("Tom", None, None),
        # Two of one address.
        (None, "office@example.org", None),
        (None, None, None),
        ("", "", None),
        ("Nobody", "nobody@example.org", None),
    ],
)
def test_sender(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    name: str | None,
    address: str | None,
    found: str | None,
) -> None:
    """A sender is found by address; by name only where no address says otherwise."""
    entry.add_to_hass(hass)
    keys = {
        add_contact(
            hass,
            entry,
            "Anna Berg",
            {
                "nicknames": ["mum"],
                "addresses": ["anna@example.org", "+49 171 1234567"],
            },
        ): "anna",
        add_contact(hass, entry, "Zoë"): "zoe",
        add_contact(hass, entry, "Tom", {"addresses": ["office@example.org"]}): "tom",
        add_contact(hass, entry, "Tom", {"addresses": ["office@example.org"]}): "tom 2",
    }
    contact = by_sender(contacts_of(entry).values(), name, address)
    assert (keys[contact.key] if contact else None) == found
