"""The narrow waist: a handout with every reference followed, ready to be set in type, checked or compared.

Nothing here points outside the document: no YAML, no Markdown, no clinic file, no style. Blocks and runs are closed
unions; a `match` over them ends in `assert_never`, so that a new kind makes mypy list every place to extend. Text is
NFC; a space that must not break a line is U+00A0.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal, assert_never

from msgspec import Struct

from wardleaf.document.numbering import FIRST_FORM
from wardleaf.findings import Span
from wardleaf.library.labels import Labels

# --- runs -------------------------------------------------------------------------------------------------------------


class Plain(Struct, frozen=True):
    """Words as they are."""

    text: str


class Strong(Struct, frozen=True):
    """Words of weight."""

    runs: Runs


class Emphasis(Struct, frozen=True):
    """Words said differently: journal titles, stressed words."""

    runs: Runs


class Link(Struct, frozen=True, kw_only=True):
    """Words that lead to `target`: an https, http, mailto or tel address, or `#id` of a heading here.

    `words` says to a screen reader where it goes; empty when the linked words say it.
    """

    runs: Runs
    target: str
    words: str = ""


class CitationPiece(Struct, frozen=True, kw_only=True):
    """A part of a printed citation: a bracket, comma or dash (`number` None), or a number that links to its source."""

    text: str
    number: int | None = None
    words: str = ""


class Citation(Struct, frozen=True):
    """A citation as printed, such as [1–3]; never begins a line. `numbers` are all that it stands for, 2 included."""

    pieces: tuple[CitationPiece, ...]
    numbers: tuple[int, ...]


class Term(Struct, frozen=True, kw_only=True):
    """A medical word at its first use, with its meaning in plain words."""

    text: str
    meaning: str


class Foreign(Struct, frozen=True, kw_only=True):
    """Words in another language (BCP 47 code)."""

    runs: Runs
    language: str


class Field(Struct, frozen=True, kw_only=True):
    """A place that a personal copy fills in; without a value it is `lines` to write on. A value may have line ends."""

    name: str
    label: str
    value: str | None = None
    lines: int = 1


class Superscript(Struct, frozen=True):
    """Raised words."""

    text: str


class Break(Struct, frozen=True):
    """The author's own line break."""


Run = Plain | Strong | Emphasis | Link | Citation | Term | Foreign | Field | Superscript | Break
Runs = tuple[Run, ...]


# --- blocks -----------------------------------------------------------------------------------------------------------


class Heading(Struct, frozen=True, kw_only=True):
    """A heading: 1 is the handout's title, 2 a section's. `id` is unique in the document and is what links point to."""

    level: int
    runs: Runs
    id: str
    span: Span | None = None


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph of running text."""

    runs: Runs
    span: Span | None = None


class Item(Struct, frozen=True, kw_only=True):
    """One item of a list: blocks, usually one paragraph."""

    blocks: tuple[Block, ...]
    span: Span | None = None


class ItemList(Struct, frozen=True, kw_only=True):
    """A list: bullets, numbers, or steps to take (numbers set large). `start` is the first number, `form` how its label
    is written (`numbering.py`).
    """

    style: Literal["bullet", "decimal", "steps"]
    items: tuple[Item, ...]
    start: int = 1
    form: str = FIRST_FORM
    title: Runs = ()
    span: Span | None = None


class CheckList(Struct, frozen=True, kw_only=True):
    """A list whose items have boxes to tick."""

    items: tuple[Item, ...]
    title: Runs = ()
    span: Span | None = None


class Callout(Struct, frozen=True, kw_only=True):
    """A panel told from running text: key points, a remark, a warning. `heading` is never empty."""

    kind: Literal["key-points", "note", "warning"]
    heading: Runs
    blocks: tuple[Block, ...]
    span: Span | None = None


class CallNumber(Struct, frozen=True, kw_only=True):
    """A number to call: when ("Day"), the number as printed and as dialled, and the hours, perhaps empty."""

    label: str
    number: str
    dial: str
    hours: str = ""


class CallBox(Struct, frozen=True, kw_only=True):
    """When to call: the clinic's numbers first, then the symptoms (empty in the short form), then the emergency number."""

    heading: str
    numbers: tuple[CallNumber, ...]
    symptoms: tuple[Item, ...]
    emergency: Runs
    span: Span | None = None


class Alt(Struct, frozen=True):
    """What a picture says, in words, for readers who cannot see it."""

    text: str


class Decorative(Struct, frozen=True):
    """The decision that a picture says nothing."""


class PictureData(Struct, frozen=True, kw_only=True):
    """A picture's bytes and size: `kind` png, jpeg or svg; width and height in pixels (svg: user units)."""

    path: str
    data: bytes
    kind: Literal["png", "jpeg", "svg"]
    width: int
    height: int

    def __repr__(self) -> str:
        return f"PictureData(path={self.path!r})"


