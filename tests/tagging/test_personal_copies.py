"""A personal copy is as good a file as the handout without a name on it, however long the values are."""

from __future__ import annotations

import pytest
from tests.tagging.consistency import consistency
from tests.tagging.document_words import difference
from tests.tagging.finished import EDITIONS, style_of, workshop
from tests.tagging.verapdf import validate

from wardleaf import pipeline
from wardleaf.findings import Findings
from wardleaf.readback.reader import read_pdf
from wardleaf.typeset.typesetter import typeset

SHORT = {"name": "Zoë Ng"}
LONG = {
    "name": "Maximiliana Featherstonehaugh-Quibblethorpe of Somewhere",
    "hospital-number": "0012345",
    "nurse": "x" * 100,
}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("values", [SHORT, LONG], ids=["short", "long"])
def test_a_personal_copy_is_tagged_and_says_its_values(edition: str, values: dict[str, str]) -> None:
    style, resources = style_of("riverside", edition)
    findings = Findings()
    document = pipeline.document_for(
        workshop(), "recurrence-options", "riverside", edition, findings, field_values=values
    )
    assert document is not None
    made = typeset(document, style, resources)
    assert made.findings == ()
    assert validate(made.pdf, "ua1") == []
    assert consistency(made.pdf) == []
    read = read_pdf(made.pdf, name="copy.pdf", findings=findings)
    assert read is not None
    assert difference(document, style, read, logo=resources.logo is not None, added=made.added_pages) == ""
    assert list(findings) == []
