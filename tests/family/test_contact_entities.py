"""What Home Assistant shows of each contact, and the button that logs a call."""

from datetime import timedelta

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from ..her_house import House
from ..household import add_contact
from .conftest import Time

LAST = "sensor.maria_last_contact"
NEXT = "sensor.maria_next_call"
DUE = "binary_sensor.maria_call_due"
BUTTON = "button.maria_log_call"
WITH_CADENCE = {LAST, NEXT, DUE, BUTTON}


def shown(hass: HomeAssistant, name: str = "maria") -> set[str]:
    """Return the entities that there are of a contact."""
    return {one for one in hass.states.async_entity_ids() if f".{name}_" in one}


def state(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return the state of an entity."""
    found = hass.states.get(entity_id)
    return found.state if found else None


def device_of(house: House, key: str) -> dr.DeviceEntry | None:
    """Return the device of hers by what it is known by."""
    return dr.async_get(house.hass).async_get_device_by_identifier(
        ("samantha", key), house.entry.entry_id
    )


async def change(house: House, key: str, name: str, **data: object) -> None:
    """Change what is known of a contact, as the flow does it."""
    subentry: ConfigSubentry = house.entry.subentries[key]
    house.hass.config_entries.async_update_subentry(
        house.entry,
        subentry,
        title=name,
        data={
            key: value
            for key, value in {**subentry.data, **data}.items()
            if value is not None
        },
    )
    await house.settle()


@pytest.fixture
async def maria(time: Time, house: House) -> str:
    """Have a contact who is to be called every ten days."""
    del time
    key = add_contact(house.hass, house.entry, "Maria", {"cadence": 10})
    await house.settle()
    return key


async def press(house: House, context: Context | None = None) -> None:
    """Press the button."""
    await house.hass.services.async_call(
        "button", "press", {"entity_id": BUTTON}, blocking=True, context=context
    )
    await house.settle()


async def test_device(time: Time, house: House, maria: str) -> None:
    """Each contact has a device of its own, below hers."""
    del time
    assert shown(house.hass) == WITH_CADENCE
    device = device_of(house, maria)
    hers = device_of(house, house.entry.entry_id)
    assert device
    assert hers
    assert device.name == "Maria"
    assert device.entry_type is dr.DeviceEntryType.SERVICE
    assert device.via_device_id == hers.id
    assert device.config_subentry_id == maria


async def test_due_when_its_time_comes(time: Time, house: House, maria: str) -> None:
    """A call gets due at one point in time, and the button makes it undue."""
    del maria
    assert state(house.hass, LAST) == "unknown"
    await press(house)
    assert state(house.hass, LAST) == "2026-11-25T09:00:00+00:00"
    assert state(house.hass, NEXT) == "2026-12-04T09:00:00+00:00"
    await time.to("2026-12-04 09:59")
    assert state(house.hass, DUE) == "off"
    await time.to("2026-12-04 10:00")
    assert state(house.hass, DUE) == "on"
    await press(house)
    assert state(house.hass, DUE) == "off"
    assert state(house.hass, NEXT) == "2026-12-13T09:00:00+00:00"
    await time.on(timedelta(days=10))
    assert state(house.hass, DUE) == "on"


async def test_button_knows_who_pressed(
    time: Time, house: House, maria: str, hass_admin_user: MockUser
) -> None:
    """What a resident presses is logged for them; anybody else is the household."""
    person = house.hass.states.get("person.anna")
    assert person
    house.hass.states.async_set(
        person.entity_id,
        person.state,
        {**person.attributes, "user_id": hass_admin_user.id},
    )
    await press(house, Context(user_id=hass_admin_user.id))
    await time.on(timedelta(hours=1))
    await press(house, Context())
    talks = house.entry.runtime_data.family.talks
    assert len(talks.of(maria, house.residents["anna"])) == 1
    assert len(talks.of(maria, "")) == 1


async def test_follows_what_is_changed(time: Time, house: House, maria: str) -> None:
    """What is due comes and goes with the cadence, and a name reaches the device."""
    del time
    await press(house)
    await change(house, maria, "Maria", cadence=20)
    assert state(house.hass, NEXT) == "2026-12-13T09:00:00+00:00"
    await change(house, maria, "Maria", birthday="12-10")
    assert state(house.hass, NEXT) == "2026-12-09T23:00:00+00:00"
    await change(house, maria, "Marie", cadence=None)
    assert shown(house.hass) == {LAST, BUTTON}
    entities = er.async_get(house.hass)
    assert {entities.async_get(one) for one in (NEXT, DUE)} == {None}
    device = device_of(house, maria)
    assert device
    assert device.name == "Marie"
    await change(house, maria, "Marie", cadence=10)
    assert len(shown(house.hass, "marie")) + len(shown(house.hass)) == len(WITH_CADENCE)


async def test_cadence_taken_while_away(time: Time, house: House, maria: str) -> None:
    """What is not due any more goes at the next start, too."""
    del time
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    await change(house, maria, "Maria", cadence=None)
    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await house.settle()
    assert shown(house.hass) == {LAST, BUTTON}


async def test_time_zone_moves_a_birthday(time: Time, house: House, maria: str) -> None:
    """A birthday begins by the clock of the house, where the contact has no other."""
    del time
    await press(house)
    await change(house, maria, "Maria", cadence=20, birthday="12-10")
    await house.hass.config.async_update(time_zone="Asia/Tokyo")
    await house.settle()
    assert state(house.hass, NEXT) == "2026-12-09T15:00:00+00:00"


async def test_new_contact_is_not_due(time: Time, house: House) -> None:
    """The days are counted from when somebody became a contact."""
    await time.on(timedelta(days=100))
    since = "2027-03-05T09:00:00+00:00"
    data = {"cadence": 10, "since": since}
    add_contact(house.hass, house.entry, "Maria", data)
    await house.settle()
    assert state(house.hass, DUE) == "off"
    assert state(house.hass, NEXT) == "2027-03-14T09:00:00+00:00"


async def test_removed_at_once(time: Time, house: House, maria: str) -> None:
    """Of a contact who is none any more nothing stays, neither shown nor on disk."""
    del time
    await press(house)
    house.hass.config_entries.async_remove_subentry(house.entry, maria)
    await house.settle()
    assert shown(house.hass) == set()
    assert device_of(house, maria) is None
    store = house.entry.runtime_data.store
    assert await store.fetch("SELECT * FROM talk") == []
    assert house.entry.runtime_data.family.talks.of(maria) == ()
