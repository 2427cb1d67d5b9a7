"""Adults tell her who their contacts are, and how often to call them."""

from typing import Any

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.samantha.contacts import Contact, contacts_of

from ..her_house import House
from ..household import add_contact, make_child
from .conftest import BERLIN, Time

ADDED = {"All right. I'll remember {}.", "Good to know. I've taken down {}."}


def known(house: House) -> dict[str, Contact]:
    """Return the contacts by their names."""
    return {one.name: one for one in contacts_of(house.entry).values()}


def child(house: House, *names: str) -> None:
    """Make residents children."""
    for name in names:
        make_child(house.hass, house.entry, house.residents[name])


async def _leave_to_theo(house: House) -> None:
    """Let Anna go, and Theo come."""
    house.person("anna", "not_home")
    house.person("theo", "home")
    await house.settle()


@pytest.fixture
def tell(time: Time, house: House) -> Any:
    """Return what says something in the kitchen, as Anna, who is alone there."""
    del time

    async def say(text: str) -> str:
        return await house.talk(text, house.kitchen)

    return say


@pytest.mark.parametrize(
    ("sentence", "name", "relation"),
    [
        ("my sister's name is Lena", "Lena", "sister"),
        ("my mother is called Anna Berg.", "Anna Berg", "mother"),
        ("my mum is called carla", "Carla", "mother"),
        ("the name of my neighbor is Tom", "Tom", "neighbour"),
    ],
)
async def test_named(
    house: House, tell: Any, sentence: str, name: str, relation: str
) -> None:
    """Whoever is named is a contact, on disk before she answers."""
    answer = await tell(sentence)
    assert answer in {one.format(name) for one in ADDED}
    [contact] = known(house).values()
    assert (contact.name, contact.relation) == (name, relation)
    assert contact.residents == {house.residents["anna"]}
    store = house.entry.runtime_data.store
    rows = await store.fetch("SELECT name FROM told_contact")
    assert [row["name"] for row in rows] == [name]


async def test_whose(house: House, tell: Any) -> None:
    """Where it is not known who speaks, she asks whose sister that is."""
    house.person("theo", "home")
    await house.settle()
    assert await tell("my sister is called Lena") == "Whose contact is that?"
    await tell("Theo")
    assert known(house)["Lena"].residents == {house.residents["theo"]}


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("remind me to call Lena every ten days", 10),
        ("remind me to call my sister every two weeks", 14),
        ("remind us to phone Lena once a month", 30),
        ("I want to talk to Lena every other week", 14),
        ("remind me to call Lena weekly", 7),
        ("remind me to call Lena once every two weeks", 14),
        ("remind me to call Lena once a fortnight", 14),
        ("remind me to call Lena every couple of weeks", 14),
        ("remind me to call Lena every day", 1),
        ("please remind me to ring Lena each fortnight", 14),
    ],
)
async def test_how_often(house: House, tell: Any, sentence: str, days: int) -> None:
    """How often somebody is to be called is what was said."""
    add_contact(house.hass, house.entry, "Lena", {"relation": "sister"})
    answer = await tell(sentence)
    assert answer.startswith("All right. A call to Lena every ")
    assert known(house)["Lena"].cadence == days
    assert house.entry.runtime_data.family.reminders.book.all() == []


async def test_her(house: House, tell: Any) -> None:
    """Whoever was just spoken of is meant; otherwise she asks whom."""
    add_contact(house.hass, house.entry, "Lena", {"relation": "sister"})
    add_contact(house.hass, house.entry, "Maria", {"relation": "mother"})
    assert await tell("remind me to call her every week") == "Whom do you mean?"
    assert (await tell("Maria")).startswith("All right. A call to Maria")
    await tell("I called my sister")
    await tell("remind me to call her every two weeks")
    assert {name: one.cadence for name, one in known(house).items()} == {
        "Lena": 14,
        "Maria": 7,
    }


