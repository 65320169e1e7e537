"""Pages in, their print file out: plan, put on sheets, write. Joins the parts of this room and knows none of their
insides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from wardleaf.findings import Finding
from wardleaf.imposition.note import find_note_place
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.page_source import PageSource
from wardleaf.imposition.plan import plan_imposition
from wardleaf.imposition.print_file import Extra, FileWords, PageForm, Printed, write_sides
from wardleaf.imposition.printer import NO_PROFILE, Offset, PrinterProfile
from wardleaf.imposition.sheets import Box, ImpositionPlan
from wardleaf.page_facts import PageFacts
from wardleaf.pdf.object_file import ObjectFile
from wardleaf.pdf.print_objects import PrintObjects
from wardleaf.values import replace

FileName = Literal["", "fronts", "backs"]


class PrintFile(Struct, frozen=True, kw_only=True):
    """One file to print: all sides (`name` is empty), or the fronts or backs alone. `late` numbers, in `file`, the
    forms of the pages that other copies have otherwise.
    """

    name: FileName
    pdf: bytes
    file: ObjectFile
    late: Mapping[int, int]


class Imposed(Struct, frozen=True, kw_only=True):
    """The print file, or fronts and backs as two; the job they came from; the plan they follow; whether the bar and
    settings stand on the first sheet; what there is to say.
    """

    files: tuple[PrintFile, ...]
    job: PressJob
    plan: ImpositionPlan
    note_placed: bool
    findings: tuple[Finding, ...]


def impose_pdf(
    data: bytes | PageSource,
    options: ImpositionOptions,
    *,
    title: str = "",
    facts: PageFacts | None = None,
    printer: PrinterProfile = NO_PROFILE,
    note: bytes | PageSource | None = None,
    assembly: bytes | PageSource | None = None,
    late_pages: Collection[int] = (),
) -> Imposed:
    """The pages of `data`, a PDF or their source, on sheets as `options` say; raises `Rejected` when it cannot be read
    or does not fit.

    `title` replaces the pages' own. `note` is one page with the 100 mm bar and the settings, put on the first sheet
    where there is clear room (`facts` say where); `assembly` one page that is printed before the first sheet.
    `late_pages` (indices) are those that other copies have otherwise. The same input gives the same bytes.
    """
    job = PressJob(
        _source(data),
        options,
        title=title,
        facts=facts,
        printer=printer,
        note=_source(note) if note else None,
        assembly=_source(assembly) if assembly else None,
        late_pages=late_pages,
    )
    names: tuple[FileName, ...] = ("fronts", "backs") if options.manual_duplex and job.two_sided else ("",)
    return Imposed(
        files=tuple(job.print_file(name) for name in names),
        job=job,
        plan=job.plan,
        note_placed=job.note_placed,
        findings=(*job.plan.findings, *job.findings),
    )


def _source(data: bytes | PageSource) -> PageSource:
    """`data`, or the source of its pages when it is a PDF."""
    if not isinstance(data, bytes):
        return data
    from wardleaf.imposition.press import SourcePdf

    return SourcePdf(data)


class LaidSheets(Struct, frozen=True):
    """Sheets in a file's objects: sides in printing order, every page's form, the forms (by page index) that copies
    have otherwise, and what the file says.
    """

    sides: tuple[Printed, ...]
    forms: Mapping[int, PageForm]
    late: Mapping[int, int]
    layers: bytes
    words: FileWords


class PressJob:
    """Pages and where each goes, to be put on sheets as often as is wanted."""

    def __init__(
        self,
        source: PageSource,
        options: ImpositionOptions,
        *,
        title: str = "",
        facts: PageFacts | None = None,
        printer: PrinterProfile = NO_PROFILE,
        note: PageSource | None = None,
        assembly: PageSource | None = None,
        late_pages: Collection[int] = (),
    ) -> None:
        self._source, self._title, self._printer, self._note, self._assembly = source, title, printer, note, assembly
        self._late_pages = tuple(late_pages)
        self.plan = plan_imposition(source.sizes, options)
        self.two_sided = any(sheet.back for sheet in self.plan.sheets)
        self.size = (self.plan.width.pt, self.plan.height.pt)
        self._place = find_note_place(self.plan, facts, note.sizes[0].width, note.sizes[0].height) if note else None

    @property
    def note_placed(self) -> bool:
        """Whether the bar and settings stand on the first sheet."""
        return self._place is not None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to say about the source, once it was copied."""
        return self._source.findings

    def lay(self, objects: PrintObjects, name: FileName = "") -> LaidSheets:
        """The sheets of file `name`, everything that they show being put into `objects`."""
        plan = self.plan
        forms, layers = self._source.copy_into(objects)
        sides = [_printed(plan, self._printer, number, back=back) for number, back in _order(plan, name)]
        if self._note and self._place and name != "backs":
            extra = Extra(form=self._note.copy_into(objects)[0][0], box=self._place.box, rotation=self._place.rotation)
            sides[0] = replace(sides[0], extras=(extra,))
        if self._assembly and name != "backs":
            sides[:0] = _assembly_sides(
                self._assembly.copy_into(objects)[0][0], self.size, back=name == "" and self.two_sided
            )
        title = f"{self._title or self._source.title or 'Booklet'} print file"
        words = FileWords(title=title, flip=plan.options.flip if self.two_sided and name == "" else None)
        return LaidSheets(tuple(sides), forms, {page: forms[page].number for page in self._late_pages}, layers, words)

    def print_file(self, name: FileName = "") -> PrintFile:
        """File `name`."""
        objects = PrintObjects()
        laid = self.lay(objects, name)
        objects.late.update(laid.late.values())
        file = write_sides(objects, laid.sides, laid.forms, self.size, laid.words, laid.layers)
        return PrintFile(name=name, pdf=file.written(), file=file, late=laid.late)


def _order(plan: ImpositionPlan, name: FileName) -> Iterator[tuple[int, bool]]:
    """Sheet and face in printing order.

    Backs alone: from a face-down tray the pile goes back as it lies, last sheet on top, so the last back is printed
    first; from a face-up tray the pile is turned over as one, which puts the first sheet on top again.
    """
    count = len(plan.sheets)
    backwards = name == "backs" and plan.options.manual_duplex == "face-down"
    for number in range(count - 1, -1, -1) if backwards else range(count):
        if name != "backs":
            yield number, False
        if name != "fronts" and plan.sheets[number].back is not None:
            yield number, True


def _printed(plan: ImpositionPlan, printer: PrinterProfile, number: int, *, back: bool) -> Printed:
    sheet = plan.sheets[number]
    return Printed(side=sheet.back if back else sheet.front, offset=printer.back if back else printer.front)


def _assembly_sides(form: PageForm, size: tuple[float, float], *, back: bool) -> list[Printed]:
    """The assembly page on a sheet of its own; with `back` a blank one follows, so that the fronts after it stay
    fronts.
    """
    blank = Printed(side=None, offset=Offset())
    scale = min(size[0] / form.width, size[1] / form.height, 1.0)
    wide, high = form.width * scale, form.height * scale
    x, top = (size[0] - wide) / 2, (size[1] - high) / 2
    front = replace(blank, extras=(Extra(form=form, box=Box.between(x, top, x + wide, top + high), rotation=0),))
    return [front, blank] if back else [front]
