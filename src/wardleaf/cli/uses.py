"""`wardleaf uses`: what a change would reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import say
from wardleaf.cli.options import counted, library_option, open_workshop

if TYPE_CHECKING:
    from wardleaf.document.mentions import Mentions
    from wardleaf.library.schema import Library


@click.command("uses")
@click.argument("wanted", metavar="THING")
@library_option
def command(*, wanted: str, library: Path | None) -> None:
    """List every handout and every line that a change of something would reach.

    \b
    wardleaf uses chemotherapy/how-it-works     a section
    wardleaf uses dear2013                      a reference
    wardleaf uses clinic.phones.advice          a clinic fact
    wardleaf uses figures/drip.png              a figure
    wardleaf uses eating-well                   a handout: packs and translations
    wardleaf uses biopsy                        a glossary word
    wardleaf uses riverside.svg                 a logo, or a font
    wardleaf uses "01632 960 150"               a phone number that was typed
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.document.mentions import find_mentions, things_to_find
    from wardleaf.pipeline import texts_of
    from wardleaf.source.suggest import did_you_mean

    workshop = open_workshop(library)
    found = find_mentions(workshop.library, texts_of(workshop, workshop.library.sections), wanted)
    if not found:
        hint = did_you_mean(wanted, things_to_find(workshop.library)).replace("did", "Did", 1)
        message = f"There is no section, handout, reference, clinic fact, figure, glossary word, logo, font or typed number `{wanted}`."
        raise click.UsageError(
            f"{message} {hint or '`wardleaf list sections` and `wardleaf list references` show what there is.'}"
        )
    say("\n\n".join("\n".join(_lines(mentions, workshop.library)) for mentions in found))
    if workshop.told:
        say(f"{counted(len(workshop.told), 'finding')} about this library's files: wardleaf check", err=True)


def _lines(mentions: Mentions, library: Library) -> Iterator[str]:
    from wardleaf.library.translations import translations_of

    name = f"clinic.{mentions.name}" if mentions.kind == "fact" else mentions.name
    reached = counted(len(mentions.handouts), "handout") if mentions.handouts else "no handout"
    yield f"{mentions.kind} {name}: {counted(len(mentions.places), 'line')}, {reached}"
    if mentions.clinics:
        whose = "" if len(mentions.clinics) == len(library.clinics) else f" of {', '.join(mentions.clinics)}"
        yield f"  every handout{whose} prints it on its first or last page"
    for place in mentions.places:
        users = ", ".join(place.handouts) or (
            "" if place.span.file.path.startswith("handouts/clinics/") else "no handout"
        )
        yield f"  {place.span}  {place.how}{f'  {users}' if users else ''}"
    for handout in mentions.handouts:
        definition = library.handouts[handout]
        yield f"  {definition.code.value}  {definition.title.value} ({handout})"
        if mentions.kind in ("section", "figure"):
            for id in translations_of(library.handouts, handout).values():
                translation = library.handouts[id]
                yield f"  {translation.code.value}  {translation.title.value} ({id}), a translation to be compared with it again"
