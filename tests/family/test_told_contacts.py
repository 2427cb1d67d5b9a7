"""Contacts taken by action, and kept also where Home Assistant did not write them."""

from datetime import timedelta
from pathlib import Path
import shutil
from typing import Any

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.samantha.contacts import contacts_of
from custom_components.samantha.store import Store, StoreError

from ..her_house import House
from ..household import add_contact
from .conftest import Time


async def told(house: House) -> list[str]:
    """Return the names of the contacts that are in her own database."""
    store: Store = house.entry.runtime_data.store
    return [row["name"] for row in await store.fetch("SELECT name FROM told_contact")]


async def add(house: House, **data: Any) -> str:
    """Take a contact by the action; return the key."""
    response: Any = await house.act("add_contact", **data)
    return str(response["contact"])


async def restart(house: House, *, without: str | None = None) -> None:
    """Start her again; a subentry may not have been written."""
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    if without:
        house.hass.config_entries.async_remove_subentry(house.entry, without)
    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await house.settle()


async def test_added(time: Time, house: House) -> None:
    """An action takes a contact as the form does, and tells the key."""
    del time
    key = await add(
        house,
        name=" Lena  Berg ",
        nicknames=["Leni", "leni"],
        relation="sister",
        cadence=14,
        birthday="02-29",
        addresses=["+49 171 5550100", "lena@example.com"],
        other_days="06-12 Wedding day",
        call_days=["sat", "sun"],
        call_start="16:00",
        call_until="20:00:00",
        time_zone="America/New_York",
        **{"for": "person.anna"},
    )
    subentry = house.entry.subentries[key]
    assert subentry.title == "Lena Berg"
    assert subentry.data == {
        "nicknames": ["Leni"],
        "residents": [house.residents["anna"]],
        "addresses": ["+49 171 5550100", "lena@example.com"],
        "other_days": ["06-12 Wedding day"],
        "call_days": ["sat", "sun"],
        "call_start": "16:00:00",
        "call_until": "20:00:00",
        "time_zone": "America/New_York",
        "relation": "sister",
        "cadence": 14,
        "birthday": "02-29",
        "since": "2026-11-25T09:00:00+00:00",
    }
    assert house.hass.states.is_state("binary_sensor.lena_berg_call_due", "off")
    assert await told(house) == ["Lena Berg"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"name": " "}, "contact_name_invalid"),
        ({"name": "🙂"}, "contact_name_invalid"),
        ({"name": "Lena", "nicknames": ["🙂"]}, "contact_name_invalid"),
        ({"name": "Lena", "relation": "🙂"}, "contact_name_invalid"),
        ({"name": "maria"}, "contact_known"),
        ({"name": "Lena", "cadence": 0}, "cadence_invalid"),
        ({"name": "Lena", "cadence": 366}, "cadence_invalid"),
        ({"name": "Lena", "birthday": "02-30"}, "birthday_invalid"),
        ({"name": "Lena", "birthday": "03-21 hers"}, "birthday_invalid"),
        ({"name": "Lena", "other_days": ["Easter"]}, "day_invalid"),
        ({"name": "Lena", "addresses": ["+"]}, "address_invalid"),
        ({"name": "Lena", "addresses": ["0171 5550199"]}, "address_taken"),
        ({"name": "Lena", "for": ["person.nobody"]}, "resident_unknown"),
        ({"name": "Lena", "call_start": "16:00"}, "hours_half"),
        (
            {"name": "Lena", "call_start": "16:00", "call_until": "16:00:00"},
            "hours_none",
        ),
        ({"name": "Lena", "time_zone": "Lisbon"}, "time_zone_unknown"),
    ],
)
async def test_refused(house: House, data: dict[str, Any], key: str) -> None:
    """What can't be is refused in words, and nothing of it is kept."""
    maria = {"addresses": ["+49 171 5550199"]}
    add_contact(house.hass, house.entry, "Maria", maria)
    with pytest.raises(ServiceValidationError) as raised:
        await house.act("add_contact", **data)
    assert raised.value.translation_key == key
    assert [one.name for one in contacts_of(house.entry).values()] == ["Maria"]
    assert await told(house) == []


async def test_not_kept(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written, nobody is taken."""

    def full(_self: object) -> None:
        raise StoreError

    monkeypatch.setattr(Store, "transaction", full)
    with pytest.raises(HomeAssistantError) as raised:
        await house.act("add_contact", name="Lena")
    assert raised.value.translation_key == "not_kept"
    assert contacts_of(house.entry) == {}


async def test_killed_before_it_was_written(time: Time, house: House) -> None:
    """What Home Assistant had no time to write is there at the next start."""
    key = await add(house, name="Lena", relation="sister")
    await house.entry.runtime_data.family.told_contacts.change(key, cadence=14)
    await house.settle()
    before = contacts_of(house.entry)[key]
    assert before.cadence == 14
    await restart(house, without=key)
    assert contacts_of(house.entry) == {key: before}
    assert house.hass.states.get("binary_sensor.lena_call_due")
    # Only the change was not written.
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    house.hass.config_entries.async_update_subentry(
        house.entry, house.entry.subentries[key], title="Lena", data={"residents": []}
    )
    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await house.settle()
    assert contacts_of(house.entry) == {key: before}
    await time.on(timedelta(minutes=1, seconds=1))
    assert await told(house) == []


async def test_on_disk_before_it_is_told(
    time: Time, house: House, tmp_path: Path
) -> None:
    """Whoever is killed right after the answer has it: another process finds it."""
    del time
    await add(house, name="Lena")
    folder = tmp_path / "after"
    folder.mkdir()
    for part in Path(house.hass.config.config_dir).glob("samantha.db*"):
        shutil.copy(part, folder)
    store = await Store.open(folder / "samantha.db")
    rows = await store.fetch("SELECT name FROM told_contact")
    await store.close()
    assert [row["name"] for row in rows] == ["Lena"]


async def test_forgotten_once_written(time: Time, house: House) -> None:
    """After a minute it is Home Assistant's alone."""
    key = await add(house, name="Lena")
    await time.on(timedelta(seconds=59))
    assert await told(house) == ["Lena"]
    await time.on(timedelta(seconds=2))
    assert await told(house) == []
    assert key in contacts_of(house.entry)


@pytest.mark.parametrize("removed", [True, False])
async def test_the_owner_has_the_last_word(
    time: Time, house: House, *, removed: bool
) -> None:
    """What the owner changes or removes at once is not brought back."""
    del time
    key = await add(house, name="Lena")
    entries = house.hass.config_entries
    if removed:
        entries.async_remove_subentry(house.entry, key)
    else:
        entries.async_update_subentry(
            house.entry, house.entry.subentries[key], title="Helena"
        )
    await house.settle()
    assert await told(house) == []
    await restart(house)
    names = [one.name for one in contacts_of(house.entry).values()]
    assert names == ([] if removed else ["Helena"])
