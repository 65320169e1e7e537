"""Names that lead nowhere: each mistake is told where it is written, once, and its neighbour is let pass."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.document.making import (
    CLINIC,
    FILES,
    HANDOUT,
    ONE,
    PNG,
    TWO,
    definition,
    make_library,
    place,
    resolve,
    section,
)

from wardleaf.document import faults
from wardleaf.document.resolve import document_language, no_labels

Files = Mapping[str, str | bytes]
ICONS = "out-of: {0}\nwho: people\nperiod: one year\nevent: got well\notherwise: did not\ngroups:\n  - {{label: A, count: {1}}}\nsource: [a]\n"


def one(body: str) -> Files:
    return {ONE: section(body)}


def handout(**replaced: str) -> Files:
    return {HANDOUT: definition(**replaced)}


def icons(out_of: object, count: object) -> Files:
    return one("::: icon-array\n" + ICONS.format(out_of, count) + ":::\n")


# The mistake, what is told of it, and a neighbour of which nothing is told.
MISTAKES: dict[str, tuple[Files, list[str], Files]] = {
    "section": (handout(sections="[topic/oen]"), ["unknown-section leaflet:20:12"], handout(sections="[topic/one]")),
    "source": (one("A [@a; @zz]."), ["unknown-reference one:6:8"], one("A [@a; @b].")),
    "source of an icon array": (
        one("::: icon-array\n" + ICONS.format(100, 5).replace("[a]", "[zz]") + ":::\n"),
        ["unknown-reference one:14:10"],
        icons(100, 5),
    ),
    "source of the fever rule": (
        {**one("A {{ clinic.fever.rule }}."), CLINIC: FILES[CLINIC].replace("[fever]", "[fevre]")},
        ["unknown-reference riverside:13:61"],
        one("A {{ clinic.fever.rule }}."),
    ),
    "fact": (one("A {{ clinic.fever.rul }}."), ["unknown-fact one:6:3"], one("A {{ clinic.fever.rule }}.")),
    "fact of other clinics": (one("A {{ clinic.part-of }}."), ["fact-not-given one:6:3"], one("A {{ clinic.name }}.")),
    "service": (
        one("A {{ clinic.services.nurze.phone }}."),
        ["fact-not-given one:6:3"],
        one("A {{ clinic.services.nurse.phone }}."),
    ),
    "fact in a title": (
        handout(title="At {{ clinic.nam }}"),
        ["unknown-fact leaflet:20:11"],
        handout(title='"At {{ clinic.name }}"'),
    ),
    "field": (one("A {{ field.nurze }}."), ["unknown-field one:6:3"], one("A {{ field.nurse }}.")),
    "field in a heading": (
        one("## For {{ field.nurse }} {#a}\n\nA."),
        ["field-in-a-title one:6:8"],
        one("## For you {#a}\n\nA {{ field.nurse }}."),
    ),
    "field in a link": (
        one("[A {{ field.nurse }}](https://a.org)"),
        ["field-in-a-title one:6:4"],
        one("{{ field.nurse }} [A](https://a.org)"),
    ),
    "field without room": (
        handout(fields="{nurse: {label: Nurse, max-length: 501}}"),
        ["field-length leaflet:21:44"],
        handout(fields="{nurse: {label: Nurse, max-length: 500}}"),
    ),
    "field in a title": (
        handout(title='"For {{ field.name }}"'),
        ["field-in-a-title leaflet:20:13"],
        handout(title="For you"),
    ),
    "own field": (
        one("A {{ field.ward }}."),
        ["unknown-field one:6:3"],
        {**one("A {{ field.ward }}."), **handout(fields="{ward: {label: Ward}}")},
    ),
    "field of a copy": (
        one("::: prepared-for\nfields: [name, nurze]\n:::"),
        ["unknown-field one:7:16"],
        one("::: prepared-for\nfields: [name, nurse]\n:::"),
    ),
    "specialty of a handout": (handout(specialty="heart"), ["other-specialty leaflet:21:12"], handout(title="For you")),
    "glossary word": (one("A [biopsie]{.term}."), ["unknown-word one:6:4"], one("A [Biopsies]{.term}.")),
    "heading": (one("[a](#prat)\n\n## B {#part}"), ["unknown-heading one:6:5"], one("[a](#part)\n\n## B {#part}")),
    "heading of another section": (
        {ONE: section("[a](#x)"), TWO: section("## X {#y}", "Second")},
        ["unknown-heading one:6:5"],
        {ONE: section("[a](#x)"), TWO: section("## X {#x}", "Second")},
    ),
    "heading of two other sections": (
        {
            "handouts/sections/topic/zero.md": section("[a](#x)"),
            ONE: section("## X {#x}"),
            TWO: section("## X {#x}", "Second"),
            **handout(sections="[topic/zero, topic/one, topic/two]"),
        },
        ["ambiguous-heading zero:6:5"],
        {ONE: section("[a](#x)\n\n## X {#x}"), TWO: section("## X {#x}", "Second")},
    ),
    "heading that is left out": (
        {
            TWO: section("[a](#part)", "Second"),
            ONE: section("## A {#a}\n\nB\n\n## B {#part}"),
            **handout(sections="[{use: topic/one, only: [a]}, topic/two]"),
        },
        ["unknown-heading two:6:5"],
        {
            TWO: section("[a](#part)", "Second"),
            ONE: section("## A {#a}\n\nB\n\n## B {#part}"),
            **handout(sections="[topic/one, topic/two]"),
        },
    ),
    "sub-section": (
        handout(sections="[{use: topic/one, only: [prat]}]"),
        ["unknown-sub-section leaflet:20:36"],
        handout(sections="[{use: topic/one, only: [part]}]"),
    ),
    "section twice": (
        handout(sections="[topic/one, topic/two, topic/one]"),
        ["section-twice leaflet:20:34"],
        handout(sections="[{use: topic/one, when: {profile: [us]}}, topic/two, topic/one]"),
    ),
    "contact": (
        one("::: contacts\nshow: [servces]\n:::"),
        ["unknown-contact one:7:8"],
        one("::: contacts\nshow: [services, line]\n:::"),
    ),
    "nobody": (
        {**one("::: contacts\nshow: [services, helplines]\n:::"), CLINIC: FILES[CLINIC].partition("helplines:")[0]},
        ["nobody-to-show one:7:18"],
        one("::: contacts\nshow: [services, helplines]\n:::"),
    ),
    "picture": (
        one("![A drip](figures/dirp.png)"),
        ["unknown-picture one:6:11"],
        {**one("![A drip](figures/drip.png)"), "handouts/figures/drip.png": PNG},
    ),
    "denominator": (icons(50, 5), ["icon-array-numbers one:7:9"], icons(1000, 5)),
    "count": (icons(100, 101), ["icon-array-numbers one:13:23"], icons(100, 100)),
    "count below nothing": (icons(100, -1), ["icon-array-numbers one:13:23"], icons(100, 0)),
    "groups": (
        one(
            "::: icon-array\n"
            + ICONS.format(100, 5).replace("source", "  - {label: B, count: 1}\n" * 4 + "source")
            + ":::\n"
        ),
        ["icon-array-numbers one:7:1"],
        one(
            "::: icon-array\n"
            + ICONS.format(100, 5).replace("source", "  - {label: B, count: 1}\n" * 3 + "source")
            + ":::\n"
        ),
    ),
    "QR code": (
        one("::: qr\naddress: http://x.example\ncaption: A\n:::"),
        ["qr-address one:7:10"],
        one("::: qr\naddress: https://x.example\ncaption: A\n:::"),
    ),
    "QR code of a fact": (
        one('::: qr\naddress: "{{ clinic.name }}"\ncaption: A\n:::'),
        ["qr-address one:7:10"],
        one('::: qr\naddress: "{{ clinic.website }}"\ncaption: A\n:::'),
    ),
    "QR code of no fact": (
        one('::: qr\naddress: "{{ clinic.webiste }}"\ncaption: A\n:::'),
        ["unknown-fact one:7:11"],
        one('::: qr\naddress: "{{ clinic.website }}"\ncaption: A\n:::'),
    ),
    "handout inside": (
        handout(sections="[topic/two, {handout: leaflet}]"),
        ["handout-inside-definition leaflet:20:33"],
        handout(),
    ),
    "unknown handout inside": (
        handout(sections="[topic/one, {handout: laeflet}]"),
        ["unknown-handout leaflet:20:33"],
        handout(),
    ),
    "file with errors": (
        {ONE: section("A", clinicl="yes")},
        ["file-with-errors leaflet:12:12"],
        {ONE: section("A", parts="[x]")},
    ),
    "picture with errors": (
        {**one("![A](figures/a.png)"), "handouts/figures/a.png": b"no picture"},
        ["file-with-errors one:6:6"],
        {**one("![A](figures/a.png)"), "handouts/figures/a.png": PNG},
    ),
    "sources with errors": (
        {"handouts/references.yaml": FILES["handouts/references.yaml"].replace("{id: b,", "{id: b, vlume: 3,")},
        ["file-with-errors two:6:11"],
        {},
    ),
    "glossary with errors": (
        {**one("A [biopsy]{.term}."), "handouts/glossary.yaml": "- {word: biopsy, meaning: a, also: []\n"},
        ["file-with-errors one:6:4"],
        one("A [biopsy]{.term}."),
    ),
    "write-in of both": (
        one("::: write-in\nlines: 2\nfields: [a]\n:::"),
        ["write-in-space one:7:8"],
        one("::: write-in\nfields: [a]\n:::"),
    ),
    "write-in of nothing": (
        one("::: write-in\nheading: A\n:::"),
        ["write-in-space one:7:1"],
        one("::: write-in\nheading: A\nlines: 2\n:::"),
    ),
    "write-in too long": (
        one("::: write-in\nlines: 61\n:::"),
        ["write-in-space one:7:8"],
        one("::: write-in\nlines: 60\n:::"),
    ),
    "diary": (
        one("::: diary\ncolumns: [A]\nrows: 0\n:::"),
        ["diary-size one:7:1"],
        one("::: diary\ncolumns: [A]\nrows: [B, C]\n:::"),
    ),
    "citation in a label": (
        one('::: write-in\nfields: ["A [@a]"]\n:::'),
        ["citation-place one:7:14"],
        one('::: write-in\nprompt: "A [@a]"\nlines: 2\n:::'),
    ),
    "nothing to print": (
        handout(sections="[{use: topic/one, when: {edition: [booklet]}}]"),
        ["nothing-printed leaflet:1:1"],
        handout(sections="[{use: topic/one, when: {edition: [standard]}}]"),
    ),
    "no key sources": (
        {**one("A [@b]."), TWO: section("B", "C"), **handout(references="short")},
        ["no-key-sources leaflet:20:13"],
        handout(references="short"),
    ),
    "range of lines": (
        handout(fit="{pages: multiple-of-4, write-in-lines: 12–4}"),
        ["write-in-lines-range leaflet:21:45"],
        handout(fit="{pages: multiple-of-4, write-in-lines: 4–12}"),
    ),
    "section to drop": (
        handout(fit="{pages: multiple-of-4, may-drop: [topic/tow]}"),
        ["unknown-section leaflet:21:40"],
        handout(fit="{pages: multiple-of-4, may-drop: [topic/two]}"),
    ),
    "mistake in a section": (one("> a"), ["block-quote one:6"], one("a")),
}


def told(files: Files) -> list[str]:
    _, findings = resolve(files)
    shown = []
    for finding in findings:
        name, _, where = place(finding).partition(" ")
        stem = finding.span.file.path.rpartition("/")[2].partition(".")[0] if finding.span else ""
        shown.append(f"{name} {stem}:{where}")
    return shown


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_told_where_it_is_written(name: str) -> None:
    assert told(MISTAKES[name][0]) == MISTAKES[name][1]


@pytest.mark.parametrize("name", MISTAKES)
def test_neighbour_is_let_pass(name: str) -> None:
    assert told(MISTAKES[name][2]) == []


@pytest.mark.parametrize(
    ("choice", "name", "hint"),
    [
        ({"handout": "laeflet"}, "unknown-handout", "did you mean `leaflet`?"),
        ({"clinic": "riversid"}, "clinic-not-found", "did you mean `riverside`?"),
        ({"edition": "bookelt"}, "edition-not-listed", "did you mean `booklet`?"),
    ],
)
def test_names_on_the_command_line(choice: dict[str, str], name: str, hint: str) -> None:
    document, findings = resolve(**choice)  # type: ignore[arg-type]
    assert document is None
    assert [(finding.name, finding.hint) for finding in findings] == [(name, hint)]


def test_edition_that_the_definition_does_not_list() -> None:
    _, findings = resolve({HANDOUT: definition(editions="[standard]")}, edition="booklet")
    assert [place(finding) for finding in findings] == ["edition-not-listed 20:12"]


def test_files_that_were_rejected_are_not_called_unknown() -> None:
    _, findings = resolve({HANDOUT: definition(kidn="x")})
    assert [finding.name for finding in findings] == ["file-with-errors"]
    _, findings = resolve({"handouts/clinics/lakeside.yaml": "name: x\n"}, clinic="lakeside")
    assert [finding.name for finding in findings] == ["file-with-errors"]


def test_value_for_an_unknown_field() -> None:
    _, findings = resolve(values={"nam": "x"})
    assert [(finding.name, finding.hint) for finding in findings] == [("unknown-field-value", "did you mean `name`?")]
    document, _ = resolve(values={"name": "x"})
    assert document is not None


def test_unknown_fact_lists_what_there_is() -> None:
    _, findings = resolve(one("A {{ clinic.fever.rul }}."))
    assert findings[0].hint == "did you mean `clinic.fever.rule`?"
    assert "clinic.phones.advice.night" in findings[0].notes[0]


def test_everything_wrong_is_told_at_once() -> None:
    _, findings = resolve({ONE: section("> a [@zz] {{ clinic.x }}"), **handout(sections="[topic/one, topic/oen]")})
    assert {finding.name for finding in findings} == {
        "block-quote",
        "unknown-reference",
        "unknown-fact",
        "unknown-section",
    }


def test_every_fault_has_a_case() -> None:
    seen = {entry.split()[0] for _, entries, _ in MISTAKES.values() for entry in entries}
    seen |= {
        "unknown-handout",
        "printed-once-in-pack",
        "clinic-not-found",
        "edition-not-listed",
        "unknown-field-value",
        "unsuitable-field-value",
        "unknown-language",
        "untranslated-facts",
    }
    assert {fault.name for fault in faults.FAULTS if fault.code.startswith("D")} <= seen


def test_language_without_labels() -> None:
    library, _ = make_library({HANDOUT: definition(language="cy")})
    finding = no_labels(library.handouts["leaflet"], library.clinics["riverside"])
    assert document_language(library.handouts["leaflet"], library.clinics["riverside"]) == "cy"
    assert (finding.name, place(finding)) == ("unknown-language", "unknown-language 20:11")
