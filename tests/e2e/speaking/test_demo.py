"""What the demo shows of messages and of calls is so.

Messages come by three ways, to the right ears; a call that is due is no secret.
"""

from collections.abc import Collection
import re
from typing import Final

import pytest

from script._day import (
    CALL_DUE,
    CALLED,
    DAY,
    MESSAGES_ALONE,
    MESSAGES_ALONE_AGAIN,
    MESSAGES_BEFORE_OTHERS,
)
from script._demo import play

from .scene import Home

ALONE: Final = """\
You: Do I have any messages?
Samantha: You have 3 messages, from Theo, your mother and somebody called \
bakery@example.org. Shall I read them?
You: Read them, please
Samantha: Theo writes: The train stands still in the fields. Shall I read the next one?
You: Reply that I'll keep the soup warm
Samantha: To Theo: I'll keep the soup warm. Shall I send it?
You: Yes, send it
Samantha: {sent}
You: Go on
Samantha: Your mother writes: We come on Sunday, with a cake. Shall I read the next one?
You: Read it again
Samantha: Your mother writes: We come on Sunday, with a cake. Shall I read the next one?
You: Next
Samantha: Somebody called bakery@example.org writes: Your bread can be collected until \
seven.
You: Delete it
Samantha: {deleted}
You: Did anyone write about the train?
Samantha: Theo writes: The train stands still in the fields."""
BEFORE_OTHERS: Final = """\
You: Any messages?
Samantha: Something is waiting for you. I'll read it when nobody else can hear.
You: Read it to me
Samantha: I'll read that when nobody else can hear."""
ALONE_AGAIN: Final = """\
You: Any messages?
Samantha: You have a message from your mother. Shall I read it?
You: Yes
Samantha: Your mother writes: Don't tell Theo of the cake."""
# She reminds, and agrees to wait, in her own words.
DUE: Final = r"""\(In the kitchen\) Samantha: (?=.*your sister).*20 days.*
You: Later
Samantha: .+
You: Who should I call\?
Samantha: Maria\. It has been 20 days\."""
AFTER: Final = r"""You: I called my sister
Samantha: .+
You: When did I last talk to her\?
Samantha: That was just now\.
You: Who should I call\?
Samantha: Nobody at present\. You're in touch with all of them\."""

# How lines of a conversation begin, and those that she begins.
ANSWERS: Final = ("You", "Samantha")
UNASKED: Final = "(In the "

# What she says in more than one way.
SENT: Final = ("It's sent.", "Sent.")
DELETED: Final = ("It's deleted.", "Done, it's gone.")


def told(printed: str, *begin: str) -> list[str]:
    """Return the lines of each scene that begin so, and those before all of them."""
    return [
        "\n".join(line for line in part.splitlines() if line.startswith(begin))
        for part in printed.split("\n\n")
    ]


async def live(home: Home, titles: Collection[str]) -> None:
    """Live through some scenes of the day."""
    scenes = [scene for scene in DAY if scene.title in titles]
    assert len(scenes) == len(titles)
    await play(home.house, home.process.folder, scenes)


async def test_messages(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked, read, answered, repeated, deleted, found; withheld while Theo is there."""
    await live(home, {MESSAGES_ALONE, MESSAGES_BEFORE_OTHERS, MESSAGES_ALONE_AGAIN})
    printed = capsys.readouterr().out
    # That something has come she may say before she is asked, or not yet.
    _, alone, before_others, alone_again = told(printed, *ANSWERS)
    assert alone in {
        ALONE.format(sent=sent, deleted=deleted) for sent in SENT for deleted in DELETED
    }
    assert before_others == BEFORE_OTHERS
    assert alone_again == ALONE_AGAIN
    theirs = await home.house.state("sensor.theo_messages")
    assert theirs.state == "1"


async def test_a_call(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """She reminds one who is alone; put off it stays due, and made it is noted."""
    await home.theo_is("work")
    await live(home, {CALL_DUE, CALLED})
    _, due, after = told(capsys.readouterr().out, *ANSWERS, UNASKED)
    assert re.fullmatch(DUE, due)
    assert re.fullmatch(AFTER, after)
    assert [text for text in home.ears.texts("Kitchen") if "sister" in text]
    assert not home.ears.texts("Bedroom")
