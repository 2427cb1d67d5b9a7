"""What she understands and says in one language, read from `sentences/`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
import re
from typing import Any, Final

from hassil import Intents, recognize_best
from hassil.intents import TextSlotList
from hassil.numbers import get_rbnf_engine
import yaml

from ..family.times.vocabulary import Vocabulary
from ..manners.addressee import Language
from ..messages.nature import NatureWords
from .addressing import read_addressing
from .hearing import Hearing
from .hints import holds_any
from .messages.reading_out import ReadingWords
from .model_words import ModelWords
from .reader.lexicon import Lexicon, load_lexicon
from .reader.spoken_time import span
from .reminding_words import ReminderPhrases
from .templates import read_templates
from .words import Words

SENTENCES: Final = Path(__file__).parent.parent / "sentences"
FALLBACK_LANGUAGE: Final = "en"

# A reply that any person could give is far shorter; matching a longer one is wasted.
LONGEST_SENTENCE: Final = 200


@dataclass(frozen=True, slots=True)
class Speaking:
    """What people say about when and what she says unprompted, and its times."""

    grammar: Intents
    part_hours: Mapping[str, int]
    hush: timedelta


@dataclass(frozen=True, slots=True)
class Calls:
    """What people say about being in touch, and a part of a word of each sentence."""

    grammar: Intents
    mentions: frozenset[str]
    # Words that lead to the end of a while.
    until: frozenset[str]
    # Words that stand in no name, and ordinary words that are names as well.
    nobody: frozenset[str]
    also_names: frozenset[str]
    nudge_answers: Intents
    cadence_answers: Intents
    name_answers: Intents

    def mentioned_in(self, text: str) -> bool:
        """Return whether a sentence may be about calls, which is quickly seen."""
        return holds_any(text, self.mentions)


@dataclass(frozen=True, slots=True)
class MessagePhrases:
    """What people say about messages, and what tells messages apart."""

    grammar: Intents
    # Without one of these words nothing is about messages, unless one was just told.
    about: frozenset[str]
    # By relation, how it is said and what else people say for it.
    relations: Mapping[str, tuple[str, ...]]
    my: str
    your: str
    unknown: str
    unnamed: str
    nature: NatureWords
    noise: re.Pattern[str]
    reading: ReadingWords


@dataclass(frozen=True, slots=True)
class Phrases:
    """Her sentences, answers, replies and words in one language."""

    language: str
    grammar: Intents
    answers: Intents
    replies: Mapping[str, tuple[str, ...]]
    words: Words
    hearing: Hearing | None
    speaking: Speaking
    reminders: ReminderPhrases
    times: Vocabulary
    calls: Calls
    messages: MessagePhrases
    reasons: Mapping[str, Mapping[str, str]]
    model: ModelWords
    house: Lexicon | None = None
    addressing: Language | None = None

    def days(self, length: timedelta) -> str:
        """Return a length of time in whole days as it is said, at least one."""
        whole = timedelta(days=max(1, round(length / timedelta(days=1))))
        if self.house is None:
            return f"{whole.days}"
        return span(whole, self.house.vocabulary)

    def speaks(self, language: str) -> bool:
        """Return whether this is the language, and not what stands in for it."""
        return language.split("-", maxsplit=1)[0] == self.language.split("-")[0]

    def understand(self, text: str, names: tuple[str, ...]) -> str | None:
        """Return the name of the intent of hers that a sentence is, if it is one."""
        if len(text) > LONGEST_SENTENCE:
            return None
        result = recognize_best(
            text,
            self.grammar,
            slot_lists={
                "her_name": TextSlotList.from_strings(names, allow_template=False)
            },
        )
        return result.intent.name if result else None

    def understand_speaking(
        self,
        text: str,
        someone: Iterable[tuple[str, str]],
        rooms: Iterable[tuple[str, str]],
    ) -> tuple[str, dict[str, Any]] | None:
        """Return what is said about her speaking: the intent's name and its parts.

        Names of people and rooms come with the keys that they stand for.
        """
        return _understood(
            text, self.speaking.grammar, best="someone", someone=someone, room=rooms
        )

    def understand_calling(
        self, text: str, contacts: Iterable[tuple[str, str]]
    ) -> tuple[str, dict[str, Any]] | None:
        """Return what is said about being in touch: the intent's name and its parts."""
        relations = [
            (said, relation)
            for relation, all_said in self.messages.relations.items()
            for said in all_said
        ]
        return _understood(
            text,
            self.calls.grammar,
            best="contact",
            contact=contacts,
            relation=relations,
        )

    def understand_nudged(self, text: str, *, about_cadence: bool) -> str | None:
        """Return what is answered to a nudge, or to whether it is too often."""
        if len(text) > LONGEST_SENTENCE:
            return None
        calls = self.calls
        grammar = calls.cadence_answers if about_cadence else calls.nudge_answers
        result = recognize_best(text, grammar)
        return result.intent.name if result else None

    def understand_name(self, text: str) -> tuple[str, str] | None:
        """Return how a name is said in a sentence, and the name; of a bare one None."""
        understood = _understood(text, self.calls.name_answers, best="name")
        return (understood[0], str(understood[1]["name"])) if understood else None

    def understand_reminding(
        self, text: str, someone: Iterable[tuple[str, str]]
    ) -> tuple[str, dict[str, Any]] | None:
        """Return what is said about reminders: the intent's name and its parts."""
        return _understood(
            text, self.reminders.grammar, best="someone", someone=someone
        )

    def understand_message(
        self, text: str, senders: Iterable[tuple[str, str]]
    ) -> tuple[str, dict[str, Any]] | None:
        """Return what is said about messages: the intent's name and its parts.

        Names of senders come with the keys that they stand for.
        """
        return _understood(text, self.messages.grammar, best="sender", sender=senders)

    def understand_answer(self, text: str) -> str | None:
        """Return what a sentence answers: Agree, Refuse, Cancel, or nothing."""
        if len(text) > LONGEST_SENTENCE:
            return None
        result = recognize_best(text, self.answers)
        return result.intent.name if result else None


