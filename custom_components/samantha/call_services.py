"""Her actions for calls and contacts: noted, added, learned, and not reminded of."""

from collections.abc import Iterable, Mapping
from typing import Final

from homeassistant.const import CONF_NAME, CONF_TIME_ZONE, WEEKDAYS
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import probatio

from .addresses import read_address
from .call_hours import CALL_ENDS, CONF_CALL_DAYS, CONF_CALL_START, CONF_CALL_UNTIL
from .const import CONF_NICKNAMES, DOMAIN
from .contacts import (
    CONF_ADDRESSES,
    CONF_BIRTHDAY,
    CONF_CADENCE,
    CONF_NOTIFY,
    CONF_OTHER_DAYS,
    CONF_RELATION,
    LONGEST_CADENCE,
    Contact,
    are_taken,
    called_so,
    new_contact,
)
from .data import SamanthaConfigEntry
from .family.cadence import Contacted
from .family.learned_hours import learned
from .family.whom import contacts_called
from .house_settings import has_one_end, lasts_all_day
from .keeping import told_if_not_kept
from .naming import clean, distinct, is_name
from .refusals import (
    address_invalid,
    address_taken,
    birthday_invalid,
    cadence_invalid,
    call_to_come,
    contact_ambiguous,
    contact_known,
    contact_name_invalid,
    contact_unknown,
    day_invalid,
    her_entry,
    hours_half,
    hours_none,
    time_past,
    time_zone_unknown,
)
from .special_days import read_birthday, read_day
from .time_zones import async_load_zones, async_zone_names
from .voice.terms import ATTR_AT, ATTR_FOR, moment, residents_meant

SERVICE_ADD_CONTACT: Final = "add_contact"
SERVICE_LEARNED_HOURS: Final = "learned_hours"
SERVICE_LOG_CALL: Final = "log_call"
SERVICE_PAUSE_CALLS: Final = "pause_calls"
SERVICE_RESUME_CALLS: Final = "resume_calls"

ATTR_CONTACT: Final = "contact"
ATTR_HOW: Final = "how"
ATTR_UNTIL: Final = "until"

_PERSONS: Final = probatio.All(cv.ensure_list, [cv.entity_domain("person")])
_TEXTS: Final = probatio.All(cv.ensure_list, [cv.string])
ADD_CONTACT_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CONF_NAME): cv.string,
        probatio.Optional(CONF_NICKNAMES, default=list): _TEXTS,
        probatio.Optional(CONF_RELATION): cv.string,
        probatio.Optional(ATTR_FOR, default=list): _PERSONS,
        probatio.Optional(CONF_ADDRESSES, default=list): _TEXTS,
        probatio.Optional(CONF_CADENCE): probatio.Coerce(int),
        probatio.Optional(CONF_BIRTHDAY): cv.string,
        probatio.Optional(CONF_OTHER_DAYS, default=list): _TEXTS,
        probatio.Optional(CONF_NOTIFY): cv.entity_domain("notify"),
        probatio.Optional(CONF_CALL_DAYS, default=list): cv.weekdays,
        probatio.Optional(CONF_CALL_START): cv.time,
        probatio.Optional(CONF_CALL_UNTIL): cv.time,
        probatio.Optional(CONF_TIME_ZONE): cv.string,
    }
)
LOG_CALL_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(ATTR_CONTACT): cv.string,
        probatio.Optional(ATTR_FOR, default=list): _PERSONS,
        probatio.Optional(ATTR_AT): cv.datetime,
        probatio.Optional(ATTR_HOW, default=Contacted.CALL): probatio.In(
            list(Contacted)
        ),
    }
)
LEARNED_HOURS_SCHEMA: Final = probatio.Schema(
    {probatio.Optional(ATTR_FOR, default=list): _PERSONS}
)
RESUME_CALLS_SCHEMA: Final = LEARNED_HOURS_SCHEMA.extend(
    {probatio.Optional(ATTR_CONTACT): cv.string}
)
PAUSE_CALLS_SCHEMA: Final = LEARNED_HOURS_SCHEMA.extend(
    {probatio.Required(ATTR_UNTIL): cv.datetime}
)


@callback
def async_setup_call_services(hass: HomeAssistant) -> None:
    """Register the actions, whether or not she is set up."""
    hass.services.async_register(
        DOMAIN,
        SERVICE_ADD_CONTACT,
        _add_contact,
        ADD_CONTACT_SCHEMA,
        supports_response=SupportsResponse.OPTIONAL,
    )
    hass.services.async_register(
        DOMAIN,
        SERVICE_LEARNED_HOURS,
        _learned_hours,
        LEARNED_HOURS_SCHEMA,
        supports_response=SupportsResponse.ONLY,
    )
    hass.services.async_register(DOMAIN, SERVICE_LOG_CALL, _log_call, LOG_CALL_SCHEMA)
    hass.services.async_register(
        DOMAIN, SERVICE_PAUSE_CALLS, _pause_calls, PAUSE_CALLS_SCHEMA
    )
    hass.services.async_register(
        DOMAIN, SERVICE_RESUME_CALLS, _resume_calls, RESUME_CALLS_SCHEMA
    )


