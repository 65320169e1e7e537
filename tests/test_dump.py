"""Dumps: readable, stable, and YAML."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.document.making import document_of

from wardleaf.document.model import Emphasis, Heading, Link, Paragraph, PictureData, Plain
from wardleaf.dump import dump_yaml
from wardleaf.findings import SourceFile, Span
from wardleaf.source.keys import At
from wardleaf.units import Colour, Length

SPAN = Span(SourceFile("a.md", "text"), 3, 4)


class _Loader(yaml.SafeLoader):
    """Reads tags as an entry `kind`."""


def _tagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> object:
    assert isinstance(node, yaml.MappingNode)
    return {"!": suffix, **{str(key): value for key, value in loader.construct_mapping(node, deep=True).items()}}


_Loader.add_multi_constructor("!", _tagged)


def load(text: str) -> object:
    return yaml.load(text, Loader=_Loader)  # noqa: S506  # a safe loader with one more rule


class Side(StrEnum):
    START = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    some_text: str = ""
    length: Length | None = None
    colour: Colour | None = None
    side: Side = Side.START
    when: datetime.date = datetime.date(2026, 11, 1)
    held: object = None
    span: Span = SPAN


def test_a_document_reads_well() -> None:
    blocks = (
        Heading(level=2, runs=(Plain("No: 1"),), id="a-b", span=SPAN),
        Paragraph(runs=(Plain("It\u00a0works "), Link(runs=(Emphasis((Plain("here"),)),), target="#a-b"))),
    )
    assert dump_yaml(blocks) == (
        "- !Heading\n"
        "  level: 2\n"
        "  runs:\n"
        '    - !Plain {text: "No: 1"}\n'
        "  id: a-b\n"
        "- !Paragraph\n"
        "  runs:\n"
        '    - !Plain {text: "It\\u00a0works "}\n'
        "    - !Link\n"
        "      runs:\n"
        "        - !Emphasis\n"
        "          runs:\n"
        "            - !Plain {text: here}\n"
        '      target: "#a-b"\n'
    )


def test_scalars() -> None:
    sample = Sample(
        some_text="x", length=Length(12), colour=Colour(1, 0, 0), held=(At(1.5, SPAN), True, "no", "1.10", b"ab", None)
    )
    assert load(dump_yaml(sample)) == {
        "!": "Sample",
        "some-text": "x",
        "length": "12pt",
        "colour": "#FF0000",
        "side": "start",
        "when": datetime.date(2026, 11, 1),
        "held": [1.5, True, "no", "1.10", "sha256 fb8e20fc2e4c3f24 of 2 bytes", None],
    }


def test_places_and_empty_values_are_left_out() -> None:
    assert dump_yaml(Sample()) == "!Sample {side: start, when: 2026-11-01}\n"


def test_bytes_are_told_by_digest_and_size() -> None:
    picture = PictureData(path="a.png", data=b"x" * 100, kind="png", width=1, height=2)
    assert "data: sha256 " in dump_yaml(picture)
    assert "of 100 bytes" in dump_yaml(picture)


def test_mappings_sets_and_nothing() -> None:
    assert load(dump_yaml({"b": 1, "a": {"c": (), "d": {}}})) == {"b": 1, "a": {"c": [], "d": {}}}
    assert dump_yaml(frozenset({"b", "a"})) == "[a, b]\n"
    assert dump_yaml(()) == "[]\n"
    assert dump_yaml("text") == "text\n"
    assert load(dump_yaml(((1, (2, 3)), ({"a": 1},)))) == [[1, [2, 3]], [{"a": 1}]]


def test_anything_else_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        dump_yaml(object())


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]))
    | st.sampled_from(["a, b", "{x", "- y", "# z", "é: ~"]),
    lambda held: (
        st.lists(held, max_size=4).map(tuple)
        | st.dictionaries(st.text("abc-", min_size=1, max_size=5), held, max_size=4)
    ),
    max_leaves=12,
)


def _lists(value: object) -> object:
    if isinstance(value, tuple):
        return [_lists(held) for held in value]
    return {key: _lists(held) for key, held in value.items()} if isinstance(value, dict) else value


@given(_VALUES)
def test_every_dump_is_yaml_of_the_same_value(value: object) -> None:
    assert load(dump_yaml(value)) == _lists(value)


def test_a_whole_document_is_yaml_and_stable() -> None:
    text = dump_yaml(document_of())
    assert text == dump_yaml(document_of())
    loaded = load(text)
    assert isinstance(loaded, dict)
    assert loaded["!"] == "Document"
    assert "s.md" not in text
