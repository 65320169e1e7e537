"""Builds spread over processes. Which process builds a handout changes nothing in its bytes."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence

from wardleaf.pipeline import Built, Target, Workshop, build_handout

FEW_OUTPUTS = 4  # up to here one process is done before a second has started


def build_many(
    workshop: Workshop, targets: Sequence[Target], *, jobs: int | None = None, tags: bool = True
) -> Generator[Built, None, None]:
    """Each of `targets` built, in their order, in `jobs` processes; None means all cores when there is enough to do."""
    workers = min(len(targets), jobs or (os.cpu_count() or 1 if len(targets) > FEW_OUTPUTS else 1))
    if workers <= 1:
        yield from (build_handout(workshop, target, tags=tags) for target in targets)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Every system starts workers in the way that Windows must, so that what works on one works on all.
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_take_up, initargs=(workshop, tags)) as pool:
        yield from pool.map(_build_in_worker, targets)


# What a worker process was started with; empty in every other process.
_AT_WORK: list[tuple[Workshop, bool]] = []


def _take_up(workshop: Workshop, tags: bool) -> None:  # noqa: FBT001  # called by position by the pool
    _AT_WORK[:] = [(workshop, tags)]


def _build_in_worker(target: Target) -> Built:
    workshop, tags = _AT_WORK[0]
    return build_handout(workshop, target, tags=tags)
