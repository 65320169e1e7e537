"""A run that builds only what changed: what is kept under a target's key is taken from the cache, the rest is built and
kept.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from wardleaf.batch.many_builds import BuildWorkers, build_many
from wardleaf.building import build_handout
from wardleaf.library.snapshot import Snapshot, font_digests, take_snapshot
from wardleaf.pipeline import Workshop
from wardleaf.records.build_cache import BuildCache
from wardleaf.records.built import Done, Target

T = TypeVar("T")
_TIMES_READ = 3  # while somebody is saving


def read_settled(root: Path, read: Callable[[], T]) -> tuple[T, Snapshot | None]:
    """What `read` makes of the library at `root`, and the snapshot of exactly the files it was read from; no snapshot
    where files change again and again meanwhile.
    """
    before = take_snapshot(root)
    workshop = read()
    for _ in range(_TIMES_READ):
        after = take_snapshot(root)
        if after == before:
            return workshop, after
        before, workshop = after, read()
    return workshop, None


class Plan(Struct, frozen=True, kw_only=True):
    """What to build of `targets`, and what is unchanged: the key of each target, empty ones when nothing may be kept."""

    targets: tuple[Target, ...]
    keys: Mapping[Target, str]
    unchanged: frozenset[Target] = frozenset()


def plan_builds(targets: tuple[Target, ...], keys: Mapping[Target, str], *, cache: BuildCache | None) -> Plan:
    """Which of `targets` `cache` answers by their `keys`; without one none, and nothing is kept."""
    if cache is None or not keys:
        return Plan(targets=targets, keys={})
    return Plan(
        targets=targets, keys=keys, unchanged=frozenset(target for target in targets if cache.holds(keys[target]))
    )


def build_planned(
    workshop: Workshop,
    snapshot: Snapshot | None,
    plan: Plan,
    *,
    cache: BuildCache | None,
    jobs: int | None,
    tags: bool,
    workers: BuildWorkers | None = None,
) -> Generator[Done, None, None]:
    """Each target of `plan`, in its order: from `cache` where it is unchanged, else built, perhaps by `workers`, and
    kept as soon as it is done.
    """
    todo = [target for target in plan.targets if target not in plan.unchanged]
    fresh = build_many(workshop, todo, jobs=jobs, tags=tags, workers=workers)
    try:
        for target in plan.targets:
            kept = cache.build(plan.keys[target], target) if cache and target in plan.unchanged else None
            if kept:
                yield Done(built=kept, unchanged=True)
                continue
            # What was there a moment ago may have been damaged, or dropped by another process.
            built = build_handout(workshop, target, tags=tags) if target in plan.unchanged else next(fresh)
            if cache and snapshot and target in plan.keys and font_digests(workshop.root) == snapshot.fonts:
                cache.keep_build(plan.keys[target], built)
            yield Done(built=built)
    finally:
        fresh.close()
