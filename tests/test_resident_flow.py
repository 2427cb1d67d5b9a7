"""The owner says who lives here; what the house knows of them is found by itself."""

from collections.abc import AsyncGenerator, Generator, Mapping
from typing import Any, Final
from unittest.mock import AsyncMock, patch

from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntryDisabler,
    ConfigFlowResult,
    SubentryFlowResult,
)
from homeassistant.const import ATTR_FRIENDLY_NAME, CONF_CODE
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
    get_schema_suggested_value,
    mock_component,
)

from custom_components.samantha.call_hours import (
    CONF_CALL_DAYS,
    CONF_CALL_START,
    CONF_CALL_UNTIL,
)
from custom_components.samantha.const import CONF_NICKNAMES
from custom_components.samantha.house_settings import CONF_QUIET_FROM, CONF_QUIET_UNTIL
from custom_components.samantha.resident_flow import CONF_CALLS, CONF_SENSORS
from custom_components.samantha.residents import (
    CONF_BEFORE_OTHERS,
    CONF_CALL,
    CONF_DAILY_NUDGES,
    CONF_DO_NOT_DISTURB,
    CONF_HEADPHONES,
    CONF_MESSAGES,
    CONF_PERSON,
    CONF_PHONE,
    CONF_ROLE,
    CONF_SATELLITES,
    CONF_SLEEP,
    CONF_SLEEP_AREA,
    CONF_TRACKER,
    SUBENTRY_RESIDENT,
)

from .household import add_resident

ANNA: Final = "person.anna"
BEN: Final = "person.ben"

# What is stored of somebody of whom nothing was filled in.
NOTHING: Final = {
    CONF_ROLE: "adult",
    CONF_NICKNAMES: [],
    CONF_SATELLITES: [],
    CONF_MESSAGES: "addressed",
    CONF_BEFORE_OTHERS: "waits",
    CONF_CALL_DAYS: [],
    CONF_DAILY_NUDGES: 1,
}
EVERYTHING: Final = {
    CONF_ROLE: "child",
    CONF_NICKNAMES: ["Annie"],
    CONF_PHONE: "mobile_app_annas_phone",
    CONF_CODE: "4711",
    CONF_SATELLITES: ["assist_satellite.bed"],
    CONF_QUIET_FROM: "20:00:00",
    CONF_QUIET_UNTIL: "07:00:00",
    CONF_SLEEP_AREA: "bedroom",
    CONF_MESSAGES: "read",
    CONF_BEFORE_OTHERS: "sender",
    CONF_CALL_DAYS: ["mon", "fri"],
    CONF_CALL_START: "19:00:00",
    CONF_CALL_UNTIL: "21:30:00",
    CONF_DAILY_NUDGES: 2,
}
# Those of them that stand in a section.
HOURS: Final = frozenset(
    {CONF_CALL_DAYS, CONF_CALL_START, CONF_CALL_UNTIL, CONF_DAILY_NUDGES}
)
SENSED: Final = {
    CONF_SLEEP: "input_boolean.anna_sleeps",
    CONF_DO_NOT_DISTURB: "sensor.annas_phone_do_not_disturb",
    CONF_CALL: "sensor.annas_phone_audio_mode",
    CONF_HEADPHONES: "binary_sensor.annas_phone_headphones",
    CONF_TRACKER: "sensor.annas_watch_area",
}

