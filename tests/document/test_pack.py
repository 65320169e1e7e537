"""Packs: whole handouts inside a definition, and packs without one."""

from __future__ import annotations

import pytest
from tests.document.making import (
    FILES,
    HANDOUT,
    ONE,
    TWO,
    definition,
    headings,
    make_library,
    place,
    resolve,
    section,
    words,
)

from wardleaf.document.model import Callout, Document, PageBreak, PreparedFor, runs_text
from wardleaf.document.resolve import resolve_document
from wardleaf.findings import Findings, Severity
from wardleaf.library.label_files import read_labels, read_profile
from wardleaf.library.packs import MadePack, definitions_of, make_pack, pack_review_by, packed_handouts
from wardleaf.values import replace

OTHER = "handouts/other.yaml"
PACK = "handouts/both.yaml"
THREE = "handouts/sections/topic/three.md"


def other(**replaced: str) -> str:
    changed = {
        "title": "Living well",
        "short_title": "Living well",
        "code": "RBC-002",
        "version": '"2.1"',
        "sections": "[topic/three, topic/one]",
    }
    return definition(**{**changed, **replaced})


def pack(**replaced: str) -> str:
    changed = {
        "title": "Both",
        "short_title": "Both",
        "code": "RBC-009",
        "sections": "[{handout: leaflet}, {handout: other}]",
    }
    return definition(**{**changed, **replaced})


def files(**extra: str) -> dict[str, str | bytes]:
    return {
        OTHER: other(),
        THREE: section("Rest [@c; @a].\n\n## Sleep {#sleep}\n\nWords.\n", "Third things"),
        PACK: pack(),
        **extra,
    }


def packed(changed: dict[str, str | bytes] | None = None, **choices: str) -> Document:
    document, findings = resolve({**files(), **(changed or {})}, handout="both", **choices)  # type: ignore[arg-type]
    assert document is not None, findings
    return document


def numbered(document: Document) -> list[tuple[int, str]]:
    found = document.references
    return [(source.number, source.id) for source in found.sources]


def test_each_handout_has_a_heading_and_its_sections_stand_one_level_below() -> None:
    assert headings(packed()) == [
        (2, "Chemotherapy for tumours", "handout-leaflet"),
        (3, "First things", "topic-one"),
        (4, "A part", "part"),
        (3, "Second things", "topic-two"),
        (2, "Living well", "handout-other"),
        (3, "Third things", "topic-three"),
        (4, "Sleep", "sleep"),
        (2, "Where this information comes from", "references"),
    ]


def test_each_handout_begins_a_page_with_its_message_and_key_points() -> None:
    document = packed()
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == 2
    assert sum(isinstance(block, Callout) and block.kind == "key-points" for block in document.blocks) == 2
    assert words(document).splitlines().count("Call us if you have a fever.") == 2


def test_a_shared_section_is_printed_once_and_that_is_told() -> None:
    document, findings = resolve(files(), handout="both")
    assert document is not None
    assert document.addresses == ("topic/one", "topic/two", "topic/three")
    assert [(finding.severity, place(finding), finding.message) for finding in findings] == [
        (
            Severity.INFO,
            "printed-once-in-pack 20:42",
            "a section of `other` stands earlier in this pack, and is printed once: topic/one",
        )
    ]


def test_a_shared_section_prints_the_sub_sections_of_all_its_users() -> None:
    one = section("Start.\n\n## A {#a}\n\nAA.\n\n## B {#b}\n\nBB.\n\n## C {#c}\n\nCC.\n")
    changed: dict[str, str | bytes] = {
        ONE: one,
        TWO: section("Second.", "Second things"),
        HANDOUT: definition(sections="[{use: topic/one, only: [c]}, topic/two]"),
        OTHER: other(sections="[{use: topic/one, only: [a]}]"),
    }
    document = packed(changed)
    assert [line for line in words(document).splitlines() if line in ("Start.", "AA.", "BB.", "CC.")] == [
        "Start.",
        "AA.",
        "CC.",
    ]
    assert [name for _, name, _ in headings(document)][:4] == ["Chemotherapy for tumours", "First things", "A", "C"]


def test_sources_are_one_list_numbered_through() -> None:
    assert numbered(packed()) == [(1, "a"), (2, "b"), (3, "c")]


@pytest.mark.parametrize("shared", ["DOI: 10.1/ABC", "PMID: '123'"])
def test_one_source_under_two_ids_is_printed_once(shared: str) -> None:
    entry = "- {{id: {id}, type: report, title: Report {id}, author: [{{literal: G}}], issued: 2020, publisher: P, {shared}}}\n"
    text = FILES["handouts/references.yaml"].replace("- {id: c,", "- {id: old-c,")
    same = shared.replace("ABC", "abc")
    text += entry.format(id="c", shared=same) + entry.format(id="twin", shared=shared)
    three = section("Rest [@c; @a]. More [@twin]. All [@a; @c; @twin].", "Third things")
    document = packed({"handouts/references.yaml": text, THREE: three})
    assert numbered(document) == [(1, "a"), (2, "b"), (3, "c")]
    assert "Rest~[1,3]. More~[3]. All~[1,3]." in words(document)
    assert any(
        runs_text(runs) == "Based on the 3\u00a0sources listed in this handout." or "3" in runs_text(runs)
        for _, runs in document.imprint.rows
    )


