"""What is said to her, and what must come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

type Wanted = str | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to the house.

    `voice` is who says it. `answer` is a pattern that the answer matches. `changes`
    names every entity that changes, with its new state or attributes; all others stay
    as they are. `room` is where it is said. One that `follows` is said in the
    conversation of the one before.
    """

    voice: str
    text: str
    answer: str = "."
    changes: Mapping[str, Wanted] = field(default_factory=dict)
    room: str | None = None
    follows: bool = False


def _percent(brightness: int) -> dict[str, Any]:
    return {"brightness": round(brightness * 255 / 100)}


QUESTIONS: Final = (
    Sentence("anna", "Is the kitchen light on?", "^Yes"),
    Sentence("theo", "Is the garage light on?", "^No"),
    Sentence("guest", "Is the front door locked?", "^Yes"),
    Sentence("anna", "Is the back door unlocked?", "^No"),
    Sentence("theo", "Are all the doors locked?", "^Yes"),
    Sentence("guest", "Is the bedroom window open?", "^Yes"),
    Sentence("anna", "Is the garage door closed?", "^Yes"),
    Sentence("theo", "Are any lights on in the bedroom?", "^No"),
    Sentence("guest", "How many lights are on?", r"(?i)\b(3|three)\b"),
    Sentence("anna", "Which lights are on?", "(?i)kitchen light"),
    Sentence("theo", "What is the temperature in the living room?", r"20\.5"),
    Sentence("guest", "What's the temperature in the bedroom?", r"18\.2"),
    Sentence("anna", "How warm is it in the bathroom?", r"\b22"),
    Sentence("theo", "What is the outside temperature?", r"11\.3"),
    Sentence("guest", "What is the humidity in the bathroom?", r"\b63\b"),
    Sentence("anna", "What is the house power?", r"\b412\b"),
    Sentence("theo", "What is the front door lock battery?", r"\b87\b"),
    Sentence("guest", "What's the weather like?", r"(?=.*11\.3)(?=.*cloudy)"),
    Sentence("anna", "Who is at home?", "Anna"),
    Sentence("anna", "Where is Theo?", "(?i)work"),
    Sentence("guest", "What time is it?", r"\d|o'clock"),
    Sentence("anna", "What is the date today?", r"\d"),
    Sentence("theo", "Is the television on?", "(?i)^No|off"),
    Sentence("theo", "Is Anna home?", "^Yes"),
    Sentence("anna", "Is the coffee machine on?", "^No"),
)

