"""The parts that somebody approves, each with a hash of its own, so that a change unapproves just the part that was changed.

A section is its wording with its sources, glossary meanings and pictures, approved once wherever it is used. A clinic is its facts, approved once by
their owner. A handout is its own choice, order and words. No part's hash holds another part.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from wardleaf.document import authored
from wardleaf.document.citations import cited_in_blocks, cited_in_runs
from wardleaf.document.fingerprint import digest, printed_keys, printed_source, written_words
from wardleaf.document.manuscript import section_addresses
from wardleaf.document.markdown import read_words
from wardleaf.document.mentions import authored_figures
from wardleaf.document.spelling import pairs_used
from wardleaf.findings import Findings, Span
from wardleaf.governance.approvals import PartName
from wardleaf.library.clinic_words import translation_used
from wardleaf.library.languages import base_language
from wardleaf.library.schema import Clinic, ComponentUse, ContactsSpec, HandoutDefinition, Library
from wardleaf.library.specialties import is_for
from wardleaf.source.keys import At

Texts = Mapping[str, authored.SectionText]

# Keys of a clinic that no words of a handout come from.
_NO_FACTS = {"extends", "specimen", "specialty", "style", "span"}
_NAMED_FACT = re.compile(r"\bclinic\.([a-z0-9.-]+)")
# What every handout prints of its clinic: in the call box, in running lines, in the imprint.
_ALWAYS_PRINTED = (
    "name", "part-of", "address", "website", "phones.advice", "emergency", "publisher", "feedback", "other-formats", "language", "profile",
    "reference-style",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHash:
    """A part as it is now.

    `hash` is 16 hex digits; `made_of` gives shorter ones of its pieces (words, sources …) to tell what changed; `facts` are a clinic's, as
    approved; `span` is where the part is written.
    """

    part: PartName
    hash: str
    made_of: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    span: Span | None = field(default=None, compare=False)


class Parts:
    """The parts of one library; each is worked out once, however many handouts share it."""

    def __init__(self, library: Library, texts: Texts) -> None:
        self._library, self._texts = library, texts
        self._known: dict[PartName, PartHash | None] = {}
        self._glossary = {form.value.casefold(): word for word in library.glossary for form in (*word.also, word.word)}

    def of_handout(self, handout: str, clinic: str) -> tuple[PartHash, ...]:
        """The parts that `handout` for `clinic` is made of: its own first, then the clinic's, then its sections in order.

        Parts that the library does not have are left out: resolve tells of them.
        """
        definition = self._library.handouts.get(handout)
        addresses = dict.fromkeys(section_addresses(definition)) if definition else ()
        names = (PartName("handout", handout), PartName("clinic", clinic), *(PartName("section", address) for address in addresses))
        return tuple(part for name in names if (part := self.part(name)))

    def part(self, name: PartName) -> PartHash | None:
        """The part called `name`, or None when the library has none."""
        if name not in self._known:
            self._known[name] = self._made(name)
        return self._known[name]

    def _made(self, name: PartName) -> PartHash | None:
        match name.kind:
            case "section":
                return self._section(name) if name.name in self._library.sections and name.name in self._texts else None
            case "clinic":
                clinic = self._library.clinics.get(name.name)
                return _clinic(name, clinic) if clinic else None
            case "handout":
                definition = self._library.handouts.get(name.name)
                return self._handout(name, definition) if definition else None

    def _section(self, name: PartName) -> PartHash:
        section, text = self._library.sections[name.name], self._texts[name.name]
        matter = section.front_matter
        language = (matter.language or self._library.settings.languages[0]).value
        words = "\n".join(text.told()).strip("\n")
        dates = (matter.reviewed, matter.review_by)
        runs = [run for stretch in authored.runs_of(text.blocks) for run in authored.flat(stretch)]
        cited = (source.value for group in cited_in_blocks(text.blocks, {}) for source in group)
        pieces = {
            "words": (matter.title, language, words),
            "review dates": dates,
            "sources": self._sources(cited),
            "glossary": self._meanings(run.text for run in runs if isinstance(run, authored.Term)),
            "pictures": self._pictures(text.blocks),
            "spelling": self._spelling(f"{matter.title.value}\n{words}", language),
        }
        if matter.question and matter.answer:
            pieces["question and answer"] = (matter.question, matter.answer)
        return _of_pieces(name, pieces, matter.title.span)

    def _handout(self, name: PartName, definition: HandoutDefinition) -> PartHash:
        told = (*definition.key_points, *definition.call_signs)
        points = [read_words(point.value, span=point.span, findings=Findings()) for point in told]
        runs = [run for stretch in points for run in authored.flat(stretch)]
        cited = [source.value for stretch in points for group in cited_in_runs(stretch, {}) for source in group]
        for entry in definition.sections:
            if isinstance(entry, ComponentUse) and entry.icon_array:
                cited += [source.value for source in entry.icon_array.source]
        keys = {key: held for key, held in printed_keys(definition).items() if not isinstance(held, Span)}
        pieces = {
            "choice and order of sections": keys.pop("sections"),
            "review": keys.pop("review"),
            "version": keys.pop("version"),
            "words": keys,
            "sources": self._sources(cited),
            "glossary": self._meanings(run.text for run in runs if isinstance(run, authored.Term)),
            "spelling": self._spelling(written_words(definition, ()), definition.language.value),
        }
        if definition.translation:
            pieces["translation"] = definition.translation
        base = base_language(definition.language.value)
        sheets = {language: self._library.sheets[language].labels for language in self._library.sheets if base_language(language) == base}
        if sheets:
            pieces["sheet of printed words"] = sheets
        return _of_pieces(name, pieces, definition.title.span)

    def _sources(self, cited: Iterable[str]) -> Mapping[str, object]:
        return {id: printed_source(self._library.references[id]) for id in sorted(set(cited)) if id in self._library.references}

    def _meanings(self, terms: Iterable[str]) -> Mapping[str, str]:
        folded = {term.casefold() for term in terms}
        return {term: self._glossary[term].meaning.value for term in sorted(folded) if term in self._glossary}

    def _pictures(self, blocks: tuple[authored.Block, ...]) -> Mapping[str, bytes]:
        paths = sorted({figure.path.value for figure in authored_figures(blocks)})
        return {path: self._library.pictures[path].data for path in paths if path in self._library.pictures}

    def _spelling(self, words: str, language: str) -> Mapping[str, object]:
        """The reviewed pairs that put words of this part into another spelling, by that spelling's language."""
        others = sorted({other for pair in self._library.spelling for other in pair if other != language and language in pair})
        used: dict[str, object] = {}
        for other in others:
            pairs = {pair[language].casefold(): pair[other] for pair in self._library.spelling if language in pair and other in pair}
            used[other] = dict(pairs_used(words, pairs))
        return {other: pairs for other, pairs in used.items() if pairs}


