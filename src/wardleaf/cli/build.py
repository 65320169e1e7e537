"""`wardleaf build`: handouts as PDF files, or one stage's value as text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

import click

from wardleaf.cli.console import MACHINE_FORMATS, STOPPED, Status, leave, say, say_value, show_findings, uninterrupted, watched
from wardleaf.cli.options import (
    clinic_option,
    counted,
    edition_option,
    format_option,
    known,
    library_option,
    library_root,
    open_workshop,
    shown_path,
)
from wardleaf.findings import Finding, Findings, SourceFile, Span
from wardleaf.records.built import Done

if TYPE_CHECKING:
    from wardleaf.batch.unchanged import Plan
    from wardleaf.building import Stage
    from wardleaf.library.snapshot import Snapshot
    from wardleaf.pipeline import Workshop
    from wardleaf.records.build_cache import BuildCache, KeptRun
    from wardleaf.records.built import Built, Target
    from wardleaf.records.manifest import FileRecord
    from wardleaf.records.stale import Shelf
    from wardleaf.report import Format

CACHE = "build/.cache"


@click.command("build")
@click.argument("handouts", metavar="[HANDOUT]...", nargs=-1)
@clinic_option
@click.option("--all-clinics", is_flag=True, help="For every clinic of the library.")
@edition_option
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="Where to write. Without it: build/ in the library.")
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Also keep each finished file there with the sources it was made of; drafts are not kept.",
)
@click.option(
    "--emit",
    type=click.Choice(["document", "style", "tags", "pages", "facts", "plan"]),
    help="Print what one stage makes of one handout, and write nothing.",
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="How many processes work at once. Without it: all cores for larger builds."
)
@click.option("--watch", is_flag=True, help="Go on: after each save, build what it changed. Ctrl-C ends it.")
@click.option("--open", "open_after", is_flag=True, help="Open what was built.")
@click.option("--no-tags", is_flag=True, help="Without tags for screen readers: faster, and every page says DRAFT.")
@click.option("--prune", is_flag=True, help="Also remove what earlier builds made of handouts that were withdrawn, renamed or deleted.")
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
            raise click.UsageError("--watch builds what is being written; --archive keeps what is finished. Use one of them.")
        if prune:
            raise click.UsageError("--watch builds what is being written; --prune tidies up once. Use one of them.")
        _watch(root, order, out or root / "build", format, jobs=jobs, no_cache=no_cache, open_after=open_after)
        return
    run = BuildRun(root, out or root / "build", format, prune=prune)
    build_what_changed(run, root, order, used=not no_cache, jobs=jobs, archive=archive)
    if open_after:
        run.show()
    leave(run.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an order comes to in a library, with what it adds to that: handouts and clinics by their ids, and what to build."""

    workshop: Workshop
    handouts: tuple[str, ...]
    clinics: tuple[str, ...]
    targets: tuple[Target, ...]


class BuildOrder(Protocol):
    """What was asked for: all of it as JSON can hold it, and what it comes to in a library."""

    @property
    def asked(self) -> Sequence[object]:
        """Two orders with the same are one."""

    @property
    def tags(self) -> bool:
        """Whether what is built is for screen readers, too."""

    def wanted(self, workshop: Workshop) -> Wanted:
        """What this comes to. Something named that the library does not have is wrong usage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked of `wardleaf build`, as it was typed."""

    handouts: tuple[str, ...]
    clinics: tuple[str, ...]
    all_clinics: bool
    editions: tuple[str, ...]
    tags: bool

    @property
    def asked(self) -> Sequence[object]:
        """All of it."""
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
        hosts = hosts or tuple(dict.fromkeys(target.clinic for target in targets)) or (workshop.library.settings.default_clinic.value,)
        return Wanted(workshop=workshop, handouts=named or handouts, clinics=hosts, targets=targets)

    def _known(self, kind: str, names: Sequence[str], among: Sequence[str], *, forgiving: bool) -> tuple[str, ...]:
        there = [name for name in names if name in among or Path(name).stem in among] if forgiving else names
        return known(kind, there, among)


