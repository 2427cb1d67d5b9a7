"""Whether something was said to her: a scored sum of evidence, decided by the mode.

Pure: the same words in the same circumstances are the same decision. Nothing here keeps
or passes on what was heard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
import re
from typing import Final

from ..situation import Playing
from .circumstances import (
    Circumstances,
    FollowUp,
    Mode,
    Opened,
    Said,
    Understood,
)
from .echo import is_echo, is_said_again
from .evidence import Evidence
from .form import core_of, form_of
from .names import Ear, Likeness, Naming, Use, naming_of
from .room import NOWHERE, Room, room_of
from .weights import (
    FORM_LEAST,
    MOST_TALK,
    OF_A_REQUEST,
    OF_AN_ANSWER,
    STRANGE,
    STRANGELY_WORDED,
    TALK_LASTS,
    WEIGHTS,
)
from .wording import Wording
from .wordlists import (
    Heard,
    Opening,
    PhraseSet,
    WordLists,
    Words,
    is_made_of,
    read_plainly,
)

__all__ = [
    "NOWHERE",
    "Addressed",
    "Circumstances",
    "Decision",
    "Ear",
    "Evidence",
    "FollowUp",
    "Language",
    "Likeness",
    "Mode",
    "Opened",
    "Room",
    "Said",
    "Silent",
    "Stop",
    "Understood",
    "WordLists",
    "Wording",
    "decide",
    "room_of",
]


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of the language of an utterance. By itself, nothing."""

    lists: WordLists | None = None
    ear: Ear | None = None
    wording: Wording | None = None

    def read(self, text: str) -> Heard:
        """Return the words of a text, as they are compared."""
        return self.lists.read(text) if self.lists else read_plainly(text)


@dataclass(frozen=True, slots=True)
class _Decision:
    """What was decided. `reasons` are the log-odds of each evidence, heaviest first."""

    # That it was said to her, from 0 to 1.
    probability: float
    reasons: tuple[tuple[Evidence, float], ...]


@dataclass(frozen=True, slots=True)
class Addressed(_Decision):
    """It was said to her."""

    # What was said ends the talk: no follow-up.
    dismisses: bool = False


@dataclass(frozen=True, slots=True)
class Silent(_Decision):
    """It was not said to her, or not by anybody."""


@dataclass(frozen=True, slots=True)
class Stop(_Decision):
    """She is dismissed: she is silent, listens no further and waits for no answer."""


type Decision = Addressed | Silent | Stop

_FOLLOW_UPS: Final = frozenset({Opened.AFTER_QUESTION, Opened.AFTER_STATEMENT})
_OPEN: Final = _FOLLOW_UPS | {Opened.OPEN_MICROPHONE}
# Where the wording tells most of what is to be told. An answer may be worded anyhow:
# after her question, it only speaks for a sentence.
_WORDED: Final = frozenset({*_OPEN, Opened.GROUP_TEXT})
# "[Music]", "(laughs) (coughs)", "♪ la la": sounds, described. Nothing is tried twice:
# recognition may write dots without end.
_SOUNDS: Final = re.compile(
    r"(?:[\s.]*+(?:\[[^\[\]]*+\]?|\([^()]*+\)?|\*[^*]*+\*?|♪.*+))++[\s.]*+", re.DOTALL
)
_PRIORS: Final[Mapping[Opened, Evidence]] = {
    Opened.WAKE_WORD: Evidence.WOKEN,
    Opened.AFTER_QUESTION: Evidence.ASKED_BEFORE,
    Opened.AFTER_STATEMENT: Evidence.SPOKE_BEFORE,
    Opened.OPEN_MICROPHONE: Evidence.OPEN_MICROPHONE,
    Opened.TYPED: Evidence.TYPED,
    Opened.GROUP_TEXT: Evidence.IN_A_GROUP,
}
_UNDERSTOOD: Final[Mapping[Understood, Evidence]] = {
    Understood.GRAMMAR: Evidence.IN_HER_GRAMMAR,
    Understood.IN_THIS_HOUSE: Evidence.IN_THIS_HOUSE,
    Understood.A_SILENCE: Evidence.ABOUT_A_SILENCE,
}


