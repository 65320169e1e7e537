"""Which files a handout is made of: a mistake in any of them counts, a mistake elsewhere does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.running import add_clinic, add_handout, change, small_library

from wardleaf.findings import Findings
from wardleaf.library.composition import section_users, sections_of
from wardleaf.pipeline import Workshop, open_library, told_about
from wardleaf.uses import files_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_library(tmp_path / "library")
    add_handout(root, "second", code="RBC-002")
    return root


def workshop(root: Path) -> Workshop:
    opened = open_library(root, Findings())
    assert opened is not None
    return opened


def told(root: Path, handout: str, clinic: str = "riverside") -> list[str]:
    found = told_about(workshop(root), handouts=[handout], clinics=[clinic])
    return [finding.span.file.path for finding in found if finding.span]


def test_the_files_of_a_good_handout(root: Path) -> None:
    opened = workshop(root)
    assert sorted(files_of(opened.library, opened.told, handouts=["second"], clinics=["riverside"])) == [
        "handouts/clinics/riverside.yaml",
        "handouts/glossary.yaml",
        "handouts/library.yaml",
        "handouts/references.yaml",
        "handouts/sections/chemotherapy/how-it-works.md",
        "handouts/spelling.yaml",
        "handouts/words.txt",
        "styles/base.yaml",
        "styles/riverside.yaml",
    ]


def test_sections_and_their_users(root: Path) -> None:
    library = workshop(root).library
    assert sections_of(library.handouts["chemotherapy"]) == ("chemotherapy/how-it-works", "chemotherapy/when-to-call")
    assert section_users(library) == {
        "chemotherapy/how-it-works": ("chemotherapy", "second"),
        "chemotherapy/when-to-call": ("chemotherapy",),
    }


@pytest.mark.parametrize("name", ["references", "glossary", "spelling"])
def test_shared_files_belong_to_everybody(root: Path, name: str) -> None:
    (root / f"handouts/{name}.yaml").write_text("- {\n", encoding="utf-8")
    assert told(root, "second") == [f"handouts/{name}.yaml"]


def test_a_section_belongs_to_those_who_name_it(root: Path) -> None:
    change(root / "handouts/sections/chemotherapy/when-to-call.md", "clinical: no", "clinical: perhaps")
    assert told(root, "second") == []
    assert told(root, "chemotherapy") == ["handouts/sections/chemotherapy/when-to-call.md"]


def test_a_definition_in_a_folder(root: Path) -> None:
    (root / "handouts/topic").mkdir()
    change((root / "handouts/second.yaml").rename(root / "handouts/topic/second.yaml"), "kind: general", "kind: chemo")
    assert told(root, "second") == ["handouts/topic/second.yaml"]
    assert told(root, "chemotherapy") == []


def test_a_section_whose_name_differs_only_in_capitals(root: Path) -> None:
    folder = root / "handouts/sections/chemotherapy"
    (folder / "How-It-Works.md").write_bytes((folder / "how-it-works.md").read_bytes())
    assert told(root, "second") != []


def test_clinics_that_extend_one_another(root: Path) -> None:
    (root / "handouts/clinics/ward.yaml").write_text("extends: riverside\nname: Ward\n", encoding="utf-8")
    (root / "handouts/clinics/other.yaml").write_text("extends: riverside\nname: [\n", encoding="utf-8")
    opened = workshop(root)
    files = files_of(opened.library, opened.told, handouts=[], clinics=["ward"])
    assert {"handouts/clinics/ward.yaml", "handouts/clinics/riverside.yaml"} <= files
    assert "handouts/clinics/other.yaml" not in files
    assert set(told(root, "second", "other")) == {"handouts/clinics/other.yaml"}


def test_a_style_that_cannot_be_read_belongs_to_the_clinics_that_may_need_it(root: Path) -> None:
    change(add_clinic(root, "lakeside", "Lakeside"), "style: riverside", "style: base")
    (root / "styles/riverside.yaml").write_bytes(b"\xff\xfen\x00")
    assert told(root, "second", "riverside") == ["styles/riverside.yaml"]
    assert told(root, "second", "lakeside") == []


def test_pictures_belong_to_those_who_name_them(root: Path) -> None:
    figures = root / "handouts/figures"
    figures.mkdir(exist_ok=True)
    (figures / "drip.png").write_bytes(b"no picture")
    (root / "styles/logos").mkdir(exist_ok=True)
    (root / "styles/logos/leaf.png").write_bytes(b"no picture")
    assert told(root, "second") == []
    change(
        root / "handouts/sections/chemotherapy/how-it-works.md",
        "cells [",
        "cells.\n\n![a drip](figures/drip.png)\n\nIt [",
    )
    change(root / "styles/riverside.yaml", "extends: base", "extends: base\nlogo: {file: leaf.png}")
    assert sorted(told(root, "second")) == ["handouts/figures/drip.png", "styles/logos/leaf.png"]


def test_a_folder_that_cannot_be_read_hides_what_lies_in_it(root: Path) -> None:
    (root / "handouts/sections/chemotherapy").rename(root / "handouts/sections/chemo.md")
    assert told(root, "second") == []
    findings = [finding.span.file.path for finding in workshop(root).told if finding.span]
    assert findings == ["handouts/sections/chemo.md"]
