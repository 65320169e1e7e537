"""What an entry says and neither style prints is told."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.bibliography.making import reference

from wardleaf.bibliography.doubts import doubtful_words
from wardleaf.bibliography.formatting import format_reference
from wardleaf.bibliography.pieces import printed
from wardleaf.bibliography.unprinted import unprinted_keys
from wardleaf.library.schema import Name, SourceKind
from wardleaf.values import replace

TEXTS = ("original_title", "language", "volume", "issue", "supplement", "part", "number", "section", "edition", "version", "contract")  # fmt: skip


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("kind", get_args(SourceKind))
def test_what_is_said_is_printed_in_one_style_or_told(kind: str, field: str) -> None:
    plain = reference(type=kind, issued="2026", container_title="Holder", publisher="House")
    said = replace(plain, **{field: "7777"})
    lines = [printed(format_reference(said, style=style)) for style in ("ama", "nlm")]
    key = field.replace("_", "-")
    assert (key in unprinted_keys(said)) == all("7777" not in line for line in lines)


def test_what_no_style_has_a_place_for_is_told_by_its_key() -> None:
    source = replace(
        reference(type="article-journal", issued="2026", container_title="J", page="1-9"),
        edition="2",
        editor=(Name(family="Oak", given="P."),),
    )
    (told,) = doubtful_words(source)
    assert told.code == "L433"
    assert (
        told.message
        == f"neither style prints `editor`, `edition` of `{source.id.value}`, which is of the kind `article-journal`"
    )


def test_what_a_style_leaves_out_by_rule_is_not_told() -> None:
    source = reference(
        type="article-journal", issued="2026", container_title="J", container_title_short="J", page="1-9"
    )
    assert list(doubtful_words(replace(source, publisher="House", publisher_place="Leeds", genre="Review"))) == []
