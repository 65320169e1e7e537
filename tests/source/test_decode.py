from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

import pytest
from msgspec import Struct, field

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.schema import Reference
from wardleaf.source.decode import decode
from wardleaf.source.keys import At, Key
from wardleaf.source.nodes import ScalarNode, compose_nodes
from wardleaf.units import Colour, Length


class Leaf(Struct, frozen=True, kw_only=True):
    use: At[str]
    purpose: Annotated[str, Key("what for", name="for")] = ""
    span: Span


class Branch(Struct, frozen=True, kw_only=True):
    handout: At[str]
    lines: int = 0
    span: Span


class Tree(Struct, frozen=True, kw_only=True):
    main_message: Annotated[At[str], Key("the message")]
    kind: Literal["tall", "small"] = "tall"
    alive: bool = True
    rings: At[int] | None = None
    planted: datetime.date | None = None
    height: Length | None = None
    leaf: Colour | None = None
    parts: tuple[At[str] | Leaf | Branch, ...] = ()
    names: Mapping[str, At[str]] = field(default_factory=dict)
    rows: At[int] | tuple[At[str], ...] | None = None
    span: Span


def decoded(text: str) -> tuple[Tree | None, list[tuple[str, str, str, str]]]:
    findings = Findings()
    node = compose_nodes(SourceFile("a.yaml", text), findings=findings)
    assert node
    tree = decode(node, Tree, findings=findings)
    return tree, [(finding.code, str(finding.span), finding.message, finding.hint) for finding in findings]


def good(text: str) -> Tree:
    tree, told = decoded(text)
    assert told == []
    assert tree
    return tree


def bad(text: str) -> list[tuple[str, str, str, str]]:
    tree, told = decoded(text)
    assert tree is None
    return told


def test_every_kind_of_value() -> None:
    tree = good(
        """\
main-message: none
kind: small
alive: no
rings: 012
planted: 2026-11-01
height: 9.5 mm
leaf: "#FF0000"
parts:
  - a/b
  - {use: c/d, for: shade}
  - handout: e
    lines: 8
names: {"no": yes, 2: 1.10}
rows: [Day 1, Day 2]
"""
    )
    assert tree.main_message.value == "none"
    assert (tree.kind, tree.alive, tree.planted) == ("small", False, datetime.date(2026, 11, 1))
    assert tree.rings and (tree.rings.value, str(tree.rings.span)) == (12, "a.yaml:4:8")
    assert (tree.height, tree.leaf) == (Length.of_mm(9.5), Colour(1, 0, 0))
    text, leaf, branch = tree.parts
    assert isinstance(text, At)
    assert text.value == "a/b"
    assert isinstance(leaf, Leaf)
    assert (leaf.use.value, leaf.purpose, str(leaf.span)) == ("c/d", "shade", "a.yaml:10:5")
    assert isinstance(branch, Branch)
    assert branch.lines == 8
    assert {name: value.value for name, value in tree.names.items()} == {"no": "yes", "2": "1.10"}
    assert isinstance(tree.rows, tuple)
    assert [row.value for row in tree.rows] == ["Day 1", "Day 2"]


@pytest.mark.parametrize("none", ["", "none", "null", "~"])
def test_words_for_none(none: str) -> None:
    assert good(f"main-message: x\nrings: {none}\nleaf: {none}\n").rings is None


