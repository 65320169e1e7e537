"""A target built: the stages in a row, governed and checked on the way, and its files. Also the value of any one stage,
to look at.

Errors of the stages mean no file; those of governance and of the checks make it a draft.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, assert_never

from msgspec import Struct

from wardleaf.booklet_fit import fit_proposal
from wardleaf.checking import accepted_governance, edited_pages, edited_words, sheet_findings, without_echoes
from wardleaf.dump import dump_pages, dump_reading, dump_yaml
from wardleaf.findings import Finding, Findings, Rejected, Severity, Span
from wardleaf.pipeline import (
    Workshop,
    answering_handouts,
    brand_files,
    clinic_ids,
    document_for,
    fitted_document,
    library_state_of,
    resources_for,
    style_for,
    targets_of,
    told_about,
    typeset_document,
)
from wardleaf.records.built import Built, Target
from wardleaf.records.manifest import FileRecord, tool_versions
from wardleaf.records.output import FinishedFile
from wardleaf.style.schema import Style
from wardleaf.uses import with_users
from wardleaf.values import replace

if TYPE_CHECKING:
    from wardleaf.document.model import Document
    from wardleaf.page_facts import PageFacts
    from wardleaf.printing import HandoutTemplate, PrintFile
    from wardleaf.typeset.typesetter import SharedBlocks

Stage = Literal["document", "style", "reading", "tags", "breaks", "pages", "facts", "plan"]


class _Judgement(Struct, frozen=True, kw_only=True):
    """A document, and what governance and the checks say of it before it is set."""

    document: Document
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedByCopies:
    """What all personal copies of a target share, for a caller who builds many.

    `judgement` is that of the handout without values, None when there is no such document (a copy tells why); `blocks`
    are those without values, once they were composed.
    """

    judgement: _Judgement | None
    blocks: SharedBlocks = field(repr=False)


def shared_by_copies(workshop: Workshop, target: Target) -> SharedByCopies:
    """What the personal copies of `target` share before one was built."""
    from wardleaf.typeset.typesetter import SharedBlocks

    return SharedByCopies(judgement=_judged_without_values(workshop, target), blocks=SharedBlocks())


def _judged_without_values(workshop: Workshop, target: Target) -> _Judgement | None:
    style = style_for(workshop, target.clinic, target.edition, Findings())
    document = document_for(workshop, target.handout, target.clinic, target.edition, Findings())
    if style is None or document is None:
        return None
    return _judged(workshop, document, style, _governed(workshop, target))


def _judged(workshop: Workshop, document: Document, style: Style, governed: Iterable[Finding]) -> _Judgement:
    """What there is to say of `document`, and of its handouts' standing, which `governed` is."""
    from wardleaf.governance.rules import check_marks

    accepted = accepted_governance(workshop, document, [*governed, *check_marks(document)])
    return _Judgement(
        document=document, findings=tuple(_without_unused((*accepted, *edited_words(workshop, document, style))))
    )


def _governed(workshop: Workshop, target: Target) -> list[Finding]:
    """What governance says of the handouts that `target` is made of."""
    library_state = library_state_of(workshop)
    handouts = answering_handouts(workshop, target.handout)
    return [one for handout in handouts for one in library_state.findings(handout, target.clinic, today=workshop.today)]


def build_handout(
    workshop: Workshop,
    target: Target,
    *,
    tags: bool = True,
    stamp_untagged: bool = True,
    field_values: Mapping[str, str] | None = None,
) -> Built:
    """The finished files of `target`, and all that there is to say about what they are made of; `field_values` make it
    a personal copy.

    Without `tags` no screen reader can read it, so that it is a draft, whatever else holds; `stamp_untagged` is off for
    pages that are only looked at.
    """
    return build_copy(workshop, target, tags=tags, stamp_untagged=stamp_untagged, field_values=field_values)[0]


