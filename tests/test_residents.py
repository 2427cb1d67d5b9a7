"""Residents are read from their subentries, found by what is known, and followed."""

from datetime import time

from homeassistant.const import ATTR_FRIENDLY_NAME
from homeassistant.core import HomeAssistant
from homeassistant.util import slugify
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
)

from custom_components.samantha.following import async_follow
from custom_components.samantha.manners.situation import QuietHours
from custom_components.samantha.people import PeopleChange
from custom_components.samantha.residents import (
    Household,
    ResidentSettings,
    by_name,
    by_person,
    by_user,
    residents_of,
)

from .household import add_resident


@pytest.fixture
def added(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Return her entry, with nobody in it."""
    entry.add_to_hass(hass)
    return entry


def person(hass: HomeAssistant, name: str, **attributes: str) -> str:
    """Have Home Assistant know somebody; return their entity."""
    entity_id = f"person.{slugify(name)}"
    hass.states.async_set(entity_id, "home", {ATTR_FRIENDLY_NAME: name, **attributes})
    return entity_id


def test_everything(hass: HomeAssistant, added: MockConfigEntry) -> None:
    """All that a subentry holds is read."""
    key = add_resident(
        hass,
        added,
        "person.anna",
        "Anna",
        {
            "role": "child",
            "nicknames": ["Annie"],
            "phone": "mobile_app_anna",
            "satellites": ["assist_satellite.bed"],
            "quiet_from": "22:30:00",
            "quiet_until": "07:00:00",
            "sleep_area": "bedroom",
            "sleep": "input_boolean.sleep",
            "do_not_disturb": "switch.quiet",
            "call": "sensor.call",
            "headphones": "binary_sensor.headphones",
            "tracker": "sensor.room",
        },
    )
    assert residents_of(added) == {
        key: ResidentSettings(
            key=key,
            person="person.anna",
            title="Anna",
            nicknames=("Annie",),
            child=True,
            phone="mobile_app_anna",
            satellites=frozenset({"assist_satellite.bed"}),
            quiet_hours=QuietHours(time(22, 30), time(7)),
            sleep_area="bedroom",
            sleep="input_boolean.sleep",
            do_not_disturb="switch.quiet",
            call="sensor.call",
            headphones="binary_sensor.headphones",
            tracker="sensor.room",
        )
    }


def test_little(hass: HomeAssistant, added: MockConfigEntry) -> None:
    """What wasn't filled in is not there."""
    key = add_resident(hass, added, "person.ben", "Ben", {"quiet_from": "22:00:00"})
    assert residents_of(added) == {
        key: ResidentSettings(key=key, person="person.ben", title="Ben")
    }


def test_found_by_person_and_user(hass: HomeAssistant, added: MockConfigEntry) -> None:
    """A resident is found by the person entity, and by the app's user."""
    anna = add_resident(hass, added, person(hass, "Anna", user_id="abc"), "Anna")
    add_resident(hass, added, person(hass, "Ben"), "Ben")
    add_resident(hass, added, "person.gone", "Gone")
    residents = residents_of(added)
    assert by_person(residents, "person.anna") is residents[anna]
    assert by_person(residents, "person.carla") is None
    assert by_user(hass, residents, "abc") is residents[anna]
    assert by_user(hass, residents, "xyz") is None
    assert by_user(hass, residents, None) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Anna Berg", {"Anna Berg"}),
        ("anna  berg", {"Anna Berg"}),
        ("ANNA", {"Anna Berg"}),
        ("Annie", {"Anna Berg"}),
        ("Zoë", {"Zoë"}),
        ("Zoe", {"Zoë"}),
        ("Mum", {"Carla"}),
        # Renamed in Home Assistant, and by the owner.
        ("Carla Berg", {"Carla"}),
        ("Ben", {"Ben"}),
        ("Benjamin", {"Ben Miller"}),
        ("Ben Miller", {"Ben Miller"}),
        ("Berg", set()),
        ("Dora", set()),
        ("", set()),
        (" ", set()),
    ],
)
def test_found_by_name(
    hass: HomeAssistant, added: MockConfigEntry, said: str, meant: set[str]
) -> None:
    """Whole names and nicknames go before first names; case and accents don't count."""
    for title, name, nicknames in (
        ("Anna Berg", "Anna Berg", ["Annie"]),
        ("Zoë", "Zoë", []),
        ("Carla", "Carla Berg", ["Mum"]),
        ("Ben", "Ben", []),
        ("Ben Miller", "Benjamin Miller", []),
    ):
        data = {"nicknames": nicknames}
        add_resident(hass, added, person(hass, name), title, data)
    found = by_name(hass, residents_of(added), said)
    assert {resident.title for resident in found} == meant


def test_name_of_two(hass: HomeAssistant, added: MockConfigEntry) -> None:
    """A first name that two have may mean either."""
    first = add_resident(hass, added, "person.ben_a", "Ben Adams")
    second = add_resident(hass, added, "person.ben_b", "Ben Brown")
    found = by_name(hass, residents_of(added), "ben")
    assert {resident.key for resident in found} == {first, second}


async def test_household_follows(hass: HomeAssistant, added: MockConfigEntry) -> None:
    """Who comes, changes and goes is told once, to those who listen."""
    anna = add_resident(hass, added, "person.anna", "Anna")
    household = Household(added)
    async_follow(hass, added, household.async_refresh)
    told: list[PeopleChange] = []
    stop = household.listen(told.append)

    ben = add_resident(hass, added, "person.ben", "Ben")
    await hass.async_block_till_done()
    assert told.pop() == PeopleChange(added=frozenset({ben}))
    assert household.residents.keys() == {anna, ben}

    hass.config_entries.async_update_subentry(
        added, added.subentries[anna], title="Annie"
    )
    await hass.async_block_till_done()
    assert told.pop() == PeopleChange(changed=frozenset({anna}))
    assert household.residents[anna].title == "Annie"

    hass.config_entries.async_remove_subentry(added, ben)
    await hass.async_block_till_done()
    assert told.pop() == PeopleChange(removed=frozenset({ben}))
    assert household.residents.keys() == {anna}

    hass.config_entries.async_update_entry(added, pref_disable_polling=True)
    await hass.async_block_till_done()
    assert told == []
    stop()
    stop()
    add_resident(hass, added, "person.carla", "Carla")
    await hass.async_block_till_done()
    assert told == []
