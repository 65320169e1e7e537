"""The record of a run of personal copies: what was done before is known again, for a few bytes a row."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from wardleaf.findings import Findings
from wardleaf.records.run_record import RunRecord

HEAD = {"list": [1, 2]}
A, B = "a" * 64, "b" * 64


def opened(path: Path, head: dict[str, list[int]] = HEAD, last_row: int = 10) -> RunRecord:
    record = RunRecord(path, head)
    assert record.open(last_row=last_row, shown="copies", findings=Findings())
    return record


def test_what_was_done_is_known_again_over_several_runs(tmp_path: Path) -> None:
    path = tmp_path / ".unfinished"
    for row, hashes in ((2, [A]), (3, [A, B]), (2, [B])):
        record = opened(path)
        record.add(row, hashes)
        record.close(finished=False)
    record = opened(path)
    assert [record.names(row) for row in (1, 2, 3, 4, 99)] == [False, True, True, False, False]
    assert record.holds(2, [B])  # what was written last
    assert record.holds(3, [A, B])
    assert not record.holds(2, [A])
    assert not record.holds(3, [B, A])
    assert not record.holds(4, [A])
    record.close(finished=True)
    assert not path.exists()


def test_a_record_of_another_run_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / ".unfinished"
    record = opened(path)
    record.add(2, [A])
    record.close(finished=False)
    other = opened(path, {"list": [3, 4]})
    assert not other.names(2)
    other.close(finished=False)
    assert len(path.read_text(encoding="ascii").splitlines()) == 1


@pytest.mark.parametrize("line", ["3 cut", "99999999999999 " + A, "² " + A, "-2 " + A, "3", "3  " + A, "x " + A])
def test_lines_that_make_no_sense_are_passed_over(tmp_path: Path, line: str) -> None:
    path = tmp_path / ".unfinished"
    record = opened(path)
    record.add(2, [A])
    record.close(finished=False)
    path.write_text(path.read_text(encoding="ascii") + line, encoding="utf-8")
    record = opened(path)
    record.add(4, [B])
    assert record.holds(2, [A])
    assert not record.names(3)
    record.close(finished=False)
    record = opened(path)
    assert record.holds(4, [B])
    record.close(finished=True)


def test_memory_is_a_few_bytes_a_row(tmp_path: Path) -> None:
    path = tmp_path / ".unfinished"
    record = opened(path)
    for row in range(2, 20_000):
        record.add(row, [A, B])
    record.close(finished=False)
    tracemalloc.start()
    record = opened(path, last_row=20_000)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert record.holds(19_999, [A, B])
    record.close(finished=True)
    assert peak < 900_000
    assert held < 400_000
