"""What has changed from one situation to the next, in the words that verdicts wait for.

Pure.
"""

from collections.abc import Callable, Iterator, Mapping

from ..manners.situation import Area, Resident, Situation, Voice
from ..manners.verdict import Awaited, Change


def differences(before: Situation, after: Situation) -> frozenset[Awaited]:
    """Return what is different, leaving aside the time and what the courier adds.

    A change of settings, rooms or registries is one of the whole house.
    """
    return frozenset(
        (
            *_of_house(before, after),
            *_of_all(before.residents, after.residents, _of_resident),
            *_of_all(before.areas, after.areas, _of_area),
            *_of_all(before.voices, after.voices, _of_voice),
        )
    )


def _of_house(before: Situation, after: Situation) -> Iterator[Awaited]:
    if before.started is not after.started:
        yield Awaited(Change.STARTED)
    if before.guests is not after.guests:
        yield Awaited(Change.GUESTS)
    if before.hushed_until != after.hushed_until:
        yield Awaited(Change.HUSH)


def _of_all[Thing](
    before: Mapping[str, Thing],
    after: Mapping[str, Thing],
    of_one: Callable[[str, Thing, Thing], Iterator[Awaited]],
) -> Iterator[Awaited]:
    if before is after:
        return
    if before.keys() != after.keys():
        yield Awaited(Change.HOUSE)
    for key in before.keys() & after.keys():
        if before[key] is not after[key]:
            yield from of_one(key, before[key], after[key])


def _of_resident(key: str, before: Resident, after: Resident) -> Iterator[Awaited]:
    if _set_up(before) != _set_up(after):
        yield Awaited(Change.HOUSE)
    if before.presence is not after.presence:
        yield Awaited(Change.PRESENCE, key)
    if before.area != after.area:
        yield Awaited(Change.PLACE, key)
    if before.awake is not after.awake:
        yield Awaited(Change.AWAKE, key)
    if before.on_call is not after.on_call:
        yield Awaited(Change.CALL, key)
    if before.headphones is not after.headphones:
        yield Awaited(Change.HEADPHONES, key)
    # Who is not to be disturbed has hushed her for themselves.
    if _hush(before) != _hush(after):
        yield Awaited(Change.HUSH, key)


def _set_up(resident: Resident) -> tuple[object, ...]:
    return (
        resident.child,
        resident.quiet_hours,
        resident.sleep_area,
        resident.phone,
    )


def _hush(resident: Resident) -> tuple[object, ...]:
    return (resident.hushed_until, resident.do_not_disturb)


def _of_area(key: str, before: Area, after: Area) -> Iterator[Awaited]:
    if before.ear != after.ear:
        yield Awaited(Change.HOUSE)
    if before.occupied is not after.occupied:
        yield Awaited(Change.OCCUPANCY, key)
    if before.playing is not after.playing:
        yield Awaited(Change.PLAYING, key)
    if before.on_call is not after.on_call:
        yield Awaited(Change.CALL, key)
    if before.timer is not after.timer:
        yield Awaited(Change.TIMER, key)
    if before.hushed_until != after.hushed_until:
        yield Awaited(Change.HUSH, key)


def _of_voice(key: str, before: Voice, after: Voice) -> Iterator[Awaited]:
    if _place(before) != _place(after):
        yield Awaited(Change.HOUSE)
    if before.state is not after.state or before.converses is not after.converses:
        yield Awaited(Change.VOICE, key)
    if _addressed(before) != _addressed(after):
        yield Awaited(Change.ADDRESSED, key)


def _place(voice: Voice) -> tuple[object, ...]:
    return (voice.area, voice.mouth, voice.resident)


def _addressed(voice: Voice) -> tuple[object, ...]:
    return (voice.addressed, voice.addressed_by)
