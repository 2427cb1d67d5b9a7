"""Who is speaking, and what they may hear."""

from typing import Any

import pytest

from custom_components.samantha.manners.privacy import may_hear
from custom_components.samantha.manners.situation import Presence, Situation
from custom_components.samantha.manners.speaker import Evidence, Speaker, who_speaks
from custom_components.samantha.manners.utterance import Privacy

from .home import home

ANNA = frozenset({"anna"})
KITCHEN = "satellite.kitchen"
BOB_IN_DINING = {"bob": {"presence": Presence.HOME, "area": "dining"}}
BOB_IN_KITCHEN = {"bob": {"presence": Presence.HOME, "area": "kitchen"}}
BOB_SOMEWHERE = {"bob": {"presence": Presence.HOME}}
BOB_UNKNOWN = {"bob": {"presence": Presence.UNKNOWN}}
BOBS_SATELLITE = {KITCHEN: {"resident": "bob"}}


@pytest.mark.parametrize(
    ("situation", "given", "resident", "evidence"),
    [
        (home(), {}, "anna", Evidence.ONLY_AT_HOME),
        (home(guests=True), {}, None, Evidence.UNKNOWN),
        (home(guests=None), {}, None, Evidence.UNKNOWN),
        (home(BOB_UNKNOWN), {}, None, Evidence.UNKNOWN),
        (home(BOB_IN_DINING), {}, "anna", Evidence.ONLY_IN_ROOM),
        (home(BOB_IN_DINING, guests=True), {}, None, Evidence.UNKNOWN),
        (home(BOB_IN_KITCHEN), {}, None, Evidence.UNKNOWN),
        (home(BOB_SOMEWHERE), {}, None, Evidence.UNKNOWN),
        (home(BOB_IN_KITCHEN), {"user": "bob"}, "bob", Evidence.APP_USER),
        (home(BOB_IN_KITCHEN), {"user": "stranger"}, None, Evidence.UNKNOWN),
        (home(BOB_IN_KITCHEN), {"code_of": "bob"}, "bob", Evidence.SPOKEN_CODE),
        (home(BOB_IN_KITCHEN), {"recognised": "bob"}, "bob", Evidence.RECOGNISED),
        # A tag of somebody who is away is a mistake, and so is their satellite.
        (home(), {"recognised": "bob"}, "anna", Evidence.ONLY_AT_HOME),
        (home(BOBS_SATELLITE), {}, "anna", Evidence.ONLY_AT_HOME),
        (home({**BOB_IN_KITCHEN, **BOBS_SATELLITE}), {}, "bob", Evidence.OWN_SATELLITE),
        (
            home({**BOB_IN_KITCHEN, **BOBS_SATELLITE}),
            {"recognised": "anna"},
            "anna",
            Evidence.RECOGNISED,
        ),
    ],
)
def test_who_speaks(
    situation: Situation,
    given: dict[str, Any],
    resident: str | None,
    evidence: Evidence,
) -> None:
    """The strongest evidence decides; without any it is not known."""
    assert who_speaks(situation, KITCHEN, **given) == Speaker(resident, evidence)


@pytest.mark.parametrize(
    ("given", "evidence"),
    [
        ({}, Evidence.UNKNOWN),
        ({"recognised": "anna"}, Evidence.UNKNOWN),
        ({"user": "anna"}, Evidence.APP_USER),
    ],
)
def test_who_speaks_in_the_app(given: dict[str, Any], evidence: Evidence) -> None:
    """In a window of the app the house tells nothing."""
    assert who_speaks(home(), "conversation 1", **given).evidence is evidence


@pytest.mark.parametrize(
    ("situation", "place", "privacy", "residents", "speaker", "expected"),
    [
        (home(guests=True), KITCHEN, Privacy.OPEN, ANNA, None, True),
        (home(), KITCHEN, Privacy.HOUSEHOLD, ANNA, None, True),
        (home(guests=None), KITCHEN, Privacy.HOUSEHOLD, ANNA, "anna", False),
        (home(), KITCHEN, Privacy.PRIVATE, ANNA, "anna", True),
        (home(), KITCHEN, Privacy.PRIVATE, ANNA, None, False),
        (home(), KITCHEN, Privacy.PRIVATE, ANNA, "bob", False),
        (home(guests=True), KITCHEN, Privacy.PRIVATE, ANNA, "anna", False),
        (home(BOB_IN_DINING), KITCHEN, Privacy.PRIVATE, ANNA, "anna", True),
        (home(BOB_IN_KITCHEN), KITCHEN, Privacy.PRIVATE, ANNA, "anna", False),
        (home(BOB_SOMEWHERE), KITCHEN, Privacy.PRIVATE, ANNA, "anna", False),
        (home(BOB_UNKNOWN), KITCHEN, Privacy.PRIVATE, ANNA, "anna", False),
        (home(), KITCHEN, Privacy.PRIVATE, frozenset(), None, True),
        (home(guests=True), KITCHEN, Privacy.PRIVATE, frozenset(), None, False),
        (
            home({**BOB_IN_DINING, KITCHEN: {"area": None}}),
            KITCHEN,
            Privacy.PRIVATE,
            ANNA,
            "anna",
            False,
        ),
        (home(guests=True), "app", Privacy.PRIVATE, ANNA, "anna", True),
        (home(), "app", Privacy.PRIVATE, ANNA, "bob", False),
        (home(), "app", Privacy.HOUSEHOLD, ANNA, "bob", True),
        (home(), "app", Privacy.HOUSEHOLD, ANNA, None, False),
    ],
)
def test_may_hear(  # noqa: PLR0913, PLR0917 - a table of them
    situation: Situation,
    place: str,
    privacy: Privacy,
    residents: frozenset[str],
    speaker: str | None,
    expected: bool,  # noqa: FBT001
) -> None:
    """What is for some ears is not told to others."""
    assert may_hear(situation, place, privacy, residents, speaker) is expected
