"""A disk that fails, a process that is killed, two at once: nothing is half there, nothing is lost, and what is said is
what happened.
"""

from __future__ import annotations

import errno
import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.approving import WHO, approve_all, real_library
from tests.cli.running import REPOSITORY, files_below, run

PARTS = (
    "chemotherapy/how-it-works",
    "chemotherapy/when-to-call",
    "clinic:riverside",
    "handout:chemotherapy",
    "handout:second",
)
SOURCE = (
    "@article{new2020, title={A new one}, author={Jones, A. B.}, journal={J}, year={2020}, volume={1}, pages={1-9}}\n"
)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = real_library(tmp_path, monkeypatch)
    (root / "new.bib").write_text(SOURCE, encoding="utf-8")
    (root / "list.csv").write_text("Name\n" + "".join(f"Zqx {number}\n" for number in range(12)), encoding="utf-8")
    return root


COMMANDS: dict[str, Sequence[str]] = {
    "approve": ("approve", *PARTS, "--as", WHO),
    "withdraw": ("withdraw", "RBC-001", "--reason", "A wrong dose", "--as", WHO),
    "references": ("references", "import", "new.bib"),
    "archive": ("build", "second", "--archive", "archive", "--jobs", "1", "--no-cache"),
    "build": ("build", "second", "--jobs", "1"),
}


@contextmanager
def failing(step: str, at: int, number: int) -> Iterator[list[int]]:
    """The `at`th call of `step` of the operating system fails, as far as files are written; gives how many there were."""
    patch = pytest.MonkeyPatch()
    whole, calls = getattr(os, step), [0]

    def fails(*arguments: object, **options: object) -> object:
        concerned = step != "open" or bool(int(str(arguments[1])) & os.O_CREAT)
        calls[0] += concerned
        if concerned and calls[0] == at:
            raise OSError(number, os.strerror(number))
        return whole(*arguments, **options)

    patch.setattr(os, step, fails)
    try:
        yield calls
    finally:
        patch.undo()


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    ("step", "number"),
    [("write", errno.ENOSPC), ("fsync", errno.EIO), ("replace", errno.EROFS), ("open", errno.EDQUOT)],
)
def test_whatever_the_disk_refuses_is_told_and_leaves_whole_files(
    library: Path, name: str, step: str, number: int
) -> None:
    if name in ("archive", "build"):
        approve_all()
    before = files_below(library)
    tried = 0
    for at in (1, 2, 3):
        with failing(step, at, number) as calls:
            done = run(*COMMANDS[name])
        if calls[0] < at:
            break
        tried += 1
        assert "Traceback" not in done.output
        after = files_below(library)
        assert not [path for path in after if path.endswith((".part", ".lock"))]
        said = "Recorded" in done.stdout or "1 reference added" in done.stdout
        changed = {path for path in after if after[path] != before.get(path)}
        if name in ("approve", "withdraw", "references"):
            assert said == bool(changed), (at, done.output)
            assert done.exit_code == 1 or said
        for path in changed:
            assert after[path].endswith((b"\n", b"%%EOF\n", b"%%EOF")), path
        if said:
            break
    assert tried or (name == "build" and step in ("fsync", "write"))


KILLED = """
import os, signal, sys
step, at = sys.argv[1].split(",") if "," in sys.argv[1] else ("write", "0")
whole, calls = {name: getattr(os, name) for name in ("write", "fsync", "replace", "close", "open")}, [0]
def wrapped(name):
    def call(*arguments, **options):
        concerned = name != "open" or arguments[1] & os.O_CREAT
        calls[0] += bool(concerned)
        if step == "before" and concerned and calls[0] == int(at):
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        value = whole[name](*arguments, **options)
        if step == "after" and concerned and calls[0] == int(at):
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        return value
    return call
for name in whole:
    setattr(os, name, wrapped(name))
if step == "seconds":  # nobody handles this signal, so that it ends a process as SIGKILL does
    signal.setitimer(signal.ITIMER_REAL, float(at))
import datetime
import wardleaf.cli.clock
wardleaf.cli.clock.today = lambda: datetime.date(2026, 11, 22)
from wardleaf.cli.group import wardleaf
try:
    wardleaf(sys.argv[2:], standalone_mode=False)
finally:
    print("steps", calls[0], file=sys.stderr)
"""


