"""`wardleaf build --watch`: a save, a line; a mistake is told and the watch goes on; Ctrl-C ends it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.running import REPOSITORY, add_handout, change, files_below, run, small_library

from wardleaf.cli import watching
from wardleaf.pipeline import Workshop
from wardleaf.records.built import Target

SECTION = "handouts/sections/chemotherapy/when-to-call.md"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    add_handout(root, "second", code="RBC-002")
    monkeypatch.chdir(root)
    return root


def watched(monkeypatch: pytest.MonkeyPatch, *saves: Callable[[], object], arguments: Sequence[str] = ()) -> Result:
    """The command, with `saves` one after another, each when it waits for the next; Ctrl-C after the last. No time
    passes for it.
    """
    now, todo, looks = [0.0], list(saves), [0]

    def sleep(seconds: float) -> None:
        now[0] += seconds
        looks[0] += 1
        if looks[0] % 15:  # long enough for what was saved to be seen, even when it is waited for
            return
        if not todo:
            raise KeyboardInterrupt
        todo.pop(0)()

    class Pretended(watching.Watch):
        def __init__(self, *arguments: object, **named: object) -> None:
            super().__init__(*arguments, **named, sleep=sleep, seconds=lambda: now[0])  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(watching, "Watch", Pretended)
        return run("build", "--watch", "--edition", "standard", "--jobs", "1", *arguments)


def after_the_start(done: Result) -> list[str]:
    return done.stdout.partition("Watching for changes. Ctrl-C ends it.\n")[2].splitlines()


def test_a_save_builds_what_it_changed_in_a_line(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = watched(
        monkeypatch,
        lambda: change(library / SECTION, "- a temp", "- a high temp"),
        lambda: change(library / "handouts/sections/chemotherapy/how-it-works.md", "growing", "quickly growing"),
    )
    assert done.exit_code == 0
    assert done.stderr == ""
    assert done.stdout.startswith(
        "build/riverside/chemotherapy-standard.pdf  3 pages\nbuild/riverside/second-standard.pdf  "
    )
    assert after_the_start(done) == [
        "built 1 file in 0.0 s: build/riverside/chemotherapy-standard.pdf",
        "built 2 files in 0.0 s: build/riverside/chemotherapy-standard.pdf, build/riverside/second-standard.pdf",
    ]
    made = files_below(library / "build")
    run("build", "--edition", "standard", "--no-cache", "--out", "anew")
    assert made == files_below(library / "anew")


@pytest.mark.parametrize("arguments", [[], ["--no-cache"]])
def test_a_mistake_is_told_and_the_watch_goes_on(
    library: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    done = watched(
        monkeypatch,
        lambda: change(library / SECTION, "- a temp", "- [@nobody] a temp"),
        lambda: change(library / SECTION, "- [@nobody] a temp", "- a high temp"),
        arguments=arguments,
    )
    assert done.exit_code == 0
    assert after_the_start(done) == ["built 1 file in 0.0 s: build/riverside/chemotherapy-standard.pdf"]
    assert done.stderr.count("error[D105]") == 1
    assert (
        "not built: chemotherapy for riverside (standard); build/riverside still holds what an earlier build made"
        in done.stderr
    )


def test_a_definition_that_cannot_be_read_is_told_once(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = watched(
        monkeypatch,
        lambda: change(library / "handouts/second.yaml", "version:", "versoin:"),
        lambda: change(library / SECTION, "- a temp", "- a high temp"),
        lambda: change(library / "handouts/second.yaml", "versoin:", "version:"),
    )
    assert done.stderr.count("did you mean `version`?") == 1
    lines = after_the_start(done)
    assert "build/riverside/chemotherapy-standard.pdf" in lines[-2]
    assert "build/riverside/second-standard.pdf" in lines[-1]


def test_a_library_that_cannot_be_read_at_all_is_waited_for(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = library / "handouts/library.yaml"
    text = settings.read_text(encoding="utf-8")
    done = watched(monkeypatch, settings.unlink, lambda: settings.write_text(text, encoding="utf-8"))
    assert "this library has no file `handouts/library.yaml`" in done.stderr
    assert after_the_start(done)[-1].startswith("built 2 files")


def test_a_save_that_changes_nothing_that_is_built(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = watched(
        monkeypatch,
        lambda: change(library / SECTION, "- a temp", "- a high temp"),
        lambda: os.utime(library / SECTION, (1, 1)),  # saved again, as it was
        arguments=["second"],
    )
    assert after_the_start(done) == [f"nothing to build: no handout here uses {SECTION} as it is now"]


def test_a_handout_that_is_renamed_away_ends_nothing(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    definition = library / "handouts/second.yaml"
    done = watched(
        monkeypatch,
        lambda: definition.rename(library / "handouts/third.yaml"),
        lambda: (library / "handouts/third.yaml").rename(definition),
        arguments=["second"],
    )
    assert done.exit_code == 0
    assert after_the_start(done)[-1] == "built 1 file in 0.0 s: build/riverside/second-standard.pdf"


def test_the_handout_that_was_written_last_is_built_first(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_handout(library, "third", code="RBC-003")
    done = watched(
        monkeypatch,
        lambda: change(library / "handouts/third.yaml", "purpose: ", "purpose: Really "),
        lambda: change(library / "handouts/second.yaml", "purpose: ", "purpose: Really "),
        lambda: change(library / "handouts/clinics/riverside.yaml", "name: Riverside", "name: River"),
        lambda: change(library / "handouts/third.yaml", "purpose: Really ", "purpose: "),
        lambda: change(library / "handouts/clinics/riverside.yaml", "name: River", "name: Riverside"),
    )
    built = [re.findall(r"/(\w+)-standard", line) for line in after_the_start(done)]
    assert built == [
        ["third"],
        ["second"],
        ["second", "third", "chemotherapy"],
        ["third"],
        ["third", "second", "chemotherapy"],
    ]


@pytest.mark.parametrize("cached", [True, False])
def test_workers_stay_for_every_save_and_the_first_is_not_the_slowest(
    library: Path, monkeypatch: pytest.MonkeyPatch, cached: bool
) -> None:
    if cached:
        run("build", "--edition", "standard")
    seen: list[str] = []

    class Crew:
        count, ready = 1, False

        def __init__(self, workers: int) -> None:
            seen.append(f"hired {workers}")

        def warm_up(self, workshop: Workshop, target: Target) -> None:
            seen.append(f"warmed up with {target.handout}")

        def close(self) -> None:
            seen.append("let go")

    def own(workshop: Workshop, target: Target) -> None:
        seen.append(f"this one warmed up with {target.handout}")

    monkeypatch.setattr(watching, "BuildWorkers", Crew)
    monkeypatch.setattr(watching, "build_handout", own)
    done = watched(
        monkeypatch,
        lambda: change(library / "handouts/clinics/riverside.yaml", "name: Riverside", "name: River"),
        lambda: change(library / "handouts/clinics/riverside.yaml", "name: River", "name: Riverside"),
        arguments=["--jobs", "8"],
    )
    assert [line.split(" in ")[0] for line in after_the_start(done)] == ["built 2 files", "built 2 files"]
    own_warm_up = ["this one warmed up with chemotherapy"] if cached else []
    assert seen == ["hired 1", "warmed up with chemotherapy", *own_warm_up, "let go"]


def test_wrong_usage_is_wrong_usage(library: Path) -> None:
    assert run("build", "thrid", "--watch").exit_code == 2
    done = run("build", "--watch", "--archive", "kept")
    assert done.exit_code == 2
    assert "--archive keeps what is finished" in done.stderr


def test_a_real_save_is_built_and_ctrl_c_is_quiet(library: Path) -> None:
    command = [sys.executable, "-m", "wardleaf", "build", "second", "--watch"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    running = subprocess.Popen(
        command, cwd=library, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    patience = threading.Timer(60, running.kill)
    patience.start()
    assert running.stdout is not None
    assert running.stdout.readline().startswith("build/riverside/second-standard.pdf  ")
    assert running.stdout.readline().startswith("Watching")
    section = library / "handouts/sections/chemotherapy/how-it-works.md"
    beside = section.with_suffix(".tmp")  # as careful editors save
    beside.write_text(section.read_text(encoding="utf-8").replace("growing", "quickly growing"), encoding="utf-8")
    before = time.monotonic()
    beside.replace(section)
    line = running.stdout.readline()
    took = time.monotonic() - before
    running.send_signal(signal.SIGINT)
    rest = running.communicate()
    patience.cancel()
    assert line.startswith("built 1 file in "), (line, rest)
    assert line.endswith(": build/riverside/second-standard.pdf\n")
    assert rest == ("", "")
    assert running.returncode == 0
    assert took < 10  # the aim, one second, is measured by the benchmarks: here a busy computer must not fail
