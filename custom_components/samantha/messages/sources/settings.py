"""A source as the owner has set it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Self

from homeassistant.config_entries import ConfigEntry, ConfigSubentry

from ..rules import Aloud, SourceRules

SUBENTRY_SOURCE: Final = "source"

CONF_ALOUD: Final = "aloud"
CONF_APPS: Final = "apps"
CONF_CONTACTS: Final = "contacts"
CONF_IGNORED: Final = "ignored"
CONF_KIND: Final = "kind"
CONF_LONGEST: Final = "longest"
CONF_QUIET_WORDS: Final = "quiet_words"
CONF_RESIDENTS: Final = "residents"
CONF_WHERE: Final = "where"


class SourceKind(StrEnum):
    """The integrations that tell of messages."""

    TELEGRAM = "telegram_bot"
    NTFY = "ntfy"
    MAIL = "imap"
    PHONE = "mobile_app"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """A source. The key is that of the subentry."""

    key: str
    kind: SourceKind
    # An entity, or the entry of a mailbox.
    where: str
    rules: SourceRules
    # The apps of a phone whose notifications are messages.
    apps: frozenset[str]

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read a source from the subentry that the flow has made."""
        data: Mapping[str, Any] = subentry.data
        return cls(
            key=subentry.subentry_id,
            kind=SourceKind(data[CONF_KIND]),
            where=data[CONF_WHERE],
            rules=SourceRules(
                residents=tuple(data[CONF_RESIDENTS]),
                aloud=Aloud(data[CONF_ALOUD]),
                listed=frozenset(data[CONF_CONTACTS]),
                ignored=tuple(data[CONF_IGNORED]),
                quiet_words=tuple(data[CONF_QUIET_WORDS]),
                longest=int(data[CONF_LONGEST]),
            ),
            apps=frozenset(data.get(CONF_APPS, ())),
        )


def sources_of(entry: ConfigEntry[Any]) -> Mapping[str, SourceSettings]:
    """Return the sources of an entry, loaded or not, by key."""
    return MappingProxyType(
        {
            key: SourceSettings.from_subentry(subentry)
            for key, subentry in entry.subentries.items()
            if subentry.subentry_type == SUBENTRY_SOURCE
        }
    )
