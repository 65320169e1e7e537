"""Documents at random on pages at random: never an exception, always consistent, always the same words in the same
order, always the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.tagging.consistency import consistency
from tests.tagging.document_words import difference
from tests.tagging.finished import EDITIONS, style_of
from tests.tagging.paint_order import painted_out_of_order
from tests.tagging.strategies import documents, pages
from tests.tagging.verapdf import validate

from wardleaf.document.model import Document
from wardleaf.findings import Findings
from wardleaf.readback.reader import read_pdf
from wardleaf.style.schema import Style
from wardleaf.typeset.typesetter import Resources, Typeset, typeset
from wardleaf.values import replace

# Not shrunk: that takes minutes, and the block at fault is named by what goes wrong.
ALWAYS = settings(
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@dataclass(frozen=True)
class Job:
    """What to set, short in print: a document's own print is longer than any report."""

    document: Document
    style: Style
    resources: Resources

    def __repr__(self) -> str:
        kinds = ", ".join(type(block).__name__ for block in self.document.blocks)
        page = self.style.page
        return (
            f"Job({self.document.edition} on {page.paper}, {page.inner} {page.outer} {page.top} {page.bottom}: {kinds})"
        )

    def set(self) -> Typeset:
        return typeset(self.document, self.style, self.resources)


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    clinic, edition = draw(st.sampled_from(("riverside", "lakeside"))), draw(st.sampled_from(EDITIONS))
    style, resources = style_of(clinic, edition)
    return Job(draw(documents(edition=edition)), replace(style, page=draw(pages(like=style.page))), resources)


def wrong(job: Job, made: Typeset) -> list[str]:
    """What is wrong with a file, in words."""
    findings = Findings()
    read = read_pdf(made.pdf, name="random.pdf", findings=findings)
    assert read is not None
    told = [finding.message for finding in findings]
    words = difference(job.document, job.style, read, logo=job.resources.logo is not None, added=made.added_pages)
    return [*told, *consistency(made.pdf), *painted_out_of_order(read), *([words] if words else [])]


@given(jobs())
@settings(ALWAYS, max_examples=60)
def test_any_document_on_any_page(job: Job) -> None:
    made = job.set()
    assert wrong(job, made) == []
    assert job.set().pdf == made.pdf


@given(jobs())
@settings(ALWAYS, max_examples=10)
def test_any_document_passes_the_validator(job: Job) -> None:
    made = job.set()
    assert validate(made.pdf, "ua1") == []
    assert validate(made.pdf, "2a") == []
