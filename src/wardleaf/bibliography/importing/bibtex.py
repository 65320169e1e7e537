"""BibTeX and BibLaTeX, parsed by bibtexparser, which is loaded only when a .bib file is read.

Names are split while their braces still stand, so that `{World Health Organization}` stays one group; LaTeX becomes
text only after that, and never in a DOI or an address, where `&` and `_` mean themselves.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from wardleaf.bibliography import faults
from wardleaf.bibliography.forms import MARKED_GENRES
from wardleaf.bibliography.importing.bibtex_values import RawEntry, TooMuchError, UnresolvedError, inherited, joined
from wardleaf.bibliography.importing.entries import (
    PREPRINT_SERVERS,
    ImportedReference,
    accept,
    clean,
    group,
    person,
    stage,
    tell_unverified,
    text_lines,
    thesis_genre,
    whole,
)
from wardleaf.bibliography.importing.written_dates import read_date
from wardleaf.bibliography.markup import imported
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.schema import Name, SourceKind

if TYPE_CHECKING:
    from bibtexparser.library import Library as BibtexLibrary
    from bibtexparser.middlewares import NameParts
    from bibtexparser.model import Entry

_TYPES: Final[Mapping[str, SourceKind]] = {
    "article": "article-journal",
    "periodical": "article-journal",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "proceedings": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "bookinbook": "chapter",
    "inreference": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "webpage": "webpage",
    "techreport": "report",
    "report": "report",
    "booklet": "report",
    "manual": "report",
    "standard": "guideline",
    "dataset": "dataset",
    "software": "software",
    "video": "video",
    "movie": "video",
    "legislation": "legislation",
    "jurisdiction": "legislation",
}
_TITLES = frozenset({"title", "subtitle", "booktitle", "booksubtitle", "journal", "journaltitle", "maintitle"})
_VERBATIM = frozenset({"url", "doi", "pmid", "pmcid", "eprint"})
_ADDRESS = re.compile(r"\\url\s*\{([^{}]*)\}|(https?://\S+)")
_ONE_GROUP = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\Z")
_ESCAPED = re.compile(r"\\([&%_#$~])")
_MOST_PUT_IN = 100_000  # characters that names stand for, beside four times what the file holds

_Decode = Callable[[str], str]


def read_bibtex(file: SourceFile, findings: Findings) -> tuple[ImportedReference, ...]:
    """The references in `file`, in order; those that cannot be taken over are findings."""
    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry

    stack = [
        middlewares.RemoveEnclosingMiddleware(),
        middlewares.NormalizeFieldKeys(),
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
    ]
    lines = text_lines(file)
    with _silent("bibtexparser", "pylatexenc"):
        try:
            library = parse_string("\n".join(lines), parse_stack=[])
            unresolved = _resolve_values(library)
            for middleware in stack:
                library = middleware.transform(library)
        except Exception:
            findings.add(faults.UNREADABLE_IMPORT.at(whole(file), "this file cannot be read as BibTeX"))
            return ()
        decode = _decoder()
        accepted: list[ImportedReference] = []
        seen = False
        failed = {id(block) for block in library.failed_blocks}
        for block in library.blocks:
            span = Span(file, min((block.start_line or 0) + 1, len(lines)))
            if isinstance(block, DuplicateBlockKeyBlock) and isinstance(block.ignore_error_block, Entry):
                # two entries of one key are two references to us: their ids are made anew
                block = block.ignore_error_block
            if isinstance(block, Entry) and str(block.entry_type).casefold() == "xdata":
                continue
            if isinstance(block, Entry) and block.start_line in unresolved:
                seen = True
                message = f"this reference names {unresolved[block.start_line]}, so it is left out"
                findings.add(
                    faults.BROKEN_ENTRY.at(span, message, help="export it again with everything that it names")
                )
            elif isinstance(block, Entry):
                seen = True
                if entry := accept(_entry(block, decode, span, findings), findings):
                    accepted.append(entry)
            elif id(block) in failed:
                seen = True
                findings.add(faults.BROKEN_ENTRY.at(span, _what_is_wrong(block)))
    if not seen:
        message = "no reference was found in this file; each one in BibTeX begins like `@article{…`"
        findings.add(faults.UNREADABLE_IMPORT.at(whole(file), message))
    return tuple(accepted)


def _resolve_values(library: BibtexLibrary) -> Mapping[int | None, str]:
    """Put whole values, and those that entries have from others, into the entries of `library`; what could not be
    found, by the entry's line.
    """
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry, Field

    strings = {key.casefold(): str(held.value) for key, held in library.strings_dict.items()}
    blocks = (
        block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block for block in library.blocks
    )
    entries = [block for block in blocks if isinstance(block, Entry)]
    raw = {
        str(entry.key).casefold(): RawEntry(
            str(entry.entry_type).casefold(), {str(field.key).casefold(): str(field.value) for field in entry.fields}
        )
        for entry in reversed(entries)
    }
    room = _MOST_PUT_IN + 4 * sum(len(text) for held in raw.values() for text in held.fields.values())
    whole: dict[str, Mapping[str, str]] = {}
    unresolved: dict[int | None, str] = {}
    for entry in entries:
        try:
            if room <= 0:
                raise TooMuchError
            own = RawEntry(
                str(entry.entry_type).casefold(),
                {str(field.key).casefold(): str(field.value) for field in entry.fields},
            )
            fields = inherited(own, raw, whole, seen=(str(entry.key).casefold(),))
            room -= sum(map(len, fields.values()))
            values: list[Field] = []
            for name, value in fields.items():
                values.append(Field(name, joined(value, strings, most=room), entry.start_line))
                room -= len(values[-1].value)
            entry.fields = values
        except UnresolvedError as problem:
            room = 0 if isinstance(problem, TooMuchError) else room
            unresolved[entry.start_line] = str(problem)
            entry.fields = []
    return unresolved


def _what_is_wrong(block: object) -> str:
    words = str(getattr(block, "error", "")).casefold()
    if "duplicate field" in words:
        return "this reference says one of its fields twice, so it is left out"
    if "name" in words or "comma" in words:
        return "the names in this reference cannot be told apart, so it is left out; write them as `Family, Given and Family, Given`"
    return "this reference is not closed or not written in correct BibTeX, so it is left out"


def _entry(block: Entry, decode: _Decode, span: Span, findings: Findings) -> ImportedReference:
    values: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    for field in block.fields:
        key, value = str(field.key).casefold(), field.value
        if isinstance(value, list):
            names[key] = tuple(_name(parts, decode) for parts in value)
        else:
            words = _look_as_html(str(value)) if key in _TITLES else str(value)
            values[key] = clean(_ESCAPED.sub(r"\1", words).strip("{} ") if key in _VERBATIM else decode(words))

    def first(*keys: str) -> str:
        return next((values[key] for key in keys if values.get(key)), "")

    kind = str(block.entry_type).casefold()
    type_ = _kind(first, kind)
    journal = type_ == "article-journal"
    raw_note = next((str(field.value) for field in block.fields if str(field.key).casefold() == "howpublished"), "")
    address = _ADDRESS.search(raw_note)
    container = imported(_container(first, type_))
    if journal:
        tell_unverified(first("shortjournal"), container, span, findings)
    publisher = "" if journal or type_ == "preprint" else first("publisher", "institution", "organization", "school")
    return ImportedReference(
        type=type_,
        other_type="" if kind in _TYPES or (kind in ("misc", "unpublished", "audio") and type_) else kind or "?",
        key=str(block.key),
        title=imported(": ".join(filter(None, (first("title"), first("subtitle"))))),
        original_title=imported(first("origtitle")),
        language=first("language", "langid"),
        author=names.get("author", ()),
        editor=names.get("editor", ()) if type_ in ("book", "chapter", "report", "paper-conference") else (),
        container_title=container,
        issued=read_date(
            first("date") or " ".join(filter(None, (first("year"), _month(first("month")), first("day")))),
            span,
            findings,
            periods=True,
        ),
        accessed=read_date(first("urldate"), span, findings),
        volume=first("volume"),
        issue=first("number", "issue") if journal or type_ == "article-magazine" else "",
        part=first("part") if journal else "",
        page=first("pages"),
        number=first("eid", "article-number")
        if journal
        else first("eprint")
        if type_ == "preprint"
        else first("number")
        if type_ in ("report", "guideline", "legislation")
        else "",
        edition=first("edition"),
        version=first("version") if type_ in ("software", "dataset") else "",
        publisher=publisher,
        publisher_place=first("address", "location") if publisher else "",
        genre=_genre(first, kind, type_),
        event_title=imported(first("eventtitle")) if type_ == "paper-conference" else "",
        event_date=read_date(first("eventdate"), span, findings, periods=True) if type_ == "paper-conference" else None,
        event_place=first("venue") if type_ == "paper-conference" else "",
        status=stage(first("pubstate"), first("note"), volume=first("volume")) if journal else "",
        doi=first("doi"),
        pmid=first("pmid") or (first("eprint") if first("eprinttype", "archiveprefix").casefold() == "pubmed" else ""),
        pmcid=first("pmcid", "pmc"),
        url=first("url") or (_ESCAPED.sub(r"\1", address[1] or address[2]).rstrip("}.") if address else ""),
        span=span,
    )


def _kind(first: Callable[..., str], kind: str) -> SourceKind | None:
    """What kind an entry is; None for one of which neither style has a form."""
    said = " ".join((first("type"), first("howpublished"), first("note"), first("entrysubtype"))).casefold()
    if re.search(r"package insert|prescribing information|drug label", said):
        return "drug-label"
    if kind == "article":
        if not first("volume") and (
            PREPRINT_SERVERS.match(first("journal", "journaltitle"))
            or first("eprinttype", "archiveprefix").casefold() == "arxiv"
        ):
            return "preprint"
        return (
            "article-newspaper"
            if "newspaper" in said
            else "article-magazine"
            if "magazine" in said
            else "article-journal"
        )
    if kind in ("misc", "unpublished", "online", "audio", "electronic"):
        server = first("eprinttype", "archiveprefix", "publisher", "howpublished", "organization")
        if "preprint" in said or PREPRINT_SERVERS.match(server):
            return "preprint"
        if "podcast" in said:
            return "podcast"
        if kind == "unpublished" and first("eventtitle"):
            return "paper-conference"
        if "dataset" in said or "data set" in said:
            return "dataset"
        if kind == "misc":
            return (
                "webpage" if first("url", "howpublished") and not first("publisher", "institution", "school") else None
            )
    return _TYPES.get(kind)


_SERVERS: Final = {"arxiv": "arXiv", "biorxiv": "bioRxiv", "medrxiv": "medRxiv"}


def _genre(first: Callable[..., str], kind: str, type_: SourceKind | None) -> str:
    if type_ == "thesis":
        said = first("type")
        return thesis_genre(
            {"mathesis": "mastersthesis", "phdthesis": "phdthesis"}.get(said.casefold(), kind),
            "" if said.casefold() in ("mathesis", "phdthesis") else said,
        )
    marked = type_ == "article-journal" and first("type").casefold() in MARKED_GENRES
    return first("type") if marked or type_ in ("report", "guideline", "paper-conference", "drug-label") else ""


def _container(first: Callable[..., str], type_: SourceKind | None) -> str:
    match type_:
        case "article-journal" | "article-newspaper" | "article-magazine":
            return first("journal", "journaltitle")
        case "preprint":
            server = first(
                "journal", "journaltitle", "eprinttype", "archiveprefix", "publisher", "howpublished", "organization"
            )
            return _SERVERS.get(server.casefold(), server)
        case "dataset":
            return first("howpublished", "publisher") if "://" not in first("howpublished") else first("publisher")
        case "chapter" | "paper-conference":
            return ": ".join(filter(None, (first("booktitle"), first("booksubtitle")))) or first("maintitle")
        case "podcast" | "video":
            return first("maintitle", "booktitle", "series")
        case _:
            return ""


def _look_as_html(text: str) -> str:
    """`text` with LaTeX's italics and figures set high or low written as HTML writes them, which the titles of every
    format are read as.
    """
    text = re.sub(r"\{\\(?:it|em|itshape)\s++([^{}]*)\}", r"<i>\1</i>", text)
    text = re.sub(r"\\(?:emph|textit)\{([^{}]*)\}", r"<i>\1</i>", text)
    for command, sign, tag in (("textsubscript", "_", "sub"), ("textsuperscript", r"\^", "sup")):
        text = re.sub(rf"\\{command}\{{([^{{}}]*)\}}", rf"<{tag}>\1</{tag}>", text)
        text = re.sub(rf"\${sign}(?:\{{([^{{}}$]*)\}}|([^{{}}$]))\$", rf"<{tag}>\1\2</{tag}>", text)
    return text


def _month(month: str) -> str:
    """A month's number as a word's start, so that `12` beside a year is not read as a day."""
    names = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return names[int(month) - 1] if month.isascii() and month.isdigit() and 1 <= int(month[:4]) <= len(names) else month


def _name(parts: NameParts, decode: _Decode) -> Name:
    last = " ".join(parts.last)
    if not (parts.first or parts.von or parts.jr) and _ONE_GROUP.match(last):
        return group(decode(last))
    family = " ".join((*parts.von, *parts.last))
    return person(decode(family), decode(" ".join(parts.first)), decode(" ".join(parts.jr)))


def _decoder() -> _Decode:
    """LaTeX to text; what cannot be decoded stays as it is written, without its braces."""
    from bibtexparser.library import Library
    from bibtexparser.middlewares import LatexDecodingMiddleware
    from bibtexparser.model import Entry, Field

    latex = LatexDecodingMiddleware(keep_math_mode=False)

    def decode(text: str) -> str:
        if not re.search(r"[\\{}$~]|--|``|''", text):
            return text
        block = latex.transform_entry(Entry("misc", "", [Field("text", text)]), Library())
        return str(block.fields[0].value) if isinstance(block, Entry) else re.sub(r"[{}]", "", text)

    return decode


@contextmanager
def _silent(*names: str) -> Iterator[None]:
    """The named loggers say nothing meanwhile: what they would log is a finding already."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels):
            logger.setLevel(level)
