"""Documents that ask for too much: each lays out, with everything on its pages that was written, or is told with
section and line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from tests.document.making import CLINIC, FILES
from tests.typeset.making import (
    EDITIONS,
    HANDOUT,
    ONE,
    complaints,
    definition,
    page_words,
    plain,
    resolve,
    section,
    set_body,
    set_document,
)
from tests.typeset.pictures import png

from wardleaf.document.model import Item, ItemList, Paragraph, Plain, Section
from wardleaf.values import replace

WORDS = "Chemotherapy is medicine that kills growing cells and travels in the blood to reach them [@a]. "
PARAGRAPH = WORDS * 3 + "\n\n"
LONG = "x" * 200


def table(rows: int, columns: int, cell: str = "some words") -> str:
    head = (
        "| " + " | ".join(f"Column {number}" for number in range(1, columns + 1)) + " |\n|" + " --- |" * columns + "\n"
    )
    return head + "".join(
        "| " + " | ".join(f"{cell} {row}.{column}" for column in range(columns)) + " |\n" for row in range(rows)
    )


def items(count: int, words: str = "", *, sign: str = "-") -> str:
    return "".join(
        f"{sign if sign == '-' else f'{number}.'} thing {number} {words}\n" for number in range(1, count + 1)
    )


ICON_ARRAY = """::: icon-array
out-of: 1000
who: women having chemotherapy for breast cancer
period: after four rounds of chemotherapy
event: kept at least half of their hair
otherwise: lost more than half of their hair
groups:
  - {label: with a cold cap, count: 503}
  - {label: without a cold cap, count: 7}
  - {label: with something else, count: 1000}
  - {label: with nothing at all, count: 0}