class Kept:
    """What earlier runs left in the cache of the library at `root`, and what this one leaves there; nothing unless `used`."""

    def __init__(self, root: Path, order: BuildOrder, *, used: bool) -> None:
        from wardleaf.cli import clock
        from wardleaf.records.build_cache import BuildCache
        from wardleaf.records.own_key import own_key
        from wardleaf.records.program import program_digest

        self.root, self._order = root, order
        self.program = program_digest() if used else ""
        secret = own_key() if self.program else None
        self.cache: BuildCache | None = BuildCache(root / CACHE, secret=secret) if secret else None
        self.today = clock.today()

    def answer(self) -> KeptRun | None:
        """What this very run came to before, from the bytes of the files alone: no file is parsed for it."""
        from wardleaf.library.snapshot import take_snapshot

        if self.cache is None:
            return None
        snapshot = take_snapshot(self.root)
        answer = self.cache.run(self._key(snapshot))
        # Where files go is what the library says now, not what was kept.
        clinics = {built.target.clinic for built in answer.builds} if answer else set()
        return answer if all(f"handouts/clinics/{clinic}.yaml" in snapshot.digests for clinic in clinics) else None

    def keep(self, plan: Plan, snapshot: Snapshot | None, told: Sequence[Finding], *, elsewhere: int, shelf: Shelf) -> None:
        """Let the next run with the same files find what this one came to."""
        if self.cache and snapshot and plan.keys:
            builds = [plan.keys[target] for target in plan.targets]
            if all(map(self.cache.holds, builds)):
                self.cache.keep_run(self._key(snapshot), builds=builds, told=told, elsewhere=elsewhere, shelf=shelf)
            self.cache.tidy()

    def _key(self, snapshot: Snapshot) -> str:
        from wardleaf.records.build_cache import key_of

        return key_of("run", self.program, self.today.isoformat(), self._order.asked, dict(snapshot.digests), snapshot.told)


def _watch(root: Path, order: Order, out: Path, format: Format, *, jobs: int | None, no_cache: bool, open_after: bool) -> None:
    """Build, and build again after each save, until Ctrl-C."""
    from wardleaf.cli.watching import Watch

    try:
        with closing(Watch(Kept(root, order, used=not no_cache), order, partial(BuildRun, root, out, format), jobs=jobs)) as watch:
            run = watch.begin()
            if open_after:
                run.show()
            while True:
                watch.follow()
    except KeyboardInterrupt:
        return


def build_what_changed(
    run: BuildRun, root: Path, order: BuildOrder, *, used: bool, jobs: int | None = None, archive: Path | None = None
) -> None:
    """Write what `order` asks for, from the cache where it is `used` and knows it, and tell what there is to say; leaves when somebody stops it."""
    try:
        kept = Kept(root, order, used=used)
        answer = None if archive else kept.answer()
        if answer:
            run.write(Done(built=built, unchanged=True) for built in answer.builds)
            run.look_at_stale(answer.shelf)
            run.tell(answer.told, elsewhere=answer.elsewhere)
        else:
            _build(run, kept, order, jobs=jobs, archive=archive)
    except KeyboardInterrupt:
        run.stop()


