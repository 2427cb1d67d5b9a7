"""The house on paper: rooms, what stands in them, who lives there, how it starts."""

from dataclasses import dataclass
from typing import Any, Final

OWNER: Final = "Anna"
USERNAME: Final = "anna"
PASSWORD: Final = "maple-lane"  # noqa: S105  # for a house on a loopback port

SAMANTHA: Final[dict[str, Any]] = {
    "name": "Samantha",
    "nicknames": ["Sam"],
    "language": "en",
}


@dataclass(frozen=True, slots=True)
class Room:
    """An area and what is in it."""

    name: str
    floor: str
    entities: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    temperature: str | None = None
    humidity: str | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor."""

    name: str
    level: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A calendar entry, so many days from today."""

    summary: str
    days: int
    start: str
    end: str
    location: str = ""


FLOORS: Final = (
    Floor("Ground floor", 0, ("downstairs",)),
    Floor("Upstairs", 1, ("first floor",)),
    Floor("Outside", -1, ("outdoors",)),
)

ROOMS: Final = (
    Room(
        "Kitchen",
        "Ground floor",
        (
            "light.kitchen_light",
            "light.counter_light",
            "cover.kitchen_blind",
            "media_player.kitchen_speaker",
            "switch.coffee_machine",
            "valve.water_main",
            "sensor.kitchen_temperature",
            "binary_sensor.kitchen_window",
            "binary_sensor.kitchen_smoke",
        ),
        temperature="sensor.kitchen_temperature",
    ),
    Room(
        "Dining Room",
        "Ground floor",
        ("light.dining_light",),
    ),
    Room(
        "Living Room",
        "Ground floor",
        (
            "light.living_room_light",
            "light.floor_lamp",
            "light.tv_backlight",
            "cover.living_room_blinds",
            "climate.living_room_thermostat",
            "media_player.living_room_tv",
            "vacuum.robot_vacuum",
            "sensor.living_room_temperature",
            "sensor.living_room_humidity",
            "sensor.living_room_carbon_dioxide",
            "binary_sensor.living_room_window",
        ),
        aliases=("lounge",),
        temperature="sensor.living_room_temperature",
        humidity="sensor.living_room_humidity",
    ),
    Room(
        "Hall",
        "Ground floor",
        (
            "light.hall_light",
            "lock.front_door",
            "lock.back_door",
            "alarm_control_panel.house_alarm",
            "sensor.front_door_lock_battery",
            "sensor.hall_motion_battery",
            "binary_sensor.front_door_contact",
            "binary_sensor.back_door_contact",
            "binary_sensor.hall_motion",
            "binary_sensor.hall_smoke",
            "binary_sensor.doorbell",
        ),
        aliases=("hallway",),
    ),
    Room(
        "Office",
        "Ground floor",
        (
            "light.desk_lamp",
            "switch.office_socket",
            "lock.safe",
            "sensor.office_illuminance",
            "binary_sensor.office_occupancy",
        ),
        aliases=("study",),
    ),
    Room(
        "Bedroom",
        "Upstairs",
        (
            "light.bedroom_light",
            "light.bedside_lamp",
            "cover.bedroom_curtains",
            "climate.bedroom_thermostat",
            "fan.bedroom_fan",
            "sensor.bedroom_temperature",
            "sensor.bedroom_humidity",
            "binary_sensor.bedroom_window",
        ),
        temperature="sensor.bedroom_temperature",
        humidity="sensor.bedroom_humidity",
    ),
    Room(
        "Children's Room",
        "Upstairs",
        (
            "light.children_s_room_light",
            "light.night_light",
            "cover.children_s_room_shutters",
            "climate.children_s_room_thermostat",
            "sensor.children_s_room_temperature",
        ),
        aliases=("kids room", "nursery"),
        temperature="sensor.children_s_room_temperature",
    ),
    Room(
        "Bathroom",
        "Upstairs",
        (
            "light.bathroom_light",
            "fan.bathroom_fan",
            "sensor.bathroom_temperature",
            "sensor.bathroom_humidity",
            "sensor.washing_machine",
            "sensor.washing_machine_power",
            "binary_sensor.bathroom_leak",
            "binary_sensor.medicine_cabinet",
        ),
        temperature="sensor.bathroom_temperature",
        humidity="sensor.bathroom_humidity",
    ),
    Room(
        "Garage",
        "Outside",
        ("light.garage_light", "cover.garage_door"),
    ),
    Room(
        "Garden",
        "Outside",
        (
            "light.garden_light",
            "cover.garden_awning",
            "cover.garden_gate",
            "switch.sprinkler",
            "sensor.outside_temperature",
            "binary_sensor.garden_motion",
        ),
        temperature="sensor.outside_temperature",
    ),
)