def build_copy(
    workshop: Workshop,
    target: Target,
    *,
    tags: bool = True,
    stamp_untagged: bool = True,
    field_values: Mapping[str, str] | None = None,
    shared: SharedByCopies | None = None,
) -> tuple[Built, HandoutTemplate | None]:
    """`build_handout`, and the template from which further copies with the same fields filled in are made; None when there
    is no file.

    What governance and the checks say of a personal copy is what they say of the handout without values, so that no
    copy differs in this from another. `shared` is what it has in common with other copies of `target`.
    """
    from wardleaf.governance.rules import check_codes, refusal_reasons
    from wardleaf.printing import HandoutTemplate, print_file

    findings = Findings()
    findings.extend(told_about(workshop, handouts=[target.handout], clinics=[target.clinic]))
    governed = _governed(workshop, target)
    if refusal_reasons(governed):
        findings.extend(_worth_building(governed))
        return Built(target=target, files=(), findings=with_users(workshop.library, findings)), None
    style = style_for(workshop, target.clinic, target.edition, findings)
    document = document_for(
        workshop, target.handout, target.clinic, target.edition, findings, field_values=field_values
    )
    if style and document and target.form != "pdf":
        return _unpaged_build(workshop, target, document, style, governed, findings), None
    if style:
        findings.extend(sheet_findings(workshop.library, style))
    made, draft = None, False
    whole: Sequence[str] = ()
    if style and document and not findings.has_errors:
        from wardleaf.typeset.typesetter import SharedBlocks

        whole = document.addresses
        if field_values and shared is None:
            shared = shared_by_copies(workshop, target)
        blocks = shared.blocks if shared else SharedBlocks()
        if style.folded:
            document = fitted_document(workshop, document, style, findings, field_values=field_values, shared=blocks)
        judged = (shared.judgement if shared else None) or _judged(workshop, document, style, governed)
        governed = list(judged.findings)
        draft = (stamp_untagged and not tags) or _is_draft(governed)
        made = typeset_document(workshop, document, style, findings, tags=tags, draft=draft, shared=blocks)
        if made:
            governed += check_codes(document, made.page_facts)
            governed += edited_pages(workshop, judged.document, style, made.facts_without_values)
        if made and not draft and _is_draft(governed):
            made = typeset_document(workshop, document, style, findings, tags=tags, draft=True, shared=blocks)
        if made and style.folded and not field_values:
            findings.extend(fit_proposal(workshop, document, style, added=made.added_pages, shared=blocks))
    files: list[FinishedFile] = []
    printed = None
    if made and document and style:
        record = _record(
            workshop,
            target,
            document,
            made.pdf,
            pages=len(made.page_facts.pages),
            draft=draft or _is_draft(governed),
        )
        files.append(FinishedFile(data=made.pdf, record=record))
        if style.folded:
            printed = print_file(made, style, title=document.title, findings=findings)
            files += [_finished_print_file(printed, record)] if printed else []
    # Errors of the stages mean no file; those of governance and of the checks made it a draft.
    failed = findings.has_errors
    findings.extend(_worth_building(governed))
    told = without_echoes(with_users(workshop.library, findings))
    built = Built(target=target, files=() if failed else tuple(files), findings=told)
    if made is None or document is None or failed:
        return built, None
    return built, HandoutTemplate(made.template, printed, complete=document.addresses == whole)


def _unpaged_build(
    workshop: Workshop,
    target: Target,
    document: Document,
    style: Style,
    governed: Iterable[Finding],
    findings: Findings,
) -> Built:
    """`document` in a form of its own, which nothing of paper is asked of; an error of the stages means no file."""
    judged = _judged(workshop, document, style, governed).findings
    draft = _is_draft(judged)
    data = _unpaged(workshop, target, document, style, findings, draft=draft)
    files: tuple[FinishedFile, ...] = ()
    if data and not findings.has_errors:
        files = (FinishedFile(data=data, record=_record(workshop, target, document, data, pages=0, draft=draft)),)
    findings.extend(_worth_building(judged))
    return Built(target=target, files=files, findings=without_echoes(with_users(workshop.library, findings)))


def _unpaged(
    workshop: Workshop, target: Target, document: Document, style: Style, findings: Findings, *, draft: bool
) -> bytes | None:
    match target.form:
        case "html":
            from wardleaf.brand_files import letters
            from wardleaf.text.faces import font_book
            from wardleaf.web.page import web_page

            brand = brand_files(workshop, style, findings)
            if brand is None:
                return None
            book = font_book(style.fonts, {**brand[0], **letters()})
            return web_page(document, style, book, brand[1], draft=draft)
        case "txt":
            from wardleaf.plain.text import plain_text

            return plain_text(document, draft=draft)
        case "pdf":
            raise AssertionError(target)
        case _:
            assert_never(target.form)


def _record(
    workshop: Workshop, target: Target, document: Document, data: bytes, *, pages: int, draft: bool
) -> FileRecord:
    """What the manifest says of `data`, the file of `target`; one that has no pages has none."""
    return FileRecord(
        file=target.file,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=pages,
        title=document.title,
        code=document.code,
        version=document.version,
        content_hash=document.hash,
        handout=target.handout,
        edition=target.edition,
        clinic=target.clinic,
        style=workshop.library.clinics[target.clinic].style.value,
        language=document.language,
        sections=document.addresses,
        references=document.sources,
        built_with=tool_versions(),
        issue=library_state_of(workshop).issue(target.handout, target.clinic),
        draft=draft,
    )


