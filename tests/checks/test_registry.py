"""The rules as a set: codes, names, pages, and that no words make a check fail."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.checks.making import TODAY, checked, handout, profile, style

from wardleaf.checks.faults import FAULTS
from wardleaf.checks.registry import all_rules, check_document
from wardleaf.checks.rule import HEADS
from wardleaf.checks.rule_table import ELSEWHERE, rules_page
from wardleaf.document.model import Callout, Item, ItemList, Paragraph, Plain, Section
from wardleaf.findings import SourceFile, Span
from wardleaf.values import replace

ROOT = Path(__file__).parents[2]
RULES = ROOT / "src" / "wardleaf" / "checks" / "rules"
REQUIREMENTS = {
    f"{kind}-{number:02}"
    for kind, count in {"RD": 7, "ST": 7, "AC": 4, "NU": 6, "MS": 5, "RF": 3, "LY": 5, "AX": 3, "LG": 2}.items()
    for number in range(1, count + 1)
} | {"GV-05"}  # the others of GV are governance's


def test_there_is_a_rule_for_each_file_named_like_it() -> None:
    files = {path.stem.replace("_", "-") for path in RULES.glob("*.py") if path.stem != "__init__"}
    assert len(files) > 40
    assert {rule.fault.name for rule in all_rules()} == files


def test_what_a_rule_reads_is_declared_by_its_parameter() -> None:
    for rule in all_rules():
        declared = inspect.get_annotations(rule.check, eval_str=True)
        assert [kind for name, kind in declared.items() if name != "return"] == [rule.reads], rule.fault.name


def test_codes_and_names_are_each_used_once() -> None:
    assert len({fault.code for fault in FAULTS}) == len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert all(re.fullmatch(r"R[0-57-9]\d\d", fault.code) for fault in FAULTS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", fault.name) for fault in FAULTS)


def test_every_page_has_its_heads_in_order_and_ends_in_a_full_stop() -> None:
    for rule in all_rules():
        page = rule.fault.explanation
        places = [page.find(f"\n\n{head}: ") for head in HEADS]
        assert -1 not in places, rule.fault.name
        assert places == sorted(places), rule.fault.name
        assert page.endswith("."), rule.fault.name
        assert all(f"Rule {id}" in page for id in rule.ids), rule.fault.name


def test_every_requirement_is_served_or_left_out_with_a_reason() -> None:
    served = {id for rule in all_rules() for id in rule.ids}
    told = {id for id, _ in ELSEWHERE}
    assert served <= REQUIREMENTS
    assert REQUIREMENTS - served - told == set()


def test_rules_that_guard_against_harm_cannot_be_allowed() -> None:
    assert {id for rule in all_rules() if not rule.allowable for id in rule.ids} == {"MS-02", "MS-04", "MS-05"}


def test_the_table_in_the_docs_is_current() -> None:
    """If this fails: python -m wardleaf.checks.rule_table > docs/rules.md."""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rules_page()


def test_findings_are_sorted_and_say_where_to_read_on() -> None:
    found = checked(handout("Take 5.0 mg.\n\nCall 999 now!"))
    assert len(found) > 2
    assert list(found) == sorted(found, key=lambda finding: finding.order)
    assert all(finding.help == f"wardleaf explain {finding.code}" for finding in found)
    assert found == checked(handout("Take 5.0 mg.\n\nCall 999 now!"))


DOCUMENT = handout("Words.")
WORDS = st.text(
    st.sampled_from("aA e.!?()[]{}*“”’'-–0159 ,%°CµU\u00a0\n/@<>éß中") | st.characters(codec="utf-8"), max_size=120
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=WORDS, line=st.integers(0, 5), source=WORDS)
def test_no_words_make_a_check_fail(words: str, line: int, source: str) -> None:
    span = Span(SourceFile("handouts/sections/topic/one.md", source), line)
    paragraph = Paragraph(runs=(Plain(words),), span=span)
    items = (Item(blocks=(paragraph,), span=span),)
    blocks = (
        paragraph,
        ItemList(style="steps", items=items, span=span),
        Callout(kind="note", heading=(Plain(words),), blocks=(ItemList(style="bullet", items=items),)),
    )
    first = replace(DOCUMENT.first_page, main_message=words, purpose=words)
    for language in ("en-GB", "es", "de"):
        document = replace(
            DOCUMENT,
            sections=(*DOCUMENT.sections, Section(heading=None, blocks=blocks)),
            first_page=first,
            language=language,
            topic_words=(words,),
        )
        check_document(document, style(), profile("us"), today=TODAY)
