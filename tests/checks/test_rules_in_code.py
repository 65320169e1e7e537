"""Rules that read sources, styles, finished pages or other languages: what they find and what they let pass."""

from __future__ import annotations

import datetime

from tests.checks.making import TODAY, handout, profile, style

from wardleaf.checks.registry import check_document, check_pages
from wardleaf.document.model import Document, Plain, SourceFacts, TranslationFacts
from wardleaf.findings import Finding, Severity
from wardleaf.page_facts import PageFact, PageFacts, PictureFact, TextFact
from wardleaf.style.schema import Style
from wardleaf.units import Colour, Length
from wardleaf.values import replace

SOURCE = SourceFacts(
    id="a",
    type="article-journal",
    verified="source",
    has_authors=True,
    published=2024,
    accessed=None,
    checked=datetime.date(2026, 11, 1),
    where="Lancet",
    publisher="",
    place_in="1-9",
    doi="10.1000/a.b",
    pmid="123",
    url="",
    historical=False,
)
PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0


def said(
    rule: str, document: Document, of: Style | None = None, *, us: bool = False, today: datetime.date = TODAY
) -> list[Finding]:
    found = check_document(document, of or style(document.edition), profile("us" if us else "uk"), today=today)
    return [finding for finding in found if finding.name == rule]


def said_of_pages(
    rule: str, pages: list[PageFact], of: Style | None = None, *, edition: str = "standard"
) -> list[Finding]:
    found = check_pages(
        PageFacts(pages=tuple(pages)), of or style(edition), profile(), handout(edition=edition), today=TODAY
    )
    return [finding for finding in found if finding.name == rule]


def sourced(*sources: SourceFacts) -> Document:
    return replace(handout(), source_facts=sources)


def line(text: str, *, y: float = 100.0, size: float = 14.0, x: float = 80.0) -> TextFact:
    return TextFact(text=text, x0=x, x1=x + 6 * len(text), baseline=y, size=size, font="F")


def page(
    *texts: TextFact,
    ink: tuple[float, float, float, float] | None = (60, 60, 500, 700),
    pictures: tuple[PictureFact, ...] = (),
) -> PageFact:
    return PageFact(width=PAGE_WIDTH, height=PAGE_HEIGHT, texts=texts, pictures=pictures, ink=ink)


# --- readability ------------------------------------------------------------------------------------------------------

HARD = "Complicated medical documentation regularly generates considerable misunderstanding. "
EASY = "Ask us if you do not know what to do. "


def test_a_grade_names_the_hardest_sentences_and_is_shown_with_and_without_topic_words() -> None:
    document = handout(
        f"{EASY * 30}\n\n{HARD * 20}\n\n{'Supercalifragilistic chemotherapy. ' * 20}",
        keys={"topic-words": "[chemotherapy]"},
    )
    told = [
        finding
        for finding in said("reading-grade-too-high", document, us=True)
        if finding.message.startswith("this handout")
    ]
    (grade,) = [float(finding.message.partition("at grade ")[2].partition(";")[0]) for finding in told]
    hardest, topic = told[0].notes
    assert hardest.startswith(
        "hardest sentences: “Complicated medical documentation regularly generates considerable misunderstanding.” (7 words)"
    )
    assert topic.startswith("with the topic words (chemotherapy) it is grade ")
    assert float(topic.rpartition(" ")[2]) > grade
    assert any(
        finding.message.startswith("this section") for finding in said("reading-grade-too-high", document, us=True)
    )


def test_smog_grade_too_high() -> None:
    rule = "smog-grade-too-high"
    assert said(rule, handout(HARD * 40), us=True)[0].severity is Severity.ERROR
    told = said(rule, handout(HARD * 40))[0]
    assert (told.severity, "UK scale" in told.message) == (Severity.INFO, True)
    assert said(rule, handout(EASY * 40), us=True) == []
    assert said(rule, handout(HARD * 20), us=True) == []  # too few sentences to score


