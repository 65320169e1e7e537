"""Handouts as plain text: the words of the reading tree in their order, tables as sentences, lines that are not too long."""

from __future__ import annotations

import re

import pytest
from tests.document.making import HANDOUT, ONE, definition, resolve, section
from tests.shipped import all_shipped
from tests.typeset.making import shipped

from wardleaf.building import build_handout
from wardleaf.document.model import Document, Link, Paragraph, Plain, Table
from wardleaf.findings import Findings
from wardleaf.pipeline import document_for
from wardleaf.plain.text import WIDTH, plain_text
from wardleaf.reading.document import read_document
from wardleaf.reading.tree import StructElem, elements_in, heard
from wardleaf.records.built import Target
from wardleaf.values import replace

PAIRS = sorted({(handout, clinic) for handout, clinic, _ in all_shipped(shipped())})
WORD = re.compile(r"\w+")


def words_without_tables(element: StructElem) -> list[str]:
    if element.role in ("Table", "Lbl"):
        return []
    inner = elements_in(element)
    if not inner or element.actual_text or element.alt:
        return WORD.findall(heard((element,)))
    if all(isinstance(kid, StructElem) for kid in element.kids):
        return [word for kid in inner for word in words_without_tables(kid)]
    return WORD.findall(heard((element,)))


@pytest.mark.parametrize(("handout", "clinic"), PAIRS)
def test_the_words_are_those_of_the_handout_in_their_order(handout: str, clinic: str) -> None:
    workshop = shipped()
    document = document_for(workshop, handout, clinic, "text", Findings())
    built = build_handout(workshop, Target(handout=handout, clinic=clinic, edition="text"))
    assert document is not None
    (file,) = built.files
    text = file.data.decode("utf-8")
    said = iter(WORD.findall(text))
    wanted = words_without_tables(read_document(document))
    assert len(wanted) > 300
    missing = next((word for word in wanted if word not in said), None)  # `in` goes on from where it stopped
    assert missing is None
    long = [line for line in text.splitlines() if len(line) > WIDTH]
    assert all(len(line.split(maxsplit=1)) == 1 or " " not in line.strip("-[]0123456789 ") for line in long), long
    assert [line for line in text.splitlines() if line.startswith("# ")] != []


def document_of(text: str) -> Document:
    document, findings = resolve({ONE: section(text), HANDOUT: definition()})
    assert document is not None, findings
    return document


def test_a_draft_says_so_in_the_first_line() -> None:
    document = document_of("It works.")
    assert plain_text(document, draft=True).decode().splitlines()[0] == "DRAFT"
    assert "DRAFT" not in plain_text(document, draft=False).decode()


def test_a_table_is_sentences_with_the_headings_of_its_columns() -> None:
    document = document_of("It works.")
    cell = lambda words: (Plain(words),)  # noqa: E731
    table = Table(
        header=(cell("Drug"), cell("When")), rows=((cell("A"), cell("At night")), (cell("B"), cell("At noon.")))
    )
    whole = replace(document, sections=(replace(document.sections[0], blocks=(table,)),))
    assert "Drug: A. When: At night.\nDrug: B. When: At noon." in plain_text(whole, draft=False).decode()


def test_an_address_that_the_words_hide_is_told() -> None:
    document = document_of("It works.")
    block = Paragraph(
        runs=(
            Link(runs=(Plain("our page"),), target="https://a.example/x", words="our page"),
            Plain(" and "),
            Link(runs=(Plain("b.example/y"),), target="https://b.example/y", words="b.example/y"),
        )
    )
    whole = replace(document, sections=(replace(document.sections[0], blocks=(block,)),))
    assert "our page <https://a.example/x> and b.example/y\n" in plain_text(whole, draft=False).decode()


def test_lists_keep_their_signs() -> None:
    text = plain_text(document_of("- one\n- two\n\n1. first\n2. second"), draft=False).decode()
    assert "- one\n- two" in text
    assert "1 first\n2 second" in text or "1. first\n2. second" in text
