"""What will lie in the reader's hand: sheets, creep, and type, lines and distances as printed. From a plan and page
facts; opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from wardleaf.findings import Finding
from wardleaf.imposition import faults
from wardleaf.imposition.note import on_sheet
from wardleaf.imposition.options import Flip, SchemeName
from wardleaf.imposition.printer import NO_PROFILE, PrinterProfile
from wardleaf.imposition.sheets import ImpositionPlan, Place, Side
from wardleaf.page_facts import PageFact, PageFacts, TextFact
from wardleaf.units import Length, beside

_SMALLEST_TYPE = Length(12)
LONGEST_LINE = 80
_SAFE_FROM_TRIM = Length.of_mm(6)
FITTED = 0.90  # what “fit to printable area” leaves of a page: 92 % of A4 and 91 % of Letter with common printer drivers; less is not seen

_ROUNDING = 0.05  # points: 12 pt type at 100 % is not under 12 pt
_NO_KNIFE = 0.05  # millimetres: nobody cuts more exactly, and a message shows one decimal
_SLACK = 1.0  # points by which a glyph's box, guessed from its size, may be wrong
_RISE = 0.75  # shares of the type size that letters reach above and below the baseline
_DROP = 0.22
_SAME_TURN = 1.0  # degree
_SIGN = re.compile(r"[\d,;.\s*†‡§¶()\[\]–-]{1,6}\Z")

Edges = tuple[float, float, float, float]


class TypeAsPrinted(Struct, frozen=True, kw_only=True):
    """A stretch of type: its size on paper, the page it stands on (from 1), and its words."""

    size: Length
    page: int
    text: str


class LineAsPrinted(Struct, frozen=True, kw_only=True):
    """A line of text: its characters and its length on paper, and the page it stands on (from 1)."""

    characters: int
    length: Length
    page: int


class Distance(Struct, frozen=True, kw_only=True):
    """How far something stands from an edge (negative beyond it), and on which page (from 1)."""

    length: Length
    page: int
    text: str


class AsPrinted(Struct, frozen=True, kw_only=True):
    """A print file as it comes out of the printer at actual size.

    `creep` is the shift of every sheet of the thickest signature, outermost first; `fitted` what “fit to printable
    area” makes of 1. `trim` is nearest to an edge that is cut or is the sheet's, `fold` nearest to a fold, `edge`
    nearest to the sheet's edge beyond what the printer leaves blank (so negative inside that). `fold_fitted` is nearest
    to a fold when the sheet is printed at “fit to printable area” and folded as it should be. Without page facts all
    about type and distances is `None`.
    """

    scheme: SchemeName
    flip: Flip | None
    sheet: str
    sheets: int
    sides: int
    pages: int
    added_pages: int
    signatures: tuple[int, ...]
    creep: tuple[Length, ...]
    stapled: bool
    stapler_sheets: int
    fitted: float
    smallest_type: TypeAsPrinted | None = None
    longest_line: LineAsPrinted | None = None
    trim: Distance | None = None
    fold: Distance | None = None
    fold_fitted: Distance | None = None
    edge: Distance | None = None
    cut_off: tuple[Distance, ...] = ()


def report_as_printed(plan: ImpositionPlan, facts: PageFacts | None, printer: PrinterProfile = NO_PROFILE) -> AsPrinted:
    """What `plan` makes of the pages in `facts` on this printer."""
    thickest = max(plan.signatures, default=1)
    two_sided = any(sheet.back for sheet in plan.sheets)
    measured = _Measured()
    if facts is not None:
        unprintable = printer.unprintable
        blank = (
            unprintable.left.pt,
            unprintable.top.pt,
            plan.width.pt - unprintable.right.pt,
            plan.height.pt - unprintable.bottom.pt,
        )
        for _, side, place in plan.places():
            if place.page is not None and place.page < len(facts.pages):
                measured.add(place, side, facts.pages[place.page], (plan.width.pt, plan.height.pt), blank)
    return AsPrinted(
        scheme=plan.options.scheme,
        flip=plan.options.flip if two_sided else None,
        sheet=plan.options.sheet.name,
        sheets=len(plan.sheets),
        sides=len(plan.sides),
        pages=plan.page_count,
        added_pages=plan.added_pages,
        signatures=plan.signatures,
        creep=tuple(Length(depth * plan.options.paper_thickness.pt) for depth in range(thickest))
        if plan.options.scheme == "saddle-stitch"
        else (),
        stapled=plan.options.scheme == "saddle-stitch",
        stapler_sheets=printer.stapler_sheets,
        fitted=FITTED,
        smallest_type=measured.smallest,
        longest_line=measured.longest,
        trim=measured.trim,
        fold=measured.fold,
        fold_fitted=measured.fold_fitted,
        edge=measured.edge,
        cut_off=tuple(measured.cut_off.values()),
    )


def check_as_printed(
    report: AsPrinted, *, small_type_reason: str = "", chosen: Length | None = None
) -> tuple[Finding, ...]:
    """What is wrong with the print file; `small_type_reason` is why somebody allows type under 12 pt, which then is
    told as an info.

    `chosen` is the least type that a style allows for its booklets: what “fit” makes of that, the report says in its
    row each time, and is no news.
    """
    return (*_check_type(report, small_type_reason, chosen), *_check_distances(report), *_check_staples(report))


def _check_type(report: AsPrinted, reason: str, chosen: Length | None) -> Iterator[Finding]:
    smallest, longest = report.smallest_type, report.longest_line
    if smallest and smallest.size.pt < _SMALLEST_TYPE.pt - _ROUNDING:
        message = f"the smallest type is {smallest.size.pt:.1f} pt as printed, on page {smallest.page}: “{_short(smallest.text)}”"
        if reason:
            yield faults.SMALL_TYPE.at(
                None, message, notes=[f"allowed: {reason}"], severity=faults.PAGES_ADDED.severity
            )
        else:
            yield faults.SMALL_TYPE.at(None, message, hint="build the booklet edition, or choose a larger sheet")
    elif (
        smallest
        and smallest.size.pt * report.fitted < _SMALLEST_TYPE.pt - _ROUNDING
        and (chosen is None or smallest.size.pt < chosen.pt - _ROUNDING)
    ):
        message = f"at “fit to printable area” ({report.fitted:.0%}) the smallest type, {smallest.size.pt:.1f} pt, comes out at {smallest.size.pt * report.fitted:.1f} pt"
        yield faults.SMALL_WHEN_FITTED.at(None, message, hint="print at “actual size” or 100 %")
    if longest and longest.characters > LONGEST_LINE:
        yield faults.LONG_LINES.at(
            None,
            f"the longest line has {longest.characters} characters, on page {longest.page}; more than {LONGEST_LINE} are hard to follow",
        )


def _check_distances(report: AsPrinted) -> Iterator[Finding]:
    if report.cut_off:
        first, *others = report.cut_off
        more = f" (and on {len(others)} more {'page' if len(others) == 1 else 'pages'})" if others else ""
        yield faults.CUT_OFF.at(
            None,
            f"on page {first.page}{more}, “{_short(first.text)}” reaches {-first.length.mm:.1f} mm beyond the fold or the cut and would be lost",
        )
    elif (
        report.trim
        and report.trim.length.mm < _SAFE_FROM_TRIM.mm - _NO_KNIFE
        and report.edge
        and report.edge.length.pt >= 0
    ):
        yield faults.NEAR_TRIM.at(
            None,
            f"on page {report.trim.page}, “{_short(report.trim.text)}” stands {beside(report.trim.length.mm, _SAFE_FROM_TRIM.mm)} mm from the trim; {_SAFE_FROM_TRIM.mm:g} mm is safe",
        )
    if report.edge and report.edge.length.pt < -_SLACK and not report.cut_off:
        yield faults.NEAR_EDGE.at(
            None,
            f"on page {report.edge.page}, “{_short(report.edge.text)}” stands {-report.edge.length.mm:.1f} mm inside the edge that the printer leaves blank",
        )

    if report.fold_fitted and report.fold_fitted.length.pt < -_SLACK and not report.cut_off:
        held = report.fold_fitted
        message = f"at “fit to printable area” ({report.fitted:.0%}) “{_short(held.text)}” on page {held.page} runs {-held.length.mm:.1f} mm over a fold"
        yield faults.SMALL_WHEN_FITTED.at(None, message, hint="print at “actual size” or 100 %")


def _check_staples(report: AsPrinted) -> Iterator[Finding]:
    thickest = max(report.signatures, default=1)
    if report.stapled and thickest > report.stapler_sheets:
        message = f"{thickest} sheets lie in one fold, and the booklet stapler holds {report.stapler_sheets}"
        yield faults.TOO_THICK.at(None, message, hint="ask for `--signature auto`")


def report_text(report: AsPrinted, *, to_write_on: int = 0) -> str:
    """The report for reading on a terminal or aloud: a label and a value a line; ends with a line end.

    `to_write_on` of its pages were put in by typesetting, so that the count comes out even.
    """
    pages = f"{report.pages}"
    if to_write_on:
        pages += f", {'one of them' if to_write_on == 1 else f'{to_write_on} of them'} added to write on, before the last page"
    if report.added_pages:
        pages += f", and {_count(report.added_pages, 'blank page')} added"
    elif not to_write_on:
        pages += ", none added"
    rows = [
        ("Paper", f"{_count(report.sheets, 'sheet')} of {report.sheet}, {_count(report.sides, 'printed side')}"),
        ("Pages", pages),
        (
            "Printing",
            "one side only"
            if report.flip is None
            else f"both sides, flip on the {report.flip} edge; actual size (100 %)",
        ),
    ]
    if len(report.signatures) > 1:
        rows.append(("Parts", f"{len(report.signatures)}, with {', '.join(map(str, report.signatures))} sheets"))
    if len(report.creep) > 1:
        shown = ", ".join(f"{shift.mm:.2f}" for shift in report.creep[:12]) + (" …" if len(report.creep) > 12 else "")
        rows.append(("Creep", f"{shown} mm towards the spine, outermost sheet first"))
    if report.stapled:
        rows.append(("Stapler", f"one that reaches the fold and holds {_count(max(report.signatures), 'sheet')}"))
    if report.smallest_type:
        smallest = report.smallest_type
        at_fit = f"; {smallest.size.pt * report.fitted:.1f} pt at “fit to printable area”"
        rows.append(("Smallest type", f"{smallest.size.pt:.1f} pt as printed, on page {smallest.page}{at_fit}"))
    if report.longest_line:
        longest = report.longest_line
        rows.append(
            ("Longest line", f"{longest.characters} characters, {longest.length.mm:.0f} mm, on page {longest.page}")
        )
    for label, distance, what in (
        ("Nearest trim", report.trim, "from the trim"),
        ("Nearest fold", report.fold, "from a fold"),
    ):
        if distance:
            rows.append((label, f"{distance.length.mm:.1f} mm {what}, on page {distance.page}"))
    if report.edge:
        rows.append(
            (
                "Nearest edge",
                f"{report.edge.length.mm:.1f} mm from the edge that printers leave blank, on page {report.edge.page}",
            )
        )
    return "".join(f"{label + ':':<15}{value}\n" for label, value in rows)


def settings_words(plan: ImpositionPlan) -> tuple[str, ...]:
    """How to print `plan`, in words for the first sheet and the assembly page: paper, sides and flip, size."""
    two_sided = any(sheet.back for sheet in plan.sheets)
    way = "landscape" if plan.width > plan.height else "portrait"
    sides = f"print on both sides, flip on {plan.options.flip} edge" if two_sided else "print on one side"
    if two_sided and plan.options.manual_duplex:
        sides = f"print the fronts, then the backs; turn on the {plan.options.flip} edge"
    return (f"{plan.options.sheet.name} {way}", sides, "actual size (100 %)")


class _Measured:
    """The extremes so far, over every page as it lies on its sheet."""

    def __init__(self) -> None:
        self.smallest: TypeAsPrinted | None = None
        self.longest: LineAsPrinted | None = None
        self.trim: Distance | None = None
        self.fold: Distance | None = None
        self.fold_fitted: Distance | None = None
        self.edge: Distance | None = None
        self.cut_off: dict[int, Distance] = {}

    def add(self, place: Place, side: Side, page: PageFact, size: tuple[float, float], printable: Edges) -> None:
        number = (place.page or 0) + 1
        self._add_type(place.scale, page, number)
        trim = place.trim.edges
        folds = [_is_fold(side, index, edge) for index, edge in enumerate(trim)]
        for box, text, picture in _content(page):
            lies = on_sheet(place, box)
            for gap, fitted, fold in zip(_inside(lies, trim), _inside(_fitted(lies, size), trim), folds):
                if picture and gap <= _SLACK:
                    continue  # a picture that reaches its page's edge is meant to
                if gap < -_SLACK and number not in self.cut_off:
                    self.cut_off[number] = Distance(length=Length(gap), page=number, text=text)
                if fold:
                    self.fold = _nearer(self.fold, gap, number, text)
                    self.fold_fitted = _nearer(self.fold_fitted, fitted, number, text)
                else:
                    self.trim = _nearer(self.trim, gap, number, text)
            self.edge = _nearer(self.edge, min(_inside(lies, printable)), number, text)

    def _add_type(self, scale: float, page: PageFact, number: int) -> None:
        for text in page.texts:
            size = text.size * scale
            if (
                text.text.strip()
                and not text.hidden
                and (self.smallest is None or size < self.smallest.size.pt)
                and not _is_sign(text, page.texts)
            ):
                self.smallest = TypeAsPrinted(size=Length(size), page=number, text=text.text)
        for characters, length in _lines(page.texts):
            if self.longest is None or characters > self.longest.characters:
                self.longest = LineAsPrinted(characters=characters, length=Length(length * scale), page=number)


def _content(page: PageFact) -> Iterator[tuple[Edges, str, bool]]:
    """What can be lost at an edge: its box, its words, and whether it is a picture."""
    for text in page.texts:
        if text.text.strip() and not text.hidden:
            yield text.box(_RISE, _DROP), text.text, False
    for picture in page.pictures:
        yield (picture.x0, picture.top, picture.x1, picture.bottom), "a picture", True


def _inside(box: Edges, around: Edges) -> Edges:
    """How far each edge of `box` lies inside that of `around`."""
    return box[0] - around[0], box[1] - around[1], around[2] - box[2], around[3] - box[3]


def _fitted(box: Edges, size: tuple[float, float]) -> Edges:
    """Where `box` lies on a sheet of `size` that is printed at “fit to printable area”: drawn in towards its middle."""
    x, y = size[0] / 2 * (1 - FITTED), size[1] / 2 * (1 - FITTED)
    return box[0] * FITTED + x, box[1] * FITTED + y, box[2] * FITTED + x, box[3] * FITTED + y


def _is_fold(side: Side, index: int, edge: float) -> bool:
    """Whether the left, top, right or lower edge (0 to 3) of a place is a fold."""
    for line in side.folds:
        x0, top0, x1, top1 = line.ends
        at = x0 if x0 == x1 else top0
        if (x0 == x1) == (index % 2 == 0) and abs((at if x0 == x1 else top1) - edge) < 0.01:
            return True
    return False


def _nearer(held: Distance | None, gap: float, page: int, text: str) -> Distance:
    """`held`, or the distance of `text` on `page` when that is the smaller. Asked of every word: a value is made for
    few.
    """
    return Distance(length=Length(gap), page=page, text=text) if held is None or gap < held.length.pt else held


def _is_sign(text: TextFact, texts: Sequence[TextFact]) -> bool:
    """Whether `text` is a superscript: a few signs without a letter, beside larger type on nearly the same line."""
    if not _SIGN.match(text.text.strip()):
        return False
    start, end, baseline = text.along
    for other in texts:
        if other.size < 1.15 * text.size or abs(other.angle - text.angle) > _SAME_TURN or other.hidden:
            continue
        left, right, line = other.along
        if abs(line - baseline) < 0.7 * other.size and min(abs(start - right), abs(left - end)) < 0.6 * other.size:
            return True
    return False


def _lines(texts: Iterable[TextFact]) -> Iterator[tuple[int, float]]:
    """Characters and length of every line of content: stretches on one baseline without a gap as wide as the type is
    high.
    """
    rows: dict[tuple[int, float], list[TextFact]] = {}
    for text in texts:
        if not text.artifact and not text.hidden and text.text.strip():
            rows.setdefault((round(text.angle), round(text.along[2], 1)), []).append(text)
    for row in rows.values():
        row.sort(key=lambda text: text.along[0])
        words, start, end = "", row[0].along[0], row[0].along[0]
        for text in row:
            left, right, _ = text.along
            if left - end > text.size:
                yield len(words.strip()), end - start
                words, start = "", left
            words += text.text
            end = right
        yield len(words.strip()), end - start


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else words[:39] + "…"


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
