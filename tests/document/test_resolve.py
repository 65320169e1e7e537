"""What a document says: first page, body, added pages and imprint, for two clinics and all editions."""

from __future__ import annotations

import pytest
from tests.document.making import (
    CLINIC,
    FILES,
    HANDOUT,
    ONE,
    TWO,
    block_of,
    body,
    definition,
    document_of,
    first_paragraph,
    headings,
    make_library,
    resolve,
    section,
    shown,
    words,
)

from wardleaf.document.manuscript import read_sections
from wardleaf.document.model import (
    Diary,
    Field,
    Foreign,
    Heading,
    Link,
    Paragraph,
    Term,
    WriteIn,
    runs_text,
)
from wardleaf.document.resolve import resolve_document
from wardleaf.findings import Findings
from wardleaf.library.composition import sections_of
from wardleaf.library.label_files import read_labels, read_profile

# --- headings and links -----------------------------------------------------------------------------------------------


def test_sections_and_sources_have_their_headings() -> None:
    document = document_of()
    assert document.contents == "auto"
    assert [section.address for section in document.sections] == ["topic/one", "topic/two"]
    assert headings(document) == [
        (2, "First things", "topic-one"),
        (3, "A part", "part"),
        (2, "Second things", "topic-two"),
        (2, "Where this information comes from", "references"),
    ]


def test_a_component_with_a_heading_is_a_section_and_one_without_belongs_to_the_section_before() -> None:
    components = "{contacts: {show: [clinic]}}, topic/one, {diary: {columns: [a, b], rows: 2}}, {write-in: {heading: My questions, lines: 4}}, topic/two"
    document = document_of({HANDOUT: definition(sections=f"[{components}]")})
    shape = [
        (section.heading and runs_text(section.heading.runs), section.address, type(section.blocks[-1]).__name__)
        for section in document.sections
    ]
    assert shape == [
        (None, "", "Contacts"),
        ("First things", "topic/one", "Diary"),
        ("My questions", "", "WriteIn"),
        ("Second things", "topic/two", "Paragraph"),
    ]
    assert [type(block).__name__ for block in document.blocks][:3] == ["Contacts", "Heading", "Paragraph"]
    assert document.addresses == ("topic/one", "topic/two")


def test_headings_without_an_id_are_counted() -> None:
    document = body("## A\n\nx\n\n### B\n\ny\n\n## C {#c}")
    assert headings(document)[1:4] == [(3, "A", "topic-one-1"), (4, "B", "topic-one-2"), (3, "C", "c")]


def test_ids_that_two_sections_have_get_the_sections_name() -> None:
    files = {
        ONE: section("[here](#x)\n\n## X {#x}"),
        TWO: section("[there](#x) [title](#topic-one)\n\n## X {#x}", "Second things"),
    }
    document = document_of(files)
    assert [id for _, _, id in headings(document)] == ["topic-one", "topic-one-x", "topic-two", "topic-two-x"]
    targets = [
        run.target
        for block in document.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if isinstance(run, Link)
    ]
    assert targets == ["#topic-one-x", "#topic-two-x", "#topic-one"]


@pytest.mark.parametrize("id", ["references", "title", "topic-one", "added-notes"])
def test_written_ids_do_not_meet_our_own(id: str) -> None:
    document = body(f"[a](#{id}) [@a]\n\n## X {{#{id}}}\n\ny\n\n## Z")
    ids = [heading for _, _, heading in headings(document)]
    assert len(set(ids)) == len(ids)
    assert f"topic-one-{id}" in ids


def test_sub_sections_keep_the_introduction_and_their_own() -> None:
    text = "Intro.\n\n## A {#a}\n\nOne.\n\n### B {#b}\n\nTwo.\n\n## C {#c}\n\nThree.\n"
    files = {ONE: section(text), HANDOUT: definition(sections="[{use: topic/one, only: [c, b]}]")}
    document = document_of(files)
    assert headings(document) == [(2, "First things", "topic-one"), (3, "B", "b"), (3, "C", "c")]
    assert words(document) == "Intro.\nTwo.\nThree."
    document = document_of({**files, HANDOUT: definition(sections="[{use: topic/one, only: [a], heading: Else}]")})
    assert headings(document) == [(2, "Else", "topic-one"), (3, "A", "a"), (4, "B", "b")]


