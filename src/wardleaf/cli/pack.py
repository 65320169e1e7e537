"""`wardleaf pack`: several handouts as one, without a file that defines it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from wardleaf.cli.console import leave
from wardleaf.cli.options import (
    clinic_option,
    edition_option,
    format_option,
    handout_names,
    known,
    library_option,
    library_root,
)

if TYPE_CHECKING:
    from wardleaf.batch.build_run import Wanted
    from wardleaf.pipeline import Workshop
    from wardleaf.report import Format

_FEWEST = 2


@click.command("pack")
@click.argument("handouts", metavar="HANDOUT HANDOUT...", nargs=-1, required=True, shell_complete=handout_names)
@click.option(
    "--title", metavar="WORDS", default="", help="The title on the cover. Without it: the short titles of the handouts."
)
@clinic_option
@edition_option
@click.option("--no-cache", is_flag=True, help="Build it also when nothing has changed since it was built last.")
@click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path), help="Where to write. Without it: build/ in the library."
)
@format_option
@library_option
def command(
    *,
    handouts: tuple[str, ...],
    title: str,
    clinic: tuple[str, ...],
    edition: tuple[str, ...],
    no_cache: bool,
    out: Path | None,
    format: Format,
    library: Path | None,
) -> None:
    """Build several handouts as one: one cover, one contents list, pages numbered through.

    A section that several of them use is printed once, and their sources become one numbered list. The last page says the code and version of each handout, and the
    earliest of their review dates. Each must be approved, as if it were built alone. What has not changed since it was built is not built again. For a pack that you give out
    often, write a definition whose `sections` hold `- handout: NAME` lines.

    \b
    wardleaf pack metastatic-chemotherapy support-through-treatment --edition booklet
    wardleaf pack recurrence-options support-through-treatment --title "Your treatment"
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.cli.build import BuildTalk, run_build

    root = library_root(library)
    order = PackOrder(handouts=handouts, title=title, clinics=clinic, editions=edition)
    talk = BuildTalk(root, out or root / "build", format)
    run_build(talk, root, order, used=not no_cache)
    leave(talk.run.findings)


class PackOrder(Struct, frozen=True, kw_only=True):
    """What was asked for, as it was typed."""

    handouts: tuple[str, ...]
    title: str
    clinics: tuple[str, ...]
    editions: tuple[str, ...]
    tags: bool = True

    @property
    def asked(self) -> Sequence[object]:
        """All of it, as no other command asks for it."""
        return ["pack", self.handouts, self.title, self.clinics, self.editions]

    def wanted(self, workshop: Workshop) -> Wanted:
        """The pack in `workshop`. Something named that the library does not have is wrong usage, and so are handouts that do not go together."""
        from wardleaf.batch.build_run import Wanted
        from wardleaf.editions import EDITION_NAMES
        from wardleaf.pipeline import clinic_ids, targets_of, with_pack

        named = known("handout", self.handouts, workshop.library.handouts)
        if len(named) < _FEWEST:
            raise click.UsageError("A pack holds at least two handouts. `wardleaf build` builds one.")
        editions = known("edition", self.editions, EDITION_NAMES)
        clinics = known("clinic", self.clinics, clinic_ids(workshop))
        packed, id = with_pack(workshop, named, title=self.title)
        targets = targets_of(packed, handouts=[id], clinics=clinics, editions=editions)
        if not targets:
            raise click.UsageError(
                "These handouts have no edition in common. Name handouts whose `editions` share one."
            )
        return Wanted(
            workshop=packed,
            handouts=(id,),
            clinics=tuple(dict.fromkeys(target.clinic for target in targets)),
            targets=targets,
        )
