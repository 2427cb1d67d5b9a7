"""Messages by voice: what waits, reading, the next, again, delete, keep, search."""

from typing import Final

from freezegun.api import FrozenDateTimeFactory
import pytest

from ..household import add_contact
from ..voice.home import add_entities
from .conftest import Messenger, Post

NOTHING = {"No, there are no new messages for you.", "Nothing new for you."}
THEY_WAIT = {"All right. They'll wait.", "All right."}
ONE = "You have a message from your mother. Shall I read it?"
READ = "Your mother writes: Come on Sunday."
AGAIN_NO_MORE = "There are no more messages."


async def test_nothing(post: Post) -> None:
    """Without any, she says so."""
    assert await post.say("do I have any messages?") in NOTHING
    assert await post.say("read my messages") in NOTHING
    assert await post.say("read the last message") == ("There are no messages for you.")


async def test_asked_and_read(post: Post) -> None:
    """Asked, she tells who from; on a yes she reads, and it is read."""
    await post.deliver("Come on Sunday.")
    assert (post.count(), post.happened()) == (1, "received")
    assert await post.say("Samantha, do I have any messages?") == ONE
    assert (post.count(), post.happened()) == (1, "announced")
    assert await post.say("yes") == READ
    assert (post.count(), post.happened()) == (0, "read")
    assert await post.say("any messages?") in NOTHING


@pytest.mark.parametrize(
    "sentence",
    ["read my messages", "read me the message from mum", "read Carla's message",
     "what did my mother write", "read the last message", "what did Carly say"],
)  # fmt: skip
async def test_read_at_once(post: Post, sentence: str) -> None:
    """What is asked for is read without a question."""
    await post.deliver("Come on Sunday.")
    assert await post.say(sentence) == READ


@pytest.mark.parametrize("sentence", ["read them", "read it", "go ahead", "yes please"])
async def test_offer_taken(post: Post, sentence: str) -> None:
    """The offer to read can be taken in many ways."""
    await post.deliver("Come on Sunday.")
    await post.say("any messages?")
    assert await post.say(sentence) == READ


@pytest.mark.parametrize("sentence", ["no", "not now", "never mind", "later", "stop"])
async def test_offer_declined(post: Post, sentence: str) -> None:
    """Declined, it waits."""
    await post.deliver("Come on Sunday.")
    await post.say("any messages?")
    assert await post.say(sentence) in THEY_WAIT
    assert post.count() == 1


async def test_several(post: Post) -> None:
    """Of several she tells how many and who from, and reads one after the other."""
    await post.deliver("Come on Sunday.")
    await post.deliver("Party at eight", "Tom", address="tom@example.org")
    await post.deliver("Hello", "Bob")
    assert await post.say("who wrote to me?") == (
        "You have 3 messages, from your mother, Tom and somebody called Bob. "
        "Shall I read them?"
    )
    assert await post.say("yes") == f"{READ} Shall I read the next one?"
    assert await post.say("next") == (
        "Tom writes: Party at eight. Shall I read the next one?"
    )
    assert await post.say("yes") == "Somebody called Bob writes: Hello."
    assert await post.say("next") == AGAIN_NO_MORE
    assert post.count() == 0


@pytest.fixture
async def toms(post: Post) -> Messenger:
    """Have two contacts who are called Tom write; return how to write to the second."""
    messenger = Messenger("Klein's messenger")
    await add_entities(post.hass, "more_messengers", [messenger])
    ways = (("Tom Berg", "+49 171 7"), ("Tom Klein", "+49 171 8"))
    for name, number in ways:
        data = {"addresses": [number], "notify": messenger.entity_id}
        add_contact(post.hass, post.house.entry, name, data)
    post.hass.config_entries.async_remove_subentry(
        post.house.entry, post.contacts["tom"]
    )
    await post.house.settle()
    for name, number in ways:
        await post.deliver(f"I am {name}", name, address=number)
    return messenger


WHICH: Final = "Which one? Tom Berg or Tom Klein?"


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("any messages from Tom?",
         "Yes, there is a message from Tom Klein. Shall I read it?"),
        ("read the message from Tom", "Tom Klein writes: I am Tom Klein."),
        ("what did Tom write", "Tom Klein writes: I am Tom Klein."),
        ("write to Tom that I'm late", "To Tom Klein: I'm late. Shall I send it?"),
        ("tell Tom I'm late", "To Tom Klein: I'm late. Shall I send it?"),
        ("write to Tom", "What shall I write to Tom Klein?"),
    ],
)  # fmt: skip
async def test_two_toms(
    post: Post, toms: Messenger, sentence: str, answer: str
) -> None:
    """Of two who are called the same she asks which."""
    del toms
    assert await post.say(sentence) == WHICH
    assert await post.say("Tom Klein") == answer


