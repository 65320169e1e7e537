"""A pack of shipped handouts: valid, consistent, saying what its document says, and imposed like any booklet."""

from __future__ import annotations

from functools import lru_cache

import pytest
from tests.tagging.consistency import consistency
from tests.tagging.document_words import difference
from tests.tagging.finished import style_of, workshop
from tests.tagging.verapdf import validate

from wardleaf import building, pipeline
from wardleaf.document.model import Document
from wardleaf.findings import Findings
from wardleaf.readback.reader import read_pdf
from wardleaf.records.built import Target
from wardleaf.typeset.typesetter import Typeset, typeset

HANDOUTS = ("recurrence-options", "support-through-treatment")


@lru_cache(maxsize=4)
def packed(clinic: str, edition: str) -> tuple[Document, Typeset]:
    opened, id = pipeline.with_pack(workshop(), HANDOUTS)
    findings = Findings()
    document = pipeline.document_for(opened, id, clinic, edition, findings)
    assert document is not None, findings.sorted()
    style, resources = style_of(clinic, edition)
    return document, typeset(document, style, resources)


@pytest.mark.parametrize(("clinic", "edition"), [("riverside", "standard"), ("lakeside", "booklet")])
def test_a_pack_is_as_good_a_file_as_a_handout(clinic: str, edition: str) -> None:
    document, made = packed(clinic, edition)
    style, resources = style_of(clinic, edition)
    assert validate(made.pdf, "ua1") == []
    assert validate(made.pdf, "2a") == []
    assert consistency(made.pdf) == []
    findings = Findings()
    read = read_pdf(made.pdf, name="pack.pdf", findings=findings)
    assert read is not None
    assert list(findings) == []
    assert difference(document, style, read, logo=resources.logo is not None, added=made.added_pages) == ""


def test_a_pack_is_built_and_imposed() -> None:
    opened, id = pipeline.with_pack(workshop(), HANDOUTS, title="Your treatment")
    built = building.build_handout(opened, Target(handout=id, clinic="riverside", edition="booklet"))
    assert [file.record.file for file in built.files] == [f"{id}-booklet.pdf", f"{id}-booklet-print.pdf"]
    assert {finding.name for finding in built.findings if finding.severity.value == "error"} == set()
    assert built.files[0].record.pages % 4 == 0
    assert built.files[0].record.title == "Your treatment"


@pytest.mark.parametrize("clinic", ["riverside", "lakeside"])
def test_code_version_and_hash_stand_whole_beside_a_folio_of_many_pages(clinic: str) -> None:
    document, made = packed(clinic, "booklet")
    code = f"{document.first_page.code_line} {document.hash}".replace("\u00a0", " ")
    for page in made.page_facts.pages[1:]:
        furniture = {text.text.replace("\u00a0", " ").strip() for text in page.texts if text.artifact}
        assert code in furniture
