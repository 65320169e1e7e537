"""Many print files as one, for a printer that takes one job: each copy begins on a fresh sheet, and what copies share is held once.

The file is for print only: it has no tags, no outline and no words about itself but a title.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

_JOIN_EVERY = 25  # copies after which what is the same is held once, so that memory grows with what differs


def join_print_files(files: Iterable[bytes], *, title: str) -> tuple[bytes, int]:
    """The pages of `files` (at least one), one file after the other, and how many sides that is; a file of an odd number of sides is followed by a blank one."""
    writer = PdfWriter()
    count = 0
    for count, data in enumerate(files, 1):
        reader = PdfReader(io.BytesIO(data))
        for page in reader.pages:
            writer.add_page(page)
        if len(reader.pages) % 2:
            writer.add_blank_page()
        if count == 1:
            _take_preferences(writer, reader)
        if count % _JOIN_EVERY == 0:
            writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=False)
    if count % _JOIN_EVERY:
        writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    writer.metadata = {NameObject("/Title"): TextStringObject(title)}
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue(), len(writer.pages)


def _take_preferences(writer: PdfWriter, reader: PdfReader) -> None:
    """How the sheets are turned in the printer, as the print files say."""
    found = reader.root_object.get("/ViewerPreferences")
    held = found.get_object() if found is not None else None
    if isinstance(held, DictionaryObject):
        writer.root_object[NameObject("/ViewerPreferences")] = held.clone(writer)
