"""Broken, hostile and locked files: a finding each, never an exception, and never without end."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.errors import DependencyError
from tests.readback.making import make_pdf, read, read_well, stream
from tests.tagging.finished import built

from wardleaf.findings import Severity
from wardleaf.readback.faults import FAULTS
from wardleaf.readback.printing import facts_yaml, inspect_report, structure_text, tags_yaml

WORDS = b"BT /F1 10 Tf 10 200 Td (Words) Tj ET"


def _codes(data: bytes) -> list[str]:
    """The codes told; what was read must print."""
    found, told = read(data)
    assert found is not None or any(finding.severity is Severity.ERROR for finding in told)
    assert {finding.code for finding in told} <= {fault.code for fault in FAULTS}
    assert all("file.pdf" in finding.message for finding in told)
    if found is not None:
        for printed in (inspect_report(found), tags_yaml(found), structure_text(found), facts_yaml(found.page_facts)):
            assert printed.endswith("\n")
    return [finding.code for finding in told]


@pytest.mark.parametrize("data", [b"", b"<html>", b"PK\x03\x04" * 50, b"\0" * 3000, "Ünicode".encode("utf-16")])
def test_what_is_no_pdf(data: bytes) -> None:
    assert _codes(data) == ["T701"]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.4\ntrailer <</Root 1 0 R>>\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF",
    ],
)
def test_what_only_begins_like_a_pdf(data: bytes) -> None:
    assert _codes(data)[-1] == "T702"


def test_a_file_without_its_list_of_parts_is_mended() -> None:
    data = make_pdf(WORDS)
    cut = data[: data.index(b"xref\n0")] + b"trailer\n<</Root 1 0 R/Size 11>>\nstartxref\n99\n%%EOF\n"
    found, told = read(cut)
    assert found is not None
    assert [text.text for text in found.page_facts.pages[0].texts] == ["Words"]
    assert {finding.code for finding in told} == {"T707"}
    assert told[0].notes


def test_a_file_cut_short_anywhere() -> None:
    data = make_pdf(WORDS)
    for length in range(0, len(data), 9):
        _codes(data[:length])
    ours = built("support-through-treatment", "lakeside", "standard").made.pdf
    for share in (0.1, 0.5, 0.9, 0.99):
        assert _codes(ours[: int(len(ours) * share)])


def test_our_files_with_bytes_spoiled() -> None:
    data = make_pdf(
        WORDS,
        catalog=b"/StructTreeRoot 20 0 R",
        objects={20: b"<</K 21 0 R>>", 21: b"<</S/P/P 20 0 R/Pg 3 0 R/K[0 21 0 R]>>"},
    )
    chance = random.Random(7)  # noqa: S311  # the same bytes every time
    for _ in range(300):
        spoiled = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            spoiled[chance.randrange(9, len(spoiled))] = chance.choice(b"0 9<>[]()/R\n\xff")
        _codes(bytes(spoiled))


_TOKENS = (
    *(bytes([digit]) for digit in b"0123456789 "),
    *b'q Q cm Tf Tj TJ BDC EMC Do re f << >> [ ( ) /F1 BI ID EI BT Td " 1e400 -'.split(),
)


@given(st.lists(st.sampled_from(_TOKENS), max_size=60))
@settings(max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_operators(parts: list[bytes]) -> None:
    assert set(_codes(make_pdf(b" ".join(parts)))) <= {"T705", "T707"}


def test_content_that_breaks_off_is_read_up_to_there() -> None:
    found, told = read(make_pdf(WORDS + b" ET (never closed"))
    assert found is not None
    assert found.page_facts.pages[0].texts[0].text == "Words"
    assert [finding.code for finding in told if finding.code == "T705"] == ["T705"]
    assert "page 1" in next(finding.message for finding in told if finding.code == "T705")


@pytest.mark.parametrize(
    ("elements_of_tree", "fault"),
    [
        ({21: b"<</S/Div/P 20 0 R/K[22 0 R 21 0 R]>>", 22: b"<</S/P/P 21 0 R/K 21 0 R>>"}, "inside itself"),
        ({21: b"<</S/Div/P 20 0 R/K[22 0 R 22 0 R]>>", 22: b"<</S/P/P 21 0 R>>"}, "stands in two places"),
        ({21: b"<</S/P/P 20 0 R/Pg 3 0 R/K 99>>"}, "content that no page has"),
        ({21: b"<</S/P/P 20 0 R/K 0>>"}, "content that no page has"),
        ({21: b"<</S/Link/P 20 0 R/K<</Type/OBJR/Obj 77 0 R>>>>"}, "an object that is on no page"),
        ({21: b"<</P 20 0 R/K(what)>>"}, "no role"),
        ({20: b"<</K 21 0 R/RoleMap<</A/B/B/A>>>>", 21: b"<</S/A/P 20 0 R>>"}, "in a circle"),
    ],
)
def test_broken_trees(elements_of_tree: dict[int, bytes], fault: str) -> None:
    data = make_pdf(WORDS, catalog=b"/StructTreeRoot 20 0 R", objects={20: b"<</K 21 0 R>>", **elements_of_tree})
    assert "T706" in _codes(data)
    told = [note for finding in read(data)[1] if finding.code == "T706" for note in finding.notes]
    assert any(fault in note for note in told), told


def test_a_tree_as_deep_as_a_well() -> None:
    deep = {21 + step: b"<</S/Div/P %d 0 R/K %d 0 R>>" % (20 + step, 22 + step) for step in range(2000)}
    data = make_pdf(WORDS, catalog=b"/StructTreeRoot 20 0 R", objects={20: b"<</K 21 0 R>>", **deep})
    assert "T706" in _codes(data)


def test_an_outline_and_names_that_loop() -> None:
    objects = {
        20: b"<</First 21 0 R>>",
        21: b"<</Title(One)/Next 22 0 R/First 21 0 R/Dest[3 0 R/Fit]>>",
        22: b"<</Title(Two)/Next 21 0 R/Dest(name)>>",
        23: b"<</Kids[23 0 R 24 0 R]>>",
        24: b"<</Names[(name)<</D[3 0 R/Fit]>>]>>",
    }
    found = read_well(make_pdf(WORDS, catalog=b"/Outlines 20 0 R/Names<</Dests 23 0 R>>", objects=objects))
    assert [(entry.title, entry.page) for entry in found.outline] == [("One", 1), ("Two", 1)]


def test_pages_that_are_their_own_kids() -> None:
    assert _codes(make_pdf(WORDS, objects={2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"}))


def test_a_stream_that_is_a_bomb_is_not_unpacked_without_end() -> None:
    import zlib

    packed = zlib.compress(zlib.compress(b"q " * 40_000_000, 9), 9)
    bomb = stream(packed, b"/Filter[/FlateDecode/FlateDecode]")
    assert "T705" in _codes(make_pdf(b"", objects={4: bomb}))


def test_a_map_that_claims_every_code_many_times() -> None:
    cmap = b"100 beginbfrange " + b"<0000> <FFFF> <0000> " * 5000 + b"endbfrange"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    assert _codes(make_pdf(WORDS, objects={10: font, 6: stream(cmap)})) == []


def _locked(password: str, *, strength: int) -> bytes:
    with pikepdf.open(io.BytesIO(make_pdf(WORDS))) as pdf:
        out = io.BytesIO()
        pdf.save(
            out,
            encryption=pikepdf.Encryption(
                user=password, owner="owner", R=strength, aes=strength >= 4, metadata=strength >= 4
            ),
        )  # type: ignore[arg-type]
        return out.getvalue()


def test_a_protected_file_that_opens_without_a_password_is_read() -> None:
    found = read_well(_locked("", strength=3))
    assert found.declared.encrypted
    assert found.page_facts.pages[0].texts[0].text == "Words"
    assert "protected" in inspect_report(found)


def test_a_file_with_a_password_is_a_finding() -> None:
    assert _codes(_locked("secret", strength=3)) == ["T703"]


def test_aes_without_a_password_is_read() -> None:
    found = read_well(_locked("", strength=6))
    assert found.declared.encrypted
    assert found.page_facts.pages[0].texts[0].text == "Words"


def test_aes_with_a_password_is_a_finding() -> None:
    assert _codes(_locked("secret", strength=6)) == ["T703"]


@pytest.mark.parametrize("password", ["", "secret"])
def test_protection_that_cannot_be_undone_is_a_finding(password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the package that reads AES is not installed."""

    def decrypt(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(PdfReader, "decrypt", decrypt)
    assert _codes(_locked(password, strength=6)) == ["T704"]


def test_annotations_that_say_nothing_or_are_missing() -> None:
    found, _ = read(make_pdf(WORDS, page=b"/Annots[<</Subtype/Link>> 99 0 R 7 null]"))
    assert found is not None
    assert [(link.target, link.words) for link in found.links] == [("", "")]
    assert "page 1: leads nowhere (no words for a screen reader)" in inspect_report(found)