async def test_stopped(house: House, tell: Any, time: Time) -> None:
    """Whoever says so is reminded no more, until they say how often again."""
    add_contact(house.hass, house.entry, "Lena", {"cadence": 10})
    answer = await tell("stop reminding me to call Lena")
    assert answer == "All right. I won't ask about Lena any more."
    await time.to("2026-12-10 18:00")
    assert house.kitchen.heard == []
    await tell("remind me to call Lena every ten days")
    await time.to("2026-12-10 18:01")
    await time.until(lambda: len(house.kitchen.heard) == 1)
    assert "Lena" in house.kitchen.heard[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "you can remind me to call Lena again",
        "please ask me about Lena again",
        "start reminding me to call her",
    ],
)
async def test_again(house: House, tell: Any, time: Time, sentence: str) -> None:
    """Of whom she was to stop she reminds again; of others it is a plain reminder."""
    add_contact(house.hass, house.entry, "Lena", {"cadence": 10})
    add_contact(house.hass, house.entry, "Tom", {"cadence": 300})
    assert not (await tell("remind me to call Lena again")).startswith("All right.")
    await tell("never mind")
    assert (await tell("stop asking me about Lena")).startswith("All right.")
    answer = await tell(sentence)
    assert answer == "All right. I'll think of calls to Lena again."
    await time.to("2026-12-10 18:01")
    await time.until(lambda: len(house.kitchen.heard) == 1)
    assert "Lena" in house.kitchen.heard[0]


async def test_again_by_action(house: House, tell: Any) -> None:
    """Whom she was to stop asking about can be taken up by the action as well."""
    key = add_contact(house.hass, house.entry, "Lena", {"cadence": 10})
    await tell("stop asking me about Lena")
    book = house.entry.runtime_data.family.nudges.book
    assert book.of(house.residents["anna"], key).stopped
    await house.act("resume_calls", **{"contact": "Lena", "for": "person.theo"})
    assert book.of(house.residents["anna"], key).stopped
    await house.act("resume_calls", contact="Lena")
    assert not book.of(house.residents["anna"], key).stopped
    with pytest.raises(ServiceValidationError) as raised:
        await house.act("resume_calls", contact="Nobody")
    assert raised.value.translation_key == "contact_unknown"


async def test_stopped_while_it_waits(house: House, tell: Any, time: Time) -> None:
    """What waits for a free moment is not said then either."""
    add_contact(house.hass, house.entry, "Lena", {"cadence": 10})
    house.is_in("kitchen", somebody=False)
    await time.to("2026-12-10 18:00")
    waiting = house.hass.states.get("sensor.anna_waiting")
    assert waiting
    assert waiting.state == "1"
    await tell("stop reminding me to call Lena")
    house.is_in("kitchen", somebody=True)
    await time.to("2026-12-10 18:10")
    assert house.kitchen.heard == []
    assert house.hass.states.is_state("sensor.anna_waiting", "0")


async def test_nothing_to_stop(house: House, tell: Any) -> None:
    """Of whom there are no reminders, it is about a plain one."""
    add_contact(house.hass, house.entry, "Lena")
    answer = await tell("stop reminding me to call Lena")
    assert answer == "I have no such reminder."


async def test_a_time_makes_it_a_reminder(house: House, tell: Any) -> None:
    """What has a time of day or a weekday is a plain reminder."""
    add_contact(house.hass, house.entry, "Lena")
    await tell("remind me to call Lena every Sunday at five in the afternoon")
    await tell("remind me to call Lena tomorrow at nine")
    assert known(house)["Lena"].cadence is None


@pytest.mark.parametrize(
    "often", ["0 days", "two hours", "two years", "999999999999 weeks"]
)
async def test_never(house: House, tell: Any, often: str) -> None:
    """What can't be is asked for again."""
    add_contact(house.hass, house.entry, "Lena")
    answer = await tell(f"remind me to call Lena every {often}")
    assert answer.startswith("That can't be. How often do you want to call Lena?")
    assert known(house)["Lena"].cadence is None
    await tell("every three weeks")
    assert known(house)["Lena"].cadence == 21


