"""What counts as yes, no, cancel, a choice and a code."""

from hypothesis import assume, given, strategies as st
import pytest

from custom_components.samantha.mind.answers import (
    Answer,
    Expects,
    Meaning,
    begins_with_code,
    leading_codes,
    read_answer,
    read_code,
)
from custom_components.samantha.mind.phrases import Phrases, load

YES = [
    "yes",
    "yeah",
    "yep",
    "sure",
    "of course",
    "okay",
    "ok",
    "absolutely",
    "please do",
]
NO = ["no", "nope", "nah", "don't", "not now", "no way", "certainly not", "negative"]
DIGITS = {
    "0": ["0", "zero", "oh", "o", "nought"],
    "1": ["1", "one"],
    "2": ["2", "two", "to", "too"],
    "3": ["3", "three"],
    "4": ["4", "four", "for"],
    "5": ["5", "five"],
    "6": ["6", "six"],
    "7": ["7", "seven"],
    "8": ["8", "eight", "ate"],
    "9": ["9", "nine"],
}
CODES = st.text(st.sampled_from("0123456789"), min_size=3, max_size=12)
ROOMS = {
    "kitchen": ("kitchen", "the kitchen"),
    "bath": ("bathroom", "bath"),
    "bed": ("bed",),
}


@pytest.fixture(scope="module")
def english() -> Phrases:
    """Return the English phrases."""
    return load("en")


def meaning_of(text: str, phrases: Phrases) -> Meaning | None:
    """Return what a sentence means to a question of yes or no."""
    answer = read_answer(text, Expects.YES_OR_NO, phrases)
    return answer.meaning if answer else None


@pytest.mark.parametrize(
    "text",
    [
        *YES,
        *(word.upper() for word in YES),
        "Yes.",
        "Yes, please.",
        "yes please do",
        "Yes, thank you.",
        "um yes",
        "oh, yes",
        "yes yes",
        "sure, go ahead",
        "Yes, do it!",
        "yes I do",
        "yes, you can",
        "do it",
        "go ahead",
        "I'm sure",
        "I am sure",
        "I\N{RIGHT SINGLE QUOTATION MARK}m sure",
        "yes, I'm sure",
        "all right",
        "confirmed",
    ],
)
def test_yes(text: str, english: Phrases) -> None:
    """Plain agreement is a yes."""
    assert meaning_of(text, english) is Meaning.YES


@pytest.mark.parametrize(
    "text",
    [
        *NO,
        *(word.upper() for word in NO),
        "No.",
        "No, thanks.",
        "no thank you",
        "no please don't",
        "please don't",
        "please do not",
        "um no",
        "oh no",
        "no no",
        "no, leave it",
        "don\N{RIGHT SINGLE QUOTATION MARK}t",
        "better not",
        "absolutely not",
    ],
)
def test_no(text: str, english: Phrases) -> None:
    """Plain refusal is a no."""
    assert meaning_of(text, english) is Meaning.NO


@pytest.mark.parametrize(
    "text",
    [
        "cancel",
        "Cancel that.",
        "stop",
        "never mind",
        "nevermind",
        "forget it",
        "leave it",
    ],
)
def test_cancel(text: str, english: Phrases) -> None:
    """Calling it off is a cancel."""
    assert meaning_of(text, english) is Meaning.CANCEL


@pytest.mark.parametrize(
    "text",
    [
        "yes but not now",
        "not yes",
        "yes or no",
        "yes and no",
        "yes no",
        "yes, no, wait",
        "no yes",
        "no, do it later",
        "don't do it",
        "do not do it",
        "don't you dare",
        "I'm not sure",
        "are you sure",
        "of course not",
        "sure not",
        "yes when I am home",
        "yes if nobody is there",
        "yes tomorrow",
        "yes, wait",
        "okay wait",
        "ok stop",
        "please",
        "yesterday",
        "yes sir no sir",
        "yes, lock the other one",
        "did you say yes",
        "say yes",
        "she said yes",
        "what",
        "is the kitchen light on",
        "turn on the light",
        "one two three four",
        "",
        "?!",
        "yes " * 60,
    ],
)
def test_not_yes(text: str, english: Phrases) -> None:
    """What is not plain agreement never opens a door."""
    assert meaning_of(text, english) is not Meaning.YES


