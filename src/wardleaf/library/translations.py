"""Which handout translates which: what definitions say of it, followed and checked.

A translation names the handout that it was made from, which is no translation itself; there is one into each language.
Both have the same fields, so that one patient list fills both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from wardleaf.findings import Finding, Findings
from wardleaf.library import faults
from wardleaf.library.languages import base_language, language_name
from wardleaf.library.packs import pack_fields
from wardleaf.library.schema import FieldSpec, HandoutDefinition, Translation
from wardleaf.source.suggest import did_you_mean


def translations_of(handouts: Mapping[str, HandoutDefinition], original: str) -> Mapping[str, str]:
    """The ids of the translations of `original`, by language."""
    found = {id: one for id, one in handouts.items() if one.translation and one.translation.of.value == original}
    return {one.language.value: id for id, one in found.items()}


def handout_by_language(handouts: Mapping[str, HandoutDefinition], id: str) -> Mapping[str, str]:
    """The handout `id`, its original and all translations of that, by language, `id` itself first; empty for an id that
    is not among `handouts`.
    """
    own = handouts.get(id)
    if own is None:
        return {}
    original = own.translation.of.value if own.translation else id
    languages = {own.language.value: id}
    if original in handouts:
        languages.setdefault(handouts[original].language.value, original)
    for language, other in translations_of(handouts, original).items():
        languages.setdefault(language, other)
    return languages


def check_translations(
    handouts: Mapping[str, HandoutDefinition], *, unread: Collection[str], findings: Findings
) -> frozenset[str]:
    """The ids of those of `handouts` that cannot be the translation that they say, each told; `unread` are handouts
    whose files have mistakes.
    """
    rejected: set[str] = set()
    first: dict[tuple[str, str], str] = {}
    for id, definition in handouts.items():
        if definition.translation:
            told = tuple(_problems(id, definition, definition.translation, handouts, unread, first))
            findings.extend(told)
            rejected |= {id} if told else set()
    return frozenset(rejected)


def _problems(
    id: str,
    definition: HandoutDefinition,
    translation: Translation,
    handouts: Mapping[str, HandoutDefinition],
    unread: Collection[str],
    first: dict[tuple[str, str], str],
) -> Iterator[Finding]:
    of = translation.of
    original = handouts.get(of.value)
    if of.value == id:
        yield faults.NO_ORIGINAL.at(
            of.span, "a handout is no translation of itself", hint="name the handout that it was made from"
        )
        return
    if original is None:
        if of.value not in unread:
            hint = did_you_mean(of.value, (other for other in handouts if other != id))
            yield faults.UNKNOWN_ORIGINAL.at(
                of.span, f"there is no handout `{of.value}` that this could be a translation of", hint=hint
            )
        return
    if original.translation:
        message = f"`{of.value}` is a translation itself; every translation is made from the original"
        yield faults.NO_ORIGINAL.at(of.span, message, hint=f"name `{original.translation.of.value}`")
        return
    language = definition.language
    if base_language(language.value) == base_language(original.language.value):
        message = f"this translation is in {language_name(language.value)}, as its original is"
        hint = "a clinic's spelling is put in by itself; what else differs is another handout"
        yield faults.SAME_LANGUAGE.at(language.span, message, hint=hint)
        return
    other = first.setdefault((of.value, language.value.casefold()), id)
    if other != id:
        message = f"there is a translation of `{of.value}` into {language_name(language.value)} already, `{other}`"
        yield faults.TRANSLATED_TWICE.at(language.span, message)
        return
    yield from _field_problems(of.value, definition, original)


def _field_problems(of: str, definition: HandoutDefinition, original: HandoutDefinition) -> Iterator[Finding]:
    """Each field that only one of the two has, or that is not the same in both; labels are translated, so they differ."""
    own, wanted = pack_fields(definition), pack_fields(original)
    for name, spec in own.items():
        if name not in wanted:
            message = f"`{of}`, of which this is a translation, has no field `{name}`"
            yield faults.DIFFERENT_FIELDS.at(spec.span, message, hint=did_you_mean(name, wanted.keys() - own.keys()))
        elif _kind(spec) != _kind(wanted[name]):
            message = f"the field `{name}` is not what it is in `{of}`: {_told(wanted[name])}"
            yield faults.DIFFERENT_FIELDS.at(spec.span, message)
    for name in wanted:
        if name not in own:
            message = f"`{of}`, of which this is a translation, has a field `{name}`, and this has none"
            yield faults.DIFFERENT_FIELDS.at(
                definition.translation.of.span if definition.translation else definition.span, message
            )


def _kind(spec: FieldSpec) -> tuple[str, bool, int]:
    return (spec.type.value if spec.type else "text", spec.required, spec.max_length.value if spec.max_length else 0)


def _told(spec: FieldSpec) -> str:
    kind, required, length = _kind(spec)
    return ", ".join(
        [f"type: {kind}", f"required: {'yes' if required else 'no'}", *([f"max-length: {length}"] if length else [])]
    )