COMMANDS: Final = (
    Sentence(
        "theo", "Turn off the kitchen light.", changes={"light.kitchen_light": "off"}
    ),
    Sentence("guest", "Turn off the hall light.", changes={"light.hall_light": "off"}),
    Sentence("anna", "Turn on the night light.", changes={"light.night_light": "on"}),
    Sentence(
        "theo", "Turn on the counter light.", changes={"light.counter_light": "on"}
    ),
    Sentence(
        "guest", "Please turn on the desk lamp.", changes={"light.desk_lamp": "on"}
    ),
    Sentence(
        "anna",
        "Turn off the lights.",
        changes={"light.kitchen_light": "off"},
        room="Kitchen",
    ),
    Sentence(
        "theo",
        "Turn on the lights.",
        changes={"light.bedroom_light": "on", "light.bedside_lamp": "on"},
        room="Bedroom",
    ),
    Sentence(
        "guest",
        "Turn off all the lights.",
        changes={
            "light.kitchen_light": "off",
            "light.living_room_light": "off",
            "light.hall_light": "off",
        },
    ),
    Sentence(
        "anna",
        "Turn on the lights in the bedroom.",
        changes={"light.bedroom_light": "on", "light.bedside_lamp": "on"},
    ),
    Sentence(
        "theo",
        "Turn on the reading lights.",
        changes={
            "light.floor_lamp": "on",
            "light.desk_lamp": "on",
            "light.bedside_lamp": "on",
        },
    ),
    Sentence(
        "guest",
        "Set the kitchen light to fifty percent.",
        changes={"light.kitchen_light": _percent(50)},
    ),
    Sentence(
        "anna",
        "Set the living room brightness to sixty percent.",
        changes={
            "light.living_room_light": _percent(60),
            "light.floor_lamp": _percent(60),
            "light.tv_backlight": "on",
        },
    ),
    Sentence(
        "theo",
        "Set the TV backlight to red.",
        changes={"light.tv_backlight": {"hs_color": [0, 100]}},
    ),
    Sentence(
        "guest",
        "Close the living room blinds.",
        changes={"cover.living_room_blinds": "closed"},
    ),
    Sentence(
        "anna", "Close the kitchen blind.", changes={"cover.kitchen_blind": "closed"}
    ),
    Sentence(
        "theo", "Open the garden awning.", changes={"cover.garden_awning": "open"}
    ),
    Sentence(
        "guest",
        "Set the bedroom curtains to forty percent.",
        changes={"cover.bedroom_curtains": {"current_position": 40}},
    ),
    Sentence(
        "anna",
        "Set the living room thermostat to twenty two degrees.",
        changes={"climate.living_room_thermostat": {"temperature": 22}},
    ),
    Sentence(
        "theo",
        "Set the temperature to nineteen degrees in the bedroom.",
        changes={"climate.bedroom_thermostat": {"temperature": 19}},
    ),
    Sentence(
        "guest", "Turn on the coffee machine.", changes={"switch.coffee_machine": "on"}
    ),
    Sentence("anna", "Turn on the sprinkler.", changes={"switch.sprinkler": "on"}),
    Sentence("theo", "Turn on the bedroom fan.", changes={"fan.bedroom_fan": "on"}),
    Sentence(
        "guest",
        "Set the volume to seventy percent in the kitchen.",
        changes={"media_player.kitchen_speaker": {"volume_level": 0.7}},
    ),
    Sentence(
        "anna",
        "Turn on the television.",
        changes={"media_player.living_room_tv": "idle"},
    ),
    Sentence(
        "theo", "Start the robot vacuum.", changes={"vacuum.robot_vacuum": "cleaning"}
    ),
    Sentence(
        "guest", "Add milk to the shopping list.", changes={"todo.shopping_list": "4"}
    ),
    Sentence(
        "anna", "Add eggs to my shopping list.", changes={"todo.shopping_list": "4"}
    ),
    Sentence("theo", "Turn on guest mode.", changes={"input_boolean.guest_mode": "on"}),
    Sentence(
        "guest",
        "Run the goodnight script.",
        changes={
            "light.kitchen_light": "off",
            "light.living_room_light": "off",
            "light.hall_light": "off",
            "cover.living_room_blinds": "closed",
            "media_player.kitchen_speaker": "off",
        },
    ),
)

GUARDED: Final = (
    Sentence("anna", "Unlock the front door.", r"(?i)shall I unlock.*\?$"),
    Sentence(
        "theo",
        "Yes, please.",
        "(?i)unlock(ed|ing)",
        {"lock.front_door": "unlocked"},
        follows=True,
    ),
    Sentence("guest", "Open the garage door.", r"(?i)shall I open.*\?$"),
    Sentence("anna", "No, thanks.", "(?i)leaving it|won't", follows=True),
    Sentence("theo", "Open the garden gate.", r"(?i)shall I open.*\?$"),
    Sentence("guest", "Never mind.", ".", follows=True),
)

SMALL_TALK: Final = (
    Sentence("anna", "Are you there?", "(?i)yes|here|listening"),
    Sentence("theo", "Can you help me?", "(?i)turn things on"),
    Sentence("guest", "Hello.", "(?i)hello"),
    Sentence("anna", "How are you?", "(?i)hello|well|good"),
    Sentence("theo", "Who are you?", "Samantha"),
    Sentence("guest", "What's your name?", "Samantha"),
    Sentence("anna", "Are you a robot?", "(?i)program"),
    Sentence("theo", "What can you do?", "(?i)turn things on"),
    Sentence("guest", "Thank you very much.", "(?i)welcome|any time|gladly"),
    Sentence("anna", "Good morning.", "(?i)hello"),
    Sentence("theo", "See you later.", "(?i)bye|soon"),
    Sentence("guest", "Book me a flight to Lisbon.", "(?i)can't|don't|not aware"),
)

SENTENCES: Final = (*QUESTIONS, *COMMANDS, *GUARDED, *SMALL_TALK)
