"""Whether something was said to her, in all the ways that a microphone is open."""

from dataclasses import replace
from typing import Final

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.samantha.manners.addressee import (
    Addressed,
    Circumstances,
    Decision,
    Evidence,
    Language,
    Mode,
    Opened,
    Room,
    Said,
    Silent,
    Stop,
    Understood,
    decide,
)
from custom_components.samantha.manners.situation import Playing

NAMES: Final = ("Samantha", "Sam")
WOKEN: Final = Circumstances(opened=Opened.WAKE_WORD, names=NAMES)
BY_NAME: Final = Circumstances(
    opened=Opened.OPEN_MICROPHONE, mode=Mode.BY_NAME, names=NAMES
)
NATURAL: Final = replace(BY_NAME, mode=Mode.NATURAL)
ASKED: Final = replace(NATURAL, opened=Opened.AFTER_QUESTION)
SPOKE: Final = replace(NATURAL, opened=Opened.AFTER_STATEMENT)
TYPED: Final = Circumstances(opened=Opened.TYPED, names=NAMES)
GROUP: Final = Circumstances(opened=Opened.GROUP_TEXT, names=NAMES)

TALK: Final = (
    "and then he told me he never wanted to see her again",
    "you know I think she was right about your brother",
    "Yeah, we did that last year with the kids.",
)
REQUESTS: Final = (
    "Turn off the lamp in the bedroom.",
    "set a timer for ten minutes",
    "What's the weather going to be like tomorrow?",
    "remind me to call the dentist",
)


@pytest.mark.parametrize("around", [WOKEN, TYPED], ids=["woken", "typed"])
@pytest.mark.parametrize(
    "said",
    [*REQUESTS, "hello", "yes", "thank you", "what did you say", "the kitchen one"],
)
def test_woken(english: Language, around: Circumstances, said: str) -> None:
    """After a wake word, and in her own window, everything people say is for her."""
    assert isinstance(decide(said, around, english), Addressed)


@pytest.mark.parametrize(
    "said",
    [
        "Thanks for watching!",
        "Thank you for watching, see you next time.",
        "Subtitles by the community",
        "[Music]",
        "(laughter)",
        "(laughs) [coughs].",
        "*sighs*",
        "♪ la la ♪ la",
        "♪",
        *("", "...", "?!", "🎵"),
        *TALK[:2],
    ],
)
def test_false_wake(english: Language, said: str) -> None:
    """After a false wake, a film and what nobody has said stay without an answer."""
    assert isinstance(decide(said, WOKEN, english), Silent)
    assert isinstance(decide(said, TYPED, english), Addressed)


@pytest.mark.parametrize(
    "said", ["*coughs* turn off the lamp", "(laughs) what time is it", "[no] yes [no]"]
)
def test_words_beside_a_sound(english: Language, said: str) -> None:
    """What is said beside a sound is said."""
    assert isinstance(decide(said, WOKEN, english), Addressed)


@pytest.mark.parametrize(
    "repeated", [".", " ", ". ", "*", "[", "[.", "♪.", "semantha "]
)
@pytest.mark.parametrize("said", ["[{}(", "*{}x(", "{}Samantha"])
def test_without_end(english: Language, repeated: str, said: str) -> None:
    """However long recognition repeats itself, a decision comes, and soon."""
    assert decide(said.format(repeated * 500_000), NATURAL, english).reasons


def test_said_to_anybody(english: Language) -> None:
    """What people tell each other as well speaks for her where she was woken for it."""
    said = "I just spoke to my mother"

    def probability(around: Circumstances, understood: Understood) -> float:
        return decide(said, replace(around, understood=understood), english).probability

    for around, is_for_her in ((WOKEN, True), (NATURAL, False)):
        nothing = probability(around, Understood.NOTHING)
        anybody = probability(around, Understood.TO_ANYBODY)
        assert (anybody > nothing) is is_for_her


@pytest.mark.parametrize("said", [*REQUESTS, *TALK, "stop", ""])
def test_by_name(english: Language, said: str) -> None:
    """By name, nothing is for her without it."""
    assert isinstance(decide(said, BY_NAME, english), Silent)


@pytest.mark.parametrize("said", [*REQUESTS, *TALK])
@pytest.mark.parametrize(
    "named", ["Samantha, {}", "hey sam {}", "{} Samantha", "okay Samantha, {}"]
)
def test_named(english: Language, said: str, named: str) -> None:
    """With it, everything is."""
    assert isinstance(decide(named.format(said), BY_NAME, english), Addressed)


@pytest.mark.parametrize("said", REQUESTS)
@pytest.mark.parametrize("around", [NATURAL, SPOKE, ASKED, GROUP])
def test_request(english: Language, around: Circumstances, said: str) -> None:
    """On an open microphone, a clear request is for her."""
    assert isinstance(decide(said, around, english), Addressed)


