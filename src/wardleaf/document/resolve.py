"""The resolve stage: a definition, a library, a clinic and an edition become a `Document` with every reference
followed.

The order of work: gather what the definition takes, choose what this edition prints, number headings and sources over
the printed order, and only then make blocks. Nothing is read from disk here, and everything wrong is told at once.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import cast

from wardleaf.bibliography.formatting import format_reference
from wardleaf.bibliography.numbering import short_name
from wardleaf.bibliography.pieces import Piece
from wardleaf.document import authored, faults
from wardleaf.document.blocks import PartBlocks
from wardleaf.document.citations import Numbering, check_sources, cited_in_blocks, cited_in_runs, number_sources
from wardleaf.document.components import name_line, prepared_for
from wardleaf.document.editorial import allowances, block_allowances, not_applicable, source_facts, source_uses
from wardleaf.document.facts import Fact, clinic_facts
from wardleaf.document.fields import handout_fields, length_problems, printed_field, value_problem
from wardleaf.document.fingerprint import content_hash, printed_keys, written_words
from wardleaf.document.fitting import check_fit
from wardleaf.document.front import added_pages, first_page, imprint, told_items
from wardleaf.document.headings import number_headings
from wardleaf.document.ingredients import (
    Ingredients,
    definition_ingredients,
    facts_on_every_handout,
    meanings_in,
    part_ingredients,
    pictures_in,
    sources_in,
)
from wardleaf.document.manuscript import Part, gather_parts, printed_parts, read_sections
from wardleaf.document.markdown import read_words
from wardleaf.document.model import (
    Block,
    ClinicCard,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Link,
    NotApplicable,
    PageBreak,
    Plain,
    ReferenceList,
    Run,
    Section,
    SectionFacts,
    Source,
)
from wardleaf.document.part_resolver import PartResolver, Scope
from wardleaf.document.people import call_box, contacts
from wardleaf.document.spelling import pairs_used, spelling_pairs
from wardleaf.document.translation import translation_facts
from wardleaf.editions import EDITION_NAMES, PRINTED_EDITIONS, EditionName
from wardleaf.findings import Finding, Findings
from wardleaf.library import schema
from wardleaf.library.clinic_facts import is_within
from wardleaf.library.clinic_words import clinic_in, clinic_words, untranslated
from wardleaf.library.composition import glossary_words, sections_of
from wardleaf.library.labels import Labels
from wardleaf.library.languages import base_language, usual_code
from wardleaf.library.packs import call_signs, definitions_of, pack_fields, packed_handouts
from wardleaf.library.profiles import Profile
from wardleaf.library.schema import (
    Clinic,
    ContactsSpec,
    HandoutDefinition,
    Library,
    PreparedForSpec,
)
from wardleaf.library.specialties import is_for, specialty_of
from wardleaf.source.keys import At
from wardleaf.source.suggest import did_you_mean
from wardleaf.values import replace


def document_language(definition: HandoutDefinition, clinic: Clinic) -> str:
    """The language of a handout for a clinic: the clinic's spelling of the handout's language, or the handout's own."""
    same = base_language(definition.language.value) == base_language(clinic.language.value)
    return clinic.language.value if same else definition.language.value


def no_labels(definition: HandoutDefinition, clinic: Clinic, unread: Container[str] = ()) -> Finding:
    """What to tell when there are no labels for `document_language`; `unread` names files that were rejected."""
    language = document_language(definition, clinic)
    span = clinic.language.span if language == clinic.language.value else definition.language.span
    for named in dict.fromkeys((language, base_language(language))):
        if f"labels/{named}" in unread:
            message = (
                f"the words in `handouts/labels/{named}.yaml` were not read because of its errors; mend those first"
            )
            return faults.FILE_WITH_ERRORS.at(span, message)
    meant = usual_code(language)
    if meant != language:
        return faults.NO_LABELS.at(span, f"`{language}` is not how a language is written here", hint=f"write `{meant}`")
    message = f"Wardleaf has no words of its own in `{language}` yet, such as “Call now”"
    return faults.NO_LABELS.at(
        span, message, help=f"`wardleaf new labels {language}` writes a sheet with those words, to be translated"
    )


