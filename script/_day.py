"""A day in the demo house: what happens, and what is said."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from tests.house.post import Arrival, Post


class Quiet(Enum):
    """What becomes of the quiet hours."""

    BEGIN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Scene:
    """One conversation at a time of the day, and what happened just before it."""

    time: str
    title: str
    said: tuple[str, ...]
    happened: str = ""
    world: dict[str, str | float] = field(default_factory=dict)
    # How many things she says by herself, before anybody says anything.
    unasked: int = 0
    # How many more she keeps for later.
    kept: int = 0
    # In the room of a satellite, or in the app.
    room: str = ""
    # Somebody whom the family is to call is due before it.
    call_due: bool = False
    # What is written to Anna before it.
    arrives: tuple[Arrival, ...] = ()
    # The quiet hours of the house begin before it, or end with it.
    quiet: Quiet | None = None


MESSAGES_ALONE: Final = "Messages"
MESSAGES_BEFORE_OTHERS: Final = "A message, and somebody else in the room"
MESSAGES_ALONE_AGAIN: Final = "Alone again"
CALL_DUE: Final = "A call that is due"
CALLED: Final = "After the call"

DAY: Final = (
    Scene(
        "03:40",
        "The washing machine at night",
        (),
        happened="Quiet hours. The washing machine finishes; she waits.",
        world={"world_theo": "home", "world_washing_machine": "finished"},
        kept=1,
        quiet=Quiet.BEGIN,
    ),
    Scene(
        "07:00",
        "The quiet hours end",
        ("Why didn't you tell me earlier?",),
        happened="Somebody is in the kitchen.",
        unasked=1,
        room="Kitchen",
        quiet=Quiet.END,
    ),
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
        world={"world_kitchen_speaker": "playing", "world_washing_machine": "washing"},
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
        "18:10",
        MESSAGES_ALONE,
        (
            "Do I have any messages?",
            "Read them, please",
            "Reply that I'll keep the soup warm",
            "Yes, send it",
            "Go on",
            "Read it again",
            "Next",
            "Delete it",
            "Did anyone write about the train?",
        ),
        happened=(
            "Anna is alone. Theo writes to her inbox, by notify; her mother to the "
            "family's topic, by ntfy; the bakery by mail."
        ),
        arrives=(
            Arrival(Post.by_notify, "Theo", "The train stands still in the fields."),
            Arrival(Post.by_ntfy, "Carla Berg", "We come on Sunday, with a cake."),
            Arrival(
                Post.by_mail,
                "The bakery <bakery@example.org>",
                "Your bread can be collected until seven.",
            ),
        ),
        room="Kitchen",
    ),
    Scene(
        "18:30",
        MESSAGES_BEFORE_OTHERS,
        ("Any messages?", "Read it to me"),
        happened="Theo comes home. Her mother writes once more.",
        world={"world_theo": "home"},
        arrives=(Arrival(Post.by_ntfy, "Carla Berg", "Don't tell Theo of the cake."),),
        room="Kitchen",
    ),
    Scene(
        "18:40",
        MESSAGES_ALONE_AGAIN,
        ("Any messages?", "Yes"),
        happened="Theo takes the dog out.",
        world={"world_theo": "away"},
        room="Kitchen",
    ),
    Scene(
        "18:45",
        CALL_DUE,
        ("Later", "Who should I call?"),
        happened="Nobody has called Maria for 20 days. It is to be every two weeks.",
        call_due=True,
        unasked=1,
        room="Kitchen",
    ),
    Scene(
        "18:55",
        CALLED,
        ("I called my sister", "When did I last talk to her?", "Who should I call?"),
        happened="Anna has called her.",
        room="Kitchen",
    ),
    Scene(
        "19:00",
        "The neighbours ring",
        (
            "Why did you say that?",
            "Is the front door locked?",
            "Unlock the front door",
            "Yes, please",
        ),
        happened="The washing machine finishes, and the doorbell rings.",
        world={
            "world_kitchen_occupied": "off",
            "world_living_room_occupied": "on",
            "world_washing_machine": "finished",
            "world_doorbell": "on",
        },
        unasked=2,
        room="Living Room",
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
