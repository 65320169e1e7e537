"""The texts of the starting files that are to be replaced, read from those files themselves. Knows the templates of
this folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

from wardleaf.findings import Findings, SourceFile
from wardleaf.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose_nodes
from wardleaf.starters.making import FICTION_PHONES

_INSTRUCTIONS = ("purpose", "main-message", "key-points", "audience")
_INVENTED_IN_HANDOUT = (
    "review.written-by",
    "review.clinical-reviewer",
    "review.approver",
    "not-applicable.support-organisations",
)
_INVENTED_IN_CLINIC = ("address", "website")


class StarterTexts(Struct, frozen=True, kw_only=True):
    """`instructions` tell an author what to write; `inventions` stand for people, places and numbers, and are good only
    for a clinic that does not exist.
    """

    instructions: frozenset[str]
    inventions: frozenset[str]

    def left_for(self, *, specimen: bool) -> frozenset[str]:
        """The texts that may not be printed for a clinic."""
        return self.instructions if specimen else self.instructions | self.inventions


@cache
def starter_texts() -> StarterTexts:
    """What `wardleaf new` writes for its user to replace."""
    handout, clinic = _node("handout.yaml"), _node("clinic.yaml")
    return StarterTexts(
        instructions=frozenset((*_texts(handout, _INSTRUCTIONS), *_section_texts())),
        inventions=frozenset(
            (*_texts(handout, _INVENTED_IN_HANDOUT), *_texts(clinic, _INVENTED_IN_CLINIC), *FICTION_PHONES)
        ),
    )


def _node(name: str) -> Node | None:
    text = (files("wardleaf.starters") / name).read_text(encoding="utf-8")
    # Whole lines to fill in are no YAML, and nothing of them is told.
    lines = "\n".join(line for line in text.split("\n") if not line.startswith("$"))
    return compose_nodes(SourceFile(name, lines), findings=Findings())


def _texts(node: Node | None, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        found = node
        for key in path.split("."):
            found = found.get(key) if isinstance(found, MappingNode) else None
        items = found.items if isinstance(found, SequenceNode) else (found,)
        yield from (item.text for item in items if isinstance(item, ScalarNode))


def _section_texts() -> Iterator[str]:
    """The paragraphs and items of a new section, up to the first fact that they name."""
    body = (files("wardleaf.starters") / "section.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    for line in body.split("\n"):
        words = line.removeprefix("- ").partition("{{")[0].strip()
        if words and not words.startswith("#"):
            yield words