class Figure(Struct, frozen=True, kw_only=True):
    """A picture with its caption."""

    picture: PictureData
    alt: Alt | Decorative
    caption: Runs = ()
    span: Span | None = None


class Table(Struct, frozen=True, kw_only=True):
    """A table with one header row; every row has as many cells as the header. The first column heads its rows."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: Runs = ()
    span: Span | None = None


class RiskGroup(Struct, frozen=True, kw_only=True):
    """One group of an icon array and its sentences: `headline` "50 in 100", `label` "with a cold cap", then both
    framings.
    """

    count: int
    headline: str
    label: str
    happened: Runs
    otherwise: Runs


class IconArray(Struct, frozen=True, kw_only=True):
    """Absolute risks as figures. `out_of` is 100 or 1000; `key` says what dark means; `about` names study, group and
    period.
    """

    out_of: int
    groups: tuple[RiskGroup, ...]
    alt: Alt
    key: Runs
    about: Runs
    span: Span | None = None


class WriteIn(Struct, frozen=True, kw_only=True):
    """Space to write: `lines` ruled lines, or a labelled line for each of `labels`. `heading` is a Heading of its own."""

    prompt: Runs
    lines: int
    labels: tuple[str, ...] = ()
    span: Span | None = None


class PreparedFor(Struct, frozen=True, kw_only=True):
    """Who this copy is for: labelled lines, filled in or not."""

    heading: str
    fields: tuple[Field, ...]
    span: Span | None = None


class Diary(Struct, frozen=True, kw_only=True):
    """A table to fill in by hand: `rows` are row labels, empty ones for rows that the reader labels. A label may be a
    field that a personal copy fills in.
    """

    columns: tuple[str, ...]
    rows: tuple[Runs, ...]
    span: Span | None = None


class Contact(Struct, frozen=True, kw_only=True):
    """Somebody to call: name, what for, number as printed and as dialled, hours; all but the name may be empty."""

    name: str
    purpose: str = ""
    number: str = ""
    dial: str = ""
    hours: str = ""


class Contacts(Struct, frozen=True, kw_only=True):
    """Names and numbers."""

    people: tuple[Contact, ...]
    span: Span | None = None


class QrCode(Struct, frozen=True, kw_only=True):
    """A QR code: `payload` is what it holds, `printed` the address as people read it, `words` what they find there."""

    payload: str
    printed: str
    words: str
    span: Span | None = None


class PageBreak(Struct, frozen=True, kw_only=True):
    """The author's own page break."""

    span: Span | None = None


class Source(Struct, frozen=True, kw_only=True):
    """A numbered reference as printed; `words` names it to a screen reader ("Dear 2013")."""

    number: int
    id: str
    runs: Runs
    words: str
    span: Span | None = None


Block = (
    Heading
    | Paragraph
    | ItemList
    | CheckList
    | Callout
    | CallBox
    | Figure
    | Table
    | IconArray
    | WriteIn
    | PreparedFor
    | Diary
    | Contacts
    | QrCode
    | PageBreak
)


# --- the document -----------------------------------------------------------------------------------------------------


class ReferenceList(Struct, frozen=True, kw_only=True):
    """The printed sources below their heading, or, with none, the sentence that says how to ask for them."""

    heading: Heading
    sources: tuple[Source, ...]
    preface: Runs = ()
    span: Span | None = None


class ClinicCard(Struct, frozen=True, kw_only=True):
    """What a page says of the clinic. `specimen_notice` is empty for a clinic that exists."""

    id: str
    name: str
    part_of: str
    specimen_notice: str
    profile: str
    span: Span | None = None


class FirstPage(Struct, frozen=True, kw_only=True):
    """The first page: everything a reader short of time needs. `code_line` is "RBC-014 version 3.1"."""

    audience: str
    title: Heading
    purpose: str
    main_message: str
    key_points: Callout
    prepared_for: PreparedFor | None
    call_box: CallBox | None
    code_line: str
    date_line: str
    short_of_time: str
    purpose_span: Span | None = None
    main_message_span: Span | None = None


class Imprint(Struct, frozen=True, kw_only=True):
    """The last page: label and value in order, the QR code, and the sentence that this replaces nobody's advice."""

    heading: str
    rows: tuple[tuple[str, Runs], ...]
    qr: QrCode | None
    disclaimer: str
    call_box: CallBox | None


class SectionFacts(Struct, frozen=True, kw_only=True):
    """What a section says of itself, for checks: whether its facts need sources, which required parts it serves, when
    it was checked, its language.
    """

    address: str
    reviewed: datetime.date
    review_by: datetime.date | None
    clinical: bool
    parts: tuple[str, ...]
    language: str = ""
    span: Span | None = None


class Section(Struct, frozen=True, kw_only=True):
    """What stands below one heading: a section of the library (then with `facts`), a component with a heading of its
    own, or the opening of a packed handout.

    Components without a heading belong to the section before them. Without `heading` it is what stands before the
    first.
    """

    heading: Heading | None
    blocks: tuple[Block, ...]
    facts: SectionFacts | None = None

    @property
    def address(self) -> str:
        """The address of the library's section; empty for anything else."""
        return self.facts.address if self.facts else ""


