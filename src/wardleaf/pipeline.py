"""The stages in order: read, style, resolve, typeset. The only module that knows them all; building, checking and the
commands ask it for what they need.

Heavy libraries load when a stage that needs them runs: reading, listing and checking never load ReportLab.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wardleaf.editions import PRINTED_EDITIONS, EditionName
from wardleaf.findings import Finding, Findings, Severity
from wardleaf.governance.approvals import Approvals, approvals_of
from wardleaf.library.composition import sections_of
from wardleaf.library.faults import DUPLICATE_CODE
from wardleaf.library.schema import Library
from wardleaf.records.built import Target
from wardleaf.records.stale import Shelf
from wardleaf.style.schema import Style
from wardleaf.uses import files_of, findings_in, is_definition, with_users
from wardleaf.values import replace

if TYPE_CHECKING:
    from wardleaf.document.authored import SectionText
    from wardleaf.document.fields import HandoutField
    from wardleaf.document.model import Document, PictureData
    from wardleaf.governance.library_state import LibraryState
    from wardleaf.library.labels import Labels
    from wardleaf.typeset.typesetter import Resources, SharedBlocks, Typeset


@dataclass(slots=True)
class Workshop:
    """A library that was read, and what was worked out of it so far: styles and parsed sections serve every build of a
    run.

    `told` is what reading had to say. `today` is the day on which handouts are to be given out; without it no review
    date is overdue.
    """

    root: Path
    library: Library
    told: tuple[Finding, ...] = ()
    styles: dict[tuple[str, str], Style | None] = field(default_factory=dict)
    style_findings: dict[tuple[str, str], tuple[Finding, ...]] = field(default_factory=dict)
    texts: dict[str, SectionText] = field(default_factory=dict)
    approvals: Approvals = field(default_factory=Approvals)
    today: datetime.date | None = None
    library_state: LibraryState | None = None


# --- stages -----------------------------------------------------------------------------------------------------------


def open_library(root: Path, findings: Findings) -> Workshop | None:
    """The library at `root`, or None after telling why it cannot be read."""
    from wardleaf.library.reader import read_library
    from wardleaf.records.approvals import read_approvals

    own = Findings()
    library = read_library(root, findings=own)
    approvals = approvals_of(read_approvals(root, own))
    if library and library.meant:
        own.extend(_further_mistakes(Workshop(root, library)))
    findings.extend(own)
    return Workshop(root, library, own.sorted(), approvals=approvals) if library else None


def _further_mistakes(workshop: Workshop) -> Iterator[Finding]:
    """What else is wrong in definitions that could not be read: the names in them that lead nowhere, told at once with
    the mistakes that kept them from being read.
    """
    from wardleaf.library.packs import with_packs

    library = workshop.library
    clinic = next(iter(library.clinics), "")
    meant = replace(workshop, library=replace(library, handouts=with_packs({**library.handouts, **library.meant})))
    for id, definition in library.meant.items():
        found = Findings()
        editions = editions_of(meant, id)
        if clinic and editions:
            document_for(meant, id, clinic, editions[0], found)
        place = definition.span.file.path
        yield from (
            finding
            for finding in found
            if finding.span and finding.span.file.path == place and finding.severity is Severity.ERROR
        )


def style_for(workshop: Workshop, clinic: str, edition: str, findings: Findings) -> Style | None:
    """The clinic's style for `edition`; worked out once a run."""
    from wardleaf.style.cascade import resolve_style

    host = workshop.library.clinics.get(clinic)
    if host is None:
        return None
    key = (host.style.value, edition)
    if key not in workshop.styles:
        own = Findings()
        style = resolve_style(workshop.library.styles, name=key[0], edition=edition, findings=own, span=host.style.span)
        workshop.styles[key] = style
        workshop.style_findings[key] = own.sorted()
    findings.extend(workshop.style_findings[key])
    return workshop.styles[key]


def document_for(
    workshop: Workshop,
    handout: str,
    clinic: str,
    edition: str,
    findings: Findings,
    *,
    field_values: Mapping[str, str] | None = None,
    leave_out: frozenset[str] = frozenset(),
    issue: int | None = None,
) -> Document | None:
    """The handout resolved for a clinic and an edition, without the sections `leave_out`, or None after telling every
    error.

    `issue` is what its approvals say, unless it is given.
    """
    from wardleaf.document.resolve import document_language, no_labels, resolve_document
    from wardleaf.library.label_files import labels_in, read_profile

    host = workshop.library.clinics.get(clinic)
    definition = workshop.library.handouts.get(handout)
    if host is None or definition is None:
        labels = None
    else:
        labels = labels_in(document_language(definition, host), workshop.library.sheets)
        if labels is None:
            findings.add(no_labels(definition, host, workshop.library.unread))
    resolved = resolve_document(
        workshop.library,
        handout=handout,
        clinic=clinic,
        edition=edition,
        # Without words of our own there is no document, but what else is wrong is told in the same run.
        labels=labels or _own_labels(),
        profile=read_profile(host.profile.value if host else "uk"),
        findings=findings,
        field_values=field_values,
        texts=texts_of(workshop, sections_of(definition) if definition else ()),
        leave_out=leave_out,
        issue=library_state_of(workshop).issue(handout, clinic) if issue is None else issue,
    )
    return resolved if labels else None


