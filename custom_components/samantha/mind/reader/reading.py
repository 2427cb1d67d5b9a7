"""The step that answers questions about the house from its states."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
import inspect
from typing import Final

from homeassistant.core import Context, HomeAssistant
from homeassistant.util import dt as dt_util

from ..said import Said
from ..targets import area_heard_in
from ..turn import Reply, Turn
from . import agenda, lists, owned, sky, sky_compared, sun, timers
from .chores import was_done, when_done
from .comparing import average, compare, difference, extreme, than, which_than
from .consumption import consumed
from .frames import Frame
from .gist import Gist, gists
from .how_long import how_long_in, how_long_since, was_so
from .how_much import measure
from .index import HouseIndex, Place, Thing
from .inquiry import Answer, Answerer, Inquiry, area_place
from .is_it_so import count, is_so, is_there, which, which_rooms
from .lexicon import Lexicon
from .past import happened, how_often, last_time, last_who
from .past_measures import measured
from .selection import Surroundings, place_named, select
from .summaries import about_place, everything
from .telling import Teller
from .using import uses_most
from .what_state import (
    amount,
    contents,
    day,
    exist,
    exists,
    is_due,
    is_named,
    is_said,
    options,
    state_of,
    when_is,
)
from .who_and_where import feels, where, who

ANSWERERS: Final[Mapping[str, Answerer]] = {
    "about_place": about_place,
    "amount": amount,
    "average": average,
    "compare": compare,
    "contents": contents,
    "count": count,
    "day": day,
    "difference": difference,
    "everything": everything,
    "exists": exists,
    "extreme": extreme,
    "how_many_exist": exist,
    "consumed": consumed,
    "feels": feels,
    "happened": happened,
    "measured": measured,
    "how_long_in": how_long_in,
    "how_long_since": how_long_since,
    "how_often": how_often,
    "last_time": last_time,
    "last_who": last_who,
    "was_done": was_done,
    "was_so": was_so,
    "when_done": when_done,
    "is": is_so,
    "is_due": is_due,
    "is_named": is_named,
    "is_said": is_said,
    "is_there": is_there,
    "measure": measure,
    "options": options,
    "state": state_of,
    "uses_most": uses_most,
    "than": than,
    "when_is": when_is,
    "where": where,
    "which": which,
    "which_than": which_than,
    "which_rooms": which_rooms,
    "who": who,
    **agenda.ANSWERERS,
    **lists.ANSWERERS,
    **owned.ANSWERERS,
    **sky.ANSWERERS,
    **sky_compared.ANSWERERS,
    **sun.ANSWERERS,
    **timers.ANSWERERS,
}

# Questions that a day or a time alone goes on with: "and tomorrow?".
_ABOUT_A_TIME: Final = frozenset({*agenda.ANSWERERS, *sky.ANSWERERS, *sun.ANSWERERS})
# The slots of what is in a calendar or on a list, in place of "what".
_ABOUT_TEXT: Final = ("item", "about", "list")

# Questions that are about a thing or a place, whatever it is called.
_ABOUT_A_THING: Final = frozenset(
    {"is", "which", "count", "measure", "where", "than", "was_done", "when_done"}
)
_LONGEST_UNSEEN: Final = 4

# Asks for something else what was asked before.
_AGAIN: Final = "again"
_LONGEST_QUESTION: Final = 200
_PLACES_REMEMBERED: Final = 32


@dataclass(slots=True)
class Recent:
    """What was asked last in a place, for "it" and "and the other one?"."""

    ask: str
    slots: Mapping[str, str]
    about: tuple[Thing, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it was said, and where it came from."""

    said: Said
    context: Context
    area_id: str | None = None
    # Where "it" and "the other one" are understood; None for a question by itself.
    place: str | None = None
    # What the user of the app may see, where that is not everything.
    may_see: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An answer; or what a question was about, where that names nothing here."""

    speech: str | None = None
    unseen: str | None = None
    # Whether there may be words in it that nobody of the house has written.
    outside: bool = False


class Reader:
    """What the reader keeps between turns: names, and what was asked last."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with nothing read."""
        self._hass = hass
        self.index = HouseIndex(hass)
        self.recent: OrderedDict[str, Recent] = OrderedDict()
        self.watching_since = dt_util.utcnow()

    def remember(self, place: str, recent: Recent) -> None:
        """Keep what was asked in a place."""
        self.recent[place] = recent
        self.recent.move_to_end(place)
        if len(self.recent) > _PLACES_REMEMBERED:
            self.recent.popitem(last=False)

    def note(self, turn: Turn, entity_ids: Iterable[str]) -> None:
        """Keep what was acted on in a place, whoever acted, for "it" and "them"."""
        if turn.phrases.house is None:
            return
        things = self.index.get(turn.phrases.house).things
        about = tuple(things[one] for one in entity_ids if one in things)
        recent = self.recent.get(turn.place)
        if about and (recent is None or set(recent.about) != set(about)):
            self.remember(turn.place, Recent("", {}, about))

    def close(self) -> None:
        """Forget all."""
        self.index.close()
        self.recent.clear()

    async def async_read(self, asked: Asked) -> Told:
        """Answer a question about the house, if it is one."""
        lexicon = asked.said.phrases.house
        if lexicon is None or len(asked.said.text) > _LONGEST_QUESTION:
            return Told()
        sentence = asked.said.sentence
        match = lexicon.going_on.match(sentence)
        rest = sentence[match.end() :] if match else ""
        if rest.partition(" ")[0] in asked.said.phrases.words.questions:
            sentence, rest = rest, ""
        told = await self._async_read(asked, lexicon, sentence)
        if told.speech is None and rest:
            told = await self._async_read(asked, lexicon, rest)
        return told

    async def _async_read(self, asked: Asked, lexicon: Lexicon, sentence: str) -> Told:
        """Return the answer of the first sentence template that has one."""
        recent = self.recent.get(asked.place or "")
        around: Surroundings | None = None
        unseen: str | None = None
        for ask, slots in _meanings(asked, lexicon, sentence):
            around = around or self._surroundings(asked, lexicon, recent)
            inquiry = Inquiry(
                hass=self._hass,
                ask=ask,
                slots=slots,
                around=around,
                teller=Teller(
                    self._hass, lexicon, asked.said.phrases.words, around.index.people
                ),
                now=dt_util.now(),
                context=asked.context,
                watching_since=self.watching_since,
            )
            if speech := await _answer(inquiry, recent):
                self._note(asked, inquiry)
                return Told(speech, outside=inquiry.outside)
            unseen = unseen or _as_said(_unseen(inquiry), asked.said.text)
        return Told(unseen=unseen)

    def _surroundings(
        self, asked: Asked, lexicon: Lexicon, recent: Recent | None
    ) -> Surroundings:
        """Return what words mean where something was asked."""
        index = self.index.get(lexicon)
        if asked.may_see is not None:
            index = index.only(asked.may_see)
        return Surroundings(
            lexicon=lexicon,
            index=index,
            here=area_place(self._hass, asked.area_id),
            last=recent.about if recent else (),
            there=recent.place if recent else None,
        )

    def surroundings(self, turn: Turn, lexicon: Lexicon) -> Surroundings:
        """Return what words mean in a turn."""
        return self._surroundings(asked_in(turn), lexicon, self.recent.get(turn.place))

    def _note(self, asked: Asked, inquiry: Inquiry) -> None:
        if asked.place is not None:
            about = tuple(inquiry.about)
            self.remember(
                asked.place,
                Recent(inquiry.ask, inquiry.slots, about, inquiry.asked_of),
            )


