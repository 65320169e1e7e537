"""Workbooks as Excel shows them: the rows that are printed are the rows that are seen, or the list is refused with what
leads out.
"""

from __future__ import annotations

import datetime
import os
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.patient_lists.workbook import (
    MAIN,
    Raw,
    Sheet,
    Value,
    book,
    number,
    packed,
    relations_xml,
    with_row,
    workbook,
)

from wardleaf.document.fields import HandoutField
from wardleaf.library.label_files import read_profile
from wardleaf.patient_lists.excel import package, worksheet
from wardleaf.patient_lists.reading import PatientList, check_list
from wardleaf.patient_lists.sheets import SheetChoice
from wardleaf.patient_lists.template import template

PATIENT = "Quibblethorpe"
FIELDS = {
    field.name: field
    for field in (
        HandoutField(name="name", label="Name", required=True),
        HandoutField(name="hospital-number", label="Hospital number"),
        HandoutField(name="start", label="First day", type="date"),
        HandoutField(name="visits", label="Your visits", type="appointments"),
    )
}
HEAD = ["Name", "Hospital number", "First day", "Your visits"]
UK = read_profile("uk")


def checked(
    tmp_path: Path, data: bytes, *, name: str = "list.xlsx", sheet: str = "", hidden_rows: str = ""
) -> PatientList:
    path = tmp_path / name
    path.write_bytes(data)
    return check_list(path, FIELDS, editions=("standard",), profile=UK, choice=SheetChoice(sheet, hidden_rows))  # type: ignore[arg-type]


def told(found: PatientList) -> list[str]:
    for finding in found.findings:
        assert PATIENT not in repr(finding)
    return [f"{finding.code} {finding.message}" for finding in found.findings if finding.code != "M130"]


def names(found: PatientList) -> list[str]:
    assert found.usable, found.findings
    return [row.values["name"] for row in found.rows()]


# --- which sheet ---


def people(*names: str) -> list[list[str]]:
    return [["Name"], *([name] for name in names)]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_never_read(tmp_path: Path, state: str) -> None:
    found = checked(
        tmp_path, book(Sheet(people("Old Patient"), name="OLD 2024", state=state), Sheet(people("Ana"), name="Today"))
    )
    assert names(found) == ["Ana"]
    (read,) = found.findings
    assert read.message == "read from the sheet “Today”: 1 row; not read: the hidden sheet “OLD 2024”"
    asked = checked(
        tmp_path,
        book(Sheet(people("Old Patient"), name="OLD 2024", state=state), Sheet(people("Ana"))),
        sheet="old 2024",
    )
    assert told(asked) == [
        "M122 the sheet “OLD 2024” is hidden in Excel; show it there (right click on a sheet's tab, “Unhide”) and save the list"
    ]
    assert list(asked.rows()) == list(asked.mistakes()) == []


@pytest.mark.parametrize("kind", ["chartsheet", "dialogsheet", "xlMacrosheet"])
def test_a_sheet_of_another_kind_is_no_list(tmp_path: Path, kind: str) -> None:
    assert names(checked(tmp_path, book(Sheet(people("No"), name="Chart", kind=kind), Sheet(people("Ana"))))) == ["Ana"]


def test_empty_sheets_are_passed_over_and_of_several_one_must_be_named(tmp_path: Path) -> None:
    empty = Sheet([["", "  ", None], [Raw("", format="0000")]], name="Sheet2")
    assert names(checked(tmp_path, book(empty, Sheet(people("Ana")), Sheet([], name="Sheet3")))) == ["Ana"]
    two = book(Sheet(people("Ana"), name="Morning"), empty, Sheet(people("Bo"), name="Afternoon"))
    assert told(checked(tmp_path, two)) == ["M122 `list.xlsx` has 2 sheets that hold something: “Morning”, “Afternoon”"]
    assert (
        names(checked(tmp_path, two, sheet="Afternoon")) == names(checked(tmp_path, two, sheet=" afternoon ")) == ["Bo"]
    )
    assert told(checked(tmp_path, two, sheet="Noon")) == [
        "M122 there is no sheet of this name with rows; there are “Morning”, “Sheet2”, “Afternoon”"
    ]
    assert told(checked(tmp_path, two, sheet="Sheet2")) == ["M103 `list.xlsx` is empty"]
    assert told(checked(tmp_path, book(Sheet(people("Ana"), state="hidden")))) == [
        "M103 `list.xlsx` has no sheet that Excel shows with anything in it"
    ]
    assert told(checked(tmp_path, b"Name\nA\n", name="list.csv", sheet="Noon")) == [
        "M122 `list.csv` is a CSV file, which has no sheets; leave --sheet out"
    ]


