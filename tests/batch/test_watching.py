"""Waiting for a save: as programs really save, with a clock and a drive that are pretended."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from wardleaf.batch.watching import BETWEEN, PATIENCE, Watcher
from wardleaf.library.snapshot import Stamp

OLD: Mapping[str, Stamp] = {"handouts/a.yaml": (1, 10, 1), "handouts/b.yaml": (1, 10, 2)}


class Drive:
    """Files that change at certain times; a look takes `slow` seconds."""

    def __init__(self, *changes: tuple[float, Mapping[str, Stamp]], slow: float = 0) -> None:
        self.now, self.looks, self.slow = 0.0, 0, slow
        self._changes = ((0.0, OLD), *changes)
        self.watcher = Watcher(self.look, sleep=self.sleep, clock=lambda: self.now)

    def sleep(self, seconds: float) -> None:
        assert self.now < 60, "waits for ever"
        self.now += seconds

    def look(self) -> Mapping[str, Stamp]:
        self.looks += 1
        self.now += self.slow
        return [files for since, files in self._changes if since <= self.now][-1]


def with_file(path: str, stamp: Stamp | None) -> Mapping[str, Stamp]:
    files = dict(OLD)
    files.pop(path, None)
    return {**files, path: stamp} if stamp else files


def test_a_save_is_told_soon_after_it() -> None:
    drive = Drive((2.0, with_file("handouts/a.yaml", (2, 11, 1))))
    assert drive.watcher.wait() == {"handouts/a.yaml"}
    assert 2.0 <= drive.now <= 2.0 + 3 * BETWEEN


@pytest.mark.parametrize(
    ("files", "changed"),
    [
        (
            with_file("handouts/a.yaml", (1, 10, 7)),
            "handouts/a.yaml",
        ),  # another file took its place, as old and as long
        (with_file("handouts/new.yaml", (5, 1, 9)), "handouts/new.yaml"),
        (with_file("handouts/b.yaml", (2, 10, 2)), "handouts/b.yaml"),
    ],
)
def test_whatever_changed(files: Mapping[str, Stamp], changed: str) -> None:
    assert Drive((1.0, files)).watcher.wait() == {changed}


def test_a_file_that_is_written_in_several_goes_is_told_once_at_the_end() -> None:
    goes = [
        (1 + number * BETWEEN, with_file("handouts/a.yaml", (2 + number, 100 * number + 1, 1))) for number in range(8)
    ]
    drive = Drive(*goes)
    assert drive.watcher.wait() == {"handouts/a.yaml"}
    assert drive.now >= goes[-1][0] + BETWEEN


@pytest.mark.parametrize("meanwhile", [None, (2, 0, 1)])
def test_a_file_that_is_gone_or_empty_for_a_moment_is_waited_for(meanwhile: Stamp | None) -> None:
    drive = Drive((1.0, with_file("handouts/a.yaml", meanwhile)), (1.6, with_file("handouts/a.yaml", (3, 12, 8))))
    assert drive.watcher.wait() == {"handouts/a.yaml"}
    assert 1.6 <= drive.now <= 1.6 + 3 * BETWEEN


@pytest.mark.parametrize("then", [None, (2, 0, 1)])
def test_a_file_that_stays_gone_or_empty_is_told(then: Stamp | None) -> None:
    drive = Drive((1.0, with_file("handouts/a.yaml", then)))
    assert drive.watcher.wait() == {"handouts/a.yaml"}
    assert 1.0 + PATIENCE <= drive.now <= 1.0 + PATIENCE + 4 * BETWEEN


@pytest.mark.parametrize(
    "name", ["a.yaml~", ".a.yaml.swp", "a.yaml.part", "a.yaml.tmp", "A.YAML.TMP", "4913", "a.yaml.bak", "x.crdownload"]
)
def test_what_programs_put_beside_a_file_while_they_save_is_nothing(name: str) -> None:
    drive = Drive((1.0, with_file(f"handouts/{name}", (2, 5, 9))), (3.0, with_file("handouts/b.yaml", (3, 1, 2))))
    assert drive.watcher.wait() == {"handouts/b.yaml"}


def test_each_save_is_told_by_itself_and_once() -> None:
    first, second = (
        with_file("handouts/a.yaml", (2, 11, 1)),
        {**with_file("handouts/a.yaml", (2, 11, 1)), "handouts/b.yaml": (9, 9, 2)},
    )
    drive = Drive((1.0, first), (5.0, second))
    assert drive.watcher.wait() == {"handouts/a.yaml"}
    assert drive.watcher.wait() == {"handouts/b.yaml"}


def test_a_save_while_something_is_built_is_not_missed() -> None:
    drive = Drive((1.0, with_file("handouts/a.yaml", (2, 11, 1))))
    drive.now = 4.0  # the build took its time
    assert drive.watcher.wait() == {"handouts/a.yaml"}


def test_a_change_that_is_taken_back_at_once_is_none() -> None:
    drive = Drive(
        (1.0, with_file("handouts/a.yaml", (2, 11, 1))), (1.05, OLD), (4.0, with_file("handouts/b.yaml", (2, 1, 2)))
    )
    assert drive.watcher.wait() == {"handouts/b.yaml"}


def test_a_slow_drive_is_left_in_peace() -> None:
    drive = Drive((20.0, with_file("handouts/a.yaml", (2, 11, 1))), slow=0.5)
    drive.watcher.wait()
    assert drive.looks < 20
