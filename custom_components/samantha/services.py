"""Her actions: say, ask, hush, unhush, explain and deliver a message."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.const import CONF_ID, CONF_LANGUAGE
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import probatio

from .asking import async_ask
from .call_services import async_setup_call_services
from .const import DOMAIN
from .data import SamanthaConfigEntry
from .delivering import DELIVER_SCHEMA, async_deliver_by_action
from .keeping import told_if_not_kept
from .manners.utterance import Kind, Privacy, Urgency, When
from .mind.named_answers import AnswersError, NamedAnswers
from .refusals import her_entry, time_past
from .reminder_services import async_setup_reminder_services
from .voice.ports import Draft
from .voice.telling import explanation_as_dict, verdict_as_dict
from .voice.terms import (
    AT,
    ATTR_AT,
    ATTR_CONVERSATION,
    ATTR_EXPIRES,
    ATTR_FOR,
    ATTR_KIND,
    ATTR_LANGUAGE,
    ATTR_MERGE,
    ATTR_PRIVACY,
    ATTR_TAG,
    ATTR_TEXT,
    ATTR_TITLE,
    ATTR_URGENCY,
    ATTR_WHEN,
    later,
    moment,
    place_of,
    residents_meant,
)

SERVICE_SAY: Final = "say"
SERVICE_ASK: Final = "ask"
SERVICE_HUSH: Final = "hush"
SERVICE_UNHUSH: Final = "unhush"
SERVICE_EXPLAIN: Final = "explain"
SERVICE_DELIVER_MESSAGE: Final = "deliver_message"

ATTR_PROMPT: Final = "prompt"
ATTR_QUESTION: Final = "question"
ATTR_ANSWERS: Final = "answers"
ATTR_SENTENCES: Final = "sentences"
ATTR_TIMEOUT: Final = "timeout"
ATTR_DURATION: Final = "duration"
ATTR_UNTIL: Final = "until"
ATTR_LIMIT: Final = "limit"

_HUSH: Final = timedelta(hours=1)
_LONGEST_HUSH: Final = timedelta(days=366)
_PATIENCE: Final = timedelta(minutes=1)
_LONGEST_PATIENCE: Final = timedelta(hours=1)

_LONGEST_PROMPT: Final = 2_000

_PERSONS: Final = probatio.All(cv.ensure_list, [cv.entity_domain("person")])
_MANNERS: Final = {
    probatio.Optional(ATTR_PROMPT): probatio.All(
        cv.string, probatio.Length(min=1, max=_LONGEST_PROMPT)
    ),
    probatio.Optional(ATTR_TITLE): cv.string,
    probatio.Optional(ATTR_FOR, default=list): _PERSONS,
    probatio.Optional(ATTR_URGENCY, default=Urgency.NORMAL): probatio.In(list(Urgency)),
    probatio.Optional(ATTR_PRIVACY, default=Privacy.OPEN): probatio.In(list(Privacy)),
    probatio.Optional(ATTR_LANGUAGE): cv.string,
}
SAY_SCHEMA: Final = probatio.Schema(
    {
        **cv.TARGET_SERVICE_FIELDS,
        **_MANNERS,
        probatio.Required(ATTR_TEXT): probatio.All(cv.ensure_list, [cv.string]),
        probatio.Optional(ATTR_KIND, default=Kind.COMPANION): probatio.In(list(Kind)),
        probatio.Optional(ATTR_WHEN, default=When.NOW): probatio.In([*When, AT]),
        probatio.Optional(ATTR_AT): cv.datetime,
        probatio.Optional(ATTR_EXPIRES): probatio.Any(
            cv.positive_time_period, cv.datetime
        ),
        probatio.Optional(ATTR_CONVERSATION, default=False): cv.boolean,
        probatio.Optional(ATTR_MERGE, default=False): cv.boolean,
        probatio.Optional(ATTR_TAG): probatio.All(
            cv.string, probatio.Length(min=1, max=100)
        ),
    }
)
ASK_SCHEMA: Final = probatio.Schema(
    {
        **cv.TARGET_SERVICE_FIELDS,
        **_MANNERS,
        probatio.Required(ATTR_QUESTION): cv.string,
        probatio.Optional(ATTR_ANSWERS, default=list): [
            {
                probatio.Required(CONF_ID): cv.string,
                probatio.Required(ATTR_SENTENCES): probatio.All(
                    cv.ensure_list, [cv.string], probatio.Length(min=1)
                ),
            }
        ],
        probatio.Optional(ATTR_TIMEOUT, default=_PATIENCE): probatio.All(
            cv.positive_time_period,
            probatio.Range(min=timedelta(seconds=5), max=_LONGEST_PATIENCE),
        ),
    }
)
_SILENCE: Final = {
    **cv.TARGET_SERVICE_FIELDS,
    probatio.Optional(ATTR_FOR, default=list): _PERSONS,
}
HUSH_SCHEMA: Final = probatio.Schema(
    {
        **_SILENCE,
        probatio.Exclusive(ATTR_DURATION, "end"): cv.positive_time_period,
        probatio.Exclusive(ATTR_UNTIL, "end"): cv.datetime,
    }
)
UNHUSH_SCHEMA: Final = probatio.Schema(_SILENCE)
EXPLAIN_SCHEMA: Final = probatio.Schema(
    {
        probatio.Optional(ATTR_FOR, default=list): _PERSONS,
        probatio.Optional(ATTR_LIMIT, default=10): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=100)
        ),
    }
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register her actions, whether or not she is set up."""
    async_setup_reminder_services(hass)
    async_setup_call_services(hass)
    for name, action, schema, responds in (
        (SERVICE_SAY, _say, SAY_SCHEMA, SupportsResponse.OPTIONAL),
        (SERVICE_ASK, _ask, ASK_SCHEMA, SupportsResponse.OPTIONAL),
        (SERVICE_HUSH, _hush, HUSH_SCHEMA, SupportsResponse.NONE),
        (SERVICE_UNHUSH, _unhush, UNHUSH_SCHEMA, SupportsResponse.NONE),
        (SERVICE_EXPLAIN, _explain, EXPLAIN_SCHEMA, SupportsResponse.ONLY),
        (
            SERVICE_DELIVER_MESSAGE,
            _deliver_message,
            DELIVER_SCHEMA,
            SupportsResponse.OPTIONAL,
        ),
    ):
        hass.services.async_register(
            DOMAIN, name, action, schema, supports_response=responds
        )


