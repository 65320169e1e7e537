"""A bounded round of wrong inputs from one seed; `python -m tests.fuzz` makes longer ones from others. What once went wrong is kept in `kept/` and tried each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fuzz.kinds import KINDS
from tests.fuzz.readers import READERS
from tests.fuzz.rounds import failures, good_files, reader_failures, sandbox, tried

_SEED = "suite"
_QUICK, _SLOW, _TYPED = 6, 1, 40  # inputs of each kind: about twenty seconds
_READ = 120  # inputs of each reader alone: about twenty seconds more
_KEPT = Path(__file__).parent / "kept"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The library that all are tried in."""
    with sandbox(tmp_path_factory.mktemp("fuzz")) as root:
        yield root


@pytest.mark.parametrize("kind", KINDS)
def test_no_wrong_file_does_what_none_may(root: Path, kind: str) -> None:
    count = _SLOW if KINDS[kind].slow else _QUICK
    found = [failure for number in range(count) for failure in failures(root, seed=f"{_SEED} {number}", kind=kind)]
    assert found == []


@pytest.mark.parametrize("kind", READERS)
def test_no_wrong_file_harms_its_reader(root: Path, kind: str) -> None:
    good, scratch = good_files(root), root / "scratch"
    rounds = range(_READ)
    found = [
        failure for number in rounds for failure in reader_failures(good, scratch, seed=f"{_SEED} {number}", kind=kind)
    ]
    assert found == []


def test_no_wrong_argument_does_what_none_may(root: Path) -> None:
    found = [
        failure for number in range(_TYPED) for failure in failures(root, seed=f"{_SEED} {number}", kind="arguments")
    ]
    assert found == []


def test_what_once_went_wrong_does_no_more(root: Path) -> None:
    kept = {file: file.parent.name for file in sorted(_KEPT.glob("*/*"))}
    found = [failure for file, kind in kept.items() for failure in tried(root, kind, file.read_bytes(), seed=file.name)]
    assert found == []
