"""The items of three instruments for judging patient information, by number and short name, and which facts about a
handout bear on each.

Data only. Names are short forms of our own; the instruments' own words and manuals are with their owners.
"""

from __future__ import annotations

from msgspec import Struct


class InstrumentItem(Struct, frozen=True):
    """One item: its number there, its name in short, and the facts that bear on it; none means that only a person can
    answer.
    """

    number: int
    name: str
    facts: tuple[str, ...] = ()


class Instrument(Struct, frozen=True):
    """An instrument with its items."""

    id: str
    name: str
    about: str
    items: tuple[InstrumentItem, ...]


def _items(*rows: tuple[int, str, str]) -> tuple[InstrumentItem, ...]:
    return tuple(InstrumentItem(number, name, tuple(facts.split())) for number, name, facts in rows)


_PEMAT = Instrument(
    "pemat",
    "PEMAT-P: can it be understood, and acted on?",
    "Informed by the Patient Education Materials Assessment Tool for printed materials (AHRQ). Items 13 and 14 are for sound and film.",
    _items(
        (1, "The purpose is completely evident", "purpose"),
        (2, "Nothing distracts from the purpose", ""),
        (3, "Common, everyday language", "reading-grade long-sentences"),
        (4, "Medical terms only to make them familiar, and explained", "jargon"),
        (5, "Active voice", "passive"),
        (6, "Numbers are clear", "icon-arrays number-forms"),
        (7, "No calculation is expected", "reckoning"),
        (8, "Short sections", "headings long-stretches"),
        (9, "Informative headings", "headings poor-headings"),
        (10, "A logical sequence", ""),
        (11, "A summary", "key-points"),
        (12, "Visual cues to key points", "main-message key-points"),
        (15, "Pictures wherever they would help", "figures"),
        (16, "Pictures support the text", ""),
        (17, "Pictures have titles or captions", "alt poor-captions"),
        (18, "Pictures are clear and uncluttered", ""),
        (19, "Simple tables with short headings", "tables poor-tables"),
        (20, "At least one action", "call"),
        (21, "Addresses the reader", "you distance"),
        (22, "Actions in explicit steps", "steps crowded-steps"),
        (23, "A tool to act with", "tools"),
        (24, "Instructions for calculations, if any", "reckoning"),
        (25, "Says how to use charts and tables", "unled-tables"),
        (26, "Pictures that help to act", ""),
    ),
)
_CCI = Instrument(
    "cci",
    "CDC Clear Communication Index: is the message clear?",
    "Informed by the Clear Communication Index of the US Centers for Disease Control and Prevention. Items 12 to 20 count only where they apply.",
    _items(
        (1, "One main message", "main-message"),
        (2, "The main message comes first", "main-message"),
        (3, "The main message stands out", "main-message"),
        (4, "A picture supports the main message", "figures"),
        (5, "A call to action", "call"),
        (6, "Active voice in message and call to action", "passive"),
        (7, "Words that the readers use", "jargon reading-grade"),
        (8, "Lists", "lists long-lists"),
        (9, "Sections with headings", "headings"),
        (10, "The most important first", "key-points"),
        (11, "What is known and what is not", "not-known"),
        (12, "What to do", "call"),
        (13, "Why it matters to the reader", ""),
        (14, "How to do it, and when to call", "call"),
        (15, "Numbers that readers use", "icon-arrays number-forms"),
        (16, "What the numbers mean", "icon-arrays"),
        (17, "The reader must calculate (the wrong answer is yes)", "reckoning"),
        (18, "What the risk is", "icon-arrays"),
        (19, "Risks and benefits, both", "icon-arrays framing"),
        (20, "Chances also in words or pictures", "icon-arrays bare-chances"),
    ),
)
_DISCERN = Instrument(
    "discern",
    "DISCERN: does it support a choice?",
    "Names of the questions of DISCERN (© University of Oxford and the British Library); its handbook explains how to answer each from 1 to 5.",
    _items(
        (1, "Are the aims clear?", "purpose audience"),
        (2, "Does it achieve its aims?", ""),
        (3, "Is it relevant?", ""),
        (4, "Are the sources clear?", "sources bare-risks"),
        (5, "Is it clear when it was produced?", "dates"),
        (6, "Is it balanced and unbiased?", "framing"),
        (7, "Does it name further support?", "support"),
        (8, "Does it refer to uncertainty?", "not-known"),
        (9, "How does each treatment work?", "parts missing-parts"),
        (10, "What are the benefits of each?", ""),
        (11, "What are the risks of each?", ""),
        (12, "What happens without treatment?", ""),
        (13, "How does treatment affect quality of life?", ""),
        (14, "Is it clear that there may be more than one choice?", "choices"),
        (15, "Does it support shared decisions?", "questions"),
        (16, "Overall, how good a source is it about treatment choices?", ""),
    ),
)

INSTRUMENTS: tuple[Instrument, ...] = (_PEMAT, _CCI, _DISCERN)
