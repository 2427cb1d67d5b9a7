"""Which things a few words mean, in a small house."""

from collections.abc import Iterable
from typing import Any, Final

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.reader.index import Index, Place, Thing
from custom_components.samantha.mind.reader.selection import (
    Quantity,
    Selection,
    Surroundings,
    is_everywhere,
    place_named,
    select,
    split_at,
)

from .english import english

# Areas by floor.
FLOORS: Final = {
    "ground": ("hall", "kitchen", "living room"),
    "first": ("bedroom", "bathroom"),
    "garden": ("garden",),
}
NAMES: Final = {
    "light.kitchen": ("Kitchen light", "kitchen"),
    "light.counter": ("Counter lights", "kitchen"),
    "light.hall": ("Hall light", "hall"),
    "light.floor_lamp": ("Floor lamp", "living room"),
    "light.lamp_1": ("Lamp 1", "living room"),
    "light.lamp_2": ("Lamp 2", "living room"),
    "light.ceiling_living": ("Ceiling", "living room"),
    "light.ceiling_bedroom": ("Ceiling", "bedroom"),
    "light.garden": ("Garden light", "garden"),
    "switch.coffee": ("Coffee machine", "kitchen"),
    "media_player.tv": ("Television", "living room"),
    "binary_sensor.kitchen_window": ("Kitchen window", "kitchen"),
    "binary_sensor.bedroom_window": ("Bedroom window", "bedroom"),
    "lock.front_door": ("Front door", "hall"),
    "vacuum.robot": ("Dobby", None),
    "sensor.bathroom_temperature": ("Bathroom temperature", None),
    "person.anna": ("Anna", None),
    "input_boolean.guests": ("Guest mode", None),
}
CLASSES: Final = {
    "binary_sensor.kitchen_window": "window",
    "binary_sensor.bedroom_window": "window",
    "media_player.tv": "tv",
    "sensor.bathroom_temperature": "temperature",
}
ALIASES: Final = {"media_player.tv": ("the box",), "light.floor_lamp": ("Big lamp",)}
LABELS: Final = {"light.kitchen": "cosy", "light.floor_lamp": "cosy"}


def floor_of(area: str | None) -> str | None:
    """Return the floor that an area is on."""
    return next((floor for floor, areas in FLOORS.items() if area in areas), None)


def thing(entity_id: str, name: str, area: str | None = None, *more: str) -> Thing:
    """Return a thing by its name, its area and its other names."""
    words = english()
    return Thing(
        entity_id=entity_id,
        domain=entity_id.partition(".")[0],
        device_class=CLASSES.get(entity_id),
        name=name,
        tokens=frozenset(stem for said in (name, *more) for stem in words.stems(said)),
        area_id=area,
        floor_id=floor_of(area),
        device_id=None,
        labels=frozenset({LABELS[entity_id]} if entity_id in LABELS else ()),
    )


def house(extra: Iterable[Thing] = ()) -> Index:
    """Return the index of the house, and of what else is in it."""
    words = english()
    index = Index(labels={"cosy": "cosy"})
    things = [
        thing(entity_id, name, area, *ALIASES.get(entity_id, ()))
        for entity_id, (name, area) in NAMES.items()
    ]
    for one in (*things, *extra):
        index.things[one.entity_id] = one
        index.by_domain[one.domain].append(one)
        if one.area_id:
            index.by_area[one.area_id].append(one)
        for name in {one.name, *ALIASES.get(one.entity_id, ())}:
            index.by_name[words.joined(words.words(name))].append(one)
        for token in {*one.tokens, *words.stems(one.area_id or "")}:
            index.by_token[token].add(one.entity_id)
    areas = [area for floor in FLOORS.values() for area in floor]
    for area in areas:
        index.places[words.joined(words.words(area))] = place(area)
    index.places[words.joined(["ground", "floor"])] = Place(
        "Ground floor", frozenset(FLOORS["ground"])
    )
    for marker, floors in {
        "outside": ("garden",),
        "inside": ("ground", "first"),
        "upstairs": ("first",),
        "downstairs": ("ground",),
    }.items():
        inside = frozenset(area for floor in floors for area in FLOORS[floor])
        index.places[f"*{marker}"] = Place(marker, inside)
    return index


