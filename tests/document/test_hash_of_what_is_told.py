"""Two ways in which a hash could lie: a remark that nobody reads, and a number that everybody reads."""

from collections.abc import Mapping

from tests.document.making import CLINIC, FILES, HANDOUT, definition, resolve


def _hash(files: Mapping[str, str | bytes]) -> str:
    document, _ = resolve(files)
    assert document is not None
    return document.hash


def test_a_remark_changes_nothing() -> None:
    assert _hash({HANDOUT: "# a remark\n\n" + definition()}) == _hash({HANDOUT: definition()})


def test_the_number_that_the_imprint_prints_counts() -> None:
    clinic = str(FILES[CLINIC])
    assert "01632 960 100" in clinic
    assert _hash({CLINIC: clinic}) != _hash({CLINIC: clinic.replace("01632 960 100", "01632 960 199")})
