"""`wardleaf check`: everything that is wrong, once, with who is affected."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.running import add_clinic, add_handout, change, run, small_library
from tests.test_cases import CASES as CASE_FOLDER
from tests.test_cases import NAMES, make_library


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    return root


def test_a_good_library(library: Path) -> None:
    done = run("check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "1 handout for 1 clinic: nothing is wrong\n", "")


def test_a_mistake_in_a_section_is_told_once_with_its_users(library: Path) -> None:
    add_handout(library, "second", code="RBC-002")
    add_clinic(library, "lakeside", "Lakeside")
    change(library / "handouts/sections/chemotherapy/how-it-works.md", "@who2020", "@who2021")
    done = run("check")
    assert done.exit_code == 1
    assert done.stdout.count("error[D105]") == 1
    assert "= used by: chemotherapy, second\n" in done.stdout
    assert done.stdout.endswith("1 error\n")


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("(01632) 960 140", "phones.advice"),
        ("01632960100", "phones.switchboard"),
        ("01632 960150", "services.nurse.phone"),
        ("01632 960 160", "helplines.listening.phone"),
        ("01632 960142", "phones.advice.night"),
    ],
)
def test_a_typed_number_is_answered_with_the_fact_to_name(library: Path, typed: str, path: str) -> None:
    if path.endswith("night"):
        change(
            library / "handouts/clinics/riverside.yaml",
            'any-time: "01632 960140"',
            'day: "01632 960141", night: "01632 960142"',
        )
    section = library / "handouts/sections/chemotherapy/how-it-works.md"
    text = section.read_text(encoding="utf-8")
    section.write_text(f"{text}\nCall {typed} before you travel, or 01632 960999.\n", encoding="utf-8")
    told = run("check", "--select", "R504").stdout
    assert f"“{typed}” is typed by hand; write `{{{{ clinic.{path} }}}}`, so that it is right everywhere\n" in told
    assert (
        "“01632 960999” is typed by hand, and the clinic's file does not give this number; give it there once" in told
    )
    section.write_text(f"{text}\nCall {{{{ clinic.{path} }}}} before you travel.\n", encoding="utf-8")
    assert run("check").exit_code == 0


def test_what_was_not_selected_may_still_be_wrong(library: Path) -> None:
    change(library / "handouts/chemotherapy.yaml", "kind: general", "kind: chemo")
    done = run("check", "--select", "R5")
    assert (done.exit_code, done.stdout) == (0, "0 handouts for 1 clinic: nothing of what was asked for\n")
    assert run("check", "--ignore", "L").stdout.endswith(": nothing of what was asked for\n")


def test_sections_that_no_handout_uses_are_read_too(library: Path) -> None:
    (library / "handouts/sections/unused.md").write_text(
        "---\ntitle: Unused\nreviewed: 2026-11-01\nclinical: no\n---\n> a quotation\n", encoding="utf-8"
    )
    done = run("check")
    assert done.exit_code == 1
    assert "error[L201]" in done.stdout
    assert "used by" not in done.stdout


def test_styles_that_no_clinic_uses_are_read_too(library: Path) -> None:
    (library / "styles/trust.yaml").write_text("extends: base\ntokens: {accent: nothing}\n", encoding="utf-8")
    done = run("check")
    assert done.exit_code == 1
    assert "styles/trust.yaml:2:18" in done.stdout


def test_a_named_handout_tells_only_of_its_own_files(library: Path) -> None:
    change(add_handout(library, "second", code="RBC-002"), "kind: general", "kind: chemo")
    assert run("check", "chemotherapy").exit_code == 0
    assert run("check", "second").exit_code == 1
    assert run("check").exit_code == 1


def test_a_named_clinic_tells_only_of_its_own_files(library: Path) -> None:
    change(add_clinic(library, "lakeside", "Lakeside"), "profile: uk", "profile: fr")
    assert run("check", "--clinic", "riverside").exit_code == 0
    assert run("check", "--clinic", "lakeside").exit_code == 1


def test_unknown_names_are_wrong_usage(library: Path) -> None:
    assert run("check", "nothing-like-it").exit_code == 2
    assert run("check", "--clinic", "nothing-like-it").exit_code == 2


def test_for_programs_and_screen_readers(library: Path) -> None:
    change(library / "handouts/chemotherapy.yaml", "kind: general", "kind: chemo")
    assert json.loads(run("check", "--format", "json").stdout)["counts"]["error"] == 1
    assert run("check", "--format", "github").stdout.startswith("::error ")
    plain = run("check", "--format", "plain").stdout
    assert plain.startswith("Error L119, wrong-value.\nFile handouts/chemotherapy.yaml, line 7, column 7.\n")
    assert "^" not in plain


def codes(*arguments: str) -> list[str]:
    return sorted(
        finding["code"] for finding in json.loads(run("check", "--format", "json", *arguments).stdout)["findings"]
    )


def test_rules_are_selected_and_left_out_by_the_beginning_of_their_code(library: Path) -> None:
    section = library / "handouts/sections/chemotherapy/how-it-works.md"
    change(section, "Chemotherapy is medicine", "We commence it. Take 5.0 mg. Chemotherapy is medicine")
    assert codes() == ["R107", "R502"]
    assert codes("--select", "R1") == codes("--ignore", "R502") == ["R107"]
    assert codes("--select", "R1", "--select", "R5") == ["R107", "R502"]
    assert codes("--select", "R5", "--ignore", "R502") == []
    assert run("check", "--select", "R502").exit_code == 1
    assert run("check", "--ignore", "R502").exit_code == 0


def test_a_handout_is_judged_by_the_habits_of_another_country(library: Path) -> None:
    definition = library / "handouts/chemotherapy.yaml"
    change(
        definition,
        "  - chemotherapy/how-it-works",
        "  - {use: chemotherapy/how-it-works, heading: How Your Treatment Works Now}",
    )
    assert codes("--profile", "uk") == codes() == ["R205"]
    assert codes("--profile", "us") == []
    assert run("check", "--profile", "fr").exit_code == 2


@pytest.mark.parametrize("command", ["check", "build"])
def test_inside_github_actions_findings_are_workflow_commands(
    library: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    change(library / "handouts/chemotherapy.yaml", "kind: general", "kind: chemo")
    error = "::error file=handouts/chemotherapy.yaml,line=7,col=7,endColumn=12,title=L119 wrong-value::"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    inside = run(command)
    assert (inside.exit_code, inside.stdout.startswith(error)) == (1, True)
    assert not run(command, "--format", "text").output.startswith("::")
    for elsewhere in ("", "false"):
        monkeypatch.setenv("GITHUB_ACTIONS", elsewhere)
        assert error not in run(command).output


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("wrong", ["kind: chemo", "kind: [", "sectoins: [a]"])
def test_github_s_annotations_name_files_from_the_top_of_the_repository(
    library: Path, monkeypatch: pytest.MonkeyPatch, command: str, wrong: str
) -> None:
    change(library / "handouts/chemotherapy.yaml", "kind: general", wrong)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for workspace, folder in (
        (library.parent, f"{library.name}/"),
        (library, ""),
        (library / "handouts", ""),
        ("", ""),
    ):
        monkeypatch.setenv("GITHUB_WORKSPACE", str(workspace))
        assert f"::error file={folder}handouts/chemotherapy.yaml,line=" in run(command).stdout, workspace


def test_inside_github_actions_a_good_library_is_told_as_such(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    done = run("check")
    assert (done.exit_code, done.stdout) == (0, "1 handout for 1 clinic: nothing is wrong\n")


@pytest.mark.parametrize("name", NAMES[::8])  # a sample: tests/test_cases.py has what each says
def test_no_author_s_mistake_is_taken_for_ours(name: str, tmp_path: Path) -> None:
    root = make_library(tmp_path / "library", CASE_FOLDER / name)
    done = run("check", "--library", root)  # an exception would be raised here
    assert done.stdout


def test_a_code_that_stands_twice_is_told_whichever_of_the_two_is_checked(library: Path) -> None:
    add_handout(library, "zebra", code="RBC-001")
    add_handout(library, "other", code="RBC-009")
    for name in ("chemotherapy", "zebra"):
        done = run("check", name)
        assert done.exit_code == 1
        assert "the code RBC-001 is another handout's already" in done.stdout, name
        built = run("build", name, "--edition", "standard")
        assert built.exit_code == 1 and "the code RBC-001" in built.stderr
    assert not (library / "build" / "riverside" / "chemotherapy-standard.pdf").exists()
    assert "RBC-001" not in run("check", "other").stdout


def test_check_with_pages_says_all_that_building_says(library: Path) -> None:
    narrow = "| A | B | C | D | E | F | G | H |\n|---|---|---|---|---|---|---|---|\n"
    row = "| " + " | ".join(["from 1500 mg–2500 mg"] * 8) + " |\n"
    section = library / "handouts/sections/chemotherapy/how-it-works.md"
    section.write_text(section.read_text(encoding="utf-8") + f"\n{narrow}{row}", encoding="utf-8")
    assert "error[T509]" not in run("check").stdout
    done, built = run("check", "--pages"), run("build", "chemotherapy", "--no-cache")
    assert done.exit_code == built.exit_code == 1
    assert "error[T509]" in done.stdout
    codes = re.compile(r"(?:error|warning|info)\[(\w+)\]")
    assert set(codes.findall(built.stderr)) <= set(codes.findall(done.stdout))
    assert not (library / "build").exists() or not list((library / "build").rglob("*.pdf"))


def test_check_with_pages_of_a_good_library_says_nothing(library: Path) -> None:
    done = run("check", "--pages")
    assert (done.exit_code, done.stdout) == (0, "1 handout for 1 clinic: nothing is wrong\n")
