"""Printed codes as a phone reads them: each leads to the address that stands below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.printed_codes import read_codes
from tests.typeset.drawing import NOTHING

from wardleaf.display import Page
from wardleaf.findings import Findings
from wardleaf.pdf.file import write_file
from wardleaf.pipeline import Workshop, document_for, open_library, style_for, typeset_document
from wardleaf.reading.tree import Slot
from wardleaf.typeset.blocks import Qr
from wardleaf.units import Colour

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped() -> Workshop:
    workshop = open_library(ROOT, Findings())
    assert workshop is not None
    return workshop


@pytest.mark.parametrize(
    ("handout", "clinic", "edition"),
    [
        ("after-knee-replacement", "riverside-joints", "standard"),
        ("after-knee-replacement", "riverside-joints", "large-print"),
        ("after-knee-replacement", "riverside-joints", "booklet"),
        ("hormone-tablets", "lakeside", "booklet"),
    ],
)
def test_the_code_of_a_shipped_handout_leads_to_the_address_below_it(
    shipped: Workshop, handout: str, clinic: str, edition: str
) -> None:
    document = document_for(shipped, handout, clinic, edition, Findings())
    style = style_for(shipped, clinic, edition, Findings())
    assert document and style and document.imprint.qr
    typeset = typeset_document(shipped, document, style, Findings())
    assert typeset
    (address,) = read_codes(typeset.pdf)
    assert address == f"https://{document.imprint.qr.printed}/"
    words = "".join(text.text for page in typeset.page_facts.pages for text in page.texts)
    assert document.imprint.qr.printed in words.replace(" ", "").replace("\n", "")
    assert len(document.imprint.qr.printed) <= 40  # letters that somebody types


@settings(max_examples=25, deadline=None)
@given(st.from_regex(r"https://[a-z0-9-]{1,40}\.example/[a-z0-9./?&=%-]{0,200}", fullmatch=True))
def test_every_address_is_read_as_it_was_written(address: str) -> None:
    code = Qr(address, 1.4, Colour(0, 0, 0), Slot("a QR code", None))
    items = code.place(0.0, 0.0, code.side, {})
    pdf = write_file([Page((code.side, code.side), tuple(items))], (), None, (), NOTHING).file.written()
    assert read_codes(pdf) == [address]