async def test_two_annas(house: House, tell: Any) -> None:
    """Of two she asks which."""
    for name in ("Anna Berg", "Anna Thal"):
        add_contact(house.hass, house.entry, name)
    answer = await tell("remind me to call Anna every week")
    assert answer == "Which one? Anna Berg or Anna Thal?"
    await tell("Anna Thal")
    assert known(house)["Anna Thal"].cadence == 7
    assert known(house)["Anna Berg"].cadence is None


@pytest.mark.parametrize("relation", [None, "friend"])
async def test_two_who_may_be(house: House, tell: Any, relation: str | None) -> None:
    """Of two with the first name that is said she asks which it is."""
    for name in ("Tom Berg", "Tom Klein"):
        add_contact(house.hass, house.entry, name, {"relation": relation})
    answer = await tell("my friend is called Tom")
    assert answer == "Which one? Tom Berg or Tom Klein?"
    assert await tell("Tom Klein") == "I know Tom Klein already."
    assert {name: one.relation for name, one in known(house).items()} == {
        "Tom Berg": relation,
        "Tom Klein": "friend",
    }


async def test_one_of_two_who_fits(house: House, tell: Any) -> None:
    """Of two with the first name that is said, one alone may be what is said."""
    add_contact(house.hass, house.entry, "Tom Berg")
    add_contact(house.hass, house.entry, "Tom Klein", {"relation": "friend"})
    assert await tell("my friend is called Tom") == "I know Tom Klein already."


@pytest.mark.parametrize(("answer", "cadence"), [("yes", 7), ("no", None)])
async def test_unknown(
    house: House, tell: Any, answer: str, cadence: int | None
) -> None:
    """Whom she doesn't know she takes after a yes."""
    asked = await tell("remind me to call Zoe every week")
    assert asked == "I don't know Zoe yet. Shall I take Zoe as a contact?"
    await tell(answer)
    assert known(house).keys() == ({"Zoe"} if cadence else set())
    assert [one.cadence for one in known(house).values()] == [7] * bool(cadence)


@pytest.mark.parametrize("who", ["work", "support", "reception"])
async def test_a_plain_reminder_after_a_no(
    house: House, tell: Any, time: Time, who: str
) -> None:
    """Whoever is to be no contact is called by a reminder like any other."""
    asked = await tell(f"remind me to call {who} every week")
    assert asked.startswith("I don't know ")
    answer = await tell("no")
    assert f"call {who}" in answer
    assert "every week" in answer
    [reminder] = house.entry.runtime_data.family.reminders.book.all()
    assert reminder.text == f"call {who}"
    assert reminder.resident == house.residents["anna"]
    assert reminder.rule is not None
    assert known(house) == {}
    assert reminder.due is not None
    await time.to(f"{reminder.due.astimezone(BERLIN):%Y-%m-%d %H:%M}")
    await time.until(lambda: bool(house.kitchen.heard))
    assert f"call {who}" in house.kitchen.heard[0]


async def test_nothing_after_never_mind(house: House, tell: Any) -> None:
    """Who takes it back is reminded of nothing."""
    await tell("remind me to call work every week")
    await tell("never mind")
    assert house.entry.runtime_data.family.reminders.book.all() == []
    assert known(house) == {}


async def test_whose_unknown(house: House, tell: Any) -> None:
    """Whoever she takes after a yes is of somebody, not of all who live here."""
    house.person("theo", "home")
    await house.settle()
    await tell("remind me to call Zoe every week")
    assert await tell("yes") == "Whose contact is that?"
    assert known(house) == {}
    await tell("Theo")
    assert known(house)["Zoe"].residents == {house.residents["theo"]}
    assert known(house)["Zoe"].cadence == 7


async def test_answered_by_somebody_else(house: House, tell: Any) -> None:
    """A contact is of whoever has spoken of them, whoever knows the name."""
    await tell("remind me to call dad every week")
    await _leave_to_theo(house)
    await tell("his name is Tom")
    assert known(house)["Tom"].residents == {house.residents["anna"]}


