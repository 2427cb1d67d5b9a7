"""The step that takes the recogniser's tag off a transcript, and believes it."""

from dataclasses import replace

from ..data import async_loaded_entry
from ..residents import by_name
from .turn import Reply, Turn


async def tagged_speaker(turn: Turn) -> Reply | None:
    """Note whom the tag names, where the owner said that there are tags.

    What a user of the app has typed was recognised by nobody.
    """
    form = turn.mind.settings.tag
    if form is None or turn.heard.context.user_id is not None:
        return None
    tagged = form.read(turn.heard.text)
    entry = async_loaded_entry(turn.hass)
    if tagged is None or entry is None:
        return None
    name, text = tagged
    residents = entry.runtime_data.voice.household.residents
    named = by_name(turn.hass, residents, name)
    if not named and not form.enclosed:
        # "Remind me: the oven" is no tag.
        return None
    if len(named) == 1:
        turn.signs = replace(turn.signs, recognised=named[0].key)
    turn.hear(text)
    return None
