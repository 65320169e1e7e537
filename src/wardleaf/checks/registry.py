"""The check stage: every rule over a document and its style, and, after typesetting, over the finished pages.

Rules are the modules of `rules/`, one each. Values in, findings out: nothing is printed, nothing is raised, and the
date of today is an argument.
"""

from __future__ import annotations

import datetime
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module

from wardleaf.checks import rules as rules_room
from wardleaf.checks.allowances import RuleNames, apply_allowances, settle_allowances
from wardleaf.checks.reading import NO_NUMBERS, Handout, read_handout
from wardleaf.checks.rule import AnyRule, Look, Printed
from wardleaf.document.model import Document
from wardleaf.findings import Fault, Finding, Findings
from wardleaf.library.profiles import Profile
from wardleaf.page_facts import PageFacts
from wardleaf.style.schema import Style
from wardleaf.values import replace

__all__ = ["accept_others", "all_rules", "check_document", "check_pages", "settle_allowances"]


@cache
def all_rules() -> tuple[AnyRule, ...]:
    """Every rule, by code."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules_room.__path__))
    found: list[AnyRule] = [import_module(f"{rules_room.__name__}.{name}").RULE for name in names]
    return tuple(sorted(found, key=lambda rule: rule.fault.code))


def check_document(
    document: Document,
    style: Style,
    profile: Profile,
    *,
    today: datetime.date,
    numbers: Mapping[str, str] = NO_NUMBERS,
    fever_rule: str = "",
    starters: frozenset[str] = frozenset(),
    own_words: frozenset[str] = frozenset(),
    others: Iterable[Fault] = (),
    fixed: Iterable[Fault] = (),
) -> tuple[Finding, ...]:
    """What an editor says of the words and the style of `document`, before it is set in type; allowances are applied.

    `numbers` are the paths of the clinic's facts by the phone numbers that they print, `fever_rule` is its phrase,
    `starters` are texts of starting files that may not be left, `own_words` those that the library calls right. `others` are faults outside this room, such as those of
    governance, that an allowance may name, unless they are `fixed`; `accept_others` is for them.
    """
    handout = read_handout(
        document,
        profile,
        today=today,
        numbers=numbers,
        fever_rule=fever_rule,
        starters=starters,
        own_words=own_words,
    )
    look = Look(style=style, profile=profile, document=document)
    findings = Findings()
    ran: set[str] = set()
    for rule in all_rules():
        if rule.reads is Handout:
            findings.extend(rule.check(handout))
        elif rule.reads is Look:
            findings.extend(rule.check(look))
        else:
            continue
        ran.add(rule.fault.name)
    names = _names(ran, others, fixed)
    return _finished(apply_allowances(findings, document.allowances, names, today=today, first=True))


def check_pages(
    page_facts: PageFacts, style: Style, profile: Profile, document: Document, *, today: datetime.date
) -> tuple[Finding, ...]:
    """What an editor says of the finished pages of `document`; allowances are applied."""
    printed = Printed(page_facts=page_facts, style=style, profile=profile, document=document)
    findings = Findings()
    ran: set[str] = set()
    for rule in all_rules():
        if rule.reads is Printed:
            findings.extend(rule.check(printed))
            ran.add(rule.fault.name)
    return _finished(apply_allowances(findings, document.allowances, _names(ran), today=today, first=False, built=True))


def accept_others(
    findings: Iterable[Finding],
    document: Document,
    faults: Iterable[Fault],
    *,
    fixed: Iterable[Fault],
    today: datetime.date,
) -> tuple[Finding, ...]:
    """`findings` of another room, one of whose `faults` each is, after the allowances of `document`; nobody can accept
    those of `fixed`.
    """
    known = frozenset(fault.name for fault in faults)
    names = RuleNames(ran=known, known=known, fixed=frozenset(fault.name for fault in fixed))
    return _finished(apply_allowances(findings, document.allowances, names, today=today, first=False))


def _names(ran: Iterable[str], others: Iterable[Fault] = (), fixed: Iterable[Fault] = ()) -> RuleNames:
    rules = all_rules()
    return RuleNames(
        ran=frozenset(ran),
        known=frozenset({rule.fault.name for rule in rules} | {fault.name for fault in others}),
        fixed=frozenset({rule.fault.name for rule in rules if not rule.allowable} | {fault.name for fault in fixed}),
    )


def _finished(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` sorted, each with the way to its manual page."""
    explained = (
        finding if finding.help else replace(finding, help=f"wardleaf explain {finding.code}") for finding in findings
    )
    return tuple(sorted(explained, key=lambda finding: finding.order))