async def house_reader(turn: Turn) -> Reply | None:
    """Answer a question about the house from its states."""
    told = await turn.mind.reader.async_read(asked_in(turn))
    turn.unseen = told.unseen
    return turn.tell(told.speech, outside=told.outside) if told.speech else None


def asked_in(turn: Turn) -> Asked:
    """Return what was asked in a turn, and where."""
    heard = turn.heard
    return Asked(
        said=turn.said,
        context=heard.context,
        area_id=area_heard_in(turn.hass, heard.satellite_id, heard.device_id),
        place=turn.place,
        may_see=turn.may_see,
    )


def _meanings(asked: Asked, lexicon: Lexicon, sentence: str) -> Iterator[Gist]:
    """Return what a sentence may ask: by the templates that fit, then by its words."""
    is_asked = asked.said.text.rstrip().endswith("?")
    for frame, words in lexicon.frames.fitting(sentence):
        if is_asked or not frame.only_asked:
            yield frame.ask, _keyed(words, frame, lexicon)
    opening = sentence.partition(" ")[0]
    if is_asked or opening in asked.said.phrases.words.questions:
        yield from gists(sentence, lexicon, dt_util.now())


def _unseen(inquiry: Inquiry) -> str | None:
    """Return what a question is about, where that names nothing that is exposed."""
    if inquiry.ask not in _ABOUT_A_THING:
        return None
    if inquiry.select(lambda _: True) is not None:
        return None
    phrase = inquiry.slots.get("what", "")
    where = inquiry.slots.get("where", "")
    if where and (alone := inquiry.with_only_what().select(lambda _: True)):
        if alone.by_name:
            return None
        phrase = where
    vocabulary = inquiry.lexicon.vocabulary
    words = phrase.split()
    leading = {*vocabulary["gist"]["leading"], *vocabulary["any"]}
    while words and words[0] in {*vocabulary["prepositions"], *leading}:
        words = words[1:]
    if not 0 < len(words) <= _LONGEST_UNSEEN or not {
        *vocabulary["no_names"]
    }.isdisjoint([words[0], words[-1]]):
        return None
    if not {*vocabulary["and"]}.isdisjoint(words) or words[-1] in {
        *vocabulary["prepositions"],
        *vocabulary["articles"],
    }:
        return None
    named = " ".join(words)
    if named in inquiry.lexicon.keys["adjective"]:
        return None
    known = select(named, lambda _: True, inquiry.around) or _begins_with_a_name(
        words, inquiry
    )
    return None if known else named