def start(when: str, arguments: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    return subprocess.run(
        [sys.executable, "-c", KILLED, when, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


KILLS = int(os.environ.get("WARDLEAF_KILLS", "5"))  # of each command; hundreds by hand
MERGE = ("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", "--edition", "booklet", "--jobs", "1")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("approve", COMMANDS["approve"]),
        ("references", COMMANDS["references"]),
        ("archive", COMMANDS["archive"]),
        ("build", COMMANDS["build"]),
        ("merge", MERGE),
        ("one-file", (*MERGE, "--one-file")),
    ],
)
def test_a_run_that_was_killed_leaves_whole_files_and_the_next_one_tidies_up(
    library: Path, name: str, arguments: Sequence[str]
) -> None:
    if name not in ("approve", "references"):
        approve_all()
    chance = random.Random(name)  # noqa: S311
    before_all = (library / "handouts" / "references.yaml").read_bytes()
    whole = start("-", arguments, library)
    steps = int(re.findall(r"steps (\d+)", whole.stderr)[-1])
    finished = files_below(library)
    for path in [path for path in finished if path.startswith(("archive/", "build/", "copies/"))]:
        (library / path).unlink()
    originals = {"approve": "handouts/approvals.yaml", "references": "handouts/references.yaml"}
    original = originals.get(name)
    if original:
        (library / original).write_bytes(before_all if name == "references" else b"# nothing yet\n")
    killed = 0
    for number in range(KILLS):
        at = f"{chance.choice(['before', 'after'])},{chance.randint(1, max(3, steps // 3))}"
        if number % 4 == 3 and hasattr(signal, "setitimer"):
            at = f"seconds,{chance.uniform(0.2, 1.5):.3f}"
        before = (library / original).read_bytes() if original else b""
        done = start(at, arguments, library)
        killed += done.returncode not in (0, 1)
        for path, data in files_below(library).items():
            hidden = path.rpartition("/")[2].startswith(".")
            if path.endswith(".pdf") and not hidden:
                assert data.rstrip().endswith(b"%%EOF"), (at, path)
            if path.endswith(".json"):
                assert data.endswith(b"}\n"), (at, path)
        if original:
            after = (library / original).read_bytes()
            assert after.startswith(before) and (after == before or after.endswith(b"\n"))
    again = start("-", arguments, library)
    assert again.returncode == whole.returncode, again.stderr
    assert killed >= 2
    there = files_below(library)
    assert not [path for path in there if path.endswith((".part", ".unfinished"))], sorted(there)
    if not original:
        assert there.keys() == finished.keys()


def test_two_who_approve_at_once_lose_nothing(library: Path) -> None:
    """Real processes, several at once, on the same and on other parts: what each says is what stands there."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    people = [f"Person {letter}, clinician" for letter in "ABCDEF"]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "wardleaf", "approve", PARTS[number % 2], "--as", person],
            cwd=library,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number, person in enumerate(people)
    ]
    said = [process.communicate(timeout=120) for process in started]
    text = (library / "handouts" / "approvals.yaml").read_text(encoding="utf-8")
    for person, process, (out, err) in zip(people, started, said, strict=True):
        assert process.returncode == 0, err
        assert "Recorded" in out
        assert text.count(f"by: {person.partition(',')[0]}\n") == 1
    assert not list((library / "handouts").glob(".*"))
    again = run("approve", PARTS[(len(people) - 1) % 2], "--as", people[-1])
    latest = text.rindex("- section: chemotherapy/when-to-call")
    if f"by: {people[-1].partition(',')[0]}" in text[latest:]:
        assert "was approved already" in again.stdout and "Nothing was added" in again.stdout


def test_what_may_be_opened_by_its_owner_alone_stays_so(library: Path) -> None:
    path = library / "handouts" / "references.yaml"
    path.chmod(0o600)
    assert run("references", "import", "new.bib").exit_code == 0
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_everything_that_waits_is_approved_in_one_go(library: Path) -> None:
    asked = run("approve", "--all-waiting", "--as", WHO)
    assert asked.exit_code == 1  # nobody answers
    assert not (library / "handouts" / "approvals.yaml").exists()
    done = run("approve", "--all-waiting", "--yes", "--as", WHO)
    assert done.exit_code == 0 and done.stdout.count("  waits\n") == len(PARTS)
    assert done.stdout.count("approved by J. Ellis") == len(PARTS)
    assert run("build").exit_code == 0
    before = (library / "handouts" / "approvals.yaml").read_bytes()
    assert run("approve", "--all-waiting", "--yes", "--as", WHO).stdout == "Nothing waits for your approval.\n"
    assert "Nothing was added" in run("approve", *PARTS, "--as", "j. ellis, Head of information").stdout
    assert (library / "handouts" / "approvals.yaml").read_bytes() == before
    # What was withdrawn is not let out with the rest.
    run("withdraw", "RBC-001", "--reason", "x", "--as", WHO)
    assert "left out: chemotherapy is withdrawn" in run("approve", "--all-waiting", "--yes", "--as", WHO).stdout
    assert run("build", "chemotherapy").exit_code == 1
