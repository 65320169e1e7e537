"""How strings and numbers are written in a PDF (ISO 32000-1, 7.3)."""

from __future__ import annotations


def pdf_string(text: str) -> str:
    """`text` as a PDF string: plain where it is printable ASCII, UTF-16 in hexadecimal otherwise (7.9.2.2), where half
    of a surrogate pair becomes a question mark.
    """
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def number(value: float) -> bytes:
    """A PDF number with at most four decimals."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return b"0" if text in {"", "-0"} else text.encode("ascii")


def numbers(*values: float) -> bytes:
    """PDF numbers with a space between them."""
    return b" ".join(map(number, values))
