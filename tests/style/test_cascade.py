"""The cascade on a complete base made from the schema; mistakes are in tests/cases."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.style.complete import complete_style

from wardleaf.findings import Findings, SourceFile
from wardleaf.style.cascade import resolve_style
from wardleaf.style.explain import explain_style
from wardleaf.style.schema import Style
from wardleaf.units import Colour, Length

BLACK, RED = Colour.parse("#17212B"), Colour.parse("#9C1136")
TRUST = """\
extends: base
palette: {cherry: "#9C1136"}
tokens: {accent: cherry}
body: {text: {size: 15pt, weight: bold}}
editions:
  large-print: {body: {text: {leading: 30pt}}}
"""
BRAND = """\
extends: trust
body: {text: {size: 16pt}, after: 5pt}
heading: {"2": {text: {colour: accent}}}
callout: {note: {panel: {fill: accent}}}
editions:
  large-print: {body: {text: {size: 20pt}}}
"""


def files(**texts: str) -> Mapping[str, SourceFile]:
    return {name: SourceFile(f"styles/{name}.yaml", text) for name, text in {"base": complete_style(), **texts}.items()}


def resolved(edition: str, name: str = "brand") -> Style:
    findings = Findings()
    style = resolve_style(files(trust=TRUST, brand=BRAND), name=name, edition=edition, findings=findings)
    assert [finding.message for finding in findings] == []
    assert style
    return style


def test_later_files_win_key_by_key() -> None:
    style = resolved("standard")
    assert (style.name, style.edition) == ("brand", "standard")
    assert (style.body.text.size, style.body.text.weight, style.body.text.leading) == (Length(16), "bold", Length(40))
    assert style.body.after == Length(5)
    assert style.heading["2"].text.colour == RED
    assert style.heading["3"].text.colour == BLACK
    assert style.callout["note"].panel.fill == RED
    assert style.callout["note"].panel.frame is None
    assert style.tokens["accent"] == style.palette["cherry"] == RED
    assert list(style.heading) == ["2", "3", "4", "5"]


def test_an_edition_of_the_base_wins_over_the_brand_and_the_brands_edition_over_both() -> None:
    assert resolved("large-print", "base").body.text.size == Length(18)
    assert resolved("large-print", "trust").body.text.size == Length(18)
    assert resolved("large-print").body.text.size == Length(20)
    assert resolved("large-print").body.text.leading == Length(30)
    assert resolved("booklet").page.paper == "A5"


@pytest.mark.parametrize(
    ("name", "edition", "message"),
    [
        ("brnd", "standard", "there is no style `brnd`"),
        ("brand", "poster", "the style `brand` has no edition `poster`"),
    ],
)
def test_names_that_nobody_wrote_in_a_file(name: str, edition: str, message: str) -> None:
    findings = Findings()
    assert resolve_style(files(trust=TRUST, brand=BRAND), name=name, edition=edition, findings=findings) is None
    assert [finding.message for finding in findings] == [message]


def explained(key: str, edition: str = "large-print") -> list[tuple[str, str, list[str]]]:
    findings = Findings()
    found = explain_style(files(trust=TRUST, brand=BRAND), name="brand", edition=edition, key=key, findings=findings)
    assert [finding.message for finding in findings] == []
    return [(one.key, one.value, [f"{setting.text} {setting.span}" for setting in one.settings]) for one in found]


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(complete_style().split("\n"), 1) if text in line)


def test_every_place_that_sets_a_value_the_last_one_wins() -> None:
    ((key, value, settings),) = explained("body.text.size")
    assert (key, value) == ("body.text.size", "20pt")
    assert [setting.rpartition(":")[0] for setting in settings] == [
        f"16pt styles/base.yaml:{line_of('body: {text: {weight')}",
        "15pt styles/trust.yaml:4",
        "16pt styles/brand.yaml:2",
        f"18pt styles/base.yaml:{line_of('  large-print:')}",
        "20pt styles/brand.yaml:6",
    ]


def test_a_colour_is_followed_to_its_token_and_the_palette() -> None:
    assert [(key, value) for key, value, _ in explained("heading.2.text.colour")] == [
        ("heading.2.text.colour", "accent"),
        ("tokens.accent", "cherry"),
        ("palette.cherry", "#9C1136"),
    ]


@pytest.mark.parametrize(
    ("short", "full"),
    [("heading.2.colour", "heading.2.text.colour"), ("body.size", "body.text.size"), ("logo.alt", "logo.alt")],
)
def test_keys_that_may_be_left_out(short: str, full: str) -> None:
    assert explained(short)[0][0] == full


def test_a_group_is_explained_value_by_value() -> None:
    assert [key for key, _, _ in explained("floor")] == ["floor.text", "floor.superscript"]


@pytest.mark.parametrize(
    ("key", "message", "help"),
    [
        ("body.text.sise", "no style has the key `body.text.sise`", "did you mean `body.text.size`?"),
        ("heading.1.colour", "no style has the key `heading.1.colour`", ""),
        ("table.colour", "the key `table.colour` could be several", "write it in full"),
        ("page.", "no style has the key `page.`", ""),
        ("", "no style has the key ``", ""),
    ],
)
def test_keys_that_are_not_there(key: str, message: str, help: str) -> None:
    findings = Findings()
    assert (
        explain_style(files(trust=TRUST, brand=BRAND), name="brand", edition="standard", key=key, findings=findings)
        == ()
    )
    assert [(finding.message, finding.help) for finding in findings] == [(message, help)]
