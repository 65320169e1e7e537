"""What no style may switch off: each way of hiding what safety asks for, or of printing lines over lines, is an error
at the line that does it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardleaf.findings import Finding, Findings, SourceFile
from wardleaf.style.cascade import resolve_style
from wardleaf.units import Length

STYLES = Path(__file__).parents[2] / "styles"
SHIPPED = {
    path.stem: SourceFile(f"styles/{path.name}", path.read_text(encoding="utf-8")) for path in STYLES.glob("*.yaml")
}
EDITIONS = ("standard", "large-print", "booklet")


def told(text: str, edition: str = "standard") -> tuple[Finding, ...]:
    findings = Findings()
    files = {**SHIPPED, "own": SourceFile("styles/own.yaml", f"extends: riverside\n{text}\n")}
    resolve_style(files, name="own", edition=edition, findings=findings)
    return findings.sorted()


@pytest.mark.parametrize("style", sorted(SHIPPED))
@pytest.mark.parametrize("edition", EDITIONS)
def test_shipped_styles_are_above_every_floor(style: str, edition: str) -> None:
    findings = Findings()
    assert resolve_style(SHIPPED, name=style, edition=edition, findings=findings)
    assert list(findings) == []


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ("body: {text: {leading: 0pt}}", "S109", "`body.text.leading` is 0pt for type of 14pt", "at least 14pt"),
        ("body: {text: {leading: -3pt}}", "S109", "`body.text.leading` is -3pt", "at least 14pt"),
        ("body: {text: {leading: 13.9pt}}", "S109", "13.9pt for type of 14pt", "at least 14pt"),
        ("body: {text: {size: 20pt}}", "S109", "19.5pt for type of 20pt", "at least 20pt"),
        ('heading: {"2": {text: {leading: 3pt}}}', "S109", "`heading.2.text.leading` is 3pt", "at least 20pt"),
        ("list: {item-after: -12pt}", "S110", "`list.item-after` is -12pt, too small", "at least 0pt"),
        ("call-box: {before: -40pt}", "S110", "`call-box.before` is -40pt, too small", "at least 0pt"),
        ("page: {inner: -20mm}", "S110", "`page.inner`", "at least 0mm"),
        ("body: {after: 9999999pt}", "S110", ", too large", "at most"),
        ("logo: {width: 0mm}", "S110", "`logo.width` is 0mm", "at least"),
        ("qr: {module: 0pt}", "S110", "`qr.module` is 0pt", "at least"),
        ("write-in: {clear: 0mm}", "S110", "`write-in.clear` is 0mm", "at least"),
        ("table: {rule: {thickness: 0.3pt}}", "S110", "`table.rule.thickness` is 0.3pt", "at least 0.5pt"),
        ("contacts: {rule: {thickness: 0pt}}", "S110", "`contacts.rule.thickness` is 0pt", "at least 0.5pt"),
        ("checklist: {line: {thickness: 0pt}}", "S110", "`checklist.line.thickness` is 0pt", "at least"),
        (
            "body: {text: {size: 900pt, leading: 901pt}}",
            "S110",
            "`body.text.size` is 900pt, too large",
            "at most 144pt",
        ),
        ("floor: {text: 1pt}", "S110", "`floor.text` is 1pt", "at least 12pt"),
        ("notice: {draft: {size: 12pt}}", "S110", "`notice.draft.size` is 12pt", "at least 60pt"),
        (
            "notice: {draft: {colour: paper}}",
            "S111",
            "`notice.draft.colour` is `paper` (#FFFFFF), in which the word DRAFT can hardly be seen",
            "at least 1.5",
        ),
        ("notice: {draft: {colour: panel}}", "S111", "`notice.draft.colour` is `panel`", "at least 1.5"),
        ("notice: {specimen: {colour: paper}}", "S111", "`notice.specimen.colour` is `paper`", "at least 4.5"),
        ("notice: {specimen: {colour: rule}}", "S111", "`notice.specimen.colour` is `rule`", "at least 4.5"),
        ("running-footer: {text: {colour: paper}}", "S111", "`running-footer.text.colour`", "at least 4.5"),
        ("first-page: {code-line: {colour: panel}}", "S111", "`first-page.code-line.colour`", "at least 4.5"),
        (
            "call-box: {number: {size: 12pt}}",
            "S111",
            "`call-box.number.size` is 12pt, too small for the number to call",
            "at least 14pt",
        ),
        ("call-box: {number: {colour: rule}}", "S111", "`call-box.number.colour`", "at least 4.5"),
        ("call-box: {heading: {colour: danger}}", "S111", "`call-box.heading.colour`", "at least 4.5"),
        ("call-box: {panel: {fill: ink}}", "S111", "`call-box.number.colour`", "at least 4.5"),
        ("call-box: {panel: {frame: none}}", "S111", "`call-box.panel.frame` is none", "danger"),
        ("call-box: {panel: {frame: paper}}", "S111", "the frame of the call box", "at least 3"),
        ("call-box: {panel: {thickness: 0pt}}", "S110", "`call-box.panel.thickness` is 0pt", "at least 0.8pt"),
        (
            "page: {inner: 100mm, outer: 100mm}",
            "S112",
            "the margins leave text 10 mm; it needs 50 mm",
            "smaller margins",
        ),
        ("page: {inner: 120mm, outer: 120mm}", "S112", "the margins leave text no room", "smaller margins"),
        (
            "page: {top: 10mm}",
            "S112",
            "the running header would be printed over the text below it",
            "`page.top` must be at least",
        ),
        (
            "page: {bottom: 10mm}",
            "S112",
            "the running footer would be printed over the text above it",
            "`page.bottom` must be at least",
        ),
        (
            "page: {footer: 5mm}",
            "S112",
            "the notice that a clinic is a specimen would be printed over the running footer",
            "`page.footer` must be at least",
        ),
        ("page: {text-indent: 165mm}", "S112", "`page.text-indent` leaves text 1 mm", "at most"),
        ("first-page: {inset: 40mm}", "S112", "`first-page.inset`", "at most"),
    ],
)
def test_what_a_style_cannot_do(text: str, code: str, message: str, hint: str) -> None:
    found = [
        finding
        for finding in told(text)
        if finding.code == code and message in finding.message and hint in finding.hint
    ]
    assert found, [f"{finding.code} {finding.message} | {finding.hint}" for finding in told(text)]
    for finding in told(text):
        assert finding.span
        assert str(finding.span).startswith("styles/own.yaml:2:")


@pytest.mark.parametrize(
    "text",
    [
        'palette: {white: "#FEFEFE"}\ntokens: {rule: white}',  # the token that DRAFT names
        'palette: {reed: "#F0F0F0"}',
        'palette: {cherry: "#FFF0F0"}',
    ],
)
def test_a_colour_that_is_made_pale_where_it_is_named_is_told_too(text: str) -> None:
    assert "S111" in {finding.code for finding in told(text)}


def test_an_edition_is_held_to_the_same() -> None:
    text = "editions: {booklet: {body: {text: {leading: 2pt}}}}"
    assert [finding.code for finding in told(text, "booklet")] == ["S109"]
    assert told(text) == ()


def test_large_print_has_a_larger_least_size() -> None:
    text = "editions: {large-print: {call-box: {text: {size: 14pt}}}}"
    assert [(finding.code, finding.hint) for finding in told(text, "large-print")] == [("S111", "write at least 16pt")]


@pytest.mark.parametrize("number", ["9" * 4300, "1" + "0" * 309, "1e999", "nan", "NaN", "inf", "1_0", "٣"])
def test_a_number_that_is_none_is_no_length(number: str) -> None:
    with pytest.raises(ValueError):  # it carries the text and nothing else
        Length.parse(f"{number}pt")
    (finding,) = told(f"body: {{after: {number}pt}}")
    assert (finding.code, len(finding.message) < 150) == ("L119", True)


@settings(max_examples=25, deadline=None)
@given(size=st.integers(12, 60), leading=st.integers(-5, 70))
def test_lines_never_overlap_in_silence(size: int, leading: int) -> None:
    codes = {finding.code for finding in told(f"body: {{text: {{size: {size}pt, leading: {leading}pt}}}}")}
    assert ("S109" in codes) == (leading < size)
