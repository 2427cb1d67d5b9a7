"""The words of the reader: how they are compared, and what the files promise."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
import string
from typing import Any, Final

from hypothesis import given, strategies as st
import pytest
import yaml

from custom_components.samantha.mind import reader
from custom_components.samantha.mind.reader.conditions import CONDITIONS, Check
from custom_components.samantha.mind.reader.index import Thing
from custom_components.samantha.mind.reader.kinds import KINDS
from custom_components.samantha.mind.reader.lexicon import TOPICS
from custom_components.samantha.mind.reader.measures import MEASURES
from custom_components.samantha.mind.reader.reading import ANSWERERS

from .english import HOUSE, english

READER: Final = Path(reader.__file__).parent
FILES: Final = sorted(HOUSE.glob("*.yaml"))
# Conditions that look at more than a state, and what each is asked of.
SPECIAL: Final = {
    "low": ("sensor", "battery"),
    "muted": ("media_player", None),
    "heating": ("climate", None),
    "cooling": ("climate", None),
    "unavailable": ("light", None),
    "available": ("light", None),
}
# Asked by an answerer of its own, whatever has a measure.
MEASURED_OTHERWISE: Final = {"state"}
# The core's own modules: what they say stands in state.yaml.
CORE: Final = (
    "comparing",
    "how_much",
    "is_it_so",
    "readings",
    "so_or_not",
    "telling",
    "what_state",
    "who_and_where",
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bed room", "bedroom"),
        ("Bedroom", "bed room"),
        ("lights", "light"),
        ("batteries", "battery"),
        ("switches", "switch"),
        ("Anna's room", "Annas room"),
        ("Anna\N{RIGHT SINGLE QUOTATION MARK}s room", "Anna's room"),
        ("children's room", "childrens room"),
        ("the kids' room", "the kids room"),
        ("TV", "tv"),
        ("PM2.5", "pm2.5"),
        ("lamp one", "lamp 1"),
        ("Lamp Two", "lamp 2"),
    ],
)
def test_same_words(one: str, other: str) -> None:
    """Spelling, endings and small numbers make no difference between names."""
    words = english()
    assert words.joined(words.words(one)) == words.joined(words.words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lamp one", "lamp two"),
        ("door", "floor"),
        ("gas", "ga"),
        ("status", "statu"),
        ("glass", "glas"),
        ("house", "hous"),
    ],
)
def test_different_words(one: str, other: str) -> None:
    """What is no ending is kept."""
    words = english()
    assert words.joined(words.words(one)) != words.joined(words.words(other))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("What's on?", "what is on"),
        ("What\N{RIGHT SINGLE QUOTATION MARK}s on?", "what is on"),
        ("Isn't it on", "is not it on"),
        ("I'm alone", "i am alone"),
        ("can't", "can not"),
        ("Please tell me if the door is open", "if the door is open"),
        ("Could you check whether the door is open?", "whether the door is open"),
        ("hey, is the door open right now, please", "is the door open"),
        ("so do you know who is home", "who is home"),
        ("is the door open or not", "is the door open"),
        ("is it at 50%?", "is it at 50 percent"),
        ("% off", "percent off"),
        # Something has to be left.
        ("please", "please"),
        ("ok", "ok"),
        ("", ""),
        # "please" within a name or the middle of a sentence stays.
        ("is the please turn light on", "is the please turn light on"),
        ("okra", "okra"),
        ("is it thenceforth", "is it thenceforth"),
    ],
)
def test_sentence(said: str, sentence: str) -> None:
    """Short forms are written out; what opens and closes politely is left out."""
    assert english().sentence(said) == sentence


@given(st.text(max_size=60))
def test_sentence_is_settled(text: str) -> None:
    """A sentence that was made plain stays as it is."""
    sentence = english().sentence(text)
    assert english().sentence(sentence) == sentence
    assert sentence == sentence.strip()


@given(st.text(max_size=40))
def test_stems_are_total(text: str) -> None:
    """Any text has words and stems, and a name is like itself in capitals."""
    words = english()
    assert len(words.stems(text)) == len(words.words(text))
    assert words.joined(words.words(text)) == words.joined(words.words(text.casefold()))


def loaded(path: Path) -> Any:
    """Return what a file holds."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def words_of(value: Any, within: str = "") -> Iterator[Any]:
    """Yield all that should be words: keys, what is in lists, and what fills slots."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from words_of(inner, key)
            if within == "slots":
                yield inner
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)
            yield inner


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_words_are_words(path: Path) -> None:
    """No "on", "off", "yes" or "no" became true or false."""
    words = [*words_of(loaded(path))]
    assert [word for word in words if word is None or isinstance(word, bool)] == []


def test_states_are_conditions() -> None:
    """Each state that people name can be checked, and the other way round."""
    states = english().vocabulary["states"].keys()
    assert states - CONDITIONS.keys() == SPECIAL.keys()
    assert CONDITIONS.keys() - states == set()


@pytest.mark.parametrize(("key", "asked_of"), SPECIAL.items())
def test_special_states_apply(key: str, asked_of: tuple[str, str | None]) -> None:
    """Each state that is no plain condition can be asked of something."""
    domain, device_class = asked_of
    thing = Thing(
        entity_id=f"{domain}.thing",
        domain=domain,
        device_class=device_class,
        name="Thing",
        tokens=frozenset({"thing"}),
        area_id=None,
        floor_id=None,
        device_id=None,
        labels=frozenset(),
    )
    assert Check(key).applies(thing)


def test_opposites() -> None:
    """What is the opposite of something has that as its own."""
    for key, condition in CONDITIONS.items():
        if condition.opposite:
            assert CONDITIONS[condition.opposite].opposite == key


def test_measures() -> None:
    """Each measure that people name can be read, and the other way round."""
    assert english().vocabulary["measures"].keys() - MEASURED_OTHERWISE == (
        MEASURES.keys()
    )
    assert english().vocabulary["adjectives"].keys() <= MEASURES.keys()
    for group in ("most", "more"):
        for key in english().vocabulary[group]:
            measure, end = key.split(".")
            assert measure in MEASURES
            assert end in {"high", "low"}


def test_kinds() -> None:
    """Each kind that people name is there, and the other way round."""
    assert english().vocabulary["kinds"].keys() == KINDS.keys()


def test_first_words_are_their_own() -> None:
    """What she says for a state, a measure or a kind means that when it is said."""
    for group, slot in (("states", "state"), ("measures", "measure")):
        for key, words in english().vocabulary[group].items():
            assert english().keys[slot][words[0].casefold()] == key, words[0]
    for key, words in english().vocabulary["kinds"].items():
        joined = english().joined(english().words(words[0]))
        assert english().kinds[joined] == key, words[0]


def test_asks_have_answerers() -> None:
    """Whatever a file asks is answered, and nothing is answered that none asks."""
    asked = {frame.ask for frame in english().frames}
    assert asked - ANSWERERS.keys() == {"again"}
    assert ANSWERERS.keys() <= asked


def test_answers_have_one_place() -> None:
    """No topic has an answer by the name of another topic's."""
    names = Counter(
        name for topic in english().topics.values() for name in topic.get("answers", {})
    )
    assert {name for name, count in names.items() if count > 1} == set()