def test_the_imprint_names_each_handout_and_the_earliest_review_date() -> None:
    review = "{written-by: X, clinical-reviewer: Y, approver: Z, last-reviewed: 2026-10-01, review-by: 2027-02-03, funding: none}"
    plain = "\n".join(line for line in other().splitlines() if not line.startswith(("review:", "  ")))
    document = packed({OTHER: f"{plain}\nreview: {review}\n"})
    rows = {label: runs_text(runs).replace("\u00a0", " ") for label, runs in document.imprint.rows}
    assert rows["Handouts in this pack"] == "Chemotherapy (RBC-001, version 1.0); Living well (RBC-002, version 2.1)"
    assert rows["Review by"] == "3 February 2027"


def test_a_handout_that_is_no_pack_says_nothing_of_packs() -> None:
    document, _ = resolve(files())
    assert document is not None
    assert "Handouts in this pack" not in [label for label, _ in document.imprint.rows]


def test_fields_of_every_handout_can_be_filled() -> None:
    fields = "{nurse: {label: Your key worker}}"
    document = packed({OTHER: other(fields=fields), THREE: section("Ask {{ field.nurse }}.", "Third things")})
    assert "Ask Your key worker." in words(document)
    prepared = document.first_page.prepared_for
    assert isinstance(prepared, PreparedFor)
    assert [field.label for field in prepared.fields] == ["Name", "Hospital number", "Your key worker"]


def test_the_hash_follows_the_words_of_every_handout() -> None:
    before = packed().hash
    assert packed(edition="booklet").hash == before
    assert packed({OTHER: other(main_message="Something else.")}).hash != before
    assert packed({OTHER: other(allow="{long-list: {reason: x, by: y, until: 2027-01-01}}")}).hash == before
    assert (
        packed({THREE: section("Rest [@c; @a].\n\n## Sleep {#sleep}\n\nOther words.\n", "Third things")}).hash != before
    )


def test_a_pack_takes_no_pack_and_names_must_be_known() -> None:
    _, findings = resolve(
        files(**{"handouts/more.yaml": pack(code="RBC-010", sections="[{handout: both}, {handout: othr}]")}),
        handout="more",
    )
    assert [(finding.name, finding.message) for finding in findings if finding.severity is Severity.ERROR] == [
        ("handout-inside-definition", "`leaflet` is in a pack inside this pack; take the handout itself instead"),
        ("handout-inside-definition", "`other` is in a pack inside this pack; take the handout itself instead"),
        ("unknown-handout", "there is no handout `othr`"),
    ]


def test_a_pack_of_a_handout_with_errors() -> None:
    _, findings = resolve(files(**{OTHER: other(kidn="x")}), handout="both")
    assert [finding.name for finding in findings] == ["file-with-errors"]


# --- packs without a file ---------------------------------------------------------------------------------------------


def test_a_made_pack_is_named_after_its_handouts() -> None:
    library, _ = make_library(files())
    id, made = make_pack({name: library.handouts[name] for name in ("leaflet", "other")})
    assert isinstance(made, MadePack)
    assert id == f"pack-{made.code.value.removeprefix('PACK-').lower()}"
    assert made.title.value == "Chemotherapy, Living well"
    assert made.version.value == "2026-11"
    assert [packed.handout.value for packed in packed_handouts(made)] == ["leaflet", "other"]
    assert [point.value for point in made.key_points] == ["One point.", "Two points.", "Three points."]
    assert [one.code.value for one in definitions_of(made)] == [made.code.value, "RBC-001", "RBC-002"]
    assert make_pack({name: library.handouts[name] for name in ("other", "leaflet")})[0] != id
    assert make_pack({"leaflet": library.handouts["leaflet"]}, title="Mine")[1].title.value == "Mine"


def test_a_made_pack_resolves_like_a_written_one() -> None:
    library, _ = make_library(files())
    id, made = make_pack({name: library.handouts[name] for name in ("leaflet", "other")})
    labels = read_labels("en-GB")
    assert labels is not None
    findings = Findings()
    document = resolve_document(
        replace(library, handouts={**library.handouts, id: made}),
        handout=id,
        clinic="riverside",
        edition="booklet",
        labels=labels,
        profile=read_profile("uk"),
        findings=findings,
    )
    assert document is not None, list(findings)
    assert headings(document) == headings(packed())


def test_the_earliest_date_counts_and_a_moved_one_as_it_was_moved() -> None:
    library, _ = make_library(files())
    definition_ = library.handouts["both"]
    assert pack_review_by(definition_).value == definition_.review.review_by.value
