"""A made-up translation of Wardleaf's own words, for tests: each word is the English one with a mark behind it, so that
nobody takes it for a language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from wardleaf.document.translation import wording_hash
from wardleaf.findings import Findings
from wardleaf.library.clinic_words import clinic_words
from wardleaf.library.label_sheets import english_words
from wardleaf.library.reader import read_library
from wardleaf.library.schema import Clinic

ENGLISH: Mapping[str, str] = english_words()


_WORD = re.compile(r"\{[a-z_]+\}|[^\W\d_]+")


def marked(text: str) -> str:
    """`text` with a q after each word; names in braces stay."""
    return _WORD.sub(lambda found: found[0] if found[0].startswith("{") else f"{found[0]}q", text)


def sheet(language: str = "es", *, without: tuple[str, ...] = (), **replaced: str) -> str:
    """The file of a whole sheet in `language`; `replaced` gives keys (with _ for -) other values, as YAML."""
    own = {name.replace("_", "-"): value for name, value in replaced.items()}
    about = {
        "language": language,
        "translated-by": '"T. Translator, translator"',
        "reviewed-by": '"R. Reviewer, nurse"',
    }
    words = {key: f'"{marked(text)}"' for key, text in ENGLISH.items()}
    patterns = {"date-pattern": '"{day} deq {month} deq {year}"', "month-pattern": '"{month} deq {year}"'}
    return "".join(
        f"{key}: {value}\n" for key, value in {**about, **words, **patterns, **own}.items() if key not in without
    )


def translated_definition(
    language: str = "es",
    *,
    code: str = "RBC-001-ES",
    translation: str = "",
    editions: str = "standard, booklet",
    **replaced: str,
) -> str:
    """The handout `chemotherapy` of tests/cases/_library in the marked language; `translation` is the key of that name,
    `replaced` gives other keys (with _ for -).
    """
    keys = {
        "title": marked("Chemotherapy"),
        "short-title": marked("Chemotherapy"),
        "purpose": marked("What chemotherapy can do and when to call us."),
        "code": code,
        "version": '"1.0"',
        "language": language,
        "kind": "general",
        "audience": marked("For people starting chemotherapy"),
        "editions": f"[{editions}]",
        "main-message": marked("Call us straight away if you have a fever."),
        "key-points": f"[{marked('It kills cells.')}, {marked('It is given in rounds.')}, {marked('Call us if you feel unwell.')}]",
        "sections": f"[{language}/how-it-works, {language}/when-to-call, {{write-in: {{heading: {marked('My questions')}, lines: 8}}}}]",
        "references": "full",
        "review": "{written-by: 'A. Writerq, nurseq', clinical-reviewer: 'B. Readerq, doctorq', approver: 'C. Headq, managerq', last-reviewed: 2026-11-01, review-by: 2027-11-01, funding: none}",
        "not-applicable": '{support-organisations: "a test", questions: "a test"}',
        "translation": translation,
    } | {name.replace("_", "-"): value for name, value in replaced.items()}
    return "".join(f"{key}: {value}\n" for key, value in keys.items() if value)


def section(title: str, body: str, language: str = "es") -> str:
    """A section in the marked language."""
    return f"---\ntitle: {marked(title)}\nreviewed: 2026-11-01\nclinical: no\nlanguage: {language}\n---\n{body}"


def translated_clinic(clinic: Clinic, language: str = "es") -> str:
    """The key `translations` of `clinic`: its words in the marked language."""
    words = clinic_words(clinic).items()
    return f"translations:\n  {language}:\n" + "".join(f'    {path}: "{marked(word.value)}"\n' for path, word in words)


def verified(root: Path, of: str = "chemotherapy") -> str:
    """The key `translation` of a translation that is in step with the handout `of` of the library at `root`."""
    library = read_library(root, findings=Findings())
    assert library
    return f"{{of: {of}, original: {wording_hash(library, of)}, by: 'T. Translator, translator', reviewed-by: 'R. Reviewer, nurse', method: human}}"


def translate_library(root: Path, language: str = "es", **definition: str) -> str:
    """Puts into the library at `root` (of tests/cases/_library) a translation of its handout, with all that it takes;
    gives the id.
    """
    library = read_library(root, findings=Findings())
    assert library
    files = {
        f"labels/{language}.yaml": sheet(language),
        f"sections/{language}/how-it-works.md": section(
            "How it works", marked("It kills growing cells") + " [@who2020].\n", language
        ),
        f"sections/{language}/when-to-call.md": section(
            "When to call", f"::: call-now\n- {marked('a temperature of')} {{{{ clinic.fever.rule }}}}\n:::\n", language
        ),
        f"chemotherapy-{language}.yaml": translated_definition(language, **definition),
    }
    for path, text in files.items():
        place = root / "handouts" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    for name, clinic in library.clinics.items():
        place = root / "handouts" / "clinics" / f"{name}.yaml"
        text = place.read_text(encoding="utf-8")
        given = translated_clinic(clinic, language)
        place.write_text(text + (given.partition("\n")[2] if "translations:" in text else given), encoding="utf-8")
    return f"chemotherapy-{language}"
