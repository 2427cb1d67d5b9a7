"""What her actions refuse, and why, as Home Assistant shows it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .data import SamanthaConfigEntry, async_loaded_entry
from .family.times.meant import Fault, Moment


def text_empty() -> ServiceValidationError:
    """Return that there is nothing in a text."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key="text_empty"
    )


def contact_unknown(contact: str) -> ServiceValidationError:
    """Return that there is no such contact."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="contact_unknown",
        translation_placeholders={"contact": contact},
    )


def contact_ambiguous(contact: str) -> ServiceValidationError:
    """Return that several contacts are called so."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="contact_ambiguous",
        translation_placeholders={"contact": contact},
    )


def contact_known(contact: str) -> ServiceValidationError:
    """Return that somebody of this name is a contact already."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="contact_known",
        translation_placeholders={"contact": contact},
    )


def contact_name_invalid(name: str) -> ServiceValidationError:
    """Return that nobody can be called so."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="contact_name_invalid",
        translation_placeholders={"name": name},
    )


def cadence_invalid(days: int) -> ServiceValidationError:
    """Return that nobody can be called every so many days."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="cadence_invalid",
        translation_placeholders={"days": str(days)},
    )


def hours_half() -> ServiceValidationError:
    """Return that hours are begun and not ended, or the other way round."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key="hours_half"
    )


def hours_none() -> ServiceValidationError:
    """Return that hours end when they begin."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key="hours_none"
    )


def time_zone_unknown(zone: str) -> ServiceValidationError:
    """Return that there is no such time zone."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="time_zone_unknown",
        translation_placeholders={"zone": zone},
    )


def address_invalid(address: str) -> ServiceValidationError:
    """Return that this is no address."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="address_invalid",
        translation_placeholders={"address": address},
    )


def address_taken(address: str) -> ServiceValidationError:
    """Return that the address is another contact's."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="address_taken",
        translation_placeholders={"address": address},
    )


def birthday_invalid(day: str) -> ServiceValidationError:
    """Return that there is no such day."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="birthday_invalid",
        translation_placeholders={"day": day},
    )


def day_invalid(day: str) -> ServiceValidationError:
    """Return that what is to be a special day begins with none."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="day_invalid",
        translation_placeholders={"day": day},
    )


def call_to_come(at: datetime) -> ServiceValidationError:
    """Return that what is yet to come can't be logged."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="call_to_come",
        translation_placeholders={
            "time": dt_util.as_local(at).isoformat(timespec="minutes")
        },
    )


def her_entry(hass: HomeAssistant) -> SamanthaConfigEntry:
    """Return her entry; refuse where she is not there."""
    if (entry := async_loaded_entry(hass)) is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="not_loaded"
        )
    return entry


def place_unknown(place: str) -> ServiceValidationError:
    """Return that there is no such place."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="place_unknown",
        translation_placeholders={"place": place},
    )


def reminder_unknown(item: str) -> ServiceValidationError:
    """Return that there is no such reminder."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="reminder_unknown",
        translation_placeholders={"item": item},
    )


def reminder_ambiguous(item: str) -> ServiceValidationError:
    """Return that several reminders are called so."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="reminder_ambiguous",
        translation_placeholders={"item": item},
    )


def time_past(at: datetime) -> ServiceValidationError:
    """Return that a time has passed."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="time_past",
        translation_placeholders={
            "time": dt_util.as_local(at).isoformat(timespec="minutes")
        },
    )


def time_ambiguous(said: str, first: Moment, second: Moment) -> ServiceValidationError:
    """Return that two times could be meant."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="time_ambiguous",
        translation_placeholders={
            "time": said,
            "first": first.at.isoformat(timespec="minutes"),
            "second": second.at.isoformat(timespec="minutes"),
        },
    )


def time_not_understood(said: str) -> ServiceValidationError:
    """Return that the words are no time."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="time_not_understood",
        translation_placeholders={"time": said},
    )


def time_faulty(said: str, fault: Fault) -> ServiceValidationError:
    """Return why a time can't be meant."""
    return _FAULTS[fault](said)


def _past(said: str) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="time_past",
        translation_placeholders={"time": said},
    )


def _no_such_time(said: str) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="time_no_such",
        translation_placeholders={"time": said},
    )


def _never(said: str) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="time_never",
        translation_placeholders={"time": said},
    )


def _too_often(said: str) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="time_too_often",
        translation_placeholders={"time": said},
    )


_FAULTS: Final[Mapping[Fault, Callable[[str], ServiceValidationError]]] = {
    Fault.PAST: _past,
    Fault.NO_SUCH_DAY: _no_such_time,
    Fault.NO_SUCH_TIME: _no_such_time,
    Fault.NEVER: _never,
    Fault.TOO_OFTEN: _too_often,
}
