"""The owner names her, changes her, and decides what she may do."""

from collections.abc import Generator
from typing import Any, Final
from unittest.mock import AsyncMock, patch

from homeassistant.config_entries import SOURCE_USER, ConfigEntryState, ConfigFlowResult
from homeassistant.const import CONF_CODE, CONF_LANGUAGE, CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_schema_suggested_value,
    mock_component,
)

from custom_components.samantha.const import (
    CONF_NICKNAMES,
    CONF_SPEAKER_TAG,
    CONF_UNCONFIRMED,
    DOMAIN,
)
from custom_components.samantha.following import async_follow
from custom_components.samantha.house_settings import (
    CONF_AREAS,
    CONF_CHIME,
    CONF_GUESTS,
    CONF_OPEN_PLAN,
    CONF_QUIET_FROM,
    CONF_QUIET_UNTIL,
    CONF_VOLUME,
)
from custom_components.samantha.residents import Household

from .household import add_resident

FILLED_IN: Final = {
    CONF_NAME: "Samantha",
    CONF_NICKNAMES: ["Sam"],
    CONF_LANGUAGE: "en",
}

# The options of an owner who submits the form as it opens.
UNDECIDED: Final = {CONF_CHIME: True, CONF_VOLUME: 35, CONF_UNCONFIRMED: []}

# Fields, as filled in, with what is wrong with them.
REFUSED: Final = [
    ({CONF_NAME: ""}, {CONF_NAME: "name_empty"}),
    ({CONF_NAME: " \t\n"}, {CONF_NAME: "name_empty"}),
    ({CONF_NAME: "x" * 41}, {CONF_NAME: "name_invalid"}),
    ({CONF_NAME: "123"}, {CONF_NAME: "name_invalid"}),
    ({CONF_NAME: "🙂"}, {CONF_NAME: "name_invalid"}),
    ({CONF_NAME: "Sam 🙂"}, {CONF_NAME: "name_invalid"}),
    ({CONF_NAME: "Sam\x00"}, {CONF_NAME: "name_invalid"}),
    ({CONF_NAME: "Sam\u202eantha"}, {CONF_NAME: "name_invalid"}),
    ({CONF_NAME: "<b>Sam</b>"}, {CONF_NAME: "name_invalid"}),
    ({CONF_NAME: "{name}"}, {CONF_NAME: "name_invalid"}),
    ({CONF_NAME: "[Sam]"}, {CONF_NAME: "name_invalid"}),
    ({CONF_NAME: "..."}, {CONF_NAME: "name_invalid"}),
    ({CONF_NICKNAMES: ["Sam", "🙂"]}, {CONF_NICKNAMES: "name_invalid"}),
    ({CONF_NICKNAMES: ["x" * 41]}, {CONF_NICKNAMES: "name_invalid"}),
    (
        {CONF_NAME: "", CONF_NICKNAMES: ["1"]},
        {CONF_NAME: "name_empty", CONF_NICKNAMES: "name_invalid"},
    ),
]


@pytest.fixture(autouse=True)
def set_up(hass: HomeAssistant) -> Generator[AsyncMock]:
    """Leave the setting up to other tests, and count how often it is asked for."""
    mock_component(hass, "conversation")
    with patch(
        "custom_components.samantha.async_setup_entry", return_value=True
    ) as set_up:
        yield set_up


async def start(hass: HomeAssistant) -> ConfigFlowResult:
    """Open the form that sets her up."""
    return await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )


async def test_form_suggests_her_name(hass: HomeAssistant) -> None:
    """The form opens with her name and the language of the home."""
    hass.config.language = "de"
    form = await start(hass)
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "user"
    assert form["errors"] == {}
    schema = form["data_schema"]
    assert schema
    assert get_schema_suggested_value(schema.schema, CONF_NAME) == "Samantha"
    assert schema({CONF_NAME: "Sam"}) == {
        CONF_NAME: "Sam",
        CONF_NICKNAMES: [],
        CONF_LANGUAGE: "de",
    }


@pytest.mark.parametrize(
    ("language", "suggested"), [("en-GB", "en"), ("pt-BR", "pt-BR"), ("tlh", "en")]
)
async def test_form_suggests_a_language(
    hass: HomeAssistant, language: str, suggested: str
) -> None:
    """The nearest language that Home Assistant has intents for is suggested."""
    hass.config.language = language
    form = await start(hass)
    assert form["data_schema"]
    assert form["data_schema"]({CONF_NAME: "Sam"})[CONF_LANGUAGE] == suggested


