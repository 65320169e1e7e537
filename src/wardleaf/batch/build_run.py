"""One run of builds: what is kept is taken from the cache, the rest built; all of it written, recorded and, where it is
asked for, archived.

It prints nothing: a `Listener` hears each step, and whoever runs it says what there is to say.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from wardleaf.batch.interrupts import uninterrupted
from wardleaf.findings import Finding, Findings, SourceFile, Span
from wardleaf.records.built import Built, Done, Target

if TYPE_CHECKING:
    from wardleaf.batch.unchanged import Plan
    from wardleaf.library.snapshot import Snapshot
    from wardleaf.pipeline import Workshop
    from wardleaf.records.build_cache import BuildCache, KeptRun
    from wardleaf.records.manifest import FileRecord
    from wardleaf.records.output import FinishedFile
    from wardleaf.records.stale import Shelf

_CACHE = "build/.cache"
Shown = Callable[[Path], str]
"""How people know a path."""


class Listener(Protocol):
    """What hears the steps of a run."""

    def began(self, slow: int) -> None:
        """Writing begins; `slow` targets take time."""

    def wrote(self, path: Path, file: FinishedFile) -> None:
        """`file` lies at `path` now."""

    def stepped(self, *, slow: bool) -> None:
        """One more target is done; it is one of those that take time or not."""

    def paused(self) -> None:
        """Something may be said now."""

    def removed(self, path: Path) -> None:
        """A stale file is gone."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What an order comes to in a library, with what it adds to that: handouts and clinics by their ids, and what to
    build.
    """

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


class Kept:
    """What earlier runs left in the cache of the library at `root`, and what this one leaves there; nothing unless
    `used`.
    """

    def __init__(self, root: Path, order: BuildOrder, *, today: datetime.date, used: bool) -> None:
        from wardleaf.records.build_cache import BuildCache
        from wardleaf.records.own_key import own_key
        from wardleaf.records.program import program_digest

        self.root, self._order = root, order
        self.program = program_digest() if used else ""
        secret = own_key() if self.program else None
        self.cache: BuildCache | None = BuildCache(root / _CACHE, secret=secret) if secret else None
        self.today = today

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

    def keep(
        self, plan: Plan, snapshot: Snapshot | None, told: Sequence[Finding], *, elsewhere: int, shelf: Shelf
    ) -> None:
        """Let the next run with the same files find what this one came to."""
        if self.cache and snapshot and plan.keys:
            builds = [plan.keys[target] for target in plan.targets]
            if all(map(self.cache.holds, builds)):
                self.cache.keep_run(self._key(snapshot), builds=builds, told=told, elsewhere=elsewhere, shelf=shelf)
            self.cache.tidy()

    def _key(self, snapshot: Snapshot) -> str:
        from wardleaf.records.build_cache import key_of

        return key_of(
            "run", self.program, self.today.isoformat(), self._order.asked, dict(snapshot.digests), snapshot.told
        )


class Archive:
    """Where finished files are kept with the sources of `workshop` that they are made of; drafts are no releases."""

    def __init__(self, workshop: Workshop, folder: Path, shown: Shown) -> None:
        from wardleaf.records.unfinished import remove_left_behind

        self._workshop, self._folder, self._shown = workshop, folder, shown
        remove_left_behind(path.parent for pattern in ("*/.*.part", "*/*/.*.part") for path in folder.glob(pattern))

    def keep(self, built: Built, findings: Findings) -> None:
        """Put the finished files of `built` there, unless they are there already."""
        from wardleaf.records.archive import keep_release
        from wardleaf.releases.sources import sources_of

        released = [file for file in built.files if not file.record.draft]
        sources = sources_of(self._workshop, built.target.handout, built.target.clinic) if released else {}
        for file in released:
            keep_release(self._folder, file, sources, shown=self._shown(self._folder), findings=findings)


class BuildRun:
    """One run: what was written into `out`, what was not, and what was found; those that `prune` remove what is stale."""

    def __init__(self, out: Path, listener: Listener, *, shown: Shown, prune: bool = False) -> None:
        self._out, self._listener, self._shown, self._prune = out, listener, shown, prune
        self.wanted, self.done, self.unchanged = 0, 0, 0
        self.archive: Archive | None = None
        self.findings = Findings()
        self.written: list[Path] = []
        self.not_built: list[Target] = []

    def write(self, builds: Iterable[Done], *, count: int = 0, slow: int = 0) -> None:
        """Write what became of each of `count` targets; `slow` of them take time."""
        from wardleaf.records.output import write_manifest
        from wardleaf.records.unfinished import remove_left_behind

        records: dict[str, list[FileRecord]] = {}
        self.wanted = count
        remove_left_behind(path.parent for path in self._out.glob("*/.*.part"))
        self._listener.began(slow)
        try:
            for done in builds:
                self._listener.paused()
                with uninterrupted():  # so that what is written, said and recorded is the same
                    written = self._write(done.built)
                    records.setdefault(done.built.target.clinic, []).extend(written)
                    self.done += 1
                    self.unchanged += len(written) if done.unchanged else 0
                self._listener.stepped(slow=not done.unchanged)
        finally:
            self._listener.paused()
            # Also when somebody stops the build, the manifest tells the truth about what lies there.
            with uninterrupted():
                for clinic, told in records.items():
                    if told:
                        write_manifest(
                            self._out / clinic, told, shown=self._shown(self._out / clinic), findings=self.findings
                        )

    def _write(self, built: Built) -> list[FileRecord]:
        from wardleaf.records.output import write_finished

        self.findings.extend(built.findings)
        if not built.files:
            self.not_built.append(built.target)
        folder = self._out / built.target.clinic
        written = [
            file
            for file in built.files
            if write_finished(folder, file, shown=self._shown(folder), findings=self.findings)
        ]
        for file in written:
            self.written.append(folder / file.record.file)
            self._listener.wrote(folder / file.record.file, file)
        if self.archive:
            self.archive.keep(built, self.findings)
        return [file.record for file in written]

    def look_at_stale(self, shelf: Shelf) -> None:
        """Tell which files of earlier builds should be given out no more, or remove them, as the library that gives out
        what is on the `shelf`.
        """
        from wardleaf.records import faults
        from wardleaf.records.output import remove_stale
        from wardleaf.records.stale import stale_files

        stale = stale_files(self._out, shelf)
        if self._prune:
            for path in remove_stale(stale, shown=self._shown, findings=self.findings):
                self._listener.removed(path)
            return
        for one in stale:
            place = Span(SourceFile(self._shown(one.path), ""), line=0)
            message = f"this is a file of {one.why}: do not give it out"
            self.findings.add(faults.STALE_FILE.at(place, message, help="`wardleaf build --prune` removes it"))

    def settle(self, told: Iterable[Finding]) -> Findings:
        """What was found, with those `told` of files that were used, after allowances."""
        from wardleaf.checks.allowances import settle_allowances

        settled = settle_allowances((*self.findings, *told))
        self.findings = Findings()
        self.findings.extend(settled)
        return self.findings

    def older_files(self) -> dict[tuple[str, str], tuple[tuple[Target, ...], Path | None]]:
        """By handout and clinic what was not built, with the folder in which an earlier build left files of it, if one
        did.
        """
        groups: dict[tuple[str, str], list[Target]] = {}
        for target in self.not_built:
            groups.setdefault((target.handout, target.clinic), []).append(target)
        folders = {pair: self._out / pair[1] for pair in groups}
        return {
            pair: (
                tuple(targets),
                folders[pair] if any((folders[pair] / target.file).exists() for target in targets) else None,
            )
            for pair, targets in groups.items()
        }


class Heard(Struct, frozen=True, kw_only=True):
    """What reading told of the files that a run used, and how many findings there are in others."""

    told: tuple[Finding, ...]
    elsewhere: int


def build_what_changed(
    run: BuildRun,
    kept: Kept,
    order: BuildOrder,
    *,
    read: Callable[[], Workshop],
    jobs: int | None = None,
    archive: Path | None = None,
    shown: Shown,
) -> Heard:
    """Write what `order` asks for, from the cache where that knows it, otherwise built from the library as `read` gives
    it.
    """
    answer = None if archive else kept.answer()
    if answer:
        run.write(Done(built=built, unchanged=True) for built in answer.builds)
        run.look_at_stale(answer.shelf)
        return Heard(told=tuple(answer.told), elsewhere=answer.elsewhere)
    from wardleaf.batch.keys import target_keys
    from wardleaf.batch.unchanged import build_planned, plan_builds, read_settled
    from wardleaf.pipeline import shelf_of, told_about

    opened, snapshot = read_settled(kept.root, read)
    opened.today = kept.today  # one day for the whole run, also at midnight
    wanted = order.wanted(opened)
    workshop = wanted.workshop
    keys = (
        target_keys(workshop, snapshot, wanted.targets, program=kept.program, tags=order.tags)
        if kept.cache and snapshot
        else {}
    )
    plan = plan_builds(wanted.targets, keys, cache=kept.cache)
    if archive:
        run.archive = Archive(workshop, archive, shown)
    with closing(build_planned(workshop, snapshot, plan, cache=kept.cache, jobs=jobs, tags=order.tags)) as builds:
        run.write(builds, count=len(plan.targets), slow=len(plan.targets) - len(plan.unchanged))
    told = told_about(workshop, handouts=wanted.handouts, clinics=wanted.clinics)
    elsewhere = len(workshop.told) - len(told)
    shelf = shelf_of(workshop)
    kept.keep(plan, snapshot, told, elsewhere=elsewhere, shelf=shelf)
    run.look_at_stale(shelf)
    return Heard(told=told, elsewhere=elsewhere)
