"""What of a situation tells who may be speaking in a room."""

from typing import Final

import pytest

from custom_components.samantha.manners.addressee import NOWHERE, Room, room_of
from custom_components.samantha.manners.situation import Playing, Presence, Situation

from ..home import home

KITCHEN: Final = "satellite.kitchen"
BOB: Final = {"presence": Presence.HOME}
BOBS: Final = {KITCHEN: {"resident": "bob"}}


@pytest.mark.parametrize(
    ("situation", "people"),
    [
        (home(), 1),
        (home(guests=True), None),
        (home(guests=None), None),
        (home({"bob": {**BOB, "area": "kitchen"}}), 2),
        (home({"bob": {**BOB, "area": "kitchen"}}, guests=True), 2),
        (home({"bob": {**BOB, "area": "dining"}}), 1),
        (home({"bob": BOB}), None),
        (home({"bob": {"presence": Presence.UNKNOWN}}), None),
        (home({"anna": {"area": "bedroom"}}), 0),
        (home({"anna": {"area": None}}), 1),
        (home({KITCHEN: {"area": None}}), 1),
        (home({KITCHEN: {"area": None}, "bob": {**BOB, "area": "dining"}}), None),
        (home({"anna": {"area": "dining"}, "dining": {"ear": "kitchen"}}), 1),
        (home(residents={}), None),
    ],
)
def test_people(situation: Situation, people: int | None) -> None:
    """Only what is known of everybody tells how many are there."""
    assert room_of(situation, KITCHEN).people == people


@pytest.mark.parametrize(
    ("situation", "playing"),
    [
        (home(), Playing.NOTHING),
        (home({"kitchen": {"playing": Playing.MUSIC}}), Playing.MUSIC),
        (home({"dining": {"playing": Playing.WATCHING}}), Playing.NOTHING),
        (
            home(
                {
                    "kitchen": {"playing": Playing.MUSIC},
                    "dining": {"playing": Playing.WATCHING, "ear": "kitchen"},
                }
            ),
            Playing.WATCHING,
        ),
    ],
)
def test_playing(situation: Situation, playing: Playing) -> None:
    """What plays in any room that is heard there, a film before music."""
    assert room_of(situation, KITCHEN).playing is playing


@pytest.mark.parametrize(
    ("situation", "on_call"),
    [
        (home(), False),
        (home({"kitchen": {"on_call": True}}), True),
        (home({"dining": {"on_call": True}}), False),
        (home({"bob": {**BOB, "on_call": True}, **BOBS}), True),
        (home({"bob": {**BOB, "on_call": True, "area": "dining"}, **BOBS}), False),
        (home({"bob": {"on_call": True}, **BOBS}), False),
    ],
)
def test_on_call(situation: Situation, *, on_call: bool) -> None:
    """A call in the room, or of whoever the satellite belongs to."""
    assert room_of(situation, KITCHEN).on_call is on_call


def test_no_voice() -> None:
    """Of a window of the app nothing is known."""
    assert room_of(home(), "conversation") == NOWHERE == Room()
