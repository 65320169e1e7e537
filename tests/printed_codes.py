"""Printed codes as a phone reads them."""

from __future__ import annotations

import io

import pypdfium2
import zxingcpp

_DOTS = 3  # a point: 216 dots an inch, less than a phone held over the page sees


def read_codes(pdf: bytes) -> list[str]:
    """What the codes on the pages of `pdf` hold, in order."""
    found: list[str] = []
    for page in pypdfium2.PdfDocument(io.BytesIO(pdf)):
        picture = page.render(scale=_DOTS).to_pil().convert("L")
        found += [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]
    return found
