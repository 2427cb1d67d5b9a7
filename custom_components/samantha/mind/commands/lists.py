"""Orders about the items of lists."""

from collections.abc import Sequence
import re
from typing import Any, Final

from homeassistant.components.todo.const import (
    DATA_COMPONENT,
    TodoItemStatus,
    TodoListEntityFeature,
)
from homeassistant.components.todo.entity import TodoItem
from homeassistant.const import ATTR_SUPPORTED_FEATURES, STATE_UNAVAILABLE

from ..reader.index import Thing
from ..reader.lists import list_name
from ..reader.selection import select
from .asking import Choice, Means
from .choosing import choose, choose_lone
from .doing import plan_of
from .order import Act, Order, Outcome, Problem

_MOST_ITEMS: Final = 20
_NEEDED: Final[dict[str, TodoListEntityFeature]] = {
    "add": TodoListEntityFeature.CREATE_TODO_ITEM,
    "remove": TodoListEntityFeature.DELETE_TODO_ITEM,
    "tick": TodoListEntityFeature.UPDATE_TODO_ITEM,
    "clear": TodoListEntityFeature.DELETE_TODO_ITEM,
}


def add_items(order: Order) -> Outcome:
    """Plan to put items on a list; what is on it already is not put there twice."""
    target = _list(order, "add")
    if not isinstance(target, Thing):
        return target
    adding, again, there = list[str](), list[TodoItem](), list[str]()
    for said in _items(order):
        item = _find(order, target, said)
        if item is None:
            adding.append(said)
        elif item.status == TodoItemStatus.COMPLETED:
            again.append(item)
        else:
            there.append(said)
    calls: list[tuple[str, str, dict[str, Any]]] = [
        (said, "add_item", {"item": said}) for said in adding
    ]
    calls += [
        (
            str(item.summary),
            "update_item",
            {"item": item.uid or item.summary, "status": TodoItemStatus.NEEDS_ACTION},
        )
        for item in again
    ]
    return _plan(order, target, calls, "added", ("on_list_already", there))


def remove_items(order: Order) -> Outcome:
    """Plan to take items off a list."""
    target = _list(order, "remove")
    if not isinstance(target, Thing):
        return target
    found, missing = _found(order, target)
    calls = [
        (said, "remove_item", {"item": [item.uid or item.summary]})
        for said, item in found
    ]
    return _plan(order, target, calls, "removed", ("no_item", missing))


def tick_items(order: Order) -> Outcome:
    """Plan to tick off items of a list."""
    target = _list(order, "tick")
    if not isinstance(target, Thing):
        return target
    found, missing = _found(order, target)
    calls = [
        (
            said,
            "update_item",
            {"item": item.uid or item.summary, "status": TodoItemStatus.COMPLETED},
        )
        for said, item in found
    ]
    return _plan(order, target, calls, "ticked", ("no_item", missing))


def clear_items(order: Order) -> Outcome:
    """Plan to take off a list what is done."""
    target = _list(order, "clear")
    if not isinstance(target, Thing):
        return target
    if not _has(order, target):
        return order.problem("nothing_ticked")
    calls: list[tuple[str, str, dict[str, Any]]] = [("", "remove_completed_items", {})]
    return _plan(order, target, calls, "cleared", ("no_item", []))


def _plan(
    order: Order,
    target: Thing,
    calls: Sequence[tuple[str, str, dict[str, Any]]],
    say: str,
    left: tuple[str, Sequence[str]],
) -> Outcome:
    name = list_name(target, order.teller, order.around.lexicon)
    acts = [
        Act(
            thing=target,
            service=service,
            data=data,
            say=say,
            values={"items": said, "list": name},
        )
        for said, service, data in calls
    ]
    key, words = left
    notes = []
    if words:
        be = order.around.lexicon.vocabulary["be"]["many" if len(words) > 1 else "one"]
        items = order.teller.listed(words)
        notes.append(order.say(key, items=items, list=name, be=be))
    return plan_of(order, acts, notes=notes)


def _list(order: Order, needs: str) -> Thing | Problem | None:
    """Return the list that was named; else the only one, or the one for shopping."""
    lists = order.around.index.by_domain.get("todo", [])
    phrase = order.slots.get("list", "")
    choice: Choice | Problem | None
    if called := _called(order, phrase, lists):
        choice = Choice(things=(called,))
    elif phrase and not _is_just_a_list(order, phrase):
        named = select(phrase, lambda _: True, order.around)
        if named is not None and named.kind not in {None, "list"}:
            return None  # "Add five minutes to the timer" is about no list.
        if named is not None and not any(map(_is_list, named.things)):
            return None  # "Put the film on the TV" is about none either.
        choice = choose(order, _is_list, Means(), slot="list")
    elif needs != "add" and (having := [one for one in lists if _has(order, one)]):
        choice = choose_lone(order, having)
    else:
        words = set(order.wording.content["shopping"])
        shopping = [one for one in lists if one.tokens & words]
        choice = choose_lone(order, shopping or lists)
    if not isinstance(choice, Choice):
        return choice
    if len(choice.things) != 1:
        return None
    target = choice.things[0]
    state = order.state(target)
    if state is None or state.state == STATE_UNAVAILABLE:
        return order.problem("unreachable", [target])
    if not state.attributes.get(ATTR_SUPPORTED_FEATURES, 0) & _NEEDED[needs]:
        return order.problem("cannot", [target])
    return target


