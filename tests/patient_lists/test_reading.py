"""Patient lists as people's programs write them: every shape that is good, and everything wrong told by row and column,
never by value.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.patient_lists.workbook import workbook

from wardleaf.document.fields import HandoutField
from wardleaf.library.label_files import read_profile
from wardleaf.patient_lists.columns import column_letter
from wardleaf.patient_lists.reading import PatientList, check_list, file_name

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
UK = read_profile("uk")
SAVE_AS = "in Excel choose “File”, “Save as” and the type “CSV UTF-8 (comma delimited)”"


def checked(
    tmp_path: Path, data: str | bytes, *, name: str = "list.csv", by: str = "", characters: str = ""
) -> PatientList:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return check_list(path, FIELDS, editions=("standard", "booklet"), profile=UK, by=by, characters=characters)


def values(found: PatientList) -> list[dict[str, str]]:
    assert found.usable, found.findings
    return [dict(row.values) for row in found.rows()]


def told(found: PatientList) -> list[str]:
    for finding in found.findings:
        assert PATIENT not in repr(finding)
    return [f"{finding.code} {finding.message}" for finding in found.findings]


@pytest.mark.parametrize(
    "data",
    [
        f"Name,Hospital number\n{PATIENT},0012\n",
        f"\ufeffName,Hospital number\r\n{PATIENT},0012\r\n",
        f"name;hospital-number\n{PATIENT};0012\n",
        f'"Name"\t"HOSPITAL_NUMBER"\n"{PATIENT}"\t"0012"\n',
        f"\n\nName,Hospital number\n,\n{PATIENT},0012\n\n",
        f"sep=;\r\nName;Hospital number\r\n{PATIENT};0012\r\n",
        f'\ufeff"SEP=|"\nName|Hospital number\n{PATIENT}|0012\n',
        f"Name,Hospital number\r{PATIENT},0012\r",
        f'Name,Hospital number\n{PATIENT},"=""0012"""\n',
        f"\ufeff\ufeffName,Hospital number\n{PATIENT},'0012\n",
        f"Na\u200bme,Hospital number\n\u202a{PATIENT[:3]}\xad{PATIENT[3:]}\u202c,\u200b0012\n",
    ],
)
def test_csv_as_programs_write_it(tmp_path: Path, data: str) -> None:
    found = checked(tmp_path, data)
    assert [line for line in told(found) if not line.startswith("M131")] == []
    assert values(found) == [{"name": PATIENT, "hospital-number": "0012"}]
    assert found.good_rows == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (f"Name,Hospital number\n{PATIENT},{'1' * 120_000}\n", "the row after row 1 has more than 100,000 characters"),
        (f"Name{',' * 120_000}\n{PATIENT}\n", "the row after row 0 has more than 100,000 characters"),
        (f"Name{',x' * 300}\n{PATIENT}\n", "row 1 has 301 columns; a list has at most 256"),
        (f'Name\n"{PATIENT}' + f"{PATIENT}\n" * 9_000, "the row after row 1 has more than 100,000 characters"),
    ],
)
def test_rows_beyond_the_bounds(tmp_path: Path, data: str, words: str) -> None:
    (line,) = [line for line in told(checked(tmp_path, data)) if line.startswith("M101")]
    assert words in line


def test_a_quoted_line_end_is_one_row(tmp_path: Path) -> None:
    found = checked(tmp_path, 'Name,Your visits\n"A; ""B""","2026-11-24 10:30 Ward 4\n2026-12-01"\nC,\n')
    assert told(found) == []
    assert [row.number for row in found.rows()] == [2, 3]
    assert values(found)[0] == {"name": 'A; "B"', "visits": "2026-11-24 10:30 Ward 4\n2026-12-01"}


def test_an_edition_a_row(tmp_path: Path) -> None:
    found = checked(tmp_path, "Name,Edition\nA,Booklet\nB,\n")
    assert [(row.edition, dict(row.values)) for row in found.rows()] == [
        ("booklet", {"name": "A"}),
        ("", {"name": "B"}),
    ]


