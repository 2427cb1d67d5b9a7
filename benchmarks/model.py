"""What a turn with a model costs before the request, beside an agent of core.

Both ask the same scripted server, in one process, in houses of three sizes. The tools
of both come from Home Assistant, so messages are counted without them.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import gc
import json
import logging
from pathlib import Path
from statistics import median
import tempfile
from time import perf_counter, process_time
import tracemalloc
from typing import Any, Final

from homeassistant.components.conversation.agent_manager import async_converse
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er

from custom_components.samantha.mind.house import home_assistant_intents
from custom_components.samantha.mind.model import language_model
from custom_components.samantha.mind.model.retrieval import Item, Retrieval
from custom_components.samantha.mind.model.sentences import Sentences
from custom_components.samantha.mind.turn import Reply, Turn
from tests.house.folder import install_samantha
from tests.model_server import MODEL, ModelServer, model_server, says

from .figures import Figure, p95
from .house import add_samantha, started
from .names import ROOMS

SIZES: Final = (50, 500, 5_000)
TURNS: Final = 12
# So many that a moment in which others use the machine is no percentile.
CONVERSATIONS: Final = 12
HERS: Final = "conversation.samantha"
BAR_BYTES: Final = 8_000
BAR_MS: Final = 10.0
BAR_GROWTH: Final = 1.2
BAR_SENTENCE_MS: Final = 2.0
TABLE: Final = Path(__file__).parents[1] / "docs" / "models-cost.md"

# A model's business: nobody understands these without one. Each turn has another, since
# Home Assistant and she keep what they have found out about one.
SAID: Final = (
    "what would be a cosy light in the {room} for reading tonight",
    "my aunt is coming over, which lamps around the {room} would suit her",
    "I feel a bit low, any idea what to do in the {room}",
    "tell me something funny about the {room} window",
    "how would you make the {room} nicer for a long evening",
    "the children keep leaving the {room} door open, how do I get them to stop",
    "is there a song that goes with sitting by the {room} thermostat",
    "what colour of curtain would go with the {room} lamp",
    "do you think the {room} is too humid for a piano",
    "give me a reason to get up and go to the {room}",
    "my feet are cold and I blame the {room}, comfort me",
    "let us pretend the {room} were a ship, who would be its captain",
)
DOMAINS: Final = {
    "light": "light",
    "lamp": "light",
    "spots": "light",
    "blind": "cover",
    "shutter": "cover",
    "curtain": "cover",
    "switch": "switch",
    "plug": "switch",
    "socket": "switch",
    "window": "binary_sensor",
    "door": "binary_sensor",
    "motion": "binary_sensor",
    "speaker": "media_player",
    "thermostat": "climate",
    "temperature": "sensor",
    "humidity": "sensor",
}


async def measure() -> list[Figure]:
    """Return bytes and milliseconds of both, at each size."""
    logging.disable(logging.WARNING)
    figures: list[Figure] = []
    times: dict[int, float] = {}
    async with model_server(says("How about the lamp.")) as server, _home() as hass:
        theirs = await _add_llama_cpp(hass, server)
        await _add_samantha(hass, server)
        furnished = 0
        watched = _Watched()
        watched.watch(hass, server)
        for size in SIZES:
            _furnish(hass, range(furnished, size))
            furnished = size
            await hass.async_block_till_done(wait_background_tasks=True)
            # A house that stood for a day has this behind it.
            gc.collect()
            for name, agent in (("llama_cpp", theirs), ("Samantha", HERS)):
                watched.clear()
                taken, worked, sizes = await _talk(hass, server, agent)
                mine = agent == HERS
                start = f"{name}, {size} entities"
                figures.append(
                    Figure(
                        name=f"{start}, messages after ten turns",
                        value=max(sizes),
                        unit="bytes",
                        bar=BAR_BYTES if mine else None,
                    )
                )
                figures += _times(f"{start}, before the request", taken)
                figures += _times(
                    f"{start}, processor time", worked, BAR_MS if mine else None
                )
                if mine:
                    times[size] = median(worked)
                    figures += _times(
                        f"{start}, of it Home Assistant's matching",
                        watched.matching[-len(worked) :],
                    )
                    figures += _times(
                        f"{start}, of it the step itself",
                        watched.step[-len(worked) :],
                        BAR_MS,
                    )
    figures += [
        Figure(
            name="Samantha, growth from 50 to 5000 entities",
            value=times[SIZES[-1]] / times[SIZES[0]],
            unit="ratio",
            bar=BAR_GROWTH,
        ),
        Figure(
            name="a completed sentence passed on, p95",
            value=p95(_sentences()),
            unit="ms",
            bar=BAR_SENTENCE_MS,
        ),
        *(
            Figure(
                name=f"the index of {size} entities, memory",
                value=_memory(size) / 1000,
                unit="kB",
            )
            for size in SIZES
        ),
    ]
    return figures


def _times(name: str, taken: list[float], bar: float | None = None) -> list[Figure]:
    return [
        Figure(name=f"{name}, median", value=median(taken), unit="ms", bar=bar),
        Figure(name=f"{name}, p95", value=p95(taken), unit="ms", bar=bar),
    ]


def write(figures: list[Figure]) -> None:
    """Write the table."""
    values = {figure.name: figure.value for figure in figures}
    lines = [
        "# What a turn with a model costs before it is sent",
        "",
        "Written by `script/bench model --write`. Both agents ask the same scripted",
        "server in one process, and each sentence is new to them. Messages are the",
        "largest of a conversation of twelve turns; the tools come on top, for both.",
        "The time is from the sentence to the request's arrival, on the clock and as",
        "work of the processor, which is what the clock would show if nobody else used",
        "the machine. She tries what she can do without a model first, and asks Home",
        "Assistant for an exact match, which is part of it; `llama_cpp` asks at once.",
        "",
        "| entities | | messages | clock, median | p95 | processor, median | p95 |",
        "|---|---|---|---|---|---|---|",
    ]
    for size in SIZES:
        for name in ("llama_cpp", "Samantha"):
            start = f"{name}, {size} entities"
            sent = values[f"{start}, messages after ten turns"] / 1000
            lines.append(
                f"| {size} | {name} | {sent:.1f} kB |"
                f" {_both(values, f'{start}, before the request')} |"
                f" {_both(values, f'{start}, processor time')} |"
            )
        for part in ("Home Assistant's matching", "the step itself"):
            name = f"Samantha, {size} entities, of it {part}"
            lines.append(f"| | of it {part} | | | | {_both(values, name)} |")
    growth = values["Samantha, growth from 50 to 5000 entities"]
    passed = values["a completed sentence passed on, p95"]
    memory = ", ".join(
        f"{values[f'the index of {size} entities, memory']:,.0f} kB for {size:,}"
        for size in SIZES
    )
    lines += [
        "",
        f"From 50 to 5,000 entities her work grows to {growth:.2f} times. A completed",
        f"sentence is passed on within {passed:.2f} ms (95th percentile). The index of",
        f"names takes {memory} entities.",
        "",
    ]
    TABLE.write_text("\n".join(lines))


def _both(values: dict[str, float], name: str) -> str:
    middle, high = values[f"{name}, median"], values[f"{name}, p95"]
    return f"{middle:.1f} ms | {high:.1f} ms"


class _Watched:
    """What two of the steps cost, in milliseconds of the processor."""

    def __init__(self) -> None:
        self.matching: list[float] = []
        self.step: list[float] = []

    def clear(self) -> None:
        """Begin anew."""
        self.matching.clear()
        self.step.clear()

    def watch(self, hass: HomeAssistant, server: ModelServer) -> None:
        """Put a watch around the steps."""
        (entry,) = hass.config_entries.async_loaded_entries("samantha")
        mind = entry.runtime_data.mind

        async def matching(turn: Turn) -> Reply | None:
            began = process_time()
            reply = await home_assistant_intents(turn)
            self.matching.append((process_time() - began) * 1000)
            return reply

        async def step(turn: Turn) -> Reply | None:
            began = process_time()
            reply = await language_model(turn)
            self.step.append((server.chats[-1].worked - began) * 1000)
            return reply

        own = {home_assistant_intents: matching, language_model: step}
        for real, watched in own.items():
            watched.__name__ = real.__name__
        mind.steps = tuple(own.get(one, one) for one in mind.steps)


def _memory(size: int) -> int:
    """Return the bytes that an index takes, with the names in it."""
    things = list(DOMAINS)
    gc.collect()
    tracemalloc.start()
    try:
        index = Retrieval(
            Item(
                entity_id=f"{DOMAINS[thing]}.{number}",
                name=f"{room} {thing}",
                domain=DOMAINS[thing],
                area_id=room,
                area=room,
                called=(f"{room} {thing}", room, DOMAINS[thing]),
            )
            for number in range(size)
            for thing in (things[number % len(things)],)
            for room in (f"{ROOMS[number // 16 % len(ROOMS)]} {number // 256}",)
        )
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return taken if len(index) == size else 0


@asynccontextmanager
async def _home() -> AsyncGenerator[HomeAssistant]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "configuration.yaml").write_text(
            "homeassistant:\n  language: en\nconversation:\nassist_pipeline:\n"
        )
        install_samantha(folder)
        async with started(folder) as hass:
            yield hass


def _furnish(hass: HomeAssistant, numbers: range) -> None:
    """Expose more entities; a larger house has more rooms, not fuller ones."""
    entities = er.async_get(hass)
    things = list(DOMAINS)
    for number in numbers:
        floor, place = divmod(number // len(things), len(ROOMS))
        room = f"{ROOMS[place]} {floor + 1}" if floor else ROOMS[place]
        area = ar.async_get(hass).async_get_or_create(room)
        thing = things[number % len(things)]
        entry = entities.async_get_or_create(
            DOMAINS[thing],
            "bench",
            f"{number}",
            suggested_object_id=f"{room} {thing}",
            original_name=f"{room} {thing}",
        )
        entities.async_update_entity(entry.entity_id, area_id=area.id)
        hass.states.async_set(
            entry.entity_id, "off", {"friendly_name": f"{room} {thing}"}
        )
        async_expose_entity(hass, "conversation", entry.entity_id, should_expose=True)


async def _add_llama_cpp(hass: HomeAssistant, server: ModelServer) -> str:
    flow = hass.config_entries.flow
    result: Any = await flow.async_init("llama_cpp", context={"source": "user"})
    result = await flow.async_configure(result["flow_id"], {"base_url": server.url})
    await flow.async_configure(result["flow_id"], {"chat_model": MODEL})
    await hass.async_block_till_done()
    (entry,) = hass.config_entries.async_entries("llama_cpp")
    (agent,) = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    return agent.entity_id


async def _add_samantha(hass: HomeAssistant, server: ModelServer) -> None:
    entry = await add_samantha(hass)
    flow = hass.config_entries.subentries
    result: Any = await flow.async_init(
        (entry.entry_id, "model"), context={"source": "user"}
    )
    flow_id = result["flow_id"]
    await flow.async_configure(flow_id, {"next_step_id": "endpoint"})
    await flow.async_configure(flow_id, {"preset": "other", "base_url": server.url})
    await flow.async_configure(
        flow_id,
        {"model": MODEL, "tools": ["assist"], "position": 1, "patience": 20},
    )
    await hass.async_block_till_done(wait_background_tasks=True)


async def _talk(
    hass: HomeAssistant, server: ModelServer, agent: str
) -> tuple[list[float], list[float], list[float]]:
    """Return the milliseconds before each request, and the sizes of the messages.

    The second list is this process's own time on a processor: on a machine that others
    use as well, it is what the first would be without them.
    """
    taken: list[float] = []
    worked: list[float] = []
    sizes: list[float] = []
    for conversation in range(CONVERSATIONS + 1):
        conversation_id: str | None = None
        for turn in range(TURNS):
            sentence = SAID[turn % len(SAID)].format(room=ROOMS[conversation * 2])
            server.requests.clear()
            began, began_work = perf_counter(), process_time()
            result = await async_converse(
                hass, sentence, conversation_id, Context(), "en", agent
            )
            conversation_id = result.conversation_id
            (request,) = server.chats
            # The first conversation loads what is loaded once.
            if conversation:
                taken.append((request.at - began) * 1000)
                worked.append((request.worked - began_work) * 1000)
                sizes.append(
                    len(json.dumps(request.messages, ensure_ascii=False).encode())
                )
            await asyncio.sleep(0)
    return taken, worked, sizes


def _sentences() -> list[float]:
    """Return the milliseconds from the bit that completes a sentence to its release."""
    taken: list[float] = []
    text = (
        "The lamp is warm. **It** suits the room! Shall I [dim](http://a.b) it? Well. "
    )
    for _ in range(50):
        sentences = Sentences("a link")
        for character in text:
            began = perf_counter()
            if sentences.feed(character):
                taken.append((perf_counter() - began) * 1000)
    return taken
