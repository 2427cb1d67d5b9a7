"""From a mail to an ear: a real mailbox, Home Assistant's own imap, her voice."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.house.mailbox import Mailbox, mailbox
from tests.house.plan import RESIDENT
from tests.house.post import MESSAGES, mail_source

from ..conftest import DOMAIN
from .scene import Home


@pytest.fixture
async def mails(home: Home, tmp_path: Path) -> AsyncGenerator[Mailbox]:
    """Give Anna a mailbox, and have its mails read to her when she is alone."""
    house = home.house
    (entry,) = await house.entries(DOMAIN)
    entry_id, anna = entry["entry_id"], home.residents["person.anna"]
    async with mailbox(tmp_path) as mails:
        form = await house.start_subentry(
            entry_id, "resident", source="reconfigure", subentry_id=anna
        )
        await house.submit_subentry(form, {**RESIDENT, "messages": "read"})
        async with mail_source(house, anna, mails):
            yield mails
        form = await house.start_subentry(
            entry_id, "resident", source="reconfigure", subentry_id=anna
        )
        await house.submit_subentry(form, RESIDENT)


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
