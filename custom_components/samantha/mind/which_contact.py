"""Asking which contact is meant, where several are called the same."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ..contacts import Contact
from ..family.whom import names_of
from ..naming import plain
from .choice import Then, choice_of
from .questions import OpenQuestion
from .turn import Reply, Turn


def ask_which(
    turn: Turn, contacts: Mapping[str, Contact], keys: Iterable[str], then: Then
) -> Reply:
    """Ask which of some contacts is meant, and go on with the key of that one."""
    keys = list(keys)
    return turn.say(
        "call_which",
        names=turn.phrases.words.choice([contacts[key].name for key in keys]),
        question=which_of(contacts, keys, then),
    )


def which_of(
    contacts: Mapping[str, Contact], keys: Iterable[str], then: Then
) -> OpenQuestion:
    """Return the question that a name which only one of the contacts has answers."""
    names = {key: _answers(contacts[key]) for key in keys}
    shared = Counter(name for known in names.values() for name in known)
    choices = {
        key: tuple(said for name, said in known.items() if shared[name] == 1)
        for key, known in names.items()
    }
    return choice_of(then, choices=choices)


def _answers(contact: Contact) -> dict[str, str]:
    """Return what a contact may be called in an answer, each word of the name too."""
    return {
        plain(name): name for name in (*names_of(contact), *contact.name.split(" "))
    }
