"""`wardleaf list`: what the library holds, in plain columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, assert_never

import click

from wardleaf.cli.console import say
from wardleaf.cli.options import counted, library_option, open_workshop

if TYPE_CHECKING:
    from wardleaf.library.schema import Library
    from wardleaf.pipeline import Workshop

Kind = Literal["handouts", "sections", "references", "styles", "clinics", "translations"]
Row = tuple[str, ...]


@click.command("list")
@click.argument(
    "kind",
    metavar="[handouts|sections|references|styles|clinics|translations]",
    default="handouts",
    type=click.Choice(["handouts", "sections", "references", "styles", "clinics", "translations"]),
)
@library_option
def command(*, kind: Kind, library: Path | None) -> None:
    """List what the library holds: handouts, sections (with the handouts that use them), references, styles, clinics or translations.

    A line for each, its id first. A translation is listed with its original, whether it is in step with that, and the hash of the original's wording now.
    """
    workshop = open_workshop(library)
    rows = list(_rows(kind, workshop.library))
    say(_columns(rows) if rows else f"this library has no {kind}")
    missing = _unread(kind, workshop)
    if missing:
        say(f"not listed, because of mistakes: {', '.join(missing)}", err=True)
    if workshop.told:
        say(f"{counted(len(workshop.told), 'finding')} about this library's files: wardleaf check", err=True)


def _unread(kind: Kind, workshop: Workshop) -> Sequence[str]:
    """The ids of handouts or clinics that are there, and that no row can show."""
    from wardleaf.pipeline import clinic_ids, handout_ids

    match kind:
        case "handouts":
            return [id for id in handout_ids(workshop) if id not in workshop.library.handouts]
        case "clinics":
            return [id for id in clinic_ids(workshop) if id not in workshop.library.clinics]
        case _:
            return ()


def _rows(kind: Kind, library: Library) -> Iterator[Row]:
    match kind:
        case "handouts":
            for id, handout in sorted(library.handouts.items()):
                editions = " ".join(edition.value for edition in handout.editions)
                yield id, handout.code.value, handout.version.value, editions, handout.title.value
        case "sections":
            yield from _section_rows(library)
        case "references":
            from wardleaf.bibliography.markup import bare
            from wardleaf.bibliography.numbering import short_name

            for id, reference in sorted(library.references.items()):
                yield id, short_name(reference), "key" if reference.key else "-", bare(reference.title.value)
        case "styles":
            for id in sorted(library.styles):
                users = [clinic for clinic, host in library.clinics.items() if host.style.value == id]
                yield id, _used_by(sorted(users), "clinic")
        case "clinics":
            for id, host in sorted(library.clinics.items()):
                default = "default" if id == library.settings.default_clinic.value else "-"
                yield id, default, f"style {host.style.value}", host.language.value, host.name.value
        case "translations":
            yield from _translation_rows(library)
        case _:
            assert_never(kind)


def _translation_rows(library: Library) -> Iterator[Row]:
    from wardleaf.document.translation import translation_facts
    from wardleaf.library.languages import language_name

    for id, handout in sorted(library.handouts.items()):
        if handout.translation is None:
            continue
        facts = translation_facts(library, handout.translation)
        now = f"original: {facts.original_now}" if facts.original_now else "original cannot be read"
        state = "in step" if facts.original and facts.original == facts.original_now else "to be compared"
        yield id, language_name(handout.language.value), f"of {facts.of}", state, now


def _section_rows(library: Library) -> Iterator[Row]:
    from wardleaf.library.composition import section_users

    users = section_users(library)
    for address, section in sorted(library.sections.items()):
        yield address, section.front_matter.title.value, _used_by(users[address], "handout")


def _used_by(users: Sequence[str], kind: str) -> str:
    return f"used by {', '.join(users)}" if users else f"used by no {kind}"


def _columns(rows: Sequence[Row]) -> str:
    """Rows in columns that are two spaces apart; the last column is as long as it is."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row[:-1], widths)), row[-1]]) for row in rows
    )
