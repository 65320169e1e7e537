"""Numbers by first citation over the printed order, as they are printed in the text and in the list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.document.making import FILES, HANDOUT, ONE, TWO, definition, document_of, section, words

from wardleaf.document.citations import Numbering, format_citation
from wardleaf.document.model import Citation, Document, Emphasis, IconArray, Link, Paragraph, Plain, runs_text

IDS = tuple("abcdefghijklmnop")
NUMBERING = Numbering(
    numbers={id: number for number, id in enumerate(IDS, 1)}, words={id: f"Reference {id}" for id in IDS}
)


def printed(citation: Citation | None) -> str:
    return "".join(piece.text for piece in citation.pieces) if citation else ""


@given(st.lists(st.sampled_from(IDS), min_size=1, max_size=20))
def test_a_citation_stands_for_its_sources_and_no_others(ids: list[str]) -> None:
    citation = format_citation(ids, NUMBERING)
    assert citation is not None
    wanted = sorted({NUMBERING.numbers[id] for id in ids})
    assert list(citation.numbers) == wanted
    text = printed(citation)
    assert text.startswith("[") and text.endswith("]")
    read: list[int] = []
    for part in text[1:-1].split(","):
        first, _, last = part.partition("–")
        read += range(int(first), int(last or first) + 1)
        assert not last or int(last) - int(first) >= 2
    assert read == wanted
    linked = [piece for piece in citation.pieces if piece.number is not None]
    assert all(piece.text == str(piece.number) and piece.words for piece in linked)


@given(st.lists(st.sampled_from(IDS), min_size=1, max_size=20))
def test_the_order_and_repetition_of_ids_does_not_count(ids: list[str]) -> None:
    assert format_citation(ids, NUMBERING) == format_citation([*reversed(ids), ids[0]], NUMBERING)


def test_sources_without_a_number_are_not_printed() -> None:
    assert format_citation(["zz"], NUMBERING) is None
    assert printed(format_citation(["zz", "b"], NUMBERING)) == "[2]"


@given(st.lists(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4), min_size=1, max_size=6))
def test_numbers_follow_first_citation(groups: list[list[str]]) -> None:
    body = "\n\n".join("Words [" + "; ".join(f"@{id}" for id in group) + "]." for group in groups)
    document = document_of({ONE: section(body), HANDOUT: definition(sections="[topic/one]")})
    assert document.sources == tuple(dict.fromkeys(id for group in groups for id in group))
    assert [source.id for source in sources(document)] == list(document.sources)
    assert [source.number for source in sources(document)] == list(range(1, len(document.sources) + 1))


def sources(document: Document) -> tuple[object, ...]:
    return document.references.sources if document.references else ()


def preface(document: Document) -> str:
    assert document.references is not None
    return runs_text(document.references.preface)


def test_numbers_run_on_over_sections_and_choices() -> None:
    assert words(document_of()) == "It works~[1].\nMore words.\nIt helps~[1,2]."
    turned = document_of({HANDOUT: definition(sections="[topic/two, topic/one]")})
    assert words(turned) == "It helps~[1,2].\nIt works~[2].\nMore words."


def test_what_is_left_out_has_no_number() -> None:
    files = {
        ONE: section("A [@c].\n\n## B {#b}\n\nB [@d].\n\n## E {#e}\n\nE [@e]."),
        TWO: section("T [@b].", "Second"),
        HANDOUT: definition(sections="[{use: topic/one, only: [e]}, {use: topic/two, when: {edition: [booklet]}}]"),
    }
    assert document_of(files).sources == ("c", "e")
    assert document_of(files, edition="booklet").sources == ("c", "e", "b")


def test_three_in_a_row_are_a_range() -> None:
    files = {
        ONE: section("A [@a; @b; @c; @e]. B [@d]. C [@e; @c; @a]. D [@a; @b; @c; @d; @e]."),
        HANDOUT: definition(sections="[topic/one]"),
    }
    assert words(document_of(files)) == "A~[1–4]. B~[5]. C~[1,3,4]. D~[1–5]."


def test_neighbouring_citations_are_one() -> None:
    assert (
        words(document_of({ONE: section("A [@a][@b] [@c]. B [@a] and [@b]."), TWO: section("C", "D")}))
        == "A~[1–3]. B~[1] and~[2].\nC"
    )


def test_citations_never_begin_a_line_whatever_stands_before() -> None:
    body = "**A** [@a]. [b](https://x.example) [@b]. [biopsy]{.term}\n[@a]. A[@a].\n"
    document = document_of({ONE: section(body), TWO: section("C", "D")})
    assert words(document).startswith("A~[1]. b~[2]. biopsy (a small sample of a tumour)~[1]. A~[1].")


def test_key_sources_only() -> None:
    files = {
        ONE: section("One [@b]. Two [@c; @b]. Three [@a]."),
        TWO: section("D", "E"),
        HANDOUT: definition(references="short"),
    }
    document = document_of(files)
    assert words(document) == "One. Two~[1]. Three~[2].\nD"
    assert [source.id for source in sources(document)] == ["c", "a"]
    assert preface(document) == "These are the main sources. For the full list, quote RBC-001\u00a0v1.0."
    assert document.sources == ("b", "c", "a")


def test_on_request_prints_no_marks() -> None:
    files = {
        ONE: section("A [@b] [@c], b. C **[@a]**."),
        TWO: section("D", "E"),
        HANDOUT: definition(references="on-request"),
    }
    document = document_of(files)
    assert words(document).startswith("A, b. C")
    assert "[" not in words(document)
    assert sources(document) == ()
    assert preface(document) == "Sources on request: quote RBC-001\u00a0v1.0."
    evidence = dict(document.imprint.rows)["Evidence"]
    assert runs_text(evidence) == "Based on 3 sources. To see them, quote RBC-001\u00a0v1.0."


def test_a_handout_without_citations_has_no_list() -> None:
    document = document_of({ONE: section("A"), TWO: section("B", "C")})
    assert document.references is None
    assert "Evidence" not in dict(document.imprint.rows)


def test_the_fever_rule_brings_its_source_and_meets_a_citation_after_it() -> None:
    document = document_of(
        {ONE: section("Call at {{ clinic.fever.rule }}, or if ill. At {{ clinic.fever.rule }} [@a].")}
    )
    assert words(document).startswith(
        "Call at 37.5°C or higher, or below 36°C~[1], or if ill. At 37.5°C or higher, or below 36°C~[1,2]."
    )
    assert document.sources[:2] == ("fever", "a")
    here = document_of({ONE: section("Call at {{ clinic.fever.rule }}.")}, clinic="lakeside")
    assert words(here).startswith("Call at 100.4~°F (38~°C) or higher~[1].")


def test_an_icon_array_cites_in_its_place() -> None:
    body = (
        "A [@b].\n\n::: icon-array\nout-of: 100\nwho: people\nperiod: one year\nevent: got well\notherwise: did not\n"
        "groups:\n  - {label: with it, count: 7}\nnote: A study of 50 people\nsource: [c, b]\n:::\n\nB [@d]."
    )
    document = document_of({ONE: section(body), HANDOUT: definition(sections="[topic/one]")})
    assert document.sources == ("b", "c", "d")
    array = next(block for block in document.blocks if isinstance(block, IconArray))
    assert runs_text(array.about).replace("\u00a0", "~") == "A study of 50~people. People, one year~[1,2]."


def test_key_points_are_cited_first() -> None:
    document = document_of({HANDOUT: definition(key_points='["One [@c].", Two., Three.]')})
    assert document.sources == ("c", "a", "b")


def test_words_for_a_screen_reader_name_the_source() -> None:
    document = document_of()
    first = next(block for block in document.blocks if isinstance(block, Paragraph))
    citation = next(run for run in first.runs if isinstance(run, Citation))
    assert [piece.words for piece in citation.pieces if piece.number] == ["Reference 1: Group a 2020"]


def test_references_print_in_the_clinics_style_and_keep_their_spelling() -> None:
    files = {
        "handouts/references.yaml": FILES["handouts/references.yaml"].replace(
            "publisher: P}", "publisher: P, DOI: 10.1/x}"
        )
    }
    for clinic in ("riverside", "lakeside"):
        document = document_of(files, clinic=clinic)
        source = sources(document)[0]
        assert "tumours" in runs_text(source.runs).lower()
        assert [run.target for run in source.runs if isinstance(run, Link)] == ["https://doi.org/10.1/x"]
        assert all(isinstance(run, (Plain, Emphasis, Link)) for run in source.runs)
