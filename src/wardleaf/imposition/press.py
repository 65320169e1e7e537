"""The press: any PDF in, its pages out as forms that can be put anywhere, and what of it does not come onto paper. What
a form is made of, `copying.py` knows.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct
from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import DictionaryObject

from wardleaf.findings import Fault, Finding, Rejected
from wardleaf.imposition import faults
from wardleaf.imposition.copying import Copier
from wardleaf.imposition.fingerprints import plain
from wardleaf.imposition.print_file import PageForm
from wardleaf.imposition.sheets import PageSize
from wardleaf.pdf.print_objects import PrintObjects
from wardleaf.readback.boxes import PageBox, page_box
from wardleaf.readback.declared import placeholder, placeholder_words
from wardleaf.readback.fields import Fields
from wardleaf.readback.layers import Layers
from wardleaf.readback.notes import Notes, notes_on
from wardleaf.units import Length

MOST_BYTES = 200_000_000
MOST_PAGES = 2_000
_SPARE_BYTES = (
    16_000_000  # what may be copied beyond four times the input's size: more means that something is copied without end
)
_KINDS = {
    "Text": "sticky note",
    "FreeText": "typed text",
    "Line": "line",
    "Square": "frame",
    "Circle": "ring",
    "Polygon": "shape",
    "PolyLine": "line of several",
    "Highlight": "highlight",
    "Underline": "underline",
    "Squiggly": "wavy underline",
    "StrikeOut": "crossing out",
    "Stamp": "stamp",
    "Caret": "insertion mark",
    "Ink": "drawing by hand",
    "FileAttachment": "attached file",
    "Redact": "redaction mark",
}


@contextmanager
def _reading(fault: Fault, message: str) -> Iterator[None]:
    """Turn whatever pypdf raises on a damaged file into a finding; its warnings are about repairs that it made, and are
    not passed on.
    """
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Rejected:
        raise
    except DependencyError:
        raise Rejected(
            [
                faults.ENCRYPTION_NOT_READ.at(
                    None, "the file is encrypted with AES, and the package that reads it is not installed"
                )
            ]
        ) from None
    except FileNotDecryptedError:
        raise Rejected([_locked()]) from None
    except LimitReachedError:
        raise Rejected([faults.TOO_LARGE.at(None, "the file, unpacked, is larger than any handout")]) from None
    except (
        Exception
    ):  # pypdf raises nearly anything on a damaged file: KeyError, TypeError, RecursionError, struct.error …
        raise Rejected([fault.at(None, message)]) from None
    finally:
        logger.setLevel(level)


def _locked() -> Finding:
    return faults.LOCKED.at(None, "the file opens only with a password")


def _title(reader: PdfReader) -> str:
    try:
        return str(reader.metadata.title or "") if reader.metadata else ""
    except Exception:  # a damaged title is no reason not to print
        return ""


class _Page(Struct, frozen=True):
    """A page as it was found: its own dictionary, and its boxes."""

    entries: DictionaryObject
    box: PageBox


class SourcePdf:
    """A PDF that is to be printed: the sizes of its pages, and its pages as forms. Raises `Rejected` when it cannot be
    read.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise Rejected(
                [
                    faults.TOO_LARGE.at(
                        None, f"the file has {len(data) // 1_000_000} MB; the most is {MOST_BYTES // 1_000_000} MB"
                    )
                ]
            )
        self._budget = 4 * len(data) + _SPARE_BYTES
        self.findings: tuple[Finding, ...] = ()
        with _reading(faults.NOT_A_PDF, "the file is no PDF, or is damaged so that its pages cannot be found"):
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Rejected([_locked()])
            self._root = reader.root_object
            instead = placeholder(self._root)
            if instead == "form":
                raise Rejected([faults.PLACEHOLDER_FORM.at(None, placeholder_words(instead))])
            self._placeholder = instead
            found = len(reader.pages)
            if found > MOST_PAGES:
                raise Rejected([faults.TOO_LARGE.at(None, f"the file has {found} pages; the most is {MOST_PAGES}")])
            tree = plain(self._root.get("/Pages"))
            told = plain(tree.get("/Count")) if isinstance(tree, DictionaryObject) else None
            if isinstance(told, int) and told > found:
                raise Rejected(
                    [
                        faults.PAGES_MISSING.at(
                            None, f"the file says that it has {told} pages, but only {found} can be found"
                        )
                    ]
                )
            if not found:
                raise Rejected([faults.NO_PAGES.at(None, "the file has no pages")])
            held = list(reader.pages)
            self.title = _title(reader)
        self._pages: list[_Page] = []
        for number, page in enumerate(held, start=1):
            with _reading(faults.PAGE_NOT_READ, f"the size of page {number} cannot be read"):
                self._pages.append(_measured(page))

    @property
    def sizes(self) -> tuple[PageSize, ...]:
        """Every page as it is once printed and, where it has printer's marks, cut: turned as it says, in points."""
        sheets = (page.box.sheet(trimmed=True) for page in self._pages)
        return tuple(PageSize(width=Length(sheet.width), height=Length(sheet.height)) for sheet in sheets)

    def copy_into(self, objects: PrintObjects) -> tuple[dict[int, PageForm], bytes]:
        """Every page as a form in `objects`, by its index; and what the catalog must say about layers, because a hidden
        one must not be printed.

        Raises `Rejected` for a page that cannot be copied. Afterwards `findings` say what is not printed.
        """
        copier = Copier(objects, self._budget)
        layers, fields = Layers(self._root), Fields(self._root)
        forms: dict[int, PageForm] = {}
        notes: list[Notes] = []
        for index, page in enumerate(self._pages):
            with _reading(faults.PAGE_NOT_READ, f"page {index + 1} is damaged and cannot be copied"):
                notes.append(notes_on(page.entries, fields, layers))
                forms[index] = copier.form(page.entries, page.box, copier.looks(notes[-1].looks))
                copier.copy_waiting()
        self.findings = tuple(self._findings(notes))
        with _reading(faults.NOT_A_PDF, "the layers of the file cannot be read"):
            entries = copier.layers(layers)
            copier.copy_waiting()
        return forms, entries

    def _findings(self, notes: Sequence[Notes]) -> Iterator[Finding]:
        """What of the file does not come onto paper as a viewer shows it."""
        if self._placeholder == "files":
            yield faults.PLACEHOLDER_FILES.at(None, placeholder_words(self._placeholder))
        trimmed = [number for number, page in enumerate(self._pages, start=1) if page.box.has_marks]
        if trimmed:
            where = "every page" if len(trimmed) == len(self._pages) else _pages_in_words(trimmed)
            size = self.sizes[trimmed[0] - 1]
            yield faults.TRIMMED.at(
                None,
                f"printer's marks around {where} are left out: the trimmed page is {size.width.mm:.0f} × {size.height.mm:.0f} mm",
            )
        yield from _findings_of_notes(notes)


