"""Contacts are read from their subentries, and senders are found among them."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.addresses import Address, AddressKind
from custom_components.samantha.contacts import Contact, by_sender, contacts_of

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
        )
    }


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
