"""`new library` with a topic: complete, without a finding, and never approved as it is. Also what it asks."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.running import REPOSITORY, change, run

from wardleaf.cli.group import wardleaf
from wardleaf.starters.making import LibraryStart, library_files
from wardleaf.starters.topics import TOPICS, profiles_of, shipped_paths, topic_files

TODAY = datetime.date(2026, 12, 1)
MADE = [(topic, profile) for topic in TOPICS for profile in profiles_of(topic)]


def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Path:
    monkeypatch.chdir(tmp_path)
    done = run("new", "library", "elm", *options)
    assert done.exit_code == 0, done.stderr
    monkeypatch.chdir(tmp_path / "elm")
    return tmp_path / "elm"


def test_there_are_topics_for_both_countries() -> None:
    assert {profile for _, profile in MADE} == {"uk", "us"}
    assert len(MADE) == 5


@pytest.mark.parametrize(("topic", "profile"), MADE)
def test_each_topic_builds_without_a_finding(
    topic: str, profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = started(tmp_path, monkeypatch, "--topic", topic, "--profile", profile, "--title", "Elm House")
    assert run("check").stdout == "1 handout for 1 clinic: nothing is wrong\n"
    done = run("build", "--edition", "standard")
    assert (done.exit_code, done.stderr) == (0, "")
    text = "\n".join(path.read_text(encoding="utf-8") for path in root.rglob("*.yaml"))
    assert 'name: "Elm House"' in text
    assert f'number: "{911 if profile == "us" else 999}"' in text


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != "blank"])
def test_a_topic_has_words_sources_and_a_picture_and_nothing_else(topic: str) -> None:
    files = topic_files(topic)  # type: ignore[arg-type]
    assert [path for path in files if path.endswith(".svg")] == [f"handouts/figures/{topic}.svg"]
    ids = re.findall(r"^- id: (\S+)", files["handouts/references.yaml"], re.MULTILINE)
    shipped = (REPOSITORY / "handouts/references.yaml").read_text(encoding="utf-8")
    assert 4 < len(ids) < shipped.count("\n- id: ") / 2
    for path, text in files.items():
        if path.startswith("handouts/sections/") and not path.endswith(("knee-walks.md", "keep-together.md")):
            assert text == (REPOSITORY / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != "blank"])
def test_what_a_topic_invents_is_an_error_for_a_clinic_that_exists(
    topic: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = started(tmp_path, monkeypatch, "--topic", topic)
    change(root / "handouts/clinics/our-clinic.yaml", "specimen: yes", "specimen: no")
    told = run("check")
    assert told.exit_code == 1
    for words in ("A. Author, the author's role", "1 Example Street", "01632 960 170"):
        assert f"“{words}” is what `wardleaf new` starts with" in told.stdout
    approved = run("approve", f"handout:{topic}", "--as", "J. Ellis, head")
    assert approved.exit_code == 1
    assert "“A. Author, the author's role” was to be replaced" in approved.stderr
    assert not (root / "handouts/approvals.yaml").exists()


def test_a_topic_without_words_for_the_country_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("new", "library", "elm", "--topic", "knee-replacement", "--profile", "us")
    assert done.exit_code == 2
    assert "has no words for `--profile us`" in done.stderr
    assert not (tmp_path / "elm").exists()


@pytest.mark.parametrize("phone", ["call us", "12", "01632 960 170; rm", "0" * 30])
def test_a_number_that_is_none_is_refused(phone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "is no phone number" in run("new", "library", "elm", "--phone", phone).stderr
    assert not (tmp_path / "elm").exists()


def test_a_name_may_hold_any_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = started(tmp_path, monkeypatch, "--title", 'Elm "A" \\ $today: Clinic # 1')
    assert 'name: "Elm \\"A\\" \\\\ $today: Clinic # 1"' in (root / "handouts/clinics/our-clinic.yaml").read_text(
        "utf-8"
    )
    assert run("check").exit_code == 0


def test_flags_of_a_library_are_for_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started(tmp_path, monkeypatch)
    assert "are for `wardleaf new library`" in run("new", "section", "a/b", "--title", "x").stderr


def test_in_a_terminal_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("wardleaf.cli.new._is_a_person", lambda: True)
    answers = "uk\nElm House\nnone\n01632 960 171\nknee-replacement\n"
    done = CliRunner().invoke(wardleaf, ["new", "library", "elm"], input=answers)
    assert done.exit_code == 0, done.output
    assert "`none` is no phone number." in done.output
    clinic = (tmp_path / "elm/handouts/clinics/our-clinic.yaml").read_text(encoding="utf-8")
    assert 'any-time: "01632 960 171"' in clinic and 'name: "Elm House"' in clinic
    assert (tmp_path / "elm/handouts/knee-replacement.yaml").exists()


def test_the_wheel_carries_what_topics_are_made_of() -> None:
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    for path in shipped_paths():
        assert f'"handouts/{path}" = "wardleaf/starters/handouts/{path}"' in project


def test_a_blank_library_is_what_it_was() -> None:
    assert library_files(today=TODAY) == library_files(today=TODAY, start=LibraryStart())
    assert "handouts/first-visit.yaml" in library_files(today=TODAY)
