"""What a handout takes of its library by name: sections, whole handouts, the original of a translation, and the files
that all handouts share.

Knows names only and parses nothing; what stands inside those sections, `document/ingredients.py` knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from wardleaf.library.languages import base_language
from wardleaf.library.packs import PackedHandout, definitions_of, packed_handouts
from wardleaf.library.schema import GlossaryWord, HandoutDefinition, Library, SectionUse
from wardleaf.source.keys import At

SHARED_FILES = (
    "handouts/library.yaml",
    "handouts/references.yaml",
    "handouts/glossary.yaml",
    "handouts/spelling.yaml",
    "handouts/words.txt",
)
SHEETS = "handouts/labels/"


def sections_of(definition: HandoutDefinition) -> tuple[str, ...]:
    """The addresses of the sections that `definition` names or takes with whole handouts, each once, in order."""
    return tuple(dict.fromkeys(_named_sections(definition)))


def _named_sections(definition: HandoutDefinition) -> Iterator[str]:
    for entry in definition.sections:
        use = entry.use if isinstance(entry, SectionUse) else entry
        if isinstance(use, At):
            yield use.value
        elif isinstance(use, PackedHandout):
            yield from _named_sections(use.definition)


def section_users(library: Library) -> Mapping[str, tuple[str, ...]]:
    """For each section's address the ids of the handouts that use it; sections that nobody uses have none."""
    users: dict[str, tuple[str, ...]] = dict.fromkeys(library.sections, ())
    for handout, definition in library.handouts.items():
        for address in sections_of(definition):
            users[address] = (*users.get(address, ()), handout)
    return users


def definitions_behind(library: Library, handout: str) -> tuple[HandoutDefinition, ...]:
    """The definition of `handout`, those of the handouts that it takes whole, and those of the originals that
    translations among them are compared with.
    """
    return tuple(_definitions(library, handout, set()))


def _definitions(library: Library, handout: str, seen: set[str]) -> Iterator[HandoutDefinition]:
    definition = library.handouts.get(handout)
    if definition is None or handout in seen:
        return
    seen.add(handout)
    yield from definitions_of(definition)
    for packed in packed_handouts(definition):
        yield from _definitions(library, packed.handout.value, seen)
    if definition.translation:
        yield from _definitions(library, definition.translation.of.value, seen)


def sheets_of(definition: HandoutDefinition, paths: Iterable[str]) -> Iterator[str]:
    """Those of `paths` that hold Wardleaf's own words in the language of `definition`, in any spelling of it."""
    for path in paths:
        stem = path.removeprefix(SHEETS).removesuffix(".yaml")
        if path.startswith(SHEETS) and base_language(stem) == base_language(definition.language.value):
            yield path


def glossary_words(library: Library) -> Mapping[str, GlossaryWord]:
    """The glossary by each form of its words, folded."""
    return {form.value.casefold(): word for word in library.glossary for form in (*word.also, word.word)}