def available_languages() -> set[str]:
    """Return the languages that she has sentences for. Blocks: reads files."""
    return {folder.name for folder in SENTENCES.iterdir() if folder.is_dir()}


def load(language: str) -> Phrases:
    """Read a language's folder. Blocks: reads files.

    Raises:
        OSError: the folder or one of its files is missing.
        KeyError: a file lacks a part that every language has.

    """
    folder = SENTENCES / language
    (
        companion,
        answers,
        replies,
        words,
        speaking,
        messages,
        reasons,
        reminders,
        times,
        model,
        calls,
    ) = (
        _read(folder / f"{name}.yaml")
        for name in (
            "companion",
            "answers",
            "replies",
            "words",
            "speaking",
            "messages",
            "reasons",
            "reminders",
            "times",
            "model",
            "calls",
        )
    )
    # The rules by which numbers are read come from a file, at the first number.
    get_rbnf_engine(language)
    hearing = _hearing(folder / "hearing.yaml")
    addressing = _addressing(folder)
    return Phrases(
        language=language,
        grammar=read_templates(companion),
        answers=read_templates(answers),
        replies={
            key: (wordings,) if isinstance(wordings, str) else tuple(wordings)
            for part in (
                companion,
                replies,
                speaking,
                messages,
                reminders,
                model,
                calls,
                addressing,
            )
            for key, wordings in part.get("responses", {}).items()
        },
        speaking=Speaking(
            grammar=read_templates(speaking),
            part_hours=speaking["part_hours"],
            hush=timedelta(minutes=speaking["hush_minutes"]),
        ),
        reminders=ReminderPhrases.from_dict(reminders),
        calls=Calls(
            read_templates(calls),
            frozenset(calls["mentions"]),
            frozenset(calls["until"]),
            frozenset(calls["nobody"]),
            frozenset(calls["also_names"]),
            *(
                read_templates({"language": language, **calls[part]})
                for part in ("nudge_answers", "cadence_answers", "name_answers")
            ),
        ),
        times=Vocabulary.from_dict(times),
        messages=_messages(messages),
        reasons={part: reasons[part] for part in ("unknown", "was", "is")},
        words=Words.from_dict(words),
        model=ModelWords.from_dict(model),
        house=load_lexicon(folder),
        hearing=hearing,
        addressing=read_addressing(addressing, hearing, _wording(folder))
        if addressing
        else None,
    )


def _messages(content: Mapping[str, Any]) -> MessagePhrases:
    return MessagePhrases(
        grammar=read_templates(content),
        about=frozenset(content["about"]).union(*content["relations"].values()),
        relations={
            relation: tuple(said) for relation, said in content["relations"].items()
        },
        my=content["my"],
        your=content["your"],
        unknown=content["unknown"],
        unnamed=content["unnamed"],
        nature=NatureWords(
            codes=frozenset(content["codes"]),
            advertising=frozenset(content["advertising"]),
        ),
        noise=re.compile("|".join(content["noise"]), re.IGNORECASE),
        reading=ReadingWords(
            dated=content["dated"],
            pictures={
                one: name for name, known in content["emoji"].items() for one in known
            },
        ),
    )


def _understood(
    text: str, grammar: Intents, *, best: str, **names: Iterable[tuple[str, str]]
) -> tuple[str, dict[str, Any]] | None:
    """Return the intent of a sentence that fits a grammar best, and its parts.

    The lists of names come with the keys that they stand for; where several sentences
    fit, the one with the longest name of the `best` list is meant.
    """
    if len(text) > LONGEST_SENTENCE:
        return None
    result = recognize_best(
        text,
        grammar,
        slot_lists={
            slot: TextSlotList.from_tuples(known, allow_template=False)
            for slot, known in names.items()
        },
        best_slot_name=best,
    )
    if result is None:
        return None
    return result.intent.name, {
        name: slot.value for name, slot in result.entities.items()
    }


def _hearing(path: Path) -> Hearing | None:
    """Read how the language is heard, which not every folder knows."""
    return Hearing.from_dict(_read(path)) if path.exists() else None


def _addressing(folder: Path) -> dict[str, Any]:
    """Read the words that tell who is spoken to, which not every folder has."""
    path = folder / "addressing.yaml"
    return _read(path) if path.exists() else {}


def _wording(folder: Path) -> bytes | None:
    """Read what was learned of wordings, which a language may have beside them."""
    path = folder / "wording.bin"
    return path.read_bytes() if path.exists() else None


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content
