"""What is kept from one situation to the next decides nothing."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings, strategies as st

from custom_components.samantha.manners.judge import judge
from custom_components.samantha.manners.situation import Situation

from .situations import RULES, Moment, moments, situations_in


def never_seen(situation: Situation) -> Situation:
    """Return the same house, of which nothing can be kept."""
    return replace(
        situation,
        residents=dict(situation.residents),
        areas=dict(situation.areas),
        voices=dict(situation.voices),
    )


@settings(max_examples=600, deadline=None)
@given(
    moments(),
    st.lists(
        st.timedeltas(timedelta(days=-1), timedelta(days=2))
        | st.timedeltas(timedelta(0), timedelta(hours=1)),
        min_size=1,
        max_size=4,
    ),
)
def test_time_passes(moment: Moment, steps: list[timedelta]) -> None:
    """As time goes on, each verdict is as if the house were new."""
    situation = moment.situation
    judge(moment.utterance, situation, RULES)
    for step in steps:
        situation = replace(situation, now=situation.now + step)
        fresh = judge(moment.utterance, never_seen(situation), RULES)
        assert judge(moment.utterance, situation, RULES) == fresh


@settings(max_examples=600, deadline=None)
@given(st.data(), moments())
def test_parts_change(data: st.DataObject, moment: Moment) -> None:
    """As people, rooms, voices or hushes change, each verdict is as if it were new."""
    other = data.draw(situations_in(moment))
    situation = moment.situation
    judge(moment.utterance, situation, RULES)
    for part in data.draw(
        st.permutations(
            ["residents", "areas", "voices", "hushed_until", "quiet_hours", "now"]
        )
    ):
        situation = replace(situation, **{part: getattr(other, part)})
        fresh = judge(moment.utterance, never_seen(situation), RULES)
        assert judge(moment.utterance, situation, RULES) == fresh
