"""The action that puts a message in an inbox, and what goes wrong with it."""

from typing import Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import probatio

from .blank import is_blank
from .data import SamanthaConfigEntry
from .keeping import told_if_not_kept
from .messages.cleaning import LONGEST_LINE
from .messages.inbox import Inbox
from .messages.message import Delivered, Incoming
from .messages.replies import REPLY_NOTIFY
from .messages.rules import SourceRules
from .refusals import text_empty
from .voice.terms import ATTR_FOR, ATTR_LANGUAGE, residents_meant

SOURCE_ACTION: Final = "action"
SOURCE_NOTIFY: Final = "notify"

ATTR_MESSAGE: Final = "message"
ATTR_SENDER: Final = "sender"
ATTR_ADDRESS: Final = "address"
ATTR_SUBJECT: Final = "subject"
ATTR_MESSAGE_ID: Final = "message_id"
ATTR_REPLY_TO: Final = "reply_to"
ATTR_IN_GROUP: Final = "in_group"

LONGEST_MESSAGE: Final = 20_000

_LINE: Final = probatio.All(cv.string, probatio.Length(max=LONGEST_LINE))

DELIVER_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(ATTR_FOR): probatio.All(
            cv.ensure_list, [cv.entity_domain("person")], probatio.Length(min=1)
        ),
        probatio.Required(ATTR_MESSAGE): probatio.All(
            cv.string, probatio.Length(max=LONGEST_MESSAGE)
        ),
        probatio.Optional(ATTR_SENDER): cv.string,
        probatio.Optional(ATTR_ADDRESS): cv.string,
        probatio.Optional(ATTR_SUBJECT): cv.string,
        probatio.Optional(ATTR_MESSAGE_ID): _LINE,
        probatio.Optional(ATTR_LANGUAGE): cv.string,
        probatio.Optional(ATTR_IN_GROUP, default=False): cv.boolean,
        probatio.Optional(ATTR_REPLY_TO): cv.entity_domain("notify"),
    }
)


async def async_deliver_by_action(
    call: ServiceCall, entry: SamanthaConfigEntry
) -> ServiceResponse:
    """Keep a message for residents, and return its keys."""
    data = entry.runtime_data
    residents = residents_meant(data.voice.household.residents, call.data[ATTR_FOR])
    reply_to = call.data.get(ATTR_REPLY_TO)
    delivered = await async_deliver(
        data.inbox,
        SourceRules(residents=tuple(sorted(residents)), longest=LONGEST_MESSAGE),
        Incoming(
            text=call.data[ATTR_MESSAGE],
            source=SOURCE_ACTION,
            origin=call.data.get(ATTR_MESSAGE_ID),
            sender=call.data.get(ATTR_SENDER),
            address=call.data.get(ATTR_ADDRESS),
            subject=call.data.get(ATTR_SUBJECT),
            language=call.data.get(ATTR_LANGUAGE),
            in_group=call.data[ATTR_IN_GROUP],
            reply={REPLY_NOTIFY: reply_to} if reply_to else None,
        ),
    )
    return {
        "messages": [
            {
                "key": one.key,
                "person": data.voice.persons([one.resident])[0],
                "news": one.news.value,
            }
            for one in delivered
        ]
    }


async def async_deliver(
    inbox: Inbox, rules: SourceRules, incoming: Incoming
) -> tuple[Delivered, ...]:
    """Keep a message; raise what an action tells where it can't be kept."""
    if is_blank(incoming.text) and is_blank(incoming.subject or ""):
        raise text_empty()
    with told_if_not_kept():
        return await inbox.async_take(rules, incoming)