async def test_one_of_two_toms(post: Post, toms: Messenger) -> None:
    """What was dictated waits for which of them it is, and is sent to that one."""
    assert await post.say("write to Tom Berg") == "What shall I write to Tom Berg?"
    await post.say("never mind")
    assert await post.say("tell Tom I'm late") == WHICH
    await post.say("the Klein one")
    await post.say("yes")
    assert toms.sent == ["I'm late"]
    await post.say("tell Tom I'm late")
    await post.say("never mind")
    assert toms.sent == ["I'm late"]


@pytest.mark.parametrize(
    ("sender", "sentence"),
    [
        ("Acme Ltd.", "any messages from Acme?"),
        ("Acme Ltd.", "did Acme Ltd write?"),
        ("ACME", "do I have a message from acme"),
        ("Plumber", "any messages from the plumber?"),
        ("The Plumber", "is there a text from the plumber"),
        ("Zoë", "did Zoe text me?"),
    ],
)
async def test_from_a_stranger(post: Post, sender: str, sentence: str) -> None:
    """Whoever is no contact is asked for by the name that they write."""
    await post.deliver("Come on Sunday.")
    await post.deliver("It is mended", sender, address="+49 30 5")
    called = f"somebody called {sender.rstrip('.')}"
    answer = (await post.say(sentence)).replace("Ltd.", "Ltd")
    assert answer == f"Yes, there is a message from {called}. Shall I read it?"
    answer = (await post.say("yes")).replace("Ltd.", "Ltd")
    assert answer == f"S{called[1:]} writes: It is mended."
    assert post.count() == 1


@pytest.mark.parametrize(
    "sentence",
    ["read me the message from Acme", "what did Acme write",
     "what did Acme write about the bill"],
)  # fmt: skip
async def test_read_of_a_stranger(post: Post, sentence: str) -> None:
    """What a stranger wrote is read, and of two with the name, of both."""
    await post.deliver("The bill of Sunday.")
    await post.deliver("Your bill", "Acme", address="+49 30 5")
    await post.deliver("Party at eight", "Bob", address="+49 30 6")
    answer = await post.say(sentence)
    assert answer.startswith("Somebody called Acme writes: Your bill.")
    assert post.count() == 2


@pytest.mark.parametrize(
    ("sender", "sentence"),
    [
        ("the house", "tell the house that dinner is ready"),
        ("Acme", "write to Acme that I pay"),
        ("Acme", "write to Acme"),
        ("[Bob] Company", "any messages from Company"),
        ("from", "any messages from from"),
    ],
)
async def test_a_name_does_nothing(post: Post, sender: str, sentence: str) -> None:
    """By the name of a stranger nothing is done, and nothing is written to them."""
    await post.deliver("Hello", sender, reply_to=post.messenger.entity_id)
    answer = await post.say(sentence)
    assert "Hello" not in answer
    assert sender not in answer
    assert await post.say("yes") != "It's sent."
    assert (post.count(), post.messenger.sent) == (1, [])


@pytest.mark.parametrize("near", [True, False])
async def test_from_a_stranger_before_others(post: Post, *, near: bool) -> None:
    """A stranger's name is told only where the resident alone hears it."""
    await post.deliver("It is mended", "Plumber", address="+49 30 5")
    post.company(near=near)
    answer = await post.say("any messages from the plumber?")
    assert ("called Plumber" in answer) is not near


async def test_told_as_one(post: Post) -> None:
    """What one sender writes within minutes is told as one."""
    await post.deliver("I am at the station.")
    await post.deliver("Where are you")
    await post.deliver("Never mind.")
    assert await post.say("any messages?") == ONE
    assert await post.say("yes") == (
        "Your mother wrote 3 times. I am at the station. Where are you. Never mind."
    )


@pytest.mark.parametrize("sentence", ["who is it from?", "from whom?", "who sent it?"])
async def test_whom(post: Post, sentence: str) -> None:
    """Of an offer and of what was read, she says who has written."""
    await post.deliver("Come on Sunday.")
    await post.say("any messages?")
    assert await post.say(sentence) == ONE
    assert await post.say("yes") == READ
    assert await post.say(sentence) == "That was from your mother."
    post.company(near=True)
    assert await post.say(sentence) == "I'll read that when nobody else can hear."


