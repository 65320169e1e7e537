"""Where printed codes lead, and what is said of a clinic that leaves it open."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.document.making import CLINIC, FILES

from wardleaf.checking import check_library
from wardleaf.findings import Findings
from wardleaf.library.publishing import path_name, version_path
from wardleaf.pipeline import open_library

LAKESIDE = FILES["handouts/clinics/lakeside.yaml"] + "links: {qr: none}\n"
BASE = (Path(__file__).parents[2] / "styles" / "base.yaml").read_text(encoding="utf-8")


def told(tmp_path: Path, written: str, more: dict[str, str] | None = None) -> list[tuple[str, str]]:
    others = {"handouts/clinics/lakeside.yaml": LAKESIDE, "styles/base.yaml": BASE, **(more or {})}
    for path, text in {**FILES, CLINIC: FILES[CLINIC] + written, **others}.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    workshop = open_library(tmp_path, Findings())
    assert workshop is not None
    return [
        (finding.code, str(finding.span.file.path if finding.span else ""))
        for finding in check_library(workshop, clinics=tuple(workshop.library.clinics))
        if finding.code.startswith("L36")
    ]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("", ["L363"]),
        ("links: {qr: none}\n", []),
        ("links: {qr: website}\n", ["L364"]),
        ("publish: {address: https://a.example}\n", []),
        ("links: {qr: published}\npublish: {address: https://a.example}\n", []),
    ],
)
def test_a_clinic_is_told_once_where_its_codes_lead(tmp_path: Path, written: str, codes: list[str]) -> None:
    second = {"handouts/second.yaml": FILES["handouts/leaflet.yaml"].replace("RBC-001", "RBC-002")}
    assert told(tmp_path, written, second) == [(code, CLINIC) for code in codes]


def test_two_clinics_do_not_share_a_page(tmp_path: Path) -> None:
    both = {"handouts/clinics/lakeside.yaml": "extends: riverside\nname: Lakeside\n"}
    address = "publish: {address: https://a.example}\n"
    assert ("L365", CLINIC) in told(tmp_path, address, both)
    own = {
        "handouts/clinics/lakeside.yaml": "extends: riverside\nname: Lakeside\npublish: {address: https://b.example}\n"
    }
    assert told(tmp_path, address, own) == []
    other = {"handouts/clinics/lakeside.yaml": "extends: riverside\nname: Lakeside\nspecialty: orthopaedics\n"}
    assert told(tmp_path, address, other) == []


def test_an_issue_has_a_path_of_its_own() -> None:
    assert version_path("RBC-014", "3.1") == "rbc-014/3.1/"
    assert version_path("RBC-014", "3.1", 2) == "rbc-014/3.1/2/"
    assert version_path("RBC 014/Ä", "3.1 b") == "rbc-014-/3.1-b/"


@given(st.text(max_size=20))
def test_a_name_is_one_folder_everywhere(word: str) -> None:
    name = path_name(word)
    assert name and not name.startswith(".")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
    assert path_name(name) == name
