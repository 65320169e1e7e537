"""Sources as people type them at the end of a leaflet, as drafts of entries: what the words hold for certain goes into
its field, all of them into the note, and what cannot be parted into the title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from wardleaf.bibliography.importing.entries import ImportedReference, clean
from wardleaf.bibliography.importing.written_dates import read_date
from wardleaf.bibliography.pages import full_pages
from wardleaf.findings import Findings, Span
from wardleaf.library.dates import PartialDate, SourceDate
from wardleaf.library.schema import Name, SourceKind

HEADING = re.compile(
    r"(?:list of )?(?:references?|sources?|bibliography|literature|evidence|quellen(?:angaben|verzeichnis)?|literatur(?:verzeichnis|angaben)?|références?|bibliographie|sources|referencias|bibliografía|fuentes"
    r"|referenties|bronnen|literatuur|riferimenti|bibliografia|fonti|referências|referencer|källor|kilder)(?: (?:bibliographiques|bibliográficas|and further reading|used))?[.:]?\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(?:\[(\d{1,3})\]|\(?(\d{1,3})[.)])\s+")
_DOI = re.compile(r"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?\b(10\.\d{4,9}/[^\s;,]+)", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC(?:ID)?:?\s*(?:PMC)?(\d{4,9})\b")
_PMID = re.compile(r"\bPMID:?\s*(\d{4,9})\b", re.IGNORECASE)
_URL = re.compile(r"(?:available (?:from|at):?\s*)?(https?://[^\s<>()\[\]]+)", re.IGNORECASE)
_ACCESSED = re.compile(
    r"[(\[]?\b(?:last )?(?:accessed|cited|retrieved|viewed)(?: on)?:?\s*([\w ,.]{4,24}\d{4}|\d{4}-\d{2}-\d{2})[)\]]?\.?",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?)?\s*;\s*(?P<volume>\d{1,4})\s*(?:\((?P<issue>[^()]{1,20})\))?(?:\s*:\s*(?P<page>[A-Za-z]?\d[\w–-]{0,20}))?\.?"
)
_BOOK = re.compile(
    r"(?:(?P<place>[A-Z][\w ,.’'-]{1,40}):\s*)?(?P<publisher>[A-Z][\w &,.’'-]{1,60});\s*(?P<year>(?:19|20)\d\d)\.?"
)
_EDITION = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\s+ed(?:ition|n)?\b\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PERSON = re.compile(
    r"((?:(?:van|von|der|den|de|la|le|di|du|ten|ter)\s){0,3}[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][a-zß-ÿ][\w’'-]*)?),?\s((?:[A-ZÀ-Þ]\.?[ -]?){1,4})\Z"
)
_ET_AL = re.compile(r"\bet al\b\.?", re.IGNORECASE)
_NO_SOURCE = re.compile(r"\b(?:same as|as above|ibid|see (?:no\.? ?)?\d)", re.IGNORECASE)
_LOOKS = re.compile(
    r"(?:19|20)\d\d\s*;\s*\d|10\.\d{4,9}/|\bPMID\b|https?://\S+.{0,60}(?:19|20)\d\d|(?:19|20)\d\d.{0,80}https?://",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})
_MOST_NAME_WORDS = 8


def typed_number(text: str) -> tuple[int, str]:
    """The number that an entry begins with, 0 without one, and the entry after it."""
    found = _NUMBER.match(text)
    return (int(found[1] or found[2]), text[found.end() :]) if found else (0, text)


def looks_like_a_source(text: str) -> bool:
    """Whether a footnote gives a source: a volume and a year, a DOI, or an address with a year."""
    return _LOOKS.search(text) is not None


def gives_a_year_or_address(text: str) -> bool:
    """Whether a line may be a source at all."""
    return _YEAR.search(text) is not None or _URL.search(text) is not None or _DOI.search(text) is not None


def names_no_source(entry: ImportedReference) -> bool:
    """Whether an entry only points to another, such as “Same as 4”."""
    return _NO_SOURCE.search(entry.title) is not None


def is_cut_short(entry: ImportedReference) -> bool:
    """Whether its authors end with “et al”."""
    return any(name.literal == "et al." for name in entry.author)


def draft_entry(text: str, *, number: int, span: Span) -> ImportedReference:
    """A draft of the source that `text` gives, which stands at `number` in the list."""
    whole = " ".join(text.split())
    note = f"from Word: {f'{number}. ' if number else ''}{whole}"
    found: dict[str, str] = {}
    rest = _taken(_ACCESSED, whole, "accessed", found)
    rest = _taken(_DOI, rest, "doi", found)
    rest = _taken(_PMCID, rest, "pmcid", found)
    rest = _taken(_PMID, rest, "pmid", found)
    rest = _taken(_URL, rest, "url", found)
    own = Findings()
    accessed = read_date(found["accessed"], span, own) if "accessed" in found else None
    entry = _parted(rest, span, number, bool(found.get("url")), accessed)
    return _numbered(entry, found, note, number, accessed, whole)


def _taken(pattern: re.Pattern[str], text: str, name: str, found: dict[str, str]) -> str:
    match = pattern.search(text)
    if not match:
        return text
    found[name] = match[1].rstrip(".,;")
    return f"{text[: match.start()].rstrip()} {text[match.end() :].strip(' .')}".strip()


def _parted(rest: str, span: Span, number: int, on_the_web: bool, accessed: PartialDate | None) -> ImportedReference:  # noqa: FBT001
    parts = [part.strip() for part in re.split(r"(?<=[.?!])\s+(?=[\w“\"])", rest) if part.strip(" .")]
    authors = tuple(_authors(parts[0])) if len(parts) > 1 else ()
    after = parts[1:] if authors else parts
    if not after:
        return ImportedReference(type="report", title=rest, span=span)
    title, tail = after[0], " ".join(after[1:])
    if (journal := _JOURNAL.search(tail)) and (name := tail[: journal.start()].strip(" .,")) and authors:
        return ImportedReference(
            type="article-journal",
            title=title.rstrip("."),
            author=authors,
            container_title=name,
            issued=_year(journal["year"]),
            volume=journal["volume"],
            issue=journal["issue"] or "",
            page=full_pages((journal["page"] or "").replace("–", "-")),
            span=span,
        )
    edition = _EDITION.search(tail)
    book = _BOOK.search(tail[edition.end() :] if edition else tail)
    if book and authors:
        return ImportedReference(
            type="book",
            title=title.rstrip("."),
            author=authors,
            edition=edition[1] if edition else "",
            publisher=book["publisher"].strip(" ,"),
            publisher_place=(book["place"] or "").strip(),
            issued=_year(book["year"]),
            span=span,
        )
    years = _YEAR.findall(tail)
    kind: SourceKind = "webpage" if on_the_web else "report"
    if authors and (years or on_the_web) and not re.sub(r"[\d\s.,;()]+", "", _YEAR.sub("", tail)):
        return ImportedReference(
            type=kind,
            title=title.rstrip("."),
            author=authors,
            issued=_year(years[0]) if len(set(years)) == 1 else None,
            span=span,
        )
    all_years = set(_YEAR.findall(rest))
    return ImportedReference(
        type=kind, title=rest.strip(), issued=_year(all_years.pop()) if len(all_years) == 1 else None, span=span
    )


def _year(written: str) -> SourceDate | None:
    try:
        return SourceDate.parse(written)
    except ValueError:
        return None


def _authors(written: str) -> Iterator[Name]:
    """The names in the first sentence of an entry; nothing when it holds none."""
    bare = written.rstrip(" .")
    cut = _ET_AL.search(bare)
    people = [
        part.strip()
        for part in _ET_AL.sub("", bare).replace(" and ", ", ").replace("&", ",").split(",")
        if part.strip()
    ]
    names = [_PERSON.match(part) for part in people]
    if people and all(names):
        yield from (Name(family=found[1], given=found[2].strip()) for found in names if found)
        if cut:
            yield Name(literal="et al.")
    elif (
        len(bare.split()) <= _MOST_NAME_WORDS
        and bare[:1].isupper()
        and not any(map(str.isdigit, bare))
        and "," not in bare
    ):
        yield Name(literal=bare)


def _numbered(
    entry: ImportedReference, found: dict[str, str], note: str, number: int, accessed: PartialDate | None, whole: str
) -> ImportedReference:
    from wardleaf.values import replace

    pmcid = found.get("pmcid", "")
    named = entry.author or entry.issued
    return replace(
        entry,
        title=clean(entry.title).rstrip(".") or clean(whole),
        doi=found.get("doi", ""),
        pmid=found.get("pmid", ""),
        pmcid=f"PMC{pmcid}" if pmcid else "",
        url=found.get("url", ""),
        accessed=accessed,
        note=clean(note),
        wanted_id=wanted_id(entry) if named and entry.author else f"source{number or ''}",
    )


def wanted_id(entry: ImportedReference) -> str:
    """The first author's family name, or the first two words of a group's name, with the year."""
    name = next(iter((*entry.author, *entry.editor)), None)
    year = str(entry.issued.year) if entry.issued else ""
    if name is None:
        return ""
    words = [word for word in name.literal.split() if word.casefold() not in _SMALL_WORDS]
    who = _folded(name.family) or "".join(map(_folded, words[:2]))
    return f"{who}{year}" if who else ""


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]", "", plain)[:24].lstrip("0123456789")
