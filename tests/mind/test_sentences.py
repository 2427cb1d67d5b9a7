"""Every sentence of every language is understood, and every reply can be said."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
import json
from pathlib import Path
import re
from string import Formatter
from typing import IO, Any, Final

from _pytest.mark import ParameterSet
from hassil import Intents, recognize_all
from hassil.intents import TextSlotList
from hassil.sample import sample_expression
from home_assistant_intents import get_intents
import pytest
import yaml

from custom_components.samantha.mind.languages import supported_languages
from custom_components.samantha.mind.phrases import (
    FALLBACK_LANGUAGE,
    LONGEST_SENTENCE,
    SENTENCES,
    Phrases,
    available_languages,
    load,
)
from custom_components.samantha.mind.speech import fit_for_voice

NAMES: Final = ("Samantha", "Sam")
LANGUAGES: Final = sorted(available_languages())
FILES: Final = ("answers", "companion", "model", "replies", "words")
UNPROMPTED: Final = ("calls", "messages", "reasons", "reminders", "speaking", "times")
# What stands on buttons of notifications, and is not spoken.
BUTTONS: Final = frozenset({"heard_it", "later", "nudge_dial"})
# Details that are filled in outside of turns, or under a key that is chosen there.
FILLED_IN: Final = {
    "announce_": {"count", "person", "sender", "senders"},
    "calendar_": {"day", "person"},
    "hushed_": {"time"},
    "interrupted_title": {"title"},
    "merged": {"count", "text"},
    "not_their_code": {"person"},
    "message_": {"count", "sender", "subject", "text"},
    "messages_": {"count", "people", "sender", "senders", "text", "time"},
    "missed_": {"count", "text"},
    "nudge": {"number", "person", "span"},
    "reminder_missed_": {"count", "items", "text", "when"},
    "reminder_told": {"text"},
}
# What helps where a language has it, and is done without elsewhere.
HELPFUL: Final = {"addressing.yaml", "hearing.yaml", "house", "wording.bin"}
SOURCE: Final = SENTENCES.parent

# A template may stand for thousands of sentences; a spread of them is tried.
MOST_OF_A_TEMPLATE: Final = 400

LONGEST_REPLY: Final = 220

# What Home Assistant answers with a phrase of its own; hers are the better ones.
SMALL_TALK: Final = {"HassNevermind", "HassRespond"}


@cache
def phrases_of(language: str) -> Phrases:
    """Return the phrases of a language, read once."""
    return load(language)


@cache
def content_of(language: str, name: str) -> dict[str, Any]:
    """Return a file of a language as it is written."""
    content: dict[str, Any] = yaml.safe_load(
        (SENTENCES / language / f"{name}.yaml").read_text(encoding="utf-8")
    )
    return content


def templates(grammar: str) -> Iterator[ParameterSet]:
    """Return each template of all languages: language, intent and place."""
    for language in LANGUAGES:
        for intent, definition in content_of(language, grammar)["intents"].items():
            sentences = (s for data in definition["data"] for s in data["sentences"])
            for place, text in enumerate(sentences):
                yield pytest.param(language, intent, place, id=f"{language}: {text}")


def expand(grammar: Intents, intent: str, place: int) -> list[str]:
    """Return the sentences of a template, or a spread of them where there are many."""
    sentences = [s for data in grammar.intents[intent].data for s in data.sentences]
    names = TextSlotList.from_strings(NAMES, allow_template=False)
    everything = list(
        islice(
            sample_expression(
                sentences[place].expression,
                {**grammar.slot_lists, "her_name": names},
                grammar.expansion_rules,
            ),
            200_000,
        )
    )
    return everything[:: -(-len(everything) // MOST_OF_A_TEMPLATE)]


def replies() -> Iterator[tuple[str, str, str]]:
    """Return each reply of all languages: language, key and wording."""
    for language in LANGUAGES:
        for key, wordings in phrases_of(language).replies.items():
            for wording in wordings:
                yield language, key, wording


@pytest.mark.parametrize(("language", "intent", "place"), templates("companion"))
def test_sentence_is_understood(language: str, intent: str, place: int) -> None:
    """Every way to say a sentence means its own intent and no other."""
    phrases = phrases_of(language)
    sentences = expand(phrases.grammar, intent, place)
    assert sentences
    heard = {said: phrases.understand(said, NAMES) for said in sentences}
    assert heard == dict.fromkeys(sentences, intent)
    assert max(map(len, sentences)) <= LONGEST_SENTENCE


@pytest.mark.parametrize(("language", "intent", "place"), templates("answers"))
def test_answer_is_understood(language: str, intent: str, place: int) -> None:
    """Every way to answer means its own answer and no other."""
    phrases = phrases_of(language)
    sentences = expand(phrases.answers, intent, place)
    assert sentences
    heard = {said: phrases.understand_answer(said) for said in sentences}
    assert heard == dict.fromkeys(sentences, intent)


@pytest.mark.parametrize(("language", "intent", "place"), templates("answers"))
def test_answer_means_one_thing(language: str, intent: str, place: int) -> None:
    """No answer is a yes and a no at once, in whatever order it is tried."""
    answers = phrases_of(language).answers
    for said in expand(answers, intent, place):
        meanings = {result.intent.name for result in recognize_all(said, answers)}
        assert meanings == {intent}, said


def test_languages_are_known_to_home_assistant() -> None:
    """She has no sentences in a language that nobody can choose."""
    assert set(LANGUAGES) <= set(supported_languages())


@pytest.mark.parametrize("language", LANGUAGES)
def test_has_all_files(language: str) -> None:
    """A language is seven files at least, each saying whose it is."""
    names = {path.name for path in (SENTENCES / language).iterdir()}
    assert names - HELPFUL == {f"{name}.yaml" for name in (*FILES, *UNPROMPTED)}
    assert {content_of(language, name)["language"] for name in FILES} == {language}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["answers", "companion"])
def test_has_all_intents(language: str, name: str) -> None:
    """What can be said to her in English can be said in every language."""
    ours, english = (content_of(each, name) for each in (language, FALLBACK_LANGUAGE))
    assert ours["intents"].keys() == english["intents"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_has_all_replies(language: str) -> None:
    """What she says in English she can say in every language, with the same details."""
    ours, english = phrases_of(language), phrases_of(FALLBACK_LANGUAGE)
    assert ours.replies.keys() == english.replies.keys()
    for key, wordings in ours.replies.items():
        for wording in wordings:
            assert fields_of(wording) == fields_of(english.replies[key][0]) | (
                fields_of(wording) & {"name"}
            ), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_has_all_words(language: str) -> None:
    """A language has the same words for code as English, and all ten digits."""
    words, english = (
        content_of(each, "words") for each in (language, FALLBACK_LANGUAGE)
    )
    assert words.keys() == english.keys()
    assert words["digits"].keys() == set("0123456789")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_has_only_texts(language: str, name: str) -> None:
    """YAML reads a bare yes, no, on or off as no word at all; quotes keep it one."""
    leaves = list(leaves_of(content_of(language, name)))
    assert [leaf for leaf in leaves if not isinstance(leaf, str)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_heard_as_they_stand(language: str) -> None:
    """Words are compared folded, so they stand folded; a digit has words of its own."""
    words = phrases_of(language).words
    said = [
        word
        for said in content_of(language, "words")["digits"].values()
        for word in said
    ]
    assert all(word == word.casefold() for word in [*said, *words.code_fillers])
    assert len(said) == len(set(said))
    assert not words.code_fillers & set(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_intents_have_replies(language: str) -> None:
    """Every sentence of hers has something to be answered with."""
    phrases = phrases_of(language)
    assert phrases.grammar.intents.keys() <= phrases.replies.keys()


@pytest.mark.parametrize(("language", "key", "wording"), replies())
def test_reply_is_fit_for_a_voice(language: str, key: str, wording: str) -> None:
    """A reply is short, plain and calm, and is spoken just as it is written."""
    assert fit_for_voice(wording, "link") == wording
    assert not re.search(r"[!\d*_`#<>\[\]()/]", wording), key
    assert len(wording) <= LONGEST_REPLY
    assert wording.endswith((".", "?", "}")) or key in BUTTONS
    assert language in LANGUAGES


@pytest.mark.parametrize(("language", "key", "wording"), replies())
def test_question_sounds_like_one(language: str, key: str, wording: str) -> None:
    """What waits for an answer ends as a question, so that people notice."""
    waits = key.startswith("confirm_") or key in {"ask_code", "wrong_code"}
    assert wording.endswith("?") or not waits, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_replies_are_those_that_are_used(language: str) -> None:
    """The code says nothing that is not written here, and nothing here is unsaid."""
    used = {key for key, _ in said_in_source()}
    known = set(phrases_of(language).replies)
    prefixes = {key.removesuffix("*") for key in used if key.endswith("*")}
    assert {key for key in used if not key.endswith("*")} <= known
    assert all(any(key.startswith(prefix) for key in known) for prefix in prefixes)
    spoken = used | set(phrases_of(language).grammar.intents) | constants_of_source()
    assert {
        key
        for key in known
        if key not in spoken and not key.startswith(tuple(prefixes))
    } == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_replies_get_what_they_name(language: str) -> None:
    """Each detail that a reply names is one that the code gives."""
    given: dict[str, set[str]] = {key: {*names} for key, names in FILLED_IN.items()}
    for key, names in said_in_source():
        given.setdefault(key.removesuffix("*"), set()).update(names)
    for key, wordings in phrases_of(language).replies.items():
        details: set[str] = set().union(
            *(given[start] for start in given if key.startswith(start))
        )
        named: set[str] = set().union(*map(fields_of, wordings))
        assert named <= {"name", "last"} | details, key


@pytest.mark.parametrize(("language", "intent", "place"), templates("companion"))
def test_sentence_takes_nothing_from_home_assistant(
    language: str, intent: str, place: int
) -> None:
    """Home Assistant understands her sentences as small talk at most."""
    theirs = home_assistant_grammar(language)
    for said in expand(phrases_of(language).grammar, intent, place)[:20]:
        understood = {
            result.intent.name
            for result in recognize_all(said, theirs, slot_lists=theirs.slot_lists)
            if not any(entity.is_wildcard for entity in result.entities_list)
        }
        assert understood <= SMALL_TALK, said


@cache
def home_assistant_grammar(language: str) -> Intents:
    """Return Home Assistant's intents in a home without names."""
    content = get_intents(language, json_load=load_json)
    assert content
    grammar = Intents.from_dict(content)
    for slot in ("name", "area", "floor"):
        grammar.slot_lists[slot] = TextSlotList.from_strings(["no such name at all"])
    return grammar