@pytest.mark.parametrize(
    ("filled_in", "kept"),
    [
        (FILLED_IN, FILLED_IN),
        (
            {CONF_NAME: " Mary   Ann ", CONF_NICKNAMES: [], CONF_LANGUAGE: "de"},
            {CONF_NAME: "Mary Ann", CONF_NICKNAMES: [], CONF_LANGUAGE: "de"},
        ),
        (
            FILLED_IN | {CONF_NICKNAMES: [" Sam ", "", " ", "Sam", "sam", "Sammy"]},
            FILLED_IN | {CONF_NICKNAMES: ["Sam", "Sammy"]},
        ),
        (
            FILLED_IN | {CONF_NICKNAMES: ["samantha", "SAMANTHA"]},
            FILLED_IN | {CONF_NICKNAMES: []},
        ),
        *(
            ({**FILLED_IN, CONF_NAME: name}, {**FILLED_IN, CONF_NAME: name})
            for name in (
                "x" * 40,
                "Jean-Luc",
                "O'Hara",
                "Dr. Sam",
                "R2D2",
                "Zoë",
                "Ирина",
                "サマンサ",
                "सामंथा",
                "ซาแมนธ่า",
                "سامانثا",
            )
        ),
    ],
)
async def test_user(
    hass: HomeAssistant, filled_in: dict[str, Any], kept: dict[str, Any]
) -> None:
    """What was filled in is tidied up and kept."""
    form = await start(hass)
    done = await hass.config_entries.flow.async_configure(form["flow_id"], filled_in)
    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert done["title"] == kept[CONF_NAME]
    assert done["data"] == kept
    assert done["options"] == {}


@pytest.mark.parametrize(("filled_in", "errors"), REFUSED)
async def test_user_is_told_what_is_wrong(
    hass: HomeAssistant, filled_in: dict[str, Any], errors: dict[str, str]
) -> None:
    """A mistake is named at its field, what was filled in stays, and can be mended."""
    form = await start(hass)
    again = await hass.config_entries.flow.async_configure(
        form["flow_id"], FILLED_IN | filled_in
    )
    assert again["type"] is FlowResultType.FORM
    assert again["errors"] == errors
    assert again["data_schema"]
    assert (FILLED_IN | filled_in) == {
        field: get_schema_suggested_value(again["data_schema"].schema, field)
        for field in FILLED_IN
    }
    done = await hass.config_entries.flow.async_configure(again["flow_id"], FILLED_IN)
    assert done["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("language", ["xx", "", "english", "de-XX"])
async def test_unknown_language(hass: HomeAssistant, language: str) -> None:
    """A language that Home Assistant does not have is refused at the door."""
    form = await start(hass)
    with pytest.raises(InvalidData):
        await hass.config_entries.flow.async_configure(
            form["flow_id"], FILLED_IN | {CONF_LANGUAGE: language}
        )


async def test_unknown_language_without_the_form(hass: HomeAssistant) -> None:
    """A flow that is started with its data has not gone through the door."""
    form = await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_USER},
        data=FILLED_IN | {CONF_LANGUAGE: "xx"},
    )
    assert form["type"] is FlowResultType.FORM
    assert form["errors"] == {CONF_LANGUAGE: "language_unknown"}


