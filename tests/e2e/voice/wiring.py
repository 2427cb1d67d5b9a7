"""What a user sets up in Home Assistant: servers, satellites, a pipeline."""

from dataclasses import dataclass
from typing import Any

from tests.house.client import House

from .parts import PIPER_VOICE
from .server import Server

ACCENT = PIPER_VOICE.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Satellite:
    """A satellite as Home Assistant knows it."""

    entity_id: str
    device_id: str


async def add_server(house: House, server: Server, domain: str) -> str:
    """Add a server by the Wyoming integration; return its entity of that domain."""
    entity_id: str = (await _added(house, server, domain))["entity_id"]
    return entity_id


async def add_satellite(house: House, server: Server) -> Satellite:
    """Add a satellite; its area is the one that it names itself."""
    entity = await _added(house, server, "assist_satellite")
    return Satellite(entity["entity_id"], entity["device_id"])


async def listen_naturally(house: House, satellite: Satellite) -> None:
    """Let the evidence decide what a satellite's open microphone hears."""
    select = await selects(house, satellite.entity_id, "addressed")
    await house.act("select.select_option", select, option="natural")


async def selects(house: House, satellite: str, key: str) -> str:
    """Return her select of a kind for a satellite."""
    entities = await house.command("config/entity_registry/list")
    known = next(one["id"] for one in entities if one["entity_id"] == satellite)
    return next(
        str(one["entity_id"])
        for one in entities
        if one["platform"] == "samantha" and one["unique_id"].endswith(f"{known}_{key}")
    )


async def choose_speech(house: House, *, stt: str, tts: str) -> str:
    """Let the preferred pipeline hear and speak; return its id."""
    listed = await house.command("assist_pipeline/pipeline/list")
    chosen: str = listed["preferred_pipeline"]
    pipeline = next(found for found in listed["pipelines"] if found["id"] == chosen)
    changed = {key: value for key, value in pipeline.items() if key != "id"} | {
        "stt_engine": stt,
        "stt_language": "en",
        "tts_engine": tts,
        "tts_language": ACCENT,
        "tts_voice": PIPER_VOICE,
        "prefer_local_intents": False,
    }
    await house.command(
        "assist_pipeline/pipeline/update", pipeline_id=chosen, **changed
    )
    return chosen


async def add_pipeline(
    house: House, name: str, agent: str, *, tts: str | None = None
) -> str:
    """Add a pipeline like the preferred one, with another agent or voice.

    Returns its id.
    """
    listed = await house.command("assist_pipeline/pipeline/list")
    preferred = next(
        found
        for found in listed["pipelines"]
        if found["id"] == listed["preferred_pipeline"]
    )
    made = {key: value for key, value in preferred.items() if key != "id"}
    made |= {"name": name, "conversation_engine": agent}
    if tts is not None:
        made["tts_engine"] = tts
    pipeline_id: str = (await house.command("assist_pipeline/pipeline/create", **made))[
        "id"
    ]
    return pipeline_id


async def _added(house: House, server: Server, domain: str) -> dict[str, Any]:
    entry = await house.add_integration(
        "wyoming", {"host": "127.0.0.1", "port": server.port}
    )
    for entity in await house.command("config/entity_registry/list"):
        if entity["config_entry_id"] == entry["entry_id"] and entity[
            "entity_id"
        ].startswith(f"{domain}."):
            found: dict[str, Any] = entity
            return found
    message = f"{server.name} has no {domain}"
    raise LookupError(message)
