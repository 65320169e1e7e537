"""The page a designer works from: every element of a style in every edition, in colour and in grey side by side, with
contrast figures.

The words are invented and say so; they are no medical statements. Pages are composed and laid out like any handout's,
then drawn twice on one broad sheet: as they are, and in the greys of a black-and-white printer.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TypeVar

from wardleaf.display import LinkArea, Page, PageItem, Rectangle, shifted
from wardleaf.document import model
from wardleaf.document.model import Document, Heading, Item, Paragraph, Plain, Runs
from wardleaf.library.labels import Labels
from wardleaf.pdf.file import write_file
from wardleaf.pdf.tags import Metadata
from wardleaf.reading.outer_pages import said
from wardleaf.style.contrast import ContrastPair, contrast_pairs
from wardleaf.style.schema import Style
from wardleaf.text.faces import font_book
from wardleaf.typeset.compose.context import Context, set_read
from wardleaf.typeset.flowables import Flowable
from wardleaf.typeset.layout import Resources, lay_out_document
from wardleaf.typeset.pages import PageGeometry
from wardleaf.typeset.placing import box
from wardleaf.typeset.typesetter import place_page
from wardleaf.units import Colour
from wardleaf.values import is_value, parts_of, replace

_GAP = 24.0
_SWATCH = 26.0
_DATE = datetime.date(2000, 1, 1)
_TEXT = "This sentence shows how running text looks in this style, over more than one line of the column it is set in."

T = TypeVar("T")


def specimen_pdf(styles: Sequence[Style], resources: Resources, labels: Labels) -> bytes:
    """A PDF of every element in each of `styles` (one style's editions), colour at the start and grey at the end of
    each sheet.

    It makes no claim to be tagged: it is for a designer's wall.
    """
    fonts = font_book(styles[0].fonts, resources.fonts)
    pages: list[Page] = []
    for style in styles:
        document = specimen_document(style.edition, labels)
        colour, grey = (lay_out_document(document, look, resources) for look in (style, _grey_style(style)))
        geometry = colour.geometry
        wide = 2 * geometry.width + _GAP
        for number in range(1, len(colour.pages) + 1):
            sides: list[PageItem] = []
            for across, laid in ((0.0, colour), (geometry.width + _GAP, grey)):
                sides += shifted(
                    (item for item in place_page(laid, number) if not isinstance(item, LinkArea)), across, 0.0
                )
            pages.append(Page((wide, geometry.height), tuple(sides)))
        pages.append(Page((wide, geometry.height), tuple(_place_figures(colour.context, geometry))))
    metadata = Metadata(
        title=f"Specimen of the style {styles[0].name}",
        author="Wardleaf",
        subject="",
        language=labels.language,
        date=_DATE,
        tagged=False,
    )
    return write_file(pages, fonts.in_order(), None, (), metadata).file.written()


def _grey_style(style: Style) -> Style:
    """`style` with each colour as the grey of the same luminance."""
    return _greyed(style)


def _greyed(value: T) -> T:
    if isinstance(value, Colour):
        return value.grey  # type: ignore[return-value]  # a Colour for a Colour
    if isinstance(value, dict):
        return {key: _greyed(item) for key, item in value.items()}  # type: ignore[return-value]
    if is_value(value):
        return replace(value, **{name: _greyed(part) for name, part in parts_of(value).items()})
    return value


def _place_figures(context: Context, geometry: PageGeometry) -> Iterator[PageItem]:
    """A sheet of every colour pair: a sample in colour and grey, its ratios, what is needed, and its name."""
    style = context.style
    wide = 2 * geometry.width + _GAP
    frame = geometry.frame(1)
    pairs = contrast_pairs(style)
    heading = _line(context, f"{style.name}, {style.edition}: contrast in colour and in grey")
    yield from heading.place(frame.x, geometry.page.header.pt, wide, {})
    rows = max(1, int((geometry.height - frame.top - geometry.page.header.pt) / _SWATCH))
    columns = -(-len(pairs) // rows)
    column = (wide - 2 * frame.x) / columns
    for number, pair in enumerate(pairs):
        across, down = divmod(number, rows)
        yield from _place_pair(context, pair, frame.x + across * column, frame.top + down * _SWATCH, column)


def _place_pair(context: Context, pair: ContrastPair, x: float, top: float, column: float) -> Iterator[PageItem]:
    side = _SWATCH - 6.0
    for place, (colour, ground) in enumerate(((pair.colour, pair.ground), (pair.colour.grey, pair.ground.grey))):
        at = x + place * (side + 3.0)
        yield from box(
            Rectangle(at, top, side, side), fill=ground, stroke=context.style.table.rule.colour, thickness=0.5
        )
        yield from box(Rectangle(at + side / 4, top + side / 4, side / 2, side / 2), fill=colour)
    verdict = "" if pair.enough else "  TOO LITTLE"
    words = f"{pair.ratio:.1f} / {pair.grey_ratio:.1f} (needs {pair.needed:g})  {pair.name}{verdict}"
    yield from _line(context, words).place(x + 2 * side + 12.0, top + 3.0, column, {})


def _line(context: Context, words: str) -> Flowable:
    style = replace(
        context.style.running_footer.text,
        size=replace(context.style.floor.text),
        leading=replace(context.style.floor.text),
    )
    return set_read(context, said(words), style)


def _runs(text: str) -> Runs:
    return (Plain(text),)


def _items(*texts: str) -> tuple[Item, ...]:
    return tuple(Item(blocks=(Paragraph(runs=_runs(text)),)) for text in texts)


def specimen_document(edition: str, labels: Labels) -> Document:
    """A document of every kind of block and run, in words that say nothing medical."""
    call_box = model.CallBox(
        heading=labels.call_now,
        numbers=(
            model.CallNumber(
                label=labels.call_day, number="01632 960 001", dial="01632960001", hours="Monday to Friday"
            ),
            model.CallNumber(label=labels.call_night, number="01632 960 002", dial="01632960002"),
        ),
        symptoms=_items("the first thing to call about", "the second thing to call about"),
        emergency=(model.Strong(_runs("Call 000")), Plain(" for an emergency.")),
    )
    imprint_rows: tuple[tuple[str, Runs], ...] = (
        (labels.imprint_publisher, _runs("Nobody: this is a specimen")),
        (labels.imprint_code, _runs("ABC-001, version 1.0")),
        (labels.imprint_last_reviewed, _runs("1 January 2000")),
    )
    source = model.Source(
        number=1,
        id="source",
        runs=(
            Plain("Author A, Author B. A title of a source. "),
            model.Emphasis(_runs("A journal")),
            Plain(". 2000;1(2):3-4."),
        ),
        words="Author 2000",
    )
    qr = model.QrCode(payload="https://www.example.org/", printed="www.example.org", words="An address to scan")
    first = model.FirstPage(
        audience="For designers",
        title=Heading(level=1, runs=_runs("Every element of this style"), id="title"),
        purpose="How each part of a handout looks in this edition.",
        main_message="The main message is the largest text after the title.",
        key_points=model.Callout(
            kind="key-points",
            heading=_runs(labels.key_points),
            blocks=(
                model.ItemList(
                    style="bullet", items=_items("A first point to remember.", "A second point to remember.")
                ),
            ),
        ),
        prepared_for=model.PreparedFor(
            heading=labels.prepared_for,
            fields=(
                model.Field(name="name", label=labels.field_name),
                model.Field(name="nurse", label=labels.field_nurse),
            ),
        ),
        call_box=replace(call_box, symptoms=()),
        code_line="ABC-001 version 1.0",
        date_line="January 2000",
        short_of_time=labels.short_of_time,
    )
    return Document(
        id="specimen",
        edition=edition,
        title="Every element of this style",
        short_title="Every element",
        subject="",
        language=labels.language,
        code="ABC-001",
        version="1.0",
        hash="0000 0000",
        reviewed=_DATE,
        clinic=model.ClinicCard(
            id="specimen",
            name="Name of the clinic",
            part_of="Name of the hospital",
            specimen_notice=labels.specimen,
            profile="uk",
        ),
        labels=labels,
        first_page=first,
        contents="yes",
        sections=(model.Section(heading=None, blocks=_blocks(labels, call_box, qr)),),
        references=model.ReferenceList(
            heading=Heading(level=2, runs=_runs(labels.references), id="references"), sources=(source,)
        ),
        added_pages=(),
        imprint=model.Imprint(
            heading=labels.imprint,
            rows=imprint_rows,
            qr=qr,
            disclaimer=labels.disclaimer,
            call_box=replace(call_box, symptoms=()),
        ),
        sources=(),
    )


def _blocks(labels: Labels, call_box: model.CallBox, qr: model.QrCode) -> tuple[model.Block, ...]:
    citation = model.Citation(
        pieces=(
            model.CitationPiece(text="["),
            model.CitationPiece(text="1", number=1, words="Reference 1"),
            model.CitationPiece(text="]"),
        ),
        numbers=(1,),
    )
    inline: Runs = (
        Plain("Words may be "),
        model.Strong(_runs("strong")),
        Plain(" or "),
        model.Emphasis(_runs("stressed")),
        Plain(", a "),
        model.Link(runs=_runs("link"), target="https://www.example.org/"),
        Plain(", a "),
        model.Term(text="term", meaning="a word with its meaning"),
        Plain(", words in "),
        model.Foreign(runs=_runs("otra lengua"), language="es"),
        Plain(", "),
        model.Field(name="name", label=labels.field_name),
        Plain(", or cited "),
        citation,
        Plain("."),
    )
    risk = [
        model.RiskGroup(
            count=count,
            headline=labels.read_count.format(count=count, total=100),
            label=label,
            happened=_runs(f"{count} in 100 are dark."),
            otherwise=_runs(f"{100 - count} in 100 are light."),
        )
        for count, label in ((50, "in one group"), (5, "in the other group"))
    ]
    return (
        Heading(level=2, runs=_runs("A section heading"), id="section"),
        Paragraph(runs=_runs(_TEXT)),
        Paragraph(runs=inline),
        Heading(level=3, runs=_runs("A sub-heading"), id="sub"),
        model.ItemList(style="bullet", items=_items("an item of a list", "another item of a list")),
        Heading(level=4, runs=_runs("A smaller heading"), id="smaller"),
        model.ItemList(style="decimal", items=_items("a numbered item", "another numbered item")),
        model.ItemList(
            style="steps", title=_runs("Steps to take"), items=_items("The first step.", "The second step.")
        ),
        model.CheckList(title=_runs("Boxes to tick"), items=_items("a thing to do", "another thing to do")),
        Heading(level=2, runs=_runs("Panels"), id="panels"),
        model.Callout(kind="key-points", heading=_runs(labels.key_points), blocks=(Paragraph(runs=_runs(_TEXT)),)),
        model.Callout(kind="note", heading=_runs(labels.note), blocks=(Paragraph(runs=_runs(_TEXT)),)),
        model.Callout(kind="warning", heading=_runs(labels.warning), blocks=(Paragraph(runs=_runs(_TEXT)),)),
        call_box,
        Heading(level=2, runs=_runs("Numbers, tables and pictures"), id="numbers"),
        model.IconArray(
            out_of=100,
            groups=tuple(risk),
            alt=model.Alt("dark and light figures"),
            key=_runs(labels.dark_figures.format(event="what they stand for")),
            about=_runs("About the study, the group and the time."),
        ),
        model.Table(
            caption=_runs("A caption"),
            header=(_runs("First"), _runs("Second"), _runs("Third")),
            rows=tuple(
                (_runs(f"Row {row}"), _runs("a cell"), _runs("a cell with more words in it than the others"))
                for row in (1, 2, 3)
            ),
        ),
        qr,
        Heading(level=2, runs=_runs("Places to write, people to call"), id="write"),
        model.WriteIn(prompt=_runs("A prompt"), lines=3),
        model.WriteIn(prompt=(), lines=0, labels=("A labelled line",)),
        model.Diary(columns=("Day", "Temperature", "Notes"), rows=((model.Plain("Day 1"),), ())),
        model.Contacts(
            people=(
                model.Contact(
                    name="A service",
                    purpose="what it helps with",
                    number="01632 960 003",
                    dial="01632960003",
                    hours="every day",
                ),
                model.Contact(name="Another service", number="01632 960 004", dial="01632960004"),
            )
        ),
    )
