"""Who names what: every place in a library that uses a section, handout, reference, clinic fact, figure, glossary word,
logo, font or typed number, and the handouts that it reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from wardleaf.document import authored
from wardleaf.document.facts import fact_sources, facts_by_number
from wardleaf.document.ingredients import DECIDING, facts_on_every_handout, named_facts
from wardleaf.document.markdown import read_words
from wardleaf.document.words import dial
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.clinic_facts import fact_texts, is_within
from wardleaf.library.composition import section_users, sections_of
from wardleaf.library.packs import PackedHandout, packed_handouts
from wardleaf.library.schema import (
    Clinic,
    ComponentUse,
    ContactsSpec,
    GlossaryWord,
    HandoutDefinition,
    HandoutUse,
    IconArraySpec,
    Library,
    QrSpec,
    SectionUse,
)
from wardleaf.library.specialties import is_for
from wardleaf.source.keys import At
from wardleaf.style.layers import chain_files

_FONT = re.compile(r"\.(?:ttf|otf|ttc|woff2?)\Z", re.IGNORECASE)
_PHONE = re.compile(r"[+(]{0,2}[0-9](?:[ ().\xa0\u2010-\u2013-]{0,2}[0-9]){2,16}")
Texts = Mapping[str, authored.SectionText]


class Mention(Struct, frozen=True, kw_only=True):
    """A place that names something, and the ids of the handouts that print it; `how` says it in words."""

    span: Span
    how: str
    handouts: tuple[str, ...]


class Mentions(Struct, frozen=True, kw_only=True):
    """Everything that names `name`, a section, reference, fact or figure; `clinics` are those (ids) of which every
    handout prints it besides.
    """

    kind: str
    name: str
    places: tuple[Mention, ...]
    clinics: tuple[str, ...] = ()
    handouts: tuple[str, ...] = field(default=())


def find_mentions(library: Library, texts: Texts, wanted: str) -> tuple[Mentions, ...]:
    """What names `wanted`, once for each kind of thing it can be; empty when the library has no such thing. `texts` are
    all sections, parsed.
    """
    name = wanted.strip().replace("\\", "/").removeprefix("./")
    section = name.removeprefix("handouts/sections/").removesuffix(".md").removeprefix("section:")
    figure = name.removeprefix("handouts/")
    fact = name.strip("{} ").removeprefix("clinic.")
    found: list[Mentions] = []
    if section in library.sections:
        found.append(_mentions(library, "section", section, _of_section(library, section)))
    if name.removeprefix("@") in library.references:
        found.append(
            _mentions(
                library, "reference", name.removeprefix("@"), _of_reference(library, texts, name.removeprefix("@"))
            )
        )
    if figure in library.pictures and figure.startswith("figures/"):
        found.append(_mentions(library, "figure", figure, _of_figure(library, texts, figure)))
    if any(is_within(path, fact) for clinic in library.clinics.values() for path in _fact_paths(clinic)):
        found.append(
            _mentions(library, "fact", fact, _of_fact(library, texts, fact), clinics=_on_every_handout(library, fact))
        )
    handout = name.removeprefix("handouts/").removesuffix(".yaml")
    if handout in library.handouts:
        found.append(_mentions(library, "handout", handout, _of_handout(library, handout)))
    if word := next((word for word in library.glossary if name.casefold() in _forms(word)), None):
        found.append(_mentions(library, "glossary word", word.word.value, _of_word(library, texts, word)))
    file = name.rpartition("/")[2]
    if f"logos/{file}" in library.pictures or _FONT.search(file):
        found += [
            told for told in (_mentions(library, "logo or font", file, _of_style_file(library, file)),) if told.places
        ]
    if _PHONE.fullmatch(name):
        found += [
            told
            for told in (_mentions(library, "number", name, _of_number(library, texts, dial(name))),)
            if told.places
        ]
    return tuple(found)


def things_to_find(library: Library) -> tuple[str, ...]:
    """Everything that `find_mentions` knows, by name."""
    facts = dict.fromkeys(path for clinic in library.clinics.values() for path in _fact_paths(clinic))
    figures = (path for path in library.pictures if path.startswith("figures/"))
    words = (word.word.value for word in library.glossary)
    return (
        *library.sections,
        *library.references,
        *figures,
        *library.handouts,
        *words,
        *(f"clinic.{path}" for path in facts),
    )


def _mentions(
    library: Library, kind: str, name: str, places: Iterable[Mention], *, clinics: tuple[str, ...] = ()
) -> Mentions:
    told = tuple(sorted(dict.fromkeys(places), key=lambda place: place.span.order))
    reached = {handout for place in told for handout in place.handouts}
    for clinic in clinics:
        reached |= {id for id, definition in library.handouts.items() if is_for(definition, library.clinics[clinic])}
    return Mentions(kind=kind, name=name, places=told, clinics=clinics, handouts=tuple(sorted(reached)))


def _of_section(library: Library, address: str) -> Iterator[Mention]:
    for handout, definition in library.handouts.items():
        for entry in definition.sections:
            use = entry.use if isinstance(entry, SectionUse) else entry
            if isinstance(use, PackedHandout) and address in sections_of(use.definition):
                yield Mention(
                    span=use.handout.span, how=f"takes it with the handout `{use.handout.value}`", handouts=(handout,)
                )
            if isinstance(use, At) and use.value == address:
                yield Mention(span=use.span, how="uses it", handouts=(handout,))
        for dropped in definition.fit.may_drop if definition.fit else ():
            if dropped.value == address:
                yield Mention(span=dropped.span, how="may drop it to fit its sheets", handouts=(handout,))


def _of_reference(library: Library, texts: Texts, id: str) -> Iterator[Mention]:
    through: set[str] = set()
    for clinic in library.clinics.values():
        for path, sources in fact_sources(clinic).items():
            for source in sources:
                if source.value == id:
                    through.add(path)
                    told = "the fever rule" if path == "fever.rule" else f"`{path}`"
                    yield Mention(span=source.span, how=f"gives it as the source of {told}", handouts=())
    for runs, handouts in _stretches(library, texts):
        for run in authored.flat(runs):
            if isinstance(run, authored.Cited):
                for source in run.sources:
                    if source.value == id:
                        yield Mention(span=source.span, how="cites it", handouts=handouts)
            elif isinstance(run, authored.Fact) and run.path in through:
                yield Mention(span=run.span, how=f"cites it through clinic.{run.path}", handouts=handouts)
    for spec, handouts in _icon_arrays(library, texts):
        for source in spec.source:
            if source.value == id:
                yield Mention(span=source.span, how="names it as a source of figures", handouts=handouts)


def _of_fact(library: Library, texts: Texts, path: str) -> Iterator[Mention]:
    for runs, handouts in _stretches(library, texts):
        for run in authored.flat(runs):
            if isinstance(run, authored.Fact) and (is_within(run.path, path) or is_within(path, run.path)):
                yield Mention(span=run.span, how="prints it", handouts=handouts)
    for spec, handouts in _specs(library, texts):
        for shown in spec.show if isinstance(spec, ContactsSpec) else ():
            if _is_shown(shown.value, path):
                yield Mention(span=shown.span, how="lists it", handouts=handouts)
        if isinstance(spec, QrSpec) and any(is_within(name, path) for name in named_facts(spec.address.value)):
            yield Mention(span=spec.address.span, how="prints it", handouts=handouts)


def _of_figure(library: Library, texts: Texts, path: str) -> Iterator[Mention]:
    users = section_users(library)
    for address, text in texts.items():
        for figure in authored.figures_in(text.blocks):
            if figure.path.value == path:
                yield Mention(span=figure.path.span, how="shows it", handouts=users.get(address, ()))


def _of_handout(library: Library, id: str) -> Iterator[Mention]:
    """The packs that take a handout whole, and the handouts that were translated from it."""
    for other, definition in library.handouts.items():
        for entry in definition.sections:
            if isinstance(entry, (PackedHandout, HandoutUse)) and entry.handout.value == id:
                yield Mention(span=entry.handout.span, how="takes it whole", handouts=(other,))
        if definition.translation and definition.translation.of.value == id:
            yield Mention(span=definition.translation.of.span, how="is a translation of it", handouts=(other,))


def _forms(word: GlossaryWord) -> frozenset[str]:
    return frozenset(form.value.casefold() for form in (word.word, *word.also))


def _of_word(library: Library, texts: Texts, word: GlossaryWord) -> Iterator[Mention]:
    for runs, handouts in _stretches(library, texts):
        for run in authored.flat(runs):
            if isinstance(run, authored.Term) and run.text.casefold() in _forms(word):
                yield Mention(span=run.span, how="explains it", handouts=handouts)


def _of_style_file(library: Library, file: str) -> Iterator[Mention]:
    """The lines of styles that name a logo or a font; every handout of a clinic with such a style prints with it."""
    chains = (chain_files(library.styles, clinic.style.value) for clinic in library.clinics.values())
    used = {file.path for chain in chains for file in chain or ()}
    for source in library.styles.values():
        for span in _places(source, re.compile(re.escape(file))):
            yield Mention(span=span, how="names it", handouts=tuple(library.handouts) if source.path in used else ())


def _of_number(library: Library, texts: Texts, number: str) -> Iterator[Mention]:
    """The lines on which a phone number was typed, in any writing, in sections, definitions, the glossary and the files
    of clinics; with the fact that prints it, and the handouts that print the fact.
    """
    given_as = {id: fact for id, clinic in library.clinics.items() if (fact := facts_by_number(clinic).get(number))}
    named = tuple(dict.fromkeys(given_as.values()))
    through = _printing(library, texts, given_as)
    facts = " or ".join(f"clinic.{fact}" for fact in named)
    for source, handouts in _files_with_numbers(library):
        given = source.path.startswith("handouts/clinics/")
        how = (
            f"gives it as {facts}"
            if facts and given
            else f"types it, where {facts} would print it"
            if facts
            else "types it"
        )
        for span in _places(source, _PHONE):
            written = source.line(span.line)[span.column - 1 : span.column - 1 + span.width]
            if dial(written) == number:
                yield Mention(span=span, how=how, handouts=through if facts and given else handouts)


def _printing(library: Library, texts: Texts, facts: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the handouts that print, for any clinic (an id), the fact (a path) that `facts` has for it."""
    reached: set[str] = set()
    for clinic, fact in facts.items():
        own = {id for id, definition in library.handouts.items() if is_for(definition, library.clinics[clinic])}
        named = {handout for mention in _of_fact(library, texts, fact) for handout in mention.handouts}
        reached |= own if clinic in _on_every_handout(library, fact) else own & named
    return tuple(sorted(reached))


