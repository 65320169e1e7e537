"""What a patient list holds is on the pages of the copies and nowhere else: whoever makes them, however the run ends,
and when we ourselves make a mistake.
"""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import traceback
import zlib
from pathlib import Path

import pytest
from tests.cli.packed import opened
from tests.cli.running import REPOSITORY, change, run, small_library, start, start_script

from wardleaf.batch.copies import PersonalCopy
from wardleaf.patient_lists.reading import ListRow

NAME, NUMBER, PLACE = "Zebedee Quibblethorpe", "00987654", "Featherstonehaugh Wing"
SECRET = ("Zebedee", "Quibblethorpe", "98765", "Featherstonehaugh", "17 March", "2027-03-17", "17/03/2027")
ROWS = 24


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library that has built once, so that it has a cache, and a list where every row holds something to find."""
    root = small_library(tmp_path / "library")
    fields = (
        "fields: {visits: {label: Your visits, type: appointments}, start: {label: First day, type: date}}\nreferences:"
    )
    change(root / "handouts" / "chemotherapy.yaml", "references:", fields)
    section = root / "handouts" / "sections" / "chemotherapy" / "how-it-works.md"
    change(section, "[@who2020].", "[@who2020]. You begin on {{ field.start }}.")
    diary = '\n\n::: diary\ncolumns: [When, Notes]\nrows: ["{{ field.visits }}"]\n:::\n\n::: prepared-for\nfields: [name, visits]\n:::\n'
    section.write_text(section.read_text(encoding="utf-8").rstrip("\n") + diary, encoding="utf-8")
    rows = "".join(
        f'{NAME} {row};{NUMBER}{row};17/03/2027;"2027-03-17 10:30 {PLACE}\n2027-04-01"\n' for row in range(ROWS)
    )
    (root / "list.csv").write_text(f"Name;Hospital number;First day;Your visits\n{rows}", encoding="utf-8-sig")
    assert run("build", "--library", root).exit_code == 0
    return root


def temporary(tmp_path: Path) -> dict[str, str]:
    """Where a process would leave what is temporary, on every system."""
    folder = tmp_path / "temporary"
    folder.mkdir(exist_ok=True)
    return dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))


def stamps(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def told_in(text: str) -> list[str]:
    flat = " ".join(text.replace("\u00a0", " ").casefold().split())
    return [secret for secret in SECRET if secret.casefold() in flat]


def assert_nothing_is_told(tmp_path: Path, before: dict[Path, int], *said: str | bytes) -> set[str]:
    """Look into everything that was written since `before`, and into its names; gives those names."""
    for text in said:
        assert told_in(text if isinstance(text, str) else text.decode("utf-8", "replace")) == [], text
    new = {path for path, stamp in stamps(tmp_path).items() if before.get(path) != stamp}
    for path in new:
        assert told_in(path.relative_to(tmp_path).as_posix()) == []
        # Text on pages is numbers of glyphs; whatever else is letters is looked at, packed or not, in one byte a letter
        # or two.
        for part in opened(path.read_bytes()):
            for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
                assert told_in(part.decode(encoding, "ignore")) == [], (path.name, encoding)
    return {path.name for path in new}


def merge(library: Path, tmp_path: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
    return start(
        "merge", "chemotherapy", "--data", "list.csv", "--out", "copies", *more, folder=library, **temporary(tmp_path)
    )


@pytest.mark.parametrize(
    ("more", "files"),
    [
        ((), ROWS),
        (("--jobs", "2"), ROWS),
        (("--shard", "2/4"), ROWS // 4),
        (("--edition", "booklet"), 2 * ROWS),
        (("--edition", "booklet", "--one-file"), 1),
        (("--format", "json"), ROWS),
    ],
    ids=["one process", "two processes", "a part", "booklets", "one file", "JSON"],
)
def test_however_copies_are_made(library: Path, tmp_path: Path, more: tuple[str, ...], files: int) -> None:
    before = stamps(tmp_path)
    assert any(".cache" in path.parts for path in before)
    done = merge(library, tmp_path, *more)
    assert done.returncode == 0, done.stderr
    names = assert_nothing_is_told(tmp_path, before, done.stdout, done.stderr)
    assert len(names) == files
    assert all(name.endswith(".pdf") for name in names)


def test_a_build_after_a_merge_keeps_nothing_of_it(library: Path, tmp_path: Path) -> None:
    merge(library, tmp_path)
    before = stamps(tmp_path)
    change(library / "handouts" / "sections" / "chemotherapy" / "how-it-works.md", "growing cells", "cells that grow")
    done = start("build", folder=library, **temporary(tmp_path))
    assert any(".cache" in path.parts for path in stamps(tmp_path).keys() - before.keys())
    assert_nothing_is_told(tmp_path, before, done.stdout, done.stderr)


def test_a_list_full_of_mistakes(library: Path, tmp_path: Path) -> None:
    rows = f"{NAME};{NUMBER};{NAME};{PLACE}\n{NAME * 9};{NUMBER * 30};17/03/2027 {PLACE};\n{NAME};{NUMBER};;\n{NAME};{NUMBER};;\n{NAME};\u05d0{NUMBER};;\n"
    (library / "list.csv").write_text(f"Name;Hospital number;First day;Your visits\n{rows}", encoding="utf-8")
    for more in ((), ("--skip-bad",), ("--format", "json"), ("--by", "hospital number")):
        before = stamps(tmp_path)
        done = merge(library, tmp_path, *more)
        assert (done.returncode == 0) is (more == ("--skip-bad",))
        names = assert_nothing_is_told(tmp_path, before, done.stdout, done.stderr)
        assert names == ({"skipped-rows.txt", "chemotherapy-standard-0004.pdf"} if more == ("--skip-bad",) else set())


SCRIPT = f"""
import logging, os, sys
sys.path.insert(0, {str(REPOSITORY)!r})
os.environ.update(ENVIRONMENT)
logging.basicConfig(filename="everything.log", level=logging.DEBUG)
from wardleaf.__main__ import main

