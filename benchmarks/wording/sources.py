"""What the weights are trained with: public packages, and sentences of our own."""

from dataclasses import dataclass
import json
from pathlib import Path
from random import Random
import re
from typing import Any, Final

from hassil import Sentence, parse_sentence
from hassil.parser import ParseError
import home_assistant_intents
import yaml

from benchmarks.heard import normalised, read

from .templates import Lists, sentences

HERE: Final = Path(__file__).parent
WRITTEN: Final = HERE.parents[1] / "tests" / "manners" / "heard" / "development"

# Every how many of the chats is kept aside.
_ASIDE: Final = 10
_CHAT_LINES: Final = 80_000
_CHAT_ASIDE: Final = 4_000
_PLAIN: Final = re.compile(r"[a-z0-9' -]+")
_LONGEST: Final = 200
_ENDS: Final = re.compile(r"(?<=[.!?])\s+")
# Packages that have the same sentence in hundreds of variants give this many.
_MOST_TEMPLATES: Final = 50
_SLOTS: Final = {
    "area": "room",
    "contact": "person",
    "date": "day",
    "floor": "room",
    "location": "city",
    "offset": "duration",
    "query": "topic",
    "recipe_name": "food",
    "search_query": "song",
    "shopping_list_item": "item",
    "timer_command": "chore",
    "timer_name": "food",
    "todo_list_item": "item",
    "zone": "place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Sentences from one place; `share` is what they weigh among all that are alike."""

    name: str
    directed: bool
    share: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """What is trained with, and what of the same places is kept aside."""

    sources: tuple[Source, ...]
    # What the sum of the weights is made a probability with.
    aside: tuple[Source, ...]


def load(packages: Path, random: Random) -> Data:
    """Read everything. Blocks."""
    lists: dict[str, list[str]] = {
        name: words.split(", ")
        for name, words in yaml.safe_load((HERE / "lists.yaml").read_text()).items()
    }
    lists |= {slot: lists[name] for slot, name in _SLOTS.items()}
    chat, aside = _chat(packages, random)
    own = {group: _own(group, lists, random) for group in ("directed", "between")}
    return Data(
        sources=(
            _said_to_devices("templates of requests", 0.6, own["directed"]),
            _said_to_devices("Home Assistant", 0.25, _home_assistant(lists, random)),
            _said_to_devices("skills", 0.15, _skills(packages, lists, random)),
            _said_to_people("chats", 0.65, chat),
            _said_to_people("templates of talk", 0.35, own["between"]),
        ),
        aside=(
            _said_to_devices("written requests", 0.5, _heard("directed")),
            _said_to_people("written talk", 0.25, _heard("between")),
            _said_to_people("other chats", 0.25, aside),
        ),
    )


def _said_to_devices(name: str, share: float, lines: tuple[str, ...]) -> Source:
    return Source(name=name, directed=True, share=share, lines=lines)


def _said_to_people(name: str, share: float, lines: tuple[str, ...]) -> Source:
    return Source(name=name, directed=False, share=share, lines=lines)


def _heard(group: str) -> tuple[str, ...]:
    """Return the sentences that were written to develop the rules."""
    files = (file for file in read(WRITTEN) if file.group == group)
    return tuple(line.text for file in files for line in file.lines)


def _own(group: str, lists: Lists, random: Random) -> tuple[str, ...]:
    templates = _written(HERE / f"{group}.txt")
    each = 40 if group == "directed" else 150
    return tuple(sentences(templates, lists, random, each=each))


def _written(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in map(str.strip, lines) if line and line[0] != "#"]


def _chat(packages: Path, random: Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what people wrote to each other, whole or a sentence at a time."""
    path = packages / "chitchat_dataset" / "dataset.json"
    chats: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    said: tuple[list[str], list[str]] = [], []
    for number, key in enumerate(sorted(chats)):
        into = said[number % _ASIDE == 0]
        for turn in chats[key]["messages"]:
            for message in turn:
                text: str = message["text"]
                whole = random.random() < 0.5  # noqa: PLR2004
                parts = [text] if whole else _ENDS.split(text)
                into += filter(_PLAIN.fullmatch, map(normalised, parts))
    lines, aside = (
        [line for line in some if len(line) <= _LONGEST and "http" not in line]
        for some in said
    )
    for some in (lines, aside):
        random.shuffle(some)
    return tuple(lines[:_CHAT_LINES]), tuple(aside[:_CHAT_ASIDE])


def _skills(packages: Path, lists: Lists, random: Random) -> tuple[str, ...]:
    """Return what the skills of two voice assistants are asked."""
    found: list[str] = []
    for path in sorted(packages.glob("*/**/*.intent")):
        if "en-us" not in path.parts:
            continue
        templates = _written(path)
        random.shuffle(templates)
        found += sentences(templates[:_MOST_TEMPLATES], lists, random, each=2)
    return tuple(found)


def _home_assistant(lists: Lists, random: Random) -> tuple[str, ...]:
    """Return what Home Assistant's intents are asked."""
    folder = Path(home_assistant_intents.__file__).parent / "data"
    content = json.loads((folder / "en.json").read_text(encoding="utf-8"))
    rules = _parsed(content["expansion_rules"])
    theirs = {
        name: _values(listed, random) or lists["number"]
        for name, listed in content["lists"].items()
    }
    theirs |= {"name": lists["device"]} | {
        slot: lists[slot] for slot in (*_SLOTS, "message") if slot in lists
    }
    found: list[str] = []
    for intent in content["intents"].values():
        for group in intent["data"]:
            local = group.get("expansion_rules", {})
            found += sentences(
                group["sentences"],
                {**lists, **theirs},
                random,
                each=5,
                rules=rules
                | {name: parse_sentence(one) for name, one in local.items()},
            )
    return tuple(found)


def _parsed(rules: dict[str, str]) -> dict[str, Sentence]:
    return {name: parse_sentence(rule) for name, rule in rules.items()}


def _values(listed: dict[str, Any], random: Random) -> list[str]:
    values = listed.get("values", ())
    texts = [one["in"] if isinstance(one, dict) else one for one in values]
    try:
        return sentences(texts, {"thing": ("it",)}, random, each=1)
    except ParseError:
        return []