def decide(
    utterance: str, circumstances: Circumstances, language: Language
) -> Decision:
    """Decide whether an utterance was said to her.

    The log-odds of all evidence are added (Good 1950, weights of evidence); from a
    probability of one half on, it was. The weights stand in `weights`, with how they
    were found.

    Args:
        utterance: what was said, as it was recognised, of any length.
        circumstances: what is known beside the words.
        language: the language it was said in.

    """
    heard = language.read(utterance)
    naming = naming_of(heard, circumstances.names, language.lists, language.ear)
    weighed = _weigh(utterance, heard, naming, circumstances, language)
    probability = 1 / (1 + exp(-sum(weighed.values())))
    reasons = tuple(sorted(weighed.items(), key=lambda each: (-abs(each[1]), each[0])))
    if circumstances.opened is Opened.TYPED:
        return Addressed(probability, reasons)
    dismisses = language.lists is not None and _dismisses(naming.rest, language.lists)
    if _stops(naming, circumstances, language.lists, dismisses=dismisses):
        return Stop(probability, reasons)
    if probability < 1 / 2:
        return Silent(probability, reasons)
    return Addressed(probability, reasons, dismisses=dismisses)


def _stops(
    naming: Naming,
    circumstances: Circumstances,
    lists: WordLists | None,
    *,
    dismisses: bool,
) -> bool:
    """Return whether nothing is wanted of her, and nothing to be said to it."""
    if lists is not None and _says_not_to_her(naming.rest, lists):
        return True
    return (
        dismisses
        and naming.use is not Use.ADDRESS
        and not circumstances.answers_question
        and circumstances.opened in _FOLLOW_UPS
    )


def _understood(circumstances: Circumstances) -> Evidence | None:
    """Return what it is worth that she could answer.

    What people tell each other as well is for her only where she was woken for it.
    """
    understood = circumstances.understood
    if understood is Understood.TO_ANYBODY and circumstances.opened is Opened.WAKE_WORD:
        understood = Understood.GRAMMAR
    return _UNDERSTOOD.get(understood)


def _dismisses(words: Words, lists: WordLists) -> bool:
    return is_made_of(words, lists.dismissals, _beside(lists))


def _says_not_to_her(words: Words, lists: WordLists) -> bool:
    core, _ = core_of(words, lists)
    return bool(lists.not_to_her_openings.prefix(core)) or is_made_of(
        words, lists.not_to_her, (*_beside(lists), lists.dismissals)
    )


def _beside(lists: WordLists) -> tuple[PhraseSet, ...]:
    """Return what people say beside a dismissal: "no", "well", "great"."""
    return (lists.lead_ins, lists.openings[Opening.REPLIED])


def _weigh(
    utterance: str,
    heard: Heard,
    naming: Naming,
    circumstances: Circumstances,
    language: Language,
) -> dict[Evidence, float]:
    """Return the log-odds of each piece of evidence that there is."""
    found = [_PRIORS[circumstances.opened]]
    if naming.use is Use.ADDRESS:
        found.append(
            Evidence.SOUNDS_LIKE_HER_NAME if naming.by_sound else Evidence.NAMED
        )
    else:
        found += _around(naming, circumstances)
    if circumstances.answers_question:
        found.append(Evidence.ANSWERS_HER)
    elif _may_answer(circumstances):
        found.append(Evidence.MAY_ANSWER)
    echoes = _echoes(naming, circumstances, language)
    # Of course she knows what she speaks of, and where nobody has to wake her, that is
    # no sign that somebody else does.
    tells = not echoes or circumstances.opened not in _OPEN
    understood = _understood(circumstances) if tells else None
    if understood:
        found.append(understood)
    found += _said_before(naming, circumstances, echoes=echoes)
    if not heard.words or _is_phantom(utterance, heard.words, language.lists):
        found.append(Evidence.NOBODY_SPOKE)
    weighed = {evidence: WEIGHTS[evidence] for evidence in found}
    if Evidence.TALK_GOES_ON in weighed:
        weighed[Evidence.TALK_GOES_ON] *= _talk(circumstances)
    if not tells:
        return weighed
    words = _weigh_words(naming.rest, circumstances.opened, language)
    if understood and circumstances.opened is Opened.WAKE_WORD:
        # Woken for what she could answer: no wording is strange.
        words.pop(Evidence.FORM, None)
    return weighed | words


def _said_before(
    naming: Naming, circumstances: Circumstances, *, echoes: bool
) -> list[Evidence]:
    """Return the evidence in that it was just said here, by her or by somebody."""
    again = is_said_again(naming.rest, circumstances.overheard)
    found = {Evidence.HER_OWN_VOICE: echoes, Evidence.SAID_AGAIN: again}
    return [evidence for evidence, is_so in found.items() if is_so]


