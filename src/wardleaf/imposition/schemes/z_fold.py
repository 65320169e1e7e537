"""A leaflet folded in three to and fro, like a Z: six panels of the same size.

1. Print on both sides at actual size (100 %). Let the printer turn the paper as the settings line says; “long edge” is what most office printers do.
2. Lay the sheet down with page 1 facing you, at the end where reading stops (for English, on the right).
3. Fold page 1 away from you, behind page 6, so that page 1 stays outside.
4. Fold page 5 towards you, onto page 6. Turn the leaflet over: page 1 is the front, page 4 the back. Nothing is stapled.
5. Opened out, one side reads 2, 3, 4 and the other 5, 6, 1. More than six pages make more than one leaflet.
"""

from __future__ import annotations

from collections.abc import Sequence

from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.schemes.thirds import lay_out_thirds
from wardleaf.imposition.sheets import ImpositionPlan, PageSize


def lay_out(sizes: Sequence[PageSize], options: ImpositionOptions) -> ImpositionPlan:
    """The plan of leaflets folded to and fro; raises `Rejected` when pages do not fit."""
    return lay_out_thirds(sizes, options, narrower=0.0)
