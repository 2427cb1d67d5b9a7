"""Her action for calls: log_call."""

from typing import Final

from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .const import DOMAIN
from .family.cadence import Contacted
from .family.whom import contacts_called
from .keeping import told_if_not_kept
from .refusals import (
    call_to_come,
    contact_ambiguous,
    contact_unknown,
    her_entry,
)
from .voice.terms import ATTR_AT, ATTR_FOR, moment, residents_meant

SERVICE_LOG_CALL: Final = "log_call"

ATTR_CONTACT: Final = "contact"
ATTR_HOW: Final = "how"

LOG_CALL_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_CONTACT): cv.string,
        vol.Optional(ATTR_FOR, default=list): vol.All(
            cv.ensure_list, [cv.entity_domain("person")]
        ),
        vol.Optional(ATTR_AT): cv.datetime,
        vol.Optional(ATTR_HOW, default=Contacted.CALL): vol.In(list(Contacted)),
    }
)


@callback
def async_setup_call_services(hass: HomeAssistant) -> None:
    """Register the action, whether or not she is set up."""
    hass.services.async_register(DOMAIN, SERVICE_LOG_CALL, _log_call, LOG_CALL_SCHEMA)


async def _log_call(call: ServiceCall) -> None:
    """Note that residents were in touch with a contact."""
    entry = her_entry(call.hass)
    family = entry.runtime_data.family
    said: str = call.data[ATTR_CONTACT]
    found = (
        [said] if said in family.contacts else contacts_called(family.contacts, said)
    )
    if not found:
        raise contact_unknown(said)
    if len(found) > 1:
        raise contact_ambiguous(said)
    residents = residents_meant(
        entry.runtime_data.voice.household.residents, call.data[ATTR_FOR]
    )
    at = moment(call.data[ATTR_AT]) if ATTR_AT in call.data else dt_util.now()
    if at > dt_util.now():
        raise call_to_come(at)
    with told_if_not_kept():
        await family.async_log(found[0], residents, at, Contacted(call.data[ATTR_HOW]))
