"""Pure: what an order means for each domain: the action, and what it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.components.alarm_control_panel.const import (
    AlarmControlPanelEntityFeature as Alarm,
)
from homeassistant.components.climate.const import ClimateEntityFeature as Climate
from homeassistant.components.cover import CoverEntityFeature as Cover
from homeassistant.components.lawn_mower.const import (
    LawnMowerEntityFeature as Mower,
)
from homeassistant.components.media_player.const import (
    MediaPlayerEntityFeature as Player,
)
from homeassistant.components.vacuum.const import VacuumEntityFeature as Vacuum
from homeassistant.components.valve.const import ValveEntityFeature as Valve
from homeassistant.components.water_heater.const import (
    WaterHeaterEntityFeature as WaterHeater,
)

from ..guard import CHANGE


@dataclass(frozen=True, slots=True)
class Deed:
    """An action of Home Assistant's; other than its own domain where one is given."""

    service: str
    # What the entity has to support of, none being needed by itself.
    feature: int = 0
    verb: str = CHANGE
    domain: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    def is_possible(self, features: int) -> bool:
        """Return whether an entity with these features can do it."""
        return not self.feature or bool(features & self.feature)


# The first of several that an entity can do is taken.
type Deeds = Mapping[str, tuple[Deed, ...]]


def _each(service: str, domains: str, verb: str = CHANGE) -> dict[str, tuple[Deed]]:
    return {domain: (Deed(service, verb=verb),) for domain in domains.split()}


def _arm(how: str, *features: Alarm) -> Deeds:
    services = [f"alarm_{how}"]
    return {
        "alarm_control_panel": tuple(
            Deed(service, feature, "arm")
            for service, feature in zip(services, features, strict=True)
        )
    }


_SWITCHED: Final = "light switch fan humidifier input_boolean siren remote"
_GROUP_ON: Final = Deed("turn_on", domain="homeassistant")
_GROUP_OFF: Final = Deed("turn_off", domain="homeassistant")
_MUTE: Final = Deed("volume_mute", Player.VOLUME_MUTE, data={"is_volume_muted": True})
_UNMUTE: Final = Deed(
    "volume_mute", Player.VOLUME_MUTE, data={"is_volume_muted": False}
)

