"""What is one mouth, and what is one ear."""

from collections.abc import Mapping

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.manners.ears import ears_of, grouped


@pytest.mark.parametrize(
    ("members", "groups", "expected"),
    [
        ([], [], {}),
        (["a", "b"], [], {"a": "a", "b": "b"}),
        (["c", "b", "a"], [["c", "b"]], {"a": "a", "b": "b", "c": "b"}),
        # Groups that share a member are one.
        (["a", "b", "c"], [["c", "b"], ["b", "a"]], {"a": "a", "b": "a", "c": "a"}),
        # A satellite, its player and its twin by device and by fingerprint.
        (
            ["satellite", "player", "twin", "other"],
            [
                ["satellite", "device 1"],
                ["player", "device 1"],
                ["player", "aa:bb"],
                ["twin", "aa:bb"],
            ],
            {
                "other": "other",
                "player": "player",
                "satellite": "player",
                "twin": "player",
            },
        ),
        # Nobody is named after a stranger.
        (["b"], [["a", "b"], []], {"b": "b"}),
    ],
)
def test_grouped(
    members: list[str], groups: list[list[str]], expected: Mapping[str, str]
) -> None:
    """Groups are transitive, and named by their smallest member."""
    assert grouped(members, groups) == expected


_THINGS = st.sampled_from("abcdefgh")


@given(st.sets(_THINGS), st.lists(st.lists(_THINGS, max_size=4), max_size=6))
def test_order_does_not_matter(members: set[str], groups: list[list[str]]) -> None:
    """The same groups in another order have the same names."""
    mixed = [list(reversed(group)) for group in reversed(groups)]
    assert grouped(members, groups) == grouped(sorted(members), mixed)


def test_areas_of_an_open_plan_are_one_ear() -> None:
    """What the owner says is one room is one ear."""
    ears = ears_of(["hall", "kitchen", "living"], [["living", "kitchen"]], {}, {})
    assert ears == {"hall": "hall", "kitchen": "kitchen", "living": "kitchen"}


def test_areas_that_one_mouth_sounds_in_are_one_ear() -> None:
    """Speakers that play as a group are heard in the rooms of all of them."""
    ears = ears_of(
        ["bath", "hall", "kitchen"],
        [],
        {"speaker.bath": "group", "speaker.kitchen": "group", "speaker.lost": "group"},
        {"speaker.bath": "bath", "speaker.kitchen": "kitchen"},
    )
    assert ears == {"bath": "bath", "hall": "hall", "kitchen": "bath"}
