"""Who lives in the house of the simulated week, and how it is built."""

from datetime import datetime, time
from typing import Final

from custom_components.samantha.manners.situation import (
    Area,
    Presence,
    QuietHours,
    Resident,
    Situation,
    Voice,
    VoiceKind,
)

DAY: Final = "day_worker"
NIGHT: Final = "night_worker"
TEEN: Final = "teenager"
SMALL: Final = "small_child"

# Kitchen, dining and living room are one.
EARS: Final = {
    "kitchen": "open",
    "dining": "open",
    "living": "open",
    "hall": "hall",
    "office": "office",
    "bedroom": "bedroom",
    "guest_room": "guest_room",
    "teen_room": "teen_room",
    "small_room": "small_room",
    "bathroom": "bathroom",
    "toilet": "toilet",
    "laundry": "laundry",
    "garage": "garage",
    "attic": "attic",
}
_SATELLITES: Final = ("kitchen", "living", "office", "bedroom", "guest_room", "laundry")
_SPEAKERS: Final = ("teen_room", "small_room", "bathroom", "garage", "living")
_PHONES: Final = (DAY, NIGHT, TEEN)


def house(now: datetime) -> Situation:
    """Return the house with everybody asleep."""
    residents = (
        _person(DAY, "bedroom", time(22, 30), time(6)),
        _person(NIGHT, "guest_room", time(9), time(15)),
        _person(TEEN, "teen_room", time(22), time(7)),
        _person(SMALL, "small_room", time(19, 30), time(6, 30)),
    )
    voices = (
        *(
            Voice(key=f"{area}_satellite", kind=VoiceKind.SATELLITE, area=area)
            for area in _SATELLITES
        ),
        *(
            Voice(key=f"{area}_speaker", kind=VoiceKind.SPEAKER, area=area)
            for area in _SPEAKERS
        ),
        *(
            Voice(key=f"notify.{key}", kind=VoiceKind.PHONE, resident=key)
            for key in _PHONES
        ),
    )
    return Situation(
        now=now,
        residents={person.key: person for person in residents},
        areas={area: Area(key=area, ear=ear) for area, ear in EARS.items()},
        voices={voice.key: voice for voice in voices},
    )


def _person(key: str, bed: str, start: time, until: time) -> Resident:
    return Resident(
        key=key,
        presence=Presence.HOME,
        area=bed,
        awake=False,
        child=key in {TEEN, SMALL},
        quiet_hours=QuietHours(start, until),
        sleep_area=bed,
        phone=f"notify.{key}" if key in _PHONES else None,
    )
