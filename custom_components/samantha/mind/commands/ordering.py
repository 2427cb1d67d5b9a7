"""The steps that carry out what Home Assistant's strict matching misses."""

from collections.abc import Awaitable, Callable, Mapping, Sequence, Set as AbstractSet
from dataclasses import replace
from functools import cached_property, partial
import inspect
from typing import Final

from homeassistant.helpers import intent

from ..answers import Answer, Expects, Meaning
from ..confirmation import Action
from ..questions import OpenQuestion
from ..reader.index import Thing
from ..reader.lexicon import Lexicon
from ..reader.reading import Recent
from ..reader.selection import Surroundings
from ..reader.telling import Teller
from ..said import Said, opens_as_question
from ..turn import Reply, Turn
from .asking import ALL
from .deeds import DEEDS
from .doing import arm, do, finish
from .levels import less, more, set_to, step
from .lists import add_items, clear_items, remove_items, tick_items
from .offering import make_cosy
from .options import Offer, offered_in
from .order import Act, Chosen, Order, Outcome, Plan, Planner, Problem
from .performing import Result, perform
from .rooms import clean
from .wording import Match, Wording

PLANNERS: Final[Mapping[str, Planner]] = {
    **dict.fromkeys(DEEDS, do),
    "add_items": add_items,
    "arm": arm,
    "clean": clean,
    "clear_items": clear_items,
    "finished": finish,
    "cosy": make_cosy,
    "less": less,
    "more": more,
    "remove_items": remove_items,
    "set_to": set_to,
    "step": step,
    "tick_items": tick_items,
}

_NOTHING: Final = "nothing"
_LATER: Final = "later"
_AGAIN: Final = "again"
_CALLED: Final = frozenset({"automation", "button", "input_button", "scene", "script"})
_ORDERED: Final = "order:"
# Stands among what was chosen once an offer is taken.
_TAKEN: Final = "*taken"
_LONGEST: Final = 200
_MOST_PIECES: Final = 6


async def commands_first(turn: Turn) -> Reply | None:
    """Carry out what Home Assistant would take for something else, if it came first.

    Several items of a list it takes as one, and a timer that the house has for one
    that was set by voice.
    """
    return await _carry_out(turn, {}, first=True)


async def house_commands(turn: Turn) -> Reply | None:
    """Carry out what was ordered: all of it, or none where a part is not understood."""
    return await _carry_out(turn, {}, first=False)


async def _carry_out(turn: Turn, chosen: Chosen, *, first: bool) -> Reply | None:
    lexicon = turn.phrases.house
    if lexicon is None or len(turn.text) > _LONGEST:
        return None
    pieces = lexicon.commands.pieces(turn.text)
    if len(pieces) > _MOST_PIECES:
        return None
    planning = _Planning(turn, lexicon, chosen, first=first)
    outcome = await planning.plan(pieces)
    if outcome is None:
        return None
    if isinstance(outcome, Problem):
        return _explain(turn, outcome, chosen, first=first)
    if outcome.offer and _TAKEN not in chosen:
        return _offer(turn, outcome.offer, chosen, first=first)
    again = partial(_carry_out, chosen=chosen, first=first)
    return await _perform(turn, planning, outcome, again)