note: A study of 4,000 women
source: [a]
:::
"""

GOOD: Mapping[str, str] = {
    "a word of 200 letters": f"Before {LONG} after.\n\n## {LONG}\n\n- {LONG}\n\n::: note\n{LONG}\n:::\n",
    "an address of 400 letters": "See <https://www.example.org/" + "a-long/path_of=things&" * 17 + ">.\n",
    "a table of 60 rows": PARAGRAPH + table(60, 3) + "Table: A long table\n",
    "a row taller than a page": PARAGRAPH + table(2, 2, WORDS * 30),
    "a row taller than a page with a short neighbour": "| One | Two |\n| --- | --- |\n| short | "
    + WORDS * 40
    + " |\n| short | short |\n",
    "a heading before a row taller than a page": PARAGRAPH * 3 + "## A heading\n\n" + table(1, 2, WORDS * 30),
    "a callout of three pages": PARAGRAPH * 2 + "::: note\n" + PARAGRAPH * 18 + ":::\n",
    "a warning with 60 items": PARAGRAPH + "::: warning\n" + items(60, WORDS) + ":::\n",
    "a call box of three pages": "::: call-now\n" + items(50, WORDS) + ":::\n",
    "a list of 300 items": items(300, sign="1."),
    "a list of 150 long items": items(150, WORDS, sign="1."),
    "steps and boxes to tick": "::: steps\n"
    + items(60, WORDS, sign="1.")
    + ":::\n\n::: checklist\n"
    + items(60, WORDS)
    + ":::\n",
    "headings everywhere": "".join(
        f"## Part {n}\n\n### Smaller\n\n#### Smallest\n\n{WORDS * (n % 5 + 1)}\n\n" for n in range(50)
    ),
    "headings before callouts": "".join(f"## Part {n}\n\n::: note\n{WORDS * (n % 7 + 1)}\n:::\n\n" for n in range(30)),
    "an empty section": "",
    "four groups of a thousand people": PARAGRAPH + ICON_ARRAY,
    "eight columns": table(12, 8, "ok"),
    "a diary of 100 rows": "::: diary\nheading: Diary\ncolumns: [Day, Temperature, Notes]\nrows: 100\n:::\n",
    "60 lines to write on and 40 labels": f"::: write-in\nlines: 60\n:::\n\n::: write-in\nfields: [{', '.join(f'Label {n}' for n in range(40))}]\n:::\n",
    "page breaks one after another": "::: page-break\n:::\n\n::: page-break\n:::\n\nWords.\n\n::: page-break\n:::\n",
    "a QR code of a long address": "::: qr\naddress: https://www.example.org/"
    + "a" * 260
    + "\ncaption: Read this on your phone.\n:::\n",
}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", GOOD)
def test_it_lays_out(name: str, edition: str) -> None:
    document, findings = resolve({ONE: section(GOOD[name]), HANDOUT: definition()}, edition=edition)
    assert document is not None, findings
    made = set_document(document)
    assert complaints(made) == []
    assert made.errors == []


def test_each_cell_of_a_long_table_is_printed_once() -> None:
    made = set_body(table(60, 3))
    for row in range(60):
        for column in range(3):
            assert len(re.findall(rf"some words {row}\.{column}(?!\d)", made.words)) == 1
    assert sum("Column 1" in page_words(page) for page in made.pages) == 1  # content once; on other pages furniture
    assert sum("Column 1" in "".join(fact.text for fact in page.texts) for page in made.pages) > 1


@pytest.mark.parametrize("edition", EDITIONS)
def test_lists_nested_six_deep(edition: str) -> None:
    """Authors may nest three deep; what makes documents otherwise may go deeper."""
    document = set_body("Words.", edition=edition).document
    inner: tuple[Item, ...] = ()
    for depth in range(6, 0, -1):
        nested = (ItemList(style="bullet", items=inner),) if inner else ()
        inner = (
            Item(blocks=(Paragraph(runs=(Plain(f"Depth {depth} " + "with words " * 30),)), *nested)),
            Item(blocks=(Paragraph(runs=(Plain("Next."),)),)),
        )
    made = set_document(
        replace(
            document,
            sections=(*document.sections, Section(heading=None, blocks=(ItemList(style="decimal", items=inner),))),
        )
    )
    assert complaints(made) == []
    assert all(f"Depth {depth} with words" in made.words for depth in range(1, 7))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_handout_of_200_pages(edition: str) -> None:
    body = "".join(f"## Part {number} {{#part-{number}}}\n\n{PARAGRAPH * 6}" for number in range(130))
    made = set_body(body, edition=edition, contents="yes", references="on-request")
    assert made.count > 130
    assert not made.errors
    assert complaints(made) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_pictures_of_every_size(edition: str) -> None:
    body = (
        '![Wide](figures/wide.png "A caption")\n\n'
        + PARAGRAPH
        + '![Tall](figures/tall.png)\n\n![Tiny](figures/tiny.png "'
        + WORDS * 10
        + '")\n'
    )
    files = {
        "handouts/figures/wide.png": png(3000, 500),
        "handouts/figures/tall.png": png(30, 3000),
        "handouts/figures/tiny.png": png(2, 2),
    }
    made = set_body(body, edition=edition, files=files)
    assert complaints(made) == []
    assert not made.errors
    drawn = [picture for page in made.pages[1:] for picture in page.pictures]
    assert len(drawn) == 3
    assert [round((one.x1 - one.x0) / (one.bottom - one.top), 2) for one in drawn] == [6.0, 0.01, 1.0]


def test_a_picture_that_is_damaged_is_told_with_its_line() -> None:
    made = set_body("Words.\n\n![A drip](figures/drip.png)\n", files={"handouts/figures/drip.png": png(400, 300)[:90]})
    assert [(finding.code, str(finding.span)) for finding in made.errors] == [("T503", f"{ONE}:8")]


def test_a_picture_that_would_fill_the_memory_is_told() -> None:
    made = set_body("![A drip](figures/drip.png)\n", files={"handouts/figures/drip.png": png(7_000, 7_000, dots=False)})
    assert [finding.code for finding in made.errors] == ["T503"]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">{}</svg>'


def test_an_svg_is_drawn_without_naming_a_font() -> None:
    shapes = '<rect x="10" y="10" width="100" height="80" fill="#0B5563"/><circle cx="200" cy="100" r="60" fill="none" stroke="#9C1136"/>'
    made = set_body("![A drip](figures/drip.svg)\n", files={"handouts/figures/drip.svg": SVG.format(shapes).encode()})
    assert complaints(made) == []
    assert not made.typeset.findings
    assert b"Helvetica" not in made.typeset.pdf
    assert b"Times" not in made.typeset.pdf


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_title_that_no_page_holds_is_told_with_its_line(edition: str) -> None:
    title = "Chemotherapy for breast cancer that has spread " * 12
    made = set_body("Words.", edition=edition, files={HANDOUT: definition(title=title)})
    assert [finding.code for finding in made.errors] == ["T502"]
    span = made.errors[0].span
    assert span
    assert (span.file.path, span.file.line(span.line)[:6]) == (HANDOUT, "title:")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_long_title_is_balanced_and_no_word_of_it_is_broken(edition: str) -> None:
    title = "Chemotherapy and radiotherapy for breast cancer that has spread to the bones, the liver or the lungs"
    made = set_body("Words.", edition=edition, title=title)
    assert complaints(made) == []
    assert title in plain(page_words(made.pages[0]))
    size = made.style.first_page.title.size.pt
    assert all(
        fact.text.endswith(" ") or fact.text.endswith("lungs") for fact in made.pages[0].texts if fact.size == size
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_clinic_with_much_to_say(edition: str) -> None:
    hours = "Monday to Friday from nine in the morning until five in the afternoon"
    text = FILES[CLINIC].replace("9am to 5pm", hours).replace("chest pain", "chest pain or " * 30 + "bleeding")
    made = set_body("::: contacts\nshow: [clinic, services, helplines]\n:::\n", edition=edition, files={CLINIC: text})
    assert not made.errors
    assert [told for told in complaints(made) if "call box" not in told] == []


def test_a_web_address_too_long_for_a_qr_code_is_told() -> None:
    long = FILES[CLINIC].replace("riverside.example", "riverside.example/" + "a" * 3000) + "links: {qr: website}\n"
    document, findings = resolve({CLINIC: long})
    assert document is None
    assert [(finding.code, str(finding.span)) for finding in findings] == [("D116", f"{CLINIC}:8:10")]
