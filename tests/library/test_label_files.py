from __future__ import annotations

import re

import pytest

from wardleaf.library.label_files import label_languages, read_labels, read_profile
from wardleaf.library.labels import Labels

HOLES = re.compile(r"\{[a-z_]*\}")


def test_languages() -> None:
    assert label_languages() == ("en-GB", "en-US")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("en-GB", "en-GB"), ("en-us", "en-US"), ("en-AU", "en-GB"), ("en", "en-GB"), ("fr-FR", None), ("", None)],
)
def test_nearest_labels(wanted: str, found: str | None) -> None:
    labels = read_labels(wanted)
    assert (labels.language if labels else None) == found


@pytest.mark.parametrize("language", label_languages())
def test_every_language_fills_the_same_holes(language: str) -> None:
    base, labels = read_labels("en-GB"), read_labels(language)
    assert base
    assert labels
    fields = [name for name in Labels.__struct_fields__ if name != "language"]
    assert len(fields) > 50
    for name in fields:
        assert set(HOLES.findall(getattr(labels, name))) == set(HOLES.findall(getattr(base, name))), name


@pytest.mark.parametrize("language", label_languages())
def test_a_year_has_twelve_months(language: str) -> None:
    labels = read_labels(language)
    assert labels
    assert len(labels.months.split(", ")) == 12


def test_profiles() -> None:
    uk, us = read_profile("uk"), read_profile("us")
    assert (uk.quantity_space, uk.degree_space, uk.fahrenheit) == (False, False, False)
    assert (us.quantity_space, us.degree_space, us.fahrenheit) == (True, True, True)
    assert uk.date_pattern.format(day=1, month="November", year=2026) == "1 November 2026"
    assert us.date_pattern.format(day=1, month="November", year=2026) == "November 1, 2026"
