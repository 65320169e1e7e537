"""What an author types is what paper shows: no sign is taken for markup, and characters pasted from Word are cleaned."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from tests.test_cases import make_library
from tests.typeset.making import set_body
from tests.typeset.pictures import png

from wardleaf.findings import Finding, Findings
from wardleaf.pipeline import document_for, open_library, style_for, typeset_document
from wardleaf.typeset.typesetter import Typeset

SIGNS = "x <b>bold</b> &lt; &amp; &nbsp; <script>alert(1)</script> <! no > 3 < 5 & 7 > 2"


def shown(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def test_text_that_looks_like_markup_prints_as_typed() -> None:
    made = set_body(
        f'{SIGNS}\n\n- {SIGNS}\n\n## {SIGNS}\n\n| {SIGNS} | b |\n| --- | --- |\n| c | {SIGNS} |\n\n::: {{.note title="{SIGNS}"}}\n{SIGNS}\n:::\n',
        title=f"'{SIGNS}'",
        purpose=f"'{SIGNS}'",
        main_message=f"'{SIGNS}'",
        key_points=f"['{SIGNS}', '{SIGNS}', '{SIGNS}']",
        contents="yes",
    )
    assert shown(made.words).count(SIGNS) == 13
    assert made.errors == []


def test_escaped_braces_and_stars_print_as_typed() -> None:
    made = set_body(
        "Signs: \\{\\{ clinic.name \\}\\} and 2 \\* 3 \\* 4, \\[@a\\], a\\_b, C:\\\\temp, \\<i\\>, # and 100%.\n"
    )
    assert "Signs: {{ clinic.name }} and 2 * 3 * 4, [@a], a_b, C:\\temp, <i>, # and 100%." in shown(made.words)


def test_pdf_signs_do_no_harm() -> None:
    made = set_body("Brackets ) ( and \\\\ ( and < > << >> % /Name BT ET endstream (([.\n")
    assert "Brackets ) ( and \\ ( and < > << >> % /Name BT ET endstream (([." in shown(made.words)


def test_words_after_a_sign_that_only_the_other_font_has() -> None:
    made = set_body("✓ Yes, ✓ and **✓ no**. ✓\n\n" + "✓" * 200 + " end\n\n- ✓\n- ✓ last\n")
    assert "✓ Yes, ✓ and ✓ no. ✓" in shown(made.words)
    assert "✓ end" in shown(made.words)
    assert "✓ last" in shown(made.words)
    assert all(text.text for page in made.pages for text in page.texts)


def typed(text: str) -> bytes:
    """`text` as a word processor saves it: byte-order mark, Windows line ends, letters with separate accents, soft
    hyphens, zero-width spaces.
    """
    words = unicodedata.normalize("NFD", text).replace("chemotherapy for", "chemo\u00adther\u200bapy for")
    return b"\xef\xbb\xbf" + words.replace("\n", "\r\n").encode()


def test_a_library_saved_by_a_word_processor_prints_the_same_words(tmp_path: Path) -> None:
    root = make_library(tmp_path / "Bücher für das Café")
    section = root / "handouts" / "sections" / "chemotherapy" / "how-it-works.md"
    text = (
        section.read_text(encoding="utf-8")
        + "\nA naïve café, chemotherapy for résumés, and côté.\n\n- Tröpfe für Ärzte.\n"
    )
    section.write_text(text, encoding="utf-8")
    clean, none = set_library(root)
    assert none == []
    for path in sorted(root.rglob("*")):
        if path.suffix in (".md", ".yaml"):
            path.write_bytes(typed(path.read_text(encoding="utf-8")))
    pasted, told = set_library(root)
    assert {finding.severity.value for finding in told} == {"info"}
    assert (pasted.pdf, pasted.page_facts) == (clean.pdf, clean.page_facts)
    words = shown(" ".join(fact.text for page in pasted.page_facts.pages for fact in page.texts))
    assert "A naïve café, chemotherapy for résumés, and côté." in words
    assert "Tröpfe für Ärzte." in words


def set_library(root: Path) -> tuple[Typeset, list[Finding]]:
    findings = Findings()
    workshop = open_library(root, findings)
    assert workshop
    document = document_for(workshop, "chemotherapy", "riverside", "standard", findings)
    style = style_for(workshop, "riverside", "standard", findings)
    assert document
    assert style
    made = typeset_document(workshop, document, style, findings)
    assert made
    return made, list(findings)


def test_a_picture_whose_name_has_spaces_and_accents() -> None:
    made = set_body(
        "![A drip](<figures/Tropf für Café.png>)\n", files={"handouts/figures/Tropf für Café.png": png(1400, 900)}
    )
    assert not made.typeset.findings
    assert sum(len(page.pictures) for page in made.pages[1:]) == 1
