"""False alarms on ordinary patient prose: texts in many styles, read by an editor, who noted in each what is rightly
found.

The first line of a text says its style, the second, where there is one, what is true of it. Whatever else is told is a
false alarm.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.checks.making import checked, handout

from wardleaf.checks.registry import all_rules

CORPUS = Path(__file__).parent / "corpus"
# What a definition and a clinic must have, and these texts of one section have not.
OF_THE_WHOLE = {"missing-part", "no-other-formats"}
MOST_FALSE = 0.05


@dataclass
class Text:
    name: str
    american: bool
    true: Counter[str]
    body: str


def read_texts() -> list[Text]:
    texts = []
    for path in sorted(CORPUS.glob("*.md")):
        style, _, body = path.read_text(encoding="utf-8").partition("\n")
        true = ""
        if body.startswith("true: "):
            true, _, body = body.removeprefix("true: ").partition("\n")
        texts.append(
            Text(
                path.stem, "American" in style, Counter(name.strip() for name in true.split(",") if name.strip()), body
            )
        )
    return texts


def told_of(text: Text) -> Counter[str]:
    found = checked(handout(text.body, of="us" if text.american else "uk"))
    return Counter(finding.name for finding in found if finding.name not in OF_THE_WHOLE)


def false_alarms() -> tuple[Counter[str], list[str], int]:
    """How many texts each rule is wrong about, each false alarm and each miss, and how many texts there are."""
    texts = read_texts()
    wrong: Counter[str] = Counter()
    said: list[str] = []
    for text in texts:
        told = told_of(text)
        wrong.update((told - text.true).keys())
        said += [f"{text.name}: false alarm {name}" for name in told - text.true]
        said += [f"{text.name}: missed {name}" for name in text.true - told]
    return wrong, said, len(texts)


def test_false_alarms_are_rare() -> None:
    wrong, said, count = false_alarms()
    assert count >= 30
    assert {name for name in wrong if wrong[name] / count >= MOST_FALSE} == set(), said
    assert not [line for line in said if "missed" in line], said


def test_no_text_makes_an_error() -> None:
    """An error stops a clean file, so it must never come from ordinary prose."""
    errors = {rule.fault.name for rule in all_rules()}
    for text in read_texts():
        found = checked(handout(text.body, of="us" if text.american else "uk"))
        graver = [f.name for f in found if f.severity == "error" and f.name in errors and f.name not in OF_THE_WHOLE]
        assert graver == [], text.name


if __name__ == "__main__":
    found, lines, total = false_alarms()
    print(*lines, *(f"{name}: {found[name]} of {total}" for name in sorted(found)), sep="\n")  # noqa: T201
