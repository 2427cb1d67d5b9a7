"""A situation for each row of the table in docs/manners.md, by the row's id."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any, Final, NamedTuple

from custom_components.samantha.manners.situation import (
    Playing,
    Presence,
    QuietHours,
    Situation,
    VoiceState,
)
from custom_components.samantha.manners.utterance import (
    Kind,
    Privacy,
    Urgency,
    Utterance,
    When,
)
from custom_components.samantha.manners.verdict import Awaited, Change

from .home import NOW, SOON, home, to_say


class Case(NamedTuple):
    """A situation of a row, and what follows of it besides the action."""

    utterance: Utterance
    situation: Situation
    # Where it is said, or which phones.
    voices: tuple[str, ...] = ()
    # What a wait names, exactly; not compared where it isn't given.
    waits: frozenset[Awaited] | None = None
    until: Any = None


def waits(*pairs: tuple[Change, str]) -> frozenset[Awaited]:
    """Return what a verdict waits for."""
    return frozenset(Awaited(change, subject) for change, subject in pairs)


def anna(**facts: Any) -> dict[str, dict[str, Any]]:
    """Return a change of what is known of Anna."""
    return {"anna": facts}


def bob_home(**facts: Any) -> dict[str, dict[str, Any]]:
    """Return a change that has Bob at home."""
    return {"bob": {"presence": Presence.HOME, **facts}}


MOVES: Final = ((Change.PLACE, "anna"), (Change.PRESENCE, "anna"))
BOB_MOVES: Final = ((Change.PLACE, "bob"), (Change.PRESENCE, "bob"))
# Her phone could whisper, were headphones on.
EARS: Final = ((Change.HEADPHONES, "anna"),)
AFTERNOON: Final = QuietHours(time(14), time(16))
FOR_ANNA: Final = to_say("anna")
FOR_ALL: Final = to_say()
ALARM: Final = to_say(kind=Kind.ALARM)
MESSAGE: Final = to_say("anna", kind=Kind.MESSAGE)
PRIVATE: Final = to_say("anna", privacy=Privacy.PRIVATE)
URGENT: Final = to_say("anna", urgency=Urgency.HIGH)
ADDRESSED: Final = to_say("anna", when=When.ADDRESSED)
FREE: Final = to_say("anna", when=When.FREE)
ROOMS: Final = ("satellite.bedroom", "satellite.dining", "satellite.kitchen")
KITCHEN: Final = ("satellite.kitchen",)
PHONE: Final = ("notify.anna",)
LATE: Final = {
    "quiet_hours": AFTERNOON,
    "hushed_until": SOON,
    "guests": True,
}
NOWHERE: Final = {key: {"occupied": False} for key in ("bedroom", "dining", "kitchen")}
UNSEEN: Final = anna(area=None)
OPEN_PLAN: Final = {"dining": {"ear": "kitchen"}}
KITCHEN_GONE: Final = {
    "satellite.kitchen": {"state": VoiceState.UNREACHABLE},
    "speaker.kitchen": {"state": VoiceState.UNREACHABLE},
}
ALL_GONE: Final[Mapping[str, Mapping[str, Any]]] = {
    **KITCHEN_GONE,
    "satellite.bedroom": {"state": VoiceState.UNREACHABLE},
    "satellite.dining": {"state": VoiceState.UNREACHABLE},
}
JUST_NOW: Final = NOW - timedelta(seconds=30)

CASES: Final[dict[str, Case]] = {
    "told": Case(to_say("anna", told=frozenset({"anna"})), home()),
    "expired": Case(
        to_say("anna", valid_from=NOW - timedelta(hours=1), expires=NOW), home()
    ),
    "starting": Case(
        ALARM,
        home(started=False),
        waits=waits((Change.STARTED, "")),
        until=ALARM.expires,
    ),
    "stranger": Case(to_say("cleo"), home()),
    "not_yet": Case(
        to_say("anna", valid_from=SOON), home(), waits=frozenset(), until=SOON
    ),
    "alarm_at_night": Case(
        ALARM,
        home(
            {
                **anna(awake=False, on_call=True),
                "kitchen": {"playing": Playing.WATCHING},
            },
            **LATE,
        ),
        (*ROOMS, *PHONE),
    ),
    "alarm_for_one": Case(to_say("anna", kind=Kind.ALARM), home(), (*KITCHEN, *PHONE)),
    "alarm_busy": Case(
        to_say("anna", kind=Kind.ALARM),
        home(
            {
                "satellite.kitchen": {"state": VoiceState.BUSY},
                "speaker.kitchen": {"state": VoiceState.UNREACHABLE},
            }
        ),
        (*KITCHEN, *PHONE),
    ),
    "alarm_no_voice": Case(ALARM, home(ALL_GONE), PHONE),
    "alarm_private": Case(
        to_say("anna", kind=Kind.ALARM, privacy=Privacy.PRIVATE),
        home(bob_home(area="kitchen")),
        PHONE,
    ),
    "phone_only": Case(
        to_say("anna", voices=frozenset(PHONE)),
        home(anna(presence=Presence.AWAY)),
        PHONE,
    ),
    "away": Case(
        FOR_ANNA,
        home(anna(presence=Presence.AWAY)),
        waits=waits((Change.PRESENCE, "anna")),
    ),
    "when_home_unknown": Case(
        to_say("anna", when=When.HOME),
        home(anna(presence=Presence.UNKNOWN)),
        waits=waits((Change.PRESENCE, "anna")),
    ),
    "house_quiet_hours": Case(
        FOR_ANNA,
        home(quiet_hours=AFTERNOON),
        waits=frozenset(),
        until=SOON,
    ),
    "house_hushed": Case(
        FOR_ANNA,
        home(hushed_until=SOON),
        waits=waits((Change.HUSH, "")),
        until=SOON,
    ),
    "hushed": Case(
        FOR_ANNA,
        home(anna(hushed_until=SOON)),
        waits=waits((Change.HUSH, "anna")),
        until=SOON,
    ),
    "do_not_disturb": Case(
        FOR_ANNA,
        home(anna(do_not_disturb=True)),
        waits=waits((Change.HUSH, "anna")),
    ),
    "asleep": Case(
        FOR_ANNA, home(anna(awake=False)), waits=waits((Change.AWAKE, "anna"))
    ),
    "quiet_hours": Case(
        FOR_ANNA,
        home(anna(quiet_hours=AFTERNOON)),
        waits=frozenset(),
        until=SOON,
    ),
    "on_a_call": Case(
        FOR_ANNA, home(anna(on_call=True)), waits=waits((Change.CALL, "anna"))
    ),
    "not_addressed": Case(
        ADDRESSED, home(), waits=waits((Change.ADDRESSED, ""), *MOVES)
    ),
    "just_back": Case(
        FREE,
        home(anna(came_home=JUST_NOW)),
        waits=waits((Change.PRESENCE, "anna")),
        until=JUST_NOW + timedelta(minutes=15),
    ),
    "timer": Case(
        FREE,
        home({"kitchen": {"timer": True}}),
        waits=waits((Change.TIMER, "kitchen"), *MOVES),
    ),
    "free_unknown": Case(
        FREE,
        home(anna(presence=Presence.UNKNOWN, area=None)),
        waits=waits((Change.PRESENCE, "anna")),
    ),
    "cue_when_addressed": Case(
        to_say("anna", kind=Kind.MESSAGE, when=When.ADDRESSED),
        home(),
        KITCHEN,
        waits=waits((Change.ADDRESSED, ""), *MOVES),
    ),
    "addressed": Case(
        ADDRESSED,
        home(
            {
                **UNSEEN,
                "dining": {"playing": Playing.WATCHING},
                "satellite.dining": {"addressed": JUST_NOW, "addressed_by": "anna"},
            }
        ),
        ("satellite.dining",),
    ),
    "here": Case(FOR_ANNA, home(), KITCHEN),
    "together": Case(
        to_say("anna", "bob"),
        home({**bob_home(area="dining"), **OPEN_PLAN}),
        KITCHEN,
    ),
    "apart": Case(
        to_say("anna", "bob"),
        home(bob_home(area="dining")),
        ("satellite.kitchen", "satellite.dining"),
    ),
    "one_away": Case(to_say("anna", "bob"), home(), KITCHEN),
    "asked_elsewhere": Case(
        to_say("anna", areas=frozenset({"dining"})), home(), waits=waits(*MOVES)
    ),
    "spoke_lately": Case(
        FOR_ANNA,
        home(
            {
                **UNSEEN,
                "satellite.dining": {"addressed": JUST_NOW, "addressed_by": "anna"},
            }
        ),
        ("satellite.dining",),
    ),
    "maybe_seen": Case(
        FOR_ANNA,
        home(
            {
                **UNSEEN,
                **bob_home(area="kitchen"),
                "kitchen": {"occupied": True},
                "dining": {"occupied": True},
            }
        ),
        ("satellite.dining",),
    ),
    "maybe_anywhere": Case(FOR_ANNA, home(UNSEEN), ROOMS),
    "place_unknown": Case(FOR_ANNA, home({**UNSEEN, **NOWHERE})),
    "private_place_unknown": Case(PRIVATE, home({**UNSEEN, **bob_home(area="dining")})),
    "person_unknown": Case(FOR_ANNA, home(anna(presence=Presence.UNKNOWN, area=None))),
    "untracked": Case(
        FOR_ANNA,
        home({**anna(presence=Presence.UNKNOWN, area=None), **bob_home()}),
        ROOMS,
    ),
    "household_away": Case(
        FOR_ALL,
        home(anna(presence=Presence.AWAY)),
        waits=waits((Change.PRESENCE, ""), (Change.GUESTS, "")),
    ),
    "household": Case(
        FOR_ALL,
        home({"dining": {"occupied": True}}),
        ("satellite.dining", "satellite.kitchen"),
    ),
    "household_unseen": Case(FOR_ALL, home(UNSEEN), ROOMS),
    "household_asked": Case(
        to_say(areas=frozenset({"bedroom"})), home(), ("satellite.bedroom",)
    ),
    "room_hushed": Case(
        FOR_ANNA,
        home({"kitchen": {"hushed_until": SOON}}),
        waits=waits((Change.HUSH, "kitchen"), *MOVES),
        until=SOON,
    ),
    "sleeper_here": Case(
        FOR_ANNA,
        home({**bob_home(area="dining", awake=False), **OPEN_PLAN}),
        waits=waits((Change.AWAKE, "bob"), *EARS, *BOB_MOVES, *MOVES),
    ),
    "quiet_here": Case(
        FOR_ANNA,
        home(bob_home(area="kitchen", quiet_hours=AFTERNOON)),
        waits=waits((Change.AWAKE, "bob"), *EARS, *BOB_MOVES, *MOVES),
        until=SOON,
    ),
    "sleeper_unknown": Case(FOR_ANNA, home(bob_home(awake=False))),
    "sleeper_in_bed": Case(
        FOR_ANNA, home(bob_home(awake=False, sleep_area="bedroom")), KITCHEN
    ),
    "call_here": Case(
        FOR_ANNA,
        home({"kitchen": {"on_call": True}}),
        waits=waits((Change.CALL, "kitchen"), *MOVES),
    ),
    "watching": Case(
        FOR_ANNA,
        home({"kitchen": {"playing": Playing.WATCHING}}),
        waits=waits((Change.PLAYING, "kitchen"), *MOVES),
    ),
    "watching_urgent": Case(
        URGENT, home({"kitchen": {"playing": Playing.WATCHING}}), KITCHEN
    ),
    "music": Case(FOR_ANNA, home({"kitchen": {"playing": Playing.MUSIC}}), KITCHEN),
    "music_low": Case(
        to_say("anna", urgency=Urgency.LOW),
        home({"kitchen": {"playing": Playing.MUSIC}}),
        waits=waits((Change.PLAYING, "kitchen"), *MOVES),
    ),
    "guests": Case(
        to_say("anna", privacy=Privacy.HOUSEHOLD),
        home(anna(phone=None), guests=None),
    ),
    "others": Case(PRIVATE, home(bob_home(area="kitchen"))),
    "alone": Case(PRIVATE, home(bob_home(area="dining")), KITCHEN),
    "alone_at_home": Case(PRIVATE, home(UNSEEN), ROOMS),
    "cue_others": Case(
        to_say("anna", kind=Kind.MESSAGE, privacy=Privacy.PRIVATE),
        home(bob_home(area="kitchen")),
        KITCHEN,
    ),
    "busy": Case(
        FOR_ANNA,
        home({"satellite.kitchen": {"state": VoiceState.BUSY}}),
        waits=waits((Change.VOICE, "satellite.kitchen"), *MOVES),
    ),
    "speaking": Case(
        FOR_ANNA,
        home(speaking=frozenset({"kitchen"})),
        waits=waits((Change.EAR, "kitchen"), *MOVES),
    ),
    "too_soon": Case(
        FOR_ANNA,
        home(last_spoke={"kitchen": NOW - timedelta(seconds=1)}),
        waits=waits(*MOVES),
        until=NOW + timedelta(seconds=3),
    ),
    "nearest": Case(FOR_ANNA, home(OPEN_PLAN), KITCHEN),
    "answer_wanted": Case(
        to_say("anna", asks=True),
        home({**OPEN_PLAN, "satellite.dining": {"converses": True}}),
        ("satellite.dining",),
    ),
    "go_round": Case(
        FOR_ANNA,
        home({"satellite.kitchen": {"state": VoiceState.STUCK}}),
        ("speaker.kitchen",),
    ),
    "all_stuck": Case(
        FOR_ANNA,
        home(
            {
                "satellite.kitchen": {"state": VoiceState.STUCK},
                "speaker.kitchen": {"state": VoiceState.STUCK},
            }
        ),
    ),
    "all_gone": Case(FOR_ANNA, home(KITCHEN_GONE)),
    "no_voice": Case(FOR_ANNA, home(anna(area="garden"))),
    "earpiece": Case(
        PRIVATE,
        home({**anna(headphones=True), **bob_home(area="kitchen")}),
        PHONE,
    ),
    "urgent": Case(URGENT, home(anna(presence=Presence.AWAY)), PHONE),
    "urgent_busy": Case(
        URGENT,
        home({"satellite.kitchen": {"state": VoiceState.BUSY}}),
        until=NOW + timedelta(seconds=30),
    ),
    "last_chance": Case(
        MESSAGE,
        home(
            anna(presence=Presence.AWAY),
            now=MESSAGE.expires - timedelta(minutes=1),
        ),
        PHONE,
    ),
}
