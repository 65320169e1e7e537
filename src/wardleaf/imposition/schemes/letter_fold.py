"""A leaflet folded in three like a letter: six panels, one tucked in. That one is 2 mm narrower, so that it lies flat inside.

1. Print on both sides at actual size (100 %). Let the printer turn the paper as the settings line says; “long edge” is what most office printers do.
2. Lay the sheet down with pages 2, 3 and 4 facing you.
3. Fold the narrower panel, page 4, in over page 3, along the line between them.
4. Fold the panel with page 2 over it, so that page 1 is on top. Nothing is stapled.
5. More than six pages make more than one leaflet; fold each by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.schemes.thirds import lay_out_thirds
from wardleaf.imposition.sheets import ImpositionPlan, PageSize
from wardleaf.units import Length

_NARROWER = Length.of_mm(2)


def lay_out(sizes: Sequence[PageSize], options: ImpositionOptions) -> ImpositionPlan:
    """The plan of leaflets with a tucked-in panel; raises `Rejected` when pages do not fit."""
    return lay_out_thirds(sizes, options, narrower=_NARROWER.pt)
