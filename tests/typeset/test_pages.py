"""Whole documents: booklets, contents, first and last page, running lines, margins, DRAFT, and the same bytes every
time.
"""

from __future__ import annotations

import itertools
import re

import pytest
from tests.document.making import CLINIC, FILES, ONE, resolve, section
from tests.typeset.making import (
    CLINICS,
    EDITIONS,
    HANDOUT,
    UNPRINTED,
    Made,
    complaints,
    contents_of,
    definition,
    frame_of,
    furniture,
    leaves,
    page_words,
    plain,
    resources_of,
    set_body,
    set_document,
    shipped,
    style_of,
)

from wardleaf.findings import Findings
from wardleaf.page_facts import PageFact
from wardleaf.pipeline import resources_for
from wardleaf.style.cascade import resolve_style
from wardleaf.typeset.compose.registers import PageNumber
from wardleaf.typeset.layout import CONTENTS_FROM, lay_out_document
from wardleaf.typeset.pages import PageGeometry
from wardleaf.typeset.typesetter import draw_document, typeset

WORDS = "Chemotherapy is medicine that kills growing cells and travels in the blood to reach them [@a]. "
PARAGRAPH = WORDS * 3 + "\n\n"
SECTIONS = "".join(f"## Part {number} {{#part-{number}}}\n\n{PARAGRAPH * 3}" for number in range(1, 12))


def rising(numbers: list[int]) -> bool:
    return all(one <= other for one, other in itertools.pairwise(numbers))


# --- booklets ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("clinic", CLINICS)
def test_a_booklet_of_any_length_has_a_multiple_of_four_pages(clinic: str) -> None:
    added: set[int] = set()
    for paragraphs in range(1, 22, 2):
        made = set_body(PARAGRAPH * paragraphs, edition="booklet", clinic=clinic)
        assert complaints(made) == []
        assert made.count % 4 == 0
        added.add(made.typeset.added_pages)
    assert added >= {0, 1, 2, 3}


def test_added_pages_stand_right_before_the_back_cover_and_hold_what_one_page_can() -> None:
    seen = 0
    for paragraphs in range(1, 22, 3):
        made = set_body(PARAGRAPH * paragraphs, edition="booklet")
        labels = made.document.labels
        headings = [labels.added_notes, labels.added_questions, labels.added_appointments]
        count = made.typeset.added_pages
        seen += count
        for page, heading in zip(made.pages[made.count - 1 - count : made.count - 1], headings):
            assert page_words(page).startswith(heading)
        for page in made.pages[: made.count - 1 - count]:
            assert not page_words(page).startswith(tuple(headings))
    assert seen


def test_other_editions_have_no_added_pages() -> None:
    for edition in ("standard", "large-print"):
        made = set_body(PARAGRAPH, edition=edition)
        assert made.typeset.added_pages == 0
        assert made.document.labels.added_notes not in made.words


@pytest.mark.parametrize("clinic", CLINICS)
def test_margins_of_a_booklet_are_mirrored(clinic: str) -> None:
    made = set_body(PARAGRAPH * 20, edition="booklet", clinic=clinic)
    page = made.style.page
    assert page.sides == "two"
    assert page.inner.pt > page.outer.pt
    starts = [min(fact.x0 for fact in one.texts if fact.text.startswith("RBC-001")) for one in made.pages[1:]]
    assert starts == pytest.approx(
        [page.outer.pt if number % 2 == 0 else page.inner.pt for number in range(2, made.count + 1)], abs=0.01
    )
    geometry = PageGeometry(page)
    assert {round(geometry.start(number) + geometry.column + geometry.end(number), 3) for number in (1, 2)} == {
        round(geometry.width, 3)
    }


# --- contents ---------------------------------------------------------------------------------------------------------


def test_contents_are_printed_from_six_pages_on() -> None:
    lengths: dict[int, bool] = {}
    for paragraphs in range(2, 26, 2):
        without = set_body(PARAGRAPH * paragraphs, contents="no")
        made = set_body(PARAGRAPH * paragraphs, contents="auto")
        assert bool(contents_of(made)) == (without.count >= CONTENTS_FROM)
        lengths[without.count] = bool(contents_of(made))
    assert CONTENTS_FROM == 6
    assert set(lengths) >= {5, 6}


