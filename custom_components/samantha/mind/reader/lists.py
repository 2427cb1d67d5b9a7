"""Answers to what is on the shopping list and the other lists."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from homeassistant.const import STATE_UNAVAILABLE

from .index import Thing
from .inquiry import Answer, Answerer, Inquiry
from .lexicon import Lexicon
from .selection import place_named
from .sources import content_of, entries_of, things_called, words_of
from .telling import Teller

TOPIC: Final = "lists"
_OPEN: Final = "needs_action"
# What lists are for; the first of them may be meant without its name.
_GROUPS: Final = ("shopping", "tasks")


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list; its day is the last on which it should be done."""

    title: str
    open: bool
    due: date | None


@dataclass(frozen=True, slots=True)
class _List:
    """A list and its items; None where it can't be reached."""

    thing: Thing
    items: list[_Item] | None

    @property
    def open(self) -> list[_Item]:
        """Return what is still to do, or to buy."""
        return [item for item in self.items or () if item.open]


async def items(inquiry: Inquiry) -> Answer:
    """Answer what is on a list."""
    lists = await _lists(inquiry)
    if not isinstance(lists, list):
        return lists
    teller = inquiry.teller
    full = [one for one in lists if one.open]
    if not full:
        return _told(inquiry, lists, "list_empty")
    said = [
        teller.part(
            "list_on", list=_name(inquiry, one), items=_titles(inquiry, one.open)
        )
        for one in full
    ]
    return _told(inquiry, lists, "list_items", list=teller.joined(said))


async def any_items(inquiry: Inquiry) -> Answer:
    """Answer whether anything is on a list, or whether it is empty."""
    lists = await _lists(inquiry)
    if not isinstance(lists, list):
        return lists
    found = [item for one in lists for item in one.open]
    key = "list_any" if found else "list_not_any"
    if inquiry.slots.get("negated"):
        key = "list_not_empty" if found else "list_is_empty"
    return _told(inquiry, lists, key, items=_titles(inquiry, found))


async def count_items(inquiry: Inquiry) -> Answer:
    """Answer how many things are on a list."""
    lists = await _lists(inquiry)
    if not isinstance(lists, list):
        return lists
    found = [item for one in lists for item in one.open]
    if not found:
        return _told(inquiry, lists, "list_empty")
    return _told(
        inquiry,
        lists,
        "list_count",
        count=inquiry.teller.count(len(found)),
        items=_titles(inquiry, found),
    )


async def has_item(inquiry: Inquiry) -> Answer:
    """Answer whether something is on a list."""
    lists = await _lists(inquiry)
    if not isinstance(lists, list):
        return lists
    lexicon, item = inquiry.lexicon, inquiry.slots["item"]
    wanted = content_of(item, lexicon)
    if not wanted:
        return None
    for still_open in (True, False):
        for one in lists:
            for there in one.items or ():
                stems = lexicon.stems(there.title)
                if there.open is still_open and wanted <= {*stems, "".join(stems)}:
                    return inquiry.teller.say(
                        "list_has" if still_open else "list_had",
                        item=there.title,
                        list=_name(inquiry, one),
                    )
    if inquiry.slots.get("listed"):  # What is on no list may be no item at all.
        return None
    if place_named(inquiry.slots.get("list", ""), inquiry.around):
        return None
    named = inquiry.select(lambda _: True, slot="item")
    if named is not None and named.things:  # It is in the house, and was asked of that.
        return None
    return _told(inquiry, lists, "list_lacks", item=item)


async def due(inquiry: Inquiry) -> Answer:
    """Answer what has to be done by then, with what should be done already."""
    lists = await _lists(inquiry)
    now = inquiry.now
    until = now.date()
    if "when" in inquiry.slots:
        span = inquiry.lexicon.when.span(inquiry.slots["when"], now)
        if span is None:
            return None
        until = (span.end - timedelta(seconds=1)).date()
    elif inquiry.slots.get("late"):
        until = now.date() - timedelta(days=1)
    if not isinstance(lists, list):
        return lists
    found = sorted(
        (item.due, item.title)
        for one in lists
        for item in one.open
        if item.due and item.due <= until
    )
    if not found:
        return _told(inquiry, lists, "list_none_due")
    said = [
        inquiry.teller.part("list_due", item=title, day=_day(inquiry, day))
        for day, title in found
    ]
    return _told(inquiry, lists, "list_all_due", items=inquiry.teller.listed(said))


ANSWERERS: Final[Mapping[str, Answerer]] = {
    "list_any": any_items,
    "list_count": count_items,
    "list_due": due,
    "list_has": has_item,
    "list_items": items,
}


