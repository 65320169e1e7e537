"""Web addresses over several lines: where they are cut, and that a reader of the finished file copies them whole."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from tests.typeset.making import set_body

HYPHENS = "https://www.example.org/cancer-information-and-support/treatments-and-drugs/a-very-long-name-of-a-page-that-goes-on.html"
QUERY = "https://www.example.org/find/a/service?postcode=AN1-1AA&distance=20_miles&kind=walk-in-centre&language=en-GB&page=2#opening-hours"
DOI = "10.1000/well-tempered-chemotherapy-information-for-patients-and-carers"
BARE = "example.org/cancer-information-and-support/treatments-and-drugs/a-very-long-name-of-a-page-that-goes-on.html"


@pytest.mark.parametrize("before", range(24))
def test_an_address_that_is_wider_than_its_line_is_not_cut_behind_a_hyphen(before: int) -> None:
    """Wherever the line ends: a DOI is one piece, so that the letters before its hyphens shift them along."""
    address = f"10.1000/{'x' * before}{'-and-well' * 9}"
    lines = copied(f"{address} today.\n", "booklet")
    assert address in "".join(lines), lines
    assert not [line for line in lines if line.startswith("10.1000/") and re.search(r"-\Z|\ufffe|\x02", line)]


def copied(body: str, edition: str) -> list[str]:
    """The lines of the finished file, as another program copies them."""
    file = pypdfium2.PdfDocument(set_body(body, edition=edition).typeset.pdf)
    return [line for page in file for line in page.get_textpage().get_text_bounded().splitlines()]


@pytest.mark.parametrize("edition", ["large-print", "booklet"])
@pytest.mark.parametrize("lead", ["See ", "For more about this treatment, please look at this page: "])
@pytest.mark.parametrize("address", [HYPHENS, QUERY, BARE, DOI])
def test_an_address_is_copied_without_a_blank_or_a_lost_hyphen(address: str, lead: str, edition: str) -> None:
    written = f"<{address}>" if "://" in address else address
    lines = copied(f"{lead}{written} today.\n", edition)
    assert address in "".join(lines), lines
    within = [line for line in lines if re.search(r"[a-z]-\Z|[?&=_#]\Z|\ufffe|\x02", line)]
    assert not within
