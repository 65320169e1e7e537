"""The files that a handout is made of, as bytes, and libraries made of such files again, for as long as they are
needed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from wardleaf.brand_files import SHIPPED
from wardleaf.document.ingredients import section_ingredients
from wardleaf.editions import EDITION_NAMES
from wardleaf.findings import Findings, SourceFile
from wardleaf.governance.approvals import APPROVALS_FILE
from wardleaf.library.composition import SHARED_FILES, definitions_behind, sections_of, sheets_of
from wardleaf.pipeline import Workshop, open_library, style_for, texts_of
from wardleaf.source.nodes import MappingNode, ScalarNode, compose_nodes
from wardleaf.style.layers import chain_files


def sources_of(workshop: Workshop, handout: str, clinic: str) -> Mapping[str, bytes]:
    """Every file of the library that `handout` for `clinic` is made of, by its path; files that are not there are left
    out.
    """
    paths = dict.fromkeys(_paths(workshop, handout, clinic))
    return {path: (workshop.root / path).read_bytes() for path in sorted(paths) if (workshop.root / path).is_file()}


@contextmanager
def library_of(files: Mapping[str, bytes], findings: Findings) -> Iterator[Workshop | None]:
    """A library made of `files`, by their paths, in a folder that lasts as long as the context; None after telling why
    it cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="wardleaf-") as folder:
        root = Path(folder)
        (root / "handouts").mkdir()
        (root / "styles").mkdir()
        for path, data in files.items():
            place = root / path
            if not place.resolve().is_relative_to(root.resolve()):
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        yield open_library(root, findings)


def _paths(workshop: Workshop, handout: str, clinic: str) -> Iterator[str]:
    library = workshop.library
    yield from SHARED_FILES
    yield APPROVALS_FILE
    # What a translation was compared with is among them: without its original it is none.
    definitions = definitions_behind(library, handout)
    yield from (one.span.file.path for one in definitions)
    sheets = [sheet.span.file.path for sheet in library.sheets.values()]
    yield from (path for one in definitions for path in sheets_of(one, sheets))
    addresses = tuple(dict.fromkeys(address for one in definitions for address in sections_of(one)))
    texts = texts_of(workshop, addresses)
    for address in addresses:
        if address in texts:
            yield library.sections[address].file.path
            yield from (
                f"handouts/{path}"
                for path in sorted(section_ingredients(library.sections[address], texts[address]).pictures)
            )
    # A library without its default clinic cannot be read.
    for host in dict.fromkeys((clinic, library.settings.default_clinic.value)):
        yield from _clinic_chain(workshop.root, host)
    for host in dict.fromkeys((clinic, library.settings.default_clinic.value)):
        yield from _style_paths(workshop, host)


def _clinic_chain(root: Path, clinic: str) -> Iterator[str]:
    """The clinic's file and those it extends."""
    seen: set[str] = set()
    while clinic and clinic not in seen:
        seen.add(clinic)
        path = f"handouts/clinics/{clinic}.yaml"
        yield path
        clinic = _extended(root / path, path)


def _extended(place: Path, path: str) -> str:
    if not place.is_file():
        return ""
    text = place.read_bytes().decode("utf-8-sig", "replace")
    node = compose_nodes(SourceFile(path, text), findings=Findings())
    extends = node.get("extends") if isinstance(node, MappingNode) else None
    return extends.text if isinstance(extends, ScalarNode) else ""


def _style_paths(workshop: Workshop, clinic: str) -> Iterator[str]:
    host = workshop.library.clinics.get(clinic)
    if host is None:
        return
    yield from (file.path for file in chain_files(workshop.library.styles, host.style.value) or ())
    for edition in EDITION_NAMES:
        style = style_for(workshop, clinic, edition, Findings())
        if style is None:
            continue
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
        yield from (f"styles/fonts/{name}" for name in names if not name.startswith(SHIPPED))
        if style.logo.file:
            yield f"styles/logos/{style.logo.file}"
