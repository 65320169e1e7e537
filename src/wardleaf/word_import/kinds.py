"""What a file is, told by what it holds and not by its name, and what to do where it is no Word file of today."""

from __future__ import annotations

import io

from wardleaf.office_package import DamagedError, Package, TooLargeError
from wardleaf.word_import.reading import BOUNDS, MOST_BYTES

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "open it in Word and choose “Save as”, “Word document (.docx)”"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_PARTS = (
    ("xl/workbook.xml", "an Excel workbook; copy its words into a Word file, or use `wardleaf merge` for a list of patients"),
    ("ppt/presentation.xml", "a PowerPoint file; copy its words into a Word file"),
    ("Index/Document.iwa", "a Pages file; in Pages choose “File”, “Export To”, “Word”"),
    ("index.apxl", "a Keynote file; copy its words into a Word file"),
    ("META-INF/container.xml", "an e-book; copy its words into a Word file"),
)  # fmt: skip


def other_kind(data: bytes) -> str:
    """What a file with the bytes `data` is and what to do, as the end of a sentence; empty for a Word file (.docx)."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        return "an empty file; ask for it again"
    if start.startswith(b"%pdf") or b"%PDF-" in data[:1024]:
        return "a PDF, which does not say what is a heading or a list; import the Word file that it was made from, or open the PDF in Word, compare every line, and save it as “Word document (.docx)”"
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return "a file with a password; in Word choose “File”, “Info”, “Protect Document”, take the password away and save it"
        what = "a Word file of before 2007 (.doc)" if _WORD_STREAM in data else "an Office file of before 2007"
        return f"{what}; {_SAVE}"
    if start.startswith(b"{\\rtf"):
        return f"a file in rich text (.rtf); {_SAVE}"
    if data.startswith(b"PK"):
        return _packed(data)
    if start.startswith(b"<?xml") and (b"wordprocessingml" in data[:4096] or b"<pkg:package" in data[:4096]):
        return f"a Word file in one piece of XML; {_SAVE}"
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in data[:1024].lower():
        return "a web page; say `wardleaf import --paste` and give it on standard input, or copy its words into a Word file"
    if _is_text(data):
        return "plain text; say `wardleaf import --paste` and give it on standard input, or copy it into a Word file"
    return f"no Word file; {_SAVE}"


def _packed(data: bytes) -> str:
    """The kind of an archive; empty for a Word file and for one that cannot be looked into, which reading tells."""
    try:
        with Package(io.BytesIO(data), BOUNDS) as package:
            parts = package.parts
            if "mimetype" in parts:
                first = next(package.chunks("mimetype"), b"")
                if first.startswith(_OPEN_DOCUMENT):
                    return "a LibreOffice document (.odt); open it there and choose “Save as”, “Word 2007-365 (.docx)”"
                if b"opendocument" in first:
                    return "a LibreOffice file that is no text; copy its words into a Word file"
            for part, what in _PARTS:
                if part in parts:
                    return what
            if "[Content_Types].xml" not in parts:
                return "an archive that is no Word file; unpack it and import the Word files in it"
    except (DamagedError, TooLargeError):
        return ""
    return ""


def _is_text(data: bytes) -> bool:
    try:
        text = data[:100_000].decode("utf-8", "strict" if len(data) <= 100_000 else "ignore")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text


def is_too_large(data: bytes) -> bool:
    """Whether a file is beyond what a leaflet can be."""
    return len(data) > MOST_BYTES
