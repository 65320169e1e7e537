"""Whatever is wrong with `approvals.yaml`: it never widens what may be printed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.governance.making import TODAY, approve, library_state_of, real_library, withdraw

from wardleaf.findings import Findings, SourceFile
from wardleaf.governance.approvals import approvals_of
from wardleaf.governance.rules import draft_reasons, refusal_reasons
from wardleaf.library.schema import Library
from wardleaf.records.approvals import decode_approvals, read_approvals, record_decisions, with_decisions

LIBRARY = real_library()
APPROVED = with_decisions(b"", approve(LIBRARY)).decode()
WITHDRAWN = with_decisions(APPROVED.encode(), (withdraw(LIBRARY, "leaflet"),)).decode()


def outcome(text: str, library: Library = LIBRARY) -> Mapping[str, str]:
    """What becomes of each handout: a clean file, a draft, or none."""
    approvals = approvals_of(decode_approvals(SourceFile("handouts/approvals.yaml", text), Findings()))
    library_state = library_state_of(library, approvals)
    became = {}
    for handout in library.handouts:
        found = library_state.findings(handout, "riverside", today=TODAY)
        became[handout] = "refused" if refusal_reasons(found) else "draft" if draft_reasons(found) else "clean"
    return became


def test_a_file_without_mistakes() -> None:
    assert outcome(APPROVED) == {"leaflet": "clean", "second": "clean"}
    assert outcome(WITHDRAWN) == {"leaflet": "refused", "second": "clean"}


def last_entry(old: str, new: str) -> str:
    head, dash, entry = WITHDRAWN.rpartition("\n- ")
    assert old in entry, entry
    return head + dash + entry.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "second"),
    [
        ("state: withdrawn", "state: withdrawnn", "clean"),
        ("state: withdrawn", "State: withdrawn", "clean"),
        ("state: withdrawn", "state:", "clean"),
        ("state: withdrawn", "state: [withdrawn]", "clean"),
        ("state: withdrawn", "withdrawn: yes", "clean"),
        ("  state: withdrawn\n", "", "clean"),
        ("state: withdrawn", "state: withdrawn\n  state: approved", "refused"),
        ("state: withdrawn", "state: withdrawn # by phone", "clean"),
        ("handout: leaflet", "hanndout: leaflet", "refused"),
        ("handout: leaflet", "withdrawel: RBC-001", "refused"),
        ("handout: leaflet", "handout:", "refused"),
        ("handout: leaflet", "handout: [leaflet]", "refused"),
        ("handout: leaflet", "handout: leaflet\n  section: topic/one", "refused"),
        ("handout: leaflet", "handout: leaflet\n  sections: topic/two", "refused"),
        ("handout: leaflet", "section: topic/one", "clean"),
        ("handout: leaflet", "clinic: riverside", "refused"),
        ("date: 2026-11-22", "date: 22/11/2026", "clean"),
        ("date: 2026-11-22", "date: 2026-02-30", "clean"),
        ("hash:", "hash", "refused"),
        ("state: withdrawn", "\tstate: withdrawn", "refused"),
        ("state: withdrawn", " state: withdrawn", "refused"),
        ("reason: A wrong dose.", 'reason: "A wrong dose.', "refused"),
        ("reason: A wrong dose.", "reason: A wrong dose: 5 mg", "refused"),
    ],
)
def test_a_withdrawal_with_a_mistake_stops_what_it_is_about_and_everything_when_nobody_can_tell(
    old: str, new: str, second: str
) -> None:
    assert outcome(last_entry(old, new)) == {"leaflet": "refused", "second": second}


@pytest.mark.parametrize(
    ("name", "became"),
    [
        ("leaflett", {"leaflet": "refused", "second": "clean"}),
        ("Leaflet", {"leaflet": "refused", "second": "clean"}),
        ("RBC-001", {"leaflet": "refused", "second": "refused"}),
        ("rbc-01", {"leaflet": "refused", "second": "clean"}),
        ("leaflet, second", {"leaflet": "refused", "second": "refused"}),
        ("gone-for-years", {"leaflet": "clean", "second": "clean"}),
    ],
)
def test_a_withdrawal_that_names_no_handout_stops_those_it_may_mean(name: str, became: Mapping[str, str]) -> None:
    by_hand = last_entry("handout: leaflet", f"handout: {name}").replace("  code: RBC-001\n", "")
    assert outcome(by_hand) == became
    # Somebody who approves the handout again has decided about it.
    again = with_decisions(by_hand.encode(), approve(LIBRARY, "handout:leaflet", "handout:second")).decode()
    assert outcome(again) == {"leaflet": "clean", "second": "clean"}


def test_a_withdrawn_handout_whose_file_is_renamed_stays_withdrawn_by_its_code() -> None:
    from tests.document.making import FILES

    renamed = real_library(
        {
            "handouts/folder.yaml": FILES["handouts/leaflet.yaml"],
            "handouts/leaflet.yaml": FILES["handouts/leaflet.yaml"].replace("RBC-001", "RBC-009"),
        }
    )
    text = last_entry("handout: leaflet", "handout: former")
    assert outcome(text, renamed)["folder"] == "refused"
    assert outcome(text, renamed)["second"] == "draft" or outcome(text, renamed)["second"] == "clean"


def test_an_approval_with_a_mistake_makes_a_draft_of_what_it_is_about() -> None:
    one = APPROVED.replace("date: 2026-11-22", "date: 2026-13-22", 1)
    assert outcome(one) == {"leaflet": "draft", "second": "clean"}  # of topic/one
    assert outcome(with_decisions(one.encode(), approve(LIBRARY)).decode())["leaflet"] == "draft"


WHOLE = {
    "no list": "withdrawn: leaflet\n",
    "cut in the middle": WITHDRAWN[:-80],
    "an entry that begins without its space": WITHDRAWN.replace("\n- handout: leaflet", "\n-handout: leaflet"),
    "an entry further in than the others": WITHDRAWN.replace("\n- handout: leaflet\n", "\n  - handout: leaflet\n"),
    "two documents": WITHDRAWN.replace("\n- handout: leaflet", "\n---\n- handout: leaflet"),
    "an end before the end": WITHDRAWN.replace("\n- handout: leaflet", "\n...\n- handout: leaflet"),
    "an anchor": WITHDRAWN.replace("- handout: leaflet", "- &x\n  handout: leaflet") + "- *x\n",
    "all remarks": "".join(f"# {line}\n" for line in WITHDRAWN.splitlines())[2:],
    "only the head": WITHDRAWN[: WITHDRAWN.index("- ")],
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_a_file_that_nobody_can_read_lets_nothing_out(text: str) -> None:
    assert outcome(text)["leaflet"] != "clean"


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(WITHDRAWN) - 1),
    st.integers(1, 40),
    st.sampled_from(["", " ", "\n", "x", ":", "- ", "#", '"', "\n- ", "\x00", "{"]),
)
def test_no_slip_of_the_hand_prints_a_withdrawn_handout_without_draft(place: int, length: int, typed: str) -> None:
    start = WITHDRAWN.rindex("- handout: leaflet")
    place = start + place % (len(WITHDRAWN) - start)
    text = WITHDRAWN[:place] + typed + WITHDRAWN[place + length :]
    remark = "#" in text[start:].partition("\n")[0]  # somebody took the entry out
    assert outcome(text)["leaflet"] != "clean" or remark


def write_library(root: Path, data: bytes | None) -> Path:
    (root / "handouts").mkdir(parents=True)
    path = root / "handouts" / "approvals.yaml"
    if data is not None:
        path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        WITHDRAWN.encode("utf-16"),
        WITHDRAWN.encode() + b"\xff",
        b"\0" * 200,
        WITHDRAWN.encode().replace(b"withdrawn", b"with\x00drawn"),
        b"<<<<<<< a\n" + WITHDRAWN.encode(),
    ],
)
def test_a_file_whose_bytes_are_no_text_is_unclear_and_nothing_is_added(tmp_path: Path, data: bytes) -> None:
    path = write_library(tmp_path, data)
    findings = Findings()
    decided = read_approvals(tmp_path, findings)
    assert findings.has_errors and decided.records == ()
    assert [(one.part, one.may_withdraw, bool(one.problems)) for one in decided.unclear] == [(None, True, True)]
    assert record_decisions(tmp_path, lambda _: approve(LIBRARY), Findings()) is None
    assert path.read_bytes() == data
    assert [file.name for file in path.parent.iterdir()] == ["approvals.yaml"]


def test_what_is_no_file_is_unclear(tmp_path: Path) -> None:
    import os

    makers = {
        "folder": Path.mkdir,
        "pipe": os.mkfifo,
        "link": lambda path: path.symlink_to("/dev/zero"),
        "dangling": lambda path: path.symlink_to("gone"),
    }
    for name, make in makers.items():
        make(write_library(tmp_path / name, None))
        findings = Findings()
        decided = read_approvals(tmp_path / name, findings)
        assert findings.has_errors and [one.part for one in decided.unclear] == [None], name
        assert record_decisions(tmp_path / name, lambda _: approve(LIBRARY), Findings()) is None


def test_a_link_out_of_the_library_is_neither_read_nor_written(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(APPROVED, encoding="utf-8")
    write_library(tmp_path / "library", None).symlink_to(outside)
    findings = Findings()
    assert record_decisions(tmp_path / "library", lambda _: approve(LIBRARY), findings) is None
    assert any("outside the library" in finding.message for finding in findings)
    assert outside.read_text(encoding="utf-8") == APPROVED
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "outside.yaml"]
    assert read_approvals(tmp_path / "library", Findings()).unclear


def test_a_link_inside_the_library_is_kept(tmp_path: Path) -> None:
    link = write_library(tmp_path, None)
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "real.yaml").write_text(APPROVED, encoding="utf-8")
    link.symlink_to(Path("..") / "records" / "real.yaml")
    assert record_decisions(tmp_path, lambda _: approve(LIBRARY, "section:topic/one"), Findings()) is not None
    assert link.is_symlink()
    assert len(read_approvals(tmp_path, Findings()).records) == APPROVED.count("\n- ") + 1


@pytest.mark.parametrize(
    "name",
    [
        "handouts/approvals.yml",
        "handouts/aprovals.yaml",
        "handouts/approvals (1).yaml",
        "handouts/approvals.yaml.bak",
        "approvals.yaml",
    ],
)
def test_a_record_under_another_name_is_told_and_stops_everything(tmp_path: Path, name: str) -> None:
    write_library(tmp_path, None)
    assert not read_approvals(tmp_path, Findings()).unclear
    (tmp_path / name).write_text(WITHDRAWN, encoding="utf-8")
    findings = Findings()
    assert [one.part for one in read_approvals(tmp_path, findings).unclear] == [None]
    assert [(finding.code, finding.span and finding.span.file.path) for finding in findings] == [("R618", name)]
    (tmp_path / "handouts" / "approvals.yaml").write_text(APPROVED, encoding="utf-8")
    assert not read_approvals(tmp_path, Findings()).unclear
