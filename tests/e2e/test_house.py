"""The house itself: it starts, it is furnished, and its log is watched."""

from tests.house.client import DEFAULT_AGENT, SAMANTHA_AGENT, House
from tests.house.plan import ROOMS, exposed
from tests.house.process import HomeAssistant

from .conftest import CUSTOM_INTEGRATION, DOMAIN

BROWSERS = "homeassistant.components.websocket_api.http.connection"


async def test_everything_exposed_is_there_and_works(house: House) -> None:
    """Nothing that assistants may see is missing or broken."""
    states = await house.states()
    broken = [
        entity_id
        for entity_id in exposed()
        if entity_id not in states or states[entity_id].state == "unavailable"
    ]
    assert not broken


async def test_she_is_set_up(house: House) -> None:
    """Her entry is loaded and her agent is there."""
    (entry,) = await house.entries(DOMAIN)
    assert entry["state"] == "loaded"
    assert SAMANTHA_AGENT in await house.states()


async def test_the_log_is_read(warm_process: HomeAssistant) -> None:
    """The one warning that every custom integration gets is found, and no other."""
    about_her = warm_process.log_lines("WARNING", about=DOMAIN)
    # Home Assistant notes what it has refused to a browser, in tests of bad input.
    assert [line.text for line in about_her if line.logger != BROWSERS] == [
        CUSTOM_INTEGRATION
    ]


async def test_nothing_private_is_exposed(house: House) -> None:
    """What the plan hides is hidden, and so are the helpers behind the house."""
    listed = (await house.command("homeassistant/expose_entity/list"))[
        "exposed_entities"
    ]
    seen = {
        entity_id for entity_id, where in listed.items() if where.get("conversation")
    }
    assert seen == set(exposed())


async def test_rooms_have_their_things(house: House) -> None:
    """Entities are in the area that the plan gives them."""
    areas = {
        area["area_id"]: area["name"]
        for area in await house.command("config/area_registry/list")
    }
    entities = {
        entity["entity_id"]: areas.get(entity["area_id"])
        for entity in await house.command("config/entity_registry/list")
    }
    misplaced = [
        entity_id
        for room in ROOMS
        for entity_id in room.entities
        if entities[entity_id] != room.name
    ]
    assert not misplaced


async def test_the_default_agent_is_there_too(house: House) -> None:
    """Home Assistant's own agent answers beside her, for comparison."""
    reply = await house.converse("is the kitchen light on?", agent_id=DEFAULT_AGENT)
    assert reply.text == "Yes"
