"""A library checked: everything that can be said of handouts without typesetting them, and what a careful editor says
of a document and of its pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from wardleaf.brand_files import SHIPPED, font_names, place_of_setting
from wardleaf.editions import PRINTED_EDITIONS
from wardleaf.findings import Finding, Findings, Span, has_errors
from wardleaf.library.composition import sections_of
from wardleaf.library.publishing import check_shared_pages, qr_findings
from wardleaf.library.schema import Library, ProfileName
from wardleaf.pipeline import (
    Workshop,
    brand_files,
    clinic_ids,
    document_for,
    handout_ids,
    library_state_of,
    style_for,
    targets_of,
    texts_of,
    told_about,
    typeset_document,
)
from wardleaf.records.built import Built as Built
from wardleaf.records.built import Target as Target
from wardleaf.style.schema import Style
from wardleaf.uses import source_files, with_users
from wardleaf.values import replace

if TYPE_CHECKING:
    from wardleaf.document.model import Document, PictureData
    from wardleaf.page_facts import PageFacts

# What every font that Wardleaf ships has, in every weight; a test compares.
_USUAL = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3CA)))) | frozenset(
    "\n‘’“”–—…•≥≤−×€™‑′″⁰⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉"
)

Stage = Literal["document", "style", "tags", "plan", "facts"]


def edited_words(
    workshop: Workshop, document: Document, style: Style, *, profile: ProfileName | None = None
) -> tuple[Finding, ...]:
    """What a careful editor says of the words and the look of `document`, by the clinic's habits or those of `profile`."""
    from wardleaf.checks.registry import check_document
    from wardleaf.document.facts import facts_by_number
    from wardleaf.governance.faults import FAULTS, NOT_ALLOWABLE
    from wardleaf.library.label_files import read_profile
    from wardleaf.starters.leftovers import starter_texts

    clinic = workshop.library.clinics[document.clinic.id]
    habits = read_profile(profile or clinic.profile.value)
    today = workshop.today or document.reviewed
    return check_document(
        document,
        style,
        habits,
        today=today,
        numbers=facts_by_number(clinic),
        fever_rule=clinic.fever.rule.value,
        starters=starter_texts().left_for(specimen=clinic.specimen),
        own_words=_own_words(workshop.library),
        others=FAULTS,
        fixed=NOT_ALLOWABLE,
    )


def _own_words(library: Library) -> frozenset[str]:
    """The words that a library calls right, without capitals: those of its list and of its glossary."""
    glossary = (form.value for entry in library.glossary for form in (entry.word, *entry.also))
    return library.words | {part for words in glossary for part in words.casefold().replace("-", " ").split()}