def test_excel_keeps_text_and_dates_and_warns_of_numbers(tmp_path: Path) -> None:
    rows = [
        ["Name", "Hospital number", "First day"],
        [PATIENT, "0012", datetime.date(2026, 11, 24)],
        ["B", 12345678.0, None],
    ]
    found = checked(tmp_path, workbook(rows), name="list.xlsx")
    assert told(found) == [
        "M130 read from the sheet “List”: 2 rows",
        "M110 row 3, column B (Hospital number): Excel holds a number here, and zeros that it begins with are lost; format the column as text",
    ]
    assert values(found) == [
        {"name": PATIENT, "hospital-number": "0012", "start": "2026-11-24"},
        {"name": "B", "hospital-number": "12345678"},
    ]


def test_everything_wrong_is_told_at_once_by_row_and_column(tmp_path: Path) -> None:
    long = PATIENT * 20
    data = f"Name,First day,Your visits,Edition\n{PATIENT},{PATIENT},,\n,24/11/2026,,\n{long},,{PATIENT},{PATIENT}\n{PATIENT},31/2/2026,,\nA,,,\nA,,,\n"
    found = checked(tmp_path, data)
    assert told(found) == [
        "M108 row 2, column B (First day): it is not a date; write it like 2026-11-24 or 24/11/2026",
        "M107 row 3, column A (Name): it is empty",
        "M108 row 4, column A (Name): it has 260 characters; there is room for 100",
        "M108 row 4, column C (Your visits): it holds an appointment that does not begin with its date, like 2026-11-24 or 24/11/2026 10:30 Ward 4",
        "M108 row 4, column D (edition): this handout has no such edition; it has standard, booklet",
        "M108 row 5, column B (First day): it is not a date; write it like 2026-11-24 or 24/11/2026",
        "M136 row 5 has the name of row 2; where both are one patient, delete one of them",
        "M109 row 7 is the same as row 6",
    ]
    assert found.usable
    assert found.bad_rows == {2, 3, 4, 5, 7}
    assert [row.number for row in found.rows()] == [6]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "M103 `list.csv` is empty"),
        ("Name\n", "M103 `list.csv` has headings but no rows below them"),
        (f"{PATIENT},1\nB,2\n", "M104 row 1 names no field of this handout; is it the row with the headings?"),
        (
            f"Name,{PATIENT}\nA,B\n",
            "M104 column B is headed by no field of this handout; delete the column, or mend its heading",
        ),
        ("Name,name\nA,B\n", "M106 columns A and B both fill `Name`; delete one"),
        ("First day\n2026-11-24\n", "M105 there is no column `Name`"),
        (f"Name\n{PATIENT}\nB\n".encode("utf-16-le"), f"M102 `list.csv` is not saved as UTF-8; {SAVE_AS}"),
        (f"Name\n{PATIENT}\nB\n".encode("utf-32"), f"M102 `list.csv` is not saved as UTF-8; {SAVE_AS}"),
        (
            f"Name\n{PATIENT}\nB\n".encode("utf-16") + b"A",
            f"M102 `list.csv` begins as UTF-16 and does not go on so; {SAVE_AS}",
        ),
        (
            f'Name\n"{PATIENT}\n',
            "M101 the row after row 1 is not as a CSV file has it: look for a quotation mark without its partner",
        ),
    ],
)
def test_lists_that_cannot_be_used(tmp_path: Path, data: str | bytes, message: str) -> None:
    found = checked(tmp_path, data)
    assert not found.usable
    assert message in told(found)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("data", ["Name\tHospital number\nZoë Ünal\t0012\n", "sep=;\nName;Hospital number\nZoë Ünal;0012\n", 'Name,Hospital number\r\n"Zoë Ünal",0012\r\n'])  # fmt: skip
def test_utf_16_with_its_mark_is_read_as_excel_shows_it(tmp_path: Path, data: str, encoding: str) -> None:
    found = checked(tmp_path, f"\ufeff{data}".encode(encoding), name="list.txt")
    assert told(found) == []
    assert values(found) == [{"name": "Zoë Ünal", "hospital-number": "0012"}]


@pytest.mark.parametrize(
    "row", ["Name,Hospital number", "name,", "NAME,hospital_number", "Total: 2,", "Total,2", ",Total", "Number of patients: 2,", "Sum,2", "(in full),(label)"]
)  # fmt: skip
def test_a_row_that_is_no_patient_is_told(tmp_path: Path, row: str) -> None:
    found = checked(tmp_path, f"Name,Hospital number\nA,1\nB,2\n{row}\n")
    assert [line[:4] for line in told(found)] == ["M135"]
    assert found.bad_rows == {4}
    assert len(list(found.rows())) == 2


