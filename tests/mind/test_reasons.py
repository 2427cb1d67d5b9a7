"""Reasons are put into words."""

import pytest

from custom_components.samantha.mind.reasons import within_a_sentence

THE = "the {name}"
PEOPLE = frozenset({"Anna", "Theo Berg"})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kitchen", "the kitchen"),
        ("Living Room", "the living room"),
        ("Living room", "the living room"),
        ("TV Room", "the TV room"),
        ("Anna's Room", "Anna's room"),
        ("Anna\u2019s Room", "Anna\u2019s room"),
        ("Theo Office", "the Theo office"),
        ("Kids' Room", "the kids' room"),
        ("Kitchen Satellite", "the kitchen satellite"),
        ("WC", "the WC"),
        ("2nd Bedroom", "the 2nd bedroom"),
    ],
)
def test_within_a_sentence(name: str, said: str) -> None:
    """Capitals of a title go; those of names and abbreviations stay."""
    assert within_a_sentence(name, THE, PEOPLE) == said
