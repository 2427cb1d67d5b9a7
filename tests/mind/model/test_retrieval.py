"""What is meant is in the first context, in a house of a thousand, in any language."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.model.context import MOST_ENTITIES
from custom_components.samantha.mind.model.retrieval import Item, Retrieval
from custom_components.samantha.mind.model.words_of import alike, words_of

BAR: Final = 0.98


@dataclass(frozen=True, slots=True)
class Language:
    """Rooms, things with their domains, and sentences around their names."""

    rooms: tuple[str, ...]
    things: tuple[tuple[str, str], ...]
    name: str
    sentences: tuple[str, ...]


LANGUAGES: Final = {
    "en": Language(
        rooms=(
            "Kitchen",
            "Living room",
            "Bedroom",
            "Bathroom",
            "Hall",
            "Office",
            "Garage",
            "Cellar",
            "Attic",
            "Nursery",
            "Guest room",
            "Pantry",
            "Library",
            "Terrace",
            "Workshop",
            "Laundry",
            "Study",
            "Dining room",
            "Porch",
            "Greenhouse",
        ),
        things=(
            ("ceiling light", "light"),
            ("desk lamp", "light"),
            ("blind", "cover"),
            ("window", "binary_sensor"),
            ("temperature", "sensor"),
            ("humidity", "sensor"),
            ("speaker", "media_player"),
            ("thermostat", "climate"),
            ("socket", "switch"),
            ("fan", "fan"),
            ("smoke alarm", "binary_sensor"),
            ("motion", "binary_sensor"),
            ("battery", "sensor"),
            ("heater", "climate"),
            ("curtain", "cover"),
            ("radio", "media_player"),
            ("door", "binary_sensor"),
        ),
        name="{room} {thing}",
        sentences=(
            "could you tell me about the {room} {thing} please",
            "I wonder whether the {thing} in the {room} was left that way",
            "what do you make of the {thing} over in the {room}",
            "do something nice with the {room} {thing} tonight",
            "is anything the matter with the {thing} of the {room}",
        ),
    ),
    "de": Language(
        rooms=(
            "Küche",
            "Wohnzimmer",
            "Schlafzimmer",
            "Badezimmer",
            "Flur",
            "Büro",
            "Garage",
            "Keller",
            "Dachboden",
            "Kinderzimmer",
            "Gästezimmer",
            "Speisekammer",
            "Bibliothek",
            "Terrasse",
            "Werkstatt",
            "Waschküche",
            "Arbeitszimmer",
            "Esszimmer",
            "Veranda",
            "Gewächshaus",
        ),
        things=(
            ("Deckenlampe", "light"),
            ("Schreibtischlampe", "light"),
            ("Rollladen", "cover"),
            ("Fenster", "binary_sensor"),
            ("Temperatur", "sensor"),
            ("Luftfeuchtigkeit", "sensor"),
            ("Lautsprecher", "media_player"),
            ("Thermostat", "climate"),
            ("Steckdose", "switch"),
            ("Ventilator", "fan"),
            ("Rauchmelder", "binary_sensor"),
            ("Bewegung", "binary_sensor"),
            ("Batterie", "sensor"),
            ("Heizung", "climate"),
            ("Vorhang", "cover"),
            ("Radio", "media_player"),
            ("Tür", "binary_sensor"),
        ),
        name="{thing} {room}",
        sentences=(
            "sag mir bitte etwas über {thing} {room}",
            "wie steht es denn um {thing} im Raum {room}",
            "ich frage mich ob im {room} {thing} so bleiben soll",
            "mach im {room} etwas Schönes mit {thing}",
            "stimmt etwas nicht mit {thing} in {room}",
        ),
    ),
    "fr": Language(
        rooms=(
            "Cuisine",
            "Salon",
            "Chambre",
            "Salle de bain",
            "Entrée",
            "Bureau",
            "Garage",
            "Cave",
            "Grenier",
            "Chambre d'enfant",
            "Chambre d'amis",
            "Cellier",
            "Bibliothèque",
            "Terrasse",
            "Atelier",
            "Buanderie",
            "Véranda",
            "Salle à manger",
            "Porche",
            "Serre",
        ),
        things=(
            ("Plafonnier", "light"),
            ("Lampe de table", "light"),
            ("Store", "cover"),
            ("Fenêtre", "binary_sensor"),
            ("Température", "sensor"),
            ("Humidité", "sensor"),
            ("Enceinte", "media_player"),
            ("Thermostat", "climate"),
            ("Prise", "switch"),
            ("Ventilateur", "fan"),
            ("Détecteur de fumée", "binary_sensor"),
            ("Mouvement", "binary_sensor"),
            ("Batterie", "sensor"),
            ("Chauffage", "climate"),
            ("Rideau", "cover"),
            ("Radio", "media_player"),
            ("Porte", "binary_sensor"),
        ),
        name="{thing} {room}",
        sentences=(
            "parle-moi un peu de {thing} {room} s'il te plaît",
            "que penses-tu de {thing} dans {room}",
            "je me demande si {thing} {room} doit rester comme ça",
            "fais quelque chose de joli avec {thing} {room} ce soir",
            "est-ce que tout va bien avec {thing} {room}",
        ),
    ),
}


def house(language: Language, size: int) -> Retrieval:
    """Return a house; a larger one has more floors with the same rooms."""

    def items() -> Iterator[Item]:
        for floor in range(1, size):
            suffix = f" {floor}" if floor > 1 else ""
            for room, (thing, domain) in product(language.rooms, language.things):
                area = f"{room}{suffix}"
                name = language.name.format(room=area, thing=thing)
                yield Item(
                    entity_id=f"{domain}.{'_'.join(words_of(name))}",
                    name=name,
                    domain=domain,
                    area_id="_".join(words_of(area)),
                    area=area,
                    called=(name, area, domain.replace("_", " ")),
                )

    return Retrieval(islice(items(), size))


def said(language: Language) -> list[tuple[str, str]]:
    """Return a hundred sentences, each with the entity that it means."""
    found = []
    pairs = list(product(language.rooms, language.things))
    for number in range(100):
        room, (thing, domain) = pairs[number * 37 % len(pairs)]
        sentence = language.sentences[number % len(language.sentences)]
        name = language.name.format(room=room, thing=thing)
        found.append(
            (
                sentence.format(room=room, thing=thing).lower(),
                f"{domain}.{'_'.join(words_of(name))}",
            )
        )
    return found


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_what_is_meant_is_in_the_first_context(language: Language) -> None:
    """Of a hundred sentences in a house of a thousand; all by one call of a tool."""
    retrieval = house(language, 1_000)
    sentences = said(language)
    assert len(retrieval) == 1_000

    def missed(most: int) -> list[str]:
        return [
            sentence
            for sentence, meant in sentences
            if meant not in [it.entity_id for it in retrieval.find(sentence, most=most)]
        ]

    assert len(missed(MOST_ENTITIES)) <= len(sentences) * (1 - BAR)
    assert missed(12) == []


def test_what_is_meant_is_found_among_names_of_three_languages() -> None:
    """All three hundred sentences in one house of a thousand, named by three people."""
    items = {
        item.entity_id: item
        for language in LANGUAGES.values()
        for item in house(language, 340).items.values()
    }
    retrieval = Retrieval(items.values())
    assert len(retrieval) > 990
    sentences = [one for language in LANGUAGES.values() for one in said(language)]
    assert len(sentences) == 300

    def missed(most: int) -> int:
        return sum(
            meant not in [it.entity_id for it in retrieval.find(sentence, most=most)]
            for sentence, meant in sentences
        )

    assert missed(MOST_ENTITIES) <= len(sentences) * (1 - BAR)
    assert missed(12) == 0


def test_where_it_was_said_goes_first() -> None:
    """A word that fits in every room means the one of this room."""
    retrieval = house(LANGUAGES["en"], 1_000)
    found = retrieval.find("make the ceiling light cosy", most=3, area_id="library")
    assert found[0].name == "Library ceiling light"


def test_the_few_of_a_kind_are_found_where_there_is_much_else() -> None:
    """A room with hundreds of things does not hide its lights, nor does the house."""
    many = [("sensor", f"Meter {number}") for number in range(400)]
    few = [("light", f"Spot {number}") for number in range(3)]
    retrieval = Retrieval(
        Item(f"{domain}.{name}_{area}", name, domain, area, area, (name, area))
        for area in ("Attic", "Kitchen")
        for domain, name in (*many, *few)
    )
    found = retrieval.find("kitchen", most=12, within=set(retrieval.by_domain["light"]))
    assert [item.name for item in found] == ["Spot 0", "Spot 1", "Spot 2"]
    assert {item.area for item in found} == {"Kitchen"}
    assert retrieval.find("kitchen", most=12, within=set()) == []


def test_what_was_just_talked_of_is_there() -> None:
    """And nothing else, where the words mean nothing here."""
    retrieval = house(LANGUAGES["en"], 1_000)
    found = retrieval.find("and it?", most=3, recent=["light.porch_desk_lamp"])
    assert [item.name for item in found] == ["Porch desk lamp"]


def test_only_whole_names_count_as_mentioned() -> None:
    """The longest name that stands there is the one that is meant."""
    retrieval = Retrieval(
        Item(f"light.{name.replace(' ', '_')}", name, "light", None, "", (name,))
        for name in ("Lamp", "Hall lamp", "Hall")
    )
    assert [it.name for it in retrieval.named_in("the hall lamp is on")] == [
        "Hall lamp"
    ]
    assert retrieval.named_in("the halls are dark") == []


@given(st.text(max_size=80))
def test_finds_or_not_but_never_fails(text: str) -> None:
    """Whatever is said."""
    found = house(LANGUAGES["de"], 60).find(text, most=4)
    assert len(found) <= 4


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_likeness_is_a_measure(word: str, other: str) -> None:
    """Between nothing and the same, whichever comes first."""
    assert 0 <= alike(word, other) <= 1
    assert alike(word, other) == alike(other, word)
    assert alike(word, word) == 1
