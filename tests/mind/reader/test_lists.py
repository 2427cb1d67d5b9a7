"""What she says about lists."""

from typing import Any, Final

from homeassistant.components.todo.const import TodoItemStatus
from homeassistant.components.todo.entity import TodoItem
from homeassistant.util import dt as dt_util
import pytest

from .asking import House

LISTS: Final[dict[str, dict[str, Any]]] = {
    "todo.shopping": {
        "name": "Groceries",
        "items": ["Oat milk", "Lemons", "(Rice)"],
    },
    "todo.house": {"name": "Chores", "items": ["Water the ferns", "(Sweep)"]},
    "todo.wishes": {"name": "Mia's wishes", "items": []},
    "todo.secret": {"name": "Presents", "exposed": False, "items": ["Telescope"]},
}


@pytest.mark.parametrize(
    ("question", "says", "lacks"),
    [
        ("what's on the groceries list", ["Oat milk", "Lemons"], ["Rice", "ferns"]),
        ("what's on the shopping list", ["Oat milk", "Lemons"], ["ferns"]),
        ("what do we need to buy", ["Oat milk", "Lemons"], ["ferns"]),
        ("what do we need from the supermarket", ["Lemons"], ["Rice"]),
        ("what's on the list", ["Oat milk", "Water the ferns"], ["Telescope"]),
        ("what's left to do", ["Water the ferns"], ["Lemons", "Sweep"]),
        ("what chores are left", ["Water the ferns"], ["Sweep"]),
        ("is oat milk on the shopping list", ["Yes", "Oat milk"], []),
        ("is milk on the list", ["Yes", "Oat milk"], []),
        ("did I put lemons on the shopping list", ["Yes", "Lemons"], []),
        ("did I put rice on the list", ["No", "ticked off"], []),
        ("do we have sugar on the list", ["No", "sugar"], []),
        ("is there a telescope on the list", ["No"], ["Yes"]),
        ("how many things are on the shopping list", ["Two"], ["Rice"]),
        ("how many things are on my to-do list", ["One", "ferns"], []),
        ("is there anything on the chores list", ["Yes", "ferns"], []),
        ("is there anything on Mia's wishes", ["No", "nothing"], []),
        ("is the shopping list empty", ["No", "Lemons"], []),
        ("what's on the presents list", [], ["Telescope"]),
        ("does Mia have any wishes", ["No", "nothing"], ["Yes"]),
        ("what wishes does Mia have", ["Nothing is on"], []),
        ("what are Mia's wishes", ["Nothing is on"], []),
        ("has Mia finished her wishes", ["Yes", "nothing"], []),
        ("what does Mia have to do", ["Nothing is on", "wishes"], []),
        ("do we have any chores", ["Yes", "ferns"], ["Sweep"]),
        ("are there any presents for Mia", [], ["Telescope"]),
        ("what's due today", ["Nothing is due"], []),
    ],
)
async def test_what_is_listed(
    house: House,
    question: str,
    says: list[str],
    lacks: list[str],
) -> None:
    """She tells what is still open on the lists that are exposed."""
    home = await house.build(LISTS)
    before = home.condition()
    answer = await house.ask(question)
    assert [fact for fact in says if fact not in answer] == [], answer
    assert [fact for fact in lacks if fact in answer] == [], answer
    assert home.condition() == before


@pytest.mark.parametrize(
    ("question", "says", "lacks"),
    [
        ("what's due today", ["Pay rent today", "Return books"], ["Renew", "Old"]),
        ("what's due this week", ["Pay rent", "Renew pass on Friday"], ["Old"]),
        ("what's overdue", ["Return books yesterday"], ["Pay rent"]),
        ("is anything overdue", ["Return books"], ["Pay rent"]),
    ],
)
async def test_what_is_due(
    house: House,
    question: str,
    says: list[str],
    lacks: list[str],
) -> None:
    """Days and moments count alike; what is done is not due."""
    home = await house.build({"todo.a": {"name": "Tasks"}})
    today = dt_util.start_of_local_day()
    dues = {
        "Pay rent": today.replace(hour=18),
        "Return books": today.replace(day=12).date(),
        "Renew pass": today.replace(day=16).date(),
        "Some day": None,
    }
    items = [
        TodoItem(summary=title, uid=title, status=TodoItemStatus.NEEDS_ACTION, due=due)
        for title, due in dues.items()
    ]
    done = TodoItem(
        summary="Old", uid="old", status=TodoItemStatus.COMPLETED, due=today.date()
    )
    home.devices["todo.a"]._attr_todo_items = [*items, done]  # type: ignore[attr-defined]
    answer = await house.ask(question)
    assert [fact for fact in says if fact not in answer] == [], answer
    assert [fact for fact in lacks if fact in answer] == [], answer


@pytest.mark.parametrize(
    ("things", "question", "says"),
    [
        ({}, "what's on the shopping list", "don't see a list"),
        (
            {"todo.a": {"name": "Shopping"}},
            "what do we need to buy",
            "Nothing is on the shopping list",
        ),
        (
            {"todo.a": {"name": "Errands"}},
            "what's on the shopping list",
            "don't see a list",
        ),
        (
            {"todo.a": {"name": "Shared"}},
            "what's on the shopping list",
            "Nothing is on the shared list",
        ),
        (
            {"todo.a": {"name": "Shopping", "state": "unavailable", "items": ["Tea"]}},
            "is tea on the shopping list",
            "can't reach",
        ),
        (
            {"todo.a": {"name": "Shopping", "exposed": False, "items": ["Tea"]}},
            "is tea on the shopping list",
            "don't see a list",
        ),
    ],
)
async def test_says_what_it_cannot_know(
    house: House,
    things: dict[str, dict[str, Any]],
    question: str,
    says: str,
) -> None:
    """Lists that are empty, gone or not exposed get an honest answer."""
    await house.build(things)
    assert says in await house.ask(question)
