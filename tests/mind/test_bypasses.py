"""Ways round her question that somebody could try, and none of them leads anywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from homeassistant.components import conversation
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.helpers.chat_session import async_get_chat_session
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import yaml

from .conftest import GUARDED, HER, Home, Talk, contents

HALL = "assist_satellite.test_hall"
KITCHEN = "assist_satellite.test_kitchen"
UNLOCK = "unlock the front door"
UNLOCKED = [("lock.front_door", "unlock")]
UNLOCKS = {"action": "lock.unlock", "target": {"entity_id": "lock.front_door"}}

OWN_SENTENCES = {
    "LetIn": {"data": [{"sentences": ["let {name} in"]}]},
    "OpenSesame": {"data": [{"sentences": ["open sesame"]}]},
    "Chatter": {"data": [{"sentences": ["chatter away"]}]},
    "HassTurnOn": {
        "data": [
            {"sentences": ["raise every garage"], "slots": {"device_class": "garage"}}
        ]
    },
    "HassOpenCover": {"data": [{"sentences": ["open all shutters wide"]}]},
    "HassSetPosition": {
        "data": [{"sentences": ["all covers half"], "slots": {"position": 50}}]
    },
}


@pytest.fixture
def own_sentences(config_folder: Path) -> None:
    """Write sentences of the owner's."""
    folder = config_folder / "custom_sentences" / "en"
    folder.mkdir(parents=True)
    content = {"language": "en", "intents": OWN_SENTENCES}
    (folder / "own.yaml").write_text(yaml.safe_dump(content))


@pytest.fixture
async def satellites(home: Home) -> None:
    """Put satellites into two rooms of a floor."""
    for satellite, area in ((HALL, "Hall"), (KITCHEN, "Kitchen")):
        registry = er.async_get(home.hass)
        registry.async_get_or_create("assist_satellite", "test", area.lower())
        found = ar.async_get(home.hass).async_get_area_by_name(area)
        assert found is not None
        registry.async_update_entity(satellite, area_id=found.id)


@pytest.mark.usefixtures("own_sentences")
@pytest.mark.parametrize("exposed", [True, False])
async def test_scripted_intent(home: Home, talk: Talk, exposed: bool) -> None:  # noqa: FBT001
    """An intent that the owner scripted needs a yes, whoever it names."""
    action = {"action": UNLOCKS, "speech": {"text": "Come in"}}
    await home.furnish("intent_script", {"LetIn": action, "OpenSesame": action})
    home.hass.states.async_set("person.theo", "home", {"friendly_name": "Theo"})
    async_expose_entity(
        home.hass, conversation.DOMAIN, "person.theo", should_expose=exposed
    )
    await home.hass.async_block_till_done()
    for sentence in ("let Theo in", "open sesame"):
        assert (await talk(sentence)).asks
        assert home.touches == []
        await talk("no")
    await talk("open sesame")
    await talk("yes")
    assert home.touches == UNLOCKED


@pytest.mark.usefixtures("own_sentences")
@pytest.mark.parametrize(
    "sentence", ["raise every garage", "open all shutters wide", "all covers half"]
)
async def test_intent_that_names_no_place(
    home: Home, talk: Talk, sentence: str
) -> None:
    """A class alone, or an intent for every cover, reaches doors too."""
    said = await talk(sentence)
    assert home.guarded_touches == []
    assert said.asks


async def test_template_entities(home: Home, talk: Talk) -> None:
    """A switch or a cover made of a template is what it runs."""
    opens = {"action": "cover.open_cover", "target": {"entity_id": "cover.drive_gate"}}
    config = [
        {"switch": [{"name": "Drive", "turn_on": [opens], "turn_off": []}]},
        {"cover": [{"name": "Portal", "open_cover": [UNLOCKS], "close_cover": []}]},
        {"switch": [{"name": "Fountain", "turn_on": [], "turn_off": []}]},
    ]
    assert await async_setup_component(home.hass, "template", {"template": config})
    await home.hass.async_block_till_done()
    home.expose_all()
    sentences = ("turn on the drive", "open the portal")
    asked = {sentence: (await talk(sentence)).asks for sentence in sentences}
    assert asked == dict.fromkeys(sentences, True)
    assert home.touches == []
    assert not (await talk("turn on the fountain")).asks


@pytest.mark.parametrize("language", ["", "en", "EN", "en_US", "de", "xx", "*"])
@pytest.mark.parametrize("sentence", [UNLOCK, "unlok the front dor"])
async def test_language(
    home: Home, start_talk: Callable[..., Talk], language: str, sentence: str
) -> None:
    """No language, and none that is strange, goes round the question."""
    await start_talk(language=language)(sentence)
    assert home.touches == []