# --- which rows and columns ---


def test_hidden_rows_wait_for_a_word(tmp_path: Path) -> None:
    data = book(Sheet(people("A", "B", "C", "D", "E", "F"), hidden_rows={3, 5, 6}))
    refused = checked(tmp_path, data)
    assert told(refused) == ["M123 rows 3 and 5 to 6 of the sheet “List” are hidden in Excel, by hand or by a filter"]
    assert not refused.usable
    assert names(checked(tmp_path, data, hidden_rows="leave")) == ["A", "C", "F"]
    left = checked(tmp_path, data, hidden_rows="leave").findings[0].message
    assert left == "read from the sheet “List”: 3 rows; left out: 3 rows that Excel hides"
    assert names(checked(tmp_path, data, hidden_rows="make")) == ["A", "B", "C", "D", "E", "F"]
    made = checked(tmp_path, data, hidden_rows="make").findings[0].message
    assert made == "read from the sheet “List”: 6 rows, also rows 3 and 5 to 6, which Excel hides"


def test_rows_of_no_height_and_sheets_that_hide_all_others_are_hidden(tmp_path: Path) -> None:
    data = workbook(people("A", "B"))
    with zipfile.ZipFile(BytesIO(data)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml")
    flat = book(
        Sheet(people("A", "B")),
        parts={"xl/worksheets/sheet1.xml": sheet.replace(b'r="3" hidden="0"', b'r="3" ht="0" customHeight="1"')},
    )
    assert told(checked(tmp_path, flat))[0].startswith("M123 row 3 of the sheet")
    bare = sheet.replace(b' hidden="0"', b"").replace(b'defaultRowHeight="15"', b'defaultRowHeight="15" zeroHeight="1"')
    assert told(checked(tmp_path, book(Sheet([]), parts={"xl/worksheets/sheet1.xml": bare})))[0].startswith(
        "M123 rows 1 to 3 of the sheet"
    )


def test_hidden_rows_without_anything_in_them_are_nothing(tmp_path: Path) -> None:
    assert told(checked(tmp_path, book(Sheet([["Name"], ["A"], [None], [""]], hidden_rows={3, 4})))) == []


@pytest.mark.parametrize(
    "columns",
    [
        '<col min="2" max="2" hidden="1"/>',
        '<col min="2" max="2" width="0"/>',
        '<col min="2" max="16384" hidden="true"/>',
    ],
)
def test_a_hidden_column_that_would_be_printed_is_told(tmp_path: Path, columns: str) -> None:
    data = book(Sheet([HEAD[:2], ["A", "0012"]], columns=columns))
    assert told(checked(tmp_path, data)) == [
        "M124 column B of the sheet “List” is hidden in Excel and holds something; show the column in Excel, or delete it"
    ]
    assert told(checked(tmp_path, book(Sheet(people("A"), columns=columns)))) == []


@pytest.mark.parametrize("area", ["A2:A3", "A2:B2", "A1:B1"])
def test_merged_cells_are_told_where_they_matter(tmp_path: Path, area: str) -> None:
    found = checked(tmp_path, book(Sheet([HEAD[:2], ["A", "0012"], [None, "0013"]], merged=[area, "A9:B9", "F1:G3"])))
    assert (
        f"M126 the cells {area.replace(':', ' to ')} of the sheet “List” are merged into one, so it is not certain which rows it belongs to"
        in told(found)
    )
    assert len([line for line in told(found) if line.startswith("M126")]) == 1
    assert not found.usable


def test_a_title_above_the_headings_is_told_with_their_row(tmp_path: Path) -> None:
    found = checked(tmp_path, workbook([["Clinic of Tuesday"], [None], *people(PATIENT)]))
    (finding,) = (finding for finding in found.findings if finding.code == "M104" and finding.hint)
    assert (finding.message, finding.hint) == (
        "row 1 names no field of this handout; is it the row with the headings?",
        "row 3 looks like the headings; delete what stands above it",
    )
    assert finding.notes == ("its fields are edition, Name, Hospital number, First day, Your visits, language",)


def test_a_value_under_an_empty_heading_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path, workbook([["Name", None, "Hospital number"], ["A", PATIENT, "1"], ["B", None, "2"]]))
    assert told(found) == ["M104 row 2, column B: there is no heading above it; head the column, or empty the cell"]
    assert names(found) == ["B"]


