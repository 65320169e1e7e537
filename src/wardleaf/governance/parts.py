"""The parts that somebody approves, each with a hash of its own, so that a change unapproves just the part that was
changed.

A section is its wording with its sources, glossary meanings and pictures, approved once wherever it is used. A clinic
is its facts, approved once by their owner. A handout is its own choice, order and words. No part's hash holds another
part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wardleaf.document import authored
from wardleaf.document.fingerprint import digest, printed_keys, written_words
from wardleaf.document.ingredients import (
    definition_ingredients,
    meanings_in,
    pictures_in,
    section_ingredients,
    sources_in,
)
from wardleaf.document.spelling import pairs_used
from wardleaf.findings import Span
from wardleaf.governance.approvals import PartName
from wardleaf.library.clinic_facts import fact_texts
from wardleaf.library.composition import sections_of
from wardleaf.library.languages import base_language
from wardleaf.library.schema import Clinic, HandoutDefinition, Library

Texts = Mapping[str, authored.SectionText]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHash:
    """A part as it is now.

    `hash` is 16 hex digits; `made_of` gives shorter ones of its pieces (words, sources …) to tell what changed; `facts`
    are a clinic's, as approved; `span` is where the part is written.
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

    def of_handout(self, handout: str, clinic: str) -> tuple[PartHash, ...]:
        """The parts that `handout` for `clinic` is made of: its own first, then the clinic's, then its sections in
        order.

        Parts that the library does not have are left out: resolve tells of them.
        """
        definition = self._library.handouts.get(handout)
        addresses = sections_of(definition) if definition else ()
        names = (
            PartName("handout", handout),
            PartName("clinic", clinic),
            *(PartName("section", address) for address in addresses),
        )
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
        made_of = section_ingredients(section, text)
        pieces = {
            "words": (matter.title, language, words),
            "review dates": dates,
            "sources": sources_in(self._library, made_of.sources),
            "glossary": meanings_in(self._library, made_of.terms),
            "pictures": pictures_in(self._library, made_of.pictures),
            "spelling": self._spelling(f"{matter.title.value}\n{words}", language),
        }
        if matter.question and matter.answer:
            pieces["question and answer"] = (matter.question, matter.answer)
        return _of_pieces(name, pieces, matter.title.span)

    def _handout(self, name: PartName, definition: HandoutDefinition) -> PartHash:
        made_of = definition_ingredients(definition)
        keys = {key: held for key, held in printed_keys(definition).items() if not isinstance(held, Span)}
        pieces = {
            "choice and order of sections": keys.pop("sections"),
            "review": keys.pop("review"),
            "version": keys.pop("version"),
            "words": keys,
            "sources": sources_in(self._library, made_of.sources),
            "glossary": meanings_in(self._library, made_of.terms),
            "spelling": self._spelling(written_words(definition, ()), definition.language.value),
        }
        if definition.translation:
            pieces["translation"] = definition.translation
        base = base_language(definition.language.value)
        sheets = {
            language: self._library.sheets[language].labels
            for language in self._library.sheets
            if base_language(language) == base
        }
        if sheets:
            pieces["sheet of printed words"] = sheets
        return _of_pieces(name, pieces, definition.title.span)

    def _spelling(self, words: str, language: str) -> Mapping[str, object]:
        """The reviewed pairs that put words of this part into another spelling, by that spelling's language."""
        others = sorted(
            {other for pair in self._library.spelling for other in pair if other != language and language in pair}
        )
        used: dict[str, object] = {}
        for other in others:
            pairs = {
                pair[language].casefold(): pair[other]
                for pair in self._library.spelling
                if language in pair and other in pair
            }
            used[other] = dict(pairs_used(words, pairs))
        return {other: pairs for other, pairs in used.items() if pairs}


def _clinic(name: PartName, clinic: Clinic) -> PartHash:
    facts = fact_texts(clinic)
    return PartHash(part=name, hash=digest(facts), facts=facts, span=clinic.name.span)


def _of_pieces(name: PartName, pieces: Mapping[str, object], span: Span) -> PartHash:
    made_of = {piece: digest(held, length=8) for piece, held in pieces.items() if held}
    return PartHash(part=name, hash=digest(pieces), made_of=made_of, span=span)
