"""Bytes that no producer would write: a finding or a print file, never a traceback and never without end."""

from __future__ import annotations

import functools
import logging
import zlib

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from tests.imposition.making import numbered_pdf, saved

from wardleaf.findings import Findings, Rejected, Severity
from wardleaf.imposition import press
from wardleaf.imposition.impose import impose_pdf
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.readback.reader import read_pdf

FIT = ImpositionOptions(scaling="fit")
OFTEN = settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow])


@functools.cache
def seeds() -> tuple[bytes, ...]:
    plain = pikepdf.open(__import__("io").BytesIO(numbered_pdf(3)))
    return (
        saved(plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable),
        saved(plain, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        saved(plain, encryption=pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False)),
        furnished(),
    )


def furnished() -> bytes:
    """A page with layers, a rule over them, a note, filled fields and boxes of all kinds."""
    pdf = pikepdf.open(__import__("io").BytesIO(numbered_pdf(1)))
    page = pdf.pages[0].obj
    group = pdf.make_indirect(
        Dictionary(Type=Name.OCG, Name="L", Usage=Dictionary(Print=Dictionary(PrintState=Name.OFF)))
    )
    rule = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([group]), P=Name.AnyOn, VE=Array([Name.Not, group])))
    page.Resources.Properties = Dictionary(L=rule)
    page.Contents = pdf.make_stream(b"/OC /L BDC BT 3 Tr /F1 14 Tf 40 50 Td (P001) Tj ET EMC")
    page.CropBox, page.TrimBox, page.UserUnit = Array([0, 0, 400, 590]), Array([20, 20, 380, 570]), 2
    usage = Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([group]))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(BaseState=Name.ON, OFF=Array([group]), AS=Array([usage]))
    )
    look = pdf.make_stream(b"0 0 20 20 re f")
    look.Type, look.Subtype, look.BBox, look.Matrix = (
        Name.XObject,
        Name.Form,
        Array([0, 0, 20, 20]),
        Array([1, 0, 0, 1, 0, 0]),
    )
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array([40, 40, 90, 90]), AP=Dictionary(N=look), OC=rule
    )
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="a", V="Kim", Q=1, Ff=4096, MaxLen=9))
    widget = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        F=4,
        Rect=Array([40, 140, 290, 190]),
        Parent=field,
        MK=Dictionary(BC=Array([0, 1, 0])),
    )
    page.Annots = Array([pdf.make_indirect(note), pdf.make_indirect(widget)])
    fonts = Dictionary(Helv=page.Resources.Font.F1)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), DA="/Helv 0 Tf 0 g", DR=Dictionary(Font=fonts), NeedAppearances=True
    )
    return saved(pdf, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def survives(data: bytes) -> None:
    try:
        made = impose_pdf(data, FIT)
    except Rejected as refused:
        told = [finding for finding in refused.findings if finding.severity is Severity.ERROR]
        assert told and all(finding.code.startswith("P6") and finding.message for finding in told)
    else:
        assert made.files[0].pdf.startswith(b"%PDF")
        read_pdf(data, name="x", findings=Findings(), trimmed=True)
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
    seed = data.draw(st.sampled_from([seeds()[0], seeds()[3]]))
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
