"""Small PDFs written by hand: tests write only the objects and operators that matter to them."""

from __future__ import annotations

from wardleaf.findings import Finding, Findings
from wardleaf.readback.model import ReadBack
from wardleaf.readback.reader import read_pdf

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
PLAIN = b"/Font<</F1 10 0 R>>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def make_pdf(
    content: bytes,
    *,
    resources: bytes = PLAIN,
    page: bytes = b"",
    catalog: bytes = b"",
    objects: dict[int, bytes] | None = None,
    trailer: bytes = b"",
) -> bytes:
    """A PDF of one page, 200 by 300 points: catalog 1, pages 2, page 3, contents 4, Helvetica 10; `objects` adds or
    replaces.
    """
    held = {
        1: b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 300]>>",
        3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<%b>>%b>>" % (resources, page),
        4: stream(content),
        10: FONT,
        **(objects or {}),
    }
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in sorted(held.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    size = max(held) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Root 1 0 R/Size %d%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def read(data: bytes) -> tuple[ReadBack | None, tuple[Finding, ...]]:
    """What a file reads as, and what there is to say about it."""
    findings = Findings()
    return read_pdf(data, name="file.pdf", findings=findings), findings.sorted()


def read_well(data: bytes) -> ReadBack:
    """What a file reads as; nothing may be said about it."""
    found, told = read(data)
    assert told == ()
    assert found is not None
    return found


def texts(data: bytes) -> list[tuple[str, float, float, float]]:
    """Text, x, baseline and size of everything shown on the only page, to a tenth of a point."""
    return [
        (text.text, round(text.x0, 1), round(text.baseline, 1), round(text.size, 1))
        for text in read_well(data).page_facts.pages[0].texts
    ]
