"""What a room listens to, as its media players tell."""

from collections.abc import Iterable
from typing import Final

from homeassistant.components.media_player.const import (
    ATTR_MEDIA_CONTENT_TYPE,
    MediaPlayerDeviceClass,
    MediaPlayerState,
    MediaType,
)
from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import State

from ..manners.situation import Playing

SCREENS: Final = frozenset(
    {MediaPlayerDeviceClass.TV, MediaPlayerDeviceClass.PROJECTOR}
)
_SOUNDING: Final = frozenset({MediaPlayerState.PLAYING, MediaPlayerState.BUFFERING})
_WATCHED: Final = frozenset(
    {
        MediaType.CHANNEL,
        MediaType.EPISODE,
        MediaType.GAME,
        MediaType.MOVIE,
        MediaType.SEASON,
        MediaType.TVSHOW,
        MediaType.VIDEO,
    }
)


def playing_of(players: Iterable[State | None]) -> Playing:
    """Return what several players of a room play: watching goes before music."""
    found = {_playing(player) for player in players if player}
    for playing in (Playing.WATCHING, Playing.MUSIC):
        if playing in found:
            return playing
    return Playing.NOTHING


def _playing(player: State) -> Playing:
    sounds = player.state in _SOUNDING
    # A television that shows a channel or an input is often just on.
    if player.attributes.get(ATTR_DEVICE_CLASS) in SCREENS:
        shows = sounds or player.state == MediaPlayerState.ON
        return Playing.WATCHING if shows else Playing.NOTHING
    if not sounds:
        return Playing.NOTHING
    watched = player.attributes.get(ATTR_MEDIA_CONTENT_TYPE) in _WATCHED
    return Playing.WATCHING if watched else Playing.MUSIC
