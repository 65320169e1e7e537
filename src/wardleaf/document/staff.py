"""Papers for staff are documents like any other: the frame that the evidence sheet, the worksheet and the reviewer's
paper share. English only.
"""

from __future__ import annotations

from collections.abc import Iterable

from wardleaf.document.model import (
    Block,
    Callout,
    Document,
    FirstPage,
    Heading,
    Imprint,
    Item,
    ItemList,
    Paragraph,
    Plain,
    ReferenceList,
    Section,
)
from wardleaf.values import replace

NOT_A_SCORE = "Informed by PEMAT-P (AHRQ), the CDC Clear Communication Index and DISCERN. Automated checks; not an official or validated score."


def staff_section(words: str, id: str, *blocks: Block) -> Section:
    """`blocks` under a heading of `words`."""
    return Section(heading=Heading(level=2, runs=(Plain(words),), id=id), blocks=blocks)


def staff_document(
    base: Document,
    *,
    name: str,
    purpose: str,
    message: str,
    points: Iterable[str],
    sections: Iterable[Section],
    references: ReferenceList | None = None,
    rows: Iterable[tuple[str, str]],
) -> Document:
    """The paper called `name` about `base`, for its clinic's staff: a first page without call box, `sections`, and an
    imprint of `rows` without a QR code.
    """
    title = f"{name}: {base.title}"
    items = tuple(Item(blocks=(Paragraph(runs=(Plain(point),)),)) for point in points)
    first = FirstPage(
        audience="For staff, not for patients",
        title=Heading(level=1, runs=(Plain(title),), id="title"),
        purpose=purpose,
        main_message=message,
        key_points=Callout(
            kind="note", heading=(Plain("How to read this paper"),), blocks=(ItemList(style="bullet", items=items),)
        ),
        prepared_for=None,
        call_box=None,
        code_line=base.first_page.code_line,
        date_line=base.first_page.date_line,
        short_of_time="",
    )
    about = (("About", f"{base.title}, {base.first_page.code_line}, {base.hash}"), *rows, ("Clinic", base.clinic.name))
    imprint = Imprint(
        heading="About this paper",
        rows=tuple((label, (Plain(value),)) for label, value in about),
        qr=None,
        disclaimer="For staff only. It is made from the same sources as the handout, and does not replace anybody's judgement.",
        call_box=None,
    )
    return replace(
        base,
        title=title,
        short_title=f"{name}: {base.short_title}",
        subject=purpose,
        first_page=first,
        contents="no",
        sections=tuple(sections),
        references=references,
        added_pages=(),
        imprint=imprint,
        allowances=(),
    )