def load_json(file: IO[str]) -> dict[str, Any]:
    """Read JSON as `home_assistant_intents` wants it read."""
    content: dict[str, Any] = json.loads(file.read())
    return content


def fields_of(wording: str) -> set[str]:
    """Return the placeholders of a reply."""
    return {field for _, field, _, _ in Formatter().parse(wording) if field is not None}


def leaves_of(node: Any) -> Iterator[Any]:
    """Return every key and value of a file."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from leaves_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from leaves_of(value)
    else:
        yield node


@cache
def trees() -> tuple[ast.Module, ...]:
    """Return the syntax of all of her Python source."""
    return tuple(
        ast.parse(path.read_text(encoding="utf-8")) for path in source_files(SOURCE)
    )


def source_files(folder: Path) -> Iterable[Path]:
    """Return her Python files."""
    return sorted(folder.rglob("*.py"))


@cache
def said_in_source() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the keys that the code says, with the details it gives.

    A key that is put together ends with a star where its fixed part ends. Answers
    about the house have their own files.
    """
    calls = (
        node
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )
    return tuple(
        (key, frozenset(keyword.arg for keyword in call.keywords if keyword.arg))
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"say", "refuse", "word"}
        and ast.unparse(call.func.value).endswith(("turn", "mind"))
        for argument in call.args
        for key in keys_of(argument)
    )


def keys_of(argument: ast.expr) -> Iterator[str]:
    """Return the key that an argument is, if it is one."""
    match argument:
        case ast.Constant(value=str(key)):
            yield key
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
            yield f"{start}*"


@cache
def constants_of_source() -> set[str]:
    """Return every text that stands in the code."""
    return {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
