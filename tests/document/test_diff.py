"""What changed between two versions: which sections, which words, and how it is told."""

from __future__ import annotations

from tests.document.making import FILES, ONE, TWO, definition, document_of, section

from wardleaf.document.diff import Piece, compare_documents, diff_document, diff_text
from wardleaf.document.model import Emphasis, Heading, Paragraph, Plain, Strong, runs_text

OLD = document_of({ONE: section("The first words stay here.\n\nThese words will go soon.\n\n- one\n- two")})


def changes(files: dict[str, str]) -> list[tuple[str, str]]:
    return [(change.heading, change.state) for change in compare_documents(OLD, document_of({ONE: OLD_ONE, **files}))]


OLD_ONE = section("The first words stay here.\n\nThese words will go soon.\n\n- one\n- two")


def test_nothing_changed() -> None:
    assert changes({}) == []
    assert diff_text((), OLD, OLD).endswith("no word has changed")


def test_sections_that_changed_came_went_and_moved() -> None:
    third = {"handouts/sections/topic/three.md": section("Third words.", "Third things")}
    assert changes({TWO: FILES[TWO].replace("It helps", "It may help")}) == [("Second things", "changed")]
    assert changes({"handouts/leaflet.yaml": definition(sections="[topic/one]")})[0] == ("Second things", "removed")
    assert changes({**third, "handouts/leaflet.yaml": definition(sections="[topic/one, topic/three, topic/two]")}) == [
        ("Third things", "added")
    ]
    moved = changes({"handouts/leaflet.yaml": definition(sections="[topic/two, topic/one]")})
    assert ("First things", "moved") in moved or ("Second things", "moved") in moved
    assert changes({"handouts/leaflet.yaml": definition(title="Another title")}) == [("First page", "changed")]


def test_changed_words_stand_in_their_sentence() -> None:
    new = document_of({ONE: OLD_ONE.replace("words will go soon", "few words will stay")})
    (change,) = compare_documents(OLD, new)
    (line,) = change.lines
    assert line == (
        Piece("same", "These "),
        Piece("added", "few"),
        Piece("same", " words will "),
        Piece("removed", "go soon"),
        Piece("same", " "),
        Piece("added", "stay"),
        Piece("same", "."),
    )
    assert "  These [added: few] words will [removed: go soon] [added: stay]." in diff_text((change,), OLD, new)


def test_added_and_removed_words_differ_by_words_weight_and_slope() -> None:
    new = document_of({ONE: OLD_ONE.replace("words will go soon", "few words will stay")})
    document = diff_document(compare_documents(OLD, new), OLD, new)
    paragraph = next(block for block in document.blocks if isinstance(block, Paragraph))
    assert Strong((Plain("[added: few]"),)) in paragraph.runs
    assert Emphasis((Plain("[removed: go soon]"),)) in paragraph.runs
    assert [runs_text(block.runs) for block in document.blocks if isinstance(block, Heading)] == [
        "First things: changed"
    ]
    assert document.first_page.main_message == "Sections: 1 changed, 0 added, 0 removed, 0 moved."


def test_a_paragraph_that_came_and_one_that_went() -> None:
    new = document_of({ONE: section("The first words stay here.\n\n- one\n- two\n- three altogether different")})
    assert [line for change in compare_documents(OLD, new) for line in change.lines] == [
        (Piece("removed", "These words will go soon."),),
        (Piece("added", "three altogether different"),),
    ]
