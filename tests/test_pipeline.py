"""The stages in order: what is built of what, and that nothing of one build shows in another."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import pytest
from tests.cli.running import add_clinic, add_handout, change, small_library

from wardleaf.building import build_handout
from wardleaf.checking import check_library
from wardleaf.findings import Findings
from wardleaf.pipeline import Workshop, clinic_ids, handout_ids, open_library, targets_of
from wardleaf.records.built import Target

STANDARD = Target(handout="chemotherapy", clinic="riverside", edition="standard")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_library(tmp_path / "library")


def opened(root: Path) -> Workshop:
    workshop = open_library(root, Findings())
    assert workshop is not None
    return workshop


def test_targets(root: Path) -> None:
    add_handout(root, "second", code="RBC-002")
    add_clinic(root, "lakeside", "Lakeside")
    workshop = opened(root)

    def short(
        *, handouts: tuple[str, ...] = (), clinics: tuple[str, ...] = (), editions: tuple[str, ...] = ()
    ) -> list[str]:
        chosen = targets_of(workshop, handouts=handouts, clinics=clinics, editions=editions)
        return [f"{target.clinic} {target.handout} {target.edition}" for target in chosen]

    assert short() == ["riverside chemotherapy standard", "riverside chemotherapy booklet", "riverside second standard"]
    assert short(handouts=("second", "second"), clinics=("lakeside", "riverside")) == [
        "lakeside second standard",
        "riverside second standard",
    ]
    assert short(editions=("booklet",)) == ["riverside chemotherapy booklet"]
    assert short(handouts=("second",), editions=("booklet",)) == [
        "riverside second booklet"
    ]  # resolving tells that it has none


def test_ids_of_files_that_could_not_be_read(root: Path) -> None:
    change(add_handout(root, "second", code="RBC-002"), "kind: general", "kind: chemo")
    change(add_clinic(root, "lakeside", "Lakeside"), "profile: uk", "profile: fr")
    (root / "handouts/clinics/trust.yaml").write_text("website: https://trust.example\n", encoding="utf-8")
    (root / "handouts/clinics/ward.yaml").write_text("extends: trust\n", encoding="utf-8")
    workshop = opened(root)
    assert handout_ids(workshop) == ("chemotherapy", "second")
    assert clinic_ids(workshop) == ("lakeside", "riverside", "ward")  # `trust` is only there to be extended
    assert targets_of(workshop, handouts=["second"]) == ()


def test_the_same_bytes_after_building_something_else(root: Path) -> None:
    add_handout(root, "second", code="RBC-002")
    workshop = opened(root)
    first = build_handout(workshop, STANDARD)
    build_handout(workshop, Target(handout="second", clinic="riverside", edition="standard"))
    build_handout(workshop, Target(handout="chemotherapy", clinic="riverside", edition="booklet"))
    again = build_handout(workshop, STANDARD)
    fresh = build_handout(opened(root), STANDARD)
    assert first.findings == ()
    assert first == again == fresh
    (file,) = first.files
    assert file.record.sha256 == hashlib.sha256(file.data).hexdigest()


def test_a_built_handout_travels_between_processes(root: Path) -> None:
    workshop = opened(root)
    change(root / "handouts/sections/chemotherapy/how-it-works.md", "@who2020", "@who2021")
    broken = build_handout(opened(root), STANDARD)
    assert broken.files == ()
    assert [finding.code for finding in broken.findings] == ["D105"]
    assert pickle.loads(pickle.dumps(broken)) == broken  # noqa: S301  # our own
    travelled: Workshop = pickle.loads(pickle.dumps(workshop))  # noqa: S301  # our own
    assert build_handout(travelled, STANDARD) == build_handout(workshop, STANDARD)


def test_words_and_their_echo_are_told_once(root: Path) -> None:
    change(root / "handouts/sections/chemotherapy/when-to-call.md", "clinical: no", "clinical: perhaps")
    for told in (build_handout(opened(root), STANDARD).findings, check_library(opened(root))):
        assert [(finding.code, finding.related) for finding in told] == [("L119", ("chemotherapy",))]


def test_checking_says_everything_that_building_would(root: Path) -> None:
    change(root / "handouts/sections/chemotherapy/how-it-works.md", "@who2020", "@who2021")
    change(root / "handouts/sections/chemotherapy/when-to-call.md", "clinic.fever.rule", "clinic.fever.rules")
    checked = {(finding.code, str(finding.span)) for finding in check_library(opened(root))}
    built = {(finding.code, str(finding.span)) for finding in build_handout(opened(root), STANDARD).findings}
    assert checked == built
    assert len(checked) == 2


def test_a_handout_goes_to_the_clinics_of_its_specialty(root: Path) -> None:
    change(add_handout(root, "knee", code="RBC-002"), "audience:", "specialty: orthopaedics\naudience:")
    change(add_clinic(root, "joints", "Joint unit"), "profile: uk", "specialty: orthopaedics\nprofile: uk")
    add_clinic(root, "lakeside", "Lakeside")
    workshop = opened(root)

    def pairs(*, handouts: tuple[str, ...] = (), clinics: tuple[str, ...] = ()) -> set[str]:
        return {
            f"{target.clinic} {target.handout}" for target in targets_of(workshop, handouts=handouts, clinics=clinics)
        }

    assert pairs() == {"riverside chemotherapy"}
    assert pairs(clinics=clinic_ids(workshop)) == {"riverside chemotherapy", "lakeside chemotherapy", "joints knee"}
    assert pairs(clinics=("joints",)) == {"joints knee"}
    # Named, it goes where it belongs; named with a clinic that does not give it, resolving says so.
    assert pairs(handouts=("knee",)) == {"joints knee"}
    assert pairs(handouts=("knee", "chemotherapy"), clinics=("riverside", "joints")) == {
        "joints knee",
        "riverside chemotherapy",
    }
    assert pairs(handouts=("knee",), clinics=("riverside",)) == {"riverside knee"}
    told = check_library(workshop, handouts=("knee",), clinics=("riverside",))
    assert [finding.code for finding in told if "specialty" in finding.message] == ["D135"]
    assert not [finding for finding in check_library(workshop) if finding.code == "D135"]


def test_a_pack_takes_handouts_of_one_specialty(root: Path) -> None:
    change(add_handout(root, "knee", code="RBC-002"), "audience:", "specialty: orthopaedics\naudience:")
    change(
        add_handout(root, "both", code="RBC-003"),
        "  - chemotherapy/how-it-works",
        "  - handout: chemotherapy\n  - handout: knee",
    )
    told = check_library(opened(root), handouts=("both",))
    assert [finding.message for finding in told if finding.code == "D135"] == [
        "Chemotherapy is for clinics of the specialty `orthopaedics`, and Riverside Breast Clinic is a clinic without a specialty"
    ]