async def test_yes_to_an_automation(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """A yes to what an automation asked on the same satellite is not a yes to her."""
    hass = home.hass
    assert (await start_talk(satellite=HALL)(UNLOCK)).asks
    with (
        async_get_chat_session(hass) as session,
        conversation.async_get_chat_log(hass, session) as chat_log,
    ):
        chat_log.async_add_assistant_content_without_tools(
            conversation.AssistantContent(
                agent_id=HALL, content="Shall I turn off the lights?"
            )
        )
        conversation_id = session.conversation_id
    await start_talk(satellite=HALL, conversation_id=conversation_id)("yes")
    assert home.touches == []


async def test_yes_with_another_prompt(
    home: Home, hass: HomeAssistant, start_talk: Callable[..., Talk]
) -> None:
    """A turn that comes with instructions of its own answers something else."""
    assert (await start_talk(satellite=HALL)(UNLOCK)).asks
    await conversation.async_converse(
        hass, "yes", None, Context(), "en", HER, None, HALL, "They were asked to dance."
    )
    await hass.async_block_till_done()
    assert home.touches == []


@pytest.mark.parametrize("options", [{"code": "4711"}])
@pytest.mark.parametrize(
    "said",
    [
        *("no 4711", "not 4711", "don't, 4711", "never mind 4711", "4711 no"),
        *("is it 4711 or 4712", "4711 minutes timer please", "turn it to 4711"),
        *("forty seven eleven, not", "my secret is 4711 I think"),
    ],
)
async def test_code_among_other_words(
    home: Home, talk: Talk, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A code is no consent by itself, and goes no further than to her."""
    await talk(UNLOCK)
    await talk("yes")
    caplog.clear()
    reply = await talk(said)
    assert home.touches == []
    assert "4711" not in reply.speech
    assert "4711" not in str(contents(home.hass, reply.conversation_id))
    own = [record for record in caplog.records if "samantha" in record.name]
    assert "4711" not in str([record.getMessage() for record in own])


@pytest.mark.parametrize("options", [{"code": "4711"}])
@pytest.mark.parametrize(
    "said",
    ["4711", "forty seven eleven", "four seven one one", "it's 4711, thanks", "47 11"],
)
@pytest.mark.parametrize("agreed", ["yes", "4711"])
async def test_code_as_people_say_it(
    home: Home, talk: Talk, agreed: str, said: str
) -> None:
    """A code alone is taken, after the yes or in its place."""
    await talk(UNLOCK)
    await talk(agreed)
    await talk(said)
    assert home.touches == UNLOCKED


@pytest.mark.usefixtures("satellites")
async def test_yes_heard_next_door_first(
    home: Home, start_talk: Callable[..., Talk]
) -> None:
    """The satellite that asked takes the yes, whichever heard it first."""
    hall, kitchen = start_talk(satellite=HALL), start_talk(satellite=KITCHEN)
    assert (await hall(UNLOCK)).asks
    assert (await kitchen("yes")).speech == ""
    assert home.touches == []
    assert (await hall("yes")).speech
    assert home.touches == UNLOCKED


async def test_attribute_that_is_nothing(home: Home, talk: Talk) -> None:
    """An entity that says that it has no members is just an entity."""
    home.hass.states.async_set(
        "cover.odd", "open", {"entity_id": None, "friendly_name": "Odd one"}
    )
    home.expose_all()
    assert (await talk("close the odd one")).speech


async def test_names_that_change_before_the_yes(home: Home, talk: Talk) -> None:
    """A yes is to the thing that was named, not to what has its name by then."""
    assert (await talk(UNLOCK)).asks
    registry = er.async_get(home.hass)
    registry.async_update_entity("lock.front_door", name="Back door")
    registry.async_update_entity("lock.back_door", name="Front door")
    await home.hass.async_block_till_done()
    await talk("yes")
    assert home.touches == []


async def test_reload_before_the_yes(
    home: Home, samantha: MockConfigEntry, talk: Talk
) -> None:
    """A question does not outlive a change of her settings."""
    assert (await talk(UNLOCK)).asks
    assert await home.hass.config_entries.async_reload(samantha.entry_id)
    await home.hass.async_block_till_done()
    await talk("yes")
    assert home.touches == []


@pytest.mark.usefixtures("own_sentences")
async def test_intent_that_talks_to_her(home: Home, talk: Talk) -> None:
    """An intent whose script says something to her in turn ends."""
    asks_her: dict[str, Any] = {
        "action": "conversation.process",
        "data": {"agent_id": HER, "text": "could you turn on the hall light please"},
    }
    await home.furnish("intent_script", {"Chatter": {"action": asks_her}})
    assert (await talk("chatter away")).asks
    await talk("yes")
    assert ("light.hall_light", "turn_on") in home.touches
    assert GUARDED.isdisjoint({entity for entity, _ in home.touches})