def _called(order: Order, phrase: str, lists: Sequence[Thing]) -> Thing | None:
    """Return the one list that is called so, or that is for what is to be done.

    "My to-do list" is made of words that say nothing elsewhere.
    """
    lexicon = order.around.lexicon
    words = lexicon.words(phrase)
    while words and words[0] in lexicon.vocabulary["articles"]:
        words = words[1:]
    if len(words) > 1 and lexicon.kinds.get(lexicon.joined(words[-1:])) == "list":
        words = words[:-1]
    said = lexicon.joined(words)
    found = [one for one in lists if lexicon.joined(lexicon.words(one.name)) == said]
    tasks = [lexicon.words(name) for name in order.wording.content["tasks"]]
    if not found and said in map(lexicon.joined, tasks):
        found = [
            one
            for one in lists
            if any(set(map(lexicon.stem, t)) <= one.tokens for t in tasks)
        ]
    return found[0] if len(found) == 1 else None


def _is_just_a_list(order: Order, phrase: str) -> bool:
    lexicon = order.around.lexicon
    words = [
        word
        for word in lexicon.words(phrase)
        if lexicon.stem(word) not in lexicon.unsaid
    ]
    return lexicon.kinds.get(lexicon.joined(words)) == "list"


def _has(order: Order, target: Thing) -> bool:
    """Return whether a list has the items that are spoken of."""
    if "items" not in order.slots:
        entity = order.hass.data[DATA_COMPONENT].get_entity(target.entity_id)
        items = entity.todo_items or [] if entity else []
        return any(item.status == TodoItemStatus.COMPLETED for item in items)
    found, _ = _found(order, target)
    return bool(found)


def _is_list(thing: Thing) -> bool:
    return thing.domain == "todo"


def _found(order: Order, target: Thing) -> tuple[list[tuple[str, TodoItem]], list[str]]:
    found: list[tuple[str, TodoItem]] = []
    missing: list[str] = []
    for said in _items(order):
        item = _find(order, target, said)
        if item is None:
            missing.append(said)
        else:
            found.append((said, item))
    return found, missing


def _find(order: Order, target: Thing, said: str) -> TodoItem | None:
    """Return the item that words mean; one that is still to do goes first."""
    lexicon = order.around.lexicon
    entity = order.hass.data[DATA_COMPONENT].get_entity(target.entity_id)
    key = lexicon.joined(_content(order, said))
    fitting = [
        item
        for item in (entity.todo_items or [] if entity else [])
        if item.summary and lexicon.joined(_content(order, item.summary)) == key
    ]
    fitting.sort(key=lambda item: item.status == TodoItemStatus.COMPLETED)
    return fitting[0] if fitting else None


def _content(order: Order, text: str) -> list[str]:
    words = order.around.lexicon.words(text)
    if len(words) > 1 and words[0] in order.around.lexicon.vocabulary["articles"]:
        return words[1:]
    return words


def _items(order: Order) -> list[str]:
    """Return the items that were said, each as it was written."""
    words = order.slots["items"]
    written = re.search(
        r"[\W_]+".join(re.escape(word) for word in words.split()),
        order.text,
        re.IGNORECASE,
    )
    text = written.group() if written else words
    joints = [" and "] if words not in order.wording.content["whole_items"] else []
    parts = re.split(r"\s*[,;]\s*", text)
    for joint in joints:
        parts = [
            piece
            for part in parts
            for piece in _apart(part, joint, order.wording.content["whole_items"])
        ]
    leading = tuple(f"{word} " for word in order.around.lexicon.vocabulary["articles"])
    kept = [part.strip() for part in parts if part.strip()]
    return [
        item.split(" ", 1)[1] if item.casefold().startswith(leading) else item
        for item in kept
    ][:_MOST_ITEMS]


def _apart(text: str, joint: str, whole: Sequence[str]) -> list[str]:
    """Return the items of a text, those that hold the joint themselves in one piece."""
    for item in whole:
        start = text.casefold().find(item)
        if start >= 0:
            end = start + len(item)
            around = f"{text[:start]}{joint}{text[end:]}"
            return [text[start:end], *_apart(around, joint, whole)]
    return [part for part in f" {text} ".split(joint) if part.strip()]
