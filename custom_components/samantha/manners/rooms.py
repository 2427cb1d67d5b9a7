"""What a room has against being spoken into, one rule after the other."""

from collections.abc import Callable, Iterator
from typing import Final

from .case import Case
from .obstacle import Obstacle, Side
from .places import Spot
from .privacy import bystander
from .situation import Playing
from .utterance import Privacy, Urgency, When
from .verdict import Awaited, Change, Reason, Why

type RoomRule = Callable[[Case, Spot], Obstacle | None]


def was_hushed(case: Case, spot: Spot) -> Obstacle | None:
    """Stay silent in a room that was told to be silent."""
    return case.peace.hushed(spot.ear)


def somebody_is_left_alone(case: Case, spot: Spot) -> Obstacle | None:
    """Stay silent where somebody sleeps, is on a call or not to be disturbed."""
    return next(iter(case.peace.within(spot.ear)), None)


def something_plays(case: Case, spot: Spot) -> Obstacle | None:
    """Let people see their film to its end; with music, what can wait waits."""
    utterance = case.utterance
    if utterance.when is When.ADDRESSED or utterance.urgency is Urgency.HIGH:
        return None
    area = case.index.playing(spot.ear)
    if area is None:
        return None
    if area.playing is Playing.MUSIC and utterance.urgency is not Urgency.LOW:
        return None
    why = Why.MUSIC if area.playing is Playing.MUSIC else Why.WATCHING
    waits = frozenset({Awaited(Change.PLAYING, area.key)})
    return Obstacle(Side.ROOM, Reason(why, {"area": area.key}), waits)


def something_cooks(case: Case, spot: Spot) -> Obstacle | None:
    """Leave whoever is to have time to what a timer runs for."""
    if case.utterance.when is not When.FREE:
        return None
    for area in case.index.areas.get(spot.ear, ()):
        if area.timer:
            waits = frozenset({Awaited(Change.TIMER, area.key)})
            return Obstacle(Side.ROOM, Reason(Why.TIMER, {"area": area.key}), waits)
    return None


def guests_would_hear(case: Case, _: Spot) -> Obstacle | None:
    """Say before guests only what anybody may hear; not to know is to have guests."""
    if case.utterance.privacy is Privacy.OPEN or case.situation.guests is False:
        return None
    waits = frozenset({Awaited(Change.GUESTS)})
    return Obstacle(Side.COMPANY, Reason(Why.GUESTS), waits)


def others_would_hear(case: Case, spot: Spot) -> Obstacle | None:
    """Say what is private only where everybody else is known to be elsewhere."""
    if not case.private:
        return None
    other = bystander(
        case.situation,
        spot.ear,
        case.utterance.residents,
        somewhere=spot.ear in case.index.areas,
    )
    if other is None:
        return None
    facts = {"resident": other.key}
    if other.area is not None:
        facts["area"] = other.area
    waits = case.index.moves(other.key)
    return Obstacle(Side.COMPANY, Reason(Why.OTHERS_LISTEN, facts), waits)


def somebody_is_speaking(case: Case, spot: Spot) -> Obstacle | None:
    """Interrupt nobody who speaks with a voice there."""
    voice = case.index.busy.get(spot.ear)
    if voice is None:
        return None
    waits = frozenset({Awaited(Change.VOICE, voice.key)})
    return Obstacle(Side.BRIEF, Reason(Why.VOICE_BUSY, {"voice": voice.key}), waits)


def she_is_speaking(case: Case, spot: Spot) -> Obstacle | None:
    """Say one thing at a time."""
    if spot.ear not in case.situation.speaking:
        return None
    waits = frozenset({Awaited(Change.EAR, spot.ear)})
    reason = Reason(Why.SPEAKING_THERE, _area(spot))
    return Obstacle(Side.BRIEF, reason, waits)


def she_has_just_spoken(case: Case, spot: Spot) -> Obstacle | None:
    """Leave a pause after it."""
    last = case.index.last_spoke(spot.ear)
    if last is None:
        return None
    end = last + case.rules.gap
    if not last <= case.index.now < end:
        return None
    facts = _area(spot) | {"time": case.index.local(end)}
    return Obstacle(Side.BRIEF, Reason(Why.TOO_SOON, facts), until=end)


# Even a silent cue is kept from a room for these.
PEACE: Final[tuple[RoomRule, ...]] = (was_hushed, somebody_is_left_alone)
ALL: Final[tuple[RoomRule, ...]] = (
    *PEACE,
    something_plays,
    something_cooks,
    guests_would_hear,
    others_would_hear,
    somebody_is_speaking,
    she_is_speaking,
    she_has_just_spoken,
)


def first(rules: tuple[RoomRule, ...], case: Case, spot: Spot) -> Obstacle | None:
    """Return what the first rule that has something against it says."""
    for rule in rules:
        obstacle = rule(case, spot)
        if obstacle is not None:
            return obstacle
    return None


def every(case: Case, spot: Spot) -> Iterator[Obstacle]:
    """Yield all that a room has against it."""
    yield from case.peace.within(spot.ear)
    for rule in ALL:
        obstacle = rule(case, spot)
        if obstacle is not None:
            yield obstacle


def _area(spot: Spot) -> dict[str, str]:
    return {} if spot.area is None else {"area": spot.area}