NO_ROOM: Final = (
    "automation.hall_light_on_motion",
    "calendar.family",
    "group.all_doors",
    "input_boolean.guest_mode",
    "light.reading_lights",
    "lock.house_locks",
    "person.anna",
    "person.theo",
    "scene.movie_night",
    "scene.welcome_home",
    "script.goodnight",
    "script.leave_home",
    "sensor.house_power",
    "sun.sun",
    "todo.chores",
    "todo.shopping_list",
    "weather.home",
    "zone.home",
    "zone.school",
    "zone.work",
)

PRIVATE: Final = ("lock.safe", "binary_sensor.medicine_cabinet")

ALIASES: Final = {
    "lock.front_door": ("front door lock",),
    "lock.back_door": ("back door lock",),
    "vacuum.robot_vacuum": ("Rosie",),
    "media_player.living_room_tv": ("television",),
    "cover.garden_gate": ("gate",),
    "valve.water_main": ("water",),
}

# Who is where is for her to know, and for no assistant to read out.
PRESENCE: Final = {
    "Kitchen": "binary_sensor.kitchen_occupancy",
    "Living Room": "binary_sensor.living_room_occupancy",
    "Bedroom": "binary_sensor.bedroom_occupancy",
}
SATELLITES: Final = {
    "Kitchen": "assist_satellite.kitchen_satellite",
    "Living Room": "assist_satellite.living_room_satellite",
    "Bedroom": "assist_satellite.bedroom_satellite",
}
SPEECH: Final = "tts.paper_speech"

PEOPLE: Final = {
    "Anna": "device_tracker.anna_s_phone",
    "Theo": "device_tracker.theo_s_phone",
}

# Nothing is filled in that can be found or left out; they may be reminded of calls at
# whatever time of the day a test runs.
RESIDENT: Final[dict[str, Any]] = {
    "sensors": {},
    "calls": {"call_start": "00:00:00", "call_until": "23:59:59"},
}
RESIDENTS: Final[dict[str, dict[str, Any]]] = {
    "person.anna": RESIDENT,
    "person.theo": RESIDENT,
}

LISTS: Final = {
    "todo.shopping_list": ("Bread", "Apples", "Coffee beans"),
    "todo.chores": ("Water the plants", "Call the plumber"),
}
EVENTS: Final = (
    Event("Piano lesson", 0, "16:00", "17:00", "Music school"),
    Event("Dinner with the neighbours", 0, "19:00", "22:00"),
    Event("Dentist", 1, "09:30", "10:00", "Station Street 4"),
    Event("Parents' evening", 3, "20:00", "21:30", "School"),
)

