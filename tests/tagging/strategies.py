"""Documents of every kind of block and run, at random, and pages of every height and width."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from wardleaf.document.model import (
    Alt,
    Block,
    Break,
    CallBox,
    CallNumber,
    Callout,
    CheckList,
    Citation,
    CitationPiece,
    ClinicCard,
    Contact,
    Contacts,
    Decorative,
    Diary,
    Document,
    Emphasis,
    Field,
    Figure,
    FirstPage,
    Foreign,
    Heading,
    IconArray,
    Imprint,
    Item,
    ItemList,
    Link,
    PageBreak,
    Paragraph,
    PictureData,
    Plain,
    PreparedFor,
    QrCode,
    ReferenceList,
    RiskGroup,
    Run,
    Runs,
    Section,
    Source,
    Strong,
    Superscript,
    Table,
    Term,
    WriteIn,
)
from wardleaf.library.label_files import read_labels
from wardleaf.style.schema import Page
from wardleaf.units import Length
from wardleaf.values import replace

SOURCES = 6
_WORDS = (
    "a", "I", "we", "cell", "fever", "nurse", "chemotherapy", "day-unit", "38\u00a0°C", "Zürich", "naïve", "50%", "e.g.", "(or", "so)", "“quoted”",
    "two–three", "https://www.example.org/very/long/address?with=parts", "pneumonoultramicroscopicsilicovolcanoconiosis", "non\u2011breaking", "≥", "1/2",
)  # fmt: skip

words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14).map(" ".join)
short = st.lists(st.sampled_from(_WORDS[:12]), min_size=1, max_size=4).map(" ".join)
long = st.lists(st.sampled_from(_WORDS), min_size=20, max_size=90).map(" ".join)


@st.composite
def _citations(draw: st.DrawFn) -> Citation:
    numbers = sorted(draw(st.sets(st.integers(1, SOURCES), min_size=1, max_size=3)))
    pieces = [CitationPiece(text="[")]
    for place, number in enumerate(numbers):
        pieces += [CitationPiece(text=",")] * bool(place) + [
            CitationPiece(text=str(number), number=number, words=f"Reference {number}: Dear 2013")
        ]
    return Citation((*pieces, CitationPiece(text="]")), tuple(numbers))


def _as_runs(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Runs]:
    return strategy.map(lambda run: (run,))


plain = st.builds(Plain, st.one_of(words, words.map(lambda text: f" {text} "), st.just(" ")))
_inner: st.SearchStrategy[Run] = st.one_of(
    plain,
    st.builds(Strong, _as_runs(st.builds(Plain, short))),
    st.builds(Term, text=short, meaning=words),
    st.builds(Superscript, st.sampled_from(("2", "th"))),
)
_targets = st.sampled_from(("https://www.example.org/", "tel:01632960140", "mailto:a@example.org", "#title"))
_runs: st.SearchStrategy[Run] = st.one_of(
    plain,
    _inner,
    st.builds(Emphasis, st.lists(_inner, min_size=1, max_size=3).map(tuple)),
    st.builds(
        Link,
        runs=st.lists(_inner, min_size=1, max_size=2).map(lambda inner: (Plain("see"), *inner)),
        target=_targets,
        words=st.just("Where it goes"),
    ),
    st.builds(Foreign, runs=_as_runs(st.builds(Plain, words)), language=st.sampled_from(("fr", "de"))),
    st.builds(Field, name=st.just("nurse"), label=st.just("My nurse"), value=st.one_of(st.none(), short)),
    st.just(Break()),
    _citations(),
)
runs: st.SearchStrategy[Runs] = st.lists(_runs, max_size=6).map(lambda held: (Plain("Begin "), *held))
prose: st.SearchStrategy[Runs] = st.one_of(runs, _as_runs(st.builds(Plain, long)))
title: st.SearchStrategy[Runs] = _as_runs(st.builds(Plain, short))


def _png(width: int, height: int) -> PictureData:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x40\x80\xc0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return PictureData(path="picture.png", data=data, kind="png", width=width, height=height)


paragraphs = st.builds(Paragraph, runs=prose)


def _items(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[tuple[Item, ...]]:
    return st.lists(
        st.builds(Item, blocks=st.lists(inner, min_size=1, max_size=2).map(tuple)), min_size=1, max_size=6
    ).map(tuple)


def _lists(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    return st.one_of(
        st.builds(
            ItemList,
            style=st.sampled_from(("bullet", "decimal", "steps")),
            items=_items(inner),
            start=st.integers(1, 98),
            title=st.one_of(st.just(()), title),
        ),
        st.builds(CheckList, items=_items(inner), title=st.one_of(st.just(()), title)),
    )


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 4))
    cells = st.one_of(title, runs)
    rows = draw(
        st.lists(
            st.tuples(title, *(st.one_of(st.just(()), cells) for _ in range(columns - 1))),
            min_size=1,
            max_size=12,
        )
    )
    header = draw(st.tuples(*(title for _ in range(columns))))
    return Table(header=header, rows=tuple(rows), caption=draw(st.one_of(st.just(()), runs)))


@st.composite
def _arrays(draw: st.DrawFn) -> IconArray:
    total = draw(st.sampled_from((100, 1000)))
    groups = tuple(
        RiskGroup(
            count=count, headline=f"{count} in {total}", label=draw(short), happened=draw(runs), otherwise=draw(runs)
        )
        for count in draw(st.lists(st.integers(0, total), min_size=1, max_size=3))
    )
    return IconArray(out_of=total, groups=groups, alt=Alt("figures of people"), key=draw(title), about=draw(runs))


_dialled = st.sampled_from(("01632 960 140", "(312) 555-0142"))
_numbers = st.builds(
    CallNumber, label=short, number=_dialled, dial=st.just("01632960140"), hours=st.one_of(st.just(""), short)
)
call_boxes = st.builds(
    CallBox,
    heading=short,
    numbers=st.lists(_numbers, min_size=1, max_size=2).map(tuple),
    symptoms=st.one_of(st.just(()), _items(paragraphs)),
    emergency=runs,
)
_fields = st.builds(Field, name=st.just("name"), label=short, value=st.one_of(st.none(), short))
prepared = st.builds(PreparedFor, heading=short, fields=st.lists(_fields, min_size=1, max_size=3).map(tuple))
qr_codes = st.builds(
    QrCode, payload=st.just("https://www.example.org/"), printed=st.just("www.example.org"), words=short
)

_flat: st.SearchStrategy[Block] = st.one_of(
    paragraphs,
    _lists(st.one_of(paragraphs, _lists(paragraphs))),
    st.builds(
        Figure,
        picture=st.sampled_from((_png(60, 40), _png(900, 300), _png(200, 1400))),
        alt=st.one_of(st.builds(Alt, words), st.just(Decorative())),
        caption=st.one_of(st.just(()), runs),
    ),
    _tables(),
    _arrays(),
    st.builds(
        WriteIn,
        prompt=st.one_of(st.just(()), runs),
        lines=st.integers(0, 30),
        labels=st.lists(short, max_size=3).map(tuple),
    ),
    prepared,
    st.builds(
        Diary,
        columns=st.lists(short, min_size=1, max_size=5).map(tuple),
        rows=st.lists(st.one_of(st.just(()), short.map(lambda label: (Plain(label),))), min_size=1, max_size=20).map(
            tuple
        ),
    ),
    st.builds(
        Contacts,
        people=st.lists(
            st.builds(
                Contact,
                name=short,
                purpose=st.one_of(st.just(""), words),
                number=st.one_of(st.just(""), _dialled),
                dial=st.just("01632960140"),
                hours=st.one_of(st.just(""), short),
            ),
            min_size=1,
            max_size=4,
        ).map(tuple),
    ),
    qr_codes,
    call_boxes,
)
callouts: st.SearchStrategy[Callout] = st.builds(
    Callout,
    kind=st.sampled_from(("key-points", "note", "warning")),
    heading=title,
    blocks=st.lists(st.one_of(paragraphs, _lists(paragraphs)), min_size=1, max_size=4).map(tuple),
)
blocks: st.SearchStrategy[Block] = st.one_of(_flat, callouts)


@st.composite
def sections(draw: st.DrawFn) -> tuple[Section, ...]:
    """Sections whose headings do not skip a level."""
    made: list[Section] = []
    number = 0
    for _ in range(draw(st.integers(1, 4))):
        within: list[Block] = []
        for level in range(2, draw(st.integers(2, 4)) + 1):
            number += 1
            within.append(Heading(level=level, runs=draw(title), id=f"section-{number}"))
            within += draw(st.lists(blocks, min_size=1, max_size=3))
            within += [PageBreak()] * draw(st.sampled_from((0, 0, 0, 1)))
        first = within.pop(0)
        assert isinstance(first, Heading)
        made.append(Section(heading=first, blocks=tuple(within)))
    return tuple(made)


@st.composite
def references(draw: st.DrawFn) -> ReferenceList:
    """All sources that are cited."""
    sources = tuple(
        Source(
            number=count,
            id=f"source-{count}",
            runs=(Plain("Dear J. "), Emphasis((Plain("Nursing"),)), Plain(". 2013.")),
            words=f"Dear {count}",
        )
        for count in range(1, SOURCES + 1)
    )
    heading = Heading(level=2, runs=(Plain("Where this comes from"),), id="sources")
    return ReferenceList(heading=heading, sources=sources, preface=draw(st.one_of(st.just(()), runs)))


@st.composite
def documents(draw: st.DrawFn, *, edition: str) -> Document:
    """A whole document."""
    labels = read_labels("en-GB")
    assert labels is not None
    key_points = Callout(kind="key-points", heading=draw(title), blocks=(draw(_lists(paragraphs)),))
    first = FirstPage(
        audience=draw(short),
        title=Heading(level=1, runs=draw(title), id="title"),
        purpose=draw(words),
        main_message=draw(words),
        key_points=key_points,
        prepared_for=draw(st.one_of(st.none(), prepared)),
        call_box=draw(st.one_of(st.none(), call_boxes)),
        code_line="RBC-001 version 1.0",
        date_line="Reviewed November 2026",
        short_of_time="Short of time? Read this page and the last.",
    )
    imprint = Imprint(
        heading="About this handout",
        rows=tuple(draw(st.lists(st.tuples(short, runs), min_size=1, max_size=6))),
        qr=draw(st.one_of(st.none(), qr_codes)),
        disclaimer="This does not replace advice.",
        call_box=draw(st.one_of(st.none(), call_boxes)),
    )
    notes = tuple(
        (Heading(level=2, runs=(Plain(f"Added {number}"),), id=f"added-{number}"), WriteIn(prompt=(), lines=4))
        for number in range(3)
    )
    return Document(
        id="random",
        edition=edition,
        title="A handout",
        short_title="Handout",
        subject="What it does.",
        language="en-GB",
        code="RBC-001",
        version="1.0",
        hash="a41f 09c2",
        reviewed=datetime.date(2026, 11, 1),
        clinic=ClinicCard(
            id="riverside",
            name="Riverside Breast Clinic",
            part_of=draw(st.sampled_from(("", "Riverside Hospitals"))),
            specimen_notice=draw(st.sampled_from(("", "Specimen: not a real clinic."))),
            profile="uk",
        ),
        labels=labels,
        first_page=first,
        contents=draw(st.sampled_from(("auto", "yes", "no"))),
        sections=draw(sections()),
        references=draw(references()),
        added_pages=notes,
        imprint=imprint,
        sources=(),
    )


@st.composite
def pages(draw: st.DrawFn, *, like: Page) -> Page:
    """Paper and margins of every size: frames from 150 to 1,000 points wide, and from 260 points high, so that pages
    break everywhere.
    """
    paper = draw(st.sampled_from(("A5", "A4", "Letter", "Half-letter", "A3")))
    least = {"A5": (419, 595), "A4": (595, 841), "Letter": (612, 792), "Half-letter": (396, 612), "A3": (841, 1190)}[
        paper
    ]
    across = draw(st.integers(40, least[0] - 180))
    down = draw(st.integers(110, least[1] - 280))
    top = draw(st.integers(55, down - 55))
    inner = draw(st.integers(20, across - 20))
    return replace(
        like,
        paper=paper,
        sides=draw(st.sampled_from(("one", "two"))),
        top=Length(float(top)),
        bottom=Length(float(down - top)),
        inner=Length(float(inner)),
        outer=Length(float(across - inner)),
        text_indent=Length(float(draw(st.sampled_from((0, 10))))),
    )