# --- what a cell says ---

ERROR = "Excel shows an error here"


@pytest.mark.parametrize(
    ("value", "start"),
    [
        (Raw("<v>#N/A</v>", "e"), f"M125 row 2, column B (Hospital number): {ERROR} (#N/A); type"),
        (Raw("<f>A9</f><v>#REF!</v>", "e"), f"M125 row 2, column B (Hospital number): {ERROR} (#REF!); type"),
        (Raw("<v>#BEZUG!</v>", "e"), f"M125 row 2, column B (Hospital number): {ERROR}; type"),
        ("#NV", "M125 row 2, column B (Hospital number): Excel wrote an error here"),
        ("########", "M125 row 2, column B (Hospital number): Excel wrote an error here"),
        (Raw("<f>A1</f>"), "M125 row 2, column B (Hospital number): there is a formula here without its result"),
        (Raw("<f>A1</f><v></v>"), "M125 row 2, column B (Hospital number): there is a formula here without its result"),
        (Raw('<f t="shared" si="0"/>', "str"), "M125 row 2, column B (Hospital number): there is a formula here without its result"),
        ("=A1", "M125 row 2, column B (Hospital number): there is a formula here as text"),
        (Raw("<v>1</v>", "b"), "M127 row 2, column B (Hospital number): Excel holds TRUE or FALSE"),
        (number("0.5", "0%"), "M127 row 2, column B (Hospital number): Excel shows this cell in a form"),
        (number("1234567", "#,##0"), "M127 "),
        (number("12", "[$£-809]0"), "M127 "),
        (number("0.5", "# ?/?"), "M127 "),
        (number("123", "000 ### 0000;;"), "M127 "),
        (number("123", "### ### 0000"), "M127 "),
        (number("12", "[>10]0;General"), "M127 "),
        (number("1234", "0.00E+00"), "M127 "),
        (number("0.3333333333333333"), "M127 "),
        (number("5", ";;;"), "M127 row 2, column B (Hospital number): the cell holds something that its format hides"),
        (number("0", "0;-0;"), "M127 row 2, column B (Hospital number): the cell holds something that its format hides"),
        (Raw(f"<is><t>{PATIENT}</t></is>", "inlineStr", ";;;"), "M127 row 2, column B (Hospital number): the cell holds something"),
        (Raw(f"<is><t>{PATIENT}</t></is>", "inlineStr", '"Dr "@'), "M127 row 2, column B (Hospital number): Excel shows this cell"),
        (number("1234567890123456"), "M128 row 2, column B (Hospital number): Excel keeps fifteen digits"),
        (number("1.2345678901234568E+18", "0"), "M128 "),
        ("1.23457E+11", "M128 row 2, column B (Hospital number): Excel has shortened this number"),
        ("1,2E-05", "M128 "),
        (number("0.4375", "hh:mm"), "M129 row 2, column B (Hospital number): Excel holds a time or a duration"),
        (number("1.5", "[h]:mm:ss"), "M129 "),
        (datetime.date(2026, 5, 12), "M127 row 2, column B (Hospital number): Excel holds a date here, and this field is a text"),
        (Raw("<v>12</v>", crossed_out=True), "M132 row 2, column B (Hospital number): it is crossed out in Excel"),
        (Raw("<is><r><rPr><strike/></rPr><t>12</t></r><r><t>13</t></r></is>", "inlineStr"), "M132 "),
        ("Zo\u00c3\u00ab", "M133 row 2, column B (Hospital number): letters with accents were lost"),
        ("Zo?l", "M133 "),
        ("Zo\ufffd", "M133 "),
    ],
)  # fmt: skip
def test_what_would_be_printed_otherwise_than_excel_shows_it_is_told(tmp_path: Path, value: Value, start: str) -> None:
    found = checked(tmp_path, workbook([HEAD[:2], [PATIENT, value], ["B", "0013"]]))
    (line,) = told(found)
    assert line.startswith(start)
    assert names(found) == ["B"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (number("12345", "0000000"), "0012345"),
        (number("9434765919", "000 000 0000"), "943 476 5919"),
        (number("9434765919", "### ### ####"), "943 476 5919"),
        (number("9434765919", r"000\-000\-0000"), "943-476-5919"),
        (number("12", "0000;-0000;0000;@"), "0012"),
        (number("5", '0" mg"'), "5 mg"),
        (number("38.5"), "38.5"),
        (number("38.500000000000007"), "38.5"),
        (number("38.45", "0.0"), "38.5"),
        (number("2.5", "0"), "3"),
        (number("-3", "0;(0)"), "(3)"),
        (number("12345678"), "12345678"),
        (number("123456789012345"), "123456789012345"),
        (number("1.2E1"), "12"),
        (number("12", "@"), "12"),
        ('="0012345"', "0012345"),
        ("'0012345", "0012345"),
        ("\u2019AB012", "AB012"),
        (Raw("<is><r><t>00</t></r><r><rPr><b/><strike val='0'/></rPr><t>12</t></r><rPh><t>x</t></rPh></is>", "inlineStr"), "0012"),
        (Raw("<is><t>00_x0031_2</t></is>", "inlineStr"), "0012"),
        (Raw("<v>0</v>", "s"), "0012"),
        (Raw("<f>A9</f><v>0012</v>", "str"), "0012"),
        (Raw("<is><t>0012</t></is>", "inlineStr", "@"), "0012"),
        (Raw("<is><t>0012</t></is>", "inlineStr", "dd/mm/yyyy;@"), "0012"),
        ("00\u200b1\u00ad2\u202e", "0012"),
        ("\ufeff0012\ufe0f", "0012"),
    ],
)  # fmt: skip
def test_cells_are_read_as_excel_shows_them(tmp_path: Path, value: Value, shown: str) -> None:
    found = checked(
        tmp_path,
        book(Sheet([HEAD[:2], [PATIENT, value]]), shared=["<r><t>00</t></r><r><t>12</t></r><rPh><t>x</t></rPh>"]),
    )
    assert [line for line in told(found) if line[:4] not in ("M110", "M131")] == []
    assert [row.values["hospital-number"] for row in found.rows()] == [shown]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (number("46350", "dd/mm/yyyy"), "2026-11-24"),
        (number("46350", "[$-809]dddd, d mmmm yyyy;@"), "2026-11-24"),
        (number("46350.4375", "dd/mm/yyyy"), "2026-11-24"),
        (number("46350.4375", "d/m/yy h:mm"), "2026-11-24 10:30"),
        (number("46350.43055555555", "d/m/yy h:mm AM/PM"), "2026-11-24 10:20"),
        (Raw("<v>2026-11-24</v>", "d"), "2026-11-24"),
        (Raw("<v>2026-11-24T10:30:00Z</v>", "d"), "2026-11-24 10:30"),
        (Raw("<v>2026-11-24T00:00:00</v>", "d", "dd/mm/yyyy"), "2026-11-24"),
    ],
)
def test_dates(tmp_path: Path, value: Value, shown: str) -> None:
    found = checked(tmp_path, workbook([["Name", "Your visits"], ["A", value]]))
    assert told(found) == []
    assert [row.values["visits"] for row in found.rows()] == [shown]


