"""Pure: which entities are of the kinds that people have words for."""

from collections.abc import Mapping
from typing import Final

from .index import Thing

ANY_CLASS: Final = "*"
NO_CLASS: Final = None

# Kinds that mean others like them where there are none of their own.
_WIDE: Final = frozenset({"blind", "shade"})

type Classes = Mapping[str, tuple[str | None, ...]]


def _every(*domains: str) -> Classes:
    return dict.fromkeys(domains, (ANY_CLASS,))


# A domain and the device classes in it; "*" stands for each of them, and for none.
KINDS: Final[Mapping[str, Classes]] = {
    "light": _every("light"),
    "switch": {"switch": (ANY_CLASS,)},
    "outlet": {"switch": ("outlet", NO_CLASS, "switch")},
    "fan": _every("fan"),
    "window": {"binary_sensor": ("window",), "cover": ("window",)},
    "door": {
        "binary_sensor": ("door", "garage_door"),
        "cover": ("door", "garage", "gate"),
        "lock": (ANY_CLASS,),
    },
    "garage_door": {"binary_sensor": ("garage_door",), "cover": ("garage",)},
    "gate": {"cover": ("gate",)},
    "blind": {
        "cover": ("blind", "shade", "shutter", "curtain", NO_CLASS),
    },
    "shutter": {"cover": ("shutter",)},
    "curtain": {"cover": ("curtain",)},
    "shade": {"cover": ("shade", "blind")},
    "awning": {"cover": ("awning",)},
    "cover": _every("cover"),
    "lock": _every("lock"),
    "climate": _every("climate"),
    "water_heater": _every("water_heater"),
    "humidifier": _every("humidifier"),
    "tv": {"media_player": ("tv",)},
    "speaker": {"media_player": ("speaker", "receiver", NO_CLASS)},
    "media_player": _every("media_player"),
    "vacuum": _every("vacuum"),
    "lawn_mower": _every("lawn_mower"),
    "camera": _every("camera"),
    "valve": _every("valve"),
    "siren": _every("siren"),
    "alarm": _every("alarm_control_panel"),
    "motion": {"binary_sensor": ("motion", "moving", "occupancy", "presence")},
    "presence": {"binary_sensor": ("occupancy", "presence", "motion")},
    "smoke": {"binary_sensor": ("smoke", "heat")},
    "gas": {"binary_sensor": ("gas",)},
    "carbon_monoxide": {"binary_sensor": ("carbon_monoxide",)},
    "leak": {"binary_sensor": ("moisture",)},
    "battery": {"sensor": ("battery",), "binary_sensor": ("battery",)},
    "doorbell": {"event": ("doorbell",)},
    "person": _every("person"),
    "tracker": _every("device_tracker"),
    "scene": _every("scene"),
    "script": _every("script"),
    "automation": _every("automation"),
    "timer": _every("timer"),
    "calendar": _every("calendar"),
    "list": _every("todo"),
    "update": _every("update"),
    "helper": _every("input_boolean"),
    "appliance": _every("switch", "fan", "media_player", "humidifier"),
    "problem": {"binary_sensor": ("problem",)},
    "plant": _every("plant"),
}


def is_of_kind(thing: Thing, kind: str) -> bool:
    """Return whether an entity is of a kind. An unknown kind has none."""
    classes = KINDS.get(kind, {}).get(thing.domain, ())
    return ANY_CLASS in classes or thing.device_class in classes


def is_just_of_kind(thing: Thing, kind: str) -> bool:
    """Return whether an entity is of the very class that a kind is named after.

    Curtains may be meant by "blinds", but not where there are blinds.
    """
    return kind in _WIDE and thing.device_class == kind


def domains_of(kind: str) -> frozenset[str]:
    """Return the domains that a kind has entities in."""
    return frozenset(KINDS.get(kind, ()))
