"""A home with both agents in it, and what each makes of the sets."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
import tempfile

from homeassistant.const import CONF_LANGUAGE, CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.loader import DATA_CUSTOM_COMPONENTS
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_test_home_assistant,
)

from custom_components.samantha.const import CONF_NICKNAMES, DOMAIN

from .asking import HERS, THEIRS, Outcome, ask_all
from .building import build, moment_of
from .clock import stopped_at
from .home import Home
from .homes import PLANS
from .lines import Line, history_of, load, load_history
from .past import Past, remember, start_recorder
from .plan import Plan


@dataclass(frozen=True, slots=True)
class Pair:
    """What she and Home Assistant's agent made of one line."""

    hers: Outcome
    theirs: Outcome

    @property
    def line(self) -> Line:
        """Return the line."""
        return self.hers.line

    @property
    def lost(self) -> bool:
        """Return whether Home Assistant's agent gets right what she does not."""
        return self.theirs.strict and not self.hers.strict


async def move_her_in(home: Home, entry: MockConfigEntry | None = None) -> Home:
    """Set her up in a home, as its owner would."""
    entry = entry or MockConfigEntry(
        domain=DOMAIN,
        title="Samantha",
        data={CONF_NAME: "Samantha", CONF_NICKNAMES: ["Sam"], CONF_LANGUAGE: "en"},
    )
    entry.add_to_hass(home.hass)
    assert await home.hass.config_entries.async_setup(entry.entry_id)
    await home.hass.async_block_till_done(wait_background_tasks=True)
    return home


async def compare(home: Home, lines: list[Line]) -> list[Pair]:
    """Ask both agents in a home."""
    theirs = await ask_all(home, lines, THEIRS, asks_first=False)
    hers = await ask_all(home, lines, HERS, asks_first=True)
    return [Pair(*outcomes) for outcomes in zip(hers, theirs, strict=True)]


@asynccontextmanager
async def home_assistant() -> AsyncIterator[HomeAssistant]:
    """Run an empty Home Assistant outside pytest."""
    with tempfile.TemporaryDirectory() as folder:
        async with async_test_home_assistant(config_dir=str(Path(folder))) as hass:
            hass.data.pop(DATA_CUSTOM_COMPONENTS)
            try:
                yield hass
            finally:
                for entry in hass.config_entries.async_entries():
                    await hass.config_entries.async_unload(entry.entry_id)
                await hass.async_stop(force=True)


@asynccontextmanager
async def stand(
    plan: Plan, remembered: Callable[[datetime], Past] | None = None
) -> AsyncIterator[Home]:
    """Build a home with her in it, its clock stopped, and a past if there is one."""
    moment = moment_of(plan)
    with stopped_at(moment) as clock, tempfile.TemporaryDirectory() as folder:
        async with home_assistant() as hass:
            if remembered:
                await start_recorder(hass, Path(folder))
            home = await build(hass, plan, clock)
            if remembered:
                await remember(home, remembered(moment))
            yield await move_her_in(home)


async def compare_all() -> list[Pair]:
    """Ask both agents all there is, in each home and about its past."""
    pairs: list[Pair] = []
    for name, plan in PLANS.items():
        async with stand(plan()) as home:
            pairs += await compare(home, load(name))
        if history := load_history(name):
            async with stand(plan(), partial(Past.read, history_of(name))) as home:
                pairs += await compare(home, history)
    return pairs