@pytest.mark.parametrize(
    ("value", "start"),
    [
        (number("46350", "mmm-yy"), "M129 row 2, column C (First day): Excel shows a part of this date"),
        (number("46350", "d-mmm"), "M129 "),
        (number("46350", "dddd"), "M129 "),
        (number("0", "dd/mm/yyyy"), "M129 row 2, column C (First day): Excel holds a time or a duration"),
        (number("59", "dd/mm/yyyy"), "M129 row 2, column C (First day): Excel can show no date here"),
        (number("-5", "dd/mm/yyyy"), "M129 "),
        (number("2958466", "dd/mm/yyyy"), "M129 "),
        (number("46350"), "M108 row 2, column C (First day): it is not a date"),
        (number("46350.5", "dd/mm/yyyy hh:mm"), "M108 row 2, column C (First day): it is not a date"),
        (Raw("<v>PT5H</v>", "d"), "M129 "),
        (Raw("<v>2026-13-24</v>", "d"), "M129 "),
    ],
)
def test_dates_that_are_none(tmp_path: Path, value: Value, start: str) -> None:
    (line,) = told(checked(tmp_path, workbook([["Name", None, "First day"], ["A", None, value]])))
    assert line.startswith(start)


def test_days_since_1904(tmp_path: Path) -> None:
    data = book(
        Sheet([["Name", "First day"], ["A", number("44888", "dd/mm/yyyy")]]), settings='<workbookPr date1904="1"/>'
    )
    assert [row.values["start"] for row in checked(tmp_path, data).rows()] == ["2026-11-24"]