def place(area: str) -> Place:
    """Return an area as a place."""
    return Place(
        area.capitalize(),
        frozenset({area}),
        tokens=frozenset(english().stems(area)),
        is_area=True,
    )


def around(index: Index | None = None, **details: Any) -> Surroundings:
    """Return the surroundings of a turn."""
    return Surroundings(lexicon=english(), index=index or house(), **details)


def is_lit(one: Thing) -> bool:
    """Return whether a thing is a light: what can be asked whether it shines."""
    return one.domain == "light"


def anything(_: Thing) -> bool:
    """Fit whatever there is."""
    return True


def meant(selection: Selection | None) -> set[str] | None:
    """Return the entities that are meant; None where nothing is named."""
    if selection is None:
        return None
    return {one.entity_id for one in selection.things}


LIGHTS: Final = {entity_id for entity_id in NAMES if entity_id.startswith("light.")}
TWO: Final = {"light.kitchen", "light.lamp_1"}
DOWNSTAIRS: Final = LIGHTS - {"light.garden", "light.ceiling_bedroom"}
IN_HALL_AND_KITCHEN: Final = {"light.hall", "light.kitchen", "light.counter"}
IN_LIVING: Final = {
    "light.floor_lamp",
    "light.lamp_1",
    "light.lamp_2",
    "light.ceiling_living",
}


@pytest.mark.parametrize(
    ("phrase", "entities"),
    [
        ("the kitchen light", {"light.kitchen"}),
        ("Kitchen Light", {"light.kitchen"}),
        ("my coffee machine", {"switch.coffee"}),
        ("the big lamp", {"light.floor_lamp"}),
        ("the box", {"media_player.tv"}),
        ("lamp 2", {"light.lamp_2"}),
        ("lamp two", {"light.lamp_2"}),
        ("lamp one", {"light.lamp_1"}),
        ("the counter light", {"light.counter"}),
        ("anna", {"person.anna"}),
        ("anna's", {"person.anna"}),
        ("dobby", {"vacuum.robot"}),
        ("the tv", {"media_player.tv"}),
        ("the telly in the living room", {"media_player.tv"}),
        ("the lock", {"lock.front_door"}),
        ("the coffee", {"switch.coffee"}),
        ("the window in the bedroom", {"binary_sensor.bedroom_window"}),
        ("the bedroom's window", {"binary_sensor.bedroom_window"}),
        ("windows", {"binary_sensor.kitchen_window", "binary_sensor.bedroom_window"}),
        ("the upstairs windows", {"binary_sensor.bedroom_window"}),
        ("the temperature in the bathroom", {"sensor.bathroom_temperature"}),
        ("the pool", None),
        ("the pool light", None),
        ("the kitchen pump", None),
        ("the light in the attic", None),
        ("the lights in the kitchen and the attic", None),
        ("dobby and the pool", None),
        ("guest mode in the kitchen", None),
        ("it", None),
        ("them", None),
        ("", None),
        ("the", None),
        ("here", None),
        ("the light in here", None),
    ],
)
def test_names(phrase: str, entities: set[str] | None) -> None:
    """Names, parts of names, kinds and places mean what bears them, or nothing."""
    assert meant(select(phrase, anything, around())) == entities


@pytest.mark.parametrize(
    ("phrase", "entities"),
    [
        ("the lights", LIGHTS),
        ("all lights", LIGHTS),
        ("any lamps", LIGHTS),
        ("everything", LIGHTS),
        ("anything in the kitchen", {"light.kitchen", "light.counter"}),
        ("the kitchen", {"light.kitchen", "light.counter"}),
        ("the lights in the house", LIGHTS),
        ("the lights inside", LIGHTS - {"light.garden"}),
        ("the lights outside", {"light.garden"}),
        ("the outdoor lights", {"light.garden"}),
        ("the lights upstairs", {"light.ceiling_bedroom"}),
        ("upstairs", {"light.ceiling_bedroom"}),
        ("the lights on the ground floor", DOWNSTAIRS),
        ("the lights downstairs except the hall", DOWNSTAIRS - {"light.hall"}),
        ("all lights except the kitchen light and lamp 1", LIGHTS - TWO),
        ("all lights but the garden light", LIGHTS - {"light.garden"}),
        ("the lights except the pool light", None),
        ("lamp 1 and the kitchen light", {"light.lamp_1", "light.kitchen"}),
        ("lamp 1 or lamp 2", {"light.lamp_1", "light.lamp_2"}),
        ("the lights in the hall and the kitchen", IN_HALL_AND_KITCHEN),
        ("the hall and living room lights", {"light.hall", *IN_LIVING}),
        ("the hall and the kitchen", IN_HALL_AND_KITCHEN),
        ("the cosy lights", {"light.kitchen", "light.floor_lamp"}),
        ("the cosy lights in the kitchen", {"light.kitchen"}),
        ("the ceiling", {"light.ceiling_living", "light.ceiling_bedroom"}),
        ("the ceiling in the bedroom", {"light.ceiling_bedroom"}),
        ("the bedroom ceiling", {"light.ceiling_bedroom"}),
        # A word that is a name and a kind at once is one whichever fits.
        ("the tv", set()),
        ("the windows", set()),
    ],
)  # fmt: skip
def test_lights(phrase: str, entities: set[str] | None) -> None:
    """The question decides what can be meant: here, only lights."""
    assert meant(select(phrase, is_lit, around())) == entities