def _build(run: BuildRun, kept: Kept, order: BuildOrder, *, jobs: int | None, archive: Path | None) -> None:
    """Build what `order` asks for and what is not kept."""
    from wardleaf.batch.keys import target_keys
    from wardleaf.batch.unchanged import build_planned, plan_builds, read_settled
    from wardleaf.pipeline import shelf_of, told_about

    def read() -> Workshop:
        workshop = open_workshop(kept.root, format=run.format, err=run.format not in MACHINE_FORMATS)
        workshop.today = kept.today  # one day for the whole run, also at midnight
        return workshop

    opened, snapshot = read_settled(kept.root, read)
    wanted = order.wanted(opened)
    workshop = wanted.workshop
    keys = target_keys(workshop, snapshot, wanted.targets, program=kept.program, tags=order.tags) if kept.cache and snapshot else {}
    plan = plan_builds(wanted.targets, keys, cache=kept.cache)
    if archive:
        run.archive = Archive(workshop, archive)
    with closing(build_planned(workshop, snapshot, plan, cache=kept.cache, jobs=jobs, tags=order.tags)) as builds:
        run.write(builds, count=len(plan.targets), slow=len(plan.targets) - len(plan.unchanged))
    told = told_about(workshop, handouts=wanted.handouts, clinics=wanted.clinics)
    elsewhere = len(workshop.told) - len(told)
    shelf = shelf_of(workshop)
    kept.keep(plan, snapshot, told, elsewhere=elsewhere, shelf=shelf)
    run.look_at_stale(shelf)
    run.tell(told, elsewhere=elsewhere)


def _emit(workshop: Workshop, stage: Stage, targets: tuple[Target, ...], *, editions: tuple[str, ...], format: Format) -> None:
    from wardleaf.building import stage_text
    from wardleaf.editions import edition_of

    if len({(target.handout, target.clinic) for target in targets}) > 1 or len(editions) > 1:
        raise click.UsageError("--emit prints one value: name one handout, at most one clinic and at most one edition.")
    findings = Findings()
    findings.extend(() if targets else workshop.told)
    # What is folded has a plan, so that is meant where no edition is named.
    folded = [target for target in targets if edition_of(target.edition).folded] if stage == "plan" else []
    text = stage_text(workshop, (*folded, *targets)[0], stage, findings) if targets else ""
    show_findings(findings, format=format, err=True, root=workshop.root)
    say_value(text)
    leave(findings)


class Archive:
    """Where finished files are kept with the sources of `workshop` that they are made of; drafts are no releases."""

    def __init__(self, workshop: Workshop, folder: Path) -> None:
        from wardleaf.records.unfinished import remove_left_behind

        self._workshop, self._folder = workshop, folder
        remove_left_behind(path.parent for pattern in ("*/.*.part", "*/*/.*.part") for path in folder.glob(pattern))

    def keep(self, built: Built, findings: Findings) -> None:
        """Put the finished files of `built` there, unless they are there already."""
        from wardleaf.records.archive import keep_release
        from wardleaf.releases.sources import sources_of

        released = [file for file in built.files if not file.record.draft]
        sources = sources_of(self._workshop, built.target.handout, built.target.clinic) if released else {}
        for file in released:
            keep_release(self._folder, file, sources, shown=shown_path(self._folder), findings=findings)


