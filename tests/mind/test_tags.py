"""The forms in which recognisers write who spoke."""

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.tags import FORMS, SpeakerTag


@pytest.mark.parametrize(
    ("form", "heard", "read"),
    [
        ("[{name}] {text}", "[Anna] turn on the light", ("Anna", "turn on the light")),
        (
            "[{name}] {text}",
            "  [ Anna Berg ]turn it on. ",
            ("Anna Berg", "turn it on."),
        ),
        ("[{name}] {text}", "[Anna]", ("Anna", "")),
        ("[{name}] {text}", "turn on [the light] now", None),
        ("[{name}] {text}", "[Anna] [Theo] hello", ("Anna", "[Theo] hello")),
        ("<{name}> {text}", "<Zoë> hello", ("Zoë", "hello")),
        ("<{name}>: {text}", "<Anna>: hello: you", ("Anna", "hello: you")),
        ("{name}: {text}", "Anna: hello", ("Anna", "hello")),
        ("{name}: {text}", "hello", None),
        ("{name}: {text}", "a: b: c", ("a", "b: c")),
        ("{text} ({name})", "turn it on (Anna)", ("Anna", "turn it on")),
        ("{name} | {text}", "Anna|hello", ("Anna", "hello")),
        ("{name}: {text}", f"{'a' * 50}: hello", None),
        ("{name}: {text}", "Anna: one\ntwo", ("Anna", "one\ntwo")),
        ("(.*)[{name}] {text}", "[Anna] hello", None),
    ],
)
def test_read(form: str, heard: str, read: tuple[str, str] | None) -> None:
    """The name and the text are told apart by the signs of the form."""
    tag = SpeakerTag.from_form(form)
    assert tag
    assert tag.read(heard) == read


@pytest.mark.parametrize(
    "form",
    ["", "{name}", "{text}", "{name} {text}", "{name}{text}", "{name} says {text}",
     "[{name}] {text} {text}", "[{name}] [{name}] {text}", "[name] text"],
)  # fmt: skip
def test_no_form(form: str) -> None:
    """What does not tell a name from a text is refused."""
    assert SpeakerTag.from_form(form) is None


@pytest.mark.parametrize(
    ("form", "enclosed"),
    [("[{name}] {text}", True), ("{name}: {text}", False), ("{text} ({name})", True),
     ("{text} - {name}", False)],
)  # fmt: skip
def test_enclosed(form: str, *, enclosed: bool) -> None:
    """Between signs, a tag is one whoever is named."""
    tag = SpeakerTag.from_form(form)
    assert tag
    assert tag.enclosed is enclosed


@given(
    form=st.sampled_from(FORMS),
    name=st.from_regex(r"[A-Za-zäöü]{1,10}( [A-Za-z]{1,10})?", fullmatch=True),
    text=st.text(max_size=80),
)
def test_what_was_written_is_read(form: str, name: str, text: str) -> None:
    """Whatever the text, it comes back without the tag."""
    tag = SpeakerTag.from_form(form)
    assert tag
    heard = form.replace("{name}", name).replace("{text}", text.strip())
    assert tag.read(heard) == (name, text.strip())


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_form_and_any_text(form: str, heard: str) -> None:
    """Nothing that is typed or heard is a mistake."""
    tag = SpeakerTag.from_form(form)
    assert tag is None or tag.read(heard) is None or tag.read(heard)