def test_reading_ease_too_low() -> None:
    rule = "reading-ease-too-low"
    hard_spanish = replace(
        handout("Administración ambulatoria intravenosa individualizada de medicamentos antineoplásicos. " * 20),
        language="es-ES",
    )
    assert "INFLESZ" in said(rule, hard_spanish)[0].message
    hard_german = replace(
        handout("Untersuchungsergebnisse veranlassen Behandlungsunterbrechungen krankenhausweit. " * 40),
        language="de-DE",
    )
    assert "LIX" in said(rule, hard_german)[0].message
    assert (
        said(
            rule, replace(handout("Le damos la medicina por la vena. Llame si se siente mal. " * 20), language="es-ES")
        )
        == []
    )
    assert said(rule, replace(handout("Sie sind da. Wir helfen gern. Rufen Sie an. " * 30), language="de-DE")) == []
    assert said(rule, handout(HARD * 40)) == []  # English has grades instead


# --- sources ----------------------------------------------------------------------------------------------------------


def test_a_handout_without_any_source_is_an_error_and_a_section_a_warning() -> None:
    rule = "section-without-source"
    facts = "It goes round your body in the blood. It also harms some healthy cells, and that is why you can have side effects."
    assert [one.severity for one in said(rule, handout(facts, matter={"clinical": "true"}))] == [Severity.ERROR]
    points = {"key-points": '["One point [@a].", Two points., Three points.]'}
    assert [one.severity for one in said(rule, handout(facts, keys=points, matter={"clinical": "true"}))] == [
        Severity.WARNING
    ]
    assert [one.severity for one in said(rule, handout(keys={"kind": "treatment"}))] == [Severity.ERROR]
    # The source of the clinic's fever rule is no source of the handout.
    fever = "Call if you have {{ clinic.fever.rule }}."
    assert [one.severity for one in said(rule, handout(fever, keys={"kind": "chemotherapy"}))] == [Severity.ERROR]


def test_duplicate_source() -> None:
    rule = "duplicate-source"
    assert "DOI" in said(rule, sourced(SOURCE, replace(SOURCE, id="b", pmid="9")))[0].message
    assert "PMID" in said(rule, sourced(SOURCE, replace(SOURCE, id="b", doi="10.1000/z")))[0].message
    assert said(rule, sourced(SOURCE, replace(SOURCE, id="b", doi="10.1000/z", pmid="9"))) == []
    assert said(rule, sourced(SOURCE, replace(SOURCE, id="b", doi="", pmid=""))) == []


def test_a_call_box_without_its_emergency_number() -> None:
    document = handout()
    box = document.first_page.call_box
    assert box
    silent = replace(
        document, first_page=replace(document.first_page, call_box=replace(box, emergency=(Plain("Call for help."),)))
    )
    assert "does not name the emergency number" in said("incomplete-call-box", silent)[0].message
    assert said("incomplete-call-box", document) == []


def test_incomplete_source() -> None:
    rule = "incomplete-source"
    assert "the journal" in said(rule, sourced(replace(SOURCE, where="")))[0].message
    page = replace(SOURCE, type="webpage", url="https://example.org")
    assert "accessed" in said(rule, sourced(page))[0].message
    assert "no DOI" in said(rule, sourced(replace(SOURCE, doi="10.1000/a.b.")))[0].message
    assert "digits" in said(rule, sourced(replace(SOURCE, pmid="PMC12")))[0].message
    assert said(rule, sourced(SOURCE)) == []
    assert said(rule, sourced(replace(page, accessed=TODAY))) == []
    assert said(rule, sourced(replace(SOURCE, type="guideline", where="", place_in=""))) == []
    online = replace(SOURCE, type="report", doi="", pmid="", url="https://example.org")
    assert "accessed" in said(rule, sourced(online))[0].message
    assert said(rule, sourced(replace(online, accessed=TODAY), replace(online, doi="10.1000/a"))) == []


def test_ageing_source() -> None:
    rule = "ageing-source"
    old = replace(SOURCE, published=2016, checked=datetime.date(2024, 1, 1))
    assert "2016" in said(rule, sourced(old))[0].message
    stale = replace(SOURCE, type="webpage", published=None, accessed=datetime.date(2023, 5, 31), checked=None)
    assert "2023" in said(rule, sourced(stale))[0].message
    assert "2025" in said(rule, sourced(replace(stale, accessed=datetime.date(2025, 11, 21))))[0].message
    assert said(rule, sourced(replace(stale, accessed=datetime.date(2025, 11, 30)))) == []
    assert said(rule, sourced(replace(old, checked=datetime.date(2026, 5, 1)))) == []
    assert said(rule, sourced(replace(old, historical=True), SOURCE)) == []


# --- style and pages --------------------------------------------------------------------------------------------------


