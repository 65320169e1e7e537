"""Which files of a library a handout is made of, so that a mistake in one handout stops no other.

Knows what was read and what names what; reads no file and parses no section.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

from wardleaf.findings import Finding, Findings, SourceFile, Span
from wardleaf.library.languages import base_language
from wardleaf.library.names import same_name
from wardleaf.library.packs import PackedHandout
from wardleaf.library.schema import HandoutDefinition, HandoutUse, Library, SectionUse
from wardleaf.source.keys import At
from wardleaf.style.layers import read_chain

_SHEETS = "handouts/labels/"
_SHARED = ("library", "references", "glossary", "spelling")
_NOT_DEFINITIONS = ("handouts/clinics/", "handouts/sections/", "handouts/figures/", _SHEETS)


def sections_of(definition: HandoutDefinition) -> tuple[str, ...]:
    """The addresses of the sections that `definition` names or takes with whole handouts, each once, in order."""
    return tuple(dict.fromkeys(_named_sections(definition)))


def _named_sections(definition: HandoutDefinition) -> Iterator[str]:
    for entry in definition.sections:
        use = entry.use if isinstance(entry, SectionUse) else entry
        if isinstance(use, At):
            yield use.value
        elif isinstance(use, PackedHandout):
            yield from _named_sections(use.definition)


def section_users(library: Library) -> Mapping[str, tuple[str, ...]]:
    """For each section's address the ids of the handouts that use it; sections that nobody uses have none."""
    users: dict[str, tuple[str, ...]] = dict.fromkeys(library.sections, ())
    for handout, definition in library.handouts.items():
        for address in sections_of(definition):
            users[address] = (*users.get(address, ()), handout)
    return users


def with_users(library: Library, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings`, those inside sections with the handouts that use the section as `related`."""
    users = {f"handouts/sections/{address}.md": handouts for address, handouts in section_users(library).items()}
    return tuple(_with_users(finding, users) for finding in findings)


def _with_users(finding: Finding, users: Mapping[str, tuple[str, ...]]) -> Finding:
    handouts = users.get(finding.span.file.path, ()) if finding.span else ()
    return dataclasses.replace(finding, related=handouts) if handouts and not finding.related else finding


def findings_in(paths: frozenset[str], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of `findings` that stand in one of `paths` (from `files_of`), or in a folder that holds one of them."""
    return tuple(finding for finding in findings if finding.span and _is_among(same_name(finding.span.file.path), paths))


def _is_among(path: str, paths: frozenset[str]) -> bool:
    return path in paths or any(known.startswith(f"{path}/") for known in paths)


def files_of(library: Library, told: Iterable[Finding], *, handouts: Iterable[str], clinics: Iterable[str]) -> frozenset[str]:
    """The paths of all files that `handouts` are made of for `clinics`, folded by `same_name` for comparing.

    `told` are the findings of reading: they name files that could not be read. Where such a file hides what else is used (what a clinic or a style extends),
    all files of its kind count.
    """
    places = {finding.span.file.path for finding in told if finding.span}
    paths = {f"handouts/{name}.yaml" for name in _SHARED}
    for handout in handouts:
        paths |= set(_handout_files(library, handout, places))
    for clinic in clinics:
        paths |= set(_clinic_files(library, clinic, places))
    return frozenset(map(same_name, paths))


def _handout_files(library: Library, handout: str, places: Iterable[str]) -> Iterator[str]:
    yield from (place for place in places if is_definition(place) and same_name(place.rpartition("/")[2]) == f"{handout}.yaml")
    definition = library.handouts.get(handout)
    for entry in definition.sections if definition else ():
        if isinstance(entry, HandoutUse) and entry.handout.value != handout:
            yield from (
                place for place in places if is_definition(place) and same_name(place.rpartition("/")[2]) == f"{entry.handout.value}.yaml"
            )
    for address in sections_of(definition) if definition else ():
        yield f"handouts/sections/{address}.md"
        section = library.sections.get(address)
        pictures = (place for place in places if place.startswith("handouts/figures/"))
        yield from (place for place in pictures if section and place.removeprefix("handouts/") in section.body)
    yield from sheets_of(definition, places)


def sheets_of(definition: HandoutDefinition | None, paths: Iterable[str]) -> Iterator[str]:
    """Those of `paths` that hold Wardleaf's own words in the language of `definition`, in any spelling of it."""
    for path in paths if definition else ():
        stem = path.removeprefix(_SHEETS).removesuffix(".yaml")
        if definition and path.startswith(_SHEETS) and base_language(stem) == base_language(definition.language.value):
            yield path


def is_definition(path: str) -> bool:
    """Whether a file at `path` would be a handout's definition."""
    return path.startswith("handouts/") and path.endswith(".yaml") and not path.startswith(_NOT_DEFINITIONS)


def _clinic_files(library: Library, clinic: str, places: Iterable[str]) -> Iterator[str]:
    yield f"handouts/clinics/{clinic}.yaml"
    found = library.clinics.get(clinic)
    if found is None:
        yield from (place for place in places if place.startswith("handouts/clinics/"))
        return
    yield from files_within(found)
    yield from _style_files(library, found.style.value, places)


def _style_files(library: Library, style: str, places: Iterable[str]) -> Iterator[str]:
    chain = read_chain(library.styles, name=style, edition="standard", findings=Findings())
    files = tuple(node.span.file for node in chain.files) if chain else tuple(library.styles.values())
    yield f"styles/{style}.yaml"
    yield from (file.path for file in files)
    for place in places:
        looks = place.startswith("styles/")
        if looks and (chain is None or any(place.rpartition("/")[2] in file.text for file in files if "/logos/" in place)):
            yield place


def files_within(value: object) -> Iterator[str]:
    """The paths of the files that `value`, a tree of dataclasses, was written in."""
    yield from (file.path for file in source_files(value))


def source_files(value: object) -> Iterator[SourceFile]:
    """The files that `value`, a tree of dataclasses, was written in, as often as they are named."""
    match value:
        case Span():
            yield value.file
        case SourceFile():
            yield value
        case Mapping():
            for held in value.values():
                yield from source_files(held)
        case tuple():
            for held in value:
                yield from source_files(held)
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                yield from source_files(getattr(value, field.name))
        case _:
            return