@pytest.mark.parametrize("sentence", ["the last one", "and the last message?"])
async def test_last_one(post: Post, sentence: str) -> None:
    """Of several, the last can be asked for."""
    await post.deliver("Come on Sunday.")
    await post.deliver("Party at eight", "Tom", address="tom@example.org")
    await post.say("any messages?")
    assert (await post.say(sentence)).startswith("Tom writes: Party at eight.")


async def test_skip(post: Post) -> None:
    """What is skipped waits still; the next is read."""
    await post.deliver("Come on Sunday.")
    await post.deliver("Party at eight", "Tom")
    await post.say("any messages?")
    assert await post.say("skip that one") == "Tom writes: Party at eight."
    assert post.count() == 1


@pytest.mark.parametrize("sentence", ["again", "repeat that", "say it again",
                                      "what was that?", "read it again"])  # fmt: skip
async def test_again(post: Post, sentence: str) -> None:
    """What was read is read again."""
    await post.deliver("Come on Sunday.")
    await post.say("read my messages")
    assert await post.say(sentence) == READ


async def test_offer_again(post: Post) -> None:
    """What was asked is asked again as it was."""
    await post.deliver("Come on Sunday.")
    assert await post.say("any messages?") == ONE
    assert await post.say("again") == ONE
    assert await post.say("yes") == READ


async def test_delete(post: Post) -> None:
    """What is deleted is gone, from the search too."""
    await post.deliver("Come on Sunday.")
    await post.say("read my messages")
    assert await post.say("delete it") in {"It's deleted.", "Done, it's gone."}
    assert post.happened() == "dismissed"
    assert await post.say("did anyone write about Sunday?") == (
        "I found no message about that."
    )
    assert await post.say("read the last message") == "There are no messages for you."


async def test_delete_and_go_on(post: Post) -> None:
    """After one is deleted, the next is offered."""
    await post.deliver("Come on Sunday.")
    await post.deliver("Party at eight", "Tom")
    await post.say("read my messages")
    assert (await post.say("delete it")).endswith("Shall I read the next one?")
    assert await post.say("yes") == "Tom writes: Party at eight."


async def test_keep(post: Post) -> None:
    """What is to be kept is kept."""
    await post.deliver("Come on Sunday.")
    await post.say("read my messages")
    assert await post.say("keep it") == "I'll keep it."


@pytest.mark.parametrize(
    "sentence", ["delete it", "keep it", "skip", "next", "again", "read them"]
)
async def test_about_nothing(post: Post, sentence: str) -> None:
    """Where no message was told, these are not about messages."""
    await post.deliver("Come on Sunday.")
    await post.house.hass.async_block_till_done()
    answer = await post.say(sentence, post.house.bedroom)
    assert "Sunday" not in answer
    assert post.count() == 1


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("what did my mother write about Sunday?", READ),
        ("did anyone write about the cake?", "Tom writes: No cake for me."),
        ("find the message about parties", "I found no message about that."),
        ("what did Tom write about Sunday", "I found no message about that."),
    ],
)
async def test_search(post: Post, sentence: str, answer: str) -> None:
    """A message is found by what it is about, heard or not."""
    await post.deliver("Come on Sunday.")
    await post.deliver("No cake for me.", "Tom")
    assert await post.say(sentence) == answer


async def test_search_of_the_same_sender(post: Post) -> None:
    """Her is who wrote the message just told."""
    await post.deliver("Come on Sunday.")
    await post.deliver("Sunday is fine", "Tom")
    await post.say("read the message from my mother")
    assert await post.say("what did she write about Sunday?") == READ


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("any messages from mum?", "Yes, there is a message from your mother. Shall I read it?"),  # noqa: E501
        ("did Tom write?", "There is nothing new from Tom."),
        ("is there anything from Carla?", "Yes, there is a message from your mother. Shall I read it?"),  # noqa: E501
    ],
)  # fmt: skip
async def test_from(post: Post, sentence: str, answer: str) -> None:
    """She tells whether somebody has written."""
    await post.deliver("Come on Sunday.")
    assert await post.say(sentence) == answer


async def test_long(post: Post) -> None:
    """A long one is read in parts, and she asks whether to go on."""
    await post.deliver(" ".join(f"This is sentence number {n}." for n in range(40)))
    answer = await post.say("read my messages")
    assert answer.endswith("It goes on. Shall I read the rest?")
    heard = answer
    for _ in range(2):
        answer = await post.say("yes")
        heard += answer
    assert not answer.endswith("?")
    assert all(f"number {n}." in heard for n in range(40))