def test_low_contrast() -> None:
    rule = "low-contrast"
    base = style()
    pink = Colour.parse("#E75480")
    assert (
        "running text"
        in said(rule, handout(), replace(base, body=replace(base.body, text=replace(base.body.text, colour=pink))))[
            0
        ].message
    )
    pale = replace(
        base, write_in=replace(base.write_in, line=replace(base.write_in.line, colour=Colour.parse("#C3CBD2")))
    )
    assert "line to write on" in said(rule, handout(), pale)[0].message
    assert said(rule, handout()) == []
    assert said(rule, handout(edition="large-print"), style("large-print")) == []


def test_large_print_and_large_words_have_their_own_contrast() -> None:
    rule = "low-contrast"
    grey = Colour.parse("#666666")  # 5.7 on white

    def coloured(edition: str, colour: Colour) -> Style:
        made = style(edition)
        return replace(made, body=replace(made.body, text=replace(made.body.text, colour=colour)))

    assert said(rule, handout(), coloured("standard", grey)) == []
    assert "needs 7" in said(rule, handout(edition="large-print"), coloured("large-print", grey))[0].message
    pale = Colour.parse("#8A8A8A")  # 3.5 on white
    assert "needs 4.5" in said(rule, handout(), coloured("standard", pale))[0].message
    base = style()
    title = replace(
        base, first_page=replace(base.first_page, clinic=replace(base.first_page.clinic, colour=pale, size=Length(18)))
    )
    assert said(rule, handout(), title) == []


def test_colours_that_differ_only_until_they_are_printed_in_grey() -> None:
    base = style()
    note = base.callout["note"]
    orange = replace(
        note,
        text=replace(note.text, colour=Colour.parse("#17212B")),
        panel=replace(note.panel, fill=Colour.parse("#E06000")),
    )
    told = said("low-contrast", handout(), replace(base, callout={**base.callout, "note": orange}))
    assert "note: text: #17212B on #E06000 has contrast 3.9 in grey and needs 4.5" in [
        one.message.partition(";")[0] for one in told
    ]


def test_small_text() -> None:
    rule = "small-text"
    assert "is 8.0 pt" in said_of_pages(rule, [page(line("Small words", size=8))])[0].message
    assert "is 7.0 pt" in said_of_pages(rule, [page(line("3", size=7))])[0].message
    large = style("large-print")
    small = replace(large, body=replace(large.body, text=replace(large.body.text, size=Length(14))))
    assert "large-print" in said_of_pages(rule, [page()], small, edition="large-print")[0].message
    assert said_of_pages(rule, [page(line("Words", size=12), line("2", size=9), line(" ", size=3))]) == []
    assert said_of_pages(rule, [page(line("Words"))]) == []


def test_long_line() -> None:
    rule = "long-line"
    long = [page(*(line("word " * 15, y=float(y)) for y in range(100, 600, 20)))]
    assert "74 characters" in said_of_pages(rule, long)[0].message
    longest = [page(*(line("word " * 20, y=float(y), x=10) for y in range(100, 600, 20)))]
    assert said_of_pages(rule, longest)[0].severity is Severity.ERROR
    assert said_of_pages(rule, [page(*(line("word " * 12, y=float(y)) for y in range(100, 600, 20)))]) == []
    columns = [page(*(line("word " * 8, y=float(y), x=x) for y in range(100, 600, 20) for x in (20.0, 300.0)))]
    assert said_of_pages(rule, columns) == []


def test_short_line() -> None:
    rule = "short-line"

    def pages_of(words: int) -> list[PageFact]:
        return [page(*(line("word " * words, y=float(y)) for y in range(100, 600, 20)))]

    assert "24 characters" in said_of_pages(rule, pages_of(5))[0].message
    assert said_of_pages(rule, pages_of(4))[0].severity is Severity.WARNING
    assert said_of_pages(rule, pages_of(7)) == []
    # A few full lines among many short ones, such as in lists, are enough; a page of few lines says nothing.
    assert said_of_pages(rule, [*pages_of(2), page(*(line("word " * 9, y=float(y)) for y in (100, 120)))]) == []
    assert said_of_pages(rule, [page(line("Words"))]) == []


def test_thick_booklet() -> None:
    rule = "thick-booklet"
    assert said_of_pages(rule, [page()] * 52, edition="booklet")[0].severity is Severity.WARNING
    assert said_of_pages(rule, [page()] * 68, edition="booklet")[0].severity is Severity.ERROR
    assert said_of_pages(rule, [page()] * 48, edition="booklet") == []
    assert said_of_pages(rule, [page()] * 90) == []