def _begins_with_a_name(words: list[str], inquiry: Inquiry) -> bool:
    """Return whether words are about a thing, as in "the desk lamp dimmed"."""
    for length in range(len(words) - 1, 0, -1):
        if words[length - 1].endswith(inquiry.lexicon.vocabulary["possessive"]):
            continue  # Whose it is does not say what.
        found = select(" ".join(words[:length]), lambda _: True, inquiry.around)
        if found is not None and found.by_name and len(found.things) == 1:
            return True
    return False


def _as_said(words: str | None, text: str) -> str | None:
    """Return words with the capitals that they were said with, if they were."""
    place = text.casefold().find(words) if words else -1
    return text[place : place + len(words)] if words and place >= 0 else None


def _keyed(words: dict[str, str], frame: Frame, lexicon: Lexicon) -> dict[str, str]:
    """Return the slots of a sentence, with keys in place of words that have one."""
    return {
        name: said
        if name in frame.slots
        else lexicon.keys.get(name, {}).get(said, said)
        for name, said in words.items()
    }


async def _answer(inquiry: Inquiry, recent: Recent | None) -> Answer:
    if inquiry.ask == _AGAIN:
        return await _answer_again(inquiry, recent)
    answer = ANSWERERS[inquiry.ask](inquiry)
    return await answer if inspect.isawaitable(answer) else answer


async def _answer_again(inquiry: Inquiry, recent: Recent | None) -> Answer:
    """Ask what was asked before, about something else."""
    if recent is None or recent.ask not in ANSWERERS:
        return None
    if "what" not in inquiry.slots:
        if recent.ask not in _ABOUT_A_TIME:
            return None
        inquiry.ask = recent.ask
        inquiry.slots = {**recent.slots, **inquiry.slots}
        return await _answer(inquiry, None)
    words = inquiry.slots["what"]
    if recent.ask in {*_ABOUT_A_TIME, *lists.ANSWERERS}:
        subject = next((one for one in _ABOUT_TEXT if one in recent.slots), None)
        if subject is None:
            return None
        inquiry.ask, inquiry.slots = recent.ask, {**recent.slots, subject: words}
        return await _answer(inquiry, None)
    tries = [{"what": words}]
    if place_named(words, inquiry.around) and (
        kind := _without_place(recent.slots.get("what", ""), inquiry)
    ):
        tries = [{"what": kind, "where": words}, *tries]
    inquiry.ask = recent.ask
    for changed in tries:
        kept = {k: v for k, v in recent.slots.items() if k not in {"what", "where"}}
        inquiry.slots = {**kept, **changed}
        if answer := await _answer(inquiry, None):
            return answer
    return None


def _without_place(phrase: str, inquiry: Inquiry) -> str:
    """Return a phrase without the place in it: the light of "the hall light"."""
    words = inquiry.lexicon.words(phrase)
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            if place_named(" ".join(words[start:end]), inquiry.around):
                return " ".join([*words[:start], *words[end:]])
    return phrase
