"""An answer is read back, confirmed and sent the way the message came."""

from homeassistant.exceptions import HomeAssistantError
import pytest

from .conftest import NOT_SENT, Post

SENT = {"It's sent.", "Sent."}
BACK = "To your mother: I'm on my way. Shall I send it?"


@pytest.mark.parametrize(
    "sentence",
    [
        "tell her I'm on my way",
        "reply: I'm on my way",
        "answer her that I'm on my way",
        'reply to her: "I\'m on my way"',
        "reply to mum that I'm on my way",
        "write to my mother that I'm on my way",
        "let her know I'm on my way",
        "tell mum I'm on my way",
        "let my mother know that I'm on my way",
    ],
)
async def test_reply(post: Post, sentence: str) -> None:
    """What somebody says is read back, and sent on a yes."""
    await post.deliver("When do you come?")
    await post.say("read my messages")
    assert await post.say(sentence) == BACK
    assert post.messenger.sent == []
    assert await post.say("yes, send it") in SENT
    assert post.messenger.sent == ["I'm on my way"]
    assert post.happened() == "replied"


async def test_counts_as_a_message(post: Post) -> None:
    """What was sent is noted with the contact; what was not is not."""
    family = post.house.entry.runtime_data.family
    await post.deliver("When do you come?")
    await post.say("read my messages")
    await post.say("tell her I'm on my way")
    assert family.talks.of(post.contacts["mum"]) == ()
    await post.say("yes")
    [talk] = family.talks.of(post.contacts["mum"], post.house.residents["anna"])
    assert talk.how == "message"
    post.messenger.error = HomeAssistantError("broken")
    await post.say("tell her I'm late")
    await post.say("yes")
    assert len(family.talks.of(post.contacts["mum"])) == 1


@pytest.mark.parametrize("sentence", ["no", "never mind", "don't send it", "stop"])
async def test_not_sent(post: Post, sentence: str) -> None:
    """Without a yes nothing is sent."""
    await post.deliver("When do you come?")
    await post.say("read my messages")
    await post.say("tell her I'm on my way")
    assert await post.say(sentence) == "All right, I won't send it."
    assert post.messenger.sent == []


async def test_something_else_is_no_yes(post: Post) -> None:
    """Whatever is no yes sends nothing, and a later yes is too late."""
    await post.deliver("When do you come?")
    await post.say("read my messages")
    await post.say("tell her I'm on my way")
    await post.say("thank you")
    await post.say("yes")
    assert post.messenger.sent == []


async def test_dictated(post: Post) -> None:
    """Without words she asks for them."""
    await post.deliver("When do you come?")
    await post.say("read my messages")
    assert await post.say("reply") == "What shall I write to your mother?"
    assert await post.say("I'm on my way") == BACK
    assert await post.say("yes") in SENT


async def test_dictation_given_up(post: Post) -> None:
    """Asked for words, somebody may think better of it."""
    await post.deliver("When do you come?")
    await post.say("read my messages")
    await post.say("reply")
    assert await post.say("never mind") == "All right, I won't send it."


async def test_dictated_beside_another(post: Post) -> None:
    """While she waits for words, a satellite nearby answers what it is asked."""
    post.house.move(post.house.bedroom.entity_id, "kitchen")
    await post.deliver("When do you come?")
    await post.say("read my messages")
    await post.say("reply")
    assert await post.say("what time is it", post.house.bedroom)
    assert await post.say("I'm on my way") == BACK
    assert await post.say("yes", post.house.bedroom) == ""
    assert post.messenger.sent == []


async def test_without_a_message(post: Post) -> None:
    """A contact can be written to who has not written."""
    assert await post.say("send mum a message that I'm on my way") == BACK
    assert await post.say("yes") in SENT
    assert post.messenger.sent == ["I'm on my way"]


async def test_no_way(post: Post) -> None:
    """Who can't be reached can't be written to, and she says so."""
    await post.deliver("Hello", "Tom")
    await post.say("read my messages")
    assert await post.say("tell him I'm on my way") == "I know no way to write to Tom."


async def test_way_of_the_message(post: Post) -> None:
    """An answer goes where the message says."""
    await post.deliver("Hello", "Bob", reply_to=post.messenger.entity_id)
    await post.say("read my messages")
    await post.say("reply that I come")
    assert await post.say("yes") in SENT
    assert post.messenger.sent == ["I come"]


@pytest.mark.parametrize("error", NOT_SENT, ids=repr)
async def test_failure(post: Post, error: Exception) -> None:
    """What could not be sent is kept, and can be sent again."""
    await post.deliver("When do you come?")
    await post.say("read my messages")
    post.messenger.error = error
    await post.say("tell her I'm on my way")
    assert await post.say("yes") == (
        "I could not send it. I'll keep it, so ask me to send it again."
    )
    post.messenger.error = None
    assert await post.say("send the reply again") == BACK
    assert await post.say("yes") in SENT
    assert post.messenger.sent == ["I'm on my way"]
    assert await post.say("send my answer again") != BACK


async def test_not_in_anothers_name(post: Post) -> None:
    """Of whom it is not known who they are, nothing is sent."""
    await post.deliver("When do you come?")
    await post.say("read my messages")
    post.company(near=True)
    answer = await post.say("tell her I'm on my way")
    assert answer.startswith("I only tell messages to the one they are for")
    await post.say("yes")
    assert post.messenger.sent == []


async def test_kept_beside_another(post: Post) -> None:
    """What could not be sent is kept though another answer is sent."""
    await post.deliver("Hello", "Bob", reply_to=post.messenger.entity_id)
    post.messenger.error = HomeAssistantError("broken")
    await post.say("tell mum I'm on my way")
    await post.say("yes")
    post.messenger.error = None
    await post.say("read my messages")
    await post.say("reply that I come")
    assert await post.say("yes") in SENT
    assert await post.say("send the reply again") == BACK
    assert await post.say("yes") in SENT
    assert post.messenger.sent == ["I come", "I'm on my way"]


async def test_not_read_back_before_others(post: Post) -> None:
    """What was written a while ago is not read back where others can hear."""
    await post.choose(satellites=[post.house.kitchen.entity_id])
    post.messenger.error = HomeAssistantError("broken")
    await post.say("tell mum I'm on my way")
    await post.say("yes")
    post.company(near=True)
    assert await post.say("send the reply again") == (
        "I'll read that when nobody else can hear."
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "no, tell her I'm on my way",
        "no, say that I'm on my way",
        "no, write that I'm on my way",
        "no, make it: I'm on my way",
        "tell her I'm on my way",
    ],
)
async def test_corrected(post: Post, sentence: str) -> None:
    """What was read back can be said anew, and only that is sent."""
    await post.deliver("When do you come?")
    await post.say("read my messages")
    await post.say("tell her I'm late")
    assert await post.say(sentence) == BACK
    assert await post.say("yes") in SENT
    assert post.messenger.sent == ["I'm on my way"]
