from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardleaf.findings import Fault, Finding, Severity, SourceFile, Span
from wardleaf.report import LONGEST_LINE, Format, format_findings, summary

FORMATS: tuple[Format, ...] = ("text", "plain", "json", "github")


def finding(
    *,
    line: int = 1,
    column: int = 0,
    width: int = 1,
    text: str = "",
    severity: Severity = Severity.ERROR,
    hint: str = "",
    message: str = "unknown key `sectoins`",
) -> Finding:
    file = SourceFile("handouts/metastatic-chemotherapy.yaml", text)
    return Finding(
        code="L104",
        name="unknown-key",
        severity=severity,
        message=message,
        span=Span(file, line, column, width),
        hint=hint,
    )


EXAMPLE = finding(line=11, column=1, width=8, text="\n" * 10 + "sectoins:\n", hint="did you mean `sections`?")
HARD = Finding(
    code="R101",
    name="reading-grade-too-high",
    severity=Severity.WARNING,
    message="reads at grade 9.4; this handout's profile asks for 6",
    span=Span(SourceFile("handouts/sections/chemotherapy/what-it-does.md", ""), 14),
    notes=("longest sentences: line 16 (34 words), line 19 (29 words)",),
    help="wardleaf explain R101",
    related=("metastatic-chemotherapy", "support-through-treatment"),
)


def test_text_as_the_design_shows_it() -> None:
    assert format_findings([HARD, EXAMPLE], format="text") == (
        "error[L104]: unknown key `sectoins`\n"
        "  --> handouts/metastatic-chemotherapy.yaml:11:1\n"
        "   |\n"
        "11 | sectoins:\n"
        "   | ^^^^^^^^ did you mean `sections`?\n"
        "\n"
        "warning[R101]: reads at grade 9.4; this handout's profile asks for 6\n"
        "  --> handouts/sections/chemotherapy/what-it-does.md:14\n"
        "   = note: longest sentences: line 16 (34 words), line 19 (29 words)\n"
        "   = used by: metastatic-chemotherapy, support-through-treatment\n"
        "   = help: wardleaf explain R101\n"
        "\n"
        "1 error, 1 warning\n"
    )


def test_plain_for_screen_readers() -> None:
    assert format_findings([HARD, EXAMPLE], format="plain") == (
        "Error L104, unknown-key.\n"
        "File handouts/metastatic-chemotherapy.yaml, line 11, column 1.\n"
        'Unknown key "sectoins".\n'
        'Did you mean "sections"?\n'
        "\n"
        "Warning R101, reading-grade-too-high.\n"
        "File handouts/sections/chemotherapy/what-it-does.md, line 14.\n"
        "Reads at grade 9.4; this handout's profile asks for 6.\n"
        "Longest sentences: line 16 (34 words), line 19 (29 words).\n"
        "Used by metastatic-chemotherapy, support-through-treatment.\n"
        "Wardleaf explain R101.\n"
        "\n"
        "1 error, 1 warning\n"
    )


def test_json() -> None:
    read = json.loads(format_findings([EXAMPLE], format="json"))
    assert read["counts"] == {"error": 1, "warning": 0, "info": 0}
    (one,) = read["findings"]
    assert one["place"] == {"path": "handouts/metastatic-chemotherapy.yaml", "line": 11, "column": 1, "width": 8}
    assert (one["code"], one["severity"], one["hint"]) == ("L104", "error", "did you mean `sections`?")


def test_github() -> None:
    percent = finding(line=0, message="100 %\nof it", severity=Severity.INFO)
    assert format_findings([EXAMPLE, percent], format="github").split("\n")[:2] == [
        "::notice file=handouts/metastatic-chemotherapy.yaml,line=1,title=L104 unknown-key::100 %25\ufffdof it",
        "::error file=handouts/metastatic-chemotherapy.yaml,line=11,col=1,endColumn=9,title=L104 unknown-key::unknown key `sectoins`%0Adid you mean `sections`?",
    ]
    assert format_findings([EXAMPLE], format="github", folder="leaflets/").startswith(
        "::error file=leaflets/handouts/metastatic-chemotherapy.yaml,line=11"
    )


def _unescaped(text: str, signs: tuple[str, ...]) -> str:
    """`text` as the runner of GitHub Actions reads it: these signs from their code, the sign of codes itself last."""
    for sign in signs:
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text.replace("%25", "%")