@pytest.mark.parametrize("sentence", ["stop", "that's enough", "no"])
@pytest.mark.parametrize("again", ["go on", "continue", "read the rest"])
async def test_long_enough(post: Post, sentence: str, again: str) -> None:
    """Stopped, the rest is not read until somebody asks for it."""
    await post.deliver(" ".join(f"This is sentence number {n}." for n in range(40)))
    await post.deliver("Party at eight", "Tom", address="tom@example.org")
    first = await post.say("read my messages")
    assert first.endswith("It goes on. Shall I read the rest?")
    answer = await post.say(sentence)
    assert answer == "All right, I'll leave the rest. Say go on, and I'll read it."
    second = await post.say(again)
    last = await post.say("go on")
    heard = first + second + last
    assert all(f"number {n}." in heard for n in range(40))
    assert last.endswith("Shall I read the next one?")
    assert await post.say("go on") == "Tom writes: Party at eight."


async def test_long_left_behind(post: Post, freezer: FrozenDateTimeFactory) -> None:
    """What is left is for a while; the next can be asked for instead of it."""
    await post.deliver(" ".join(f"This is sentence number {n}." for n in range(40)))
    await post.deliver("Party at eight", "Tom", address="tom@example.org")
    await post.say("read my messages")
    await post.say("stop")
    assert await post.say("next") == "Tom writes: Party at eight."
    await post.say("read the message from mum")
    await post.say("stop")
    freezer.tick(121)
    assert "sentence number" not in await post.say("go on")


async def test_subjects_of_several(post: Post) -> None:
    """Of several told as one, each subject is said, and the same one once."""
    await post.deliver("See you there", "Tom", subject="Party")
    await post.deliver("At eight", "Tom", subject="Party")
    await post.deliver("Good luck", "Tom", subject="Exam")
    assert await post.say("read my messages") == (
        "Tom wrote 3 times. Party. See you there. At eight. Exam. Good luck."
    )


async def test_subject(post: Post) -> None:
    """A subject is said before the text."""
    await post.deliver("See you there", "Tom", subject="Party")
    assert await post.say("read my messages") == (
        "Tom writes about Party: See you there."
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Look: https://example.org/a?b=c and come", "Look: a link and come."),
        ("Happy birthday 🎂🎉", "Happy birthday."),
        ("Your code is 482913", "Your code is 4 8 2 9 1 3."),
        ("**Bold** and _soft_", "Bold and soft."),
        ("One\n\nTwo", "One. Two."),
        ("Dinner at 17:30", "Dinner at half past five in the afternoon."),
        ("On 03/04 or 3:16", "On 03/04 or 3:16."),
    ],
)
async def test_read_as_a_person_would(post: Post, text: str, read: str) -> None:
    """No links, no emoji, no marks; a number is said so that it can be written down."""
    await post.deliver(text)
    assert await post.say("read my messages") == f"Your mother writes: {read}"


async def test_nothing_but_a_picture(post: Post) -> None:
    """What can't be said is told as that."""
    await post.deliver("🎂")
    assert await post.say("read my messages") == (
        "Your mother sent something that I can't read aloud."
    )


async def test_pictures_in_words(post: Post) -> None:
    """Who wants that hears what the pictures show."""
    await post.choose(emoji=True)
    await post.deliver("For you 🎂")
    assert await post.say("read my messages") == (
        "Your mother writes: For you, birthday cake."
    )


async def test_date_of_the_year(post: Post, freezer: FrozenDateTimeFactory) -> None:
    """The year of a date is said where it is another than the message's."""
    freezer.move_to("2026-11-25 12:00:00+00:00")
    await post.deliver("From 2026-12-30 until 2027-01-02")
    assert await post.say("read my messages") == (
        "Your mother writes: From 30 December until 2 January 2027."
    )


async def test_when(post: Post) -> None:
    """She says when it came."""
    await post.deliver("Come on Sunday.")
    await post.say("read my messages")
    assert (await post.say("when did it come?")).startswith("That came at ")


async def test_edited(post: Post) -> None:
    """An edited message is read as it is now, once."""
    await post.deliver("Come on Sunday.", message_id="7")
    assert [one["news"] for one in await post.deliver("Come!", message_id="7")] == [
        "edited"
    ]
    assert await post.say("read my messages") == "Your mother writes: Come!"
    assert [one["news"] for one in await post.deliver("Come!", message_id="7")] == [
        "known"
    ]
    assert post.count() == 0


async def test_stop_is_for_others(post: Post) -> None:
    """Where she has asked nothing, stop is not about messages."""
    await post.deliver("Come on Sunday.")
    await post.say("read my messages")
    assert await post.say("stop") not in THEY_WAIT
