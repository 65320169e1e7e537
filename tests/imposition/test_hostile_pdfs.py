"""Bytes that no producer would write: a finding or a print file, never a traceback and never without end."""

from __future__ import annotations

import functools
import logging
import zlib

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.imposition.making import numbered_pdf, saved

from wardleaf.findings import Rejected, Severity
from wardleaf.imposition import press
from wardleaf.imposition.impose import impose_pdf
from wardleaf.imposition.options import ImpositionOptions

FIT = ImpositionOptions(scaling="fit")
OFTEN = settings(derandomize=True, deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow])


@functools.cache
def seeds() -> tuple[bytes, ...]:
    plain = pikepdf.open(__import__("io").BytesIO(numbered_pdf(3)))
    return (
        saved(plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable),
        saved(plain, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        saved(plain, encryption=pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False)),
    )


def survives(data: bytes) -> None:
    try:
        made = impose_pdf(data, FIT)
    except Rejected as refused:
        told = [finding for finding in refused.findings if finding.severity is Severity.ERROR]
        assert told and all(finding.code.startswith("P6") and finding.message for finding in told)
    else:
        assert made.files[0].pdf.startswith(b"%PDF")
        pikepdf.open(__import__("io").BytesIO(made.files[0].pdf)).close()


@OFTEN
@given(st.data())
def test_cut_short(data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(seeds()))
    survives(seed[: data.draw(st.integers(0, len(seed)))])


@OFTEN
@given(st.data())
def test_bytes_changed(data: st.DataObject) -> None:
    seed = bytearray(data.draw(st.sampled_from(seeds())))
    for _ in range(data.draw(st.integers(1, 12))):
        seed[data.draw(st.integers(0, len(seed) - 1))] = data.draw(st.integers(0, 255))
    survives(bytes(seed))


WORDS = [
    b"0",
    b"-1",
    b"1e99",
    b"null",
    b"[]",
    b"<<>>",
    b"(a)",
    b"/Page",
    b"1 0 R",
    b"2 0 R",
    b"3 0 R",
    b"99 0 R",
    b"true",
    b"999999999999999999",
]


@OFTEN
@given(st.data())
def test_values_swapped_for_others(data: st.DataObject) -> None:
    seed = seeds()[0]
    starts = [at for at in range(len(seed) - 1) if seed[at : at + 1] == b" " and seed[at - 1 : at].isalnum()]
    at = data.draw(st.sampled_from(starts)) + 1
    end = at
    while end < len(seed) and seed[end : end + 1] not in b" \n\r/[]<>":
        end += 1
    survives(seed[:at] + data.draw(st.sampled_from(WORDS)) + seed[end:])


@OFTEN
@given(st.binary(max_size=400))
def test_no_pdf_at_all(data: bytes) -> None:
    survives(data)
    survives(b"%PDF-1.7\n" + data)


def test_pages_that_hold_one_another() -> None:
    data = seeds()[0].replace(b"/Type /Page\n", b"/Type /Page /Kids [ 2 0 R ]\n")
    survives(data.replace(b"/Kids [", b"/Kids [ 2 0 R "))


def test_resources_nested_without_end() -> None:
    deep = b"[" * 5000 + b"]" * 5000
    survives(seeds()[0].replace(b"/F1", b"/X " + deep + b" /F1", 1))


def test_bombs_are_not_unpacked() -> None:
    pdf = pikepdf.open(__import__("io").BytesIO(numbered_pdf(2)))
    bomb = pdf.make_stream(b"")
    bomb.write(zlib.compress(b"\x00" * 200_000_000, 9), filter=pikepdf.Name.FlateDecode)
    pdf.pages[0].Contents = pikepdf.Array([bomb, bomb, bomb])
    with pytest.raises(Rejected) as refused:
        impose_pdf(saved(pdf, compress_streams=False), FIT)
    assert [finding.code for finding in refused.value.findings] == ["P604"]


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "MOST_PAGES", 2)
    with pytest.raises(Rejected, match="has 3 pages; the most is 2"):
        impose_pdf(numbered_pdf(3), FIT)
    monkeypatch.setattr(press, "MOST_BYTES", 100)
    with pytest.raises(Rejected, match="the most is 0 MB"):
        impose_pdf(numbered_pdf(1), FIT)


def test_repairs_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    data = numbered_pdf(2)
    level = logging.getLogger("pypdf").level
    survives(data.replace(b"startxref", b"startxxxx"))
    assert not caplog.records
    assert logging.getLogger("pypdf").level == level