class BuildRun:
    """One run: what was written into `out`, what was not, and what there is to say of the library at `root`; `quiet` runs do not say each file, those that `prune` remove what is stale."""

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
        self._root, self._out, self.format, self.quiet, self._prune = root, out, format, quiet, prune
        self._clock, self._began = clock, clock()
        self._wanted, self._done, self._unchanged = 0, 0, 0
        self.archive: Archive | None = None
        self.findings = Findings()
        self.written: list[Path] = []
        self._not_built: list[Target] = []

    def write(self, builds: Iterable[Done], *, count: int = 0, slow: int = 0) -> None:
        """Write what became of each of `count` targets, and say each file; `slow` of them take time."""
        from wardleaf.records.output import write_manifest
        from wardleaf.records.unfinished import remove_left_behind

        records: dict[str, list[FileRecord]] = {}
        self._wanted = count
        remove_left_behind(path.parent for path in self._out.glob("*/.*.part"))
        status = Status(slow, wanted=self.format == "text")
        try:
            for done in builds:
                status.clear()
                with uninterrupted():  # so that what is written, said and recorded is the same
                    written = self._write(done.built)
                    records.setdefault(done.built.target.clinic, []).extend(written)
                    self._done += 1
                    self._unchanged += len(written) if done.unchanged else 0
                status.step(slow=not done.unchanged)
        finally:
            status.clear()
            # Also when somebody stops the build, the manifest tells the truth about what lies there.
            with uninterrupted():
                for clinic, told in records.items():
                    if told:
                        write_manifest(self._out / clinic, told, shown=shown_path(self._out / clinic), findings=self.findings)

    def _write(self, built: Built) -> list[FileRecord]:
        from wardleaf.records.output import write_finished

        self.findings.extend(built.findings)
        if not built.files:
            self._not_built.append(built.target)
        folder = self._out / built.target.clinic
        shown = shown_path(folder)
        written = [file for file in built.files if write_finished(folder, file, shown=shown, findings=self.findings)]
        for file in written:
            record = file.record
            self.written.append(folder / record.file)
            if self.format != "json" and not self.quiet:
                say(f"{shown}/{record.file}  {counted(record.pages, 'side' if record.as_printed else 'page')}")
                for line in file.report.splitlines():
                    say(f"  {line}")
        if self.archive:
            self.archive.keep(built, self.findings)
        return [file.record for file in written]

    def look_at_stale(self, shelf: Shelf) -> None:
        """Tell which files of earlier builds should be given out no more, or remove them, as the library that gives out what is on the `shelf`."""
        from wardleaf.records import faults
        from wardleaf.records.output import remove_stale
        from wardleaf.records.stale import stale_files

        stale = stale_files(self._out, shelf)
        if self._prune:
            for path in remove_stale(stale, shown=shown_path, findings=self.findings):
                say(f"removed {shown_path(path)}", err=self.format == "json")
            return
        for one in stale:
            place = Span(SourceFile(shown_path(one.path), ""), line=0)
            message = f"this is a file of {one.why}: do not give it out"
            self.findings.add(faults.STALE_FILE.at(place, message, help="`wardleaf build --prune` removes it"))

    def tell(self, told: Iterable[Finding], *, elsewhere: int) -> None:
        """Print the findings with those `told` of files that were used, then what was not built and how many are wrong `elsewhere`."""
        from wardleaf.checks.allowances import settle_allowances

        settled = settle_allowances((*self.findings, *told))
        self.findings = Findings()
        self.findings.extend(settled)
        show_findings(self.findings, format=self.format, err=self.format not in MACHINE_FORMATS, root=self._root)
        if self.format == "json":
            return
        for line in (*self._unbuilt_lines(), *_elsewhere(elsewhere)):
            say(line, err=True)
        if self.format == "text" and watched() and not self.quiet:
            say(self._summary(), err=True)

    def show(self) -> None:
        """Open what was written: the file, or the folder of several."""
        if self.written:
            click.launch(str(self.written[0] if len(self.written) == 1 else self.written[0].parent))

    def _summary(self) -> str:
        files = counted(len(self.written) - self._unchanged, "file")
        return f"{files} built, {self._unchanged} unchanged, in {self._clock() - self._began:.1f} s"

    def stop(self) -> NoReturn:
        """Say how far the run came before somebody stopped it, and leave with the exit code that says so."""
        done = f"{self._done} of {counted(self._wanted, 'handout edition')}" if self._wanted else "nothing"
        files = f" ({counted(len(self.written), 'file')}, each of them whole)" if self.written else ""
        say(f"Stopped: {done} done{files}. Every other file is as it was. The same command builds the rest.", err=True)
        raise click.exceptions.Exit(STOPPED)

    def _unbuilt_lines(self) -> Iterator[str]:
        groups: dict[tuple[str, str], list[Target]] = {}
        for target in self._not_built:
            groups.setdefault((target.handout, target.clinic), []).append(target)
        for (handout, clinic), targets in groups.items():
            folder = self._out / clinic
            old = any((folder / target.file).exists() for target in targets)
            before = f"; {shown_path(folder)} still holds what an earlier build made" if old else ""
            yield f"not built: {handout} for {clinic} ({', '.join(target.edition for target in targets)}){before}"


def _elsewhere(count: int) -> Iterator[str]:
    if count:
        yield f"{counted(count, 'finding')} in files this build does not use: wardleaf check"