def texts_of(workshop: Workshop, addresses: Iterable[str]) -> Mapping[str, SectionText]:
    """The parsed sections at `addresses`, as far as the library has them; each is parsed once a run."""
    from wardleaf.document.manuscript import read_sections

    workshop.texts.update(
        read_sections(workshop.library, [address for address in addresses if address not in workshop.texts])
    )
    return workshop.texts


def typeset_document(
    workshop: Workshop,
    document: Document,
    style: Style,
    findings: Findings,
    *,
    tags: bool = True,
    draft: bool = False,
    shared: SharedBlocks | None = None,
) -> Typeset | None:
    """The document set in the style, or None when a font or logo is missing; `shared` are blocks of other layouts of
    it.
    """
    from wardleaf.typeset.typesetter import typeset

    resources = resources_for(workshop, style, findings)
    if resources is None:
        return None
    made = typeset(document, style, resources, tags=tags, draft=draft, shared=shared)
    findings.extend(_with_logo_placed(workshop, style, made.findings))
    return made


def _with_logo_placed(workshop: Workshop, style: Style, findings: Iterable[Finding]) -> Iterator[Finding]:
    """`findings` of typesetting, where what is wrong with the logo, which pages do not name, stands at the style's
    line.
    """
    from wardleaf.brand_files import place_of_setting
    from wardleaf.typeset import faults

    for finding in findings:
        if finding.code == faults.BAD_PICTURE.code and finding.span is None:
            finding = replace(finding, span=place_of_setting(workshop.library.styles, style, "logo.file"))
        yield finding


def fitted_document(
    workshop: Workshop,
    document: Document,
    style: Style,
    findings: Findings,
    *,
    field_values: Mapping[str, str] | None = None,
    shared: SharedBlocks | None = None,
) -> Document:
    """`document` as its `fit:` lets a booklet come out without added pages, the least changed way first; as it is when
    nothing helps.

    `shared` are blocks of other layouts of it in the same style; those of the trials are added to it.
    """
    from wardleaf.document.fitting import fit_choices, with_write_in_lines
    from wardleaf.typeset import faults
    from wardleaf.typeset.layout import TrialLayouts
    from wardleaf.typeset.story import SharedBlocks

    definition = workshop.library.handouts[document.id]
    resources = resources_for(workshop, style, findings)
    if definition.fit is None or resources is None:
        return document
    left_out: tuple[str, ...] = ()
    resolved: Document | None = document
    shared = shared or SharedBlocks()
    trials = TrialLayouts(document, style, resources, shared)
    for number, choice in enumerate(fit_choices(definition.fit)):
        if choice.leave_out != left_out:
            left_out = choice.leave_out
            resolved = document_for(
                workshop,
                document.id,
                document.clinic.id,
                document.edition,
                Findings(),
                field_values=field_values,
                leave_out=frozenset(left_out),
            )
            if resolved is not None:
                trials = TrialLayouts(resolved, style, resources, shared)
        if resolved is None:
            continue
        tried = with_write_in_lines(resolved, choice.lines)
        pages, added = trials.pages(tried)
        if added == 0:
            if number:
                changes = [f"{choice.lines} lines in each space to write"] if choice.lines else []
                changes += [f"without {address}" for address in choice.leave_out]
                findings.add(
                    faults.FITTED.at(
                        definition.fit.span,
                        f"for {document.clinic.name} the booklet comes out at {pages} pages: {', '.join(changes)}",
                    )
                )
            return tried
    message = f"nothing that `fit` allows makes the booklet for {document.clinic.name} come out even, so pages to write on are added"
    findings.add(faults.FITTED.at(definition.fit.span, message))
    return document


def resources_for(workshop: Workshop, style: Style, findings: Findings) -> Resources | None:
    """The fonts and the logo that `style` names, or None after telling which is not there."""
    from wardleaf.brand_files import letters
    from wardleaf.typeset.typesetter import Resources

    files = brand_files(workshop, style, findings)
    return Resources(fonts={**files[0], **letters()}, logo=files[1]) if files else None


