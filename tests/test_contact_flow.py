"""The owner says whom the residents know, and how they are reached."""

from collections.abc import Generator, Mapping
from typing import Any, Final
from unittest.mock import AsyncMock, patch

from homeassistant.config_entries import SOURCE_USER, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_schema_suggested_value,
    mock_component,
)

from custom_components.samantha.contact_flow import CONF_CALLS
from custom_components.samantha.contacts import SUBENTRY_CONTACT

from .household import add_contact, add_resident

NOTHING: Final[Mapping[str, Any]] = {
    "nicknames": [],
    "residents": [],
    "addresses": [],
    "other_days": [],
    "call_days": [],
}
NOW: Final = "2026-11-25 10:00:00+00:00"
SINCE: Final = {"since": "2026-11-25T10:00:00+00:00"}
EVERYTHING: Final[Mapping[str, Any]] = {
    "nicknames": ["mum", "Annie"],
    "relation": "mother",
    "addresses": ["+49 171 1234567", "anna@example.org", "@anna"],
    "notify": "notify.anna",
    "birthday": "02-29",
    "other_days": ["06-12 Wedding day", "2001-12-24"],
    "call_days": ["sat", "sun"],
    "call_start": "20:00:00",
    "call_until": "01:30:00",
    "time_zone": "Asia/Tokyo",
}
# Those of them that stand in the section.
HOURS: Final = frozenset({"call_days", "call_start", "call_until", "time_zone"})
REFUSED: Final = [
    ({"name": "  "}, {"name": "name_empty"}),
    ({"name": "🙂"}, {"name": "name_invalid"}),
    ({"name": "tom"}, {"name": "name_taken"}),
    ({"nicknames": ["🙂"]}, {"nicknames": "name_invalid"}),
    ({"relation": "🙂"}, {"relation": "name_invalid"}),
    ({"addresses": ["next door"]}, {"addresses": "address_invalid"}),
    ({"addresses": ["TOM@example.org"]}, {"addresses": "address_taken"}),
    ({"addresses": ["+49 30 1234567"]}, {"addresses": "address_taken"}),
    ({"birthday": "02-30"}, {"birthday": "birthday_invalid"}),
    ({"birthday": "1957-02-29"}, {"birthday": "birthday_invalid"}),
    ({"birthday": "21.3."}, {"birthday": "birthday_invalid"}),
    ({"birthday": "03-21 hers"}, {"birthday": "birthday_invalid"}),
    ({"other_days": ["06-12", "Wedding day"]}, {"other_days": "day_invalid"}),
    ({"call_until": "20:00:00"}, {CONF_CALLS: "hours_none"}),
    (
        {"name": "", "addresses": ["?"]},
        {"name": "name_empty", "addresses": "address_invalid"},
    ),
]


@pytest.fixture(autouse=True)
def set_up(hass: HomeAssistant) -> Generator[AsyncMock]:
    """Leave her setting up to other tests."""
    mock_component(hass, "conversation")
    with patch(
        "custom_components.samantha.async_setup_entry", return_value=True
    ) as set_up:
        yield set_up


@pytest.fixture
def home(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Return her entry, where Tom is a contact."""
    entry.add_to_hass(hass)
    add_contact(hass, entry, "Tom", {"addresses": ["tom@example.org", "030 1234567"]})
    return entry


async def start(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    """Open the form for a new contact."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_CONTACT), context={"source": SOURCE_USER}
    )


async def submit(
    hass: HomeAssistant, form: Mapping[str, Any], filled_in: Mapping[str, Any]
) -> SubentryFlowResult:
    """Submit a form; what stands in the section is put there."""
    fields = {key: value for key, value in filled_in.items() if key not in HOURS}
    hours = {key: value for key, value in filled_in.items() if key in HOURS}
    return await hass.config_entries.subentries.async_configure(
        form["flow_id"], {**fields, CONF_CALLS: hours}
    )


