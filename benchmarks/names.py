"""What looking for misheard names costs, in houses of different sizes.

Only her search is in it. A sentence that is corrected is recognised by Home Assistant
once more, at the cost of any other sentence.
"""

from itertools import islice, product
from pathlib import Path
from time import perf_counter
from typing import Final

from home_assistant_intents import get_intents
from homeassistant.util.json import json_loads_object

from custom_components.samantha.mind.command_words import words_in
from custom_components.samantha.mind.phrases import load
from custom_components.samantha.mind.soundalikes import (
    Name,
    OrdinaryWords,
    SoundIndex,
)
from custom_components.samantha.mind.sounds import Sounds

from .figures import Figure, p95, summary

SIZES: Final = (50, 1_000, 5_000)
ROUNDS: Final = 20
BAR_MS: Final = 5.0
TABLE: Final = Path(__file__).parents[1] / "docs" / "mishearing.md"


def _split(names: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in names.split(","))


ROOMS: Final = _split(
    """
    kitchen, living room, dining room, bedroom, guest room, hall, bathroom, office,
    study, garage, cellar, attic, nursery, patio, porch, garden, lounge, den,
    pantry, laundry, workshop, library, terrace, balcony, landing, playroom,
    sunroom, gym, sauna, carport, driveway, shed, pool, barn, studio
    """
)
SIDES: Final = ("", "left", "right", "front", "back")
THINGS: Final = _split(
    """
    light, lamp, ceiling light, ceiling fan, blind, shutter, curtain, speaker, TV,
    thermostat, heater, window, door, temperature, humidity, motion, plug, socket,
    switch, camera, battery, backlight, sprinkler, dishwasher, dryer, radio, power,
    energy, smoke alarm, leak sensor, valve, strip, spots, outlet, air purifier,
    humidifier, vacuum, coffee machine, fridge, night light
    """
)

MISHEARD: Final = (
    "turn on the kitchen white",
    "turn off the bed room lite",
    "please set the bedroom blend to fifty percent",
    "is the garage dore open",
    "turn on the sealing fan in the launch",
    "what is the temperature in the conserve a tree",
    "put the coffee mashine on and the seller lights off",
    "turn up the heeter in the gest room a little please",
)
NOTHING: Final = (
    "tell me a story about the sea",
    "what is the weather going to be like tomorrow in the city",
    "set the mood for a nice evening with friends and family around here",
    "why is the sky blue and the grass green",
    "play something nice from the seventies",
    "call my mother and tell her that dinner is at eight tonight",
    "do you think that people will ever live on the moon or on mars",
    "remind me to buy stamps envelopes and a birthday card for grandma",
)


async def measure() -> list[Figure]:
    """Return what a search takes in each house, and what reading its names does."""
    hearing = load("en").hearing
    if hearing is None:
        message = "English has no hearing.yaml"
        raise RuntimeError(message)
    theirs = get_intents("en", json_load=lambda file: json_loads_object(file.read()))
    commands = words_in(theirs or {})
    ordinary = OrdinaryWords(anywhere=hearing.ordinary, alone=commands)
    figures: list[Figure] = []
    for size in SIZES:
        figures += _house(size, hearing.sounds, ordinary)
    return figures


def write(figures: list[Figure]) -> None:
    """Write the table of what it costs."""
    rows = {figure.name: figure.value for figure in figures}
    lines = [
        "# What looking for misheard names costs",
        "",
        "Written by `script/bench names --write`. All times in milliseconds.",
        "",
        "| exposed names | | median | 95th percentile |",
        "|---|---|---|---|",
        *(
            f"| {size:,} | {what} | {rows[f'{size} names, {what}, median']:.2f} |"
            f" {rows[f'{size} names, {what}, 95th percentile']:.2f} |"
            for size in SIZES
            for what in ("a misheard name", "nothing that fits")
        ),
        "",
        "Reading the names, beside the event loop, when they are next needed after a",
        "change:",
        "",
        "| exposed names | all of them | one more |",
        "|---|---|---|",
        *(
            f"| {size:,} | {rows[f'{size} names, read']:.0f} |"
            f" {rows[f'{size} names, read again']:.0f} |"
            for size in SIZES
        ),
        "",
    ]
    TABLE.write_text("\n".join(lines))


def _house(size: int, sounds: Sounds, ordinary: OrdinaryWords) -> list[Figure]:
    names = [
        Name(" ".join(filter(None, words)).capitalize(), exposed=True)
        for words in islice(product(SIDES, THINGS, ROOMS), size)
    ]
    started = perf_counter()
    index = SoundIndex(names, sounds)
    read = (perf_counter() - started) * 1000
    started = perf_counter()
    index = SoundIndex(
        [*names, Name("Moon lamp", exposed=True)], sounds, index.readings
    )
    again = (perf_counter() - started) * 1000
    taken = {
        what: [
            _search(index, text, ordinary) for _ in range(ROUNDS) for text in sentences
        ]
        for what, sentences in (
            ("a misheard name", MISHEARD),
            ("nothing that fits", NOTHING),
        )
    }
    slowest = max(p95(times) for times in taken.values())
    return [
        *(
            figure
            for what, times in taken.items()
            for figure in summary(f"{size} names, {what}", times, "ms")
        ),
        Figure(
            name=f"{size} names, slower 95th percentile",
            value=slowest,
            unit="ms",
            bar=BAR_MS,
        ),
        Figure(name=f"{size} names, read", value=read, unit="ms"),
        Figure(name=f"{size} names, read again", value=again, unit="ms"),
    ]


def _search(index: SoundIndex, text: str, ordinary: OrdinaryWords) -> float:
    """Return the milliseconds that a search takes."""
    started = perf_counter()
    index.candidates(text, ordinary)
    return (perf_counter() - started) * 1000