def accepted_governance(workshop: Workshop, document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The `findings` of governance about `document` after its allowances."""
    from wardleaf.checks.registry import accept_others
    from wardleaf.governance.faults import FAULTS, NOT_ALLOWABLE

    return accept_others(findings, document, FAULTS, fixed=NOT_ALLOWABLE, today=workshop.today or document.reviewed)


def edited_pages(workshop: Workshop, document: Document, style: Style, facts: PageFacts) -> tuple[Finding, ...]:
    """What a careful editor says of the finished pages of `document`."""
    from wardleaf.checks.registry import check_pages
    from wardleaf.library.label_files import read_profile

    habits = read_profile(workshop.library.clinics[document.clinic.id].profile.value)
    return check_pages(facts, style, habits, document, today=workshop.today or document.reviewed)


def check_library(
    workshop: Workshop, *, handouts: Sequence[str] = (), clinics: Sequence[str] = (), profile: ProfileName | None = None
) -> tuple[Finding, ...]:
    """Everything that can be said about `handouts` for `clinics` without typesetting; about the whole library when none
    are named.

    `profile` replaces each clinic's own habits for the editor's rules.
    """
    from wardleaf.checks.allowances import settle_allowances

    library = workshop.library
    findings = Findings()
    hosts = tuple(clinics) or clinic_ids(workshop)
    if handouts or clinics:
        findings.extend(told_about(workshop, handouts=handouts or handout_ids(workshop), clinics=hosts))
    else:
        findings.extend(workshop.told)
    edited: list[Finding] = []
    looked_at: set[tuple[str, str]] = set()
    targets = targets_of(workshop, handouts=handouts, clinics=hosts)
    logos: dict[str, tuple[PictureData, Span | None]] = {}
    for target in targets:
        style = style_for(workshop, target.clinic, target.edition, findings)
        if style and (style.name, style.edition) not in looked_at:
            looked_at.add((style.name, style.edition))
            findings.extend(sheet_findings(library, style))
            files = brand_files(workshop, style, findings)
            if files and files[1] and files[1].path not in logos:
                logos[files[1].path] = files[1], place_of_setting(library.styles, style, "logo.file")
        document = document_for(workshop, target.handout, target.clinic, target.edition, findings)
        if style and document:
            edited += edited_words(workshop, document, style, profile=profile)
            findings.extend(_unprintable_letters(workshop, document, style))
        governed = library_state_of(workshop).findings(
            target.handout, target.clinic, today=workshop.today, document=document
        )
        edited += accepted_governance(workshop, document, governed) if document else governed
    for host in hosts:
        if host in library.clinics:
            findings.extend(qr_findings(library.clinics[host]))
    check_shared_pages(library.clinics, library.handouts, findings)
    figures = _figure_places(workshop, (target.handout for target in targets))
    findings.extend(_undrawable_pictures(library, figures, logos))
    findings.extend(settle_allowances(edited))
    if not handouts and not clinics:
        _check_unused(workshop, findings)
        _check_decisions(workshop, findings)
    return without_echoes(_with_figures(with_users(library, findings), figures))


def sheet_findings(library: Library, style: Style) -> tuple[Finding, ...]:
    """Why pages of `style`, one of `library`, cannot be put onto sheets, each at the line of the style that says so."""
    from wardleaf.printing import folding_problems

    return folding_problems(style, lambda key: place_of_setting(library.styles, style, key))


def _unprintable_letters(workshop: Workshop, document: Document, style: Style) -> tuple[Finding, ...]:
    """What building `document` would say of letters that no font of `style` has; typesets it only when it has other
    letters than every shipped font.
    """
    from wardleaf.typeset import faults

    shipped = all(name.startswith(SHIPPED) for _, name in font_names(style))
    if shipped and all(_is_usual(words) for words in _sources_of(workshop, document)):
        return ()
    own = Findings()
    typeset_document(workshop, document, style, own, tags=False)
    return tuple(finding for finding in own if finding.code == faults.MISSING_GLYPH.code)


def _figure_places(workshop: Workshop, handouts: Iterable[str]) -> Mapping[str, tuple[Span, ...]]:
    """Where the sections of `handouts` name a picture, by its path."""
    from wardleaf.document.authored import figures_in

    library = workshop.library
    named = dict.fromkeys(
        address for handout in dict.fromkeys(handouts) for address in sections_of(library.handouts[handout])
    )
    sections = [address for address in named if address in library.sections]
    texts = texts_of(workshop, sections)
    places: dict[str, list[Span]] = {}
    for address in sections:
        for figure in figures_in(texts[address].blocks):
            places.setdefault(figure.path.value, []).append(figure.span)
    return {path: tuple(spans) for path, spans in places.items()}


def _undrawable_pictures(
    library: Library, figures: Mapping[str, tuple[Span, ...]], logos: Mapping[str, tuple[PictureData, Span | None]]
) -> Iterator[Finding]:
    """What building would say of pictures, `figures` by their paths and `logos`, that cannot be drawn; each file is
    decoded once.
    """
    from wardleaf.document.model import PictureData
    from wardleaf.library.pictures import picture_header

    used = dict(logos)
    for path, spans in figures.items():
        picture = library.pictures.get(path)
        header = picture_header(picture.data) if picture else None
        if picture and header:
            used[path] = (
                PictureData(path=path, data=picture.data, kind=header.kind, width=header.width, height=header.height),
                spans[0],
            )
    if used:
        from wardleaf.typeset.drawable import picture_problem

        for path, (data, span) in used.items():
            problem = picture_problem(data, span)
            if problem:
                yield from (replace(problem, span=place) for place in figures[path]) if path in figures else (problem,)


def _with_figures(findings: Iterable[Finding], figures: Mapping[str, tuple[Span, ...]]) -> Iterator[Finding]:
    """`findings`, those about a picture's file with the lines that name it."""
    for finding in findings:
        path = finding.span.file.path.removeprefix("handouts/") if finding.span else ""
        yield (
            replace(finding, related=tuple(map(str, figures[path])))
            if path in figures and not finding.related
            else finding
        )


def _is_usual(words: str) -> bool:
    return words.isascii() or _USUAL.issuperset(words)


def _sources_of(workshop: Workshop, document: Document) -> Iterator[str]:
    """The files that the words of `document` stand in, and its sources as they print."""
    from wardleaf.document.wording import block_texts

    library = workshop.library
    definition = library.handouts[document.id]
    yield from (
        library.sections[address].file.text for address in sections_of(definition) if address in library.sections
    )
    yield from {
        file.path: file.text for file in source_files((definition, library.clinics[document.clinic.id]))
    }.values()
    yield from (text for text, _ in block_texts(document.references)) if document.references else ()
    yield from (word.meaning.value for word in library.glossary)


def _check_decisions(workshop: Workshop, findings: Findings) -> None:
    """Tells about decisions, and about rights to decide, that are about nothing."""
    if workshop.approvals.by_part or workshop.library.settings.approvers:
        from wardleaf.governance.rules import check_records

        findings.extend(check_records(workshop.library, workshop.approvals))


def _check_unused(workshop: Workshop, findings: Findings) -> None:
    """Tells about sections that no handout uses, and about styles in editions that no handout has."""
    from wardleaf.style import faults
    from wardleaf.style.cascade import resolve_style

    library = workshop.library
    texts = texts_of(workshop, library.sections)
    for address in library.sections:
        findings.extend(texts[address].findings)
    for style, edition in ((style, edition) for style in library.styles for edition in PRINTED_EDITIONS):
        if (style, edition) not in workshop.styles:
            own = Findings()
            resolve_style(library.styles, name=style, edition=edition, findings=own)
            findings.extend(finding for finding in own if finding.code != faults.UNKNOWN_EDITION.code)


def without_echoes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` without those that only say that a file could not be read, when why is told beside them."""
    from wardleaf.document import faults

    told = tuple(findings)
    others = tuple(finding for finding in told if finding.code != faults.FILE_WITH_ERRORS.code)
    return others if has_errors(others) else told
