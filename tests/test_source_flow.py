"""The owner says where messages come from, among what Home Assistant has."""

from collections.abc import Generator, Mapping
from typing import Any, Final
from unittest.mock import AsyncMock, patch

from homeassistant.config_entries import SOURCE_USER, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    mock_component,
)

from custom_components.samantha.messages.sources.settings import (
    SUBENTRY_SOURCE,
    SourceKind,
    sources_of,
)

from .household import add_contact, add_resident, add_source

NOTHING: Final[Mapping[str, Any]] = {
    "aloud": "everyone",
    "contacts": [],
    "ignored": [],
    "quiet_words": [],
    "longest": 4000,
}
PHONE: Final = "sensor.phone_last_notification"


@pytest.fixture(autouse=True)
def set_up(hass: HomeAssistant) -> Generator[AsyncMock]:
    """Leave her setting up to other tests."""
    mock_component(hass, "conversation")
    with patch(
        "custom_components.samantha.async_setup_entry", return_value=True
    ) as set_up:
        yield set_up


@pytest.fixture
def entry(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Return her entry, in a house without anything."""
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
def anna(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """Make Anna a resident."""
    return add_resident(hass, entry, "person.anna", "Anna")


@pytest.fixture
def integrations(hass: HomeAssistant) -> None:
    """Have a bot, a topic, a mailbox and a phone, each with more than messages."""
    for domain, entities in (
        ("telegram_bot", {"event": ["bot"], "notify": ["chat"]}),
        ("ntfy", {"event": ["topic"], "notify": ["topic"]}),
        ("imap", {"sensor": ["mails"]}),
        ("mobile_app", {"sensor": ["phone_last_notification", "phone_battery"]}),
    ):
        other = MockConfigEntry(domain=domain, entry_id=f"{domain} entry", title=domain)
        other.add_to_hass(hass)
        for platform, names in entities.items():
            for name in names:
                er.async_get(hass).async_get_or_create(
                    platform,
                    domain,
                    f"hook_{name.removeprefix('phone_')}",
                    suggested_object_id=name,
                    config_entry=other,
                )
    hass.states.async_set("event.bot", "unknown", {"friendly_name": "Family bot"})


async def start(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    """Open the form for a new source."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_SOURCE), context={"source": SOURCE_USER}
    )


async def submit(
    hass: HomeAssistant, form: Mapping[str, Any], filled_in: Mapping[str, Any]
) -> SubentryFlowResult:
    """Submit a form."""
    return await hass.config_entries.subentries.async_configure(
        form["flow_id"], dict(filled_in)
    )


async def choose(
    hass: HomeAssistant, entry: MockConfigEntry, where: str
) -> SubentryFlowResult:
    """Say where messages come from, and return the form about them."""
    return await submit(hass, await start(hass, entry), {"where": where})


