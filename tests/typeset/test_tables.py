"""Columns: together as wide as the page, and no word broken that need not be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.typeset.making import EDITIONS, Made, Space, set_body
from tests.typeset.test_containers import text

from wardleaf.findings import Severity
from wardleaf.typeset.compose.tables import column_widths
from wardleaf.typeset.flowables import Flowable
from wardleaf.typeset.lines import ANY, Holds

EXAMPLES = settings(max_examples=80, deadline=None)
PADDING = 5.0


class Cell(Space):
    """A cell that asks for two widths."""

    def __init__(self, least: float, liked: float) -> None:
        super().__init__(10.0)
        self.least, self.liked = least, liked

    def narrowest(self, holds: Holds = ANY) -> float:
        return self.least

    def natural(self) -> float:
        return self.liked


CELLS = st.tuples(st.floats(min_value=0, max_value=150), st.floats(min_value=0, max_value=900)).map(
    lambda pair: Cell(pair[0], sum(pair))
)
COLUMNS = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8)


@EXAMPLES
@given(columns=COLUMNS, width=st.floats(min_value=100, max_value=600))
def test_widths_add_up_and_no_column_is_too_narrow_for_its_words(columns: list[list[Flowable]], width: float) -> None:
    widths = column_widths(columns, width, padding=PADDING)
    assert sum(widths) == pytest.approx(width, abs=0.05)
    assert len(widths) == len(columns)
    needed = [max(cell.narrowest() for cell in column) + 2 * PADDING for column in columns]
    if sum(needed) + 0.5 * len(columns) < width:
        assert all(wide >= need for wide, need in zip(widths, needed))
    else:
        assert all(wide > 0 for wide in widths)


@EXAMPLES
@given(columns=COLUMNS)
def test_with_room_to_spare_nothing_is_wrapped(columns: list[list[Flowable]]) -> None:
    widths = column_widths(columns, 20_000.0, padding=PADDING)
    assert all(wide >= max(cell.natural() for cell in column) + 2 * PADDING for wide, column in zip(widths, columns))


def test_a_long_column_gets_more_than_a_short_one() -> None:
    short, long = column_widths([[text(2)], [text(80)]], 400.0, padding=PADDING)
    assert long > 3 * short


WIDE = "| Cyclophosphamide | Doxorubicin | Capecitabine | Carboplatin | Trastuzumab | Pertuzumab | Gemcitabine | Vinorelbine |\n"


def test_words_that_are_broken_in_a_table_are_told() -> None:
    table = WIDE + "|" + " --- |" * 8 + "\n" + WIDE
    made = set_body(table, edition="booklet")
    assert [(finding.code, finding.span.line if finding.span else 0) for finding in made.typeset.findings] == [
        ("T507", 6)
    ]
    assert made.typeset.findings[0].message == (
        "this table's 8 columns do not fit a page of the edition `booklet`, and words in 8 of them are broken"
    )
    three = "| Cyclophosphamide | Doxorubicin | Trastuzumab |\n"
    assert not set_body(three + "| --- | --- | --- |\n" + three, edition="booklet").typeset.findings


def test_words_that_are_broken_in_a_diary_are_told() -> None:
    columns = "Temperature in the morning, Temperature in the evening, Something else, Another thing, Hospital, Medicines, Questions, Notes"
    made = set_body(f"::: diary\ncolumns: [{columns}]\nrows: 5\n:::\n", edition="booklet")
    assert [finding.code for finding in made.typeset.findings] == ["T507"]


def test_a_long_row_label_does_not_squeeze_the_columns_to_write_in() -> None:
    made = set_body(
        "::: diary\ncolumns: [When, Temperature, Notes]\nrows: [The first day after your first round of chemotherapy at home]\n:::\n"
    )
    assert not made.typeset.findings
    found = {fact.text.strip(): fact for page in made.pages for fact in page.texts}
    assert found["Temperature"].x0 < made.pages[1].width / 2


def lines_of(made: Made) -> list[str]:
    """The lines of all pages as printed: texts on one baseline that follow one another."""
    return [fact.text.replace("\u00a0", " ").strip() for page in made.pages for fact in page.texts]


ADDRESS = "https://www.example.org/cancer-information-and-support/treatments-and-drugs/a-very-long-name-of-a-page.html"


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    "number",
    [
        "0808 808 0000",
        "150 mg",
        "½ tablet",
        "4–6 hourly",
        "1–2 tablets",
        "1 November 2026",
        "38 °C",
        "**150** mg",
        "AN1 1AA",
    ],
)
def test_the_address_gives_way_to_the_number_beside_it(number: str, edition: str) -> None:
    made = set_body(
        f"| Who | Where | What | Again |\n| --- | --- | --- | --- |\n| Anyone | <{ADDRESS}> | {number} | {number} |\n",
        edition=edition,
    )
    assert not [finding for finding in made.typeset.findings if finding.code in ("T507", "T509")]
    printed = "".join(lines_of(made))
    assert printed.replace(" ", "").count(number.replace("*", "").replace(" ", "")) >= 2
    if "*" not in number:
        units = number.replace(" mg", "mg").replace(" °C", "°C")  # as this clinic writes them
        assert lines_of(made).count(units) >= 2


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_number_that_no_column_has_room_for_is_an_error(edition: str) -> None:
    head = "| Drug |" + " Day |" * 13 + "\n|" + " --- |" * 14 + "\n"
    made = set_body(head + "| Capecitabine |" + " 1,500 mg |" * 13 + "\n", edition=edition)
    (told,) = [finding for finding in made.typeset.findings if finding.code in ("T507", "T509")]
    assert (told.code, told.severity, told.span and told.span.line) == ("T509", Severity.ERROR, 6)
    assert "such as “1,500mg” would have to be broken" in told.message


def test_a_number_that_is_wider_than_its_page_is_an_error_outside_tables_too() -> None:
    for body in ("Call {0}.\n", "- Call {0}.\n", "::: note\n{0}\n:::\n", '::: write-in\nfields: ["{0}"]\n:::\n'):
        made = set_body(body.format("0" * 90), edition="booklet")
        assert [(finding.code, finding.severity) for finding in made.typeset.findings] == [("T509", Severity.ERROR)], (
            body
        )


@EXAMPLES
@given(
    cells=st.lists(
        st.sampled_from(["1500 mg", "0808 808 0000", "4–6 hourly", "½ tablet", "Capecitabine", ADDRESS, "a few words"]),
        min_size=1,
        max_size=9,
    ),
    edition=st.sampled_from(EDITIONS),
)
def test_no_number_is_ever_broken_without_an_error(cells: list[str], edition: str) -> None:
    row = "| Row | " + " | ".join(cells) + " |\n"
    made = set_body(
        "| Head |" + " Day |" * len(cells) + "\n|" + " --- |" * (len(cells) + 1) + "\n" + row, edition=edition
    )
    whole = lines_of(made)
    for cell in cells:
        number = cell.replace(" mg", "mg")
        if any(sign.isnumeric() for sign in cell):
            assert number in whole or "T509" in {finding.code for finding in made.typeset.findings}


LONG = "pneumonoultramicroscopicsilicovolcanoconiosisandwhateverelsefollowsit"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (f"A {LONG}.", 6),
        (f"## {LONG} {{#a}}\n\nWords.", 6),
        (f"::: call-now\n- {LONG}\n:::", 7),
        (f"::: steps\n1. Words.\n2. **{LONG}**\n:::", 8),
        (f"Words.\n\n> x\n\n[{LONG}](https://example.org)".replace("> x\n\n", ""), 8),
    ],
)
def test_a_word_that_is_wider_than_its_line_is_told(body: str, line: int) -> None:
    made = set_body(body, edition="booklet")
    (told,) = [finding for finding in made.typeset.findings if finding.code == "T513"]
    assert LONG in told.message
    assert told.span
    assert told.span.line == line
    hyphens = body.replace(LONG, f"{LONG[:20]}-{LONG[20:40]}-{LONG[40:]}")
    assert not [finding for finding in set_body(hyphens, edition="booklet").typeset.findings if finding.code == "T513"]
