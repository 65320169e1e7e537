"""Whatever a Word file holds: nothing breaks, each word is written or told, and what was written reads back the same."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.word_import.converted import converted, told
from tests.word_import.wordfile import (
    changed,
    document,
    field,
    item,
    notes,
    paragraph,
    relation,
    run,
    table,
    word_file,
)

from wardleaf.document import authored
from wardleaf.document.section_text import read_section
from wardleaf.findings import Findings, SourceFile
from wardleaf.library.front_matter import read_section as read_front_matter
from wardleaf.word_import.converting import ImportedHandout

_WORDS = st.lists(
    st.sampled_from(
        ["take", "call", "no", "Twice", "a", "i", "3.", "1)", "a)", "-", "•", "*", "**", "_", "____", "#", ">", "5", "mg", "m²", "[1]", "[x](y)", "{{ clinic.name }}", "<b>", "|", "`", "\\", "~~",
         "x^2", "CO~2~", ":::", "Table:", "=", "+", "&amp;", "(1)", "ward", "01632 960 711", "don’t", "“so”", "é", "日本。", "https://a.example/b_c", "a@b.example", "…", "!", "![", "]", "[@x1]", "@dear2013", "--", "1.5", "References"]
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip
_TEXT = st.tuples(_WORDS, st.sampled_from([" ", "  ", "\t", "\n", ""])).map(lambda pair: pair[1].join(pair[0]))
_LOOK = st.sampled_from(["", "", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", "<w:u w:val='single'/>", "<w:vertAlign w:val='superscript'/>", "<w:strike/>", "<w:vanish/>", "<w:b w:val='0'/>", "<w:caps/>"])  # fmt: skip
_RUN = st.builds(run, _TEXT, _LOOK)
_PARAGRAPH = st.builds(
    lambda runs, style: paragraph(*runs, style=style),
    st.lists(_RUN, min_size=0, max_size=4),
    st.sampled_from(["", "", "", "Heading1", "Heading2", "Title", "Caption"]),
)
_BLOCK: st.SearchStrategy[str] = st.one_of(
    _PARAGRAPH,
    st.builds(item, _TEXT, st.integers(1, 3), st.integers(0, 3)),
    st.builds(lambda texts, lined: table(*texts, lined=lined), st.lists(st.lists(_TEXT, min_size=1, max_size=3), min_size=1, max_size=3), st.booleans()),
    st.builds(lambda text: paragraph(field(' HYPERLINK "https://a.example/x" ', text)), _TEXT),
    st.builds(lambda kind, text: paragraph("so ", changed(kind, run(text)), " on"), st.sampled_from(["ins", "del"]), _TEXT),
    st.builds(lambda text: paragraph(text, '<w:r><w:footnoteReference w:id="1"/></w:r>'), _TEXT),
    st.builds(lambda text: f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{paragraph(text)}</w:txbxContent></v:textbox></w:pict></w:r></w:p>", _TEXT),
)  # fmt: skip


def _made(blocks: Sequence[str], note: str) -> ImportedHandout:
    data = word_file(
        *blocks, paragraph("The end."), relations=relation("rF", "footnotes", "footnotes.xml"), parts={"word/footnotes.xml": notes("footnote", note)}
    )  # fmt: skip
    return converted(data, changes="accept")


@settings(max_examples=40, deadline=None)
@given(st.lists(_BLOCK, min_size=1, max_size=8), _TEXT)
def test_each_word_is_written_or_told(blocks: list[str], note: str) -> None:
    made = _made(blocks, note)
    assert [finding.notes for finding in made.findings if finding.code == "F129"] == []


_PLAIN = st.tuples(_TEXT, _LOOK).filter(lambda pair: not any(word in pair[0] for word in _OTHERWISE))
_OTHERWISE = ("a)", "____", "i", "a", "References", "日")  # what is a mark of a list, a space to write, or a heading


@settings(max_examples=40, deadline=None)
@given(st.lists(_PLAIN, min_size=1, max_size=5))
def test_a_paragraph_reads_back_as_the_same_words(parts: list[tuple[str, str]]) -> None:
    runs = [run(text, look) for text, look in parts]
    blocks = (paragraph("Name", style="Title"), paragraph("Part", style="Heading1"), paragraph("Before."), paragraph(*runs), paragraph("After."))  # fmt: skip
    made = converted(word_file(*blocks))
    seen = "".join(text for text, look in parts if "strike" not in look and "vanish" not in look)
    written, read = "", ""
    for path, text in made.texts.items():
        if path.endswith(".md"):
            title, words, wrong = _read_back(path, text)
            assert [one for one in wrong if "footnote" not in one] == [], text
            written += text
            read += _letters(title) + _letters(" ".join(words))
    assert sorted(read) == sorted(_letters(f"Part Before. {seen} After.")), written


def _read_back(path: str, text: str) -> tuple[str, list[str], list[str]]:
    """The title and the words of a section as Wardleaf reads them, and what it cannot make sense of."""
    findings = Findings()
    section = read_front_matter(SourceFile(path, text), address="a/b", findings=findings)
    assert section is not None
    read = read_section(section)
    words = [authored.plain(runs) for runs in authored.runs_of(read.blocks)]
    return section.front_matter.title.value, words, [one.message for one in read.findings if one.severity == "error"]


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def test_an_empty_document_is_told() -> None:
    from wardleaf.word_import.converting import Library, convert
    from wardleaf.word_import.reading import read_word

    made = convert(read_word(word_file(main=document())), shown="x.docx", stem="x", library=Library(), changes=None)
    assert isinstance(made, tuple)
    assert told(made, "F105")
