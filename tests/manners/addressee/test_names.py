"""Her name as address and as topic, and in the spellings that it is heard in."""

import pytest

from custom_components.samantha.manners.addressee import Language
from custom_components.samantha.manners.addressee.names import Use, naming_of

NAMES = ("Samantha", "Sam")


@pytest.mark.parametrize(
    ("said", "use"),
    [
        ("Samantha", Use.ADDRESS),
        ("hey Samantha", Use.ADDRESS),
        ("Samantha, is it warm?", Use.ADDRESS),
        ("samantha is the front door locked", Use.ADDRESS),
        ("samantha is there any milk left", Use.ADDRESS),
        ("samantha was the window open", Use.ADDRESS),
        ("is it warm samantha", Use.ADDRESS),
        ("turn it off samantha please", Use.ADDRESS),
        ("who is it for samantha", Use.ADDRESS),
        ("tell me what time it is samantha", Use.ADDRESS),
        ("thank you samantha for that", Use.ADDRESS),
        ("well, Samantha, what do you think", Use.ADDRESS),
        ("okay Sam, lights out", Use.ADDRESS),
        ("I told Samantha that", Use.TOPIC),
        ("I told Samantha", Use.TOPIC),
        ("Samantha said so", Use.TOPIC),
        ("Samantha called earlier", Use.TOPIC),
        ("Samantha heard you", Use.TOPIC),
        ("samantha understands everything", Use.TOPIC),
        ("samantha call mum", Use.ADDRESS),
        ("samantha answer the door", Use.ADDRESS),
        ("samantha is coming over", Use.TOPIC),
        ("samantha is here", Use.TOPIC),
        ("samantha's car is new", Use.TOPIC),
        ("Samantha and Theo are out", Use.TOPIC),
        ("who is Samantha", Use.TOPIC),
        ("this is samantha", Use.TOPIC),
        ("it was for samantha", Use.TOPIC),
        ("we saw samantha at the shop", Use.TOPIC),
        ("the door is open", Use.NONE),
        ("", Use.NONE),
    ],
)
def test_use(english: Language, said: str, use: Use) -> None:
    """What stands around her name says whether she is called."""
    naming = naming_of(english.read(said), NAMES, english.lists, english.ear)
    assert naming.use is use


@pytest.mark.parametrize(
    "spelling",
    [
        *("samanta", "semantha", "some anther", "samatha", "sammantha", "simantha"),
        *("sum antha", "so mantha", "see mantha", "samanda", "zamantha", "sam antha"),
        *("cementa", "samansa", "sam anther", "symantha", "amantha", "samanthia"),
        *("savantha", "sementha", "somanta", "san mantha", "summantha", "saman tha"),
    ],
)
@pytest.mark.parametrize(
    "named", ["{} turn on the light", "hey {} is it warm", "is it warm {}", "{}"]
)
def test_spellings(english: Language, spelling: str, named: str) -> None:
    """Recognition writes her name in many ways."""
    heard = english.read(named.format(spelling))
    naming = naming_of(heard, NAMES, english.lists, english.ear)
    assert naming.use is Use.ADDRESS
    assert naming.by_sound
    assert set(naming.rest).isdisjoint(spelling.split())


@pytest.mark.parametrize(
    "said",
    [
        *(
            "amanda come here",
            "is amanda home",
            "savannah is lovely",
            "susanna help me",
        ),
        *("some other time", "some are better", "same and again", "sam and i left"),
        *("santa is coming", "the semester is over", "simon the car is here"),
        *("something is wrong", "summon the guards", "cynthia call me", "samson no"),
        *("let us go to sumatra", "i met a samurai", "that is semantic", "hello anna"),
        *("someone there", "see man the hunter", "a salmon", "samuel wait"),
    ],
)
def test_other_words(english: Language, said: str) -> None:
    """Other names and words are not hers; her nickname is taken as it is spelt."""
    naming = naming_of(english.read(said), ("Samantha",), english.lists, english.ear)
    assert naming.use is Use.NONE


def test_called_twice(english: Language) -> None:
    """Who calls twice has said one sentence."""
    heard = english.read("Samantha, Samantha, lights on")
    naming = naming_of(heard, NAMES, english.lists, english.ear)
    assert naming.rest == ("lights", "on")


@pytest.mark.parametrize(
    "said",
    [
        "the lamp, Sam, the red one, Samantha",
        "Samantha, the lamp, Sam, the red one",
        "the lamp, Samantha, the red one, Sam",
    ],
)
def test_called_twice_in_one_sentence(english: Language, said: str) -> None:
    """What sets one call apart still does so without the other."""
    naming = naming_of(english.read(said), NAMES, english.lists, english.ear)
    assert naming.rest == ("the", "lamp", "the", "red", "one")


@pytest.mark.parametrize(
    "said", ["Zoe, lights on", "lights on zoë", "hey ZOË lights on"]
)
def test_accents(english: Language, said: str) -> None:
    """A name is hers with and without its accents."""
    naming = naming_of(english.read(said), ("Zoë",), english.lists, english.ear)
    assert naming.use is Use.ADDRESS
    assert naming.rest == ("lights", "on")