def suggested(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form suggests, the section among the rest."""
    schema = form["data_schema"].schema
    hours = schema[CONF_CALLS].schema.schema
    return {
        str(field): get_schema_suggested_value(fields, field)
        for fields in (schema, hours)
        for field in fields
        if field != CONF_CALLS and field.description
    }


@pytest.mark.freeze_time(NOW)
async def test_add(hass: HomeAssistant, home: MockConfigEntry) -> None:
    """A name is all that it takes."""
    form = await start(hass, home)
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "user"
    done = await submit(hass, form, {"name": " Anna  Berg "})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    anna = list(home.subentries.values())[-1]
    assert anna.title == "Anna Berg"
    assert anna.data == {**NOTHING, **SINCE}


@pytest.mark.freeze_time(NOW)
async def test_add_with_everything(hass: HomeAssistant, home: MockConfigEntry) -> None:
    """All that was filled in is kept, tidied up."""
    ben = add_resident(hass, home, "person.ben", "Ben")
    given = {
        "name": "Anna",
        **EVERYTHING,
        "nicknames": [" mum", "Mum", "anna", "", "Annie"],
        "relation": " mother ",
        "residents": [ben],
    }
    await submit(hass, await start(hass, home), given)
    anna = list(home.subentries.values())[-1]
    assert anna.data == {**EVERYTHING, "residents": [ben], **SINCE}


async def test_own_word_for_a_relation(
    hass: HomeAssistant, home: MockConfigEntry
) -> None:
    """What a contact is to somebody can be said in the owner's own word."""
    await submit(hass, await start(hass, home), {"name": "A", "relation": "godmother"})
    assert list(home.subentries.values())[-1].data["relation"] == "godmother"


@pytest.mark.parametrize(("filled_in", "errors"), REFUSED)
async def test_told_what_is_wrong(
    hass: HomeAssistant,
    home: MockConfigEntry,
    filled_in: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """A mistake is named at its field, what was filled in stays, and can be mended."""
    form = await submit(
        hass, await start(hass, home), {"name": "Anna", **EVERYTHING, **filled_in}
    )
    assert form["type"] is FlowResultType.FORM
    assert form["errors"] == errors
    assert suggested(form).items() >= filled_in.items()
    done = await submit(hass, form, {"name": "Anna"})
    assert done["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    "filled_in",
    [
        {"residents": ["nobody"]},
        {"notify": "light.bed"},
        {"addresses": "?"},
        {"call_days": ["someday"]},
        {"time_zone": "Berlin"},
    ],
)
async def test_no_form_gives_that(
    hass: HomeAssistant, home: MockConfigEntry, filled_in: dict[str, Any]
) -> None:
    """What the form would not let through is refused at the door."""
    with pytest.raises(InvalidData):
        await submit(hass, await start(hass, home), {"name": "Anna", **filled_in})


@pytest.mark.parametrize("end", ["call_start", "call_until"])
async def test_hours_have_two_ends(
    hass: HomeAssistant, home: MockConfigEntry, end: str
) -> None:
    """Hours that only begin or only end are named at their section."""
    form = await submit(
        hass, await start(hass, home), {"name": "Anna", end: "20:00:00"}
    )
    assert form["errors"] == {CONF_CALLS: "hours_half"}


@pytest.mark.parametrize(
    ("of_the_other", "of_this", "done"),
    [
        (["ben"], ["carla"], FlowResultType.CREATE_ENTRY),
        (["ben"], ["ben", "carla"], FlowResultType.FORM),
        (["ben"], [], FlowResultType.FORM),
        ([], ["carla"], FlowResultType.FORM),
    ],
)
async def test_one_person_twice(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    of_the_other: list[str],
    of_this: list[str],
    done: FlowResultType,
) -> None:
    """The mother of one resident may be the grandmother of another."""
    entry.add_to_hass(hass)
    keys = {
        "ben": add_resident(hass, entry, "person.ben", "Ben"),
        "carla": add_resident(hass, entry, "person.carla", "Carla"),
    }
    add_contact(
        hass,
        entry,
        "Anna",
        {
            "residents": [keys[one] for one in of_the_other],
            "addresses": ["anna@example.org"],
        },
    )
    result = await submit(
        hass,
        await start(hass, entry),
        {
            "name": "Grandma",
            "residents": [keys[one] for one in of_this],
            "addresses": ["anna@example.org"],
        },
    )
    assert result["type"] is done


async def test_reconfigure(
    hass: HomeAssistant, home: MockConfigEntry, set_up: AsyncMock
) -> None:
    """What is known can be changed; what is emptied is gone; nothing is loaded anew."""
    assert await hass.config_entries.async_setup(home.entry_id)
    data = {**EVERYTHING, "residents": ["moved out"], **SINCE}
    key = add_contact(hass, home, "Anna", data)
    form = await home.start_subentry_reconfigure_flow(hass, key)
    assert form["step_id"] == "reconfigure"
    assert suggested(form) == {"name": "Anna", **EVERYTHING, "residents": []}
    done = await submit(hass, form, {"name": "Anne", "nicknames": ["mum"]})
    assert done["type"] is FlowResultType.ABORT
    assert done["reason"] == "reconfigure_successful"
    assert home.subentries[key].title == "Anne"
    assert home.subentries[key].data == {
        **NOTHING,
        "nicknames": ["mum"],
        **SINCE,
    }
    set_up.assert_called_once()


@pytest.mark.parametrize(("filled_in", "errors"), REFUSED)
async def test_reconfigure_is_told_what_is_wrong(
    hass: HomeAssistant,
    home: MockConfigEntry,
    filled_in: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """A mistake is named and changes nothing; its own name and address are none."""
    key = add_contact(hass, home, "Anna", EVERYTHING)
    form = await home.start_subentry_reconfigure_flow(hass, key)
    again = await submit(hass, form, {"name": "Anna", **EVERYTHING, **filled_in})
    assert again["type"] is FlowResultType.FORM
    assert again["errors"] == errors
    done = await submit(hass, again, {"name": "Anna", **EVERYTHING})
    assert done["reason"] == "reconfigure_successful"
    assert home.subentries[key].data == {**NOTHING, **EVERYTHING}