async def _lists(inquiry: Inquiry) -> list[_List] | Answer:
    """Return the lists that are meant with their items, or what to say instead."""
    things = _meant(inquiry)
    if not things:
        return None if things is None else inquiry.teller.say("list_none")
    read = await asyncio.gather(*(_read(inquiry, thing) for thing in things))
    if all(one.items is None for one in read):
        names = inquiry.teller.listed([_name(inquiry, one) for one in read])
        return inquiry.teller.say("list_unreachable", names=names)
    return list(read)


def _meant(inquiry: Inquiry) -> Sequence[Thing] | None:
    """Return the lists that are meant; None where the words mean something else."""
    every = inquiry.around.index.by_domain.get("todo", [])
    if group := inquiry.slots.get("group"):
        return _of_group(inquiry, every, group)
    if "list" not in inquiry.slots:
        return every
    lexicon, phrase = inquiry.lexicon, inquiry.slots["list"]
    generic = words_of(lexicon, TOPIC, "list")
    wanted = content_of(phrase, lexicon, generic)
    found = things_called(phrase, "todo", generic, inquiry)
    is_any = not wanted and len(found) == len(every)
    if found and not is_any:
        return found
    if group := _group_named(inquiry, phrase, wanted):
        return _of_group(inquiry, every, group)
    if generic.isdisjoint(lexicon.stems(phrase)):
        return None
    return found


def _group_named(inquiry: Inquiry, phrase: str, wanted: Collection[str]) -> str | None:
    """Return the group of lists that a phrase has a word for, and nothing beside."""
    lexicon = inquiry.lexicon
    said = f" {' '.join(lexicon.stems(phrase))} "
    for group in _GROUPS:
        words: Sequence[str] = lexicon.topics[TOPIC]["words"][group]
        if set(wanted) <= words_of(lexicon, TOPIC, group) and any(
            f" {' '.join(lexicon.stems(word))} " in said for word in words
        ):
            return group
    return None


def _of_group(inquiry: Inquiry, every: Sequence[Thing], group: str) -> Sequence[Thing]:
    """Return the lists of a group: those called so, or else what could be one."""
    called = {
        name: [thing for thing in every if _is_of_group(inquiry, thing, name)]
        for name in _GROUPS
    }
    if called[group]:
        return called[group]
    taken = [thing for things in called.values() for thing in things]
    rest = [thing for thing in every if thing not in taken]
    return rest if group == "tasks" or len(rest) == 1 else ()


def _is_of_group(inquiry: Inquiry, thing: Thing, group: str) -> bool:
    return _group_named(inquiry, thing.name, ()) == group


async def _read(inquiry: Inquiry, thing: Thing) -> _List:
    state = inquiry.state(thing)
    if state is None or state.state == STATE_UNAVAILABLE:
        return _List(thing, None)
    entries = await entries_of(inquiry, "todo.get_items", "items", thing, {})
    if entries is None:
        return _List(thing, None)
    inquiry.outside = inquiry.outside or bool(entries)
    return _List(thing, [item for entry in entries if (item := _item(entry, inquiry))])


def _item(entry: Mapping[str, Any], inquiry: Inquiry) -> _Item | None:
    title = entry.get("summary")
    if not isinstance(title, str) or not title.strip():
        return None
    return _Item(
        title=" ".join(title.split()),
        open=entry.get("status", _OPEN) == _OPEN,
        due=_due(entry.get("due"), inquiry),
    )


def _due(text: object, inquiry: Inquiry) -> date | None:
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(inquiry.now.tzinfo)
    return moment.date()


def _day(inquiry: Inquiry, day: date) -> str:
    return inquiry.lexicon.when.day(day, inquiry.now).words


def _titles(inquiry: Inquiry, found: Sequence[_Item]) -> str:
    return inquiry.teller.listed([item.title for item in found])


def _name(inquiry: Inquiry, one: _List) -> str:
    return list_name(one.thing, inquiry.teller, inquiry.lexicon)


def list_name(thing: Thing, teller: Teller, lexicon: Lexicon) -> str:
    """Return a list's name, as "the shopping list"."""
    if thing.tokens & words_of(lexicon, TOPIC, "list"):
        return teller.name(thing)
    return teller.part("list_name", name=teller.the(thing.name))


def _told(inquiry: Inquiry, lists: Sequence[_List], key: str, **values: str) -> str:
    """Return an answer, and which of the lists could not be asked."""
    teller = inquiry.teller
    there = [_name(inquiry, one) for one in lists if one.items is not None]
    called = there[0] if len(there) == 1 else teller.part("list_any_of")
    said = teller.say(key, **{"list": called, **values})
    missing = [_name(inquiry, one) for one in lists if one.items is None]
    if not missing:
        return said
    return f"{said} {teller.say('list_unreachable', names=teller.listed(missing))}"
