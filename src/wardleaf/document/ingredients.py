"""What a handout is made of besides its words: sources, glossary words, pictures and facts of the clinic. Asked by all
who must not forget one.

The content and wording hashes, the parts that people approve, the sources of an archive and `wardleaf uses` ask here;
what a handout takes by name alone says `library/composition.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from msgspec import Struct

from wardleaf.document import authored
from wardleaf.document.citations import cited_in_blocks, cited_in_runs
from wardleaf.document.facts import fact_sources
from wardleaf.document.fingerprint import printed_source, written_words
from wardleaf.document.manuscript import Part, component_block
from wardleaf.document.markdown import read_words
from wardleaf.findings import Findings
from wardleaf.library.clinic_facts import fact_texts, is_within
from wardleaf.library.clinic_words import translation_used
from wardleaf.library.composition import glossary_words, sections_of
from wardleaf.library.packs import definitions_of
from wardleaf.library.schema import (
    AdviceAnyTime,
    AdviceDayNight,
    Clinic,
    ComponentUse,
    ContactsSpec,
    HandoutDefinition,
    Library,
    Phone,
    Section,
)
from wardleaf.library.specialties import is_for

_NAMED_FACT = re.compile(r"\bclinic\.([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)")
_ON_EVERY_HANDOUT = (
    "name", "part-of", "address", "website", "publisher", "feedback", "other-formats", "emergency.number", "emergency.when",
    "links.qr", "publish.address",
)  # fmt: skip
# What decides how every page is worded, though no page says it.
DECIDING = ("language", "profile", "reference-style")


class Ingredients(Struct, frozen=True, kw_only=True):
    """What some text is made of: sources by id, glossary words folded, pictures by path, facts by the paths that text
    names, and lists of people to call.
    """

    sources: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    contacts: tuple[ContactsSpec, ...] = ()

    def __or__(self, other: Ingredients) -> Ingredients:
        return Ingredients(
            sources=self.sources | other.sources,
            terms=self.terms | other.terms,
            pictures=self.pictures | other.pictures,
            facts=self.facts | other.facts,
            contacts=(*self.contacts, *other.contacts),
        )


def section_ingredients(section: Section, text: authored.SectionText) -> Ingredients:
    """What a whole section is made of; `text` is its body, parsed."""
    return _of_blocks(text.blocks, "\n".join((section.front_matter.title.value, *text.told())))


def part_ingredients(part: Part) -> Ingredients:
    """What is taken of a section, or a component of a definition, is made of."""
    return _of_blocks(part.blocks, f"{part.title.value if part.title else ''}\n{part.text}")


def definition_ingredients(definition: HandoutDefinition) -> Ingredients:
    """What the own words of `definition` and the components in it are made of; its sections and the handouts that it
    takes are left out.
    """
    told = (*definition.key_points, *definition.call_signs)
    runs = [run for at in told for run in authored.flat(read_words(at.value, span=at.span, findings=Findings()))]
    blocks = tuple(
        block for entry in definition.sections if isinstance(entry, ComponentUse) and (block := component_block(entry))
    )
    own = Ingredients(
        sources=frozenset(source.value for group in cited_in_runs(tuple(runs), {}) for source in group),
        terms=frozenset(run.text.casefold() for run in runs if isinstance(run, authored.Term)),
    )
    return own | _of_blocks(blocks, written_words(definition, ()))


def _handout_ingredients(
    library: Library, definition: HandoutDefinition, texts: Mapping[str, authored.SectionText]
) -> Ingredients:
    """What a handout is made of with everything that it takes whole; `texts` are its parsed sections, of which those
    that are not there are left out.
    """
    made_of = Ingredients()
    for one in definitions_of(definition):
        made_of |= definition_ingredients(one)
    for address in sections_of(definition):
        made_of |= section_ingredients(library.sections[address], texts[address]) if address in texts else Ingredients()
    return made_of


def _of_blocks(blocks: tuple[authored.Block, ...], written: str) -> Ingredients:
    runs = [run for stretch in authored.runs_of(blocks) for run in authored.flat(stretch)]
    specs = (block.spec for block in blocks if isinstance(block, authored.SpecComponent))
    return Ingredients(
        sources=frozenset(source.value for group in cited_in_blocks(blocks, {}) for source in group),
        terms=frozenset(run.text.casefold() for run in runs if isinstance(run, authored.Term)),
        pictures=frozenset(figure.path.value for figure in authored.figures_in(blocks)),
        facts=named_facts(written),
        contacts=tuple(spec for spec in specs if isinstance(spec, ContactsSpec)),
    )


def named_facts(written: str) -> frozenset[str]:
    """The paths of the facts that `written`, text as authors type it, names."""
    return frozenset(_NAMED_FACT.findall(written))


# --- what the library has of them -------------------------------------------------------------------------------------


def sources_in(library: Library, ids: Iterable[str]) -> Mapping[str, Mapping[str, object]]:
    """What can be printed of those of the sources `ids` that `library` has, in the order of their ids."""
    return {id: printed_source(library.references[id]) for id in sorted(ids) if id in library.references}


def meanings_in(library: Library, terms: Iterable[str]) -> Mapping[str, str]:
    """The meanings of those of the folded words `terms` that `library` has, in alphabetical order."""
    glossary = glossary_words(library) if terms else {}
    return {term: glossary[term].meaning.value for term in sorted(terms) if term in glossary}


def pictures_in(library: Library, paths: Iterable[str]) -> Mapping[str, bytes]:
    """The bytes of those of the pictures at `paths` that `library` has, in the order of their paths."""
    return {path: library.pictures[path].data for path in sorted(paths) if path in library.pictures}


# --- what is printed of a clinic --------------------------------------------------------------------------------------


def imprint_phone(clinic: Clinic) -> str:
    """The name of the number that the imprint prints: the clinic's first besides `advice`; empty without one."""
    return next((name for name, phone in clinic.phones.items() if name != "advice" and isinstance(phone, Phone)), "")


