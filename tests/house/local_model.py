"""A small language model on this machine, and how an owner adds it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import json
from pathlib import Path
from typing import Final

import aiohttp

from .client import House
from .connection import HouseError

ROOT: Final = Path(__file__).parents[2]
LOADING: Final = 300
FLOWS: Final = "/api/config/config_entries/subentries/flow"


@asynccontextmanager
async def local_model(name: str, *, threads: int = 2) -> AsyncGenerator[str]:
    """Serve a model that `script/setup --model` has made; yield its address."""
    process = await asyncio.create_subprocess_exec(
        str(ROOT / ".cache" / "model" / "bin" / "python"),
        str(ROOT / "script" / "_local_model.py"),
        name,
        f"--threads={threads}",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        if process.stdout is None:
            message = "The model has nothing to say where it is"
            raise HouseError(message, "model")
        async with asyncio.timeout(LOADING):
            url: str = json.loads(await process.stdout.readline())["url"]
            async with aiohttp.ClientSession() as session:
                while True:
                    async with session.get(f"{url}/models") as response:
                        if response.ok:
                            break
                    await asyncio.sleep(1)
        yield url
    finally:
        process.terminate()
        await process.wait()


async def add_model(house: House, url: str, *, name: str, patience: int) -> str:
    """Add a model to her as the owner would; return the subentry's id."""
    (entry,) = await house.entries("samantha")
    step = await house.post(FLOWS, {"handler": [entry["entry_id"], "model"]})
    for answers in (
        {"next_step_id": "endpoint"},
        {"preset": "llama_cpp", "base_url": url},
        {"model": name, "tools": ["assist"], "position": 1, "patience": patience},
    ):
        step = await house.post(f"{FLOWS}/{step['flow_id']}", answers)
    if step["type"] != "create_entry":
        message = f"The model was not added: {step.get('errors')}"
        raise HouseError(message, "flow")
    listed = await house.command(
        "config_entries/subentries/list", entry_id=entry["entry_id"]
    )
    return str(listed[-1]["subentry_id"])


async def remove_model(house: House, subentry_id: str) -> None:
    """Remove a model."""
    (entry,) = await house.entries("samantha")
    await house.command(
        "config_entries/subentries/delete",
        entry_id=entry["entry_id"],
        subentry_id=subentry_id,
    )