async def test_whoever_lives_here(house: House, tell: Any) -> None:
    """A resident is no contact."""
    assert await tell("my brother is called theo") == "Theo lives here."
    assert known(house) == {}


@pytest.mark.parametrize(("answer", "names"), [("yes", 1), ("no", 2)])
async def test_nearly_that_name(
    house: House, tell: Any, answer: str, names: int
) -> None:
    """Whether a first name is of somebody whom she knows she asks."""
    add_contact(house.hass, house.entry, "Lena Berg")
    assert await tell("my sister's name is Lena") == "Is that Lena Berg?"
    await tell(answer)
    sisters = [one for one in known(house).values() if one.relation == "sister"]
    assert (len(known(house)), len(sisters)) == (names, 1)


async def test_known(house: House, tell: Any) -> None:
    """Whoever is known with that relation is not taken again."""
    add_contact(house.hass, house.entry, "Lena Berg", {"relation": "sister"})
    answer = await tell("my sister's name is Lena")
    assert answer == "I know Lena Berg already."
    await tell("remind me to call her every week")
    assert {name: one.cadence for name, one in known(house).items()} == {"Lena Berg": 7}


@pytest.mark.parametrize("name", ["His name is Tom.", "he's called tom"])
@pytest.mark.parametrize("who", ["dad", "my father"])
async def test_a_relation_without_a_name(
    house: House, tell: Any, who: str, name: str
) -> None:
    """The name of somebody who is no contact yet is asked for."""
    answer = await tell(f"remind me to call {who} every two weeks")
    assert answer == "What's the name of your father?"
    assert await tell(name) == "All right. A call to Tom every 14 days."
    assert known(house)["Tom"].relation == "father"


@pytest.mark.parametrize("name", ["Tom", "it's Tom.", "Samantha, Tom", "Mark"])
@pytest.mark.parametrize(("answer", "is_right"), [("yes", True), ("no", False)])
async def test_a_bare_name(
    house: House, tell: Any, name: str, answer: str, *, is_right: bool
) -> None:
    """A name that stands alone is asked back before it is taken."""
    await tell("remind me to call dad every two weeks")
    meant = "Mark" if name == "Mark" else "Tom"
    assert await tell(name) == f"{meant}, is that right?"
    assert known(house) == {}
    await tell(answer)
    cadences = {key: one.cadence for key, one in known(house).items()}
    assert cadences == ({meant: 14} if is_right else {})


@pytest.mark.parametrize(
    "said",
    [
        "lights off",
        "good night",
        "dinner is ready",
        "volume up",
        "what's that",
        "it's cold",
        "he's called away",
        "yes",
    ],
)
async def test_what_is_no_name(house: House, tell: Any, said: str) -> None:
    """What is no name is asked about no further, and makes no contact."""
    await tell("remind me to call dad every two weeks")
    assert not (await tell(said)).endswith("right?")
    assert known(house) == {}


@pytest.mark.parametrize("said", ["good night", "what time is it"])
async def test_name_not_told(house: House, tell: Any, said: str) -> None:
    """Another sentence is answered like any other, and closes the question."""
    await tell("remind me to call dad every two weeks")
    assert await tell(said)
    await tell("his name is Tom")
    assert known(house) == {}


async def test_heard_beside(house: House, tell: Any) -> None:
    """A satellite nearby answers what is said to it while she waits for a name."""
    house.move(house.bedroom.entity_id, "kitchen")
    await tell("remind me to call dad every two weeks")
    assert await house.talk("what time is it", house.bedroom)
    assert await house.talk("his name is Tom", house.bedroom) == ""
    assert (await tell("his name is Tom")).startswith("All right.")
    assert known(house).keys() == {"Tom"}