def resolve_document(
    library: Library,
    *,
    handout: str,
    clinic: str,
    edition: str,
    labels: Labels,
    profile: Profile,
    findings: Findings,
    field_values: Mapping[str, str] | None = None,
    texts: Mapping[str, authored.SectionText] | None = None,
    leave_out: frozenset[str] = frozenset(),
    issue: int = 1,
) -> Document | None:
    """The document that `handout` is for `clinic` in `edition`, or None after telling every error.

    `labels` are those of `document_language`, `profile` the clinic's; `field_values` fill a personal copy; `texts` are
    sections parsed already (`read_sections`), for building several editions; `leave_out` are sections that this edition
    drops to fit its sheets; `issue` says how often the version was issued.
    """
    own = Findings()
    found = _find(library, handout, clinic, edition, own)
    if found:
        definition, host = found
        language = document_language(definition, host)
        own.extend(_untranslated(host, language))
        host = clinic_in(host, language)
        known = texts or {}
        parsed = {
            **known,
            **read_sections(library, [address for address in sections_of(definition) if address not in known]),
        }
        resolver = _Resolver(
            library, handout, clinic, definition, host, labels, profile, own, field_values or {}, parsed, issue
        )
        document = resolver.document(cast("EditionName", edition), leave_out=leave_out)
    findings.extend(own)
    return document if found and not own.has_errors else None


def _untranslated(clinic: Clinic, language: str) -> Iterator[Finding]:
    missing = untranslated(clinic, language)
    if missing and usual_code(language) == language:  # a language that is written wrong is told as such
        words = clinic_words(clinic)
        several = f"{len(missing)} of its facts" if len(missing) > _MOST_IN_A_SENTENCE else ", ".join(missing)
        message = f"{clinic.name.value} gives no words in `{language}` for {several}"
        notes = tuple(f"{path}: {words[path].value}" for path in missing) if len(missing) > _MOST_IN_A_SENTENCE else ()
        help = f"in the clinic's file, translated by somebody who speaks the language: `translations: {{{language}: {{{missing[0]}: …}}}}`"
        yield faults.UNTRANSLATED_FACTS.at(clinic.language.span, message, notes=notes, help=help)


def _find(
    library: Library, handout: str, clinic: str, edition: str, findings: Findings
) -> tuple[HandoutDefinition, Clinic] | None:
    definition, host = library.handouts.get(handout), library.clinics.get(clinic)
    if definition is None and handout in library.unread:
        findings.add(
            faults.FILE_WITH_ERRORS.at(
                None, f"the handout `{handout}` was not read because of its errors; mend those first"
            )
        )
    elif definition is None:
        hint = did_you_mean(handout, library.handouts)
        findings.add(faults.UNKNOWN_HANDOUT.at(None, f"there is no handout `{handout}`", hint=hint))
    if host is None and clinic in library.unread:
        findings.add(
            faults.FILE_WITH_ERRORS.at(
                None, f"the clinic `{clinic}` was not read because of its errors; mend those first"
            )
        )
    elif host is None:
        findings.add(
            faults.UNKNOWN_CLINIC.at(None, f"there is no clinic `{clinic}`", hint=did_you_mean(clinic, library.clinics))
        )
    if edition not in EDITION_NAMES:
        message = f"there is no edition `{edition}`; there are {', '.join(EDITION_NAMES)}"
        findings.add(faults.UNKNOWN_EDITION.at(None, message, hint=did_you_mean(edition, EDITION_NAMES)))
    elif definition and edition in PRINTED_EDITIONS and edition not in {name.value for name in definition.editions}:
        span = definition.editions[0].span if definition.editions else definition.span
        findings.add(faults.UNKNOWN_EDITION.at(span, f"this handout has no edition `{edition}`; add it to `editions`"))
    if definition and host and not is_for(definition, host):
        findings.add(_other_specialty(definition, host))
    return (definition, host) if definition and host and not findings.has_errors else None


def _other_specialty(definition: HandoutDefinition, clinic: Clinic) -> Finding:
    other = next(one for one in definitions_of(definition) if specialty_of(one) != specialty_of(clinic))
    wanted, has = (
        f"of the specialty `{name}`" if name else "without a specialty"
        for name in (specialty_of(other), specialty_of(clinic))
    )
    message = f"{other.title.value} is for clinics {wanted}, and {clinic.name.value} is a clinic {has}"
    return faults.OTHER_SPECIALTY.at(
        (other.specialty or other.title).span,
        message,
        help="choose a clinic that gives it with `--clinic`; `wardleaf list clinics` shows all",
    )


