"""`wardleaf pack`: several handouts as one, without a file that defines it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import MACHINE_FORMATS, leave
from wardleaf.cli.options import clinic_option, edition_option, format_option, known, library_option, open_workshop

if TYPE_CHECKING:
    from wardleaf.report import Format

_FEWEST = 2


@click.command("pack")
@click.argument("handouts", metavar="HANDOUT HANDOUT...", nargs=-1, required=True)
@click.option("--title", metavar="WORDS", default="", help="The title on the cover. Without it: the short titles of the handouts.")
@clinic_option
@edition_option
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="Where to write. Without it: build/ in the library.")
@format_option
@library_option
def command(
    *,
    handouts: tuple[str, ...],
    title: str,
    clinic: tuple[str, ...],
    edition: tuple[str, ...],
    out: Path | None,
    format: Format,
    library: Path | None,
) -> None:
    """Build several handouts as one: one cover, one contents list, pages numbered through.

    A section that several of them use is printed once, and their sources become one numbered list. The last page says the code and version of each handout, and the
    earliest of their review dates. Each must be approved, as if it were built alone. For a pack that you give out often, write a definition whose `sections` hold
    `- handout: NAME` lines.

    \b
    wardleaf pack metastatic-chemotherapy support-through-treatment --edition booklet
    wardleaf pack recurrence-options support-through-treatment --title "Your treatment"
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.batch.processes import build_many
    from wardleaf.cli.build import BuildRun
    from wardleaf.library.schema import EDITION_NAMES
    from wardleaf.pipeline import clinic_ids, targets_of, told_about, with_pack
    from wardleaf.records.built import Done

    workshop = open_workshop(library, format=format, err=format not in MACHINE_FORMATS)
    named = known("handout", handouts, workshop.library.handouts)
    if len(named) < _FEWEST:
        raise click.UsageError("A pack holds at least two handouts. `wardleaf build` builds one.")
    editions = known("edition", edition, EDITION_NAMES)
    clinics = known("clinic", clinic, clinic_ids(workshop)) or (workshop.library.settings.default_clinic.value,)
    packed, id = with_pack(workshop, named, title=title)
    targets = targets_of(packed, handouts=[id], clinics=clinics, editions=editions)
    if not targets:
        raise click.UsageError("These handouts have no edition in common. Name handouts whose `editions` share one.")
    run = BuildRun(packed.root, out or packed.root / "build", format)
    try:
        with closing(build_many(packed, targets)) as builds:
            run.write((Done(built=built) for built in builds), count=len(targets), slow=len(targets))
    except KeyboardInterrupt:
        run.stop()
    told = told_about(packed, handouts=[id], clinics=clinics)
    run.tell(told, elsewhere=len(packed.told) - len(told))
    leave(run.findings)
