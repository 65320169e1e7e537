"""Titles keep their italics and their low and high figures, however they were written, and print no sign of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bibliography.making import marked as seen
from tests.bibliography.making import people, reference

from wardleaf.bibliography.ama import format_ama
from wardleaf.bibliography.markup import ITALIC, UPRIGHT, bare, imported, marked
from wardleaf.bibliography.nlm import format_nlm


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("Title with <i>E. coli</i> &amp; CO<sub>2</sub>", "Title with *E. coli* & CO~2~"),
        ("<em>TP53</em> and 10<sup>-3</sup> mol", "*TP53* and 10^-3^ mol"),
        ('A <span class="nocase">pH</span> of <b>7</b>', "A pH of 7"),
        ("<jats:italic>In vivo</jats:italic> study", "*In vivo* study"),
        ("p < 0.05 and a > b", "p < 0.05 and a > b"),
        ("a&amp;amp;b &lt;5 years", "a&b <5 years"),
        ("The p* value of ~5", r"The p\* value of \~5"),
        ("<i>never closed", "*never closed*"),
        ("never opened</i>", "never opened"),
        ("<mml:math><mml:mi>x</mml:mi></mml:math>", "x"),
    ],
)
def test_html_as_references_yaml_writes_it(html: str, written: str) -> None:
    assert imported(html) == written


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("*E. coli* & CO~2~", "E. coli & CO₂"),
        ("10^-3^ and Na^+^", "10⁻³ and Na⁺"),
        ("V~max~ and the 5^th^", "Vmax and the 5th"),
        (r"p\* of \~5", "p* of ~5"),
        ("one * two * three", "one * two * three"),
        ("<i>BRCA1</i> and H<sub>2</sub>O &amp; more", "BRCA1 and H₂O & more"),
        ("5 < 6", "5 < 6"),
    ],
)
def test_the_words_of_a_title(written: str, words: str) -> None:
    assert bare(written) == words


@given(st.text(alphabet=st.characters(exclude_characters="<>&" + ITALIC + UPRIGHT, exclude_categories=["Cs"])))
def test_a_title_without_markup_is_printed_as_it_was_exported(text: str) -> None:
    assert bare(imported(text)) == text
    assert marked(imported(text)) == text


@given(st.lists(st.tuples(st.text("abc*~^\\ .", min_size=1), st.sampled_from(["", "i", "em", "b"]))))
def test_tags_change_looks_and_never_words(stretches: list[tuple[str, str]]) -> None:
    html = "".join(f"<{tag}>{text}</{tag}>" if tag else text for text, tag in stretches)
    assert bare(imported(html)).replace(" ", "") == "".join(text for text, _ in stretches).replace(" ", "")


def test_both_styles_print_them() -> None:
    title = "Loss of *BRCA1* in *E. coli* and CO~2~"
    article = reference("article-journal", title, author=people("Roe, Ann"), container_title="BMJ", issued="2020")
    assert seen(format_ama(article)) == "Roe A. Loss of *BRCA1* in *E. coli* and CO₂. *BMJ*. 2020."
    assert seen(format_nlm(article)) == "Roe A. Loss of *BRCA1* in *E. coli* and CO₂. BMJ. 2020."


def test_italics_within_an_italic_title_are_upright_and_keep_their_letters() -> None:
    book = reference(
        "book", "the life of *e. coli* in hospital", author=people("Roe, Ann"), publisher="P", issued="2020"
    )
    assert seen(format_ama(book)) == "Roe A. *The Life of *e. coli* in Hospital*. P; 2020."
