"""`wardleaf build`: handouts as PDF files, or one stage's value as text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from msgspec import Struct

from wardleaf.batch.build_run import BuildOrder, BuildRun, Kept, Wanted, build_what_changed
from wardleaf.cli import clock
from wardleaf.cli.console import MACHINE_FORMATS, STOPPED, Status, leave, say, say_value, show_findings, watched
from wardleaf.cli.options import (
    clinic_option,
    counted,
    edition_option,
    format_option,
    handout_names,
    known,
    library_option,
    library_root,
    open_workshop,
    shown_path,
)
from wardleaf.findings import Finding, Findings

if TYPE_CHECKING:
    from wardleaf.building import Stage
    from wardleaf.pipeline import Workshop
    from wardleaf.records.built import Target
    from wardleaf.records.output import FinishedFile
    from wardleaf.report import Format
_UNPAGED = {"html": "a web page", "txt": "plain text"}


@click.command("build")
@click.argument("handouts", metavar="[HANDOUT]...", nargs=-1, shell_complete=handout_names)
@clinic_option
@click.option("--all-clinics", is_flag=True, help="For every clinic of the library.")
@edition_option
@click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path), help="Where to write. Without it: build/ in the library."
)
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Also keep each finished file there with the sources it was made of; drafts are not kept.",
)
@click.option(
    "--emit",
    type=click.Choice(["document", "style", "reading", "tags", "breaks", "pages", "facts", "plan"]),
    help="Print what one stage makes of one handout, and write nothing.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="At most so many processes at once; one, where few files are built. Without it: all cores.",
)
@click.option("--watch", is_flag=True, help="Go on: after each save, build what it changed. Ctrl-C ends it.")
@click.option("--open", "open_after", is_flag=True, help="Open what was built.")
@click.option("--no-tags", is_flag=True, help="Without tags for screen readers: faster, and every page says DRAFT.")
@click.option(
    "--prune",
    is_flag=True,
    help="Also remove what earlier builds made of handouts that were withdrawn, renamed or deleted.",
)
@click.option("--no-cache", is_flag=True, help="Build everything, also what has not changed since it was built last.")
@format_option
@library_option
def command(
    *,
    handouts: tuple[str, ...],
    clinic: tuple[str, ...],
    all_clinics: bool,
    edition: tuple[str, ...],
    out: Path | None,
    archive: Path | None,
    emit: Stage | None,
    jobs: int | None,
    watch: bool,
    open_after: bool,
    no_tags: bool,
    prune: bool,
    no_cache: bool,
    format: Format,
    library: Path | None,
) -> None:
    """Build handouts as PDF files.

    Without a HANDOUT all are built. The files go to build/CLINIC/HANDOUT-EDITION.pdf, and build/CLINIC/manifest.json says what each was made of. A handout with an
    error in its files is not built; the others are. What has not changed since it was built is not built again. A handout's id is its file's name without the ending: `wardleaf list` shows all.

    \b
    wardleaf build                               everything, for the library's own clinic
    wardleaf build recurrence-options --open     one handout, all its editions
    wardleaf build --all-clinics --edition booklet
    wardleaf build recurrence-options --watch    again after each save, while you write
    wardleaf build recurrence-options --emit document    what its words became, as YAML
    """  # noqa: D301  # \b tells click to keep the lines as they are
    order = Order(handouts=handouts, clinics=clinic, all_clinics=all_clinics, editions=edition, tags=not no_tags)
    root = library_root(library)
    if emit:
        workshop = open_workshop(root, format=format, err=format not in MACHINE_FORMATS)
        _emit(workshop, emit, order.wanted(workshop).targets, editions=tuple(dict.fromkeys(edition)), format=format)
        return
    if watch:
        if archive:
            raise click.UsageError(
                "--watch builds what is being written; --archive keeps what is finished. Use one of them."
            )
        if prune:
            raise click.UsageError("--watch builds what is being written; --prune tidies up once. Use one of them.")
        _watch(root, order, out or root / "build", format, jobs=jobs, no_cache=no_cache, open_after=open_after)
        return
    talk = BuildTalk(root, out or root / "build", format, prune=prune)
    run_build(talk, root, order, used=not no_cache, jobs=jobs, archive=archive)
    if open_after:
        talk.show()
    leave(talk.run.findings)


class Order(Struct, frozen=True, kw_only=True):
    """What was asked of `wardleaf build`, as it was typed."""

    handouts: tuple[str, ...]
    clinics: tuple[str, ...]
    all_clinics: bool
    editions: tuple[str, ...]
    tags: bool

    @property
    def asked(self) -> Sequence[object]:
        return [self.handouts, self.clinics, self.all_clinics, self.editions, self.tags]

    def wanted(self, workshop: Workshop, *, forgiving: bool = False) -> Wanted:
        """What this comes to in a library. Something named that it does not have is wrong usage; `forgiving` leaves it out."""
        from wardleaf.editions import EDITION_NAMES
        from wardleaf.pipeline import clinic_ids, handout_ids, targets_of

        handouts, clinics = handout_ids(workshop), clinic_ids(workshop)
        named = self._known("handout", self.handouts, handouts, forgiving=forgiving)
        editions = self._known("edition", self.editions, EDITION_NAMES, forgiving=forgiving)
        hosts = clinics if self.all_clinics else self._known("clinic", self.clinics, clinics, forgiving=forgiving)
        if (self.handouts and not named) or (self.clinics and not hosts):
            return Wanted(workshop=workshop, handouts=(), clinics=(), targets=())
        targets = targets_of(workshop, handouts=named, clinics=hosts, editions=editions)
        hosts = (
            hosts
            or tuple(dict.fromkeys(target.clinic for target in targets))
            or (workshop.library.settings.default_clinic.value,)
        )
        return Wanted(workshop=workshop, handouts=named or handouts, clinics=hosts, targets=targets)

    def _known(self, kind: str, names: Sequence[str], among: Sequence[str], *, forgiving: bool) -> tuple[str, ...]:
        there = [name for name in names if name in among or Path(name).stem in among] if forgiving else names
        return known(kind, there, among)


def _watch(
    root: Path, order: Order, out: Path, format: Format, *, jobs: int | None, no_cache: bool, open_after: bool
) -> None:
    """Build, and build again after each save, until Ctrl-C."""
    from wardleaf.cli.watching import Watch

    try:
        kept = Kept(root, order, today=clock.today(), used=not no_cache)
        with closing(Watch(kept, order, partial(BuildTalk, root, out, format), jobs=jobs)) as watch:
            talk = watch.begin()
            if open_after:
                talk.show()
            while True:
                watch.follow()
    except KeyboardInterrupt:
        return


def _emit(
    workshop: Workshop, stage: Stage, targets: tuple[Target, ...], *, editions: tuple[str, ...], format: Format
) -> None:
    from wardleaf.building import stage_text
    from wardleaf.editions import PRINTED_EDITIONS, edition_of

    if len({(target.handout, target.clinic) for target in targets}) > 1 or len(editions) > 1:
        raise click.UsageError("--emit prints one value: name one handout, at most one clinic and at most one edition.")
    findings = Findings()
    findings.extend(() if targets else workshop.told)
    # What is folded has a plan, so that is meant where no edition is named.
    folded = [target for target in targets if edition_of(target.edition).folded] if stage == "plan" else []
    paged = ("tags", "pages", "facts", "plan")
    if targets and stage in paged and (*folded, *targets)[0].edition not in PRINTED_EDITIONS:
        raise click.UsageError("Only what is printed has pages: --emit document, style or reading.")
    text = stage_text(workshop, (*folded, *targets)[0], stage, findings) if targets else ""
    show_findings(findings, format=format, err=True, root=workshop.root)
    say_value(text)
    leave(findings)


class BuildTalk:
    """What a command says of one run for the library at `root`: each file, unless it is `quiet`, and at the end what was found and what was not built."""

    def __init__(
        self,
        root: Path,
        out: Path,
        format: Format,
        *,
        quiet: bool = False,
        prune: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root, self.format, self.quiet = root, format, quiet
        self._clock, self._began = clock, clock()
        self._status = Status(0, wanted=False)
        self.run = BuildRun(out, self, shown=shown_path, prune=prune)

    def began(self, slow: int) -> None:
        self._status = Status(slow, wanted=self.format == "text")

    def stepped(self, *, slow: bool) -> None:
        self._status.step(slow=slow)

    def paused(self) -> None:
        self._status.clear()

    def wrote(self, path: Path, file: FinishedFile) -> None:
        record = file.record
        if self.format != "json" and not self.quiet:
            what = (
                counted(record.pages, "side" if record.as_printed else "page")
                if record.pages
                else _UNPAGED[record.file.rpartition(".")[2]]
            )
            say(f"{shown_path(path)}  {what}")
            for line in file.report.splitlines():
                say(f"  {line}")

    def removed(self, path: Path) -> None:
        say(f"removed {shown_path(path)}", err=self.format == "json")

    def tell(self, told: Iterable[Finding], *, elsewhere: int) -> None:
        """Print the findings with those `told` of files that were used, then what was not built and how many are wrong `elsewhere`."""
        findings = self.run.settle(told)
        show_findings(findings, format=self.format, err=self.format not in MACHINE_FORMATS, root=self._root)
        if self.format == "json":
            return
        for line in (*self._unbuilt_lines(), *_elsewhere(elsewhere)):
            say(line, err=True)
        if self.format == "text" and watched() and not self.quiet:
            say(self._summary(), err=True)

    def show(self) -> None:
        """Open what was written: the file, or the folder of several."""
        written = self.run.written
        if written:
            click.launch(str(written[0] if len(written) == 1 else written[0].parent))

    def _summary(self) -> str:
        files = counted(len(self.run.written) - self.run.unchanged, "file")
        return f"{files} built, {self.run.unchanged} unchanged, in {self._clock() - self._began:.1f} s"

    def stop(self) -> NoReturn:
        """Say how far the run came before somebody stopped it, and leave with the exit code that says so."""
        run = self.run
        done = f"{run.done} of {counted(run.wanted, 'handout edition')}" if run.wanted else "nothing"
        files = f" ({counted(len(run.written), 'file')}, each of them whole)" if run.written else ""
        say(f"Stopped: {done} done{files}. Every other file is as it was. The same command builds the rest.", err=True)
        raise click.exceptions.Exit(STOPPED)

    def _unbuilt_lines(self) -> Iterator[str]:
        for (handout, clinic), (targets, folder) in self.run.older_files().items():
            before = f"; {shown_path(folder)} still holds what an earlier build made" if folder else ""
            yield f"not built: {handout} for {clinic} ({', '.join(target.edition for target in targets)}){before}"


def run_build(
    talk: BuildTalk, root: Path, order: BuildOrder, *, used: bool, jobs: int | None = None, archive: Path | None = None
) -> None:
    """Build what `order` asks for and say what there is to say; leaves when somebody stops it."""

    def read() -> Workshop:
        return open_workshop(root, format=talk.format, err=talk.format not in MACHINE_FORMATS)

    try:
        kept = Kept(root, order, today=clock.today(), used=used)
        heard = build_what_changed(talk.run, kept, order, read=read, jobs=jobs, archive=archive, shown=shown_path)
        talk.tell(heard.told, elsewhere=heard.elsewhere)
    except KeyboardInterrupt:
        talk.stop()


def _elsewhere(count: int) -> Iterator[str]:
    if count:
        yield f"{counted(count, 'finding')} in files this build does not use: wardleaf check"