def _files_with_numbers(library: Library) -> Iterator[tuple[SourceFile, tuple[str, ...]]]:
    """The files in which a number may be typed, each with the handouts that print it; a pack prints what is in the
    files of its handouts.
    """
    users = section_users(library)
    for address, section in library.sections.items():
        yield section.file, users.get(address, ())
    for handout, definition in library.handouts.items():
        packs = (
            id
            for id, other in library.handouts.items()
            if any(one.handout.value == handout for one in packed_handouts(other))
        )
        yield definition.span.file, (handout, *packs)
    yield from ((file, ()) for file in dict.fromkeys(word.word.span.file for word in library.glossary))
    yield from ((clinic.span.file, ()) for clinic in library.clinics.values())


def _places(source: SourceFile, pattern: re.Pattern[str]) -> Iterator[Span]:
    for number, line in enumerate(source.text.split("\n"), 1):
        for found in pattern.finditer(line):
            yield Span(source, number, found.start() + 1, len(found[0]))


def _stretches(library: Library, texts: Texts) -> Iterator[tuple[authored.Runs, tuple[str, ...]]]:
    """Every stretch of runs in the library's sections and key points, with the handouts that print it."""
    users = section_users(library)
    for address, text in texts.items():
        for runs in authored.runs_of(text.blocks):
            yield runs, users.get(address, ())
    for handout, definition in library.handouts.items():
        for point in _own_words(definition):
            yield read_words(point.value, span=point.span, findings=Findings()), (handout,)


