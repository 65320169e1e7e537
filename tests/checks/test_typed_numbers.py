"""Numbers as people type them: found in every writing, and no date, study size or identifier among them."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks.making import TODAY, handout, named, profile, style

from wardleaf.checks.registry import check_document
from wardleaf.checks.typed_numbers import body_temperatures, phone_numbers, short_numbers
from wardleaf.document.words import dial, is_same_number
from wardleaf.library.schema import ProfileName

EXAMPLES = settings(max_examples=150, deadline=None)
PHONES = (
    "Call 01632 960140",
    "Call 01632\xa0960\xa0140",
    "Call 01632\u2009960\u202f140",
    "01632\u2013960\u2013140",
    "01632-960-140",
    "01632\u2011960140",
    "(01632) 960 140",
    "01632.960.140",
    "01632.960140",
    "01632/960140",
    "0121/234 5678",
    "+44 (0)1632 960 140",
    "+44 (0) 1632 960140",
    "+44(0)1632960140",
    "+441632960140",
    "0044 1632 960140",
    "1-800-227-2345",
    "1-800-4-CANCER",
    "(312) 555-0142",
    "312.555.0142",
    "312 555 0142",
    "555-0142",
    "01632960140",
    "\uff10\uff11\uff16\uff13\uff12\u3000\uff19\uff16\uff10\uff11\uff14\uff10",
    "\uff10\uff11\uff16\uff13\uff12\uff19\uff16\uff10\uff11\uff14\uff10",
    "Tel:01632960140",
    "Tel: 01632 960140 x123",
    "01632 960 140 ext. 23",
    "ext 4321",
    "bleep 1234",
    "0800 1111",
    "in 2020 01632 960 140",
    "Ward 4 01632 960 140 8 am to 6 pm",
    "call 3125550142 now",
    "01 23 45 67 89",
    "[ward](tel:01632960150)",
    "<tel:01632960150>",
    "020 7946 0018",
    "call us on 800 123 456",
    "+91 98765 43210",
    "Ring 1800 22 1951",
    "\u0660\u0661\u0666\u0663\u0662 \u0669\u0666\u0660 \u0661\u0664\u0660",
)
NO_PHONES = (
    "2026-11-01 and 01/12/2026 and 01.12.2026",
    "doi:10.1056/NEJMoa1804710 and 10.1016/S0140-6736(05)66544-0",
    "ISBN 978-3-16-148410-0 and 978 3 16 148410 0",
    "PMID 29860917 and PMID: 29860917 PMC6172658",
    "NCT01772472 ISRCTN12345678 2015-001234-56",
    "661,270 women",
    "661 270 women and 1 234 567 people",
    "1983-2002 and 1983\u20132002 and 2018 2019 2020",
    "a range of 1500-2000 mg and 10000-20000 steps",
    "100 200 300",
    "95% CI 0.57-2.00 and 1.234-5.678",
    "0.0001234 and 3.14159265",
    "120/80 mmHg and 24/7",
    "0900-1700 and 9.00-17.30 and 09.00-17.30",
    "NY 10001-1234",
    "01 12 2026",
    "pages 1880-1892",
    "\xa31 000 000",
    "2018;379(2):111-21",
    "319(18):1880-1892",
    "Lancet 2018;19(1):27-39",
    "https://example.org/01632960140",
    "10 20 30 40 50",
    "[@a2012345678]",
    "{{ clinic.phones.advice }}",
    "RBC-014 1234567",
    "between 08-12 and 13-17",
    "version 3.1.4 of 2026",
    "7 in 100 and 3 out of 10",
    "1,250 mg x 14 days",
    "37.5 to 38.0",
)


@pytest.mark.parametrize("line", PHONES)
def test_a_phone_number_is_found_however_it_is_written(line: str) -> None:
    (found,) = phone_numbers(line)
    assert found.words in line[found.start : found.start + found.width].strip()


@pytest.mark.parametrize("line", NO_PHONES)
def test_other_numbers_are_no_phone_numbers(line: str) -> None:
    assert phone_numbers(line) == ()
    assert phone_numbers(f"It was so ({line}).") == ()


SEPARATORS = st.sampled_from([*" -.\u00a0\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2212", "  ", " - ", ""])


@EXAMPLES
@given(
    area=st.sampled_from(["01632", "(01632)", "+44 1632", "+44 (0)1632", "0808", "0044 1632"]),
    one=SEPARATORS,
    two=SEPARATORS,
    middle=st.integers(100, 999),
    last=st.integers(1000, 9999),
    before=st.sampled_from(["", "Call ", "The ward: ", "tel:", "(", "**", "| ", "“"]),
    after=st.sampled_from(["", ".", ", day or night", ")", "**", " |", "”", " ext 23", " x123", " if you are ill"]),
)
def test_any_phone_number_is_found(
    area: str, one: str, two: str, middle: int, last: int, before: str, after: str
) -> None:
    number = f"{area}{one}{middle}{two}{last}"
    (found,) = phone_numbers(before + number + after)
    assert found.words.strip("()").startswith(number.strip("()")) or found.words.startswith(number)


@EXAMPLES
@given(
    count=st.integers(10_000, 9_999_999),
    noun=st.sampled_from(["women", "people", "men", "patients", "mg", "steps"]),
    mark=st.sampled_from([",", " ", "\u2009", "\u00a0"]),
    year=st.integers(1900, 2099),
    day=st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 1, 1)),
)
def test_counts_and_dates_are_no_phone_numbers(count: int, noun: str, mark: str, year: int, day: datetime.date) -> None:
    size = f"{count:,}".replace(",", mark)
    for line in (
        f"A study of {size} {noun} in {year} found this.",
        f"From {year} to {year + 5}, {size} {noun} took part; {year}–{year + 5}.",
        f"Your visit is on {day:%d/%m/%Y} or {day:%d.%m.%Y} or {day.isoformat()} at 10.30 am, not {day:%d %B %Y}.",
    ):
        assert phone_numbers(line) == (), line


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Call 111", ["111"]),
        ("Call NHS 111 or 999 at once.", ["111", "999"]),
        ("Dial 999.", ["999"]),
        ("Ring 116 123 at any time", ["116 123"]),
        ("Ring 116\u00a0123 at any time", ["116\u00a0123"]),
        ("Text SHOUT to 85258", ["85258"]),
        ("Call the Samaritans on 116 123", ["116 123"]),
        ("Get an ambulance on 999", ["999"]),
        ("Call **999** or 112 if your chest hurts", ["999", "112"]),
        ("Phone 101 or 119, text 988", ["101", "119", "988"]),
        ("In an emergency: 999", ["999"]),
        ("NHS111", ["111"]),
        ("Look at NHS 111 online", []),
        ("Call us if 111 women come", []),
        ("In 111 women and 999 men", []),
        ("Call us within 100 days, call 100 people", []),
        ("Call {{ clinic.emergency.number }} or {{ clinic.helplines.nhs-111.phone }}", []),
        ("Turn to page 112 or 113", []),
        ("The dose was 101 or 119 mg; ring us", []),
        ("Contact us in room 112 or 119", []),
    ],
)
def test_short_numbers_are_found_where_somebody_is_to_call_them(line: str, found: list[str]) -> None:
    assert [typed.words for typed in short_numbers(line)] == found


@pytest.mark.parametrize(
    "typed",
    ["38ºC", "38 º C", "38.0C", "38 degrees", "38 degrees C", "38 degrees Celsius", "38,5 °C", "38 ˚C", "38℃", "38oC", "38\u202f°C", "３８ºC", "100.4F", "100.4 °F", "100.4ºF", "100.4 degrees F"],
)  # fmt: skip
def test_a_temperature_is_found_however_its_degrees_are_written(typed: str) -> None:
    assert [found.words for found in body_temperatures(f"Call us if your temperature is {typed} or more.")] == [typed]


@pytest.mark.parametrize(
    "line",
    ["bra size 36C", "Room 37 C is warm", "Bend your knee to 40 degrees.", "Wash it at 40ºC.", "38 weeks above all", "A temperature in 38 people", "Store below 38 °C in the fridge", "Step 37 calls"],
)  # fmt: skip
def test_other_numbers_are_no_temperatures(line: str) -> None:
    assert body_temperatures(line) == ()


def test_a_temperature_without_its_sign_is_found_beside_the_word() -> None:
    for line in ("a temperature of 38 or above", "Your temperature is above 38.", "a fever over 38,5"):
        assert len(body_temperatures(line)) == 1, line


def test_long_lines_take_time_that_grows_with_their_length() -> None:
    for piece in (
        "0",
        "01632 ",
        "1 ",
        "1-",
        "((",
        "call ",
        "call us on ",
        "38",
        "temperature of ",
        "2018 ",
        "10.1234/",
        "97 ",
    ):
        line = piece * (40_000 // len(piece))
        began = time.perf_counter()
        phone_numbers(line), short_numbers(line), body_temperatures(line)
        assert time.perf_counter() - began < 5, piece


def test_country_codes_make_no_other_number() -> None:
    assert is_same_number(dial("+44 (0)1632 960 140"), dial("01632 960140"))
    assert is_same_number(dial("0044 1632 960140"), dial("01632-960-140"))
    assert is_same_number(dial("1-312-555-0142"), dial("(312) 555-0142"))
    assert not is_same_number(dial("01632 960141"), dial("01632 960140"))
    assert not is_same_number("999", "1999")
    assert not is_same_number("111", "0111111")


NUMBERS = {"01632960140": "phones.advice", "999": "emergency.number", "116123": "helplines.samaritans.phone"}


@pytest.mark.parametrize(
    ("body", "of", "told"),
    [
        ("Call 999.", "uk", "“999” is typed by hand; write `{{ clinic.emergency.number }}`, so that it is right everywhere"),
        ("Call 111.", "uk", "“111” is typed by hand: it is NHS 111, for urgent help that is no emergency; give it once under `helplines` of the clinic's file, and write here `{{ clinic.helplines.….phone }}` with the id that it has there"),
        ("Call 988.", "us", "“988” is typed by hand: it is the 988 crisis line, for help in a crisis by call or text; give it once under `helplines` of the clinic's file, and write here `{{ clinic.helplines.….phone }}` with the id that it has there"),
        ("Call 112.", "uk", "“112” is typed by hand, and the clinic's file does not give this number; give it there once, under `phones`, `services` or `helplines`, and name that fact here"),
        ("Call 116 123.", "uk", "“116 123” is typed by hand; write `{{ clinic.helplines.samaritans.phone }}`, so that it is right everywhere"),
        ("Call +44 (0)1632 960 140 ext 5.", "uk", "“+44 (0)1632 960 140 ext 5” is typed by hand; write `{{ clinic.phones.advice }}`, so that it is right everywhere"),
        ("Call 01632 960 141.", "uk", "“01632 960 141” is typed by hand, and the clinic's file does not give this number; give it there once, under `phones`, `services` or `helplines`, and name that fact here"),
        ("Call us above 37,5ºC.", "uk", "“37,5ºC” is typed by hand; write `{{ clinic.fever.rule }}`, so that it is right everywhere"),
        ("Call us above 38ºC.", "uk", "“38ºC” is typed by hand, and the clinic's own rule says “37.5 °C or higher”; where fever is meant, write `{{ clinic.fever.rule }}`"),
    ],
)  # fmt: skip
def test_no_other_number_is_proposed_for_the_typed_one(body: str, of: ProfileName, told: str) -> None:
    document = handout(body, of=of)
    found = check_document(document, style(), profile(of), today=TODAY, numbers=NUMBERS, fever_rule="37.5 °C or higher")
    assert [finding.message for finding in named(found, "retyped-clinic-fact")] == [told]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("01632 960 711 (24 hours)", ["01632 960 711"]),
        ("(01632) 960 711 (9 to 5)", ["(01632) 960 711"]),
        ("+44 (0)1632 960 711 (24 hours a day)", ["+44 (0)1632 960 711"]),
        ("01632 960 711 (2 lines) or 01632 960 712 (7 days)", ["01632 960 711", "01632 960 712"]),
        ("01632 960 711 ext 12 (24 hours)", ["01632 960 711 ext 12"]),
        ("01632 (960) 711", ["01632 (960) 711"]),
    ],
)
def test_a_remark_in_brackets_is_no_part_of_a_number(line: str, found: list[str]) -> None:
    assert [typed.words for typed in phone_numbers(line)] == found