async def test_only_one(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """There is one of her in a home."""
    entry.add_to_hass(hass)
    form = await start(hass)
    assert form["type"] is FlowResultType.ABORT
    assert form["reason"] == "single_instance_allowed"


async def test_reconfigure(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Her name can be changed later; what she may do stays."""
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options={CONF_CODE: "1234"})
    form = await entry.start_reconfigure_flow(hass)
    assert form["step_id"] == "reconfigure"
    assert form["data_schema"]
    assert entry.data == {
        field: get_schema_suggested_value(form["data_schema"].schema, field)
        for field in FILLED_IN
    }
    data = {CONF_NAME: "Ada", CONF_NICKNAMES: ["Countess"], CONF_LANGUAGE: "de"}
    done = await hass.config_entries.flow.async_configure(form["flow_id"], data)
    assert done["type"] is FlowResultType.ABORT
    assert done["reason"] == "reconfigure_successful"
    assert entry.data == data
    assert entry.title == "Ada"
    assert entry.options == {CONF_CODE: "1234"}
    await hass.async_block_till_done()


@pytest.mark.parametrize(("filled_in", "errors"), REFUSED)
async def test_reconfigure_is_told_what_is_wrong(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    filled_in: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """A mistake is named and changes nothing."""
    entry.add_to_hass(hass)
    form = await entry.start_reconfigure_flow(hass)
    again = await hass.config_entries.flow.async_configure(
        form["flow_id"], FILLED_IN | filled_in
    )
    assert again["type"] is FlowResultType.FORM
    assert again["errors"] == errors
    assert entry.data == FILLED_IN


@pytest.mark.parametrize(
    ("filled_in", "options"),
    [
        ({}, {}),
        (
            {CONF_UNCONFIRMED: ["lock.front_door", "script.leave"]},
            {CONF_UNCONFIRMED: ["lock.front_door", "script.leave"]},
        ),
        ({CONF_CODE: "1234"}, {CONF_CODE: "1234"}),
        ({CONF_CODE: " 0007 "}, {CONF_CODE: "0007"}),
        ({CONF_CODE: "1" * 12}, {CONF_CODE: "1" * 12}),
        ({CONF_CODE: ""}, {}),
        ({CONF_CODE: "  "}, {}),
        ({CONF_CHIME: False, CONF_VOLUME: 0.0}, {CONF_CHIME: False, CONF_VOLUME: 0}),
        (
            {CONF_QUIET_FROM: "22:30:00", CONF_QUIET_UNTIL: "07:00:00"},
            {CONF_QUIET_FROM: "22:30:00", CONF_QUIET_UNTIL: "07:00:00"},
        ),
        (
            {CONF_GUESTS: "input_boolean.guests"},
            {CONF_GUESTS: "input_boolean.guests"},
        ),
        (
            {CONF_OPEN_PLAN: [{CONF_AREAS: ["kitchen", "living_room"]}]},
            {CONF_OPEN_PLAN: [["kitchen", "living_room"]]},
        ),
        (
            {CONF_OPEN_PLAN: {CONF_AREAS: ["kitchen", "living_room"]}},
            {CONF_OPEN_PLAN: [["kitchen", "living_room"]]},
        ),
        ({CONF_OPEN_PLAN: []}, {}),
        ({CONF_OPEN_PLAN: [{CONF_AREAS: []}]}, {}),
    ],
)
async def test_options(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    filled_in: dict[str, Any],
    options: dict[str, Any],
) -> None:
    """What the owner decides is kept; what is left empty is none, and ends the old."""
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(
        entry, options={CONF_CODE: "9999", CONF_OPEN_PLAN: [["hall", "kitchen"]]}
    )
    form = await hass.config_entries.options.async_init(entry.entry_id)
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "init"
    done = await hass.config_entries.options.async_configure(form["flow_id"], filled_in)
    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == UNDECIDED | options
    await hass.async_block_till_done()


async def test_options_are_shown(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The form opens with what was decided before."""
    entry.add_to_hass(hass)
    decided = UNDECIDED | {CONF_VOLUME: 60, CONF_OPEN_PLAN: [["hall", "kitchen"]]}
    hass.config_entries.async_update_entry(entry, options=decided)
    form = await hass.config_entries.options.async_init(entry.entry_id)
    assert form["data_schema"]
    shown = form["data_schema"].schema
    assert get_schema_suggested_value(shown, CONF_VOLUME) == 60
    assert get_schema_suggested_value(shown, CONF_OPEN_PLAN) == [
        {CONF_AREAS: ["hall", "kitchen"]}
    ]


@pytest.mark.parametrize(
    ("filled_in", "errors"),
    [
        ({CONF_QUIET_FROM: "22:00:00"}, {CONF_QUIET_UNTIL: "quiet_half"}),
        ({CONF_QUIET_UNTIL: "07:00:00"}, {CONF_QUIET_UNTIL: "quiet_half"}),
        # From midnight on is a beginning like any other.
        ({CONF_QUIET_FROM: "00:00:00"}, {CONF_QUIET_UNTIL: "quiet_half"}),
        (
            {CONF_QUIET_FROM: "22:00:00", CONF_QUIET_UNTIL: "22:00:00"},
            {CONF_QUIET_UNTIL: "quiet_always"},
        ),
        ({CONF_OPEN_PLAN: [{CONF_AREAS: ["kitchen"]}]}, {CONF_OPEN_PLAN: "one_area"}),
        (
            {CONF_OPEN_PLAN: [{CONF_AREAS: ["hall", "hall"]}]},
            {CONF_OPEN_PLAN: "one_area"},
        ),
        (
            {CONF_CODE: "12", CONF_QUIET_FROM: "22:00:00"},
            {CONF_CODE: "invalid_code", CONF_QUIET_UNTIL: "quiet_half"},
        ),
    ],
)
async def test_options_are_told_what_is_wrong(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    filled_in: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """A mistake is named at its field, and what was filled in stays."""
    entry.add_to_hass(hass)
    form = await hass.config_entries.options.async_init(entry.entry_id)
    again = await hass.config_entries.options.async_configure(
        form["flow_id"], filled_in
    )
    assert again["type"] is FlowResultType.FORM
    assert again["errors"] == errors
    assert again["data_schema"]
    assert filled_in == {
        field: get_schema_suggested_value(again["data_schema"].schema, field)
        for field in filled_in
    }
    assert entry.options == {}


@pytest.mark.parametrize(
    "filled_in",
    [
        {CONF_VOLUME: 101},
        {CONF_VOLUME: -1},
        {CONF_QUIET_FROM: "25:00:00", CONF_QUIET_UNTIL: "07:00:00"},
        {CONF_GUESTS: "no entity"},
        {CONF_OPEN_PLAN: [{}]},
        {CONF_OPEN_PLAN: [{"rooms": ["kitchen", "hall"]}]},
    ],
)
async def test_options_no_form_gives(
    hass: HomeAssistant, entry: MockConfigEntry, filled_in: dict[str, Any]
) -> None:
    """What the form would not let through is refused at the door."""
    entry.add_to_hass(hass)
    form = await hass.config_entries.options.async_init(entry.entry_id)
    with pytest.raises(InvalidData):
        await hass.config_entries.options.async_configure(form["flow_id"], filled_in)


@pytest.mark.parametrize(
    "code",
    ["12", "123", "1" * 13, "abc", "12 34", "12a4", "-123", "1.5", "٣٤٥٦", "²³⁴"],
)
async def test_options_bad_code(
    hass: HomeAssistant, entry: MockConfigEntry, code: str
) -> None:
    """A code that can't be spoken digit by digit is refused, and changes nothing."""
    entry.add_to_hass(hass)
    form = await hass.config_entries.options.async_init(entry.entry_id)
    again = await hass.config_entries.options.async_configure(
        form["flow_id"], {CONF_CODE: code, CONF_UNCONFIRMED: ["lock.front_door"]}
    )
    assert again["type"] is FlowResultType.FORM
    assert again["errors"] == {CONF_CODE: "invalid_code"}
    assert again["data_schema"]
    suggested = get_schema_suggested_value(
        again["data_schema"].schema, CONF_UNCONFIRMED
    )
    assert suggested == ["lock.front_door"]
    assert entry.options == {}


async def test_options_only_entities(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """What is no entity can't be exempted."""
    entry.add_to_hass(hass)
    form = await hass.config_entries.options.async_init(entry.entry_id)
    with pytest.raises(InvalidData):
        await hass.config_entries.options.async_configure(
            form["flow_id"], {CONF_UNCONFIRMED: ["no entity"]}
        )


async def test_change_takes_effect(
    hass: HomeAssistant, entry: MockConfigEntry, set_up: AsyncMock
) -> None:
    """A change of name or of options loads her anew, one of residents does not."""

    async def set_up_and_follow(hass: HomeAssistant, entry: MockConfigEntry) -> bool:
        async_follow(hass, entry, Household(entry).async_refresh)
        return True

    set_up.side_effect = set_up_and_follow
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    with patch("custom_components.samantha.async_unload_entry", return_value=True):
        form = await entry.start_reconfigure_flow(hass)
        await hass.config_entries.flow.async_configure(
            form["flow_id"], FILLED_IN | {CONF_NAME: "Ada"}
        )
        await hass.async_block_till_done()
        form = await hass.config_entries.options.async_init(entry.entry_id)
        await hass.config_entries.options.async_configure(
            form["flow_id"], {CONF_CODE: "1234"}
        )
        await hass.async_block_till_done()
        assert set_up.call_count == 3
        # A turn that is going on outlives a new resident.
        key = add_resident(hass, entry, "person.anna", "Anna")
        await hass.async_block_till_done()
        hass.config_entries.async_remove_subentry(entry, key)
        await hass.async_block_till_done()
        assert set_up.call_count == 3
    assert entry.state is ConfigEntryState.LOADED


@pytest.mark.parametrize("form", ["{name}", "{name} {text}", "name: text", "[{text}]"])
async def test_options_bad_speaker_tag(
    hass: HomeAssistant, entry: MockConfigEntry, form: str
) -> None:
    """A form that tells no name from a text is refused, and can be mended."""
    entry.add_to_hass(hass)
    shown = await hass.config_entries.options.async_init(entry.entry_id)
    again = await hass.config_entries.options.async_configure(
        shown["flow_id"], {CONF_SPEAKER_TAG: form}
    )
    assert again["errors"] == {CONF_SPEAKER_TAG: "invalid_tag"}
    await hass.config_entries.options.async_configure(
        shown["flow_id"], {CONF_SPEAKER_TAG: " [{name}] {text} "}
    )
    assert entry.options[CONF_SPEAKER_TAG] == "[{name}] {text}"


async def test_options_no_speaker_tag(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """What is left empty is not stored."""
    entry.add_to_hass(hass)
    shown = await hass.config_entries.options.async_init(entry.entry_id)
    await hass.config_entries.options.async_configure(
        shown["flow_id"], {CONF_SPEAKER_TAG: "  "}
    )
    assert CONF_SPEAKER_TAG not in entry.options
