"""The demo: a furnished house, a real Home Assistant process, and Samantha in it."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
import shutil
import sys
from tempfile import TemporaryDirectory
import time
from typing import Final

import aiohttp

from tests.house.calls import let_a_call_be_due
from tests.house.client import House, Reply
from tests.house.connection import HouseError
from tests.house.folder import (
    ROOT,
    fingerprint,
    install_samantha,
    is_furnished,
    lay_out,
    port_of,
    token_of,
    write_token,
)
from tests.house.furnish import add_residents, add_samantha, begin, keep_calendar
from tests.house.heard import Ears, Sound
from tests.house.local_model import add_model, local_model, remove_model
from tests.house.moving import enter, move_in
from tests.house.plan import PASSWORD, SATELLITES, USERNAME
from tests.house.post import MESSAGES, Post, open_post
from tests.house.process import LOOPBACK, HomeAssistant, ProcessError
from tests.house.quiet import set_quiet_hours

from ._day import DAY, Quiet, Scene

DESCRIPTION: Final = """\
Starts a real Home Assistant with a furnished house on this machine, and Samantha in it.
With sentences, prints her answer to each and ends. Without, plays a day in the house
and then lets you talk. The house is kept for the next time."""

_STARTED: Final = time.monotonic()
_MARKER: Final = ".plan"
_WAITING: Final = "sensor.samantha_waiting"
_NIGHT: Final = timedelta(hours=1)
_DAWN: Final = timedelta(seconds=5)
_PATIENCE: Final = 30.0

MODEL: Final = "0.5b"
# Seconds; a small machine reads the first request for a while.
MODEL_PATIENCE: Final = 120


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for."""

    sentences: Sequence[str]
    serve: bool
    transcript: bool
    fresh: bool
    model: bool = False


class Talk:
    """One conversation with her."""

    def __init__(self, house: House, satellite: str | None = None) -> None:
        """Begin, in the app or in the room of a satellite."""
        self._house = house
        self._satellite = satellite
        self._conversation_id: str | None = None

    async def say(self, sentence: str) -> Reply:
        """Say something; a question of hers is answered by the next sentence."""
        reply = await self._house.converse(
            sentence,
            conversation_id=self._conversation_id,
            satellite_id=self._satellite,
        )
        self._conversation_id = reply.conversation_id
        return reply


def main() -> int:
    """Run the demo."""
    wishes = _wishes()
    try:
        asyncio.run(_run(wishes))
    except KeyboardInterrupt:
        return 0 if wishes.serve else 130
    except (HouseError, ProcessError) as error:
        print(f"The demo failed. {error}", file=sys.stderr)
        return 1
    return 0


def _wishes() -> Wishes:
    parser = argparse.ArgumentParser(prog="script/demo", description=DESCRIPTION)
    parser.add_argument(
        "sentences", nargs="*", metavar="SENTENCE", help="something to say to her"
    )
    parser.add_argument(
        "--serve",
        action="store_true",
        help="leave Home Assistant's page open until Ctrl-C",
    )
    parser.add_argument(
        "--transcript",
        action="store_true",
        help="play the day and print it as Markdown",
    )
    parser.add_argument(
        "--fresh", action="store_true", help="throw the kept house away first"
    )
    parser.add_argument(
        "--model", choices=["local"], help="with a small language model on this machine"
    )
    given = parser.parse_args()
    return Wishes(
        given.sentences,
        given.serve,
        given.transcript,
        given.fresh,
        given.model is not None,
    )


async def _run(wishes: Wishes) -> None:
    folder = ROOT / ".cache" / "demo" / HomeAssistant(ROOT, port=1).release
    async with (
        _at_home(folder, fresh=wishes.fresh) as house,
        _thinking(house) if wishes.model else nullcontext(),
    ):
        if wishes.sentences:
            talk = Talk(house)
            for sentence in wishes.sentences:
                print(_heard(await talk.say(sentence)), flush=True)
        elif wishes.transcript:
            print("```text")
            await play(house, folder, DAY)
            print("```")
        elif not wishes.serve:
            await play(house, folder, DAY)
            if sys.stdin.isatty():
                await _prompt(house)
        if wishes.serve:
            await _serve(house)


@asynccontextmanager
async def _thinking(house: House) -> AsyncIterator[None]:
    """Give her a model for as long as the demo runs."""
    async with AsyncExitStack() as stack:
        async with _step("Loading the model"):
            url = await stack.enter_async_context(local_model(MODEL))
        async with _step("Adding the model, which has to answer once"):
            added = await add_model(house, url, name=MODEL, patience=MODEL_PATIENCE)
        # A turn may take twice as long as its first word, and a moment more.
        house.patience = 3 * MODEL_PATIENCE
        stack.push_async_callback(remove_model, house, added)
        yield


@asynccontextmanager
async def _at_home(folder: Path, *, fresh: bool) -> AsyncIterator[House]:
    """Open the kept house, or a new one."""
    if house := await _next_door(folder):
        async with house:
            if fresh:
                message = "The demo runs in another terminal. End it there first."
                raise HouseError(message, "running")
            _say("Talking to the demo that runs in another terminal")
            yield house
        return
    if fresh or not _is_ours(folder):
        shutil.rmtree(folder, ignore_errors=True)
    process = HomeAssistant(folder)
    opening = _reopen if is_furnished(folder) else _build
    house = None
    try:
        house = await opening(process)
        yield house
    finally:
        if house is not None:
            await house.close()
        if process.is_running:
            async with _step("Stopping Home Assistant"):
                await process.stop()


