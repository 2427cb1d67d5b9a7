"""Sentence templates become patterns that match what they stand for, no more."""

from collections.abc import Iterator
from typing import Any, Final

from hassil import (
    Alternative,
    Expression,
    Group,
    ListReference,
    RuleReference,
    Sequence,
    TextChunk,
    normalize_whitespace,
    parse_sentence,
)
from hassil.parser import ParseError
from hassil.sample import sample_expression
from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.reader.frames import (
    Frame,
    Frames,
    Templates,
    frames_of,
)
from custom_components.samantha.mind.reader.lexicon import TOPICS

from .english import english

# Words that stand in no template.
UNKNOWN: Final = ("zubo", "fexi", "gomp", "plirv", "quath", "snood")
# A phrase for each slot that has a pattern of its own.
OF_TIME: Final = {"when": "tomorrow", "span": "yesterday"}


def templates(
    rules: dict[str, str] | None = None, lists: dict[str, list[str]] | None = None
) -> Templates:
    """Return templates that may refer to rules and lists."""
    return Templates(rules or {}, lists or {})


def frame(template: str, **details: Any) -> Frame:
    """Return the frame of one template, which asks nothing in particular."""
    group = {"ask": "thing", "sentences": [template], **details}
    lists = {"color": ["red", "dark red"], "state": ["on", "turned on", "off"]}
    (made,) = frames_of([group], templates({"be": "(is|are)"}, lists))
    return made


@pytest.mark.parametrize(
    ("template", "text", "slots"),
    [
        ("is {what} {state}", "is the lamp on", {"what": "the lamp", "state": "on"}),
        ("<be> {what} {state}", "are they off", {"what": "they", "state": "off"}),
        ("is {what} [still] {state}", "is it on", {"what": "it", "state": "on"}),
        ("is {what} [still] {state}", "is it still on", {"what": "it", "state": "on"}),
        # The longest words of a list go first.
        ("{what} {state}", "lamp turned on", {"what": "lamp", "state": "turned on"}),
        ("{what} is {color}", "it is dark red", {"what": "it", "color": "dark red"}),
        # A slot may stand in each of two alternatives, or come under another name.
        ("({what} on|on {what})", "on tv", {"what": "tv"}),
        ("({what} on|on {what})", "tv on", {"what": "tv"}),
        ("{color:hue} light", "red light", {"hue": "red"}),
        ("{state:first} to {state:then}", "on to off", {"first": "on", "then": "off"}),
        # Any order.
        ("(now;{what};please)", "please the lamp now", {"what": "the lamp"}),
        # Longer words go before those that open them.
        ("(is|is it so that) {what}", "is it so that it rains", {"what": "it rains"}),
        ("(and|and what about) {what}", "and what about it", {"what": "it"}),
        ("What IS on", "what is on", {}),
    ],
)  # fmt: skip
def test_match(template: str, text: str, slots: dict[str, str]) -> None:
    """A template matches, and the slots hold the words that were said."""
    assert frame(template).match(text) == slots


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("is {what} {state}", "island lamp on"),
        ("<be> {what} {state}", "area lamp on"),
        ("is {what} {state}", "is the lamp only"),
        ("is {what} {state}", "is the lamp upon"),
        ("is {what} {state}", "is on"),
        ("is {what} {state}", "is the lamp on the table"),
        ("is {what} {state}", "so is the lamp on"),
        ("is {what} [still] {state}", "isthe lamp on"),
        ("it is {color}", "it is reddish"),
        ("it is {color}", "it is infrared"),
        ("is it", "is  "),
        ("is it", ""),
    ],
)
def test_no_match(template: str, text: str) -> None:
    """Words are whole words, and the whole sentence counts."""
    assert frame(template).match(text) is None


def test_slots_of_a_group() -> None:
    """A group's own slots are there unless the sentence says otherwise."""
    made = frame("is {what} [{state}]", slots={"state": "off", "quantity": "any"})
    assert made.match("is it on") == {"what": "it", "state": "on", "quantity": "any"}
    assert made.match("is it") == {"what": "it", "state": "off", "quantity": "any"}


def test_only_asked() -> None:
    """A group may need a question mark."""
    assert frame("{what} on", asked=True).only_asked
    assert not frame("is {what} on").only_asked


@pytest.mark.parametrize(
    ("template", "error"),
    [("is <nothing>", KeyError), ("is (a|b", ParseError), ("is [a", ParseError)],
)
def test_bad_templates(template: str, error: type[Exception]) -> None:
    """What is wrong in a file is no pattern."""
    with pytest.raises(error):
        frame(template).prepare()


