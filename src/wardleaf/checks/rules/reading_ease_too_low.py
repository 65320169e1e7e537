"""A handout in another language than English is hard to read.

What it finds: the INFLESZ score of Spanish text below the profile's limit, and the LIX of any other language above it, for handouts of 100 words or
more. An English formula is never used for another language.

Why it matters to a reader: a translation is often longer and stiffer than its original, and nobody scores it.

Example: in Spanish, “La administración intravenosa de la medicación antineoplásica se realizará ambulatoriamente.”

Write instead: “Le pondremos la medicina por la vena. Luego podrá irse a casa.” Shorter sentences help most.

Options: `checks: inflesz-warning` and `lix-warning` of the profile.

Evidence: Barrio-Cantalejo 2008 for INFLESZ, 55 and more is normal; Björnsson 1968 for LIX, over 40 is hard; Harvard 2024, no English grade for other
languages. Rule RD-02.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.readability import ENOUGH_WORDS, count_sentences, inflesz, lix, spanish_syllables
from wardleaf.checks.reading import PROSE, Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding
from wardleaf.units import beside

FAULT = rule_fault(__doc__, code="R103", name="reading-ease-too-low")


def check(handout: Handout) -> Iterator[Finding]:
    """The score of a handout that is not in English."""
    if handout.english:
        return
    document, limits = handout.document, handout.limits
    sentences = [
        sentence for passage in handout.passages if passage.kind in PROSE for sentence in passage.words.sentences
    ]
    counts = count_sentences(sentences)
    if counts.words < ENOUGH_WORDS:
        return
    if document.language.casefold().startswith("es"):
        score = inflesz(counts, sum(spanish_syllables(word) for sentence in sentences for word in sentence.words))
        if score < limits.inflesz_warning:
            message = f"INFLESZ score {beside(score, limits.inflesz_warning, places=0)}; aim for {limits.inflesz_warning} or more, with shorter sentences and plainer words"
            yield FAULT.at(document.span, message)
        return
    score = lix(counts)
    if score > limits.lix_warning:
        message = f"LIX {beside(score, limits.lix_warning, places=0)}; aim for {limits.lix_warning} or less, with shorter sentences and fewer words over six letters"
        yield FAULT.at(document.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RD-02",))