@pytest.mark.parametrize("said", TALK)
@pytest.mark.parametrize("around", [NATURAL, SPOKE, GROUP])
def test_talk(english: Language, around: Circumstances, said: str) -> None:
    """Talk is not, whatever she said before."""
    assert isinstance(decide(said, around, english), Silent)


@pytest.mark.parametrize(
    "said",
    [
        *("thanks", "That's all.", "never mind", "okay, thank you", "Great, thanks."),
        *("No, that's all, thank you.", "no never mind", "ok never mind then"),
        *(
            "thanks, that's all I needed",
            "okay thank you very much",
            "Not now, thanks.",
        ),
        *("never mind, thanks", "oh well, forget it"),
    ],
)
def test_dismissal(english: Language, said: str) -> None:
    """A dismissal ends the follow-up; with her name, it is said to her."""
    for around in (SPOKE, ASKED):
        assert isinstance(decide(said, around, english), Stop)
    answered = decide(said, replace(ASKED, answers_question=True), english)
    assert isinstance(answered, Addressed)
    named = decide(f"Samantha, {said}", SPOKE, english)
    assert isinstance(named, Addressed)
    assert named.dismisses
    woken = decide(said, WOKEN, english)
    assert not isinstance(woken, Stop)


@pytest.mark.parametrize("said", ["", "no", "well then", "thanks, turn off the lamp"])
def test_no_dismissal(english: Language, said: str) -> None:
    """What is said beside a dismissal is none, nor is one beside a request."""
    assert not isinstance(decide(said, SPOKE, english), Stop)


@pytest.mark.parametrize(
    "said",
    [
        *("Not you!", "I wasn't talking to you.", "Samantha, not you", "not you Sam"),
        *(
            "No, not you!",
            "no no, not you Samantha",
            "not you, sorry",
            "not you, thanks",
        ),
        *("No one was talking to you.", "I wasn't talking to you, I meant the dog"),
        *(
            "not you I meant Anna",
            "No, I wasn't talking to you.",
            "That's not for you.",
        ),
    ],
)
@pytest.mark.parametrize("around", [WOKEN, BY_NAME, NATURAL, SPOKE, ASKED])
def test_not_to_her(english: Language, around: Circumstances, said: str) -> None:
    """Who says that they did not talk to her gets no answer to that either."""
    assert isinstance(decide(said, around, english), Stop)


@pytest.mark.parametrize("around", [WOKEN, BY_NAME, NATURAL, ASKED])
def test_answer(english: Language, around: Circumstances) -> None:
    """What answers her open question is for her."""
    fits = replace(around, answers_question=True)
    assert isinstance(decide("Yes, please.", fits, english), Addressed)


@pytest.mark.parametrize("around", [WOKEN, NATURAL, SPOKE, ASKED])
def test_echo(english: Language, around: Circumstances) -> None:
    """Her own words are not for her, but what answers them in other words is."""
    said = "The light in the living room is on."
    heard = replace(around, hers=(Said(english.read(said).words, 3.0),))
    decision = decide("the light in the living room is", heard, english)
    assert isinstance(decision, Silent)
    assert decision.reasons[0][0] is Evidence.HER_OWN_VOICE
    assert isinstance(
        decide("turn off the light in the living room", heard, english), Addressed
    )
    later = replace(around, hers=(Said(english.read(said).words, 61.0),))
    assert (
        decide(said, later, english).probability
        > decide(said, heard, english).probability
    )


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (NATURAL, replace(NATURAL, room=Room(playing=Playing.WATCHING))),
        (NATURAL, replace(NATURAL, room=Room(on_call=True))),
        (replace(NATURAL, room=Room(people=1)), NATURAL),
        (NATURAL, replace(NATURAL, room=Room(people=4))),
        (SPOKE, NATURAL),
        (ASKED, SPOKE),
        (NATURAL, replace(NATURAL, overheard=(Said(("so", "what"), 9.0),))),
        (replace(NATURAL, understood=Understood.IN_THIS_HOUSE), NATURAL),
        (
            replace(NATURAL, overheard=(Said(("lamp", "off", "please"), 100.0),)),
            NATURAL,
        ),
    ],
)
def test_circumstances(
    english: Language, better: Circumstances, worse: Circumstances
) -> None:
    """Each of the circumstances tips the balance its own way."""
    said = "lamp off please"
    assert (
        decide(said, better, english).probability
        > decide(said, worse, english).probability
    )


