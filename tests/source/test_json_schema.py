"""The JSON Schemas against an independent reader: the `jsonschema` library and `decode` accept and reject the same
files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.languages import sheet

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.editor_schemas import library_schemas
from wardleaf.library.schema import Clinic, FrontMatter, GlossaryWord, HandoutDefinition, LibrarySettings, Reference
from wardleaf.source.decode import decode
from wardleaf.source.json_schema import json_schema
from wardleaf.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose_nodes
from wardleaf.style.editor_schema import style_schema

T = TypeVar("T")

GOOD = Path(__file__).parent.parent / "cases" / "_library" / "handouts"
SPAN = Span(SourceFile("a.yaml", ""), 1)
RICH = """\
title: "Chemotherapy: a guide"
short-title: 012
purpose: What it does.
code: RBC-001
version: 1.10
language: en-GB
kind: treatment
audience: true
editions: [standard, large-print]
main-message: Call us.
key-points: [One., Two., Three.]
contents: no
sections:
  - chemotherapy/how-it-works
  - {use: a/b, heading: none, only: [c], when: {edition: [booklet], profile: [us]}}
  - handout: recurrence
  - diary: {columns: [Day, Notes], rows: 14}
  - diary: {columns: [Day, Notes], rows: [Day 1, Day 2]}
  - icon-array: {out-of: 100, who: a, period: b, event: c, otherwise: d, groups: [{label: e, count: 3}], source: [f]}
  - {qr: {address: https://example.org, caption: Us}, when: {edition: [standard]}}
references: on-request
topic-words: []
not-applicable: {missed-doses: given in hospital}
fit: {pages: multiple-of-4, write-in-lines: 4–12, may-drop: [a/b]}
fields: {nurse: {label: Your nurse, type: text, required: no, max-length: 40}}
review: {written-by: a, clinical-reviewer: b, approver: c, last-reviewed: 2026-11-01, review-by: 2027-11-01, funding: none,
  extend: {until: 2028-01-01, by: d, reason: e}}
allow: {reading-grade-too-high: {reason: a, by: b, until: 2027-11-01}}
"""
KINDS: dict[str, tuple[object, str]] = {
    "handout": (HandoutDefinition, RICH),
    "a small handout": (HandoutDefinition, (GOOD / "chemotherapy.yaml").read_text(encoding="utf-8")),
    "clinic": (Clinic, (GOOD / "clinics" / "riverside.yaml").read_text(encoding="utf-8")),
    "references": (tuple[Reference, ...], (GOOD / "references.yaml").read_text(encoding="utf-8")),
    "glossary": (tuple[GlossaryWord, ...], (GOOD / "glossary.yaml").read_text(encoding="utf-8")),
    "library": (LibrarySettings, (GOOD / "library.yaml").read_text(encoding="utf-8")),
    "front matter": (FrontMatter, "title: a\nreviewed: 2026-11-01\nclinical: yes\nparts: [a]\nreview-by: none\n"),
}


def as_editors_read(node: Node) -> object:
    """The value of `node` by the core schema of YAML 1.2."""
    match node:
        case MappingNode():
            return {key.text: as_editors_read(value) for key, value in node.entries}
        case SequenceNode():
            return [as_editors_read(item) for item in node.items]
        case ScalarNode():
            if node.quoted:
                return node.text
            if node.text in ("", "~", "null", "Null", "NULL"):
                return None
            if node.text in ("true", "True", "TRUE", "false", "False", "FALSE"):
                return node.text.lower() == "true"
            if re.fullmatch(r"[-+]?[0-9]+", node.text):
                return int(node.text)
            return (
                float(node.text)
                if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text)
                else node.text
            )


def accepted_by_both(node: Node, wanted: object) -> bool:
    """Whether decode accepts `node`, after making sure that `jsonschema` says the same."""
    findings = Findings()
    decode(node, wanted, findings=findings)
    validator = Draft202012Validator(json_schema(wanted, title="t"), format_checker=Draft202012Validator.FORMAT_CHECKER)
    errors = [error.message for error in validator.iter_errors(as_editors_read(node))]
    assert findings.has_errors == bool(errors), ([finding.message for finding in findings], errors)
    return not errors


def node_of(text: str) -> Node:
    findings = Findings()
    node = compose_nodes(SourceFile("a.yaml", text), findings=findings)
    assert node
    assert not len(findings)
    return node


@pytest.mark.parametrize("kind", KINDS)
def test_both_accept_good_files(kind: str) -> None:
    wanted, text = KINDS[kind]
    assert accepted_by_both(node_of(text), wanted)


SCALARS = st.builds(
    lambda text, quoted: ScalarNode(text, quoted, SPAN),
    st.sampled_from(
        [
            "",
            "none",
            "~",
            "null",
            "yes",
            "no",
            "true",
            "False",
            "maybe",
            "3",
            "-3",
            "3.5",
            "2013",
            "13",
            "2026-11-01",
            "2026-13",
            "standard",
            "booklet",
            "auto",
            "text",
            "some words",
            "multiple-of-4",
            "uk",
            "nlm",
            "a/b",
            "historical",
            "#FFF",
            " ",
        ]
    ),
    st.booleans(),
)
NODES = st.recursive(
    SCALARS,
    lambda inner: (
        st.builds(lambda items: SequenceNode(tuple(items), SPAN), st.lists(inner, max_size=2))
        | st.builds(
            lambda entries: MappingNode(
                tuple((ScalarNode(key, False, SPAN), value) for key, value in entries.items()), SPAN
            ),
            st.dictionaries(
                st.sampled_from(
                    ["use", "heading", "when", "lines", "number", "any-time", "day", "night", "id", "edition"]
                ),
                inner,
                max_size=2,
            ),
        )
    ),
    max_leaves=4,
)


def places(node: Node) -> int:
    match node:
        case MappingNode():
            return 1 + sum(places(value) for _, value in node.entries)
        case SequenceNode():
            return 1 + sum(places(item) for item in node.items)
        case ScalarNode():
            return 1


def changed(node: Node, place: int, change: Callable[[Node], Node | None]) -> Node | None:
    """`node` with the node at `place` (counted in order of writing) changed, or left out where `change` gives None."""
    if place == 0:
        return change(node)
    place -= 1
    match node:
        case ScalarNode():
            return node
        case SequenceNode():
            items: list[Node] = []
            for item in node.items:
                size = places(item)
                new = changed(item, place, change) if 0 <= place < size else item
                items += [new] if new is not None else []
                place -= size
            return SequenceNode(tuple(items), SPAN)
        case MappingNode():
            entries: list[tuple[ScalarNode, Node]] = []
            for key, value in node.entries:
                size = places(value)
                new = changed(value, place, change) if 0 <= place < size else value
                entries += [(key, new)] if new is not None else []
                place -= size
            return MappingNode(tuple(entries), SPAN)


class Case:
    """A file and what it should be, shown by hypothesis as editors read it."""

    def __init__(self, wanted: object, node: Node) -> None:
        self.wanted = wanted
        self.node = node

    def __repr__(self) -> str:
        return f"{self.wanted}: {as_editors_read(self.node)}"


@st.composite
def mutated(draw: st.DrawFn) -> Case:
    """A good file with one or two of its values replaced, left out, or given another key."""
    wanted, text = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    node: Node = node_of(text)
    for _ in range(draw(st.integers(1, 2))):
        new = draw(st.none() | NODES)
        extra = draw(st.booleans())
        name = draw(st.sampled_from(["titel", "use", "handout", "diary", "qr", "DOI", "day", "number"]))

        def change(old: Node, new: Node | None = new, extra: bool = extra, name: str = name) -> Node | None:
            if extra and new is not None and isinstance(old, MappingNode) and old.get(name) is None:
                return MappingNode((*old.entries, (ScalarNode(name, False, SPAN), new)), SPAN)
            return new

        node = changed(node, draw(st.integers(1, places(node) - 1)), change) or node if places(node) > 1 else node
    return Case(wanted, node)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(mutated())
def test_both_accept_and_reject_the_same_files(case: Case) -> None:
    accepted_by_both(case.node, case.wanted)


def test_only_decode_knows_how_many_days_a_month_has_in_a_partial_date() -> None:
    wanted, text = KINDS["references"]
    with pytest.raises(AssertionError):
        accepted_by_both(node_of(text.replace("issued: 2020", "issued: 2026-02-30")), wanted)


@pytest.mark.parametrize(
    "schema", [*library_schemas().values(), style_schema()], ids=lambda schema: str(schema["title"])
)
def test_schemas_are_schemas(schema: dict[str, object]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_key_of_a_handout_is_described() -> None:
    properties = library_schemas()["handout"]["properties"]
    assert isinstance(properties, dict)
    assert len(properties) > 15
    assert all(schema.get("description") for schema in properties.values())


def test_the_schema_of_a_sheet_says_each_word_in_english() -> None:
    schema = library_schemas()["labels"]
    Draft202012Validator.check_schema(schema)
    node = compose_nodes(SourceFile("es.yaml", sheet()), findings=Findings())
    assert isinstance(node, MappingNode)
    values = {key.text: value.text for key, value in node.entries if isinstance(value, ScalarNode)}
    assert list(Draft202012Validator(schema).iter_errors(values)) == []
    assert list(Draft202012Validator(schema).iter_errors(values | {"cal-now": "x"})) != []
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert properties["page-of"]["description"] == "in English: Page {page} of {pages}"
