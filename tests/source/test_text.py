from __future__ import annotations

import pytest

from wardleaf.findings import Findings, Severity, SourceFile
from wardleaf.source.text import clean_text, has_long_line


def cleaned(data: bytes) -> tuple[SourceFile | None, list[tuple[str, str, str]]]:
    findings = Findings()
    file = clean_text("handouts/a.md", data, findings)
    return file, [(finding.code, str(finding.span), finding.message) for finding in findings]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbftitle: x\r\nb\r", b"title: x\rb\r", b"title: x\nb\n"])
def test_byte_order_mark_and_line_ends_are_accepted_in_silence(data: bytes) -> None:
    file, told = cleaned(data)
    assert file and file.text == "title: x\nb\n"
    assert told == []


def test_letters_with_separate_accents_are_composed() -> None:
    file, told = cleaned("a\nZoe\u0308 cafe\u0301\n".encode())
    assert file and file.text == "a\nZoë café\n"
    assert told == [
        (
            "L118",
            "handouts/a.md:2",
            "cleaned characters that came along unseen: letters with separate accents on 1 line",
        )
    ]


def test_hidden_characters_are_removed_and_counted_once_a_file() -> None:
    file, told = cleaned("one\nche\u00admo\u200b\u200b \u2060x\u00ad\n\ufeffend\u2028line\u000bnext\n".encode())
    assert file and file.text == "one\nchemo x\nend line next\n"
    words = "2 foreign line breaks, 1 byte order mark, 2 soft hyphens, 1 word joiner, 2 zero-width spaces"
    assert told == [("L118", "handouts/a.md:2", f"cleaned characters that came along unseen: {_sorted(words)}")]


def _sorted(words: str) -> str:
    return ", ".join(sorted(words.split(", "), key=lambda part: part.partition(" ")[2]))


def test_joiners_that_a_script_needs_are_kept() -> None:
    persian = "می\u200cخواهم"
    file, told = cleaned(f"{persian} a\u200cb \u200e".encode())
    assert file and file.text.startswith(f"{persian} ab \u200e")
    assert len(told) == 1


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
    ],
)
def test_other_encodings_are_named(encoding: str, name: str) -> None:
    file, told = cleaned("title: Chemotherapy\n".encode(encoding))
    assert file is None
    assert told == [("L101", "handouts/a.md", f"this file is saved as {name}, not as UTF-8")]


def test_a_file_in_windows_1252_is_told_with_its_line() -> None:
    findings = Findings()
    assert clean_text("a.md", "one\r\ntwo “quoted” caf\u00e9\r\n".encode("cp1252"), findings) is None
    (finding,) = findings
    assert finding.code == "L101"
    assert finding.span and (finding.span.line, finding.span.column) == (2, 5)
    assert finding.span.file.line(2) == "two “quoted” café"


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", "\u200b\n".encode()])
def test_empty_files(data: bytes) -> None:
    file, told = cleaned(data)
    assert file is None
    assert told == [("L102", "handouts/a.md", "this file is empty")]


def test_control_characters_are_an_error_and_the_rest_is_still_read() -> None:
    findings = Findings()
    file = clean_text("a.md", b"title: a\x00b\x07\n", findings)
    assert file and file.text == "title: a b \n"
    (finding,) = findings
    assert (finding.code, finding.severity, str(finding.span)) == ("L103", Severity.ERROR, "a.md:1:9")
    assert finding.message == "a character that cannot be printed (U+0000), the first of 2, stands here"


@pytest.mark.parametrize(("size", "told"), [(20_000, False), (20_001, True), (5_000_000, True)])
def test_a_line_that_nobody_wrote_is_told(size: int, told: bool) -> None:
    findings = Findings()
    assert has_long_line(SourceFile("a.md", f"short\n{'x' * size}\n"), findings) is told
    assert [str(finding.span) for finding in findings] == (["a.md:2"] if told else [])