def brand_files(
    workshop: Workshop, style: Style, findings: Findings
) -> tuple[Mapping[str, bytes], PictureData | None] | None:
    """The fonts and the logo that `style` names, or None after telling what is wrong with them; loads nothing of
    typesetting for those that Wardleaf ships.
    """
    from wardleaf.brand_files import brand_fonts, brand_logo, font_names

    fonts = brand_fonts(workshop.root, workshop.library.styles, style, findings)
    logo = brand_logo(workshop.library, style, findings)
    complete = len(fonts) == len({name for _, name in font_names(style)}) and (logo or style.logo.file is None)
    return (fonts, logo) if complete else None


def _own_labels() -> Labels:
    from wardleaf.library.label_files import read_labels

    labels = read_labels("en-GB")
    if labels is None:
        raise FileNotFoundError("labels/en-GB.yaml")
    return labels


# --- what to build ----------------------------------------------------------------------------------------------------


def library_state_of(workshop: Workshop) -> LibraryState:
    """The library's handouts as its approvals leave them; worked out once a run."""
    from wardleaf.governance.library_state import LibraryState

    if workshop.library_state is None:
        workshop.library_state = LibraryState(workshop.library, workshop.approvals, partial(texts_of, workshop))
    return workshop.library_state


def shelf_of(workshop: Workshop) -> Shelf:
    """What the library gives out, to tell what earlier builds made and nobody should give out any more."""
    library, approvals = workshop.library, workshop.approvals
    withdrawn = {
        id
        for id, definition in library.handouts.items()
        if approvals.withdrawal((id, definition.translation.of.value if definition.translation else ""))
    }
    handouts = frozenset({*handout_ids(workshop), *library.unread})
    return Shelf(
        handouts=handouts, clinics=frozenset({*clinic_ids(workshop), *library.unread}), withdrawn=frozenset(withdrawn)
    )


def answering_handouts(workshop: Workshop, handout: str) -> tuple[str, ...]:
    """The ids of the handouts whose approvals and review dates decide about `handout`: its own, and those that it takes
    whole.
    """
    from wardleaf.library.packs import MadePack, packed_handouts

    definition = workshop.library.handouts.get(handout)
    taken = tuple(packed.handout.value for packed in packed_handouts(definition)) if definition else ()
    return taken if isinstance(definition, MadePack) else (handout, *taken)


def with_pack(workshop: Workshop, handouts: Sequence[str], *, title: str = "") -> tuple[Workshop, str]:
    """`workshop` with a pack of `handouts` (ids that it knows, at least one), and the pack's id."""
    from wardleaf.library.packs import make_pack

    known = workshop.library.handouts
    id, pack = make_pack({handout: known[handout] for handout in handouts}, title=title)
    return replace(workshop, library=replace(workshop.library, handouts={**known, id: pack}), library_state=None), id


def editions_of(workshop: Workshop, handout: str) -> Sequence[EditionName]:
    """The editions that a handout asks for."""
    definition = workshop.library.handouts.get(handout)
    return tuple(edition.value for edition in definition.editions) if definition else ()


def handout_ids(workshop: Workshop) -> tuple[str, ...]:
    """The ids of all handouts, also of those whose definition could not be read."""
    return tuple(sorted({*workshop.library.handouts, *_unread(workshop, is_definition)}))


def clinic_ids(workshop: Workshop) -> tuple[str, ...]:
    """The ids of all clinics, also of those whose file could not be read; files that are only there to be extended are
    none.
    """
    return tuple(
        sorted({*workshop.library.clinics, *_unread(workshop, lambda path: path.startswith("handouts/clinics/"))})
    )


def _unread(workshop: Workshop, is_kind: Callable[[str], bool]) -> set[str]:
    errors = (finding for finding in workshop.told if finding.span and finding.severity is Severity.ERROR)
    places = (finding.span.file.path for finding in errors if finding.span)
    return {
        place.rpartition("/")[2].removesuffix(".yaml") for place in places if is_kind(place)
    } & workshop.library.unread


def targets_of(
    workshop: Workshop, *, handouts: Sequence[str] = (), clinics: Sequence[str] = (), editions: Sequence[str] = ()
) -> tuple[Target, ...]:
    """What to build, clinic by clinic; nothing named means all handouts, the default clinic, each handout's own
    editions.

    An edition that is named is built of each named handout, and of all handouts that have it when none is named; one
    that is not printed, every handout has.
    Handouts that could not be read give no target, and neither do those of another specialty than a clinic's, unless
    handout and clinic were both named and nothing else was meant.
    """
    from wardleaf.library.specialties import clinics_for, is_for

    library = workshop.library
    asked = tuple(dict.fromkeys(clinics)) or (library.settings.default_clinic.value,)
    named = tuple(dict.fromkeys(handouts))
    suited = {handout: clinics_for(library, handout, asked, default=not clinics) for handout in named}
    hosts = dict.fromkeys((*asked, *(clinic for given in suited.values() for clinic in given)))
    targets: list[Target] = []
    for clinic in hosts:
        for handout in named or library.handouts:
            host, definition = library.clinics.get(clinic), library.handouts.get(handout)
            if clinic not in suited[handout] if named else host and definition and not is_for(definition, host):
                continue
            own = editions_of(workshop, handout)
            wanted = (
                [
                    edition
                    for edition in dict.fromkeys(editions)
                    if edition in own or handouts or edition not in PRINTED_EDITIONS
                ]
                if editions
                else own
            )
            targets += [Target(handout=handout, clinic=clinic, edition=edition) for edition in wanted if own]
    return tuple(targets)


