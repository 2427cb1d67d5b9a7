"""What adults tell her of contacts: who they are, and how often to call them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any, Final

from ..contacts import (
    CONF_CADENCE,
    CONF_RELATION,
    LONGEST_CADENCE,
    Contact,
    called_so,
    new_contact,
)
from ..data import SamanthaConfigEntry
from ..family.nudging import Answer as Nudged
from ..family.times.spoken import every_so_often
from ..family.whom import contacts_called
from ..manners.addressee import Language
from ..naming import clean, is_name, plain
from ..store import StoreError
from .answers import Answer, Expects, Meaning, cancels
from .mentions import names_of_residents
from .phrases import Phrases
from .questions import OpenQuestion
from .speaker import speaker_of
from .turn import Reply, Turn
from .which_contact import ask_which
from .whose import ask_resident

type _Slots = Mapping[str, Any]
type _Otherwise = Callable[[Turn], Awaitable[Reply]]
type _Of = Callable[[Turn, SamanthaConfigEntry, str, Iterable[str]], Awaitable[Reply]]

_DAILY: Final = timedelta(days=1)
_LONGEST: Final = timedelta(days=LONGEST_CADENCE)
_WORDS_OF_A_NAME: Final = 3
# The answer whose words leave no doubt that somebody is named.
_NAMED: Final = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Who is to be a contact, and whose, if that's known. `often` is as it was said.

    `new` is that it is somebody else than whoever has nearly that name.
    """

    name: str
    relation: str | None = None
    resident: str | None = None
    often: str = ""
    new: bool = False


async def guarded(turn: Turn, answer: Awaitable[Reply]) -> Reply:
    """Return an answer; where it could not be kept, say so."""
    try:
        return await answer
    except StoreError:
        return turn.say("reminder_not_kept")


def refused(turn: Turn, entry: SamanthaConfigEntry) -> Reply | None:
    """Refuse children, and where children live whoever may be one."""
    residents = entry.runtime_data.voice.household.residents
    speaker = speaker_of(turn, entry)
    if speaker is None and any(one.child for one in residents.values()):
        return turn.say("contact_not_known")
    if speaker is not None and residents[speaker].child:
        return turn.say("contact_adults")
    return None


def often(slots: _Slots) -> str:
    """Return how often somebody is to be called, in the words that were said."""
    parts = (slots.get("often"), slots.get("every"), slots.get("length"))
    return " ".join(str(part).strip(" .,?;:") for part in parts if part)


def is_somebody(phrases: Phrases, said: str) -> bool:
    """Return whether words may be a name: not "the dentist", "my boss on Sunday"."""
    words = said.casefold().strip(" .,?;:").split()
    nobody = phrases.calls.nobody.intersection(words)
    return 0 < len(words) <= _WORDS_OF_A_NAME and not nobody and is_name(_name(said))


