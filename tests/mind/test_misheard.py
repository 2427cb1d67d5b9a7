"""What recognition wrote otherwise is understood, and nothing else is."""

from collections.abc import Callable
import logging
from typing import Final

from homeassistant.components import conversation
from homeassistant.components.conversation import (
    AssistantContent,
    ToolResultContent,
    UserContent,
)
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .conftest import Home, Talk, contents


@pytest.fixture
def people(home: Home) -> Home:
    """Let people live in the home."""
    for name in ("Anna", "Sophia"):
        home.hass.states.async_set(
            f"person.{name.lower()}", "home", {"friendly_name": name}
        )
    home.expose_all()
    return home


@pytest.mark.parametrize(
    ("text", "touch", "speech"),
    [
        (
            "turn on the kitchen white",
            ("light.kitchen_light", "turn_on"),
            "I heard kitchen light. Turned on the light",
        ),
        (
            "Turn on the kitchen like.",
            ("light.kitchen_light", "turn_on"),
            "I heard kitchen light. Turned on the light",
        ),
        (
            "turn on the whole light",
            ("light.hall_light", "turn_on"),
            "I heard hall light. Turned on the light",
        ),
        (
            "Turn on the kitchin lights!",
            ("light.kitchen_light", "turn_on"),
            "I heard Kitchen. Turned on the lights",
        ),
        (
            "set the bedroom blend to 50 per cent",
            ("cover.bedroom_blind", "move"),
            "I heard bedroom blind. Position set",
        ),
    ],
)
async def test_command(
    home: Home, talk: Talk, text: str, touch: tuple[str, str], speech: str
) -> None:
    """She acts on the name that was meant, and says which where the answer does not."""
    assert (await talk(text)).speech == speech
    assert touch in home.take_touches()


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("where is Hannah", "Anna is at home."),
        ("where is Sofia", "Sophia is at home."),
        ("is the kitchen white on", "No, the kitchen light is off."),
        ("is the back dore locked", "Yes, the back door is locked."),
    ],
)
async def test_question(people: Home, talk: Talk, text: str, speech: str) -> None:
    """Questions are answered about what was meant, and the answer names it."""
    assert (await talk(text)).speech == speech
    assert people.touches == []


@pytest.mark.parametrize(
    ("text", "question", "touch"),
    [
        (
            "unlock the frond door",
            "Shall I unlock the front door?",
            ("lock.front_door", "unlock"),
        ),
        (
            "open the petio door",
            "Shall I open the patio door?",
            ("cover.patio_door", "open"),
        ),
        (
            "open the drive gait",
            "Shall I open the drive gate?",
            ("cover.drive_gate", "open"),
        ),
        (
            "turn off the water valf",
            "Shall I close the water valve?",
            ("valve.water_valve", "close"),
        ),
    ],
)
async def test_asks_before_what_is_guarded(
    home: Home, talk: Talk, text: str, question: str, touch: tuple[str, str]
) -> None:
    """A name that was matched by sound moves no lock or door without a yes."""
    said = await talk(text)
    assert (said.speech, said.asks) == (question, True)
    assert home.touches == []
    await talk("yes")
    assert home.touches == [touch]


async def test_no_means_no(home: Home, talk: Talk) -> None:
    """After a no, nothing has moved."""
    assert (await talk("unlock the frond door")).asks
    await talk("no")
    assert home.touches == []


async def test_unguarded_when_it_is_time(home: Home, talk: Talk) -> None:
    """What is guarded is not done later on the strength of its sound either."""
    await talk("open the petio door in 5 min.")
    assert not (await talk("unlock the frond door in five minutes")).asks
    assert home.touches == []


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("turn on the sauna", "Sorry, I am not aware of any device called sauna"),
        ("turn on the moon", "Sorry, I am not aware of any device called moon"),
    ],
)
async def test_honest_about_what_is_not_there(
    home: Home, talk: Talk, text: str, speech: str
) -> None:
    """A thing that people have names for is not taken for another."""
    assert (await talk(text)).speech == speech
    assert home.touches == []


async def test_not_exposed(home: Home, talk: Talk) -> None:
    """What is not exposed can't be reached by its sound."""
    async_expose_entity(
        home.hass, conversation.DOMAIN, "light.kitchen_light", should_expose=False
    )
    await talk("turn on the kitchen white")
    assert home.touches == []


async def test_unexposed_name_is_meant(home: Home, talk: Talk) -> None:
    """The name of what is not exposed is taken for nothing that is."""
    entities = er.async_get(home.hass)
    entities.async_update_entity("light.bedroom_light", name="Kitchen white")
    async_expose_entity(
        home.hass, conversation.DOMAIN, "light.bedroom_light", should_expose=False
    )
    await home.hass.async_block_till_done()
    await talk("turn on the kitchen white")
    assert home.touches == []


async def test_understood_is_left_alone(home: Home, talk: Talk) -> None:
    """What Home Assistant understands means what it says."""
    er.async_get(home.hass).async_update_entity(
        "light.bedroom_light", name="Kitchen lite"
    )
    await home.hass.async_block_till_done()
    assert (await talk("turn on the kitchen lite")).speech == "Turned on the light"
    assert home.touches == [("light.bedroom_light", "turn_on")]