def told_about(workshop: Workshop, *, handouts: Iterable[str], clinics: Iterable[str]) -> tuple[Finding, ...]:
    """What reading had to say about the files that `handouts` use for `clinics`."""
    if not workshop.told:
        return ()
    wanted = tuple(handouts)
    used = files_of(workshop.library, workshop.told, handouts=wanted, clinics=clinics)
    found = (*findings_in(used, workshop.told), *_codes_taken(workshop, wanted))
    return with_users(workshop.library, dict.fromkeys(found))


def _codes_taken(workshop: Workshop, handouts: Iterable[str]) -> Iterator[Finding]:
    """What reading told of handouts that have the code of one of `handouts`: with two of one code nobody can tell which
    a copy is, so it concerns both.
    """
    known = workshop.library.handouts
    spans = {str(known[handout].code.span) for handout in handouts if handout in known}
    for finding in workshop.told:
        # The help is for a translation, whose original keeps its code.
        if finding.code == DUPLICATE_CODE.code and not finding.help and finding.hint.removeprefix("see ") in spans:
            yield finding


def fields_of(workshop: Workshop, handout: str, clinic: str) -> Mapping[str, HandoutField]:
    """The fields that a personal copy of `handout` for `clinic` may fill; both are in the library."""
    from wardleaf.document.fields import handout_fields
    from wardleaf.document.resolve import document_language
    from wardleaf.library.label_files import labels_in
    from wardleaf.library.packs import pack_fields

    definition = workshop.library.handouts[handout]
    labels = (
        labels_in(document_language(definition, workshop.library.clinics[clinic]), workshop.library.sheets)
        or _own_labels()
    )
    return handout_fields(pack_fields(definition), labels)


def value_printer(
    workshop: Workshop, handout: str, clinic: str
) -> Callable[[Mapping[str, str]], Mapping[str, str] | None]:
    """What gives the values of a copy as they are printed, empty ones left out; None for values of which one does not
    suit its field.
    """
    from wardleaf.document.fields import field_parts, printed_value, value_problem
    from wardleaf.document.resolve import document_language
    from wardleaf.library.label_files import labels_in, read_profile

    host = workshop.library.clinics[clinic]
    fields = fields_of(workshop, handout, clinic)
    labels = (
        labels_in(document_language(workshop.library.handouts[handout], host), workshop.library.sheets) or _own_labels()
    )
    profile = read_profile(host.profile.value)

    def printed(values: Mapping[str, str]) -> Mapping[str, str] | None:
        given = {name: value for name, value in values.items() if value.strip()}
        if not given.keys() <= fields.keys() or any(
            value_problem(fields[name], value, profile=profile) for name, value in given.items()
        ):
            return None
        whole = {
            name: printed_value(fields[name], value, labels=labels, profile=profile) for name, value in given.items()
        }
        lines = (field_parts(name, value) for name, value in whole.items() if fields[name].type == "appointments")
        return {**whole, **{name: line for parts in lines for name, line in parts.items()}}

    return printed


def characters_of(workshop: Workshop, clinic: str, edition: str) -> frozenset[str]:
    """The characters that every face of the clinic's style can print, or has signs for; none when the style has
    mistakes.
    """
    from wardleaf.text.faces import font_book

    style = style_for(workshop, clinic, edition, Findings())
    resources = resources_for(workshop, style, Findings()) if style else None
    return font_book(style.fonts, resources.fonts).common() if style and resources else frozenset()


def style_specimen(workshop: Workshop, name: str, editions: Sequence[str], findings: Findings) -> bytes | None:
    """A PDF of every element of the style `name` in `editions`, or None after telling what is wrong with it."""
    from wardleaf.style.cascade import resolve_style
    from wardleaf.typeset.specimen import specimen_pdf

    styles = [
        resolve_style(workshop.library.styles, name=name, edition=edition, findings=findings) for edition in editions
    ]
    complete = [style for style in styles if style]
    resources = resources_for(workshop, complete[0], findings) if complete else None
    if resources is None or findings.has_errors:
        return None
    return specimen_pdf(complete, resources, _own_labels())