async def _next_door(folder: Path) -> House | None:
    """Log in to this folder's Home Assistant if somebody else has it running."""
    if not is_furnished(folder):
        return None
    try:
        return await House.open(
            f"http://{LOOPBACK}:{port_of(folder)}", token_of(folder)
        )
    except aiohttp.ClientError, HouseError, OSError:
        return None


async def _build(process: HomeAssistant) -> House:
    folder = process.folder
    lay_out(folder)
    install_samantha(folder)
    async with _step(f"Starting Home Assistant {process.release} in a new house"):
        await process.start()
    async with _step("Furnishing the house"):
        house = await move_in(process)
    async with _step("Setting Samantha up"):
        await add_residents(house, await add_samantha(house))
    (folder / _MARKER).write_text(fingerprint())
    write_token(folder, house.token)
    return house


async def _reopen(process: HomeAssistant) -> House:
    install_samantha(process.folder)
    process.log.unlink(missing_ok=True)
    async with _step(f"Starting Home Assistant {process.release}"):
        await process.start()
        house = await enter(process)
        await house.wait_until_running()
    await keep_calendar(house)
    return house


def _is_ours(folder: Path) -> bool:
    """Tell whether the kept house is the one that the plan describes now."""
    marker = folder / _MARKER
    return marker.exists() and marker.read_text() == fingerprint()


async def play(house: House, folder: Path, day: Sequence[Scene]) -> None:
    """Live through a day, from the state that the plan begins with."""
    await begin(house)
    print("(The times are told. The clock in the house is the real one.)")
    with TemporaryDirectory() as certificates:
        async with open_post(house, Path(certificates)) as post:
            for scene in day:
                print(f"\n{scene.time}  {scene.title}")
                await _live_through(house, post, folder, scene)


async def _live_through(house: House, post: Post, folder: Path, scene: Scene) -> None:
    ears = Ears(folder)
    if scene.quiet:
        lasting = _NIGHT if scene.quiet is Quiet.BEGIN else _DAWN
        await set_quiet_hours(house, lasting)
    for helper, value in scene.world.items():
        await _change(house, helper, value)
    if scene.happened:
        print(f"({scene.happened})")
    waiting = int((await house.state(MESSAGES)).state)
    for count, arrival in enumerate(scene.arrives, start=waiting + 1):
        await arrival.way(post, arrival.sender, arrival.text)
        await house.wait_for_state(MESSAGES, str(count), timeout=_PATIENCE)
    if scene.call_due:
        await let_a_call_be_due(house)
    await house.wait_for_state(_WAITING, str(scene.kept), timeout=_PATIENCE)
    for sound in await ears.until_over(scene.unasked, patience=_PATIENCE):
        print(_unasked(sound), flush=True)
    talk = Talk(house, SATELLITES.get(scene.room))
    for sentence in scene.said:
        print(f"You: {sentence}")
        print(f"Samantha: {_heard(await talk.say(sentence))}", flush=True)


async def _change(house: House, helper: str, value: str | float) -> None:
    """Let something happen that no resident does."""
    if not isinstance(value, str):
        await house.act("input_number.set_value", f"input_number.{helper}", value=value)
    elif value in ("on", "off"):
        await house.act(f"input_boolean.turn_{value}", f"input_boolean.{helper}")
    else:
        await house.act(
            "input_select.select_option", f"input_select.{helper}", option=value
        )


async def _prompt(house: House) -> None:
    """Let the user talk until they have had enough."""
    print("\nNow you. An empty line, or Ctrl-D, ends the demo.")
    talk = Talk(house)
    while sentence := await _line("You: "):
        print(f"Samantha: {_heard(await talk.say(sentence))}", flush=True)


async def _line(prompt: str) -> str:
    """Read a line without holding up the connection to Home Assistant."""
    print(prompt, end="", flush=True)
    ready = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(sys.stdin, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(sys.stdin)
    return sys.stdin.readline().strip()


async def _serve(house: House) -> None:
    """Stay until Ctrl-C, or until Home Assistant ends."""
    print(f"Home Assistant: {house.url}")
    print(f"Log in as {USERNAME} with the password {PASSWORD}.")
    print("Samantha answers in Assist. Ctrl-C ends the demo.", flush=True)
    await house.hung_up()


def _heard(reply: Reply) -> str:
    return reply.text or "(she says nothing)"


def _unasked(sound: Sound) -> str:
    return f"(In the {sound.room.lower()}) Samantha: {sound.text}"


def _say(text: str) -> None:
    print(f"[demo {time.monotonic() - _STARTED:3.0f}s] {text}", file=sys.stderr)


@asynccontextmanager
async def _step(what: str) -> AsyncIterator[None]:
    """Say what takes a while, with the seconds it has taken where they can be seen."""
    if not sys.stderr.isatty():
        _say(what)
        yield
        return
    counting = asyncio.create_task(_count(what))
    try:
        yield
    finally:
        counting.cancel()
        print(file=sys.stderr)


async def _count(what: str) -> None:
    while True:
        elapsed = time.monotonic() - _STARTED
        print(f"\r[demo {elapsed:3.0f}s] {what}", end="", file=sys.stderr, flush=True)
        await asyncio.sleep(1)


if __name__ == "__main__":
    sys.exit(main())
