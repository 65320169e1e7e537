"""A flowable never changes after it was made: whoever wants it otherwise makes another."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.typeset.making import set_body

from wardleaf.display import Page, facts_of
from wardleaf.typeset.containers import walk_flowables

TYPESET = Path(__file__).parents[2] / "src" / "wardleaf" / "typeset"
MAKERS = {"but", "aligned", "_piece"}  # each gives a copy, which it has just made, what differs
UNDER_WAY = {
    "pages.py",
    "runs.py",
    "print_test.py",
}  # pages that are filled and words that are put together are no flowables


def assignments(code: str) -> list[str]:
    """Where `code` assigns to an attribute of anything but `self`, or of `self` outside of `__init__`, as function and
    attribute.
    """
    found: list[str] = []
    for function in ast.walk(ast.parse(code)):
        if isinstance(function, ast.FunctionDef) and function.name not in MAKERS:
            for node in ast.walk(function):
                targets = (
                    node.targets
                    if isinstance(node, ast.Assign)
                    else [node.target]
                    if isinstance(node, ast.AugAssign | ast.AnnAssign)
                    else []
                )
                named = [
                    part
                    for target in targets
                    for part in ast.walk(target)
                    if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)
                ]
                own = function.name == "__init__"
                found += [
                    f"{function.name}: {ast.unparse(part)}"
                    for part in named
                    if not (own and ast.unparse(part).startswith("self."))
                ]
    return found


def test_nothing_is_assigned_to_a_flowable() -> None:
    assert assignments("def f(text):\n    text.after = 0.0") == ["f: text.after"]
    assert assignments("def f(text, code):\n    text.after, code.align = 6.0, 'start'") == [
        "f: text.after",
        "f: code.align",
    ]
    files = [file for file in TYPESET.rglob("*.py") if file.name not in UNDER_WAY]
    assert len(files) > 20
    wrong = {file.name: found for file in files if (found := assignments(file.read_text("utf-8")))}
    assert wrong == {}


def test_placing_twice_gives_the_same() -> None:
    made = set_body("Words.\n\n| One | Two |\n|---|---|\n| A | B |\n\n1. one\n2. two\n3. three\n", contents='"yes"')
    for page in made.laid.pages:
        for placed in page.placed:
            flowables = list(walk_flowables(placed.flowable))
            before = [(each.before, each.after, each.keep_with_next, each.span) for each in flowables]
            one, other = (placed.flowable.place(10.0, 20.0, page.frame.width, made.laid.anchors) for _ in range(2))
            assert facts_of([Page((600.0, 800.0), tuple(one))]) == facts_of([Page((600.0, 800.0), tuple(other))])
            assert before == [(each.before, each.after, each.keep_with_next, each.span) for each in flowables]
