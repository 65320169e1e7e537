"""What a translation is measured by: the words of its original as they are now, as a hash, beside what its definition
says of who made it and when.

The content hash that a handout prints is no measure, for it is a clinic's: a new phone number changes it. The wording
hash changes with the words alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from wardleaf.document import authored
from wardleaf.document.fingerprint import digest
from wardleaf.document.ingredients import (
    Ingredients,
    definition_ingredients,
    meanings_in,
    part_ingredients,
    pictures_in,
)
from wardleaf.document.manuscript import gather_parts, read_sections
from wardleaf.document.model import TranslationFacts
from wardleaf.findings import Findings
from wardleaf.library.composition import sections_of
from wardleaf.library.packs import definitions_of
from wardleaf.library.schema import ComponentUse, Library, Translation

_WORDS = ("title", "short_title", "purpose", "audience", "main_message", "key_points", "fields")
_DIGITS = 8


def wording_hash(
    library: Library, handout: str, *, texts: Mapping[str, authored.SectionText] | None = None
) -> str | None:
    """Eight hex digits that change when the words of `handout` change, or its pictures, and with nothing else; the same
    for every clinic and edition.

    `texts` are sections parsed already. None when the handout, or a section of it, is not in `library`.
    """
    definition = library.handouts.get(handout)
    if definition is None:
        return None
    addresses = sections_of(definition)
    known = texts or {}
    parsed = {**known, **read_sections(library, [address for address in addresses if address not in known])}
    if not parsed.keys() >= set(addresses):
        return None
    parts = gather_parts(library, definition, parsed, Findings())
    made_of = Ingredients()
    for own in (*map(definition_ingredients, definitions_of(definition)), *map(part_ingredients, parts)):
        made_of |= own
    told = {
        "definitions": [{name: getattr(one, name) for name in _WORDS} for one in definitions_of(definition)],
        "parts": [(part.title, part.text, part.when) for part in parts],
        "components": [
            entry for one in definitions_of(definition) for entry in one.sections if isinstance(entry, ComponentUse)
        ],
        "glossary": meanings_in(library, made_of.terms),
        "pictures": pictures_in(library, made_of.pictures),
    }
    return digest(told, length=_DIGITS)


def translation_facts(
    library: Library, written: Translation, *, texts: Mapping[str, authored.SectionText] | None = None
) -> TranslationFacts:
    """What there is to know of a handout as a translation, of which its definition says `written`."""
    return TranslationFacts(
        of=written.of.value,
        original=written.original.value.replace(" ", "").casefold() if written.original else "",
        original_now=wording_hash(library, written.of.value, texts=texts) or "",
        by=written.by.value if written.by else "",
        reviewed_by=written.reviewed_by.value if written.reviewed_by else "",
        method=written.method.value,
        original_span=written.original.span if written.original else written.span,
        by_span=written.by.span if written.by else written.span,
        reviewed_by_span=written.reviewed_by.span if written.reviewed_by else written.span,
        span=written.span,
    )
