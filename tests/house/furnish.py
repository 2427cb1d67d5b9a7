"""Put the plan into a new Home Assistant, as its owner would in the browser."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from .client import ASSISTANT, SAMANTHA_AGENT, House
from .plan import (
    ALIASES,
    BEGINNING,
    EVENTS,
    FLOORS,
    LISTS,
    PEOPLE,
    PRESENCE,
    RESIDENTS,
    ROOMS,
    SAMANTHA,
    SATELLITES,
    SPEECH,
    exposed,
)

CALENDAR: Final = "calendar.family"


async def furnish(house: House) -> None:
    """Make the house that the plan describes; needs a new Home Assistant."""
    await house.command(
        "homeassistant/expose_new_entities/set", assistant=ASSISTANT, expose_new=False
    )
    await _add_integrations(house)
    await _add_people(house)
    await _wait_for(house, [*exposed(), *PRESENCE.values(), *SATELLITES.values()])
    await _add_rooms(house)
    await _change_pipeline(house, tts_engine=SPEECH, tts_language="en")
    await _name(house)
    await _expose(house)
    await begin(house)
    await keep_calendar(house)


async def begin(house: House) -> None:
    """Put everything in the house into the state in which the plan has it."""
    for action, entities, data in BEGINNING:
        await house.act(action, entities, **data)
    for list_id, items in LISTS.items():
        await _fill(house, list_id, items)


async def add_samantha(house: House) -> str:
    """Add her as the owner would and let Assist talk to her; return her entry's id."""
    entry = await house.add_integration("samantha", SAMANTHA)
    await _change_pipeline(house, conversation_engine=SAMANTHA_AGENT)
    return str(entry["entry_id"])


async def add_residents(house: House, entry_id: str) -> dict[str, str]:
    """Tell her who lives here, as the owner would; return their keys by person."""
    return {
        person: await house.add_resident(entry_id, person, about)
        for person, about in RESIDENTS.items()
    }


async def keep_calendar(house: House) -> None:
    """Enter today's events, and those of the days after, if they are not there."""
    zone = ZoneInfo((await house.command("get_config"))["time_zone"])
    today = datetime.now(zone).date()
    listed = await house.act(
        "calendar.get_events",
        CALENDAR,
        start_date_time=f"{today}T00:00:00",
        end_date_time=f"{today + timedelta(days=7)}T00:00:00",
        return_response=True,
    )
    there = {
        (event["summary"], event["start"][:10]) for event in listed[CALENDAR]["events"]
    }
    for event in EVENTS:
        day = today + timedelta(days=event.days)
        if (event.summary, str(day)) not in there:
            await house.act(
                "calendar.create_event",
                CALENDAR,
                summary=event.summary,
                start_date_time=f"{day}T{event.start}:00",
                end_date_time=f"{day}T{event.end}:00",
                location=event.location,
            )


async def _add_integrations(house: House) -> None:
    await house.add_integration("local_calendar", {"calendar_name": "Family"})
    await house.add_integration("local_todo", {"todo_list_name": "Chores"})
    await house.add_integration("shopping_list", {})
    await house.add_integration("paper_voices")
    # No integration makes a valve without hardware, but a switch can be shown as one.
    await house.add_integration(
        "switch_as_x",
        {"entity_id": "switch.water_main", "invert": False, "target_domain": "valve"},
    )


async def _add_people(house: House) -> None:
    # Onboarding has made a person of the owner.
    people = {
        person["name"]: person["id"]
        for person in (await house.command("person/list"))["storage"]
    }
    for name, tracker in PEOPLE.items():
        trackers = {"device_trackers": [tracker]}
        if name in people:
            await house.command("person/update", person_id=people[name], **trackers)
        else:
            await house.command("person/create", name=name, **trackers)


async def _change_pipeline(house: House, **changes: str) -> None:
    """Change the pipeline that satellites use."""
    listed = await house.command("assist_pipeline/pipeline/list")
    pipeline = next(
        found
        for found in listed["pipelines"]
        if found["id"] == listed["preferred_pipeline"]
    )
    changed = pipeline | changes
    changed["pipeline_id"] = changed.pop("id")
    await house.command("assist_pipeline/pipeline/update", **changed)


async def _wait_for(house: House, entities: Iterable[str]) -> None:
    missing = set(entities)
    kind = "state_changed"
    async with house.subscription("subscribe_events", event_type=kind) as events:
        missing -= set(await house.states())
        try:
            async with asyncio.timeout(20):
                while missing:
                    missing.discard((await events.get())["data"]["entity_id"])
        except TimeoutError:
            message = f"The house has no {', '.join(sorted(missing))}"
            raise TimeoutError(message) from None


async def _add_rooms(house: House) -> None:
    floors = {}
    for floor in FLOORS:
        made = await house.command(
            "config/floor_registry/create",
            name=floor.name,
            level=floor.level,
            aliases=list(floor.aliases),
        )
        floors[floor.name] = made["floor_id"]
    # Onboarding has made a few of the areas.
    areas = {
        area["name"]: area["area_id"]
        for area in await house.command("config/area_registry/list")
    }
    for room in ROOMS:
        area_id = areas.get(room.name)
        if area_id is None:
            made = await house.command("config/area_registry/create", name=room.name)
            area_id = made["area_id"]
        await house.command(
            "config/area_registry/update",
            area_id=area_id,
            floor_id=floors[room.floor],
            aliases=list(room.aliases),
            temperature_entity_id=room.temperature,
            humidity_entity_id=room.humidity,
        )
        present = PRESENCE.get(room.name)
        for entity_id in (*room.entities, *((present,) if present else ())):
            await house.command(
                "config/entity_registry/update", entity_id=entity_id, area_id=area_id
            )


async def _name(house: House) -> None:
    for entity_id, aliases in ALIASES.items():
        await house.command(
            "config/entity_registry/update",
            entity_id=entity_id,
            # None stands for the entity's own name.
            aliases=[None, *aliases],
        )


async def _expose(house: House) -> None:
    everything = set(await house.states())
    seen = set(exposed())
    await house.expose(sorted(seen), exposed=True)
    await house.expose(sorted(everything - seen), exposed=False)


async def _fill(house: House, list_id: str, items: Iterable[str]) -> None:
    listed = await house.act("todo.get_items", list_id, return_response=True)
    there = {item["summary"] for item in listed[list_id]["items"]}
    for item in sorted(there.difference(items)):
        await house.act("todo.remove_item", list_id, item=item)
    for item in items:
        if item not in there:
            await house.act("todo.add_item", list_id, item=item)
