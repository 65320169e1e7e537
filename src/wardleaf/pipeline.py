"""The stages in order: read, style, resolve, typeset. The only module that knows them all; each command asks it for what it needs.

Heavy libraries load when a stage that needs them runs: reading, listing and checking never load ReportLab.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from wardleaf.findings import Finding, Findings
from wardleaf.library.schema import EditionName, Library, Picture
from wardleaf.style.schema import Style

if TYPE_CHECKING:
    from wardleaf.document.model import Document, PictureData
    from wardleaf.typeset.typesetter import Resources, Typeset

SHIPPED = "wardleaf:"


@dataclass(slots=True)
class Workshop:
    """A library that was read, and what was worked out of it so far: styles and parsed sections serve every build of a run."""

    root: Path
    library: Library
    styles: dict[tuple[str, str], Style | None] = field(default_factory=dict)
    style_findings: dict[tuple[str, str], tuple[Finding, ...]] = field(default_factory=dict)


def open_library(root: Path, findings: Findings) -> Workshop | None:
    """The library at `root`, or None after telling why it cannot be read."""
    from wardleaf.library.reader import read_library

    library = read_library(root, findings=findings)
    return Workshop(root, library) if library else None


def style_for(workshop: Workshop, clinic: str, edition: str, findings: Findings) -> Style | None:
    """The clinic's style for `edition`; worked out once a run."""
    from wardleaf.style.cascade import resolve_style

    host = workshop.library.clinics.get(clinic)
    if host is None:
        return None
    key = (host.style.value, edition)
    if key not in workshop.styles:
        own = Findings()
        workshop.styles[key] = resolve_style(workshop.library.styles, name=key[0], edition=edition, findings=own)
        workshop.style_findings[key] = own.sorted()
    findings.extend(workshop.style_findings[key])
    return workshop.styles[key]


def document_for(
    workshop: Workshop, handout: str, clinic: str, edition: str, findings: Findings, *, field_values: Mapping[str, str] | None = None
) -> Document | None:
    """The handout resolved for a clinic and an edition, or None after telling every error."""
    from wardleaf.document.resolve import document_language, resolve_document
    from wardleaf.library.label_files import read_labels, read_profile

    host = workshop.library.clinics.get(clinic)
    definition = workshop.library.handouts.get(handout)
    labels = profile = None
    if host is not None and definition is not None:
        labels = read_labels(document_language(definition, host))
        profile = read_profile(host.profile.value)
    return resolve_document(
        workshop.library,
        handout=handout,
        clinic=clinic,
        edition=edition,
        labels=labels or read_labels("en-GB"),  # type: ignore[arg-type]
        profile=profile or read_profile("uk"),
        findings=findings,
        field_values=field_values,
    )


def typeset_document(workshop: Workshop, document: Document, style: Style, findings: Findings, *, tags: bool = True) -> Typeset | None:
    """The document set in the style, or None when a font or logo is missing."""
    from wardleaf.typeset.typesetter import typeset

    resources = _resources(workshop, style, findings)
    if resources is None:
        return None
    made = typeset(document, style, resources, tags=tags)
    findings.extend(made.findings)
    return made


def _resources(workshop: Workshop, style: Style, findings: Findings) -> Resources | None:
    from wardleaf.typeset import faults
    from wardleaf.typeset.typesetter import Resources

    family = style.fonts.text
    names = (
        family.regular,
        family.semibold,
        family.bold,
        family.italic,
        family.bold_italic,
        style.fonts.symbols,
        style.fonts.symbols_bold,
    )
    fonts: dict[str, bytes] = {}
    for name in names:
        data = _shipped_font(name.removeprefix(SHIPPED)) if name.startswith(SHIPPED) else _own_font(workshop, name)
        if data is None:
            findings.add(faults.NO_SUCH_FONT.at(None, f"the style `{style.name}` names the font `{name}`, which is not there"))
        else:
            fonts[name] = data
    logo = _logo(workshop, style, findings)
    return None if len(fonts) < len(set(names)) else Resources(fonts=fonts, logo=logo)


@lru_cache(maxsize=32)
def _shipped_font(name: str) -> bytes | None:
    found = files("wardleaf.fonts").joinpath(name)
    return found.read_bytes() if found.is_file() else None


def _own_font(workshop: Workshop, name: str) -> bytes | None:
    path = workshop.root / "styles" / "fonts" / name
    return path.read_bytes() if path.is_file() and "/" not in name and "\\" not in name else None


def _logo(workshop: Workshop, style: Style, findings: Findings) -> PictureData | None:
    if style.logo.file is None:
        return None
    path = f"logos/{style.logo.file}"
    picture: Picture | None = workshop.library.pictures.get(path)
    if picture is None:
        return None
    from wardleaf.document.model import PictureData
    from wardleaf.library.pictures import picture_header

    header = picture_header(picture.data)
    return PictureData(path=path, data=picture.data, kind=header.kind, width=header.width, height=header.height) if header else None


def editions_of(workshop: Workshop, handout: str) -> Sequence[EditionName]:
    """The editions that a handout asks for."""
    definition = workshop.library.handouts.get(handout)
    return tuple(edition.value for edition in definition.editions) if definition else ()
