"""The wording hash: it changes with what is to be translated, and with nothing else."""

from __future__ import annotations

import re

import pytest
from tests.document.making import (
    CLINIC,
    FILES,
    HANDOUT,
    ONE,
    PNG,
    definition,
    document_of,
    make_library,
    resolve,
    section,
)

from wardleaf.document.translation import translation_facts, wording_hash

GLOSSARY = "handouts/glossary.yaml"
BODY = 'Words about a [biopsy]{.term} [@a].\n\n![A tree](figures/t.png "A tree")\n'
GROUND: dict[str, str | bytes] = {ONE: section(BODY), "handouts/figures/t.png": PNG}


def hash_of(**files: str | bytes) -> str | None:
    return wording_hash(
        make_library({**GROUND, **{path.replace("__", "/"): text for path, text in files.items()}})[0], "leaflet"
    )


def changed(files: dict[str, str | bytes]) -> bool:
    found = wording_hash(make_library({**GROUND, **files})[0], "leaflet")
    assert found
    assert re.fullmatch("[0-9a-f]{8}", found)
    return found != hash_of()


@pytest.mark.parametrize(
    "files",
    [
        {ONE: section(BODY.replace("Words", "Word"))},
        {ONE: section(BODY, title="Other things")},
        {HANDOUT: definition(title="Other")},
        {HANDOUT: definition(main_message="Call.")},
        {HANDOUT: definition(key_points="[One point., Two points., Four points.]")},
        {HANDOUT: definition(sections="[topic/two, topic/one]")},
        {HANDOUT: definition(sections="[topic/one, {use: topic/two, heading: Other}]")},
        {HANDOUT: definition(sections="[topic/one, topic/two, {write-in: {heading: My questions, lines: 3}}]")},
        {HANDOUT: definition(fields="{day: {label: A day}}")},
        {GLOSSARY: "- {word: biopsy, meaning: a bit}\n"},
        {"handouts/figures/t.png": PNG + b"x"},
    ],
)
def test_words_change_it(files: dict[str, str | bytes]) -> None:
    assert changed(files)


@pytest.mark.parametrize(
    "files",
    [
        {HANDOUT: definition(version='"2.0"')},
        {HANDOUT: definition(code="RBC-009")},
        {HANDOUT: definition(editions="[standard]")},
        {HANDOUT: definition(references="short")},
        {HANDOUT: definition(topic_words="[fever]")},
        {HANDOUT: "# a remark\n" + FILES[HANDOUT].replace("2027-11-01", "2027-12-01")},
        {ONE: section(BODY, review_by="2027-11-01").replace("review_by", "review-by")},
        {CLINIC: FILES[CLINIC].replace("01632 960 140", "01632 960 149")},
        {GLOSSARY: "- {word: biopsy, meaning: a small sample of a tumour}\n- {word: other, meaning: another}\n"},
        {"handouts/sections/topic/moved.md": section(BODY), HANDOUT: definition(sections="[topic/moved, topic/two]")},
    ],
)
def test_nothing_else_does(files: dict[str, str | bytes]) -> None:
    assert not changed(files)


def test_a_section_that_is_not_there() -> None:
    library, _ = make_library({HANDOUT: definition(sections="[topic/none]")})
    assert wording_hash(library, "leaflet") is None
    assert wording_hash(library, "none") is None


def test_what_a_definition_says_of_its_translation() -> None:
    now = hash_of()
    assert now
    files = {
        **GROUND,
        "handouts/leaflet-es.yaml": definition(
            language="es",
            code="B",
            translation=f"{{of: leaflet, original: {now[:4].upper()} {now[4:]}, by: 'A, b', method: machine}}",
        ),
    }
    library, _ = make_library(files)
    written = library.handouts["leaflet-es"].translation
    assert written
    facts = translation_facts(library, written)
    assert (facts.of, facts.original, facts.original_now, facts.by, facts.reviewed_by, facts.method) == (
        "leaflet",
        now,
        now,
        "A, b",
        "",
        "machine",
    )


def test_a_pack_answers_for_the_translations_that_it_takes() -> None:
    spanish = definition(language="es", code="B", translation="{of: leaflet, method: human}")
    pack = definition(code="P", sections="[{handout: leaflet-es}]")
    document, _ = resolve({"handouts/leaflet-es.yaml": spanish, "handouts/both.yaml": pack}, handout="both")
    assert document
    assert [facts.of for facts in document.translations] == ["leaflet"]
    assert document_of().translations == ()
