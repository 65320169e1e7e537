"""What is due and what is on the library_state: text, CSV and calendar, safe in the programs that open them."""

from __future__ import annotations

import csv
import datetime
import io

import pytest
from tests.document.making import ONE, definition, section
from tests.governance.making import TODAY, approve, decisions, library_state_of, real_library, withdraw

from wardleaf.governance.library_state import DueReview
from wardleaf.governance.listing import due_calendar, due_csv, due_text, escaped_cell, register_csv
from wardleaf.governance.review_dates import months_after

FAR = datetime.date(2030, 1, 1)


def due(**changes: object) -> DueReview:
    values: dict[str, object] = {
        "date": datetime.date(2026, 12, 1), "handout": "leaflet", "code": "RBC-001", "title": "A title", "version": "1.0",
        "reviewed": datetime.date(2025, 12, 1),
    }  # fmt: skip
    return DueReview(**{**values, **changes})  # type: ignore[arg-type]


def test_the_earliest_date_of_a_handout_and_its_sections_wins() -> None:
    library = real_library({ONE: section("Words.", **{"review-by": "2027-03-01"})})
    found = library_state_of(library).due(until=FAR)
    assert [(one.code, one.date.isoformat(), one.section) for one in found] == [
        ("RBC-001", "2027-03-01", "topic/one"),
        ("RBC-002", "2027-11-01", ""),
    ]
    assert [one.code for one in library_state_of(library).due(until=datetime.date(2027, 3, 1))] == ["RBC-001"]


def test_withdrawn_handouts_are_not_due() -> None:
    library = real_library()
    assert [one.code for one in library_state_of(library, decisions(withdraw(library, "leaflet"))).due(until=FAR)] == [
        "RBC-002"
    ]


def test_due_as_text() -> None:
    listed = due_text((due(date=datetime.date(2026, 11, 21)), due(date=TODAY), due(section="topic/one")), today=TODAY)
    assert listed.splitlines() == [
        "2026-11-21  1 day overdue  RBC-001  A title",
        "2026-11-22  today          RBC-001  A title",
        "2026-12-01  in 9 days      RBC-001  A title (section topic/one)",
    ]


def test_due_as_csv() -> None:
    assert due_csv((due(title="=1+1"),), today=TODAY) == (
        "review-by,days,code,title,version,section\n2026-12-01,in 9 days,RBC-001,'=1+1,1.0,\n"
    )


def test_due_as_a_calendar() -> None:
    title = "Chemotherapy; what it does, and häufige Fragen zur Behandlung mit langen Wörtern"
    text = due_calendar((due(title=title, section="topic/one"),))
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\n" not in text.replace("\r\n", "")
    unfolded = text.replace("\r\n ", "")
    escaped = title.replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:Review RBC-001: {escaped}\r\n" in unfolded
    assert "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n" in text
    assert "UID:rbc-001-review@wardleaf\r\nDTSTAMP:20251201T000000Z\r\n" in text
    assert "TRIGGER:-P90D" in text
    assert text == due_calendar((due(title=title, section="topic/one"),))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1"])
def test_no_cell_is_run_by_a_spreadsheet(text: str) -> None:
    assert escaped_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["RBC-001", "1.0", "A = B", "a@b", "", "'=1"])
def test_ordinary_cells_stay(text: str) -> None:
    assert escaped_cell(text) == text


def test_the_register_has_a_row_for_every_handout_of_every_clinic() -> None:
    library = real_library({"handouts/leaflet.yaml": definition(title='"=HYPERLINK(1), and more"')})
    approvals = decisions(*approve(library), withdraw(library, "second"))
    rows = list(
        csv.DictReader(io.StringIO(register_csv(library_state_of(library, approvals).rows(["riverside", "lakeside"]))))
    )
    assert [(row["code"], row["department"], row["state"]) for row in rows] == [
        ("RBC-001", "Lakeside Cancer Center", "specimen"),
        ("RBC-001", "Riverside Breast Clinic", "approved"),
        ("RBC-002", "Lakeside Cancer Center", "withdrawn"),
        ("RBC-002", "Riverside Breast Clinic", "withdrawn"),
    ]
    assert rows[1] == {
        "code": "RBC-001",
        "title": "'=HYPERLINK(1), and more",
        "owner": "C. Head, manager",
        "department": "Riverside Breast Clinic",
        "version": "1.0",
        "issue": "1",
        "review-by": "2027-11-01",
        "state": "approved",
        "languages": "en-GB",
        "editions": "standard large-print booklet",
    }
    assert rows[0]["languages"] == "en-US"


def test_months_are_counted_by_the_calendar() -> None:
    assert months_after(datetime.date(2026, 8, 31), 6) == datetime.date(2027, 2, 28)
    assert months_after(datetime.date(2026, 11, 1), 24) == datetime.date(2028, 11, 1)
    assert months_after(datetime.date(9999, 12, 31), 6) == datetime.date.max
