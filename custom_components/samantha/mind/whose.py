"""Asking whom something is about, where it isn't known who speaks."""

from collections.abc import Iterable

from ..data import SamanthaConfigEntry
from .choice import Then, choice_of
from .questions import OpenQuestion


def ask_resident(
    entry: SamanthaConfigEntry,
    then: Then,
    among: Iterable[str] | None = None,
) -> OpenQuestion:
    """Return a question that any resident is the answer to, or any of some."""
    residents = entry.runtime_data.voice.household.residents
    choices = {
        key: (residents[key].title, *residents[key].nicknames)
        for key in (residents if among is None else among)
    }
    return choice_of(then, choices=choices)