def facts_on_every_handout(clinic: Clinic) -> frozenset[str]:
    """The paths of the facts that the first or the last page of every handout of `clinic` prints, in call box, running
    lines and imprint.
    """
    phone = imprint_phone(clinic)
    names = (*_ON_EVERY_HANDOUT, *((f"phones.{phone}",) if phone else ()))
    paths = {path for name in names for path in _paths_behind(clinic, name)}
    return frozenset(path for path in fact_texts(clinic) if path in paths or is_within(path, "phones.advice"))


def facts_printed(
    library: Library, handout: str, clinic: str, *, texts: Mapping[str, authored.SectionText]
) -> frozenset[str]:
    """The paths of the clinic's facts that decide what `handout` prints, as `fact_texts` names them; none for a clinic
    that does not give it.
    """
    definition, host = library.handouts.get(handout), library.clinics.get(clinic)
    if definition is None or host is None or not is_for(definition, host):
        return frozenset()
    made_of = _handout_ingredients(library, definition, texts)
    listed = [name for spec in made_of.contacts for name in _listed_facts(spec)]
    printed = {
        *DECIDING,
        *facts_on_every_handout(host),
        *(path for name in made_of.facts for path in _paths_behind(host, name)),
    }
    translation = f"translations.{translation_used(host, definition.language.value)}."
    given = {path: path.removeprefix(translation) for path in fact_texts(host)}
    return frozenset(
        path for path, meant in given.items() if meant in printed or any(is_within(meant, name) for name in listed)
    )


def _paths_behind(clinic: Clinic, name: str) -> Iterator[str]:
    """The facts that are printed where text names `name`: the number itself, and the sources of a phrase."""
    yield name
    if name in fact_sources(clinic):
        yield f"{name.rpartition('.')[0]}.source"
    phone = clinic.phones.get(name.removeprefix("phones.")) if name.startswith("phones.") else None
    match phone:
        case AdviceAnyTime():
            yield f"{name}.any-time"
        case AdviceDayNight():
            yield from (f"{name}.day", f"{name}.night")
        case Phone():
            yield f"{name}.number"
        case None:
            pass
        case _:
            assert_never(phone)


def _listed_facts(spec: ContactsSpec) -> Iterator[str]:
    for name in spec.show:
        match name.value:
            case "clinic":
                yield from ("name", "phones")
            case "services" | "helplines":
                yield name.value
            case id:
                yield from (f"services.{id}", f"helplines.{id}")
