"""What a speaker did before she spoke through it, and whether it has gone on since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self

from homeassistant.components.media_player.const import (
    ATTR_GROUP_MEMBERS,
    ATTR_INPUT_SOURCE,
    ATTR_MEDIA_CONTENT_ID,
    ATTR_MEDIA_CONTENT_TYPE,
    ATTR_MEDIA_DURATION,
    ATTR_MEDIA_POSITION,
    ATTR_MEDIA_POSITION_UPDATED_AT,
    ATTR_MEDIA_VOLUME_LEVEL,
    MediaPlayerEntityFeature as Feature,
    MediaPlayerState,
)
from homeassistant.core import State

_SOUNDING: Final = (MediaPlayerState.PLAYING, MediaPlayerState.BUFFERING)
# Players round what they are told.
_SAME_VOLUME: Final = 0.02


@dataclass(slots=True, kw_only=True)
class Before:
    """A speaker as it was. Volumes are 0 to 1, None where it can't be given back."""

    playing: bool
    # What to play and how, for the action that plays it again.
    media: dict[str, Any] | None
    position: float | None
    source: str | None
    volume: float | None
    # It follows this one in a group, or leads a group itself.
    leader: str | None
    leads: bool
    # By which what she plays is known.
    hers: str = ""

    @classmethod
    def of(cls, state: State, features: Feature, now: datetime) -> Self:
        """Look at a speaker before it is touched; `now` carries a zone."""
        told = state.attributes
        members = list(told.get(ATTR_GROUP_MEMBERS) or ())
        grouped = len(members) > 1
        leads = grouped and members[0] == state.entity_id
        return cls(
            playing=is_playing(state),
            media=_media(state),
            position=_position(state, now) if Feature.SEEK in features else None,
            source=told.get(ATTR_INPUT_SOURCE)
            if Feature.SELECT_SOURCE in features
            else None,
            volume=told.get(ATTR_MEDIA_VOLUME_LEVEL)
            if Feature.VOLUME_SET in features
            else None,
            leader=members[0] if grouped and not leads else None,
            leads=leads,
        )

    @property
    def tells_apart(self) -> bool:
        """Return whether its state tells her speech from what it played before."""
        return not self.playing or self.media is not None

    def gave_way(self, state: State | None) -> bool:
        """Return whether it plays something else than before."""
        return is_playing(state) and (
            not self.playing or _content(state) != _content_of(self.media)
        )

    def goes_on(self, state: State | None) -> bool:
        """Return whether it went back by itself to what it played before."""
        return self.playing and is_playing(state) and not self.gave_way(state)

    def left_source(self, state: State | None) -> bool:
        """Return whether it listens to something else than the input it played."""
        told = state.attributes.get(ATTR_INPUT_SOURCE) if state else None
        return self.source is not None and told != self.source

    def moved_on(self, state: State | None) -> bool:
        """Return whether somebody has chosen something to play meanwhile."""
        return self.gave_way(state) and self.hers not in str(_content(state))

    def kept_volume(self, state: State | None, hers: float) -> bool:
        """Return whether nobody has turned the volume since she set it."""
        level = state.attributes.get(ATTR_MEDIA_VOLUME_LEVEL) if state else None
        return level is None or abs(level - hers) < _SAME_VOLUME


def is_playing(state: State | None) -> bool:
    """Return whether something sounds."""
    return state is not None and state.state in _SOUNDING


def _content(state: State | None) -> str | None:
    return state.attributes.get(ATTR_MEDIA_CONTENT_ID) if state else None


def _content_of(media: dict[str, Any] | None) -> str | None:
    return media[ATTR_MEDIA_CONTENT_ID] if media else None


def _media(state: State) -> dict[str, Any] | None:
    content = state.attributes.get(ATTR_MEDIA_CONTENT_ID)
    kind = state.attributes.get(ATTR_MEDIA_CONTENT_TYPE)
    if not content or not kind:
        return None
    return {ATTR_MEDIA_CONTENT_ID: content, ATTR_MEDIA_CONTENT_TYPE: kind}


def _position(state: State, now: datetime) -> float | None:
    """Return where in it the speaker is, in seconds; None for what has no end."""
    told = state.attributes
    position = told.get(ATTR_MEDIA_POSITION)
    updated = told.get(ATTR_MEDIA_POSITION_UPDATED_AT)
    if position is None or not told.get(ATTR_MEDIA_DURATION):
        return None
    passed = (now - updated).total_seconds() if isinstance(updated, datetime) else 0.0
    return min(float(position) + passed, float(told[ATTR_MEDIA_DURATION]))