@pytest.mark.parametrize(
    ("phrase", "here", "entities"),
    [
        ("the light", "kitchen", {"light.kitchen", "light.counter"}),
        ("the lights", "bedroom", {"light.ceiling_bedroom"}),
        ("the light in here", "hall", {"light.hall"}),
        ("anything in this room", "hall", {"light.hall"}),
        ("here", "hall", {"light.hall"}),
        ("the ceiling", "bedroom", {"light.ceiling_bedroom"}),
        ("the ceiling", "living room", {"light.ceiling_living"}),
        # None of them near: each of them may be meant.
        ("the ceiling", "hall", {"light.ceiling_living", "light.ceiling_bedroom"}),
        ("the light", "bathroom", LIGHTS),
        # Said in full, the place of the satellite makes no difference.
        ("the light in the hall", "kitchen", {"light.hall"}),
        ("the kitchen light", "bedroom", {"light.kitchen"}),
        ("all lights", "bedroom", LIGHTS),
        ("any light", "bedroom", LIGHTS),
    ],
)
def test_here(phrase: str, here: str, entities: set[str]) -> None:
    """Where a satellite stands, the near one is meant where several could be."""
    found = select(phrase, is_lit, around(here=place(here)))
    assert meant(found) == entities


def test_here_is_told() -> None:
    """An answer can say that it is about the room of the satellite only."""
    found = select("the light", is_lit, around(here=place("bedroom")))
    assert found is not None
    assert found.place is not None
    assert found.place.name == "Bedroom"


def test_here_is_the_house_for_many() -> None:
    """Windows are asked after in the whole house, wherever one is."""
    found = select("the windows", anything, around(here=place("bedroom")))
    assert meant(found) == {
        "binary_sensor.kitchen_window",
        "binary_sensor.bedroom_window",
    }


@pytest.mark.parametrize("word", ["it", "that", "this one", "they", "them", "those"])
def test_last(word: str) -> None:
    """It and they are what was talked about last, if that can be asked this."""
    things = house().things
    last = (things["light.hall"], things["switch.coffee"])
    assert meant(select(word, anything, around(last=last))) == {
        "light.hall",
        "switch.coffee",
    }
    assert meant(select(word, is_lit, around(last=last))) == {"light.hall"}
    only_switch = around(last=(things["switch.coffee"],))
    assert select(word, is_lit, only_switch) is None


def test_there() -> None:
    """There is the place that was asked about last."""
    found = select("the lights in there", is_lit, around(there=place("hall")))
    assert meant(found) == {"light.hall"}
    assert select("the lights in there", is_lit, around()) is None


@pytest.mark.parametrize(
    ("what", "where", "entities"),
    [
        ("the lights", "the kitchen", {"light.kitchen", "light.counter"}),
        ("the lights", "upstairs", {"light.ceiling_bedroom"}),
        ("the lights", "the house", LIGHTS),
        ("the lights", "the pool", None),
        ("the lights", "the coffee machine", None),
        ("guest mode", "the kitchen", None),
        ("guest mode", "upstairs", None),
        ("dobby", "upstairs", None),
        ("the ceiling", "the bedroom", {"light.ceiling_bedroom"}),
        # Named after a room that it is not placed in.
        ("temperature", "the bathroom", {"sensor.bathroom_temperature"}),
    ],
)
def test_where(what: str, where: str, entities: set[str] | None) -> None:
    """Words for a place leave what is elsewhere out."""
    assert meant(select(what, anything, around(), where)) == entities


