"""A day in the demo house: what happens, and what is said."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Scene:
    """One conversation at a time of the day, and what happened just before it."""

    time: str
    title: str
    said: tuple[str, ...]
    happened: str = ""
    world: dict[str, str | float] = field(default_factory=dict)


DAY: Final = (
    Scene(
        "07:05",
        "Waking up",
        (
            "Good morning, Samantha",
            "Open the bedroom curtains",
            "What's the weather?",
            "How warm is it in the bathroom?",
        ),
        world={"world_theo": "home", "world_weather": "cloudy"},
    ),
    Scene(
        "07:40",
        "Breakfast",
        (
            "Turn on the coffee machine",
            "Is the kitchen light on?",
            "Set the kitchen light to 50%",
            "Is the kitchen speaker playing?",
            "Set the kitchen speaker volume to 30%",
            "Add milk to my shopping list",
        ),
        happened="The kitchen speaker plays the news.",
        world={"world_kitchen_speaker": "playing"},
    ),
    Scene(
        "08:30",
        "The house gets quiet",
        ("Who is home?", "Where is Theo?", "Turn off the kitchen speaker"),
        happened="Theo has gone to work.",
        world={"world_theo": "work"},
    ),
    Scene(
        "17:50",
        "Back in the living room",
        (
            "What's the temperature in the living room?",
            "Set the living room thermostat to 21 degrees",
            "Close the living room blinds",
            "Is the bedroom window open?",
        ),
        happened="It has grown cold outside, and dark.",
        world={"world_outside_temperature": 4.5, "world_living_room_temperature": 18.5},
    ),
    Scene(
        "19:00",
        "The neighbours ring",
        ("Is the front door locked?", "Unlock the front door", "Yes, please"),
        happened="The doorbell rings.",
        world={"world_doorbell": "on"},
    ),
    Scene(
        "19:05",
        "A door that stays shut",
        ("Open the garage door", "No", "Is the garage door open?"),
        world={"world_doorbell": "off"},
    ),
    Scene(
        "21:15",
        "A film",
        ("Activate movie night", "Turn the TV backlight blue", "Who are you?"),
    ),
    Scene(
        "22:50",
        "Before sleep",
        (
            "Are you human?",
            "Order me a pizza",
            "Turn off all the lights downstairs",
            "Thank you",
            "Good night",
        ),
    ),
)
