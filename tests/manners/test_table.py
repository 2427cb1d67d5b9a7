"""The rules as docs/manners.md has them: each row of its table, in a situation."""

from pathlib import Path
from typing import Final, NamedTuple

import pytest

from custom_components.samantha.manners.judge import judge
from custom_components.samantha.manners.verdict import Action, Rules

from .cases import CASES

DOC: Final = Path(__file__).parents[2] / "docs" / "manners.md"
DOES: Final = {
    "Says": Action.SPEAK,
    "Cue,": Action.SIGNAL,
    "Phone": Action.WHISPER,
    "Phone,": Action.WHISPER,
    "Waits": Action.WAIT,
    "Waits,": Action.WAIT,
    "Drops": Action.DROP,
}


class Row(NamedTuple):
    """A row of the table."""

    action: Action
    reason: str


def rows() -> dict[str, Row]:
    """Return the rows of the table by their ids."""
    found: dict[str, Row] = {}
    for line in DOC.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[4].startswith("`"):
            assert cells[0] not in found
            found[cells[0]] = Row(DOES[cells[2].split()[0]], cells[4].strip("`"))
    return found


def test_table_and_cases_are_the_same() -> None:
    """Every row has its situation here, and every situation is a row."""
    assert list(rows()) == list(CASES)


@pytest.mark.parametrize("row", CASES)
def test_row(row: str) -> None:
    """She does what the table says, for the reason that it gives."""
    case = CASES[row]
    expected = rows()[row]
    verdict = judge(case.utterance, case.situation, Rules())
    assert verdict.action is expected.action
    assert expected.reason in {reason.why for reason in verdict.reasons}
    assert verdict.voices == case.voices
    assert case.waits in {None, verdict.waits_for}
    assert case.until in {None, verdict.until}
