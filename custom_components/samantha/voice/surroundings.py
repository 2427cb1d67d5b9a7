"""The house as a situation: kept up to date by events, and told when it changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, Protocol

from homeassistant.const import (
    ATTR_DOMAIN,
    ATTR_SERVICE,
    EVENT_SERVICE_REGISTERED,
    EVENT_SERVICE_REMOVED,
    STATE_OFF,
    STATE_ON,
)
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.start import async_at_started

from ..house_settings import HouseSettings
from ..listeners import Listeners
from ..manners.situation import (
    Area,
    Resident,
    Situation,
    Voice,
    VoiceKind,
    VoiceState,
)
from ..manners.verdict import Awaited
from ..people import PeopleChange
from ..residents import Household
from .condition import Condition
from .differences import differences
from .floor_plan import FloorPlan, async_draw
from .hushes import AREA, RESIDENT, Hushes
from .mouths import members_of
from .observing import (
    HOUSE,
    Part,
    Piece,
    area_seen,
    on_calls,
    resident_seen,
    sources,
    trackers_of,
)
from .occupancy import MOTION_HOLDS
from .ports import Cancel, Clock
from .presence import area_told, latest_area
from .reach import watched
from .registries import listen_to_registries
from .satellites import converses
from .sensing import somebody_is_here
from .stuck import async_tell_stuck

_NOTIFY: Final = "notify"
# Registries change in bursts, when an integration is set up.
_DRAWN_AGAIN: Final = timedelta(seconds=1)


class Conditions(Protocol):
    """Whether voices can be used, by what became of attempts and by their states."""

    def condition(self, voice: str, kind: VoiceKind, now: datetime) -> Condition:
        """Return whether a voice can be used, and when that changes by itself."""

    def listen(self, changed: Callable[[str], None]) -> Cancel:
        """Tell which voice's condition may have changed, states aside."""


