"""The whole chain: servers, rooms with satellites, the house with Samantha in it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
import os
from pathlib import Path
from typing import Final

from tests.house.folder import token_of
from tests.house.furnish import add_residents, add_samantha
from tests.house.moving import copy
from tests.house.process import HomeAssistant, default_hass

from . import parts
from .pipeline import Assist
from .room import Room, open_room
from .server import Server
from .speech import spoken, transcribed
from .wiring import (
    Satellite,
    add_satellite,
    add_server,
    choose_speech,
    listen_naturally,
)

ROOMS: Final = ("Kitchen", "Hall", "Bedroom")
"""The first two on one floor."""
OPEN: Final = "Living Room"
"""Here the microphone is open, and what is said to her decides."""


@dataclass(frozen=True, slots=True)
class Servers:
    """What hears and speaks."""

    stt: Server
    tts: Server
    wake: Server
    people: Server


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that a scene needs."""

    house: Assist
    process: HomeAssistant
    servers: Servers
    rooms: Mapping[str, Room]
    satellites: Mapping[str, Satellite]

    async def say(self, room: str, text: str, voice: str) -> float:
        """Let a person say something in a room; return the time of its end."""
        return await self.rooms[room].hear(
            await spoken(self.servers.people, text, voice)
        )

    async def by_ear(self, room: str, since: float, until: float) -> str:
        """Return what a recogniser makes of the sounds in a room."""
        return await transcribed(self.servers.stt, self.rooms[room].heard(since, until))


@asynccontextmanager
async def open_stage(
    kept: Path, folder: Path, rooms: Sequence[str] = (*ROOMS, OPEN)
) -> AsyncIterator[Stage]:
    """Set everything up around a copy of a furnished folder; ends with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "config"
    copy(kept, config)
    process = voiced(config)
    async with AsyncExitStack() as stack:
        servers = await stack.enter_async_context(open_servers(folder))
        await stack.enter_async_context(process)
        house = await stack.enter_async_context(
            await Assist.open(process.url, token_of(config))
        )
        await house.wait_until_running()
        await add_residents(house, await add_samantha(house))
        await choose_speech(
            house,
            stt=await add_server(house, servers.stt, "stt"),
            tts=await add_server(house, servers.tts, "tts"),
        )
        # Real satellites stand where those of paper stood.
        (paper,) = await house.entries("paper_voices")
        await house.delete_entry(paper["entry_id"])
        there: dict[str, Room] = {}
        satellites: dict[str, Satellite] = {}
        for name in rooms:
            room, server = await stack.enter_async_context(
                open_room(name, servers.wake if name != OPEN else None, folder)
            )
            satellites[name] = await add_satellite(house, server)
            if name == OPEN:
                await listen_naturally(house, satellites[name])
            await room.listening()
            there[name] = room
        yield Stage(house, process, servers, there, satellites)


@asynccontextmanager
async def open_servers(folder: Path) -> AsyncIterator[Servers]:
    """Start what hears and speaks."""
    async with (
        Server("stt", parts.whisper, folder) as stt,
        Server("tts", parts.piper, folder) as tts,
        Server("wake", parts.wake, folder) as wake,
        Server("people", parts.people, folder) as people,
    ):
        yield Servers(stt, tts, wake, people)


def voiced(config: Path) -> HomeAssistant:
    """Return a Home Assistant that finds ffmpeg."""
    hass = default_hass()
    search = os.pathsep.join((str(hass.parent), parts.path()))
    return HomeAssistant(config, hass=hass, environment={"PATH": search})
