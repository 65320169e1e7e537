"""A section is written in another language than the handout.

What it finds: a section whose `language`, or that of the library where it says none, is not the handout's. Another spelling of the same language is none.

Why it matters to a reader: a page that changes its language in the middle is understood by nobody, and a screen reader says it with the wrong sounds.

Example: a handout in Spanish that takes the section `support/when-to-call`, which is in English.

Write instead: take the section's translation, such as `es/when-to-call`, with `language: es` between its `---` lines.

Options: none.

Evidence: WCAG 3.1.1 Language of Page and 3.1.2 Language of Parts. Rule LG-01.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Severity
from wardleaf.library.languages import base_language, language_name

FAULT = rule_fault(__doc__, code="R909", name="section-in-another-language", severity=Severity.ERROR)


def check(handout: Handout) -> Iterator[Finding]:
    """Each section in another language."""
    language = handout.document.language
    for section in handout.document.section_facts:
        if section.language and base_language(section.language) != base_language(language):
            message = f"`{section.address}` is in {language_name(section.language)}, and `{handout.document.id}` in {language_name(language)}"
            help = f"take its translation instead; a section that is in {language_name(language)} says `language: {language}`"
            yield FAULT.at(section.span, message, help=help)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("LG-01",))
