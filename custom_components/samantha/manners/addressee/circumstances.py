"""What is known when something is heard, beside the words."""

from dataclasses import dataclass
from enum import StrEnum

from .room import NOWHERE, Room


class Mode(StrEnum):
    """What a satellite's owner wants to be taken as said to her."""

    # Everything after a wake word is for her.
    WAKE_WORD = "wake_word"
    # An open microphone on which her name is needed.
    BY_NAME = "by_name"
    # An open microphone on which the evidence decides.
    NATURAL = "natural"


class FollowUp(StrEnum):
    """After what of hers a satellite listens on."""

    OFF = "off"
    AFTER_QUESTIONS = "after_questions"
    ALWAYS = "always"


class Opened(StrEnum):
    """How the microphone came to be open."""

    # By a wake word or a button.
    WAKE_WORD = "wake_word"
    AFTER_QUESTION = "after_question"
    AFTER_STATEMENT = "after_statement"
    OPEN_MICROPHONE = "open_microphone"
    # No microphone: her own window in the app, or an action.
    TYPED = "typed"
    # No microphone: a text in a group of people.
    GROUP_TEXT = "group_text"


class Understood(StrEnum):
    """What of the sentence she could answer, found out without acting on it."""

    NOTHING = "nothing"
    # Her grammar fits what people tell each other as well: "I called mum".
    TO_ANYBODY = "to_anybody"
    # Her grammar fits, and it is about nothing in particular: "what time is it".
    GRAMMAR = "grammar"
    # Her grammar fits, and so does what this house has.
    IN_THIS_HOUSE = "in_this_house"
    # A question about a silence of hers, of which there was one.
    A_SILENCE = "a_silence"


@dataclass(frozen=True, slots=True)
class Said:
    """Something said in this place, in written-out words, with its age in seconds."""

    words: tuple[str, ...]
    age: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known when something is heard. Ages are in seconds, from 0."""

    opened: Opened
    mode: Mode = Mode.WAKE_WORD
    # Her name first, then her nicknames.
    names: tuple[str, ...] = ()
    # A question of hers waits for an answer here, and this is one.
    answers_question: bool = False
    # A question of hers waits for an answer here, and anything at all would be one.
    may_answer: bool = False
    understood: Understood = Understood.NOTHING
    # What she said here in the last minute or so, for the echo of it.
    hers: tuple[Said, ...] = ()
    # What was heard here and met with silence.
    overheard: tuple[Said, ...] = ()
    room: Room = NOWHERE