async def take_named(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> Reply:
    """Take somebody whose name was said as a contact, or learn what they are."""
    told = _Told(
        name=_name(str(slots["name"])),
        relation=str(slots["relation"]),
        resident=speaker_of(turn, entry),
    )
    return await _take(turn, entry, told)


async def ask_name(turn: Turn, entry: SamanthaConfigEntry, slots: _Slots) -> Reply:
    """Ask for the name of a sister who is no contact yet."""
    relation = str(slots["relation"])
    asked_by = speaker_of(turn, entry)
    commands = await turn.mind.command_words.async_of(turn.heard.language)

    async def then(turn: Turn, answer: Answer) -> Reply:
        if answer.meaning is Meaning.CANCEL:
            return turn.say("reminder_dropped")
        told = _Told(
            name=_name(answer.value),
            relation=relation,
            resident=asked_by,
            often=often(slots),
        )
        if answer.meaning is Meaning.ANYTHING:
            question = _may_take(entry, told)
            return turn.say("contact_heard", person=told.name, question=question)
        return await _take(turn, entry, told)

    return turn.say(
        "contact_name",
        person=turn.phrases.messages.your.format(relation=relation),
        question=OpenQuestion(
            expects=Expects.CHOICE,
            reads=partial(_read_name, commands=commands),
            then=then,
        ),
    )


def ask_to_take(
    turn: Turn,
    entry: SamanthaConfigEntry,
    slots: _Slots,
    otherwise: _Otherwise,
) -> Reply:
    """Ask whether somebody whom she doesn't know is to be a contact; act on a no."""
    told = _Told(
        name=_name(str(slots["somebody"])),
        resident=speaker_of(turn, entry),
        often=often(slots),
    )
    question = _may_take(entry, told, otherwise)
    return turn.say("contact_unknown", person=told.name, question=question)


def _may_take(
    entry: SamanthaConfigEntry, told: _Told, otherwise: _Otherwise | None = None
) -> OpenQuestion:
    """Return the question whether somebody is to be a contact."""

    async def then(turn: Turn, answer: Answer) -> Reply:
        if answer.meaning is Meaning.NO and otherwise:
            return await otherwise(turn)
        if answer.meaning is not Meaning.YES:
            return turn.say("reminder_dropped")
        return await _take(turn, entry, told)

    return OpenQuestion(expects=Expects.YES_OR_NO, then=then)


async def call_every(
    turn: Turn, entry: SamanthaConfigEntry, key: str, slots: _Slots
) -> Reply:
    """Have a contact called every so often; ask again where that can't be."""
    if (refusal := refused(turn, entry)) is not None:
        return refusal
    family = entry.runtime_data.family
    name = family.contacts[key].name
    every = every_so_often(often(slots), turn.phrases.times)
    if not isinstance(every, timedelta) or every > _LONGEST:
        return turn.say("call_how_often", person=name, question=_how_often(entry, key))
    await family.told_contacts.change(key, **{CONF_CADENCE: every.days})
    for resident in _whose(turn, entry, key):
        await family.nudges.start_again(resident, key)
    if every == _DAILY:
        return turn.say("call_daily", person=name)
    return turn.say("call_every", person=name, span=turn.phrases.days(every))


async def call_never(
    turn: Turn, entry: SamanthaConfigEntry, key: str, _slots: _Slots
) -> Reply:
    """Have her remind whoever speaks of a contact no more."""
    return await _of_whom(turn, entry, key, _stop)


async def call_again(
    turn: Turn, entry: SamanthaConfigEntry, key: str, _slots: _Slots
) -> Reply:
    """Have her remind whoever speaks of a contact again."""
    return await _of_whom(turn, entry, key, _start_again)


def is_stopped(turn: Turn, entry: SamanthaConfigEntry, key: str) -> bool:
    """Return whether whoever speaks had her stop reminding them of a contact."""
    book = entry.runtime_data.family.nudges.book
    return any(book.of(one, key).stopped for one in _whose(turn, entry, key))


async def _of_whom(
    turn: Turn, entry: SamanthaConfigEntry, key: str, then: _Of
) -> Reply:
    """Do something for whoever speaks; where that may be several, ask who it is."""
    if (refusal := refused(turn, entry)) is not None:
        return refusal
    whose = _whose(turn, entry, key)
    if len(whose) <= 1:
        return await then(turn, entry, key, whose)

    async def chosen(turn: Turn, resident: str) -> Reply:
        if key not in _contacts(entry):
            return turn.say("reminder_dropped")
        return refused(turn, entry) or await guarded(
            turn, then(turn, entry, key, [resident])
        )

    question = ask_resident(entry, chosen, whose)
    return turn.say("calls_pause_whose", question=question)


async def _stop(
    turn: Turn, entry: SamanthaConfigEntry, key: str, residents: Iterable[str]
) -> Reply:
    family = entry.runtime_data.family
    for resident in residents:
        await family.nudges.answer(resident, key, Nudged.STOP)
    return turn.say("nudge_stop", person=family.contacts[key].name)


async def _start_again(
    turn: Turn, entry: SamanthaConfigEntry, key: str, residents: Iterable[str]
) -> Reply:
    family = entry.runtime_data.family
    for resident in residents:
        await family.nudges.start_again(resident, key)
    return turn.say("call_again", person=family.contacts[key].name)


async def _take(turn: Turn, entry: SamanthaConfigEntry, told: _Told) -> Reply:
    """Take somebody as a contact, whoever has answered last."""
    return refused(turn, entry) or await guarded(turn, _keep(turn, entry, told))


async def _keep(turn: Turn, entry: SamanthaConfigEntry, told: _Told) -> Reply:
    """Keep somebody as a contact, once it is clear who it is; raises StoreError."""
    family = entry.runtime_data.family
    residents = entry.runtime_data.voice.household.residents
    if not is_somebody(turn.phrases, told.name):
        return turn.say("contact_unreadable")
    if plain(told.name) in {plain(name) for name, _ in names_of_residents(residents)}:
        return turn.say("contact_lives_here", person=told.name)
    if told.resident is None and residents:
        return _ask_whose(turn, entry, told)
    same = called_so(family.contacts.values(), told.name)
    if same and not _may_be(same, told):
        return turn.say("contact_other", person=same.name)
    alike = [] if same or told.new else _alike(family.contacts, told)
    if (asked := _ask_if_unsure(turn, entry, told, alike)) is not None:
        return asked
    if known := same or (alike[0] if alike else None):
        key = known.key
        if known.relation != told.relation and told.relation:
            await family.told_contacts.change(key, **{CONF_RELATION: told.relation})
    else:
        data = new_contact(filter(None, [told.resident]), relation=told.relation)
        key = await family.told_contacts.add(told.name, data)
    turn.mind.spoken_of.note(turn.place, key)
    if told.often:
        return await call_every(turn, entry, key, {"often": told.often})
    if known:
        return turn.say("contact_known", person=known.name)
    return turn.say("contact_added", person=told.name)


def _may_be(known: Contact, told: _Told) -> bool:
    """Return whether a contact may be whom somebody speaks of."""
    same = not known.relation or not told.relation or known.relation == told.relation
    return same and (not told.resident or known.is_of(told.resident))


def _alike(contacts: Mapping[str, Contact], told: _Told) -> list[Contact]:
    """Return whom a first name or nickname may mean, the same relation first."""
    found = [contacts[key] for key in contacts_called(contacts, told.name)]
    fitting = [one for one in found if _may_be(one, told)]
    return sorted(fitting, key=lambda one: one.relation != told.relation)


def _ask_whose(turn: Turn, entry: SamanthaConfigEntry, told: _Told) -> Reply:
    async def then(turn: Turn, resident: str) -> Reply:
        whose = replace(told, resident=resident)
        return await _take(turn, entry, whose)

    return turn.say("contact_whose", question=ask_resident(entry, then))


def _ask_if_unsure(
    turn: Turn, entry: SamanthaConfigEntry, told: _Told, alike: Sequence[Contact]
) -> Reply | None:
    """Ask whether it is one of the contacts with that first name, unless one fits."""
    fitting = [one for one in alike if one.relation == told.relation]
    if not alike or len(fitting) == 1:
        return None
    if len(alike) == 1:
        return _ask_whether(turn, entry, told, alike[0])

    async def then(turn: Turn, key: str) -> Reply:
        if key not in _contacts(entry):
            return turn.say("reminder_dropped")
        return await _take(turn, entry, replace(told, name=_contacts(entry)[key].name))

    return ask_which(turn, _contacts(entry), [one.key for one in alike], then)


def _ask_whether(
    turn: Turn, entry: SamanthaConfigEntry, told: _Told, known: Contact
) -> Reply:
    """Ask whether it is a contact who has that first name."""

    async def then(turn: Turn, answer: Answer) -> Reply:
        if answer.meaning is Meaning.CANCEL:
            return turn.say("reminder_dropped")
        meant = replace(told, new=True)
        if answer.meaning is Meaning.YES:
            meant = replace(told, name=known.name)
        return await _take(turn, entry, meant)

    return turn.say(
        "contact_is_it",
        person=known.name,
        question=OpenQuestion(expects=Expects.YES_OR_NO, then=then),
    )


def _how_often(entry: SamanthaConfigEntry, key: str) -> OpenQuestion:
    async def then(turn: Turn, answer: Answer) -> Reply:
        if answer.meaning is Meaning.CANCEL or key not in _contacts(entry):
            return turn.say("reminder_dropped")
        slots = {"often": answer.value}
        return await guarded(turn, call_every(turn, entry, key, slots))

    return OpenQuestion(expects=Expects.CHOICE, reads=_read_often, then=then)


def _read_often(text: str, phrases: Phrases) -> Answer | None:
    if cancels(text, phrases):
        return Answer(Meaning.CANCEL)
    if every_so_often(text, phrases.times) is None:
        return None
    return Answer(Meaning.TIME, text)


def _read_name(
    text: str, phrases: Phrases, *, commands: frozenset[str]
) -> Answer | None:
    """Return what somebody is called; a bare name may have been said of anything.

    `commands` are the words of Home Assistant's sentences.
    """
    if cancels(text, phrases):
        return Answer(Meaning.CANCEL)
    how, said = phrases.understand_name(text) or (None, text)
    if not is_somebody(phrases, said):
        return None
    if how == _NAMED:
        return Answer(Meaning.NAMED, said)
    is_plain = _ordinary(said, phrases, commands) <= phrases.calls.also_names
    return Answer(Meaning.ANYTHING, said) if is_plain else None


def _ordinary(said: str, phrases: Phrases, commands: frozenset[str]) -> set[str]:
    """Return the words of a text that are words like any other."""
    language = phrases.addressing or Language()
    known = language.ear.ordinary if language.ear else ()
    return {
        word for word in language.read(said).words if word in commands or word in known
    }


def _whose(turn: Turn, entry: SamanthaConfigEntry, key: str) -> list[str]:
    """Return who speaks; where that isn't known, everybody whose contact it is."""
    contact = entry.runtime_data.family.contacts[key]
    residents = entry.runtime_data.voice.household.residents
    speaker = speaker_of(turn, entry)
    return [
        resident
        for resident in ([speaker] if speaker else residents)
        if contact.is_of(resident)
    ]


def _contacts(entry: SamanthaConfigEntry) -> Mapping[str, Contact]:
    return entry.runtime_data.family.contacts


def _name(said: str) -> str:
    """Return a name as it is written, where a recogniser wrote it small."""
    name = clean(said.strip(" .,?;:"))
    return name.title() if name == name.casefold() else name