@pytest.mark.parametrize(
    "sentence",
    [
        "my sister is called to the office",
        "my brother is called a hero by everybody he knows",
        "my brother is called away",
        "my sister is called back.",
        "my mother is called in",
        "my brother is called up",
        "my sister is called home",
    ],
)
async def test_no_name(house: House, tell: Any, sentence: str) -> None:
    """What is no name makes no contact."""
    await tell(sentence)
    assert known(house) == {}


@pytest.mark.parametrize(
    "task", ["call the dentist", "call the bank about my card", "call her"]
)
async def test_a_plain_reminder(house: House, tell: Any, task: str) -> None:
    """What is nobody of the family is a reminder like any other."""
    await tell(f"remind me to {task} every six months")
    assert known(house) == {}
    [reminder] = house.entry.runtime_data.family.reminders.book.all()
    assert reminder.text == task


async def test_somebody_else_of_that_name(house: House, tell: Any) -> None:
    """A second contact of one name needs a full name."""
    add_contact(house.hass, house.entry, "Lena", {"relation": "friend"})
    theo = {"residents": [house.residents["theo"]]}
    add_contact(house.hass, house.entry, "Tom", theo)
    for name in ("Lena", "Tom"):
        answer = await tell(f"my cousin is called {name}")
        assert answer == f"I know another {name} already. Tell me the full name."
    assert len(known(house)) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "my sister's name is Tim",
        "remind me to call Lena every week",
        "remind me to call my aunt every week",
        "stop reminding me to call Lena",
    ],
)
@pytest.mark.parametrize(
    ("at_home", "children"), [("not_home", ["anna"]), ("home", ["theo"])]
)
async def test_not_by_children(
    house: House, tell: Any, sentence: str, at_home: str, children: list[str]
) -> None:
    """Children change nothing, nor where they live somebody who isn't known."""
    add_contact(house.hass, house.entry, "Lena", {"cadence": 10})
    house.person("theo", at_home)
    child(house, *children)
    await house.settle()
    answer = await tell(sentence)
    assert answer.startswith("Only grown-ups can change that")
    assert {name: one.cadence for name, one in known(house).items()} == {"Lena": 10}


@pytest.mark.parametrize(
    ("at_home", "children", "whose"),
    [("not_home", ["anna"], None), ("home", ["theo"], "Anna")],
)
async def test_a_plain_reminder_of_children(
    house: House, tell: Any, at_home: str, children: list[str], whose: str | None
) -> None:
    """Of somebody unknown they get a plain reminder, and no contact comes of it."""
    house.person("theo", at_home)
    child(house, *children)
    await house.settle()
    answer = await tell("remind me to call Zoe every week")
    if whose:
        assert answer == "Who shall I remind?"
        answer = await tell(whose)
    assert "call Zoe" in answer
    [reminder] = house.entry.runtime_data.family.reminders.book.all()
    assert reminder.text == "call Zoe"
    assert reminder.resident == house.residents["anna"]
    assert reminder.rule is not None
    assert known(house) == {}


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("remind me to call dad every week", "his name is Tom"),
        ("remind me to call Zoe every week", "yes"),
        ("my sister's name is Lena", "yes"),
        ("my sister's name is Lena", "no"),
        ("remind me to call Lena every 0 days", "every three weeks"),
        ("remind me to call Mia every week", "Mia Thal"),
        ("stop reminding me to call Mia", "Mia Thal"),
    ],
)
async def test_children_finish_nothing(
    house: House, tell: Any, sentence: str, answer: str
) -> None:
    """What an adult has begun, a child's answer doesn't end."""
    for name in ("Lena Berg", "Mia Berg", "Mia Thal"):
        add_contact(house.hass, house.entry, name, {"cadence": 10})
    child(house, "theo")
    await house.settle()
    before = known(house)
    await tell(sentence)
    await _leave_to_theo(house)
    assert await tell(answer) == "Only grown-ups can change that."
    assert known(house) == before
    book = house.entry.runtime_data.family.nudges.book
    for resident in house.residents.values():
        assert not any(book.of(resident, one.key).stopped for one in before.values())
