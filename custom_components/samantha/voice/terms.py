"""What an action's data means: for whom, where, when and how something is said."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
import random
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.target import (
    TargetSelection,
    async_extract_referenced_entity_ids,
)
from homeassistant.util import dt as dt_util

from ..blank import is_blank
from ..const import DOMAIN
from ..manners.utterance import Kind, Privacy, Urgency, When
from ..refusals import text_empty, time_past
from ..residents import ResidentSettings, by_person
from .ports import Draft

LONGEST_TEXT: Final = 4_000
LONGEST_TITLE: Final = 100
LONGEST_VALID: Final = timedelta(days=30)

ATTR_TEXT: Final = "text"
ATTR_TITLE: Final = "title"
ATTR_FOR: Final = "for"
ATTR_KIND: Final = "kind"
ATTR_URGENCY: Final = "urgency"
ATTR_PRIVACY: Final = "privacy"
ATTR_WHEN: Final = "when"
ATTR_AT: Final = "at"
ATTR_EXPIRES: Final = "expires"
ATTR_CONVERSATION: Final = "conversation"
ATTR_MERGE: Final = "merge"
ATTR_TAG: Final = "tag"
ATTR_LANGUAGE: Final = "language"

AT: Final = "at"

# Nobody means a time beyond these, in which no time zone leaves the calendar.
_FIRST_TIME: Final = datetime.min.replace(tzinfo=UTC) + timedelta(days=2)
_LAST_TIME: Final = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)

# How long something is worth saying where nobody says otherwise.
_VALID: Final[Mapping[str, timedelta]] = {
    When.NOW: timedelta(hours=2),
    AT: timedelta(hours=2),
    When.HOME: timedelta(hours=24),
    When.FREE: timedelta(hours=24),
    When.ADDRESSED: timedelta(hours=24),
}


def draft_of(
    hass: HomeAssistant,
    residents: Mapping[str, ResidentSettings],
    voices: Iterable[str],
    data: Mapping[str, Any],
) -> Draft:
    """Return what an action asks her to say.

    Raises ServiceValidationError where a part of it can't be meant.
    """
    when = data.get(ATTR_WHEN, When.NOW)
    valid_from, expires = _times(data, when)
    areas, wanted = place_of(hass, voices, data)
    return Draft(
        text=_text(data[ATTR_TEXT]),
        title=_title(data.get(ATTR_TITLE)),
        kind=Kind(data.get(ATTR_KIND, Kind.COMPANION)),
        residents=residents_meant(residents, data.get(ATTR_FOR, ())),
        areas=areas,
        voices=wanted,
        urgency=Urgency(data.get(ATTR_URGENCY, Urgency.NORMAL)),
        privacy=Privacy(data.get(ATTR_PRIVACY, Privacy.OPEN)),
        when=When.NOW if when == AT else When(when),
        valid_from=valid_from,
        expires=expires,
        mergeable=data.get(ATTR_MERGE, False),
        dedupe=data.get(ATTR_TAG),
        asks=data.get(ATTR_CONVERSATION, False),
        language=data.get(ATTR_LANGUAGE),
    )


def residents_meant(
    residents: Mapping[str, ResidentSettings], persons: Iterable[str]
) -> frozenset[str]:
    """Return the keys of the residents that persons are."""
    found = []
    for person in persons:
        resident = by_person(residents, person)
        if resident is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="resident_unknown",
                translation_placeholders={"person": person},
            )
        found.append(resident.key)
    return frozenset(found)


def place_of(
    hass: HomeAssistant, voices: Iterable[str], data: Mapping[str, Any]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the areas and the voices that a target means."""
    target = TargetSelection(dict(data))
    selected = async_extract_referenced_entity_ids(hass, target)
    for missing in (
        selected.missing_areas
        | selected.missing_floors
        | selected.missing_labels
        | selected.missing_devices
    ):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="place_unknown",
            translation_placeholders={"place": missing},
        )
    known = frozenset(voices)
    for entity_id in selected.referenced - known:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="voice_unknown",
            translation_placeholders={"voice": entity_id},
        )
    devices = _voices_of_devices(hass, target, known)
    areas = frozenset(selected.referenced_areas)
    # A template that comes to no place at all doesn't mean everywhere.
    named = any(field in data for field in cv.TARGET_SERVICE_FIELDS)
    if named and not areas and not selected.referenced and not devices:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="place_empty",
        )
    return areas, frozenset(selected.referenced) | devices


def moment(value: datetime) -> datetime:
    """Return a time in UTC; one without a time zone is the house's."""
    try:
        return dt_util.as_utc(value)
    except OverflowError:
        return _FIRST_TIME if value.year < _LAST_TIME.year else _LAST_TIME


def later(start: datetime, length: timedelta) -> datetime:
    """Return the time that comes so much later, or the last one."""
    return start + length if length < _LAST_TIME - start else _LAST_TIME


def _voices_of_devices(
    hass: HomeAssistant, target: TargetSelection, known: frozenset[str]
) -> frozenset[str]:
    """Return the voices that belong to the devices of a target, areas aside."""
    only = TargetSelection(
        {"device_id": list(target.device_ids), "label_id": list(target.label_ids)}
    )
    found = async_extract_referenced_entity_ids(
        hass, only, primary_entities_only=False
    ).indirectly_referenced
    return known & found


def _text(texts: list[str]) -> str:
    """Return one of the variants."""
    variants = [text.strip() for text in texts if not is_blank(text)]
    if not variants:
        raise text_empty()
    if max(map(len, variants)) > LONGEST_TEXT:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="text_too_long",
            translation_placeholders={"most": str(LONGEST_TEXT)},
        )
    return random.choice(variants)  # noqa: S311 # a choice of words


def _title(title: str | None) -> str | None:
    title = " ".join((title or "").split())
    if len(title) > LONGEST_TITLE:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="title_too_long",
            translation_placeholders={"most": str(LONGEST_TITLE)},
        )
    return title or None


def _times(data: Mapping[str, Any], when: str) -> tuple[datetime, datetime]:
    now = dt_util.utcnow()
    start = now
    if when == AT:
        if ATTR_AT not in data:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="time_missing",
            )
        start = moment(data[ATTR_AT])
        if start < now:
            raise time_past(start)
    elif ATTR_AT in data:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="time_unused",
        )
    given = data.get(ATTR_EXPIRES, _VALID[when])
    end = later(start, given) if isinstance(given, timedelta) else moment(given)
    if end - now > LONGEST_VALID:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="expires_too_late",
            translation_placeholders={"days": str(LONGEST_VALID.days)},
        )
    if end <= start:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="expires_before_start",
        )
    return start, end
