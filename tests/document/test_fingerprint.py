"""The content hash: the same for every edition, other when readers are told something else."""

from __future__ import annotations

import re

import pytest
from tests.document.making import (
    CLINIC,
    FILES,
    HANDOUT,
    ONE,
    PNG,
    definition,
    document_of,
    make_library,
    resolve,
    section,
)

from wardleaf.document.fingerprint import content_hash

PICTURED = {ONE: section("![A](figures/a.png) \n\n[biopsy]{.term} tumour"), "handouts/figures/a.png": PNG}


def changed(path: str, one: str, other: str) -> dict[str, str]:
    text = FILES[path]
    assert one in text
    return {path: text.replace(one, other)}


def test_it_is_two_groups_of_four() -> None:
    assert re.fullmatch(r"[0-9a-f]{4} [0-9a-f]{4}", document_of().hash)


@pytest.mark.parametrize("clinic", ["riverside", "lakeside"])
def test_every_edition_has_the_same(clinic: str) -> None:
    entries = "[{use: topic/one, when: {edition: [booklet]}}, {use: topic/two, when: {profile: [us, uk]}}]"
    files = {HANDOUT: definition(sections=entries)}
    assert (
        len(
            {
                document_of(files, clinic=clinic, edition=edition).hash
                for edition in ("standard", "large-print", "booklet")
            }
        )
        == 1
    )


def test_clinics_differ() -> None:
    assert document_of().hash != document_of(clinic="lakeside").hash


def test_a_personal_copy_has_the_same() -> None:
    document, _ = resolve(values={"name": "Kim"})
    assert document is not None
    assert document.hash == document_of().hash


@pytest.mark.parametrize(
    "files",
    [
        changed(ONE, "More words.", "Other words."),
        changed(ONE, "reviewed: 2026-11-01", "reviewed: 2026-11-02"),
        changed(ONE, "title: First things", "title: Things"),
        changed(CLINIC, "01632 960 140", "01632 960 149"),
        changed(CLINIC, "chest pain", "bleeding"),
        changed("handouts/references.yaml", "Report a on", "Reports a on"),
        {HANDOUT: definition(title="Chemotherapy")},
        {HANDOUT: definition(version='"1.1"')},
        {HANDOUT: definition(sections="[topic/two, topic/one]")},
        {HANDOUT: definition(references="short")},
    ],
    ids=str,
)
def test_it_changes_with_what_readers_are_told(files: dict[str, str]) -> None:
    assert document_of(files).hash != document_of().hash


@pytest.mark.parametrize(
    "files",
    [
        changed(CLINIC, "style: riverside", "style: other"),
        changed(CLINIC, "960 160", "960 169"),
        changed("handouts/references.yaml", "Report e on", "Reports e on"),
        changed(
            "handouts/references.yaml", "{id: a, key: yes,", "{id: a, note: read twice, checked: 2026-11-30, key: yes,"
        ),
        changed("handouts/references.yaml", "{id: a, key: yes, type: report,", "{type: report, key: yes, id: a,"),
        changed("handouts/glossary.yaml", "a small sample", "a sample"),
        changed(ONE, "clinical: no\n", "clinical: no\nparts: [risks]\n"),
        {HANDOUT: definition(editions="[booklet, standard]")},
        {HANDOUT: definition(topic_words="[chemotherapy]")},
        {HANDOUT: definition(allow='{a-rule: {reason: "r", by: "b", until: 2027-01-01}}')},
        {HANDOUT: FILES[HANDOUT].replace("code: RBC-001\n", "").replace("kind:", "code: RBC-001\nkind:")},
        {ONE: FILES[ONE].replace("\n", "\r\n")},
        {ONE: FILES[ONE].replace("More words.", "More words.   ")},
        {"handouts/sections/topic/three.md": section("Three", "Third")},
    ],
    ids=str,
)
def test_it_stays_otherwise(files: dict[str, str]) -> None:
    assert document_of(files).hash == document_of().hash


def test_words_and_pictures_count_where_they_are_used() -> None:
    before = document_of(PICTURED, clinic="lakeside").hash
    for path, text in (
        ("handouts/glossary.yaml", FILES["handouts/glossary.yaml"].replace("small", "tiny")),
        ("handouts/spelling.yaml", FILES["handouts/spelling.yaml"].replace("tumor}", "tumr}")),
        ("handouts/figures/a.png", PNG + b"\x01"),
    ):
        assert document_of({**PICTURED, path: text}, clinic="lakeside").hash != before, path  # type: ignore[dict-item]
    assert (
        document_of(
            {**PICTURED, "handouts/spelling.yaml": FILES["handouts/spelling.yaml"] + "- {en-GB: x, en-US: y}\n"},
            clinic="lakeside",
        ).hash
        == before
    )


def test_a_sub_section_that_is_left_out_does_not_count() -> None:
    only = {HANDOUT: definition(sections="[{use: topic/one, only: [a]}]")}
    one = document_of({**only, ONE: section("I.\n\n## A {#a}\n\nB.\n\n## C {#c}\n\nD.")}).hash
    other = document_of({**only, ONE: section("I.\n\n## A {#a}\n\nB.\n\n## C {#c}\n\nE.")}).hash
    third = document_of({**only, ONE: section("I.\n\n## A {#a}\n\nBB.\n\n## C {#c}\n\nE.")}).hash
    assert one == other != third


def test_composed_and_apart_letters_are_the_same() -> None:
    assert document_of({ONE: section("Caf\u00e9.")}).hash == document_of({ONE: section("Cafe\u0301.")}).hash


def test_the_order_of_mappings_does_not_count() -> None:
    library, _ = make_library()
    handout = library.handouts["leaflet"]
    one = content_hash(
        handout, parts=(), facts={"a": 1, "b": (2, None)}, references=(), words={}, pictures={"x": b"1", "y": b"2"}
    )
    other = content_hash(
        handout, parts=(), facts={"b": (2, None), "a": 1}, references=(), words={}, pictures={"y": b"2", "x": b"1"}
    )
    assert one == other
