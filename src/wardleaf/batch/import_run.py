"""One run of imports: each file is read, becomes a handout, and is written where nothing is yet, whole or not at all.

It prints nothing: what there is to say of each file comes back with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from wardleaf.batch.interrupts import uninterrupted
from wardleaf.findings import Finding, Findings, SourceFile, Span, has_errors
from wardleaf.library.clinic_facts import fact_texts
from wardleaf.library.dates import PartialDate
from wardleaf.library.reader import RESERVED
from wardleaf.records.files import write_file
from wardleaf.word_import import faults
from wardleaf.word_import.converting import ImportedHandout, Library, convert
from wardleaf.word_import.kinds import other_kind

if TYPE_CHECKING:
    from wardleaf.pipeline import Workshop
    from wardleaf.word_import.model import WordFile

_REFERENCES = "handouts/references.yaml"
_REPORTS = "imported"
_ENDINGS = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pages")
_MOST_FILES = 2_000
MOST_PASTED = 20 * 1024 * 1024  # bytes
_LEAST_DIGITS = 7


class Ordered(Struct, frozen=True, kw_only=True):
    """What somebody asked for: how changes are settled, another id, for which clinic's phone numbers, the day on which
    the words were last checked, and whether to write.
    """

    changes: Literal["accept", "reject"] | None = None
    name: str = ""
    clinic: str = ""
    reviewed: PartialDate | None = None
    writes: bool = True


class ImportedFile(Struct, frozen=True, kw_only=True):
    """What became of one file: the handout and the paths that were written, or neither; and what is to be told."""

    shown: str
    handout: ImportedHandout | None
    paths: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def is_done(self) -> bool:
        return self.handout is not None


def files_in(folder: Path) -> tuple[Path, ...]:
    """The files of `folder`, also of those in it, that may be leaflets; not those that Word keeps while it has one open."""
    found = (path for path in sorted(folder.rglob("*")) if path.suffix.casefold() in _ENDINGS)
    seen = [path for path in found if not path.name.startswith(("~$", ".", "._")) and path.is_file()]
    return tuple(seen[:_MOST_FILES])


def import_bytes(workshop: Workshop, data: bytes, *, shown: str, stem: str, ordered: Ordered) -> ImportedFile:
    """Import the Word file with the bytes `data`."""
    from wardleaf.office_package import DamagedError, TooLargeError
    from wardleaf.word_import.kinds import is_too_large
    from wardleaf.word_import.reading import MOST_BYTES, read_word

    place = Span(SourceFile(shown, ""), 0)
    if is_too_large(data):
        message = f"the file has more than {MOST_BYTES // 1024 // 1024} MB, the most that Wardleaf reads; make its pictures smaller in Word (“Compress pictures”)"
        return _refused(shown, faults.UNREADABLE.at(place, message))
    if kind := other_kind(data):
        return _refused(shown, faults.OTHER_KIND.at(place, f"this is {kind}"))
    try:
        word = read_word(data)
    except TooLargeError as problem:
        return _refused(shown, faults.UNREADABLE.at(place, f"the file cannot be read: {problem}"))
    except DamagedError:
        message = "the file cannot be read: it is damaged, or not as Word writes files; nothing was written"
        help = "open it in Word and save it under another name; if Word cannot open it, ask for the file again"
        return _refused(shown, faults.UNREADABLE.at(place, message, help=help))
    return import_word(workshop, word, shown=shown, stem=stem, ordered=ordered)


def import_pasted(workshop: Workshop, data: bytes, *, ordered: Ordered) -> ImportedFile:
    """Import what was pasted: text or HTML in UTF-8, or in UTF-16 with its mark."""
    from wardleaf.word_import.pasted import MOST_LETTERS, read_pasted

    shown = "what was pasted"
    place = Span(SourceFile(shown, ""), 0)
    if len(data) > MOST_PASTED:
        message = f"this has more than {MOST_PASTED // 1024 // 1024} MB, the most that Wardleaf reads"
        return _refused(shown, faults.UNREADABLE.at(place, message))
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        message = "these are not letters in UTF-8; save the words as “UTF-8” text, or put them into a Word file"
        return _refused(shown, faults.OTHER_KIND.at(place, message))
    if "\x00" in text or data.startswith(b"PK"):
        message = "this is no text; name the file instead: `wardleaf import FILE.docx`"
        return _refused(shown, faults.OTHER_KIND.at(place, message))
    try:
        word = read_pasted(text)
    except ValueError:
        message = f"this has more than {MOST_LETTERS:,} letters, the most that Wardleaf reads"
        return _refused(shown, faults.UNREADABLE.at(place, message))
    return import_word(workshop, word, shown=shown, stem="pasted words", ordered=ordered)


def import_word(workshop: Workshop, word: WordFile, *, shown: str, stem: str, ordered: Ordered) -> ImportedFile:
    """Make a handout of `word` and write it; nothing is written where something stands in the way."""
    library = _library_of(workshop, ordered.clinic)
    made = convert(
        word,
        shown=shown,
        stem=stem,
        library=library,
        changes=ordered.changes,
        name=ordered.name,
        reviewed=ordered.reviewed,
    )
    if not isinstance(made, ImportedHandout):
        return ImportedFile(shown=shown, handout=None, paths=(), findings=made)
    report = _report(made)
    files: dict[str, bytes] = {
        **made.pictures,
        **{f"{_REPORTS}/{made.id}/{name}": data for name, data in made.beside.items()},
        f"{_REPORTS}/{made.id}/report.txt": report.encode(),
        **{path: text.encode() for path, text in reversed(tuple(made.texts.items()))},
    }
    in_the_way = _in_the_way(workshop, made, files)
    if in_the_way:
        place = Span(SourceFile(shown, ""), 0)
        message = f"`{in_the_way}` is there already; nothing was written"
        help = f"give the handout another name, such as --name {made.id}-2"
        return _refused(shown, faults.ALREADY_THERE.at(place, message, help=help))
    if not ordered.writes:
        return ImportedFile(shown=shown, handout=made, paths=(), findings=made.findings)
    findings = Findings()
    with uninterrupted():
        paths = _write_all(workshop.root, files, made.references, library.references_file.text, findings)
    told = (*made.findings, *findings)
    done = not has_errors(findings)
    return ImportedFile(shown=shown, handout=made if done else None, paths=paths if done else (), findings=told)


def _refused(shown: str, finding: Finding) -> ImportedFile:
    return ImportedFile(shown=shown, handout=None, paths=(), findings=(finding,))


def _library_of(workshop: Workshop, clinic: str) -> Library:
    known = workshop.library
    file = workshop.root / _REFERENCES
    text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
    host = known.clinics.get(clinic or known.settings.default_clinic.value)
    return Library(
        references=tuple(known.references.values()),
        references_file=SourceFile(_REFERENCES, text),
        phones=dict(_phones(fact_texts(host))) if host else {},
        language=next((one.value for one in known.settings.languages), "en-GB"),
    )


def _phones(facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The clinic's phone numbers by their digits, each with the name by which text says it."""
    for path, text in facts.items():
        digits = "".join(filter(str.isdigit, text))
        first, _, last = path.partition(".")[0], "", path.rpartition(".")[2]
        if len(digits) < _LEAST_DIGITS or first not in ("phones", "services", "helplines"):
            continue
        if last == "any-time":
            yield digits, "clinic.phones.advice"
        elif last in ("day", "night", "phone"):
            yield digits, f"clinic.{path}"
        elif last == "number":
            yield digits, f"clinic.{path.removesuffix('.number')}"


