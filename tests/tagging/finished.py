"""The shipped handouts, built once a session, and read back once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.shipped import Names, some_shipped

from wardleaf import pipeline
from wardleaf.document.model import Document
from wardleaf.findings import Findings
from wardleaf.readback.model import ReadBack
from wardleaf.readback.reader import read_pdf
from wardleaf.style.schema import Style
from wardleaf.typeset.typesetter import Resources, Typeset, typeset

ROOT = Path(__file__).parents[2]
EDITIONS = ("standard", "large-print", "booklet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished handout and everything it was made from."""

    name: str
    document: Document
    style: Style
    resources: Resources
    made: Typeset
    read: ReadBack


@lru_cache(maxsize=1)
def workshop() -> pipeline.Workshop:
    """The shipped library."""
    findings = Findings()
    opened = pipeline.open_library(ROOT, findings)
    assert opened is not None, findings.sorted()
    return opened


@lru_cache(maxsize=16)
def style_of(clinic: str, edition: str) -> tuple[Style, Resources]:
    """A clinic's style for an edition, with its fonts and logo."""
    findings = Findings()
    style = pipeline.style_for(workshop(), clinic, edition, findings)
    assert style is not None, findings.sorted()
    resources = pipeline.resources_for(workshop(), style, findings)
    assert resources is not None, findings.sorted()
    return style, resources


@lru_cache(maxsize=64)
def document_of(handout: str, clinic: str, edition: str) -> Document:
    """A handout resolved."""
    findings = Findings()
    document = pipeline.document_for(workshop(), handout, clinic, edition, findings)
    assert document is not None, findings.sorted()
    return document


@lru_cache(maxsize=64)
def built(handout: str, clinic: str, edition: str) -> Built:
    """A handout built and read back; reading must have nothing to say."""
    style, resources = style_of(clinic, edition)
    document = document_of(handout, clinic, edition)
    made = typeset(document, style, resources)
    findings = Findings()
    name = f"{clinic}-{handout}-{edition}.pdf"
    read = read_pdf(made.pdf, name=name, findings=findings)
    assert read is not None
    assert list(findings) == []
    return Built(name=name, document=document, style=style, resources=resources, made=made, read=read)


def handouts() -> list[Names]:
    """The shipped files that are read back and validated."""
    return some_shipped(workshop())
