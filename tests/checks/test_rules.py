"""Each rule on words that it must find, and on words that it must let pass.

`cases/RULE.md` holds handouts after `%% fails` and `%% passes`. What must be found stands after ⟸ on its line. `> key:
value` is a line of the definition, `>> key: value` one of the section's front matter, `>>+ Title` the section's title;
`WALL 90` stands for 90 words.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.checks import test_rules_in_code
from tests.checks.making import checked, handout, named
from tests.document.making import CLINIC, HANDOUT, ONE, PNG

from wardleaf.checks.registry import all_rules
from wardleaf.document.model import Document
from wardleaf.findings import Finding

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"\s*⟸(@clinic)?\s*")
SENTENCE = "You can rest at home with your own things. "


@dataclass
class Case:
    rule: str
    number: int
    fails: bool
    options: dict[str, str]
    clinic: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    matter: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    expected: list[tuple[str, int, str]] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.rule}-{'fails' if self.fails else 'passes'}-{self.number}"


def read_cases(path: Path) -> list[Case]:
    cases: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("%% "):
            kind, _, rest = line.removeprefix("%% ").partition(" ")
            made = Case(path.stem, len(cases) + 1, kind == "fails", {})
            if rest.startswith("clinic."):
                name, _, value = rest.removeprefix("clinic.").partition("=")
                made.clinic[name] = value
            else:
                made.options = dict(pair.split("=") for pair in rest.split())
            cases.append(made)
        else:
            add_line(cases[-1], line)
    return cases


def add_line(case: Case, line: str) -> None:
    words, *marks = MARK.split(line)
    messages = list(zip(marks[::2], marks[1::2]))
    place = ONE
    number = 0
    if words.startswith(">>+ "):
        number = 2
    elif words.startswith((">> ", "> ")):
        name, _, value = words.partition(" ")[2].partition(": ")
        (case.matter if words.startswith(">>") else case.keys)[name] = value.strip()
        place = ONE if words.startswith(">>") else HANDOUT
    else:
        case.body.append(written(words.replace("##+", "##")))
        number = -len(case.body)
    case.expected += [
        (CLINIC if clinic else place, 0 if clinic else number, message.strip()) for clinic, message in messages
    ]


def written(line: str) -> str:
    """`line` with `WALL 90` written out."""

    def wall(found: re.Match[str]) -> str:
        words = (SENTENCE * (int(found[1]) // 9 + 1)).split()[: int(found[1])]
        return " ".join(words).rstrip(".") + "."

    line = re.sub(r"\*\*WALL (\d+)\*\*", lambda found: f"**{wall(found)}**", line)
    return re.sub(r"WALL (\d+)", wall, line)


ALL = [case for path in sorted(CASES.glob("*.md")) for case in read_cases(path)]


def document_of(case: Case) -> Document:
    of = "us" if case.options.get("profile") == "us" else "uk"
    return handout(
        "\n".join(case.body),
        keys={"kind": "support", **case.keys},
        matter=case.matter,
        clinic=case.clinic,
        of=of,  # type: ignore[arg-type]
        edition=case.options.get("edition", "standard"),
        files={"handouts/figures/port.png": PNG},
    )


def findings_of(case: Case) -> list[Finding]:
    return named(checked(document_of(case)), case.rule)


def test_there_are_rules_and_cases() -> None:
    assert len(all_rules()) > 40
    assert len(ALL) > 150


@pytest.mark.parametrize("rule", [rule.fault.name for rule in all_rules()])
def test_every_rule_has_cases(rule: str) -> None:
    kinds = [case.fails for case in ALL if case.rule == rule]
    in_code = getattr(test_rules_in_code, f"test_{rule.replace('-', '_')}", None)
    if in_code:
        written = inspect.getsource(in_code)
        assert written.count("== []") >= 2
        assert written.count("assert ") - written.count("== []") >= 2
    else:
        assert kinds.count(True) >= 2
        assert kinds.count(False) >= 2


@pytest.mark.parametrize("case", ALL, ids=str)
def test_case(case: Case) -> None:
    found = findings_of(case)
    first = 6 + len([name for name in case.matter if name != "clinical"])
    places = [
        (finding.span.file.path if finding.span else "", finding.span.line if finding.span else 0, finding.message)
        for finding in found
    ]
    for path, number, message in case.expected:
        line = first - number - 1 if number < 0 else number
        matching = [
            place for place in places if place[0] == path and (not line or place[1] == line) and message in place[2]
        ]
        assert matching, f"not told: {path}:{line} {message}; told: {places}"
        places.remove(matching[0])
    assert places == []
    assert bool(case.expected) == case.fails