@given(
    yes=st.sampled_from(YES), no=st.sampled_from([*NO, "not", "never", "later", "wait"])
)
def test_yes_with_any_no_is_not_yes(english: Phrases, yes: str, no: str) -> None:
    """A yes in the company of a no is no yes, whichever comes first."""
    both = {meaning_of(f"{yes} {no}", english), meaning_of(f"{no} {yes}", english)}
    assert Meaning.YES not in both


@given(yes=st.sampled_from(YES), more=st.from_regex(r"[a-z]{3,9}( [a-z]{3,9}){1,3}"))
def test_yes_with_anything_else_is_not_yes(
    english: Phrases, yes: str, more: str
) -> None:
    """A yes with words that nobody foresaw is no yes."""
    assert meaning_of(f"{yes} {more}", english) is not Meaning.YES


@given(st.text())
def test_any_text_is_read(english: Phrases, text: str) -> None:
    """No text breaks the reading, and none by chance is a yes."""
    assume(text.strip().casefold() not in YES)
    assert meaning_of(text, english) is not Meaning.YES


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1234", "1234"),
        ("1234.", "1234"),
        ("1 2 3 4", "1234"),
        ("12 34", "1234"),
        ("1-2-3-4", "1234"),
        ("1,234", "1234"),
        ("#1234", "1234"),
        ("one two three four", "1234"),
        ("One, two, three, four.", "1234"),
        ("one-two-three-four", "1234"),
        ("one 2 three 4", "1234"),
        ("1 to 3 for", "1234"),
        ("won too three fore", None),
        ("oh oh seven", "007"),
        ("zero zero o seven", "0007"),
        ("the code is 1234", "1234"),
        ("It's one two three four, please", "1234"),
        ("it\N{RIGHT SINGLE QUOTATION MARK}s 1234", "1234"),
        ("my code is 1234", "1234"),
        ("um 1234", "1234"),
        ("yes, 1234", "1234"),
        (
            "\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT TWO}\N{FULLWIDTH DIGIT THREE}",
            "123",
        ),
        ("123", "123"),
        ("twelve thirty four", "1234"),
        ("twelve thirty-four", "1234"),
        ("forty seven eleven", "4711"),
        ("forty-seven eleven", "4711"),
        ("twenty twenty", "2020"),
        ("twenty one twenty", "2120"),
        ("ten one ten", "10110"),
        ("seventy zero one", "7001"),
        ("sixty oh five", "6005"),
        ("12", None),
        ("one two", None),
        ("", None),
        ("code", None),
        ("twelve hundred", None),
        ("turn on 1234 lights", None),
        ("a1234", None),
        ("not 1234", None),
        ("1234 or 1235", None),
        ("what is the code", None),
    ],
)
def test_code(text: str, code: str | None, english: Phrases) -> None:
    """A code is heard in every way that recognisers write one, and nowhere else."""
    assert read_code(text, english.words) == code


@given(st.data(), CODES, st.sampled_from([" ", ", ", "-", ". "]))
def test_any_code(
    english: Phrases, data: st.DataObject, code: str, between: str
) -> None:
    """Every digit may be written in any of its ways."""
    said = between.join(data.draw(st.sampled_from(DIGITS[digit])) for digit in code)
    assert read_code(said, english.words) == code