class _Planning:
    """Finds out what a sentence orders, clause by clause."""

    def __init__(
        self, turn: Turn, lexicon: Lexicon, chosen: Chosen, *, first: bool
    ) -> None:
        self.turn = turn
        self.lexicon = lexicon
        self.wording: Wording = lexicon.commands
        self.chosen = chosen
        self.first = first
        self.ordered: Match | None = None
        self._offered: AbstractSet[tuple[Offer, str]] | None = None

    @cached_property
    def around(self) -> Surroundings:
        """Return what words mean here, once one of them is to be understood."""
        return self.turn.mind.reader.surroundings(self.turn, self.lexicon)

    @cached_property
    def teller(self) -> Teller:
        """Return what puts names and values into words."""
        turn = self.turn
        people = self.around.index.people
        return Teller(turn.hass, self.lexicon, turn.phrases.words, people)

    def offered(self) -> AbstractSet[tuple[Offer, str]]:
        """Return the values to choose from, looked for once in a sentence."""
        if self._offered is None:
            self._offered = offered_in(self.turn.hass, self.around.index)
        return self._offered

    async def plan(
        self, pieces: Sequence[str], last: tuple[Thing, ...] = ()
    ) -> Plan | Problem | None:
        """Return the plan for all clauses, as few of them as make sense.

        Args:
            pieces: the clauses.
            last: what was ordered of before, in the same sentence.

        """
        problem: Problem | None = None
        for length in range(len(pieces), 0, -1):
            text = self.wording.without_joint("".join(pieces[:length]))
            outcome = await self._clause(text, last)
            if isinstance(outcome, Problem):
                problem = problem or outcome
                continue
            if outcome is None:
                continue
            rest = pieces[length:]
            if not rest:
                return outcome
            about = tuple(dict.fromkeys(act.thing for act in outcome.acts))
            after = await self.plan(rest, about or last)
            if isinstance(after, Plan):
                return Plan(
                    acts=(*outcome.acts, *after.acts),
                    notes=(*outcome.notes, *after.notes),
                    offer=outcome.offer or after.offer,
                )
            problem = problem or after
        return problem

    async def _clause(self, text: str, last: tuple[Thing, ...]) -> Outcome:
        problem: Problem | None = None
        before = self._before()
        clause = self.turn.said.clause(text)
        for match in clause.first if self.first else clause.all:
            if match.does == _NOTHING:
                return Plan(notes=(self.wording.answers["nothing"],))
            if opens_as_question(clause.to_the_point, self.turn.phrases):
                return None
            if match.does == _LATER:
                return Problem(speech=self.wording.answers["later"])
            meant = _meant(match, before)
            if meant is None:
                continue
            order = Order(
                hass=self.turn.hass,
                does=meant.does,
                slots=meant.slots,
                text=text,
                around=replace(self.around, last=last) if last else self.around,
                teller=self.teller,
                wording=self.wording,
                chosen=self.chosen,
                offered=self.offered,
                before=before,
            )
            outcome = PLANNERS[meant.does](order)
            if inspect.isawaitable(outcome):
                outcome = await outcome
            if isinstance(outcome, Plan):
                if meant.does not in {"more", "less"}:
                    self.ordered = meant
                return outcome
            problem = problem or outcome
        return problem

    def _before(self) -> Match | None:
        recent = self.turn.mind.reader.recent.get(self.turn.place)
        if recent is None or not recent.ask.startswith(_ORDERED):
            return None
        return Match(recent.ask.removeprefix(_ORDERED), recent.slots)


def _meant(match: Match, before: Match | None) -> Match | None:
    """Return the order itself, or what was ordered before, about something else."""
    if match.does != _AGAIN:
        return match
    if before is None or "what" not in before.slots:
        return None
    slots = {k: v for k, v in before.slots.items() if k != "where"}
    return Match(before.does, {**slots, "what": match.slots["what"]})


def _explain(turn: Turn, problem: Problem, chosen: Chosen, *, first: bool) -> Reply:
    """Say why nothing is done, or ask which one is meant."""
    if not problem.choices:
        response = intent.IntentResponse(language=turn.heard.language)
        response.async_set_error(
            intent.IntentResponseErrorCode.FAILED_TO_HANDLE, problem.speech
        )
        return Reply(response=response)
    question = OpenQuestion(
        expects=Expects.CHOICE,
        choices=problem.choices,
        then=partial(
            _chosen,
            said=turn.said,
            problem=problem,
            then=partial(_carry_out, first=first),
            chosen=chosen,
        ),
    )
    return replace(turn.tell(problem.speech), question=question)


def _offer(turn: Turn, offer: str, chosen: Chosen, *, first: bool) -> Reply:
    """Ask whether to do what nobody has said in so many words."""
    question = OpenQuestion(
        expects=Expects.YES_OR_NO,
        then=partial(_offered, said=turn.said, chosen=chosen, first=first),
    )
    return replace(turn.tell(offer), question=question)


async def _offered(
    turn: Turn, answer: Answer, *, said: Said, chosen: Chosen, first: bool
) -> Reply:
    """Hear whether the offer is taken, and do it then."""
    if answer.meaning is not Meaning.YES:
        return turn.say("declined")
    turn.said = said
    reply = await _carry_out(turn, {**chosen, _TAKEN: ()}, first=first)
    return reply or _not_done(turn)


