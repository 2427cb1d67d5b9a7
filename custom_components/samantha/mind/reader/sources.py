"""What calendars, lists and weather services tell when asked through their actions."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import timedelta
import logging
from typing import Any, Final

from aiohttp import ClientError
from homeassistant.exceptions import HomeAssistantError
import probatio

from .index import Thing
from .inquiry import Inquiry
from .lexicon import Lexicon

_LOGGER = logging.getLogger(__name__)

# Longer than this nobody waits for an answer.
_PATIENCE: Final = timedelta(seconds=8)
# What integrations let through when the service behind them fails.
_FAILURES: Final = (
    HomeAssistantError,
    probatio.Invalid,
    ClientError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)

type Entries = list[Mapping[str, Any]]


def words_of(lexicon: Lexicon, topic: str, group: str) -> frozenset[str]:
    """Return the stems of a group of a topic's words."""
    return lexicon.stems_of(lexicon.topics[topic]["words"][group])


def content_of(
    phrase: str, lexicon: Lexicon, besides: Collection[str] = ()
) -> frozenset[str]:
    """Return the stems of a phrase that say which one is meant."""
    return frozenset(
        stem
        for stem in lexicon.stems(phrase)
        if stem not in lexicon.unsaid and stem not in besides
    )


def things_called(
    phrase: str, domain: str, generic: Collection[str], inquiry: Inquiry
) -> list[Thing]:
    """Return the exposed things of a domain that a phrase means.

    Args:
        phrase: such as "the family calendar", or empty.
        domain: of the entities.
        generic: stems that say what it is, and not which one.
        inquiry: the question.

    Returns all of them where the phrase names none in particular, and none where it
    names one that there isn't.

    """
    lexicon = inquiry.lexicon
    things = inquiry.around.index.by_domain.get(domain, [])
    words = lexicon.words(phrase)
    while words:
        key = lexicon.joined(words)
        if found := [
            t for t in inquiry.around.index.by_name.get(key, ()) if t in things
        ]:
            return found
        if lexicon.stem(words[0]) not in lexicon.unsaid:
            break
        words = words[1:]
    wanted = content_of(phrase, lexicon, generic)
    return [thing for thing in things if wanted <= thing.tokens]


def is_a_thing(phrase: str, inquiry: Inquiry) -> bool:
    """Return whether a phrase is the name of something that has a state."""
    lexicon = inquiry.lexicon
    wanted = content_of(phrase, lexicon)
    if not wanted:
        return True
    index = inquiry.around.index
    return lexicon.joined(lexicon.words(phrase)) in index.places or any(
        index.things[one].domain not in {"calendar", "todo"}
        for one in index.having(wanted)
    )


async def entries_of(
    inquiry: Inquiry, action: str, field: str, thing: Thing, data: Mapping[str, Any]
) -> Entries | None:
    """Return the entries of an action's response; None where there is no answer."""
    domain, _, service = action.partition(".")
    try:
        async with asyncio.timeout(_PATIENCE.total_seconds()):
            response = await inquiry.hass.services.async_call(
                domain,
                service,
                {"entity_id": thing.entity_id, **data},
                blocking=True,
                context=inquiry.context,
                return_response=True,
            )
    except _FAILURES as error:
        _LOGGER.debug("No answer from %s: %s", thing.entity_id, type(error).__name__)
        return None
    answer = (response or {}).get(thing.entity_id)
    entries = answer.get(field) if isinstance(answer, dict) else None
    if not isinstance(entries, list):
        return None
    return [entry for entry in entries if isinstance(entry, dict)]
