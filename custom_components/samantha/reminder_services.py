"""Her actions for reminders: remind and snooze. Lists are the to-do entities'."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import area_registry as ar, config_validation as cv
from homeassistant.util import dt as dt_util
import probatio

from .blank import is_blank
from .const import DOMAIN
from .data import SamanthaConfigEntry
from .family.events import Event
from .family.reminder_book import Wanted
from .family.times.meant import Either, Fault, Moment
from .keeping import told_if_not_kept
from .refusals import (
    her_entry,
    place_unknown,
    reminder_ambiguous,
    reminder_unknown,
    text_empty,
    time_ambiguous,
    time_faulty,
    time_not_understood,
    time_past,
)
from .store.reminders import Reminder
from .voice.terms import (
    ATTR_AT,
    ATTR_FOR,
    ATTR_LANGUAGE,
    ATTR_TEXT,
    moment,
    residents_meant,
)

SERVICE_REMIND: Final = "remind"
SERVICE_SNOOZE: Final = "snooze"

ATTR_TIME: Final = "time"
ATTR_ARRIVES: Final = "arrives"
ATTR_LEAVES: Final = "leaves"
ATTR_ENTERS: Final = "enters"
ATTR_ITEM: Final = "item"
ATTR_DURATION: Final = "duration"
ATTR_UNTIL: Final = "until"

LONGEST_TEXT: Final = 500
_SNOOZE: Final = timedelta(minutes=10)
_WHEN: Final = "when"
_PERSONS: Final = probatio.All(cv.ensure_list, [cv.entity_domain("person")])

REMIND_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(ATTR_TEXT): probatio.All(
            cv.string, str.strip, probatio.Length(max=LONGEST_TEXT)
        ),
        probatio.Optional(ATTR_FOR, default=list): _PERSONS,
        probatio.Exclusive(ATTR_AT, _WHEN): cv.datetime,
        probatio.Exclusive(ATTR_TIME, _WHEN): cv.string,
        probatio.Exclusive(ATTR_ARRIVES, _WHEN): cv.entity_domain("person"),
        probatio.Exclusive(ATTR_LEAVES, _WHEN): cv.entity_domain("person"),
        probatio.Exclusive(ATTR_ENTERS, _WHEN): cv.string,
        probatio.Optional(ATTR_LANGUAGE): cv.string,
    }
)
SNOOZE_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(ATTR_ITEM): cv.string,
        probatio.Optional(ATTR_FOR, default=list): _PERSONS,
        probatio.Exclusive(ATTR_DURATION, "end"): cv.positive_time_period,
        probatio.Exclusive(ATTR_UNTIL, "end"): cv.datetime,
    }
)


@callback
def async_setup_reminder_services(hass: HomeAssistant) -> None:
    """Register the actions, whether or not she is set up."""
    hass.services.async_register(
        DOMAIN,
        SERVICE_REMIND,
        _remind,
        REMIND_SCHEMA,
        supports_response=SupportsResponse.OPTIONAL,
    )
    hass.services.async_register(DOMAIN, SERVICE_SNOOZE, _snooze, SNOOZE_SCHEMA)


async def _remind(call: ServiceCall) -> ServiceResponse:
    """Keep a reminder for each of those it is for; return when it is told."""
    if is_blank(call.data[ATTR_TEXT]):
        raise text_empty()
    entry = her_entry(call.hass)
    residents = residents_meant(
        entry.runtime_data.voice.household.residents, call.data[ATTR_FOR]
    )
    when = await _when(call.hass, entry, call.data)
    reminders = entry.runtime_data.family.reminders
    with told_if_not_kept():
        kept = [
            await reminders.add(
                Wanted(text=call.data[ATTR_TEXT], resident=resident, **when)
            )
            for resident in sorted(residents) or [""]
        ]
    return {
        "reminders": [
            {
                "uid": one.key,
                "due": dt_util.as_local(one.due).isoformat() if one.due else None,
                "rule": one.rule,
            }
            for one in kept
        ]
    }


async def _when(
    hass: HomeAssistant, entry: SamanthaConfigEntry, data: Mapping[str, Any]
) -> dict[str, Any]:
    """Return when a reminder is told, as it is wanted."""
    known = entry.runtime_data.voice.household.residents
    for attribute, event in (
        (ATTR_ARRIVES, Event.ARRIVE),
        (ATTR_LEAVES, Event.LEAVE),
    ):
        if attribute in data:
            [subject] = residents_meant(known, [data[attribute]])
            return {"event": event, "subject": subject}
    if ATTR_ENTERS in data:
        area = ar.async_get(hass).async_get_area(data[ATTR_ENTERS])
        if area is None:
            raise place_unknown(data[ATTR_ENTERS])
        return {"event": Event.ENTER, "subject": area.id}
    if ATTR_AT in data:
        return {"due": _to_come(moment(data[ATTR_AT]))}
    if ATTR_TIME not in data:
        return {}
    language = data.get(ATTR_LANGUAGE)
    said: str = data[ATTR_TIME]
    match await entry.runtime_data.mind.async_understand_time(said, language):
        case Moment(at=at, rule=rule, start=start):
            return {"due": at, "rule": rule, "shown": start}
        case Either(first, second):
            raise time_ambiguous(said, first, second)
        case Fault() as fault:
            raise time_faulty(said, fault)
    raise time_not_understood(said)


async def _snooze(call: ServiceCall) -> None:
    """Tell a reminder again later."""
    entry = her_entry(call.hass)
    residents = residents_meant(
        entry.runtime_data.voice.household.residents, call.data[ATTR_FOR]
    )
    reminder = _found(entry, call.data[ATTR_ITEM], residents)
    until = dt_util.utcnow() + call.data.get(ATTR_DURATION, _SNOOZE)
    if ATTR_UNTIL in call.data:
        until = _to_come(moment(call.data[ATTR_UNTIL]))
    with told_if_not_kept():
        await entry.runtime_data.family.reminders.snooze(reminder.key, until)


def _found(
    entry: SamanthaConfigEntry, item: str, residents: frozenset[str]
) -> Reminder:
    """Return the open reminder of a key or a text."""
    everybody = {"", *entry.runtime_data.voice.household.residents}
    found = [
        one
        for one in entry.runtime_data.family.reminders.book.open(residents or everybody)
        if item in {one.key, one.text}
    ]
    if not found:
        raise reminder_unknown(item)
    if len(found) > 1:
        raise reminder_ambiguous(item)
    return found[0]


def _to_come(at: datetime) -> datetime:
    if at <= dt_util.utcnow():
        raise time_past(at)
    return at