async def test_free_text_is_no_name(home: Home, talk: Talk) -> None:
    """A name is corrected where one is asked for, and not in somebody's own words."""
    said = await talk("broadcast that the kitchin is on fire")
    assert "heard" not in said.speech
    assert home.touches == []


@pytest.mark.parametrize(
    "change",
    [
        lambda hass: er.async_get(hass).async_update_entity(
            "light.bedroom_light", aliases=["Moonshine"]
        ),
        lambda hass: er.async_get(hass).async_update_entity(
            "light.bedroom_light", name="Moonshine"
        ),
        lambda hass: ar.async_get(hass).async_update("bedroom", name="Moonshine"),
        lambda hass: fr.async_get(hass).async_update("upstairs", name="Moonshine"),
        lambda hass: hass.states.async_set(
            "switch.moonshine", "off", {"friendly_name": "Moonshine"}
        ),
    ],
    ids=["alias", "name", "area", "floor", "new"],
)
async def test_names_are_those_of_now(
    home: Home, talk: Talk, change: Callable[[HomeAssistant], None]
) -> None:
    """A name given while she runs is known at once."""
    questions = ("are any lights on in moon shyne", "is moon shyne on")
    before = [(await talk(text)).speech for text in questions]
    assert not [speech for speech in before if "moonshine" in speech.casefold()]
    change(home.hass)
    await home.hass.async_block_till_done()
    home.expose_all()
    heard = [(await talk(text)).speech for text in questions]
    assert [speech for speech in heard if "moonshine" in speech.casefold()]


async def test_exposing_is_noticed(home: Home, talk: Talk) -> None:
    """What is exposed only now is found, and what no longer is, is not."""
    for exposed in (True, False, True):
        async_expose_entity(
            home.hass, conversation.DOMAIN, "light.kitchen_light", should_expose=exposed
        )
        await talk("turn on the kitchen white")
        assert bool(home.take_touches()) is exposed


async def test_device_names(
    hass: HomeAssistant, home: Home, talk: Talk, samantha: MockConfigEntry
) -> None:
    """An area counts by its devices too, also once they have moved."""
    devices = dr.async_get(hass)
    device = devices.async_get_or_create(
        config_entry_id=samantha.entry_id, identifiers={("test", "lamp")}
    )
    attic = ar.async_get(hass).async_create("Attic")
    er.async_get(hass).async_update_entity(
        "light.bedroom_light", area_id=None, device_id=device.id
    )
    await hass.async_block_till_done()
    assert "heard" not in (await talk("turn on the lights in the attick")).speech
    devices.async_update_device(device.id, area_id=attic.id)
    await hass.async_block_till_done()
    said = await talk("turn on the lights in the attick")
    assert said.speech == "I heard Attic. Turned on the lights"
    assert home.touches == [("light.bedroom_light", "turn_on")]


async def test_two_names(home: Home, talk: Talk) -> None:
    """Two names in one sentence can both have been misheard."""
    er.async_get(home.hass).async_update_entity("light.hall_light", name="Ceiling spot")
    await home.hass.async_block_till_done()
    said = await talk("turn on the sealing spot in the hawl")
    assert said.speech == "I heard ceiling spot and Hall. Turned on the light"
    assert home.touches == [("light.hall_light", "turn_on")]


async def test_chat_log(home: Home, talk: Talk) -> None:
    """The turn stands there once, as it was heard and as it was answered."""
    said = await talk("turn on the kitchen white")
    log = contents(home.hass, said.conversation_id)
    assert [type(content) for content in log].count(ToolResultContent) == 1
    assert isinstance(log[0], UserContent)
    assert log[0].content == "turn on the kitchen white"
    assert isinstance(log[-1], AssistantContent)
    assert log[-1].content == said.speech


async def test_declines_without_a_trace(home: Home, talk: Talk) -> None:
    """A name that nothing can be done with leaves the sentence as it was."""
    said = await talk("close the kitchin light")
    assert home.touches == []
    log = contents(home.hass, said.conversation_id)
    assert isinstance(log[0], UserContent)
    assert log[0].content == "close the kitchin light"
    assert not [each for each in log if isinstance(each, ToolResultContent)]


async def test_long_sentences(home: Home, talk: Talk) -> None:
    """What nobody says to a house is not searched for its names."""
    await talk("turn on the kitchen white " + "please " * 20)
    assert home.touches == []


async def test_says_nothing_in_another_language(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """Where she has no words of her own, the answer stays as it is."""
    said = await start_talk(language="de")("schalte Kitchen lite ein")
    assert "heard" not in said.speech
    said = await start_talk(language="de")("schalte Bedroomlight ein")
    assert home.touches == [("light.bedroom_light", "turn_on")]
    assert "heard" not in said.speech


async def test_logs_no_words(
    home: Home, talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    """What was heard does not get into her part of the log."""
    with caplog.at_level(logging.DEBUG):
        await talk("turn on the kitchen white")
    hers: Final = [
        record.getMessage() for record in caplog.records if "samantha" in record.name
    ]
    assert not [message for message in hers if "kitchen" in message]
    assert home.touches
