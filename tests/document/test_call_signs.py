"""What the box on the first page and the last says of when to call, and what a clinic's file gives to it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.document.making import CLINIC, FILES, HANDOUT, ONE, definition, document_of, parse, resolve, section

from wardleaf.document.model import CallBox, Citation, Document, Heading, Paragraph, runs_text

SIGNS = '["Your temperature is {{ clinic.fever.rule }}", "You suddenly feel unwell [@b]"]'
EMERGENCY = 'emergency: {number: "999", when: chest pain}'


def clinic(*more: str, emergency: str = EMERGENCY) -> str:
    return FILES[CLINIC].replace(EMERGENCY, emergency) + "".join(f"{line}\n" for line in more)


def boxes(document: Document) -> Iterator[CallBox]:
    for box in (document.first_page.call_box, document.imprint.call_box):
        assert box is not None
        yield box


def words(box: CallBox) -> list[str]:
    return [runs_text(block.runs) for item in box.symptoms for block in item.blocks if isinstance(block, Paragraph)]


def numbers(document: Document) -> list[str]:
    listed = document.references
    assert listed is not None
    return [source.id for source in listed.sources]


def paragraphs(document: Document) -> list[str]:
    return [runs_text(block.runs) for block in document.blocks if isinstance(block, Paragraph)]


def test_the_first_page_and_the_last_carry_the_signs_of_the_handout_with_their_sources() -> None:
    document = document_of({HANDOUT: definition(call_signs=SIGNS)})
    for box in boxes(document):
        assert words(box) == [
            "Your temperature is 37.5°C or higher, or below 36°C\u00a0[1]",
            "You suddenly feel unwell\u00a0[2]",
        ]
    assert numbers(document)[:2] == ["fever", "b"]


def test_without_signs_the_box_is_as_short_as_it_was() -> None:
    assert all(box.symptoms == () for box in boxes(document_of()))


def test_the_emergency_line_gives_its_sources_where_the_clinic_does() -> None:
    document = document_of({CLINIC: clinic(emergency='emergency: {number: "999", when: chest pain, source: [c, a]}')})
    for box in boxes(document):
        assert runs_text(box.emergency).replace("\u00a0", " ") == "Call 999 for chest pain. [1,2]"
        assert any(isinstance(run, Citation) for run in box.emergency)
    assert numbers(document)[:2] == ["c", "a"]
    assert runs_text(next(boxes(document_of())).emergency).replace("\u00a0", " ") == "Call 999 for chest pain."


def test_a_pack_without_signs_of_its_own_has_those_of_its_handouts_once() -> None:
    other = definition(call_signs=SIGNS, code="RBC-002", sections="[topic/two]")
    pack = definition(sections="[{handout: leaflet}, {handout: other}]", code="P-1")
    document = document_of(
        {HANDOUT: definition(call_signs=SIGNS), "handouts/other.yaml": other, "handouts/pack.yaml": pack},
        handout="pack",
    )
    assert len(words(next(boxes(document)))) == 2


def test_a_clinic_says_how_long_its_line_is_for_and_what_to_do_when_nobody_answers() -> None:
    given = (
        "cover: {rule: for 6 weeks after it ends, source: [c]}",
        "no-answer: {rule: call 999, source: [d]}",
    )
    text = "Call {{ clinic.cover.rule }}. If not, {{ clinic.no-answer.rule }}. Go to {{ clinic.emergency.place }}.\n"
    emergency = 'emergency: {number: "999", when: chest pain, place: A&E}'
    document = document_of({CLINIC: clinic(*given, emergency=emergency), ONE: section(text)})
    said = paragraphs(document)[0].replace("\u00a0", " ")
    assert said == "Call for 6 weeks after it ends [1]. If not, call 999 [2]. Go to A&E."


def test_a_text_that_names_a_rule_which_the_clinic_does_not_give_is_refused() -> None:
    for path in ("cover.rule", "no-answer.rule", "emergency.place"):
        document, findings = resolve({ONE: section(f"Call {{{{ clinic.{path} }}}}.\n")})
        assert document is None
        assert f"gives no `clinic.{path}`" in " ".join(finding.message for finding in findings)


def test_the_hash_changes_with_the_signs_and_with_the_rules_that_are_printed() -> None:
    plain = document_of().hash
    assert document_of({HANDOUT: definition(call_signs=SIGNS)}).hash != plain
    cover = "cover: {rule: for 6 weeks, source: [c]}"
    assert document_of({CLINIC: clinic(cover)}).hash == plain  # nothing prints it
    text = section("Call {{ clinic.cover.rule }}.\n")
    for_weeks = document_of({CLINIC: clinic(cover), ONE: text}).hash
    assert document_of({CLINIC: clinic("cover: {rule: for 8 weeks, source: [c]}"), ONE: text}).hash != for_weeks


def test_what_is_still_to_be_agreed_stands_in_the_imprint() -> None:
    review = FILES[HANDOUT].replace(
        "  funding: none\n", "  funding: none\n  to-agree: The signs in the box on the first page.\n"
    )
    rows = {label: runs_text(runs) for label, runs in document_of({HANDOUT: review}).imprint.rows}
    assert rows["Still to be agreed"] == "The signs in the box on the first page."
    assert "Still to be agreed" not in dict(document_of().imprint.rows)


# --- parts of a section for clinics of one profile --------------------------------------------------------------------

PROFILES = "In all.\n\n## Test {#test-uk profile=uk}\n\nBritish.\n\n### More\n\nSmall.\n\n## Test {#test-us profile=us}\n\nAmerican.\n\n## End\n\nLast.\n"


def test_a_part_for_one_profile_is_printed_for_its_clinics_only() -> None:
    british = paragraphs(document_of({ONE: section(PROFILES)}))
    american = paragraphs(document_of({ONE: section(PROFILES)}, clinic="lakeside"))
    assert british[:4] == ["In all.", "British.", "Small.", "Last."]
    assert american[:3] == ["In all.", "American.", "Last."]


def test_only_takes_the_parts_of_both_profiles_by_their_ids() -> None:
    files = {ONE: section(PROFILES), HANDOUT: definition(sections="[{use: topic/one, only: [test-uk, test-us]}]")}
    for clinic_id, wanted in (("riverside", ["In all.", "British.", "Small."]), ("lakeside", ["In all.", "American."])):
        assert paragraphs(document_of(files, clinic=clinic_id)) == wanted


def test_a_part_below_another_may_be_for_one_profile() -> None:
    text = "Words.\n\n## All\n\nBoth.\n\n### Only us {profile=us}\n\nAmerican.\n\n### All again\n\nBoth again.\n"
    assert paragraphs(document_of({ONE: section(text)}))[:3] == ["Words.", "Both.", "Both again."]
    headings = [block for block in document_of({ONE: section(text)}).blocks if isinstance(block, Heading)]
    assert "Only us" not in [runs_text(heading.runs) for heading in headings]


def test_sources_of_a_part_that_is_left_out_are_not_listed() -> None:
    text = "Words.\n\n## A {profile=uk}\n\nBritish [@c].\n\n## B {profile=us}\n\nAmerican [@d].\n"
    files = {ONE: section(text), HANDOUT: definition(sections="[topic/one]")}
    assert numbers(document_of(files)) == ["c"]
    assert numbers(document_of(files, clinic="lakeside")) == ["d"]


def test_a_profile_that_does_not_exist_is_told() -> None:
    _, told = parse("Words.\n\n## A {profile=eu}\n\nWords.\n")
    assert told == ("unknown-attribute 3:6",)