class Saying:
    """One way to say a template, drawn step by step."""

    def __init__(self, draw: st.DrawFn, topic: dict[str, Any]) -> None:
        """Take what the template may refer to."""
        self._draw = draw
        self._rules = topic.get("rules", {})
        self.words: dict[str, str] = {}

    def narrow(self, expression: Expression) -> Expression:
        """Return the expression with one of the ways at each fork."""
        match expression:
            case ListReference(list_name=name, slot_name=slot):
                self.words[slot] = word = self._word(name)
                return TextChunk(word)
            case RuleReference(rule_name=name):
                rule = english().plain(self._rules[name])
                return self.narrow(parse_sentence(rule).expression)
            case Alternative(items=items):
                return self.narrow(self._draw(st.sampled_from(items)))
            case Group(items=items):
                return Sequence(items=[self.narrow(item) for item in items])
        return expression

    def _word(self, name: str) -> str:
        if name in OF_TIME:
            return OF_TIME[name]
        known = english().keys.get(name)
        words = sorted(filter(_is_plain, known)) if known else UNKNOWN
        return self._draw(st.sampled_from(words))


def _is_plain(words: str) -> bool:
    """Return whether words look in a sentence as they do in a list."""
    return english().sentence(f"zubo {words} zubo") == f"zubo {words} zubo"


@st.composite
def sayings(
    draw: st.DrawFn, topics: tuple[str, ...] = TOPICS
) -> tuple[Frame, str, dict[str, str]]:
    """Draw a frame of some topics, a sentence of it, and the unknown words."""
    numbers = [
        number for number, (name, _, _) in enumerate(TEMPLATES) if name in topics
    ]
    number = draw(st.sampled_from(numbers))
    _, topic, template = TEMPLATES[number]
    saying = Saying(draw, topic)
    narrowed = saying.narrow(parse_sentence(english().plain(template)).expression)
    (text,) = sample_expression(narrowed)
    wild = {slot: word for slot, word in saying.words.items() if word in UNKNOWN}
    return english().frames[number], normalize_whitespace(text).strip(), wild


def all_templates() -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield every template with its topic, in the order of the frames."""
    for name, topic in english().topics.items():
        for group in topic.get("questions", ()):
            for sentence in group["sentences"]:
                yield name, dict(topic), sentence


TEMPLATES: Final = [*all_templates()]


def test_each_template_has_a_frame() -> None:
    """Nothing that a file says is left out."""
    assert len(TEMPLATES) == len(english().frames)


def test_each_frame_has_a_pattern() -> None:
    """Nothing that a file says is wrong, though patterns are made late."""
    for made in english().frames:
        made.prepare()


@given(sayings())
def test_frames_match_what_hassil_makes(
    saying: tuple[Frame, str, dict[str, str]],
) -> None:
    """What hassil makes of a template is matched, and the words come back."""
    made, text, wild = saying
    slots = made.match(text)
    assert slots is not None, text
    assert all(word in slots[slot].split() for slot, word in wild.items())


@given(sayings(), sayings())
def test_frames_that_fit_are_those_that_match(
    saying: tuple[Frame, str, dict[str, str]], other: tuple[Frame, str, dict[str, str]]
) -> None:
    """Looking for pieces first leaves out no frame and changes no order."""
    texts = (saying[1], other[1])
    matched = [
        (made, slots)
        for made in english().frames
        for text in texts
        if (slots := made.match(text)) is not None
    ]
    assert [*english().frames.fitting(*texts)] == matched


def test_without_frames_nothing_fits() -> None:
    """No frames are frames too."""
    assert [*Frames([]).fitting("is it on")] == []


@given(sayings(topics=("state",)))
def test_slots_hold_no_more_than_what_was_said(
    saying: tuple[Frame, str, dict[str, str]],
) -> None:
    """Words that a template could have by itself are never taken into a slot."""
    made, text, wild = saying
    slots = made.match(text)
    assert slots is not None, text
    assert {slot: slots.get(slot) for slot in wild} == wild


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    [
        "is " * 66,
        "is the " * 28,
        "is it the lamp in the kitchen on in the " * 5,
        "what is the state of the " * 8,
        "how long has the " * 11 + "been on",
        "a" * 200,
        "a " * 100,
        "in on at of for " * 12,
        "which lights are on in the kitchen and " * 5,
        "when is the next " * 11,
        "did I forget to turn off the " * 6,
    ],
)
def test_long_texts_end(text: str) -> None:
    """No sentence keeps the patterns busy for long, however it repeats itself."""
    for made in english().frames:
        made.match(text[:200])


@pytest.mark.timeout(60)
@given(
    st.lists(
        st.sampled_from(["is", "the", "in", "on", "what", "how", "lamp", "and", "it"]),
        min_size=30,
        max_size=60,
    )
)
def test_any_long_text_ends(words: list[str]) -> None:
    """No sequence of common words does either."""
    text = " ".join(words)[:200]
    for made in english().frames:
        made.match(text)
