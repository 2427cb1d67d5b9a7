"""The scenes: to add one, write its script here."""

from collections.abc import Iterator
from typing import Final

from wyoming.asr import Transcript
from wyoming.error import Error

from tests.house.dinner import DINNER
from tests.house.post import MESSAGES

from .scene import (
    Answers,
    Breaks,
    CallDue,
    Chooses,
    Does,
    Hear,
    Is,
    QuietHours,
    Reported,
    Returns,
    Say,
    Scene,
    Silent,
    Step,
    Still,
    Talk,
    Unanswered,
    Unasked,
    Unheard,
    Writes,
)
from .stage import OPEN

VOICES: Final = {"anna": "anna", "theo": "theo", "rosie": "guest"}
# What she says to the lines that are for her, in their order.
ANSWERS: Final = ("turned on", "garage light", "turned off", r"\d")


def _dinner() -> Iterator[Step]:
    """Yield the dinner, with what has to be heard after each line for her."""
    answers = iter(ANSWERS)
    for line in DINNER:
        voice = VOICES[line.who]
        if line.to_her:
            yield Say(voice, OPEN, line.text, wake=None)
            yield Hear(OPEN, next(answers))
        else:
            yield Talk(voice, OPEN, line.text)


SCENES: Final = (
    Scene(
        "the state of the house",
        (
            Say("anna", "Kitchen", "Is the front door locked?"),
            Hear("Kitchen", "yes"),
            Say("theo", "Bedroom", "What's the temperature in the bedroom?"),
            Hear("Bedroom", r"18\.2"),
        ),
    ),
    Scene(
        "control in the satellite's own area",
        (
            Say("theo", "Kitchen", "Turn off the lights."),
            Hear("Kitchen", "turned off"),
            Is("light.kitchen_light", "off"),
            Still("light.living_room_light", "on"),
            Still("light.hall_light", "on"),
            Silent("Bedroom"),
        ),
    ),
    Scene(
        "the front door, with her question and a woken yes",
        (
            Say("anna", "Kitchen", "Unlock the front door."),
            Hear("Kitchen", "shall i unlock"),
            Still("lock.front_door", "locked"),
            Say("anna", "Kitchen", "Yes, please."),
            Hear("Kitchen", "unlock"),
            Is("lock.front_door", "unlocked"),
            Still("lock.back_door", "locked"),
            Silent("Bedroom"),
        ),
    ),
    Scene(
        "a yes in the next room, which is not for it, and one that is",
        (
            Say("anna", "Kitchen", "Unlock the front door."),
            Hear("Kitchen", "shall i unlock"),
            Say("theo", "Hall", "Yes, please."),
            Unanswered("Hall", "^yes"),
            Still("lock.front_door", "locked"),
            Say("anna", "Kitchen", "Yes, please."),
            Hear("Kitchen", "unlock"),
            Is("lock.front_door", "unlocked"),
            Silent("Hall"),
            Silent("Bedroom"),
        ),
    ),
    Scene(
        "small talk, and another wake word",
        (
            Say("anna", "Bedroom", "How are you?"),
            Hear("Bedroom", "hello|well|good"),
            Say("theo", "Bedroom", "Thank you very much.", wake="Okay Nabu."),
            Hear("Bedroom", "welcome|any ?time|gladly"),
            Silent("Kitchen"),
        ),
    ),
    Scene(
        "a film after a false wake",
        (
            Say("theo", "Bedroom", "Thanks for watching. See you in the next video."),
            Unanswered("Bedroom", "thanks for watching"),
            Say("theo", "Bedroom", "What's the temperature in the bedroom?"),
            Hear("Bedroom", r"18\.2"),
            Silent("Kitchen"),
        ),
    ),
    Scene(
        "a dinner on an open microphone",
        (*_dinner(), Answers(OPEN, 4), Silent("Hall")),
        hangs=1_200.0,
    ),
    Scene(
        "speech recognition dies while it listens, then the voice while it speaks",
        (
            Say("anna", "Kitchen", "Turn off the kitchen light."),
            Breaks("stt"),
            Reported("Kitchen", Error),
            Still("light.kitchen_light", "on"),
            Returns("stt"),
            Say("anna", "Kitchen", "Turn off the kitchen light."),
            Reported("Kitchen", Transcript),
            Breaks("tts"),
            Is("light.kitchen_light", "off"),
            Returns("tts"),
            Say("anna", "Kitchen", "Is the front door locked?"),
            Hear("Kitchen", "yes"),
            Silent("Bedroom"),
        ),
    ),
    Scene(
        "unasked, in the right room",
        (
            Does("samantha.say", {"text": "Dinner is ready in ten minutes."}),
            Unasked("Kitchen", "dinner"),
            Silent("Hall"),
            Silent("Bedroom"),
        ),
    ),
    Scene(
        "two at once, one after the other",
        (
            Does("samantha.say", {"text": "The washing machine is done."}),
            Does("samantha.say", {"text": "There is somebody at the front door."}),
            Unasked("Kitchen", "wash"),
            Unasked("Kitchen", "door"),
            Silent("Bedroom"),
        ),
    ),
    Scene(
        "a hush, and its end",
        (
            Say("anna", "Kitchen", "Please be quiet for an hour."),
            Hear("Kitchen", "quiet until"),
            Does("samantha.say", {"text": "The soup in the kitchen is ready."}),
            Is("sensor.samantha_waiting", "1"),
            Silent("Bedroom"),
            Still("sensor.samantha_waiting", "1"),
            Say("anna", "Kitchen", "You can speak again."),
            Hear("Kitchen", "thank you|here again"),
            Unasked("Kitchen", "soup"),
        ),
    ),
    Scene(
        "silence in the quiet hours",
        (
            QuietHours(8),
            Does("samantha.say", {"text": "The laundry can be hung up now."}),
            Is("sensor.samantha_waiting", "1"),
            Silent("Kitchen", lasting=6),
            Silent("Hall"),
            Silent("Bedroom"),
            Still("sensor.samantha_waiting", "1"),
            Unasked("Kitchen", "laundry"),
        ),
    ),
    Scene(
        "a message, read where Anna is alone",
        (
            Chooses({"messages": "read"}),
            Writes("Theo", "The train is late. Please start without me."),
            Unasked("Kitchen", r"theo.*train"),
            Is(MESSAGES, "0"),
            Silent("Hall"),
            Silent("Bedroom"),
            Say("anna", "Kitchen", "Read the last message."),
            Hear("Kitchen", "theo writes: the train"),
            Silent("Hall"),
            Silent("Bedroom"),
            Chooses(),
        ),
    ),
    Scene(
        "a private message, and somebody else at home",
        (
            Chooses({"messages": "announced"}),
            Does(
                "input_select.select_option",
                {"entity_id": "input_select.world_theo", "option": "home"},
            ),
            Is("person.theo", "home"),
            Writes("Carla", "Do not tell Theo about the chocolate cake."),
            Unasked("Kitchen", "message for you"),
            Say("anna", "Kitchen", "Yes, please."),
            Hear("Kitchen", "nobody else can hear"),
            Say("theo", "Kitchen", "Read the last message."),
            Hear("Kitchen", "only"),
            Unheard("Kitchen", "carla|chocolate|cake"),
            Is(MESSAGES, "1"),
            Does(
                "input_select.select_option",
                {"entity_id": "input_select.world_theo", "option": "work"},
            ),
            Is("person.theo", "Work"),
            Say("anna", "Kitchen", "Read my messages."),
            Hear("Kitchen", "chocolate cake"),
            Is(MESSAGES, "0"),
            Silent("Hall"),
            Silent("Bedroom"),
            Chooses(),
        ),
    ),
    Scene(
        "a reminder set by voice, and heard when it is due",
        (
            Say("anna", "Kitchen", "Remind me in twenty seconds to call the dentist."),
            Hear("Kitchen", "dentist"),
            Unasked("Kitchen", "reminder.*dentist"),
            Silent("Hall"),
            Silent("Bedroom"),
        ),
    ),
    Scene(
        "a nudge to call somebody, and later",
        (
            CallDue(),
            Unasked("Kitchen", "sister"),
            Say("anna", "Kitchen", "Later."),
            Hear("Kitchen", "all right|fine"),
            Silent("Hall"),
            Silent("Bedroom"),
        ),
    ),
)
