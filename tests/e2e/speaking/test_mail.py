"""From a mail to an ear: a real mailbox, Home Assistant's own imap, her voice."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.house.mailbox import Mailbox, mailbox
from tests.house.post import MESSAGES, PERSON, choose, mail_source

from .scene import Home


@pytest.fixture
async def mails(home: Home, tmp_path: Path) -> AsyncGenerator[Mailbox]:
    """Give Anna a mailbox, and have its mails read to her when she is alone."""
    async with (
        mailbox(tmp_path) as mails,
        mail_source(home.house, home.residents[PERSON], mails),
    ):
        await choose(home.house, messages="read")
        yield mails
        await choose(home.house)


async def test_from_mail_to_ear(home: Home, mails: Mailbox) -> None:
    """A mail that arrives is read where Anna is, and nowhere else."""
    await mails.receive("Tom <tom@example.org>", "Party", "We begin at eight.")
    await home.ears.until_over(1)
    assert home.ears.texts() == [
        "Somebody called tom@example.org writes about Party: We begin at eight."
    ]
    await home.house.wait_for_state(MESSAGES, "0")


async def test_not_before_others(home: Home, mails: Mailbox) -> None:
    """With somebody else at home, a mail waits until they have gone."""
    await home.theo_is("home")
    await mails.receive("tom@example.org", "Secret", "It is a girl.")
    await home.house.wait_for_state(MESSAGES, "1")
    assert home.ears.texts() == []
    await home.theo_is("work")
    await home.ears.until_over(1)
    [heard] = home.ears.texts()
    assert heard.endswith("It is a girl.")
