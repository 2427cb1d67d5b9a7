"""What of a sentence she could answer, found out without acting and without a trace.

Home Assistant keeps what it recognised, so it is not asked here.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from ..manners.addressee import Understood
from .hers_in import understood_of_hers
from .phrases import LONGEST_SENTENCE
from .reader.lexicon import Lexicon
from .reader.selection import Surroundings, select
from .turn import Turn

# The slots that name a thing or a place.
_NAMING: Final = ("what", "where", "place", "room")


def understood_in(turn: Turn, text: str) -> Understood:
    """Return what of a sentence, without her name, she could answer."""
    if not text or len(text) > LONGEST_SENTENCE:
        return Understood.NOTHING
    found = _of_the_house(turn, text)
    return understood_of_hers(turn, text) if found is Understood.NOTHING else found


def _of_the_house(turn: Turn, text: str) -> Understood:
    lexicon = turn.phrases.house
    speaks = turn.phrases.speaks(turn.heard.language)
    if lexicon is None or not speaks:
        return Understood.NOTHING
    found = Understood.NOTHING
    around = None
    for slots, free in _fitting(text, lexicon):
        if not free:
            found = Understood.GRAMMAR
        named = [slots[slot] for slot in _NAMING if slots.get(slot)]
        if not named:
            continue
        around = around or turn.mind.reader.surroundings(turn, lexicon)
        if all(_is_here(words, around) for words in named):
            return Understood.IN_THIS_HOUSE
    if found is Understood.NOTHING and turn.phrases.understand(
        text, turn.mind.settings.names
    ):
        return Understood.GRAMMAR
    return found


def fits_her_grammar(text: str, lexicon: Lexicon) -> bool:
    """Return whether a sentence is, word for word, one that she knows."""
    return len(text) <= LONGEST_SENTENCE and any(
        not free for _, free in _fitting(text, lexicon)
    )


def _fitting(text: str, lexicon: Lexicon) -> Iterator[tuple[Mapping[str, str], bool]]:
    """Yield the slots of each template that a sentence fits.

    And whether some of them hold any words there are, as those of names do.
    """
    for frame, slots in lexicon.frames.fitting(lexicon.sentence(text)):
        if not frame.only_asked:
            yield slots, not (slots.keys() <= lexicon.keys.keys() | frame.slots.keys())
    for match in lexicon.commands.clause(text).all:
        yield match.slots, not match.slots.keys() <= lexicon.commands.lists.keys()


def _is_here(words: str, around: Surroundings) -> bool:
    """Return whether words name a thing, a kind of thing or a place of this house."""
    if " ".join(around.lexicon.words(words)) in _pointing(around.lexicon):
        return False
    selection = select(words, lambda _: True, around)
    return selection is not None and not selection.everything


def _pointing(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that name nothing by themselves."""
    return lexicon.markers["it"] | lexicon.markers["them"]
