"""What somebody means by a part's name on a command line: `section:chemotherapy/how-it-works`, a bare name, a file or a
document code.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.governance.approvals import PART_KINDS, PartName
from wardleaf.library.schema import Library

_FOLDERS = (
    ("handouts/sections/", "section", ".md"),
    ("handouts/clinics/", "clinic", ".yaml"),
    ("handouts/", "handout", ".yaml"),
)


def parts_meant(written: str, library: Library) -> tuple[PartName, ...]:
    """Every part of `library` that `written` can mean: one when it is clear, none when there is no such part."""
    return tuple(
        dict.fromkeys(
            part for part in _candidates(written.strip().replace("\\", "/"), library) if _is_known(part, library)
        )
    )


def handout_meant(written: str, library: Library) -> str | None:
    """The id of the handout that `written` names by its id, its file or its code, capitals aside; None when there is
    none.
    """
    found = [part.name for part in parts_meant(written, library) if part.kind == "handout"]
    return found[0] if len(found) == 1 else None


def part_names(library: Library) -> tuple[str, ...]:
    """The names of all parts."""
    names = {"section": library.sections, "clinic": library.clinics, "handout": library.handouts}
    return tuple(str(PartName(kind, name)) for kind in PART_KINDS for name in sorted(names[kind]))


def _candidates(written: str, library: Library) -> Iterator[PartName]:
    kind, colon, name = written.partition(":")
    for known in PART_KINDS:
        if colon and kind == known:
            yield PartName(known, name)
    if colon:
        return
    for folder, of, ending in _FOLDERS:
        path = written.removeprefix("./")
        if path.startswith(folder) and path.endswith(ending):
            inside = path.removeprefix(folder).removesuffix(ending)
            for known in PART_KINDS:
                if known == of:
                    yield PartName(known, inside if of == "section" else inside.rpartition("/")[2])
            return
    for known in PART_KINDS:
        yield PartName(known, written)
    for handout, definition in library.handouts.items():
        if definition.code.value.casefold() == written.casefold():
            yield PartName("handout", handout)


def _is_known(part: PartName, library: Library) -> bool:
    names = {"section": library.sections, "clinic": library.clinics, "handout": library.handouts}
    return part.name in names[part.kind]