class Allowance(Struct, frozen=True, kw_only=True):
    """A finding that somebody looked at and accepted: the rule's name, why, who and until when.

    `section` is empty for the whole handout; `first_line` to `last_line` of the section's file is the one block that is
    meant, 0 for all of them.
    """

    rule: str
    reason: str
    by: str
    until: datetime.date
    section: str = ""
    first_line: int = 0
    last_line: int = 0
    span: Span | None = None


class NotApplicable(Struct, frozen=True, kw_only=True):
    """A required part that a handout leaves out, and why."""

    part: str
    reason: str
    span: Span | None = None


class SourceUse(Struct, frozen=True, kw_only=True):
    """A place that cites a source, also one whose number is not printed."""

    id: str
    span: Span | None = None


class SourceFacts(Struct, frozen=True, kw_only=True):
    """What the bibliography knows of a cited source, for checks; texts are empty and dates None where nothing is given.

    `published` is a year, `accessed` the last day that its date can mean; `where` is the journal, book or site,
    `place_in` its pages or article number. `verified` says where somebody read it, as in references.yaml; `lacks` what
    the form of its kind cannot do without, in words.
    """

    id: str
    type: str
    verified: Literal["", "source", "report"]
    has_authors: bool
    published: int | None
    accessed: datetime.date | None
    checked: datetime.date | None
    where: str
    publisher: str
    place_in: str
    doi: str
    pmid: str
    url: str
    historical: bool
    lacks: tuple[str, ...] = ()
    span: Span | None = None


class TranslationFacts(Struct, frozen=True, kw_only=True):
    """What is known of a handout as a translation of the handout `of`, for checks; texts are empty where nothing is
    given.

    `original` is the wording hash of the original that was translated, `original_now` that of the original as it is.
    """

    of: str
    original: str
    original_now: str
    by: str
    reviewed_by: str
    method: Literal["human", "machine"]
    original_span: Span | None = None
    by_span: Span | None = None
    reviewed_by_span: Span | None = None
    span: Span | None = None


class Document(Struct, frozen=True, kw_only=True):
    """One handout for one clinic and edition, complete.

    `id` is the definition's; `hash` is the content hash as printed ("a41f 09c2"); `contents` says whether a list of
    contents is printed, or lets layout decide; `sources` are the ids of all that are cited, printed or not;
    `added_pages` are the pages a booklet may be filled up with, each led by a heading; `reviewed` dates the file.
    `topic_words`, `not_applicable`, `allowances`, `cited`, `source_facts` and `translations` (its own, and those that a
    pack takes) print nowhere: checks read them. `to_agree` is what the clinical reviewer has still to agree, for the
    evidence sheet.
    """

    id: str
    edition: str
    title: str
    short_title: str
    subject: str
    language: str
    code: str
    version: str
    hash: str
    reviewed: datetime.date
    clinic: ClinicCard
    labels: Labels
    first_page: FirstPage
    contents: Literal["auto", "yes", "no"]
    sections: tuple[Section, ...]
    references: ReferenceList | None
    added_pages: tuple[tuple[Block, ...], ...]
    imprint: Imprint
    sources: tuple[str, ...]
    kind: Literal["treatment", "chemotherapy", "support", "general"] = "general"
    topic_words: tuple[str, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    cited: tuple[SourceUse, ...] = ()
    source_facts: tuple[SourceFacts, ...] = ()
    translations: tuple[TranslationFacts, ...] = ()
    to_agree: tuple[str, ...] = ()
    span: Span | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the sections, with their headings, in printed order."""
        return tuple(
            block
            for section in self.sections
            for block in (*((section.heading,) if section.heading else ()), *section.blocks)
        )

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Every heading after the title up to that of the sources."""
        found = tuple(block for block in self.blocks if isinstance(block, Heading))
        return (*found, self.references.heading) if self.references else found

    @property
    def section_facts(self) -> tuple[SectionFacts, ...]:
        """What the library's sections that are printed say of themselves."""
        return tuple(section.facts for section in self.sections if section.facts)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the library's sections that are printed."""
        return tuple(facts.address for facts in self.section_facts)


def runs_text(runs: Runs) -> str:
    """The words of `runs` as one string, as a reader hears them; a line break is a space, an unfilled field its label."""
    return "".join(_texts(runs))


def _texts(runs: Runs) -> Iterator[str]:
    for run in runs:
        match run:
            case Plain() | Superscript():
                yield run.text
            case Strong() | Emphasis() | Link() | Foreign():
                yield from _texts(run.runs)
            case Citation():
                yield from (piece.text for piece in run.pieces)
            case Term():
                yield f"{run.text} ({run.meaning})"
            case Field():
                yield run.value.replace("\n", " ") if run.value is not None else run.label
            case Break():
                yield " "
            case _:
                assert_never(run)