class HouseSurroundings:
    """What is known of the house. Implements `ports.Surroundings`."""

    def __init__(  # noqa: PLR0913
        self,
        hass: HomeAssistant,
        settings: HouseSettings,
        *,
        household: Household,
        hushes: Hushes,
        conditions: Conditions,
        clock: Clock,
    ) -> None:
        """Know nothing yet; `async_start` looks around."""
        self._hass = hass
        self._settings = settings
        self._household = household
        self._hushes = hushes
        self._conditions = conditions
        self._clock = clock
        self._situation = Situation(
            now=clock.now(), started=False, quiet_hours=settings.quiet_hours
        )
        self._plan = FloorPlan.empty()
        self._sources: Mapping[str, frozenset[Piece]] = {}
        self._started = False
        self._drawn = False
        self._addressed: dict[str, tuple[datetime, str | None]] = {}
        self._moved: set[str] = set()
        self._entered: dict[str, datetime] = {}
        self._timers: dict[object, Cancel] = {}
        self._listeners = Listeners[frozenset[Awaited]]()
        self._untrack: CALLBACK_TYPE | None = None
        self._stops: list[CALLBACK_TYPE] = []

    @callback
    def async_start(self) -> None:
        """Look around, and follow what happens from now on."""
        bus = self._hass.bus
        self._stops = [
            *listen_to_registries(self._hass, self._outdated),
            bus.async_listen(
                EVENT_SERVICE_REGISTERED, self._on_service, event_filter=_is_notify
            ),
            bus.async_listen(
                EVENT_SERVICE_REMOVED, self._on_service, event_filter=_is_notify
            ),
            self._household.listen(self._on_residents),
            self._hushes.listen(self._on_hush),
            self._conditions.listen(self._on_condition),
        ]
        self._stops.append(async_at_started(self._hass, self._on_started))
        if not self._drawn:
            self._draw()

    @callback
    def async_close(self) -> None:
        """Follow nothing any more."""
        while self._stops:
            self._stops.pop()()
        while self._timers:
            self._timers.popitem()[1]()
        for voice in self._plan.voices:
            async_tell_stuck(self._hass, voice, stuck=False)
        if self._untrack:
            self._untrack()
            self._untrack = None

    def situation(self) -> Situation:
        """Return the situation now, without what only the courier knows."""
        if not self._drawn:
            self._draw()
        return replace(self._situation, now=self._clock.now())

    def listen(self, changed: Callable[[frozenset[Awaited]], None]) -> Cancel:
        """Tell what has changed, whenever it does."""
        return self._listeners.add(changed)

    @callback
    def addressed(self, voice: str, resident: str | None = None) -> None:
        """Note that somebody has spoken to her through a voice, just now."""
        if voice in self._plan.voices:
            self._addressed[voice] = (self._clock.utcnow(), resident)
            self._look({(Part.VOICE, voice)})

    @callback
    def _on_started(self, _hass: HomeAssistant) -> None:
        self._started = True
        self._draw()

    @callback
    def _on_state(self, event: Event[EventStateChangedData]) -> None:
        entity_id = event.data["entity_id"]
        before, after = event.data["old_state"], event.data["new_state"]
        if entity_id in self._plan.motion:
            self._on_motion(entity_id, before, after)
        names = self._plan.names
        if (area := area_told(after, names)) and area != area_told(before, names):
            self._entered[entity_id] = self._clock.utcnow()
        if members_of(before) != members_of(after) or (
            trackers_of(before) != trackers_of(after)
        ):
            self._outdated()
        self._look(self._sources.get(entity_id, ()))

    @callback
    def _on_motion(
        self, entity_id: str, before: State | None, after: State | None
    ) -> None:
        """Let a motion count for a while after it was seen to end."""
        was, now = (state.state if state else None for state in (before, after))
        if (was, now) == (STATE_ON, STATE_OFF):
            self._moved.add(entity_id)
            self._wait(
                entity_id,
                self._clock.utcnow() + MOTION_HOLDS,
                lambda: self._forget_motion(entity_id),
            )
        elif now == STATE_ON:
            self._moved.discard(entity_id)
            self._wait(entity_id, None)

    @callback
    def _forget_motion(self, entity_id: str) -> None:
        self._moved.discard(entity_id)
        self._look(self._sources.get(entity_id, ()))

    @callback
    def _on_service(self, event: Event[Any]) -> None:
        self._on_condition(f"{event.data[ATTR_DOMAIN]}.{event.data[ATTR_SERVICE]}")

    @callback
    def _on_condition(self, voice: str) -> None:
        self._look({(Part.VOICE, voice)} if voice in self._plan.voices else ())

    @callback
    def _on_hush(self, change: Awaited) -> None:
        key = change.subject
        self._look(
            {
                HOUSE,
                *({(Part.RESIDENT, key)} if key in self._household.residents else ()),
                *({(Part.AREA, key)} if key in self._plan.rooms else ()),
            }
        )

    @callback
    def _on_residents(self, _change: PeopleChange) -> None:
        self._draw()

    @callback
    def _outdated(self) -> None:
        """Draw the plan anew when somebody asks, or when the registries are at rest."""
        if self._drawn:
            self._drawn = False
            again = self._clock.utcnow() + _DRAWN_AGAIN
            self._wait("draw", again, self._draw)

    @callback
    def _draw(self) -> None:
        """Read the registries, follow what is used now, and look at all of it."""
        self._wait("draw", None)
        residents = self._household.residents
        gone = self._plan.voices
        self._plan = async_draw(self._hass, self._settings, residents)
        for voice in gone.keys() - self._plan.voices.keys():
            self._addressed.pop(voice, None)
            self._wait((Part.VOICE, voice), None)
            async_tell_stuck(self._hass, voice, stuck=False)
        used = sources(
            self._plan,
            residents,
            self._hass.states.get,
            self._settings.guests,
            self._watched,
        )
        if used.keys() != self._sources.keys() or self._untrack is None:
            if self._untrack:
                self._untrack()
            self._untrack = async_track_state_change_event(
                self._hass, used, self._on_state
            )
        self._sources = used
        self._moved &= self._plan.motion
        self._drawn = True
        self._situation_becomes(self._seen())

    def _watched(self, voice: str) -> frozenset[str]:
        kind = self._plan.voices[voice].kind
        return watched(self._hass, voice, kind) | (
            frozenset() if kind is VoiceKind.PHONE else {voice}
        )

    @callback
    def _look(self, pieces: Iterable[Piece]) -> None:
        """Look at some pieces again, and tell what is new."""
        keys: dict[Part, set[str]] = {part: set() for part in Part}
        for part, key in pieces:
            keys[part].add(key)
        before = self._situation
        residents = _updated(
            before.residents,
            keys[Part.RESIDENT] & self._household.residents.keys(),
            self._resident,
        )
        calls = on_calls(residents)
        areas = _updated(
            before.areas,
            (keys[Part.AREA] | (calls ^ on_calls(before.residents)))
            & self._plan.rooms.keys(),
            lambda key: self._area(key, calls),
        )
        after = replace(
            before,
            residents=residents,
            areas=areas,
            voices=_updated(before.voices, keys[Part.VOICE], self._voice),
        )
        self._situation_becomes(self._house(after) if keys[Part.HOUSE] else after)

    def _seen(self) -> Situation:
        """Look at everything."""
        residents = {key: self._resident(key) for key in self._household.residents}
        calls = on_calls(residents)
        return self._house(
            replace(
                self._situation,
                started=self._started,
                residents=residents,
                areas={key: self._area(key, calls) for key in self._plan.rooms},
                voices={key: self._voice(key) for key in self._plan.voices},
            )
        )

    def _house(self, situation: Situation) -> Situation:
        source = self._settings.guests
        guests = somebody_is_here(self._hass.states.get(source)) if source else False
        return replace(situation, guests=guests, hushed_until=self._hushes.until())

    def _resident(self, key: str) -> Resident:
        return resident_seen(
            self._household.residents[key],
            self._hass.states.get,
            partial(latest_area, names=self._plan.names, entered=self._entered),
            started=self._started,
            hushed_until=self._hushes.until(RESIDENT, key),
            before=self._situation.residents.get(key),
            now=self._clock.now(),
        )

    def _area(self, key: str, calls: set[str]) -> Area:
        room = self._plan.rooms[key]
        return area_seen(
            room,
            self._hass.states.get,
            moved=not self._moved.isdisjoint(room.motion),
            on_call=key in calls,
            hushed_until=self._hushes.until(AREA, key),
        )

    def _voice(self, key: str) -> Voice:
        place = self._plan.voices[key]
        condition = self._conditions.condition(key, place.kind, self._clock.utcnow())
        self._wait((Part.VOICE, key), condition.until, lambda: self._on_condition(key))
        if place.kind is VoiceKind.SATELLITE:
            async_tell_stuck(self._hass, key, stuck=condition.state is VoiceState.STUCK)
        addressed, by = self._addressed.get(key, (None, None))
        return Voice(
            key=key,
            kind=place.kind,
            state=condition.state,
            area=place.area,
            mouth=place.mouth,
            resident=place.resident,
            converses=place.kind is VoiceKind.SATELLITE and converses(self._hass, key),
            addressed=addressed,
            addressed_by=by,
        )

    @callback
    def _situation_becomes(self, after: Situation) -> None:
        changes = differences(self._situation, after)
        self._situation = after
        if changes:
            self._listeners.tell(changes)

    @callback
    def _wait(
        self,
        what: object,
        until: datetime | None,
        action: Callable[[], None] = lambda: None,
    ) -> None:
        """Do something then, in place of what was waited for under the same name."""
        if cancel := self._timers.pop(what, None):
            cancel()
        if until is None:
            return

        def due() -> None:
            self._timers.pop(what, None)
            action()

        self._timers[what] = self._clock.call_at(until, due)


def _updated[Thing](
    before: Mapping[str, Thing], keys: Iterable[str], look: Callable[[str], Thing]
) -> Mapping[str, Thing]:
    """Return what is known after a look at some: the same where nothing is new."""
    fresh = {key: seen for key in keys if (seen := look(key)) != before.get(key)}
    return {**before, **fresh} if fresh else before


@callback
def _is_notify(data: Mapping[str, Any]) -> bool:
    return bool(data[ATTR_DOMAIN] == _NOTIFY)