def _own_words(definition: HandoutDefinition) -> tuple[At[str], ...]:
    lines = (definition.title, definition.short_title, definition.audience, definition.main_message, definition.purpose)
    return (*definition.key_points, *definition.call_signs, *lines)


def _specs(library: Library, texts: Texts) -> Iterator[tuple[object, tuple[str, ...]]]:
    users = section_users(library)
    for address, text in texts.items():
        for block in text.blocks:
            if isinstance(block, authored.SpecComponent):
                yield block.spec, users.get(address, ())
    for handout, definition in library.handouts.items():
        for entry in definition.sections:
            if isinstance(entry, ComponentUse):
                yield from ((spec, (handout,)) for spec in (entry.contacts, entry.icon_array, entry.qr) if spec)


def _icon_arrays(library: Library, texts: Texts) -> Iterator[tuple[IconArraySpec, tuple[str, ...]]]:
    yield from ((spec, handouts) for spec, handouts in _specs(library, texts) if isinstance(spec, IconArraySpec))


def _fact_paths(clinic: Clinic) -> tuple[str, ...]:
    """The paths of what text, lists and imprint print of `clinic`; its further numbers are also named by what they are
    called.
    """
    numbers = (f"phones.{name}.name" for name in clinic.phones if name != "advice")
    return tuple(dict.fromkeys((*(path for path in fact_texts(clinic) if path not in DECIDING), *numbers)))


def _on_every_handout(library: Library, path: str) -> tuple[str, ...]:
    """The ids of the clinics on whose every handout the first or the last page prints the fact at `path`, or one below
    it.
    """
    return tuple(
        id
        for id, clinic in library.clinics.items()
        if any(is_within(printed, path) for printed in facts_on_every_handout(clinic))
    )


def _is_shown(shown: str, path: str) -> bool:
    match shown:
        case "clinic":
            return is_within(path, "phones")
        case "services" | "helplines":
            return is_within(path, shown)
        case id:
            return is_within(path, f"services.{id}") or is_within(path, f"helplines.{id}")
