"""Copies made by executors: in order, streamed, done again when workers die or spoil them, and silent about what rows
hold.
"""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import small_library

from wardleaf.batch.copies import CopyMaker, CopyOrder, PersonalCopy
from wardleaf.batch.many_copies import ROWS_AT_ONCE, copies_by_workers, copies_here
from wardleaf.batch.workers import WorkersLostError, local_pool
from wardleaf.findings import Findings
from wardleaf.patient_lists.reading import ListRow
from wardleaf.pipeline import Workshop, open_library
from wardleaf.records.unfinished import remove_own_unfinished, unfinished_name
from wardleaf.values import replace

ORDER = CopyOrder(handout="chemotherapy", clinic="riverside", edition="standard")
NAME = "Zebedee Quibblethorpe"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    opened = open_library(small_library(tmp_path_factory.mktemp("crew") / "library"), Findings())
    assert opened is not None
    return opened


def rows(count: int) -> list[ListRow]:
    return [ListRow(number=number, values={"name": f"{NAME} {number}"}) for number in range(2, 2 + count)]


@pytest.fixture(scope="module")
def alone(workshop: Workshop) -> list[PersonalCopy]:
    return list(map(CopyMaker(workshop, ORDER).make, rows(70)))


class Now(Executor):
    """Does each task when it is given; `spoil` may change what comes of it, by the number of the task."""

    def __init__(self, spoil: Callable[[int, list[PersonalCopy]], list[PersonalCopy]] = lambda _, done: done) -> None:
        self.spoil, self.tasks = spoil, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tasks += 1
        future: Future[Any] = Future()
        try:
            future.set_result(self.spoil(self.tasks, fn(*args, **kwargs)))
        except BrokenExecutor as broken:
            future.set_exception(broken)
        return future


def die(_: int, __: list[PersonalCopy]) -> list[PersonalCopy]:
    raise BrokenExecutor


@pytest.mark.parametrize(
    "hire", [Now, lambda: ThreadPoolExecutor(3), lambda: local_pool(2)], ids=["at once", "threads", "processes"]
)
def test_any_executor_makes_the_same_copies_in_the_order_of_the_list(
    workshop: Workshop, alone: list[PersonalCopy], hire: Callable[[], Executor]
) -> None:
    assert list(copies_by_workers(workshop, ORDER, rows(70), hire=hire, count=2)) == alone


class Slow(Now):
    """Begins its tasks when it is asked for the results; of what is given to it first, only after `starts` looks at
    whether it is done.
    """

    def __init__(self, starts: int) -> None:
        super().__init__()
        self.looks, self.starts = 0, starts

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tasks += 1
        executor = self

        class Later(Future[Any]):
            def done(self) -> bool:
                executor.looks += 1
                return executor.looks > executor.starts

            def result(self, timeout: float | None = None) -> Any:
                return fn(*args, **kwargs)

        return Later()


@pytest.mark.parametrize(
    "hire", [Now, lambda: ThreadPoolExecutor(1), lambda: local_pool(1)], ids=["at once", "threads", "processes"]
)
def test_whoever_hires_makes_copies_too(
    workshop: Workshop, alone: list[PersonalCopy], hire: Callable[[], Executor]
) -> None:
    own = CopyMaker(workshop, ORDER)
    assert list(copies_by_workers(workshop, ORDER, rows(70), hire=hire, count=1, own=own, rows_at_once=3)) == alone


def test_nobody_waits_while_workers_start(
    workshop: Workshop, alone: list[PersonalCopy], monkeypatch: pytest.MonkeyPatch
) -> None:
    def made_by_own(starts: int) -> int:
        own = CopyMaker(workshop, ORDER)
        numbers: list[int] = []
        make = own.make
        monkeypatch.setattr(own, "make", lambda row: numbers.append(row.number) or make(row))
        assert (
            list(
                copies_by_workers(
                    workshop, ORDER, rows(70), hire=lambda: Slow(starts), count=1, own=own, rows_at_once=2
                )
            )
            == alone
        )
        return len(numbers)

    assert made_by_own(10_000) == 70
    assert 0 < made_by_own(20) < 60


def test_a_worker_that_is_killed_loses_nothing_beside_whoever_hired_it(
    workshop: Workshop, alone: list[PersonalCopy], tmp_path: Path
) -> None:
    pools: list[Any] = []

    def hire() -> Executor:
        pools.append(local_pool(1))
        return pools[-1]  # type: ignore[no-any-return]

    own = CopyMaker(workshop, ORDER)
    made = copies_by_workers(workshop, ORDER, rows(70), hire=hire, count=1, out=tmp_path, own=own, rows_at_once=1)
    first = next(made)
    for process in list(pools[0]._processes.values()):
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    assert [copy.row for copy in [first, *made]] == [copy.row for copy in alone]
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.pdf")} == {
        file.name: file.data for copy in alone for file in copy.files
    }


def test_rows_are_streamed(workshop: Workshop) -> None:
    taken: list[int] = []

    def endless() -> Iterator[ListRow]:
        for number in itertools.count(2):
            taken.append(number)
            yield ListRow(number=number, values={"name": "A"})

    made = copies_by_workers(workshop, ORDER, endless(), hire=Now, count=2)
    assert [copy.row for copy in itertools.islice(made, 40)] == list(range(2, 42))
    assert len(taken) <= 7 * ROWS_AT_ONCE