def _echoes(naming: Naming, circumstances: Circumstances, language: Language) -> bool:
    """Return whether her own voice is heard, which calls nobody and answers nothing."""
    if naming.use is Use.ADDRESS or circumstances.answers_question:
        return False
    words = naming.rest
    alike = language.ear.may_be if language.ear else str.__eq__
    return is_echo(words, circumstances.hers, alike) or (
        language.lists is not None
        and is_echo(core_of(words, language.lists)[0], circumstances.hers, alike)
    )


def _may_answer(circumstances: Circumstances) -> bool:
    """Return whether the microphone was opened for any answer at all."""
    return (
        circumstances.may_answer
        and circumstances.opened is Opened.AFTER_QUESTION
        and circumstances.mode is Mode.WAKE_WORD
    )


def _around(naming: Naming, circumstances: Circumstances) -> list[Evidence]:
    """Return the evidence beside the words, which her name makes needless."""
    found: list[Evidence] = []
    if naming.use is Use.TOPIC:
        found.append(Evidence.TALKED_ABOUT)
    if circumstances.opened not in _OPEN:
        return found
    if circumstances.opened is Opened.OPEN_MICROPHONE:
        if circumstances.mode is Mode.BY_NAME and not circumstances.answers_question:
            found.append(Evidence.NAME_MISSING)
        if _talk(circumstances):
            found.append(Evidence.TALK_GOES_ON)
    around = {
        Evidence.WATCHING: circumstances.room.playing is Playing.WATCHING,
        Evidence.ON_A_CALL: circumstances.room.on_call,
        Evidence.ALONE: circumstances.room.people == 1,
        Evidence.COMPANY: (circumstances.room.people or 0) > 1,
    }
    return [*found, *(evidence for evidence, is_so in around.items() if is_so)]


def _talk(circumstances: Circumstances) -> int:
    """Return how much talk was just heard here, as far as it counts."""
    recent = sum(said.age <= TALK_LASTS for said in circumstances.overheard)
    return min(recent, MOST_TALK)


def _weigh_words(
    words: Words, opened: Opened, language: Language
) -> dict[Evidence, float]:
    """Weigh the form of a sentence and, beside what it tells, how it is worded."""
    if language.lists is None:
        return {}
    form = form_of(words, language.lists)
    weighed = _weigh_form(form, opened)
    if language.wording is None:
        return weighed
    score = language.wording.score(words, form, language.lists)
    if (
        opened is Opened.WAKE_WORD
        and score <= STRANGELY_WORDED
        and not OF_A_REQUEST & form.keys()
    ):
        return {Evidence.FORM: WEIGHTS[Evidence.FORM]}
    if opened in _WORDED:
        beside = score - sum(weighed.values())
        if opened is not Opened.AFTER_QUESTION or beside > 0:
            weighed[Evidence.WORDING] = beside
    return weighed


def _weigh_form(
    form: Mapping[Evidence, float], opened: Opened
) -> dict[Evidence, float]:
    """Weigh the form of the sentence, which counts less the clearer the rest is.

    After a wake word, or in a text, it only counts where it has nothing of a request
    and much of talk: that is a film, or the end of somebody else's sentence.
    """
    weighed = {
        evidence: WEIGHTS[evidence] * times
        for evidence, times in form.items()
        if opened is not Opened.AFTER_QUESTION or evidence not in OF_AN_ANSWER
    }
    total = sum(weighed.values())
    if opened in _OPEN or opened is Opened.GROUP_TEXT:
        # Form alone never outweighs her name.
        scale = FORM_LEAST / total if total < FORM_LEAST else 1.0
        return {evidence: weight * scale for evidence, weight in weighed.items()}
    if (
        opened is Opened.WAKE_WORD
        and total < STRANGE
        and not OF_A_REQUEST & form.keys()
    ):
        return {Evidence.FORM: WEIGHTS[Evidence.FORM]}
    return {}


def _is_phantom(utterance: str, words: Words, lists: WordLists | None) -> bool:
    """Return whether recognition wrote what nobody has said."""
    if _SOUNDS.fullmatch(utterance):
        return True
    return lists is not None and (
        words in lists.phantoms or bool(lists.phantom_openings.prefix(words))
    )
