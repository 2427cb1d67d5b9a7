"""Every way in brings a message to the one it is for."""

from collections.abc import Awaitable, Callable

import pytest

from .conftest import Post
from .ways import WAYS, Ways

type Way = Callable[[Ways, str, str, str], Awaitable[None]]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_comes_in(post: Post, way: Way) -> None:
    """A message comes in once, and is read."""
    ways = Ways(post)
    await post.house.settle()
    await way(ways, "Come on Sunday", "Bob", "Party")
    await post.house.settle()
    assert post.count() == 1
    answer = await post.say("read my messages")
    assert answer.endswith(": Come on Sunday.")
    assert post.count() == 0
    assert post.count("theo") == 0