def test_when_an_executor_breaks_its_rows_are_done_again(workshop: Workshop, alone: list[PersonalCopy]) -> None:
    def breaks(number: int, done: list[PersonalCopy]) -> list[PersonalCopy]:
        return die(number, done) if number == 2 else done

    hired: list[Now] = []

    def hire() -> Executor:
        hired.append(Now() if hired else Now(breaks))
        return hired[-1]

    assert list(copies_by_workers(workshop, ORDER, rows(70), hire=hire, count=2)) == alone
    assert len(hired) == 2


def test_a_worker_that_is_killed_loses_nothing(workshop: Workshop, alone: list[PersonalCopy], tmp_path: Path) -> None:
    pools: list[Any] = []

    def hire() -> Executor:
        pools.append(local_pool(2))
        return pools[-1]  # type: ignore[no-any-return]

    made = copies_by_workers(workshop, ORDER, rows(70), hire=hire, count=2, out=tmp_path)
    first = next(made)
    for process in list(pools[0]._processes.values()):
        os.kill(process.pid, signal.SIGKILL)
    assert [first, *made] == [
        replace(copy, files=tuple(replace(file, data=None) for file in copy.files)) for copy in alone
    ]
    assert len(pools) == 2
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.pdf")} == {
        file.name: file.data for copy in alone for file in copy.files
    }


@pytest.mark.parametrize(("seconds_a_row", "jobs", "helped"), [(0.6, 2, True), (0.6, 1, False), (0.001, 2, False)])
def test_a_crew_is_hired_where_enough_is_left_to_do(
    workshop: Workshop, alone: list[PersonalCopy], tmp_path: Path, seconds_a_row: float, jobs: int, helped: bool
) -> None:
    hired: list[Now] = []

    def hire() -> Executor:
        hired.append(Now())
        return hired[-1]

    ticks = itertools.count()
    made = list(
        copies_here(
            workshop,
            ORDER,
            rows(70),
            count=70,
            jobs=jobs,
            hire=hire,
            out=tmp_path,
            clock=lambda: next(ticks) * seconds_a_row,
        )
    )
    assert [(copy.row, [file.sha256 for file in copy.files]) for copy in made] == [
        (copy.row, [file.sha256 for file in copy.files]) for copy in alone
    ]
    assert bool(hired) == helped


def test_what_workers_left_half_written_is_removed(tmp_path: Path) -> None:
    own = unfinished_name(tmp_path).name
    workers = own.replace(f"-{os.getppid()}-{os.getpid()}-", f"-{os.getpid()}-1-")
    others = own.replace(f"-{os.getppid()}-{os.getpid()}-", "-1-2-")
    for name in (own, workers, others, "whole.pdf"):
        (tmp_path / name).write_bytes(b"%PDF")
    remove_own_unfinished(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [others, "whole.pdf"]


def test_a_file_that_a_worker_wrote_and_is_gone_is_made_again(
    workshop: Workshop, alone: list[PersonalCopy], tmp_path: Path
) -> None:
    def loses(number: int, done: list[PersonalCopy]) -> list[PersonalCopy]:
        if number == 2:
            (tmp_path / done[1].files[0].name).unlink()
        return done

    list(copies_by_workers(workshop, ORDER, rows(70), hire=lambda: Now(loses), count=2, out=tmp_path))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        file.name: file.data for copy in alone for file in copy.files
    }


def test_copies_that_are_not_what_the_worker_made_are_done_again(workshop: Workshop, alone: list[PersonalCopy]) -> None:
    def spoils(number: int, done: list[PersonalCopy]) -> list[PersonalCopy]:
        if number != 1:
            return done
        (file,) = done[3].files
        return [*done[:3], replace(done[3], files=(replace(file, data=b"%PDF"),)), *done[4:]]

    assert list(copies_by_workers(workshop, ORDER, rows(70), hire=lambda: Now(spoils), count=2)) == alone


def test_rows_over_which_workers_die_again_and_again_are_named_by_their_numbers(workshop: Workshop) -> None:
    with pytest.raises(WorkersLostError) as lost:
        list(copies_by_workers(workshop, ORDER, rows(20), hire=lambda: Now(die), count=1))
    assert str(lost.value) == "rows 2 to 17 were given out 3 times, and each time the worker was lost"


def test_what_is_sent_and_what_comes_back_show_nothing_of_the_rows(workshop: Workshop) -> None:
    seen: list[str] = []

    class Looking(Now):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            future = super().submit(fn, *args, **kwargs)
            seen.extend([repr(args), str(args[0]), repr(future.result())])
            return future

    list(copies_by_workers(workshop, ORDER, rows(3), hire=Looking, count=1))
    assert len(seen) == 3
    assert not any("Quibble" in text or "%PDF" in text for text in seen)


def test_a_mistake_of_ours_says_the_row_and_nothing_of_it(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError(NAME)

    monkeypatch.setattr("wardleaf.batch.copies.build_copy", fails)
    with pytest.raises(Exception, match=r"^row 2: KeyError at test_many_copies.py:\d+$") as failed:
        list(copies_by_workers(workshop, replace(ORDER, edition="booklet"), rows(1), hire=Now, count=1))
    assert failed.value.__suppress_context__
