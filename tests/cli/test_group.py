"""The group as a whole: help to work from, commands that load only themselves, the console, and our own mistakes."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from tests.cli.running import change, run, small_library, start, start_script

from wardleaf.cli.console import Status
from wardleaf.cli.group import COMMANDS, wardleaf

HEAVY = (
    "reportlab",
    "markdown_it",
    "pypdf",
    "pypdfium2",
    "PIL",
    "svglib",
    "lxml",
    "bibtexparser",
    "concurrent.futures.process",
)


def test_help_is_a_page_to_work_from() -> None:
    done = run("--help")
    assert done.exit_code == 0
    for name, entry in COMMANDS.items():
        assert f"  {name} " in done.stdout
        assert entry.does in done.stdout
    assert "wardleaf build\n" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    entry = COMMANDS[name]
    command: click.Command = import_module(f"wardleaf.cli.{entry.module}").command
    assert command.name == name
    assert command.help is not None
    assert (command.help or "").isascii()  # click writes help in its own way, whatever the console can show
    assert entry.does.isascii()
    done = run(name, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Usage: wardleaf {name}")
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name != "help":
            assert parameter.help, parameter.name
            assert parameter.help.isascii()


def test_a_command_that_is_not_there_has_a_suggestion() -> None:
    done = run("bild")
    assert done.exit_code == 2
    assert "There is no command `bild`. Did you mean `build`?" in done.stderr
    assert "`wardleaf --help` lists all." in run("qqqqqq").stderr


def test_the_version() -> None:
    assert run("--version").stdout.startswith("wardleaf 0.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["build", "--help"],
        ["list", "sections"],
        ["list", "references"],
        ["explain", "L104"],
        ["explain"],
    ],
)
def test_light_commands_load_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    root = small_library(tmp_path / "library")
    script = (
        "import sys\n"
        "from wardleaf.__main__ import main\n"
        f"sys.argv = ['wardleaf', *{arguments!r}]\n"
        "try:\n    main()\nfinally:\n"
        f"    sys.stderr.write(' '.join(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    done = start_script(script, folder=root)
    assert done.stdout
    assert done.stderr == b""


def test_checking_does_not_load_what_sets_type(tmp_path: Path) -> None:
    root = small_library(tmp_path / "library")
    script = "import sys; sys.argv = ['wardleaf', 'check']\nfrom wardleaf.__main__ import main\ntry:\n    main()\nfinally:\n    print('reportlab' in sys.modules)"
    done = start_script(script, folder=root)
    assert done.stdout.endswith(b"False\n")


def test_help_alone_loads_no_command() -> None:
    script = "import sys; sys.argv = ['wardleaf', '--help']\nfrom wardleaf.__main__ import main\ntry:\n    main()\nfinally:\n    print(*sorted(name for name in sys.modules if name.startswith('wardleaf')))"
    done = start_script(script, folder=Path())
    assert done.stdout.splitlines()[-1] == b"wardleaf wardleaf.__main__ wardleaf.cli wardleaf.cli.group"


def test_our_own_mistake_says_so(tmp_path: Path) -> None:
    root = small_library(tmp_path / "library")
    script = (
        "import sys, wardleaf.checking as checking\n"
        "def fail(*_, **__): raise RuntimeError('überraschend')\n"
        "checking.check_library = fail\n"
        "from wardleaf.__main__ import main\n"
        "sys.argv = ['wardleaf', 'check']\n"
        "main()\n"
    )
    done = start_script(script, folder=root)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.startswith(b"This is a mistake in Wardleaf, not in your files.")
    assert b"Traceback" in done.stderr
    assert b"berraschend" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_every_console_is_spoken_to_in_its_own_characters(tmp_path: Path, encoding: str) -> None:
    root = small_library(tmp_path / "library")
    change(root / "handouts/sections/chemotherapy/how-it-works.md", "growing cells", "“漢” cells [@who2021]")
    done = start("check", folder=root, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    told = done.stdout.decode(encoding)
    assert ("漢" in told) == (encoding == "utf-8")
    assert "Traceback" not in told
    emitted = start("build", "--emit", "style", folder=root, PYTHONIOENCODING=encoding)
    assert emitted.stdout.decode(encoding).startswith("!Style")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    status = Status(2, wanted=True)
    assert terminal.getvalue() == "building 1 of 2 ..."
    status.clear()
    status.step()
    status.clear()
    status.step()
    assert terminal.getvalue().split("\r")[-1] == ""
    assert terminal.getvalue().count("building") == 2


def test_progress_says_how_long_the_rest_will_take(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    now = 100.0
    status = Status(100, wanted=True, clock=lambda: now)
    told: list[str] = []
    for seconds, slow in ((4.0, True), (4.0, True), (0.0, False), (16.0, True), (0.1, True)):
        status.clear()
        now += seconds
        status.step(slow=slow)
        told.append(terminal.getvalue().rpartition("\r")[2])
    assert told == [
        "building 2 of 100 ... about 7 min left",  # 99 more at 4 s
        "building 3 of 100 ... about 7 min left",
        "building 3 of 100 ... about 7 min left",  # what was kept from before says nothing about the rate
        "building 4 of 100 ... about 13 min left",
        "building 5 of 100 ... about 10 min left",
    ]
    short = Status(3, wanted=True, clock=lambda: now)
    now += 2
    short.step()
    assert terminal.getvalue().endswith("building 2 of 3 ... about 4 s left")
    now += 0.1
    short.clear()
    short.step()
    assert terminal.getvalue().endswith("building 3 of 3 ... about 1 s left")


@pytest.mark.parametrize(
    ("stream", "count", "wanted"), [(io.StringIO(), 5, True), (_Terminal(), 1, True), (_Terminal(), 5, False)]
)
def test_otherwise_there_is_no_progress(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, count: int, wanted: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    status = Status(count, wanted=wanted)
    status.step()
    status.clear()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    "words",
    [
        ["x\u202ey"],
        ["build", "x\u202ey\x1b[31m"],
        ["inspect", "x\u202ey.pdf"],
        ["check", "--x\u202ey"],
        ["explain", "\x1b[2J"],
    ],
)
def test_what_was_typed_does_nothing_to_the_console(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        wardleaf(words)
    said = capsys.readouterr()
    assert not set("\u202e\x1b") & set(said.out + said.err)
    assert "Error: " in said.err
