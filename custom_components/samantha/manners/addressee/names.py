"""Her name in a sentence: as address, as topic, and in the spellings it is heard in."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ...naming import plain
from .form import core_of, opening_of
from .wordlists import Heard, Kind, Opening, WordLists, Words

# Says how alike two pieces of speech sound, from 0 to 1.
type Likeness = Callable[[Words, Words], float]

# From here on a piece that is no ordinary word is her name as recognition wrote it.
# Of the spellings in tests/manners/test_names.py it finds all but those that are words
# themselves; the nearest other names ("Amanda", "Savannah") stay below.
ALIKE: Final = 0.705
# A piece that ends in an ordinary word has to be closer: "Sam and", "Simon, the".
_ALIKE_ALL_THE_SAME: Final = 0.85

# Where the words around it are the same, a word is what another was heard as from here.
_ALIKE_AS_A_WORD: Final = 0.6

# A shorter name sounds like too much else.
_SHORTEST_BY_SOUND: Final = 5
_MOST_WORDS_MORE: Final = 2
_LEADS_OUT: Final = frozenset({"please", "now", "thanks"})
_QUESTIONS: Final = frozenset(
    {Opening.LOOKED_UP, Opening.MAYBE_LOOKED_UP, Opening.ASKED_OF_PEOPLE}
)
_ORDERS: Final = frozenset({Opening.ORDERED, Opening.MAYBE_ORDERED, Opening.WISHED})
_SHORT: Final = 2


class Use(Enum):
    """What her name does in a sentence."""

    NONE = "none"
    ADDRESS = "address"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Naming:
    """How she is named, and the sentence without the address."""

    use: Use
    left: Heard
    by_sound: bool = False

    @property
    def rest(self) -> Words:
        """Return the words of the sentence without the address."""
        return self.left.words


@dataclass(frozen=True, slots=True)
class Ear:
    """What it takes to hear a name that is written otherwise."""

    likeness: Likeness
    # Words that are believed as they were heard.
    ordinary: Collection[str]

    def may_be(self, heard: str, said: str) -> bool:
        """Return whether a word may be what recognition made of another."""
        return (
            heard not in self.ordinary
            and self.likeness((heard,), (said,)) >= _ALIKE_AS_A_WORD
        )


def naming_of(
    heard: Heard, names: Sequence[str], lists: WordLists | None, ear: Ear | None
) -> Naming:
    """Return how a sentence names her.

    Her name is an address at the front, behind what may lead in; at the end; and where
    commas set it apart. It is a topic where the words around it make it one, and
    anywhere else. Only where it is not written as it is spelt is its sound looked for,
    and then at the front and the end alone.

    Args:
        heard: the sentence.
        names: her names; one may have several words.
        lists: the words of its language; None where there are none.
        ear: how to hear names; None to take letters alone.

    """
    spelt = [tuple(plain(name).split()) for name in names if name.strip()]
    naming = _naming(heard, spelt, lists, ear)
    # Who calls twice is calling, and the second time is no part of the sentence.
    while naming.use is Use.ADDRESS:
        further = _naming(naming.left, spelt, lists, ear)
        if further.use is not Use.ADDRESS:
            break
        naming = Naming(
            Use.ADDRESS, further.left, by_sound=naming.by_sound and further.by_sound
        )
    return naming


def _naming(
    heard: Heard, spelt: Sequence[Words], lists: WordLists | None, ear: Ear | None
) -> Naming:
    # Recognisers write no accents where they don't know the name.
    words = tuple(plain(word) for word in heard.words)
    uses = [
        _use(heard, start, end, lists)
        for name in spelt
        for start, end in _written(words, name)
    ]
    uses.sort(key=lambda naming: naming.use is not Use.ADDRESS)
    named = uses[0] if uses else Naming(Use.NONE, heard)
    if ear is not None:
        for start, end in _sounding(heard, spelt, lists, ear):
            naming = _use(heard, start, end, lists)
            # "Sam anther" is no Sam.
            if naming.use is Use.ADDRESS and (
                named.use is not Use.ADDRESS or len(naming.rest) < len(named.rest)
            ):
                return Naming(Use.ADDRESS, naming.left, by_sound=True)
    return named


def _written(words: Words, name: Words) -> Iterator[tuple[int, int]]:
    length = len(name)
    for start in range(len(words) - length + 1):
        if words[start : start + length] == name:
            yield start, start + length


def _sounding(
    heard: Heard, names: Sequence[Words], lists: WordLists | None, ear: Ear
) -> Iterator[tuple[int, int]]:
    """Return the pieces at the front and the end that sound like a name of hers."""
    words = heard.words
    front = _front(words, lists)
    back = len(words)
    while back > 1 and words[back - 1] in _LEADS_OUT:
        back -= 1
    for name in names:
        if sum(map(len, name)) < _SHORTEST_BY_SOUND:
            continue
        for length in range(1, len(name) + _MOST_WORDS_MORE + 1):
            for start in dict.fromkeys((*range(front + 1), back - length)):
                piece = words[start : start + length]
                if (
                    start >= 0
                    and not any(_written(piece, name))
                    and len(piece) == length
                    and not all(word in ear.ordinary for word in piece)
                    and ear.likeness(piece, name)
                    >= (_ALIKE_ALL_THE_SAME if piece[-1] in ear.ordinary else ALIKE)
                ):
                    yield start, start + length


def _use(heard: Heard, start: int, end: int, lists: WordLists | None) -> Naming:
    words = heard.words
    front = _front(words, lists)
    if start <= front:
        is_topic = _opens_a_topic(heard, start, end, lists)
        left = heard.without(0, end)
    elif end + sum(word in _LEADS_OUT for word in words[end:]) == len(words):
        is_topic = _ends_a_topic(heard, start, lists)
        left = heard.without(start, end)
    else:
        is_topic = not _stands_apart(heard, start, end, lists)
        left = heard.without(start, end)
    return Naming(Use.TOPIC, heard) if is_topic else Naming(Use.ADDRESS, left)


def _front(words: Words, lists: WordLists | None) -> int:
    """Return where a sentence begins behind what leads in."""
    front = 0
    while lists and (length := lists.lead_ins.prefix(words[front:])):
        front += length
    return front if front < len(words) else 0


def _opens_a_topic(heard: Heard, start: int, end: int, lists: WordLists | None) -> bool:
    words = heard.words
    if end == len(words) or end in heard.breaks or _is_called(heard, start, lists):
        return False
    if end in heard.endings:
        return True
    if lists is None:
        return False
    then = words[end + 1 :]
    if words[end] in lists.helping:
        # "Is a window open" asks, whatever stands before it.
        return len(then) <= 1 or (
            then[0] in lists.of_a_topic
            and not lists.kinds[Kind.HOUSE_THING].intersection(then[1:2])
        )
    # "And the bedroom?" goes on from her last answer.
    if len(then) <= _SHORT and lists.openings[Opening.JOINED].prefix(words[end:]):
        return False
    return words[end] in lists.after_a_topic


def _ends_a_topic(heard: Heard, start: int, lists: WordLists | None) -> bool:
    if start in heard.breaks or lists is None:
        return False
    before = heard.words[start - 1]
    if before in lists.before_a_topic:
        return True
    if before in lists.before_a_topic_said:
        unless = _QUESTIONS | {Opening.ORDERED}
    elif before in lists.before_a_topic_stated:
        unless = _QUESTIONS | _ORDERS
    else:
        return False
    core, _ = core_of(heard.words, lists)
    opening, _, _ = opening_of(core, lists)
    # "Who is Samantha" asks about her, however it begins.
    return opening not in unless or start <= _SHORT


def _stands_apart(heard: Heard, start: int, end: int, lists: WordLists | None) -> bool:
    return {start, end} <= heard.breaks or _is_called(heard, start, lists)


def _is_called(heard: Heard, start: int, lists: WordLists | None) -> bool:
    """Return whether a name stands behind what only an address stands behind."""
    return lists is not None and any(
        heard.words[place:start] in lists.before_an_address
        for place in range(max(0, start - lists.before_an_address.longest), start)
    )
