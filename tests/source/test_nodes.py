from __future__ import annotations

import pytest
import yaml

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.source import nodes
from wardleaf.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose_nodes, merge_nodes

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def _each_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "_LOADER", request.param)


def composed(text: str) -> tuple[Node | None, list[tuple[str, str, int]]]:
    findings = Findings()
    node = compose_nodes(SourceFile("a.yaml", text), findings=findings)
    return node, [(finding.code, str(finding.span), finding.span.width if finding.span else 0) for finding in findings]


def mapping(text: str) -> MappingNode:
    node, told = composed(text)
    assert told == []
    assert isinstance(node, MappingNode)
    return node


def test_scalars_are_what_was_typed() -> None:
    node = mapping('a: no\nb: 8:30\nc: 012\nd: 1.10\ne: 2026-11-01\nf: "yes"\ng: ~\nh:\n')
    values = {key.text: value for key, value in node.entries}
    assert [value.text for value in values.values() if isinstance(value, ScalarNode)] == [
        "no",
        "8:30",
        "012",
        "1.10",
        "2026-11-01",
        "yes",
        "~",
        "",
    ]
    assert [key for key, value in values.items() if isinstance(value, ScalarNode) and value.quoted] == ["f"]
    assert [key for key, value in values.items() if isinstance(value, ScalarNode) and value.empty] == ["g", "h"]


def test_places_count_characters_from_one() -> None:
    node = mapping("é日𝄞: [a, 'b c']\nlong: >\n  words\n  more\n")
    items = node.entries[0][1]
    assert isinstance(items, SequenceNode)
    assert [(item.span.line, item.span.column, item.span.width) for item in items.items] == [(1, 7, 1), (1, 10, 5)]
    assert str(node.entries[1][1].span) == "a.yaml:2:7"
    assert str(node.span) == "a.yaml:1:1"


def test_yaml_inside_another_file_has_that_files_places() -> None:
    file = SourceFile("a.md", "one\n  lines: 8\n  lines: 9\n")
    findings = Findings()
    node = compose_nodes(file, findings=findings, first_line=2, column=2, text="lines: 8\nlines: 9\n")
    assert isinstance(node, MappingNode)
    assert [str(finding.span) for finding in findings] == ["a.md:3:3"]
    assert node.entries[0][1].span.file.line(2)[node.entries[0][1].span.column - 1] == "8"


def test_an_empty_part_of_a_file_is_an_empty_mapping() -> None:
    findings = Findings()
    assert compose_nodes(
        SourceFile("a.md", "::: prepared-for\n:::\n"), findings=findings, first_line=2, text=""
    ) == MappingNode((), Span(SourceFile("a.md", ""), 2))
    assert not len(findings)


def test_repeated_parts_are_read() -> None:
    node = mapping("a: &x [1, 2]\nb: *x\n")
    assert node.get("a") == node.get("b")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: &x [*x]\n", [("L112", "a.yaml:1:8", 2)]),
        ("a: &x {b: {c: *x}}\n", [("L112", "a.yaml:1:15", 2)]),
        ("a: *nobody\n", [("L120", "a.yaml:1:4", 7)]),
        ("a: 1\na: 2\nb: {c: 1, c: 2}\n", [("L107", "a.yaml:2:1", 1), ("L107", "a.yaml:3:11", 1)]),
        ("a: 1\n---\nb: 2\n", [("L115", "a.yaml:2:1", 3)]),
        ("<<: {a: 1}\n", [("L116", "a.yaml:1:1", 2)]),
        ("a: !!python/object/apply:os.system [ls]\n", [("L114", "a.yaml:1:4", 31)]),
        ("a: !!str 5\nb: !x {c: 1}\n", [("L114", "a.yaml:1:4", 5), ("L114", "a.yaml:2:4", 2)]),
        ("? [a]\n: b\n", [("L117", "a.yaml:1:3", 1)]),
        ("a: {{ clinic.name }}\n", [("L117", "a.yaml:1:5", 1)]),
        ("a:   #1D2B33 remark\nb:\n  - #fff\n", [("L109", "a.yaml:1:6", 7), ("L109", "a.yaml:3:5", 4)]),
        ("a: x  # a remark\nb:  # another\n  - c\n", []),
        ("# nothing\n", [("L102", "a.yaml", 1)]),
        ("a:\n\t- b\n", [("L111", "a.yaml:2:1", 1)]),
        ("a: 'b\n", [("L110", "a.yaml:1:4", 1)]),
        ("a: 'b\nc: 'd'\n", [("L110", "a.yaml:1:4", 1)]),
    ],
)
def test_what_is_told(text: str, told: list[tuple[str, str, int]]) -> None:
    assert composed(text)[1] == told


def test_many_small_repetitions_are_counted_as_often_as_they_stand_for() -> None:
    rows = "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
        for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    node, told = composed(f"a: &a [{', '.join(['x'] * 10)}]\n{rows}")
    assert node is None
    assert [code for code, _, _ in told] == ["L113"]


def test_deep_nesting_is_told_and_never_a_recursion() -> None:
    assert composed("[" * 5000 + "]" * 5000)[1] == [("L113", f"a.yaml:1:{nodes.MOST_LEVELS + 1}", 1)]


def test_merging_keeps_every_place() -> None:
    parent, child = mapping("a: {x: 1, y: 2}\nb: [1, 2]\nc: 3\n"), mapping("\na: {y: 5}\nb: [9]\nd: 4\n")
    merged = merge_nodes(parent, child)
    assert [key.text for key, _ in merged.entries] == ["a", "b", "c", "d"]
    inner = merged.get("a")
    assert isinstance(inner, MappingNode)
    assert [
        (key.text, value.text, value.span.line) for key, value in inner.entries if isinstance(value, ScalarNode)
    ] == [
        ("x", "1", 1),
        ("y", "5", 2),
    ]
    assert merged.get("b") == child.get("b")


def test_values_that_are_written_out_are_bounded_by_nothing_but_their_file() -> None:
    node, told = composed("- {id: a, author: [b, c]}\n" * 12_000)
    assert told == []
    assert isinstance(node, SequenceNode)
    assert len(node.items) == 12_000


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [b, b, b]\nc:\n" + "- *a\n" * 20_000,
        "a: &a [b, b]\n" + "".join(f"{two}: &{two} [*{one}, *{one}]\n" for one, two in zip("abcdefghijklmnopq", "bcdefghijklmnopqr", strict=True)),
    ],
)  # fmt: skip
def test_values_that_are_repeated_are_bounded(text: str) -> None:
    assert [code for code, _, _ in composed(text)[1]] == ["L113"]
