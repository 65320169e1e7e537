"""Words in another language are not marked as such.

What it finds: in an English handout, words in another script, and sentences with at least three common words of another language and none of English, that do not stand between
`[…]{lang=…}`.

Why it matters to a reader: a screen reader says them with English sounds, so that those for whom they are meant cannot understand them.

Example: “Si habla español, llame al número de arriba.”

Write instead: `[Si habla español, llame al número de arriba.]{lang=es}`

Options: none.

Evidence: WCAG 3.1.2 Language of Parts; PDF/UA-1 7.2. Rule LG-01, as far as a handout in one language goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import place_of, shortened
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R907", name="untagged-language", severity=Severity.ERROR)
# Two letters or more of Cyrillic, Hebrew, Arabic, scripts of South and South-East Asia, Georgian, Ethiopic, Kana, Hangul or Han; of Greek, three: single letters are signs.
_SCRIPT = re.compile(
    r"[\u0400-\u052f\u0590-\u06ff\u0750-\u077f\u0900-\u109f\u10a0-\u10ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}|[\u0370-\u03ff\u1f00-\u1fff]{3,}"
)
# The most common words of each; none is a word of English.
_COMMON = {
    "Spanish": words(
        "el los las del que para por usted su sus si habla llame está una y es son cómo pero muy más nosotros"
    ),
    "French": words(
        "le les des du vous votre vos avec est sont nous et ou que qui dans une aux si appelez parlez pas être"
    ),
    "German": words("der das und ist sind sie ihr ihre mit für nicht wir bei wenn ein eine einen dem auf oder zu"),
    "Portuguese": words("os para você não uma se que em é por ligue com fale são mais seu sua"),
    "Italian": words("il lo gli che di è sono non si una della delle nel anche siamo chiami"),
    "Polish": words("się jest nie dla czy proszę pan pani są oraz jeśli który że jak przez"),
    "Romanian": words("și este sunt dacă pentru vă cu nu sau care vorbiți sunați"),
    "Turkish": words("ve bir için bu ile değil eğer sizin lütfen konuşuyorsanız arayın"),
    "Vietnamese": words("và của là bạn cho không được nếu có các quý vị tiếng gọi"),
    "Tagalog": words("ang ng mga sa kung na para inyo kayo nang tumawag"),
    "Haitian Creole": words("nan yo pou gen ki pale kreyòl rele sèvis si"),
    "Welsh": words("yn yr eich chi gyda neu oes mae ar gan bod wedi dros ffoniwch"),
    "Somali": words("iyo waa haddii ku waxaad wac luuqadda oo"),
}
_ANY = frozenset().union(*_COMMON.values())
# Those of the most common English words that hardly another language has.
_ENGLISH = words(
    "the you of and your are for with if this that it our have has not when from will would about they their there"
)
_ENOUGH = 3


def check(handout: Handout) -> Iterator[Finding]:
    """Each stretch of words in another script or language."""
    if not handout.english:
        return
    for passage in handout.passages:
        script = _SCRIPT.search(passage.text)
        if script:
            message = (
                f"“{script[0]}” is in another language; write `[…]{{lang=…}}` around it, with that language's code"
            )
            yield FAULT.at(place_of(script[0], passage.span), message)
        if len(passage.words.vocabulary & _ANY) < _ENOUGH:
            continue
        for sentence in passage.words.sentences:
            language = _language_of(frozenset(sentence.lower))
            if language:
                said = shortened(sentence.text, 6)
                message = f"“{said}” looks like {language}; write `[…]{{lang=…}}` around it, with that language's code, so that it is read aloud rightly"
                yield FAULT.at(place_of(said.removesuffix(" …"), passage.span), message)


def _language_of(vocabulary: frozenset[str]) -> str:
    """The language that a sentence of these words is surely in, empty for English and where it is not sure."""
    if not _ENGLISH.isdisjoint(vocabulary):
        return ""
    counts = {name: len(vocabulary & common) for name, common in _COMMON.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= _ENOUGH else ""


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("LG-01",))
