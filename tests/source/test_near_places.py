"""What nearly names a fact is found with the right form to write; what names one, and ordinary braces, are let pass."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardleaf.source.near_places import near_places

EXAMPLES = settings(max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("{ clinic.fever.rule }", "{{ clinic.fever.rule }}"),
        ("{clinic.fever.rule}", "{{ clinic.fever.rule }}"),
        ("{{clinic.fever.rule}", "{{ clinic.fever.rule }}"),
        ("{clinic.fever.rule}}", "{{ clinic.fever.rule }}"),
        ("{{clinic.fever.rule", "{{ clinic.fever.rule }}"),
        ("clinic.fever.rule}}", "{{ clinic.fever.rule }}"),
        ("{{ Clinic.Phones }}", "{{ clinic.phones.advice }}"),
        ("{{ CLINIC.NAME }}", "{{ clinic.name }}"),
        ("{{ clinic . name }}", "{{ clinic.name }}"),
        ("{ { clinic.name } }", "{{ clinic.name }}"),
        ("{{{ clinic.name }}}", "{{ clinic.name }}"),
        ("{{ clinic.name }}}", "{{ clinic.name }}"),
        ("｛｛ clinic.name ｝｝", "{{ clinic.name }}"),
        ("[[clinic.x]]", "{{ clinic.x }}"),
        ("[clinic.name]", "{{ clinic.name }}"),
        ("<clinic.name>", "{{ clinic.name }}"),
        ("<<clinic.name>>", "{{ clinic.name }}"),
        ("«clinic.name»", "{{ clinic.name }}"),
        ("${clinic.name}", "{{ clinic.name }}"),
        ("#{clinic.name}", "{{ clinic.name }}"),
        ("%clinic.name%", "{{ clinic.name }}"),
        ("{% clinic.name %}", "{{ clinic.name }}"),
        ("{ field.nurse }", "{{ field.nurse }}"),
        ("clinic.phones.advice", "{{ clinic.phones.advice }}"),
        ("${phone}", ""),
        ("{% if day %}", ""),
        ("<<First Name>>", ""),
        ("{{{ name }}}", ""),
    ],
)
def test_what_nearly_names_a_fact_is_found(typed: str, right: str) -> None:
    for before, after in (("", ""), ("Call ", " now."), ("- ", ", or"), ("(", ")"), ("**", "**")):
        (near,) = near_places(before + typed + after)
        assert near.right == right
        assert near.typed.strip("()") == typed.strip("()") or before == "("


@pytest.mark.parametrize(
    "text",
    [
        "Call {{ clinic.phones.advice }} or {{clinic.emergency.number}}, {{ field.Nurse }}.",
        "{a, b} and {see below} and {number}, x < 5 and y > 3, [see @a]",
        "Ask the clinic. Name the ward. (The clinic. We are open.) In this field. Name it.",
        "https://clinic.name/x www.clinic.name us@clinic.name our-clinic.name <https://clinic.name>",
        "[clinic.example](https://clinic.example)",
        "\\{\\{ clinic.name }}",
        "clinic.example",
        "::: {.note} and [words]{lang=es}",
        "{{ clinic.fever.rule | upper }} and {{ the nurse }}",  # read as places, and told there
    ],
)
def test_what_names_a_fact_and_ordinary_braces_are_let_pass(text: str) -> None:
    assert near_places(text) == ()


@EXAMPLES
@given(text=st.text(st.sampled_from(list("abc {}[]()<>$%.,\\«»é")), max_size=60))
def test_braces_without_a_name_are_ordinary(text: str) -> None:
    if not any(sign in text for sign in ("${", "{%", "<<", "{{{", "{ {")):
        assert near_places(text) == ()


@EXAMPLES
@given(
    opening=st.sampled_from(["{", "{{", "{{{", "{ {", "[[", "[", "<<", "<", "${", "{%", "%", "｛", ""]),
    closing=st.sampled_from(["}", "}}", "}}}", "} }", "]]", "]", ">>", ">", "%}", "%", "｝", ""]),
    inside=st.sampled_from(["", " ", "  "]),
    name=st.sampled_from(["clinic.name", "clinic.fever.rule", "Clinic.Name", "field.nurse", "clinic . name"]),
)
def test_any_name_in_any_brackets_is_right_or_found(opening: str, closing: str, inside: str, name: str) -> None:
    text = f"Ask {opening}{inside}{name}{inside}{closing} now."
    right = (opening, closing) == ("{{", "}}") and name in ("clinic.name", "clinic.fever.rule", "field.nurse")
    bare = not opening and closing in ("", "]") and name != "clinic.name" and name != "clinic.fever.rule"
    assert bool(near_places(text)) != (right or bare), text