@pytest.mark.parametrize(
    ("around", "said", "answered"),
    [
        (replace(ASKED, mode=Mode.WAKE_WORD), TALK[0], True),
        (replace(ASKED, mode=Mode.WAKE_WORD), "Thanks for watching!", False),
        (replace(WOKEN, opened=Opened.WAKE_WORD), TALK[0], False),
        (ASKED, TALK[0], False),
        (replace(ASKED, mode=Mode.BY_NAME), TALK[0], False),
        (NATURAL, TALK[0], False),
    ],
)
def test_any_answer(
    english: Language, around: Circumstances, said: str, *, answered: bool
) -> None:
    """What takes any answer makes none of talk, unless the microphone opened for it."""
    decision = decide(said, replace(around, may_answer=True), english)
    assert isinstance(decision, Addressed) == answered


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("The light in the hall is on.", "the lied in the hall is on"),
        ("Shall I unlock the front door?", "shall eye unlock the front door"),
        ("Shall I unlock the front door?", "unlock the front door"),
        ("I set a timer for ten minutes.", "I set timer for ten minutes"),
        ("I set a timer for ten minutes.", "set a timer for ten minutes"),
        ("I set a timer for ten minutes.", "uh I set a timer for ten minutes"),
        ("Which light do you mean?", "witch light do you mean"),
        ("Hello, I'm Samantha.", "hello I'm Samantha"),
    ],
)
@pytest.mark.parametrize("around", [NATURAL, SPOKE, ASKED])
def test_misheard_echo(
    english: Language, around: Circumstances, said: str, heard: str
) -> None:
    """Her own words are not for her where recognition errs, though she could do it."""
    around = replace(
        around,
        understood=Understood.IN_THIS_HOUSE,
        hers=(Said(english.read(said).words, 1.0),),
    )
    assert isinstance(decide(heard, around, english), Silent)
    assert isinstance(decide(f"Samantha, {heard}", around, english), Addressed)


@pytest.mark.parametrize(
    "said",
    [
        "yes, turn on the light in the bedroom",
        "no, the light in the bathroom",
        "turn off the light in the bedroom",
        "turn on the lamp in the bedroom please",
    ],
)
def test_words_of_hers_in_an_answer(english: Language, said: str) -> None:
    """Who says in other words what she asked is no echo."""
    asked = english.read("Shall I turn on the light in the bedroom?").words
    around = replace(ASKED, hers=(Said(asked, 1.0),))
    assert isinstance(decide(said, around, english), Addressed)


def test_echo_is_no_answer(english: Language) -> None:
    """Her own question heard back is not its answer, though anything would be."""
    said = "What would you like to have for dinner tonight?"
    around = replace(
        ASKED,
        mode=Mode.WAKE_WORD,
        may_answer=True,
        hers=(Said(english.read(said).words, 1.0),),
    )
    assert isinstance(decide(said, around, english), Silent)


def test_unknown_language() -> None:
    """Without a language's words, her name still counts, and the wake word."""
    unknown = Language()
    assert isinstance(
        decide("Samantha, mach das Licht an", BY_NAME, unknown), Addressed
    )
    assert isinstance(decide("mach das Licht an", NATURAL, unknown), Silent)
    assert isinstance(decide("mach das Licht an", WOKEN, unknown), Addressed)


WORDS: Final = st.lists(
    st.sampled_from(
        [
            *("turn", "off", "the", "light", "he", "said", "yeah", "Samantha", "Sam"),
            *("is", "what", "time", "to", "told", "thanks", "not", "you", "um", ","),
            *(
                "semantha",
                "please",
                "hey",
                "that's",
                "all",
                "I",
                "was",
                "never",
                "mind",
            ),
        ]
    ),
    max_size=12,
).map(" ".join)
AROUND: Final = st.builds(
    Circumstances,
    opened=st.sampled_from(Opened),
    mode=st.sampled_from(Mode),
    names=st.just(NAMES),
    answers_question=st.booleans(),
    may_answer=st.booleans(),
    understood=st.sampled_from(Understood),
    hers=st.lists(
        st.builds(
            Said, WORDS.map(lambda text: tuple(text.casefold().split())), st.just(1.0)
        ),
        max_size=2,
    ).map(tuple),
    overheard=st.lists(
        st.builds(
            Said, WORDS.map(lambda text: tuple(text.casefold().split())), st.just(1.0)
        ),
        max_size=2,
    ).map(tuple),
    room=st.builds(
        Room,
        people=st.one_of(st.none(), st.integers(0, 4)),
        playing=st.sampled_from(Playing),
        on_call=st.booleans(),
    ),
)


def _likelihood(decision: Decision) -> float:
    return decision.probability


@settings(max_examples=400)
@given(text=st.one_of(WORDS, st.text(max_size=80)), around=AROUND)
@pytest.mark.parametrize("named", ["Samantha, {}", "{}, Samantha"])
def test_name_never_harms(
    english: Language, named: str, text: str, around: Circumstances
) -> None:
    """Her name as address never makes it less likely that it was said to her."""
    assert _likelihood(decide(named.format(text), around, english)) >= (
        _likelihood(decide(text, around, english)) - 1e-9
    )


@given(text=st.text(max_size=2_000), around=AROUND)
def test_same_again(english: Language, text: str, around: Circumstances) -> None:
    """The same input gives the same decision, with reasons, for any text."""
    decision = decide(text, around, english)
    assert decision == decide(text, around, english)
    assert 0 <= decision.probability <= 1
    assert decision.reasons