def found_on_pages(
    workshop: Workshop, told: Iterable[Finding], *, handouts: Sequence[str], clinics: Sequence[str]
) -> tuple[Finding, ...]:
    """What building `handouts` for `clinics` (all when none are named) would say beyond `told`, which `check_library`
    said of them: what only laid-out pages show. Nothing is written.
    """
    known = {(finding.code, finding.message, finding.span) for finding in told}
    found: dict[tuple[str, str, Span | None], Finding] = {}
    for target in targets_of(workshop, handouts=handouts, clinics=clinics or clinic_ids(workshop)):
        for finding in build_handout(workshop, target).findings:
            key = finding.code, finding.message, finding.span
            if key not in known:
                found.setdefault(key, finding)
    return tuple(found.values())


def _is_draft(findings: Iterable[Finding]) -> bool:
    """Whether pages say DRAFT. That an acceptance has ended is an error, but stamps no page: bytes never depend on the
    day.
    """
    from wardleaf.checks.allowances import EXPIRED
    from wardleaf.governance.rules import draft_reasons

    return bool(draft_reasons(finding for finding in findings if finding.code != EXPIRED.code))


def _worth_building(findings: Iterable[Finding]) -> list[Finding]:
    """What a build tells: who accepted what, and all but the infos, which `check` tells too."""
    from wardleaf.checks.allowances import is_accepted

    return [finding for finding in findings if finding.severity is not Severity.INFO or is_accepted(finding)]


def _without_unused(findings: Iterable[Finding]) -> list[Finding]:
    """`findings` without the allowances that nothing needs: one edition for one clinic cannot know, `check` looks at
    all of them.
    """
    from wardleaf.checks.allowances import UNUSED

    return [finding for finding in findings if finding.code != UNUSED.code]


def _finished_print_file(printed: PrintFile, record: FileRecord) -> FinishedFile:
    """`printed` beside the reading copy of `record`."""
    own = replace(
        record,
        file=record.file.replace(".pdf", "-print.pdf"),
        sha256=hashlib.sha256(printed.pdf).hexdigest(),
        pages=printed.sides,
        title=f"{record.title} print file",
        as_printed=printed.as_printed,
    )
    return FinishedFile(data=printed.pdf, record=own, report=printed.report)


def stage_text(workshop: Workshop, target: Target, stage: Stage, findings: Findings) -> str:
    """What `stage` makes of `target`, as YAML; empty after telling every error up to that stage."""
    findings.extend(told_about(workshop, handouts=[target.handout], clinics=[target.clinic]))
    style = style_for(workshop, target.clinic, target.edition, findings)
    if stage == "style" or style is None:
        return dump_yaml(style) if style else ""
    document = document_for(workshop, target.handout, target.clinic, target.edition, findings)
    if stage == "document" or document is None or findings.has_errors:
        return dump_yaml(document) if document else ""
    if stage == "reading":
        from wardleaf.reading.document import read_document

        return dump_reading(read_document(document))
    if stage == "breaks":
        return _breaks_text(workshop, document, style, findings)
    made = typeset_document(workshop, document, style, findings)
    if made is None:
        return ""
    match stage:
        case "tags":
            return dump_yaml(made.tree)
        case "pages":
            return dump_pages(made.display)
        case "facts":
            return dump_yaml(made.page_facts)
        case "plan":
            return _plan_text(made.page_facts, style, findings)
        case _:
            assert_never(stage)


def _breaks_text(workshop: Workshop, document: Document, style: Style, findings: Findings) -> str:
    from wardleaf.typeset.layout import lay_out_document
    from wardleaf.typeset.page_ends import page_ends

    resources = resources_for(workshop, style, findings)
    if resources is None:
        return ""
    if style.folded:
        document = fitted_document(workshop, document, style, findings)
    laid = lay_out_document(document, style, resources)
    findings.extend(laid.findings)
    return dump_yaml(page_ends(laid))


def _plan_text(facts: PageFacts, style: Style, findings: Findings) -> str:
    from wardleaf.imposition.options import options_of_style
    from wardleaf.imposition.plan import plan_imposition, plan_text
    from wardleaf.imposition.sheets import PageSize
    from wardleaf.units import Length

    options = options_of_style(style.imposition, findings)
    sizes = [PageSize(width=Length(page.width), height=Length(page.height)) for page in facts.pages]
    try:
        return plan_text(plan_imposition(sizes, options)) if options else ""
    except Rejected as rejected:
        findings.extend(rejected.findings)
        return ""
