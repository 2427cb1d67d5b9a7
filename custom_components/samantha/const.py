"""Constants of the Samantha integration."""

from typing import Final

DOMAIN: Final = "samantha"

CONF_NICKNAMES: Final = "nicknames"
CONF_SPEAKER_TAG: Final = "speaker_tag"
CONF_UNCONFIRMED: Final = "unconfirmed"

DEFAULT_NAME: Final = "Samantha"
DATABASE: Final = "samantha.db"

ISSUE_ANSWERED_BEFORE_HER: Final = "answered_before_her"
ISSUE_DATABASE_SET_ASIDE: Final = "database_set_aside"
ISSUE_OVERHEARD_TRIGGERS: Final = "overheard_triggers"
