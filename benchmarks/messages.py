"""What it costs that 100,000 messages are kept: "any messages?" beside small talk."""

import asyncio
from datetime import timedelta
import gc
from itertools import batched
import logging
from pathlib import Path
from statistics import median
from time import perf_counter
from types import MappingProxyType
from typing import Any, Final

from homeassistant.components.conversation.agent_manager import async_converse
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import Context, HomeAssistant
from homeassistant.util import dt as dt_util

from custom_components.samantha.messages.box import MOST_WAITING
from custom_components.samantha.store import Store
from custom_components.samantha.store.messages import MessageRow, add

from .figures import Figure
from .house import add_samantha, demo_house

AGENT: Final = "conversation.samantha"
TABLE: Final = Path(__file__).parents[1] / "docs" / "messages-cost.md"
MESSAGES: Final = 100_000
ROUNDS: Final = 30
ADDED_BAR_MS: Final = 20.0
GROWTH_BAR_MB: Final = 20.0
_SMALL_TALK: Final = "how are you"
_TEXT: Final = "We are at the lake until Sunday, and the water is warm. " * 3
_ABOUT: Final = f"""\
# What messages cost

{MESSAGES:,} messages of {len(_TEXT)} characters are kept for five residents, half of
them unheard. The times are those of a whole turn in the demo house; written by
`script/bench messages --write`.

| | |
|---|---|
"""


async def measure() -> list[Figure]:
    """Return what a full inbox adds to a turn, and to the process."""
    logging.disable(logging.CRITICAL)
    async with demo_house() as hass:
        entry = await add_samantha(hass)
        user = _move_in(hass, entry)
        await hass.async_block_till_done()
        for _ in range(ROUNDS):
            await _timed(hass, user, _SMALL_TALK)
        before = _resident_memory()
        started = perf_counter()
        residents = [next(iter(entry.subentries)), "ben", "carla", "dora", "emil"]
        await _fill(entry.runtime_data.store, residents)
        filling = perf_counter() - started
        await entry.runtime_data.inbox.box.count()
        first = await _timed(hass, user, "any messages?")
        small_talk, asked = await _beside_small_talk(hass, user, "any messages?")
        _, read = await _beside_small_talk(hass, user, "read my messages")
        _, searched = await _beside_small_talk(
            hass, user, "did anyone write about the lake?"
        )
        gc.collect()
        grown = (_resident_memory() - before) / 1e6
    return [
        Figure(name="messages", value=MESSAGES, unit="count"),
        Figure(name="keeping them, each", value=filling / MESSAGES * 1e3, unit="ms"),
        Figure(name="a turn of small talk", value=small_talk, unit="ms"),
        Figure(
            name="any messages, on top of the turn",
            value=asked,
            unit="ms",
            bar=ADDED_BAR_MS,
        ),
        Figure(
            name=f"the first time, when {MOST_WAITING} are noted as announced",
            value=first - small_talk,
            unit="ms",
            bar=ADDED_BAR_MS,
        ),
        Figure(name="read my messages, on top", value=read, unit="ms"),
        Figure(name="a search, on top", value=searched, unit="ms"),
        Figure(
            name="the process has grown by", value=grown, unit="MB", bar=GROWTH_BAR_MB
        ),
    ]


def write(figures: list[Figure]) -> None:
    """Write the table of what it costs."""
    rows = (f"| {f.name} | {f.value:.3g} {f.unit} |\n" for f in figures)
    TABLE.write_text(_ABOUT + "".join(rows), encoding="utf-8")


def _move_in(hass: HomeAssistant, entry: ConfigEntry[Any]) -> str:
    """Make the owner a resident; return their user."""
    person = next(
        state
        for state in hass.states.async_all("person")
        if state.attributes["user_id"]
    )
    hass.config_entries.async_add_subentry(
        entry,
        ConfigSubentry(
            data=MappingProxyType({"person": person.entity_id, "messages": "asked"}),
            subentry_type="resident",
            title=person.name,
            unique_id=person.entity_id,
        ),
    )
    user: str = person.attributes["user_id"]
    return user


async def _fill(store: Store, residents: list[str]) -> None:
    now = dt_util.utcnow() - timedelta(days=1)
    for numbers in batched(range(MESSAGES), 1_000, strict=False):
        async with store.transaction() as transaction:
            for number in numbers:
                await add(
                    transaction,
                    MessageRow(
                        key=f"message {number}",
                        resident=residents[number % len(residents)],
                        source="action",
                        origin=f"{number}",
                        thread=f"message {number}",
                        sender=f"Sender {number % 50}",
                        text=f"{number}: {_TEXT}",
                        received=now,
                        status="waiting" if number % 2 else "read",
                        changed=now,
                    ),
                )
        await asyncio.sleep(0)


async def _beside_small_talk(
    hass: HomeAssistant, user: str, text: str
) -> tuple[float, float]:
    """Return the medians of a turn of small talk, and of what a text takes more.

    One turn follows the other, so that what else the machine does is in both.
    """
    small, more = [], []
    for _ in range(ROUNDS):
        small.append(await _timed(hass, user, _SMALL_TALK))
        more.append(await _timed(hass, user, text) - small[-1])
    return median(small), median(more)


async def _timed(hass: HomeAssistant, user: str, text: str) -> float:
    """Return the milliseconds that a turn takes."""
    started = perf_counter()
    await async_converse(hass, text, None, Context(user_id=user), "en", AGENT)
    taken = (perf_counter() - started) * 1000
    await hass.async_block_till_done()
    return taken


def _resident_memory() -> float:
    """Return the bytes of this process that are in memory."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096