def test_contents_may_be_asked_for_and_left_out() -> None:
    assert contents_of(set_body("Short.", contents="yes"))
    assert not contents_of(set_body(SECTIONS, contents="no"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_contents_numbers_are_the_pages_where_the_headings_stand(edition: str) -> None:
    names = [f"topic/s{number}" for number in range(24)]
    files = {
        f"handouts/sections/{name}.md": f"---\ntitle: Part {name[7:]} of this\nreviewed: 2026-11-01\nclinical: no\n---\n{PARAGRAPH * 2}"
        for name in names
    }
    made = set_body("Words.", edition=edition, contents="yes", sections=f"[{', '.join(names)}]", files=files)
    listed = contents_of(made)
    assert len(listed) == 25  # and the sources
    assert rising([number for _, number in listed])
    assert len({number for _, number in listed}) > 5
    assert complaints(made) == []


def test_a_contents_list_may_run_over_two_pages() -> None:
    names = [f"topic/s{number}" for number in range(45)]
    files = {
        f"handouts/sections/{name}.md": f"---\ntitle: A part with a long name number {name[7:]}\nreviewed: 2026-11-01\nclinical: no\n---\nWords.\n"
        for name in names
    }
    made = set_body("Words.", edition="booklet", contents="yes", sections=f"[{', '.join(names)}]", files=files)
    assert len(contents_of(made)) == 45
    assert complaints(made) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_row_of_a_contents_list_stands_alone_on_a_page(edition: str) -> None:
    parted = 0
    for count in range(12, 34, 1 if edition == "standard" else 3):
        names = [f"topic/s{number}" for number in range(count)]
        files = {
            f"handouts/sections/{name}.md": f"---\ntitle: Part {name[7:]}\nreviewed: 2026-11-01\nclinical: no\n---\nWords.\n"
            for name in names
        }
        made = set_body("Words.", edition=edition, contents="yes", sections=f"[{', '.join(names)}]", files=files)
        rows = [sum(isinstance(leaf, PageNumber) for leaf in leaves(page)) for page in made.laid.pages]
        assert sum(rows) == count
        assert 1 not in rows
        parted += sum(number > 0 for number in rows) > 1
    assert parted


# --- first and last page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("clinic", CLINICS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_first_page_says_what_matters_most(edition: str, clinic: str) -> None:
    made = set_body("Words.", edition=edition, clinic=clinic)
    first, words = made.document.first_page, plain(page_words(made.pages[0]))
    wanted = [made.document.clinic.name, first.audience, made.document.title, first.purpose, first.main_message]
    places = [words.find(plain(piece)) for piece in wanted]
    assert -1 not in places
    assert rising(places)
    assert first.call_box
    assert plain(first.call_box.heading) in words
    assert all(plain(number.number) in words for number in first.call_box.numbers)


def long_points(count: int) -> str:
    return "[" + ", ".join(f'"Point {number}: {WORDS[:-6].strip()}."' for number in range(1, count + 1)) + "]"


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("points", [3, 6, 10, 15, 60])
def test_what_the_first_page_cannot_hold_leads_the_next(points: int, edition: str) -> None:
    made = set_body("Words.", edition=edition, key_points=long_points(points))
    assert complaints(made) == []
    assert not made.errors
    found = [made.words.find(f"Point {number}:") for number in range(1, points + 1)]
    assert -1 not in found
    assert rising(found)
    title = plain(made.document.title)
    assert title in plain(page_words(made.pages[0]))
    second = plain(page_words(made.pages[1]))
    if "Point 1:" not in plain(page_words(made.pages[0])):
        assert made.document.labels.key_points in second


def test_key_points_stand_on_the_first_page_where_they_fit() -> None:
    for edition in EDITIONS:
        assert "Point 3:" in page_words(
            set_body(
                "Words.", edition=edition, key_points="[Point 1: a., Point 2: b., Point 3: c.]".replace(": ", ":\u00a0")
            ).pages[0]
        )


@pytest.mark.parametrize("clinic", CLINICS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_imprint_ends_the_last_page_below_the_call_box(edition: str, clinic: str) -> None:
    for paragraphs in (1, 5, 9):
        made = set_body(PARAGRAPH * paragraphs, edition=edition, clinic=clinic)
        assert complaints(made) == []
        words = plain(page_words(made.pages[-1]))
        for wanted in (
            "RBC-001, version 1.0",
            "A. Writer, nurse",
            "B. Reader, doctor",
            made.document.imprint.disclaimer,
        ):
            assert wanted in words
        frame = frame_of(made, made.count)
        lowest = max(fact.baseline for fact in made.pages[-1].texts if not fact.artifact)
        assert frame.top + frame.height - lowest < 75  # pinned to the foot, a QR code at most below it


def test_an_imprint_with_very_long_values_goes_on_over_pages() -> None:
    long = "A very long sentence about who wrote this. " * 40
    review = f'{{written-by: "{long}", clinical-reviewer: "{long}", approver: C, last-reviewed: 2026-11-01, review-by: 2027-11-01, funding: "{long}"}}'
    text = definition().split("review:")[0] + f"review: {review}\n"
    for edition in EDITIONS:
        made = set_body("Words.", edition=edition, files={HANDOUT: text})
        assert not made.errors
        assert plain(long) in made.words
        assert made.document.imprint.disclaimer in made.words
        assert [told for told in complaints(made) if "last page" not in told and "call box" not in told] == []


# --- running lines ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_but_the_first_has_running_lines(edition: str) -> None:
    made = set_body(SECTIONS, edition=edition)
    assert made.count > 6
    for number, page in enumerate(made.pages, 1):
        told = furniture(page)
        assert (f"Page {number} of {made.count}" in told) == (number > 1)
        code = f"{made.document.first_page.code_line} {made.document.hash}"
        assert code in (told if number > 1 else plain(page_words(page)))
        if made.laid.pages[number - 1].kind == "body":
            assert told.startswith("Chemotherapy Riverside Breast Clinic")
    assert "Page" not in furniture(made.pages[0])


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("clinic", CLINICS)
def test_the_specimen_notice_stands_in_the_middle_of_the_column(clinic: str, edition: str) -> None:
    made = set_body(PARAGRAPH * 12, clinic=clinic, edition=edition)
    notice = plain(made.document.clinic.specimen_notice)
    for number, page in enumerate(made.pages, 1):
        frame = frame_of(made, number)
        (fact,) = [fact for fact in page.texts if plain(fact.text) == notice]
        assert (fact.x0 + fact.x1) / 2 == pytest.approx(frame.x + frame.width / 2, abs=0.1)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("clinic", CLINICS)
def test_text_keeps_clear_of_the_running_lines(clinic: str, edition: str) -> None:
    style = style_of(clinic, edition)
    page, header, footer, code = style.page, style.running_header, style.running_footer, style.first_page.code_line
    from_top = page.header.pt + header.text.leading.pt + header.gap.pt
    from_bottom = page.footer.pt + max(footer.text.leading.pt + footer.gap.pt, code.leading.pt)
    assert min(page.top.pt - from_top, page.bottom.pt - from_bottom) >= 7.0
    assert page.footer.pt - UNPRINTED - style.notice.specimen.leading.pt >= 4.0  # and they of the notice below


def test_a_very_long_clinic_name_is_cut_short_in_the_running_header_only() -> None:
    name = "The Very Long Name of a Breast Clinic That Nobody Can Say in One Breath at the Riverside Hospitals"
    made = set_body(SECTIONS, edition="booklet", files={CLINIC: FILES[CLINIC].replace("Riverside Breast Clinic", name)})
    assert name in made.words
    header = furniture(made.pages[2])
    assert " …" in header
    assert name not in header
    frame = frame_of(made, 3)
    for fact in made.pages[2].texts:
        if fact.artifact and "Specimen" not in fact.text:
            assert frame.x - 0.5 <= fact.x0
            assert fact.x1 <= frame.x + frame.width + 0.5


def test_in_a_booklet_title_and_clinic_take_turns_where_both_do_not_fit() -> None:
    title = "If breast cancer comes back again"
    made = set_body(PARAGRAPH * 12, edition="booklet", short_title=title)
    clinic = made.document.clinic.name
    assert complaints(made) == []
    for number, page in enumerate(made.pages, 1):
        if made.laid.pages[number - 1].kind != "body":
            continue
        words, other = (clinic, title) if number % 2 == 0 else (title, clinic)
        top = [fact for fact in page.texts if fact.artifact and fact.baseline < made.style.page.top.pt]
        assert [fact.text.strip() for fact in top] == [words]
        assert other not in furniture(page).replace(plain(made.document.clinic.specimen_notice), "")
        frame = frame_of(made, number)
        outer = top[0].x0 - frame.x if number % 2 == 0 else frame.x + frame.width - top[0].x1
        assert outer == pytest.approx(0, abs=0.1)


# --- links, DRAFT, bytes ----------------------------------------------------------------------------------------------


def test_back_links_name_every_page_that_cites() -> None:
    made = set_body(PARAGRAPH * 8 + "Words [@b; @c].\n\n" + PARAGRAPH * 5 + "More [@a; @b; @c].\n", contents="no")
    assert complaints(made) == []
    told = re.findall(r"Cited on (pages? [\d, and]+)\.", made.words)
    assert len(told) == 3
    assert told[0].startswith("pages 2, 3")
    assert re.fullmatch(r"pages \d and \d", told[1])
    assert told[1] == told[2]


def content(page: PageFact) -> list[tuple[object, ...]]:
    return [
        (fact.text, fact.x0, fact.baseline, fact.size, fact.artifact) for fact in page.texts if fact.text != "DRAFT"
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_draft_stands_on_every_page_and_moves_nothing(edition: str) -> None:
    made = set_body(SECTIONS, edition=edition)
    draft = set_document(made.document, draft=True)
    assert draft.count == made.count
    for page, other in zip(draft.pages, made.pages):
        marks = [fact for fact in page.texts if fact.text == "DRAFT"]
        assert marks
        assert all(fact.artifact for fact in marks)
        assert page.texts[0].text == page.texts[-1].text == "DRAFT"  # behind everything, and over what could cover it
        assert content(page) == content(other)
        assert "DRAFT" not in "".join(fact.text for fact in other.texts)


def test_a_box_that_says_when_to_call_is_told_when_a_page_ends_in_it() -> None:
    signs = "".join(
        f"- A sign that takes up a line or two of its own in the box, number {number}\n" for number in range(14)
    )
    document, _ = resolve({ONE: section(f"::: call-now\n{signs}:::\n"), HANDOUT: definition()}, edition="booklet")
    assert document is not None
    told = [finding for finding in set_document(document).typeset.findings if finding.code == "T512"]
    assert [str(finding.span).rpartition(":")[0] for finding in told] == [f"{ONE}:6"]
    short = resolve({ONE: section("::: call-now\n- A sign\n:::\n"), HANDOUT: definition()}, edition="booklet")[0]
    assert short is not None
    assert not [finding for finding in set_document(short).typeset.findings if finding.code == "T512"]


def test_the_same_document_gives_the_same_bytes() -> None:
    made = set_body(SECTIONS, edition="booklet")
    again = set_body(SECTIONS, edition="booklet")
    assert typeset(made.document, made.style, resources_of("riverside")).pdf == made.typeset.pdf
    assert made.document == again.document
    assert made.typeset.pdf == again.typeset.pdf
    assert made.typeset.page_facts == again.typeset.page_facts


def test_tags_move_nothing() -> None:
    made = set_body(SECTIONS)
    plain_one = set_document(made.document, tags=False)
    assert plain_one.typeset.page_facts == made.typeset.page_facts
    assert len(plain_one.typeset.pdf) < len(made.typeset.pdf)


# --- without a logo ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_style_without_a_logo(edition: str) -> None:
    document = set_body("Words.", edition=edition).document
    style = resolve_style(shipped().library.styles, name="base", edition=edition, findings=Findings())
    assert style
    assert style.logo.file is None
    resources = resources_for(shipped(), style, Findings())
    assert resources
    laid = lay_out_document(document, style, resources)
    made = Made(document, style, draw_document(laid), laid)
    assert complaints(made) == []
    assert not made.pages[0].pictures
    assert set_document(document).pages[0].pictures
    assert style_of("riverside", edition).logo.file
