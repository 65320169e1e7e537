"""Objects of ours in ReportLab's document, which numbers them. Each is bytes that we made, so none is formatted and
read back.
"""

from __future__ import annotations

from reportlab.pdfbase import pdfdoc

from wardleaf.pdf.object_file import Stream

PACKED = b"/Filter [ /FlateDecode ] "
"""The entry of a stream that zlib has packed; others follow it."""


class PdfObject(pdfdoc.PDFObject):
    """An object that is no stream, as its bytes, which may be given late."""

    __RefOnly__ = 1

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def format(self, document: object) -> bytes:
        return self.data


class StreamObject(pdfdoc.PDFObject):
    """A stream, as it goes into the file."""

    __RefOnly__ = 1

    def __init__(self, entries: bytes, data: bytes) -> None:
        self.stream = Stream(entries, data)

    def format(self, document: object) -> bytes:
        return self.stream.body


def register(document: pdfdoc.PDFDocument, name: str, data: bytes = b"") -> tuple[PdfObject, int]:
    """A new object of `document` called `name`, and its number."""
    made = PdfObject(data)
    document.Reference(made, name)
    return made, document.idToObjectNumberAndVersion[name][0]


def register_stream(document: pdfdoc.PDFDocument, name: str, entries: bytes, data: bytes) -> int:
    """A new stream of `document` called `name`, of `data` as it is stored; `entries` are those of its dictionary. Gives
    its number.
    """
    document.Reference(StreamObject(entries, data), name)
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number
