"""What is packed in a file, to be searched for what must not be there."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress


def opened(data: bytes) -> list[bytes]:
    """`data` and all that is packed in it."""
    parts = [data]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            parts.append(found[1])
    with suppress(zlib.error):
        parts.append(zlib.decompress(data))
    return parts