@pytest.mark.parametrize("awkward", ["100 %", "a%0Ab", "::error::", "a,b=c", "file: x, y", "50 %25", "a\u2028b"])
def test_github_reads_what_was_written(awkward: str) -> None:
    """Its format: `::command key=value,key=value::message`; % CR LF are escaped in the message, colon and comma in
    values too.
    """
    one = Finding(
        code="L104",
        name="unknown-key",
        severity=Severity.WARNING,
        message=awkward,
        span=Span(SourceFile(f"handouts/{awkward}.yaml", ""), 3),
        hint=awkward,
    )
    line, rest = format_findings([one], format="github").split("\n", 1)
    assert rest.strip() == "1 warning"
    head, _, message = line.removeprefix("::").partition("::")
    command, _, listed = head.partition(" ")
    properties = dict(pair.split("=", 1) for pair in listed.split(","))
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in awkward)
    assert command == "warning"
    assert _unescaped(message, ("\r", "\n")) == f"{shown}\n{shown}"
    assert _unescaped(properties["file"], ("\r", "\n", ":", ",")) == f"handouts/{shown}.yaml"
    assert _unescaped(properties["title"], ("\r", "\n", ":", ",")) == "L104 unknown-key"


def test_nothing_to_say() -> None:
    assert format_findings([], format="text") == ""
    assert json.loads(format_findings([], format="json"))["findings"] == []
    assert summary([]) == "no findings"


def test_each_is_told_once_and_in_order_of_place() -> None:
    later = finding(line=2)
    assert format_findings([later, finding(), later], format="text").count("error[") == 2


def lines_of(one: Finding, *, ascii_only: bool = False) -> list[str]:
    return format_findings([one], format="text", ascii_only=ascii_only).split("\n")


@pytest.mark.parametrize(
    ("text", "place", "before"),
    [
        ("title: x", 8, 7),
        ("日本: x", 5, 6),
        ("e\u0301e\u0301: x", 7, 4),
        ("\tx", 2, 4),
        ("\U0001f600x", 2, 2),
        ("a\u200bx", 3, 1),
    ],
)
def test_the_caret_stands_under_its_character(text: str, place: int, before: int) -> None:
    lines = lines_of(finding(column=place, text=text))
    assert lines[4] == "  | " + " " * before + "^"


def test_a_caret_past_the_end_of_the_line() -> None:
    assert lines_of(finding(column=9, width=5, text="title:"))[3:5] == ["1 | title:", "  |       ^"]


@pytest.mark.parametrize("column", [1, 40, 300, 598])
def test_a_long_line_is_shortened_round_the_place(column: int) -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(600))
    line, caret = lines_of(finding(column=column, width=3, text=text))[3:5]
    shown = line.removeprefix("1 | ")
    assert len(shown) <= LONGEST_LINE + 2
    place = caret.removeprefix("  | ").index("^")
    assert shown[place : place + 3] == text[column - 1 : column + 2]
    assert shown.startswith("…") is (column > 40)
    assert shown.endswith("…") is (column < 598)


def test_ascii_only() -> None:
    one = finding(column=8, width=5, text="“é…” ✓ …: 38 °C – naïve", hint="≥ 5 “words”", message="Zoë’s file")
    text = format_findings([one], format="text", ascii_only=True)
    assert text.isascii()
    assert text.split("\n")[0] == "error[L104]: Zoe's file"
    assert text.split("\n")[3] == '1 | "e..." ? ...: 38  deg C - naive'
    assert text.split("\n")[4] == '  |          ^^^^^^^ >= 5 "words"'


def test_colours_only_where_asked() -> None:
    assert "\x1b[" not in format_findings([EXAMPLE], format="text")
    coloured = format_findings([EXAMPLE], format="text", colour=True)
    assert "\x1b[1;31merror[L104]\x1b[0m" in coloured


@given(
    st.text(st.characters(), max_size=200),
    st.text(max_size=30),
    st.integers(0, 5),
    st.integers(0, 300),
    st.integers(0, 300),
    st.sampled_from(FORMATS),
    st.booleans(),
)
def test_no_character_breaks_a_report(
    text: str, message: str, line: int, column: int, width: int, format: Format, ascii_only: bool
) -> None:
    one = finding(line=line, column=column, width=width, text=text, message=message + "\ud800", hint=text)
    told = format_findings([one], format=format, ascii_only=ascii_only)
    told.encode("ascii" if ascii_only else "utf-8")
    if format != "json":
        assert not any(character < " " and character != "\n" for character in told)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\x1b", "\x07", "\x9b", "\u2028"])
@pytest.mark.parametrize("format", ["text", "plain", "json", "github"])
def test_nothing_in_a_finding_turns_the_console_about(sign: str, format: Format) -> None:
    span = Span(SourceFile(f"a{sign}b.yaml", f"words{sign}more"), 1, 2)
    told = Fault("L101", "name", Severity.ERROR, "x.").at(span, f"a {sign} b", hint=sign, notes=(sign,), help=sign)
    assert sign not in format_findings([told], format=format)


def test_a_line_of_ten_million_characters_is_shown_round_what_is_meant() -> None:
    span = Span(SourceFile("a.yaml", "x" * 5_000_000 + "here" + "y" * 5_000_000), 1, 5_000_001, 4)
    shown = format_findings([Fault("L101", "name", Severity.ERROR, "x.").at(span, "a")], format="text")
    assert "here" in shown and shown.count("^") == 4 and len(shown) < 600
