"""What a handout was at each approval, and how its own files come back from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from wardleaf.document.ingredients import section_ingredients
from wardleaf.findings import Findings
from wardleaf.governance.approvals import PartName
from wardleaf.library.composition import section_users, sections_of
from wardleaf.library.schema import Library
from wardleaf.pipeline import Workshop, texts_of
from wardleaf.records.files import write_file
from wardleaf.records.history import keep_version
from wardleaf.releases.sources import library_of, sources_of

_OWN = ("handouts/sections/", "handouts/figures/")


class Restoration(Struct, frozen=True, kw_only=True):
    """What restoring a version would write, by path, what is as it was already, and what differs but belongs to others
    as well and is left alone; `users` are the other handouts that print one of the sections.
    """

    files: Mapping[str, bytes]
    same: tuple[str, ...]
    left: tuple[str, ...]
    users: tuple[str, ...]


def handouts_of_parts(library: Library, parts: Iterable[PartName]) -> tuple[str, ...]:
    """The handouts whose approval one of `parts` belongs to, in the order of the library."""
    users = section_users(library)
    found: set[str] = set()
    for part in parts:
        if part.kind == "handout":
            found.add(part.name)
        elif part.kind == "section":
            found |= set(users.get(part.name, ()))
        else:
            found |= library.handouts.keys()
    return tuple(id for id in library.handouts if id in found)


def files_of(workshop: Workshop, handout: str) -> Mapping[str, bytes]:
    """Every file that `handout` is made of, for any clinic of its library."""
    files: dict[str, bytes] = {}
    for clinic in workshop.library.clinics:
        files |= sources_of(workshop, handout, clinic)
    return files


def keep_as_it_is(
    workshop: Workshop,
    handout: str,
    *,
    day: str,
    why: str,
    findings: Findings,
    instead: Mapping[str, bytes] | None = None,
) -> int | None:
    """Keeps `handout` as it is now; gives the number of that version, or None after telling why it is not kept.

    A handout that cannot be read is kept by the paths of the files `instead`, those of them that are gone as they are
    there.
    """
    definition = workshop.library.handouts.get(handout)
    version = definition.version.value if definition else ""
    files = dict(instead or {}) if definition is None else dict(files_of(workshop, handout))
    if definition is None:
        files |= {path: now for path in files if (now := _bytes_at(workshop.root / path)) is not None}
    return keep_version(workshop.root, handout, files, day=day, why=why, version=version, findings=findings)


def restoration_of(workshop: Workshop, handout: str, files: Mapping[str, bytes]) -> Restoration | None:
    """What brings `handout` back as it was in `files`, a version that was kept: its definition, its sections and their
    pictures. None when those cannot be read as a library.
    """
    own = _own_paths(files, handout)
    if own is None:
        return None
    now = {path: _bytes_at(workshop.root / path) for path in files}
    addresses = {path.removeprefix("handouts/sections/").removesuffix(".md") for path in own}
    users = {
        user for address, several in section_users(workshop.library).items() if address in addresses for user in several
    }
    return Restoration(
        files={path: files[path] for path in own if now[path] != files[path]},
        same=tuple(path for path in own if now[path] == files[path]),
        left=tuple(path for path in files if path not in own and now[path] != files[path]),
        users=tuple(sorted(users - {handout})),
    )


def restore(workshop: Workshop, restoration: Restoration, *, findings: Findings) -> tuple[str, ...]:
    """Writes what `restoration` holds into the library; gives the paths that were written."""
    root = workshop.root.resolve()
    written: list[str] = []
    for path, data in restoration.files.items():
        place = workshop.root / path
        if place.parent.resolve().is_relative_to(root) and write_file(place, data, shown=path, findings=findings):
            written.append(path)
    return tuple(written)


def _own_paths(files: Mapping[str, bytes], handout: str) -> tuple[str, ...] | None:
    """The paths of the definition, sections and pictures of `handout` in the library of `files`."""
    with library_of(files, Findings()) as earlier:
        if earlier is None:
            return None
        if handout not in earlier.library.handouts:  # kept although it had errors: what lies where only handouts look
            return tuple(path for path in files if path.startswith(_OWN) or _is_definition(path, handout)) or None
        definition = earlier.library.handouts[handout]
        addresses = [address for address in sections_of(definition) if address in earlier.library.sections]
        texts = texts_of(earlier, addresses)
        paths = [definition.span.file.path]
        for address in addresses:
            section = earlier.library.sections[address]
            paths.append(section.file.path)
            paths += [f"handouts/{path}" for path in sorted(section_ingredients(section, texts[address]).pictures)]
        return tuple(path for path in dict.fromkeys(paths) if path in files)


def _is_definition(path: str, handout: str) -> bool:
    return path.endswith(f"/{handout}.yaml") and not path.startswith(
        ("handouts/clinics/", "handouts/labels/", "styles/")
    )


def _bytes_at(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except OSError:
        return None