def texts(module: str) -> set[str]:
    """Return the texts that stand in a module's code."""
    tree = ast.parse((READER / f"{module}.py").read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def calls(module: str) -> Iterator[tuple[str, set[str] | None]]:
    """Yield each answer that a module gives by its name, and the values it gives it.

    The values are None where they are not all known from the code.
    """
    tree = ast.parse((READER / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="say" | "part"), args=[key, *_]):
                given_values = {word.arg for word in node.keywords}
                values = None if None in given_values else given_values
                for name in names_in(key):
                    yield name, values  # type: ignore[misc]


def names_in(key: ast.expr) -> list[str]:
    """Return the names that an expression may be, where they stand there."""
    match key:
        case ast.Constant(value=str(name)):
            return [name]
        case ast.IfExp(body=body, orelse=orelse):
            return [*names_in(body), *names_in(orelse)]
    return []


MODULES: Final = sorted(path.stem for path in READER.glob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_answers_exist(module: str) -> None:
    """Each answer that is given by name is there, with a value for each blank."""
    for name, values in calls(module):
        assert name in english().answers, name
        wanted = {
            field
            for _, field, _, _ in string.Formatter().parse(english().answers[name])
            if field
        }
        assert values is None or wanted <= values, name


def test_answers_are_used() -> None:
    """Each answer of the core is given somewhere."""
    # Where somebody is adds the zone to the name.
    used = set[str]().union(*(texts(module) for module in MODULES))
    used |= {f"{name}_at" for name in used if name.startswith("who")}
    assert english().topics["state"]["answers"].keys() - used == set()


@pytest.mark.parametrize("module", CORE)
def test_no_words_in_code(module: str) -> None:
    """What is said stands in the files of the language, not in the code."""
    tree = ast.parse((READER / f"{module}.py").read_text(encoding="utf-8"))
    docs = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
    }
    sentences = {text for text in texts(module) if text.count(" ") > 1} - docs
    # A list of device classes is one text.
    assert {text for text in sentences if text != text.lower()} == set()


def test_topics_are_files() -> None:
    """Each topic is a file, and no file is left out."""
    files = {path.stem for path in FILES}
    assert files == {*TOPICS, "vocabulary", "commands", "when"}


def test_language_of_each_file() -> None:
    """Each file says which language it is in."""
    assert {loaded(path)["language"] for path in FILES} == {"en"}