async def test_nobody_lives_here(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Without a resident there is nobody whom messages could be for."""
    form = await start(hass, entry)
    assert (form["type"], form["reason"]) == (FlowResultType.ABORT, "no_resident")


@pytest.mark.usefixtures("anna")
async def test_nothing_there(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Without an integration there is nothing to choose from."""
    form = await start(hass, entry)
    assert (form["type"], form["reason"]) == (FlowResultType.ABORT, "nothing_found")


@pytest.mark.usefixtures("integrations", "anna")
async def test_offered(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What can bring messages is offered, by its name, once."""
    add_source(hass, entry, "ntfy", "event.topic", [])
    form = await start(hass, entry)
    assert form["data_schema"]
    assert form["data_schema"].schema["where"].config["options"] == [
        {"value": "event.bot", "label": "Family bot"},
        {"value": "imap entry", "label": "imap"},
        {"value": PHONE, "label": PHONE},
    ]


@pytest.mark.usefixtures("integrations")
@pytest.mark.parametrize(
    ("where", "kind", "more"),
    [
        ("event.bot", SourceKind.TELEGRAM, {}),
        ("event.topic", SourceKind.NTFY, {}),
        ("imap entry", SourceKind.MAIL, {}),
        (PHONE, SourceKind.PHONE, {"apps": ["com.whatsapp", "org.example"]}),
    ],
)
async def test_add(  # noqa: PLR0913, PLR0917
    hass: HomeAssistant,
    entry: MockConfigEntry,
    anna: str,
    where: str,
    kind: SourceKind,
    more: dict[str, Any],
) -> None:
    """Two submits make something a source."""
    form = await choose(hass, entry, where)
    assert form["step_id"] == "about"
    done = await submit(hass, form, {"residents": [anna], **more})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    subentry = list(entry.subentries.values())[-1]
    assert subentry.data == {
        "kind": kind.value,
        "where": where,
        "residents": [anna],
        **NOTHING,
        **more,
    }
    [source] = sources_of(entry).values()
    assert (source.kind, source.where) == (kind, where)


@pytest.mark.usefixtures("integrations")
@pytest.mark.parametrize(
    ("filled_in", "errors"),
    [
        ({"residents": []}, {"residents": "residents_empty"}),
        ({"aloud": "listed"}, {"contacts": "contacts_empty"}),
        ({"apps": []}, {"apps": "apps_empty"}),
    ],
)
async def test_told_what_is_wrong(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    anna: str,
    filled_in: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """A mistake is named at its field, and can be mended."""
    right = {"residents": [anna], "apps": ["com.whatsapp"]}
    form = await submit(hass, await choose(hass, entry, PHONE), {**right, **filled_in})
    assert form["errors"] == errors
    done = await submit(hass, form, right)
    assert done["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.usefixtures("integrations")
@pytest.mark.parametrize(
    "filled_in",
    [{"residents": ["nobody"]}, {"aloud": "loud"}, {"longest": 5}, {"longest": 10**6}],
)
async def test_no_form_gives_that(
    hass: HomeAssistant, entry: MockConfigEntry, anna: str, filled_in: dict[str, Any]
) -> None:
    """What the form would not let through is refused at the door."""
    form = await choose(hass, entry, "event.bot")
    with pytest.raises(InvalidData):
        await submit(hass, form, {"residents": [anna], **filled_in})


@pytest.mark.usefixtures("integrations", "anna")
async def test_gone_meanwhile(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What is gone before the form is submitted can't be a source."""
    form = await choose(hass, entry, "event.bot")
    er.async_get(hass).async_remove("event.bot")
    done = await submit(hass, form, {})
    assert (done["type"], done["reason"]) == (FlowResultType.ABORT, "nothing_found")


@pytest.mark.usefixtures("integrations")
async def test_reconfigure(
    hass: HomeAssistant, entry: MockConfigEntry, anna: str, set_up: AsyncMock
) -> None:
    """What is told of it can be changed; what it is stays; nothing is loaded anew."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    mum = add_contact(hass, entry, "Mum")
    known = [anna, "moved out"]
    key = add_source(
        hass, entry, "telegram_bot", "event.bot", known, {"contacts": ["x"]}
    )
    form = await entry.start_subentry_reconfigure_flow(hass, key)
    assert form["step_id"] == "reconfigure"
    wrong = await submit(hass, form, {"residents": []})
    assert wrong["errors"] == {"residents": "residents_empty"}
    done = await submit(
        hass,
        wrong,
        {
            "residents": [anna],
            "aloud": "listed",
            "contacts": [mum],
            "ignored": [" Bob ", "bob", ""],
            "quiet_words": ["bank"],
            "longest": 500,
        },
    )
    assert done["reason"] == "reconfigure_successful"
    assert entry.subentries[key].data == {
        "kind": "telegram_bot",
        "where": "event.bot",
        "residents": [anna],
        "aloud": "listed",
        "contacts": [mum],
        "ignored": ["Bob"],
        "quiet_words": ["bank"],
        "longest": 500,
    }
    set_up.assert_called_once()