def _findings_of_notes(notes: Sequence[Notes]) -> Iterator[Finding]:
    lost, cut, screen = (_where(notes, kind) for kind in ("lost_fields", "cut_fields", "screen_only"))
    undrawn = [(number, kind) for number, held in enumerate(notes, start=1) for kind in held.undrawn]
    if lost:
        fields = "1 field of a form has" if len(lost) == 1 else f"{len(lost)} fields of forms have"
        yield faults.NOT_DRAWN.at(
            None,
            f"{fields} no drawn look that is certain, so what stands there is not printed ({_pages_in_words(lost)})",
        )
    if cut:
        fields = "1 field of a form is" if len(cut) == 1 else f"{len(cut)} fields of forms are"
        yield faults.NOT_DRAWN.at(
            None, f"the text of {fields} longer than the field, so its end is not printed ({_pages_in_words(cut)})"
        )
    if undrawn:
        kinds = ", ".join(
            f"{count} {_KINDS.get(kind, 'other')}"
            for kind, count in sorted(Counter(kind for _, kind in undrawn).items())
        )
        one = len(undrawn) == 1
        told = (
            "1 note has no drawn look of its own, so it is"
            if one
            else f"{len(undrawn)} notes have no drawn look of their own, so they are"
        )
        pages = _pages_in_words([number for number, _ in undrawn])
        yield faults.NOTES_NOT_DRAWN.at(None, f"{told} not printed: {kinds} ({pages})")
    if screen:
        told = "1 note or field shows" if len(screen) == 1 else f"{len(screen)} notes or fields show"
        yield faults.SCREEN_ONLY.at(
            None,
            f"{told} on the screen only and {'is' if len(screen) == 1 else 'are'} not printed ({_pages_in_words(screen)})",
        )


def _where(notes: Sequence[Notes], counted: str) -> list[int]:
    """The page of each thing that `counted` names."""
    return [number for number, held in enumerate(notes, start=1) for _ in range(getattr(held, counted))]


def _pages_in_words(numbers: Sequence[int]) -> str:
    once = sorted(set(numbers))
    more = " and others" if len(once) > 8 else ""
    return f"{'page' if len(once) == 1 else 'pages'} {', '.join(map(str, once[:8]))}{more}"


def _measured(page: DictionaryObject) -> _Page:
    box = page_box(page)
    if box is None:
        raise ValueError("a page of no size")
    return _Page(page, box)
