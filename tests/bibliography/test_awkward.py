"""The table of awkward sources in `cases/awkward.txt`: each prints as its rule says, in both styles, and lacks nothing."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from tests.bibliography.making import marked

from wardleaf.bibliography.formatting import format_reference
from wardleaf.bibliography.forms import missing_facts
from wardleaf.findings import Findings, SourceFile
from wardleaf.library.schema import Reference, SourceKind
from wardleaf.source.decode import decode
from wardleaf.source.nodes import compose_nodes

CASES = Path(__file__).parent / "cases" / "awkward.txt"


def cases() -> Iterator[tuple[str, str, str, str]]:
    """What is awkward, the entry as YAML, and its two lines."""
    for block in CASES.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, *lines = block.strip().splitlines()
        entry = [line for line in lines if not line.startswith(("AMA ", "NLM "))]
        ama, nlm = (next(line[4:] for line in lines if line.startswith(style)) for style in ("AMA ", "NLM "))
        yield head, "\n".join(f"  {line}" for line in entry), ama, nlm


def read(entry: str) -> Reference:
    findings = Findings()
    node = compose_nodes(SourceFile("references.yaml", f"- id: a\n{entry}\n"), findings=findings)
    assert node
    references = decode(node, tuple[Reference, ...], findings=findings)
    assert references and not list(findings), list(findings)
    return references[0]


def test_the_table_is_large_enough_and_names_each_case_once() -> None:
    heads = [head for head, *_ in cases()]
    assert len(set(heads)) == len(heads) >= 64
    assert all(" | " in head for head in heads)


@pytest.mark.parametrize(
    ("head", "entry", "ama", "nlm"), [pytest.param(*case, id=case[0].split(" | ")[0]) for case in cases()]
)
def test_an_awkward_source(head: str, entry: str, ama: str, nlm: str) -> None:
    reference = read(entry)
    printed = (marked(format_reference(reference, style=style)).replace("\u00a0", " ") for style in ("ama", "nlm"))
    assert tuple(printed) == (ama, nlm)
    assert not list(missing_facts(reference)), head


def test_the_examples_of_the_documentation_print_as_it_says() -> None:
    text = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
    part = text[text.index("### Kinds of sources") : text.index("## `glossary.yaml`")]
    examples = re.findall(
        r"\*\*`([a-z-]+)`\*\*[^\n]*\n(?:[^\n]+\n)*\n    - id: example\n((?:      [^\n]*\n)+)\n> AMA: ([^\n]*)<br>\n> NLM: ([^\n]*)\n",
        part,
    )
    assert {kind for kind, *_ in examples} == set(get_args(SourceKind))
    for kind, entry, ama, nlm in examples:
        reference = read(textwrap.indent(textwrap.dedent(entry), "  "))
        printed = [marked(format_reference(reference, style=style)).replace("\u00a0", " ") for style in ("ama", "nlm")]
        assert (reference.type.value, printed) == (kind, [ama, nlm])