def test_when_chooses_by_edition_and_profile() -> None:
    entries = "[{use: topic/one, when: {edition: [booklet], profile: [us]}}, topic/two]"
    files = {HANDOUT: definition(sections=entries)}
    assert document_of(files, edition="booklet", clinic="lakeside").addresses == ("topic/one", "topic/two")
    assert document_of(files, edition="booklet").addresses == ("topic/two",)
    assert document_of(files, edition="standard", clinic="lakeside").addresses == ("topic/two",)


def test_a_section_is_printed_once() -> None:
    document, findings = resolve({HANDOUT: definition(sections="[topic/one, topic/one]")})
    assert document is not None
    assert document.addresses == ("topic/one",)
    assert [finding.severity.value for finding in findings] == ["warning"]


def test_components_of_the_definition() -> None:
    entries = "[topic/one, {write-in: {heading: My tumours, lines: 3}}, {diary: {columns: [A, B], rows: 2}, when: {edition: [booklet]}}]"
    document = document_of({HANDOUT: definition(sections=entries)}, clinic="lakeside")
    assert (2, "My tumors", "entry-2-1") in headings(document)
    space = block_of(document, WriteIn)
    assert isinstance(space, WriteIn)
    assert space.lines == 3
    assert not any(isinstance(block, Diary) for block in document.blocks)


# --- words ------------------------------------------------------------------------------------------------------------


def test_facts_are_put_in_with_links_that_dial() -> None:
    document = body("Call {{ clinic.phones.advice }} or [**us** at {{ clinic.name }}](https://x.example).\n")
    assert words(document).startswith(
        "Call day 01632~960~140, night and weekends 01632~960~141 or us at Riverside Breast Clinic."
    )
    links = [run for run in first_paragraph(document).runs if isinstance(run, Link)]
    assert [(shown(link.words), link.target) for link in links] == [
        ("Call 01632~960~140", "tel:01632960140"),
        ("Call 01632~960~141", "tel:01632960141"),
        ("", "https://x.example"),
    ]


def test_no_link_stands_in_a_link() -> None:
    document = body("[call {{ clinic.phones.switchboard }}](https://x.example)")
    (link,) = first_paragraph(document).runs
    assert isinstance(link, Link)
    assert not any(isinstance(run, Link) for run in link.runs)


def test_spelling_follows_the_clinic_but_not_names_links_and_other_languages() -> None:
    text = "A tumour. [Tumour site](https://x.example) [tumour part](#p) [tumour]{lang=fr} {{ clinic.name }}\n\n## Tumour {#p}"
    files = {
        ONE: section(text, "A tumour"),
        "handouts/clinics/lakeside.yaml": FILES["handouts/clinics/lakeside.yaml"].replace(
            "Cancer Center", "Tumour Centre"
        ),
    }
    document = document_of(files, clinic="lakeside")
    assert words(document).startswith("A tumor. Tumour site tumor part tumour Lakeside Tumour Centre")
    assert headings(document)[:2] == [(2, "A tumor", "topic-one"), (3, "Tumor", "p")]
    assert (document.title, document.language) == ("Chemotherapy for tumors", "en-US")
    assert document_of(files).title == "Chemotherapy for tumours"


def test_units_and_temperatures_follow_the_profile() -> None:
    text = "Take 250 mg at 38 °C, or call at {{ clinic.fever.rule }}."
    assert words(body(text)).startswith("Take 250mg at 38°C, or call at 37.5°C or higher, or below 36°C~[1].")
    lakeside = words(body(text, clinic="lakeside"))
    assert lakeside.startswith("Take 250~mg at 38~°C (100.4~°F), or call at 100.4~°F (38~°C) or higher~[1].")


def test_a_quantity_over_a_line_end_holds() -> None:
    text = "Take 250\nmg for 3\nweeks after the first of your appointments, on 1\nNovember."
    assert words(body(text, clinic="lakeside")).startswith(
        "Take 250~mg for 3~weeks after the first of your appointments, on 1~November."
    )


def test_a_glossary_word_is_explained_once() -> None:
    files = {
        ONE: section("## A [biopsy]{.term}\n\nA [Biopsies]{.term} and [biopsy]{.term}."),
        TWO: section("Two [biopsy]{.term}.", "Second"),
    }
    document = document_of(files, clinic="lakeside")
    assert words(document) == "A Biopsies (a small sample of a tumor) and biopsy.\nTwo biopsy."
    terms = [
        run for block in document.blocks if isinstance(block, Paragraph) for run in block.runs if isinstance(run, Term)
    ]
    assert terms == [Term(text="Biopsies", meaning="a small sample of a tumor")]


