"""How a hospital approves, from the first draft to the withdrawal: `approve`, `withdraw`, `due`, `register` and what
`build` makes of it.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from tests.cli.approving import CLINIC, SECTION, WHO, approve_all, draft_pages, real_library, set_today, words_of
from tests.cli.running import add_clinic, change, files_below, run, small_library
from tests.languages import translate_library, verified

PDF = Path("build/riverside/chemotherapy-standard.pdf")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return real_library(tmp_path, monkeypatch)


def test_an_unapproved_handout_says_draft_on_every_page_and_fails(library: Path) -> None:
    done = run("build", "chemotherapy")
    assert done.exit_code == 1
    assert done.stderr.count("error[R604]") == 4
    assert draft_pages(PDF) == [True] * 3
    assert all(draft_pages(Path("build/riverside/chemotherapy-booklet.pdf")))
    manifest = json.loads(Path("build/riverside/manifest.json").read_text())
    assert all(entry["draft"] for entry in manifest["files"])


def test_an_approved_handout_is_clean(library: Path) -> None:
    done = approve_all()
    assert done.stdout.count("approved by J. Ellis, head of information on 2026-11-22") == 5
    assert "Recorded, not signed: handouts/approvals.yaml" in done.stdout
    assert "chemotherapy for riverside: approved" in done.stdout
    built = run("build")
    assert (built.exit_code, built.stderr) == (0, "")
    assert draft_pages(PDF) == [False] * 3
    assert "draft" not in Path("build/riverside/manifest.json").read_text()
    assert run("check").stdout == "2 handouts for 1 clinic: nothing is wrong\n"


def test_processes_agree(library: Path) -> None:
    approve_all()
    run("build", "--out", "one", "--jobs", "1")
    run("build", "--out", "two", "--jobs", "2")
    assert files_below(library / "one") == files_below(library / "two") != {}


def test_approval_changes_no_byte_but_draft(library: Path) -> None:
    approve_all()
    run("build", "chemotherapy")
    before = PDF.read_bytes()
    assert run("approve", "handout:second", "--as", "Somebody Else, manager").exit_code == 0
    run("build", "chemotherapy")
    assert PDF.read_bytes() == before


def test_a_changed_section_makes_drafts_of_all_that_use_it_until_it_is_approved_again(library: Path) -> None:
    approve_all()
    change(library / SECTION, "kills growing cells", "harms growing cells")
    done = run("build", "--edition", "standard")
    assert done.exit_code == 1
    assert done.stderr.count("error[R605]") == 1
    assert "used by: chemotherapy, second" in done.stderr
    assert "note: changed: words" in done.stderr
    assert all(draft_pages(PDF)) and all(draft_pages(Path("build/riverside/second-standard.pdf")))
    approved = run("approve", SECTION, "--as", WHO)
    assert approved.exit_code == 0
    assert "chemotherapy: version 1.0 was approved with other words; write a new `version`" in approved.stdout
    # One number never stands on two wordings.
    twice = run("build", "--edition", "standard")
    assert twice.stderr.count("error[R620]: version 1.0 of ") == 2
    assert all(draft_pages(PDF))
    refused = run("approve", "handout:second", "handout:chemotherapy", "--as", "P. Lee, manager")
    assert refused.exit_code == 1 and refused.stderr.count("error[R620]") == 2
    assert "approved" not in refused.stdout
    for name in ("chemotherapy", "second"):
        change(library / "handouts" / f"{name}.yaml", 'version: "1.0"', 'version: "1.1"')
    assert run("approve", "handout:second", "handout:chemotherapy", "--as", WHO).exit_code == 0
    assert run("build", "--edition", "standard").exit_code == 0
    assert not any(draft_pages(PDF))


def test_a_changed_phone_number_raises_the_issue_and_lists_what_to_print_again(library: Path) -> None:
    approve_all()
    change(library / CLINIC, "01632 960140", "01632 960149")
    waiting = run("build", "chemotherapy", "--edition", "standard")
    assert waiting.exit_code == 1
    assert "phones.advice.any-time was 01632 960140, is 01632 960149" in waiting.stderr
    assert waiting.stderr.count("error[") == 1
    done = run("approve", "clinic:riverside", "--as", "P. Lee, manager")
    assert (
        "print again for riverside: RBC-001 version 1.0 issue 2, Chemotherapy (phones.advice.any-time)" in done.stdout
    )
    assert "print again for riverside: RBC-002 version 1.0 issue 2, Another (phones.advice.any-time)" in done.stdout
    assert run("build", "--edition", "standard").exit_code == 0
    words = words_of(PDF)
    assert words.count("RBC-001 version 1.0 issue 2") >= 2
    assert "RBC-001, version 1.0 issue 2" in words
    assert {entry["issue"] for entry in json.loads(Path("build/riverside/manifest.json").read_text())["files"]} == {2}


def test_a_withdrawn_handout_is_not_built(library: Path) -> None:
    approve_all()
    done = run("withdraw", "rbc-001", "--reason", "The dose is wrong.", "--as", "Dr S. Rao, oncologist")
    assert done.exit_code == 0
    assert "RBC-001  withdrawn by Dr S. Rao, oncologist on 2026-11-22: Chemotherapy" in done.stdout
    built = run("build")
    assert built.exit_code == 1
    assert (
        "error[R606]: RBC-001 was withdrawn on 2026-11-22 by Dr S. Rao, oncologist: The dose is wrong." in built.stderr
    )
    assert not PDF.exists()
    assert Path("build/riverside/second-standard.pdf").exists()
    assert run("approve", "RBC-001", "--as", WHO).exit_code == 0
    assert run("build").exit_code == 0


def test_an_overdue_handout_is_not_built_and_its_bytes_never_depend_on_the_day(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve_all()
    run("build", "chemotherapy")
    before = PDF.read_bytes()
    set_today(monkeypatch, datetime.date(2027, 10, 1))
    soon = run("build", "chemotherapy")
    assert soon.exit_code == 0
    assert "warning[R611]: the review of this handout is due in 31 days, on 2027-11-01" in soon.stderr
    assert PDF.read_bytes() == before
    PDF.unlink()
    set_today(monkeypatch, datetime.date(2027, 11, 2))
    late = run("build", "chemotherapy")
    assert late.exit_code == 1
    assert "error[R612]" in late.stderr
    assert not PDF.exists()


LONG = "Chemotherapy is medicine that kills cells that grow and " + "you rest and " * 12 + "you call us."
ALLOW = '{reason: Quoted from the label, by: "A. Morgan, nurse", until: 2026-11-22}'


@pytest.mark.parametrize(
    ("allow", "where"),
    [
        ("allow: {long-sentence: %s}\n", "handouts/chemotherapy.yaml"),
        ("allow: {long-sentence: %s}\n---\n", SECTION),
        ("---\n::: allow\nlong-sentence: %s\n:::\n", SECTION),
    ],
)
def test_an_acceptance_that_has_ended_fails_the_build_and_changes_no_byte(
    library: Path, monkeypatch: pytest.MonkeyPatch, allow: str, where: str
) -> None:
    change(library / SECTION, "Chemotherapy is medicine that kills growing cells", LONG.rstrip("."))
    approve_all()
    unaccepted = run("build", "chemotherapy", "--edition", "standard")
    assert "error[R104]" in unaccepted.stderr
    assert all(draft_pages(PDF))
    text = (library / where).read_text(encoding="utf-8")
    written = allow % ALLOW
    change(
        library / where,
        *(("clinical: yes\n---\n", f"clinical: yes\n{written}") if where == SECTION else (text, text + written)),
    )
    # Nothing but the words is approved, so to accept a finding needs no approval again.
    held = run("build", "chemotherapy", "--edition", "standard")
    assert held.exit_code == 0
    assert held.stderr.startswith("info[R104]")
    assert held.stderr.endswith("\n\n1 info\n")
    assert "accepted by A. Morgan, nurse until 2026-11-22" in held.stderr
    before = PDF.read_bytes()
    assert not any(draft_pages(PDF))
    set_today(monkeypatch, datetime.date(2026, 11, 23))
    ended = run("build", "chemotherapy", "--edition", "standard")
    assert ended.exit_code == 1
    assert "error[R002]: the allowance of `long-sentence` ended on 2026-11-22" in ended.stderr
    assert PDF.read_bytes() == before
    assert run("check", "chemotherapy").exit_code == 1


def test_an_unsourced_handout_says_draft_on_every_page_also_when_it_is_approved(library: Path) -> None:
    change(
        library / SECTION,
        " [@who2020].",
        " and some healthy cells, which is why you may feel sick or tired for some days after each treatment.",
    )
    approve_all()
    done = run("build", "second")
    assert done.exit_code == 1
    assert "error[R701]" in done.stderr
    assert all(draft_pages(Path("build/riverside/second-standard.pdf")))


WIDE = "page: {measure: 190mm, text-indent: 0mm, inner: 10mm, outer: 10mm}\nbody: {text: {size: 12pt}}\n"


def test_what_only_the_finished_pages_show_makes_a_draft_and_can_be_accepted(library: Path) -> None:
    """The booklet has shorter lines, and its build does not call the allowance unused."""
    change(
        library / SECTION,
        "Chemotherapy is",
        "You can rest at home with your own things, and we call you. " * 60 + "\n\nChemotherapy is",
    )
    style = library / "styles" / "riverside.yaml"
    change(style, "body: {text: {size: 14pt}}\n", WIDE)
    approve_all()
    wide = run("build", "chemotherapy")
    assert wide.exit_code == 1
    assert "error[R802]" in wide.stderr
    assert all(draft_pages(PDF))
    assert not any(draft_pages(Path("build/riverside/chemotherapy-booklet.pdf")))
    definition = library / "handouts" / "chemotherapy.yaml"
    text = definition.read_text(encoding="utf-8")
    definition.write_text(f"{text}allow: {{long-line: {ALLOW}}}\n", encoding="utf-8")
    accepted = run("build", "chemotherapy")
    assert accepted.exit_code == 0, accepted.stderr
    assert not any(draft_pages(PDF))
    assert "info[R802]" in accepted.stderr
    assert "R004" not in accepted.stderr
    definition.write_text(f"{text}allow: {{thick-booklet: {ALLOW}, vague-heading: {ALLOW}}}\n", encoding="utf-8")
    unused = run("build", "chemotherapy").stderr
    assert "warning[R004]: nothing that was built here needs the allowance of `thick-booklet`" in unused
    assert "`vague-heading` any more" not in unused
    assert "nothing needs the allowance of `vague-heading` any more" in run("check", "chemotherapy").stdout


def test_what_governance_finds_can_be_accepted_but_not_that_words_are_unapproved(library: Path) -> None:
    definition = library / "handouts" / "chemotherapy.yaml"
    text = definition.read_text(encoding="utf-8")
    author = next(line.partition(": ")[2] for line in text.splitlines() if "written-by" in line)
    reviewer = next(line.partition(": ")[2] for line in text.splitlines() if "clinical-reviewer" in line)
    change(definition, reviewer, author)
    approve_all()
    assert "error[R603]" in run("build", "chemotherapy").stderr
    held = text.replace(reviewer, author)
    definition.write_text(held + f"allow: {{reviewer-is-author: {ALLOW}}}\n", encoding="utf-8")
    built = run("build", "chemotherapy")
    assert built.exit_code == 0
    assert built.stderr.startswith("info[R603]")
    assert built.stderr.endswith("\n\n1 info\n")
    assert not any(draft_pages(PDF))
    assert "info[R603]" in run("check", "chemotherapy").stdout
    definition.write_text(held.replace(author, reviewer, 1) + f"allow: {{changed-part: {ALLOW}}}\n", encoding="utf-8")
    refused = run("build", "chemotherapy")
    assert "error[R605]" in refused.stderr
    assert "error[R005]: `changed-part` cannot be allowed" in refused.stderr
    assert all(draft_pages(PDF))


def test_a_moved_review_date_is_printed(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(
        library / "handouts" / "chemotherapy.yaml",
        "  review-by: 2027-11-01\n",
        "  review-by: 2027-11-01\n  extend: {until: 2028-02-01, by: 'C. Head, manager', reason: the reviewer is ill}\n",
    )
    approve_all()
    set_today(monkeypatch, datetime.date(2027, 11, 2))
    assert run("build", "chemotherapy").exit_code == 0
    assert "To 1 February 2028 by C. Head, manager: the reviewer is ill" in words_of(PDF)


def test_a_specimen_can_never_be_approved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_library(tmp_path / "library"))
    done = run("approve", "clinic:riverside", "--as", WHO)
    assert done.exit_code == 1
    assert "error[R607]" in done.stderr
    assert not Path("handouts/approvals.yaml").exists()
    assert run("build").exit_code == 0
    assert run("approve", "chemotherapy/how-it-works", "--as", WHO).exit_code == 0
    checked = run("check")
    assert checked.exit_code == 0
    assert "info[R604]" in checked.stdout
    assert "clinic" not in checked.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("approve", "section:chemotherapy/how-it-work", "--as", WHO),
            "Did you mean `section:chemotherapy/how-it-works`?",
        ),
        (("approve", "nothing-like-it", "--as", WHO), "Write section:ADDRESS, clinic:NAME or handout:NAME"),
        (("approve", "clinic:riverside", "--as", "J. Ellis"), "--as needs a name and a role with a comma between"),
        (("withdraw", "RBC-009", "--reason", "x", "--as", WHO), "Did you mean `RBC-00"),
        (("withdraw", "RBC-001", "--reason", "  ", "--as", WHO), "--reason is empty"),
        (("withdraw", "RBC-001", "--reason", "x"), "Missing option '--as'"),
        (("approve", "--as", WHO), "Name the parts to approve, or write --all-waiting"),
        (("approve", "second", "--all-waiting", "--as", WHO), "Name the parts to approve, or write --all-waiting"),
        (("due", "--within", "soon"), "--within is a number of days, weeks or months"),
        (("uses", "chemotherapy/how-it-work"), "Did you mean `chemotherapy/how-it-works`?"),
    ],
)
def test_wrong_usage_says_what_to_write(library: Path, arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert sentence in done.stderr
    assert not Path("handouts/approvals.yaml").exists()


def test_a_name_that_means_two_parts_asks_which(library: Path) -> None:
    add_clinic(library, "second", "Second Clinic")
    done = run("approve", "second", "--as", WHO)
    assert done.exit_code == 2
    assert "`second` can mean clinic:second or handout:second. Write which." in done.stderr


def test_due_and_register(library: Path) -> None:
    assert run("due").stdout == "no review is due within 90d\n"
    assert run("due", "--within", "12m").stdout.splitlines() == [
        "2027-11-01  in 344 days  RBC-001  Chemotherapy",
        "2027-11-01  in 344 days  RBC-002  Another",
    ]
    assert run("due", "--within", "50w", "--format", "csv").stdout.count("RBC-00") == 2
    calendar = run("due", "--within", "400d", "--format", "ics").stdout_bytes
    assert calendar.startswith(b"BEGIN:VCALENDAR\r\n")
    assert calendar.count(b"BEGIN:VEVENT") == 2
    assert (
        run("register")
        .stdout.splitlines()[1]
        .startswith('RBC-001,Chemotherapy,"C. Head, manager",Riverside Breast Clinic,1.0,1,2027-11-01,draft,')
    )
    approve_all()
    assert run("register", "--clinic", "riverside").stdout.count(",approved,") == 2


def test_uses_of_each_kind_of_thing(library: Path) -> None:
    (library / "handouts" / "figures").mkdir(exist_ok=True)
    (library / "handouts" / "figures" / "leaf.png").write_bytes(
        bytes.fromhex("89504e470d0a1a0a0000000d4948445200000002000000030802000000") + bytes(40)
    )
    change(library / SECTION, "[@who2020].", "[@who2020].\n\n![A leaf](figures/leaf.png)")
    section = run("uses", "chemotherapy/how-it-works").stdout
    assert section.splitlines() == [
        "section chemotherapy/how-it-works: 2 lines, 2 handouts",
        "  handouts/chemotherapy.yaml:16:5  uses it  chemotherapy",
        "  handouts/second.yaml:16:5  uses it  second",
        "  RBC-001  Chemotherapy (chemotherapy)",
        "  RBC-002  Another (second)",
    ]
    reference = run("uses", "@who2020").stdout
    assert "reference who2020: 3 lines, 2 handouts" in reference
    assert "how-it-works.md:6:52  cites it  chemotherapy, second" in reference
    assert "when-to-call.md:7:20  cites it through clinic.fever.rule  chemotherapy" in reference
    assert "riverside.yaml:14:12  gives it as the source of the fever rule" in reference
    fact = run("uses", "clinic.fever.rule").stdout
    assert "fact clinic.fever.rule: 1 line, 1 handout" in fact
    assert "every handout prints it on its first or last page" in run("uses", "phones.advice").stdout
    figure = run("uses", "handouts/figures/leaf.png").stdout
    assert "figure figures/leaf.png: 1 line, 2 handouts" in figure
    assert "how-it-works.md:8" in figure


def test_what_is_used_in_a_handout_is_compared_again_in_its_translation(library: Path) -> None:
    translate_library(library, translation=verified(library))
    line = "  RBC-001-ES  Chemotherapyq (chemotherapy-es), a translation to be compared with it again"
    assert line in run("uses", "chemotherapy/how-it-works").stdout.splitlines()
    assert line not in run("uses", "who2020").stdout.splitlines()
