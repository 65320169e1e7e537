"""The labels and profiles that Wardleaf ships, read from the package. A mistake in them is ours, so it raises and is
never a finding.

A library's own sheets come as values, and are looked through with ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

from wardleaf.findings import Findings, SourceFile
from wardleaf.library.labels import Labels, LabelSheet
from wardleaf.library.languages import language_meant
from wardleaf.library.profiles import Profile
from wardleaf.library.schema import ProfileName
from wardleaf.source.decode import decode
from wardleaf.source.nodes import MappingNode, ScalarNode, compose_nodes, merge_nodes

T = TypeVar("T")


@cache
def label_languages() -> tuple[str, ...]:
    """The languages that have labels, such as en-GB, by name."""
    names = (file.name for file in files("wardleaf.library.labels").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def read_labels(language: str) -> Labels | None:
    """The labels of `language` (BCP 47), or of the first region of the same language; None for a language without any."""
    languages = {name.casefold(): name for name in label_languages()}
    base = language.casefold().partition("-")[0]
    near = [name for name in label_languages() if name.partition("-")[0] == base]
    name = languages.get(language.casefold()) or (near[0] if near else None)
    return _decoded(shipped_labels_node(name), Labels) if name else None


def labels_in(language: str, sheets: Mapping[str, LabelSheet]) -> Labels | None:
    """The labels of `language`: those of the library's `sheets`, by language, before those of a neighbour, and ours;
    None for a language without any.
    """
    named = {name.casefold(): name for name in sheets}
    shipped = read_labels(language)
    if language.casefold() in named:
        return sheets[named[language.casefold()]].labels
    if shipped:
        return shipped
    near = sorted(name for name in sheets if language_meant(language, [name]))
    return sheets[near[0]].labels if near else None


@cache
def read_profile(name: ProfileName) -> Profile:
    """The profile `name`."""
    return _decoded(_node("profiles", name), Profile)


def shipped_labels_node(name: str) -> MappingNode:
    """The file of our labels called `name`, with the keys of the one that it extends."""
    node = _node("labels", name)
    parent = node.get("extends")
    if not isinstance(parent, ScalarNode):
        return node
    own = MappingNode(tuple(entry for entry in node.entries if entry[0].text != "extends"), node.span)
    return merge_nodes(shipped_labels_node(parent.text), own)


def _node(folder: str, name: str) -> MappingNode:
    path = files(f"wardleaf.library.{folder}").joinpath(f"{name}.yaml")
    findings = Findings()
    node = compose_nodes(SourceFile(path.name, path.read_text(encoding="utf-8")), findings=findings)
    findings.raise_errors()
    if not isinstance(node, MappingNode):
        raise TypeError(path.name)
    return node


def _decoded(node: MappingNode, wanted: type[T]) -> T:
    findings = Findings()
    value = decode(node, wanted, findings=findings)
    findings.raise_errors()
    if value is None:
        raise TypeError(node.span.file.path)
    return value