def clinic_fact_texts(clinic: Clinic) -> Mapping[str, str]:
    """Every fact of `clinic` as its file gives it, by path (`phones.advice.day`, `services.nurse.phone`), in the order of the file's keys."""
    return dict(_facts(clinic, ""))


def facts_printed(library: Library, handout: str, clinic: str, *, texts: Texts) -> frozenset[str]:
    """The paths of the clinic's facts that `handout` prints, as `clinic_fact_texts` names them."""
    definition, host = library.handouts.get(handout), library.clinics.get(clinic)
    if definition is None or host is None or not is_for(definition, host):
        return frozenset()
    addresses = [address for address in section_addresses(definition) if address in texts]
    written = written_words(definition, ["\n".join(texts[address].told()) for address in addresses])
    specs = [entry.contacts for entry in definition.sections if isinstance(entry, ComponentUse)]
    specs += [
        block.spec
        for address in addresses
        for block in texts[address].blocks
        if isinstance(block, authored.SpecComponent) and isinstance(block.spec, ContactsSpec)
    ]
    wanted = {*_ALWAYS_PRINTED, *(name for spec in specs if spec for name in _shown_facts(spec))}
    # The imprint prints the first further number.
    wanted |= {f"phones.{name}" for name in [name for name in host.phones if name != "advice"][:1]}
    wanted |= {name.rstrip(".-") for name in _NAMED_FACT.findall(written)}
    wanted |= {f"{name.removesuffix('.rule')}.source" for name in wanted if name.endswith(".rule")}
    other = translation_used(host, definition.language.value)
    if other:
        wanted |= {f"translations.{other}.{name}" for name in wanted}
    return frozenset(path for path in clinic_fact_texts(host) if any(_is_within(path, name) for name in wanted))


def _is_within(path: str, name: str) -> bool:
    return path == name or path.startswith(f"{name}.")


def _shown_facts(spec: ContactsSpec) -> Iterator[str]:
    for name in spec.show:
        match name.value:
            case "clinic":
                yield "phones"
            case "services" | "helplines":
                yield name.value
            case id:
                yield f"services.{id}"
                yield f"helplines.{id}"


def _clinic(name: PartName, clinic: Clinic) -> PartHash:
    facts = clinic_fact_texts(clinic)
    return PartHash(part=name, hash=digest(facts), facts=facts, span=clinic.name.span)


def _of_pieces(name: PartName, pieces: Mapping[str, object], span: Span) -> PartHash:
    made_of = {piece: digest(held, length=8) for piece, held in pieces.items() if held}
    return PartHash(part=name, hash=digest(pieces), made_of=made_of, span=span)


def _facts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """The texts in `value`, a tree of the clinic's dataclasses, each under its path of keys."""
    match value:
        case None | Span():
            return
        case At():
            yield from _facts(value.value, path)
        case Mapping():
            for key, held in value.items():
                yield from _facts(held, f"{path}.{key}")
        case tuple() if all(isinstance(held, At) for held in value):
            if value:
                yield path, ", ".join(str(held.value) for held in value)
        case tuple():
            for held in value:
                yield from _facts(held, f"{path}.{held.id.value}")
        case str() | datetime.date():
            yield path, str(value)
        case _ if dataclasses.is_dataclass(value):
            for key in dataclasses.fields(value):
                if key.name in _NO_FACTS or (path and key.name in ("id", "checked")):
                    continue
                name = {"purpose": "for"}.get(key.name, key.name.replace("_", "-"))
                yield from _facts(getattr(value, key.name), f"{path}.{name}" if path else name)
        case _:
            raise TypeError(type(value).__name__)
