"""Scenes through real satellites, with real wake words."""

import asyncio

import pytest

from .scene import Scene, Take
from .scenes import SCENES
from .stage import Stage


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.title)
async def test_scene(
    stage: Stage, scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """What must be heard is heard where it must be, and nothing elsewhere."""
    take = Take(stage)
    try:
        async with asyncio.timeout(scene.hangs):
            await scene.play(take)
    finally:
        with capsys.disabled():
            print("\n".join((f"\n{scene.title}", *take.log)))  # noqa: T201  # to read