@pytest.mark.parametrize("row", ["Total,Ann", "Mary Total,3", "Name Smith,3", "Sum Li,3", "C (known as D),3"])
def test_somebody_may_be_called_so(tmp_path: Path, row: str) -> None:
    found = checked(tmp_path, f"Name,Hospital number\nA,1\nB,2\n{row}\n")
    assert told(found) == []
    assert found.good_rows == 3


def test_a_patient_who_comes_twice_is_told_and_both_copies_are_made(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        f"Name,Hospital number,First day\n{PATIENT},0012,1/12/2026\nB,,\n{PATIENT.lower()},0012,2/12/2026\nb,,1/12/2026\n{PATIENT},0013,\n",
    )
    assert told(found) == [
        "M136 row 4 has the hospital number of row 2; where both are one patient, delete one of them",
        "M136 row 5 has the name of row 3; where both are one patient, delete one of them",
    ]
    assert found.usable
    assert found.good_rows == 5


def test_copies_without_a_name_are_told(tmp_path: Path) -> None:
    fields = {**FIELDS, "name": HandoutField(name="name", label="Name")}
    for data, message in (
        ("Hospital number\n1\n", "M137 there is no column `Name`, so no copy says for whom it is"),
        (
            "Name,Hospital number\n,1\nB,2\n",
            "M137 row 2, column A (Name): it is empty, so this copy does not say for whom it is",
        ),
    ):
        path = tmp_path / "list.csv"
        path.write_text(data, encoding="utf-8")
        found = check_list(path, fields, editions=("standard",), profile=UK)
        assert told(found) == [message]
        assert found.usable
        assert found.good_rows == data.count("\n") - 1


def test_a_misspelled_heading_gets_a_hint(tmp_path: Path) -> None:
    (finding,) = checked(tmp_path, "Name,Hospitol number\nA,1\n").findings
    assert finding.hint == "did you mean `Hospital number`?"


LANGUAGES = {
    "en-GB": ("standard", "booklet"),
    "es": ("standard", "booklet"),
    "pt-BR": ("standard",),
    "pt-PT": ("standard",),
}


def in_languages(
    tmp_path: Path, data: str, *, edition: str = "standard", fields: Mapping[str, HandoutField] = FIELDS
) -> PatientList:
    path = tmp_path / "list.csv"
    path.write_text(data, encoding="utf-8")
    return check_list(path, fields, editions=LANGUAGES["en-GB"], profile=UK, languages=LANGUAGES, edition=edition)


def test_a_language_a_row(tmp_path: Path) -> None:
    found = in_languages(
        tmp_path, "Name,LANGUAGE,Edition\nA,es,\nB,Spanish,booklet\nC,,\nD,en,\nE,español,\nF,es_MX,\nG,pt-br,\n"
    )
    assert told(found) == []
    assert [row.language for row in found.rows()] == ["es", "es", "", "en-GB", "es", "es", "pt-BR"]
    assert all(row.values.keys() == {"name"} for row in found.rows())
    assert found.kinds == {("es", ""), ("es", "booklet"), ("", ""), ("en-GB", ""), ("pt-BR", "")}


def test_a_language_that_the_handout_is_not_there_in_is_told_without_its_name(tmp_path: Path) -> None:
    found = in_languages(
        tmp_path, "Name,Edition,Language\nA,,Klingonish\nB,,pl\nC,,Portuguese\nD,booklet,pt-BR\nE,poster,es\nF,,es\n"
    )
    there = "English (en-GB), Spanish (es), Portuguese (pt-BR), Portuguese (pt-PT)"
    missing = f"the handout is not there in this language; write one of {there}"
    assert told(found) == [
        f"M108 row 2, column C (language): {missing}",
        f"M108 row 3, column C (language): {missing}",
        f"M108 row 4, column C (language): this may mean more than one language; write one of {there}",
        "M108 row 5, column B (edition): in the language of this row the handout has no such edition",
        "M108 row 6, column B (edition): in the language of this row the handout has no such edition",
    ]
    assert not any("Klingon" in repr(finding) for finding in found.findings)
    assert [row.number for row in found.rows()] == [7]
    assert found.kinds == {("es", "")}


