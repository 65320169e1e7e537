"""The readers alone, without the commands around them: a hundred times as many wrong files in the same time.

What a whole command adds (what it writes, exit codes, the console) `oracle` sees; here a reader may raise `Rejected`, tell findings that
have a place, and take its time by size, and nothing else.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from wardleaf.bibliography.importing.formats import read_imported
from wardleaf.document.section_text import read_section as read_body
from wardleaf.findings import Findings, Rejected, SourceFile
from wardleaf.library.front_matter import read_section
from wardleaf.library.pictures import foreign_kind, picture_header, svg_reaches_out
from wardleaf.library.schema import Clinic, GlossaryWord, HandoutDefinition, LibrarySettings, Reference
from wardleaf.library.svg import svg_faults
from wardleaf.patient_lists.sheets import open_list
from wardleaf.records.approvals import decode_approvals
from wardleaf.report import format_findings
from wardleaf.source.decode import decode
from wardleaf.source.nodes import compose_nodes
from wardleaf.source.text import clean_text, has_long_line
from wardleaf.style.cascade import resolve_style
from wardleaf.text.font_files import font_problem

SECONDS = 1.0  # of CPU that any file may take here, and five more for each megabyte of it

Reader = Callable[[SourceFile, Findings], object]


def _decoded(wanted: object) -> Reader:
    def read(file: SourceFile, findings: Findings) -> None:
        node = compose_nodes(file, findings=findings)
        if node:
            decode(node, wanted, findings=findings)

    return read


def _section(file: SourceFile, findings: Findings) -> None:
    section = read_section(file, address="a/b", findings=findings)
    if section:
        findings.extend(read_body(section).findings)


def _style(file: SourceFile, findings: Findings) -> None:
    base = Path(__file__).parents[2] / "styles" / "base.yaml"
    files = {"base": SourceFile("styles/base.yaml", base.read_text("utf-8")), "riverside": file}
    for edition in ("standard", "booklet"):
        resolve_style(files, name="riverside", edition=edition, findings=findings)


_TEXTS: Mapping[str, Reader] = {
    "definition": _decoded(HandoutDefinition),
    "clinic": _decoded(Clinic),
    "library": _decoded(LibrarySettings),
    "references": _decoded(tuple[Reference, ...]),
    "glossary": _decoded(tuple[GlossaryWord, ...]),
    "approvals": decode_approvals,
    "style": _style,
    "section": _section,
    "bib": read_imported,
    "ris": read_imported,
    "nbib": read_imported,
    "csl-json": read_imported,
}


def _picture(data: bytes, file: Path) -> None:
    picture_header(data)
    foreign_kind(data)
    svg_reaches_out(data)


def _list(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    for _ in open_list(file).rows():
        pass


_BYTES: Mapping[str, Callable[[bytes, Path], object]] = {
    "csv": _list,
    "xlsx": _list,
    "png": _picture,
    "jpeg": _picture,
    "svg": lambda data, file: (_picture(data, file), svg_faults(data)),
    "font": lambda data, file: font_problem(data),
}
READERS = (*_TEXTS, *_BYTES)


def wrong_with_reader(kind: str, data: bytes, *, scratch: Path) -> str:
    """What the reader of `kind` did with `data` that it must not, in words; empty when all is well. `scratch` is a file for it."""
    begun = time.process_time()
    findings = Findings()
    try:
        if kind in _BYTES:
            _BYTES[kind](data, scratch)
        else:
            file = clean_text(f"handouts/{kind}", data, findings)
            if file and not has_long_line(file, findings):
                _TEXTS[kind](file, findings)
        told = findings.sorted()
        format_findings(told, format="text")
    except Rejected as rejected:
        told = tuple(rejected.findings)
    except Exception as problem:
        return "".join(traceback.format_exception(problem, limit=-3))
    seconds = time.process_time() - begun
    if seconds > SECONDS * (1 + 5 * len(data) / 1_000_000):
        return f"{seconds:.1f} s"
    for finding in told:
        if kind in _TEXTS and (
            finding.span is None or not 0 <= finding.span.line <= max(1, len(finding.span.file.lines))
        ):
            return f"a finding without a place in its file: {finding}"
    return ""
