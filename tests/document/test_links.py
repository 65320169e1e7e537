"""Where a link may lead, and that its address is written in ASCII."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.document.making import parse

from wardleaf.document import authored
from wardleaf.document.facts import printed_address
from wardleaf.document.links import addresses_in, ascii_target, check_target
from wardleaf.findings import Findings, SourceFile, Span

_SPAN = Span(SourceFile("s.md", "words"), 1)


def passes(target: str) -> bool:
    return check_target(target, span=_SPAN, findings=Findings())


@pytest.mark.parametrize(
    "target",
    [
        "https://www.example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG",
        "http://x.example:8080/",
        "mailto:a.b+c@x.example?subject=Hä",
        "mailto:jörg@bücher.example",
        "mailto:a@x.example,b@x.example",
        "tel:01632960150",
        "tel:+44-1632-960150",
        "tel:111",
        "tel:01632960150;ext=22",
        "tel:(312)555-0170",
        "#biopsy",
    ],
)
def test_an_address_that_opens_may_be_linked(target: str) -> None:
    assert passes(target)


@pytest.mark.parametrize(
    "target",
    [
        "https:javascript:alert(1)",
        "https://javascript:alert(1)",
        "tel:javascript",
        "tel:javascript:alert(1)",
        "mailto:javascript:alert(1)",
        "mailto:nobody",
        "https://",
        "https:/example.org",
        "https:example.org",
        "https://user@evil.example",
        "https://x.example:a",
        "mailto:@x.example",
        "tel:",
        "tel:+",
        "javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "HTTPS:JavaScript:x",
        "tel:1\u202e2",
        "https://x.example/\x07",
    ],
)
def test_what_only_looks_like_an_address_is_told(target: str) -> None:
    findings = Findings()
    assert not check_target(target, span=_SPAN, findings=findings)
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("mailto:jörg@example.org?subject=Hä", "mailto:j%C3%B6rg@example.org?subject=H%C3%A4"),
        ("mailto:jörg@bücher.example", "mailto:j%C3%B6rg@xn--bcher-kva.example"),
        ("https://bücher.example/Größe?q=ä#é", "https://xn--bcher-kva.example/Gr%C3%B6%C3%9Fe?q=%C3%A4#%C3%A9"),
        ("https://www.example.org/a%20b", "https://www.example.org/a%20b"),
        ("tel:01632 960 150", "tel:01632960150"),
        ("#größe", "#größe"),
    ],
)
def test_an_address_is_written_in_ascii(typed: str, written: str) -> None:
    assert ascii_target(typed) == written


@given(st.text(min_size=1, max_size=40))
def test_whatever_follows_the_scheme_is_ascii_or_told(rest: str) -> None:
    for kind in ("https://x.example/", "https://", "mailto:a@", "mailto:", "tel:"):
        if passes(kind + rest):
            assert ascii_target(kind + rest).isascii()
            assert ascii_target(ascii_target(kind + rest)) == ascii_target(kind + rest)


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("Speak to any member of staff.", []),
        ("Write to pals@riverside.example.", ["mailto:pals@riverside.example"]),
        ("(mailto:pals@riverside.example)", ["mailto:pals@riverside.example"]),
        ("See https://riverside.example/say?q=1, please", ["https://riverside.example/say?q=1"]),
        ("See www.riverside.example/say.", ["https://www.riverside.example/say"]),
        ("a@riverside.example; b@riverside.example", ["mailto:a@riverside.example", "mailto:b@riverside.example"]),
        ("“jörg@bücher.example”", ["mailto:j%C3%B6rg@xn--bcher-kva.example"]),
        ("Ward 4 @ Riverside, www. and https:// and a@b@c", []),
    ],
)
def test_addresses_in_plain_words_lead_where_they_say(words: str, targets: list[str]) -> None:
    pieces = list(addresses_in(words))
    assert [target for _, target in pieces if target] == targets
    assert "".join(text for text, _ in pieces) == words.replace("mailto:", "")


@given(st.text(alphabet="a@.:/w h,()tps", max_size=60))
def test_finding_addresses_loses_no_word(words: str) -> None:
    assert "".join(text for text, _ in addresses_in(words)) == words


def test_a_phone_number_that_is_none_is_told_with_what_to_write() -> None:
    text, told = parse("Call [the ward](tel:javascript).")
    assert told == ("link-scheme 1:17",)
    assert text.findings[0].message == "`tel:javascript` is not a whole `tel:` address; write it like `tel:01632960150`"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<tel:01632960150>", "01632960150"),
        ("<TEL:+44-1632-960150>", "+44-1632-960150"),
        ("<mailto:ward@example.org>", "ward@example.org"),
        ("<mailto:ward@example.org?subject=Hair%20loss>", "ward@example.org"),
        ("<mailto:a@example.org,b@example.org>", "a@example.org, b@example.org"),
        ("<ward@example.org>", "ward@example.org"),
        ("<https://www.example.org>", "https://www.example.org"),
    ],
)
def test_an_address_in_angle_brackets_prints_without_what_says_its_kind(typed: str, printed: str) -> None:
    text, told = parse(f"See {typed} today.")
    assert told == ()
    (paragraph,) = text.blocks
    assert isinstance(paragraph, authored.Paragraph)
    assert authored.plain(paragraph.runs) == f"See {printed} today."


def test_a_title_of_a_link_is_told_for_it_is_not_printed() -> None:
    for title in ('"Open 24 hours"', "'Open 24 hours'", "(Open 24 hours)"):
        text, told = parse(f"Read [our page](https://www.example.org/x {title}) first.")
        (finding,) = text.findings
        assert told == ("link-not-read 1:44",)
        assert "“Open 24 hours”" in finding.message


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("https://www.example.org/find?id=5", "www.example.org/find?id=5"),
        ("https://www.example.org/a?b=c#d", "www.example.org/a?b=c#d"),
        ("https://www.example.org/", "www.example.org"),
    ],
)
def test_an_address_prints_with_what_says_which_page_is_meant(address: str, printed: str) -> None:
    assert printed_address(address) == printed