def test_the_edition_of_the_run_must_be_there_in_the_language_of_the_row(tmp_path: Path) -> None:
    found = in_languages(tmp_path, "Name,Edition,Language\nA,,pt-BR\nB,standard,pt-BR\nC,,es\n", edition="booklet")
    message = "in the language of this row there is no edition `booklet`; name another in a column `edition`"
    assert told(found) == [f"M108 row 2, column C (language): {message}"]
    assert found.kinds == {("pt-BR", "standard"), ("es", "")}


def test_a_handout_without_translations_is_there_in_its_own_language(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Language\nA,English\nB,es\n", encoding="utf-8")
    found = check_list(
        path, FIELDS, editions=("standard",), profile=UK, languages={"en-GB": ("standard",)}, edition="standard"
    )
    assert [row.language for row in found.rows()] == ["en-GB"]
    assert len(told(found)) == 1


def test_a_field_that_is_called_language_is_that_field(tmp_path: Path) -> None:
    for field in (HandoutField(name="language", label="I speak"), HandoutField(name="speaks", label="Language")):
        found = in_languages(tmp_path, "Name,Language\nA,Klingonish\n", fields={**FIELDS, field.name: field})
        assert told(found) == []
        assert [(row.values[field.name], row.language) for row in found.rows()] == [("Klingonish", "")]


def test_two_columns_of_languages(tmp_path: Path) -> None:
    assert told(in_languages(tmp_path, "Name,Language,language\nA,es,es\n")) == [
        "M106 columns B and C both fill `language`; delete one"
    ]


def test_bytes_that_are_no_utf_8_are_told_by_cell(tmp_path: Path) -> None:
    found = checked(tmp_path, "Name,Hospital number\nA,1\nZoë,2\n".encode("latin-1"))
    assert (
        f"M102 row 3, column A (Name): the list is not saved as UTF-8, so a letter here may be another one; {SAVE_AS}"
        in told(found)
    )
    assert found.bad_rows == {3}


def test_a_letter_that_the_fonts_lack(tmp_path: Path) -> None:
    found = checked(tmp_path, "Name\nAB\nA\u05d0\n", characters="AB")
    assert told(found) == [
        "M108 row 3, column A (Name): it holds a letter or sign that the fonts of this style do not have"
    ]


def test_files_named_by_a_column_need_different_values(tmp_path: Path) -> None:
    found = checked(tmp_path, "Name,Hospital number\nA,00 1\nB,00-1\nC,\n", by="hospital-number")
    assert told(found) == [
        "M115 row 3 would give its file the name that row 2 gives",
        "M107 row 4, column B (Hospital number): it is empty",
    ]
    assert file_name("  Zoë/../O'Neil ") == "zoë-o-neil"


def test_columns_have_letters() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_many_copies_for_one_patient_crowd_out_no_mistake(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "Name,Hospital number,First day\n"
        + "".join(f"Ann,12,{1 + day % 28}/1/{2026 + day // 28}\n" for day in range(300))
        + "B,3,soon\n",
    )
    lines = told(found)
    assert [line[:4] for line in lines].count("M136") == 20
    assert any(line.startswith("M108 row 302") for line in lines)
    assert any(line.startswith("M121 279 more mistakes") for line in lines)
    assert found.good_rows == 300


@pytest.mark.parametrize("word", ["NULL", "(null)", "\\N", "NaN"])
def test_a_word_for_nothing_of_a_database_is_no_value(tmp_path: Path, word: str) -> None:
    (line,) = told(checked(tmp_path, f"Name,Hospital number\nAnn Null,{word}\n"))
    assert line.startswith("M125 row 2, column B (Hospital number): a program wrote its word for nothing here")
    assert told(checked(tmp_path, "Name,Hospital number\nNull,n/a\n")) == []


def test_below_headings_that_nobody_knows_nothing_more_is_told(tmp_path: Path) -> None:
    assert [line[:4] for line in told(checked(tmp_path, "List of Monday\nName,Hospital number\nA,1\n"))] == ["M104"]