@given(st.text())
def test_any_text_may_be_tried_as_code(english: Phrases, text: str) -> None:
    """What is read as a code has only digits, three of them at least."""
    code = read_code(text, english.words) or "000"
    assert len(code) >= 3
    assert set(code) <= set("0123456789")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1234", Answer(Meaning.VALUE, "1234")),
        ("no, 1234", Answer(Meaning.UNCLEAR)),
        ("is 1234 the right one", Answer(Meaning.UNCLEAR)),
        ("12 or so", None),
        ("no", Answer(Meaning.NO)),
        ("cancel", Answer(Meaning.CANCEL)),
        ("yes", None),
        ("turn on the light", None),
    ],
)
def test_answer_to_code(text: str, answer: Answer | None, english: Phrases) -> None:
    """A question for the code takes a code, a no or a cancel; a yes says nothing."""
    assert read_answer(text, Expects.CODE, english) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", Answer(Meaning.YES)),
        ("no", Answer(Meaning.NO)),
        ("1234", Answer(Meaning.VALUE, "1234")),
        ("yes, 1234", Answer(Meaning.VALUE, "1234")),
        ("no, 1234", Answer(Meaning.UNCLEAR)),
        ("yes 12", None),
        ("turn on the light", None),
    ],
)
def test_answer_to_yes_or_code(
    text: str, answer: Answer | None, english: Phrases
) -> None:
    """Where there is a code, it may come at once; among other words it is unclear."""
    assert read_answer(text, Expects.YES_OR_CODE, english) == answer


@pytest.mark.parametrize(
    ("verb", "text", "meaning"),
    [
        ("unlock", "yes, unlock it", Meaning.YES),
        ("unlock", "unlock it", Meaning.YES),
        ("unlock", "yes, lock it", None),
        ("lock", "yes, lock it", Meaning.YES),
        ("lock", "unlock it", None),
        ("open", "sure, open it", Meaning.YES),
        ("open", "close it", None),
        ("close", "yes shut it", Meaning.YES),
        ("change", "yes, open it", None),
        ("", "yes, open it", None),
    ],
)
def test_yes_with_a_verb(
    verb: str, text: str, meaning: Meaning | None, english: Phrases
) -> None:
    """A yes that says what to do is one only to that."""
    answer = read_answer(text, Expects.YES_OR_NO, english, verb=verb)
    assert (answer.meaning if answer else None) is meaning


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("the kitchen", Answer(Meaning.CHOICE, "kitchen")),
        ("Kitchen, please.", Answer(Meaning.CHOICE, "kitchen")),
        ("in the bathroom", Answer(Meaning.CHOICE, "bath")),
        ("bed", Answer(Meaning.CHOICE, "bed")),
        ("the bedroom", None),
        ("kitchen or bath", None),
        ("kitchenette", None),
        ("no", Answer(Meaning.NO)),
        ("cancel", Answer(Meaning.CANCEL)),
        ("yes", None),
        ("none of them", None),
        ("", None),
    ],
)
def test_answer_to_choice(text: str, answer: Answer | None, english: Phrases) -> None:
    """A choice is one name as whole words; two names, or none, choose nothing."""
    assert read_answer(text, Expects.CHOICE, english, ROOMS) == answer


def test_nothing_to_choose_from(english: Phrases) -> None:
    """A choice without choices is never made."""
    assert read_answer("kitchen", Expects.CHOICE, english) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("4711 what is it", [("4711", " what is it")]),
        ("my code is 4711, what is it", [("4711", ", what is it")]),
        ("four seven one one for tonight", [("4711", " for tonight")]),
        ("forty seven twenty one", [("4720", " one"), ("4721", "")]),
        ("47 11", [("4711", "")]),
        ("47112", []),
        ("471", []),
        ("471 lights", []),
        ("lights 4711", []),
        ("", []),
    ],
)
def test_leading_codes(
    text: str, codes: list[tuple[str, str]], english: Phrases
) -> None:
    """A code of that length at the front is found, with what follows it."""
    assert leading_codes(text, 4, english.words) == codes


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("4711", True),
        ("my code is 4711 and", True),
        ("47 11", True),
        ("471", False),
        ("what about 4711", False),
        ("turn on 2 lights", False),
        ("", False),
    ],
)
def test_begins_with_code(text: str, english: Phrases, *, begins: bool) -> None:
    """As many digits as a code has stand at the front, fillers aside."""
    assert begins_with_code(text, english.words) is begins
