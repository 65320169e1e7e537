"""Long runs: how they end, when somebody stops them, and what a terminal is told meanwhile."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import cast

import pytest
from tests.cli.running import REPOSITORY, add_clinic, add_handout, files_below, run, small_library

from wardleaf.batch import many_builds
from wardleaf.batch.many_builds import BuildWorkers, build_many
from wardleaf.building import build_handout
from wardleaf.cli import build
from wardleaf.findings import Findings
from wardleaf.pipeline import Workshop, open_library, targets_of
from wardleaf.records.built import Built, Target


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    add_handout(root, "second", code="RBC-002")
    monkeypatch.chdir(root)
    return root


def whole(folder: Path) -> set[str]:
    """The PDFs below `folder`; each must be the one that the manifest beside it tells of, and nothing may be left half
    written.
    """
    assert not list(folder.rglob("*.part"))
    names: set[str] = set()
    for manifest in folder.glob("*/manifest.json"):
        for entry in json.loads(manifest.read_text(encoding="utf-8"))["files"]:
            data = (manifest.parent / entry["file"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == entry["sha256"]
            names.add(f"{manifest.parent.name}/{entry['file']}")
    assert names == {name for name in files_below(folder) if name.endswith(".pdf")}
    return names


# --- stopped ----------------------------------------------------------------------------------------------------------


def test_a_stopped_run_says_what_is_done_and_the_next_builds_the_rest(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def stopped(workshop: Workshop, target: Target, *, tags: bool = True) -> Built:
        begun.append(target.handout)
        if len(begun) == 2:
            raise KeyboardInterrupt
        return build_handout(workshop, target, tags=tags)

    monkeypatch.setattr(many_builds, "build_handout", stopped)
    done = run("build", "--edition", "standard")
    assert done.exit_code == 130
    assert (
        done.stderr
        == "Stopped: 1 of 2 handout editions done (1 file, each of them whole). Every other file is as it was. The same command builds the rest.\n"
    )
    assert whole(library / "build") == {"riverside/chemotherapy-standard.pdf"}
    assert run("build", "--edition", "standard").exit_code == 0
    assert begun == ["chemotherapy", "second", "second"]  # what was done before the stop is not built again
    assert len(whole(library / "build")) == 2


def test_ctrl_c_while_a_file_is_written_is_heard_when_it_is_whole_and_recorded(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        if target.suffix == ".pdf" and "riverside" in target.parts:
            os.kill(os.getpid(), signal.SIGINT)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    done = run("build", "--edition", "standard", "--jobs", "1")
    assert done.exit_code == 130
    assert done.stdout.startswith("build/riverside/chemotherapy-standard.pdf  ")
    assert "Stopped: 1 of 2 handout editions done (1 file" in done.stderr
    assert whole(library / "build") == {"riverside/chemotherapy-standard.pdf"}


def test_a_run_that_is_stopped_before_it_begins(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> Workshop:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "open_workshop", stopped)
    done = run("build")
    assert (done.exit_code, done.stderr) == (
        130,
        "Stopped: nothing done. Every other file is as it was. The same command builds the rest.\n",
    )


def test_a_stopped_pack_says_so_too(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> Built:
        raise KeyboardInterrupt

    monkeypatch.setattr(many_builds, "build_handout", stopped)
    done = run("pack", "chemotherapy", "second", "--edition", "standard")
    assert done.exit_code == 130
    assert "Stopped: 0 of 1 handout edition done." in done.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_on_a_terminal_reaches_every_process_and_leaves_whole_files(library: Path, jobs: int) -> None:
    for number in range(9):
        add_clinic(library, f"clinic-{number}", f"Clinic {number}")
    command = [sys.executable, "-m", "wardleaf", "build", "--all-clinics", "--jobs", str(jobs)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    running = subprocess.Popen(
        command, cwd=library, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert running.stdout is not None
    first = running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all of them
    said, complaints = running.communicate(timeout=60)
    assert running.returncode == 130
    told = complaints.decode()
    found = re.fullmatch(
        r"Stopped: (\d+) of 30 handout editions done \((\d+) files?, each of them whole\)\. Every other file is as it was\. The same command builds the rest\.\n",
        told,
    )
    assert found, told
    assert int(found[1]) < 30
    names = whole(library / "build")
    assert len(names) == int(found[2])
    lines = [line for line in (first + said).decode().splitlines() if line.startswith("build/")]
    assert {line.split("  ")[0].removeprefix("build/") for line in lines} == names


# --- many processes ---------------------------------------------------------------------------------------------------


@pytest.fixture
def many(library: Path) -> tuple[Workshop, list[Target]]:
    """A library, and 26 targets in it."""
    for number in range(12):
        add_clinic(library, f"clinic-{number}", f"Clinic {number}")
    workshop = open_library(library, Findings())
    assert workshop is not None
    return workshop, [
        target
        for target in targets_of(workshop, clinics=sorted(workshop.library.clinics))
        if target.edition == "standard"
    ]


class Crew:
    """A crew that is ready after it was asked `starts` times, builds when it is asked for what it built, and breaks at
    its `breaks`th target.
    """

    count = 1

    def __init__(self, *, starts: int = 0, breaks: int = 0) -> None:
        self.asked, self.starts, self.breaks = 0, starts, breaks
        self.given: list[Target] = []
        self.under_way = self.most_under_way = 0

    @property
    def ready(self) -> bool:
        self.asked += 1
        return self.asked > self.starts

    def build(self, job: bytes, target: Target) -> Future[Built]:
        crew = self
        self.given.append(target)
        self.under_way += 1
        self.most_under_way = max(self.under_way, self.most_under_way)
        if len(self.given) == self.breaks:
            raise BrokenExecutor

        class Later(Future[Built]):
            def result(self, timeout: float | None = None) -> Built:
                crew.under_way -= 1
                workshop, tags = pickle.loads(job)  # noqa: S301
                return build_handout(workshop, target, tags=tags)

        return Later()


@pytest.mark.parametrize(
    "crew",
    [Crew(), Crew(starts=10), Crew(starts=1000), Crew(breaks=1), Crew(breaks=4)],
    ids=["at once", "after ten", "never", "breaks at 1", "breaks at 4"],
)
def test_everything_is_built_in_order_whatever_becomes_of_the_crew(
    many: tuple[Workshop, list[Target]], crew: Crew
) -> None:
    workshop, targets = many
    alone = [build_handout(workshop, target) for target in targets]
    assert list(build_many(workshop, targets, workers=cast("BuildWorkers", crew))) == alone
    assert bool(crew.given) == (crew.starts < 1000)
    assert len(crew.given) < len(targets) - 5  # the rest is built here
    assert crew.most_under_way <= 2


def test_few_finished_handouts_are_held_at_once(
    many: tuple[Workshop, list[Target]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are to build, only a few are done before an earlier one."""
    workshop, targets = many
    begun: list[Target] = []

    def counted(workshop: Workshop, target: Target, *, tags: bool = True) -> Built:
        begun.append(target)
        return build_handout(workshop, target, tags=tags)

    monkeypatch.setattr(many_builds, "build_handout", counted)
    crew = Crew()
    for number, _ in enumerate(build_many(workshop, targets, workers=cast("BuildWorkers", crew))):
        assert len(begun) + len(crew.given) <= number + 8


