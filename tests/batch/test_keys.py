"""The key of a target: nothing that a build looks at is left out of it, and what it does not look at does not count."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.cli.running import REPOSITORY, add_clinic, add_handout, change, small_library
from tests.languages import translate_library

from wardleaf import uses
from wardleaf.batch.keys import target_keys
from wardleaf.building import build_handout
from wardleaf.findings import Findings
from wardleaf.library.snapshot import Snapshot, take_snapshot
from wardleaf.pipeline import Workshop, clinic_ids, open_library, targets_of
from wardleaf.records.built import Target
from wardleaf.values import replace

SHARED = {"references": "handouts/references.yaml"}


class Watched(Mapping[str, object]):
    """A mapping that remembers whose values were taken."""

    def __init__(self, held: Mapping[str, object], kind: str, seen: set[tuple[str, str]]) -> None:
        self._held, self._kind, self._seen = held, kind, seen

    def __getitem__(self, key: str) -> object:
        found = self._held[key]
        self._seen.add((self._kind, key))
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, key: object) -> bool:
        return key in self._held


def opened(root: Path) -> Workshop:
    workshop = open_library(root, Findings())
    assert workshop is not None
    workshop.today = datetime.date(2026, 11, 22)
    return workshop


def key(
    root: Path, snapshot: Snapshot | None = None, target: Target | None = None, *, program: str = "p", tags: bool = True
) -> str:
    workshop = opened(root)
    target = target or targets_of(workshop)[0]
    return target_keys(workshop, snapshot or take_snapshot(root), [target], program=program, tags=tags)[target]


def file_of(workshop: Workshop, kind: str, name: str) -> str:
    library = workshop.library
    match kind:
        case "handouts":
            return library.handouts[name].span.file.path
        case "sections":
            return library.sections[name].file.path
        case "sheets":
            return f"handouts/labels/{name}.yaml"
        case "styles":
            return f"styles/{name}.yaml"
        case "clinics":
            return f"handouts/clinics/{name}.yaml"
        case "pictures":
            return f"styles/{name}" if name.startswith("logos/") else f"handouts/{name}"
        case _:
            return SHARED[kind]


def looked_at(root: Path, target: Target, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """What the build of `target` takes out of the library, by kind and name."""
    seen: set[tuple[str, str]] = set()
    workshop = opened(root)
    kinds = ("handouts", "sections", "references", "clinics", "styles", "pictures", "sheets")
    plain = workshop.library
    watched = {kind: Watched(getattr(plain, kind), kind, seen) for kind in kinds}
    workshop.library = replace(plain, **watched)  # type: ignore[arg-type]
    # Who uses a section is told beside what is wrong in it; the key holds that, by name.
    with monkeypatch.context() as patch:
        patch.setattr(uses, "section_users", lambda _: users)
        users = dict.fromkeys(plain.sections, ())
        build_handout(workshop, target)
    return seen


def libraries(root: Path) -> Iterator[Path]:
    yield REPOSITORY
    small = small_library(root / "small")
    add_handout(small, "second", code="RBC-002")
    pack = add_handout(small, "both", code="RBC-003")
    change(pack, "  - chemotherapy/how-it-works\n", "  - handout: chemotherapy\n  - handout: second\n")
    add_clinic(small, "lakeside", "Lakeside")
    translate_library(small, translation="{of: second, method: human}")
    (small / "handouts/figures").mkdir(exist_ok=True)
    shelf = small / "handouts/sections/chemotherapy/how-it-works.md"
    shelf.write_text(shelf.read_text(encoding="utf-8") + '\n![A tree](figures/tree.svg "A tree")\n', encoding="utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="50" height="50"/></svg>'
    (small / "handouts/figures/tree.svg").write_text(svg, encoding="utf-8")
    (small / "styles/logos").mkdir(exist_ok=True)
    (small / "styles/logos/sign.svg").write_text(svg, encoding="utf-8")
    change(small / "styles/riverside.yaml", "extends: base", "extends: base\nlogo: {file: sign.svg}")
    yield small


def test_nothing_that_a_build_looks_at_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds: set[str] = set()
    for root in libraries(tmp_path):
        workshop, snapshot = opened(root), take_snapshot(root)
        targets = [
            target for target in targets_of(workshop, clinics=clinic_ids(workshop)) if target.edition == "standard"
        ]
        assert targets
        for target in targets:

            def key_from(held: Snapshot, target: Target = target, workshop: Workshop = workshop) -> str:
                return target_keys(workshop, held, [target], program="p", tags=True)[target]

            before = key_from(snapshot)
            seen = looked_at(root, target, monkeypatch)
            kinds |= {kind for kind, _ in seen}
            for path in {file_of(workshop, kind, name) for kind, name in seen}:
                assert path in snapshot.digests
                other = replace(snapshot, digests={**snapshot.digests, path: "other"})
                assert key_from(other) != before, f"{target} looks at {path}"
    assert kinds == {"handouts", "sections", "references", "clinics", "styles", "pictures", "sheets"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_library(tmp_path / "library")
    add_handout(root, "second", code="RBC-002")
    return root


def test_the_program_the_day_the_tags_and_the_edition_count(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop, snapshot = opened(root), take_snapshot(root)
    targets = targets_of(workshop)
    keys = {
        *target_keys(workshop, snapshot, targets, program="p", tags=True).values(),
        *target_keys(workshop, snapshot, targets, program="q", tags=True).values(),
        *target_keys(workshop, snapshot, targets, program="p", tags=False).values(),
    }
    workshop.today = datetime.date(2026, 11, 23)
    keys |= set(target_keys(workshop, snapshot, targets, program="p", tags=True).values())
    assert len(keys) == 4 * len(targets)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("handouts/chemotherapy.yaml", "title: Chemotherapy", "title: Your chemotherapy"),
        ("handouts/sections/chemotherapy/when-to-call.md", "- a temp", "- a high temp"),
        ("handouts/references.yaml", "  checked: 2026-11-01\n", "  checked: 2026-11-02\n"),
        ("handouts/clinics/riverside.yaml", "name: Riverside", "name: River"),
        ("styles/riverside.yaml", "accent: teal", "accent: ink"),
        ("styles/base.yaml", "extends", "extends"),
    ],
)
def test_each_of_its_files_counts(root: Path, path: str, old: str, new: str) -> None:
    before = key(root)
    text = (root / path).read_text(encoding="utf-8")
    (root / path).write_text(text.replace(old, new) + "\n", encoding="utf-8")
    assert key(root) != before


def test_another_handouts_words_and_another_clinic_do_not_count(root: Path) -> None:
    add_clinic(root, "lakeside", "Lakeside")
    target = Target(handout="second", clinic="riverside", edition="standard")
    before = key(root, target=target)
    change(root / "handouts/sections/chemotherapy/when-to-call.md", "- a temp", "- a high temp")
    change(root / "handouts/chemotherapy.yaml", "title: Chemotherapy", "title: Your chemotherapy")
    change(root / "handouts/clinics/lakeside.yaml", "name: Lakeside", "name: Lakeside Clinic")
    assert key(root, target=target) == before


def test_a_value_that_a_clinic_takes_over_counts_though_no_place_of_it_is_left(root: Path) -> None:
    """`specimen: yes` in the file that another extends is a plain yes: it has no place."""
    child = root / "handouts/clinics/child.yaml"
    child.write_text(
        "extends: riverside\n" + (root / "handouts/clinics/riverside.yaml").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    target = Target(handout="second", clinic="child", edition="standard")
    before = key(root, target=target)
    parent = root / "handouts/clinics/riverside.yaml"
    parent.write_text(parent.read_text(encoding="utf-8") + "specimen: yes\n", encoding="utf-8")
    assert key(root, target=target) != before


def test_who_else_uses_a_section_counts_for_it_is_told(root: Path) -> None:
    target = Target(handout="second", clinic="riverside", edition="standard")
    before = key(root, target=target)
    add_handout(root, "third", code="RBC-004")
    assert key(root, target=target) != before


def test_a_new_file_counts_for_it_may_be_the_one_that_was_missed(root: Path) -> None:
    before = key(root)
    (root / "styles/fonts").mkdir()
    (root / "styles/fonts/.Own.ttf").write_bytes(b"font")  # hidden: reading passes it over, but a style may name it
    after = key(root)
    assert after != before
    (root / "styles/fonts/.Own.ttf").write_bytes(b"tonf")
    assert key(root) not in (before, after)
