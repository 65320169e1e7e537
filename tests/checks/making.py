"""Small handouts in the base style, and what the checks say of them: a test writes only the words that matter to it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.document.making import CLINIC, FILES, HANDOUT, ONE, TWO, definition, resolve, section

from wardleaf.checks.registry import check_document
from wardleaf.document.model import Document
from wardleaf.findings import Finding, Findings, SourceFile
from wardleaf.library.label_files import read_profile
from wardleaf.library.profiles import Profile
from wardleaf.library.schema import ProfileName
from wardleaf.style.cascade import resolve_style
from wardleaf.style.schema import Style

TODAY = datetime.date(2026, 11, 23)
ROOT = Path(__file__).parents[2]
CLINICS: Mapping[ProfileName, str] = {"uk": "riverside", "us": "lakeside"}


@cache
def style(edition: str = "standard") -> Style:
    path = ROOT / "styles" / "base.yaml"
    sources = {"base": SourceFile("styles/base.yaml", path.read_text(encoding="utf-8"))}
    findings = Findings()
    found = resolve_style(sources, name="base", edition=edition, findings=findings)
    assert found is not None, list(findings)
    return found


def profile(name: ProfileName = "uk") -> Profile:
    return read_profile(name)


def handout(
    body: str = "Words.",
    *,
    keys: Mapping[str, str] | None = None,
    matter: Mapping[str, str] | None = None,
    clinic: Mapping[str, str] | None = None,
    of: ProfileName = "uk",
    edition: str = "standard",
    files: Mapping[str, str | bytes] | None = None,
) -> Document:
    """The document of one section with `body`; `keys` of the definition, `matter` of the section and `clinic` facts are
    replaced.
    """
    made = section(body + "\n", **{name.replace("-", "_"): value for name, value in (matter or {}).items()}).replace(
        "_", "-", 0
    )
    for name, value in (matter or {}).items():
        made = made.replace(f"{name.replace('-', '_')}: {value}", f"{name}: {value}")
        if name == "clinical":
            made = made.replace("clinical: no\n", "")
    place = "handouts/clinics/lakeside.yaml" if of == "us" else CLINIC
    host = FILES[place]
    for name, value in (clinic or {}).items():
        host = "\n".join(line for line in host.splitlines() if not line.startswith(f"{name}:")) + f"\n{name}: {value}\n"
    replaced = {"sections": "[topic/one]", "kind": "support", **(keys or {})}
    made_files = {
        HANDOUT: definition(**{name.replace("-", "_"): value for name, value in replaced.items()}),
        ONE: made,
        TWO: FILES[TWO],
        place: host,
        **(files or {}),
    }
    document, told = resolve(made_files, clinic=CLINICS[of], edition=edition)
    assert document is not None, told
    return document


def checked(document: Document) -> tuple[Finding, ...]:
    """Everything that the checks say of `document` before it is set in type."""
    name: ProfileName = "us" if document.clinic.profile == "us" else "uk"
    return check_document(document, style(document.edition), profile(name), today=TODAY)


def named(findings: tuple[Finding, ...], name: str) -> list[Finding]:
    return [finding for finding in findings if finding.name == name]