@pytest.mark.parametrize(
    ("phrase", "quantity", "plural", "kind"),
    [
        ("the lights", Quantity.THE, True, "light"),
        ("the light", Quantity.THE, False, "light"),
        ("all of the lights", Quantity.ALL, True, "light"),
        ("all the lights", Quantity.ALL, True, "light"),
        ("every lamp", Quantity.ALL, False, "light"),
        ("any light", Quantity.ANY, False, "light"),
        ("some lights", Quantity.ANY, True, "light"),
        ("everything", Quantity.ALL, False, None),
        ("anything", Quantity.ANY, False, None),
    ],
)
def test_how_many(
    phrase: str, quantity: Quantity, kind: str | None, *, plural: bool
) -> None:
    """What is said tells whether one, all or any are meant, and of what kind."""
    found = select(phrase, is_lit, around())
    assert found is not None
    assert (found.quantity, found.plural, found.kind) == (quantity, plural, kind)
    assert found.everything or found.kind is not None


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the kitchen", "Kitchen"),
        ("living room", "Living room"),
        ("the ground floor", "Ground floor"),
        ("upstairs", "upstairs"),
        ("the kitchen light", None),
        ("the kitchen and the hall", None),
        ("the pool", None),
        ("", None),
    ],
)
def test_place_named(phrase: str, name: str | None) -> None:
    """A phrase may name a place and nothing else."""
    found = place_named(phrase, around())
    assert (found.name if found else None) == name


def test_everywhere() -> None:
    """The house is everywhere, and a room is not."""
    assert is_everywhere("the house", around())
    assert is_everywhere("the whole house", around())
    assert not is_everywhere("the kitchen", around())


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("all but the hall", ("all", "but", "the hall")),
        ("all but not the hall", ("all", "but not", "the hall")),
        ("the button", ("the button", "", "")),
        ("", ("", "", "")),
    ],
)
def test_split(phrase: str, parts: tuple[str, str, str]) -> None:
    """Phrases are split at whole words, the longest of them."""
    assert split_at(phrase, ["but", "but not"]) == parts


STRANGE: Final = st.text("bcdfgjkmnpqrtvwxz", min_size=4, max_size=9).map(
    lambda word: f"zz{word}"
)
PHRASES: Final = (
    "the kitchen light",
    "lamp 2",
    "the big lamp",
    "dobby",
    "the ceiling in the bedroom",
    "anna",
    "the coffee",
)


@given(
    names=st.lists(STRANGE, max_size=8, unique=True),
    area=st.sampled_from([None, "kitchen", "bedroom", "garden"]),
    phrase=st.sampled_from(PHRASES),
)
def test_other_things_change_nothing(
    names: list[str], area: str | None, phrase: str
) -> None:
    """What shares no word with a name is never meant by it."""
    extra = [thing(f"light.{name}", name, area) for name in names]
    before = meant(select(phrase, anything, around()))
    assert meant(select(phrase, anything, around(house(extra)))) == before


@given(st.text(max_size=80))
def test_total(phrase: str) -> None:
    """Any words mean things or nothing, and things that are there."""
    surroundings = around(here=place("kitchen"))
    found = select(phrase, anything, surroundings)
    if found is not None:
        assert {*found.things} <= {*surroundings.index.things.values()}


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "a",
                "all",
                "any",
                "light",
                "lights",
                "kitchen",
                "bedroom",
                "in",
                "and",
                "except",
                "it",
                "there",
                "here",
                "upstairs",
                "outside",
                "lamp",
                "1",
                "everything",
                "of",
                "my",
                "window",
            ]
        ),
        max_size=9,
    )
)
def test_total_of_known_words(words: list[str]) -> None:
    """So do the reader's own words in any order."""
    phrase = " ".join(words)
    found = select(phrase, is_lit, around(here=place("kitchen"), there=place("hall")))
    assert found is None or all(map(is_lit, found.things))


def test_alike() -> None:
    """Words that are the same to people mean the same things."""
    assert meant(select("lamps in the kitchen", is_lit, around())) == meant(
        select("the lights in the kitchen", is_lit, around())
    )
