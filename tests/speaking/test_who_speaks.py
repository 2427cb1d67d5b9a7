"""Who speaks to her, by a spoken code and by a recogniser's tag."""

import json
import logging
from typing import Final

from homeassistant.components import conversation
from homeassistant.core import Context
from homeassistant.helpers import chat_session
import pytest

from custom_components.samantha.diagnostics import async_get_config_entry_diagnostics

from ..her_house import HER, House

CODE: Final = "4711"
DINNER: Final = "tell everyone that dinner is ready"
FROM_ANNA: Final = "Anna says: dinner is ready"
FROM_SOMEBODY: Final = "A message for everyone: dinner is ready"
TAGS: Final = {"speaker_tag": "[{name}] {text}"}
tagged: Final = pytest.mark.parametrize("options", [TAGS])


@pytest.fixture
async def both(house: House) -> House:
    """Return a house with both at home, so that no place tells who speaks there."""
    house.person("theo", "home")
    anna = house.entry.subentries[house.residents["anna"]]
    house.hass.config_entries.async_update_subentry(
        house.entry, anna, data={**anna.data, "code": CODE}
    )
    await house.settle()
    return house


async def heard_after(house: House, said: str) -> str:
    """Say something in the bedroom; return what the kitchen then hears."""
    before = len(house.kitchen.heard)
    await house.talk(said, house.bedroom)
    await house.until(lambda: len(house.kitchen.heard) > before)
    return house.kitchen.heard[-1]


@pytest.mark.parametrize(
    "introduction",
    [
        "This is Anna, code 4711.",
        "Samantha, this is Anna. Code four seven one one.",
        "I'm Anna and my code is forty seven eleven,",
        "It's Anna, 47 11:",
        "Anna, pin 4-7-1-1,",
        "this is Anna code 4711 and",
    ],
)
async def test_a_name_and_a_code(both: House, introduction: str) -> None:
    """Whoever says a name and its code is that person, for this sentence."""
    assert await heard_after(both, f"{introduction} {DINNER}") == FROM_ANNA
    assert await heard_after(both, DINNER) == FROM_SOMEBODY


async def test_without_a_code(both: House) -> None:
    """A name alone is no evidence, and no code is needed for anything else."""
    assert await heard_after(both, DINNER) == FROM_SOMEBODY
    await both.talk(f"This is Anna, {DINNER}", both.bedroom)
    assert FROM_ANNA not in both.kitchen.heard


async def test_first_the_code(both: House) -> None:
    """A name and a code alone are answered, and the next sentence there is theirs."""
    answer = await both.talk("This is Anna, code 4711", both.bedroom)
    assert "Anna" in answer
    assert await heard_after(both, DINNER) == FROM_ANNA
    assert await heard_after(both, DINNER) == FROM_SOMEBODY


async def test_the_code_was_said_elsewhere(both: House) -> None:
    """What is said in another room is not theirs."""
    await both.talk("This is Anna, code 4711", both.kitchen)
    assert await heard_after(both, DINNER) == FROM_SOMEBODY


@pytest.mark.parametrize("wrong", ["4712", "47111", "4710 4711", "one two three four"])
async def test_a_wrong_code(both: House, wrong: str) -> None:
    """Nothing is done, and after three of them none is taken for a while."""
    said = f"This is Anna, code {wrong}, {DINNER}"
    for _ in range(3):
        assert await both.talk(said, both.bedroom) == "That isn't Anna's code."
    paused = await both.talk(f"This is Anna, code {CODE}, {DINNER}", both.bedroom)
    assert paused.startswith("I was told the wrong code too often.")
    assert both.kitchen.heard == []


@pytest.mark.parametrize(
    "said", ["This is Theo, code 4711,", "This is nobody, code 4711,", "code 4711,"]
)
async def test_whose_code_it_is_not(both: House, said: str) -> None:
    """The code is one person's; with another name it is no introduction."""
    await both.talk(f"{said} {DINNER}", both.bedroom)
    assert both.kitchen.heard == []


@pytest.mark.parametrize("code", [CODE, "4712"])
async def test_a_code_leaves_no_trace(
    both: House, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither log, chat log nor diagnostics have one, right or wrong."""
    caplog.set_level(logging.DEBUG, "custom_components.samantha")
    caplog.clear()
    result = await conversation.async_converse(
        both.hass,
        f"This is Anna, code {code}, who are you?",
        None,
        Context(),
        "en",
        HER,
        satellite_id=both.bedroom.entity_id,
    )
    with (
        chat_session.async_get_chat_session(both.hass, result.conversation_id) as chat,
        conversation.async_get_chat_log(both.hass, chat) as log,
    ):
        assert code not in str(log.content)
    hers = [one for one in caplog.records if one.name.startswith("custom_components")]
    assert code not in str([one.getMessage() for one in hers])
    entry = both.entry
    diagnostics = await async_get_config_entry_diagnostics(both.hass, entry)
    assert CODE not in json.dumps(diagnostics)
    assert CODE not in repr(entry.runtime_data.voice.household.residents)
    assert "code" in diagnostics["residents"][0]


@tagged
@pytest.mark.parametrize(
    "tag", ["[Anna]", "[anna] ", " [ANNA]", "[Anna] Samantha,", "[Anna] please"]
)
async def test_a_tag(both: House, tag: str) -> None:
    """Where recognisers write who spoke, that is believed, and taken off the text."""
    assert await heard_after(both, f"{tag} {DINNER}") == FROM_ANNA


@pytest.mark.parametrize("said", ["[Anna] {}", "<Anna>: {}", "Anna: {}"])
async def test_a_tag_nobody_allowed(both: House, said: str) -> None:
    """Without the setting, nobody is believed to be who a text says."""
    await both.talk(said.format(DINNER), both.bedroom)
    await both.settle()
    assert FROM_ANNA not in both.kitchen.heard


@tagged
async def test_a_tag_of_nobody_here(both: House) -> None:
    """A stranger's tag is taken off as well, and says nothing."""
    assert await heard_after(both, f"[Speaker 2] {DINNER}") == FROM_SOMEBODY


@tagged
async def test_a_tag_of_somebody_away(both: House) -> None:
    """Whoever is away is not who spoke here."""
    both.person("anna", "not_home")
    both.person("mia", "home")
    await both.settle()
    heard = await heard_after(both, f"[Anna] {DINNER}")
    assert heard != FROM_ANNA


@tagged
async def test_a_tag_that_was_typed(both: House) -> None:
    """What a user of the app types was recognised by nobody."""
    user = await both.hass.auth.async_create_user("Guest")
    for said in (DINNER, f"[Anna] {DINNER}"):
        await conversation.async_converse(
            both.hass,
            said,
            None,
            Context(user_id=user.id),
            "en",
            HER,
            satellite_id=both.bedroom.entity_id,
        )
    await both.until(lambda: bool(both.kitchen.heard))
    assert FROM_ANNA not in both.kitchen.heard


@pytest.mark.parametrize("options", [{"speaker_tag": "{name}: {text}"}])
async def test_a_text_that_looks_like_a_tag(both: House) -> None:
    """Where only a sign tells a tag, a name that nobody has is none."""
    assert await both.talk("Theo: who are you?", both.bedroom)
    answer = await both.talk("samantha: hush for an hour", both.bedroom)
    assert answer.startswith("All right. I'll be quiet until")
