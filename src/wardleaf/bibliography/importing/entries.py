"""What the four formats have in common: one imported reference, and the checks that each must pass before it is
offered.

The readers know their format and nothing of YAML; this module knows no format. It looks nothing up: what the file does
not say stays empty, and what it says doubtfully is a finding.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from wardleaf.bibliography import faults
from wardleaf.bibliography.doubts import capitals, is_notice, is_retracted
from wardleaf.bibliography.forms import law_citation
from wardleaf.bibliography.importing.languages import language_name
from wardleaf.bibliography.locations import read_issue, read_volume
from wardleaf.bibliography.names import cuts_short
from wardleaf.bibliography.pages import full_pages
from wardleaf.bibliography.pieces import bare_doi
from wardleaf.bibliography.titles import edition_number
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.dates import PartialDate
from wardleaf.library.schema import Correction, Name, SourceKind
from wardleaf.values import replace

_UNWRITABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff0-\uffff]+"
)
_SUFFIX = re.compile(r"(?:jr|sr|[2-5](?:nd|rd|th|d)|ii|iii|iv)\.?\Z", re.IGNORECASE)
_LOCATOR = re.compile(r"[A-Za-z]+\d[\w.]*\Z")
_VOLUME_AND_ISSUE = re.compile(r"(\d+)\s*\((\d[^()]*)\)")
_DOI = re.compile(r"10\.\d{4,9}/\S+\Z")
_PMCID = re.compile(r"(?:PMC)?(\d+)(?:\.\d+)?\Z", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+\Z", re.IGNORECASE)


class ImportedReference(Struct, frozen=True, kw_only=True):
    """One source as another program keeps it, in references.yaml's fields; `key` is its name there, for sentences only.

    Readers fill the fields with what they find, `other_type` with a kind they do not know; `accept` makes them fit to
    be written. `type` is None where the kind has no form. `wanted_id` is an id that is better than one of names and
    year, where there is one.
    """

    type: SourceKind | None
    title: str
    key: str = ""
    other_type: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    container_title: str = ""
    container_title_short: str = ""
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    volume: str = ""
    issue: str = ""
    supplement: str = ""
    part: str = ""
    page: str = ""
    number: str = ""
    section: str = ""
    edition: str = ""
    version: str = ""
    publisher: str = ""
    publisher_place: str = ""
    genre: str = ""
    contract: str = ""
    event_title: str = ""
    event_date: PartialDate | None = None
    event_place: str = ""
    original_title: str = ""
    language: str = ""
    correction: Correction | None = None
    status: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    note: str = ""
    wanted_id: str = ""
    span: Span

    @property
    def called(self) -> str:
        """What a sentence calls it: its title, shortened, or its key."""
        title = self.title if len(self.title) <= _LONGEST_TITLE else self.title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
        return f"“{title}”" if title else f"`{self.key}`" if self.key else "this reference"


_LONGEST_TITLE = 60


def clean(text: str) -> str:
    """`text` composed, on one line, with single spaces, and without characters that cannot be seen or written."""
    return " ".join(unicodedata.normalize("NFC", _UNWRITABLE.sub(" ", text)).split())


PREPRINT_SERVERS = re.compile(
    r"\A(?:arxiv|(?:bio|med|chem|psy|soc|edu?|eng|earth|sport)?a?rxiv|research square|ssrn(?: electronic journal)?|preprints?(?:\.org)?|preprints with the lancet|authorea|osf(?: preprints)?|peerj preprints"
    r"|psyarxiv|socarxiv|f1000research preprints?|jmir preprints)\b",
    re.IGNORECASE,
)
"""Names of servers by which a preprint is known where a file does not say that it is one."""


def thesis_genre(kind: str, said: str) -> str:
    """What kind of thesis: as the file says, else as its own name for the kind says."""
    return said or {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}.get(kind, "")


def group(text: str) -> Name:
    """A group by the name it gives itself."""
    return Name(literal=clean(text))


def person(family: str, given: str, suffix: str = "") -> Name:
    """A person; a suffix at the end of the given names ("Larry C 3rd") is told from them; without a family name a
    group.
    """
    family, given, suffix = clean(family), clean(given).rstrip(","), clean(suffix)
    first, _, last = given.rpartition(" ")
    if not suffix and first and _SUFFIX.match(last):
        given, suffix = first.rstrip(","), last.rstrip(".")
    return Name(family=family, given=given, suffix=suffix) if family else Name(literal=given)


def inverted(text: str) -> Name:
    """`Dear, Robert F., Jr` as a person; without a comma, or with nothing after it, a group."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 or not any(parts[1:]):
        return group(parts[0])
    if len(parts) > 2 and _SUFFIX.match(parts[1]):
        parts[1], parts[2] = parts[2], parts[1]
    return person(parts[0], parts[1], " ".join(parts[2:]))