# What is filled in, with what is wrong with it.
REFUSED: Final = [
    ({CONF_CODE: "123"}, {CONF_CODE: "invalid_code"}),
    ({CONF_CODE: "4711a"}, {CONF_CODE: "invalid_code"}),
    ({CONF_QUIET_FROM: "22:00:00"}, {CONF_QUIET_UNTIL: "quiet_half"}),
    ({CONF_QUIET_UNTIL: "07:00:00"}, {CONF_QUIET_UNTIL: "quiet_half"}),
    (
        {CONF_QUIET_FROM: "07:00:00", CONF_QUIET_UNTIL: "07:00:00"},
        {CONF_QUIET_UNTIL: "quiet_always"},
    ),
    ({CONF_CALL_START: "20:00:00"}, {CONF_CALLS: "hours_half"}),
    (
        {CONF_CALL_START: "20:00:00", CONF_CALL_UNTIL: "20:00:00"},
        {CONF_CALLS: "hours_none"},
    ),
    ({CONF_NICKNAMES: ["🙂"]}, {CONF_NICKNAMES: "name_invalid"}),
    ({CONF_PHONE: "mobile_app_nobodys_phone"}, {CONF_PHONE: "phone_unknown"}),
    ({CONF_PHONE: "persistent_notification"}, {CONF_PHONE: "phone_unknown"}),
    ({CONF_PHONE: "mobile_app_bens_phone"}, {CONF_PHONE: "phone_taken"}),
    (
        {CONF_SATELLITES: ["assist_satellite.bed", "assist_satellite.ben"]},
        {CONF_SATELLITES: "satellite_taken"},
    ),
    (
        {CONF_PHONE: "x", CONF_QUIET_FROM: "22:00:00"},
        {CONF_PHONE: "phone_unknown", CONF_QUIET_UNTIL: "quiet_half"},
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
def house(hass: HomeAssistant) -> HomeAssistant:
    """Return a house of two people and two phones."""
    hass.states.async_set(ANNA, "home", {ATTR_FRIENDLY_NAME: "Anna Berg"})
    hass.states.async_set(BEN, "home", {ATTR_FRIENDLY_NAME: "Ben"})
    async_mock_service(hass, "notify", "mobile_app_annas_phone")
    async_mock_service(hass, "notify", "mobile_app_bens_phone")
    async_mock_service(hass, "notify", "persistent_notification")
    return hass


@pytest.fixture
async def loaded(
    house: HomeAssistant, entry: MockConfigEntry
) -> AsyncGenerator[MockConfigEntry]:
    """Return her entry, loaded."""
    entry.add_to_hass(house)
    assert await house.config_entries.async_setup(entry.entry_id)
    yield entry
    with patch("custom_components.samantha.async_unload_entry", return_value=True):
        await house.config_entries.async_unload(entry.entry_id)


@pytest.fixture
def ben(loaded: MockConfigEntry, house: HomeAssistant) -> str:
    """Make Ben a resident, with a phone and a satellite of his own."""
    return add_resident(
        house,
        loaded,
        BEN,
        "Ben",
        {
            CONF_PHONE: "mobile_app_bens_phone",
            CONF_SATELLITES: ["assist_satellite.ben"],
        },
    )


async def start(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    """Open the form that asks who it is."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_RESIDENT), context={"source": SOURCE_USER}
    )


async def choose(
    hass: HomeAssistant, entry: MockConfigEntry, person: str
) -> SubentryFlowResult:
    """Say who it is, and return the form about them."""
    form = await start(hass, entry)
    return await hass.config_entries.subentries.async_configure(
        form["flow_id"], {CONF_PERSON: person}
    )


async def submit(
    hass: HomeAssistant,
    form: SubentryFlowResult | ConfigFlowResult,
    filled_in: Mapping[str, Any],
    sensed: Mapping[str, Any] | None = None,
) -> SubentryFlowResult:
    """Submit a form about somebody."""
    fields = {key: value for key, value in filled_in.items() if key not in HOURS}
    hours = {key: value for key, value in filled_in.items() if key in HOURS}
    return await hass.config_entries.subentries.async_configure(
        form["flow_id"],
        {**fields, CONF_SENSORS: dict(sensed or {}), CONF_CALLS: hours},
    )


def suggested(form: SubentryFlowResult | ConfigFlowResult) -> dict[str, Any]:
    """Return what a form suggests, the sections among the rest."""
    assert form["data_schema"]
    schema = form["data_schema"].schema
    sections = [schema[one].schema.schema for one in (CONF_SENSORS, CONF_CALLS)]
    return {
        str(field): get_schema_suggested_value(fields, field)
        for fields in (schema, *sections)
        for field in fields
        if field not in {CONF_SENSORS, CONF_CALLS} and field.description
    }


async def test_add(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """Two submits make somebody a resident, by the name that Home Assistant has."""
    form = await start(hass, loaded)
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "user"
    form = await hass.config_entries.subentries.async_configure(
        form["flow_id"], {CONF_PERSON: ANNA}
    )
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "about"
    assert form["description_placeholders"] == {"name": "Anna Berg"}
    done = await submit(hass, form, {})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    [resident] = loaded.subentries.values()
    assert resident.title == "Anna Berg"
    assert resident.unique_id == ANNA
    assert resident.data == {CONF_PERSON: ANNA, **NOTHING}


async def test_add_with_everything(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """All that was filled in is kept, tidied up."""
    form = await choose(hass, loaded, ANNA)
    given = {
        **EVERYTHING,
        CONF_NICKNAMES: [" Annie ", "annie", "ANNA berg", ""],
        CONF_PHONE: "notify.mobile_app_annas_phone",
    }
    await submit(hass, form, given, SENSED)
    [resident] = loaded.subentries.values()
    assert resident.data == {CONF_PERSON: ANNA, **EVERYTHING, **SENSED}


@pytest.mark.usefixtures("ben")
async def test_residents_are_not_offered_again(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Only persons who are no residents yet can be chosen."""
    form = await start(hass, loaded)
    assert form["data_schema"]
    assert form["data_schema"]({}) == {CONF_PERSON: ANNA}
    with pytest.raises(InvalidData):
        await hass.config_entries.subentries.async_configure(
            form["flow_id"], {CONF_PERSON: BEN}
        )


@pytest.mark.usefixtures("ben")
async def test_nobody_left(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """Where everybody is a resident there is nobody to add."""
    add_resident(hass, loaded, ANNA, "Anna")
    form = await start(hass, loaded)
    assert form["type"] is FlowResultType.ABORT
    assert form["reason"] == "no_person_left"


async def test_added_meanwhile(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """Who was added in another window is not added twice."""
    form = await choose(hass, loaded, ANNA)
    add_resident(hass, loaded, ANNA, "Anna")
    done = await submit(hass, form, {})
    assert done["type"] is FlowResultType.ABORT
    assert done["reason"] == "already_resident"
    assert len(loaded.subentries) == 1


@pytest.mark.usefixtures("house")
async def test_entry_not_loaded(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """While she is not running, residents are neither added nor changed."""
    entry.add_to_hass(hass)
    key = add_resident(hass, entry, ANNA, "Anna")
    await hass.config_entries.async_set_disabled_by(
        entry.entry_id, ConfigEntryDisabler.USER
    )
    for form in (
        await start(hass, entry),
        await entry.start_subentry_reconfigure_flow(hass, key),
    ):
        assert form["type"] is FlowResultType.ABORT
        assert form["reason"] == "entry_not_loaded"


@pytest.mark.usefixtures("ben")
@pytest.mark.parametrize(("filled_in", "errors"), REFUSED)
async def test_told_what_is_wrong(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    filled_in: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """A mistake is named at its field, what was filled in stays, and can be mended."""
    form = await choose(hass, loaded, ANNA)
    again = await submit(hass, form, filled_in, SENSED)
    assert again["type"] is FlowResultType.FORM
    assert again["errors"] == errors
    assert suggested(again).items() >= (filled_in | SENSED).items()
    done = await submit(hass, again, {})
    assert done["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("filled_in", "sensed"),
    [
        ({CONF_ROLE: "pet"}, {}),
        ({CONF_SATELLITES: ["light.bed"]}, {}),
        ({CONF_QUIET_FROM: "25:00:00"}, {}),
        ({}, {CONF_SLEEP: "sensor.sleep"}),
        ({}, {CONF_TRACKER: "light.bed"}),
        ({}, {CONF_CALL: "no entity"}),
    ],
)
async def test_no_form_gives_that(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    filled_in: dict[str, Any],
    sensed: dict[str, Any],
) -> None:
    """What the form would not let through is refused at the door."""
    form = await choose(hass, loaded, ANNA)
    with pytest.raises(InvalidData):
        await submit(hass, form, filled_in, sensed)


async def test_reconfigure(
    hass: HomeAssistant, loaded: MockConfigEntry, set_up: AsyncMock
) -> None:
    """What is known can be changed; what is emptied is gone; nothing is loaded anew."""
    key = add_resident(hass, loaded, ANNA, "Anna", EVERYTHING | SENSED)
    form = await loaded.start_subentry_reconfigure_flow(hass, key)
    assert form["step_id"] == "reconfigure"
    assert form["description_placeholders"] == {"name": "Anna"}
    assert suggested(form) == EVERYTHING | SENSED
    done = await submit(hass, form, {CONF_ROLE: "adult", CONF_NICKNAMES: ["Ann"]})
    assert done["type"] is FlowResultType.ABORT
    assert done["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert loaded.subentries[key].title == "Anna"
    assert loaded.subentries[key].data == {
        CONF_PERSON: ANNA,
        **NOTHING,
        CONF_NICKNAMES: ["Ann"],
    }
    set_up.assert_called_once()


async def test_reconfigure_with_the_same(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """A resident's own phone, even one that is away, and satellites are no mistake."""
    mine = EVERYTHING | {CONF_PHONE: "mobile_app_broken"}
    key = add_resident(hass, loaded, ANNA, "Anna", mine)
    form = await loaded.start_subentry_reconfigure_flow(hass, key)
    done = await submit(hass, form, mine)
    assert done["reason"] == "reconfigure_successful"
    assert loaded.subentries[key].data == {CONF_PERSON: ANNA, **mine}


@pytest.mark.usefixtures("ben")
@pytest.mark.parametrize(("filled_in", "errors"), REFUSED)
async def test_reconfigure_is_told_what_is_wrong(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    filled_in: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """A mistake is named and changes nothing."""
    key = add_resident(hass, loaded, ANNA, "Anna", EVERYTHING)
    form = await loaded.start_subentry_reconfigure_flow(hass, key)
    again = await submit(hass, form, filled_in)
    assert again["type"] is FlowResultType.FORM
    assert again["errors"] == errors
    assert loaded.subentries[key].data == {CONF_PERSON: ANNA, **EVERYTHING}


@pytest.fixture
def phone(house: HomeAssistant) -> None:
    """Have Anna's phone, with the sensors that the app makes."""
    app = MockConfigEntry(
        domain="mobile_app", title="Anna's phone", data={"device_name": "Annas Phone"}
    )
    app.add_to_hass(house)
    device = dr.async_get(house).async_get_or_create(
        config_entry_id=app.entry_id, identifiers={("mobile_app", "anna")}
    )
    for domain, unique_id, name in (
        ("device_tracker", "anna", "annas_phone"),
        ("sensor", "hook_battery_level", "annas_phone_battery"),
        ("sensor", "hook_phone_state", "annas_phone_state"),
        ("sensor", "hook_dnd_sensor", "annas_phone_do_not_disturb"),
        ("binary_sensor", "hook_headphone_state", "annas_phone_headphones"),
    ):
        er.async_get(house).async_get_or_create(
            domain,
            "mobile_app",
            unique_id,
            suggested_object_id=name,
            device_id=device.id,
            config_entry=app,
        )


def track(hass: HomeAssistant, *trackers: str) -> None:
    """Have Anna's person entity go by trackers."""
    hass.states.async_set(
        ANNA,
        "home",
        {ATTR_FRIENDLY_NAME: "Anna Berg", "device_trackers": list(trackers)},
    )


FOUND: Final = {
    CONF_CALL: "sensor.annas_phone_state",
    CONF_DO_NOT_DISTURB: "sensor.annas_phone_do_not_disturb",
    CONF_HEADPHONES: "binary_sensor.annas_phone_headphones",
}


@pytest.mark.usefixtures("phone")
async def test_phone_is_found(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """The phone of a person's device tracker, and its sensors, are suggested."""
    track(hass, "device_tracker.router_says", "device_tracker.annas_phone")
    form = await choose(hass, loaded, ANNA)
    assert suggested(form) == {CONF_PHONE: "mobile_app_annas_phone", **FOUND}


@pytest.mark.usefixtures("phone")
async def test_phone_that_can_not_be_notified(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """A phone that takes no notifications is not suggested; its sensors are."""
    track(hass, "device_tracker.annas_phone")
    hass.services.async_remove("notify", "mobile_app_annas_phone")
    assert suggested(await choose(hass, loaded, ANNA)) == FOUND


@pytest.mark.usefixtures("phone")
async def test_phone_of_nobody(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """Of whom Home Assistant tracks nothing, nothing is suggested."""
    assert suggested(await choose(hass, loaded, ANNA)) == {}


@pytest.mark.usefixtures("phone")
async def test_phones_can_be_told_apart(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Phones are offered by the names that they have in Home Assistant."""
    form = await choose(hass, loaded, ANNA)
    assert form["data_schema"]
    assert form["data_schema"].schema[CONF_PHONE].config["options"] == [
        {"value": "mobile_app_annas_phone", "label": "Anna's phone"},
        {"value": "mobile_app_bens_phone", "label": "mobile_app_bens_phone"},
    ]


@pytest.mark.parametrize("room", ["Living Room", "living_room", "Lounge"])
async def test_room_sensor_is_found(
    hass: HomeAssistant, loaded: MockConfigEntry, room: str
) -> None:
    """A sensor beside a person's tracker that names a room is suggested."""
    ar.async_get(hass).async_create("Living Room", aliases={"Lounge"})
    beacon = MockConfigEntry(domain="beacon")
    beacon.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=beacon.entry_id, identifiers={("beacon", "anna")}
    )
    for domain, name, state in (
        ("device_tracker", "annas_watch", "home"),
        ("sensor", "annas_watch_distance", "1.2"),
        ("sensor", "annas_watch_area", room),
    ):
        er.async_get(hass).async_get_or_create(
            domain,
            "beacon",
            name,
            suggested_object_id=name,
            device_id=device.id,
            config_entry=beacon,
        )
        hass.states.async_set(f"{domain}.{name}", state)
    track(hass, "device_tracker.annas_watch")
    form = await choose(hass, loaded, ANNA)
    assert suggested(form) == {CONF_TRACKER: "sensor.annas_watch_area"}