def test_results_that_excel_would_work_out_anew_are_not_trusted(tmp_path: Path) -> None:
    rows = [["Name"], [Raw("<f>A9</f><v>0</v>")], ["B"]]
    data = book(Sheet(rows), settings='<calcPr fullCalcOnLoad="1"/>')
    assert [line[:40] for line in told(checked(tmp_path, data))] == ["M125 row 2, column A (Name): there is a "]
    assert names(checked(tmp_path, data)) == ["B"]


def test_unseen_signs_and_apostrophes_are_told_once_a_column(tmp_path: Path) -> None:
    found = checked(tmp_path, workbook(people("A\u200bna", "Bo\u00ad", "'t Hooft", "'s Gravesande")))
    assert told(found) == [
        "M131 row 2, column A (Name): what cannot be seen was taken out: 1 zero-width space",
        "M134 row 4, column A (Name): it begins with an apostrophe, which is printed; delete it where a program put it there",
    ]
    assert names(found) == ["Ana", "Bo", "'t Hooft", "'s Gravesande"]


# --- bounds, and files that are none ---


def test_a_stray_cell_in_the_last_corner_is_named(tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    (line,) = told(checked(tmp_path, book(Sheet([]), parts={"xl/worksheets/sheet1.xml": sheet})))
    assert line == (
        "M101 `list.xlsx` cannot be read: row 1048576, column XFD holds something; a list has at most 256 columns, so delete what stands to the right of it"
    )
    empty = sheet.replace("<v>1</v>", "").replace("</sheetData>", "</sheetData>")
    assert told(checked(tmp_path, book(Sheet([]), parts={"xl/worksheets/sheet1.xml": empty}))) == [
        "M103 `list.xlsx` has headings but no rows below them"
    ]


def sheet_of(inner: str) -> dict[str, str | bytes]:
    return {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>'}


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>'


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (sheet_of(f"{ROW}{'a' * 40_000}</t></is></c></row>"), "one of its cells has more than 32,767 characters"),
        (sheet_of(f'<row r="1"><c r="A1" t="str"><v>{"a" * 40_000}</v></c></row>'), "one of its cells has more than 32,767 characters"),
        (sheet_of(f'<row r="1" x="{"a" * 2_000_000}"/>'), "a single sign of its XML has more than 1024 KB"),
        (sheet_of("<row/>" * 3000), "it has more than 2,000 cells and pieces of cells"),
        (sheet_of("<row>" + " " * 3_000_000 + "</row>"), "it has more than 2 MB when it is unpacked"),
        ({"xl/worksheets/sheet1.xml": f'{BOMB}<worksheet xmlns="{MAIN}"/>'}, "it is damaged"),
        ({"xl/workbook.xml": f'{BOMB}<workbook xmlns="{MAIN}"/>'}, "it is damaged"),
        (sheet_of("<row><c>" * 200), "it is damaged"),
        (sheet_of('<row r="3"/><row r="2"/>'), "it is damaged"),
        (sheet_of('<row r="1"><c r="B1"/><c r="A1"/></row>'), "it is damaged"),
        (sheet_of('<row r="1"><c r="A2"/></row>'), "it is damaged"),
        (sheet_of(f'<row r="{"9" * 5000}"/>'), "it is damaged"),
        (sheet_of('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "it is damaged"),
        (sheet_of('<row r="1"><c r="A1" s="99"><v>7</v></c></row>'), "it is damaged"),
        (sheet_of('<x:row xmlns:x="urn:other"><row r="1"/></x:row>'), "it is damaged"),
        ({"xl/worksheets/sheet1.xml": "<worksheet"}, "it is damaged"),
        ({"_rels/.rels": relations_xml([("officeDocument", "../../../etc/passwd")])}, "it is damaged"),
        ({"xl/workbook.bin": b""}, "is a workbook of a kind that does not tell Wardleaf what is hidden in it"),
        ({"content.xml": b""}, "is a workbook of a kind that does not tell Wardleaf what is hidden in it"),
    ],
)  # fmt: skip
def test_workbooks_made_to_do_harm(
    tmp_path: Path, parts: dict[str, str | bytes], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 3 << 20 if "single sign" in words else 2 << 20)
    monkeypatch.setattr(package, "MOST_ELEMENTS", 2000)
    (line,) = told(checked(tmp_path, book(Sheet(people("A")), parts=parts)))
    assert line.startswith("M101 `list.xlsx`")
    assert words in line


_MANY = 240_000


@pytest.mark.parametrize(
    "parts",
    [
        sheet_of("<row><c><v>1</v></c></row>" * (_MANY // 3)),
        sheet_of("<row/>" * _MANY),
        sheet_of(f"<row><c>{'<f/>' * _MANY}</c></row>"),
        {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><cols>{"<col/>" * _MANY}</cols></worksheet>'},
        {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}" xmlns:x="u">{"<x:y/>" * _MANY}</worksheet>'},
        {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"<si><t>a</t></si>" * (_MANY // 2)}</sst>'},
        {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts>{"<font/>" * _MANY}</fonts></styleSheet>'},
    ],
    ids=["rows", "empty rows", "formulas", "columns", "others", "shared texts", "fonts"],
)
def test_a_workbook_that_unpacks_to_far_more_than_its_size_is_refused_in_seconds(
    tmp_path: Path, parts: dict[str, str | bytes]
) -> None:
    data = book(Sheet(people("A")), parts=parts)
    begun = time.process_time()
    (line,) = told(checked(tmp_path, data))
    assert time.process_time() - begun < 5
    assert "cells and pieces of cells, more than Wardleaf reads from a file of" in line
    assert "copy what it shows into a new file" in line


@pytest.mark.parametrize("most", [0, 3, 400_000])
@pytest.mark.parametrize("hidden", ["make", "leave"])
def test_a_list_that_is_held_has_the_rows_of_one_that_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, hidden: str
) -> None:
    monkeypatch.setattr(worksheet, "_MOST_HELD", most)
    rows = [["Name"], ["A. One"], None, ["B. Two"], ["C. Three"]]
    data = book(Sheet([row or [] for row in rows], hidden_rows=(4,)))
    found = checked(tmp_path, data, hidden_rows=hidden)
    assert found.source and found.source.sheet
    assert (found.source.sheet.held is None) == (most < 4)
    assert [(row.number, row.values["name"]) for row in found.rows()] == [
        (number, name)
        for number, name in ((2, "A. One"), (4, "B. Two"), (5, "C. Three"))
        if hidden == "make" or number != 4
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("list.xlsx", b"PK\x03\x04 no workbook", "cannot be read as an Excel workbook; it is damaged"),
        ("list.xlsx", b"Name\nA\n", "cannot be read as an Excel workbook; it is damaged, or of another kind"),
        ("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is a workbook of the old kind (.xls), or it has a password"),
        ("list.xls", b"\xef\xbb\xbf <html><table>", "is a web page, whatever its name says"),
        ("list.csv", b"%PDF-1.7", "cannot be read as an Excel workbook"),
        ("list.xlsx", packed({"word/document.xml": "<w/>", "_rels/.rels": relations_xml([("officeDocument", "word/document.xml")])}), "it is damaged"),
    ],
)  # fmt: skip
def test_files_of_other_kinds(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (line,) = told(checked(tmp_path, data, name=name))
    assert line.startswith(f"M101 `{name}`")
    assert words in line


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (finding,) = check_list(tmp_path / "none.csv", FIELDS, editions=(), profile=UK).findings
    assert (finding.code, finding.message) == (
        "M101",
        "`none.csv` cannot be opened; is it there, and open in no other program?",
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_no_part(tmp_path: Path) -> None:
    data = BytesIO(workbook(people("A")))
    with zipfile.ZipFile(data, "a") as file:
        file.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"/>')
    (line,) = told(checked(tmp_path, data.getvalue()))
    assert "it is damaged" in line


def test_strict_workbooks(tmp_path: Path) -> None:
    """The other names that the standard has for the same words."""
    with zipfile.ZipFile(BytesIO(book(Sheet(people("A", "B"), hidden_rows={3})))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    strict = {
        name: data.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, data in parts.items()
    }
    assert names(checked(tmp_path, packed(strict), hidden_rows="leave")) == ["A"]


def test_a_workbook_is_one_whatever_its_name_says(tmp_path: Path) -> None:
    assert names(checked(tmp_path, workbook(people("A")), name="list.csv")) == ["A"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_only_plain_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", Path("/dev/zero"), tmp_path):
        found = check_list(path, FIELDS, editions=("standard",), profile=UK)
        assert [finding.code for finding in found.findings] == ["M101"]
        assert "name the file that holds the list" in found.findings[0].message


def test_a_list_that_changes_between_two_readings_is_refused(tmp_path: Path) -> None:
    found = checked(tmp_path, workbook(people("A")))
    (tmp_path / "list.xlsx").write_bytes(workbook(people("A", "B")))
    with pytest.raises(Exception, match="was changed while it was read"):
        list(found.rows())


# --- the empty list ---


def test_the_empty_list_is_a_workbook_of_text_columns(tmp_path: Path) -> None:
    data = template(FIELDS)
    assert data == template(FIELDS)
    assert CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python() == [HEAD]
    assert told(checked(tmp_path, data)) == ["M103 `list.xlsx` has headings but no rows below them"]
    found = checked(tmp_path, with_row(data, "A", "0012", "24/11/2026", "2026-11-24 10:30 Ward 4"))
    assert told(found) == []
    assert [dict(row.values) for row in found.rows()] == [
        {"name": "A", "hospital-number": "0012", "start": "24/11/2026", "visits": "2026-11-24 10:30 Ward 4"}
    ]


def test_the_empty_list_lets_choose_edition_and_language(tmp_path: Path) -> None:
    data = template(FIELDS, editions=("standard", "booklet"), languages=("es", "pt-BR"))
    assert CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python() == [
        [*HEAD, "edition", "language"]
    ]
    with zipfile.ZipFile(BytesIO(data)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    assert '<formula1>"standard,booklet"</formula1>' in sheet
    assert '<formula1>"es,pt-BR"</formula1>' in sheet
    assert 'error="Choose one of: es, pt-BR, or leave the cell empty."' in sheet
    assert sheet.count("<dataValidation ") == int(sheet.partition('<dataValidations count="')[2].partition('"')[0])
    (tmp_path / "list.xlsx").write_bytes(with_row(data, "A", "0012", "24/11/2026", "", "booklet", ""))
    found = check_list(tmp_path / "list.xlsx", FIELDS, editions=("standard", "booklet"), profile=UK)
    assert [row.edition for row in found.rows()] == ["booklet"]


def test_one_edition_is_nothing_to_choose_and_a_field_keeps_its_name() -> None:
    field = {"language": HandoutField(name="language", label="Language")}
    assert template(field, editions=("standard",), languages=("es",)) == template(field)


def test_labels_with_signs_of_xml(tmp_path: Path) -> None:
    fields = {"x": HandoutField(name="x", label='Ward <4> & "day"')}
    (tmp_path / "list.xlsx").write_bytes(template(fields))
    assert [
        finding.code for finding in check_list(tmp_path / "list.xlsx", fields, editions=(), profile=UK).findings
    ] == ["M103"]


# --- any workbook ---

SHOWN: list[tuple[Value, str | None]] = [
    (None, ""),
    ("", ""),
    ("Ana", "Ana"),
    (" 0012 ", "0012"),
    ('="0012"', "0012"),
    (number("12", "0000"), "0012"),
    (number("12"), "12"),
    (Raw("<v>0</v>", "s"), "Shared"),
    (Raw("<f>A1</f><v>0</v>", "str"), "0"),
    (Raw("<v>#N/A</v>", "e"), None),
    (Raw("<f>A1</f>"), None),
    (number("0.5", "0%"), None),
    (number("0.5", "h:mm"), None),
    (Raw("<v>1</v>", "b"), None),
    (Raw("<v>5</v>", crossed_out=True), None),
    ("1.2E+11", None),
]
some_sheets = st.lists(
    st.tuples(
        st.sampled_from(["visible", "visible", "hidden", "veryHidden"]),
        st.sampled_from(["worksheet", "worksheet", "worksheet", "chartsheet"]),
        st.lists(
            st.tuples(st.sampled_from(SHOWN), st.sampled_from(SHOWN), st.sampled_from([False] * 5 + [True])), max_size=5
        ),
        st.sampled_from([False] * 7 + [True]),
        st.sampled_from(["", "", "", "A2:A3"]),
    ),
    min_size=1,
    max_size=3,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(sheets=some_sheets, hidden_rows=st.sampled_from(["", "", "leave", "make"]))
def test_the_rows_printed_are_the_rows_shown_or_the_list_is_refused(
    tmp_path: Path, sheets: list, hidden_rows: str
) -> None:  # type: ignore[type-arg]
    fields = {name: HandoutField(name=name, label=name) for name in ("name", "number")}
    made = [
        Sheet(
            [["Name", "Number"], *([left[0], right[0]] for left, right, _ in rows)],
            name=f"Sheet {place}",
            state=state,
            kind=kind,
            hidden_rows={row for row, (_, _, hidden) in enumerate(rows, 2) if hidden},
            columns='<col min="2" max="2" hidden="1"/>' if hidden_column else "",
            merged=[merged] if merged else [],
        )
        for place, (state, kind, rows, hidden_column, merged) in enumerate(sheets)
    ]
    path = tmp_path / "list.xlsx"
    path.write_bytes(book(*made, shared=["<t>Shared</t>"]))
    found = check_list(path, fields, editions=(), profile=UK, choice=SheetChoice("", hidden_rows))  # type: ignore[arg-type]
    printed = (
        [(row.number, row.values.get("name", "").strip(), row.values.get("number", "").strip()) for row in found.rows()]
        if found.usable
        else []
    )
    seen = [rows for state, kind, rows, _, _ in sheets if (state, kind) == ("visible", "worksheet")]
    certain = len(seen) == 1 and (
        hidden_rows or not any(hidden and (left[1] != "" or right[1] != "") for left, right, hidden in seen[0])
    )
    if not found.usable or not certain:
        assert printed == []
        plain = all(not hidden_column and not merged for _, _, _, hidden_column, merged in sheets)
        assert not (certain and plain and any(left[1] for left, _, hidden in seen[0] if not hidden))
        return
    shown = [
        (number, left[1], right[1])
        for number, (left, right, hidden) in enumerate(seen[0], 2)
        if (hidden_rows == "make" or not hidden) and (left[1] is None or right[1] is None or left[1] or right[1])
    ]
    wrong = {number for number, left, right in shown if left is None or right is None}
    again = {
        number
        for place, (number, *texts) in enumerate(shown)
        if texts in [other[1:] for other in map(list, shown[:place])]
    }
    assert printed == [row for row in shown if row[0] not in wrong | again]
    assert wrong | again == set(found.bad_rows)