async def _log_call(call: ServiceCall) -> None:
    """Note that residents were in touch with a contact."""
    entry = her_entry(call.hass)
    family = entry.runtime_data.family
    contact = _meant(call.data[ATTR_CONTACT], family.contacts)
    residents = residents_meant(
        entry.runtime_data.voice.household.residents, call.data[ATTR_FOR]
    )
    at = moment(call.data[ATTR_AT]) if ATTR_AT in call.data else dt_util.utcnow()
    if at > dt_util.utcnow():
        raise call_to_come(at)
    with told_if_not_kept():
        await family.async_log(contact, residents, at, Contacted(call.data[ATTR_HOW]))


def _meant(said: str, contacts: Mapping[str, Contact]) -> str:
    """Return the key of the one contact who is meant."""
    found = [said] if said in contacts else contacts_called(contacts, said)
    if not found:
        raise contact_unknown(said)
    if len(found) > 1:
        raise contact_ambiguous(said)
    return found[0]


async def _learned_hours(call: ServiceCall) -> ServiceResponse:
    """Return what was learned of when residents take up calls, by weekday and hour."""
    entry = her_entry(call.hass)
    household = entry.runtime_data.voice.household.residents
    book = entry.runtime_data.family.nudges.book
    return {
        "hours": [
            {
                "resident": household[resident].person,
                "weekday": WEEKDAYS[one.hour[0]],
                "hour": one.hour[1],
                "taken_up": round(one.good, 1),
                "not_taken_up": round(one.bad, 1),
                "chance": round(one.chance, 2),
            }
            for resident in sorted(_residents(call, entry))
            for one in learned(book.hours_of(resident), dt_util.utcnow())
        ]
    }


async def _pause_calls(call: ServiceCall) -> None:
    """Remind residents, or all of them, of no call until then."""
    entry = her_entry(call.hass)
    until = moment(call.data[ATTR_UNTIL])
    if until <= dt_util.utcnow():
        raise time_past(until)
    with told_if_not_kept():
        await entry.runtime_data.family.nudges.pause(_residents(call, entry), until)


async def _resume_calls(call: ServiceCall) -> None:
    """Remind residents, or all of them, of calls again; or of one contact."""
    entry = her_entry(call.hass)
    family = entry.runtime_data.family
    residents = _residents(call, entry)
    if ATTR_CONTACT not in call.data:
        with told_if_not_kept():
            await family.nudges.pause(residents, None)
        return
    contact = _meant(call.data[ATTR_CONTACT], family.contacts)
    with told_if_not_kept():
        for resident in residents:
            await family.nudges.start_again(resident, contact)


def _residents(call: ServiceCall, entry: SamanthaConfigEntry) -> Iterable[str]:
    """Return the residents of an action; of none, all of them."""
    household = entry.runtime_data.voice.household.residents
    return residents_meant(household, call.data[ATTR_FOR]) or household.keys()


async def _add_contact(call: ServiceCall) -> ServiceResponse:
    """Take somebody as a contact; it is on disk when this returns."""
    entry = her_entry(call.hass)
    family = entry.runtime_data.family
    name = clean(call.data[CONF_NAME])
    nicknames = distinct(call.data[CONF_NICKNAMES], name)
    relation = clean(call.data.get(CONF_RELATION, "")) or None
    for one in (name, *nicknames, *([relation] if relation else [])):
        if not is_name(one):
            raise contact_name_invalid(one)
    if called_so(family.contacts.values(), name):
        raise contact_known(name)
    cadence = call.data.get(CONF_CADENCE)
    if cadence is not None and not 0 < cadence <= LONGEST_CADENCE:
        raise cadence_invalid(cadence)
    residents = residents_meant(
        entry.runtime_data.voice.household.residents, call.data[ATTR_FOR]
    )
    birthday = call.data.get(CONF_BIRTHDAY)
    other_days = distinct(call.data[CONF_OTHER_DAYS], "")
    addresses = distinct(call.data[CONF_ADDRESSES], "")
    _check_days(birthday, other_days)
    _check_addresses(addresses, family.contacts.values(), residents)
    hours = {end: call.data[end].isoformat() for end in CALL_ENDS if end in call.data}
    zone = call.data.get(CONF_TIME_ZONE)
    _check_hours(hours)
    if zone is not None:
        if zone not in await async_zone_names(call.hass):
            raise time_zone_unknown(zone)
        await async_load_zones(call.hass, [zone])
    data = new_contact(
        residents,
        nicknames=nicknames,
        relation=relation,
        addresses=addresses,
        cadence=cadence,
        birthday=birthday,
        other_days=other_days,
        notify=call.data.get(CONF_NOTIFY),
        call_days=call.data[CONF_CALL_DAYS],
        time_zone=zone,
        **hours,
    )
    with told_if_not_kept():
        key = await family.told_contacts.add(name, data)
    return {ATTR_CONTACT: key}


def _check_days(birthday: str | None, other_days: Iterable[str]) -> None:
    if birthday is not None and read_birthday(birthday) is None:
        raise birthday_invalid(birthday)
    for day in other_days:
        if read_day(day) is None:
            raise day_invalid(day)


def _check_hours(hours: Mapping[str, str]) -> None:
    if has_one_end(hours, *CALL_ENDS):
        raise hours_half()
    if lasts_all_day(hours, *CALL_ENDS):
        raise hours_none()


def _check_addresses(
    addresses: Iterable[str], contacts: Iterable[Contact], residents: Iterable[str]
) -> None:
    whose = frozenset(residents)
    for address in addresses:
        if (known := read_address(address)) is None:
            raise address_invalid(address)
        if are_taken(contacts, [known], whose):
            raise address_taken(address)