def test_outside_safe_area() -> None:
    rule = "outside-safe-area"
    near = said_of_pages(rule, [page(), page(ink=(10, 60, 500, 700)), page(ink=(60, 60, 500, 840))])
    assert [finding.message.startswith("on page 3") for finding in near] == [True]
    assert said_of_pages(rule, [page(ink=(17.5, 60, 500, 700))]) != []
    assert said_of_pages(rule, [page(ink=(17.5, 60, 500, 700))], edition="booklet") == []
    assert said_of_pages(rule, [page(ink=None), page()]) == []


def test_coarse_picture() -> None:
    rule = "coarse-picture"

    def picture(dots: float) -> PictureFact:
        return PictureFact(x0=100, top=100, x1=200, bottom=200, dots_per_inch=dots)

    assert "250 dots" in said_of_pages(rule, [page(pictures=(picture(250),))])[0].message
    assert "page 2" in said_of_pages(rule, [page(), page(pictures=(picture(200),))])[0].message
    assert said_of_pages(rule, [page(pictures=(picture(300), picture(0)))]) == []
    assert said_of_pages(rule, [page(pictures=(picture(120),))]) == []  # typesetting tells that one


def test_no_other_formats() -> None:
    rule = "no-other-formats"
    without = handout()
    assert "other-formats" in said(rule, without)[0].message
    assert said(rule, handout(of="us"), us=True)[0].span is not None
    assert said(rule, handout(clinic={"other-formats": "Ask us."})) == []
    assert said(rule, handout(of="us", clinic={"other-formats": "Ask us."}), us=True) == []


# --- translations -----------------------------------------------------------------------------------------------------


def test_unverified_translation() -> None:
    good = TranslationFacts(
        of="leaflet", original="aa", original_now="aa", by="A, translator", reviewed_by="B, nurse", method="human"
    )

    def told(**changed: str) -> list[str]:
        translation = replace(good, **changed)  # type: ignore[arg-type]
        return [
            finding.message
            for finding in said("unverified-translation", replace(handout(), translations=(translation,)))
        ]

    assert told() == []
    assert told(method="machine", by="") == []
    assert told(original="", original_now="") == []  # the original cannot be read, which is told elsewhere
    assert said("unverified-translation", handout()) == []
    assert told(original_now="bb") == ["`leaflet` has other words now than those that were translated"]
    assert told(original="") == [
        "this does not say which words were translated; those of `leaflet` now are `original: aa`"
    ]
    assert told(by="tbc") == ["nobody is named who translated this; write `by: ` with name and role"]
    assert told(reviewed_by="") == [
        "nobody is named who compared this with the original; write `reviewed-by: ` with name and role"
    ]
    assert told(reviewed_by="A, nurse") == [
        "the reviewer is the person who translated; ask somebody else to compare it with the original"
    ]
    unnamed = "a machine translated this, and no person is named who compared it with the original; write `reviewed-by: ` with name and role"
    assert told(method="machine", by="", reviewed_by="–") == [unnamed]
    roleless = "a machine translated this, and it is not said in which role the reviewer answers for it; write it after a comma"
    assert told(method="machine", by="A program", reviewed_by="B") == [roleless]
    document = replace(handout(), translations=(good, replace(good, original_now="bb")))
    (finding,) = said("unverified-translation", document)
    assert (finding.severity, finding.help) == (
        Severity.ERROR,
        "when the translation says the same again, write `original: bb`",
    )


def test_section_in_another_language() -> None:
    def told(language: str) -> list[str]:
        document = handout()
        sections = tuple(
            replace(one, facts=replace(one.facts, language=language) if one.facts else None)
            for one in document.sections
        )
        return [
            finding.message for finding in said("section-in-another-language", replace(document, sections=sections))
        ]

    assert told("en-GB") == []
    assert told("en-US") == []
    assert said("section-in-another-language", handout()) == []
    assert told("es") == ["`topic/one` is in Spanish (es), and `leaflet` in English (en-GB)"]
    spanish = replace(handout(), language="es")
    (finding,) = said("section-in-another-language", spanish)
    assert finding.message == "`topic/one` is in English (en-GB), and `leaflet` in Spanish (es)"