# An ordinary autumn afternoon. Actions are called in this order.
BEGINNING: Final[tuple[tuple[str, tuple[str, ...], dict[str, Any]], ...]] = (
    *(
        ("input_number.set_value", (f"input_number.world_{name}",), {"value": value})
        for name, value in {
            "kitchen_temperature": 21.5,
            "living_room_temperature": 20.5,
            "bedroom_temperature": 18.2,
            "childrens_room_temperature": 19.0,
            "bathroom_temperature": 22.0,
            "outside_temperature": 11.3,
            "living_room_humidity": 48,
            "bedroom_humidity": 52,
            "bathroom_humidity": 63,
            "living_room_carbon_dioxide": 640,
            "office_illuminance": 320,
            "house_power": 412,
            "washing_machine_power": 0,
            "front_door_lock_battery": 87,
            "hall_motion_battery": 14,
            "outside_humidity": 81,
            "wind": 18,
            "pressure": 1009,
            "kitchen_speaker_volume": 0.4,
            "living_room_tv_volume": 0.25,
        }.items()
    ),
    *(
        (
            "input_select.select_option",
            (f"input_select.world_{name}",),
            {"option": value},
        )
        for name, value in {
            "anna": "home",
            "theo": "work",
            "weather": "partlycloudy",
            "washing_machine": "off",
            "kitchen_speaker": "idle",
            "living_room_tv": "off",
        }.items()
    ),
    *(
        ("input_text.set_value", (f"input_text.world_{name}",), {"value": value})
        for name, value in {
            "kitchen_speaker_title": "Blue in Green",
            "kitchen_speaker_artist": "Miles Davis",
            "living_room_tv_title": "The Evening News",
        }.items()
    ),
    ("input_boolean.turn_on", ("input_boolean.world_bedroom_window",), {}),
    ("input_boolean.turn_on", ("input_boolean.world_kitchen_occupied",), {}),
    (
        "input_boolean.turn_off",
        (
            "input_boolean.world_doorbell",
            "input_boolean.world_living_room_occupied",
            "input_boolean.world_bedroom_occupied",
        ),
        {},
    ),
    (
        "light.turn_off",
        (
            "light.counter_light",
            "light.dining_light",
            "light.floor_lamp",
            "light.tv_backlight",
            "light.desk_lamp",
            "light.bedroom_light",
            "light.bedside_lamp",
            "light.children_s_room_light",
            "light.night_light",
            "light.bathroom_light",
            "light.garage_light",
            "light.garden_light",
        ),
        {},
    ),
    (
        "light.turn_on",
        ("light.kitchen_light", "light.living_room_light"),
        {"brightness_pct": 80},
    ),
    ("light.turn_on", ("light.hall_light",), {}),
    (
        "cover.open_cover",
        (
            "cover.living_room_blinds",
            "cover.kitchen_blind",
            "cover.bedroom_curtains",
            "cover.children_s_room_shutters",
        ),
        {},
    ),
    (
        "cover.close_cover",
        ("cover.garage_door", "cover.garden_gate", "cover.garden_awning"),
        {},
    ),
    (
        "lock.lock",
        ("lock.front_door", "lock.back_door", "lock.safe"),
        {},
    ),
    (
        "switch.turn_off",
        ("switch.coffee_machine", "switch.office_socket", "switch.sprinkler"),
        {},
    ),
    ("valve.open_valve", ("valve.water_main",), {}),
    ("fan.turn_off", ("fan.bedroom_fan", "fan.bathroom_fan"), {}),
    ("vacuum.return_to_base", ("vacuum.robot_vacuum",), {}),
    (
        "climate.set_temperature",
        ("climate.living_room_thermostat",),
        {"temperature": 20, "hvac_mode": "heat"},
    ),
    (
        "climate.set_temperature",
        ("climate.children_s_room_thermostat",),
        {"temperature": 19, "hvac_mode": "heat"},
    ),
    (
        "climate.set_temperature",
        ("climate.bedroom_thermostat",),
        {"temperature": 17, "hvac_mode": "heat"},
    ),
)


def exposed() -> list[str]:
    """Name what assistants may see; all else in the house is hidden from them."""
    inside = [entity for room in ROOMS for entity in room.entities]
    return [entity for entity in (*inside, *NO_ROOM) if entity not in PRIVATE]
