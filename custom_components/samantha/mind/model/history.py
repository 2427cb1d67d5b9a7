"""Pure: what a model sees of a conversation: capped, and never changed at its begin.

Servers keep what they have read of a request as long as the next one begins the same.
So what a turn has sent stands in the next one's request just as it was, until it is cut
away; and then much is cut at once, so that it seldom happens.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
import json
import re
from typing import Final

from .pieces import Message

# Bytes of all messages at which some are cut away, and what is left then.
FULL: Final = 6_600
LEFT: Final = 3_600

_GISTS: Final = 6
# Words from which a sentence is not said twice by chance.
_OWN_WORDS: Final = 10
# Words from which a sentence is what was said or told, or comes twice in one answer, by
# no chance.
_PARROTED: Final = 5
_RECURRING: Final = 6
# What models are told is the same few texts for each sentence of theirs.
_TEXTS_KEPT: Final = 32
_LONGEST_GIST: Final = 60
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One turn: from what a person said to the last word of the answer."""

    messages: tuple[Message, ...]
    gist: str
    # Whether what people outside wrote stands in it.
    tainted: bool = False
    # The sentences that were spoken, where a model answered.
    said: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Return how many bytes it takes in a request."""
        return size_of(self.messages)


@dataclass(slots=True)
class History:
    """The passages of one conversation."""

    passages: list[Passage] = field(default_factory=list)
    _earlier: list[str] = field(default_factory=list)
    _last: Passage | None = None

    @property
    def tainted(self) -> bool:
        """Return whether the model still sees what people outside wrote."""
        return any(passage.tainted for passage in self.passages)

    def add(self, passage: Passage) -> None:
        """Take a finished turn."""
        self.passages.append(passage)
        self._last = passage

    def repeats(self, sentence: str, asked: str) -> bool:
        """Return whether a sentence was the last answer too, to something else.

        Small models take up what they have said once, whatever is said to them.

        Args:
            sentence: a whole one.
            asked: what the person has said now.

        """
        last = self._last
        if last is None or len(sentence.split()) < _OWN_WORDS:
            return False
        return sentence in last.said and not _is_asked_again(asked, last.gist)

    def make_room(self, around: Sequence[Message]) -> None:
        """Cut away what is too much to be sent.

        Args:
            around: what stands around the passages in the next request.

        """
        if size_of(around) + self._size > FULL:
            self._cut(size_of(around))

    def messages(self, newest: Sequence[Message], summed_up: str) -> list[Message]:
        """Return the messages to send: the passages, and what has come after them.

        What was cut away is told of in the first of them, whichever that is.

        Args:
            newest: those of the turn that goes on.
            summed_up: the words before what was cut away, with a place for {what}.

        """
        found = [message for passage in self.passages for message in passage.messages]
        found += newest
        if found and self._earlier:
            words = summed_up.format(what="; ".join(self._earlier))
            found[0] = {**found[0], "content": f"{words}\n{found[0]['content']}"}
        return found

    @property
    def _size(self) -> int:
        return sum(passage.size for passage in self.passages) + sum(
            map(len, self._earlier)
        )

    def _cut(self, around: int) -> None:
        """Cut away much, but not the last turn as long as there is room for it."""
        while self.passages and around + self._size > (
            LEFT if len(self.passages) > 1 else FULL
        ):
            self._cut_first()

    def forget(self) -> None:
        """Cut away all turns: a model goes on and on as it has once begun."""
        while self.passages:
            self._cut_first()

    def _cut_first(self) -> None:
        self._earlier.append(self.passages.pop(0).gist[:_LONGEST_GIST])
        del self._earlier[:-_GISTS]


def _is_asked_again(asked: str, before: str) -> bool:
    """Return whether words ask what others asked, as who didn't hear it would."""
    words, earlier = ({*_words(text)} for text in (asked, before))
    return 2 * len(words & earlier) >= max(len(words), len(earlier))


def size_of(messages: Iterable[Message]) -> int:
    """Return how many bytes messages take in a request."""
    return len(
        json.dumps(list(messages), ensure_ascii=False, separators=(",", ":")).encode()
    )


def parrots(sentence: str, said: str, told: Iterable[str]) -> bool:
    """Return whether a sentence only gives back what a model was sent.

    Args:
        sentence: a whole one of its answer.
        said: what the person has said.
        told: the texts that tell it what to do.

    """
    words = _words(sentence)
    if len(words) < _PARROTED:
        return False
    plain = f" {' '.join(words)} "
    return words == _words(said) or any(plain in _apart(text) for text in told)


@lru_cache(_TEXTS_KEPT)
def _apart(text: str) -> str:
    """Return the words of what is told with each sentence, each between spaces."""
    return f" {' '.join(_words(text))} "


def is_said_once_more(sentence: str, written: set[str]) -> bool:
    """Return whether a sentence was in this answer before; else note it.

    Short ones may come again, as in a song.

    Args:
        sentence: a whole one.
        written: those that came before it; it is added.

    """
    if len(_words(sentence)) < _RECURRING:
        return False
    again = sentence in written
    written.add(sentence)
    return again


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