def _in_the_way(workshop: Workshop, made: ImportedHandout, files: Mapping[str, bytes]) -> str:
    """What is there already under the name of something that is to be written; empty where nothing is."""
    id, root = made.id, workshop.root
    if f"{id}.yaml" in RESERVED or id in workshop.library.handouts or id in workshop.library.unread:
        return f"handouts/{id}.yaml"
    folders = (f"handouts/sections/{id}", f"{_REPORTS}/{id}")
    return next((path for path in (*folders, *files) if os.path.lexists(root / path)), "")


def _write_all(
    root: Path, files: Mapping[str, bytes], references: str, before: str, findings: Findings
) -> tuple[str, ...]:
    """The paths that were written, the definition last; none of them stays when one cannot be written."""
    written: list[str] = []
    for path, data in files.items():
        if not write_file(root / path, data, shown=path, findings=findings):
            break
        written.append(path)
    else:
        if references == before:
            return tuple(written)
        if write_file(root / _REFERENCES, references.encode(), shown=_REFERENCES, findings=findings):
            return (*written, _REFERENCES)
    for path in written:
        with suppress(OSError):
            (root / path).unlink()
    return ()


def _report(made: ImportedHandout) -> str:
    from wardleaf.report import format_findings

    return format_findings(made.findings, format="plain") or "nothing to tell\n"


def table_of(results: Sequence[ImportedFile]) -> tuple[tuple[str, ...], ...]:
    """One row for each file: its name, the handout, sections, pictures, sources, and what there is to look at."""
    rows = [("file", "handout", "sections", "pictures", "sources", "to look at")]
    for one in results:
        errors = sum(finding.severity == "error" for finding in one.findings)
        warnings = sum(finding.severity == "warning" for finding in one.findings)
        look = ", ".join(
            f"{count} {name}{'' if count == 1 else 's'}"
            for count, name in ((errors, "error"), (warnings, "warning"))
            if count
        )
        made = one.handout
        figures = (
            (made.id, str(made.sections), str(len(made.pictures)), str(made.sources))
            if made
            else ("not imported", "", "", "")
        )
        rows.append((one.shown, *figures, look or "nothing"))
    return tuple(rows)
