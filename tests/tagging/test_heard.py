"""What readers hear where nothing is printed to be read: cells and lines to write in, boxes to tick, pictures that say
nothing, things side by side.
"""

from __future__ import annotations

import pytest
from tests.document.making import CLINIC, FILES
from tests.tagging.consistency import consistency
from tests.tagging.paint_order import painted_out_of_order
from tests.typeset.making import CLINICS, EDITIONS, Made, set_body
from tests.typeset.pictures import png

from wardleaf.findings import Findings
from wardleaf.readback.model import Element, ReadBack, element_text, elements
from wardleaf.readback.reader import read_pdf
from wardleaf.reading.blocks import _BULLETS


def read(made: Made) -> ReadBack:
    findings = Findings()
    found = read_pdf(made.typeset.pdf, name="heard.pdf", findings=findings)
    assert found is not None
    assert list(findings) == []
    return found


def of_role(made: Made, role: str) -> list[Element]:
    return [element for element in elements(read(made).tree) if element.role == role]


def lists(made: Made) -> list[str]:
    return [dict(element.attributes).get("ListNumbering", "") for element in of_role(made, "L")]


@pytest.mark.parametrize("rows", [1, 7, 90])
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_cell_to_write_in_says_so_on_every_page(edition: str, rows: int) -> None:
    made = set_body(f"::: diary\ncolumns: [Day, Morning, Evening]\nrows: {rows}\n:::\n", edition=edition)
    (table,) = of_role(made, "Table")
    cells = [element.actual_text for element in elements((table,)) if element.role == "TD"]
    assert cells == ["Space to write"] * (3 * rows)
    assert consistency(made.typeset.pdf) == []
    assert made.count > 3 or rows < 90


def test_rows_with_names_say_them_and_then_where_to_write() -> None:
    made = set_body('::: diary\ncolumns: [Day, Morning]\nrows: ["Monday", "Tuesday"]\n:::\n')
    (table,) = of_role(made, "Table")
    said = [(element.role, element_text(element)) for element in elements((table,)) if element.role in {"TH", "TD"}]
    assert said == [
        ("TH", "Day"),
        ("TH", "Morning"),
        ("TH", "Monday"),
        ("TD", "Space to write"),
        ("TH", "Tuesday"),
        ("TD", "Space to write"),
    ]


@pytest.mark.parametrize("caption", ["", ' "A caption"'])
def test_a_picture_that_says_nothing_alone_on_its_page_leaves_no_page_without_tags(caption: str) -> None:
    files = {"handouts/figures/leaf.png": png(900, 900)}
    body = f"Words.\n\n::: page-break\n:::\n\n![](figures/leaf.png{caption}){{.decorative}}\n\n::: page-break\n:::\n\nMore words.\n"
    made = set_body(body, files=files)
    assert any(page.pictures for page in made.pages)
    assert consistency(made.typeset.pdf) == []


@pytest.mark.parametrize(
    ("lines", "said"), [(1, "Space to write"), (2, "Space to write: 2 lines"), (3, "Space to write: 3 lines")]
)
def test_one_line_to_write_on_is_not_called_lines(lines: int, said: str) -> None:
    made = set_body(f"::: write-in\nprompt: My questions\nlines: {lines}\n:::\n")
    assert [
        element.actual_text for element in of_role(made, "P") if element.actual_text.startswith("Space to write:")
    ] == ([said] if lines > 1 else [])
    assert said in [element.actual_text for element in of_role(made, "P")]


def test_lists_are_told_by_what_their_labels_are() -> None:
    boxes = lists(set_body("::: checklist\n- One\n- Two\n:::\n"))
    bullets = lists(set_body("- One\n- Two\n"))
    numbers = lists(set_body("1. One\n2. Two\n"))
    assert "Square" in boxes
    assert "Square" not in bullets + numbers
    assert "Disc" in bullets
    assert "Decimal" in numbers


def test_the_shipped_bullet_is_one_that_has_a_name() -> None:
    assert {set_body("Words.", clinic=clinic).style.list.bullet for clinic in CLINICS} <= set(_BULLETS)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    "labels", [("a",), ("a", "b"), ("a long label over several lines of its column", "b", "c"), tuple("abcd")]
)
def test_groups_of_an_array_are_painted_one_after_the_other(labels: tuple[str, ...], edition: str) -> None:
    groups = "".join(f"  - {{label: {label}, count: {20 + number}}}\n" for number, label in enumerate(labels))
    body = f"::: icon-array\nout-of: 100\nwho: women\nperiod: over 15 years\nevent: were well\notherwise: were not\ngroups:\n{groups}source: [a]\n:::\n"
    made = set_body(body, edition=edition)
    assert len(
        [
            element
            for element in of_role(made, "Figure")
            if "\u00a0in\u00a0100" in element.alt or "figures" in element.alt
        ]
    ) >= len(labels)
    assert painted_out_of_order(read(made)) == []


def test_addresses_in_a_clinic_s_feedback_are_links() -> None:
    words = "Write to pals@riverside.example, or see https://riverside.example/feedback."
    made = set_body("Words.", files={CLINIC: FILES[CLINIC] + f"feedback: {words}\n"})
    targets = {link.target: link.words for link in read(made).links}
    assert targets["mailto:pals@riverside.example"] == "pals@riverside.example"
    assert targets["https://riverside.example/feedback"] == "https://riverside.example/feedback"
    assert words in [element_text(element, exact=True) for element in of_role(made, "LBody")]


def test_no_stream_names_an_empty_list_of_filters() -> None:
    assert b"/Filter [" not in set_body("Words.").typeset.pdf.replace(b"/Filter [ /", b"")
