"""Icon arrays: groups stand side by side, since they are there to be compared."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.typeset.making import CLINICS, EDITIONS, Made, leaves, set_body

from wardleaf.typeset.blocks import People


def array(*labels: str) -> str:
    groups = "".join(f"  - {{label: {label}, count: {20 + number}}}\n" for number, label in enumerate(labels))
    return f"::: icon-array\nout-of: 100\nwho: women\nperiod: over 15 years\nevent: were well\notherwise: were not\ngroups:\n{groups}source: [a]\n:::\n"


def tops(made: Made, labels: Sequence[str]) -> list[tuple[int, float]]:
    """Page and height of each group's number."""
    wanted = [f"{20 + number}\u00a0in\u00a0100" for number in range(len(labels))]
    size = made.style.icon_array.number.size.pt
    return [
        (number, fact.baseline)
        for words in wanted
        for number, page in enumerate(made.pages, 1)
        for fact in page.texts
        if fact.text == words and fact.size == size
    ]


def figures(made: Made) -> set[float]:
    return {
        round(leaf.style.figure.pt, 2) for page in made.laid.pages for leaf in leaves(page) if isinstance(leaf, People)
    }


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("clinic", CLINICS)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_up_to_three_groups_stand_side_by_side(clinic: str, edition: str, count: int) -> None:
    labels = ("lumpectomy", "one breast removed", "both removed")[:count]
    made = set_body(array(*labels), clinic=clinic, edition=edition)
    assert len(tops(made, labels)) == count
    assert len(set(tops(made, labels))) == 1
    look = made.style.icon_array
    (size,) = figures(made)
    assert look.least_figure.pt <= size <= look.figure.pt
    assert count == 3 or size == look.figure.pt


@pytest.mark.parametrize("labels", [["one", "two", "three", "four"], ["one", "two", "otorhinolaryngologically"]])
def test_figures_are_not_made_too_small_nor_words_broken(labels: list[str]) -> None:
    made = set_body(array(*labels), edition="booklet")
    assert len(set(tops(made, labels))) > 1
    assert figures(made) == {made.style.icon_array.figure.pt}
