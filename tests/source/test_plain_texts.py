"""What a person reads in a YAML file is what prints, or it is told: remarks that cut a text, names that YAML takes,
blanks that are no spaces.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from wardleaf.findings import Findings, SourceFile
from wardleaf.source.decode import decode
from wardleaf.source.nodes import compose_nodes
from wardleaf.source.suggest import closest
from wardleaf.starters.making import library_files

EXAMPLES = settings(max_examples=400, deadline=None)


class Texts(Struct, frozen=True, kw_only=True):
    """Three texts as a definition has them."""

    title: str
    points: tuple[str, ...] = ()
    end: str = "end"


def read(text: str) -> tuple[Texts | None, Findings]:
    findings = Findings()
    nodes = compose_nodes(SourceFile("handouts/x.yaml", text), findings=findings)
    return (decode(nodes, Texts, findings=findings) if nodes else None), findings


def told(text: str) -> list[str]:
    return [f"{finding.code} {finding.span.line}:{finding.span.column}" for finding in read(text)[1] if finding.span]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("title: Ask at desk #2 on the ground floor\n", ["L132 1:20"]),
        ("title: Ask at desk # 2\n", ["L132 1:20"]),
        ("title: Ask at desk  # 2\n", ["L132 1:21"]),
        ("title: Ask at desk # two\n", ["L132 1:20"]),
        ("title: Ask at desk  #two\n", ["L132 1:21"]),
        ("title: #2 is our desk\n", ["L132 1:8"]),
        ("title: Ask at desk\n  #2 on the ground floor\n", ["L132 2:3"]),
        ("title: A\npoints:\n  - Suite #4\n  - Room #5, Town\n", ["L132 3:11", "L132 4:10"]),
        ("title: A\npoints: [Suite #4, Town]\n", ["L132 2:16"]),
        ("title: &Co and others\n", ["L120 1:8"]),
        ("title: & more\n", ["L110 1:8"]),
        ("\u00a0\u00a0title: A\n", ["L133 1:1"]),
        ("title: A\npoints:\n\u00a0\u00a0- One\n", ["L133 3:1"]),
        ("title: A\npoints:\n  \u00a0- One\n", ["L133 3:3"]),
        ("title: A\npoints:\n\u3000- One\n", ["L133 3:1"]),
        ("title:\u00a0A\n", ["L133 1:7"]),
        ("title: A\nend:\u202fB\n", ["L133 2:5"]),
    ],
)
def test_what_would_not_print_as_it_is_read_is_told(text: str, places: list[str]) -> None:
    assert told(text) == places


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('title: "Ask at desk #2"\n', "Ask at desk #2"),
        ("title: Ask at desk#2\n", "Ask at desk#2"),
        ("title: A title   # printed at the top\n", "A title"),
        ("title: A title\t # printed\n", "A title"),
        ('title: "A title" # printed\n', "A title"),
        ("title: A title  # `code` of it\n", "A title"),
        ("title: A title  # ------\n", "A title"),
        ("title: A title\n# a remark\n", "A title"),
        ("title: A title\n  # a remark below it\n", "A title"),
        ("title: 0012\n", "0012"),
        ("title: 1.10\n", "1.10"),
        ("title: 12:30\n", "12:30"),
        ("title: no\n", "no"),
        ("title: 2026-11-01\n", "2026-11-01"),
        ("title: 0x1F and 1e5\n", "0x1F and 1e5"),
        ("title: >-\n  Desk #2\n", "Desk #2"),
        ("title: A\u00a0title\n", "A\u00a0title"),
    ],
)
def test_what_prints_as_it_is_read_is_let_pass(text: str, title: str) -> None:
    made, findings = read(text)
    assert made is not None, list(findings)
    assert made.title == title
    assert len(findings) == 0


def test_no_remark_of_a_new_library_is_taken_for_text() -> None:
    import datetime

    for path, text in library_files(today=datetime.date(2026, 12, 1)).items():
        if path.endswith(".yaml"):
            findings = Findings()
            nodes = compose_nodes(SourceFile(path, text), findings=findings)
            assert nodes is not None
            assert not list(findings), path


SIGNS = "ab 12#:-&*!%@`'\"{}[],|>?~=<.\\/\u00a0é"
LINES = st.text(st.sampled_from(SIGNS), min_size=1, max_size=14)


@EXAMPLES
@given(text=LINES, before=st.sampled_from(["title: ", "title:  ", "points:\n  - "]))
def test_any_line_prints_as_it_is_read_or_is_told(text: str, before: str) -> None:
    whole = "title: A\n" * ("points" in before) + before + text + "\n"
    made, findings = read(whole)
    if made is None or len(findings):
        assert len(findings), whole
        return
    read_by_a_person = text.strip()
    if read_by_a_person[:1] in ("'", '"') or read_by_a_person[:1] in "[{|>":
        return  # quoted, or a list, in which YAML's own signs do not print
    printed = made.points[0] if "points" in before else made.title
    without_remark = re.sub(
        r"\s{2,}#\s+[^\W\d_`{(\"'<].*|\s{2,}#+\s*\Z|\s+##+\s*\Z|\s{2,}#+\s+[`{(\"'<].*|\s{2,}#[-=!#]{2,}.*",
        "",
        read_by_a_person,
    )
    assert printed in (read_by_a_person, without_remark.strip()), whole


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("-Do your exercises", "write `- Do your exercises`"),
        ("-Do your exercises: every day", 'write `- "Do your exercises: every day"`'),
        ("-Call us if you feel unwell.", "write `- Call us if you feel unwell.`"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_item_without_its_space_is_told_alone_wherever_it_stands_in_its_list(
    line: str, hint: str, place: int
) -> None:
    items = ["- One thing.", "- Another thing.", "- A third thing."]
    items[place] = line
    findings = Findings()
    node = compose_nodes(
        SourceFile("a.yaml", "title: T\nkey-points:\n" + "".join(f"  {item}\n" for item in items) + "end: x\n"),
        findings=findings,
    )
    told = [(finding.span.line if finding.span else 0, finding.message, finding.hint) for finding in findings]
    if place and ": " not in line:  # YAML reads it as more words of the item above, which the decoder tells
        assert told == [] or told[0][1] == "a list item begins with a hyphen and a space"
    else:
        assert told == [(3 + place, "a list item begins with a hyphen and a space", hint)]
        assert node is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sectoins", "sections"),
        ("xsections", "sections"),
        ("ections", "sections"),
        ("message", "main-message"),
        ("reviewer", "clinical-reviewer"),
        ("organisation", None),
        ("organization", None),
        ("hospital", None),
    ],
)
def test_a_key_is_proposed_only_for_a_slip_of_the_finger(typed: str, meant: str | None) -> None:
    assert (
        closest(
            typed,
            ("sections", "translation", "translations", "main-message", "clinical-reviewer", "title", "specialty"),
        )
        == meant
    )