def accept(entry: ImportedReference, findings: Findings) -> ImportedReference | None:
    """`entry` made fit to be written: clean text, pages in full, identifiers bare; None, with the reason told, when it
    is left out.
    """
    entry = _cleaned(entry)
    if not entry.title:
        message = (
            f"the reference {entry.called} has no title, so it is left out"
            if entry.key
            else "this reference has no title, so it is left out"
        )
        findings.add(faults.BROKEN_ENTRY.at(entry.span, message))
        return None
    if any(cuts_short(name) for name in (*entry.author, *entry.editor)):
        message = f"the author list of {entry.called} is cut short with “et al.”, so it is left out"
        findings.add(
            faults.AUTHORS_CUT.at(entry.span, message, help="export it with all authors, or write the entry by hand")
        )
        return None
    if entry.type is None:
        message = f"{entry.called} is a “{clean(entry.other_type)}” in this file, of which neither style has a form, so it is left out"
        findings.add(
            faults.KIND_NOT_PRINTED.at(
                entry.span, message, help="give it one of the kinds in docs/authoring.md, or write the entry by hand"
            )
        )
        return None
    if entry.type == "legislation" and not _is_citable(entry):
        message = f"{entry.called} is a law that neither style has a form for, so it is left out"
        help = "give its code (USC, CFR, Fed Reg or Pub L) with its numbers, or cite the web page on which the law can be read"
        findings.add(faults.KIND_NOT_PRINTED.at(entry.span, message, help=help))
        return None
    if is_retracted(entry.title):
        findings.add(
            faults.RETRACTED.at(entry.span, f"{entry.called} was retracted, as its own title says; it is left out")
        )
        return None
    if is_notice(entry.title):
        message = f"{entry.called} is a journal's notice about another paper, no study; it is left out"
        findings.add(faults.NOTICE_CITED.at(entry.span, message, help="import the paper itself"))
        return None
    if entry.other_type:
        message = f"{entry.called} is a “{clean(entry.other_type)}” in this file; it is taken over as {entry.type}"
        findings.add(faults.UNCLEAR_KIND.at(entry.span, message))
    findings.extend(capitals(entry.title, (*entry.author, *entry.editor), entry.span))
    placed = _placed(_spoken(entry, findings))
    if (
        placed.type == "article-journal"
        and not (placed.volume or placed.issue or placed.page or placed.number or placed.status)
        and placed.doi
    ):
        message = f"{entry.called} has neither volume nor pages in this file"
        findings.add(
            faults.NO_PLACE.at(
                entry.span,
                message,
                help="look them up; where it is only out online so far, write `status: online-first`",
            )
        )
    return _identified(placed, findings)


def _is_citable(entry: ImportedReference) -> bool:
    law = law_citation(
        entry.container_title, volume=entry.volume, section=entry.section, number=entry.number, page=entry.page
    )
    return law is not None


def stage(*texts: str, volume: str) -> str:
    """`online-first` of an article without a volume yet, when a note or a status says that it came out ahead of print;
    `in-press` when it is not out.
    """
    said = " ".join(texts).casefold()
    if volume:
        return ""
    if re.search(r"ahead of print|advance online|online first|published online", said):
        return "online-first"
    return "in-press" if re.search(r"\bin press\b|\binpress\b|\bforthcoming\b", said) else ""


def _spoken(entry: ImportedReference, findings: Findings) -> ImportedReference:
    """`entry` with its language by name, as both styles print it; English is not named."""
    code = clean(entry.language)
    if not code:
        return entry
    name = language_name(code)
    if name is None:
        message = f"the language of {entry.called} is `{code}`, which Wardleaf does not know; it is left out"
        findings.add(faults.UNCLEAR_LANGUAGE.at(entry.span, message, hint="write its English name under `language:`"))
    return replace(entry, language="" if name in (None, "English") else name or "")


def tell_unverified(short: str, full: str, span: Span, findings: Findings) -> None:
    """Tell of an abbreviation that a program gave the journal: it is not printed before somebody has looked it up."""
    if short and clean(short).casefold().rstrip(".") != clean(full).casefold().rstrip("."):
        message = f"the file abbreviates the journal `{clean(full)}` as `{clean(short)}`; the full name is printed"
        hint = f"where the NLM Catalog says the same, write `container-title-short: {' '.join(clean(short).replace('.', ' ').split())}`"
        findings.add(faults.SHORT_NAME_ONLY.at(span, message, hint=hint))


