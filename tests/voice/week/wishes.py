"""What she is asked to say in the simulated week."""

from datetime import datetime, timedelta
import random

from custom_components.samantha.manners.utterance import Kind, Privacy, Urgency, When
from custom_components.samantha.voice.ports import Draft

from .family import DAY, EARS, NIGHT, SMALL, TEEN
from .life import DAYS

_WORDS = ("the", "washing", "machine", "is", "done", "and", "dinner", "waits", "for")


def wishes(seed: int, start: datetime, number: int) -> list[tuple[datetime, Draft]]:
    """Return drafts of all kinds, with when they come, in order."""
    dice = random.Random(seed + 1_000)  # noqa: S311 # it keeps no secret
    times = sorted(start + timedelta(days=DAYS * dice.random()) for _ in range(number))
    return [(at, _wish(dice, at, index)) for index, at in enumerate(times)]


def _wish(dice: random.Random, at: datetime, index: int) -> Draft:
    delay = dice.choice((0, 0, 0, 0, 3600 * dice.random() * 4))
    valid_from = at + timedelta(seconds=delay)
    hours = dice.choice((0.1, 0.5, 1, 2, 2, 4, 12, 24))
    return Draft(
        text=_text(dice, index),
        kind=dice.choices(list(Kind), (30, 30, 40, 1))[0],
        valid_from=valid_from,
        expires=valid_from + timedelta(hours=hours),
        residents=frozenset(
            dice.choice(
                ((DAY,), (NIGHT,), (TEEN,), (SMALL,), (DAY, NIGHT), (DAY, TEEN), ())
            )
        ),
        areas=frozenset(dice.choice(((),) * 9 + ((dice.choice(list(EARS)),),))),
        urgency=dice.choices(list(Urgency), (20, 65, 15))[0],
        privacy=dice.choices(list(Privacy), (60, 20, 20))[0],
        when=dice.choices(list(When), (65, 20, 10, 5))[0],
        mergeable=dice.random() < 0.4,
        dedupe=f"same {dice.randrange(20)}" if dice.random() < 0.05 else None,
        asks=dice.random() < 0.05,
    )


def _text(dice: random.Random, index: int) -> str:
    words = dice.choices(_WORDS, k=dice.choice((5, 8, 12, 20, 20, 40, 300)))
    return f"Number {index}, {' '.join(words)}."
