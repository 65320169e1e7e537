"""Which language a word means."""

from __future__ import annotations

import pytest

from wardleaf.library.languages import NAMES, is_code, language_meant, language_name, usual_code

LANGUAGES = ("en-GB", "es", "pt-BR", "pt-PT", "zh-Hans", "pl")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("es", "es"),
        (" ES ", "es"),
        ("es_MX", "es"),
        ("Spanish", "es"),
        ("español", "es"),
        ("espan\u0303ol", "es"),
        ("en", "en-GB"),
        ("English", "en-GB"),
        ("en-US", "en-GB"),
        ("pt-br", "pt-BR"),
        ("Portuguese", None),
        ("zh-Hant", None),
        ("zh", "zh-Hans"),
        ("Polish", "pl"),
        ("French", None),
        ("Maria", None),
        ("", None),
    ],
)
def test_what_people_write(text: str, meant: str | None) -> None:
    assert language_meant(text, LANGUAGES) == meant


def test_names_and_codes() -> None:
    assert language_name("es-MX") == "Spanish (es-MX)"
    assert language_name("qaa") == "qaa"
    assert [usual_code(text) for text in ("ES-mx", "zh-hant-tw", "Welsh", "no words")] == [
        "es-MX",
        "zh-Hant-TW",
        "cy",
        "no words",
    ]
    assert all(is_code(code) for code in NAMES)
    folded = [name.casefold() for names in NAMES.values() for name in names]
    assert len(folded) == len(set(folded))