class _Resolver:
    """One resolve: what is the same for every step is held here."""

    def __init__(
        self,
        library: Library,
        id: str,
        clinic_id: str,
        definition: HandoutDefinition,
        clinic: Clinic,
        labels: Labels,
        profile: Profile,
        findings: Findings,
        values: Mapping[str, str],
        texts: Mapping[str, authored.SectionText],
        issue: int,
    ) -> None:
        self.issue = issue
        self.library, self.id, self.clinic_id = library, id, clinic_id
        self.definition, self.clinic = definition, clinic
        self.labels, self.profile, self.findings = labels, profile, findings
        self.language = document_language(definition, clinic)
        self.facts: Mapping[str, Fact] = clinic_facts(clinic, labels)
        known = handout_fields(pack_fields(definition), labels)
        self.fields = {
            name: printed_field(field, values.get(name), labels=labels, profile=profile)
            for name, field in known.items()
        }
        findings.extend(length_problems(pack_fields(definition)))
        for name, value in values.items():
            problem = value_problem(known[name], value, profile=profile) if name in known else ""
            if problem:
                findings.add(faults.FIELD_VALUE.at(None, f"the value for `{name}` {problem}"))
        for name in values.keys() - self.fields.keys():
            message = f"there is no field `{name}` to fill; there are {', '.join(self.fields)}"
            findings.add(faults.UNKNOWN_VALUE.at(None, message, hint=did_you_mean(name, self.fields)))
        self.glossary = glossary_words(library)
        findings.extend(check_fit(definition.fit) if definition.fit else ())
        for dropped in definition.fit.may_drop if definition.fit else ():
            if dropped.value not in sections_of(definition):
                hint = did_you_mean(dropped.value, sections_of(definition))
                findings.add(
                    faults.UNKNOWN_SECTION.at(
                        dropped.span, f"this handout has no section `{dropped.value}` to drop", hint=hint
                    )
                )
        for address in sections_of(definition):
            findings.extend(texts[address].findings if address in texts else ())
        self.texts = texts
        self.parts = gather_parts(library, definition, texts, findings)
        self.key_points = tuple(
            read_words(point.value, span=point.span, findings=findings) for point in definition.key_points
        )
        self.signs_written = call_signs(definition)
        self.call_signs = tuple(
            read_words(sign.value, span=sign.span, findings=findings) for sign in self.signs_written
        )

    def document(self, edition: EditionName, *, leave_out: frozenset[str]) -> Document:
        """The document of one edition; meaningless when errors were told."""
        definition, clinic = self.definition, self.clinic
        printed = printed_parts(self.parts, edition=edition, profile=clinic.profile.value, findings=self.findings)
        printed = tuple(part for part in printed if part.address not in leave_out)
        if not printed and not self.findings.has_errors:
            self.findings.add(
                faults.EMPTY_HANDOUT.at(
                    definition.span, f"the edition `{edition}` prints none of this handout's sections"
                )
            )
        check_sources(
            self._cited(self.parts), self.library.references, unread=self.library.unread, findings=self.findings
        )
        cited = tuple(self._cited(printed))
        policy = definition.references.value
        numbering = number_sources(cited, self.library.references, policy=policy, labels=self.labels)
        scope = Scope(
            clinic=clinic,
            labels=self.labels,
            profile=self.profile,
            facts=self.facts,
            glossary=self.glossary,
            numbering=numbering,
            targets=number_headings(printed),
            unread=self.library.unread,
            fields=self.fields,
            findings=self.findings,
            issue=self.issue,
        )
        explained: set[str] = set()
        resolver = PartResolver(scope=scope, pairs=self._pairs(definition.language.value), explained=explained)
        box = call_box(resolver, symptoms=told_items(self.signs_written, self.call_signs, resolver=resolver))
        own_lines = any(
            isinstance(block, authored.SpecComponent) and isinstance(block.spec, PreparedForSpec)
            for part in printed
            for block in part.blocks
        )
        whom = name_line(resolver) if own_lines else prepared_for(None, resolver)
        front = first_page(definition, self.key_points, resolver=resolver, box=box, prepared_for=whom)
        sections = self._sections(printed, scope, explained)
        references = self._references(numbering, resolver)
        hash = self._hash()
        sources = tuple(
            dict.fromkeys(
                source.value for group in cited for source in group if source.value in self.library.references
            )
        )
        return Document(
            id=self.id,
            edition=edition,
            title=resolver.line(definition.title),
            short_title=resolver.line(definition.short_title),
            subject=resolver.line(definition.purpose),
            language=self.language,
            code=definition.code.value,
            version=definition.version.value,
            hash=hash,
            reviewed=definition.review.last_reviewed.value,
            clinic=self._card(),
            labels=self.labels,
            first_page=front,
            contents=definition.contents,
            sections=sections,
            references=references,
            added_pages=added_pages(self.labels),
            imprint=imprint(
                definition,
                resolver=resolver,
                box=box,
                cited=len({numbering.same.get(id, id) for id in sources}),
                hash=hash,
            ),
            sources=sources,
            kind=definition.kind.value,
            to_agree=tuple(
                dict.fromkeys(one.review.to_agree.value for one in definitions_of(definition) if one.review.to_agree)
            ),
            topic_words=tuple(
                dict.fromkeys(word.value for one in definitions_of(definition) for word in one.topic_words)
            ),
            not_applicable=_parts_left_out(definition),
            allowances=(
                *(accepted for packed in packed_handouts(definition) for accepted in allowances(packed.definition, ())),
                *allowances(definition, (part.section for part in printed if part.section)),
                *(
                    accepted
                    for part in printed
                    for accepted in block_allowances(part.address, part.allowances, part.blocks)
                ),
            ),
            cited=source_uses(cited),
            source_facts=source_facts(self.library.references[id] for id in sources),
            translations=tuple(
                translation_facts(self.library, one.translation, texts=self.texts)
                for one in definitions_of(definition)
                if one.translation
            ),
            span=definition.span,
        )

    def _cited(self, parts: tuple[Part, ...]) -> Iterator[tuple[At[str], ...]]:
        for runs in (*self.key_points, *self.call_signs):
            yield from cited_in_runs(runs, self.facts)
        if self.clinic.emergency.source:
            yield self.clinic.emergency.source
        for part in parts:
            yield from cited_in_blocks(part.blocks, self.facts)

    def _pairs(self, language: str) -> Mapping[str, str]:
        return spelling_pairs(self.library.spelling, written=language, wanted=self.language)

    def _languages(self) -> set[str]:
        return {self.definition.language.value, *(part.language for part in self.parts)}

    def _sections(self, printed: tuple[Part, ...], scope: Scope, explained: set[str]) -> tuple[Section, ...]:
        """`printed` in order, each part under its heading; what has none belongs to the section before it."""
        sections: list[Section] = []

        def go_on(blocks: tuple[Block, ...]) -> None:
            before = sections.pop() if sections else Section(heading=None, blocks=())
            sections.append(replace(before, blocks=(*before.blocks, *blocks)))

        for number, part in enumerate(printed, 1):
            resolver = PartResolver(
                scope=scope, address=part.address, pairs=self._pairs(part.language), explained=explained
            )
            id = f"handout-{part.opens}" if part.opens else scope.targets.sections.get(part.address, f"entry-{number}")
            if part.opens:
                go_on((PageBreak(span=part.span),))
            heading, level = None, part.level
            if part.title:
                heading = Heading(
                    level=part.level, runs=(Plain(resolver.line(part.title)),), id=id, span=part.title.span
                )
                level = part.level + 1
            made = PartBlocks(
                resolver=resolver, id=id, level=level, pictures=self.library.pictures, unread=self.library.unread
            )
            blocks = tuple(made.blocks(part.blocks))
            first = blocks[0] if blocks else None
            if heading is None and isinstance(first, Heading) and first.level == _OPENS_SECTION:
                heading, blocks = first, blocks[1:]
            if heading is None:
                go_on(blocks)
            else:
                facts = _section_facts(part.section, part.language) if part.section else None
                sections.append(Section(heading=heading, blocks=blocks, facts=facts))
        return tuple(sections)

    def _references(self, numbering: Numbering, resolver: PartResolver) -> ReferenceList | None:
        policy, labels = self.definition.references.value, self.labels
        named = {"code": self.definition.code.value, "version": self.definition.version.value}
        sources = tuple(self._source(number, id) for id, number in numbering.numbers.items())
        if not any(True for _ in self._cited(self.parts)):
            return None
        preface = {"full": "", "short": labels.references_short_note, "on-request": labels.references_on_request}[
            policy
        ].format(**named)
        if policy == "short" and not sources:
            message = "`references: short` prints sources with `key: true`, and none that is cited here has it"
            self.findings.add(faults.HIDDEN_SOURCES.at(self.definition.references.span, message))
            preface = labels.references_on_request.format(**named)
        return ReferenceList(
            heading=Heading(
                level=2, runs=(Plain(labels.references),), id="references", span=self.definition.references.span
            ),
            sources=sources,
            preface=(Plain(resolver.said(preface)),) if preface else (),
            span=self.definition.references.span,
        )

    def _source(self, number: int, id: str) -> Source:
        reference = self.library.references[id]
        runs = tuple(
            _piece_run(piece) for piece in format_reference(reference, style=self.clinic.reference_style.value)
        )
        if base_language(self.language) != _ENTRIES:
            runs = (Foreign(runs=runs, language=_ENTRIES),)  # so that a screen reader says it with the right sounds
        return Source(
            number=number,
            id=id,
            runs=runs,
            words=short_name(reference, two=self.labels.authors_two, many=self.labels.authors_many),
            span=reference.id.span,
        )

    def _card(self) -> ClinicCard:
        clinic = self.clinic
        return ClinicCard(
            id=self.clinic_id,
            name=clinic.name.value,
            part_of=clinic.part_of.value if clinic.part_of else "",
            specimen_notice=self.labels.specimen if clinic.specimen else "",
            profile=clinic.profile.value,
            span=clinic.name.span,
        )

    def _hash(self) -> str:
        """The content hash, over all parts, whatever this edition prints."""
        definitions = definitions_of(self.definition)
        written = written_words(
            self.definition, [*(written_words(one, ()) for one in definitions[1:]), *(part.text for part in self.parts)]
        )
        made_of = Ingredients()
        for own in (*map(definition_ingredients, definitions), *map(part_ingredients, self.parts)):
            made_of |= own
        named = (*made_of.facts, *facts_on_every_handout(self.clinic))
        shown = [
            block.spec for part in self.parts for block in part.blocks if isinstance(block, authored.SpecComponent)
        ]
        facts: dict[str, object] = {
            path: fact for path, fact in self.facts.items() if any(is_within(name, path) for name in named)
        }
        facts |= {
            "contacts": tuple(
                contacts(spec, self.clinic, self.labels, Findings()) for spec in shown if isinstance(spec, ContactsSpec)
            ),
            "imprint": (self.clinic.publisher, self.clinic.feedback, self.clinic.other_formats),
            "specimen": self.clinic.specimen,
            "language": self.language,
            "profile": self.clinic.profile,
            "reference-style": self.clinic.reference_style,
        }
        if self.clinic.links or self.clinic.publish:
            facts["links"] = (self.clinic.links, self.clinic.publish)
        if self.labels.language in self.library.sheets:  # words that people of this library answer for
            facts["sheet"] = self.labels
        pairs = {
            word: wanted
            for language in self._languages()
            for word, wanted in pairs_used(written, self._pairs(language)).items()
        }
        cited = {source.value for group in self._cited(self.parts) for source in group}
        return content_hash(
            self.definition,
            parts=(
                *((part.address, part.title, _matter(part), part.text) for part in self.parts),
                *(printed_keys(one) for one in definitions[1:]),
            ),
            facts=facts,
            references=tuple(sources_in(self.library, cited).values()),
            words={"terms": meanings_in(self.library, made_of.terms), "spelling": pairs},
            pictures=pictures_in(self.library, made_of.pictures),
        )


