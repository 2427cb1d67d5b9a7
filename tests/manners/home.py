"""A small home in the afternoon: Anna is in the kitchen, Bob is away."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from custom_components.samantha.manners.situation import (
    Area,
    Presence,
    Resident,
    Situation,
    Voice,
    VoiceKind,
)
from custom_components.samantha.manners.utterance import Kind, Utterance

NOW: Final = datetime(2026, 3, 3, 15, 0, tzinfo=ZoneInfo("Europe/Berlin"))
SOON: Final = NOW + timedelta(hours=1)

type Facts = Mapping[str, Any]

_RESIDENTS: Final = (
    Resident(
        key="anna",
        presence=Presence.HOME,
        area="kitchen",
        phone="notify.anna",
    ),
    Resident(key="bob", presence=Presence.AWAY),
)
_AREAS: Final = ("bedroom", "dining", "garden", "kitchen")
_VOICES: Final = (
    Voice(key="satellite.bedroom", kind=VoiceKind.SATELLITE, area="bedroom"),
    Voice(key="satellite.dining", kind=VoiceKind.SATELLITE, area="dining"),
    Voice(key="satellite.kitchen", kind=VoiceKind.SATELLITE, area="kitchen"),
    Voice(key="speaker.kitchen", kind=VoiceKind.SPEAKER, area="kitchen"),
    Voice(key="notify.anna", kind=VoiceKind.PHONE, resident="anna"),
)


def home(things: Mapping[str, Facts] | None = None, **facts: Any) -> Situation:
    """Return the home, with facts of some of its people, areas and voices changed."""
    changed = things or {}
    areas = [Area(key=key, ear=key) for key in _AREAS]
    base = Situation(
        now=NOW,
        residents=_changed(_RESIDENTS, changed),
        areas=_changed(areas, changed),
        voices=_changed(_VOICES, changed),
    )
    return replace(base, **facts)


def to_say(*residents: str, **facts: Any) -> Utterance:
    """Return a plain thing to say to residents, or to whoever is at home."""
    base = Utterance(
        key="utterance",
        kind=Kind.COMPANION,
        created=NOW,
        valid_from=NOW,
        expires=NOW + timedelta(hours=4),
        residents=frozenset(residents),
    )
    return replace(base, **facts)


def _changed[T: (Resident, Area, Voice)](
    things: Iterable[T], changed: Mapping[str, Facts]
) -> dict[str, T]:
    return {thing.key: replace(thing, **changed.get(thing.key, {})) for thing in things}