def test_processes_build_what_one_builds(many: tuple[Workshop, list[Target]]) -> None:
    workshop, targets = many
    assert list(build_many(workshop, targets, jobs=2)) == [build_handout(workshop, target) for target in targets]


def test_a_worker_that_is_killed_stops_nothing(many: tuple[Workshop, list[Target]]) -> None:
    workshop, targets = many
    crew = BuildWorkers(1)
    try:
        patience = time.monotonic() + 60
        while not crew.ready:
            assert time.monotonic() < patience
            time.sleep(0.02)
        built = build_many(workshop, targets, workers=crew)
        first = next(built)
        for process in list(crew._pool._processes.values()):
            os.kill(process.pid or 0, signal.SIGKILL)
        assert [one.target for one in (first, *built)] == targets
    finally:
        crew.close()


# --- on a terminal ----------------------------------------------------------------------------------------------------


def test_a_terminal_is_told_how_far_it_is_and_how_it_ended(library: Path) -> None:
    import pty

    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "NO_COLOR": "1"}
    told: list[str] = []
    for _ in range(2):
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "wardleaf", "build"]
        subprocess.run(
            command, cwd=library, env=environment, stdout=subprocess.DEVNULL, stderr=theirs, timeout=120, check=True
        )
        os.close(theirs)
        told.append(os.read(ours, 100_000).decode())
        os.close(ours)
    assert told[0].startswith("building 1 of 3 ...")
    assert re.fullmatch(
        r"4 files built, 0 unchanged, in \d+\.\d s", told[0].rpartition("\r\x20")[2].splitlines()[-1].strip()
    )
    assert re.fullmatch(r"0 files built, 4 unchanged, in \d+\.\d s", told[1].strip())
