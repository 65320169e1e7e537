"""Which clinics a handout is for: those of its specialty, so that a ward never hands out another ward's emergency
advice.
"""

from __future__ import annotations

from collections.abc import Sequence

from wardleaf.library.packs import definitions_of
from wardleaf.library.schema import Clinic, HandoutDefinition, Library


def specialty_of(one: HandoutDefinition | Clinic) -> str:
    """The specialty that `one` names; "" for those of a library's first, which needs no name."""
    return one.specialty.value if one.specialty else ""


def is_for(definition: HandoutDefinition, clinic: Clinic) -> bool:
    """Whether `clinic` gives this handout, and every handout that it takes whole."""
    return all(specialty_of(one) == specialty_of(clinic) for one in definitions_of(definition))


def clinics_for(library: Library, handout: str, asked: Sequence[str], *, default: bool) -> tuple[str, ...]:
    """The clinics of `asked` that give `handout`, both by their ids; all of them where none does, so that what is wrong
    can be told of each.

    With `default` nobody named the clinics of `asked`: where none of them gives the handout, those of the library that
    do are meant.
    """
    definition = library.handouts.get(handout)
    if definition is None:
        return tuple(asked)
    suited = tuple(id for id in asked if id not in library.clinics or is_for(definition, library.clinics[id]))
    if default and not suited:
        suited = tuple(id for id, clinic in library.clinics.items() if is_for(definition, clinic))
    return suited or tuple(asked)
