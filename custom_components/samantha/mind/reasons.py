"""The reasons of a verdict, as sentences."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from .phrases import Phrases
from .reader.spoken_time import day_and_clock

_MOST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoning:
    """Puts reasons into words: what keys are called, and the language."""

    phrases: Phrases
    now: datetime
    # The name of a resident, an area or a voice, by the kind of key.
    names: Mapping[str, Callable[[str], str | None]]

    def was(self, reasons: Iterable[tuple[str, Mapping[str, str]]]) -> str:
        """Return why it was so: at most two sentences."""
        return self._sentences("was", reasons, _MOST)

    def now_is(self, reasons: Iterable[tuple[str, Mapping[str, str]]]) -> str:
        """Return the first reason why it is so now, to be put behind other words."""
        return self._sentences("is", reasons, 1)

    def said(self, at: datetime) -> str:
        """Return when something was, as people say it."""
        local = at.astimezone(self.now.tzinfo)
        if self.phrases.house is None:
            return f"{local:%H:%M}"
        return day_and_clock(local, self.now, self.phrases.house.vocabulary)

    def _sentences(
        self, tense: str, reasons: Iterable[tuple[str, Mapping[str, str]]], most: int
    ) -> str:
        known: Mapping[str, str] = self.phrases.reasons[tense]
        sentences = [
            known[why].format(**self._facts(facts))
            for why, facts in reasons
            if why in known
        ]
        return " ".join(
            sentence[:1].upper() + sentence[1:] if tense == "was" else sentence
            for sentence in list(dict.fromkeys(sentences))[:most]
        )

    def _facts(self, facts: Mapping[str, str]) -> dict[str, str]:
        words: dict[str, Any] = dict(self.phrases.reasons["unknown"])
        for kind, key in facts.items():
            if kind == "time":
                words[kind] = self.said(datetime.fromisoformat(key))
            elif kind in self.names and (name := self.names[kind](key)):
                words[kind] = name
        return words


def within_a_sentence(name: str, the: str, people: Collection[str]) -> str:
    """Return a room's or a voice's name as it stands within a sentence.

    "Living Room" becomes "the living room"; "TV" and the names of people stay as they
    are, and "Anna's Room" needs no article.

    Args:
        name: the name as the owner wrote it.
        the: the language's article with a place for the name, such as "the {name}".
        people: what those are called who live here.

    """
    kept = {word.casefold() for person in people for word in person.split()}
    words = name.split()
    said = [
        word
        if not word[1:].islower() or _owner(word).casefold() in kept
        else word.lower()
        for word in words
    ]
    text = " ".join(said)
    is_owned = bool(words) and words[0] != _owner(words[0])
    return text if is_owned and text[:1].isupper() else the.format(name=text)


def _owner(word: str) -> str:
    """Return the name in a word that says whose something is."""
    return word.replace("\u2019", "'").partition("'")[0]
