"""What is nearly black is printed in black ink alone: a printer of one ink sets any other dark in dots, and letters get
ragged edges.
"""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from tests.typeset.making import CLINICS, EDITIONS, Made, resources_of, set_body, style_of

from wardleaf.findings import Findings, SourceFile
from wardleaf.style.cascade import resolve_style
from wardleaf.typeset.typesetter import typeset
from wardleaf.units import Colour
from wardleaf.values import replace

BODY = "Words [@a].\n\n| One | Two |\n|---|---|\n| A | B |\n| C | D |\n\n::: checklist\n- Tick\n:::\n\n::: diary\ncolumns: [Day, Note]\nrows: 3\n:::\n"
BLACK = (0.0,)
ROOT = Path(__file__).parents[2]


def painted(pdf: bytes) -> list[tuple[str, tuple[float, ...]]]:
    """What every page paints, in order: the operator and the colour that it fills or strokes with."""
    found: list[tuple[str, tuple[float, ...]]] = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            colours: dict[str, tuple[float, ...]] = {"fill": BLACK, "stroke": BLACK}
            kept = [dict(colours)]
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name == "q":
                    kept.append(dict(colours))
                elif name == "Q":
                    colours = kept.pop()
                elif name in {"g", "rg"}:
                    colours["fill"] = tuple(float(part) for part in operands)
                elif name in {"G", "RG"}:
                    colours["stroke"] = tuple(float(part) for part in operands)
                elif name in {"f", "f*", "Tj", "B", "B*"}:
                    found.append((name, colours["fill"]))
                elif name == "S":
                    found.append((name, colours["stroke"]))
    assert found
    return found


def ragged(pdf: bytes) -> set[tuple[float, ...]]:
    """The colours that are nearly black and not painted in black ink alone."""
    return {colour for _, colour in painted(pdf) if len(colour) == 3 and max(colour) <= 0.2}


def words_in_black(made: Made) -> bool:
    texts = [colour for name, colour in painted(made.typeset.pdf) if name == "Tj"]
    return texts.count(BLACK) > len(texts) / 2


@pytest.mark.parametrize(
    ("written", "black"),
    [("#000000", True), ("#17212B", True), ("#333333", True), ("#343434", False), ("#0B5563", False)],
)
def test_nearly_black(written: str, *, black: bool) -> None:
    assert Colour.parse(written).nearly_black is black


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("clinic", CLINICS)
def test_words_and_lines_of_the_shipped_styles_are_black(clinic: str, edition: str) -> None:
    made = set_body(BODY, clinic=clinic, edition=edition)
    assert ragged(made.typeset.pdf) == set()
    assert words_in_black(made)
    look = made.style
    assert {look.body.text.colour, look.table.rule.colour, look.diary.rule.colour, look.qr.colour} == {Colour(0, 0, 0)}


@pytest.mark.parametrize("clinic", CLINICS)
def test_every_letter_of_a_booklet_is_black_or_light_on_a_dark_ground(clinic: str) -> None:
    """The bullets of the call box keep its colour: they are no letters."""
    made = set_body(
        f"## A section\n\n### A part\n\n{BODY}\nCall [us](https://a.example) or ask.\n",
        clinic=clinic,
        edition="booklet",
    )
    bullet = made.style.call_box.bullet
    letters = {colour for name, colour in painted(made.typeset.pdf) if name == "Tj"}
    rounded = tuple(float(f"{part:.4g}") for part in (bullet.red, bullet.green, bullet.blue))
    assert letters - {BLACK, (1.0, 1.0, 1.0)} <= {rounded}
    assert {colour for name, colour in painted(made.typeset.pdf) if name in {"f", "S"} and len(colour) == 3}


def test_a_booklet_for_a_printer_of_colours_keeps_them() -> None:
    names = ("base", "riverside")
    files = {
        name: SourceFile(f"styles/{name}.yaml", (ROOT / f"styles/{name}.yaml").read_text("utf-8")) for name in names
    }
    own = {**files, "own": SourceFile("styles/own.yaml", "extends: riverside\nimposition: {text: in-colour}\n")}
    findings = Findings()
    black, coloured = (
        resolve_style(own, name=name, edition="booklet", findings=findings) for name in ("riverside", "own")
    )
    assert black and coloured, list(findings)
    standard = style_of("riverside", "standard").heading["2"].text.colour
    assert (black.heading["2"].text.colour, coloured.heading["2"].text.colour) == (Colour(0, 0, 0), standard)
    assert standard != Colour(0, 0, 0)


def test_what_a_style_has_nearly_black_is_black_on_paper() -> None:
    made, style = set_body(BODY), style_of("riverside", "standard")
    dark = replace(style, body=replace(style.body, text=replace(style.body.text, colour=Colour.parse("#1D2B33"))))
    pdf = typeset(made.document, dark, resources_of("riverside")).pdf
    assert ragged(pdf) == set()
    assert pdf == made.typeset.pdf
