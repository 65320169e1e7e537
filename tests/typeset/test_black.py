"""What is nearly black is printed in black ink alone: a printer of one ink sets any other dark in dots, and letters get
ragged edges.
"""

from __future__ import annotations

import io

import pikepdf
import pytest
from tests.typeset.making import CLINICS, EDITIONS, Made, resources_of, set_body, style_of

from wardleaf.typeset.typesetter import typeset
from wardleaf.units import Colour
from wardleaf.values import replace

BODY = "Words [@a].\n\n| One | Two |\n|---|---|\n| A | B |\n| C | D |\n\n::: checklist\n- Tick\n:::\n\n::: diary\ncolumns: [Day, Note]\nrows: 3\n:::\n"
BLACK = (0.0,)


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


def test_what_a_style_has_nearly_black_is_black_on_paper() -> None:
    made, style = set_body(BODY), style_of("riverside", "standard")
    dark = replace(style, body=replace(style.body, text=replace(style.body.text, colour=Colour.parse("#1D2B33"))))
    pdf = typeset(made.document, dark, resources_of("riverside")).pdf
    assert ragged(pdf) == set()
    assert pdf == made.typeset.pdf
