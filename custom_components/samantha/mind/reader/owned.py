"""Answers to what is somebody's: homework on a list, or in a calendar, of theirs."""

from collections.abc import Mapping, Sequence
from typing import Final

from . import agenda, calendars, lists
from .index import Thing
from .inquiry import Answer, Answerer, Inquiry
from .sources import content_of, things_called, words_of


async def owned(inquiry: Inquiry) -> Answer:
    """Answer whether somebody has something to do, or what."""
    lexicon = inquiry.lexicon
    owner, about = inquiry.slots.get("owner", ""), inquiry.slots.get("about", "")
    general = words_of(lexicon, lists.TOPIC, "list")
    phrase = f"{owner} {about}".strip()
    if not content_of(phrase, lexicon, general):
        return None
    if named := things_called(phrase, "todo", general, inquiry):
        if "exact" in inquiry.slots and not _is_all(named, phrase, inquiry):
            return None
        inquiry.slots = {**inquiry.slots, "list": phrase}
        answerer = lists.items if inquiry.slots.get("which") else lists.any_items
        return await answerer(inquiry)
    if not (owner and about and content_of(owner, lexicon)):
        return None
    if things_called(owner, "todo", general, inquiry):
        inquiry.slots = {**inquiry.slots, "list": owner, "item": about}
        return await lists.has_item(inquiry)
    return await _in_calendar(inquiry, owner, about)


def _is_all(named: Sequence[Thing], phrase: str, inquiry: Inquiry) -> bool:
    """Return whether a phrase is the whole name of a list, and not a part of it."""
    stems = {*inquiry.lexicon.stems(phrase)}
    return all(thing.tokens <= stems for thing in named)


async def _in_calendar(inquiry: Inquiry, owner: str, about: str) -> Answer:
    """Answer what is in the calendar of somebody who has one."""
    general = words_of(inquiry.lexicon, calendars.TOPIC, "calendar")
    found = things_called(owner, "calendar", general, inquiry)
    if not found:
        return None
    inquiry.slots = {**inquiry.slots, "calendar": owner}
    return await agenda.any_events(inquiry) or inquiry.teller.say(
        "owned_not_any", about=about, calendar=calendars.names(inquiry, found)
    )


ANSWERERS: Final[Mapping[str, Answerer]] = {"owned": owned}
