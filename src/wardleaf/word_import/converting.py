"""A Word file becomes the files of a handout and a report: the one way through this room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from wardleaf.bibliography.importing.append import append_placed, place_entries
from wardleaf.findings import Finding, Findings, SourceFile
from wardleaf.library.dates import PartialDate
from wardleaf.library.names import device_in, id_of
from wardleaf.library.schema import Reference
from wardleaf.values import replace
from wardleaf.word_import import faults
from wardleaf.word_import.accounting import missing_words
from wardleaf.word_import.body import Body, joined_write_ins
from wardleaf.word_import.changes import Choice, is_unsettled, settle, tell_unsettled
from wardleaf.word_import.definition import Defined, definition_text, front_matter
from wardleaf.word_import.details import Details, read_details
from wardleaf.word_import.drafts import Draft, Heading, written
from wardleaf.word_import.figures import Figures
from wardleaf.word_import.headings import Outline, find_outline
from wardleaf.word_import.inline import Wording
from wardleaf.word_import.model import WordFile
from wardleaf.word_import.sources import find_sources, tell_uncited
from wardleaf.word_import.spans import plain
from wardleaf.word_import.telling import Telling

_LONGEST_ID = 60
_INTRODUCTION = {"en": "Introduction", "de": "Einleitung", "fr": "Introduction", "es": "Introducción", "nl": "Inleiding", "it": "Introduzione", "pt": "Introdução"}  # fmt: skip


class Library(Struct, frozen=True, kw_only=True):
    """What an import must know of the library that it goes into: its references and their file, phone numbers of the
    clinic by their digits, and the language of its sections.
    """

    references: Sequence[Reference] = ()
    references_file: SourceFile = field(default_factory=lambda: SourceFile("handouts/references.yaml", ""))
    phones: Mapping[str, str] = field(default_factory=dict)
    language: str = "en-GB"


class ImportedHandout(Struct, frozen=True, kw_only=True):
    """What one file became: texts and pictures by their paths below the library's folder, `beside` those that cannot be
    printed, the text of references.yaml as it is to be, and what is to be told.
    """

    id: str
    title: str
    texts: Mapping[str, str]
    pictures: Mapping[str, bytes]
    beside: Mapping[str, bytes]
    references: str
    sources: int
    findings: tuple[Finding, ...]

    @property
    def sections(self) -> int:
        return sum(path.startswith("handouts/sections/") for path in self.texts)


def convert(
    word: WordFile,
    *,
    shown: str,
    stem: str,
    library: Library,
    changes: Choice | None,
    name: str = "",
    reviewed: PartialDate | None = None,
) -> ImportedHandout | tuple[Finding, ...]:
    """The handout that `word` becomes, or only findings where somebody must first say something.

    `shown` is the file as it is told, `stem` its name without the ending; `name` is an id to use instead of one made of
    the title, `reviewed` the day on which somebody last checked the words, whatever the file says.
    """
    telling = Telling(shown, word)
    if changes is None and is_unsettled(word):
        tell_unsettled(word, telling)
        return telling.findings.sorted()
    settled = settle(word, changes, telling) if changes else word
    if word.format_changes and not is_unsettled(word):
        telling.tell(faults.LOOK_DROPPED, "the file", f"{word.format_changes} tracked changes of look are left out")
    details, detail_paragraphs = read_details(settled, telling)
    if reviewed:
        details = replace(details, last_reviewed=reviewed)
    outline = find_outline(settled, name=_title_of(stem), details=detail_paragraphs, telling=telling)
    outline = replace(outline, left_out=outline.left_out | detail_paragraphs)
    id = name or _file_name(id_of(outline.title) or id_of(stem) or "imported")
    made = _Handout(settled, telling, library, id, outline, details, shown)
    handout = made.written()
    if not handout.texts:
        return telling.findings.sorted()
    kept = [
        outline.title,
        outline.purpose,
        details.written_by,
        *handout.texts.values(),
        handout.references,
        *telling.words,
        *made.wording.field_words,
    ]
    if missing := missing_words(word, kept):
        message = f"{len(missing)} of its words are neither in the handout nor in this report"
        telling.tell(faults.WORDS_LOST, "the file", message, lost=" ".join(missing))
    return replace(handout, findings=telling.findings.sorted())


class _Handout:
    """One file on its way to the files of a handout."""

    def __init__(
        self,
        word: WordFile,
        telling: Telling,
        library: Library,
        id: str,
        outline: Outline,
        details: Details,
        shown: str,
    ) -> None:
        self._word, self._telling, self._library = word, telling, library
        self._id, self._outline, self._details, self._shown = id, outline, details, shown
        self._sources = find_sources(word, outline, telling)
        own = Findings()
        self._placed = place_entries(
            library.references_file, self._sources.entries, known=library.references, findings=own
        )
        for finding in own:
            telling.tell(faults.SOURCE, "the list of sources", finding.message, help=finding.help)
        ids = [one.id for one in self._placed]
        self.wording = Wording(
            telling,
            numbered={number: ids[index] for number, index in self._sources.numbered.items()},
            cited={
                field: tuple(dict.fromkeys(ids[one] for one in found)) for field, found in self._sources.fields.items()
            },
            noted={key: ids[index] for key, index in self._sources.notes.items()},
            facts=library.phones,
            has_list=self._sources.has_list,
        )

    def written(self) -> ImportedHandout:
        figures = Figures(self._id, self._word.pictures, self._telling)
        body = Body(self._word, self.wording, self._outline, figures, self._telling, self._sources.paragraphs)
        drafts = joined_write_ins(body.drafts())
        tell_uncited(self._sources, frozenset(self.wording.used), self._telling)
        self._tell_fields()
        texts: dict[str, str] = {}
        addresses: list[str] = []
        language = self._word.language if self._word.language not in ("", self._library.language) else ""
        for title, own in self._sections(drafts):
            address = f"{self._id}/{_unique(_file_name(id_of(title) or 'section'), addresses, self._id)}"
            addresses.append(address)
            head = front_matter(title, reviewed=self._details.last_reviewed, language=language)
            texts[f"handouts/sections/{address}.md"] = head + written(own)
        if not addresses:
            self._telling.tell(
                faults.NOTHING_IN_IT,
                "the file",
                "it holds no words that a section could be made of; nothing was written",
            )
            return self._empty()
        known = Defined(
            id=self._id,
            title=self._outline.title,
            purpose=self._outline.purpose,
            details=self._details,
            language=self._word.language or self._library.language,
            sections=addresses,
            source=self._shown.rpartition("/")[2],
        )
        self._tell_to_complete()
        own_findings = Findings()
        references = append_placed(self._library.references_file, self._placed, findings=own_findings)
        for finding in own_findings:
            self._telling.tell(faults.CITATION, "references.yaml", finding.message, help=finding.help)
        return ImportedHandout(
            id=self._id,
            title=self._outline.title,
            texts={f"handouts/{self._id}.yaml": definition_text(known), **texts},
            pictures={f"handouts/{path}": data for path, data in figures.written.items()},
            beside=figures.beside,
            references=references,
            sources=sum(one.new for one in self._placed),
            findings=(),
        )

    def _empty(self) -> ImportedHandout:
        return ImportedHandout(
            id=self._id,
            title="",
            texts={},
            pictures={},
            beside={},
            references=self._library.references_file.text,
            sources=0,
            findings=(),
        )

    def _tell_fields(self) -> None:
        if self.wording.field_words:
            printed = " · ".join(" ".join(text.split()) for text in self.wording.field_words if text.strip())
            short = printed if len(printed) <= 120 else f"{printed[:120]}…"
            self._telling.tell(
                faults.SOURCE,
                "the file",
                f"printed numbers of sources ({short}) became citations, which stand before a full stop here",
            )

    def _tell_to_complete(self) -> None:
        details = self._details
        months = [
            f"{what} ({date}, without the day)"
            for what, date in (("the last review", details.last_reviewed), ("the next review", details.review_by))
            if date and not date.day
        ]
        if months:
            message = f"the file gives only the month or year of {' and '.join(months)}; write the day"
            self._telling.tell(faults.TO_COMPLETE, "the definition", message)
        lacking = [
            what
            for what, known in (
                ("purpose", self._outline.purpose),
                ("code", details.code),
                ("version", details.version),
                ("audience", ""),
                ("main-message", ""),
                ("key-points", ""),
                ("written-by", details.written_by),
                ("clinical-reviewer", ""),
                ("approver", ""),
                ("last-reviewed", details.last_reviewed),
                ("review-by", details.review_by),
                ("funding", ""),
            )
            if not known
        ]
        message = f"the file does not say {', '.join(f'`{one}`' for one in lacking)}; they are marked with TODO"
        self._telling.tell(faults.TO_COMPLETE, "the definition", message)
        self._telling.tell(
            faults.TITLE_GUESSED, "the definition", "`short-title` was made from the title, and `kind` is `general`"
        )
        if not self._placed:
            self._telling.tell(
                faults.SOURCE, "the file", "no sources are in the file; sections with `clinical: true` need them"
            )

    # --- sections ---

    def _sections(self, drafts: Sequence[Draft]) -> Iterator[tuple[str, tuple[Draft, ...]]]:
        """Each section's title and drafts: one for each top heading, and one for what stands before the first."""
        ids: dict[str, int] = {}
        title, own = "", list[Draft]()
        top = any(isinstance(one, Heading) and one.level == 1 for one in drafts)
        for draft in drafts:
            if isinstance(draft, Heading) and draft.level == 1:
                yield from self._section(title, own, has_headings=top)
                title, own = plain(draft.line), []
            elif isinstance(draft, Heading):
                own.append(replace(draft, id=_heading_id(plain(draft.line), ids)))
            else:
                own.append(draft)
        yield from self._section(title, own, has_headings=top)

    def _section(self, title: str, own: list[Draft], *, has_headings: bool) -> Iterator[tuple[str, tuple[Draft, ...]]]:
        if title and not own:
            message = f"nothing stands below the heading “{title}”, so it is not imported"
            self._telling.tell(faults.NOT_IMPORTED, "the file", message, lost=title)
        if not own:
            return
        if not title and has_headings:
            title = _INTRODUCTION.get(self._word.language[:2].casefold(), "Introduction")
            self._telling.tell(
                faults.HEADING_GUESSED, "the file", f"words before the first heading became a section “{title}”"
            )
        elif not title:
            title = self._outline.title
            self._telling.tell(faults.HEADING_GUESSED, "the file", "no heading was found, so all words are one section")
        yield title, tuple(own)


def _file_name(id: str) -> str:
    """`id` as a file may be called on every computer."""
    short = id[:_LONGEST_ID].strip("-")
    return f"{short}-words" if device_in(short) else short


def _title_of(stem: str) -> str:
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] if words else "Imported leaflet"


def _unique(id: str, taken: Iterable[str], folder: str) -> str:
    known = set(taken)
    if f"{folder}/{id}" not in known:
        return id
    return next(f"{id}-{number}" for number in range(2, 10_000) if f"{folder}/{id}-{number}" not in known)


def _heading_id(title: str, ids: dict[str, int]) -> str:
    id = id_of(title)[:_LONGEST_ID].strip("-").lstrip("0123456789-")
    if not id:
        return ""
    ids[id] = ids.get(id, 0) + 1
    return id if ids[id] == 1 else f"{id}-{ids[id]}"