def _split_journal(container: str, short: str) -> tuple[str, str]:
    """Full title and verified abbreviation; with only an abbreviation, that stands for the title."""
    return (container, short) if container else (short, "")


def _cleaned(entry: ImportedReference) -> ImportedReference:
    def names(given: tuple[Name, ...]) -> tuple[Name, ...]:
        cleaned = (
            Name(
                family=clean(name.family),
                given=clean(name.given),
                suffix=clean(name.suffix),
                literal=clean(name.literal),
            )
            for name in given
        )
        return tuple(name for name in cleaned if name.family or name.given or name.literal)

    title = clean(entry.title)
    return replace(
        entry,
        key=clean(entry.key),
        title=title[:-1] if title.endswith(".") and not title.endswith("..") else title,
        author=names(entry.author),
        editor=names(entry.editor),
        container_title=clean(entry.container_title),
        container_title_short=clean(entry.container_title_short),
        publisher=clean(entry.publisher),
        publisher_place=clean(entry.publisher_place),
        genre=clean(entry.genre),
        number=clean(entry.number),
        volume=clean(entry.volume),
        issue=clean(entry.issue),
        supplement=clean(entry.supplement),
        part=clean(entry.part),
        section=clean(entry.section),
        version=clean(entry.version),
        contract=clean(entry.contract),
        event_title=clean(entry.event_title),
        event_place=clean(entry.event_place),
        original_title=clean(entry.original_title),
        edition=_edition(clean(entry.edition)),
    )


def _placed(entry: ImportedReference) -> ImportedReference:
    """Supplements and parts told from volumes and issues, pages in full, an article number in its own field, a
    journal's name in full.
    """
    both = _VOLUME_AND_ISSUE.fullmatch(clean(entry.volume)) if not entry.issue else None
    volume, issue = read_volume(both[1] if both else entry.volume), read_issue(both[2] if both else entry.issue)
    supplement = entry.supplement or issue.supplement or volume.supplement
    page, number = full_pages(clean(entry.page)), entry.number
    if entry.type == "article-journal" and not number and _LOCATOR.match(page):
        page, number = "", page
    if entry.type == "article-journal" and number == page:
        page = ""
    container, short = _split_journal(entry.container_title, entry.container_title_short)
    return replace(
        entry,
        volume=volume.number,
        issue=issue.number,
        supplement=supplement,
        part=entry.part or issue.part or volume.part,
        page=page,
        number=number,
        container_title=container,
        container_title_short=short,
    )


def _identified(entry: ImportedReference, findings: Findings) -> ImportedReference:
    doi, pmid, url = bare_doi(clean(entry.doi)), clean(entry.pmid), clean(entry.url)
    if doi and not _DOI.match(doi):
        _doubt(entry, f"`{doi}` is not a DOI", findings)
        doi = ""
    if pmid and not (pmid.isascii() and pmid.isdigit()):
        _doubt(entry, f"`{pmid}` is not a PubMed number", findings)
        pmid = ""
    pmcid = _PMCID.match(clean(entry.pmcid))
    if clean(entry.pmcid) and not pmcid:
        _doubt(entry, f"`{clean(entry.pmcid)}` is not a PubMed Central number", findings)
    if url and not _URL.match(url):
        _doubt(entry, f"`{url}` is not a web address", findings)
        url = ""
    if doi and bare_doi(url).casefold() == doi.casefold():
        url = ""
    return replace(entry, doi=doi, pmid=pmid, pmcid=f"PMC{pmcid[1]}" if pmcid else "", url=url)


def _doubt(entry: ImportedReference, what: str, findings: Findings) -> None:
    findings.add(faults.DOUBTFUL_VALUE.at(entry.span, f"{what}; it is left out of {entry.called}"))


def _edition(edition: str) -> str:
    bare = re.sub(r"(?<!\s)\s*\bed(?:ition|n)?\b\.?\Z", "", edition, flags=re.IGNORECASE).strip()
    number = edition_number(bare)
    return bare if number is None else str(number)


def whole(file: SourceFile) -> Span:
    """The place of a finding about the whole file."""
    return Span(file, 1)


def text_lines(file: SourceFile) -> tuple[str, ...]:
    """The file's lines without their ends and without a byte order mark; a line's number is its place plus one."""
    text = file.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return tuple(text.split("\n"))
