"""What a definition, its sections and its bibliography say for checks and print nowhere: allowances, sources cited,
parts left out.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Iterator, Mapping

from wardleaf.bibliography.forms import missing_facts
from wardleaf.document import authored, model
from wardleaf.document.model import NotApplicable, SourceFacts, SourceUse
from wardleaf.library.dates import PartialDate
from wardleaf.library.schema import Allowance, HandoutDefinition, Reference, Section
from wardleaf.source.keys import At
from wardleaf.values import replace


def allowances(definition: HandoutDefinition, sections: Iterable[Section]) -> tuple[model.Allowance, ...]:
    """The findings that were accepted for the handout, then for each of its printed sections."""
    return (
        *_allowances(definition.allow, ""),
        *(made for section in sections for made in _allowances(section.front_matter.allow, section.address)),
    )


def _allowances(written: Mapping[str, Allowance], section: str) -> Iterator[model.Allowance]:
    for rule, allowance in written.items():
        yield _allowance(rule, allowance, section)


def block_allowances(
    address: str, written: Iterable[authored.BlockAllowance], blocks: Iterable[authored.Block]
) -> Iterator[model.Allowance]:
    """The findings that were accepted in those of `blocks` that the section `address` prints."""
    printed = {block.span.line for block in blocks}
    for one in written:
        if one.first_line in printed:
            yield replace(
                _allowance(one.rule, one.allowance, address), first_line=one.first_line, last_line=one.last_line
            )


def _allowance(rule: str, allowance: Allowance, section: str) -> model.Allowance:
    return model.Allowance(
        rule=rule,
        reason=allowance.reason.value,
        by=allowance.by.value,
        until=allowance.until.value,
        section=section,
        span=allowance.span,
    )


def not_applicable(definition: HandoutDefinition) -> tuple[NotApplicable, ...]:
    """The required parts that `definition` leaves out."""
    return tuple(
        NotApplicable(part=part, reason=reason.value, span=reason.span)
        for part, reason in definition.not_applicable.items()
    )


def source_uses(cited: Iterable[tuple[At[str], ...]]) -> tuple[SourceUse, ...]:
    """Every place that cites a source, in printed order."""
    return tuple(SourceUse(id=source.value, span=source.span) for group in cited for source in group)


def source_facts(references: Iterable[Reference]) -> tuple[SourceFacts, ...]:
    """What there is to check of each of `references`."""
    return tuple(_facts(reference) for reference in references)


def _facts(reference: Reference) -> SourceFacts:
    dated = reference.updated or reference.issued
    return SourceFacts(
        id=reference.id.value,
        type=reference.type.value,
        verified=reference.verified,
        has_authors=bool(reference.author),
        published=dated.year if dated else None,
        accessed=_last_day(reference.accessed) if reference.accessed else None,
        checked=reference.checked.value if reference.checked else None,
        where=reference.container_title,
        publisher=reference.publisher,
        place_in=reference.page.value if reference.page else reference.number,
        doi=reference.doi.value if reference.doi else "",
        pmid=reference.pmid.value if reference.pmid else "",
        url=reference.url.value if reference.url else "",
        historical=reference.status == "historical",
        lacks=tuple(missing_facts(reference)),
        span=reference.id.span,
    )


def _last_day(date: PartialDate) -> datetime.date:
    """The last day that `date` can mean."""
    month = date.month or 12
    return datetime.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])