DEEDS: Final[Mapping[str, Deeds]] = {
    "turn_on": {
        **_each("turn_on", _SWITCHED),
        "media_player": (
            Deed("turn_on", Player.TURN_ON),
            Deed("media_play", Player.PLAY),
        ),
        "climate": (Deed("turn_on", Climate.TURN_ON),),
        "water_heater": (Deed("turn_on", WaterHeater.ON_OFF),),
        "valve": (Deed("open_valve", Valve.OPEN, "open"),),
        "vacuum": (Deed("start", Vacuum.START),),
        "lawn_mower": (Deed("start_mowing", Mower.START_MOWING),),
        "group": (_GROUP_ON,),
        "alarm_control_panel": (
            Deed("alarm_arm_away", Alarm.ARM_AWAY, "arm"),
            Deed("alarm_arm_home", Alarm.ARM_HOME, "arm"),
        ),
        **_each("turn_on", "script scene"),
    },
    "turn_off": {
        **_each("turn_off", _SWITCHED),
        "media_player": (
            Deed("turn_off", Player.TURN_OFF),
            Deed("media_stop", Player.STOP),
        ),
        "climate": (
            Deed("turn_off", Climate.TURN_OFF),
            Deed("set_hvac_mode", data={"hvac_mode": "off"}),
        ),
        "water_heater": (Deed("turn_off", WaterHeater.ON_OFF),),
        "valve": (Deed("close_valve", Valve.CLOSE, "close"),),
        "vacuum": (
            Deed("return_to_base", Vacuum.RETURN_HOME),
            Deed("stop", Vacuum.STOP),
        ),
        "lawn_mower": (Deed("dock", Mower.DOCK),),
        "group": (_GROUP_OFF,),
        "alarm_control_panel": (Deed("alarm_disarm", verb="disarm"),),
        "script": (Deed("turn_off"),),
    },
    "toggle": {
        **_each("toggle", "light switch fan humidifier input_boolean"),
        "media_player": (Deed("toggle", Player.TURN_ON),),
    },
    "open": {
        "cover": (Deed("open_cover", Cover.OPEN, "open"),),
        "valve": (Deed("open_valve", Valve.OPEN, "open"),),
    },
    "close": {
        "cover": (Deed("close_cover", Cover.CLOSE, "close"),),
        "valve": (Deed("close_valve", Valve.CLOSE, "close"),),
    },
    "lock": _each("lock", "lock", "lock"),
    "unlock": _each("unlock", "lock", "unlock"),
    "stop": {
        "cover": (Deed("stop_cover", Cover.STOP),),
        "valve": (Deed("stop_valve", Valve.STOP),),
        "media_player": (
            Deed("media_stop", Player.STOP),
            Deed("media_pause", Player.PAUSE),
        ),
        "vacuum": (Deed("stop", Vacuum.STOP), Deed("pause", Vacuum.PAUSE)),
        "lawn_mower": (Deed("pause", Mower.PAUSE),),
        "timer": (Deed("cancel"),),
        **_each("turn_off", "script switch fan"),
    },
    "play": {"media_player": (Deed("media_play", Player.PLAY),)},
    "pause": {
        "media_player": (Deed("media_pause", Player.PAUSE),),
        "vacuum": (Deed("pause", Vacuum.PAUSE),),
        "lawn_mower": (Deed("pause", Mower.PAUSE),),
        "timer": (Deed("pause"),),
    },
    "next": {"media_player": (Deed("media_next_track", Player.NEXT_TRACK),)},
    "previous": {
        "media_player": (Deed("media_previous_track", Player.PREVIOUS_TRACK),)
    },
    "mute": {"media_player": (_MUTE,)},
    "unmute": {"media_player": (_UNMUTE,)},
    "start": {
        "vacuum": (Deed("start", Vacuum.START),),
        "lawn_mower": (Deed("start_mowing", Mower.START_MOWING),),
        **_each("start", "timer"),
        **_each("turn_on", "script scene switch fan"),
    },
    "dock": {
        "vacuum": (
            Deed("return_to_base", Vacuum.RETURN_HOME),
            Deed("stop", Vacuum.STOP),
        ),
        "lawn_mower": (Deed("dock", Mower.DOCK),),
    },
    "locate": {"vacuum": (Deed("locate", Vacuum.LOCATE),)},
    "press": _each("press", "button input_button"),
    "enable": _each("turn_on", "automation input_boolean switch"),
    "disable": _each("turn_off", "automation input_boolean switch"),
    "trigger": {
        **_each("trigger", "automation"),
        **_each("turn_on", "script scene"),
    },
    "activate": {
        **_each("turn_on", "script scene input_boolean"),
        **_each("press", "button input_button"),
    },
    "arm_home": _arm("arm_home", Alarm.ARM_HOME),
    "arm_away": _arm("arm_away", Alarm.ARM_AWAY),
    "arm_night": _arm("arm_night", Alarm.ARM_NIGHT),
    "arm_vacation": _arm("arm_vacation", Alarm.ARM_VACATION),
    "arm_any": {
        "alarm_control_panel": (
            Deed("alarm_arm_away", Alarm.ARM_AWAY, "arm"),
            Deed("alarm_arm_home", Alarm.ARM_HOME, "arm"),
        )
    },
    "disarm": {"alarm_control_panel": (Deed("alarm_disarm", verb="disarm"),)},
}

# The same states as after an order, so that nothing is left to do.
DONE: Final[Mapping[str, frozenset[str]]] = {
    "turn_on": frozenset({"on"}),
    "turn_off": frozenset({"off"}),
    "open": frozenset(),
    "close": frozenset({"closed"}),
    "lock": frozenset({"locked"}),
}