def _not_done(turn: Turn) -> Reply:
    return turn.refuse("not_done", intent.IntentResponseErrorCode.FAILED_TO_HANDLE)


async def _chosen(  # noqa: PLR0913  # what the question has to know again
    turn: Turn,
    answer: Answer,
    *,
    said: Said,
    problem: Problem,
    chosen: Chosen,
    then: Callable[..., Awaitable[Reply | None]],
) -> Reply:
    """Hear which one is meant, and carry out what was ordered for it."""
    if answer.meaning is not Meaning.CHOICE:
        return turn.say("declined")
    everything = {*problem.meant.get(ALL, ())}
    meant = problem.meant[answer.value] if answer.value != ALL else (*everything,)
    turn.said = said
    reply = await then(turn, {**chosen, problem.phrase: meant})
    return reply or _not_done(turn)


async def _perform(turn: Turn, planning: _Planning, plan: Plan, again: Action) -> Reply:
    """Act, then say what was done, and what was not."""
    done = await perform(turn, plan.acts, again) if plan.acts else {}
    if isinstance(done, Reply):
        return done
    by_result = {
        result: [act for act in plan.acts if done[act] is result] for result in Result
    }
    sentences = []
    if by_result[Result.DONE]:
        clauses = _clauses(planning, by_result[Result.DONE])
        answers = planning.wording.answers
        text = answers["done"].format(clauses=turn.phrases.words.enumerate(clauses))
        sentences.append(text[:1].upper() + text[1:])
    for result, key in ((Result.FAILED, "failed"), (Result.PENDING, "pending")):
        if things := list(dict.fromkeys(act.thing for act in by_result[result])):
            names = planning.teller.names(things)
            text = planning.wording.answers[key].format(names=names)
            sentences.append(text[:1].upper() + text[1:])
    response = intent.IntentResponse(language=turn.heard.language)
    speech = " ".join((*sentences, *plan.notes))
    if plan.acts and not (by_result[Result.DONE] or by_result[Result.PENDING]):
        response.async_set_error(
            intent.IntentResponseErrorCode.FAILED_TO_HANDLE, speech
        )
        return Reply(response=response)
    response.async_set_speech(speech)
    response.async_set_results(
        _targets(by_result[Result.DONE]), _targets(by_result[Result.FAILED])
    )
    if planning.ordered and by_result[Result.DONE]:
        ordered = planning.ordered
        about = tuple(dict.fromkeys(act.thing for act in by_result[Result.DONE]))
        turn.mind.reader.remember(
            turn.place, Recent(f"{_ORDERED}{ordered.does}", ordered.slots, about)
        )
    return Reply(response=response)


def _clauses(planning: _Planning, acts: Sequence[Act]) -> list[str]:
    """Return what was done, things of which the same is said together."""
    groups: dict[tuple[object, ...], list[Act]] = {}
    for act in acts:
        values = {k: v for k, v in act.values.items() if k != "items"}
        groups.setdefault((act.say, *sorted(values.items())), []).append(act)
    clauses = []
    for some in groups.values():
        things = list(dict.fromkeys(act.thing for act in some))
        items = [act.values["items"] for act in some if act.values.get("items")]
        values = {**some[0].values, "items": planning.teller.listed(items)}
        clauses.append(
            planning.wording.answers[some[0].say].format(
                names=_names(planning, things),
                be=planning.teller.be(things),
                **values,
            )
        )
    return clauses


def _names(planning: _Planning, things: Sequence[Thing]) -> str:
    """Return names as they stand in a sentence; a scene's is said as it is."""
    if all(thing.domain in _CALLED for thing in things):
        return planning.teller.listed([thing.name for thing in things])
    return planning.teller.names(things)


def _targets(acts: Sequence[Act]) -> list[intent.IntentResponseTarget]:
    return [
        intent.IntentResponseTarget(
            name=thing.name,
            type=intent.IntentResponseTargetType.ENTITY,
            id=thing.entity_id,
        )
        for thing in dict.fromkeys(act.thing for act in acts)
    ]
