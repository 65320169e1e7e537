"""`wardleaf build --watch`: after each save, what it changed is built again, in a line, until Ctrl-C."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from wardleaf.batch.keys import target_keys
from wardleaf.batch.many_builds import BuildWorkers
from wardleaf.batch.unchanged import build_planned, plan_builds, read_settled
from wardleaf.batch.watching import Watcher
from wardleaf.building import build_handout
from wardleaf.cli import clock
from wardleaf.cli.console import say
from wardleaf.cli.options import counted, shown_path
from wardleaf.findings import Finding, Findings
from wardleaf.library.snapshot import Snapshot, stamps_of
from wardleaf.pipeline import Workshop, open_library, told_about
from wardleaf.records.built import Target

if TYPE_CHECKING:
    from wardleaf.batch.build_run import Kept
    from wardleaf.cli.build import BuildTalk, Order

_NAMED_AT_MOST = 3


class Watch:
    """Builds once, and again what each save changed, with workers that stay; `close` lets them go. `new_talk(quiet=…)` begins a run, of which it says each file or not.

    `sleep` waits for some seconds, `seconds` is a clock that starts anywhere.
    """

    def __init__(
        self,
        kept: Kept,
        order: Order,
        new_talk: Callable[..., BuildTalk],
        *,
        jobs: int | None,
        sleep: Callable[[float], None] = time.sleep,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._kept, self._order, self._new_talk, self._jobs, self._seconds = kept, order, new_talk, jobs, seconds
        self._keys: dict[Target, str] = {}
        self._workers: BuildWorkers | None = None
        self._cold: tuple[Workshop, Target] | None = None  # what this process could have built and had from the cache
        self._written: dict[str, int] = {}  # handouts that somebody writes, each with the number of its last save
        self._saves = 0
        self._told: frozenset[Finding] = frozenset()
        self._digests: Snapshot | None = None
        # Begins before anything is read: what is saved meanwhile is noticed.
        self._watcher = Watcher(lambda: stamps_of(kept.root), sleep=sleep, clock=seconds)

    def begin(self) -> BuildTalk:
        """The first build, of everything; wrong usage when something is named that the library does not have."""
        talk = self._new_talk(quiet=False)
        self._build(talk, frozenset(), first=True)
        if talk.format != "json":
            say("Watching for changes. Ctrl-C ends it.")
        if self._cold:
            # The first build of a process takes several times as long as others: the first save does not wait for it.
            build_handout(*self._cold)
        return talk

    def close(self) -> None:
        """Let the workers go."""
        if self._workers:
            self._workers.close()

    def follow(self) -> None:
        """Wait until somebody has saved, and build what that changed."""
        changed = self._watcher.wait()
        self._build(self._new_talk(quiet=True), changed, first=False)

    def _build(self, talk: BuildTalk, saved: frozenset[str], *, first: bool) -> None:
        began = self._seconds()
        findings = Findings()
        workshop, snapshot = self._read(findings)
        if workshop is None:
            self._keys = {}  # when it can be read again, that is told by building everything
            self._tell(talk, findings.sorted())
            return
        if snapshot is None:
            return  # somebody is still saving, which the next look will show
        wanted = self._order.wanted(workshop, forgiving=not first)
        keys = target_keys(workshop, snapshot, wanted.targets, program=self._kept.program, tags=self._order.tags)
        changed = self._likely_first(
            tuple(target for target in wanted.targets if keys[target] != self._keys.get(target)), wanted.targets
        )
        plan = plan_builds(changed, keys, cache=self._kept.cache)
        workers = self._hired(workshop, wanted.targets)
        made = build_planned(
            workshop, snapshot, plan, cache=self._kept.cache, jobs=self._jobs, tags=self._order.tags, workers=workers
        )
        with closing(made) as builds:
            talk.run.write(builds, count=len(changed), slow=len(changed) - len(plan.unchanged))
        self._keys = dict(keys)
        if first:
            self._cold = (workshop, changed[0]) if changed and plan.unchanged.issuperset(changed) else None
        else:
            self._say(talk, self._seconds() - began)
            if not changed and (self._digests is None or snapshot.digests != self._digests.digests):
                self._say_nothing_built(talk, saved)
        self._digests = snapshot
        self._tell(talk, told_about(workshop, handouts=wanted.handouts, clinics=wanted.clinics))

    def _hired(self, workshop: Workshop, targets: Sequence[Target]) -> BuildWorkers | None:
        """Workers for `targets`, from the first time on that there is more than one."""
        processes = min(len(targets), self._jobs or os.cpu_count() or 1)
        if self._workers is None and processes > 1:
            self._workers = BuildWorkers(processes - 1)
            self._workers.warm_up(workshop, targets[0])
        return self._workers

    def _likely_first(self, changed: tuple[Target, ...], wanted: Sequence[Target]) -> tuple[Target, ...]:
        """`changed` with what somebody is likely to look at first: the handout that was written last. What changes every handout tells nothing of that."""
        self._saves += 1
        handouts = {target.handout for target in changed}
        if len(handouts) < len({target.handout for target in wanted}):
            self._written |= dict.fromkeys(handouts, self._saves)
        return tuple(sorted(changed, key=lambda target: -self._written.get(target.handout, 0)))

    def _read(self, findings: Findings) -> tuple[Workshop | None, Snapshot | None]:
        """The library as it is now, or None with everything that is wrong with it in `findings`."""
        told: list[Findings] = []

        def read() -> Workshop | None:
            told.append(Findings())
            workshop = open_library(self._kept.root, told[-1])
            if workshop:
                workshop.today = clock.today()
            return workshop

        workshop, snapshot = read_settled(self._kept.root, read)
        if workshop is None:
            findings.extend(told[-1])
        return workshop, snapshot

    def _say(self, talk: BuildTalk, seconds: float) -> None:
        if not talk.run.written or talk.format == "json":
            return
        names = [shown_path(path) for path in talk.run.written]
        more = f" and {len(names) - _NAMED_AT_MOST} more" if len(names) > _NAMED_AT_MOST else ""
        say(f"built {counted(len(names), 'file')} in {seconds:.1f} s: {', '.join(names[:_NAMED_AT_MOST])}{more}")

    def _say_nothing_built(self, talk: BuildTalk, saved: frozenset[str]) -> None:
        if talk.format != "json":
            names = sorted(saved)
            more = f" and {len(names) - _NAMED_AT_MOST} more" if len(names) > _NAMED_AT_MOST else ""
            say(f"nothing to build: no handout here uses {', '.join(names[:_NAMED_AT_MOST])}{more} as it is now")

    def _tell(self, talk: BuildTalk, told: tuple[Finding, ...]) -> None:
        """What is wrong with what was built, and what reading told that it had not told before."""
        new = tuple(finding for finding in told if finding not in self._told)
        self._told = frozenset(told)
        if new or talk.run.findings or not talk.quiet:
            talk.tell(new, elsewhere=0)
