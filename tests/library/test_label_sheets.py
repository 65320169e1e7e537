"""Sheets of Wardleaf's own words in other languages: complete or refused, word by word."""

from __future__ import annotations

import pytest
from tests.languages import ENGLISH, sheet

from wardleaf.findings import Findings, SourceFile
from wardleaf.library.label_files import label_languages, labels_in, read_labels
from wardleaf.library.label_sheets import new_sheet, resolve_sheets
from wardleaf.library.labels import Labels, LabelSheet
from wardleaf.source.nodes import compose_nodes
from wardleaf.values import replace


def resolved(**texts: str) -> tuple[dict[str, LabelSheet], list[str]]:
    """The sheets in `texts`, by language with _ for -, and what is told of them as "code line:column message"."""
    findings = Findings()
    nodes = {
        name.replace("_", "-"): compose_nodes(SourceFile(f"{name.replace('_', '-')}.yaml", text), findings=findings)
        for name, text in texts.items()
    }
    found = resolve_sheets(nodes, findings=findings)
    assert found.sheets.keys() | found.unread == nodes.keys()
    told = [f"{one.code} {one.span.line}:{one.span.column} {one.message}" for one in findings if one.span]
    return dict(found.sheets), told


def line_of(text: str, key: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(f"{key}:"))


def test_a_whole_sheet() -> None:
    sheets, told = resolved(es=sheet())
    assert told == []
    labels = labels_in("es", sheets)
    assert labels
    assert type(labels) is Labels
    assert labels.page_of == "Pageq {page} ofq {pages}"
    assert labels.months.split(", ")[10] == "Novemberq"


def test_every_word_that_we_print_is_asked_for() -> None:
    words = {name.replace("_", "-") for name in Labels.__struct_fields__} - {"language"}
    assert set(ENGLISH) == words


@pytest.mark.parametrize("key", ["page-of", "months", "date-pattern", "translated-by", "reviewed-by"])
def test_a_word_that_is_missing(key: str) -> None:
    sheets, told = resolved(es=sheet(without=(key,)))
    assert sheets == {}
    assert told == [f"L105 1:0 `{key}` is missing"]


def test_a_new_sheet_says_line_by_line_what_is_missing() -> None:
    text = new_sheet("es")
    sheets, told = resolved(es=text)
    assert sheets == {}
    assert len(told) == len(ENGLISH) + 2
    assert f"L108 {line_of(text, 'call-now')}:10 `call-now` has no value" in told
    for key, words in ENGLISH.items():
        assert f"# in English: {words}\n{key}:\n" in text


def test_a_new_sheet_of_a_variant_is_whole_as_it_is() -> None:
    variant = (
        new_sheet("es-MX", extends="es")
        .replace("translated-by:", "translated-by: A, b")
        .replace("reviewed-by:", "reviewed-by: C, d")
    )
    sheets, told = resolved(es=sheet(), es_MX=variant)
    assert told == []
    assert sheets["es-MX"].labels == replace(sheets["es"].labels, language="es-MX")


@pytest.mark.parametrize(
    "words",
    [
        "Seite",
        '"{page} {page} of"',
        '"{page} {pages} {count}"',
        '"{page} {pages} {"',
        '"{page.x} {pages}"',
        '"{page!r} {pages}"',
        '"{page} {pages} {0}"',
        '"{{page}} {pages}"',
    ],
)
def test_names_in_braces_are_kept(words: str) -> None:
    text = sheet(page_of=words)
    sheets, told = resolved(es=text)
    assert sheets == {}
    assert told == [
        f"L325 {line_of(text, 'page-of')}:10 `page-of` must keep `{{page}}` and `{{pages}}` as they are, and nothing else in braces"
    ]


def test_a_word_without_a_place_takes_nothing_in_braces() -> None:
    _, told = resolved(es=sheet(call_now='"{number}"'))
    assert [message.partition(" ")[2].partition(" ")[2] for message in told] == [
        "`call-now` has no place for anything in braces"
    ]


def test_lists_have_their_length() -> None:
    _, told = resolved(es=sheet(months='"a, b"', appointment_columns="One"))
    assert sorted(message.split(" ", 2)[2] for message in told) == [
        "`appointment-columns` lists 1; there are 4, with commas between them",
        "`months` lists 2; there are 12, with commas between them",
    ]


@pytest.mark.parametrize(
    ("words", "letter"), [("اتصل", "ا"), ("התקשר", "ה"), ("कॉल", "क"), ("打电话", "打"), ("โทร", "โ")]
)
def test_scripts_that_are_not_set(words: str, letter: str) -> None:
    sheets, told = resolved(es=sheet(call_now=words))
    assert sheets == {}
    assert f"`{letter}` is a letter of a script that Wardleaf does not set" in told[0]
    assert told[0].startswith("L327 ")


@pytest.mark.parametrize("words", ["¡Llame ahora!", "Zadzwoń teraz", "Звоните", "Τηλεφωνήστε", "Gọi ngay", "n.º 1ª"])
def test_scripts_that_are_set(words: str) -> None:
    assert resolved(es=sheet(call_now=f'"{words}"'))[1] == []


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"es": sheet("fr")}, "this sheet says that it is in `fr`, and its file is named after `es`"),
        ({"es_MX": "language: es-MX\nextends: en-GB\ntranslated-by: A\nreviewed-by: B\n"}, "a sheet in `es-MX` cannot extend `en-GB`: words that are left out would be printed in another language"),
        ({"es_MX": "language: es-MX\nextends: es\ntranslated-by: A\nreviewed-by: B\n"}, "there is no sheet `es` to extend in handouts/labels"),
        ({"es": sheet(extends="es")}, "`es` extends itself over es; one sheet must have every word"),
    ],
)  # fmt: skip
def test_what_a_sheet_says_of_itself(texts: dict[str, str], said: str) -> None:
    sheets, told = resolved(**texts)
    assert sheets == {}
    assert [message.split(" ", 2)[2] for message in told] == [said]


def test_another_english_extends_ours_and_leaves_dates_to_the_profile() -> None:
    sheets, told = resolved(
        en_AU="language: en-AU\nextends: en-GB\ncall-now: Ring now\ntranslated-by: A\nreviewed-by: B\n"
    )
    assert told == []
    labels = labels_in("en-AU", sheets)
    assert labels
    assert (labels.call_now, labels.date_pattern) == ("Ring now", "")


def test_whose_words_are_printed() -> None:
    sheets, _ = resolved(es=sheet(), es_MX=new_sheet("es-MX", extends="es").replace("by:", "by: A, b"), de=sheet("de"))
    assert {
        wanted: found.language if (found := labels_in(wanted, sheets)) else None
        for wanted in ("es", "es-mx", "es-AR", "de-AT", "fr", "en-GB", "en")
    } == {
        "es": "es",
        "es-mx": "es-MX",
        "es-AR": "es",
        "de-AT": "de",
        "fr": None,
        "en-GB": "en-GB",
        "en": "en-GB",
    }


@pytest.mark.parametrize("language", label_languages())
def test_ours_leave_dates_to_the_profile(language: str) -> None:
    labels = read_labels(language)
    assert labels
    assert (labels.date_pattern, labels.month_pattern) == ("", "")
