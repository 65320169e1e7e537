"""Word files as bytes, converted, with what each test asks of the result."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from wardleaf.findings import Finding
from wardleaf.word_import.converting import ImportedHandout, Library, convert
from wardleaf.word_import.reading import read_word

CASES = Path(__file__).parent / "cases"


def case(number: str) -> bytes:
    """The Word file of the case `number`."""
    return next(CASES.glob(f"{number}-*.docx")).read_bytes()


def converted(
    data: bytes, *, changes: Literal["accept", "reject"] | None = None, library: Library | None = None
) -> ImportedHandout:
    """The handout of `data`, which must become one."""
    made = convert(read_word(data), shown="leaflet.docx", stem="leaflet", library=library or Library(), changes=changes)
    assert isinstance(made, ImportedHandout), made
    return made


def bodies(made: ImportedHandout) -> dict[str, str]:
    """The text of each section without its front matter, by its name."""
    return {
        path.rpartition("/")[2].removesuffix(".md"): text.split("---\n", 2)[2]
        for path, text in made.texts.items()
        if path.endswith(".md")
    }


def body(data: bytes) -> str:
    """The text of the only section of `data`."""
    (text,) = bodies(converted(data)).values()
    return text


def told(findings: tuple[Finding, ...], code: str) -> list[str]:
    """What findings of the kind `code` say."""
    return [finding.message for finding in findings if finding.code == code]
