"""Whether fuzzy matching stretches a sentence: to another name, or over a word."""

from dataclasses import dataclass, field
from typing import Final

from gazetteer_matcher import FrameCandidate, Interpretation

from .foresight import acts, interpret, recognize
from .misheard import hearing_of
from .reader.lexicon import Lexicon
from .soundalikes import as_said
from .turn import Turn

_PERSON: Final = "person"


@dataclass(slots=True)
class Stretch:
    """What a fuzzy reading of a sentence does to its words."""

    # Words with a meaning of their own that it has no use for.
    left_out: bool = False
    # Words that are believed as heard, which it takes for a name.
    unseen: str | None = None
    # Names of the house that it takes for what was heard.
    names: list[str] = field(default_factory=list)


async def stretch_of(turn: Turn) -> Stretch:
    """Return how far Home Assistant's fuzzy matching would stretch a sentence.

    It has no use for "heating" where it finds a volume to set, and takes the wall light
    for the hall light. Neither was said.
    """
    stretch = Stretch()
    lexicon = turn.phrases.house
    result = await recognize(turn)
    if lexicon is None or (result is not None and not result.unmatched_entities):
        return stretch
    interpretation = await interpret(turn)
    if interpretation is None or not interpretation.accepted:
        return stretch
    for frame in filter(acts, interpretation.frames):
        stretch.left_out |= _leaves_out(frame, interpretation, lexicon)
        _note_names(turn, frame, stretch)
    return stretch


def _leaves_out(
    frame: FrameCandidate, interpretation: Interpretation, lexicon: Lexicon
) -> bool:
    """Return whether it leaves out a word for a thing, a level or a number."""
    for index in frame.unexplained_tokens:
        word = interpretation.tokens[index].text.casefold()
        if (
            lexicon.kinds.get(lexicon.joined([word]), _PERSON) != _PERSON
            or word in lexicon.keys["measure"]
            or word in lexicon.commands.levels
            or word in lexicon.commands.content["numbers"]
            or word.isdecimal()
        ):
            return True
    return False


def _note_names(turn: Turn, frame: FrameCandidate, stretch: Stretch) -> None:
    ordinary = hearing_of(turn.phrases, turn.heard.language).ordinary
    for option in frame.slot_options.values():
        for span in option.spans:
            state = turn.hass.states.get(str(option.value))
            if span.source == "exact" or state is None:
                continue
            named = state.name.casefold().split()
            heard = span.text.casefold().split()
            if any(word in ordinary and word not in named for word in heard):
                stretch.unseen = span.text
            else:
                stretch.names.append(as_said(state.name))
