"""How long the checks take (processor time, for a machine that others use too): the whole library, before and after
typesetting, in a process that has just started and in one that is warm.

python -m benchmarks.checks
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.timing import median, rounds_of_processes
from wardleaf.findings import Finding, Findings

ROOT = Path(__file__).parents[1]
TODAY = datetime.date(2026, 11, 23)


def timed(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def main() -> None:
    from wardleaf.library.label_files import read_profile
    from wardleaf.pipeline import document_for, open_library, style_for, targets_of, typeset_document

    workshop = open_library(ROOT, Findings())
    assert workshop is not None
    targets = targets_of(workshop, clinics=tuple(workshop.library.clinics))
    stock = []
    for target in targets:
        document = document_for(workshop, target.handout, target.clinic, target.edition, Findings())
        style = style_for(workshop, target.clinic, target.edition, Findings())
        assert document and style
        stock.append((document, style, read_profile(workshop.library.clinics[target.clinic].profile.value)))

    def rules() -> object:
        from wardleaf.checks.registry import all_rules

        return all_rules()

    loading = timed(rules)
    from wardleaf.checks.registry import check_document, check_pages

    def words() -> list[tuple[Finding, ...]]:
        return [check_document(document, style, profile, today=TODAY) for document, style, profile in stock]

    cold = timed(words)
    warm = sorted(timed(words) for _ in range(5))[2]
    one = timed(lambda: check_document(*stock[0], today=TODAY))
    made = [typeset_document(workshop, document, style, Findings()) for document, style, _ in stock]
    facts = [
        (typeset.page_facts, style, profile, document)
        for typeset, (document, style, profile) in zip(made, stock)
        if typeset
    ]
    pages = timed(lambda: [check_pages(*fact, today=TODAY) for fact in facts])
    print(
        f"\nChecks: {len(stock)} documents ({len(workshop.library.handouts)} handouts, {len(workshop.library.clinics)} clinics, every edition)"
    )
    print(f"  loading the rules          {loading * 1000:6.0f} ms")
    print(f"  words, first time          {cold * 1000:6.0f} ms")
    print(f"  words, again               {warm * 1000:6.0f} ms   one document {one * 1000:.1f} ms")
    print(f"  pages                      {pages * 1000:6.0f} ms")
    found = rounds_of_processes({"wardleaf check": ["-m", "wardleaf", "check"]}, str(ROOT), rounds=3)
    print(f"  the command, from its start {median([run.wall for run in found['wardleaf check']]):5.2f} s")


if __name__ == "__main__":
    main()
