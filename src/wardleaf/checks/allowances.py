"""Findings that somebody accepted: `allow:` in a definition or a section, `::: allow` above a block, with reason, name
and date.

An accepted finding stays in the report as an info that says who accepted it. An allowance without a reason, past its
date, for an unknown rule, for one that nobody may accept, or that nothing needs, is a finding itself.

An allowance past its date still covers its finding, and weighs as much as that finding itself: the command fails as it
would without the allowance, but no page becomes a DRAFT because a day has passed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from wardleaf.findings import Fault, Finding, Severity, error, warning
from wardleaf.values import replace

if TYPE_CHECKING:  # a run with nothing changed settles what was told before, and needs neither
    from wardleaf.document.model import Allowance

_LEAST_WORDS = 3
_ACCEPTED = "accepted by "

NO_REASON = error(
    "R001",
    "allowance-without-reason",
    "An allowance says why a finding is accepted and who accepted it, in words that the next reviewer understands. Write the reason in a sentence, "
    "and a name with its role under `by`.",
)
EXPIRED = warning(
    "R002",
    "expired-allowance",
    "An allowance has a date so that somebody looks again. Past it, the allowance weighs as much as what it accepts: an error, and the command fails, or a "
    "warning. Pages stay as they are, because a file never depends on the day it is built. Look at the finding afresh: change the words and delete the "
    "allowance, or write a new date.",
)
UNKNOWN_RULE = error(
    "R003",
    "allowance-for-unknown-rule",
    "An allowance names a rule by the name that stands in its finding, such as `long-sentence`; `wardleaf explain` lists all. Correct the name.",
)
UNUSED = warning(
    "R004",
    "unused-allowance",
    "No finding needs this allowance any more. Delete it, so that it does not hide the next one.",
)
NOT_ALLOWABLE = error(
    "R005",
    "allowance-not-possible",
    "Some rules guard against harm that no reason outweighs: unsafe numbers, facts of the clinic typed by hand, words that changed after approval, and PDFs "
    "that screen readers cannot read. Correct what the finding names, and delete the allowance.",
)

FAULTS: tuple[Fault, ...] = (NO_REASON, EXPIRED, UNKNOWN_RULE, UNUSED, NOT_ALLOWABLE)


class RuleNames(Struct, frozen=True, kw_only=True):
    """The names of rules: those that have just looked, all that there are, and those that cannot be allowed."""

    ran: frozenset[str]
    known: frozenset[str]
    fixed: frozenset[str]


def apply_allowances(
    findings: Iterable[Finding],
    allowances: Sequence[Allowance],
    names: RuleNames,
    *,
    today: datetime.date,
    first: bool,
    built: bool = False,
) -> tuple[Finding, ...]:
    """`findings`, the accepted ones as infos, and what is wrong with `allowances`.

    What is wrong with an allowance itself is told only in the `first` of several passes over one document; that nothing
    needs it, in the pass of its rule. `built` says that only what was built is looked at, which may not be all there
    is.
    """
    told = tuple(findings)
    holding = [allowance for allowance in allowances if allowance.rule not in names.fixed and _reasoned(allowance)]
    # One that still holds is taken before one that has ended.
    holding.sort(key=lambda allowance: allowance.until < today)
    kept: list[Finding] = []
    used: dict[Allowance, list[Finding]] = {}
    for finding in told:
        matching = [allowance for allowance in holding if _covers(allowance, finding)]
        # An ended one that another renews is not needed any more.
        for allowance in [one for one in matching if one.until >= today] or matching:
            used.setdefault(allowance, []).append(finding)
        kept.append(_accepted(finding, matching[0]) if matching else finding)
    if first:
        for allowance in allowances:
            kept.extend(_faults(allowance, names))
    kept += [_expired(allowance, covered) for allowance, covered in used.items() if allowance.until < today]
    unused = [allowance for allowance in holding if allowance.rule in names.ran and allowance not in used]
    return (*kept, *(_unused(allowance, built=built) for allowance in unused))


def settle_allowances(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` of several documents of one handout, without the unused allowances that another of its documents
    needed.

    An allowance that has ended is told once, as heavily as any of the documents needs it.
    """
    told = tuple(dict.fromkeys(findings))
    heavy = {finding.span for finding in told if finding.code == EXPIRED.code and finding.severity is Severity.ERROR}
    told = tuple(
        one for one in told if one.code != EXPIRED.code or one.severity is Severity.ERROR or one.span not in heavy
    )
    notes = "\n".join(note for finding in told if finding.severity is Severity.INFO for note in finding.notes)
    return tuple(finding for finding in told if finding.code != UNUSED.code or f"({finding.span}):" not in notes)


def is_accepted(finding: Finding) -> bool:
    """Whether somebody accepted `finding`."""
    return any(note.startswith(_ACCEPTED) for note in finding.notes)


def _covers(allowance: Allowance, finding: Finding) -> bool:
    if allowance.rule != finding.name:
        return False
    if not allowance.section:
        return True
    if not (finding.span and allowance.span and finding.span.file == allowance.span.file):
        return False
    return not allowance.first_line or allowance.first_line <= finding.span.line <= allowance.last_line


def _accepted(finding: Finding, allowance: Allowance) -> Finding:
    note = f"{_ACCEPTED}{allowance.by} until {allowance.until} ({allowance.span}): {allowance.reason}"
    return replace(finding, severity=Severity.INFO, notes=(*finding.notes, note))


def _reasoned(allowance: Allowance) -> bool:
    return len(allowance.reason.split()) >= _LEAST_WORDS and bool(allowance.by.strip())


def _faults(allowance: Allowance, names: RuleNames) -> Iterator[Finding]:
    rule, span = allowance.rule, allowance.span
    if rule not in names.known:
        from wardleaf.source.suggest import did_you_mean

        yield UNKNOWN_RULE.at(span, f"there is no rule `{rule}` to allow", hint=did_you_mean(rule, names.known))
    elif rule in names.fixed:
        yield NOT_ALLOWABLE.at(span, f"`{rule}` cannot be allowed; correct what it finds and delete this allowance")
    elif not _reasoned(allowance):
        yield NO_REASON.at(
            span, f"the allowance of `{rule}` needs a reason of at least {_LEAST_WORDS} words and a name under `by`"
        )


def _expired(allowance: Allowance, covered: Iterable[Finding]) -> Finding:
    heavy = any(finding.severity is Severity.ERROR for finding in covered)
    message = f"the allowance of `{allowance.rule}` ended on {allowance.until}; look at the finding again, and change the words or the date"
    return EXPIRED.at(allowance.span, message, severity=Severity.ERROR if heavy else EXPIRED.severity)


def _unused(allowance: Allowance, *, built: bool) -> Finding:
    message = f"nothing needs the allowance of `{allowance.rule}` any more; delete it"
    if built:
        message = f"nothing that was built here needs the allowance of `{allowance.rule}`; delete it unless another edition or clinic does"
    return UNUSED.at(allowance.span, message)
