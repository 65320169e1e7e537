"""How words, numbers and names are written: spelling, units, degrees, spaces that hold."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardleaf.document.spelling import pairs_used, respell, spelling_pairs
from wardleaf.document.words import (
    add_fahrenheit,
    bind_words,
    dial,
    format_date,
    format_phone,
    space_units,
    write_degrees,
)

PAIRS = spelling_pairs(
    (
        {"en-GB": "tumour", "en-US": "tumor"},
        {"en-GB": "anti-sickness", "en-US": "anti-nausea"},
        {"en-GB": "centre", "en-US": "center"},
    ),
    written="en-GB",
    wanted="en-US",
)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("A tumour, Tumour and TUMOUR.", "A tumor, Tumor and TUMOR."),
        ("tumours and tumourous stay", "tumours and tumourous stay"),
        ("anti-sickness tablets", "anti-nausea tablets"),
        ("Anti-sickness tablets", "Anti-nausea tablets"),
        ("centre-based", "center-based"),
        ("the tumour's edge", "the tumor's edge"),
        ("the tumour’s edge", "the tumor’s edge"),
        ("tumour2 and no_tumour", "tumor2 and no_tumor"),
    ],
)
def test_whole_words_are_respelled_and_keep_their_case(written: str, printed: str) -> None:
    assert respell(written, PAIRS) == printed


def test_nothing_is_respelled_within_one_spelling_or_into_another_language() -> None:
    pairs = ({"en-GB": "tumour", "en-US": "tumor"},)
    assert not spelling_pairs(pairs, written="en-GB", wanted="en-GB")
    assert not spelling_pairs(pairs, written="en-GB", wanted="es-ES")
    assert not spelling_pairs(pairs, written="en-AU", wanted="en-US")
    assert respell("tumor", spelling_pairs(pairs, written="en-US", wanted="en-GB")) == "tumour"


def test_only_pairs_that_are_used_count() -> None:
    assert pairs_used("A Tumour-like lump", PAIRS) == {"tumour": "tumor"}


@given(st.text(max_size=80))
def test_text_without_paired_words_stays(text: str) -> None:
    assert respell(text, {}) == text
    if not any(word in text.casefold() for word in PAIRS):
        assert respell(text, PAIRS) == text


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("take 250 mg now", "take 250~mg now"),
        ("1.5 ml or 1,000 mg", "1.5~ml or 1,000~mg"),
        ("at 38 °C or more", "at 38~°C or more"),
        ("on 1 November 2026 at", "on 1~November~2026 at"),
        ("on November 1, 2026 at", "on November~1,~2026 at"),
        ("Call 01632 960 140 now", "Call 01632~960~140 now"),
        ("Call (312) 555-0142 now", "Call (312)~555-0142 now"),
        ("Dr S. Rao and Mr Lee", "Dr~S.~Rao and Mr~Lee"),
        ("A. B. Morgan said", "A.~B.~Morgan said"),
        ("see page 3 and Table 2", "see page~3 and Table~2"),
        ("for 4 weeks or 10 minutes", "for 4~weeks or 10~minutes"),
        ("7 in 100 and 3 out of 10", "7~in~100 and 3~out of~10"),
        ("stage 4 cancer", "stage~4 cancer"),
        ("1 River Lane, Anytown AN1 1AA. Call", "1 River Lane, Anytown AN1~1AA. Call"),
        ("SW1A 2AA and M1 1AE", "SW1A~2AA and M1~1AE"),
        ("Anytown, IL 60000 or NY 10001-1234", "Anytown, IL~60000 or NY~10001-1234"),
        ("quote RBC-014 v3.1.", "quote RBC-014~v3.1."),
        ("version 3.1 issue 2", "version~3.1 issue~2"),
        ("CDK4 6A and IL 600 and AN1 1A", "CDK4 6A and IL 600 and AN1 1A"),
        ("In 2020 women joined", "In 2020~women joined"),
        ("½ tablet, 1–2 tablets, 4–6 hourly", "½~tablet, 1–2~tablets, 4–6~hourly"),
        ("1 ½ tablets or 2 or 3 capsules", "1~½~tablets or 2~or~3~capsules"),
        ("1 – 2 tablets every 4 to 6 hours", "1~–~2~tablets every 4~to~6~hours"),
        ("2 x 500 mg, 2 × 5 ml, > 5 mg", "2~x~500~mg, 2~×~5~ml, >~5~mg"),
        ("50 mcg, 50 µg, 50 ug, 5 mls, 4 mmol, 140 mmHg", "50~mcg, 50~µg, 50~ug, 5~mls, 4~mmol, 140~mmHg"),
        ("at 38 ºC or 38 degrees", "at 38~ºC or 38~degrees"),
        ("1st November, 3 Dec 2026", "1st~November, 3~Dec~2026"),
        ("12 noon, 8 o’clock", "12~noon, 8~o’clock"),
        ("10 000 units and 661 270 women", "10~000~units and 661~270~women"),
        ("Samaritans 116 123 or 01632 960 140 ext 23", "Samaritans 116~123 or 01632~960~140~ext~23"),
        ("Ottawa K1A 0B1, Dublin D02 X285, Utrecht 3511 AB", "Ottawa K1A~0B1, Dublin D02~X285, Utrecht 3511~AB"),
        ("Go in 2020 or in 2021, to 5 of us", "Go in 2020 or in 2021, to 5 of us"),
        ("a tablet in the morning", "a tablet in the morning"),
        ("5 mgs and 5 mice", "5~mgs and 5 mice"),
    ],
)
def test_what_belongs_together_is_not_broken(written: str, bound: str) -> None:
    assert bind_words(written).replace("\u00a0", "~") == bound


@given(st.text(max_size=100))
def test_binding_changes_spaces_only_and_is_done_once(text: str) -> None:
    bound = bind_words(text)
    assert bound.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert bind_words(bound) == bound


@pytest.mark.parametrize("typed", ["38ºC", "38˚C", "38℃", "38° C", "38 º C"])
def test_degrees_have_their_own_sign(typed: str) -> None:
    assert write_degrees(typed).replace(" ", "") == "38°C"
    assert write_degrees("1º and nº 5, a 2˚ burn") == "1º and nº 5, a 2˚ burn"
    assert add_fahrenheit(write_degrees("38ºC")) == "38°C (100.4 °F)"


def test_units_follow_the_profile() -> None:
    assert space_units("250 mg at 38 °C", quantity=False, degrees=False) == "250mg at 38°C"
    assert space_units("250mg at 38°C", quantity=True, degrees=True) == "250\u00a0mg at 38\u00a0°C"
    assert space_units("60 mg/m² and 5 gulls", quantity=False, degrees=False) == "60 mg/m² and 5 gulls"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("above 38 °C.", "above 38 °C (100.4 °F)."),
        ("37.5°C", "37.5°C (99.5 °F)"),
        ("from 36 to 37 °C", "from 36 to 37 °C (96.8 to 98.6 °F)"),
        ("36–37 °C", "36–37 °C (96.8–98.6 °F)"),
        ("38 °C (100.4 °F)", "38 °C (100.4 °F)"),
        ("100.4 °F (38.0 °C)", "100.4 °F (38.0 °C)"),
        ("vitamin C and 5 °Cx", "vitamin C and 5 °Cx"),
    ],
)
def test_fahrenheit_stands_beside_celsius_once(written: str, printed: str) -> None:
    assert add_fahrenheit(written) == printed


def test_dates_and_phones() -> None:
    months = "January, February, March, April, May, June, July, August, September, October, November, December"
    date = datetime.date(2026, 11, 1)
    assert format_date(date, pattern="{day} {month} {year}", months=months) == "1\u00a0November\u00a02026"
    assert format_date(date, pattern="{month} {day}, {year}", months=months) == "November\u00a01,\u00a02026"
    assert format_phone("01632 960 140") == "01632\u00a0960\u00a0140"
    assert dial("+44 (0) 1632 960 140") == dial("+44 1632 960 140") == "+441632960140"
    assert (dial("(312) 555-0142"), dial("+44 1632 960"), dial("0808 808 00 00")) == (
        "3125550142",
        "+441632960",
        "08088080000",
    )