def test_a_text_over_several_lines_is_one_line_of_words() -> None:
    assert good("main-message: >\n  two words\n  and two\n").main_message.value == "two words and two"
    assert good("main-message: |\n  two words\n  and two\n").main_message.value == "two words and two"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind: tall\n", [("L105", "a.yaml:1", "`main-message` is missing", "")]),
        ("main-mesage: x\n", [("L104", "a.yaml:1:1", "unknown key `main-mesage`", "did you mean `main-message`?")]),
        ("main-message: x\nKIND: tall\n", [("L104", "a.yaml:2:1", "unknown key `KIND`", "did you mean `kind`?")]),
        ("main-message:\n", [("L108", "a.yaml:1:14", "`main-message` has no value", "write one after the colon")]),
        ('main-message: " "\n', [("L108", "a.yaml:1:15", "`main-message` has no value", "write one after the colon")]),
        (
            "main-message: x\nrings: many\n",
            [("L119", "a.yaml:2:8", "`rings` must be a whole number such as `8`, not `many`", "")],
        ),
        ("main-message: x\nalive: maybe\n", [("L119", "a.yaml:2:8", "`alive` must be `yes` or `no`, not `maybe`", "")]),
        (
            "main-message: x\nkind: smal\n",
            [("L119", "a.yaml:2:7", "`kind` must be `tall` or `small`, not `smal`", "did you mean `small`?")],
        ),
        (
            "main-message: x\nplanted: 2026-02-30\n",
            [("L119", "a.yaml:2:10", "`planted` names the day 2026-02-30, which is not in the calendar", "")],
        ),
        (
            "main-message: x\nheight: 12\n",
            [("L119", "a.yaml:2:9", "`height` must be a length such as `12pt`, `9.5 mm` or `0.25in`, not `12`", "")],
        ),
        (
            "main-message: x\nparts: a/b\n",
            [
                (
                    "L106",
                    "a.yaml:2:8",
                    "`parts` must be a list, not one text",
                    "write `[a/b]`, or each item on a line of its own after `- `",
                )
            ],
        ),
        (
            "main-message: x\nrows: {a: b}\n",
            [("L106", "a.yaml:2:7", "`rows` must be a whole number such as `8` or a list, not a group of keys", "")],
        ),
        (
            "main-message: x\nparts:\n  - a\n  -\n",
            [("L108", "a.yaml:4:4", "item 2 of `parts` has no value", "write one, or delete this line")],
        ),
        (
            "main-message: x\nparts:\n  - for: x\n",
            [("L105", "a.yaml:3:5", "`use` is missing in item 1 of `parts`", "")],
        ),
        (
            "main-message: x\nparts:\n  - {handout: x, lines: some}\n",
            [
                (
                    "L119",
                    "a.yaml:3:25",
                    "`lines` in item 1 of `parts` must be a whole number such as `8`, not `some`",
                    "",
                )
            ],
        ),
        (
            "main-message: x\nparts:\n  - {handot: x}\n",
            [("L104", "a.yaml:3:6", "unknown key `handot` in item 1 of `parts`", "did you mean `handout`?")],
        ),
        (
            "- a\n",
            [
                (
                    "L106",
                    "a.yaml:1:1",
                    "this file must be a group of keys, not a list",
                    "write `main-message: …` below it, indented",
                )
            ],
        ),
    ],
)
def test_what_is_told(text: str, told: list[tuple[str, str, str, str]]) -> None:
    assert [(code, place.split(" ")[0], message, hint) for code, place, message, hint in bad(text)] == told


def test_everything_is_told_at_once() -> None:
    told = bad("kind: x\nrings: y\nparts: [{use: a, lines: 1}, {handout: [b]}]\nnames: z\nwhatever: 1\n")
    assert [code for code, *_ in told] == ["L105", "L119", "L119", "L104", "L106", "L106", "L104"]


def test_a_misspelt_key_is_one_mistake_and_its_value_is_looked_at() -> None:
    assert [code for code, *_ in bad("main-mesage: [x]\n")] == ["L104", "L106"]


def test_readers_of_written_types() -> None:
    findings = Findings()
    node = compose_nodes(SourceFile("a.yaml", "main-message: x\nleaf: green\n"), findings=findings)
    assert node

    def named(scalar: ScalarNode) -> Colour | None:
        return {"green": Colour(0, 1, 0)}.get(scalar.text)

    tree = decode(node, Tree, findings=findings, scalars={Colour: named})
    assert tree
    assert tree.leaf == Colour(0, 1, 0)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Jones AB, Müller C", "write `[{family: Jones, given: AB}, {family: Müller, given: C}]`"),
        ("van der Berg A.-B.", "write `[{family: van der Berg, given: A.-B.}]`"),
        ("World Health Organization", 'write `[{literal: "World Health Organization"}]`'),
        ("[Jones AB]", "write `{family: Jones, given: AB}`"),
    ],
)
def test_authors_in_one_text_are_answered_with_names(written: str, hint: str) -> None:
    findings = Findings()
    node = compose_nodes(
        SourceFile("references.yaml", f"id: a\ntype: webpage\ntitle: x\nauthor: {written}\n"), findings=findings
    )
    assert node is not None
    decode(node, Reference, findings=findings)
    assert hint in [finding.hint for finding in findings]
