"""Who lives here, as the owner has set it up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Self

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_CODE
from homeassistant.core import HomeAssistant, callback

from .call_hours import CallHours
from .family.nudging import DAILY
from .house_settings import quiet_hours_of
from .manners.situation import QuietHours
from .naming import plain
from .people import People, PeopleChange

if TYPE_CHECKING:
    from .data import SamanthaConfigEntry

SUBENTRY_RESIDENT: Final = "resident"

CONF_BEFORE_OTHERS: Final = "before_others"
CONF_CALL: Final = "call"
CONF_DAILY_NUDGES: Final = "daily_nudges"
CONF_DO_NOT_DISTURB: Final = "do_not_disturb"
CONF_HEADPHONES: Final = "headphones"
CONF_MESSAGES: Final = "messages"
CONF_PERSON: Final = "person"
CONF_PHONE: Final = "phone"
CONF_ROLE: Final = "role"
CONF_SATELLITES: Final = "satellites"
CONF_SLEEP: Final = "sleep"
CONF_SLEEP_AREA: Final = "sleep_area"
CONF_TRACKER: Final = "tracker"

ROLE_ADULT: Final = "adult"
ROLE_CHILD: Final = "child"

# How somebody learns of messages: read when alone, told, told when next they speak to
# her, or told when they ask.
MESSAGES_READ: Final = "read"
MESSAGES_ANNOUNCED: Final = "announced"
MESSAGES_ADDRESSED: Final = "addressed"
MESSAGES_ASKED: Final = "asked"
# What of them may be said before others: nothing, that something waits, or who from.
OTHERS_NOTHING: Final = "nothing"
OTHERS_WAITS: Final = "waits"
OTHERS_SENDER: Final = "sender"

_CONF_NICKNAMES: Final = "nicknames"
_ATTR_USER_ID: Final = "user_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentSettings:
    """A resident, as far as it is set up. The key is that of the subentry."""

    key: str
    person: str
    title: str
    nicknames: tuple[str, ...] = ()
    child: bool = False
    # The action `notify.<phone>`.
    phone: str | None = None
    # Said with the name, it tells who speaks.
    code: str | None = field(default=None, repr=False)
    satellites: frozenset[str] = field(default_factory=frozenset)
    quiet_hours: QuietHours | None = None
    sleep_area: str | None = None
    sleep: str | None = None
    do_not_disturb: str | None = None
    call: str | None = None
    headphones: str | None = None
    tracker: str | None = None
    messages: str = MESSAGES_ADDRESSED
    before_others: str = OTHERS_WAITS
    # When it suits them to call somebody.
    call_hours: CallHours = field(default_factory=CallHours)
    # How often a day she reminds them of a call.
    daily_nudges: int = DAILY

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read a resident from the subentry that the flow has made."""
        data: Mapping[str, Any] = subentry.data
        return cls(
            key=subentry.subentry_id,
            person=data[CONF_PERSON],
            title=subentry.title,
            nicknames=tuple(data.get(_CONF_NICKNAMES, ())),
            child=data.get(CONF_ROLE) == ROLE_CHILD,
            phone=data.get(CONF_PHONE),
            code=data.get(CONF_CODE),
            satellites=frozenset(data.get(CONF_SATELLITES, ())),
            quiet_hours=quiet_hours_of(data),
            sleep_area=data.get(CONF_SLEEP_AREA),
            sleep=data.get(CONF_SLEEP),
            do_not_disturb=data.get(CONF_DO_NOT_DISTURB),
            call=data.get(CONF_CALL),
            headphones=data.get(CONF_HEADPHONES),
            tracker=data.get(CONF_TRACKER),
            messages=data.get(CONF_MESSAGES, MESSAGES_ADDRESSED),
            before_others=data.get(CONF_BEFORE_OTHERS, OTHERS_WAITS),
            call_hours=CallHours.from_data(data),
            daily_nudges=int(data.get(CONF_DAILY_NUDGES, DAILY)),
        )


class Household(People[ResidentSettings]):
    """The residents of a loaded entry."""

    def __init__(self, entry: SamanthaConfigEntry) -> None:
        """Read who lives here."""
        super().__init__(lambda: residents_of(entry))
        self._with_codes = _with_codes(self.known)
        # Before anybody else listens.
        self.listen(self._changed)

    @property
    def with_codes(self) -> Mapping[str, ResidentSettings]:
        """Return those who have a spoken code, by key."""
        return self._with_codes

    @property
    def residents(self) -> Mapping[str, ResidentSettings]:
        """Return who lives here, by key."""
        return self.known

    @callback
    def _changed(self, _change: PeopleChange) -> None:
        self._with_codes = _with_codes(self.known)


def residents_of(entry: ConfigEntry[Any]) -> Mapping[str, ResidentSettings]:
    """Return the residents of an entry, loaded or not, by key."""
    return MappingProxyType(
        {
            key: ResidentSettings.from_subentry(subentry)
            for key, subentry in entry.subentries.items()
            if subentry.subentry_type == SUBENTRY_RESIDENT
        }
    )


def by_person(
    residents: Mapping[str, ResidentSettings], person: str
) -> ResidentSettings | None:
    """Return the resident that a person entity stands for."""
    return next((one for one in residents.values() if one.person == person), None)


def by_user(
    hass: HomeAssistant, residents: Mapping[str, ResidentSettings], user_id: str | None
) -> ResidentSettings | None:
    """Return the resident whom a user of Home Assistant is."""
    if user_id is None:
        return None
    for resident in residents.values():
        person = hass.states.get(resident.person)
        if person and person.attributes.get(_ATTR_USER_ID) == user_id:
            return resident
    return None


def by_name(
    hass: HomeAssistant, residents: Mapping[str, ResidentSettings], said: str
) -> tuple[ResidentSettings, ...]:
    """Return whom a name, as somebody said it, may mean: one where it is clear.

    Whole names and nicknames go before first names. Case and accents don't count.
    """
    wanted = plain(said)
    whole: list[ResidentSettings] = []
    first: list[ResidentSettings] = []
    for resident in residents.values():
        names = _names(hass, resident)
        if wanted in names:
            whole.append(resident)
        elif wanted in {name.partition(" ")[0] for name in names}:
            first.append(resident)
    return tuple(whole or first) if wanted else ()


def _names(hass: HomeAssistant, resident: ResidentSettings) -> set[str]:
    person = hass.states.get(resident.person)
    names = (resident.title, *resident.nicknames, *([person.name] if person else []))
    return {plain(name) for name in names}


def _with_codes(
    residents: Mapping[str, ResidentSettings],
) -> Mapping[str, ResidentSettings]:
    return {key: resident for key, resident in residents.items() if resident.code}
