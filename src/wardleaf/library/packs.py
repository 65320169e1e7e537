"""Packs: definitions that take whole handouts, each put in its place, and packs made without a file.

Knows definitions only: which words of a handout a pack prints, and how, is resolve's to say. A pack takes handouts, not
other packs.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from wardleaf.editions import EDITION_NAMES
from wardleaf.findings import SourceFile, Span
from wardleaf.library.schema import FieldSpec, HandoutDefinition, HandoutUse, ReferencesPolicy, Review
from wardleaf.source.keys import At
from wardleaf.values import replace

_MOST_KEY_POINTS = 5
T = TypeVar("T")
_MADE = Span(SourceFile("wardleaf pack", ""), line=0)


class PackedHandout(HandoutUse, frozen=True, kw_only=True):
    """A whole handout in a pack, with its definition."""

    definition: HandoutDefinition


class MadePack(HandoutDefinition, frozen=True, kw_only=True):
    """A pack that no file defines: its own words are those of its handouts, so there is nothing of its own to approve."""


def with_packs(handouts: Mapping[str, HandoutDefinition]) -> Mapping[str, HandoutDefinition]:
    """`handouts`, each entry of theirs that takes another known handout with its definition."""
    return {id: _with_handouts(id, definition, handouts) for id, definition in handouts.items()}


def _with_handouts(
    id: str, definition: HandoutDefinition, handouts: Mapping[str, HandoutDefinition]
) -> HandoutDefinition:
    if not any(isinstance(entry, HandoutUse) for entry in definition.sections):
        return definition
    entries = (
        PackedHandout(handout=entry.handout, span=entry.span, definition=handouts[entry.handout.value])
        if isinstance(entry, HandoutUse) and entry.handout.value in handouts and entry.handout.value != id
        else entry
        for entry in definition.sections
    )
    return replace(definition, sections=tuple(entries))


def packed_handouts(definition: HandoutDefinition) -> tuple[PackedHandout, ...]:
    """The handouts that `definition` takes whole, in order; none for a definition that is no pack."""
    return tuple(entry for entry in definition.sections if isinstance(entry, PackedHandout))


def definitions_of(definition: HandoutDefinition) -> tuple[HandoutDefinition, ...]:
    """`definition` itself and those of the handouts that it takes."""
    return (definition, *(packed.definition for packed in packed_handouts(definition)))


def call_signs(definition: HandoutDefinition) -> tuple[At[str], ...]:
    """The signs in the short box of `definition`; of a pack that names none all those of its handouts, each once."""
    if definition.call_signs:
        return definition.call_signs
    signs: dict[str, At[str]] = {}
    for packed in packed_handouts(definition):
        for sign in packed.definition.call_signs:
            signs.setdefault(sign.value, sign)
    return tuple(signs.values())


def pack_fields(definition: HandoutDefinition) -> Mapping[str, FieldSpec]:
    """The fields of `definition` and of the handouts that it takes; of two with one name the first counts."""
    fields: dict[str, FieldSpec] = {}
    for one in definitions_of(definition):
        fields = {**one.fields, **fields}
    return {name: fields[name] for one in definitions_of(definition) for name in one.fields}


def pack_review_by(definition: HandoutDefinition) -> At[datetime.date]:
    """The earliest date by which the words of `definition` or of a handout that it takes must be reviewed."""
    dates = [
        one.review.extend.until if one.review.extend else one.review.review_by for one in definitions_of(definition)[1:]
    ]
    return min([definition.review.review_by, *dates], key=lambda date: date.value)


def make_pack(handouts: Mapping[str, HandoutDefinition], *, title: str = "") -> tuple[str, HandoutDefinition]:
    """An id, and a definition that takes each of `handouts` (at least one) whole, in order; without `title` it is named
    after them.

    Its cover lists their titles, and says the main message of the first and the first key points of each. Its code is
    made of their codes, its version is the month of the latest review.
    """
    definitions = tuple(handouts.values())
    first = definitions[0]
    digits = hashlib.sha256("+".join(definition.code.value for definition in definitions).encode()).hexdigest()[:4]
    entries = (
        PackedHandout(
            handout=_made(id), span=_MADE, definition=definition
        )  # each in its place at once: no name is looked up again
        for id, definition in handouts.items()
    )
    editions = [
        name
        for name in EDITION_NAMES
        if all(name in {one.value for one in definition.editions} for definition in definitions)
    ]
    policies = {definition.references.value for definition in definitions}
    policy: ReferencesPolicy = first.references.value if len(policies) == 1 else "full"
    pack = MadePack(
        title=_made(title or ", ".join(definition.short_title.value for definition in definitions)),
        short_title=_made(title or ", ".join(definition.short_title.value for definition in definitions)),
        purpose=_made("; ".join(definition.title.value for definition in definitions)),
        code=_made(f"PACK-{digits.upper()}"),
        version=_made(f"{max(definition.review.last_reviewed.value for definition in definitions):%Y-%m}"),
        language=first.language,
        kind=first.kind,
        audience=_made("; ".join(dict.fromkeys(definition.audience.value for definition in definitions))),
        editions=tuple(_made(name) for name in editions),
        main_message=first.main_message,
        key_points=_key_points(definitions),
        contents="yes",
        sections=tuple(entries),
        references=_made(policy),
        review=_review(definitions),
        span=_MADE,
    )
    return f"pack-{digits}", pack


def _made(value: T) -> At[T]:
    return At(value, _MADE)


def _key_points(definitions: Iterable[HandoutDefinition]) -> tuple[At[str], ...]:
    """The first point of each handout, then the second of each, as many as a cover holds."""
    rounds = chain.from_iterable(zip_longest(*(definition.key_points for definition in definitions)))
    points: dict[str, At[str]] = {}
    for point in rounds:
        if point is not None:
            points.setdefault(point.value, point)
    return tuple(points.values())[:_MOST_KEY_POINTS]


def _review(definitions: Sequence[HandoutDefinition]) -> Review:
    reviews = [definition.review for definition in definitions]
    return Review(
        written_by=_people(review.written_by for review in reviews),
        clinical_reviewer=_people(review.clinical_reviewer for review in reviews),
        approver=_people(review.approver for review in reviews),
        last_reviewed=max((review.last_reviewed for review in reviews), key=lambda date: date.value),
        review_by=min((review.review_by for review in reviews), key=lambda date: date.value),
        funding=_made("; ".join(dict.fromkeys(_funding(reviews))) or "none"),
        span=_MADE,
    )


def _funding(reviews: Iterable[Review]) -> Iterator[str]:
    yield from (review.funding.value for review in reviews if review.funding.value.strip().casefold() != "none")


def _people(named: Iterable[At[str]]) -> At[str]:
    return _made("; ".join(dict.fromkeys(person.value for person in named)))
