"""What the checks can put on a reviewer's worksheet: measured reading grades, and what the rules found that bears on a
question.

Every fact is a remark, never a verdict: that the checks found nothing does not mean that nothing is there. What was
accepted is told as well.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from msgspec import Struct

from wardleaf.checks.places import shortened
from wardleaf.checks.readability import (
    ENOUGH_SENTENCES,
    ENOUGH_WORDS,
    count_sentences,
    flesch_kincaid,
    inflesz,
    lix,
    smog,
    spanish_syllables,
)
from wardleaf.checks.reading import PROSE, Handout, read_handout
from wardleaf.checks.registry import all_rules
from wardleaf.checks.rules.passive_voice import passive_words
from wardleaf.document.model import Block, Document, Figure, IconArray, Table
from wardleaf.findings import Finding
from wardleaf.library.profiles import Profile

_NAMED = 3
_MESSAGE_WORDS = 24


class _Looked(Struct, frozen=True):
    """What some rules look for together: the fact's name, the rules, and the words for what they found none of, one of,
    or several of.

    With `of`, there is something to find only where the handout has such a block.
    """

    fact: str
    rules: tuple[str, ...]
    one: str
    many: str
    of: tuple[type[Block], ...] = ()


_LOOKED = (
    _Looked("jargon", ("avoidable-jargon", "unexplained-medical-word", "unexplained-abbreviation"), "word to explain", "words to explain"),
    _Looked("number-forms", ("mixed-risk-formats", "needless-decimals"), "number in a hard form", "numbers in a hard form"),
    _Looked("bare-chances", ("chance-without-number",), "chance in words only", "chances in words only"),
    _Looked("framing", ("relative-risk-alone", "one-sided-number"), "number that tells one side only", "numbers that tell one side only"),
    _Looked("reckoning", ("sum-for-the-reader",), "place where the reader must reckon", "places where the reader must reckon"),
    _Looked("long-stretches", ("wall-of-text", "long-paragraph"), "stretch that is too long", "stretches that are too long"),
    _Looked(
        "poor-headings",
        ("vague-heading", "repeated-heading", "heading-in-capitals"),
        "heading that says too little",
        "headings that say too little",
    ),
    _Looked(
        "poor-captions",
        ("picture-without-caption", "weak-alt-text"),
        "picture without good words",
        "pictures without good words",
        (Figure, IconArray),
    ),
    _Looked("poor-tables", ("crowded-table",), "table that is too wide or has long headings", "tables that are too wide or have long headings", (Table,)),
    _Looked("unled-tables", ("table-without-guidance",), "table without a line on how to use it", "tables without a line on how to use them", (Table,)),
    _Looked("distance", ("talking-about-patients",), "place that talks about patients", "places that talk about patients"),
    _Looked("crowded-steps", ("crowded-step",), "step that is not one short thing", "steps that are not one short thing"),
    _Looked("long-lists", ("long-list", "single-item-list"), "list of an odd length", "lists of an odd length"),
    _Looked("bare-risks", ("risk-without-source", "section-without-source"), "fact without a source", "facts without a source"),
    _Looked("missing-parts", ("missing-part",), "required part that is missing", "required parts that are missing"),
)  # fmt: skip


def measured_facts(document: Document, profile: Profile, *, today: datetime.date) -> Mapping[str, str]:
    """What the checks know of `document` by the habits of `profile`, by fact name; what cannot be measured in its
    language is left out.
    """
    handout = read_handout(document, profile, today=today)
    return dict(_facts(handout))


def _facts(handout: Handout) -> Iterator[tuple[str, str]]:
    grade = _reading(handout)
    if grade:
        yield "reading-grade", grade
    if not handout.english:  # the rules below know English words
        return
    yield "passive", _passive(handout)
    yield "long-sentences", _long_sentences(handout)
    found = {rule.fault.name: tuple(rule.check(handout)) for rule in all_rules() if rule.reads is Handout}
    blocks = (*handout.document.first_page.key_points.blocks, *handout.document.blocks)
    for looked in _LOOKED:
        if not looked.of or any(isinstance(block, looked.of) for block in blocks):
            yield looked.fact, _told(looked, [finding for rule in looked.rules for finding in found[rule]])


def _reading(handout: Handout) -> str:
    """The reading grade as measured; empty for a text too short to measure."""
    document = handout.document
    sentences = [
        sentence for passage in handout.passages if passage.kind in PROSE for sentence in passage.words.sentences
    ]
    counts = count_sentences(sentences)
    if counts.words < ENOUGH_WORDS:
        return ""
    if document.language.casefold().startswith("es"):
        score = inflesz(counts, sum(spanish_syllables(word) for sentence in sentences for word in sentence.words))
        return f"INFLESZ score {score:.0f}, where 55 is normal and more is easier"
    if not handout.english:
        return f"LIX {lix(counts):.0f}, where less is easier and over 40 is hard"
    topic = frozenset(word.casefold() for word in document.topic_words)
    told = f"Flesch-Kincaid grade {flesch_kincaid(counts):.1f}"
    if topic:
        told += f", and {flesch_kincaid(count_sentences(sentences, without=topic)):.1f} without the topic words ({', '.join(document.topic_words)})"
    if counts.sentences >= ENOUGH_SENTENCES:
        scale = handout.limits.smog_scale
        told += (
            f"; SMOG grade {smog(counts, scale=scale):.1f} on the {'British' if scale == 'uk' else 'American'} scale"
        )
    return told


def _passive(handout: Handout) -> str:
    sentences = [sentence for passage in handout.running for sentence in passage.words.sentences]
    passive = sum(bool(passive_words(sentence)) for sentence in sentences)
    return f"{passive} of {len(sentences)} sentences may not say who acts"


def _long_sentences(handout: Handout) -> str:
    lengths = [len(sentence.words) for passage in handout.running for sentence in passage.words.sentences]
    limit = handout.limits.sentence_words
    over = sum(length > limit for length in lengths)
    return f"{over} of {len(lengths)} sentences have more than {limit} words; the longest has {max(lengths, default=0)}"


def _told(looked: _Looked, findings: list[Finding]) -> str:
    if not findings:
        return f"the checks found no {looked.many}"
    named = [shortened(finding.message.replace("`", ""), _MESSAGE_WORDS) for finding in findings[:_NAMED]]
    more = f" (and {len(findings) - _NAMED} more)" if len(findings) > _NAMED else ""
    return f"the checks found {len(findings)} {looked.one if len(findings) == 1 else looked.many}: {'; '.join(named)}{more}"