def fail(*all, **named):
    FAILURE

def main_process():
    import WHERE as room
    BREAK
    sys.argv = ["wardleaf", "merge", "chemotherapy", "--data", "list.csv", "--out", "copies"]
    main()

if __name__ == "__main__":
    main_process()
"""


def broken(library: Path, tmp_path: Path, where: str, name: str, failure: str) -> subprocess.CompletedProcess[bytes]:
    """A merge in a process in which the function `name` of the module `where` does `failure` when it is called a
    seventh time.
    """
    room, _, owner = where.partition(":")
    target = f"room.{owner}" if owner else "room"
    breaking = (
        f"whole = {target}.{name}\n    calls = []\n"
        "    def sometimes(*all, **named):\n        calls.append(1)\n        return fail(*all, **named) if len(calls) > 6 else whole(*all, **named)\n"
        f"    {target}.{name} = sometimes"
    )
    script = SCRIPT.replace("ENVIRONMENT", repr(temporary(tmp_path))).replace("WHERE", room)
    return start_script(script.replace("BREAK", breaking).replace("FAILURE", failure), folder=library)


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("wardleaf.batch.copies:CopyMaker", "_set_row"),
        ("wardleaf.batch.copies:CopyOrder", "file_names"),
        ("wardleaf.patient_lists.reading", "value_problem"),
        ("wardleaf.patient_lists.reading:ListCheck", "list_row"),
        ("wardleaf.patient_lists.delimited", "_cell"),
        ("wardleaf.records.private", "write_private_file"),
    ],
)
def test_a_mistake_of_our_own(library: Path, tmp_path: Path, where: str, name: str) -> None:
    before = stamps(tmp_path)
    done = broken(library, tmp_path, where, name, "raise ValueError(open('list.csv').read())")
    assert done.returncode == 1
    assert b"This is a mistake in Wardleaf" in done.stderr, done.stderr
    assert b"ValueError at <string>:" in done.stderr
    names = assert_nothing_is_told(tmp_path, before, done.stdout, done.stderr)
    assert not any(name.endswith(".part") for name in names)


def test_a_mistake_of_our_own_in_a_worker(tmp_path: Path) -> None:
    from wardleaf.batch import many_copies
    from wardleaf.batch.copies import CopyOrder
    from wardleaf.patient_lists.discretion import DiscreetError

    task = many_copies._Task(
        zlib.compress(pickle.dumps((None, CopyOrder(handout="x", clinic="y", edition="z")))),
        (ListRow(number=7, values={"name": NAME}),),
    )
    many_copies._AT_WORK.clear()
    many_copies._AT_WORK[hashlib.sha256(task.job).digest()] = Broken()  # type: ignore[assignment]
    with pytest.raises(DiscreetError) as raised:
        many_copies._copies_of(task)
    many_copies._AT_WORK.clear()
    assert str(raised.value).startswith("rows 7 to 7: ExceptionGroup at test_merge_privacy.py:")
    assert told_in("".join(traceback.format_exception(raised.value))) == []


class Broken:
    """A maker that fails with all that it was given."""

    def make(self, row: ListRow) -> PersonalCopy:
        raise ExceptionGroup(repr(row.values), [KeyError(repr(row.values))])


def test_a_run_that_is_stopped(library: Path, tmp_path: Path) -> None:
    before = stamps(tmp_path)
    done = broken(library, tmp_path, "wardleaf.batch.copies:CopyMaker", "make", "raise KeyboardInterrupt")
    assert done.returncode == 130, done.stderr
    names = assert_nothing_is_told(tmp_path, before, done.stdout, done.stderr)
    assert names == {*(f"chemotherapy-standard-000{row}.pdf" for row in range(2, 8)), ".unfinished", "everything.log"}


def test_a_run_that_is_killed(library: Path, tmp_path: Path) -> None:
    before = stamps(tmp_path)
    done = broken(library, tmp_path, "wardleaf.records.private", "write_private_file", "os._exit(9)")
    assert done.returncode == 9
    names = assert_nothing_is_told(tmp_path, before, done.stdout, done.stderr)
    assert {"chemotherapy-standard-0002.pdf", ".unfinished"} <= names


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    for number, data in enumerate(
        (
            NAME.encode(),
            PLACE.encode("utf-16-be"),
            b"x stream\n" + zlib.compress(NUMBER.encode()) + b"\nendstream",
            zlib.compress(NAME.encode()),
        )
    ):
        (tmp_path / f"{number}.bin").write_bytes(data)
        with pytest.raises(AssertionError):
            assert_nothing_is_told(tmp_path, {})
        (tmp_path / f"{number}.bin").unlink()
    (tmp_path / f"{NAME}.txt").write_bytes(b"")
    with pytest.raises(AssertionError):
        assert_nothing_is_told(tmp_path, {})