def test_fields_are_lines_or_what_a_copy_fills_in() -> None:
    files = {
        ONE: section("Nurse: {{ field.nurse }}. Ward: {{ field.ward }}."),
        HANDOUT: definition(fields="{ward: {label: Ward}}"),
    }
    fields = [run for run in first_paragraph(document_of(files)).runs if isinstance(run, Field)]
    assert fields == [Field(name="nurse", label="My nurse"), Field(name="ward", label="Ward")]
    document, _ = resolve(files, values={"nurse": "<b>Kim & {{ x }}", "ward": ""})
    assert document is not None
    assert [run.value for run in first_paragraph(document).runs if isinstance(run, Field)] == ["<b>Kim & {{ x }}", None]


def test_words_in_another_language() -> None:
    run = first_paragraph(body("[hola **tú** 38 °C]{lang=es}", clinic="lakeside")).runs[0]
    assert isinstance(run, Foreign)
    assert (run.language, runs_text(run.runs)) == ("es", "hola tú 38\u00a0°C")


@pytest.mark.parametrize("typed", ["<b>x</b>", "&lt;", "<script>alert(1)</script>"])
def test_markup_prints_as_typed(typed: str) -> None:
    document, _ = resolve({ONE: section(f"A {typed} b.")})
    assert document is not None
    assert words(document).startswith(f"A {typed} b.")
    titled = document_of({HANDOUT: definition(audience='"A \\\\{{ b"')})
    assert titled.first_page.audience == "A {{ b"


def test_addresses_are_escaped_and_nothing_else() -> None:
    document = body("[a](<https://x.example/é ü?q=a&b=%20>) [b](mailto:a@b.example) [c](tel:+441)")
    targets = [run.target for run in first_paragraph(document).runs if isinstance(run, Link)]
    assert targets == ["https://x.example/%C3%A9%20%C3%BC?q=a&b=%20", "mailto:a@b.example", "tel:+441"]


# --- the pages around the body ----------------------------------------------------------------------------------------


def test_first_page() -> None:
    page = document_of(
        {HANDOUT: definition(main_message='"Call {{ clinic.phones.switchboard }} at 38 °C."')}
    ).first_page
    assert (page.audience, runs_text(page.title.runs), page.purpose) == (
        "For everyone",
        "Chemotherapy for tumours",
        "What it does.",
    )
    assert shown(page.main_message) == "Call 01632~960~100 at 38°C."
    assert (page.code_line, shown(page.date_line)) == ("RBC-001 version 1.0", "Reviewed November~2026")
    assert page.short_of_time


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("full", "Based on the one source listed in this handout."),
        ("short", "Based on one source. To see it, quote RBC-001\u00a0v1.0."),
        ("on-request", "Based on one source. To see it, quote RBC-001\u00a0v1.0."),
    ],
)
def test_one_source_is_told_as_one(policy: str, told: str) -> None:
    document = document_of(
        {HANDOUT: definition(references=policy), ONE: section("A [@a]. B [@a]."), TWO: section("C", "D")}
    )
    assert runs_text(dict(document.imprint.rows)["Evidence"]) == told


def test_imprint() -> None:
    document = document_of(clinic="lakeside")
    rows = {label: shown(runs_text(runs)) for label, runs in document.imprint.rows}
    assert rows == {
        "Published by": "Lakeside Cancer Center",
        "Contact": "200 Lake Avenue. lakeside.example",
        "Code and version": "RBC-001, version~1.0",
        "Last reviewed": "November~1,~2026",
        "Review by": "November~1,~2027",
        "Written by": "A.~Writer, nurse",
        "Medically reviewed by": "B.~Reader, doctor",
        "Evidence": "Based on the 2 sources listed in this handout.",
        "Funding": "No outside funding.",
    }