_ENTRIES = "en"  # what AMA and NLM write entries of sources in, whatever the page around them is in
_MOST_IN_A_SENTENCE = 7
_OPENS_SECTION = 2  # the level of headings that part a handout


def _matter(part: Part) -> tuple[object, ...]:
    matter = part.section.front_matter if part.section else None
    return (matter.reviewed, matter.review_by, matter.language) if matter else ()


def _parts_left_out(definition: HandoutDefinition) -> tuple[NotApplicable, ...]:
    """The required parts that `definition` and the handouts in it leave out, each for each reason once."""
    found: dict[tuple[str, str], NotApplicable] = {}
    for one in definitions_of(definition):
        for part in not_applicable(one):
            found.setdefault((part.part, part.reason), part)
    return tuple(found.values())


def _section_facts(section: schema.Section, language: str) -> SectionFacts:
    matter = section.front_matter
    return SectionFacts(
        address=section.address,
        reviewed=matter.reviewed.value,
        review_by=matter.review_by.value if matter.review_by else None,
        clinical=matter.clinical,
        parts=tuple(name.value for name in matter.parts),
        language=language,
        span=matter.span,
    )


def _piece_run(piece: Piece) -> Run:
    run: Run = Emphasis((Plain(piece.text),)) if piece.italic else Plain(piece.text)
    if not piece.link:
        return run
    return Link(
        runs=(run,), target=piece.link, words=f"DOI {piece.text}" if piece.link.startswith("https://doi.org/") else ""
    )
