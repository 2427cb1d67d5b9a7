"""What an action's response tells of verdicts: keys and figures, never text."""

from collections.abc import Iterable

from homeassistant.util.json import JsonArrayType, JsonObjectType

from ..manners.verdict import Reason, Verdict
from .records import Explanation


def verdict_as_dict(verdict: Verdict) -> JsonObjectType:
    """Return a verdict for a response."""
    return {
        "verdict": str(verdict.action),
        "voices": [*verdict.voices],
        "until": verdict.until.isoformat() if verdict.until else None,
        "waits_for": [*sorted({str(awaited.change) for awaited in verdict.waits_for})],
        "reasons": _reasons(verdict.reasons),
    }


def explanation_as_dict(
    explanation: Explanation, persons: Iterable[str]
) -> JsonObjectType:
    """Return a verdict of the past for a response, with the persons it was for."""
    return {
        "at": explanation.at.isoformat(),
        "key": explanation.key,
        "kind": str(explanation.kind),
        "verdict": str(explanation.action),
        "outcome": str(explanation.outcome) if explanation.outcome else None,
        "waits_still": explanation.waits_still,
        "for": [*persons],
        "voices": [*explanation.voices],
        "areas": [*explanation.areas],
        "reasons": _reasons(explanation.reasons),
    }


def _reasons(reasons: Iterable[Reason]) -> JsonArrayType:
    return [{"why": str(reason.why), **reason.facts} for reason in reasons]