@pytest.mark.parametrize(
    ("written", "payload", "printed"),
    [
        ("", None, None),
        ("links: {qr: none}\n", None, None),
        ("links: {qr: none}\npublish: {address: https://a.example}\n", None, None),
        ("publish: {address: https://a.example/x}\n", "https://a.example/x/rbc-001/1.0/", "a.example/x/rbc-001/1.0"),
        (
            "links: {qr: published}\npublish: {address: https://a.example}\n",
            "https://a.example/rbc-001/1.0/",
            "a.example/rbc-001/1.0",
        ),
        ("links: {qr: website}\n", "https://riverside.example/rbc-001?v=1.0&h=HASH", "riverside.example/rbc-001"),
        ("publish: {address: https://ä.example}\n", "https://xn--4ca.example/rbc-001/1.0/", "ä.example/rbc-001/1.0"),
    ],
)
def test_a_code_leads_where_the_clinic_says(written: str, payload: str | None, printed: str | None) -> None:
    document = document_of({CLINIC: FILES[CLINIC] + written})
    code = document.imprint.qr
    assert (code.payload if code else None) == (payload and payload.replace("HASH", document.hash.replace(" ", "")))
    assert (code.printed if code else None) == printed


def test_where_a_code_leads_is_part_of_the_hash() -> None:
    hashes = {
        document_of({CLINIC: FILES[CLINIC] + written}).hash
        for written in ("", "links: {qr: website}\n", "publish: {address: https://a.example}\n")
    }
    assert len(hashes) == 3


def test_added_pages_are_each_led_by_a_heading() -> None:
    pages = document_of().added_pages
    assert len(pages) == 3
    assert all(isinstance(page[0], Heading) and len(page) == 2 for page in pages)


def test_specimens_say_so() -> None:
    assert document_of().clinic.specimen_notice
    assert document_of({CLINIC: FILES[CLINIC].replace("specimen: yes", "specimen: no")}).clinic.specimen_notice == ""


def test_sections_carry_what_checks_ask_for() -> None:
    document = document_of({ONE: section("A", parts="[risks]")})
    facts = document.section_facts[0]
    assert (facts.address, facts.parts, facts.clinical, facts.review_by) == ("topic/one", ("risks",), False, None)
    assert document.kind == "chemotherapy"


def test_language_is_the_handouts_where_the_clinic_speaks_another() -> None:
    words = (
        "phones.advice.day-hours",
        "phones.switchboard.name",
        "emergency.when",
        "fever.rule",
        "services.nurse.name",
        "services.nurse.hours",
        "services.nurse.for",
    )
    clinic = FILES[CLINIC].replace("language: en-GB", "language: cy-GB")
    given = f"translations: {{en: {{{', '.join(f'{path}: In English' for path in words)}}}}}\n"
    assert document_of({CLINIC: clinic + given}).language == "en-GB"
    document, told = resolve({CLINIC: clinic})
    assert document is None
    assert [finding.message for finding in told] == [
        f"Riverside Breast Clinic gives no words in `en-GB` for {', '.join(words)}"
    ]


def test_many_facts_without_words_are_listed_with_what_is_to_be_translated() -> None:
    clinic = FILES[CLINIC].replace("language: en-GB", "language: cy-GB") + "hours: Monday to Friday\n"
    _, (told,) = resolve({CLINIC: clinic})
    assert told.message == "Riverside Breast Clinic gives no words in `en-GB` for 8 of its facts"
    assert len(told.notes) == 8
    assert told.notes[0] == "hours: Monday to Friday"


def test_parsed_sections_can_be_shared() -> None:
    library, _ = make_library({ONE: section("> a")})
    definition_ = library.handouts["leaflet"]
    texts = read_sections(library, sections_of(definition_))
    labels = read_labels("en-GB")
    assert labels is not None
    told = []
    for edition in ("standard", "booklet"):
        findings = Findings()
        document = resolve_document(
            library,
            handout="leaflet",
            clinic="riverside",
            edition=edition,
            labels=labels,
            profile=read_profile("uk"),
            findings=findings,
            texts=texts,
        )
        assert document is None
        told.append([finding.name for finding in findings])
    assert told == [["block-quote"], ["block-quote"]]


def test_a_number_and_its_unit_hold_together_over_two_runs() -> None:
    document = body(
        "Take **500** mg, *1–2* tablets or 2 **tablets** on 1 *November* and [4](https://x.example) more.\n"
    )
    assert words(document).startswith("Take 500~mg, 1–2~tablets or 2~tablets on 1~November and 4 more.")
