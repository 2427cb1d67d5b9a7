"""What a turn brings a model besides words: the time, the place, what it is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar
from homeassistant.util import dt as dt_util

from ..model_words import ModelWords
from ..targets import area_heard_in
from ..turn import Turn
from .plain import plain_numbers, plain_state
from .retrieval import Item, Retrieval
from .words_of import words_of

MOST_ENTITIES: Final = 6
_MOST_BYTES: Final = 480


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The context of one turn as text, and whether others wrote in it."""

    text: str
    items: tuple[Item, ...]
    tainted: bool


def surroundings(turn: Turn, found: Retrieval, words: ModelWords) -> Surroundings:
    """Return what the turn is about, with the states as they are now."""
    hass, heard = turn.hass, turn.heard
    area_id = area_heard_in(hass, heard.satellite_id, heard.device_id)
    area = ar.async_get(hass).async_get_area(area_id) if area_id else None
    recent = turn.mind.reader.recent.get(turn.place)
    little = turn.phrases.house.little_words if turn.phrases.house else frozenset()
    items = found.find(
        " ".join(word for word in words_of(turn.text) if word not in little),
        most=MOST_ENTITIES,
        area_id=area_id,
        recent=[thing.entity_id for thing in recent.about[:3]] if recent else (),
    )
    lines = [f"{dt_util.now():%A %Y-%m-%d %H:%M}"]
    if area is not None:
        lines.append(words.prompt["here"].format(area=area.name))
    shown: list[Item] = []
    size = 0
    for item in items:
        line = describe(hass, item, turn.may_see)
        if line is None:
            continue
        size += len(line.encode()) + 1
        if size > _MOST_BYTES:
            break
        lines.append(line)
        shown.append(item)
    extra = heard.extra_system_prompt
    if extra:
        lines.append(extra[:_MOST_BYTES])
    text = "\n".join(lines)
    return Surroundings(text, tuple(shown), tainted=bool(extra))


def describe(
    hass: HomeAssistant, item: Item, may_see: Callable[[str], bool] | None
) -> str | None:
    """Return an entity in one line, as it is now; None where it is not to be seen."""
    if (fields := facts_of(hass, item, may_see)) is None:
        return None
    name, state, numbers = fields
    where = f", {item.area}" if item.area else ""
    said = state if state is not None else "(text)"
    return f"{name} ({item.domain}{where}): {', '.join([said, *numbers])}"


def facts_of(
    hass: HomeAssistant, item: Item, may_see: Callable[[str], bool] | None
) -> tuple[str, str | None, list[str]] | None:
    """Return the name, the state and the numbers of an entity that may be seen now.

    The state is None where others may have written it.
    """
    state = hass.states.get(item.entity_id)
    if (
        state is None
        or not async_should_expose(hass, CONVERSATION_DOMAIN, item.entity_id)
        or (may_see is not None and not may_see(item.entity_id))
    ):
        return None
    return item.name, plain_state(state), plain_numbers(state)


def system_prompt(
    name: str, language: str, areas: Sequence[str], words: ModelWords
) -> str:
    """Return the stable text that each request begins with.

    Args:
        name: what she is called.
        language: the language to answer in, as a code.
        areas: the areas of the house, in a fixed order.
        words: the texts of her language.

    """
    text = words.prompt["system"].format(name=name, language=language)
    if areas:
        text += words.prompt["areas"].format(areas=_up_to(areas, 600))
    return text


def _up_to(names: Sequence[str], most: int) -> str:
    taken: list[str] = []
    size = 0
    for name in names:
        size += len(name.encode()) + 2
        if size > most:
            break
        taken.append(name)
    return ", ".join(taken)