async def _say(call: ServiceCall) -> ServiceResponse:
    """Say something, now or when it may be said; return the verdict."""
    entry = her_entry(call.hass)
    voice = entry.runtime_data.voice
    draft = await _worded(call, entry, voice.draft_of(call.data))
    with told_if_not_kept():
        accepted = await voice.courier.accept(draft)
    return {
        "key": accepted.utterance.key,
        "replaced": accepted.replaced,
        **verdict_as_dict(accepted.verdict),
    }


async def _ask(call: ServiceCall) -> ServiceResponse:
    """Ask a question and return the answer."""
    entry = her_entry(call.hass)
    patience: timedelta = call.data[ATTR_TIMEOUT]
    language = call.data.get(ATTR_LANGUAGE) or call.hass.config.language
    try:
        answers = (
            NamedAnswers.compiled(call.data[ATTR_ANSWERS], language)
            if call.data[ATTR_ANSWERS]
            else None
        )
    except AnswersError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="answer_unreadable",
            translation_placeholders={"answer": err.answer},
        ) from err
    draft = entry.runtime_data.voice.draft_of(
        {
            **call.data,
            ATTR_TEXT: [call.data[ATTR_QUESTION]],
            ATTR_EXPIRES: patience,
            ATTR_CONVERSATION: True,
        }
    )
    draft = await _worded(call, entry, draft)
    with told_if_not_kept():
        answered = await async_ask(entry.runtime_data, draft, answers, patience)
    return {
        "id": answered.name,
        "sentence": answered.sentence,
        "slots": dict(answered.slots),
        **verdict_as_dict(answered.verdict),
    }


async def _worded(call: ServiceCall, entry: SamanthaConfigEntry, draft: Draft) -> Draft:
    """Have a model word what is to be said, where that is wanted and can wait."""
    prompt: str | None = call.data.get(ATTR_PROMPT)
    if prompt is None or draft.kind is Kind.ALARM:
        return draft
    text = await entry.runtime_data.mind.models.async_word(
        prompt,
        draft.text,
        draft.language or entry.data[CONF_LANGUAGE],
        asks=call.service == SERVICE_ASK,
    )
    return replace(draft, text=text)


async def _hush(call: ServiceCall) -> None:
    """Say nothing unprompted for a while."""
    entry = her_entry(call.hass)
    now = dt_util.utcnow()
    end = later(now, call.data.get(ATTR_DURATION, _HUSH))
    if ATTR_UNTIL in call.data:
        end = moment(call.data[ATTR_UNTIL])
    if end <= now:
        raise time_past(end)
    if end - now > _LONGEST_HUSH:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="hush_too_long"
        )
    await _change_hush(call, entry, end)


async def _unhush(call: ServiceCall) -> None:
    """Let her speak again."""
    await _change_hush(call, her_entry(call.hass), None)


async def _change_hush(
    call: ServiceCall, entry: SamanthaConfigEntry, end: datetime | None
) -> None:
    voice = entry.runtime_data.voice
    residents = residents_meant(voice.household.residents, call.data[ATTR_FOR])
    areas, voices = place_of(call.hass, voice.keys(), call.data)
    areas |= voice.areas_of(voices)
    with told_if_not_kept():
        if end is None and not residents and not areas:
            await voice.async_unhush_all()
        else:
            await voice.async_hush(end, residents, areas)


async def _explain(call: ServiceCall) -> ServiceResponse:
    """Return the last verdicts, with their reasons."""
    entry = her_entry(call.hass)
    voice = entry.runtime_data.voice
    wanted = residents_meant(voice.household.residents, call.data[ATTR_FOR])
    limit: int = call.data[ATTR_LIMIT]
    with told_if_not_kept():
        found = await voice.courier.explain(residents=wanted, limit=limit)
    return {
        "verdicts": [
            explanation_as_dict(explanation, voice.persons(explanation.residents))
            for explanation in found
        ]
    }


async def _deliver_message(call: ServiceCall) -> ServiceResponse:
    """Put a message in the inbox of residents."""
    return await async_deliver_by_action(call, her_entry(call.hass))
