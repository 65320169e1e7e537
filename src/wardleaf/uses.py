"""Which files of a library a handout is made of, so that a mistake in one handout stops no other.

Knows what was read and what names what; reads no file and parses no section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from wardleaf.findings import Finding, SourceFile, Span
from wardleaf.library.composition import SHARED_FILES, SHEETS, section_users, sections_of, sheets_of
from wardleaf.library.names import same_name
from wardleaf.library.schema import HandoutUse, Library
from wardleaf.style.layers import chain_files
from wardleaf.values import replace

_NOT_DEFINITIONS = ("handouts/clinics/", "handouts/sections/", "handouts/figures/", SHEETS)


def with_users(library: Library, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings`, those inside sections with the handouts that use the section as `related`."""
    users = {f"handouts/sections/{address}.md": handouts for address, handouts in section_users(library).items()}
    return tuple(_with_users(finding, users) for finding in findings)


def _with_users(finding: Finding, users: Mapping[str, tuple[str, ...]]) -> Finding:
    handouts = users.get(finding.span.file.path, ()) if finding.span else ()
    return replace(finding, related=handouts) if handouts and not finding.related else finding


def findings_in(paths: frozenset[str], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of `findings` that stand in one of `paths` (from `files_of`), or in a folder that holds one of them."""
    return tuple(
        finding for finding in findings if finding.span and _is_among(same_name(finding.span.file.path), paths)
    )


def _is_among(path: str, paths: frozenset[str]) -> bool:
    return path in paths or any(known.startswith(f"{path}/") for known in paths)


def files_of(
    library: Library, told: Iterable[Finding], *, handouts: Iterable[str], clinics: Iterable[str]
) -> frozenset[str]:
    """The paths of all files that `handouts` are made of for `clinics`, folded by `same_name` for comparing.

    `told` are the findings of reading: they name files that could not be read. Where such a file hides what else is
    used (what a clinic or a style extends), all files of its kind count.
    """
    places = {finding.span.file.path for finding in told if finding.span}
    paths = set(SHARED_FILES)
    for handout in handouts:
        paths |= set(_handout_files(library, handout, places))
    for clinic in clinics:
        paths |= set(_clinic_files(library, clinic, places))
    return frozenset(map(same_name, paths))


def _handout_files(library: Library, handout: str, places: Iterable[str]) -> Iterator[str]:
    yield from (
        place for place in places if is_definition(place) and same_name(place.rpartition("/")[2]) == f"{handout}.yaml"
    )
    definition = library.handouts.get(handout)
    for entry in definition.sections if definition else ():
        if isinstance(entry, HandoutUse) and entry.handout.value != handout:
            yield from (
                place
                for place in places
                if is_definition(place) and same_name(place.rpartition("/")[2]) == f"{entry.handout.value}.yaml"
            )
    for address in sections_of(definition) if definition else ():
        yield f"handouts/sections/{address}.md"
        section = library.sections.get(address)
        pictures = (place for place in places if place.startswith("handouts/figures/"))
        yield from (place for place in pictures if section and place.removeprefix("handouts/") in section.body)
    yield from sheets_of(definition, places) if definition else ()


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
    chain = chain_files(library.styles, style)
    files = chain or tuple(library.styles.values())
    yield f"styles/{style}.yaml"
    yield from (file.path for file in files)
    for place in places:
        looks = place.startswith("styles/")
        if looks and (
            chain is None or any(place.rpartition("/")[2] in file.text for file in files if "/logos/" in place)
        ):
            yield place


def files_within(value: object) -> Iterator[str]:
    """The paths of the files that `value`, a tree of records, was written in."""
    yield from (file.path for file in source_files(value))


def source_files(value: object) -> Iterator[SourceFile]:
    """The files that `value`, a tree of records, was written in, as often as they are named."""
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
        case Struct():
            for name in value.__struct_fields__:
                yield from source_files(getattr(value, name))
        case _:
            return
